"""No argument and no input ends a command with a trace, whatever was typed, piped or named."""

import io
import sys

import click
import pytest

from tests.hostile import COUNT, Hostile
from viendan.commands import main

ASKED = ("search", "read", "cite", "lookup", "draft")
"""The commands that take text; the others take paths, or run until they are stopped."""

BYTES = (
    b"", b"\x00", b"\xff\xfe", b"\xff\xfe\x00\xd8", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x80" * 99,
    "Quy định số ²²-QĐ/TW".encode("utf-16"), b"{}", b"[]", b"null\n", b'{"text": 1}\n',
    b'{"text": "\\ud800", "issued": "0000"}\n', b"[" * 100_000, b'{"text": "x", "issued": 2020}\n',
    b'{"text": "213-Q\\u0110/TW", "issued": "' + b"9" * 5_000 + b'"}\n', b"9" * 5_000 + b"\n",
    b'{"text": "x", "issuer_unit": ["x"], "issuer_province": {"a": 1e999}}\n', b"\n\n",
    b'{"text": NaN}\n', b"1e99999\n",
)  # fmt: skip


class Arguments(Hostile):
    """Makes command lines."""

    def text(self, name=""):
        """A value as a system hands it over: no NUL, and bytes that are no UTF-8 as surrogates."""
        value = self.value(name).replace("\0", "")[:5_000]
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")

    def command(self, index):
        """A command with some of its options and arguments, and what comes on its input."""
        name = self.random.choice(ASKED)
        line = [name] + (["--index", str(index)] if name == "search" else [])
        for one in main.commands[name].loaded().params:
            if self.random.random() < 0.6 or one.name == "address":
                continue
            value = self.text(one.name)
            if isinstance(one, click.Argument):
                value = self.random.choice((value, "-", "-"))
                line += [value] if value.startswith("-") and value != "-" else ["--", value]
            elif one.is_flag:
                line.append(one.opts[0])
            else:
                line += [one.opts[0], "-" if one.name == "jsonl" else value]
        given = self.random.choice((*BYTES, self.text().encode("utf-8", "surrogateescape")))
        return line, given


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs a command as from a terminal that has UTF-8; its exit status."""
    monkeypatch.chdir(tmp_path)

    def run(line, given):
        with monkeypatch.context() as patched:
            for name, errors in (("stdout", "strict"), ("stderr", "backslashreplace")):
                stream = io.TextIOWrapper(io.BytesIO(), "utf-8", errors, write_through=True)
                patched.setattr(sys, name, stream)
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            try:
                main(args=line, prog_name="viendan")
            except SystemExit as end:
                return end.code
        return 0

    return run


def test_no_command_ends_in_a_trace(run, sample_index):
    arguments = Arguments()
    for _ in range(COUNT // 2):
        line, given = arguments.command(sample_index)
        try:
            assert run(line, given) in (0, 1, 2)
        except Exception as error:
            raise AssertionError(f"{line!r} given {given[:200]!r}: {error!r}"[:1500]) from error


@pytest.mark.parametrize("command", ["cite", "draft", "lookup", "read", "cite --jsonl"])
@pytest.mark.parametrize("given", BYTES)
def test_no_input_ends_in_a_trace(run, command, given):
    assert run([*command.split(), "-"], given) in (0, 1, 2)
