"""Find the citations (viện dẫn) of a text: spans with their parsed parts.

>>> [citation.number for citation in find_citations("theo các Quy định số 41-QĐ/TW và 80-QĐ/TW")]
['41-QĐ/TW', '80-QĐ/TW']

The order of the work: symbols are read first, then every type word takes the symbol, list,
range, alias or short form that follows it, then symbols without a type word are taken or left,
and last every mention gets what stands after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.citations.cells import Tables
from indexer.citations.context import (
    MENTIONED,
    CitationMention,
    Qualifiers,
    adjacent_qualifiers,
    citations_of,
    with_subject,
)
from indexer.citations.groups import distribute_qualifiers
from indexer.citations.headed import HeadReader
from indexer.citations.instruments import instrument_mentions
from indexer.citations.interruptions import without_note_marks, without_running_heads
from indexer.citations.laws import law_mentions
from indexer.citations.numbers import lacks_the_day
from indexer.citations.owners import owner_of_short, owner_of_symbol, sender_beside
from indexer.citations.patterns import is_type_word, pattern
from indexer.citations.roles import roles_of
from indexer.citations.short_forms import typed_mentions
from indexer.citations.symbols import Symbol, find_symbols
from indexer.citations.tied_pinpoints import tie_pinpoints
from indexer.citations.unheaded import BareSymbols
from indexer.model import Citation, Pinpoint, Span
from indexer.organs import CitedOrgan, walled
from indexer.text import Folded, fold


def find_mentions(folded: Folded, text: str, *, with_named: bool = True) -> list[CitationMention]:
    """All mentions of a text in order; members of groups do not yet share what ends the group.

    Without the named ones, laws and instruments are not sought.
    """
    symbols, tables = find_symbols(folded, text), Tables(folded, text)
    heads = {
        one.end(): one for one in pattern("type word").finditer(folded.text) if is_type_word(one)
    }
    reader = HeadReader(folded, text, symbols, heads, tables)
    named: list[CitationMention] = []
    if with_named:
        named += [*law_mentions(folded, text, symbols), *instrument_mentions(folded, text)]
    mentions = [*_headed(reader, named)]
    mentions += BareSymbols(folded, symbols, heads).beside(mentions)
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return _QualifierReader(folded, text, symbols, tables, reader.adjacent).qualified(mentions)


def _headed(reader: HeadReader, named: Sequence[CitationMention]) -> Iterator[CitationMention]:
    """What is named and what type words open, in order; what is taken is not read again."""
    pending, free = sorted(named, key=lambda one: one.start, reverse=True), 0
    for head in reader.heads.values():
        while pending and pending[-1].start <= head.start():
            one = pending.pop()
            if one.start >= free:
                yield one
                free = one.end
        taken = reader.read(head) if head.start() >= free else []
        if taken:
            yield from taken
            free = taken[-1].end
    yield from (one for one in reversed(pending) if one.start >= free)


@dataclass(frozen=True, slots=True)
class _QualifierReader:
    """What stands after each mention; ``adjacent`` holds what was read of it before, by its end."""

    folded: Folded
    text: str
    symbols: Mapping[int, Symbol]
    tables: Tables
    adjacent: Mapping[int, Qualifiers]

    def qualified(self, mentions: Sequence[CitationMention]) -> list[CitationMention]:
        """The mentions in order, each up to the next with what qualifies it."""
        complete: list[CitationMention] = []
        limit = len(self.folded.text)
        following: CitationMention | None = None
        for mention in reversed(mentions):
            if following and following.start > mention.start:
                limit = following.start
            complete.append(self._with_qualifiers(mention, limit))
            following = mention
        return complete[::-1]

    def _with_qualifiers(self, mention: CitationMention, limit: int) -> CitationMention:
        if mention.kind in ("alias", "law") or mention.malformed:
            return mention
        opening = mention.qualifiers or Qualifiers(mention.end)
        # The khóa or year at the end of a short form is part of its qualifiers as well.
        end = opening.end if mention.kind == "short" else mention.end
        adjacent = self.adjacent.get(end)
        if adjacent is None or adjacent.end > limit:
            adjacent = adjacent_qualifiers(self.folded, self.text, end, limit, self.tables)
        qualifiers = with_subject(self.folded, self.text, adjacent, limit, mention.body)
        organ, date = opening.organ or qualifiers.organ, opening.date or qualifiers.date
        date = None if lacks_the_day(mention, self.symbols) else date
        organ = organ or self._owner(mention, end, qualifiers.end)
        if organ is not qualifiers.organ or date is not qualifiers.date:
            qualifiers = replace(qualifiers, organ=organ, date=date)
        return replace(mention, qualifiers=qualifiers)

    def _owner(self, mention: CitationMention, end: int, after: int) -> CitedOrgan | None:
        """The organ whose paper it is, where none is named behind it; ``end`` is its number's,
        ``after`` that of what qualifies it."""
        folded, text, start = self.folded, self.text, mention.start
        if mention.body is None:
            return owner_of_short(folded, text, start, end)
        owner = owner_of_symbol(folded, text, mention.body, start, after)
        if owner or mention.body.place == "none":
            return owner
        return sender_beside(folded, text, start, mention.body, self.tables, mention.headed)


# What is typed into a search box or a look-up line is short.
_LONGEST_TYPED = 2_000


@dataclass(frozen=True, slots=True)
class FoundCitations:
    """What a text cites: the citations, each with its pinpoints, and the pinpoints of none.

    ``perhaps_own`` are the spans of pinpoints that the paper may have among its own parts.
    """

    citations: tuple[Citation, ...] = ()
    pinpoints: tuple[Pinpoint, ...] = ()
    perhaps_own: frozenset[Span] = frozenset()


def read_citations(
    text: str, folded: Folded | None = None, own_type: str | None = None
) -> FoundCitations:
    """All citations of a text, ordered by span; a khóa list gives several on one span.

    ``folded`` is the text's folded copy, where there is one already; ``own_type`` the type of the
    document, where it is known: a Thông báo that says "Quy định này" does not mean itself.

    >>> found = read_citations("theo khoản 2 Điều 7 Quy định số 22-QĐ/TW và Điều 3 Quy chế này")
    >>> [(one.text, [at.text for at in one.pinpoints]) for one in found.citations]
    [('Quy định số 22-QĐ/TW', ['khoản 2 Điều 7'])]
    >>> [(one.text, one.target) for one in found.pinpoints]
    [('Điều 3', 'self')]
    """
    folded, seen = _without_interruptions(text, folded)
    mentions = distribute_qualifiers(find_mentions(folded, seen), folded, seen)
    tied = tie_pinpoints(mentions, folded, text, own_type)
    roles = roles_of(mentions, tied.of_mention, folded, text, own_type)
    found = [
        citation
        for at, mention in enumerate(mentions)
        for citation in citations_of(
            mention, folded, text, tied.of_mention.get(at, ()), roles.get(at, MENTIONED)
        )
    ]
    ordered = sorted(found, key=lambda citation: citation.span)
    return FoundCitations(tuple(ordered), tuple(tied.free), frozenset(tied.perhaps_own))


def _without_interruptions(text: str, folded: Folded | None) -> tuple[Folded, str]:
    """What is read of a text: its folded copy with walls, and the letters that this stands for."""
    folded, seen = without_running_heads(folded or fold(text), text)
    return walled(without_note_marks(folded), seen), seen


def numbered_citations(text: str) -> list[Citation]:
    """The numbered citations of a line: what is cited by a type word and a symbol.

    Of these it finds what :func:`find_citations` does, but no law or instrument by its name, no
    pinpoints, and not what they are cited for; so it takes two thirds of the time.

    >>> [one.number for one in numbered_citations("Thông báo số 198-TB/HU theo Điều lệ Đảng")]
    ['198-TB/HU']
    """
    folded, seen = _without_interruptions(text, None)
    found = distribute_qualifiers(find_mentions(folded, seen, with_named=False), folded, seen)
    return [citation for mention in found for citation in citations_of(mention, folded, text)]


def find_citations(text: str, folded: Folded | None = None) -> list[Citation]:
    """The citations of a text alone, as :func:`read_citations` finds them.

    >>> [(c.text, c.term) for c in find_citations("NQTW 4 (khóa XII, XIII).")]
    [('NQTW 4 (khóa XII, XIII)', 'XII'), ('NQTW 4 (khóa XII, XIII)', 'XIII')]
    """
    return list(read_citations(text, folded).citations)


def parse_citation(text: str) -> list[Citation]:
    """The citations of a typed text, usually one; empty when nothing in it can be a citation.

    Looser than :func:`find_citations`, which reads running text: a number with a sigil counts
    without type word, separators and marks, and so does any type word with a number that stands
    alone.

    >>> [parse_citation(typed)[0].number for typed in ("213 qđ tw", "chỉ thị 5")]
    ['213-QĐ/TW', '05']
    """
    found = find_citations(text)
    if found or len(text) > _LONGEST_TYPED:
        return found
    folded = fold(text)
    return [
        citation
        for mention in typed_mentions(folded, text)
        for citation in citations_of(mention, folded, text)
    ]
