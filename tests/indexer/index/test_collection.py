"""Papers of a collection tell one another how far a committee's numbers had come."""

import random
import re
import zlib
from contextlib import suppress
from datetime import date

import pytest

from indexer.directives import CollectionNumbers, ToldNumber
from indexer.documents import document_id
from indexer.index import build as building
from indexer.index import collection, tasks
from indexer.index.build import build, is_stale
from indexer.index.collection import MOST_TOLD, RegistersTold
from indexer.index.export import export
from indexer.index.records import FileRecord
from indexer.index.stored import decode_reading
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from indexer.understanding import resolve_again
from tests.as_windows import needs_fork
from tests.indexer.index.test_kills import killed
from tests.neighbours import ASKS, FILES, NEW, OLD, REGISTER, cited, lines, paper
from tests.notices import drop
from tests.papers import is_settled


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", **FILES)
    return tmp_path / "in"


@pytest.fixture
def understood(monkeypatch):
    """The names of what is understood, in their order."""
    names, understand, resolve_again = [], tasks.understand, tasks.resolve_again

    def whole(document, *given):
        names.append(document.source)
        return understand(document, *given)

    def again(reading, *given):
        names.append(reading.document.source)
        return resolve_again(reading, *given)

    monkeypatch.setattr(tasks, "understand", whole)
    monkeypatch.setattr(tasks, "resolve_again", again)
    return names


@pytest.fixture
def follow(folder, index, trust_young_files, understood):
    def work():
        understood.clear()
        return build([folder], index, jobs=1)

    return work


def test_the_papers_held_tell_what_a_bare_number_means(follow, index, understood):
    follow()
    term, why = cited(index)
    assert term == "nk2015"
    assert "ngày 20/08/2020 cùng loại mới đến số 12 (theo văn bản 12-TB/HU trong kho)" in why
    assert sorted(understood) == sorted([*(f"{one}.txt" for one in FILES), "asks.txt", "late.txt"])
    assert is_settled(index)


def test_nothing_is_renewed_where_nothing_changes(follow, index, understood):
    follow()
    number = read_manifest(index).number
    assert follow().nothing_new
    assert understood == []
    assert read_manifest(index).number == number


def test_a_paper_that_comes_tells_a_neighbour_and_one_that_goes_does_no_more(
    follow, folder, index, understood
):
    (folder / "new.txt").unlink()
    follow()
    before = lines(index)
    assert cited(index)[0] == "_"
    drop(folder, new=NEW)
    report = follow()
    assert cited(index)[0] == "nk2015"
    assert understood == ["new.txt", "asks.txt", "late.txt"]
    assert (report.added, report.refreshed) == (["new.txt"], ["asks.txt", "late.txt"])
    assert sorted(report.indexed) == ["asks.txt", "late.txt", "new.txt"]
    assert is_settled(index)
    (folder / "new.txt").unlink()
    report = follow()
    assert cited(index)[0] == "_"
    assert (report.removed, report.refreshed) == (["new.txt"], ["asks.txt", "late.txt"])
    assert lines(index) == before
    assert is_settled(index)


def test_a_number_that_changes_tells_something_else(follow, folder, index):
    follow()
    drop(folder, new=paper("89-TB/HU", "2020-08-20"))
    follow()
    assert cited(index)[0] == "_"
    assert is_settled(index)


def test_so_does_a_correction(follow, folder, index, tmp_path):
    (folder / "new.txt").unlink()
    drop(folder, new=NEW.replace("Số 12-TB/HU\n", ""))
    follow()
    assert cited(index)[0] == "_"
    (tmp_path / "corrections.toml").write_text(
        f'[[correction]]\nnotice = "{document_id("new.txt")}"\nfield = "number"\n'
        'value = "12-TB/HU"\nwho = "Văn thư"\nwhen = 2024-03-01\nwhy = "theo bản giấy"\n',
        "utf-8",
    )
    follow()
    assert cited(index)[0] == "nk2015"
    assert is_settled(index)


SILENT = {
    "a draft": paper("12-TB/HU", "2020-08-20").replace("HUYỆN ỦY", "DỰ THẢO\nHUYỆN ỦY", 1),
    "a specimen": "VĂN BẢN MẪU\n" + paper("12-TB/HU", "2020-08-20"),
    "its office": paper("12-TB/VPHU", "2020-08-20"),
    "another district": paper("12-TB/HU", "2020-08-20").replace("BẢO LÂM", "DI LINH"),
    "another time": paper("12-TB/HU", "2021-08-20"),
    "no day": paper("12-TB/HU", "2020-08-20").replace("Bảo Lâm, ngày 20 tháng 08 năm 2020\n", ""),
    "nothing of its own": paper("12-TB/HU", "2020-08-20").replace("Số 12-TB/HU\n", ""),
    "a secret paper": paper("12-TB/HU", "2020-08-20").replace("HUYỆN ỦY", "MẬT\nHUYỆN ỦY", 1),
}


