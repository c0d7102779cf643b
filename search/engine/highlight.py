"""Where a query matched: spans of the verbatim text, and the passages that show them best.

The spans are the same in a result and on its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from sys import getsizeof
from typing import NamedTuple

from indexer.analysis import Token, tokens
from indexer.knowledge.abbreviations import abbreviations
from indexer.memory import remembered
from indexer.missing_marks import is_marked
from indexer.model import Span
from indexer.text import BEFORE_LONE_I, Folded, blanked, fold, unaccent
from search.engine.planner import abbreviations_of, neighbours
from search.engine.results import Snippet
from search.query import (
    CITES,
    INFERS,
    MAY_CITE,
    FieldCondition,
    LeafClause,
    Phrase,
    Prefix,
    Query,
    TypedCitation,
    TypedDate,
    Word,
    clause_tokens,
    leaves,
)

MAX_MARKS = 2_000

CitationSpan = tuple[str | None, Span]
"""A citation of a text: its key and its span."""


class DocumentText(NamedTuple):
    """A document in which matches are looked for: verbatim, folded, its citations, and where its
    body begins, behind letterhead and title."""

    verbatim: str
    folded: Folded
    citations: tuple[CitationSpan, ...]
    body: int = 0

    @classmethod
    def of(
        cls,
        verbatim: str,
        cited: Iterable[CitationSpan] = (),
        furniture: Sequence[Span] = (),
        body: int = 0,
    ) -> DocumentText:
        """A text with its citations; matches go through what is no text of the paper."""
        return cls(verbatim, fold(blanked(verbatim, furniture)), tuple(cited), body)

    @property
    def nbytes(self) -> int:
        """About how many bytes it holds."""
        offsets = 0 if self.folded.offsets is None else 40 * len(self.folded.offsets)
        return getsizeof(self.verbatim) + getsizeof(self.folded.text) + offsets + 200


class Highlighter:
    """Marks what answers a query in one text after another.

    A syllable typed with marks matches its own spelling; where the text has it nowhere so spelled,
    its form without any.  One typed without marks matches every spelling, or where the text has it
    beside its neighbour in the query, the spelling that it has there: of ``an ninh`` no "án".
    A typed citation, or a filter, marks every citation of the same directive, and an abbreviation
    the words it stands for, or the other way round.

    >>> query = Query(required=tuple(Word(t._replace(start=0, end=0)) for t in tokens("dang")))
    >>> [span.of("Đảng uỷ xã") for span in Highlighter(query).spans(DocumentText.of("Đảng uỷ xã"))]
    ['Đảng']
    """

    def __init__(self, query: Query) -> None:
        by_key = (CITES.name, INFERS.name, MAY_CITE.name)
        self._keys = {key for name in by_key for key in query.filters.get(name, ())}
        self._ignores_marks = query.ignore_marks
        self._patterns: dict[tuple[Token, ...], tuple[str, ...]] = {}
        for clause in query.required:
            for leaf in leaves(clause):
                self._add(leaf)
        self._patterns.update(((short,), ()) for short in abbreviations_of(query.required))
        self._patterns.pop((), None)
        self._pairs = [pair for pair in neighbours(query) if not any(map(_has_marks, pair))]

    def _add(self, leaf: LeafClause) -> None:
        self._patterns[clause_tokens(leaf)] = leaf.beginnings if isinstance(leaf, Prefix) else ()
        forms: Iterable[tuple[Token, ...]] = ()
        if isinstance(leaf, TypedCitation | TypedDate):
            forms = leaf.forms
        elif isinstance(leaf, Word | Phrase):
            forms = abbreviations().variants(clause_tokens(leaf))
        self._patterns.update(dict.fromkeys(forms, ()))
        if isinstance(leaf, TypedCitation):
            self._keys.update(leaf.keys)
        if isinstance(leaf, FieldCondition) and leaf.name == CITES.name:
            self._keys.update(leaf.values)

    @property
    def keys(self) -> Collection[str]:
        """The directives that the query asks for."""
        return self._keys

    def spans(self, text: DocumentText, sought: Sequence[Span] = ()) -> list[Span]:
        """The spans of a text that answer the query, in order and apart from each other, with those
        ``sought`` of which it is known that they do."""
        beside = self._spellings_beside(text)
        if not self._ignores_marks and (found := self._spans(text, beside, strict=True)):
            return _merged([*found, *sought])
        return _merged([*self._spans(text, beside, strict=False), *sought])

    def _spans(
        self, text: DocumentText, beside: Mapping[str, set[str]], *, strict: bool
    ) -> list[Span]:
        spans: list[Span] = []
        for pattern, begun in self._patterns.items():
            found = _matches(text, pattern, begun, strict=strict)
            wanted = beside.get(pattern[0].bare) if len(pattern) == 1 and not begun else None
            if wanted and not _has_marks(pattern[0]):
                found = [one for one in found if wanted.issuperset(_written(one.of(text.verbatim)))]
            spans += found
        return [*spans, *(span for key, span in text.citations if key in self._keys)]

    def _spellings_beside(self, text: DocumentText) -> dict[str, set[str]]:
        """How a text spells syllables that were typed without marks where it has them beside
        their neighbours."""
        spelled: dict[str, set[str]] = {}
        for pair in self._pairs:
            for span in _matches(text, pair, (), strict=False):
                for token, written in zip(pair, _written(span.of(text.verbatim)), strict=False):
                    spelled.setdefault(token.bare, set()).add(written)
        return spelled


def _matches(
    text: DocumentText, pattern: tuple[Token, ...], begun: tuple[str, ...], *, strict: bool
) -> list[Span]:
    """Where a run of tokens stands, or what is ``begun`` so: as spelled, else without marks; else,
    if that is not to be ``strict``, with others."""
    bare = tuple(token.bare for token in pattern)
    places = islice(_match_positions(text.folded.text, bare, begun), MAX_MARKS)
    found = [text.folded.span(*place) for place in places]
    if not any(map(_has_marks, pattern)):
        return found
    written = {span: _written(span.of(text.verbatim)) for span in found}
    exact = [span for span in found if _is_spelled(pattern, written[span], begun)]
    if exact:
        return exact
    plain = [span for span in found if all(one == unaccent(one) for one in written[span])]
    return plain if plain or (strict and any(map(is_marked, pattern))) else found


def _has_marks(token: Token) -> bool:
    return token.syllable != token.bare


def _is_spelled(pattern: Sequence[Token], written: Sequence[str], begun: tuple[str, ...]) -> bool:
    """Whether what stands there has the marks that were typed."""
    if len(written) != len(pattern):
        return False
    return all(
        not _has_marks(typed) or stands == typed.syllable or stands.startswith(begun)
        for typed, stands in zip(pattern, written, strict=True)
    )


@remembered(1 << 14)
def _written(written: str) -> tuple[str, ...]:
    """The syllables of what stands at a match; the same few spellings return all the time."""
    return tuple(token.syllable for token in tokens(written))


def _match_positions(
    text: str, syllables: tuple[str, ...], begun: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Where a run of bare syllables stands in folded text, whatever stands between them.

    Its first letters are looked for as they are, which is many times quicker than trying a
    regular expression at every letter of a document.
    """
    pattern = _pattern(syllables, begun)
    head = _fixed_letters(syllables[0])
    at = text.find(head)
    while at >= 0:
        match = None if at and text[at - 1].isalnum() else pattern.match(text, at)
        if match:
            yield match.span()
        at = text.find(head, match.end() if match else at + 1)


