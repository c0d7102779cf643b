"""Papers with a level of secrecy: refused unless admitted, and then gone to the last byte."""

import json
import re
import zlib

import pytest

from indexer import notices, places
from indexer.index.build import build, is_stale
from indexer.index.export import export
from indexer.index.whoosh.manifest import read_manifest, write_manifest
from indexer.index.whoosh.store import FolderStore
from indexer.problems import IndexProblem
from indexer.secrecy import admitted_levels, levels_of_environment, marked_level
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice

WORDS = "việc ở Ngoằn Khuỷu"
"""What only the secret paper says."""

_TRACES = re.compile("ngoằn|khuỷu|khuyu", re.IGNORECASE)


def secret(mark="TUYỆT MẬT", number=7, words=WORDS):
    """A paper with a mark in its head, and one without where the mark is empty."""
    return f"{mark}\n{notice(number, words)}"


def traces(index):
    """The files of an index in which words of the secret paper stand, packed or plain."""
    return {
        path.name
        for path in index.iterdir()
        if any(_TRACES.search(one.decode("utf-8", "replace")) for one in _streams(path))
    }


def _streams(path):
    """The bytes of a file, and all that was packed within."""
    data = path.read_bytes()
    yield data
    for found in re.finditer(b"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :])
        except zlib.error:
            continue


def sources(index):
    return {hit.card.source for hit in open_engine(index).search(Query(per_page=100)).hits}


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2), s=secret())
    return tmp_path / "in"


@pytest.fixture
def follow(folder, index, trust_young_files):
    """Build with these levels admitted."""

    def build_with(*admitted, **options):
        return build([folder], index, **({"jobs": 1} | options), admitted=admitted)

    return build_with


def test_a_paper_with_a_level_is_refused_by_name(follow, index, caplog):
    report = follow()
    assert sources(index) == {"a.txt", "b.txt"}
    assert [*report.refused] == ["s.txt"]
    assert report.refused["s.txt"].level == "Tuyệt mật"
    assert "Tuyệt mật" in str(report.refused["s.txt"].reason)
    assert (traces(index), caplog.text, report.failed) == (set(), "", {})


def test_it_is_named_at_every_run_and_not_read_again(
    follow, folder, index, trust_young_files, monkeypatch
):
    first = follow()
    monkeypatch.setattr("indexer.index.tasks.read_document", None)
    again = follow()
    assert again.nothing_new
    assert again.refused == first.refused
    assert not is_stale([folder], index)


def test_of_a_refused_paper_the_list_has_path_level_and_reason(follow, index, trust_young_files):
    follow()
    (record,) = (one for one in FolderStore(index).records(None) if one.refused)
    assert record.path.endswith("s.txt")
    assert (record.digest, record.notices, record.unread, record.abilities) == ("", (), None, None)


@pytest.mark.parametrize("level", ["Mật", "Tối mật", "Tuyệt mật"])
def test_only_the_level_that_is_named_is_admitted(follow, folder, index, level):
    drop(folder, s=secret("MẬT"), t=secret("TỐI MẬT"), u=secret("TUYỆT MẬT"))
    report = follow(level)
    admitted = {"Mật": "s.txt", "Tối mật": "t.txt", "Tuyệt mật": "u.txt"}[level]
    assert sources(index) == {"a.txt", "b.txt", admitted}
    assert report.refused.keys() == {"s.txt", "t.txt", "u.txt"} - {admitted}
    cards = [hit.card for hit in open_engine(index).search(Query()).hits]
    assert {one.source: one.secrecy for one in cards}[admitted] == level


def test_marks_that_are_no_level_do_not_keep_a_paper_out(follow, folder, index):
    drop(folder, s=secret("LƯU HÀNH NỘI BỘ"), t=secret("HỎA TỐC"), u=notice(9, "giữ bí mật"))
    assert follow().refused == {}
    assert len(sources(index)) == 5


# --- what leaves leaves nothing behind ------------------------------------------------------------


def turn_off(folder):
    return ()


def remove(folder):
    (folder / "s.txt").unlink()
    return ("Tuyệt mật",)


def rewrite(folder):
    drop(folder, s=secret(words="việc khác"))
    return ("Tuyệt mật",)


def raise_the_level(folder):
    drop(folder, s=secret("MẬT", words="việc khác"))
    return ("Tuyệt mật",)


def take_the_file_away_and_turn_off(folder):
    folder.rename(folder.with_name("away"))
    return ()


def add_others_and_turn_off(folder):
    drop(folder, c=notice(3), a=notice(1, "lại"))
    return ()


def spoil_and_turn_off(folder):
    (folder / "s.txt").write_bytes(b"\0")
    return ()


