"""Places in a query: one clause for what stands under them or writes their names side by side."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.index.build import build
from search.areas.then_and_now import expand_places
from search.display.query_description import unparse
from search.engine import Engine, open_engine
from search.engine.highlight import DocumentText, Highlighter
from search.query import PlaceClause, Query, leaves
from search.query.parser import parse
from tests.asking import indexed, told
from tests.notices import drop


def places(query: Query) -> Iterator[PlaceClause]:
    return (one for one in query.required if isinstance(one, PlaceClause))


def others(query: Query) -> list[str]:
    return [unparse(one) for one in query.required if not isinstance(one, PlaceClause)]


@pytest.mark.parametrize(
    ("typed", "keys", "names", "rest"),
    [
        ("huyện Bảo Lâm", ["cao-bang/bao-lam", "lam-dong/bao-lam"],
         ["huyện Bảo Lâm", "H. Bảo Lâm"], []),
        ("huyen bao lam", ["cao-bang/bao-lam", "lam-dong/bao-lam"],
         ["huyen bao lam", "H. Bảo Lâm"], []),
        ("P. 5 Q. 3", ["ho-chi-minh/quan-3/phuong-5"], [], []),
        ("TPHCM", ["ho-chi-minh"],
         ["TPHCM", "thành phố Hồ Chí Minh", "TP Hồ Chí Minh", "T.P Hồ Chí Minh"], []),
        ("tỉnh Đắc Lắc", ["dak-lak"], ["tỉnh Đắc Lắc", "tỉnh Đắk Lắk"], []),
        ("Bảo Lâm, Lâm Đồng", ["lam-dong/bao-lam"], ["Bảo Lâm"], []),
        ("thu hồi đất xã Lộc Quảng thuộc Bảo Lâm", ["lam-dong/bao-lam/loc-quang"],
         ["xã Lộc Quảng", "X. Lộc Quảng"], ["thu", "hồi", "đất"]),
        ("UBND xã Lộc Quảng", ["lam-dong/bao-lam/loc-quang"],
         ["xã Lộc Quảng", "X. Lộc Quảng"], ["UBND"]),
        ("(xã Lộc Quảng) nam:2022", ["lam-dong/bao-lam/loc-quang"],
         ["xã Lộc Quảng", "X. Lộc Quảng"], []),
        ("Bảo Lâm, Lâm Đồng nam:2022", ["lam-dong/bao-lam"], ["Bảo Lâm"], []),
        ("12/7/2022 xã Lộc Quảng", ["lam-dong/bao-lam/loc-quang"],
         ["xã Lộc Quảng", "X. Lộc Quảng"], ["12/7/2022"]),
        ("213-QĐ/TW xã Lộc Quảng", ["lam-dong/bao-lam/loc-quang"],
         ["xã Lộc Quảng", "X. Lộc Quảng"], ["“213-QĐ/TW”"]),
    ],
)  # fmt: skip
def test_a_place_is_one_clause(knowledge, typed, keys, names, rest):
    query = parse(typed, knowledge)
    (place,) = places(query)
    assert list(place.keys) == keys
    assert list(place.names) == names
    assert others(query) == rest


def test_each_place_of_a_list_is_a_clause(knowledge):
    query = parse("xã Lộc An, Lộc Đức và Tân Lạc, huyện Bảo Lâm", knowledge)
    assert [place.keys for place in places(query)] == [
        ("lam-dong/bao-lam/loc-an",),
        ("lam-dong/bao-lam/loc-duc",),
        ("lam-dong/bao-lam/tan-lac",),
    ]
    assert [place.written for place in places(query)] == [
        "xã Lộc An", "Lộc Đức", "Tân Lạc, huyện Bảo Lâm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ("Bảo Lâm", ["“Bảo Lâm”"], []),
        ("an ninh", ["an", "ninh"], []),
        ("hợp tác xã", ["hợp", "tác", "xã"], []),
        ("xã hội an toàn", ["xã", "hội", "an", "toàn"], []),
        ("Huyện đoàn Bảo Lâm", ["Huyện", "đoàn", "Bảo", "Lâm"], []),
        ('"huyện Bảo Lâm"', ["“huyện Bảo Lâm”"], []),
        ('huyện "Bảo Lâm"', ["huyện", "“Bảo Lâm”"], []),
        ("xã OR phường Lộc An", ["(xã OR phường)", "Lộc", "An"], []),
        ("huyện Bảo -Lâm", ["huyện", "Bảo"], ["Lâm"]),
        ('-"huyện Bảo Lâm"', [], ["“huyện Bảo Lâm”"]),
        ('"huyện Bảo Lâm" OR rừng', ["(“huyện Bảo Lâm” OR rừng)"], []),
        ("huyện Bảo Lâm*", ["huyện", "Bảo", "Lâm*"], []),
        ("tieu_de:huyện Bảo Lâm", ["tieu_de:huyện", "“Bảo Lâm”"], []),
        ("tieu_de:(Bảo Lâm, Lâm Đồng)", ["tieu_de:Bảo tieu_de:Lâm tieu_de:Lâm tieu_de:Đồng"], []),
    ],
)
def test_what_is_no_place_or_is_asked_otherwise_stays_so(knowledge, typed, required, excluded):
    query = parse(typed, knowledge)
    assert [unparse(one) for one in query.required] == required
    assert [unparse(one) for one in query.excluded] == excluded
    clauses = (*query.required, *query.excluded)
    assert not any(getattr(leaf, "name", "") == "unit" for one in clauses for leaf in leaves(one))


@pytest.mark.parametrize(
    ("typed", "required", "excluded", "places"),
    [
        ("huyện Bảo Lâm OR rừng", ["(“huyện Bảo Lâm” OR rừng)"], [], ["huyện Bảo Lâm"]),
        ("rừng HOẶC huyện Bảo Lâm", ["(rừng OR “huyện Bảo Lâm”)"], [], ["huyện Bảo Lâm"]),
        ("huyện Bảo Lâm OR huyện Cẩm Mỹ", ["(“huyện Bảo Lâm” OR “huyện Cẩm Mỹ”)"], [],
         ["huyện Bảo Lâm", "huyện Cẩm Mỹ"]),
        ("xã Lộc An OR Lộc Đức", ["(“xã Lộc An” OR “Lộc Đức”)"], [], ["xã Lộc An", "Lộc Đức"]),
        ("xã Lộc An HOẶC Lộc Đức", ["(“xã Lộc An” OR “Lộc Đức”)"], [], ["xã Lộc An", "Lộc Đức"]),
        ("xã Lộc Quảng OR huyện Bảo Lâm", ["(“xã Lộc Quảng” OR “huyện Bảo Lâm”)"], [],
         ["xã Lộc Quảng", "huyện Bảo Lâm"]),
        ("(huyện Bảo Lâm OR TX An Nhơn) rừng", ["(“huyện Bảo Lâm” OR “TX An Nhơn”)", "rừng"], [],
         ["huyện Bảo Lâm", "TX An Nhơn"]),
        ("(rừng huyện Bảo Lâm) OR xã", ["((rừng “huyện Bảo Lâm”) OR xã)"], [], ["huyện Bảo Lâm"]),
        ("-huyện Bảo Lâm", [], ["“huyện Bảo Lâm”"], []),
        ("rừng -huyện Bảo Lâm", ["rừng"], ["“huyện Bảo Lâm”"], []),
        ("rừng -(huyện Bảo Lâm)", ["rừng"], ["“huyện Bảo Lâm”"], ["huyện Bảo Lâm"]),
        ("xã Lộc Quảng -huyện Bảo Lâm", ["“xã Lộc Quảng”"], ["“huyện Bảo Lâm”"],
         ["xã Lộc Quảng"]),
    ],
)  # fmt: skip
def test_a_place_stands_among_operators_as_a_word_does(
    knowledge, typed, required, excluded, places
):
    query = parse(typed, knowledge)
    assert [unparse(one) for one in query.required] == required
    assert [unparse(one) for one in query.excluded] == excluded
    assert [one.written for one in query.places] == places


def test_a_value_of_a_field_stays_a_filter(knowledge):
    query = parse('dia_ban:"huyện Bảo Lâm" rừng', knowledge)
    assert query.filters == {"unit": ("cao-bang/bao-lam", "lam-dong/bao-lam")}
    assert others(query) == ["rừng"]


HEAD = (
    "ĐẢNG BỘ TỈNH {province}\nHUYỆN ỦY {district}\n*\nSố {number}-TB/HU\n\nTHÔNG BÁO\n{title}\n\n"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One notice of the district, one that writes its name, and one that has the syllables."""
    folder: Path = tmp_path_factory.mktemp("typed_places")
    drop(
        folder / "in",
        of_it=HEAD.format(
            province="LÂM ĐỒNG", district="BẢO LÂM", number=1, title="kết luận về trồng rừng"
        )
        + "Ban Thường vụ Huyện ủy thống nhất trồng rừng.",
        naming=HEAD.format(
            province="ĐỒNG NAI", district="CẨM MỸ", number=2, title="kết luận về học tập"
        )
        + "Đoàn cán bộ đã học tập kinh nghiệm của huyện Bảo Lâm.",
        scattered=HEAD.format(
            province="QUẢNG TRỊ", district="HƯỚNG HÓA", number=3, title="kết luận về bảo vệ rừng"
        )
        + "Các huyện bảo đảm việc trồng rừng; hạt kiểm lâm theo dõi.",
    )
    build([folder / "in"], folder / "index")
    return open_engine(folder / "index")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("huyện Bảo Lâm", {"of_it.txt", "naming.txt"}),
        ("huyen bao lam", {"of_it.txt", "naming.txt"}),
        ("H. Bảo Lâm", {"of_it.txt", "naming.txt"}),
        ("huyện Bảo Lâm trồng rừng", {"of_it.txt"}),
        ("Bảo Lâm (Lâm Đồng", {"of_it.txt"}),
        ('"huyện Bảo Lâm"', {"naming.txt"}),
        ("(huyện Bảo Lâm) OR hạt", {"of_it.txt", "naming.txt", "scattered.txt"}),
        ("Bảo Lâm", {"of_it.txt", "naming.txt"}),
        ("bao lam", {"of_it.txt", "naming.txt"}),
        ("huyện Bảo Lâm OR hạt", {"of_it.txt", "naming.txt", "scattered.txt"}),
        ("huyện Bảo Lâm OR huyện Hướng Hóa", {"of_it.txt", "naming.txt", "scattered.txt"}),
        ("huyện Cẩm Mỹ OR huyện Hướng Hóa", {"naming.txt", "scattered.txt"}),
        ("-huyện Bảo Lâm", {"scattered.txt"}),
        ("rừng -huyện Bảo Lâm", {"scattered.txt"}),
        ("huyện Bảo Lâm -huyện Cẩm Mỹ", {"of_it.txt"}),
        ('-"huyện Bảo Lâm"', {"of_it.txt", "scattered.txt"}),
        ("huyện rừng -Bảo", set()),
    ],
)
def test_a_place_finds_what_is_of_it_and_what_writes_its_name(small, knowledge, typed, found):
    hits = small.search(parse(typed, knowledge))
    assert {hit.card.source for hit in hits.hits if not hits.partial} == found


