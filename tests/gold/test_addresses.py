"""Guessed addresses: none leads worse than it did, and what is expected is there."""

import pytest

from indexer.directives import DirectiveKey
from tests.gold.guessed_addresses import (
    GuessedAddress,
    ReachedPage,
    guessed_addresses,
    reach,
)

FLOOR = 47
"""Addresses of the open files that lead right; it is not lowered."""

ONE = GuessedAddress("/van-ban/a", "tw/k12/ct-05", frozenset())
SEVERAL = GuessedAddress("/dia-ban/a", "", frozenset({"lam-dong", "dong-nai"}))
NOTHING = GuessedAddress("/dia-ban/a", "", frozenset())


def test_no_address_leads_worse_than_it_did(client):
    wrong = [one for one in reach(guessed_addresses(), client) if not one.is_right]
    assert len(guessed_addresses()) - len(wrong) >= FLOOR, wrong


def test_what_is_expected_is_known(knowledge):
    guessed = [*guessed_addresses(), *guessed_addresses(held_out=True)]
    assert len({one.path for one in guessed}) == len(guessed)
    for one in guessed:
        for key in one.choice | ({one.page} if one.page else set()):
            held = knowledge.registry.get(key) if DirectiveKey.is_key(key) else None
            assert held or key in knowledge.gazetteer, key


@pytest.mark.parametrize(
    ("address", "status", "page", "choice", "right"),
    [
        (ONE, 200, "tw/k12/ct-05", [], True),
        (ONE, 200, "", ["tw/k12/ct-05"], False),
        (ONE, 404, "", [], False),
        (SEVERAL, 200, "", ["dong-nai", "lam-dong"], True),
        (SEVERAL, 200, "", ["dong-nai"], False),
        (SEVERAL, 200, "dong-nai", [], False),
        (NOTHING, 404, "", [], True),
        (NOTHING, 200, "dong-nai", [], False),
    ],
)
def test_an_address_is_right_where_it_leads_to_what_is_meant(address, status, page, choice, right):
    assert ReachedPage(address, status, page, frozenset(choice)).is_right is right
