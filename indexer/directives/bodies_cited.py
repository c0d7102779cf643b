"""Whose directive it is: the body segment of a citation's key (citation-forms §3, §7).

The place comes from the text ("của Tỉnh ủy Quảng Trị"), else from the notice's issuer, else
from the only unit of that level that the text speaks of, else it is ``_``.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache, lru_cache

from indexer.citations import SPACE, place_at
from indexer.directives.keys import Seat, place_slug, province_slugs
from indexer.knowledge import Body, body_of, first_day, known_body
from indexer.model import UNKNOWN, Citation, PartialDate
from indexer.text import Folded, unaccent

# The district level was abolished; communes answer to the province from this day.
TWO_TIERS = date(2025, 7, 1)

_LEVEL_WORDS = {
    "tỉnh": "province",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "thành phố": "city",
}


_folded = lru_cache(maxsize=1024)(unaccent)


def cited_body(citation: Citation) -> Body | None:
    """The body that signs a cited directive, or None when the citation does not tell."""
    code = citation.body_code
    if not code:
        return None
    if code == "TU" and _is_town(citation):
        return known_body("thu")
    body = known_body(_folded(code))
    return body or body_of(
        code, unaccent(code), party_order="/" in (citation.number or "").split("-")[-1]
    )


def _is_town(citation: Citation) -> bool:
    """A town committee may sign TU like the province: "05-NQ/TU của Thành ủy Biên Hòa"."""
    stated = (citation.body or "").lower()
    if "thị ủy" in stated or "thị xã" in stated:
        return True
    first = place_slug(citation.place.split(",")[0])
    return (
        bool(first)
        and ("thành ủy" in stated or "thành phố" in stated)
        and first not in province_slugs()
    )


def body_segment(
    citation: Citation, body: Body, own: Seat, named: NamedUnits, issued: PartialDate | None
) -> str:
    """The body's part of the key, places included.

    ``own`` is the seat of the notice's issuer, ``named`` what other units the text names.
    """
    if body.place == "none":
        return body.segment
    level = _level(citation, body, own)
    seat = _seat(citation, level, own, named, _two_tiers(citation, issued))
    return ".".join([_head(citation, body, own), *seat])


def _head(citation: Citation, body: Body, own: Seat) -> str:
    stated = (citation.body or "").lower()
    if body.segment == "hu" and "quận" in stated:
        return "qu"
    if body.segment == "tu" and not citation.place and own.head == "thu":
        return "thu" if re.search(r"thành ủy|thị ủy|thành phố|thị xã", stated) else "tu"
    return body.segment


def _level(citation: Citation, body: Body, own: Seat) -> str:
    if _head(citation, body, own) == "thu":
        return "district"
    if body.place in ("province", "district", "commune"):
        return body.place
    stated = (citation.body or "").lower()
    for word, level in _LEVEL_WORDS.items():
        if re.search(rf"(?<!\w){word}(?!\w)", stated):
            return _city_level(citation, own) if level == "city" else level
    if citation.place:
        return (
            "province"
            if place_slug(citation.place.split(",")[0]) in province_slugs()
            else "district"
        )
    return "own"


def _city_level(citation: Citation, own: Seat) -> str:
    if citation.place:
        first = place_slug(citation.place.split(",")[0])
        return "province" if first in province_slugs() else "district"
    return "district" if own.head == "thu" else "province"


def _two_tiers(citation: Citation, issued: PartialDate | None) -> bool:
    when = citation.date or issued
    return when is not None and first_day(when) >= TWO_TIERS


def _seat(
    citation: Citation, level: str, own: Seat, named: NamedUnits, two_tiers: bool
) -> list[str]:
    names = [place_slug(name) for name in citation.place.split(",") if name.strip()]
    if level == "own" or (level == "unit" and not names):
        return [own.path or UNKNOWN] if own.head else [UNKNOWN]
    province = names.pop() if names and names[-1] in province_slugs() else None
    if level == "province":
        return [province or (names[0] if names else None) or own.province or UNKNOWN]
    at_home = own.province or UNKNOWN
    if level == "district":
        district = names[0] if names else own.district or named.only("district") or UNKNOWN
        return _joined(district, province or at_home)
    commune = names[0] if names else own.commune or named.only("commune") or UNKNOWN
    if len(names) > 1:
        return [commune, names[1], province or at_home]
    if two_tiers or (own.commune and not own.district):
        return _joined(commune, province or at_home)
    if own.district and not (province and province != own.province):
        return [commune, own.district, at_home]
    return _joined(commune, UNKNOWN, province or at_home)


def _joined(*places: str) -> list[str]:
    """Places of a key; several unknown ones in a row are one ``_``."""
    return [
        place
        for index, place in enumerate(places)
        if index == 0 or place != UNKNOWN or places[index - 1] != UNKNOWN
    ]


@cache
def _unit_words(level: str) -> re.Pattern[str]:
    words = {
        "district": rf"(?:huyen|quan|thi){SPACE}uy|dang{SPACE}bo{SPACE}(?:huyen|quan|thi{SPACE}xa)",
        "commune": rf"dang{SPACE}(?:uy|bo){SPACE}(?:xa|phuong|thi{SPACE}tran)",
    }
    return re.compile(rf"(?<![a-z])(?:{words[level]})(?![a-z])")


class NamedUnits:
    """The units that a text names by their Party organisation, read when first asked for."""

    def __init__(self, folded: Folded, text: str) -> None:
        self._folded, self._text = folded, text
        self._only: dict[str, str | None] = {}

    def only(self, level: str) -> str | None:
        """The slug of the one unit of a level that the text is about, else None.

        A unit named three times as often as any other counts as the one.
        """
        if level not in self._only:
            self._only[level] = self._most_named(level)
        return self._only[level]

    def _most_named(self, level: str) -> str | None:
        names: Counter[str] = Counter()
        for match in _unit_words(level).finditer(self._folded.text):
            name = place_slug(place_at(self._folded, self._text, match.end())[0].split(",")[0])
            if name and name not in province_slugs():
                names[name] += 1
        ranked = names.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        return ranked[0][0]
