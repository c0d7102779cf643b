"""How far the numbering of a committee has come (đánh số văn bản): what a number can be.

Numbers start again at 01 in every term and rise with the days (citation-forms §1, §7).  So a
term that has reached number 40 has a number 35 as well, held or not; and a date that lies
before that of a lower number, or after that of a higher one, cannot be right.

Provisional keys (khóa tạm): what a key with an unknown part may mean, and when it leads on.

``tw/_/ct-05`` leaves the term open, ``hu.bao-lam._/nk2020/nq-05`` the province.  Such a key
means every key of the same kind of body and the same document whose known parts agree.  It
leads straight on only where the numbering leaves no doubt: another term that has reached the
number has a directive with it too, held or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.directives.doubts import Cell, certain_date, doubted
from indexer.directives.keys import UNKNOWN
from indexer.directives.registry import Registry
from indexer.knowledge import first_day
from indexer.model import Citation, Directive, PartialDate

_DOCUMENT = re.compile(r"(?P<code>[a-z]+)-(?P<number>\d+)[a-h]?")


@lru_cache(maxsize=4096)
def sequence_of(key: str) -> tuple[str, str, str] | None:
    """Body, term and sequence of a key; None for a key without a number.

    At the centre Quyết định and Quy định share one sequence.

    >>> sequence_of("tw/k12/qdi-213"), sequence_of("tu.dong-nai/nk2015/qdi-04")
    (('tw', 'k12', 'qd'), ('tu.dong-nai', 'nk2015', 'qdi'))
    """
    body, term, document = key.split("/")
    found = _DOCUMENT.fullmatch(document)
    if found is None:
        return None
    return body, term, "qd" if body == "tw" and found["code"] == "qdi" else found["code"]


@lru_cache(maxsize=4096)
def number_of(key: str) -> int:
    """The number that a key ends with; 0 without one.

    >>> number_of("tw/k12/qdi-213"), number_of("tw/k13/dh")
    (213, 0)
    """
    found = _DOCUMENT.fullmatch(key.rpartition("/")[2])
    return int(found["number"]) if found else 0


def terms_with(key: str, known: Iterable[str]) -> frozenset[str]:
    """The terms that must have had a number: those where it, or a higher one, is known.

    ``known`` are keys of the same or other bodies, held or only cited.

    >>> sorted(terms_with("tw/_/ct-20", ["tw/k11/ct-18", "tw/k12/ct-35", "tw/k13/ct-20"]))
    ['k12', 'k13']
    """
    wanted = sequence_of(key)
    if wanted is None:
        return frozenset()
    reached = set()
    for other in known:
        sequence = sequence_of(other)
        if (
            sequence
            and (sequence[0], sequence[2]) == (wanted[0], wanted[2])
            and sequence[1] != "_"
            and number_of(other) >= number_of(key)
        ):
            reached.add(sequence[1])
    return frozenset(reached)


def out_of_order(
    key: str, sigil: str, when: PartialDate, registry: Registry
) -> tuple[Directive, bool] | None:
    """The directive that a dated number cannot stand beside, and whether it comes before.

    Only rows of the same sequence and sigil whose date is certain to the day count: number 90
    of a term cannot be older than its number 85.
    """
    sequence, number = sequence_of(key), number_of(key)
    for row in registry:
        if sequence is None or sequence_of(row.key) != sequence or _sigil(row) != sigil:
            continue
        date = certain_date(row)
        if date is None or date.day is None or Cell.NUMBER in doubted(row):
            continue
        if number_of(row.key) < number and when.latest() < first_day(date):
            return row, True
        if number_of(row.key) > number and first_day(when) > date.latest():
            return row, False
    return None


def _sigil(row: Directive) -> str:
    return row.number.partition("-")[2].partition("/")[0]


def is_numbered(citation: Citation) -> bool:
    """Whether a citation gives a number, and is no name that stands for one."""
    return citation.number is not None and citation.kind not in ("alias", "law")


def is_provisional(key: str) -> bool:
    """Whether a part of a key is unknown.

    >>> is_provisional("tw/_/ct-05"), is_provisional("tu._/nk2020/kh-57")
    (True, True)
    """
    body, term, _ = key.split("/")
    return term == UNKNOWN or UNKNOWN in body.split(".")


def may_mean(key: str, other: str) -> bool:
    """Whether a provisional key may mean another key that says more.

    >>> may_mean("tw/_/qd-213", "tw/k12/qdi-213"), may_mean("tu._/_/kh-57", "hu._._/nk2020/kh-57")
    (True, False)
    """
    body, term, document = key.split("/")
    other_body, other_term, other_document = other.split("/")
    parts, other_parts = body.split("."), other_body.split(".")
    if key == other or len(parts) != len(other_parts):
        return False
    known = [
        (one, meant)
        for one, meant in zip((*parts, term), (*other_parts, other_term), strict=True)
        if one != UNKNOWN
    ]
    same = document == other_document or (
        body == "tw" and _in_sequence(document) == _in_sequence(other_document)
    )
    return same and all(one == meant for one, meant in known)


def _in_sequence(document: str) -> str:
    """At the centre Quyết định and Quy định share one sequence of numbers (§7)."""
    return document.replace("qdi-", "qd-", 1) if document.startswith("qdi-") else document


def meanings(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The keys that a provisional key may mean among those held or cited, in order.

    A key that itself leaves something open is no meaning.

    >>> meanings("tw/_/ct-35", ["tw/k12/ct-35", "tw/_/ct-35", "tw/k11/ct-35", "tw/k11/ct-36"])
    ('tw/k11/ct-35', 'tw/k12/ct-35')
    """
    if not is_provisional(key):
        return ()
    found = {one for one in known if may_mean(key, one) and not is_provisional(one)}
    return tuple(sorted(found))


def leads_to(key: str, known: Iterable[str]) -> str | None:
    """The one key that a provisional key can mean, or None while there may be another.

    An unknown place is never certain: every committee counts for itself.

    >>> known = ["tw/k13/ct-99", "tw/k12/ct-35", "tw/k12/ct-05", "tu.lam-dong/nk2020/kh-57"]
    >>> [leads_to(key, known) for key in ("tw/_/ct-99", "tw/_/ct-05", "tu._/_/kh-57")]
    ['tw/k13/ct-99', None, None]
    """
    known = list(known)
    found = meanings(key, known)
    if len(found) != 1 or UNKNOWN in key.split("/")[0].split("."):
        return None
    return found[0] if terms_with(found[0], known) == {found[0].split("/")[1]} else None


def other_terms(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The terms that have reached the number of a central key, and of which no such key is known.

    >>> other_terms("tw/_/ct-05", ["tw/k12/ct-05", "tw/k13/ct-35", "tw/k4/ct-02"])
    ('k13',)
    """
    known = list(known)
    if key.split("/")[1] != UNKNOWN or "." in key.split("/")[0]:
        return ()
    named = {one.split("/")[1] for one in meanings(key, known)}
    found = terms_with(key, known) - named
    return tuple(sorted(found, key=lambda term: (len(term), term)))
