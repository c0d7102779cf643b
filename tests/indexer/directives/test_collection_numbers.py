"""What the other papers of a collection tell of the term of a local committee's number."""

from datetime import date

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.collection_numbers import CollectionNumbers
from indexer.directives.keys import BodyKey
from indexer.directives.local_registers import told_number
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()
DISTRICT, PROVINCE = "hu.bao-lam.lam-dong", "tu.lam-dong"
COMMUNE, TOWN = "du.van-an.nam-dan.nghe-an", "thu.bien-hoa.dong-nai"
SUMMER = [("1180-TB/HU", "2020-06-09"), ("12-TB/HU", "2020-08-20")]


def collection(body, told):
    numbers = [
        told_number(BodyKey.parse(body), number, date.fromisoformat(day)) for number, day in told
    ]
    by_register = {}
    for one in filter(None, numbers):
        by_register[one.register] = (*by_register.get(one.register, ()), one)
    return CollectionNumbers(by_register)


def resolved(text, own, issued, told, of=DISTRICT):
    known = collection(of, told)
    issuer = BodyKey.parse(DISTRICT)
    context = CitingContext(PartialDate.parse(issued), issuer, "Lâm Đồng", own, collection=known)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    return one.key.split("/")[1], str(one.reason), one.certainty, known.asked


TOLD = [
    # what is cited, the paper's own number and day; its term with the collection, where it is open
    # without, and what of the reason names what tells it
    (
        *("Thông báo số 90-TB/HU", "", "2020-08-25", "nk2015"),
        "ngày 20/08/2020 cùng loại mới đến số 12 (theo văn bản 12-TB/HU trong kho)",
    ),
    (
        *("Thông báo số 10-TB/HU", "", "2020-08-25", "nk2020"),
        "ngày 20/08/2020 đã đến số 12 (theo văn bản 12-TB/HU trong kho)",
    ),
    (
        *("Kế hoạch số 09-KH/HU", "", "2020-06-08", "nk2015"),
        "như văn bản 1180-TB/HU ngày 09/06/2020 trong kho",
    ),
    # numbers with a day within the congresses, whenever they are cited
    (
        *("Thông báo số 90-TB/HU ngày 21/8/2020", "", "2021-05-10", "nk2015"),
        "ngày 20/08/2020 cùng loại mới đến số 12 (theo văn bản 12-TB/HU trong kho)",
    ),
    (
        *("Kế hoạch số 11-KH/HU ngày 21/8/2020", "", "2023-05-10", "nk2020"),
        "như văn bản 12-TB/HU ngày 20/08/2020 trong kho",
    ),
    (
        *("Kế hoạch số 40-KH/HU ngày 08/6/2020", "", "2021-05-10", "nk2015"),
        "như văn bản 1180-TB/HU ngày 09/06/2020 trong kho",
    ),
    # the number itself makes the register fall, from one of the collection
    (
        *("Thông báo số 09-TB/HU ngày 10/8/2020", "", "2021-05-10", "nk2020"),
        "như văn bản 1180-TB/HU ngày 09/06/2020 trong kho",
    ),
    # its own number is the new term's, as papers of the collection tell
    (
        *("Thông báo số 90-TB/HU", "14-TB/HU", "2020-08-26", "nk2015"),
        "đến số 14-TB/HU, của nhiệm kỳ mới (biết nhờ văn bản 12-TB/HU ngày 20/08/2020 trong kho)",
    ),
    # a few months behind the congresses they still count
    (
        *("Thông báo số 300-TB/HU", "", "2020-12-14", "nk2015"),
        "ngày 20/08/2020 cùng loại mới đến số 12 (theo văn bản 12-TB/HU trong kho)",
    ),
]

CONTRADICTED = [*SUMMER, ("950-TB/HU", "2020-08-22"), ("15-TB/HU", "2020-06-15")]

UNTOUCHED = [
    # what is cited, its day, whose papers are held, and these; the term with them and without
    # what the new term may have had, or the old one, stays open
    ("Thông báo số 60-TB/HU", "2020-08-25", DISTRICT, SUMMER, "_"),
    # registers of another type tell when the term began, and not how far this one had come
    ("Kế hoạch số 90-KH/HU", "2020-08-25", DISTRICT, SUMMER, "_"),
    # another committee's tell nothing
    ("Thông báo số 90-TB/HU", "2020-08-25", "hu.di-linh.lam-dong", SUMMER, "_"),
    # numbers that contradict one another tell nothing
    ("Thông báo số 90-TB/HU", "2020-08-25", DISTRICT, CONTRADICTED, "_"),
    # nor do those that an organ beside the committee gave
    ("Thông báo số 90-TB/HU", "2020-08-25", DISTRICT, [("12-TB/VPHU", "2020-08-20")], "_"),
    ("Thông báo số 90-TB/HU", "2020-08-25", DISTRICT, [("12-TB/BTCHU", "2020-08-20")], "_"),
    # what the day alone tells is told by the day
    ("Thông báo số 90-TB/HU", "2022-08-25", DISTRICT, SUMMER, "nk2020"),
    ("Thông báo số 90-TB/HU ngày 10/10/2020", "2020-12-25", DISTRICT, SUMMER, "nk2020"),
    ("Thông báo số 900-TB/HU", "2020-12-25", DISTRICT, SUMMER, "nk2015"),
]

