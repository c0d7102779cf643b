"""Pages that are pictures: named in the report and on the page, and read when that is possible."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.documents import formats as readers
from indexer.documents import ocr
from indexer.documents.formats import Abilities
from indexer.documents.page_text import OCR, UNREAD, ExtractionError, PageText, timeout_reason
from indexer.index import plan
from indexer.index.build import build
from indexer.index.records import UnreadPages
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.model import Page, Span, because
from tests.notices import notice
from viendan.commands import main

PICTURES = {2: "Kinh phí do ngân sách huyện cấp.", 3: "Nơi nhận: lưu Văn phòng Huyện ủy."}


class Machine:
    """A machine with or without tesseract, which recognises a page in 40 seconds."""

    def __init__(self):
        self.installed = False

    def read(self, module, _data, argument="", seconds=60.0, *, alone=False):
        if module == "indexer.documents.pdf:read":
            return (PageText(notice(7)), PageText("", UNREAD), PageText("", UNREAD))
        if seconds < 40 * (int(argument) - 1):
            raise ExtractionError(timeout_reason(seconds))
        return (PageText(PICTURES[int(argument)], OCR),)


@pytest.fixture
def machine(monkeypatch):
    found = Machine()
    monkeypatch.setattr(readers, "read_confined", found.read)
    monkeypatch.setattr(ocr, "is_installed", lambda: found.installed)
    return found


@pytest.fixture
def folder(tmp_path, machine):
    made = tmp_path / "notices"
    made.mkdir()
    (made / "scan.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 100)
    return made


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def text_of(index):
    return open_index(index).segments[0].notice(0).decode()


def test_pages_that_were_not_read_are_told_with_the_way_on_until_they_are(folder, machine, index):
    for _ in range(2):  # also where nothing has changed
        unread = build([folder], index, seconds=600).unread["scan.pdf"]
        assert unread.numbers == (2, 3)
        assert "tesseract-ocr-vie" in str(unread.reason)
    machine.installed = True
    report = build([folder], index)
    assert (report.refreshed, report.unread) == (["scan.pdf"], {})
    assert all(words in text_of(index) for words in PICTURES.values())
    assert build([folder], index).nothing_new


def test_with_more_time_the_other_pages_are_read_and_the_time_is_remembered(folder, machine, index):
    machine.installed = True
    report = build([folder], index)
    assert report.unread["scan.pdf"].numbers == (3,)
    assert "--seconds" in str(report.unread["scan.pdf"].reason)
    assert build([folder], index, seconds=50).nothing_new
    assert not build([folder], index, seconds=100).unread
    assert read_manifest(index).seconds == 100
    assert build([folder], index).nothing_new


def test_without_the_list_of_files_it_is_tried_again_and_what_was_read_stays(
    folder, machine, index
):
    machine.installed = True
    build([folder], index, seconds=60)
    before = text_of(index)
    machine.installed = False
    (index / read_manifest(index).records).unlink()
    assert build([folder], index, seconds=60).kept == ["scan.pdf"]
    assert text_of(index) == before
    machine.installed = True
    (index / read_manifest(index).records).unlink()
    assert not build([folder], index, seconds=100).unread
    assert PICTURES[3] in text_of(index)


def test_what_was_read_once_is_kept_when_it_cannot_be_read_again(
    folder, machine, index, monkeypatch
):
    machine.installed = True
    build([folder], index, seconds=600)
    machine.installed = False
    parts = replace(plan.current_fingerprints(), reading="of a new version")
    monkeypatch.setattr(plan, "current_fingerprints", lambda: parts)
    report = build([folder], index)
    assert report.kept == ["scan.pdf"]
    assert "tesseract" in str(report.failed["scan.pdf"])
    assert all(words in text_of(index) for words in PICTURES.values())
    machine.installed = True
    assert not build([folder], index).failed


def test_the_command_and_the_page_name_them(folder, index):
    told = CliRunner().invoke(main, ["index", str(folder), "--index", str(index), "--json"])
    assert told.exit_code == 0
    assert "Chưa đọc hết scan.pdf: trang 2–3: là ảnh chụp, cần tesseract" in told.stderr
    assert json.loads(told.stdout)["unread"]["scan.pdf"]["pages"] == [2, 3]
    (address,) = json.loads(told.stdout)["indexed"].values()
    page = create_app(index).test_client().get(f"/thong-bao/{address}").text
    assert "Chưa đọc được trang 2–3: là ảnh chụp, cần tesseract" in page


@pytest.mark.parametrize(
    ("now", "before", "more"),
    [
        (Abilities((), 60), Abilities((), 60), False),
        (Abilities((), 61), Abilities((), 60), True),
        (Abilities((), 30), Abilities((), 60), False),
        (Abilities(("tesseract",), 60), Abilities((), 60), True),
        (Abilities((), 60), Abilities(("tesseract",), 60), False),
        (Abilities(("tesseract",), 60), Abilities(("libreoffice",), 90), True),
    ],
)
def test_a_file_is_read_again_with_another_program_or_more_time(now, before, more):
    assert now.exceed(before) is more


def test_the_first_reason_stands_for_all():
    pages = (Page(1, Span(0, 5)), Page(2, Span(5, 5), UNREAD, because("tệp rỗng")))
    assert UnreadPages.among(pages) == UnreadPages((2,), because("tệp rỗng"))
    assert UnreadPages.among(pages[:1]) is None
