"""The child process: whatever a reader does there, the builder goes on with the next file."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.documents import sandbox as confine
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox import ReaderCrashed, can_fork, missing_confinement, read_confined
from indexer.documents.sandbox_child import FILES_A_CHILD
from tests.as_windows import needs_fork
from tests.checkout import ROOT

READER = "tests.misbehaving:read"


def act(deed: str, argument: str = "", seconds: float = 20) -> str:
    return read_confined(READER, deed.encode(), argument, seconds)[0].text


@pytest.mark.parametrize(
    ("deed", "seconds", "kind", "reason", "passing"),
    [
        ("sleep", 0.5, ExtractionError, "giây", True),
        ("spin", 0.5, ExtractionError, "giây", True),
        ("eat_memory", 20, ExtractionError, "1,5 GB", True),
        ("abort", 20, ReaderCrashed, "bộ nhớ", True),
        ("crash", 20, ReaderCrashed, "tín hiệu 11", False),
        ("be_killed", 20, ReaderCrashed, "hệ thống đã ngắt", True),
        ("find_no_process", 20, ExtractionError, "quá nhiều chương trình", True),
        ("find_a_broken_picture", 20, ExtractionError, "OSError", False),
        ("raise", 20, ExtractionError, "KeyError", False),
        ("refuse", 20, ExtractionError, "quá 1 giây", False),
        ("babble", 20, ExtractionError, "64 MB", False),
    ],
)
def test_a_reader_that_misbehaves_is_reported_and_the_next_file_is_read(
    deed, seconds, kind, reason, passing
):
    with pytest.raises(kind, match=reason) as refusal:
        act(deed, seconds=seconds)
    assert refusal.value.passing == passing
    assert act("echo", "Tỉnh ủy") == "Tỉnh ủy"


def test_a_child_reads_one_file_after_another_until_it_has_read_enough():
    assert act("echo") == ""
    children = [act("which") for _ in range(2 * FILES_A_CHILD)]
    assert 2 <= len(set(children)) <= 3
    assert children == sorted(children, key=children.index)


def test_a_child_that_has_not_read_a_file_reads_no_other():
    before = act("which")
    with pytest.raises(ExtractionError):
        act("refuse")
    assert act("which") != before


def test_a_reader_that_is_alone_shares_its_child_with_none():
    def alone():
        return read_confined(READER, b"which", alone=True)[0].text

    kept = act("which")
    assert len({kept, alone(), alone()}) == 3
    assert act("which") == kept


def test_a_file_is_not_blamed_for_what_an_earlier_one_did():
    act("spoil")
    assert act("need_unspoilt", "Tỉnh ủy") == "Tỉnh ủy"


def test_a_child_holds_no_line_but_its_own():
    act("echo")
    (page,) = read_confined(READER, b"open_files", alone=True)
    # The standard streams and the line to its server: one socket, or a pipe each way.
    assert int(page.text) == (4 if can_fork() else 5)


def test_a_reader_that_is_missing_is_named():
    with pytest.raises(ExtractionError, match=r"tests\.no_such_reader"):
        read_confined("tests.no_such_reader:read", b"")


def test_what_a_reader_started_ends_with_it(tmp_path):
    marker = tmp_path / "still-running"
    with pytest.raises(ExtractionError):
        act("start_and_sleep", str(marker), seconds=0.5)
    time.sleep(2.2)
    assert not marker.exists()


def test_a_reader_that_is_alone_has_a_folder_of_its_own_and_no_environment():
    (page,) = read_confined(READER, b"where", alone=True)
    folder, temporary, home, variables = page.text.split("\n")
    assert folder == temporary == home
    assert not Path(folder).exists()
    assert int(variables) < 10


@needs_fork
def test_a_reader_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        answer = act("connect", str(port))
    if answer == "connected" and os.getuid() != 0:
        pytest.skip("this kernel does not let a user's process leave the network")
    assert answer == "no network"


def test_no_library_that_opens_files_is_loaded_by_the_builder():
    program = (
        "import indexer.index.build, sys\n"
        "print(sys.modules.keys() & {'mammoth', 'pypdf', 'pypdfium2', 'selectolax'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_a_child_that_died_between_two_files_is_replaced():
    os.kill(int(act("which")), signal.SIGTERM)
    assert act("echo", "Tỉnh ủy") == "Tỉnh ủy"


def test_weaker_confinement_is_admitted():
    assert (missing_confinement() is None) == can_fork()


@needs_fork
def test_a_server_that_died_is_started_again():
    assert act("echo", "1") == "1"
    confine._readers.process.kill()
    assert act("echo", "2") == "2"


@needs_fork
def test_a_fork_reads_with_a_server_of_its_own():
    assert act("echo", "1") == "1"
    child = os.fork()
    if child == 0:
        os._exit(0 if act("echo", "2") == "2" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert act("echo", "3") == "3"
