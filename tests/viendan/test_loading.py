"""What a command loads: whoever asks one thing does not wait for the rest.

Loading is most of the time of a short command, and nothing else tells when it grows again.
"""

import os
import subprocess
import sys

import pytest

from tests.checkout import ROOT

ROOMS = ("indexer.documents", "indexer.index", "indexer.notices", "indexer.segmentation")
SEARCH = ("search.engine", "search.pages", "search.query")
SLOW = ("flask", "numpy", "pyvi", "rapidfuzz", "whoosh")

WITHOUT = {
    ("--help",): (*ROOMS, *SEARCH, *SLOW, "indexer.citations", "indexer.directives"),
    ("cite", "-"): (*ROOMS, *SEARCH, *SLOW),
    ("lookup", "quy định 213"): ("flask", "pyvi"),
    ("index", "--help"): ("flask", "pyvi"),
}
"""By command: what it must not load."""


def loaded_by(command):
    program = (
        "import sys; from viendan.commands import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        input="Thực hiện Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị và Luật Đất đai",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize("command", WITHOUT, ids=" ".join)
def test_a_command_loads_only_what_it_needs(command):
    loaded = loaded_by(command)
    assert "viendan.options" in loaded
    assert loaded.isdisjoint(WITHOUT[command])
