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
    # the sentence speaks of the term before, and another does not
    ("Nhiệm kỳ trước còn tồn: Kế hoạch số 118-KH/TU", "", (2021, 1, 17), "nk2015", "inferred"),
    ("Nhiệm kỳ trước đã xong. Kế hoạch số 18-KH/TU", "", (2021, 1, 17), "nk2020", "inferred"),
    ("Nhiệm kỳ trước còn tồn: 18-KH/TU", "", (2020, 10, 15), "_", None),
    # in the time of the congresses
    ("Kế hoạch số 12-KH/TU", "", (2020, 10, 15), "_", None),
    ("Kế hoạch số 396-KH/TU", "", (2020, 10, 15), "nk2015", "inferred"),
    ("Nghị quyết số 02-NQ/TU ngày 05/11/2025", "", (2025, 12, 5), "nk2025", "inferred"),
    ("Nghị quyết số 12-NQ/TU ngày 05/11/2025", "", (2025, 12, 5), "_", None),
    ("Nghị quyết số 32-NQ/TU ngày 05/11/2025", "", (2025, 12, 5), "nk2020", "inferred"),
    # a high number of its own: the old term was still on
    ("Kế hoạch số 90-KH/TU", "1250-TB/TU", (2025, 10, 20), "nk2020", "inferred"),
    # a first number of its own: the new term was on, but its 90 may be the old one's
    ("Kế hoạch số 90-KH/TU", "02-TB/TU", (2025, 10, 20), "_", None),
    ("Kế hoạch số 03-KH/TU", "02-TB/TU", (2025, 10, 20), "nk2025", "inferred"),
    ("Thông báo số 12-TB/TU", "40-TB/TU", (2025, 10, 20), "_", None),
]

# What the numbers say that a paper gives with their days: text, its day, terms in their order.
NUMBERS_WITH_DAYS = [
    # the same register had just come to 15 two months before
    (
        "Kế hoạch số 15-KH/TU ngày 10/01/2026; Kế hoạch số 300-KH/TU; Kế hoạch số 40-KH/TU",
        (2026, 3, 10),
        ["nk2025", "nk2020", "nk2025"],
    ),
    # that of another type tells nothing of it
    (
        "Thông báo số 15-TB/TU ngày 10/01/2026; Kế hoạch số 120-KH/TU",
        (2026, 3, 10),
        ["nk2025", "nk2025"],
    ),
    # nor does that of another committee
    (
        "Kế hoạch số 15-KH/TU ngày 10/01/2026 của Tỉnh ủy Nghệ An; Kế hoạch số 120-KH/TU",
        (2026, 3, 10),
        ["nk2025", "nk2025"],
    ),
    # a register that falls began anew: before the fall is the old term, behind it the new one
    (
        "Quyết định số 480-QĐ/TU ngày 05/10/2020, Quyết định số 12-QĐ/TU ngày 20/11/2020",
        (2021, 1, 15),
        ["nk2015", "nk2020"],
    ),
    (
        "Kết luận số 80-KL/TU ngày 02/10/2020; 06-KL/TU ngày 18/11/2020; 12-CT/TU ngày 25/11/2020",
        (2021, 1, 15),
        ["nk2015", "nk2020", "nk2020"],
    ),
    # a number that another one contradicts tells nothing
    (
        "12-QĐ/TU ngày 10/12/2022; 750-QĐ/TU ngày 15/11/2022; 755-QĐ/TU",
        (2022, 12, 30),
        ["nk2020", "nk2020", "nk2020"],
    ),
    # nor does a day that is to come
    ("15-KH/TU ngày 10/3/2024; 100-KH/TU", (2022, 12, 30), ["_", "nk2020"]),
    # of rare types a term may give its second number in its last months
    ("Đề án số 02-ĐA/TU ngày 15/9/2020; 05-NQ/TU ngày 20/9/2020", (2021, 1, 15), ["_", "_"]),
    ("Đề án số 02-ĐA/TU ngày 15/9/2020; 33-NQ/TU ngày 20/9/2020", (2021, 1, 15), ["nk2015"] * 2),
    # two that lie a little out of order do not
    (
        "Kết luận số 14-KL/TU ngày 02/10/2020, Kết luận số 12-KL/TU ngày 18/10/2020",
        (2021, 1, 15),
        ["_", "_"],
    ),
    # though one of them is told to be of the new term
    (
        "01-QĐ/TU ngày 20/11/2020, 12-KL/TU ngày 18/11/2020, 10-KL/TU ngày 25/11/2020",
        (2021, 1, 15),
        ["nk2020", "_", "nk2020"],
    ),
    # the register's own numbers come before what first numbers tell: a contradiction stays open
    ("03-KH/TU ngày 09/9/2020; 410-KH/TU ngày 18/9/2020", (2021, 1, 15), ["_", "nk2015"]),
    ("02-TB/TU tháng 9/2020; 410-KH/TU ngày 05/10/2020", (2021, 1, 15), ["_", "nk2015"]),
    ("02-TB/TU tháng 10/2020; 410-KH/TU ngày 05/10/2020", (2021, 1, 15), ["nk2020", "nk2015"]),
    # of another committee they are no contradiction
    (
        "410-KH/TU ngày 18/9/2020 của Tỉnh ủy Nghệ An. Tỉnh ủy có 03-KH/TU ngày 09/9/2020",
        (2021, 1, 15),
        ["nk2015", "nk2020"],
    ),
    # days that contradict one another tell nothing
    (
        (
            "95-KL/TU ngày 12/10/2020; 06-KL/TU ngày 15/10/2020; "
            "96-KL/TU ngày 20/10/2020; 07-KL/TU ngày 25/10/2020"
        ),
        (2021, 1, 15),
        ["_", "_", "_", "_"],
    ),
]


