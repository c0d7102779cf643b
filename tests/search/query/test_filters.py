"""Fields inside groups and ORs are conditions of their own; only by themselves are they filters."""

from dataclasses import replace

import pytest

from search.areas.then_and_now import expand_places
from search.engine.highlight import DocumentText, Highlighter
from search.query.facets import FACETS
from search.query.model import FieldCondition, Or
from search.query.parser import parse
from tests.asking import reasons, told

FIELDS = [
    "vien_dan:213-QĐ/TW", "nam:2022", "nam:2020..2021", "loai:TB", 'loai:"kết luận"',
    'dia_ban:"huyện Bảo Lâm"', "dia_ban:lam-dong", "tu_ngay:2024", "den_ngay:31/12/2020",
]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_beside_or_is_united_and_in_a_group_restricts_the_group_alone(find, field):
    having, everything = find(field), find("")
    rung, xa = find("rừng"), find("xã")
    assert set() != having != everything
    for typed in (f"{field} OR rừng", f"rừng OR {field}", f"rừng || ({field})"):
        assert find(typed) == having | rung
    assert find(f"({field} xã) OR rừng") == (having & xa) | rung
    assert find(f"({field} OR rừng) xã") == (having | rung) & xa
    assert find(f"xã -({field} OR rừng)") == xa - having - rung
    if "ngay:" not in field:
        assert find(f"(xã -{field}) OR rừng") == (xa - having) | rung


@pytest.mark.parametrize(
    ("typed", "filters", "text"),
    [
        ("xã nam:(2020 OR 2022)", {"year": ("2020", "2022")}, "xã"),
        ("nam:(2020..2021 || 2023) xã", {"year": ("2020", "2021", "2023")}, "xã"),
        ("nam:(2020 2022)", {"year": ("2020", "2022")}, ""),
        ("xã nam:2020 OR nam:2022 rừng", {"year": ("2020", "2022")}, "xã rừng"),
        ("(nam:2022) xã", {"year": ("2022",)}, "xã"),
        ("vien_dan:(213-QĐ/TW (khóa XII))", {"cites": ("tw/k12/qdi-213",)}, ""),
    ],
)
def test_what_amounts_to_a_filter_is_one(knowledge, typed, filters, text):
    query = parse(typed, knowledge)
    assert (query.filters, query.text) == (filters, text)
    assert [clause.written for clause in query.required] == text.split()
    assert query.notes == ()


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("vien_dan:(213-QĐ/TW OR 05-CT/TW)", "vien_dan:213-QĐ/TW OR vien_dan:05-CT/TW"),
        ("vien_dan:(Quy định 213 OR Chỉ thị 05)", "vien_dan:(213-QĐ/TW OR 05-CT/TW)"),
        ("dia_ban:(Bảo Lâm OR Cẩm Mỹ)", 'dia_ban:"Bảo Lâm" OR dia_ban:"Cẩm Mỹ"'),
        ("loai:(kết luận OR thông báo)", "loai:KL OR loai:TB"),
    ],
)  # fmt: skip
def test_a_group_of_values(find, typed, same):
    assert find(typed) == find(same) != set()


def test_citations_side_by_side_are_cited_together(find):
    both = find("vien_dan:213-QĐ/TW") & find("vien_dan:05-CT/TW")
    assert find("vien_dan:(213-QĐ/TW 05-CT/TW)") == both != set()
    assert find("vien_dan:(213-QĐ/TW 05-CT/TW) OR rừng") == both | find("rừng")


def test_an_excluded_group_of_values_leaves_each_out(find):
    left = find("-nam:(2020 OR 2022)")
    assert left == find("") - find("nam:2020") - find("nam:2022") != find("")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("vien_dan:213-QĐ/TW OR rừng", "có đủ các chữ (vien_dan:213-QĐ/TW OR rừng)"),
        ("(year:2022 rừng) OR xã", "có đủ các chữ ((nam:2022 rừng) OR xã)"),
        ('unit:"Bảo Lâm" OR xã', "có đủ các chữ (dia_ban:“Bảo Lâm” OR xã)"),
        ("nam:(2020 OR 2021)", "năm 2020–2021"),
    ],
)
def test_the_sentence_says_what_was_meant(engine, typed, sentence):
    assert [str(one) for one in told(engine, typed).understood] == [sentence]


def test_a_condition_is_a_reason(engine):
    found = told(engine, "vien_dan:213-QĐ/TW OR nam:2017 OR rừng", explain=True, per_page=50)
    said = {reason.partition(" (")[0] for hit in found.hits for reason in reasons(hit)}
    assert "viện dẫn chính văn bản “213-QĐ/TW”" in said
    assert "rừng trong trích yếu" in said
    found = told(engine, "nam:2022 OR rừng", explain=True, per_page=50)
    said = {reason for hit in found.hits for reason in reasons(hit)}
    assert "đúng điều kiện nam:2022 (100 %)" in said


def test_a_condition_on_citations_marks_them(knowledge):
    text = "Thực hiện Quy định số 213-QĐ/TW, xã đã trồng rừng."
    query = parse("vien_dan:213-QĐ/TW OR rừng", knowledge)
    at = text.index("213"), text.index("213") + len("213-QĐ/TW")
    (span,) = (one.citation.span for one in query.citations)
    cited = [("tw/k12/qdi-213", span._replace(start=at[0], end=at[1]))]
    assert [one.of(text) for one in Highlighter(query).spans(DocumentText.of(text, cited))] == [
        "213-QĐ/TW",
        "rừng",
    ]


def test_a_place_of_today_gathers_its_former_units_in_an_or_too(knowledge):
    query = parse("dia_ban:lam-dong/bao-lam-1 OR rừng", knowledge)
    (clause,) = expand_places(replace(query, units_of_today=True), knowledge.gazetteer).required
    assert isinstance(clause, Or)
    having = clause.parts[0]
    assert isinstance(having, FieldCondition)
    assert "lam-dong/bao-lam/loc-quang" in having.values
    assert expand_places(query, knowledge.gazetteer).required == query.required


def test_a_condition_is_kept_when_only_a_part_of_the_words_is_met(engine, knowledge):
    found = engine.search(parse("rừng khôngcótừnày (nam:2017 OR nam:2022 OR loai:KL)", knowledge))
    assert found.partial
    assert found.total
    assert all(hit.card.year in (2017, 2022) or hit.card.type == "Kết luận" for hit in found.hits)


@pytest.mark.parametrize("name", FACETS)
def test_a_chosen_value_can_be_written_again(knowledge, name):
    """Also one of bytes that are no UTF-8, as a terminal hands them over."""
    chosen = parse("", knowledge, {name: ["\udced\udcbfxã\u202e \x00"]}).filters.get(name, ())
    assert not [value for value in chosen if set(value) & set("\udced\udcbf\u202e\x00")]
    "".join(chosen).encode("utf-8")
