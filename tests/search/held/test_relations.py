"""What replaced what, by the registry and the texts together."""

from itertools import pairwise

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.index.build import build
from indexer.index.relations import StatedRelation
from indexer.model import CitationRole, Directive, PartialDate
from search.engine.backends import open_engine
from search.held.circles import MOST_CIRCLES, circles_among, in_circles
from search.held.relations import LONGEST_CHAIN, Relations
from search.held.texts import held_texts
from tests.held_papers import DONG_NAI, paper
from tests.notices import drop

REGISTRY = Knowledge.load().registry
RULE_30, RULE_22, RULE_296, RULE_31 = (
    "tw/k12/qdi-30", "tw/k13/qdi-22", "tw/k13/qdi-296", "tw/k13/qdi-31",
)  # fmt: skip
A, B, C, D = (f"tu.dong-nai/nk2020/kh-0{n}" for n in range(1, 5))
REPLACED, AMENDED, REPEALED = (
    CitationRole.REPLACED, CitationRole.AMENDED, CitationRole.REPEALED,
)  # fmt: skip


def says(newer, older, day="2021-08-01", role=REPLACED, *, inferred=False):
    return StatedRelation(newer, role, older, day, inferred)


def steps(relations, key, issued="2022-01-01"):
    return [one.newer for one in relations.successors(key, PartialDate.parse(issued))]


@pytest.mark.parametrize(
    ("stated", "key", "wanted"),
    [
        # The registry alone.
        ([], RULE_30, [(RULE_22, True, 0, False)]),
        # Both say it: one relation, with the evidence of both.
        ([says(RULE_22, RULE_30)], RULE_30, [(RULE_22, True, 1, False)]),
        # They name different ones: both stand there.
        ([says(RULE_31, RULE_30)], RULE_30, [(RULE_22, True, 0, False),
                                            (RULE_31, False, 1, False)]),
        # A text alone; what it only lets infer is in doubt.
        ([says(B, A)], A, [(B, False, 1, False)]),
        ([says(B, A, inferred=True)], A, [(B, False, 1, True)]),
        # Two texts of one key that name different days: both are evidence.
        ([says(B, A), says(B, A, "2021-09-01")], A, [(B, False, 2, False)]),
        # Nothing of what is only amended, of others, or of itself.
        ([says(B, A, role=AMENDED), says(B, C), says(A, A)], A, []),
    ],
)  # fmt: skip
def test_registry_and_texts_are_told_together(stated, key, wanted):
    found = Relations(REGISTRY, stated).newer_than(key)
    told = [(one.newer, one.in_registry, len(one.stated), one.is_doubtful) for one in found]
    assert told == wanted


def test_what_a_directive_did_is_what_was_done_to_the_other():
    relations = Relations(
        REGISTRY, [says(B, A), says(B, C, role=AMENDED), says(B, D, role=REPEALED)]
    )
    for role, older in ((REPLACED, A), (AMENDED, C), (REPEALED, D)):
        assert relations.older_than(B, role) == relations.newer_than(older, role)
        assert [one.older for one in relations.older_than(B, role)] == [older]


@pytest.mark.parametrize(
    ("stated", "key", "issued", "wanted"),
    [
        ([says(B, A)], A, "2021-07-31", []),  # the day has not come
        ([says(B, A)], A, "2021-08-01", [B]),
        ([says(B, A, role=REPEALED)], A, "2022-01-01", [B]),
        ([says(B, A, role=AMENDED)], A, "2022-01-01", []),
        ([says(B, A), says(C, B, "2021-10-01")], A, "2022-01-01", [B, C]),
        ([says(B, A), says(C, B, "2023-10-01")], A, "2022-01-01", [B]),
        # A doubtful step may only be the first.
        ([says(B, A, inferred=True)], A, "2022-01-01", [B]),
        ([says(B, A), says(C, B, inferred=True)], A, "2022-01-01", [B]),
        # What the text names goes before the day of the newer row: 22 is of 28/7/2021.
        ([], RULE_30, "2021-07-30", [RULE_22]),
        ([says(RULE_22, RULE_30)], RULE_30, "2021-07-30", []),
        ([says(RULE_22, RULE_30)], RULE_30, "2025-12-01", [RULE_22, RULE_296]),
        # A circle comes to an end.
        ([says(B, A), says(A, B)], A, "2022-01-01", [B]),
        ([says(A, A)], A, "2022-01-01", []),
    ],
)
def test_a_chain_is_followed_up_to_a_day(stated, key, issued, wanted):
    assert steps(Relations(REGISTRY, stated), key, issued) == wanted


