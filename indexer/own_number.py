"""A notice's own number as terms: ``287-TB/HU`` is found as 287, 287-TB and 287-TB/HU."""

from __future__ import annotations

import re

from indexer.analysis import tokens

_NUMBER = re.compile(r"0*(\d{1,6}[a-z]?)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def number_terms(symbol: str) -> list[str]:
    """The terms of a number or symbol, from the number alone to the whole; none without number.

    A number below 10 is written with a zero, with or without one (36-HD/VPTW II.1.3); the year
    within a State symbol says nothing of the number.

    >>> number_terms("6-TB/UBKTĐU"), number_terms("30/2018/QĐ-UBND"), number_terms("-TB/TU")
    (['06', '06 tb', '06 tb ubktdu'], ['30', '30 qd', '30 qd ubnd'], [])
    """
    first, *rest = [token.bare for token in tokens(symbol)] or [""]
    number = _NUMBER.fullmatch(first)
    if number is None:
        return []
    if rest and _YEAR.fullmatch(rest[0]):
        rest = rest[1:]
    parts = [number[1].zfill(3 if number[1][-1].isalpha() else 2), *rest]
    ends = dict.fromkeys((1, min(2, len(parts)), len(parts)))
    return [" ".join(parts[:end]) for end in ends]
