"""What is answered to a citation, or to whatever else of a directive a person typed.

A line is first read as a citation.  Where that leaves a choice, or nothing in the line is one, the
registry is searched for all of it (:mod:`search.directives`): "nghị quyết 18 đất đai" is not the
Nghị quyết 18 that most people mean, and "quy chế dân vận" has no number at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from indexer.analysis import tokens
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
from search.directives import MAX_TYPED, FoundDirective, TypedPart, directive_search
from search.query import citation_end

STATUS = {
    Outcome.RESOLVED: 200,
    Outcome.AMBIGUOUS: 300,
    Outcome.NOT_HELD: 404,
    Outcome.MALFORMED: 400,
}
FAILED = 500
"""Of a citation on which the program failed."""

TYPED = "typed"
"""The kind of a "citation" that is a whole line, of which the registry was searched for all."""

MOST_MEANINGS = 10
"""Directives that are listed for one line."""

_MOST_TOLD = 20
"""Numbers of a text of which the other terms are told; a text with more of them is a paper, not a
list that somebody wants to look up."""

_NEARLY_ALL, _ALL = 0.75, 0.9
"""Shares of a line, by weight, that a directive has to have to be preferred to what a citation in
the line means, and to be taken for one that the registry seems not to hold."""

_BETTER, _AS_LIKELY = 0.12, 0.75
"""By how much one has to have more of a line than another to be preferred, and how likely, beside
the likeliest, the last is that is listed."""

_OWN_NAME, _LIKE_ITS_NAME, _MUCH, _LONG_SUBJECT = 0.95, 0.75, 0.4, 5
"""How much of its name has to be typed of one that is called so, of another that is then listed
with it, and of one that is meant at all; so many words that one directive has are its subject."""

_WORDS_OF_NONE = frozenset(["so", "ve", "viec", "cua", "theo", "ngay", "nam", "van", "ban", "va"])


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One citation looked up, or one line: its status and the directives it may mean.

    ``homonyms`` bear the same number in another term than the one answered; ``other_terms``
    (``XI``) have reached that number too, though the registry holds no such directive.
    """

    resolution: Resolution
    status: int
    directives: tuple[Directive, ...]
    homonyms: tuple[Directive, ...] = ()
    other_terms: tuple[str, ...] = ()

    @property
    def is_searched(self) -> bool:
        """Whether the whole line was looked for, and no citation in it."""
        return self.resolution.citation.kind == TYPED


def answer_rows(
    text: str, found: Sequence[Resolution], registry: Registry, counts: Mapping[str, int]
) -> list[LookupRow]:
    """One row for each citation; for a line with one or none, what all of it may mean.

    ``counts`` are the notices that cite each directive.  Empty where nothing can be meant.
    """
    told = _same_numbers(found, registry)
    rows = [_row(one, registry, counts, told) for one in found]
    if not is_line(text) or any(row.status == FAILED for row in rows):
        return rows
    asked = _Line(text, registry, counts)
    if len(rows) == 1:
        return [asked.preferred(rows[0])]
    searched = None if any(row.directives for row in rows) else asked.searched()
    return [searched] if searched and (searched.directives or not rows) else rows


def offered_rows(
    text: str, found: Sequence[Resolution], registry: Registry, counts: Mapping[str, int]
) -> list[LookupRow]:
    """The same for a question about notices, which names a directive only now and then.

    Words alone are taken for one where they are much of its name.
    """
    rows = answer_rows(text, found, registry, counts)
    if found or not rows or _Line(text, registry, counts).names_a_directive:
        return rows
    return []


def by_turns(rows: Sequence[LookupRow]) -> list[Directive]:
    """The directives of several rows: the likeliest of each, then the next of each."""
    turns = zip_longest(*((*row.directives, *row.homonyms) for row in rows))
    return list({one.key: one for turn in turns for one in turn if one}.values())


def is_line(text: str) -> bool:
    """Whether a text is short enough to be a name typed by hand, and in one line."""
    return len(text) <= MAX_TYPED and "\n" not in text.strip()