@pytest.mark.parametrize("kind", SILENT)
def test_nothing_is_told_by(kind, folder, index, understood):
    drop(folder, new=SILENT[kind])
    build([folder], index, jobs=1, admitted=("Mật",))
    assert cited(index)[0] == "_"
    assert FolderStore(index).contents().count == 4


def test_a_secret_paper_asks_nothing(folder, index, understood):
    drop(folder, asks=ASKS.replace("HUYỆN ỦY", "MẬT\nHUYỆN ỦY", 1))
    build([folder], index, jobs=1, admitted=("Mật",))
    assert cited(index)[0] == "_"
    assert understood.count("asks.txt") == 1


def everything_in(index):
    """Every byte of the segments, and what is compressed in them."""
    found = [one.read_bytes() for one in sorted(index.rglob("*")) if one.is_file()]
    return b"".join([*found, *streams_in(found)])


def streams_in(files):
    for data in files:
        for at in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(data[at.start() :])


def test_of_a_paper_that_is_refused_no_reading_keeps_the_number(tmp_path, index):
    folder = tmp_path / "in"
    drop(folder, old=OLD, new=NEW)
    build([folder], index, jobs=1)
    # Told by the other paper, and so not by the one that is to go, though written beside it.
    beside = paper("30-CV/HU", "2020-06-08", "Thực hiện Kế hoạch số 09-KH/HU của Huyện ủy.")
    drop(folder, asks=ASKS, beside=beside)
    build([folder], index, jobs=1)
    assert cited(index)[0] == "nk2015"
    assert b"12-TB/HU" in everything_in(index)
    drop(folder, new=NEW.replace("HUYỆN ỦY", "MẬT\nHUYỆN ỦY", 1))
    build([folder], index, jobs=1)
    assert cited(index)[0] == "_"
    assert b"12-TB/HU" not in everything_in(index)


def test_two_files_of_a_paper_tell_it_once(follow, folder, index):
    drop(folder, again=NEW.replace("\n\n", "\n \n"))
    follow()
    first = cited(index)
    (folder / "new.txt").unlink()
    follow()
    assert cited(index) == first
    assert first[0] == "nk2015"
    assert is_settled(index)


def many(count=300, seed=4):
    """Papers of a district, of all years; what they cite is of any kind."""
    chance, papers = random.Random(seed), {}
    for at in range(count):
        year = chance.choice([2018, 2019, 2020, 2020, 2021, 2022])
        day = f"{year}-{chance.randint(1, 12)}-{chance.randint(1, 28)}"
        body = f"Thực hiện Thông báo số {chance.randint(4, 1300)}-TB/HU, xã đã triển khai."
        kind = chance.choice(["TB", "KH", "CV"])
        papers[f"n{at:03}"] = paper(f"{chance.randint(1, 1300)}-{kind}/HU", day, body)
    return papers


def test_of_many_papers_only_those_that_ask_are_renewed(tmp_path, index, understood):
    papers = many()
    drop(tmp_path / "in", **papers)
    build([tmp_path / "in"], index, jobs=1)
    records = FolderStore(index).records(None)
    asking = {one.source for one in records if one.leans}
    assert 0 < len(asking) < 80
    again = [name for name in set(understood) if understood.count(name) > 1]
    assert set(again) == asking
    assert len(understood) == len(papers) + len(asking)
    understood.clear()
    drop(tmp_path / "in", late=paper("70-TB/HU", "2022-10-10"))
    build([tmp_path / "in"], index, jobs=1)
    assert understood == ["late.txt"]
    drop(tmp_path / "in", soon=paper("70-TB/HU", "2020-10-10"))
    build([tmp_path / "in"], index, jobs=1)
    assert set(understood) == {"late.txt", "soon.txt", *asking}


def test_order_rounds_and_workers_make_no_difference(tmp_path, monkeypatch):
    papers = {**many(60, seed=9), **FILES}
    drop(tmp_path / "in", **papers)
    build([tmp_path / "in"], tmp_path / "whole", jobs=1)
    build([tmp_path / "in"], tmp_path / "workers", jobs=2)
    monkeypatch.setattr(building, "ROUND", 9.5 * building._QUICK)
    build([tmp_path / "in"], tmp_path / "rounds", jobs=1)
    assert read_manifest(tmp_path / "rounds").number > 4
    monkeypatch.undo()
    (tmp_path / "in").rename(tmp_path / "all")
    names = list(papers)
    random.Random(2).shuffle(names)
    for start in range(0, len(names), 20):
        drop(tmp_path / "in", **{name: papers[name] for name in names[start : start + 20]})
        build([tmp_path / "in"], tmp_path / "late", jobs=1)
    wanted = lines(tmp_path / "whole")
    assert any("trong kho" in one for one in wanted)
    for name in ("workers", "rounds", "late"):
        assert lines(tmp_path / name) == wanted
        assert (
            read_manifest(tmp_path / name).generation
            == read_manifest(tmp_path / "whole").generation
        )


