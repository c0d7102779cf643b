"""Names of organs put together and taken apart: an inner organ of a committee, a body under one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.knowledge import committee_table, governing_committee, level_of_kind
from indexer.model import Level
from indexer.organs.lexicon import organ_lexicon
from indexer.organs.openings import opening_of
from indexer.organs.phrases import alternatives
from indexer.organs.spelling import is_known_phrase
from indexer.text import unaccent

_ORGANISATION = "Đảng bộ"
_SEATS = ("province", "district", "commune")
_OF_ANY_BODY = ("dang uy", "dang bo")
_CENTRE = "Ban Chấp hành Trung ương"


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().committees)})(?!\w)")


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().place_kinds)})(?!\w)(?! hoi)")


def committee_named(words: str, behind: bool = False) -> str:
    """The folded committee that the words of an organ name; ``behind``: behind another word.

    >>> committee_named("Ban Tổ chức Tỉnh ủy Lâm Đồng"), committee_named("Huyện ủy", behind=True)
    ('tinh uy', '')
    """
    found = _committee().search(unaccent(words), 1 if behind else 0)
    return found[0] if found else ""


def committee_start(folded: str, start: int = 0) -> int:
    """Where a committee is named in folded words, from a place on; -1 for nowhere.

    >>> committee_start("doan kiem tra so 2 cua ban thuong vu tinh uy", 13)
    37
    """
    found = _committee().search(folded, start)
    return found.start() if found else -1


def unit_kind_in(words: str) -> str:
    """The kind of unit that an organisation is named after: ``xã`` of ``Công an xã Mường La``.

    >>> unit_kind_in("Ủy ban nhân dân xã Cư Jút"), unit_kind_in("Bảo hiểm xã hội")
    ('xã', '')
    """
    opening = opening_of(unaccent(words), words)
    return next(iter(_kinds_in(words, opening.end if opening else 0)), (0, ""))[1]


def _kinds_in(words: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The kinds of unit in the words of an organ, each with where it ends."""
    folded = unaccent(words)
    for found in _kinds().finditer(folded, start) if len(folded) == len(words) else ():
        written = words[found.start() : found.end()]
        # The "quan" of "cơ quan" is no "quận"; a capital opens a name, unless nothing follows.
        alone = written.istitle() and found.end() == len(words)
        if (written.islower() or alone) and is_known_phrase(written.lower()):
            yield found.end(), written.lower()


def seat_of(words: str) -> Level | None:
    """The level of the unit in which an organ that governs none has its seat, if its words tell.

    >>> seat_of("Đảng ủy Công an tỉnh"), seat_of("Ban Thường vụ Đảng ủy Khối các cơ quan")
    (<Level.PROVINCE: 'province'>, <Level.PROVINCE: 'province'>)
    """
    kind = unit_kind_in(words)
    if level := level_of_kind(kind) if kind else None:
        return level
    folded = unaccent(words)
    for row in committee_table().sectors:
        if row.place in _SEATS and unaccent(row.word) in folded:
            return Level(row.place)
    return None


def governs_unit(words: str) -> bool:
    """Whether an organ is one of a committee that governs a unit, as far as its words tell.

    >>> governs_unit("Ban Thường vụ Huyện ủy"), governs_unit("Đảng ủy Công an"), governs_unit("Sở")
    (True, False, False)
    """
    committee, folded = committee_named(words), unaccent(words)
    if committee in _OF_ANY_BODY:
        return folded.endswith(committee)
    return bool(committee) and committee not in _of_no_unit()


@cache
def _of_no_unit() -> frozenset[str]:
    table = committee_table()
    rows = [row for row in table.committees if row.alone and not row.units]
    return frozenset(
        unaccent(word) for row in (*rows, *table.sectors) for word in (row.word, *row.fuller)
    )


def without_name(words: str) -> str:
    """An organ without the name of its place: ``Huyện ủy`` of ``Huyện ủy Di Linh``.

    >>> without_name("Đảng ủy Công an tỉnh Lâm Đồng"), without_name("Chi bộ thôn 4")
    ('Đảng ủy Công an tỉnh', 'Chi bộ thôn 4')
    """
    folded = unaccent(words)
    if len(folded) != len(words):
        return words
    table = committee_table()
    for row in table.committees:
        if row.alone and row.units and folded.startswith(f"{unaccent(row.word)} "):
            return words[: len(row.word)]
    ends = [end for end, _ in _kinds_in(words)]
    return words[: ends[-1]] if ends else words


def inner_organ(inner: str, committee: str, of_organisation: bool = False) -> str:
    """An inner organ with its committee; a Ban Chấp hành is one of the organisation (Đảng bộ).

    >>> inner_organ("Ban Thường vụ", "Huyện ủy"), inner_organ("Ban Chấp hành", "Thị ủy")
    ('Ban Thường vụ Huyện ủy', 'Ban Chấp hành Đảng bộ thị xã')
    """
    if of_organisation or unaccent(inner) == "ban chap hanh":
        committee = _organisation_of(committee)
    return f"{inner} {committee}".strip()


def _organisation_of(committee: str) -> str:
    """What a committee leads: ``Đảng bộ thị xã`` of ``Thị ủy``."""
    folded = unaccent(committee)
    for row in committee_table().committees:
        if row.alone and row.units and folded == unaccent(row.word):
            return f"{_ORGANISATION} {row.units[0]}"
    if folded.startswith("dang uy"):
        return f"{_ORGANISATION}{committee[len('Đảng ủy') :]}"
    return committee


def committee_over(words: str) -> str:
    """The committee, without its place, that a letterhead names above its issuer.

    >>> committee_over("Đảng bộ tỉnh Nghệ An"), committee_over("Huyện ủy Di Linh")
    ('Tỉnh ủy', 'Huyện ủy')
    """
    if unaccent(words) == unaccent(_CENTRE):
        return "Trung ương"
    plain = without_name(words)
    if not unaccent(plain).startswith("dang bo "):
        return plain
    kind = plain[len(_ORGANISATION) + 1 :]
    governing = governing_committee(kind)
    if governing and kind in governing.units:
        return governing.of_unit(kind)
    return f"Đảng ủy {kind}"
