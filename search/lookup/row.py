"""One citation or typed line looked up: its status, and the directives that it may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.directives import DirectiveKey, Registry, meanings, other_terms
from indexer.knowledge import central_term
from indexer.model import (
    UNKNOWN,
    Citation,
    Directive,
    Outcome,
    Resolution,
    Span,
    Validity,
    because,
)
from indexer.text import slug
from search.directives import MAX_TYPED

STATUS = {
    Outcome.RESOLVED: 200,
    Outcome.AMBIGUOUS: 300,
    Outcome.NOT_HELD: 404,
    Outcome.MALFORMED: 400,
}
FAILED = 500
"""Of a citation on which the program failed."""

WHOLE_LINE = "typed"
"""The kind of a "citation" that is a whole line, of which the registry was searched for all."""

_NO_DIRECTIVE = "none"
"""The kind of a "citation" in which nothing can be a directive."""

_OF_TWO_TYPES = "QĐ"

_MOST_TOLD = 20
"""Numbers of a text of which the other terms are told; a text with more of them is a paper, not a
list that somebody wants to look up."""


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One citation looked up, or one line: its status and the directives it may mean.

    ``nearest`` are shown where nothing that is held agrees: neighbours, and none of them is meant.
    ``homonyms`` bear the same number in another term than the one answered; ``other_terms``
    (``XI``) have reached that number too, though the registry holds no such directive.
    """

    resolution: Resolution
    status: int
    directives: tuple[Directive, ...]
    nearest: tuple[Directive, ...] = ()
    homonyms: tuple[Directive, ...] = ()
    other_terms: tuple[str, ...] = ()

    @property
    def is_searched(self) -> bool:
        """Whether the whole line was looked for, and no citation in it."""
        return self.resolution.citation.kind == WHOLE_LINE

    @property
    def has_failed(self) -> bool:
        """Whether the program failed on it, and so knows nothing of it."""
        return self.status == FAILED

    @property
    def type(self) -> str | None:
        """The type that is written, else that of the one directive, else what the symbol tells;
        None where it tells none: *QĐ* stands before decisions (quyết định) and regulations (quy
        định) alike."""
        if self._has_its_kind_written:
            return self._kind or None
        kinds = {one.type for one in self.directives} or {self._kind}
        is_open = not self.directives and self.resolution.citation.sigil == _OF_TWO_TYPES
        return None if is_open or len(kinds) > 1 else kinds.pop()

    @property
    def standard_form(self) -> str:
        """How it is written out: ``Chỉ thị 35-CT/TW``.

        Empty where one directive says so itself, and where nothing tells the type: *QĐ* stands
        before decisions (quyết định) and regulations (quy định) alike.
        """
        if len(self.directives) == 1 or not (self.directives or self._has_its_kind_written):
            return ""
        number = self.resolution.number or self.resolution.citation.number
        return " ".join(filter(None, (self._kind, number)))

    @property
    def _kind(self) -> str:
        """The type that is written or that the symbol tells; empty where nothing does."""
        return self.resolution.type or self.resolution.citation.type or ""

    @property
    def _has_its_kind_written(self) -> bool:
        """Whether the type is no guess from a symbol."""
        return slug(self._kind) in slug(self.resolution.citation.text)

    @property
    def listed(self) -> tuple[Directive, ...]:
        """The directives that stand below it, whether they may be meant or are the nearest."""
        return self.directives or self.nearest


def _keys_alone(found: Sequence[Resolution]) -> Iterator[str]:
    """The keys of central directives of which the number was given, and neither term nor day."""
    for one in found:
        said = one.citation
        if one.key and said.number and not (said.term or said.date):
            key = DirectiveKey.parse(one.key)
            if key.number and not key.body.places and key.body.head.endswith("tw"):
                yield one.key


def citation_rows(
    found: Sequence[Resolution], registry: Registry, counts: Mapping[str, int]
) -> list[LookupRow]:
    """The rows of citations, each with who else bears its number where that was given alone.

    ``counts`` are the notices that cite each directive.
    """
    told = _same_numbers(found, registry)
    return [_citation_row(one, registry, counts, told) for one in found]


def _citation_row(
    one: Resolution, registry: Registry, counts: Mapping[str, int], told: Mapping[str, Others]
) -> LookupRow:
    """The row of a citation; ``told`` are those of the same number, by key."""
    keys = [one.key] if one.outcome is Outcome.RESOLVED else one.candidates
    held = [row for key in keys if key and (row := registry.get(key))]
    listed = _likeliest_first(held, counts)
    is_held = one.outcome is not Outcome.NOT_HELD
    failed = one.key is None and one.outcome is not Outcome.MALFORMED
    homonyms, others = told.get(one.key or "", ((), ()))
    return LookupRow(
        one,
        FAILED if failed else STATUS[one.outcome],
        listed if is_held else (),
        () if is_held else listed,
        _likeliest_first([row for row in homonyms if row not in held], counts),
        others,
    )


def _likeliest_first(held: Sequence[Directive], counts: Mapping[str, int]) -> tuple[Directive, ...]:
    """What has not ended, then what most notices cite, then the newest."""
    newest = sorted(held, key=lambda one: one.date.iso if one.date else "", reverse=True)
    return tuple(
        sorted(newest, key=lambda one: (one.status is Validity.EXPIRED, -counts.get(one.key, 0)))
    )


Others = tuple[Sequence[Directive], tuple[str, ...]]


def _same_numbers(found: Sequence[Resolution], registry: Registry) -> dict[str, Others]:
    """Who else bears each number that was given alone: those held, and the other terms."""
    keys = set(_keys_alone(found))
    return {key: _same_number(key, registry) for key in keys} if len(keys) <= _MOST_TOLD else {}


def _same_number(key: str, registry: Registry) -> Others:
    parts = DirectiveKey.parse(key)
    known = [row.key for row in registry.of_body(str(parts.body))]
    asked = str(parts.in_term(UNKNOWN))
    held = [row for other in meanings(asked, known) if (row := registry.get(other))]
    others = map(central_term, other_terms(asked, known))
    return held, tuple(term.term for term in others if term)


def moved(row: LookupRow, by: int) -> LookupRow:
    """A row of a piece of a text as one of the text, in which the piece begins ``by`` later."""
    return replace(row, resolution=moved_resolution(row.resolution, by))


def moved_resolution(one: Resolution, by: int) -> Resolution:
    """A resolution whose citation stands ``by`` characters later, with the places in it."""
    if not by:
        return one
    cited = one.citation
    places = tuple(replace(at, span=_moved_span(at.span, by)) for at in cited.pinpoints)
    there = replace(cited, span=_moved_span(cited.span, by), pinpoints=places)
    return replace(one, citation=there)


def _moved_span(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def row_of_none(text: str) -> LookupRow:
    """What is answered to a text in which nothing can be a directive."""
    reason = because("không nhận ra số, tên hay nội dung của văn bản nào; ví dụ: 213-QĐ/TW")
    said = line_citation(text, _NO_DIRECTIVE)
    return LookupRow(
        Resolution(said, None, Outcome.MALFORMED, (), reason), STATUS[Outcome.MALFORMED], ()
    )


def line_citation(text: str, kind: str, number: str | None = None) -> Citation:
    """The first line of a text as a "citation", for what is found of all of it.

    >>> line_citation("  quy chế dân vận ", WHOLE_LINE).span
    Span(start=2, end=17)
    """
    start = len(text) - len(text.lstrip())
    line = text.strip().splitlines()[0][:MAX_TYPED]
    return Citation(Span(start, start + len(line)), line, kind, number=number)