def test_what_cannot_be_renewed_is_tried_again(folder, index, trust_young_files, monkeypatch):
    (folder / "new.txt").unlink()
    build([folder], index, jobs=1)
    drop(folder, new=NEW)

    def fail(*_given):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "resolve_again", fail)
        build([folder], index, jobs=1)
    assert cited(index)[0] == "_"
    assert is_stale(None, index)
    assert build([folder], index, jobs=1).changed == ["asks.txt", "late.txt"]
    assert cited(index)[0] == "nk2015"
    assert is_settled(index)


def test_an_index_that_is_told_otherwise_by_the_program_is_stale(folder, index, monkeypatch):
    build([folder], index, jobs=1)
    monkeypatch.setattr(collection, "MOST_TOLD", 1)
    assert is_stale(None, index)
    build(None, index, jobs=1)
    assert cited(index)[0] == "_"
    assert is_settled(index)


def test_an_export_is_told_by_what_is_there(folder, index, tmp_path):
    build([folder], index, jobs=1)
    (tmp_path / "all.jsonl").write_bytes(b"".join(export(index)))
    build([tmp_path / "all.jsonl"], tmp_path / "restored", jobs=1)
    assert lines(tmp_path / "restored") == lines(index)
    kept = [one for one in export(index) if b'"new.txt"' not in one]
    (tmp_path / "some.jsonl").write_bytes(b"".join(kept))
    build([tmp_path / "some.jsonl"], tmp_path / "fewer", jobs=1)
    assert cited(tmp_path / "fewer")[0] == "_"


def test_a_list_of_files_that_is_lost_is_made_again(folder, index):
    build([folder], index, jobs=1)
    before = lines(index)
    for one in index.glob("*files*"):
        one.unlink()
    (folder / "new.txt").unlink()
    build([folder], index, jobs=1)
    assert cited(index)[0] == "_"
    drop(folder, new=NEW)
    build([folder], index, jobs=1)
    assert lines(index) == before


@needs_fork
def test_a_build_that_is_killed_leaves_one_state_or_the_other(folder, index):
    (folder / "new.txt").unlink()
    build([folder], index, jobs=1)
    before = lines(index)
    drop(folder, new=NEW)
    events, status = killed(lambda: build([folder], index.with_name("other"), jobs=1))
    assert status == 0
    after = lines(index.with_name("other"))
    for event in range(1, events, max(1, events // 12)):
        killed(lambda: build([folder], index, jobs=1), event=event)
        assert lines(index) in (before, after)
    build([folder], index, jobs=1)
    assert lines(index) == after


def told(number, day, name="", code="tb"):
    return ToldNumber("hu.x.y/district/nk2020", code, number, day, name or f"{number}-TB/HU")


def records_telling(*numbers):
    return [FileRecord(f"/{at}", f"{at}", "", tells={"n": one}) for at, one in enumerate(numbers)]


def test_what_is_told_follows_from_the_papers_in_any_order():
    days = [date(2020, 6, 1 + at % 28) for at in range(MOST_TOLD + 50)]
    numbers = [told(at, day) for at, day in enumerate(days)]
    register = numbers[0].register
    some = RegistersTold(records_telling(*numbers, told(5, days[5], "05-TB/HU")))
    same = RegistersTold(records_telling(told(5, days[5], "05-TB/HU"), *reversed(numbers)))
    assert some.of([register]) == same.of([register])
    assert some.mark([register], None) == same.mark([register], None)
    ((_, kept),) = some.of([register])
    assert len(kept) == MOST_TOLD
    assert "05-TB/HU" in {one.number for one in kept}


def test_a_paper_is_not_told_its_own_number():
    own, other = told(5, date(2020, 8, 1)), told(6, date(2020, 8, 2))
    alone, both = RegistersTold(records_telling(own)), RegistersTold(records_telling(own, other))
    register = own.register
    assert alone.mark([register], own) == "" != alone.mark([register], None)
    assert both.mark([register], own) == RegistersTold(records_telling(other)).mark(
        [register], None
    )
    assert both.mark(["hu.z.y/district/nk2020"], own) == ""


def test_what_is_resolved_again_is_what_is_understood(sample_entries, folder, index, knowledge):
    build([folder], index, jobs=1)
    entries = FolderStore(index).contents()
    held = [decode_reading(one.reading) for one in sample_entries]
    held += [decode_reading(entries.stored(id_)[1]) for id_ in entries.ids()]
    told = RegistersTold(FolderStore(index).records(None))
    everything = dict(told.of([REGISTER]))
    assert len(everything[REGISTER]) == 2
    assert [resolve_again(one, knowledge, CollectionNumbers(everything)) for one in held] == held
