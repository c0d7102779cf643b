"""How far the numbering of a committee has come (đánh số văn bản): what a number can be.

Numbers start again at 01 in every term and rise with the days (citation-forms §1, §7).  So a
term that has reached number 40 has a number 35 as well, held or not; and a date that lies
before that of a lower number, or after that of a higher one, cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.directives import Registry
from indexer.model import Citation, Directive, PartialDate
from indexer.registry.terms import first_day
from search.doubts import Cell, certain_date, doubted

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
