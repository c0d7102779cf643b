"""A person puts a field right: the value, what follows from it, and who says so."""

from datetime import date

import pytest

from indexer.corrections import Correction, apply_corrections, is_corrected, read_corrections
from indexer.documents.reader import document_id
from indexer.index.build import build
from indexer.model import Arrival, Level, PartialDate, Signatory, Status
from indexer.paths import corrections_of
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notice_texts import read
from tests.notices import drop, notice

ENTRY = """
[[correction]]
notice = "{id}"
field = "{field}"
value = "{value}"
who = "Văn phòng Huyện ủy"
when = 2024-03-01
why = "theo bản giấy"
"""


def correction(field, value):
    return Correction("x", field, value, "Văn thư", date(2024, 3, 1), "theo bản giấy")


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("number", "15-TB/HU", "15-TB/HU"),
        ("date", "2021-05", PartialDate(2021, 5)),
        ("year", "2021", 2021),
        ("level", "province", Level.PROVINCE),
        ("title", "", None),
        (
            "signatory",
            "T/M BAN THƯỜNG VỤ; BÍ THƯ\n; THƯ KÝ; Lê Thị Mẫu",
            (
                Signatory("T/M BAN THƯỜNG VỤ", "BÍ THƯ", None),
                Signatory("", "THƯ KÝ", "Lê Thị Mẫu"),
            ),
        ),
        ("addressees", "Ban Thường vụ Tỉnh ủy; Văn phòng", ("Ban Thường vụ Tỉnh ủy", "Văn phòng")),
        ("secrecy", "Tối mật", "Tối mật"),
        ("received", "15; 2024-02-29", Arrival("15", PartialDate(2024, 2, 29), None)),
    ],
)
def test_a_field_is_put_right(field, written, value):
    before = read(notice(12))
    after = apply_corrections(before, [correction(field, written)])
    name = {"signatory": "signatories"}.get(field, field)
    found = getattr(after, name)
    assert found.value == value
    assert found.evidence.status is (Status.STATED if written else Status.UNKNOWN)
    assert is_corrected(found.evidence)
    assert not is_corrected(getattr(before, name).evidence)
    assert "Văn thư" in str(found.evidence.reason)
    assert after.recipients == before.recipients


def test_the_reason_tells_what_was_read():
    number = apply_corrections(read(notice(12)), [correction("number", "15-TB/HU")]).number
    assert "12-TB/HU" in str(number.evidence.reason)


def test_a_corrected_date_sets_the_year():
    after = apply_corrections(read(notice(12)), [correction("date", "2019-01-02")])
    assert after.year.value == 2019
    both = [correction("date", "2019-01-02"), correction("year", "2020")]
    assert apply_corrections(read(notice(12)), both).year.value == 2020


def test_the_index_follows_the_corrections(tmp_path):
    folder, index, file = tmp_path / "in", tmp_path / "index", tmp_path / "corrections.toml"
    text = notice(12).replace("ngày 05 tháng 7 năm 2022", "").replace("213-QĐ/TW", "57-KH/HU")
    drop(folder, a=text, b=notice(13))
    source = (folder / "a.txt").read_bytes()
    build([folder], index, corrections=file)

    def card_and_reading():
        return open_engine(index).notice(document_id("a.txt"))

    assert card_and_reading()[0].year is None
    file.write_text(
        ENTRY.format(id=document_id("a.txt"), field="date", value="2019-01-02"), "utf-8"
    )
    report = build([folder], index, corrections=file)
    assert (report.refreshed, report.unchanged) == (["a.txt"], ["b.txt"])
    card, reading = card_and_reading()
    assert (card.date, card.year) == ("2019-01-02", 2019)
    # A local plan's number belongs to the committee's term at the date of the notice.
    assert "nk2015" in reading.citations[0].key
    assert open_engine(index).search(Query(filters={"year": ("2019",)})).total == 1
    assert build([folder], index, corrections=file).nothing_new
    file.unlink()
    assert build([folder], index, corrections=file).refreshed == ["a.txt"]
    assert card_and_reading()[0].year is None
    assert (folder / "a.txt").read_bytes() == source


def test_a_correction_of_no_notice_is_told(tmp_path):
    drop(tmp_path / "in", a=notice(12))
    file = tmp_path / "corrections.toml"
    file.write_text(ENTRY.format(id="nobody", field="year", value="2019"), "utf-8")
    report = build([tmp_path / "in"], tmp_path / "index", corrections=file)
    assert list(report.failed) == ["corrections.toml: nobody"]


