"""What follows a typed citation and only says it again: its date, its organ, its term.

``Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)`` is how a first mention is
written, and how it is copied into the search box.  What the citation was read to say is not also
looked for as words, which most notices that cite it do not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.abbreviations import abbreviations
from indexer.analysis import tokens
from indexer.model import Citation
from indexer.text import fold

_REACH = 200
_DAY = r"(?:ngay\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
_DAY_IN_WORDS = r"ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}"
_TERM = r"\(\s*khoa\s+(?:[ivx]+|\d{1,2})\s*\)|khoa\s+(?:[ivx]+|\d{1,2})"


def end_of(citation: Citation, text: str) -> int:
    """Where a citation ends with all that was read of it.

    >>> from indexer.citations import parse_one
    >>> text = "213-QĐ/TW ngày 2/1/2020 của Bộ Chính trị (khóa XII) về đảng viên"
    >>> text[:end_of(parse_one(text)[0], text)]
    '213-QĐ/TW ngày 2/1/2020 của Bộ Chính trị (khóa XII)'
    """
    parts = "|".join(_parts(citation))
    end = citation.span.end
    folded = fold(text[end : end + _REACH])
    found = re.match(rf"(?:[\s,]{{0,4}}(?:{parts})(?!\w))+", folded.text) if parts else None
    return end + folded.span(0, found.end()).end if found else end


def _parts(citation: Citation) -> Iterator[str]:
    if citation.date and citation.date.day:
        yield from (_DAY_IN_WORDS, _DAY)
    if citation.term:
        yield _TERM
    if citation.body:
        words = list(tokens(citation.body))
        short = abbreviations().longest_at([token.syllable for token in words])
        names = [r"\s+".join(re.escape(token.bare) for token in words)]
        if short and short.length == len(words):
            names.append(re.escape(short.token.bare))
        yield rf"cua\s+(?:{'|'.join(names)})"
