"""Quarters, months and years in a query: what is dated in one, or writes it."""

from dataclasses import replace

import pytest

from search.areas.then_and_now import expand_places
from search.display.query_description import unparse
from search.query import PeriodKind, PlaceClause, TypedPeriod
from search.query.parser import parse


@pytest.mark.parametrize(
    ("typed", "quarter", "days"),
    [
        ("Q1 2023", "I/2023", ("2023-01", "2023-03-31")),
        ("Q.1/2023", "I/2023", ("2023-01", "2023-03-31")),
        ("q1/2023", "I/2023", ("2023-01", "2023-03-31")),
        ("quý 1 năm 2023", "I/2023", ("2023-01", "2023-03-31")),
        ("Quý II năm 2023", "II/2023", ("2023-04", "2023-06-30")),
        ("quy iii/2021", "III/2021", ("2021-07", "2021-09-30")),
        ("Q4/2022", "IV/2022", ("2022-10", "2022-12-31")),
    ],
)
def test_a_quarter_with_its_year_is_one_clause(knowledge, typed, quarter, days):
    (clause,) = parse(typed, knowledge).required
    assert isinstance(clause, TypedPeriod)
    since, until = clause.parts[0].parts
    assert (clause.kind, clause.name) == (PeriodKind.QUARTER, quarter)
    assert (since.name, *since.values, until.name, *until.values) == (
        "since", days[0], "until", days[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "places", "words"),
    [
        ("Q1", ["Q1"], []),
        ("Q. 3", ["Q. 3"], []),
        ("P. 5 Q. 3 2023", ["P. 5 Q. 3"], ["2023"]),
        ("Q5 2023", ["Q5"], ["2023"]),
        ("quỹ 1 2023", [], ["quỹ", "1", "2023"]),
        ("12-TB/Q1 2023", [], ["12", "TB", "Q1", "2023"]),
    ],
)
def test_what_is_no_quarter_stays_a_district_or_words(knowledge, typed, places, words):
    required = parse(typed, knowledge).required
    assert not any(isinstance(one, TypedPeriod) for one in required)
    assert [one.written for one in required if isinstance(one, PlaceClause)] == places
    assert [unparse(one) for one in required if not isinstance(one, PlaceClause)] == words


def test_a_quarter_is_the_same_with_the_places_of_today(knowledge):
    query = replace(parse("kết luận Q1 2023", knowledge), units_of_today=True)
    assert expand_places(query, knowledge.gazetteer).required == query.required


def test_a_quarter_stands_among_operators_as_a_word_does(knowledge):
    query = parse("kết luận (Q4/2022 OR quý 1 năm 2023) -Q2/2023", knowledge)
    assert [unparse(one) for one in query.required] == [
        "kết", "luận", "(“Q4/2022” OR “quý 1 năm 2023”)",
    ]  # fmt: skip
    assert [unparse(one) for one in query.excluded] == ["“Q2/2023”"]


def test_a_quarter_finds_what_is_dated_in_it_and_what_writes_it(find):
    dated = find("tu_ngay:01/2023 den_ngay:31/03/2023")
    assert dated
    assert find("Q1 2023") == dated | find('"quý I/2023"') | find('"quý 1 năm 2023"')