LEAVING = [
    turn_off,
    remove,
    rewrite,
    raise_the_level,
    take_the_file_away_and_turn_off,
    add_others_and_turn_off,
    spoil_and_turn_off,
]


@pytest.mark.parametrize("leave", LEAVING)
def test_what_leaves_is_gone_to_the_last_byte(follow, folder, index, leave):
    follow("Tuyệt mật")
    assert traces(index)
    admitted = leave(folder)
    others = {"a.txt", "b.txt"} | ({"c.txt"} if (folder / "c.txt").exists() else set())
    build(None, index, jobs=1, admitted=admitted)
    assert traces(index) == set()
    assert others <= sources(index)
    assert build(None, index, jobs=1, admitted=admitted).nothing_new


def test_what_was_deleted_before_it_was_known_to_be_secret_goes_too(follow, folder, index):
    """Three versions, of which the first two were not marked: they stand as deleted in segments."""
    for words in (WORDS, "việc ở Ngoằn"):
        drop(folder, s=secret("", words=words))
        follow()
        drop(folder, **{f"x{len(words)}": notice(len(words))})
        follow()
    assert traces(index)
    drop(folder, s=secret("MẬT", words="việc khác"))
    assert [*follow().refused] == ["s.txt"]
    assert traces(index) == set()
    assert len(sources(index)) == 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_an_older_version_took_in_goes(follow, folder, index, jobs):
    """It knew no levels: neither its state nor its list tells of any."""
    drop(folder, **{f"n{number}": notice(number) for number in range(20, 90)})
    follow("Tuyệt mật")
    store = FolderStore(index)
    unaware = [
        type(one)(**{name: getattr(one, name) for name in one.__slots__ if name != "secrecy"})
        for one in store.records(None)
    ]
    store.update_records(unaware)
    manifest = read_manifest(index)
    write_manifest(
        index,
        type(manifest)(
            manifest.schema - 1,
            manifest.generation,
            manifest.number,
            manifest.sources,
            parts=manifest.parts,
        ),
    )
    report = follow(jobs=jobs)
    assert ([*report.refused], traces(index)) == (["s.txt"], set())
    assert len(sources(index)) == 72


def test_what_cannot_be_understood_anew_is_judged_by_its_mark(follow, folder, index, monkeypatch):
    follow("Tuyệt mật")
    (folder / "s.txt").write_bytes(b"")
    store = FolderStore(index)
    store.update_records(
        [
            type(one)(**{name: getattr(one, name) for name in one.__slots__ if name != "secrecy"})
            for one in store.records(None)
        ]
    )

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("indexer.index.tasks.understand", fail)
    report = follow()
    assert [*report.refused] == ["s.txt"]
    assert traces(index) == set()


def test_an_index_whose_list_is_lost_still_knows_the_levels(follow, folder, index):
    follow("Tuyệt mật")
    (index / read_manifest(index).records).unlink()
    follow()
    assert (traces(index), sources(index)) == (set(), {"a.txt", "b.txt"})


def test_turned_on_again_it_comes_back_under_its_address(follow, index):
    follow("Tuyệt mật")
    before = {hit.card.source: hit.card.id for hit in open_engine(index).search(Query()).hits}
    follow()
    follow("Tuyệt mật")
    after = {hit.card.source: hit.card.id for hit in open_engine(index).search(Query()).hits}
    assert after == before


@pytest.mark.usefixtures("clock")
def test_the_same_files_give_the_same_index_however_they_came_to_be_refused(
    follow, folder, index, tmp_path
):
    follow("Tuyệt mật")
    follow()
    build([folder], tmp_path / "fresh", jobs=1)
    assert list(export(index)) == list(export(tmp_path / "fresh"))


# --- exports --------------------------------------------------------------------------------------


def test_an_export_that_holds_one_is_taken_in_without_it(follow, index, tmp_path):
    follow("Tuyệt mật")
    lines = b"".join(export(index))
    assert [json.loads(one)["reading"]["notice"]["secrecy"]["value"] for one in lines.splitlines()][
        2
    ] == "Tuyệt mật"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "all.jsonl").write_bytes(lines)
    other = tmp_path / "index2"
    report = build([tmp_path / "other"], other, jobs=1)
    ((name, refusal),) = report.refused.items()
    assert name.startswith("all.jsonl: ")
    assert refusal.level == "Tuyệt mật"
    assert (traces(other), len(sources(other))) == (set(), 2)
    again = build(None, other, jobs=1)
    assert again.nothing_new
    assert again.refused == report.refused
    assert len(build(None, other, jobs=1, admitted=("Tuyệt mật",)).indexed) == 1
    assert len(sources(other)) == 3
    build(None, other, jobs=1)
    assert (traces(other), len(sources(other))) == (set(), 2)