def test_a_chain_is_bounded():
    keys = [f"tu.dong-nai/nk2020/kh-{n}" for n in range(100, 150)]
    stated = [says(newer, older) for older, newer in pairwise(keys)]
    assert len(steps(Relations(REGISTRY, stated), keys[0])) == LONGEST_CHAIN


@pytest.mark.parametrize(
    ("stated", "key", "wanted"),
    [
        ([says(B, A)], A, B),
        ([says(B, A, role=REPEALED)], A, B),
        ([says(B, A, inferred=True)], A, None),
        ([says(B, A, role=AMENDED)], A, None),
        ([says(B, A, "2999-01-01")], A, None),
        # In a circle nobody says it for sure.
        ([says(B, A), says(A, B)], A, None),
        ([says(B, A)], B, None),
    ],
)
def test_only_what_is_sure_and_has_come_marks_a_directive(stated, key, wanted):
    found = Relations(REGISTRY, stated).undone_by(key)
    assert (found and found.newer) == wanted


@pytest.mark.parametrize(
    ("stated", "is_so"),
    [
        ([], False),
        ([says(RULE_22, RULE_30)], False),
        ([says(RULE_31, RULE_30)], True),
        ([says(RULE_31, RULE_30, inferred=True)], False),
        # 296 replaced 22, and so 30 in the end.
        ([says(RULE_296, RULE_30)], False),
        ([says(RULE_22, RULE_30), says(RULE_31, RULE_30)], False),
    ],
)
def test_a_contradiction_is_one_of_what_replaced_it(stated, is_so):
    assert Relations(REGISTRY, stated).contradicts(RULE_30) is is_so


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ([says(B, A), says(C, B)], []),
        ([says(B, A), says(A, B)], [(A, B)]),
        ([says(B, A), says(C, B), says(A, C, role=REPEALED), says(D, C)], [(A, B, C)]),
        # To amend one another is no circle, nor is a claim of itself.
        ([says(B, A, role=AMENDED), says(A, B, role=AMENDED), says(C, C)], []),
        # Registry and text together: 22 replaced 30, and its text says 30 replaced 22.
        ([says(RULE_30, RULE_22)], [(RULE_30, RULE_22)]),
    ],
)
def test_circles_are_found(stated, wanted):
    assert Relations(REGISTRY, stated).circles() == wanted


def test_a_circle_of_the_registry_alone_is_the_registrys_affair():
    rows = [
        Directive(
            key, "Chỉ thị", "90-CT/TW", "Ban Bí thư", "XIII", None, "", superseded_by=(other,)
        )
        for key, other in (("tw/k13/ct-90", "tw/k13/ct-91"), ("tw/k13/ct-91", "tw/k13/ct-90"))
    ]
    assert Relations(Registry(tuple(rows)), [says(B, A)]).circles() == []


def test_circles_are_bounded_and_cost_no_more_than_their_steps():
    ring = {str(n): [str((n + 1) % 5_000)] for n in range(5_000)}
    assert len(in_circles(ring)) == 5_000
    assert [len(one) for one in circles_among(ring)] == [5_000]
    pairs = {f"{n}{one}": [f"{n}{other}"] for n in range(300) for one, other in ("ab", "ba")}
    assert len(circles_among(pairs)) == MOST_CIRCLES


SAYS_SO = "1. Kế hoạch này thay thế Kế hoạch số 01-KH/TU, ngày 04/01/2021 của Tỉnh ủy Đồng Nai."
NEWER = {
    "number": "02-KH/TU",
    "title": "trồng cây",
    "body": SAYS_SO,
    "day": "05/01/2022",
    **DONG_NAI,
}
CITING = paper("198-TB/HU", "kết quả", SAYS_SO.replace("Kế hoạch này", "Kế hoạch mới sẽ"))


@pytest.mark.parametrize(
    ("papers", "wanted"),
    [
        ({"newer": paper(**NEWER)}, [B]),
        ({}, []),
        ({"newer": paper(**NEWER | {"above": "TỈNH ỦY ĐỒNG NAI\nDỰ THẢO"})}, []),
        ({"newer": paper(**NEWER | {"body": "1. Trồng cây."})}, []),
        ({"newer": paper(**NEWER), "again": paper(**NEWER | {"signed": ""})}, [B]),
    ],
)
def test_a_relation_is_there_as_long_as_the_text(tmp_path, papers, wanted):
    for held in ({}, papers, {}):
        for old in (tmp_path / "in").glob("*.txt"):
            old.unlink()
        drop(tmp_path / "in", citing=CITING, **held)
        assert build([tmp_path / "in"], tmp_path / "index", jobs=1).failed == {}
        relations = held_texts(open_engine(tmp_path / "index"), REGISTRY).relations
        found = [one.newer for one in relations.newer_than(A)]
        assert found == (wanted if held else [])
