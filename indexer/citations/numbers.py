"""Runs of numbers: lists with elided symbols and inclusive ranges (citation-forms §5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from indexer.citations.context import CitationMention, Qualifiers
from indexer.citations.figures import figure_of, mended
from indexer.citations.patterns import pattern
from indexer.citations.symbols import Symbol
from indexer.knowledge import DocumentType, sigils, type_of_sigil
from indexer.knowledge.document_types import document_types
from indexer.organs import GAP, SPACE
from indexer.text import unaccent

# A longer range is a slip of the pen, or hostile.
MOST_IN_RANGE = 30
MOST_IN_LIST = 40


def numbers_at(
    folded: str, symbols: Mapping[int, Symbol], position: int
) -> tuple[list[re.Match[str]], Symbol | None]:
    """The bare numbers from a position on, and the symbol that ends their run, if one does.

    ``18, 19 và 20-NQ/TW`` gives two numbers and the symbol of 20.
    """
    numbers: list[re.Match[str]] = []
    at = position
    while len(numbers) < MOST_IN_LIST:
        symbol = symbols.get(at)
        if symbol:
            return numbers, symbol
        number = pattern("bare number").match(folded, at)
        if not number:
            break
        numbers.append(number)
        link = pattern("list link").match(folded, number.end())
        if not link or link["link"] in ("den", "-"):
            break
        at = link.end()
    return numbers, None


# A list of bare numbers before a symbol, and what shows that it opens there.
_RUN = re.compile(
    rf"(?:[:(\"]{GAP}|(?<![a-z])so{SPACE}|(?P<words>[a-z]{{2,7}}){SPACE})"
    rf"(?P<run>(?:\d{{1,4}}{GAP}(?:[,;]{GAP}(?:va{SPACE})?|va{SPACE})){{1,20}})\Z"
)


def numbers_before(
    folded: str, symbols: Mapping[int, Symbol], symbol: Symbol
) -> list[re.Match[str]]:
    """The bare numbers that lead to a symbol that no type word opens: ``(57, 59, 66, 68-NQ/TW)``.

    They rise; behind words, and not a bracket, a colon or "số", a type word must stand among these.
    """
    run = _RUN.search(folded, max(0, symbol.start - 140), symbol.start)
    if run is None or (run["words"] and not _names_type(folded, run.start("run"), symbol)):
        return []
    numbers, last = numbers_at(folded, symbols, run.start("run"))
    values = [figure_of(number["number"]) for number in numbers]
    rise = all(low < high for low, high in pairwise([*values, figure_of(symbol.digits)]))
    return numbers if last is symbol and rise else []


def _names_type(folded: str, position: int, symbol: Symbol) -> bool:
    """Whether the words before a position, up to any sign, name the type of a symbol."""
    clause = re.search(r"[a-z\s*_]{0,90}\Z", folded[max(0, position - 90) : position])
    kinds = (kind for kind in document_types() if symbol.sigil in kind.sigils)
    words = " ".join(clause.group().split()) if clause else ""
    return any(unaccent(kind.name) in words for kind in kinds)


def mention_of(
    symbol: Symbol, start: int, kind: str, type_name: str | None, headed: bool
) -> CitationMention:
    """The mention that a symbol is, from where its type word or the symbol itself begins."""
    return CitationMention(
        start,
        symbol.end,
        kind,
        type_name,
        symbol.digits,
        symbol.sigil,
        symbol.body,
        headed=headed,
        year=symbol.year,
        department=symbol.department,
        damaged=symbol.damaged,
    )


def list_members(
    numbers: list[re.Match[str]], symbol: Symbol, kind: str | None
) -> list[CitationMention]:
    """The citations that bare numbers are, with sigil and body of the symbol that ends their run.

    None of them has a type word of its own.
    """
    return [
        CitationMention(
            number.start(),
            number.end(),
            "list",
            kind,
            (mended(number["number"]) or number["number"]) + (number["suffix"] or ""),
            symbol.sigil,
            symbol.body,
            Qualifiers(number.end()),
            headed=False,
            year=symbol.year,
            damaged=_damage(number),
            is_elided=True,
        )
        for number in numbers
    ]


def same_sigil(mention: CitationMention, symbol: Symbol) -> bool:
    """Whether a member of a list has the sigil of the one before, and so its type."""
    if symbol.sigil is None:
        return mention.sigil is None and mention.body == symbol.body
    return mention.sigil == symbol.sigil or sigils().get(mention.sigil or "") == symbol.sigil


def _damage(number: re.Match[str]) -> tuple[int, int] | None:
    """Where a bare number stands that has letters for figures."""
    return None if number["number"].isdecimal() else number.span("number")


_TO = re.compile(
    rf"{GAP}(?:den(?![a-z])|-){GAP}"
    rf"(?P<word>(?:nghi|quy|chi|ket|quyet|ke){SPACE}[a-z]{{3,5}}{SPACE})?(?:so{GAP})?"
)
_OPENING = re.compile(rf"(?P<number>(?<![a-z0-9|/.,])\d{{1,4}}){GAP}(?:den|-){GAP}(?:so{GAP})?\Z")
_FROM = re.compile(rf"{GAP}(?:tu{SPACE})?(?:so{GAP}:?{GAP})?")


def range_of(
    letters: str, symbols: Mapping[int, Symbol], word: tuple[int, int], kind: DocumentType
) -> list[CitationMention]:
    """``Quy định từ số 26 đến số 28-QĐ/TW``: every number of it, on one span (§5, rule 3).

    ``word`` is where the type word stands in the folded letters; empty where no range follows it.
    """
    opening = _FROM.match(letters, word[1])
    first = opening.end() if opening else word[1]
    opened = symbols.get(first)
    number = pattern("bare number").match(letters, first)
    damaged = None
    if opened and opened.body:
        low, after, damaged = opened.digits, opened.end, opened.damaged
    elif number:
        low, after = mended(number["number"]) or "", number.end()
        damaged = _damage(number)
    else:
        return []
    to = _TO.match(letters, after)
    symbol = symbols.get(to.end()) if to else None
    if to is None or symbol is None or symbol.body is None:
        return []
    if opened and (to["word"] or not _are_ends(opened, symbol)):
        return []
    return _numbered(low, symbol, word[0], kind.name, True, damaged)


def range_to(letters: str, symbol: Symbol) -> list[CitationMention]:
    """``26 đến 28-NQ/TW`` without type word: the numbers of the range that a symbol ends."""
    opening = _OPENING.search(letters, max(0, symbol.start - 40), symbol.start)
    if not opening:
        return []
    kind = type_of_sigil(symbol.sigil or "", "party")
    return _numbered(opening["number"], symbol, opening.start(), kind.name if kind else None, False)


def _are_ends(first: Symbol, last: Symbol) -> bool:
    """Whether two symbols can be the ends of one range: but for the number they are alike."""
    return (first.sigil, first.body, first.year) == (last.sigil, last.body, last.year)


def lacks_the_day(mention: CitationMention, symbols: Mapping[int, Symbol]) -> bool:
    """Whether a day behind a range is not a member's: with both symbols whole it is the last's."""
    if mention.kind != "range":
        return False
    ends = [symbols[at] for at in range(mention.start, mention.end) if at in symbols]
    return len(ends) > 1 and figure_of(mention.digits or "") != figure_of(ends[-1].digits)


def _numbered(
    low: str,
    symbol: Symbol,
    start: int,
    kind: str | None,
    headed: bool,
    damaged: tuple[int, int] | None = None,
) -> list[CitationMention]:
    first, last = figure_of(low), figure_of(symbol.digits)
    member = CitationMention(
        start, symbol.end, "range", kind, low, symbol.sigil, symbol.body, headed=headed,
        year=symbol.year, damaged=damaged or symbol.damaged,
    )  # fmt: skip
    if not first < last <= first + MOST_IN_RANGE:
        written = f"từ {low} đến {symbol.written}"
        return [replace(member, qualifiers=Qualifiers(symbol.end), malformed=written)]
    return [replace(member, digits=str(number)) for number in range(first, last + 1)]
