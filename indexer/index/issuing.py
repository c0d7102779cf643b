"""What an index holds of who issued a notice: the committee, its organ, and its term of office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from indexer.gazetteer import Gazetteer
from indexer.knowledge import (
    central_term_at,
    centre,
    congress_cycle_at,
    first_day,
    has_districts,
)
from indexer.model import (
    UNKNOWN,
    Level,
    Notice,
    PartialDate,
    Place,
    PlaceResolution,
    Reading,
)
from indexer.organs import (
    SpeakingOrgan,
    committee_of_unit,
    ends_with_name,
    governs_unit,
    level_of,
    speaking_organ,
    without_name,
)
from indexer.text import slug, unaccent

ITSELF = "itself"
"""The organ of a notice that names a committee or another body, and nothing within it."""

_JOINED = "; "
_COMMITTEE = "dang uy"
_ORGANISATION = "dang bo"


def _behind(words: str, place: Place) -> str:
    return f"{words}{', ' if ends_with_name(words) else ' '}{place.name}"


def _with_unit(words: str, place: Place) -> str:
    """An organ's words with its unit, and its kind where its committee's name has it: ``Ban Thường
    vụ Đảng ủy xã Song Ray``, ``Ban Thường vụ Huyện ủy Bảo Lâm``."""
    if ends_with_name(words):
        return _behind(words, place)
    folded = f" {unaccent(words)}"
    if folded.endswith(f" {_ORGANISATION}"):
        return f"{words} {place.kind} {place.name}"
    named = committee_of_unit(place.kind, place.level, place.name).split()
    for end in range(len(named) - 1, 1, -1):  # the word for a committee has two syllables
        if folded.endswith(f" {unaccent(' '.join(named[:end]))}"):
            return f"{words} {' '.join(named[end:])}"
    return _behind(words, place)


def issuer_label(
    words: str,
    key: str | None,
    gazetteer: Gazetteer,
    on: date | None,
    joined: Callable[[str, Place], str] = _with_unit,
) -> str:
    """An organ with its place: ``Thường trực Huyện ủy Bảo Lâm, Lâm Đồng``.

    The unit of an organ stands right behind its words (``Sở Nội vụ Lâm Đồng``), and behind a comma
    where they end with another name (``Đảng ủy Trường Đại học Vinh, Nghệ An``).
    """
    place = gazetteer.place(key, on) if key else None
    if key is None or place is None:
        return words
    above = gazetteer.names_above(key, on)
    if slug(place.name) not in slug(words):
        return ", ".join([joined(words, place), *above])
    for name in above[-1:]:
        # "Thành ủy Vinh Nghệ An" has its province already, without the comma.
        if words.endswith(f" {name}") and slug(place.name) in slug(words[: -len(name)]):
            words = words[: -len(name)].rstrip(" ,-–")
    return ", ".join([words, *above])


def speaker_labels(reading: Reading, gazetteer: Gazetteer, on: date | None) -> list[str]:
    """What an issuer is found by: its label, and the one without the kind of unit that addresses
    of before have, which are permanent.
    """
    words, found = reading.notice.issuer.value, reading.issuer_place
    if not words:
        return [UNKNOWN]
    label = label_of_issuer(words, found, gazetteer, on)
    former = issuer_label(words, found.place, gazetteer, on, _behind)
    return list(dict.fromkeys((label, former)))


def label_of_issuer(
    words: str, found: PlaceResolution, gazetteer: Gazetteer, on: date | None
) -> str:
    """An organ with its place, or only with the name that the paper writes where several bear it:
    ``Thường trực Huyện ủy Bảo Lâm`` of one of two provinces.
    """
    namesakes = () if found.place else _namesakes(found, gazetteer)
    labels = {_with_unit(words, one) for one in namesakes if slug(one.name) not in slug(words)}
    if len(labels) == 1 and governs_unit(words):
        return labels.pop()
    return issuer_label(words, found.place, gazetteer, on)


def _namesakes(found: PlaceResolution, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The units that a paper may mean, where all have one name, and it writes that; else none."""
    units = tuple(one for key in found.candidates if (one := gazetteer.place(key)))
    written = {slug(found.mention.name)} if found.mention else set()
    return units if {slug(one.name) for one in units} == written else ()


def committee_labels(reading: Reading, gazetteer: Gazetteer, on: date | None) -> list[str]:
    """The committee or other body whose organ speaks, with its place; of several, each.

    Whichever organ speaks, and whether it names the kind of unit or not, one committee has one
    label: ``Đảng ủy xã Bảo Lâm 1, Lâm Đồng``.
    """
    found = reading.issuer_place
    labels = (
        _committee_label(one.body, found, gazetteer, on) if one.body else UNKNOWN
        for one in _speaking(reading.notice)
    )
    return list(dict.fromkeys(labels)) or [UNKNOWN]


def _committee_label(
    body: str, found: PlaceResolution, gazetteer: Gazetteer, on: date | None
) -> str:
    place = gazetteer.place(found.place, on) if found.place else None
    units = (place,) if place else _namesakes(found, gazetteer)
    names = {committee_of_unit(one.kind, one.level, one.name) for one in units}
    if len(names) == 1 and governs_unit(body):
        (name,) = names
        if unaccent(f"{name} ").startswith(unaccent(f"{without_name(body)} ")):
            above = gazetteer.names_above(found.place, on) if found.place else ()
            return ", ".join([name, *above])
    return label_of_issuer(body, found, gazetteer, on)


def organs(notice: Notice) -> list[str]:
    """The organs that speak, without whose they are: ``Ban Thường vụ``."""
    return list(dict.fromkeys(one.organ or ITSELF for one in _speaking(notice))) or [UNKNOWN]


def _speaking(notice: Notice) -> Iterator[SpeakingOrgan]:
    for words in (notice.issuer.value or "").split(_JOINED):
        if words:
            yield speaking_organ(words)


def committee_terms(notice: Notice) -> list[str]:
    """The terms of office of the committees, each by its first year.

    Unknown near a congress, whose days are not those of every committee, and of whatever is
    elected otherwise: a cell, an office of the State.
    """
    when = notice.date.value or (PartialDate(notice.year.value) if notice.year.value else None)
    terms = (_term(one.body, notice.level.value, when) for one in _speaking(notice))
    return list(dict.fromkeys(terms)) or [UNKNOWN]


def _term(body: str, level: Level | None, when: PartialDate | None) -> str:
    if not body or when is None:
        return UNKNOWN
    if body == centre().word:
        central = central_term_at(when)
        return str(central.opened.year) if central else UNKNOWN
    level = level_of(body) or level
    if not governs_unit(body):
        level = None
        if not unaccent(body).startswith(_COMMITTEE):
            return UNKNOWN
    elif level is None or (level is Level.DISTRICT and not has_districts(first_day(when))):
        return UNKNOWN
    start = congress_cycle_at(when, level)
    return str(start) if start else UNKNOWN
