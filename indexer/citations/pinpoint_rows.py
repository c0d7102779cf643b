"""Parts in a row: what joins them, which lies in which, and the places that they point to together.

``các khoản 1, 3 Điều 5 và Điều 9`` names three: khoản 1 Điều 5, khoản 3 Điều 5, Điều 9.  Where such
rows stand in a text is told in :mod:`indexer.citations.pinpoints`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from indexer.citations.pinpoint_parts import (
    ARTICLE,
    Part,
    counted_pattern,
    part_at,
    part_of_word,
    part_pattern,
    unit_word,
    units,
    value_at,
    value_pattern,
)
from indexer.memory import remembered
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded

_MOST_PARTS = 60
"""Of one row; whoever writes of more writes a list of something else."""
_MOST_KEPT = 6
"""Parts of a row that is kept; LONGEST_KEPT_ROW are its letters."""
LONGEST_KEPT_ROW = 100
LONGEST_NUMBER = 12
"""Letters of the number of a heading that "Điều này" may stand for."""

_CONNECTOR = re.compile(
    rf"{GAP}(?P<sign>[,;(:)]?){GAP}(?:(?P<and>va|hoac|hay|cung{SPACE}voi|va{SPACE}ca){SPACE})?"
    rf"(?:(?:cua|thuoc|tai|o|trong|cac|nhung){SPACE}){{0,2}}"
)
_BARE_CONNECTOR = re.compile(
    rf"{GAP}(?:(?P<sign>[,;]){GAP}(?:(?:va|hoac|hay){SPACE})?|(?P<and>va|hoac|hay){SPACE})"
)
# "khoản 2⏎⏎Điều 26 Quy định …": a page break before an outer part, which looks like its heading.
_BROKEN_CONNECTOR = re.compile(rf"{GAP}(?P<sign>,?)(?P<and>){GAP}{WALL}{GAP}")
# What may stand behind a number that has no word of its own, or whose word may be another ("điều 2
# bên", "khoản 2 tổ dân phố"): the end of the list, or what it is of.
BEHIND_BARE = re.compile(
    rf"{GAP}(?:[-,;.():\[\]\"”|!?]|\Z|\n|{WALL}|(?:va|hoac|hay|den|toi|cua|tai|thuoc|trong|nay|neu|noi|nhu|theo"
    r"|thi|la|duoc|quy|dieu|khoan|muc|chuong|phan|diem|tiet|phu|luat|bo|nghi|quyet|chi|ket|huong|thong|ke|hien"
    rf"|ban|tren|ve|da|de|con|khong|nhung|voi|khi|bi|do|phai|sau|gom|kem{SPACE}theo)(?![a-z]))"
)


class _Tie(Enum):
    """How a part stands to the one before it."""

    BESIDE = auto()  # khoản 1, khoản 2
    WITHIN = auto()  # khoản 2 Điều 7: the one before lies in it
    HOLDS = auto()  # Điều 7, khoản 2: the one before holds it
    APART = auto()


class Pinpointed(NamedTuple):
    """A place pointed to, at ``[start, end)`` of a folded row; ``parts`` by their field."""

    start: int
    end: int
    parts: dict[str, str]


class Row(NamedTuple):
    """Parts that stand together, and the places that they point to, counted from its start.

    ``is_own`` tells that they lie in the document that speaks; ``size`` is how many parts there
    are.
    """

    first: Part
    places: tuple[Pinpointed, ...]
    is_own: bool
    size: int


@cache
def row_pattern() -> re.Pattern[str]:
    """Where a row may stand: ``row`` is at least what :func:`row_at` would read there.

    ``bare`` ends with it where its last number has no word, ``counted`` is what that may count.  Of
    a long row it is the beginning.  The first letter may be in the middle of a word.
    """
    part, value = part_pattern(), value_pattern()
    joint, broken, bare = (
        _without_groups(one.pattern) for one in (_CONNECTOR, _BROKEN_CONNECTOR, _BARE_CONNECTOR)
    )
    headed = rf"(?:{joint}|{broken})(?:{part})"
    return re.compile(
        rf"(?P<row>(?:{part})(?:{headed}|{bare}(?P<bare>{value})){{0,{_MOST_KEPT - 1}}}+)"
        rf"(?P<counted>{counted_pattern()})?"
    )


def _without_groups(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z]+>", "(?:", pattern)


def row_at(
    folded: Folded, text: str, start: int, above: Mapping[str, str]
) -> tuple[Row | None, int]:
    """The row that the word of a unit opens, with where it ends; ``above`` numbers "Điều này"."""
    word = unit_word(folded, start)
    if word is None:
        return None, start + 1
    first = part_of_word(folded, text, word)
    if first is None:
        return None, word.end()
    parts, ties = _run(folded, text, first)
    is_own = any(part.is_this for part in parts)
    if is_own:
        parts = [_known(part, above) for part in parts]
    places = tuple(
        Pinpointed(low - start, high - start, each) for low, high, each in places_of(parts, ties)
    )
    return Row(parts[0], places, is_own, len(parts)), parts[-1].end


@remembered(2048, is_short=True)
def kept_row(letters: str, written: str, above: tuple[tuple[str, str], ...]) -> Row | None:
    """The row of some words, where it takes them all and cannot go on behind them; ``letters`` are
    the words folded."""
    row, end = row_at(Folded(letters), written, 0, dict(above))
    return row if row and end == len(letters) and row.size < _MOST_KEPT else None


def _known(part: Part, above: Mapping[str, str]) -> Part:
    """``Điều này`` with the number of the heading above it, as far as there is one."""
    known = above.get(part.unit.field) if part.is_this else None
    return replace(part, values=(known,)) if known else part


_HEADING = re.compile(r"(?:^|\n|¶)[ \t*_#>]{0,12}\Z")
_BEHIND_HEADING = re.compile(r"[ \t*_]{0,6}(?:[.:]|\n|\Z|¶|[-–] ?[^\W\d])")


def is_heading(letters: str, part: Part, start: int, end: int) -> bool:
    """Whether a part at ``[start, end)`` is the heading of that part: ``Điều 7. Trách nhiệm``."""
    if part.is_this or len(part.values) != 1 or not _BEHIND_HEADING.match(letters, end):
        return False
    return _HEADING.search(letters, max(0, start - 14), start) is not None


def _run(folded: Folded, text: str, first: Part) -> tuple[list[Part], list[_Tie]]:
    """The parts that follow one another, and how each stands to the one before it."""
    parts, joints = [first], list[re.Match[str]]()
    while len(parts) < _MOST_PARTS:
        step = _next(folded, text, parts[-1])
        if step is None:
            break
        joints.append(step[0])
        parts.append(step[1])
    return parts, _ties(parts, joints)


def _next(folded: Folded, text: str, last: Part) -> tuple[re.Match[str], Part] | None:
    """The part behind one, and what joins the two."""
    joint = _CONNECTOR.match(folded.text, last.end)
    if joint:
        part = part_at(folded, text, joint.end())
        if part:
            return joint, part
    broken = _BROKEN_CONNECTOR.match(folded.text, last.end)
    if broken:
        part = part_at(folded, text, broken.end())
        if (
            part
            and part.unit.rank > last.unit.rank
            and not is_heading(folded.text, part, part.start, part.end)
        ):
            return broken, part
    bare = _BARE_CONNECTOR.match(folded.text, last.end)
    if bare is None or last.is_this:
        return None
    part = value_at(folded, text, bare.end(), last.unit)
    if part and part.way == last.way and BEHIND_BARE.match(folded.text, part.end):
        return bare, part
    return None


def _ties(parts: Sequence[Part], joints: Sequence[re.Match[str]]) -> list[_Tie]:
    """How each part but the first stands to the one before it."""
    ties: list[_Tie] = []
    descends = False
    for at, joint in enumerate(joints):
        one, following = parts[at].unit.rank, parts[at + 1].unit.rank
        parted = bool(joint["and"]) or joint["sign"] in (";", ":", ")")
        if following == one and not (joint["sign"] == ";" and parts[at + 1].is_headed):
            ties.append(_Tie.BESIDE)
        elif following > one and not parted and not (descends and joint["sign"]):
            ties.append(_Tie.WITHIN)
            descends = False
        elif following < one and not parted and not _ascends(parts, joints, at + 1):
            ties.append(_Tie.HOLDS)
            descends = True
        else:
            ties.append(_Tie.APART)
            descends = False
    return _not_both_ways(ties)


def _ascends(parts: Sequence[Part], joints: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a part, or the list that it begins, lies in what stands behind it."""
    rank = parts[at].unit.rank
    for after in range(at + 1, len(parts)):
        other = parts[after].unit.rank
        if other != rank:
            return other > rank and not (joints[after - 1]["and"] or joints[after - 1]["sign"])
    return False


