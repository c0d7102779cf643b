"""Number sequences: which papers share one, how far it has come, what an open key may mean."""

import pytest

from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.sequence import (
    has_number_of,
    may_mean,
    meanings,
    register_of,
    sequence_of,
    sole_meaning,
    terms_with,
)
from indexer.model import PartialDate

REGISTRY = Registry.load()

# body, then two papers as (type code, sigil of the symbol), and whether they share their numbers
REGISTERS = [
    # at the centre Quyết định 347-QĐ/TW and Quy định 366-QĐ/TW come from one register
    ("tw", ("qd", "QĐ"), ("qdi", "QĐ"), True),
    ("ubkttw", ("qd", "QĐ"), ("qdi", "QĐ"), True),
    # but 08-QĐi/TW is the eighth of another
    ("tw", ("qd", "QĐ"), ("qdi", "QĐi"), False),
    ("tw", ("qdi", "QĐ"), ("qdi", "QĐi"), False),
    ("ubkttw", ("qd", "QĐ"), ("qdi", "QĐi"), False),
    # a key does not tell the sigil, and QĐ is the usual one
    ("tw", ("qd", ""), ("qdi", ""), True),
    # locally Quyết định 842-QĐ/TU and Quy định 04-QĐ/TU are numbered apart
    ("tu.dong-nai", ("qd", "QĐ"), ("qdi", "QĐ"), False),
    ("hu.bao-lam.lam-dong", ("qd", "QĐ"), ("qdi", "QĐ"), False),
    ("du.song-ray.dong-nai", ("qd", "QĐ"), ("qdi", "QyĐ"), False),
    # the army's committee has terms of its own like a province
    ("qutw", ("qd", "QĐ"), ("qdi", "QĐ"), False),
    ("_", ("qd", "QĐ"), ("qdi", "QĐ"), False),
    # any other two types are apart everywhere, even those that share a sigil
    ("tw", ("ct", "CT"), ("ctr", "CT"), False),
    ("tw", ("nq", "NQ"), ("kl", "KL"), False),
    ("tw", ("nq", "NQ"), ("nq", "NQ"), True),
    ("tw", ("cthd", "CTHĐ"), ("cthd", "CTrHĐ"), True),
]


@pytest.mark.parametrize(("body", "one", "other", "shared"), REGISTERS)
def test_which_papers_share_a_number_sequence(body, one, other, shared):
    key = BodyKey.parse(body)
    assert (register_of(key, *one) == register_of(key, *other)) is shared


def test_a_sequence_is_of_one_body_and_one_term():
    assert sequence_of("tw/k12/qd-01") == sequence_of("tw/k12/qdi-213")
    assert sequence_of("tw/k12/qd-01") != sequence_of("tw/k13/qd-01")
    assert sequence_of("tw/k12/qd-01") != sequence_of("ubkttw/k12/qd-01")
    assert sequence_of("tw/k12/qd-01", "QĐ") != sequence_of("tw/k12/qdi-01", "QĐi")


@pytest.mark.parametrize("key", ["tw/k13/dh", "nn.qh/y2013/luat.dat-dai", "tw/_/_-05"])
def test_what_has_no_number_or_no_type_is_in_no_sequence(key):
    assert sequence_of(key) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tw/_/qd-213", "tw/k12/qdi-213", True),
        ("tw/_/qd-213", "tw/k12/qdi-214", False),
        ("tw/_/qd-01", "tw/k11/qd-01a", False),
        ("tu.dong-nai/_/qd-04", "tu.dong-nai/nk2015/qdi-04", False),
        ("tw/_/dh", "tw/k13/dh", True),
        ("tw/_/dh", "tw/k13/hntw-04", False),
    ],
)
def test_the_same_number_of_one_register(one, other, same):
    assert has_number_of(DirectiveKey.parse(one), DirectiveKey.parse(other)) is same


def test_numbers_rise_within_a_term():
    keys = [row.key for row in REGISTRY]
    assert {"k10", "k12", "k13"} <= terms_with("tw/_/qdi-213", keys)
    assert terms_with("tw/_/qdi-399", keys) == {"k13"}


def test_a_date_is_held_against_numbers_of_the_same_register_only():
    # 11-QĐi/TW is of 18/02/2019; the QĐ register of the same term had passed 11 long before.
    assert REGISTRY.registers.out_of_order("tw/k12/qdi-12", "QĐi", PartialDate(2019, 5, 1)) is None
    row, is_before = REGISTRY.registers.out_of_order(
        "tw/k12/qdi-12", "QĐi", PartialDate(2019, 1, 1)
    )
    assert (row.number, is_before) == ("11-QĐi/TW", True)


KNOWN = (
    "tw/k11/ct-35", "tw/k12/ct-35", "tw/k12/qdi-213", "tw/_/ct-35", "tu.lam-dong/nk2020/kh-57",
    "tu.dong-nai/nk2015/kh-57", "hu.bao-lam.lam-dong/nk2020/kh-57", "nn.cp/y2020/nd-30",
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "found", "leads"),
    [
        ("tw/_/ct-35", ("tw/k11/ct-35", "tw/k12/ct-35"), None),
        ("tw/_/qd-213", ("tw/k12/qdi-213",), "tw/k12/qdi-213"),
        ("tw/k12/ct-35", (), None),
        ("tu._/_/kh-57", ("tu.dong-nai/nk2015/kh-57", "tu.lam-dong/nk2020/kh-57"), None),
        ("tu._/nk2020/kh-57", ("tu.lam-dong/nk2020/kh-57",), None),
        ("tu.lam-dong/_/kh-57", ("tu.lam-dong/nk2020/kh-57",), "tu.lam-dong/nk2020/kh-57"),
        ("hu._.lam-dong/_/kh-57", ("hu.bao-lam.lam-dong/nk2020/kh-57",), None),
        ("hu._._/nk2015/kh-57", (), None),
        ("nn.cp/_/nd-30", ("nn.cp/y2020/nd-30",), "nn.cp/y2020/nd-30"),
    ],
)
def test_a_provisional_key_means_the_keys_whose_known_parts_agree(key, found, leads):
    assert meanings(key, KNOWN) == found
    assert sole_meaning(key, KNOWN) == leads


def test_meanings_are_all_that_a_key_may_mean():
    """Against the rule asked of each key of the registry, one after the other."""
    keys = REGISTRY.party_keys
    for key in {str(DirectiveKey.parse(one).in_term("_")) for one in keys}:
        assert meanings(key, keys) == tuple(sorted(one for one in set(keys) if may_mean(key, one)))