@pytest.mark.parametrize(
    ("typed", "kind", "name", "days"),
    [
        ("tháng 5/2025", PeriodKind.MONTH, "5/2025", ("2025-05", "2025-05-31")),
        ("tháng 5 năm 2025", PeriodKind.MONTH, "5/2025", ("2025-05", "2025-05-31")),
        ("Tháng 02-2024", PeriodKind.MONTH, "2/2024", ("2024-02", "2024-02-29")),
        ("thang 12 nam 2023", PeriodKind.MONTH, "12/2023", ("2023-12", "2023-12-31")),
        ("T5/2025", PeriodKind.MONTH, "5/2025", ("2025-05", "2025-05-31")),
        ("T.05/2025", PeriodKind.MONTH, "5/2025", ("2025-05", "2025-05-31")),
        ("năm 2012", PeriodKind.YEAR, "2012", ("2012", "2012-12-31")),
        ("Năm 2012", PeriodKind.YEAR, "2012", ("2012", "2012-12-31")),
    ],
)
def test_a_month_with_its_year_and_a_year_are_one_clause(knowledge, typed, kind, name, days):
    (clause,) = parse(typed, knowledge).required
    since, until = clause.parts[0].parts
    assert (clause.kind, clause.name) == (kind, name)
    assert (since.name, *since.values, until.name, *until.values) == (
        "since", days[0], "until", days[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("6 tháng đầu năm 2023", ["năm 2023"]),
        ("kết luận tháng 5/2025 huyện Bảo Lâm", ["tháng 5/2025"]),
        ("213-QĐ/TW quý I/2023", ["quý I/2023"]),
        ("kết luận kiểm tra:năm 2012", ["năm 2012"]),
        ("quý này năm 2023", ["năm 2023"]),
        # A day, an unreal one, another word, no month, no year.
        ("12/5/2025", []),
        ("ngày 12 tháng 5 năm 2025", []),
        ("ngày 31 tháng 2 năm 2022", []),
        ("thắng 5/2025", []),
        ("tháng 13/2025", []),
        ("tháng 13 năm 2025", []),
        ("tháng 5", []),
        ("T5", []),
        ("12-TB/T5/2025", []),
        ("năm 20125", []),
        ("năm 2012/QH", []),
        # The year of what is cited.
        ("Luật Đất đai năm 2013", []),
        ("Nghị quyết 18 năm 2017", []),
        ("Chỉ thị 05-CT/TW năm 2016", []),
        ("Nghị quyết Trung ương 4 khóa XI, năm 2012", []),
        # A term, a range, a list.
        ("nhiệm kỳ 2020 - 2025", []),
        ("giai đoạn 2021-2025", []),
        ("năm 2020 - 2025", []),
        ("năm 2012-2013", []),
        ("từ năm 2021 đến năm 2025", []),
        ("năm 2022 và 2023", []),
        ("năm học 2020-2021", []),
        # Without its mark it is a name as well.
        ("Quảng Nam 2022", []),
        ("nam 2012", []),
        # Words of a phrase or a field.
        ('"năm 2012"', []),
        ('"tháng 5 năm 2025"', []),
        ('"quý I/2023"', []),
        ("tieu_de:tháng 5/2025", []),
    ],
)
def test_what_is_a_part_of_something_else_stays_words(knowledge, typed, periods):
    required = parse(typed, knowledge).required
    assert [one.written for one in required if isinstance(one, TypedPeriod)] == periods


@pytest.mark.parametrize(
    ("typed", "since", "until", "forms"),
    [
        ("tháng 12/2022", "12/2022", "31/12/2022", ["tháng 12/2022", "tháng 12 năm 2022"]),
        ("T6/2021", "6/2021", "30/6/2021", ["tháng 6/2021", "tháng 6 năm 2021", "tháng 06/2021",
                                            "tháng 06 năm 2021"]),
        ("năm 2022", "2022", "31/12/2022", ["năm 2022"]),
    ],
)  # fmt: skip
def test_a_month_and_a_year_find_what_is_dated_in_them_and_what_writes_them(
    find, typed, since, until, forms
):
    dated = find(f"tu_ngay:{since} den_ngay:{until}")
    assert dated
    assert find(typed) == dated.union(*(find(f'"{form}"') for form in forms))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("quý I/2023", "quý I/2023, hoặc có viết quý ấy"),
        ("tháng 5/2025", "tháng 5/2025, hoặc có viết tháng ấy"),
        ("năm 2012", "năm 2012, hoặc có viết năm ấy"),
    ],
)
def test_the_sentence_says_what_was_understood(client, typed, said):
    assert f"đề ngày trong {said}" in client.get("/tim.json", query_string={"q": typed}).text
