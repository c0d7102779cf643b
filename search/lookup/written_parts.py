"""Where the parts of a citation stand in a draft: its type word, symbol, date, khóa and organ.

What a citation says is known in normal form; to mark or to correct a part, its letters are found
again and read, and a part that does not read as what the citation says has no place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.knowledge import term_number
from indexer.model import Citation, PartialDate, Span
from indexer.numerals import read_number
from indexer.text import BLANK, unaccent

_FARTHEST = 160
"""Letters behind a symbol in which its date and khóa stand (citation-forms §4, and some)."""

_SYMBOL = re.compile(r"\d[^,;()]*$")
_FIGURES = re.compile(
    r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})(?!\d)"
    r"|(?<!\d)(\d{1,2})\s+th[aá]ng\s+(\d{1,2}),?\s+n[aă]m\s+(\d{4})(?!\d)",
    re.IGNORECASE,
)
_TERM = re.compile(r"kh(?:óa|oá|oa)\s*\(?\s*([IVX]{1,6}|\d{1,2})\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """The places of the parts of one citation, each None where it is not written by itself.

    ``type`` is the word that opens it; ``term`` reaches from the word "khóa" to its numeral,
    ``organ`` over all words of its name.
    """

    type: Span | None = None
    symbol: Span | None = None
    date: Span | None = None
    term: Span | None = None
    organ: Span | None = None


def written_parts(text: str, citation: Citation, following: Citation | None) -> WrittenParts:
    """Where the parts of a citation stand in ``text``, before the one that follows.

    Only a citation with a symbol of its own has parts, and one whose figures were misread has none.
    What opens a list shares its type word and the date.

    >>> from indexer.citations import find_citations
    >>> text = "theo Quy định số 213/QĐ-TW ngày 2.1.2020 (khóa XII)"
    >>> (one,) = find_citations(text)
    >>> parts = written_parts(text, one, None)
    >>> [part.of(text) for part in (parts.type, parts.symbol, parts.date, parts.term)]
    ['Quy định', '213/QĐ-TW', '2.1.2020', 'khóa XII']
    """
    symbol = _symbol(citation)
    if symbol is None or citation.kind != "full" or citation.has_misread_figures:
        return WrittenParts()
    if following and following.kind in ("list", "range"):
        return WrittenParts(symbol=symbol)
    end = following.span.start if following else len(text)
    behind = Span(citation.span.end, min(end, citation.span.end + _FARTHEST))
    date, term = _date(text, behind, citation.date), _term(text, behind, citation)
    organ = _organ(text, behind, citation)
    return WrittenParts(_type_word(citation), symbol, date, term, organ)


def _symbol(citation: Citation) -> Span | None:
    """The symbol at the end of a mention, if it has all letters and figures of its normal form,
    and no end of a page within it."""
    found = _SYMBOL.search(citation.text)
    if (
        found is None
        or BLANK in found[0]
        or not citation.number
        or _plain(found[0]) != _plain(citation.number)
    ):
        return None
    return Span(citation.span.start + found.start(), citation.span.end)


def _plain(symbol: str) -> str:
    """A symbol as all ways of writing it have in common."""
    return _SIGNS.sub("", unaccent(symbol))


def _type_word(citation: Citation) -> Span | None:
    """The words of the type at the beginning of a mention; None for an abbreviation."""
    if not citation.type:
        return None
    words = citation.type.split()
    found = re.match(r"\s+".join(r"[^\W\d_]+" for _ in words), citation.text)
    if found is None or unaccent(" ".join(found[0].split())) != unaccent(citation.type):
        return None
    return Span(citation.span.start, citation.span.start + found.end())


def _date(text: str, behind: Span, day: PartialDate | None) -> Span | None:
    """The figures of a date behind a symbol: the first, if they are those that were read."""
    found = _FIGURES.search(text, behind.start, behind.end)
    if found is None or day is None or day.day is None:
        return None
    figures = [read_number(part) for part in found.groups() if part]
    return Span(*found.span()) if figures == [day.day, day.month, day.year] else None


def _term(text: str, behind: Span, citation: Citation) -> Span | None:
    """ "khóa XII" behind a symbol: the first, if it is the one that was read."""
    found = _TERM.search(text, behind.start, behind.end)
    if found is None or citation.term is None:
        return None
    is_read = term_number(found[1]) == term_number(citation.term)
    return Span(*found.span()) if is_read else None


def _organ(text: str, behind: Span, citation: Citation) -> Span | None:
    """The organ behind "của", where it is written out as it was read."""
    if not citation.body:
        return None
    name = r"\s+".join(map(re.escape, citation.body.split()))
    named = re.compile(rf"\bcủa\s+({name}(?:\s+Trung ương)?(?:\s+Đảng)?)(?!\w)", re.IGNORECASE)
    found = named.search(text, behind.start, behind.end)
    return Span(*found.span(1)) if found else None
