"""Điều lệ Đảng and Cương lĩnh: where a text cites one, and which edition it means."""

import tomllib

import pytest

from indexer.citations import find_citations
from indexer.directives import CitingContext, known_validity, resolve
from indexer.directives.registry import Registry
from indexer.model import PartialDate
from indexer.paths import REGISTRY as DATA

REGISTRY = Registry.load()


def rows():
    with (DATA / "instruments.toml").open("rb") as file:
        return tomllib.load(file)["instrument"]


def instruments_in(text):
    return [one for one in find_citations(text) if one.type in ("Điều lệ", "Cương lĩnh")]


@pytest.mark.parametrize(
    ("kind", "text"), [(row["type"], text) for row in rows() for text in row["examples"]]
)
def test_each_example_is_a_citation(kind, text):
    assert kind in [one.type for one in instruments_in(text)]


@pytest.mark.parametrize("text", [text for row in rows() for text in row["counterexamples"]])
def test_no_counterexample_is_one(text):
    assert instruments_in(text) == []


SPANS = {
    "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;": ["Điều lệ Đảng Cộng sản Việt Nam"],
    "CĂN CỨ ĐIỀU LỆ ĐẢNG VÀ QUY ĐỊNH SỐ 24-QĐ/TW": ["ĐIỀU LỆ ĐẢNG", "QUY ĐỊNH SỐ 24-QĐ/TW"],
    "Điều lệ Đảng (khóa XI) nêu": ["Điều lệ Đảng (khóa XI)"],
    "(theo Điều lệ Đảng năm 2011)": ["Điều lệ Đảng năm 2011"],
    "Cương lĩnh năm 1991 và Cương lĩnh (bổ sung, phát triển năm 2011)": [
        "Cương lĩnh năm 1991",
        "Cương lĩnh (bổ sung, phát triển năm 2011)",
    ],
    # the year of no edition; the day of a paper behind it is none
    "Điều lệ Đảng năm 2020": [],
    "một số vấn đề cụ thể thi hành Điều lệ Đảng (khóa XI)": [],
}


@pytest.mark.parametrize("text", SPANS)
def test_what_belongs_to_the_citation(text):
    assert [one.text for one in find_citations(text)] == SPANS[text]