@remembered(1024)
def _pattern(syllables: tuple[str, ...], begun: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a run of bare syllables in folded text, whatever stands between them, or a word that
    is ``begun`` so."""
    joined = r"[\W_]{1,12}".join(map(_spellings, syllables))
    longer = "".join(rf"|{re.escape(one)}\w*" for one in dict.fromkeys(map(unaccent, begun)))
    return re.compile(rf"(?:{joined}{longer})(?![^\W_])")


_LONE_I = re.compile(rf"({BEFORE_LONE_I})i")


def _spellings(bare: str) -> str:
    """A bare syllable with the y that the index writes as i."""
    lone = _LONE_I.fullmatch(bare)
    return f"{lone[1]}[iy]" if lone else re.escape(bare)


def _fixed_letters(bare: str) -> str:
    """The letters of a bare syllable that have one spelling only."""
    return bare[:-1] if _LONE_I.fullmatch(bare) else bare


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Sorted, with overlapping spans made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


SNIPPET_WIDTH = 220
"""Characters of one passage."""


_RULE, _LONGEST_RULE = " \t\r\n-–_*", 200
"""What a line below the title is drawn of, and how long it is at most with what is empty."""

_RECIPIENTS = re.compile(
    r"^[^\w\n]{0,9}n[ơo]i[ ]{1,3}nh[ậa]n[ ]{0,9}:", re.IGNORECASE | re.MULTILINE
)
"""What opens the list of those who are sent a notice, which says little of what it is about."""


def snippets(
    text: str,
    marks: Sequence[Span],
    body: int = 0,
    sought: Sequence[Span] = (),
    limit: int = 2,
) -> tuple[Snippet, ...]:
    """The best passages, the best first: those of the body before its recipients, then those with
    the most different matches, then the most, then the first.

    They show what is ``sought``, in order, where anything is.  Without a match, the opening of the
    body.
    """
    if not marks:
        opening = text[body : body + _LONGEST_RULE]
        start = min(body, len(text)) + len(opening) - len(opening.lstrip(_RULE))
        return (_snippet(text, Span(start, min(len(text), start + SNIPPET_WIDTH)), ()),)
    wanted, room = _best_part(text, sought or marks, body)
    chosen: list[Span] = []
    for _, (start, end) in sorted(_windows(text, wanted), key=lambda scored: scored[0]):
        window = Span(max(start, room.start), min(end, room.end))
        if all(window.end <= one.start or one.end <= window.start for one in chosen):
            chosen.append(window)
        if len(chosen) == limit:
            break
    return tuple(_snippet(text, span, marks) for span in chosen)


def _best_part(text: str, marks: Sequence[Span], body: int) -> tuple[Sequence[Span], Span]:
    """The matches that passages are chosen from, and the part of the text that these stand in."""
    closing = max((one.start() for one in _RECIPIENTS.finditer(text, body)), default=len(text))
    for part in (Span(body, closing), Span(body, len(text))):
        inside = [one for one in marks if part.start <= one.start and one.end <= part.end]
        if inside:
            return inside, part
    return marks, Span(0, len(text))


def _windows(text: str, marks: Sequence[Span]) -> list[tuple[tuple[int, int, int], Span]]:
    """Each run of matches that fits a passage, with its rank (lower is better)."""
    windows = []
    words = [text[mark.start : mark.end].casefold() for mark in marks]
    inside: Counter[str] = Counter()
    after = 0
    for first, mark in enumerate(marks):
        while after == first or (
            after < len(marks) and marks[after].end - mark.start <= SNIPPET_WIDTH
        ):
            inside[words[after]] += 1
            after += 1
        end = marks[after - 1].end
        room = max(0, SNIPPET_WIDTH - (end - mark.start)) // 2
        span = Span(max(0, mark.start - room), min(len(text), end + room))
        windows.append(((-len(inside), first - after, first), span))
        inside[words[first]] -= 1
        if not inside[words[first]]:
            del inside[words[first]]
    return windows


def _snippet(text: str, span: Span, marks: Sequence[Span]) -> Snippet:
    """A passage of whole words, with the marks that lie in it."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span.start - start < 20:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < 20:
        end += 1
    inside = tuple(
        Span(mark.start - start, mark.end - start)
        for mark in marks
        if start <= mark.start and mark.end <= end
    )
    return Snippet(text[start:end], start, inside)
