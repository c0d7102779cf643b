"""Pinpoints (dẫn chiếu): the very places that a text points to, each with all that it lies in.

``các khoản 1, 3 Điều 5 và Điều 9`` names three: khoản 1 Điều 5, khoản 3 Điều 5, Điều 9.  Parts are
named from the inside out (``điểm b khoản 2 Điều 7``) or from the outside in (``Điều 7, khoản 2``);
what several share is said once, behind them or before.  Each member of a list has its own span, and
the outer part that they share belongs to the span of its neighbour; a range has one span and as
many pinpoints as members.  ``Điều này`` is the article under whose heading it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from indexer.citations.pinpoint_parts import (
    Part,
    part_at,
    part_of_word,
    unit_words,
    units,
    value_at,
)
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded

FIELDS = tuple(unit.field for unit in units())
"""The fields of a pinpoint, from the innermost out."""

_ARTICLE = FIELDS.index("article")
_MOST_PARTS = 60
"""Of one expression; whoever writes of more writes a list of something else."""

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
_BEHIND_BARE = re.compile(
    rf"{GAP}(?:[-,;.():\[\]\"”|!?]|\Z|\n|{WALL}|(?:va|hoac|hay|den|toi|cua|tai|thuoc|trong|nay|neu|noi|nhu|theo"
    r"|thi|la|duoc|quy|dieu|khoan|muc|chuong|phan|diem|tiet|phu|luat|bo|nghi|quyet|chi|ket|huong|thong|ke|hien"
    r"|ban|tren|ve|da|de|con|khong|nhung|voi|khi|bi|do|phai|sau|gom)(?![a-z]))"
)


class _Tie(Enum):
    """How a part stands to the one before it."""

    BESIDE = auto()  # khoản 1, khoản 2
    WITHIN = auto()  # khoản 2 Điều 7: the one before lies in it
    HOLDS = auto()  # Điều 7, khoản 2: the one before holds it
    APART = auto()


@dataclass(slots=True)
class Pinpointed:
    """A place pointed to, at ``[start, end)`` of a folded text; ``parts`` by their field."""

    start: int
    end: int
    parts: dict[str, str]


@dataclass(slots=True)
class Expression:
    """Parts that stand together, and the places that they point to.

    ``is_own`` tells that they lie in the document that speaks: ``khoản 2 Điều này``;
    ``is_under_article`` that this document has articles of its own above them.
    """

    start: int
    end: int
    places: tuple[Pinpointed, ...]
    is_own: bool
    may_stand_alone: bool
    is_under_article: bool


def expressions(folded: Folded, text: str) -> list[Expression]:
    """The expressions of a text in order, headings left out.

    >>> from indexer.text import fold
    >>> text = "theo các khoản 1, 3 Điều 5 và Điều 9"
    >>> (found,) = expressions(fold(text), text)
    >>> for one in found.places:
    ...     print(text[one.start : one.end], one.parts)
    khoản 1 {'clause': '1', 'article': '5'}
    3 Điều 5 {'clause': '3', 'article': '5'}
    Điều 9 {'article': '9'}
    """
    found: list[Expression] = []
    above: dict[str, str] = {}
    free = 0
    for word in unit_words(folded):
        first = part_of_word(folded, text, word) if word.start() >= free else None
        if first is None:
            continue
        parts, ties = _run(folded, text, first)
        free = parts[-1].end
        if len(parts) == 1 and _is_heading(folded.text, first):
            above[first.unit.field] = first.values[0]
            continue
        if any(part.is_this for part in parts):
            parts = [_known(part, above) for part in parts]
        if len(parts) > 1 or not first.is_this or _is_named(folded, text, parts[0]):
            alone = len(parts) > 1 or _stands_alone(parts[0], folded, text)
            found.append(_expression(parts, ties, alone, "article" in above))
    return found


def _known(part: Part, above: Mapping[str, str]) -> Part:
    """``Điều này`` with the number of the heading above it, as far as there is one."""
    known = above.get(part.unit.field) if part.is_this else None
    return replace(part, values=(known,)) if known else part


_OPENS_A_SENTENCE = re.compile(rf"(?:\A|[.!?:;\n{WALL}])[\s\"“*_]{{0,9}}\Z")


def _is_named(folded: Folded, text: str, part: Part) -> bool:
    """Whether a lone "Điều này" is the article: under its heading, and with a capital that no
    sentence gives it ("điều này cho thấy" is none)."""
    if part.unit.rank != _ARTICLE or not part.values:
        return False
    if not folded.span(part.start, part.end).of(text)[:1].isupper():
        return False
    return not _OPENS_A_SENTENCE.search(folded.text, max(0, part.start - 12), part.start)


_HEADING = re.compile(r"(?:^|\n|¶)[ \t*_#>]{0,12}\Z")
_BEHIND_HEADING = re.compile(r"[ \t*_]{0,6}(?:[.:]|\n|\Z|¶|[-–] ?[^\W\d])")


def _is_heading(letters: str, part: Part) -> bool:
    """Whether a part is the heading of that part itself: ``Điều 7. Trách nhiệm``, on its line."""
    if part.is_this or len(part.values) != 1:
        return False
    before = _HEADING.search(letters, max(0, part.start - 14), part.start)
    return before is not None and _BEHIND_HEADING.match(letters, part.end) is not None


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
        if part and part.unit.rank > last.unit.rank and not _is_heading(folded.text, part):
            return broken, part
    bare = _BARE_CONNECTOR.match(folded.text, last.end)
    if bare is None or last.is_this:
        return None
    part = value_at(folded, text, bare.end(), last.unit)
    if part and part.way == last.way and _BEHIND_BARE.match(folded.text, part.end):
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


def _expression(
    parts: Sequence[Part], ties: Sequence[_Tie], may_stand_alone: bool, is_under_article: bool
) -> Expression:
    return Expression(
        start=parts[0].start,
        end=parts[-1].end,
        places=tuple(_places(parts, ties)),
        is_own=any(part.is_this for part in parts),
        may_stand_alone=may_stand_alone,
        is_under_article=is_under_article,
    )


def _stands_alone(part: Part, folded: Folded, text: str) -> bool:
    """Whether one part is a place by itself: "Điều 7", but not "điều 2 bên đã bàn"."""
    if part.way not in part.unit.alone:
        return part.is_this
    has_capital = folded.span(part.start, part.end).of(text)[:1].isupper()
    if part.unit.rank == _ARTICLE and has_capital:
        return True
    return part.way != "number" or _BEHIND_BARE.match(folded.text, part.end) is not None


def _places(parts: Sequence[Part], ties: Sequence[_Tie]) -> Iterator[Pinpointed]:
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
    within = len(FIELDS)
    for after in range(at + 1, len(parts)):
        tie, other = ties[after - 1], parts[after].unit.rank
        if tie is _Tie.HOLDS:
            break
        if tie is _Tie.APART:
            # What follows shares its article where it is of the same kind: "điểm a khoản 2 và
            # điểm b khoản 3 Điều 4".
            last = _chain_end(ties, after)
            if top not in {parts[one].unit.rank for one in range(after, last + 1)}:
                break
            within = _ARTICLE
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