SOUND = ENTRY.format(id="a", field="year", value="2019")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ENTRY.format(id="a", field="colour", value="x"), "field phải có dạng: type, title"),
        (ENTRY.format(id="a", field="date", value="hôm qua"), "value phải có dạng: 2021-10-25"),
        (ENTRY.format(id="a", field="date", value="01/02/2018"), "value phải có dạng: 2021-10-25"),
        (ENTRY.format(id="a", field="date", value="2018-13-01"), "value phải có dạng: 2021-10-25"),
        (ENTRY.format(id="a", field="date", value="2018-02-30"), "value phải có dạng: 2021-10-25"),
        (ENTRY.format(id="a", field="date", value="0018-02-03"), "value phải có dạng: 2021-10-25"),
        (ENTRY.format(id="a", field="year", value="MM"), "value phải có dạng: 1930–2100"),
        (ENTRY.format(id="a", field="year", value="-5"), "value phải có dạng: 1930–2100"),
        (ENTRY.format(id="a", field="year", value="20190"), "value phải có dạng: 1930–2100"),
        (ENTRY.format(id="a", field="year", value="٢٠١٩"), "value phải có dạng: 1930–2100"),
        (ENTRY.format(id="a", field="level", value="xã"), "value phải có dạng: central"),
        (SOUND.replace('"2019"', "[2019]"), 'value phải có dạng: value = "…"'),
        (SOUND.replace('"2019"', "0x" + "f" * 5_000), "value phải có dạng: 1930–2100"),
        (
            SOUND.replace('"2019"', "0x" + "f" * 5_000).replace('"year"', '"title"'),
            'value phải có dạng: value = "…"',
        ),
        (SOUND.replace('value = "2019"', ""), 'value phải có dạng: value = "…"'),
        (SOUND.replace('field = "year"', "field = {}"), "field phải có dạng: type, title"),
        (ENTRY.format(id="", field="year", value="2019"), 'notice phải có dạng: notice = "…"'),
        (SOUND.replace("who =", "whom ="), "whom phải có dạng: field, notice"),
        (SOUND.replace("2024-03-01", '"hôm qua"'), "when phải có dạng: when = 2024-03-01"),
        (SOUND + SOUND.replace("2024-03-01", "5"), "mục sửa thứ 2: when"),
        ("[[correction]\n", ""),
        ("x = " + "[" * 100_000, ""),
        (SOUND.replace("[[correction]]", "[correction]"), r"\[\[correction\]\]"),
        (SOUND.replace("[[correction]]", "[[corrections]]"), r"\[\[correction\]\]"),
        (SOUND + SOUND.replace("[[correction]]", "[[Correction]]"), r"\[\[correction\]\]"),
        ("correction = 5", r"\[\[correction\]\]"),
        ("correction = [5]", r"\[\[correction\]\]"),
    ],
)
def test_what_is_not_understood_is_named(tmp_path, text, named):
    file = tmp_path / "corrections.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(IndexProblem, match=rf"corrections\.toml.*{named}"):
        read_corrections(file)


@pytest.mark.parametrize(
    ("field", "written"),
    [("year", "2019"), ("date", "2019-05-01"), ("date", '"2019-05"'), ("title", '""')],
)
def test_a_year_or_a_date_needs_no_quotes(tmp_path, field, written):
    file = tmp_path / "corrections.toml"
    text = ENTRY.format(id="a", field=field, value="").replace('value = ""', f"value = {written}")
    file.write_text(text, "utf-8")
    assert read_corrections(file)["a"][0].value == written.strip('"')


def test_corrections_lie_beside_the_index_or_are_the_programs_own(tmp_path):
    index = tmp_path / "index"
    assert read_corrections(corrections_of(index)) == {}
    assert corrections_of(index).is_file()
    beside = tmp_path / "corrections.toml"
    beside.write_text(ENTRY.format(id="a", field="year", value="2019"), "utf-8")
    assert corrections_of(index) == beside
    assert read_corrections(beside)["a"][0].value == "2019"


def test_those_beside_the_index_are_used_by_a_build(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("THÔNG BÁO\nvề việc họp chi bộ\n", "utf-8")
    build([tmp_path / "in"], tmp_path / "index")
    (card,) = (hit.card for hit in open_engine(tmp_path / "index").search(Query()).hits)
    entry = ENTRY.format(id=card.id, field="year", value="2019")
    (tmp_path / "corrections.toml").write_text(entry, "utf-8")
    assert build(None, tmp_path / "index").failed == {}
    (card,) = (hit.card for hit in open_engine(tmp_path / "index").search(Query()).hits)
    assert card.year == 2019