def _keys_alone(found: Sequence[Resolution]) -> Iterator[str]:
    """The keys of central directives of which the number was given, and neither term nor day."""
    for one in found:
        said = one.citation
        if one.key and said.number and not (said.term or said.date):
            key = DirectiveKey.parse(one.key)
            if key.number and not key.body.places and key.body.head.endswith("tw"):
                yield one.key


def _row(
    one: Resolution, registry: Registry, counts: Mapping[str, int], told: Mapping[str, _Others]
) -> LookupRow:
    keys = [one.key] if one.outcome is Outcome.RESOLVED else one.candidates
    held = [row for key in keys if key and (row := registry.get(key))]
    failed = one.key is None and one.outcome is not Outcome.MALFORMED
    homonyms, others = told.get(one.key or "", ((), ()))
    return LookupRow(
        one,
        FAILED if failed else STATUS[one.outcome],
        _likeliest_first(held, counts),
        _likeliest_first([row for row in homonyms if row not in held], counts),
        others,
    )


def _likeliest_first(held: Sequence[Directive], counts: Mapping[str, int]) -> tuple[Directive, ...]:
    """What has not ended, then what most notices cite, then the newest."""
    newest = sorted(held, key=lambda one: one.date.iso if one.date else "", reverse=True)
    return tuple(
        sorted(newest, key=lambda one: (one.status is Validity.EXPIRED, -counts.get(one.key, 0)))
    )


_Others = tuple[Sequence[Directive], tuple[str, ...]]


def _same_numbers(found: Sequence[Resolution], registry: Registry) -> dict[str, _Others]:
    """Who else bears each number that was given alone: those held, and the other terms."""
    keys = set(_keys_alone(found))
    return {key: _same_number(key, registry) for key in keys} if len(keys) <= _MOST_TOLD else {}


def _same_number(key: str, registry: Registry) -> _Others:
    parts = DirectiveKey.parse(key)
    known = [row.key for row in registry.of_body(str(parts.body))]
    asked = str(parts.in_term(UNKNOWN))
    held = [row for other in meanings(asked, known) if (row := registry.get(other))]
    others = map(central_term, other_terms(asked, known))
    return held, tuple(term.term for term in others if term)


