"""Whose directive it is: the body segment of a citation's key (citation-forms §3, §7).

The place comes from the text ("của Tỉnh ủy Quảng Trị"), else from the notice's issuer, else
from the only unit of that level that the text speaks of, else it is ``_``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from indexer.citations.cells import Tables
from indexer.directives.keys import BodyKey, Seat, place_slug, province_slugs
from indexer.gazetteer import read_districts_by_heir, read_provinces
from indexer.knowledge import (
    JOINT_RESOLUTION,
    Committee,
    IssuingBody,
    committee_levels,
    committees_of_units,
    first_day,
    folded_code,
    governing_committee,
    has_districts,
    issuing_body,
    joint_resolution_body,
    known_body,
    level_of_kind,
    level_of_seat,
    others_signing,
    unit_kinds,
)
from indexer.memory import remembered
from indexer.model import UNKNOWN, Citation, Level, PartialDate
from indexer.organs import one_of, place_at
from indexer.paths import REGISTRY
from indexer.text import Folded, unaccent


def cited_body(citation: Citation) -> IssuingBody | None:
    """The body that signs a cited directive, or None when the citation does not tell."""
    code = citation.body_code
    if not code:
        return None
    if citation.sigil == JOINT_RESOLUTION:
        return joint_resolution_body(code)
    party_order = "/" in (citation.number or "").split("-")[-1]
    return _signing(code, party_order, citation.body or "", citation.place)


@remembered(4096)
def _signing(code: str, party_order: bool, organ: str, place: str) -> IssuingBody | None:
    """The body that signs with a code, where the citation names this organ and place."""
    for other in others_signing(code):
        if _names(organ, place, other):
            return known_body(folded_code(other.codes[0]))
    folded = unaccent(code)
    return known_body(folded) or issuing_body(code, folded, party_order=party_order)


def _names(organ: str, place: str, committee: Committee) -> bool:
    """Whether an organ and its place name a committee: "05-NQ/TU của Thành ủy Biên Hòa"."""
    if not _words_name(organ, committee):
        return False
    return committee_levels()[committee.word] is committee.level or bool(
        place and not _names_province(place)
    )


def _words_name(organ: str, committee: Committee) -> bool:
    """Whether the words of an organ are a committee's, or its kind of unit's."""
    stated = organ.lower()
    return any(word in stated for word in (committee.word.lower(), *committee.units))


def _names_province(place: str) -> bool:
    return place_slug(place.split(",")[0]) in province_slugs()


def body_key(
    citation: Citation, body: IssuingBody, own: Seat, named: NamedUnits, issued: PartialDate | None
) -> BodyKey:
    """The body's part of the key, places included.

    ``own`` is the seat of the notice's issuer, ``named`` what other units the text names.
    """
    if body.place == "none":
        return BodyKey(body.segment)
    head = _head(citation, body, own)
    if _may_be_central(citation, body):
        return BodyKey(head, (UNKNOWN,))
    when = citation.date or issued
    has_them = when is None or has_districts(first_day(when))
    had_them = issued is not None and not has_districts(first_day(issued))
    if has_them and had_them and own.is_new_commune:
        own = Seat(province=own.province)  # the commune was not there yet
    tiers = _Tiers(own, named, has_them, had_them)
    places = tiers.places(citation, _level(citation, body, head, own))
    return BodyKey(head, tuple(places))


def _may_be_central(citation: Citation, body: IssuingBody) -> bool:
    """Whether a code alone stands there that a central committee bears too: "10-NQ/ĐUCA"."""
    if citation.place or _kind(citation):
        return False
    return any(row.level is Level.CENTRAL for row in others_signing(body.written))


def _head(citation: Citation, body: IssuingBody, own: Seat) -> str:
    """The segment of a body; in a town's own papers TU is the town's, where its words say so."""
    others = () if citation.place else others_signing(body.written)
    mine = (row for row in others if row.segment == own.head)
    return own.head if any(_words_name(citation.body or "", row) for row in mine) else body.segment


def _level(citation: Citation, body: IssuingBody, head: str, own: Seat) -> Level | None:
    """The level of the unit that a body governs; None for whatever unit the issuer has."""
    if level_of_seat(head) is Level.DISTRICT:
        return Level.DISTRICT
    if body.place != "unit":
        return Level(body.place)
    kind = _kind(citation)
    if kind and (level := level_of_kind(kind)):
        return level
    if citation.place:
        return Level.PROVINCE if _names_province(citation.place) else Level.DISTRICT
    if kind is None:
        return None
    of_city = governing_committee(kind, Level.DISTRICT)
    return Level.DISTRICT if of_city and own.head == of_city.segment else Level.PROVINCE


def _kind(citation: Citation) -> str | None:
    """The kind of unit that the organ's words name: ``thị xã`` before ``xã``."""
    stated = (citation.body or "").lower()
    longest_first = sorted(unit_kinds(), key=len, reverse=True)
    return next((k for k in longest_first if re.search(rf"(?<!\w){k}(?!\w)", stated)), None)