EDITIONS = [
    # what the text says
    ("Điều lệ Đảng khóa X", "2023-01-01", "tw/k10/dieu-le", "stated"),
    ("Điều lệ Đảng năm 2011", None, "tw/k11/dieu-le", "stated"),
    ("Cương lĩnh năm 1991", "2023-01-01", "tw/k7/cuong-linh", "stated"),
    # the congress that is said to have adopted it
    ("Điều lệ Đảng được Đại hội X thông qua", "2024-01-01", "tw/k10/dieu-le", "stated"),
    (
        "Điều lệ Đảng đã được Đại hội lần thứ XI của Đảng thông qua ngày 19/01/2011",
        None,
        "tw/k11/dieu-le",
        "stated",
    ),
    (
        "Điều lệ Đảng do Đại hội đại biểu toàn quốc lần thứ VII thông qua",
        "2024-01-01",
        "tw/k7/dieu-le",
        "stated",
    ),
    ("Điều lệ Đảng được thông qua tại Đại hội X", "2024-01-01", "tw/k10/dieu-le", "stated"),
    (
        "Điều lệ Đảng, sửa đổi, bổ sung và thông qua tại Đại hội lần thứ mười",
        "2024-01-01",
        "tw/k10/dieu-le",
        "stated",
    ),
    ("Điều lệ Đảng (Đại hội IX thông qua)", "2024-01-01", "tw/k9/dieu-le", "stated"),
    (
        "ĐIỀU LỆ ĐẢNG DO ĐẠI HỘI X (THÁNG 4/2006) THÔNG QUA",
        "2024-01-01",
        "tw/k10/dieu-le",
        "stated",
    ),
    ("Cương lĩnh được Đại hội VII thông qua", "2024-01-01", "tw/k7/cuong-linh", "stated"),
    # one that adopted none; one of which nobody knows
    ("Điều lệ Đảng được Đại hội XIII thông qua", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng được Đại hội XIV thông qua", "2024-01-01", "tw/_/dieu-le", None),
    # no congress of the Party, none that adopted it, several, a sentence of its own
    (
        "Điều lệ Đảng được Đại hội Đảng bộ huyện lần thứ X thông qua",
        "2024-01-01",
        "tw/k11/dieu-le",
        "inferred",
    ),
    ("Điều lệ Đảng được Đại hội X xem xét", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng chưa được Đại hội X thông qua", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng được Đại hội IX và X thông qua", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng được thông qua tại Đại hội IX và X", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng. Đại hội X thông qua chủ trương", "2024-01-01", "tw/k11/dieu-le", "inferred"),
    # a khóa whose congress adopted none
    ("Điều lệ Đảng khóa XIII", None, "tw/k11/dieu-le", "inferred"),
    # the day of the paper: the old edition until the congress closed
    ("Điều lệ Đảng", "2019-06-11", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng", "2011-01-18", "tw/k10/dieu-le", "inferred"),
    ("Điều lệ Đảng", "2011-01-20", "tw/k11/dieu-le", "inferred"),
    ("Điều lệ Đảng", "1998-11-10", "tw/k8/dieu-le", "inferred"),
    ("Cương lĩnh", "2001-05", "tw/k7/cuong-linh", "inferred"),
    # open: no day, a month in which it changed, before the first edition held, after the last
    # congress that is known
    ("Điều lệ Đảng", None, "tw/_/dieu-le", None),
    ("Điều lệ Đảng", "2011-01", "tw/_/dieu-le", None),
    ("Điều lệ Đảng", "1985-01-01", "tw/_/dieu-le", None),
    ("Điều lệ Đảng", "2026-03-01", "tw/_/dieu-le", None),
    ("Điều lệ Đảng khóa XIV", None, "tw/_/dieu-le", None),
]


@pytest.mark.parametrize(("text", "issued", "key", "certainty"), EDITIONS)
def test_which_edition_is_meant(text, issued, key, certainty):
    context = CitingContext(PartialDate.parse(issued) if issued else None)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert (one.key, one.certainty) == (key, certainty)


SEVERAL = [
    ("Điều lệ Đảng năm 2011 và Điều lệ Đảng năm 2006", "k11/dieu-le k10/dieu-le"),
    ("Cương lĩnh năm 1991 và Cương lĩnh năm 2011", "k7/cuong-linh k11/cuong-linh"),
    ("Cương lĩnh năm 2011, Điều lệ Đảng năm 2011", "k11/cuong-linh k11/dieu-le"),
    ("Theo Điều lệ Đảng năm 2006. Nay: Điều lệ Đảng năm 2011.", "k10/dieu-le k11/dieu-le"),
    ("Điều lệ Đảng khóa X và do Đại hội XI thông qua", "k10/dieu-le"),
    ("Nghị quyết Trung ương 4 khóa XII, Điều lệ Đảng năm 2011", "k12/nq-04 k11/dieu-le"),
    # symbols that name two papers are told from one another as before
    ("Chỉ thị 05-CT/TW ngày 15/5/2016, 05-CT/TW ngày 20/8/2001", "k12/ct-05 k9/ct-05"),
]


@pytest.mark.parametrize(("text", "keys"), SEVERAL)
def test_several_in_one_text_are_each_their_own(text, keys):
    found = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert [one.key for one in found] == [f"tw/{key}" for key in keys.split()]
    assert {one.certainty for one in found} == {"stated"}


def test_what_is_open_has_all_editions_that_are_known():
    text = "Điều lệ Đảng"
    (one,) = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    # That of khóa VIII has no row in the registry.
    assert list(one.candidates) == [f"tw/k{number}/dieu-le" for number in (7, 8, 9, 10, 11)]


@pytest.mark.parametrize(
    ("key", "validity"),
    [
        ("tw/k7/dieu-le", "expired"),
        ("tw/k9/dieu-le", "expired"),
        ("tw/k10/dieu-le", "expired"),
        # The congress after the last that is known may have adopted another.
        ("tw/k11/dieu-le", "unknown"),
        # No source says that the one of 2013 replaced these.
        ("nn.qh/y1980/hien-phap", "unknown"),
        ("nn.qh/y1992/hien-phap", "unknown"),
        ("nn.qh/y2013/hien-phap", "in_force"),
        # Rules on an instrument are none.
        ("tw/k10/qdi-23", "unknown"),
    ],
)
def test_an_edition_has_ended_behind_which_another_is_known(key, validity):
    assert known_validity(REGISTRY.get(key)) == validity
