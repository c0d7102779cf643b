"""Numbers that come from text: one reader of figures and one of roman numerals, both with bounds.

``int`` takes what nobody means (``1_0``), and raises on what looks like a figure (``²``) and
on 5,000 of them, which is a short text for whoever wants an error.  So whatever was written by
people or other programs is read here, and who reads says how large it can be: a number beyond is
no number, as a word is none.  ``tests/test_digits.py`` lists who else may ask
``int``, and why.

Decimal digits of every script are read, as ``\\d`` matches them: full-width ones stand in papers
typed with a Japanese or Chinese keyboard.  :func:`indexer.text.fold` makes them ASCII.
"""

from __future__ import annotations

_MOST_FIGURES = 18
"""Of a number that can be meant; so many are read at once, without a square."""

MOST = 10**_MOST_FIGURES - 1

LAST_YEAR = 9999
"""Of the calendar; the first is 1."""

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_MOST_ROMAN = 5000
_LETTERS = {letters: amount for amount, letters in _ROMAN if len(letters) == 1}


def read_number(written: str | None, most: int = MOST, *, least: int = 0) -> int | None:
    """The value of a number in figures; None for anything else, and beyond the bounds.

    >>> read_number("007"), read_number("２１３"), read_number("²"), read_number("32", 31)
    (7, 213, None, None)
    """
    if not written or not written.isdecimal() or len(written) > _MOST_FIGURES:
        return None
    value = int(written)
    return value if least <= value <= most else None


def read_year(written: str | None) -> int | None:
    """The value of a year that a calendar can have.

    >>> read_year("2024"), read_year("0000"), read_year("99999")
    (2024, None, None)
    """
    return read_number(written, LAST_YEAR, least=1)


def read_roman(written: str) -> int | None:
    """The value of a roman numeral in the form that :func:`to_roman` gives it, in any case.

    >>> read_roman("XIV"), read_roman("iv"), read_roman("IIX"), read_roman("")
    (14, 4, None, None)
    """
    letters = written.upper()
    if not 0 < len(letters) <= _MOST_FIGURES:
        return None
    values = [_LETTERS.get(letter, 0) for letter in letters]
    value = sum(
        -one if after > one else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )
    return value if value and to_roman(value) == letters else None


def to_roman(number: int) -> str:
    """A number in roman numerals, empty for one that has none: 0 and less, beyond 5,000.

    >>> to_roman(13), to_roman(1999), to_roman(5001)
    ('XIII', 'MCMXCIX', '')
    """
    if number > _MOST_ROMAN:
        return ""
    written, rest = "", max(number, 0)
    for amount, letters in _ROMAN:
        written += letters * (rest // amount)
        rest %= amount
    return written
