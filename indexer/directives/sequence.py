"""Number sequences (sổ văn bản): which papers share one, and what its numbers prove.

Numbers start again at 01 in every term and rise with the days (citation-forms §1, §7).  So a
term that has reached number 40 has a number 35 as well, held or not; and a date that lies
before that of a lower number, or after that of a higher one, cannot be right.

A provisional key (khóa tạm) leaves a part open: ``tw/_/ct-05`` the term,
``hu.bao-lam._/nk2020/nq-05`` the province.  It means every key of the same kind of body and the
same document whose known parts agree, and leads straight on only where the numbering leaves no
doubt: another term that has reached the number has a directive with it too, held or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.knowledge import known_body
from indexer.memory import remembered
from indexer.model import UNKNOWN, Citation, Directive


class NumberSequence(NamedTuple):
    """A run of numbers from 01 on: a body's, in a term, for the types of one register."""

    body: BodyKey
    term: str
    register: str


def register_of(body: BodyKey, code: str, sigil: str = "") -> str:
    """The register (sổ) in which a body numbers a type: which papers share a number sequence.

    Every type has its own, named by its code; but at the centre Quy định that are signed QĐ
    are numbered together with Quyết định, those signed QĐi by themselves.  Locally the two are
    always apart (citation-forms §7).  A key does not tell the sigil, and QĐ is the usual one.

    >>> centre, province = BodyKey("tw"), BodyKey("tu", ("dong-nai",))
    >>> [register_of(centre, "qdi", sigil) for sigil in ("QĐ", "QĐi", "")]
    ['qd', 'qdi', 'qd']
    >>> register_of(province, "qdi", "QĐ")
    'qdi'
    """
    if code == "qdi" and sigil in ("QĐ", "") and _is_central(body):
        return "qd"
    return code


def _is_central(body: BodyKey) -> bool:
    known = known_body(body.head)
    return known is not None and known.term == "central"


@remembered(32_768)
def sequence_of(key: str, sigil: str = "") -> NumberSequence | None:
    """The sequence that a key's number belongs to; None for a key without a number.

    >>> one, other = sequence_of("tw/k12/qdi-213"), sequence_of("tw/k12/qd-217")
    >>> one == other, sequence_of("tw/k13/dh")
    (True, None)
    """
    parts = DirectiveKey.parse(key)
    if not parts.number or parts.code == UNKNOWN:
        return None
    return NumberSequence(parts.body, parts.term, register_of(parts.body, parts.code, sigil))


def terms_with(key: str, known: Iterable[str]) -> frozenset[str]:
    """The terms that must have had a number: those where it, or a higher one, is known.

    ``known`` are keys of the same or other bodies, held or only cited.

    >>> sorted(terms_with("tw/_/ct-20", ["tw/k11/ct-18", "tw/k12/ct-35", "tw/k13/ct-20"]))
    ['k12', 'k13']
    """
    wanted, figure = sequence_of(key), DirectiveKey.parse(key).figure
    if wanted is None:
        return frozenset()
    reached = set()
    for other in known:
        sequence = sequence_of(other)
        if (
            sequence
            and (sequence.register, sequence.body) == (wanted.register, wanted.body)
            and sequence.term != UNKNOWN
            and DirectiveKey.parse(other).figure >= figure
        ):
            reached.add(sequence.term)
    return frozenset(reached)


def sigil_of(row: Directive) -> str:
    """The letters of a Party symbol that stand for the type: ``QĐi`` of ``08-QĐi/TW``."""
    return row.number.partition("-")[2].partition("/")[0]


def is_numbered(citation: Citation) -> bool:
    """Whether a citation gives a number, and is no name that stands for one."""
    return citation.number is not None and citation.kind not in ("alias", "law")


def is_provisional(key: str) -> bool:
    """Whether a part of a key is unknown.

    >>> is_provisional("tw/_/ct-05"), is_provisional("tu._/nk2020/kh-57")
    (True, True)
    """
    return DirectiveKey.parse(key).is_provisional


def has_number_of(key: DirectiveKey, other: DirectiveKey) -> bool:
    """Whether two keys of one body name the same number of one register, or the same document.

    >>> has_number_of(*map(DirectiveKey.parse, ("tw/_/qd-213", "tw/k12/qdi-213")))
    True
    """
    if key.document == other.document:
        return True
    registers = {register_of(key.body, one.code) for one in (key, other)}
    return key.number != "" and key.number == other.number and len(registers) == 1


def may_mean(key: str, other: str) -> bool:
    """Whether a provisional key may mean another key that says more.

    One place that is unknown, and no other, says of none where the body sits.

    >>> may_mean("tw/_/qd-213", "tw/k12/qdi-213"), may_mean("tu._/_/kh-57", "hu._._/nk2020/kh-57")
    (True, False)
    >>> may_mean("hu._/_/qdi-07", "hu.bao-lam.lam-dong/nk2020/qdi-07")
    True
    """
    if key == other:
        return False
    one, meant = DirectiveKey.parse(key), DirectiveKey.parse(other)
    places = one.body.places
    if places == (UNKNOWN,) and meant.body.places:
        places *= len(meant.body.places)
    parts = (one.body.segment, *places, one.term)
    more = (meant.body.segment, *meant.body.places, meant.term)
    return (
        len(parts) == len(more)
        and all(part in (UNKNOWN, full) for part, full in zip(parts, more, strict=True))
        and has_number_of(one, meant)
    )


def meanings(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The keys that a provisional key may mean among those held or cited, in order.

    A key that itself leaves something open is no meaning.

    >>> meanings("tw/_/ct-35", ["tw/k12/ct-35", "tw/_/ct-35", "tw/k11/ct-35", "tw/k11/ct-36"])
    ('tw/k11/ct-35', 'tw/k12/ct-35')
    """
    if not is_provisional(key):
        return ()
    asked = DirectiveKey.parse(key)
    # Most keys have another number, as the end of a key tells at once.
    ends = (f"/{asked.document}", f"-{asked.number}" if asked.number else f"/{asked.document}")
    found = {
        one
        for one in known
        if one.endswith(ends) and may_mean(key, one) and not is_provisional(one)
    }
    return tuple(sorted(found))


def sole_meaning(key: str, known: Iterable[str]) -> str | None:
    """The one key that a provisional key can mean, or None while there may be another.

    An unknown place is never certain: every committee counts for itself.

    >>> known = ["tw/k13/ct-99", "tw/k12/ct-35", "tw/k12/ct-05", "tu.lam-dong/nk2020/kh-57"]
    >>> [sole_meaning(key, known) for key in ("tw/_/ct-99", "tw/_/ct-05", "tu._/_/kh-57")]
    ['tw/k13/ct-99', None, None]
    """
    known = list(known)
    found = meanings(key, known)
    if len(found) != 1 or DirectiveKey.parse(key).body.is_open:
        return None
    return found[0] if terms_with(found[0], known) == {DirectiveKey.parse(found[0]).term} else None


def other_terms(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The terms that have reached the number of a central key, and of which no such key is known.

    >>> other_terms("tw/_/ct-05", ["tw/k12/ct-05", "tw/k13/ct-35", "tw/k4/ct-02"])
    ('k13',)
    """
    known, parts = list(known), DirectiveKey.parse(key)
    if parts.term != UNKNOWN or parts.body.places:
        return ()
    named = {DirectiveKey.parse(one).term for one in meanings(key, known)}
    found = terms_with(key, known) - named
    return tuple(sorted(found, key=lambda term: (len(term), term)))
