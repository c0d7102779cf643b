"""Papers under the places of their issuers and of what they are about: floors of the figures."""

import tomllib

import pytest

from indexer.gazetteer import CENTRE
from indexer.model import Status
from tests.gold.roles import (
    ROLES,
    JudgedRoles,
    PlaceRoles,
    RolesCase,
    judge_roles,
    role_cases,
    role_figures,
    role_files,
)
from viendan.quality.gold import fingerprint

PINNED = tomllib.loads((ROLES / "floors.toml").read_text("utf-8"))
OPEN, HELD_OUT = role_cases(), role_cases(held_out=True)


def test_no_paper_stands_under_worse_places_than_it_did(knowledge):
    judged = list(judge_roles(OPEN, knowledge))
    figures = role_figures(judged)
    wrong = [(one.case.note, one.found) for one in judged if one.found != one.case.want]
    for name, floor in PINNED["floors"].items():
        assert figures[name] >= floor, (name, wrong)
    assert figures["wrong"] <= PINNED["ceilings"]["wrong"], wrong


def test_the_figures_are_those_of_these_papers():
    assert fingerprint(role_files()) == PINNED["fingerprint"], (
        "pin figures and fingerprint together"
    )
    assert len(OPEN) >= 42


@pytest.mark.parametrize("case", [*OPEN, *HELD_OUT])
def test_a_label_names_units_of_the_gazetteer(case, gazetteer):
    named = {*case.want.about, case.want.issued} - {None, CENTRE}
    assert all(key in gazetteer for key in named)
    assert (case.want.status is Status.UNKNOWN) == (not case.want.about)


def test_no_paper_stands_twice():
    texts = [case.text for case in (*OPEN, *HELD_OUT)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("about", "status", "is_wrong"),
    [
        ({"lam-dong"}, Status.STATED, False),
        ({"cao-bang"}, Status.STATED, True),
        ({"cao-bang"}, Status.INFERRED, False),
        (set(), Status.UNKNOWN, False),
    ],
)
def test_a_wrong_place_that_is_shown_as_stated_is_counted(about, status, is_wrong):
    case = RolesCase("", "", PlaceRoles(None, frozenset({"lam-dong"}), Status.STATED))
    found = JudgedRoles(case, PlaceRoles(None, frozenset(about), status))
    assert role_figures([found])["wrong"] == is_wrong
