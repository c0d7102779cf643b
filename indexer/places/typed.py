"""Places as people type them: ``tx long khánh``, ``P5 Q3 TPHCM``, ``bao lam lam dong``.

The words, the names and what lies in what are those of the papers (:mod:`indexer.places.lexicon`,
:mod:`indexer.places.matcher`).  Only what capitals tell in a paper has to be told otherwise: a name
stands behind a type word or is, with what it lies in, all of the line; and a line is of no day, so
that every unit is meant that ever bore the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.gazetteer import Gazetteer
from indexer.model import Place, Span
from indexer.places.lexicon import body_before, opener_of, place_lexicon
from indexer.places.typed_units import TypedUnit, UnitReader
from indexer.text import fold, unaccent

MAX_TYPED = 200
"""Characters of a line in which places are looked for; a longer one names none."""

_DEPTH = 4
_EDGE = " \t\"“”'.,;:"
# Between a unit and what it lies in: "xã Lộc Quảng thuộc huyện Bảo Lâm", "P. 5 - Q. 3", "P5/Q3".
_BETWEEN = re.compile(r"\s{0,3}[,;/(-]?\s{0,3}(?:(?:thuoc|cua|o|tai)\s{1,3}){0,2}")
# A bar stands for the operator OR of a query: in a list it may stand, before what is above it not.
_LISTED = re.compile(r"\s{0,3}(?:[,;]\s{0,3}(?:va\s)?|\s(?:va|hoac|cung|\|{1,4})\s{1,3})")
_CLOSING = re.compile(r"\s{0,3}\)")
_END = re.compile(r"[\s).,;:]*$")


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """A place in a typed line: its words, and every unit, of any time, that they may mean.

    ``above`` are the units named beside it that it lies in; ``extent`` is all that tells the place,
    with these.  ``is_body``: the words name the body that governs it; ``kind`` is the type that
    they tell, if any.
    """

    written: str
    extent: Span
    places: tuple[Place, ...]
    above: tuple[TypedPlace, ...] = ()
    is_body: bool = False
    kind: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether nothing but a place is meant: it has its type word, or what it lies in."""
        return not self.is_body and bool(self.kind or self.above)


def typed_places(text: str, gazetteer: Gazetteer) -> tuple[TypedPlace, ...]:
    """The places that a typed line names, in its order.

    A line that is nothing but a name is one, unless it is a word of every day.

    >>> [one.written for one in typed_places("kiểm tra xa bao lam 1 nam 2022", Gazetteer.load())]
    ['xa bao lam 1']
    >>> typed_places("an ninh", Gazetteer.load()), typed_places("hợp tác xã", Gazetteer.load())
    ((), ())
    """
    if not text.strip() or len(text) > MAX_TYPED:
        return ()
    line = _TypedLine(text, gazetteer)
    return line.whole(with_words=False) or tuple(line.named())


