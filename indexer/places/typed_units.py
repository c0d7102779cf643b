"""One unit in a typed line: its type word, its name, and what these may mean at any time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.gazetteer import Gazetteer, PlaceKey, marked_name
from indexer.places.candidates import DatedGazetteer
from indexer.places.lexicon import (
    ALL_LEVELS,
    LEVELS_OF_KIND,
    Opener,
    is_surname,
    opener_of,
    place_lexicon,
)
from indexer.places.matcher import NameMatch, NameMatcher
from indexer.text import fold

_GAP = re.compile(r"\s{0,3}(?:so\s)?")


class _TypedMatcher(NameMatcher):
    """The names of a typed line, in which small letters begin a name as well."""

    def capital(self, at: int) -> bool:
        return self.letters[at : at + 1].isalnum()

    def has_capitals(self, name: NameMatch) -> bool:
        """Whether each word of a name has a capital, as only names have."""
        written = self.verbatim(name.start, name.end)
        return not written.isupper() and all(word[0].isupper() for word in written.split())


@dataclass(frozen=True, slots=True)
class TypedUnit:
    """One name with its type word, and the keys of the units that it may mean."""

    start: int
    name: NameMatch
    kind: str | None
    is_opened: bool
    keys: tuple[str, ...]
    end: int
    is_body: bool = False


class UnitReader:
    """The units of one typed line."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.matcher = _TypedMatcher(text, gazetteer, fold(text))
        self.plain = self.matcher.plain
        self.dated = DatedGazetteer(gazetteer, date.max)
        self._read: dict[int, tuple[TypedUnit, ...]] = {}

    def units(self, at: int) -> tuple[TypedUnit, ...]:
        """What may begin here: behind a type word, or a name alone; the longest first."""
        if at not in self._read:
            self._read[at] = tuple(self._units(at))
        return self._read[at]

    def _units(self, at: int) -> Iterator[TypedUnit]:
        yield from self.opened(at)
        for name in self.matcher.names(at, ALL_LEVELS):
            unit = self._unit(at, name, None, is_opened=False)
            if unit and not self.matcher.is_number(name):
                yield unit

    def opened(self, at: int) -> Iterator[TypedUnit]:
        """The units whose type word, or whose body, stands here."""
        if self.matcher.is_another_word(at) or self._begins_another_word(at):
            return
        for pattern in (place_lexicon().typed_opening, place_lexicon().kinds):
            opening = pattern.match(self.plain, at)
            found = opener_of(self.matcher.verbatim(at, opening.end())) if opening else None
            if opening and found:
                yield from self._behind(found[0], at, opening.end())

    def _behind(self, opener: Opener, at: int, end: int) -> Iterator[TypedUnit]:
        """The units whose name stands behind a word that opens one, or that is in it: ``TPHCM``."""
        if self.plain[at:end] in place_lexicon().letters:
            name = NameMatch(at, end, frozenset({opener.kind or ""}))
            unit = self._unit(at, name, opener.kind, is_opened=True)
            yield from (unit,) if unit else ()
            return
        gap = _GAP.match(self.plain, end)
        name_at = gap.end() if gap else end
        if opener.organisation and opener.kind:  # "Thành ủy TP HCM"
            yield from (replace(unit, start=at, is_body=True) for unit in self.opened(name_at))
        for name in self.matcher.names(name_at, LEVELS_OF_KIND.get(opener.kind or "", ALL_LEVELS)):
            unit = self._unit(at, name, opener.kind, is_opened=True)
            if unit and (not opener.weak or self._names_a_unit_alone(unit)):
                yield replace(unit, is_body=True) if opener.organisation else unit

    def _begins_another_word(self, at: int) -> bool:
        """``xã hội an toàn``: not xã Hội An, unless a capital says so."""
        found = place_lexicon().another_word.match(self.plain, at)
        if found is None:
            return False
        second = self.matcher.verbatim(at, found.end()).split()[-1]
        return second.islower() or self.matcher.verbatim(at, found.end()).isupper()

    def _unit(
        self, start: int, name: NameMatch, kind: str | None, *, is_opened: bool
    ) -> TypedUnit | None:
        written = self.matcher.written(name)
        found = self.gazetteer.ever_named(written, kind)
        if not found and kind:
            # A type that it never had: "tỉnh Hải Phòng".
            levels = LEVELS_OF_KIND[kind]
            found = tuple(p for p in self.gazetteer.ever_named(written) if p.level in levels)
        is_count = self.matcher.is_number(name) and self.matcher.counts(name, start)
        if not found or is_count or self.matcher.numbered(name):
            return None
        keys = tuple(place.key for place in found)
        former = place_lexicon().typed_former.match(self.plain, name.end)
        if former is None:
            return TypedUnit(start, name, kind, is_opened, keys, name.end)
        ended = tuple(key for key in keys if self._has_ended(key, kind))
        return TypedUnit(start, name, kind, is_opened, ended or keys, former.end())

    def _has_ended(self, key: str, kind: str | None) -> bool:
        """Whether a unit is no more, or no more of this type."""
        place = self.gazetteer.place(key)
        return place is not None and (
            place.valid_to is not None or (kind is not None and place.kind != kind)
        )

    def is_name(self, unit: TypedUnit) -> bool:
        """Whether a name without a type word is no word of every day, or has capitals."""
        written = marked_name(self.matcher.written(unit.name))
        if self.matcher.has_capitals(unit.name) and " " in written:
            return True
        if written in place_lexicon().ordinary:
            return False
        return " " in written or not self._only_communes(unit)

    def _only_communes(self, unit: TypedUnit) -> bool:
        return self.dated.levels(unit.keys) == {2}

    def _names_a_unit_alone(self, unit: TypedUnit) -> bool:
        """Behind a body without a type word (``chi bộ đoàn kết``) only what is surely a place."""
        first = self.matcher.written(unit.name).split()[0]
        return not self._only_communes(unit) or (self.is_name(unit) and not is_surname(first))

    def stands(self, unit: TypedUnit) -> bool:
        """Whether a name within a line is spelled as a unit of its type is, or plainly a name."""
        written = self.matcher.written(unit.name)
        if written[0].isupper() or unit.name.start == unit.start:
            return True
        if not (written.isascii() and " " in written) and not self.gazetteer.spelled(written):
            return False
        return unit.kind is None or bool(self.gazetteer.ever_named(written, unit.kind))

    def named(self, at: int, kind: str) -> Iterator[TypedUnit]:
        """The units of a type of which the name alone stands here, as in a list."""
        for name in self.matcher.names(at, LEVELS_OF_KIND[kind]):
            if unit := self._unit(at, name, kind, is_opened=True):
                yield unit

    def below(self, keys: Sequence[str], scopes: Sequence[str]) -> tuple[str, ...]:
        """The units that lie in one of the scopes, or that what they were made of lay in."""
        inside = self.dated.inside(keys, scopes)
        if inside:
            return tuple(sorted(inside, key=lambda key: not _lies_in_any(key, scopes)))
        return tuple(
            key
            for key in keys
            if any(_lies_in_any(old, scopes) for old in self.gazetteer.history(key).forerunners)
        )


def _lies_in_any(key: str, scopes: Sequence[str]) -> bool:
    return any(PlaceKey.lies_in(key, scope) for scope in scopes)
