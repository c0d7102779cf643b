"""Archives and letters in a folder: one file on the disk, several notices in the index."""

import os
import sys

import pytest

from indexer.documents import containers
from indexer.index.audit import audit
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.plan import BuildOptions, make_plan
from indexer.index.records import FileHead
from search.engine.backends import open_engine
from search.pages.notice import original_file
from search.query.model import Query
from tests.compound_file import attachment, msg
from tests.inner_files import letter, locked, zipped
from tests.notices import drop, notice


def text(number):
    return notice(number).encode()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("indexer.index.records._YOUNG", 0)
    made = tmp_path / "kho"
    drop(made, rời=notice(1))
    (made / "đến.zip").write_bytes(zipped(("2.txt", text(2)), ("2023/3.txt", text(3))))
    (made / "thư.eml").write_bytes(bytes(letter(("4.txt", text(4)), ("logo.url", b"x"))))
    return made


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


INSIDE = ["thư.eml/4.txt", "đến.zip/2.txt", "đến.zip/2023/3.txt"]
ALL = sorted(["rời.txt", *INSIDE])


def held(index):
    return sorted(hit.card.source for hit in open_engine(index).search(Query(per_page=50)).hits)


def ids(index):
    engine = open_engine(index)
    return {hit.card.source: hit.card.id for hit in engine.search(Query(per_page=50)).hits}


def test_what_lies_inside_is_indexed_under_its_way(folder, index):
    report = build([folder], index, jobs=1)
    assert (report.failed, sorted(report.added)) == ({}, ALL)
    assert report.passed_over == ["thư.eml/logo.url"]
    assert held(index) == ALL


def test_what_has_not_changed_is_not_opened_again(folder, index, monkeypatch):
    build([folder], index, jobs=1)

    def opened(*_):
        raise AssertionError("opened")

    monkeypatch.setattr(containers, "members_confined", opened)
    assert build([folder], index, jobs=1).nothing_new
    assert audit(index).new == audit(index).gone == []


def test_one_paper_more_in_an_archive_is_added_and_one_less_removed(folder, index):
    build([folder], index, jobs=1)
    before = ids(index)
    (folder / "đến.zip").write_bytes(zipped(("2023/3.txt", text(3)), ("5.txt", text(5))))
    report = build([folder], index, jobs=1)
    assert (report.added, report.removed) == (["đến.zip/5.txt"], ["đến.zip/2.txt"])
    assert "đến.zip/2023/3.txt" in report.unchanged
    assert ids(index)["đến.zip/2023/3.txt"] == before["đến.zip/2023/3.txt"]


def test_of_an_archive_in_which_one_paper_is_another_only_that_is_read(folder, index):
    build([folder], index, jobs=1)
    (folder / "đến.zip").write_bytes(zipped(("2.txt", text(2)), ("2023/3.txt", text(5))))
    report = build([folder], index, jobs=1)
    assert report.changed == list(report.indexed) == ["đến.zip/2023/3.txt"]
    assert report.unchanged == ["rời.txt", "thư.eml/4.txt", "đến.zip/2.txt"]


def test_a_letter_of_outlook_is_a_letter(folder, index):
    attached = [
        attachment("6.txt", text(6)),
        attachment("hồ sơ.zip", zipped(("7.txt", text(7)))),
    ]
    (folder / "thư.msg").write_bytes(msg(*attached))
    build([folder], index, jobs=1)
    found = ["thư.msg/6.txt", "thư.msg/hồ sơ.zip/7.txt"]
    assert held(index) == sorted([*ALL, *found])
    assert build([folder], index, jobs=1).nothing_new
    engine = open_engine(index)
    for source, number in zip(found, (6, 7), strict=True):
        card, reading = engine.notice(ids(index)[source])
        assert original_file(card, reading.document.digest) == text(number)


def test_letters_without_papers_are_told_by_themselves_at_every_build(folder, index):
    (folder / "mời.eml").write_bytes(bytes(letter()))
    (folder / "mời.msg").write_bytes(msg())
    for _ in range(2):
        report = build([folder], index, jobs=1)
        assert report.bare_letters == ["mời.eml", "mời.msg"]
        assert report.failed == {}