@pytest.fixture(scope="module")
def numbered(tmp_path_factory):
    """Notices that have a district for its number, and the words for it by chance."""
    return indexed(
        tmp_path_factory.mktemp("numbered"),
        district=HEAD.replace("HUYỆN ỦY", "QUẬN ỦY").format(
            province="HỒ CHÍ MINH", district="QUẬN 1", number=4, title="kết luận về chợ"
        )
        + "Đoàn đã kiểm tra chợ Bến Thành, Quận 1.",
        by_chance="Phát huy vai trò của tổ tự quản.\n1.2. Về việc của các quận.\n1. Về xã.\n1. Dự",
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("quận 1", {"district.txt"}),
        ("Q.1", {"district.txt"}),
        ("q1 tphcm", {"district.txt"}),
        ("quan 1", {"district.txt"}),
        ('"quận 1"', {"district.txt", "by_chance.txt"}),
        # No commune was ever called so: these are words.
        ("xã 1", {"by_chance.txt"}),
    ],
)
def test_a_number_is_a_place_only_where_it_was_read_as_one(numbered, knowledge, typed, found):
    hits = numbered.search(parse(typed, knowledge))
    assert {hit.card.source for hit in hits.hits if not hits.partial} == found


def test_of_a_number_nothing_but_the_place_is_said(numbered):
    assert [str(one) for one in told(numbered, "Q.1").understood] == ["thuộc quận 1, Hồ Chí Minh"]