def place_typed(text: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The units that a text means which is said to be a place, as in ``dia_ban:`` or an address.

    >>> [one.key for one in place_typed("tx. an nhon, binh dinh", Gazetteer.load())]
    ['binh-dinh/an-nhon']
    """
    if not text.strip() or len(text) > MAX_TYPED:
        return ()
    return _units_of(_TypedLine(text, gazetteer).whole(with_words=True))


def places_begun(text: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The units that a text means, also while what they lie in is still being typed.

    >>> [one.key for one in places_begun("p5 q3 tp h", Gazetteer.load())]
    ['ho-chi-minh/quan-3/phuong-5']
    """
    if not text.strip() or len(text) > MAX_TYPED:
        return ()
    line = _TypedLine(text, gazetteer)
    return _units_of(line.whole(with_words=True)) or next(filter(None, line.begun()), ())


def without_places(text: str, found: Sequence[TypedPlace]) -> str:
    """What a line asks for besides its places.

    >>> asked = "thu hồi đất xã lộc quảng, bảo lâm"
    >>> without_places(asked, typed_places(asked, Gazetteer.load()))
    'thu hồi đất'
    """
    for one in sorted(found, key=lambda one: one.extent, reverse=True):
        text = f"{text[: one.extent.start]} {text[one.extent.end :]}"
    return " ".join(text.split()).strip(_EDGE)


def type_and_name(text: str) -> tuple[str, str]:
    """The beginning of a place as its type, which may be none, and its name.

    >>> type_and_name("tx long kh"), type_and_name("Huyện uỷ bảo"), type_and_name("long kh")
    (('thị xã', 'long kh'), ('huyện', 'bảo'), ('', 'long kh'))
    """
    folded = fold(text)
    opening = place_lexicon().typed_opening.match(folded.text)
    if opening is None:
        return "", text
    span = folded.span(0, opening.end())
    found, name = opener_of(span.of(text)), text[span.end :].strip()
    return (found[0].kind, name) if found and found[0].kind and name else ("", text)


class _TypedLine:
    """One typed line."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.reader = UnitReader(text, gazetteer)
        self.matcher, self.plain = self.reader.matcher, self.reader.plain

    # --- a line that is a place, and places in a line -----------------------------------------

    def whole(self, *, with_words: bool) -> tuple[TypedPlace, ...]:
        """The place that the whole line is; ``with_words`` also where it is a word of every day."""
        for start in self._starts():
            for units in self._to_the_end(start, _DEPTH):
                named = [with_words or one.is_opened or self.reader.is_name(one) for one in units]
                # From the province down only names: "Hòa Bình, thống nhất" is no such line.
                orders = [units, units[::-1]] if len(units) > 1 and all(named) else [units]
                for order in orders if any(named) else ():
                    if found := self._narrowed(order):
                        return (found,)
        return ()

    def _starts(self) -> Iterator[int]:
        """Where the line begins, and where its unit does behind the name of a body."""
        first = len(self.plain) - len(self.plain.lstrip(_EDGE))
        yield first
        for opening in place_lexicon().typed_opening.finditer(self.plain, first + 1):
            if self._is_body(first, opening.start()):
                yield opening.start()

    def _is_body(self, start: int, end: int) -> bool:
        """Whether all of a stretch is the name of a body: ``Phòng Giáo dục`` before ``huyện``."""
        before = self.plain[start:end]
        body = body_before(before, lambda at: self.matcher.verbatim(start + at, end))
        return body is not None and len(body) >= len(before.strip())

    def _to_the_end(self, at: int, depth: int) -> Iterator[tuple[TypedUnit, ...]]:
        """The units, each with what it lies in, that the rest of a line can be."""
        for unit in self.reader.units(at):
            if _END.match(self.plain, unit.end):
                yield (unit,)
            elif depth > 1:
                for next_at in self._next(unit):
                    for rest in self._to_the_end(next_at, depth - 1):
                        if self._goes_with(unit, rest[0]):
                            yield (unit, *rest)

    def begun(self) -> Iterator[tuple[Place, ...]]:
        """The units that the line may begin with, as far as they lie in what the rest begins."""
        for units, at in self._beginnings(0, _DEPTH - 1):
            above = unaccent(" ".join(type_and_name(self.plain[at:])).strip())
            is_begun = above and self.gazetteer.search_names(above, 1)
            if is_begun and (found := self._narrowed(units)):
                yield tuple(one for one in found.places if self._lies_in_begun(one, above))

    def _beginnings(self, at: int, depth: int) -> Iterator[tuple[tuple[TypedUnit, ...], int]]:
        """Units that each lie in the next, and where the rest of the line stands."""
        for unit in self.reader.units(at):
            for next_at in self._next(unit):
                for units, rest_at in self._beginnings(next_at, depth - 1) if depth > 1 else ():
                    yield (unit, *units), rest_at
                yield (unit,), next_at

    def _lies_in_begun(self, place: Place, above: str) -> bool:
        units = map(self.gazetteer.place, self.gazetteer.ancestors(place.key))
        names = (name for unit in units if unit for name in (unit.name, unit.full_name))
        return any(unaccent(name).startswith(above) for name in names)

    def _next(self, unit: TypedUnit) -> Iterator[int]:
        between = _BETWEEN.match(self.plain, unit.end)
        if between and between.end() > unit.end:
            yield between.end()

    def _goes_with(self, unit: TypedUnit, following: TypedUnit) -> bool:
        """``an ninh thái bình`` may be the peace and order of a province, ``an ninh, thái bình``
        is a commune."""
        gap = self.plain[unit.end : following.start]
        return unit.is_opened or following.is_opened or "," in gap or self.reader.is_name(unit)

    def named(self) -> Iterator[TypedPlace]:
        """The places that type words open within the line."""
        until = 0
        for opening in place_lexicon().typed_opening.finditer(self.plain):
            start = opening.start()
            before = self.plain[start - 1 : start]
            if start < until or before.isalnum() or before == "'":
                continue
            unit = next((one for one in self.reader.opened(start) if self.reader.stands(one)), None)
            if unit:
                listed, above = self._listed(unit)
                yield from self._narrowed_list(listed, above)
                until = (*listed, *above)[-1].end

    def _listed(self, unit: TypedUnit) -> tuple[list[TypedUnit], tuple[TypedUnit, ...]]:
        """The units of one type in a list, and those named behind that it all lies in:
        ``xã lộc an, lộc đức và tân lạc, huyện bảo lâm``."""
        listed = [unit]
        while not (above := self._above(listed[-1])) and (following := self._beside(listed[-1])):
            listed.append(following)
        return listed, above

    def _narrowed_list(
        self, listed: Sequence[TypedUnit], above: tuple[TypedUnit, ...]
    ) -> Iterator[TypedPlace]:
        for unit, following in pairwise(listed):
            found = self._narrowed((unit, *above)) or self._narrowed((unit,))
            if found:
                own = self.matcher.folded.span(unit.start, following.start)
                yield replace(found, extent=own)
        if found := self._narrowed((listed[-1], *above)):
            yield found

    def _above(self, unit: TypedUnit) -> tuple[TypedUnit, ...]:
        """The units named behind one, each of which holds the one before it."""
        units: list[TypedUnit] = [unit]
        while len(units) < _DEPTH:
            holding = (
                one
                for at in self._next(units[-1])
                for one in self.reader.units(at)
                if self._goes_with(one, units[-1]) and self.reader.below(units[-1].keys, one.keys)
            )
            if (found := next(holding, None)) is None:
                break
            units.append(found)
        return tuple(units[1:])

    def _beside(self, unit: TypedUnit) -> TypedUnit | None:
        """The next unit of the same type in a list."""
        gap = _LISTED.match(self.plain, unit.end)
        if gap is None or unit.kind is None:
            return None
        listed = self.reader.named(gap.end(), unit.kind)
        return next((o for o in listed if self.reader.is_name(o) and self.reader.stands(o)), None)

    # --- what lies in what --------------------------------------------------------------------

    def _narrowed(self, units: Sequence[TypedUnit]) -> TypedPlace | None:
        """The first of the units, as far as it lies in the next, and that in its next."""
        above: tuple[TypedPlace, ...] = ()
        start, end = min(unit.start for unit in units), max(unit.end for unit in units)
        if "(" in self.plain[start:end] and (closing := _CLOSING.match(self.plain, end)):
            end = closing.end()
        for unit in reversed(units):
            keys = unit.keys
            if above:
                keys = self.reader.below(keys, [place.key for place in above[0].places])
            places = tuple(place for key in keys if (place := self.gazetteer.place(key)))
            if not places:
                return None
            written = self.matcher.folded.span(unit.start, unit.name.end).of(self.text)
            extent = self.matcher.folded.span(start, end)
            kind = unit.kind or ""
            above = (TypedPlace(written, extent, places, above, unit.is_body, kind), *above)
        return above[0]


def _units_of(found: Sequence[TypedPlace]) -> tuple[Place, ...]:
    return tuple(place for one in found for place in one.places)