def test_how_long_a_paper_may_take_is_told_by_its_own_beginning(folder, index):
    (folder / "đến.zip").write_bytes(zipped(("a.pdf", b"%PDF-1.7 ..."), ("2.txt", text(2))))
    plan = make_plan(BuildOptions([folder]), index)
    heads = {one.record.source: one.head for one in plan.changes}
    assert heads["đến.zip/a.pdf"] == FileHead(b"%PDF-1.7 ...", 12)
    assert heads["đến.zip/2.txt"] == FileHead(text(2)[:64], len(text(2)))


@pytest.mark.skipif(sys.platform != "linux", reason="a name of any bytes is a matter of Linux")
def test_an_archive_whose_name_is_not_utf_8_is_opened(folder, index):
    (folder / "đến.zip").rename(os.fsdecode(os.fsencode(folder) + b"/th\xf4ng b\xe1o.zip"))
    for _ in range(2):
        assert build([folder], index, jobs=1).failed == {}
        assert "thông báo.zip/2.txt" in held(index)


def test_a_renamed_archive_keeps_the_addresses_of_its_notices(folder, index):
    build([folder], index, jobs=1)
    before = ids(index)
    (folder / "đến.zip").rename(folder / "năm 2023.zip")
    report = build([folder], index, jobs=1)
    assert (report.added, report.removed) == ([], [])
    assert ids(index)["năm 2023.zip/2.txt"] == before["đến.zip/2.txt"]


def test_a_paper_that_is_taken_out_of_its_archive_keeps_its_address(folder, index):
    build([folder], index, jobs=1)
    before = ids(index)
    (folder / "đến.zip").unlink()
    drop(folder, **{"2": notice(2)})
    build([folder], index, jobs=1)
    assert ids(index)["2.txt"] == before["đến.zip/2.txt"]
    assert held(index) == ["2.txt", "rời.txt", "thư.eml/4.txt"]


def test_a_letter_that_is_gone_takes_its_notices_with_it(folder, index):
    build([folder], index, jobs=1)
    (folder / "thư.eml").unlink()
    assert build([folder], index, jobs=1).removed == ["thư.eml/4.txt"]
    assert held(index) == ["rời.txt", *INSIDE[1:]]


