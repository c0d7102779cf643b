"""What an engine answers, as data: cards, scores, counts, passages, and what each hit meets.

Labels and sentences are made of it above, in :mod:`search.display`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indexer.directives import Tie, surest_mentions
from indexer.index import Card
from indexer.model import Citation, Resolution, Span
from search.query import Clause, Query


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of the verbatim text (trích đoạn) and the spans in it that matched.

    ``marks`` count from the start of ``text``; ``start`` is where the passage stands in the
    document.
    """

    text: str
    start: int
    marks: tuple[Span, ...]

    @property
    def brief(self) -> Snippet:
        """The same from a few words before the first match, so that one line has the match in it.

        >>> Snippet(20 * "xa " + "Đảng ủy xã", 0, (Span(60, 67),)).brief.text
        'xa xa xa xa xa xa xa xa xa xa Đảng ủy xã'
        """
        first = self.marks[0].start if self.marks else 0
        cut = self.text.rfind(" ", 0, max(0, first - _WORDS_BEFORE)) + 1
        marks = tuple(Span(one.start - cut, one.end - cut) for one in self.marks)
        return Snippet(self.text[cut:], self.start + cut, marks)


_WORDS_BEFORE = 30
"""Characters before the first match of a brief passage, about."""


class MatchKind(StrEnum):
    """How a notice meets a part of a query, or that it does not."""

    TYPED_NUMBER = "typed number"
    """It bears a number that stands among the words."""
    OWN_NUMBER = "own number"
    OWN_DATE = "own date"
    CITATION = "citation"
    POSSIBLE_CITATION = "possible citation"
    CONDITION = "condition"
    TITLE = "title"
    TEXT = "text"
    OTHER_WRITING = "other writing"
    """The text has an abbreviation written out, or the other way round."""
    OTHER_MARKS = "other marks"
    NEIGHBOURS = "neighbours"
    """Words stand side by side as they do in the query."""
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of the explanation of a hit: what is met, how, and its share of the score.

    ``share`` is in percent; ``clause`` is None for what concerns the query as a whole, and
    ``written`` is the writing that the text has.
    """

    kind: MatchKind
    share: int = 0
    clause: Clause | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class TiedDirective:
    """A directive that was asked for, how a notice is tied to it, and by which mention."""

    key: str
    tie: Tie
    mention: Resolution


def ties_to(keys: Collection[str], citations: Iterable[Resolution]) -> Iterator[TiedDirective]:
    """How a notice with these citations is tied to those directives, in the order of its text."""
    for key, (tie, mention) in surest_mentions(citations).items():
        if key in keys:
            yield TiedDirective(key, tie, mention)


def mentions_within(mentions: Iterable[Resolution], passage: Snippet) -> tuple[Citation, ...]:
    """Those of some mentions that begin in a passage, the first of each role.

    >>> mentions_within((), Snippet("xã", 0, ()))
    ()
    """
    end = passage.start + len(passage.text)
    cited = (one.citation for one in mentions)
    inside = [one for one in cited if passage.start <= one.span.start < end]
    first = {one.role: one for one in reversed(inside)}
    return tuple(sorted(first.values(), key=lambda one: one.span.start))


@dataclass(frozen=True, slots=True)
class Hit:
    """One notice found (kết quả): its card, score and best passages.

    ``explanation``, the weightiest first, when the query asked for it; ``cites`` what it cites, or
    may, of the directives that the query asked for; ``mentions`` on which it is found: those in the
    role and at the place that the query asked for, else those by which it cites the directives.
    """

    card: Card
    score: float
    snippets: tuple[Snippet, ...]
    explanation: tuple[Contribution, ...] = ()
    cites: tuple[TiedDirective, ...] = ()
    mentions: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of hits, and how many notices have each value of each facet, over all of them.

    ``partial`` when the hits meet only a part of the query, the best first.  ``truncated`` are the
    beginnings of words that stood for more words than were looked for.  Of ``total``,
    ``possible`` only may cite the directives that are filtered by.  ``marks_ignored`` when nothing
    has the words with the marks that were typed, or they were not to count; ``without_marks`` is
    how many more there would be if they did not.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]
    possible: int = 0
    partial: bool = False
    truncated: tuple[str, ...] = ()
    marks_ignored: bool = False
    without_marks: int = 0

    @property
    def page(self) -> int:
        """The number of this page, from 1."""
        return self.query.page

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.query.per_page))

    @property
    def per_page(self) -> int:
        """How many hits a page has at most."""
        return self.query.per_page


@dataclass(frozen=True, slots=True)
class NearWord:
    """A word of the index, without marks, with its distance from another and its notices."""

    word: str
    edits: int
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index holds and lacks: counts, and the years from first to last."""

    notices: int
    samples: int
    first_year: int | None
    last_year: int | None
    without_number: int
    without_date: int