ASKED = [
    # what is cited, on which day, and which registers that asks
    ("Thông báo số 90-TB/HU", "2020-05-31", set()),
    ("Thông báo số 90-TB/HU", "2020-06-01", {f"{DISTRICT}/district/nk2020"}),
    ("Thông báo số 90-TB/HU", "2021-03-02", {f"{DISTRICT}/district/nk2020"}),
    ("Thông báo số 90-TB/HU", "2021-03-03", set()),
    ("Thông báo số 90-TB/HU", "2020", {f"{DISTRICT}/district/nk2020"}),
    ("Thông báo số 90-TB/HU ngày 21/8/2020", "2023-05-10", {f"{DISTRICT}/district/nk2020"}),
    ("Thông báo số 90-TB/HU ngày 21/10/2020", "2020-12-10", set()),
    ("Thông báo số 90-TB/HU, nhiệm kỳ 2015 - 2020", "2020-08-10", set()),
    ("Quy định số 213-QĐ/TW", "2020-08-10", set()),
    ("Thông báo số 90-TB/TU", "2020-10-10", {f"{PROVINCE}/province/nk2020"}),
    ("Thông báo số 90-TB/TU", "2020-08-10", set()),
]


@pytest.mark.parametrize(("text", "own", "issued", "term", "reason"), TOLD)
def test_the_collection_tells_which_term_it_was(text, own, issued, term, reason):
    assert resolved(text, own, issued, [])[0] == "_"
    told, why, certainty, _ = resolved(text, own, issued, SUMMER)
    assert (told, certainty) == (term, "inferred")
    assert reason in why


@pytest.mark.parametrize(("text", "issued", "of", "told", "term"), UNTOUCHED)
def test_nothing_else_is_told_by_it(text, issued, of, told, term):
    with_it, without = resolved(text, "", issued, told, of), resolved(text, "", issued, [])
    assert with_it[:3] == without[:3]
    assert with_it[0] == term
    assert "trong kho" not in with_it[1]


@pytest.mark.parametrize(("text", "issued", "registers"), ASKED)
def test_a_register_is_asked_where_a_congress_makes_it_matter(text, issued, registers):
    assert resolved(text, "", issued, [])[3] == registers


OWN = [
    # a committee, a number, a day; the register, type and figure that others are told of
    (DISTRICT, "12-TB/HU", "2020-08-20", (f"{DISTRICT}/district/nk2020", "tb", 12)),
    (PROVINCE, "55-KH/TU", "2021-01-20", (f"{PROVINCE}/province/nk2020", "kh", 55)),
    (COMMUNE, "07-NQ/ĐU", "2020-05-20", (f"{COMMUNE}/commune/nk2020", "nq", 7)),
    (TOWN, "12-TB/TU", "2020-08-20", (f"{TOWN}/district/nk2020", "tb", 12)),
    (DISTRICT, "12-TB/HU", "2022-08-20", None),
    (DISTRICT, "12-TB/HU", "2020-05-31", None),
    (DISTRICT, "12-TB/VPHU", "2020-08-20", None),
    (DISTRICT, "12-TB/BTCHU", "2020-08-20", None),
    (DISTRICT, "12", "2020-08-20", None),
    ("hu._.lam-dong", "12-TB/HU", "2020-08-20", None),
]


@pytest.mark.parametrize(("body", "number", "day", "told"), OWN)
def test_a_paper_tells_the_number_that_its_committee_gave_it(body, number, day, told):
    one = told_number(BodyKey.parse(body), number, date.fromisoformat(day))
    assert (one and (one.register, one.code, one.figure)) == told


@pytest.mark.parametrize("number", ["55-TB/BTCTU", "55-TB/VPTU"])
def test_an_office_does_not_count_in_the_register_of_its_committee(number):
    text, context = "Thông báo số 400-TB/TU", PartialDate(2022, 12, 30)
    office = CitingContext(context, BodyKey.parse(PROVINCE), "Lâm Đồng", number)
    (one,) = resolve(find_citations(text), text, office, REGISTRY)
    assert one.key == f"{PROVINCE}/nk2020/tb-400"