def _not_both_ways(ties: list[_Tie]) -> list[_Tie]:
    """A run goes inwards or outwards: where it turns, another place begins."""
    way: _Tie | None = None
    for at, tie in enumerate(ties):
        if tie is _Tie.APART:
            way = None
        elif tie in (_Tie.WITHIN, _Tie.HOLDS):
            if way not in (None, tie):
                ties[at], way = _Tie.APART, None
            else:
                way = tie
    return ties


def places_of(parts: Sequence[Part], ties: Sequence[_Tie]) -> Iterator[Pinpointed]:
    """The places that a run points to, in order."""
    for at, part in enumerate(parts):
        before = ties[at - 1] if at else _Tie.APART
        after = ties[at] if at < len(ties) else _Tie.APART
        if before is _Tie.WITHIN or after is _Tie.HOLDS:
            continue
        outer = {**_held_by(parts, ties, at), **_lying_in(parts, ties, at)}
        start, end = _reach(parts, ties, at)
        for value in part.values:
            inner = {part.unit.field: value}
            yield Pinpointed(start, end, inner | outer)


def _lying_in(parts: Sequence[Part], ties: Sequence[_Tie], at: int) -> dict[str, str]:
    """The outer parts of one that stand behind it."""
    outer: dict[str, str] = {}
    rank = top = parts[at].unit.rank
    within = len(units())
    for after in range(at + 1, len(parts)):
        tie, other = ties[after - 1], parts[after].unit.rank
        if tie is _Tie.HOLDS:
            break
        if tie is _Tie.APART:
            # What follows shares its article where it is of the same kind: "điểm a khoản 2 và
            # điểm b khoản 3 Điều 4".
            last = _chain_end(ties, after)
            held = {parts[one].unit.rank for one in range(after, last + 1)}
            if top not in held:
                break
            # The numbers of articles go on over chapters and mục, those of khoản do not.
            within = ARTICLE if ARTICLE in held or top >= ARTICLE else len(units())
            continue
        if tie is _Tie.WITHIN and top < other <= within:
            top = other
            if parts[after].values:
                outer[parts[after].unit.field] = parts[after].values[0]
    return outer if top > rank else {}


def _chain_end(ties: Sequence[_Tie], at: int) -> int:
    """The last part of the chain that a part opens."""
    while at < len(ties) and ties[at] is not _Tie.APART:
        at += 1
    return at


def _held_by(parts: Sequence[Part], ties: Sequence[_Tie], at: int) -> dict[str, str]:
    """The outer parts of one that stand before it."""
    outer: dict[str, str] = {}
    top = parts[at].unit.rank
    for before in range(at - 1, -1, -1):
        if ties[before] in (_Tie.APART, _Tie.WITHIN):
            break
        if parts[before].unit.rank > top and parts[before].values:
            top = parts[before].unit.rank
            outer[parts[before].unit.field] = parts[before].values[0]
    return outer


def _reach(parts: Sequence[Part], ties: Sequence[_Tie], at: int) -> tuple[int, int]:
    """The span of a member: with the outer parts that stand next to it."""
    first = last = at
    while first and ties[first - 1] is _Tie.HOLDS:
        first -= 1
    while last < len(ties) and ties[last] is _Tie.WITHIN:
        last += 1
    return parts[first].start, parts[last].end
