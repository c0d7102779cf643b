"""Which organ of which committee speaks: ``Thường trực Huyện ủy`` is Thường trực of Huyện ủy.

The Ban Thường vụ and the Thường trực speak for a committee, its Ủy ban Kiểm tra, boards and office
work under it: the papers of all of them are the committee's.  Which words these are stands in
``corpus/registry/committees.toml`` and ``corpus/registry/organ_names.toml``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from indexer.knowledge import Committee, committee_table, governing_committee, unit_kinds
from indexer.model import Level
from indexer.numerals import read_number
from indexer.organs.composition import committee_start
from indexer.organs.lexicon import organ_lexicon
from indexer.organs.openings import Opening, opening_of, unabbreviated
from indexer.text import unaccent

_OF = "cua "
_CONGRESS = "dai hoi"  # has a Ban Tổ chức that is not the committee's


class SpeakingOrgan(NamedTuple):
    """The organ that speaks, and the committee or other body whose organ it is.

    ``organ`` is empty where the body itself is named and nothing within it; ``body`` where the
    words do not tell whose organ it is.
    """

    organ: str
    body: str


def speaking_organ(words: str) -> SpeakingOrgan:
    """The parts of an issuer's words.

    >>> speaking_organ("Thường trực Huyện ủy Bảo Lâm")
    SpeakingOrgan(organ='Thường trực', body='Huyện ủy Bảo Lâm')
    >>> speaking_organ("Ban Chấp hành Đảng bộ xã")
    SpeakingOrgan(organ='Ban Chấp hành', body='Đảng ủy xã')
    >>> speaking_organ("Sở Nội vụ")
    SpeakingOrgan(organ='', body='Sở Nội vụ')
    """
    words = unabbreviated(words)
    folded = unaccent(words)
    if len(folded) != len(words):
        return SpeakingOrgan("", words)
    if inner := _inner_at(folded):
        return _of_inner(_inner_organs()[inner], words[len(inner) :].strip())
    opening = opening_of(folded, words)
    if opening is None:
        return _of_person(words, folded)
    if opening.governs:
        return _of_committee(words, opening)
    if opening.organisation or not opening.serves:
        return SpeakingOrgan("", words)
    return _of_serving(words, opening)


def _of_serving(words: str, opening: Opening) -> SpeakingOrgan:
    """What works under a committee; with another name than that one's, a body by itself."""
    name = unaccent(words[opening.end :])
    body = "" if _CONGRESS in name else _body_behind(words, opening.end)
    if name.strip() and not body:
        return SpeakingOrgan("", words)
    return SpeakingOrgan(_spelled(opening.word), body)


def committee_of_unit(kind: str, level: Level, name: str) -> str:
    """What the committee of a unit is called.

    >>> committee_of_unit("thị xã", Level.DISTRICT, "An Nhơn")
    'Thị ủy An Nhơn'
    >>> committee_of_unit("xã", Level.COMMUNE, "Song Ray")
    'Đảng ủy xã Song Ray'
    >>> committee_of_unit("quận", Level.DISTRICT, "5")
    'Quận ủy Quận 5'
    """
    governing = governing_committee(kind, level)
    if governing is None:
        return f"{kind} {name}"
    with_kind = read_number(name) is not None or name in organ_lexicon().with_kind
    if governing.alone and with_kind:
        return f"{governing.word} {kind.capitalize()} {name}"
    return f"{governing.of_unit(kind)} {name}"


def _inner_at(folded: str) -> str:
    """The inner organ that opens some words: Ban Thường vụ, Thường trực, Ban Chấp hành."""
    return next((one for one in _inner_organs() if f"{folded} ".startswith(f"{one} ")), "")


@cache
def _inner_organs() -> dict[str, str]:
    """The inner organs by what they are called, folded."""
    rows = committee_table().inner
    return {unaccent(word): row.word for row in rows for word in (row.word, row.shorter) if word}


def _of_inner(organ: str, rest: str) -> SpeakingOrgan:
    if unaccent(rest).startswith(_OF):
        rest = rest[len(_OF) :]
    if not rest:
        return SpeakingOrgan(organ, "")
    within = speaking_organ(rest)
    return SpeakingOrgan(f"{organ} {within.organ}".strip(), within.body)


def _of_person(words: str, folded: str) -> SpeakingOrgan:
    """Who leads a committee: ``Bí thư Tỉnh ủy``."""
    start = committee_start(folded, 1)
    if start > 0 and folded[:start].strip() in organ_lexicon().positions:
        return SpeakingOrgan(words[:start].strip(), _body_behind(words, start))
    return SpeakingOrgan("", words)


def _of_committee(words: str, opening: Opening) -> SpeakingOrgan:
    """A committee as it is called; the organisation that it leads stands for it."""
    row = _committees().get(opening.word)
    if row and row.within:
        return SpeakingOrgan(row.word, _within(row, words[opening.end :].strip()))
    if row and row.is_centre:
        return SpeakingOrgan("", row.word)
    return SpeakingOrgan("", _leader_of(words))


def _within(row: Committee, rest: str) -> str:
    """The committee of an organ that is named by its own word: ``Chi bộ thôn 4`` of a Chi ủy."""
    if _committees()[unaccent(row.within)].is_centre:
        return row.within
    if committee_start(unaccent(rest)) == 0:
        return speaking_organ(rest).body
    return f"{row.within} {rest}".strip()


@cache
def _committees() -> dict[str, Committee]:
    return {unaccent(row.word): row for row in reversed(committee_table().committees)}


def _body_behind(words: str, start: int) -> str:
    """The committee that is named from a place on, and nothing where none is."""
    at = committee_start(unaccent(words), start)
    return speaking_organ(words[at:]).body if at > 0 else ""


def _leader_of(words: str) -> str:
    """The committee of an organisation: ``Thị ủy An Nhơn`` of ``Đảng bộ thị xã An Nhơn``."""
    organisation, folded = "dang bo ", unaccent(words)
    if not folded.startswith(organisation):
        return words
    rest = words[len(organisation) :]
    for kind in sorted(unit_kinds(), key=len, reverse=True):
        governing = governing_committee(kind)
        if governing and f"{unaccent(rest)} ".startswith(f"{unaccent(kind)} "):
            return f"{governing.of_unit(kind)}{rest[len(kind) :]}"
    return f"Đảng ủy {rest}"


def _spelled(folded: str) -> str:
    return " ".join(organ_lexicon().spelling[tuple(folded.split())])
