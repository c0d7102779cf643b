"""Of which term a local committee's number is."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()
HA_TINH = BodyKey("tu", ("ha-tinh",))

TERMS = [
    # text, the notice's own number, its day, term and how sure
    ("Kế hoạch số 40-KH/TU", "", (2022, 5, 4), "nk2020", "inferred"),
    ("Kế hoạch số 40-KH/TU ngày 03/5/2019", "", (2022, 5, 4), "nk2015", "stated"),
    # two months after a congress no committee has come so far
    ("Kế hoạch số 396-KH/TU", "", (2020, 12, 14), "nk2015", "inferred"),
    ("Thông báo số 1205-TB/TU", "", (2020, 12, 30), "nk2015", "inferred"),
    ("Thông báo số 1205-TB/TU", "", (2023, 12, 30), "nk2020", "inferred"),
    # its own number tells how far its register had come
    ("Thông báo số 120-TB/TU", "55-TB/TU", (2022, 12, 30), "nk2015", "inferred"),
    ("Kế hoạch số 120-KH/TU", "55-TB/TU", (2022, 12, 30), "nk2020", "inferred"),
    # in the time of the congresses
    ("Kế hoạch số 12-KH/TU", "", (2020, 10, 15), "_", None),
    ("Kế hoạch số 396-KH/TU", "", (2020, 10, 15), "nk2015", "inferred"),
    ("Nghị quyết số 02-NQ/TU ngày 05/11/2025", "", (2025, 12, 5), "nk2025", "inferred"),
    ("Nghị quyết số 32-NQ/TU ngày 05/11/2025", "", (2025, 12, 5), "_", None),
]


@pytest.mark.parametrize(("text", "number", "issued", "term", "certainty"), TERMS)
def test_a_number_is_of_the_term_that_can_have_come_so_far(text, number, issued, term, certainty):
    context = CitingContext(PartialDate(*issued), HA_TINH, "Hà Tĩnh", number)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key.startswith(f"tu.ha-tinh/{term}/")
    assert one.certainty == certainty


COMMUNES = [
    # few resolutions are numbered in a year, and many letters
    ("Nghị quyết số 45-NQ/ĐU", "van-an.nam-dan.nghe-an", (2020, 7, 10), "nk2015"),
    ("Nghị quyết số 12-NQ/ĐU", "van-an.nam-dan.nghe-an", (2021, 7, 20), "nk2020"),
    # a few weeks after the congresses it may be either
    ("Thông báo số 210-TB/ĐU", "van-an.nam-dan.nghe-an", (2020, 7, 20), "_"),
    ("Thông báo số 20-TB/ĐU", "van-an.nam-dan.nghe-an", (2020, 7, 20), "nk2020"),
    # the communes of 1/7/2025 have no term before
    ("Kế hoạch số 03-KH/ĐU", "di-linh.lam-dong", (2025, 8, 20), "nk2025"),
    ("Kế hoạch số 07-KH/ĐU ngày 12/8/2025", "cam-my.dong-nai", (2025, 9, 16), "nk2025"),
    ("Kế hoạch số 03-KH/ĐU", "loc-quang.bao-lam.lam-dong", (2025, 5, 20), "_"),
]


@pytest.mark.parametrize(("text", "places", "issued", "term"), COMMUNES)
def test_a_commune_counts_by_the_pace_of_the_type(text, places, issued, term):
    issuer = BodyKey("du", tuple(places.split(".")))
    context = CitingContext(PartialDate(*issued), issuer)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key.split("/")[1] == term


def test_districts_ended_before_the_congresses_of_2025():
    context = CitingContext(
        PartialDate(2025, 8, 20), BodyKey("du", ("di-linh", "lam-dong")), "Lâm Đồng"
    )
    text = "Nghị quyết số 08-NQ/HU của Huyện ủy Di Linh"
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert (one.key, one.certainty) == ("hu.di-linh.lam-dong/nk2020/nq-08", "inferred")