@pytest.mark.parametrize(
    ("typed", "ignore_marks", "found"),
    [
        ("thị trấn Đu", False, set()),
        ("thị trấn Đu", True, set()),
        ("thi tran du", False, {"header.txt"}),
        ("dụ toan", True, {"header.txt"}),
    ],
)
def test_a_place_has_the_marks_that_were_typed(tmp_path, knowledge, typed, ignore_marks, found):
    engine = indexed(tmp_path, header="Kinh phí theo từng xã, thị trấn: dự toán năm 2022 như sau.")
    hits = engine.search(parse(typed, knowledge, ignore_marks=ignore_marks))
    assert {hit.card.source for hit in hits.hits} == found


def test_of_a_name_alone_the_place_comes_before_what_only_writes_it(small, knowledge):
    sources = [hit.card.source for hit in small.search(parse("Bảo Lâm", knowledge)).hits]
    assert sources == ["of_it.txt", "naming.txt"]


def test_a_long_question_with_a_place_is_answered_by_its_parts(small, knowledge):
    asked = "ban thường vụ có kết luận gì về việc khôngcótừnày ở huyện Bảo Lâm"
    assert small.search(parse(asked, knowledge)).hits[0].card.source == "of_it.txt"


def test_the_name_is_marked_and_not_its_syllables(knowledge):
    text = "Các huyện bảo đảm; huyện Bảo Lâm và H. Bảo Lâm đã kiểm tra rừng."
    marker = Highlighter(parse("rừng huyện Bảo Lâm", knowledge))
    marked = [span.of(text) for span in marker.spans(DocumentText.of(text))]
    assert marked == ["huyện Bảo Lâm", "H. Bảo Lâm", "rừng"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xã Lộc Quảng", ["thuộc xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng, hoặc nêu tên này"]),
        ("xã Lộc Quảng, Bảo Lâm",
         ["thuộc xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng, hoặc nêu tên này cùng “Bảo Lâm”"]),
        ("xã Lộc Quảng OR rừng",
         ["có đủ các chữ (“xã Lộc Quảng” OR rừng)",
          "thuộc xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng, hoặc nêu tên này"]),
        ("rừng -xã Lộc Quảng",
         ["có đủ các chữ rừng",
          "trừ thông báo thuộc xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng, hoặc nêu tên này"]),
    ],
)  # fmt: skip
def test_how_a_place_is_understood_is_said(engine, typed, said):
    assert [str(one) for one in told(engine, typed).understood] == said


def test_where_a_part_is_enough_the_place_is_one_of_the_parts(engine):
    said = [str(one) for one in told(engine, "khôngcótừnày xã Lộc Quảng").understood]
    assert said[0].startswith("có một phần các chữ khôngcótừnày, “xã Lộc Quảng”, khớp")


def test_a_place_of_today_is_met_by_what_it_was(knowledge):
    query = replace(parse("xã Bảo Lâm 1 rừng", knowledge), units_of_today=True)
    place, rest = expand_places(query, knowledge.gazetteer).required
    assert isinstance(place, PlaceClause)
    assert {"lam-dong/bao-lam-1", "lam-dong/bao-lam/loc-quang"} <= set(place.keys)
    assert "“xã Lộc Quảng”" in [unparse(one) for one in place.parts[2:]]
    assert unparse(rest) == "rừng"
