"""A typed line: what the registry has of all of it, weighed with what its one citation means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from indexer.analysis import tokens
from indexer.directives import Registry
from indexer.model import Citation, Directive, Outcome, Reason, Resolution, Span, because
from search.directives import FoundDirective, TypedPart, directive_search
from search.lookup.row import STATUS, TYPED, LookupRow, citation_row, same_numbers
from search.query import citation_end

MOST_MEANINGS = 10
"""Directives that are listed for one line."""

_NEARLY_ALL, _ALL = 0.75, 0.9
"""Shares of a line, by weight, that a directive has to have to be preferred to what a citation in
the line means, and to be taken for one that the registry seems not to hold."""

_BETTER, _AS_LIKELY = 0.12, 0.75
"""By how much one has to have more of a line than another to be preferred, and how likely, beside
the likeliest, the last is that is listed."""

_OWN_NAME, _LIKE_ITS_NAME, _ALSO_ITS_NAME, _MUCH = 0.95, 0.75, 0.5, 0.4
"""How much of its name has to be typed of one that is called so, of another that is then listed
with it, less of one that has all of the line, and of one that is meant at all."""

_LONG_SUBJECT, _SOME, _A_SUBJECT, _FEW = 5, 0.15, 3, 6
"""So many words that one directive has are its subject, if they are so much of its name; so many,
where few directives have them."""

_OF_ITS_SUBJECT, _MOST_PARTS, _MOST_OTHERS = 0.2, 8, 4
"""How much of the words typed with a bare number one has to have to be meant without a doubt, in a
line of so many parts at most, and how many others are then listed."""

_WORDS_OF_NONE = frozenset(["so", "ve", "viec", "cua", "theo", "ngay", "nam", "van", "ban", "va"])


class TypedLine:
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
            enough = _share(self._found[:1]) >= self._enough(one.citation)
            is_symbol = one.citation.number and one.citation.body_code
            if is_symbol and not self._has_more_than(one.citation):
                return row
            return (enough and self.searched()) or row
        if one.outcome is Outcome.AMBIGUOUS and len(row.directives) == 1:
            return self.searched() or row
        if one.citation.term or one.citation.date:
            return self._of_that_year(row)
        if not self._has_more_than(one.citation):
            return self._other_editions(row)
        return self._with_the_rest(row) if self._found else row

    def _of_that_year(self, row: LookupRow) -> LookupRow:
        """A number with a year alone, unless what bears it is of another."""
        date = row.resolution.citation.date
        if not date or date.month or row.resolution.outcome is not Outcome.RESOLVED:
            return row
        hits = [hit for hit in self._found if hit.key == row.resolution.key and hit.against]
        return self._nearest(hits[0], row.directives) if hits else row

    def _other_editions(self, row: LookupRow) -> LookupRow:
        """A name alone with what else is called so: ``luật pccc`` is an older and a newer law."""
        hits = likely(self._found) if not row.resolution.citation.number else []
        is_one_of = row.resolution.key in [hit.key for hit in hits]
        return self._answer(hits) if is_one_of else row

    def _doubted(self, row: LookupRow, meant: Sequence[FoundDirective]) -> LookupRow | None:
        """A bare number with words that no directive of that number has: others are listed too.

        ``kết luận 14 phòng cháy`` may be another number, or another subject.
        """
        is_short = row.resolution.citation.kind == "short" and len(self._parts) <= _MOST_PARTS
        is_bare = is_short and self._is_number_alone
        if not is_bare or any(hit.subject > _OF_ITS_SUBJECT for hit in meant):
            return None
        keys = dict.fromkeys(one.key for one in row.directives)
        others = [hit for hit in self._found if hit.subject > _OF_ITS_SUBJECT or hit.has_number]
        keys |= dict.fromkeys(hit.key for hit in others[:_MOST_OTHERS])
        return self._listed(tuple(keys)) if len(keys) > len(row.directives) else None

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
            cited = meant[:1] if row.resolution.citation.body_code else ()
            return self.searched(cited) or row
        if doubted := self._doubted(row, meant):
            return doubted
        return self._among(row, meant) if len(row.directives) > 1 and meant else row

    @property
    def names_a_directive(self) -> bool:
        """Whether it is likely that a directive is meant at all, and not just its subject."""
        best = next(iter(self._found), None)
        signs = [part for part in self._parts if part.is_sign]
        says_type = any(not part.is_number for part in signs)
        if best is None or not best.is_likely or (says_type and len(self._parts) == 1):
            return False
        few = len(likely(self._found)) <= _FEW
        if says_type:
            return best.has_number or few or best.share >= _NEARLY_ALL
        return best.share >= _NEARLY_ALL and self._is_subject_of(best, few)

    def _is_subject_of(self, best: FoundDirective, few: bool) -> bool:
        """Whether words without a type are the subject of a directive, and not of a notice."""
        is_long = len(self._parts) >= _LONG_SUBJECT
        if best.named >= (_SOME if is_long else _MUCH):
            return True
        is_phrase = few and len(self._parts) >= _A_SUBJECT
        return (best.has_number or is_phrase) and best.share >= _ALL

    @property
    def _is_number_alone(self) -> bool:
        """Whether a number is typed, and no body, term or day that could agree with it."""
        deciding = [part for part in self._parts if part.decides]
        return len(deciding) == 1 and deciding[0].is_number

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

    def searched(self, cited: Sequence[FoundDirective] = ()) -> LookupRow | None:
        """What the whole line may mean; None where it says nothing of a directive.

        What is ``cited`` in the line comes after the likeliest: a title may cite another.
        """
        found = likely(self._found)
        if not found and not any(part.is_sign for part in self._parts):
            return None
        second = [hit for hit in cited if hit not in found[:1]]
        return self._answer([*found[:1], *second, *(hit for hit in found[1:] if hit not in second)])

    def _answer(self, hits: Sequence[FoundDirective]) -> LookupRow:
        keys = tuple(hit.key for hit in hits)
        held = tuple(row for key in keys if (row := self._registry.get(key)))
        if not held:
            return self._not_held(
                because("danh mục không có văn bản nào mang số hoặc tên như đã gõ")
            )
        if doubted := self._undecided(hits, held):
            return doubted
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
        told = same_numbers([found], self._registry)
        return citation_row(found, self._registry, self._counts, told)

    def _undecided(
        self, hits: Sequence[FoundDirective], held: tuple[Directive, ...]
    ) -> LookupRow | None:
        """Several that may be meant, or the nearest; None where one is meant."""
        best, keys = hits[0], tuple(hit.key for hit in hits)
        is_far = len(hits) == 1 and best.share < _NEARLY_ALL
        if is_far and self._is_number_alone and best.subject <= _OF_ITS_SUBJECT:
            others = [hit.key for hit in self._found[1:] if hit.subject > _OF_ITS_SUBJECT]
            return self._listed((*keys, *others[:_MOST_OTHERS]))
        if best.against or (is_far and not best.has_number):
            return self._nearest(best, held)
        return self._listed(keys) if len(held) > 1 else None

    def _listed(self, keys: tuple[str, ...]) -> LookupRow:
        held = tuple(row for key in keys if (row := self._registry.get(key)))
        reason = because("{n} văn bản khớp với những gì đã gõ", n=len(held))
        found = Resolution(self._said(), None, Outcome.AMBIGUOUS, keys, reason)
        return LookupRow(found, STATUS[Outcome.AMBIGUOUS], held)

    def _nearest(self, best: FoundDirective, held: tuple[Directive, ...]) -> LookupRow:
        """Nothing has all that decides; the nearest are shown, and none is said to be meant."""
        reason = because("danh mục không có văn bản nào khớp hết những gì đã gõ")
        if best.against:
            reason = because(
                "danh mục không có văn bản nào khớp cả “{against}”",
                against=", ".join(best.against),
            )
        return self._not_held(reason, held)

    def _not_held(self, reason: Reason, nearest: tuple[Directive, ...] = ()) -> LookupRow:
        found = Resolution(self._said(), None, Outcome.NOT_HELD, (), reason)
        return LookupRow(found, STATUS[Outcome.NOT_HELD], (), nearest)

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


def likely(found: Sequence[FoundDirective]) -> list[FoundDirective]:
    """Those of what was found that may be meant: one alone where it has the very name typed."""
    best = next(iter(found), None)
    if best is None or not best.is_likely:
        return []
    as_likely = [hit for hit in found if hit.is_likely and hit.score > _AS_LIKELY * best.score]
    if best.has_number and not best.against:
        as_likely = [hit for hit in as_likely if not hit.against]
    if best.named >= _OWN_NAME and not best.against:
        as_likely = [hit for hit in as_likely if hit.named >= _least_named(hit)]
    return as_likely[:MOST_MEANINGS]


def _least_named(hit: FoundDirective) -> float:
    return _ALSO_ITS_NAME if hit.share >= 1 - 1e-6 else _LIKE_ITS_NAME
