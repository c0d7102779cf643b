"""The addresses of parts within their paper: ``dieu-7-khoan-2-diem-b``, ``muc-ii-3``.

They follow from what a part is called and where it lies, so that they are the same whenever a paper
is read, and whatever stands elsewhere in it.
"""

from __future__ import annotations

import re

from indexer.citations.pinpoint_parts import units
from indexer.numerals import read_number, to_roman
from indexer.outline.divisions import DivisionKind
from indexer.text import slug

WORDS = {
    **{DivisionKind(unit.field): slug(unit.word) for unit in units()},
    DivisionKind.SUBSECTION: "tieu-muc",
    DivisionKind.DASH: "gach",
}
"""What each kind is called in an address; an attachment is called by its type (``quy-che``)."""

AGAIN = "-lan-"
"""Before the count of an address that comes again: ``muc-1-lan-2``."""


def step(kind: DivisionKind, number: str) -> str:
    """The part of an address that a division adds: its word and its number.

    >>> step(DivisionKind.POINT, "đ"), step(DivisionKind.CHAPTER, "3")
    ('diem-dd', 'chuong-iii')
    """
    if kind is DivisionKind.CHAPTER:
        value = read_number(number)
        number = to_roman(value) if value else number
    return "-".join(filter(None, (WORDS[kind], slug_of_number(number))))


def slug_of_number(number: str) -> str:
    """A number as it stands in an address: đ is ``dd``, and a path has hyphens.

    >>> slug_of_number("II.3"), slug_of_number("đ"), slug_of_number("7đ")
    ('ii-3', 'dd', '7dd')
    """
    return slug(re.sub("[đĐ]", "dd", number))


class Addresses:
    """The addresses given so far in one paper, none of them twice."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def give(self, anchor: str) -> str:
        """An address, with its count where it was given before."""
        count = self._given.get(anchor, 0) + 1
        self._given[anchor] = count
        return anchor if count == 1 else f"{anchor}{AGAIN}{count}"
