"""The further units that a notice is about: those that stand in one list with the first.

``kiểm tra đối với Đảng ủy các xã Lộc An, Lộc Đức và Lộc Tân`` is about three communes.  A list ends
at the first word that is no joint of it, so that what is named in passing behind it is none of it.
"""

from __future__ import annotations

import re

from indexer.model import Level, Notice, PlaceResolution
from indexer.places.candidates import DatedGazetteer, Toponym, place_resolution
from indexer.text import unaccent

_JOINT = re.compile(r"\s*(?:[,;]|[,;]?\s*(?<!\w)(?:va|cung|cung voi|voi)(?!\w))\s*(?:cac\s)?\s*")
_SEVERAL = re.compile(r"(?<!\w)(?:cac|hai|ba)\s*$")


def further_units(
    text: str,
    notice: Notice,
    toponyms: list[Toponym],
    unit: PlaceResolution,
    issuer: PlaceResolution,
    dated: DatedGazetteer,
) -> tuple[PlaceResolution, ...]:
    """The units of the first one's level that are listed right behind it, each with its place.

    What the one before lies in is no unit of the list (``xã Lộc An, huyện Bảo Lâm và …``); what is
    open, or lies in no province where the issuer's papers are looked for, is left out.
    """
    span = notice.unit.evidence.span
    if unit.mention is None or unit.place is None or span is None:
        return ()
    organ = _SEVERAL.sub("", unaccent(text[span.start : unit.mention.span.start])).strip()
    province = None if notice.level.value is Level.CENTRAL else issuer.place or unit.place
    level = _level(unit.place, dated)
    end, above = unit.mention.span.end, {unit.place, *_above(unit.place, dated)}
    found: dict[str, PlaceResolution] = {}
    for toponym in toponyms:
        mention = toponym.mention
        if mention.span.start < end:
            continue
        if not _is_joined(text[end : mention.span.start], organ):
            break
        end = mention.span.end
        key = toponym.keys[0] if toponym.resolved else None
        if key is None or key in above:
            continue
        if _level(key, dated) is not level:
            break
        above |= {key, *_above(key, dated)}
        if province is None or dated.within(key, province.partition("/")[0]):
            found[key] = place_resolution(toponym, dated.label)
    return tuple(found.values())


def _is_joined(between: str, organ: str) -> bool:
    """Whether a list goes on: by a joint alone, or with the organ of its first unit again."""
    words = unaccent(between)
    joint = _JOINT.match(words)
    again = _SEVERAL.sub("", words[joint.end() :]).strip() if joint else None
    return again is not None and f" {organ}".endswith(f" {again}" if again else "")


def _level(key: str, dated: DatedGazetteer) -> Level | None:
    place = dated.gazetteer.place(key, dated.on)
    return place.level if place else None


def _above(key: str, dated: DatedGazetteer) -> tuple[str, ...]:
    return dated.gazetteer.ancestors(key, dated.on)
