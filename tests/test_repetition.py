"""No text takes time that grows as its square, whatever it holds over and over."""

import subprocess
import sys

from tests.checkout import ROOT


def test_every_function_comes_to_an_end_with_long_texts_of_one_piece():
    done = subprocess.run(
        [sys.executable, "-m", "tests.repetition"], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    last = done.stdout.rpartition("\n")[0].rpartition("\n")[2]
    assert done.returncode == 0, f"{last}\n{done.stderr}"
