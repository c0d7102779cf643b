"""The READMEs are true: their commands run, their files are there."""

import ast
import re
import shlex
import tomllib

import pytest
from click.testing import CliRunner

from tests.checkout import ROOT
from viendan.commands import main

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
WINDOWS = re.findall(r"^```powershell\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("viendan ")
]
FILES = sorted(
    path
    for path in ROOT.rglob("*")
    if path.name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
    and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
_NAMED = re.compile(
    # A path with a folder in it, or a lone name with one of the endings of our files.
    r"`((?:\.?[\w-]+/)+[\w.-]*|\.?[\w-]+\.(?:py|toml|md|csv|jsonl|html))`"
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_run(command, tmp_path, sample_index):
    if command[0] in ("serve", "watch"):
        assert CliRunner().invoke(main, [command[0], "--help"]).exit_code == 0
        return
    if command[0] == "index":
        command = [*command, "--index", str(tmp_path / "index")]
    if command[0] == "export":
        command = ["export", "--jsonl", "--index", str(sample_index)]
    if command[0] == "search":
        command = [*command, "--index", str(sample_index)]
    done = CliRunner().invoke(
        main, command, input="Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)"
    )
    assert done.exit_code == 0, done.output
    assert done.output


def test_every_command_is_told():
    assert {command[0] for command in COMMANDS} == set(main.commands)


def test_set_up_is_one_line_each():
    start, tests = (block.strip() for block in BLOCKS[:2])
    assert re.fullmatch(r"python3 -m venv \.venv && .*python app\.py", start)
    assert re.fullmatch(r"python3 -m venv \.venv && .*-m pytest", tests)


def test_windows_has_the_same_two_commands():
    spelled = [
        block.strip()
        .replace("python3 ", "py ")
        .replace(" && ", "; ")
        .replace(".venv/bin/", ".venv\\Scripts\\")
        for block in BLOCKS[:2]
    ]
    assert [line for block in WINDOWS for line in block.splitlines()] == spelled


def test_there_is_more_than_one_readme():
    assert {path.relative_to(ROOT).as_posix() for path in FILES} >= {
        "README.md", "CONTRIBUTING.md", "corpus/registry/places/README.md",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name"),
    [
        pytest.param(file, name, id=f"{file.relative_to(ROOT).as_posix()}: {name}")
        for file in FILES
        for name in sorted(set(_NAMED.findall(file.read_text("utf-8"))))
    ],
)
def test_named_files_are_there(file, name):
    if name == ".venv/bin/":  # made by the first command
        return
    places = [file.parent / name, ROOT / name]
    if "/" not in name:  # a name that a person gives: ours of the same name is its model
        places.append(ROOT / "corpus" / name)
    assert any(place.exists() for place in places)


def test_the_sessions_that_are_named_are_there():
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    sessions = {one.name for one in tree.body if getattr(one, "decorator_list", ())}
    named = {
        session
        for told in re.findall(
            r"^nox -s ((?:\w+ )+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
        )
        for session in told.split()
    }
    assert named >= {"lint", "lowest", "newer"}
    assert named <= sessions


def test_the_changelog_has_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert version in headings


def test_the_chapters_that_comments_refer_to_are_there():
    rules = (ROOT / "corpus" / "registry" / "citation-forms.md").read_text("utf-8")
    chapters = set(re.findall(r"^## (\d+)\.", rules, re.MULTILINE))
    cited = {
        number
        for path in (*ROOT.glob("indexer/**/*.py"), *ROOT.glob("search/**/*.py"))
        for number in re.findall(r"§\s?(\d+)", path.read_text("utf-8"))
    }
    assert cited
    assert cited <= chapters
