"""How dates and numbers are set for a reader (cách trình bày): nothing here changes a word."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# 213-QĐ/TW, 3447/QĐ-BYT, 18/2019/TT-BGDĐT, 09/8/2023: a number and what is tied to it.
_NUMBER = re.compile(r"\d[\w.]*(?:[-–/][\w.]+)+")
_LONGEST = 40
_SIGN = r"(?P<sign>\*{1,3}|(?<!\S)#{1,6}(?= ))"
_GAP = r"[ \t]*\n(?:[ \t]*\n)+[ \t]*|[ \t]*\n(?=[-+•] )"
_FAINT = re.compile(f"{_SIGN}|{_GAP}")


def unbroken(text: str | None) -> Markup:
    """Text in which a number and its symbol never part at the end of a line.

    >>> str(unbroken("Quy định số 213-QĐ/TW"))
    'Quy định số <span class="nb">213-QĐ/TW</span>'
    """
    if not text:
        return Markup("")
    pieces: list[Markup] = []
    at = 0
    for found in _NUMBER.finditer(text):
        if found.end() - found.start() <= _LONGEST:
            pieces += [escape(text[at : found.start()])]
            pieces += [Markup('<span class="nb">{}</span>').format(found.group())]
            at = found.end()
    return Markup("").join([*pieces, escape(text[at:])])


def day(iso: str | None) -> str:
    """An ISO date of any precision as Vietnamese papers write it.

    >>> day("2023-08-09"), day("2023-08"), day("2023"), day("")
    ('09/08/2023', '08/2023', '2023', '')
    """
    return "/".join(reversed((iso or "").split("-")))


def grouped(number: int) -> str:
    """A number with its thousands apart, in a way that no language reads as a decimal.

    >>> grouped(64000)
    '64\u202f000'
    """
    return f"{number:,}".replace(",", "\u202f")


def passage(text: str) -> Markup:
    """A stretch of a document on one line: its breaks as small gaps, its Markdown marks faint.

    >>> str(passage("**I-**\\n\\nHai"))
    '<span class="sign">**</span>I-<span class="sign">**</span><span class="gap"> </span>Hai'
    """
    pieces: list[Markup] = []
    at = 0
    for found in _FAINT.finditer(text):
        pieces.append(unbroken(text[at : found.start()]))
        if found["sign"]:
            pieces.append(Markup('<span class="sign">{}</span>').format(found["sign"]))
        else:
            pieces.append(Markup('<span class="gap"> </span>'))
        at = found.end()
    return Markup("").join([*pieces, unbroken(text[at:])])
