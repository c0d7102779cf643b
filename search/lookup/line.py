"""A typed line, searched for as a whole: the row that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from indexer.directives import Registry, RegistryColumn, doubtful_columns
from indexer.model import Citation, Directive, Outcome, Reason, Resolution, because
from search.directives import (
    FoundDirective,
    TypedPart,
    bearers_of_each,
    directive_search,
    likely,
    says_something,
)
from search.lookup.row import STATUS, WHOLE_LINE, LookupRow, citation_rows, line_citation

NEARLY_ALL = 0.75
"""The share of a line, by weight, of what may be meant by all of it: a common word may be wrong."""

ALL = 0.9
"""The share of one that is meant although its number, or any sign of a directive, is another."""

_MUCH_OF_ITS_NAME = 0.4
"""How much of its name words alone have to be to be a question about it, and not about notices."""

_LONG_SUBJECT, _SOME_OF_ITS_NAME = 5, 0.15
"""So many words that one directive has are its subject if they are but so much of its name: nobody
types the whole of a long title."""

_PHRASE, _FEW = 3, 6
"""So many words are a subject too where no more than a few directives have them."""

_OF_ITS_SUBJECT = 0.2
"""How much of the words of a subject one must have to be about it: below are "và", "về"."""

_MOST_OTHERS = 4
"""Others that are listed beside the bearers of a number: what one sees at a glance."""


class TypedLine:
    """A typed line, and what the registry has of it; ``counts`` are the citing notices by key."""

    def __init__(self, text: str, registry: Registry, counts: Mapping[str, int]) -> None:
        self.text, self.registry, self.counts = text, registry, counts

    @cached_property
    def parts(self) -> list[TypedPart]:
        """The line taken apart."""
        return directive_search(self.registry).parts(self.text)

    @cached_property
    def found(self) -> list[FoundDirective]:
        """What has some of the line, the likeliest first."""
        return directive_search(self.registry).find(self.parts, self.counts)

    @cached_property
    def of_each_number(self) -> list[FoundDirective]:
        """Of a line with several numbers the likeliest bearer of each, then the next of each."""
        if sum(part.is_number for part in self.parts) + any(p.is_list for p in self.parts) < 2:
            return []
        search = directive_search(self.registry)
        return bearers_of_each(self.parts, self.found, lambda some: search.find(some, self.counts))

    @property
    def is_number_alone(self) -> bool:
        """Whether a number is typed, and no body, term or day that could agree with it."""
        deciding = [part for part in self.parts if part.decides]
        return len(deciding) == 1 and deciding[0].is_number

    @property
    def is_whole_number(self) -> bool:
        """Whether the line is a number with its type, and maybe its body, and nothing else."""
        said = [part for part in self.parts if says_something(part.bare)]
        is_told = any(part.is_number for part in said) and len(said) > 1
        return is_told and all(part.is_name for part in said)

    @property
    def near_numbers(self) -> tuple[Directive, ...]:
        """Those that bear the number, and are not what the line says: of another subject or type.

        ``cd 05`` is a slip of the pen, and no Thông tri has the number of ``thông tri 213``.
        """
        near = [hit.key for hit in self.found if hit.bears_number]
        if not near and self.is_whole_number:
            near = [hit.key for hit in self.found if hit.number and not hit.against]
        return self.held(near[:_MOST_OTHERS]) if self.is_number_alone else ()

    @property
    def names_a_directive(self) -> bool:
        """Whether it is likely that a directive is meant at all, and not just its subject."""
        best = next(iter(self.found), None)
        if self._names_numbers:
            return True
        signs = [part for part in self.parts if part.is_sign]
        says_type = any(not part.is_number for part in signs)
        if best is None or not best.is_likely or (says_type and len(self.parts) == 1):
            return False
        few = len(likely(self.found)) <= _FEW
        if says_type:
            return best.has_number or few or best.share >= NEARLY_ALL
        return best.share >= NEARLY_ALL and self._is_subject_of(best, few)

    @property
    def _names_numbers(self) -> bool:
        """Whether numbers with a type are directives': several, or one of them alone."""
        has_type = any(part.is_type for part in self.parts)
        is_several = has_type and bool(self.of_each_number)
        return is_several or (self.is_whole_number and bool(self.near_numbers))

    def _is_subject_of(self, best: FoundDirective, few: bool) -> bool:
        """Whether words without a type are the subject of a directive, and not of a notice."""
        is_long = len(self.parts) >= _LONG_SUBJECT
        if best.named >= (_SOME_OF_ITS_NAME if is_long else _MUCH_OF_ITS_NAME):
            return True
        is_phrase = few and len(self.parts) >= _PHRASE
        # "thôn 1" is no directive of that number in whose title a "thôn" stands.
        is_told = self.is_whole_number or best.named >= _SOME_OF_ITS_NAME
        return ((best.has_number and is_told) or is_phrase) and best.share >= ALL

    def searched(self, cited: Sequence[FoundDirective] = ()) -> LookupRow | None:
        """What the whole line may mean; None where it says nothing of a directive.

        What is ``cited`` in the line comes after the likeliest: a title may cite another.
        """
        found = likely(self.found)
        if not found and not any(part.is_sign for part in self.parts):
            return None
        second = [hit for hit in cited if hit not in found[:1]]
        return self.answer([*found[:1], *second, *(hit for hit in found[1:] if hit not in second)])

    def numbered_alone(self, held: Sequence[Directive]) -> Directive | None:
        """The only one of these if its number was typed."""
        bearers = {hit.key for hit in self.found if hit.bears_number}
        return held[0] if len(held) == 1 and held[0].key in bearers else None

    def several_numbers(self) -> LookupRow | None:
        """The row of a line with several numbers; None where it has no more than one."""
        hits = self.of_each_number
        return self.several(self.held(hit.key for hit in hits)) if hits else None

    def answer(self, hits: Sequence[FoundDirective]) -> LookupRow:
        """The row of what was found: the one that is meant, several, or the nearest."""
        if not hits:
            reason = because("danh mục không có văn bản nào mang số hoặc tên như đã gõ")
            return self._none_held(reason, self.near_numbers)
        best, keys = hits[0], [hit.key for hit in hits]
        is_far = len(hits) == 1 and best.share < NEARLY_ALL
        if is_far and self.is_number_alone and (doubted := self.with_others(hits)):
            return doubted
        if best.against or (is_far and not best.has_number):
            return self.nearest(best, self.held(keys))
        return self.several(self.held(keys)) if len(hits) > 1 else self._one(best.key)

    def with_others(self, bearers: Sequence[FoundDirective]) -> LookupRow | None:
        """Those of a bare number with others, where none of them has the subject typed with it.

        ``kết luận 14 phòng cháy`` may be another number, or another subject.
        """
        if any(hit.subject > _OF_ITS_SUBJECT for hit in bearers):
            return None
        keys = dict.fromkeys(hit.key for hit in bearers)
        others = [hit for hit in self.found if hit.subject > _OF_ITS_SUBJECT or hit.has_number]
        keys |= dict.fromkeys(hit.key for hit in others[:_MOST_OTHERS])
        return self.several(self.held(keys)) if len(keys) > len(bearers) else None

    def nearest(self, best: FoundDirective, held: tuple[Directive, ...]) -> LookupRow:
        """Nothing has all that decides; the nearest are shown, and none is said to be meant."""
        reason = because("danh mục không có văn bản nào khớp hết những gì đã gõ")
        if best.against:
            reason = because(
                "danh mục không có văn bản nào khớp cả “{against}”",
                against=", ".join(best.against),
            )
        return self._none_held(reason, held)

    def _none_held(self, reason: Reason, nearest: tuple[Directive, ...] = ()) -> LookupRow:
        found = Resolution(self._said(), None, Outcome.NOT_HELD, (), reason)
        return LookupRow(found, STATUS[Outcome.NOT_HELD], (), nearest)

    def several(self, held: Sequence[Directive], reason: Reason | None = None) -> LookupRow:
        """The row of several that may be meant."""
        why = reason or because("{n} văn bản khớp với những gì đã gõ", n=len(held))
        keys = tuple(one.key for one in held)
        found = Resolution(self._said(), None, Outcome.AMBIGUOUS, keys, why)
        return LookupRow(found, STATUS[Outcome.AMBIGUOUS], tuple(held))

    def with_successor(self, one: Directive) -> LookupRow | None:
        """A directive with the one in whose place it is, and the one in its place."""
        held = filter(None, map(self.registry.get, (*one.superseded_by, *one.supersedes)))
        tied = [one, *held]
        if len(tied) == 1:
            return None
        newest = sorted(tied, key=lambda each: each.date.iso if each.date else "", reverse=True)
        reason = because("văn bản đã gõ, với văn bản thay thế nó và văn bản mà nó thay thế")
        if doubted := [each.number for each in tied[1:] if _is_doubtful(one, each)]:
            reason = because(
                "văn bản đã gõ, với văn bản thay thế nó và văn bản mà nó thay thế; "
                "việc thay thế giữa nó và {numbers} chưa được xác nhận",
                numbers=", ".join(doubted),
            )
        return self.several(newest, reason)

    def _one(self, key: str) -> LookupRow:
        (one,) = self.held([key])
        # The number is given back as typed only where nothing else tells what is meant.
        says_more = any(not part.is_name for part in self.parts if says_something(part.bare))
        reason = because("văn bản khớp nhất với những gì đã gõ")
        found = Resolution(
            self._said(None if says_more else one.number),
            key,
            Outcome.RESOLVED,
            (key,),
            reason,
            type=one.type,
            number=one.number or None,
            body=one.body,
        )
        (row,) = citation_rows([found], self.registry, self.counts)
        return row

    def held(self, keys: Iterable[str]) -> tuple[Directive, ...]:
        """The directives of some keys, as far as they are held."""
        return tuple(row for key in keys if (row := self.registry.get(key)))

    def _said(self, number: str | None = None) -> Citation:
        return line_citation(self.text, WHOLE_LINE, number)


def _is_doubtful(*tied: Directive) -> bool:
    """Whether one of two directives is not known for certain to have replaced the other."""
    return any(RegistryColumn.SUPERSESSION in doubtful_columns(one) for one in tied)
