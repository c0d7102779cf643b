"""Files that a person names on a command: what is no text ends in a sentence, at once."""

import os

import pytest
from click.testing import CliRunner

from viendan.commands import main

COMMANDS = [
    ("cite",),
    ("cite", "--jsonl"),
    ("draft",),
    ("read",),
    ("check", "--citations"),
    ("check", "--search"),
]
SAID = {"check": {"ống": "not a regular file", "UTF-8": "utf-8"}}


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def latin(path):
    path.write_bytes("Thông báo".encode("latin-1"))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("make", "said"), [(pipe, "ống"), (device, "ống"), (latin, "UTF-8")])
def test_no_text(tmp_path, command, make, said):
    make(tmp_path / "a.txt")
    done = CliRunner().invoke(main, [*command, str(tmp_path / "a.txt")])
    assert done.exit_code in (1, 2)
    assert SAID.get(command[0], {}).get(said, said) in done.stderr
    assert "Traceback" not in done.stderr
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("command", ["cite", "draft"])
def test_a_link_and_standard_input_are_text_all_the_same(tmp_path, command):
    (tmp_path / "a.txt").write_text("Quy định số 213-QĐ/TW\r\n", "utf-8", newline="")
    (tmp_path / "link.txt").symlink_to("a.txt")
    texts = [
        CliRunner().invoke(main, [command, str(tmp_path / "link.txt")]).stdout,
        CliRunner().invoke(main, [command, "-"], input="Quy định số 213-QĐ/TW\n").stdout,
    ]
    assert texts[0] == texts[1]
    assert "213-QĐ/TW" in texts[0]


def test_other_letters_on_standard_input_end_no_command():
    done = CliRunner().invoke(main, ["cite", "-"], input=b"213-Q\xff/TW, 99-Q\xc4\x90/TW")
    assert done.exit_code == 0
