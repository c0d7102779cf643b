"""How lists of places are written: what opens one, and what stands between its names.

``03 xã (Xuân Mỹ, Sông Nhạn)``, ``các xã sau: Sông Ray``, ``08 xã, thị trấn, gồm: A, B``, ``02 xã
chưa đạt là A, B``, bullets below ``Các xã:``; ``Gia Canh: 91 điểm, Phú Lợi: 88 điểm``.  All of
it is matched in folded text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = r"(?:[-+•·*]|\d{1,2}[.)]|[a-z]\))[ *_]{1,3}"
_TO_LIST = re.compile(
    r",?(?: [a-z0-9,/%-]{1,12}){0,10} ?[*_]{0,2}[(:](?P<gap>[ *_\n]{0,4})"
    rf"(?P<bullet>(?<=\n){_BULLET})?"
    r"|,?(?: [a-z]{1,9}){0,5} (?:gom|la|nhu)[ :]{1,3}"
)
_FAR, _NEAR = 150, 70
_LIST_WORD = re.compile(r" (?:gom|la|nhu)[ :]")
# Behind a comma only another type word, or the word for what follows, still leads to a list.
_GOES_ON = re.compile(
    r", (?:bao gom|gom|cu the|xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho)\b"
)
_BRACKETED = r"(?:[ *_]{0,3}\([^()\n]{1,40}\))?"
_FIGURE = (
    r"(?:(?: (?:dat|duoc|co|la|chiem))?[ *_]{0,3}[:=-]?[ *_]{0,3}"
    r"\d{1,9}(?:[.,/]\d{1,9}){0,3}(?: ?%)?(?: [a-z][a-z0-9]{0,11}){0,3})?"
)
_BETWEEN = (
    r"[ *_\n]{0,4}(?: - |[,;/][ *_\n]{0,4}"
    rf"(?:(?<=\n){_BULLET}|(?<=\n ){_BULLET})?(?:(?:va|hoac|cung)[ *_\n]{{1,4}})?"
    r"|(?:va|hoac|cung|voi)[ *_\n]{1,4}"
)
_SEPARATOR = re.compile(rf"{_BRACKETED}{_FIGURE}{_BETWEEN})")
_OF_NUMBERS = re.compile(rf"{_BRACKETED}{_BETWEEN})")
_OF_BULLETS = re.compile(
    rf"{_BRACKETED}{_FIGURE}{_BETWEEN}|[ *_]{{0,4}}[.,;]?\n[ *_]{{0,4}}{_BULLET})"
)
_KIND = "(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho)"
_PLURAL = re.compile(rf"(?:cac|nhung|\d) (?:{_KIND}(?:[,/] ?| )(?:va )?){{0,3}}$")
_COMMUNE = "(?:xa|phuong|thi tran|dac khu)"
_SEVERAL = re.compile(rf"\b{_COMMUNE}(?:(?:[,/] ?| )(?:va )?{_COMMUNE}){{1,3}}\b")
_MIXED = re.compile(rf"(?<![a-z]){_COMMUNE}[,/]? ?(?:va )?$")


class ListOpening(NamedTuple):
    """Where the first name of a list stands, and whether on a line of its own."""

    at: int
    below: bool
    bulleted: bool


def list_opening(plain: str, end: int) -> ListOpening | None:
    """What leads from a type word to the first name of its list; most words lead to none.

    >>> list_opening("08 xa, thi tran, gom: dinh van", 15)
    ListOpening(at=22, below=False, bulleted=False)
    """
    if not _is_near(plain, end):
        return None
    found = _TO_LIST.match(plain, end)
    if found is None:
        return None
    return ListOpening(found.end(), "\n" in (found["gap"] or ""), found["bullet"] is not None)


def _is_near(plain: str, end: int) -> bool:
    """Whether anything that opens a list stands near."""
    following = plain[end : end + 1]
    if following in (".", ";", "\n") or (following == "," and not _GOES_ON.match(plain, end)):
        return False
    until = end + _FAR
    return (
        plain.find(":", end, until) >= 0
        or plain.find("(", end, until) >= 0
        or _LIST_WORD.search(plain, end, end + _NEAR) is not None
    )


def separator(plain: str, end: int, number: bool, bulleted: bool = False) -> int | None:
    """Where the next name of a list begins behind one, which may be a number, if any does.

    >>> separator("gia canh: 91 diem, phu loi", 8, number=False)
    19
    """
    pattern = _OF_BULLETS if bulleted else _OF_NUMBERS if number else _SEPARATOR
    found = pattern.match(plain, end)
    return found.end() if found else None


def goes_on(between: str) -> bool:
    """Whether what stands between two names joins them in one list, in folded text."""
    return separator(f"{between}x", 0, number=False, bulleted=True) == len(between)


def opens_mixed_list(before: str) -> bool:
    """Whether a text ends in what opens a list of communes of several types.

    >>> opens_mixed_list("03 xa, thi tran chua dat la "), opens_mixed_list("huyen co 08 xa, gom: ")
    (True, False)
    """
    found = max(_SEVERAL.finditer(before), key=lambda one: one.start(), default=None)
    if found is None:
        return False
    leads = _TO_LIST.match(before, found.end())
    return leads is not None and leads.end() == len(before)


def is_plural(plain: str, start: int) -> bool:
    """Whether a type word stands for several units: ``các xã``, ``08 xã, thị trấn``."""
    return _PLURAL.search(plain, max(0, start - 40), start) is not None


def is_mixed(plain: str, start: int) -> bool:
    """Whether another type word stands right before one: ``các xã, thị trấn`` holds both."""
    return _MIXED.search(plain, max(0, start - 16), start) is not None
