"""A command whose caller closed its standard streams does its work all the same."""

import subprocess
import sys

import pytest

from tests.checkout import ROOT

PAPER = "HUYỆN ỦY BẢO LÂM\n*\nSố 12-TB/HU\n\nTHÔNG BÁO\nkết quả kiểm tra\n"

CLOSED = """
import os, sys
for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
    if str(descriptor) in {closed!r}:
        os.close(descriptor)
        setattr(sys, name, None)
sys.argv[1:] = {arguments!r}
from viendan.__main__ import run
run()
"""


@pytest.mark.parametrize("closed", ["0", "1", "2", "01", "12", "012"])
def test_an_index_is_built_without_standard_streams(tmp_path, closed):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "12.txt").write_text(PAPER, "utf-8")
    arguments = ["index", "--index", str(tmp_path / "index"), "--jobs", "1", str(folder)]

    code = CLOSED.format(closed=closed, arguments=arguments)
    built = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=120)

    assert built.returncode == 0, built.stderr
    again = [sys.executable, "-m", "viendan", "search", "--index", arguments[2], "kiểm tra"]
    found = subprocess.run(again, cwd=ROOT, capture_output=True, timeout=120, check=True)
    assert "12-TB/HU" in found.stdout.decode("utf-8")
