"""Committees in a query: what they issued, or what writes their names side by side."""

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.index.build import build
from search.areas.then_and_now import expand_places
from search.display.query_description import unparse
from search.engine import Engine, open_engine
from search.query import BodyClause
from search.query.parser import parse
from tests.asking import told
from tests.notices import drop

NOTICE = (
    "{above}\n*\nSố {number}-TB/{code}\n\nTHÔNG BÁO\nkết luận về {about}\n\n{text}\n\n{signed}\n"
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """What two organs of a committee issued, what a commune's did, what names it, and syllables."""
    folder: Path = tmp_path_factory.mktemp("bodies")
    lam_dong = "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM"
    papers = {
        "board": (lam_dong, 1, "HU", "trồng rừng", "Ban Thường vụ Huyện ủy thống nhất trồng rừng.",
                  "T/M BAN THƯỜNG VỤ\nBÍ THƯ"),
        "standing": (lam_dong, 2, "HU", "chăn nuôi", "Thường trực Huyện ủy kết luận như sau:",
                     "T/M THƯỜNG TRỰC\nPHÓ BÍ THƯ"),
        "commune": ("HUYỆN ỦY BẢO LÂM\nĐẢNG ỦY XÃ LỘC QUẢNG", 3, "ĐU", "học tập",
                    "Đảng ủy xã thống nhất.", "T/M ĐẢNG ỦY\nBÍ THƯ"),
        "naming": ("ĐẢNG BỘ TỈNH ĐỒNG NAI\nHUYỆN ỦY CẨM MỸ", 4, "HU", "giao lưu",
                   "Đoàn đã làm việc với Ban Thường vụ Huyện ủy Bảo Lâm.",
                   "T/M BAN THƯỜNG VỤ\nBÍ THƯ"),
        "scattered": ("ĐẢNG BỘ TỈNH QUẢNG TRỊ\nHUYỆN ỦY HƯỚNG HÓA", 5, "HU", "bảo vệ rừng",
                      "Huyện ủy giao hạt kiểm lâm bảo đảm việc trồng rừng.",
                      "T/M BAN THƯỜNG VỤ\nBÍ THƯ"),
    }  # fmt: skip
    texts = {
        name: NOTICE.format(
            above=above, number=number, code=code, about=about, text=text, signed=signed
        )
        for name, (above, number, code, about, text, signed) in papers.items()
    }
    drop(folder / "in", **texts)
    build([folder / "in"], folder / "index")
    return open_engine(folder / "index")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Huyện ủy Bảo Lâm", {"board", "standing", "naming", "commune"}),
        ("huyen uy bao lam", {"board", "standing", "naming", "commune"}),
        ("Huyện ủy Bảo Lâm trồng rừng", {"board"}),
        ("Ban Thường vụ Huyện ủy Bảo Lâm", {"board", "naming"}),
        ("BTV Huyện uỷ Bảo Lâm", {"board", "naming"}),
        ("Thường trực Huyện ủy Bảo Lâm", {"standing"}),
        ("Đảng ủy xã Lộc Quảng", {"commune"}),
        ("Huyện ủy Cẩm Mỹ OR Huyện ủy Hướng Hóa", {"naming", "scattered"}),
        ("rừng -Huyện ủy Bảo Lâm", {"scattered"}),
        ("-BTV Huyện ủy Bảo Lâm", {"standing", "commune", "scattered"}),
        ("UBKT Huyện ủy Bảo Lâm", set()),
        ('"Ban Thường vụ Huyện ủy Bảo Lâm"', {"naming"}),
        ("Huyện ủy Bảo Lâm, Cao Bằng", set()),
    ],
)
def test_a_committee_finds_what_it_issued_and_what_writes_its_name(issued, knowledge, typed, found):
    hits = issued.search(parse(typed, knowledge))
    assert {hit.card.source.removesuffix(".txt") for hit in hits.hits if not hits.partial} == found


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ("họp BTV Huyện ủy Bảo Lâm", ["họp", "“BTV Huyện ủy Bảo Lâm”"], []),
        ("Huyện ủy Bảo Lâm, Lâm Đồng rừng", ["“Huyện ủy Bảo Lâm, Lâm Đồng”", "rừng"], []),
        ("-UBKT Huyện ủy Bảo Lâm", [], ["“UBKT Huyện ủy Bảo Lâm”"]),
        ("UBND xã Lộc Quảng", ["UBND", "“xã Lộc Quảng”"], []),
        ("Huyện đoàn Bảo Lâm", ["Huyện", "đoàn", "Bảo", "Lâm"], []),
        ("Huyện ủy", ["Huyện", "ủy"], []),
        ('"Huyện ủy Bảo Lâm"', ["“Huyện ủy Bảo Lâm”"], []),
        ("tieu_de:(Huyện ủy Bảo Lâm)",
         ["tieu_de:Huyện tieu_de:ủy tieu_de:Bảo tieu_de:Lâm"], []),
    ],
)  # fmt: skip
def test_which_words_are_a_committee(knowledge, typed, required, excluded):
    query = parse(typed, knowledge)
    assert [unparse(one) for one in query.required] == required
    assert [unparse(one) for one in query.excluded] == excluded


def test_what_is_asked_besides_a_committee_is_neither_its_organ_nor_its_place(knowledge):
    assert parse("trồng rừng BTV Huyện ủy Bảo Lâm", knowledge).besides_places == "trồng rừng"


def test_how_a_committee_is_understood_is_said(engine):
    def said(typed: str) -> list[str]:
        return [str(one) for one in told(engine, typed).understood]

    assert said("Đảng ủy xã Lộc Quảng") == [
        "do Đảng ủy xã Lộc Quảng, Bảo Lâm, Lâm Đồng ban hành, hoặc nêu tên này"
    ]
    assert said("BTV Tỉnh ủy Đồng Nai") == [
        "do Ban Thường vụ Tỉnh ủy Đồng Nai ban hành, hoặc nêu tên này"
    ]


def test_a_committee_of_today_is_met_by_those_before(knowledge):
    query = replace(parse("Đảng ủy xã Bảo Lâm 1", knowledge), units_of_today=True)
    (body,) = expand_places(query, knowledge.gazetteer).required
    assert isinstance(body, BodyClause)
    assert "Đảng ủy xã Lộc Quảng, Bảo Lâm, Lâm Đồng" in body.former
    assert expand_places(replace(query, units_of_today=False), knowledge.gazetteer).required != (
        body,
    )