@pytest.mark.parametrize(("text", "number", "issued", "term", "certainty"), TERMS)
def test_a_number_is_of_the_term_that_can_have_come_so_far(text, number, issued, term, certainty):
    context = CitingContext(PartialDate(*issued), HA_TINH, "Hà Tĩnh", number)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key.startswith(f"tu.ha-tinh/{term}/")
    assert one.certainty == certainty


@pytest.mark.parametrize(("text", "issued", "terms"), NUMBERS_WITH_DAYS)
def test_dated_numbers_of_a_paper_tell_how_far_a_register_had_come(text, issued, terms):
    context = CitingContext(PartialDate(*issued), HA_TINH, "Hà Tĩnh")
    found = resolve(find_citations(text), text, context, REGISTRY)
    assert [one.key.split("/")[1] for one in found] == terms


REASONS = [
    # text, and why its first number is of its term
    (
        "300-TB/TU ngày 02/10/2020; 12-TB/TU ngày 20/11/2020",
        "số của nhiệm kỳ trước: ngày 20/11/2020 cùng loại mới đến số 12",
    ),
    (
        "300-TB/TU ngày 05/11/2020",
        "số của nhiệm kỳ trước: cao hơn số văn bản có thể ban hành từ đại hội đến nay",
    ),
    ("03-KH/TU ngày 05/11/2020", "số đầu của nhiệm kỳ mới, ban hành ngay sau đại hội"),
    (
        "20-KH/TU ngày 05/11/2020; 01-QĐ/TU ngày 02/11/2020",
        "các số và ngày khác của cấp ủy nêu trong văn bản cho biết nhiệm kỳ",
    ),
    (
        "03-KH/TU ngày 09/9/2020; 410-KH/TU ngày 18/9/2020",
        "văn bản được viện dẫn ra trong kỳ đại hội, chưa rõ thuộc nhiệm kỳ nào",
    ),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_the_reason_names_what_tells_the_term(text, reason):
    context = CitingContext(PartialDate(2021, 1, 15), HA_TINH, "Hà Tĩnh")
    first, *_ = resolve(find_citations(text), text, context, REGISTRY)
    assert str(first.reason) == reason


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


NO_NEW_COMMUNES = [
    # whose paper, its day, the text, and the term
    ("tu.lam-dong", (2024, 5, 10), "Nghị quyết số 12-NQ/ĐU", "nk2020"),
    ("tu.lam-dong", (2025, 3, 10), "Nghị quyết số 05-NQ/ĐU", "_"),
    ("du.loc-an.lam-dong", (2025, 11, 3), "Nghị quyết số 09-NQ/ĐU ngày 15/4/2025", "_"),
    ("du.loc-an.lam-dong", (2025, 7, 3), "Kế hoạch số 400-KH/ĐU", "_"),
    ("du.benh-vien-da-khoa.lam-dong", (2024, 5, 10), "Kế hoạch số 12-KH/ĐU", "nk2020"),
]


@pytest.mark.parametrize(("issuer", "issued", "text", "term"), NO_NEW_COMMUNES)
def test_only_a_commune_of_2025_has_but_one_term(issuer, issued, text, term):
    context = CitingContext(PartialDate(*issued), BodyKey.parse(issuer), "Lâm Đồng")
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key.split("/")[1] == term


def test_communes_of_2025_have_but_one_term_yet():
    of_commune = CitingContext(
        PartialDate(2025, 8, 5), BodyKey("du", ("di-linh", "lam-dong")), "Lâm Đồng"
    )
    text = "Kế hoạch số 43-KH/ĐU, Thông báo số 12-TB/ĐU ngày 20/7/2025"
    found = resolve(find_citations(text), text, of_commune, REGISTRY)
    assert [one.key for one in found] == [
        "du.di-linh.lam-dong/nk2025/kh-43",
        "du.di-linh.lam-dong/nk2025/tb-12",
    ]