def test_an_archive_that_is_broken_later_is_named_and_loses_nothing(folder, index):
    build([folder], index, jobs=1)
    whole = (folder / "đến.zip").read_bytes()
    (folder / "đến.zip").write_bytes(whole[: len(whole) // 2])
    for _ in range(2):
        report = build([folder], index, jobs=1)
        assert list(report.failed) == ["đến.zip"]
        assert "hỏng" in str(report.failed["đến.zip"])
        assert held(index) == ALL
    (folder / "đến.zip").write_bytes(whole)
    assert build([folder], index, jobs=1).failed == {}


def test_what_cannot_be_read_inside_is_named_by_its_way(folder, index):
    (folder / "đến.zip").write_bytes(zipped(("2.txt", text(2)), ("b.pdf", b"%PDF-1.7 broken")))
    for _ in range(2):
        report = build([folder], index, jobs=1)
        assert list(report.failed) == ["đến.zip/b.pdf"]
    assert held(index) == ["rời.txt", "thư.eml/4.txt", "đến.zip/2.txt"]


def test_the_original_is_given_out_of_its_archive(folder, index):
    build([folder], index, jobs=1)
    engine = open_engine(index)
    for source, number in (("đến.zip/2023/3.txt", 3), ("thư.eml/4.txt", 4), ("rời.txt", 1)):
        card, reading = engine.notice(ids(index)[source])
        assert original_file(card, reading.document.digest) == text(number)


def test_a_folder_by_the_name_of_an_archive_is_a_folder(folder, index):
    (folder / "đến.zip").unlink()
    drop(folder / "đến.zip", **{"2": notice(2)})
    assert build([folder], index, jobs=1).failed == {}
    assert held(index) == ["rời.txt", "thư.eml/4.txt", "đến.zip/2.txt"]


def test_an_archive_may_be_the_source_itself(folder, index):
    build([folder / "đến.zip"], index, jobs=1)
    assert held(index) == ["đến.zip/2.txt", "đến.zip/2023/3.txt"]
    assert build([folder / "đến.zip"], index, jobs=1).nothing_new


def told(report):
    return sorted(report.failed), sorted(report.refused), sorted(report.duplicates)


@pytest.mark.parametrize("leaves_folder", [True, False])
def test_what_gives_no_notice_is_still_named_when_its_disk_is_back(folder, index, leaves_folder):
    secret = text(6).replace("THÔNG BÁO".encode(), "MẬT\n\nTHÔNG BÁO".encode(), 1)
    (folder / "đến.zip").write_bytes(
        zipped(
            ("2.txt", text(2)),
            ("3.txt", text(3)),
            ("bản sao.txt", text(2)),
            ("hỏng.pdf", b"%PDF-1.7 broken"),
            ("mật.txt", secret),
        )
    )
    first = build([folder], index, jobs=1)
    assert told(first) == (["đến.zip/hỏng.pdf"], ["đến.zip/mật.txt"], ["đến.zip/bản sao.txt"])
    away = folder.rename(folder.with_name("away"))
    if leaves_folder:
        folder.mkdir()
    assert build(None, index, jobs=1).failed
    if leaves_folder:
        folder.rmdir()
    away.rename(folder)
    for _ in range(2):
        assert told(build([folder], index, jobs=1)) == told(first)
    assert "đến.zip/mật.txt" not in held(index)
    build([folder], index, jobs=1, admitted=("Mật",))
    assert "đến.zip/mật.txt" in held(index)


def test_an_export_is_read_beside_archives_and_not_in_them(folder, index):
    build([folder], index, jobs=1)
    lines = b"".join(export(index))
    (folder / "đến.zip").write_bytes(zipped(("kho.jsonl", lines), ("2.txt", text(2))))
    for _ in range(2):
        report = build([folder], index, jobs=1)
        assert list(report.failed) == ["đến.zip/kho.jsonl"]
        assert "lấy ra" in str(report.failed["đến.zip/kho.jsonl"])
        assert held(index) == ["rời.txt", "thư.eml/4.txt", "đến.zip/2.txt"]


def test_members_that_cannot_be_taken_out_are_told_each_with_its_own_reason(folder, index):
    data = zipped(
        ("2.txt", text(2)), ("a.bin", b"\0" * 5_000_000), ("b.txt", b"b"), ("c.txt", b"c")
    )
    (folder / "đến.zip").write_bytes(locked(locked(data, "b.txt"), "c.txt"))
    report = build([folder], index, jobs=1)
    said = {name: str(report.failed[name]) for name in report.failed}
    assert [name for name in said if "mật khẩu" in said[name]] == ["đến.zip/b.txt", "đến.zip/c.txt"]
    assert "gấp" in said["đến.zip/a.bin"]
    assert report.duplicates == {}


def test_the_same_paper_loose_and_within_others_is_one_notice(folder, index):
    build([folder], index, jobs=1)
    before = ids(index)
    drop(folder, **{"bản rời": notice(2)})
    (folder / "gửi lại.zip").write_bytes(zipped(("3.txt", text(3)), ("9.txt", text(9))))
    (folder / "trả lời.eml").write_bytes(bytes(letter(("4.txt", text(4)))))
    report = build([folder], index, jobs=1)
    copies = ["bản rời.txt", "gửi lại.zip/3.txt", "trả lời.eml/4.txt"]
    assert sorted(report.duplicates) == copies
    assert held(index) == sorted([*ALL, "gửi lại.zip/9.txt"])
    assert sorted(build([folder], index, jobs=1).duplicates) == copies
    (folder / "đến.zip").unlink()
    build([folder], index, jobs=1)
    after = ids(index)
    assert after["bản rời.txt"] == before["đến.zip/2.txt"]
    assert after["gửi lại.zip/3.txt"] == before["đến.zip/2023/3.txt"]
