"""The article, section, chapter, part or appendix that a pinpoint lies in, as a code: ``dieu-7``.

The code stands in the index and in addresses, and is that of the anchor on the page of the text.
"""

from __future__ import annotations

import re

from indexer.citations.pinpoint_parts import units
from indexer.model import Pinpoint
from indexer.numerals import read_number, read_roman, to_roman
from indexer.text import slug, unaccent

_PLACE_WORDS = {unit.field: unit.word for unit in units()}
"""The parts of a pinpoint from the inside out, as papers call them."""

_WORDS = {
    field: slug(_PLACE_WORDS[field])
    for field in ("appendix", "article", "section", "chapter", "part")
}
"""The units by their field in a pinpoint; one that lies in two has the code of the first here:
an annex numbers its own articles."""

_NAMES = {slug(word): word for field, word in _PLACE_WORDS.items() if field in _WORDS}
_ORDER = tuple(_NAMES)
_VALUES = {
    "dieu": r"\d{1,4}(?:[a-z]|dd)?",
    "muc": r"(?:[ivxl]{1,7}|[a-z]|dd|\d{1,3})(?:-(?:\d{1,3}|[a-z]|dd)){0,5}",
    "chuong": r"[ivxl]{1,7}",
    "phan": r"\d{1,3}|[a-z]",
    "phu-luc": r"\d{1,3}|[a-z]",
}
_CODE = re.compile(
    "|".join(f"(?P<{word.replace('-', '_')}>{word}-(?:{one}))" for word, one in _VALUES.items())
)
_TYPED = re.compile(r"(?:(dieu|muc|chuong|phan|phu[\s-]+luc)[\s-]*)?([0-9a-z](?:[0-9a-z.\s-]*))")
_LONGEST_TYPED = 40


def subdivision_code(pinpoint: Pinpoint) -> str:
    """The code of what a pinpoint lies in; empty where it names a clause alone.

    >>> from indexer.citations import parse_citation
    >>> text = "điểm đ khoản 2 Điều 7a Quy định số 22-QĐ/TW, mục II.3 Nghị quyết 18-NQ/TW"
    >>> [subdivision_code(one) for cited in parse_citation(text) for one in cited.pinpoints]
    ['dieu-7a', 'muc-ii-3']
    """
    for field, word in _WORDS.items():
        value = getattr(pinpoint, field)
        if value is not None:
            return _code(word, value)
    return ""


def subdivision_typed(typed: str) -> str:
    """The code of what a person types; an article by its number alone, and empty for no such place.

    >>> [subdivision_typed(one) for one in ("7", "Điều 7đ", "muc-ii-3", "Chương 3", "phụ lục II")]
    ['dieu-7', 'dieu-7dd', 'muc-ii-3', 'chuong-iii', 'phu-luc-2']
    >>> subdivision_typed("abc"), subdivision_typed("khoản 2")
    ('', '')
    """
    plain = _ascii(typed[:_LONGEST_TYPED].strip())
    found = _TYPED.fullmatch(plain)
    if found is None:
        return ""
    return _code(re.sub(r"[\s-]+", "-", found[1] or "dieu"), found[2])


def _code(word: str, value: str) -> str:
    """The code of a unit with its number as it is written; empty where it is none."""
    number = "-".join(re.findall("[a-z0-9]+", _ascii(value)))
    if word == "chuong":
        counted = read_number(number, least=1)
        number = to_roman(counted).lower() if counted else number
    elif word in ("phan", "phu-luc") and re.fullmatch("[ivx]+", number):
        number = str(read_roman(number) or number)
    elif word == "dieu" and number[:1].isdecimal():
        number = number.lstrip("0") or "0"
    code = f"{word}-{number}"
    return code if _CODE.fullmatch(code) else ""


def _ascii(text: str) -> str:
    """Letters without marks; đ, which has a place of its own in lists, is ``dd``."""
    lower = text.casefold()
    # The word "điều" is no number, and its first letter stays one.
    numbers = re.sub(r"(?<![^\W\d_])đ(?![^\W\d_])", "dd", lower)
    return unaccent(numbers)


def subdivision_name(code: str) -> str:
    """What the place of a code is called; of no code, the text as it is.

    >>> [subdivision_name(one) for one in ("dieu-7dd", "muc-ii-3", "chuong-iii", "phu-luc-2", "x")]
    ['Điều 7đ', 'mục II.3', 'Chương III', 'Phụ lục 2', 'x']
    """
    if not _CODE.fullmatch(code):
        return code
    word, number = _apart(code)
    first, *below = number.replace("dd", "đ").split("-")
    if word in ("chuong", "phu-luc") or (word == "muc" and not first.isdecimal()):
        first = first.upper()
    return f"{_NAMES[word]} {'.'.join((first, *below))}"


def place_name(pinpoint: Pinpoint) -> str:
    """What all of a pinpoint is called, however much of that its own words leave to others.

    >>> from indexer.citations import parse_citation
    >>> text = "các điểm a, đ khoản 2 Điều 7a Quy định số 22-QĐ/TW, Chương 3 Luật Đất đai năm 2024"
    >>> [place_name(one) for cited in parse_citation(text) for one in cited.pinpoints]
    ['điểm a khoản 2 Điều 7a', 'điểm đ khoản 2 Điều 7a', 'Chương III']
    """
    named = ((word, field, getattr(pinpoint, field)) for field, word in _PLACE_WORDS.items())
    return " ".join(f"{word} {_numbered(field, value)}" for word, field, value in named if value)


def _numbered(field: str, value: str) -> str:
    """A number as papers write it: chapters by Roman figures."""
    counted = read_number(value, least=1) if field == "chapter" else None
    return to_roman(counted) if counted else value


def subdivision_order(code: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """By what codes stand in the order of a document: articles first, each kind by its numbers.

    >>> sorted(("muc-ii", "dieu-10", "dieu-7a", "dieu-7", "chuong-ix"), key=subdivision_order)
    ['dieu-7', 'dieu-7a', 'dieu-10', 'muc-ii', 'chuong-ix']
    """
    if not _CODE.fullmatch(code):
        return len(_ORDER), ((0, code),)
    word, number = _apart(code)
    return _ORDER.index(word), tuple(map(_number_order, number.split("-")))


def _number_order(number: str) -> tuple[int, str]:
    digits = re.match(r"\d+", number)
    if digits:
        return read_number(digits[0]) or 0, number[digits.end() :].replace("dd", "d~")
    return read_roman(number) or 0, number.replace("dd", "d~")


def _apart(code: str) -> tuple[str, str]:
    """The word of a code and the number behind it."""
    word = next(one for one in _ORDER if code.startswith(f"{one}-"))
    return word, code[len(word) + 1 :]
