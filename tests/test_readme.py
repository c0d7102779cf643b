"""The README is true: its commands run, its files are there."""

import re
import shlex

import pytest
from click.testing import CliRunner

from tests.checkout import ROOT
from viendan import main

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("viendan ")
]


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


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:indexer|search|corpus|templates)/[^` ]*)`", README)
)
def test_named_files_are_there(name):
    assert (ROOT / name).exists()