# --- who says which level -------------------------------------------------------------------------


def corrected(tmp_path, notice_id, value):
    (tmp_path / "corrections.toml").write_text(
        f'[[correction]]\nnotice = "{notice_id}"\nfield = "secrecy"\nvalue = "{value}"\n'
        'who = "Văn thư"\nwhen = 2026-01-05\nwhy = "Ngoằn Khuỷu"\n',
        "utf-8",
    )


def test_a_correction_gives_a_level_and_takes_it_away(follow, folder, index, tmp_path):
    drop(folder, s=secret(""))
    follow()
    ids = {hit.card.source: hit.card.id for hit in open_engine(index).search(Query()).hits}
    corrected(tmp_path, ids["s.txt"], "Mật")
    report = follow()
    assert "Văn thư" in str(report.refused["s.txt"].reason)
    assert (traces(index), sources(index)) == (set(), {"a.txt", "b.txt"})
    (tmp_path / "corrections.toml").unlink()
    assert follow().refused == {}
    assert "s.txt" in sources(index)
    drop(folder, s=secret("MẬT"))
    follow()
    corrected(tmp_path, ids["s.txt"], "")
    assert follow().refused == {}
    assert "s.txt" in sources(index)


def failing(*_arguments):
    raise ValueError(WORDS)


@pytest.mark.parametrize(("mark", "refused"), [("TỐI MẬT", ["s.txt"]), ("", [])])
def test_where_the_fields_cannot_be_read_a_line_of_its_own_decides(
    follow, folder, index, monkeypatch, caplog, mark, refused
):
    """A fault of the program must neither bring in a secret paper nor keep the others out."""
    drop(folder, s=secret(mark))
    monkeypatch.setattr(notices, "parse_notice", failing)
    report = follow()
    assert [*report.refused] == refused
    assert bool(traces(index)) == (not refused)
    logged = " ".join(one.getMessage() for one in caplog.records if "s.txt" in one.getMessage())
    assert "stage=fields" in logged
    assert bool(_TRACES.search(logged)) == (not refused)


def test_nothing_more_is_made_of_a_refused_paper(follow, monkeypatch):
    real, seen = places.find_places, []

    def find(text, *more):
        seen.append(text)
        return real(text, *more)

    monkeypatch.setattr(places, "find_places", find)
    follow()
    assert not any(map(_TRACES.search, seen))
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("TUYỆT MẬT", "Tuyệt mật"),
        ("M Ậ T", "Mật"),
        ("TỈNH ỦY LÂM ĐỒNG\tTỐI MẬT", "Tối mật"),
        ("| ĐẢNG ỦY | MẬT |", "Mật"),
        ("MẬT\nTUYỆT MẬT", "Tuyệt mật"),
        ("Độ mật: Tối mật", "Tối mật"),
        ("MẬT/KHẨN", "Mật"),
        ("MẬT, bản số: 01/05", "Mật"),
        ("TÀI LIỆU TỐI MẬT", "Tối mật"),
        ("TỈNH ỦY LÂM ĐỒNG (TUYỆT MẬT)", "Tuyệt mật"),
        ("Độ mật: Mật; Độ khẩn: Thường", "Mật"),
        ("Ban hành danh mục bí mật nhà nước độ Tối mật", None),
        ("Trong năm Văn phòng đã " + "đăng ký, " * 12 + "chuyển giao 04 văn bản MẬT.", None),
        ("Ngày nay các văn bản mật, tối mật được giao tận tay.", None),
        ("Về công tác bảo vệ bí mật\nmật độ dân số", None),
        ("LƯU HÀNH NỘI BỘ", None),
        ("x\n" * 2_000 + "MẬT", None),
    ],
)
def test_a_level_that_stands_alone_in_a_line_of_the_head(head, level):
    assert marked_level(head) == level


def test_levels_are_named_as_people_write_them(monkeypatch):
    assert admitted_levels(["tối mật", "MẬT"]) == ("Mật", "Tối mật")
    monkeypatch.setenv("VIENDAN_SECRECY", "Tuyệt mật, mật,")
    assert levels_of_environment() == ("Mật", "Tuyệt mật")
    with pytest.raises(IndexProblem, match="Mật, Tối mật, Tuyệt mật"):
        admitted_levels(["bí mật"])
    monkeypatch.setenv("VIENDAN_SECRECY", "Mật, bí mật")
    with pytest.raises(IndexProblem, match="VIENDAN_SECRECY: bí mật không phải là độ mật"):
        levels_of_environment()
