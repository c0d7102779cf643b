"""Directives are found by what people type of them, at every door alike."""

import pytest

from indexer.directives import DirectiveKey
from tests.gold.finding import FoundWay, TypedWay, doors, find_ways, shares, typed_ways

FLOOR = 0.97
"""The share of the ways that every door has to lead right; it is not lowered."""


def test_at_every_door_nearly_every_way_leads_to_what_is_wanted(app):
    site = app.extensions["viendan"]
    found = list(find_ways(typed_ways(), doors(site.engine, site.knowledge)))
    print(*(one for one in found if not one.is_right), sep="\n")
    assert {door: share for door, share in shares(found).items() if share < FLOOR} == {}


def test_what_is_wanted_is_held(knowledge):
    """A way to a directive that is not in the registry cannot be gone."""
    wanted = {key for way in typed_ways() for key in way.want}
    assert [key for key in wanted if not DirectiveKey.is_key(key)] == []
    assert [key for key in wanted if knowledge.registry.get(key) is None] == []


def test_no_way_is_told_twice():
    ways = [*typed_ways(), *typed_ways(held_out=True)]
    assert len({way.id for way in ways}) == len({way.typed for way in ways}) == len(ways) >= 127


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (("a", "b"), True),
        (("x", "b", "a"), True),
        (("x", "y", "a", "b"), False),
        (("a",), False),
        ((), False),
    ],
)
def test_all_that_is_wanted_has_to_be_among_the_first_three(found, right):
    assert FoundWay(TypedWay("q", "a b", ("a", "b")), "hints", found).is_right is right