class _Tiers:
    """The places of a body, level by level: from the text, else from what is known around it."""

    def __init__(
        self, own: Seat, named: NamedUnits, districts: bool, former_districts: bool
    ) -> None:
        self._own, self._named, self._districts = own, named, districts
        self._former_districts = former_districts

    def places(self, citation: Citation, level: Level | None) -> list[str]:
        """The slugs of a body's places, the smallest first; ``_`` for what is not known."""
        if level is None:
            return self._own.path or [UNKNOWN] if self._own.head else [UNKNOWN]
        names, province = self._named_with(citation, level)
        if level is Level.PROVINCE:
            return [province or next(iter(names), None) or self._own.province or UNKNOWN]
        if level is Level.DISTRICT:
            below = [next(iter(names), None) or self._district()]
            province = province or self._province_then(below[0])
        else:
            below = [next(iter(names), None) or self._commune(), *self._above(names, province)]
        return _joined(*below, province or self._own.province or UNKNOWN)

    def _province_then(self, district: str) -> str | None:
        """The province of a district that is no more: it may have been merged since."""
        today = self._own.province
        if today is None or district == UNKNOWN or not self._former_districts:
            return today
        return former_province(district, today) or UNKNOWN

    def _named_with(self, citation: Citation, level: Level) -> tuple[list[str], str | None]:
        """The places that a citation names; phường Trà Vinh has the name of a province."""
        names, province = _places_named(citation)
        is_ward = level is Level.COMMUNE and not self._districts
        return ([province], None) if province and not names and is_ward else (names, province)

    def _district(self) -> str:
        return self._own.district or self._named.only(Level.DISTRICT) or UNKNOWN

    def _commune(self) -> str:
        return self._own.commune or self._named.only(Level.COMMUNE) or UNKNOWN

    def _above(self, names: list[str], province: str | None) -> list[str]:
        """The district above a commune: none where there is no such level."""
        own = self._own
        if len(names) > 1:
            return [names[1]]
        if not self._districts or (own.commune and not own.district):
            return []
        at_home = province in (None, own.province)
        return [own.district if own.district and at_home else UNKNOWN]


def _places_named(citation: Citation) -> tuple[list[str], str | None]:
    """The slugs of the places that a citation names, the province behind them apart."""
    names = [place_slug(name) for name in citation.place.split(",") if name.strip()]
    province = names.pop() if names and names[-1] in province_slugs() else None
    return names, province


def _joined(*places: str) -> list[str]:
    """Places of a key; several unknown ones in a row are one ``_``."""
    return [
        place
        for index, place in enumerate(places)
        if index == 0 or place != UNKNOWN or places[index - 1] != UNKNOWN
    ]


@cache
def _unit_words(level: Level) -> re.Pattern[str]:
    words = one_of(map(unaccent, committees_of_units(level)))
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


class NamedUnits:
    """The units that a text names by their Party organisation, read when first asked for."""

    def __init__(self, folded: Folded, text: str) -> None:
        self._folded, self._text = folded, text
        self._only: dict[Level, str | None] = {}

    def only(self, level: Level) -> str | None:
        """The slug of the one unit of a level that the text is about, else None.

        A unit named three times as often as any other counts as the one, but not where all that
        names it are columns of receivers.
        """
        if level not in self._only:
            self._only[level] = self._most_named(level)
        return self._only[level]

    def _most_named(self, level: Level) -> str | None:
        names: Counter[str] = Counter()
        senders, tables = set[str](), Tables(self._folded, self._text)
        for match in _unit_words(level).finditer(self._folded.text):
            name = place_slug(place_at(self._folded, self._text, match.end())[0].split(",")[0])
            if name and name not in province_slugs():
                names[name] += 1
                if tables.may_send(match.start()):
                    senders.add(name)
        ranked = names.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        return ranked[0][0] if ranked[0][0] in senders else None


# --- districts that are gone ---------------------------------------------------------------------


def former_province(district: str, today: str) -> str | None:
    """The province of then of a district that is gone, or None where its name does not tell it.

    Huyện ủy Lệ Thủy is cited by a commune of Quảng Trị, but its papers are those of Quảng Bình.

    ``district`` is the slug of the district, ``today`` that of the province where it now lies.

    >>> former_province("le-thuy", "quang-tri"), former_province("bao-lam", "lam-dong")
    ('quang-binh', 'lam-dong')
    >>> former_province("chau-thanh", "dong-thap") is None
    True
    """
    merged, lay_in = _provinces_then()
    if len(merged[today]) < 2:
        return today
    then = lay_in[today, district]
    return next(iter(then)) if len(then) == 1 else None


_Provinces = Mapping[str, set[str]]
_ByDistrict = Mapping[tuple[str, str], set[str]]


@cache
def _provinces_then() -> tuple[_Provinces, _ByDistrict]:
    """The provinces that became each of today, and those of them with a district of a name."""
    folder = REGISTRY / "places"
    today = {one.code: place_slug(one.name) for one in read_provinces(folder) if one.end is None}
    merged: dict[str, set[str]] = defaultdict(set)
    lay_in: dict[tuple[str, str], set[str]] = defaultdict(set)
    for district, province, heir in read_districts_by_heir(folder):
        then, now = place_slug(province.name), today[heir]
        merged[now].add(then)
        lay_in[now, place_slug(f"{district.kind} {district.name}")].add(then)
    return merged, lay_in
