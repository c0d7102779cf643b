"""Days typed among words: what is dated so comes first, then what writes the day in any form."""

import pytest

from search.engine.highlight import DocumentText, Highlighter
from search.query.lexer import date_spans
from search.query.model import TypedDate, Word
from search.query.parser import parse
from tests.asking import indexed, names_by, reasons, told

TEXT = """HUYỆN ỦY BẢO LÂM
*
Số {number}-TB/HU
Bảo Lâm, ngày {day}

THÔNG BÁO
kết quả làm việc với Đảng ủy xã Lộc Ngãi

{body}
"""
NOTICES = {
    "dated": ("12 tháng 7 năm 2022", "Xã báo cáo kết quả. " * 60),
    "figures": ("20 tháng 8 năm 2022", "Họp ngày 12/7/2022, 12/7/2022 và 12/7/2022."),
    "zero": ("21 tháng 8 năm 2022", "Họp ngày 12/7/2022."),
    "words": ("22 tháng 8 năm 2022", "Họp ngày 12 tháng 07 năm 2022."),
    "points": ("23 tháng 8 năm 2022", "Họp 12.7.2022."),
    "apart": ("24 tháng 8 năm 2022", "Có 12 hộ, 7 đảng viên; tháng 7 năm 2022; 12/2022."),
    "low": ("05 tháng 9 năm 2022", "Xã có 21 hộ."),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dates")
    texts = {
        name: TEXT.format(number=at, day=day, body=body)
        for at, (name, (day, body)) in enumerate(NOTICES.items(), start=30)
    }
    return indexed(folder, **texts)


@pytest.fixture(scope="module")
def find(engine):
    return names_by(engine)


FORMS = [
    "12/7/2022", "12/7/2022", "12-7-2022", "12.07.2022", "2022-07-12", "ngày 12/7/2022",
    "ngày 12 tháng 7 năm 2022", "ngay 12 thang 07 nam 2022", "12 tháng 7 năm 2022",
    "NGÀY 12 THÁNG 7 NĂM 2022",
]  # fmt: skip


@pytest.mark.parametrize("asked", FORMS)
def test_what_is_dated_so_comes_first(find, asked):
    found = find(asked)
    assert found[0] == "dated"
    assert set(found[1:]) == {"figures", "zero", "words", "points"}


def test_a_day_beside_other_words(find):
    assert find("12/7/2022 họp") == [one for one in find("12/7/2022") if one != "dated"]
    assert set(find("12/7/2022 OR hộ")) == set(NOTICES)
    assert set(find("-12/7/2022")) == {"apart", "low"}
    assert find("5/9/2022") == find("ngày 05 tháng 9 năm 2022") == ["low"]
    assert find("1/1/2019") == []


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("họp ngày 12/7/2022 và 13/7/2022", ["2022-07-12", "2022-07-13"]),
        ("31/02/2022", []),
        ("12/2022", []),
        ("1234/7/2022", []),
        ("12/7/20223", []),
        ("213-12/7/2022", []),
        ("ngày 12 tháng 13 năm 2022", []),
    ],
)
def test_only_days_of_the_calendar_are_dates(asked, days):
    assert [one.clause.day for one in date_spans(asked)] == days


def test_a_field_and_a_citation_keep_their_dates(knowledge):
    assert parse("tu_ngay:12/7/2022", knowledge).since == "2022-07-12"
    cited = parse("213-QĐ/TW ngày 02/01/2020", knowledge).required
    assert not any(isinstance(one, TypedDate) for one in cited)
    words = parse("31/02/2022", knowledge).required
    assert all(isinstance(one, Word) for one in words)


def test_the_day_is_said_marked_and_explained(engine, knowledge):
    said = "; ".join(map(str, told(engine, "họp 12/7/2022").understood))
    assert said == "có đủ các chữ họp; đề ngày 12/7/2022, hoặc có viết ngày ấy"
    found = told(engine, "12/7/2022", explain=True)
    why = {hit.card.source: reasons(hit)[0].partition(" (")[0] for hit in found.hits}
    assert why["dated.txt"] == "đề ngày 12/7/2022"
    assert why["words.txt"] == "12/7/2022 trong nội dung"
    text = "ngày 12 tháng 7 năm 2022; 12/7/2022; 12 hộ, 7 đảng viên năm 2022"
    marks = [
        span.of(text)
        for span in Highlighter(parse("12/7/2022", knowledge)).spans(DocumentText.of(text))
    ]
    assert marks == ["12 tháng 7 năm 2022", "12/7/2022"]
