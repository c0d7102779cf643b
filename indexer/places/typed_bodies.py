"""Committees that a person typed by their places: ``UBKT Huyện ủy Bảo Lâm``.

The words of committees and of their organs are those of ``corpus/registry/committees.toml``, with
the abbreviations and the codes of organs (``UBKT``, ``BTC``, ``VP``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.analysis import tokens
from indexer.gazetteer import Gazetteer
from indexer.knowledge import committee_table, governing_committee
from indexer.model import Level
from indexer.organs import alternatives, committee_of_unit
from indexer.places.typed import TypedPlace
from indexer.text import fold, unaccent

_ORGANISATION = "Đảng bộ"  # no committee itself, but of "BCH Đảng bộ huyện" it tells which


@dataclass(frozen=True, slots=True)
class TypedBody:
    """A committee in a typed line: its place, and the organ of it that is named, if any.

    ``written`` are its words with its name, and ``start`` is where they begin in the line; ``word``
    is that for the committee as the registry has it, empty where only the place tells it.
    """

    written: str
    start: int
    word: str
    organ: str
    place: TypedPlace


def typed_bodies(text: str, places: Sequence[TypedPlace]) -> Iterator[TypedBody]:
    """The committees of units that a typed line names, of the places that were read in it.

    >>> from indexer.places.typed import typed_places
    >>> gazetteer, text = Gazetteer.load(), "họp BTV Huyện ủy Bảo Lâm"
    >>> [(one.written, one.organ) for one in typed_bodies(text, typed_places(text, gazetteer))]
    [('BTV Huyện ủy Bảo Lâm', 'Ban Thường vụ')]
    """
    folded = fold(text)
    by_start = {text.find(one.written, one.extent.start): one for one in places}
    for found in _body().finditer(folded.text) if places else ():
        span, named = folded.span(*found.span()), folded.span(*found.span("word"))
        behind = named.end + len(text[named.end :]) - len(text[named.end :].lstrip())
        place = by_start.get(named.start) or by_start.get(behind)
        word = _words()[" ".join(found["word"].split())]
        organ = _organs().get(" ".join((found["organ"] or "").split()), "")
        if place is None or not _is_spelled(named.of(text), word):
            continue
        if word == _ORGANISATION and not organ:
            continue
        end = text.find(place.written, place.extent.start) + len(place.written)
        word = "" if word == _ORGANISATION else word
        yield TypedBody(text[span.start : end], span.start, word, organ, place)


def committees_of(
    keys: Sequence[str], word: str, gazetteer: Gazetteer
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The committees that units had, each with the names of what it lay in.

    >>> list(committees_of(["dong-nai/long-khanh"], "Thị ủy", Gazetteer.load()))
    [('Thị ủy Long Khánh', ('Đồng Nai',))]
    """
    seen = set()
    for unit in (one for key in keys for one in gazetteer.versions(key)):
        governing = governing_committee(unit.kind, unit.level)
        if governing and word in ("", governing.word):
            name = committee_of_unit(unit.kind, unit.level, unit.name)
            for above in (gazetteer.names_above(unit.key, unit.valid_from),
                          gazetteer.names_above(unit.key)):  # fmt: skip
                if (name, above) not in seen:
                    seen.add((name, above))
                    yield name, above


def _is_spelled(written: str, word: str) -> bool:
    """Whether the marks that were typed are those of the word."""
    typed = zip(tokens(written), tokens(word), strict=False)
    return all(one.syllable in (one.bare, known.syllable) for one, known in typed)


@cache
def _words() -> dict[str, str]:
    """What is said of the committees of units, by its folded form."""
    rows = committee_table().committees
    local = (row.word for row in rows if row.units and row.level is not Level.CENTRAL)
    return {unaccent(word): word for word in local}


@cache
def _organs() -> dict[str, str]:
    """The organs of a committee by what they are called in full and in short, folded."""
    table = committee_table()
    found: dict[str, str] = {}
    for organ in (*table.inner, *table.organs):
        for name in (organ.word, organ.shorter, organ.short, organ.prefix):
            if name:
                found.setdefault(unaccent(name), organ.word)
    return found


@cache
def _body() -> re.Pattern[str]:
    blank = r"\s{1,3}"
    return re.compile(
        rf"(?<!\w)(?:(?P<organ>{alternatives(_organs())}){blank}(?:cua{blank})?)?"
        rf"(?P<word>{alternatives(_words())})(?!\w)"
    )