class _Line:
    """A typed line, and what the registry has of it."""

    def __init__(self, text: str, registry: Registry, counts: Mapping[str, int]) -> None:
        self._text, self._registry, self._counts = text, registry, counts

    @cached_property
    def _parts(self) -> list[TypedPart]:
        return directive_search(self._registry).parts(self._text)

    @cached_property
    def _found(self) -> list[FoundDirective]:
        return directive_search(self._registry).find(self._parts, self._counts)

    def preferred(self, row: LookupRow) -> LookupRow:
        """What the one citation of a line means, unless all of the line says otherwise."""
        one = row.resolution
        if one.citation.illegible_term:
            return row
        if one.outcome is Outcome.NOT_HELD:
            return (
                _share(self._found[:1]) >= self._enough(one.citation) and self.searched()
            ) or row
        if one.outcome is Outcome.AMBIGUOUS and len(row.directives) == 1:
            return self.searched() or row
        if one.citation.term or one.citation.date or not self._has_more_than(one.citation):
            return row
        return self._with_the_rest(row) if self._found else row

    def _enough(self, citation: Citation) -> float:
        """What a directive has to have of the line to be meant by a citation of none that is held.

        A symbol that is not held is none; a bare number with a wrong type may be another's.
        """
        mixed = citation.kind == "short" and self._has_more_than(citation)
        return _NEARLY_ALL if mixed else _ALL

    def _with_the_rest(self, row: LookupRow) -> LookupRow:
        """What a citation means together with what else the line says."""
        meant = [hit for hit in self._found if hit.key in {held.key for held in row.directives}]
        best = self._found[0]
        if best.share >= _NEARLY_ALL and best.share > _share(meant) + _BETTER:
            return self.searched() or row
        return self._among(row, meant) if len(row.directives) > 1 and meant else row

    @property
    def names_a_directive(self) -> bool:
        """Whether it is likely that a directive is meant at all, and not just its subject."""
        best = next(iter(self._found), None)
        signs = [part for part in self._parts if part.is_sign]
        says_type = any(not part.is_number for part in signs)
        if best is None or not best.is_likely or (says_type and len(self._parts) == 1):
            return False
        if best.share < _NEARLY_ALL or says_type:
            return says_type and (best.has_number or best.share >= _NEARLY_ALL)
        if best.named >= _MUCH or len(self._parts) >= _LONG_SUBJECT:
            return True
        return best.has_number and best.share >= _ALL

    def _has_more_than(self, citation: Citation) -> bool:
        end = citation_end(citation, self._text)
        around = f"{self._text[: citation.span.start]} {self._text[end:]}"
        return any(token.bare not in _WORDS_OF_NONE for token in tokens(around))

    def _among(self, row: LookupRow, meant: Sequence[FoundDirective]) -> LookupRow:
        """The choice of a citation in the order in which the rest of the line agrees."""
        if len(meant) == 1 or meant[0].share > meant[1].share + _BETTER:
            return self._answer(meant[:1])
        places = {hit.key: place for place, hit in enumerate(meant)}
        ordered = sorted(row.directives, key=lambda one: places.get(one.key, len(places)))
        return replace(row, directives=tuple(ordered))

    def searched(self) -> LookupRow | None:
        """What the whole line may mean; None where it says nothing of a directive."""
        likely = _likely(self._found)
        if not likely and not any(part.is_sign for part in self._parts):
            return None
        return self._answer(likely)

    def _answer(self, hits: Sequence[FoundDirective]) -> LookupRow:
        keys = tuple(hit.key for hit in hits)
        held = tuple(row for key in keys if (row := self._registry.get(key)))
        if not held:
            reason = because("danh mục không có văn bản nào mang số hoặc tên như đã gõ")
            return LookupRow(Resolution(self._said(), None, Outcome.NOT_HELD, (), reason), 404, ())
        if len(held) > 1:
            reason = because("{n} văn bản khớp với những gì đã gõ", n=len(held))
            found = Resolution(self._said(), None, Outcome.AMBIGUOUS, keys, reason)
            return LookupRow(found, STATUS[Outcome.AMBIGUOUS], held)
        (one,) = held
        said = self._said(one.number if self._says_number_alone() else None)
        found = Resolution(
            said,
            one.key,
            Outcome.RESOLVED,
            keys,
            because("văn bản khớp nhất với những gì đã gõ"),
            type=one.type,
            number=one.number or None,
            body=one.body,
        )
        told = _same_numbers([found], self._registry)
        return _row(found, self._registry, self._counts, told)

    def _said(self, number: str | None = None) -> Citation:
        """The line as a "citation"; the number only where nothing else tells what is meant."""
        start = len(self._text) - len(self._text.lstrip())
        line = self._text.strip()
        return Citation(Span(start, start + len(line)), line, TYPED, number=number)

    def _says_number_alone(self) -> bool:
        said = [part for part in self._parts if part.bare not in _WORDS_OF_NONE]
        return all(part.is_name for part in said)


def _share(hits: Sequence[FoundDirective]) -> float:
    return max((hit.share for hit in hits), default=0.0)


def _likely(found: Sequence[FoundDirective]) -> list[FoundDirective]:
    """Those of what was found that may be meant: one alone where it has the very name typed."""
    best = next(iter(found), None)
    if best is None or not best.is_likely:
        return []
    likely = [hit for hit in found if hit.is_likely and hit.score > _AS_LIKELY * best.score]
    if best.named >= _OWN_NAME:
        likely = [hit for hit in likely if hit.named >= _LIKE_ITS_NAME]
    return likely[:MOST_MEANINGS]
