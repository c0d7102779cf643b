"""The words of a place: what ``khoản 2 Điều 7`` points to in a paper, or that it has none.

Whoever shows the words of what is cited asks :func:`passage`; what a paper points to in itself
("khoản 2 Điều này") is led to its place by :func:`own_place`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from indexer.citations.pinpoint_parts import FIELDS
from indexer.model import Pinpoint, Reason, Span, because
from indexer.numerals import read_number, read_roman
from indexer.outline.anchors import AGAIN, slug_of_number, step
from indexer.outline.divisions import Division, DivisionKind, Outline

MOST_LETTERS = 6000
"""Of a passage that is shown on the spot; who wants more opens the paper."""


class Presence(StrEnum):
    """Whether a paper has the place that is asked for."""

    FOUND = "found"
    ABSENT = "absent"
    """It is divided in this way, and has no such part."""
    UNDIVIDED = "undivided"
    """It is not divided in this way, as far as it could be read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a pinpoint leads to in a paper.

    ``division`` is the part that is meant, None where there is none; ``nearest`` is then what comes
    closest: the innermost part that there is, else its neighbour by number.  ``also`` are parts of
    the same name in the other papers of one file: article 1 of a decision, and of the regulation
    that it puts into force.
    """

    presence: Presence
    reason: Reason
    division: Division | None = None
    nearest: Division | None = None
    also: tuple[Division, ...] = ()

    def words(self, most: int = MOST_LETTERS) -> Span:
        """The span of the very words, heading included, up to so many letters; empty without."""
        if self.division is None:
            return Span(0, 0)
        start, end = self.division.span
        return Span(start, min(end, start + most))


_KINDS = {field: DivisionKind(field) for field in reversed(FIELDS)}
"""The fields of a pinpoint from the outside in, each with the kind of division that it names."""

_WITHIN_ARTICLES = ("clause", "point", "item")


def passage(outline: Outline, pinpoint: Pinpoint, *, attached: bool | None = None) -> Passage:
    """What a pinpoint points to in a paper.

    ``attached`` tells whether it is said to be of what the paper puts into force ("Điều 5 Quy chế
    ban hành kèm theo Quyết định …") or of the paper itself; where nobody tells, the paper itself
    comes first.  What the others of one file have of that name stands in ``also``.

    >>> from indexer.outline import outline
    >>> from indexer.model import Pinpoint, Span
    >>> text = "Điều 7. Hồ sơ\\n1. Đơn.\\n2. Bản khai."
    >>> found = passage(outline(text), Pinpoint(Span(0, 0), "", article="7", clause="2"))
    >>> found.words().of(text)
    '2. Bản khai.'
    >>> missing = passage(outline(text), Pinpoint(Span(0, 0), "", article="7", clause="5"))
    >>> str(missing.presence), missing.nearest.anchor
    ('absent', 'dieu-7')
    """
    named = [field for field in _KINDS if getattr(pinpoint, field)]
    own, others = [""], _attachments(outline)
    meant, rest = (others, own) if attached else (own, others)
    if attached is None or not others:
        meant, rest = [*meant, *rest], []
    found = list(_all(outline, meant, pinpoint))
    also = tuple(_all(outline, rest, pinpoint))
    if found:
        return Passage(
            Presence.FOUND,
            because("văn bản có điều, khoản, điểm hoặc mục này"),
            found[0],
            None,
            (*found[1:], *also),
        )
    if not named or not _is_divided(outline, named):
        reason = because("không thấy văn bản chia thành điều, khoản, điểm hoặc mục như vậy")
        return Passage(Presence.UNDIVIDED, reason, also=also)
    nearest = _nearest(outline, meant, pinpoint, named)
    return Passage(
        Presence.ABSENT,
        because("văn bản không có điều, khoản, điểm hoặc mục này"),
        None,
        nearest,
        also,
    )


def _all(outline: Outline, scopes: list[str], pinpoint: Pinpoint) -> Iterator[Division]:
    """What a pinpoint names in each of some papers."""
    found = (_find(outline, scope, pinpoint) for scope in scopes)
    return (outline.divisions[at] for at in found if at is not None)


def own_place(outline: Outline, pinpoint: Pinpoint) -> Division | None:
    """The part to which a paper points in itself, from where the words stand: "khoản 2 Điều này" is
    of the article over them, "Điều 5 Quy chế này" of the paper in which that is written.

    None where there is no such part, or nothing but the paper as a whole is named.

    >>> from indexer.outline import outline
    >>> from indexer.model import Pinpoint, Span
    >>> text = "Điều 7. Hồ sơ\\n1. Đơn.\\n2. Theo khoản 1 Điều này."
    >>> at = text.index("khoản 1")
    >>> own_place(outline(text), Pinpoint(Span(at, at + 16), "khoản 1 Điều này", clause="1")).anchor
    'dieu-7-khoan-1'
    """
    innermost = outline.innermost(pinpoint.span.start)
    article = outline.around(innermost, (DivisionKind.ARTICLE,))
    if article >= 0 and pinpoint.article in (None, outline.divisions[article].number):
        inner = replace(pinpoint, article=None)
        if not any(getattr(inner, field) for field in _KINDS):
            return outline.divisions[article] if pinpoint.article else None
        for outer in (outline.around(innermost, (DivisionKind.CLAUSE,)), article):
            if outer < 0:
                continue
            at = _find(outline, f"{outline.divisions[outer].anchor}-", inner)
            if at is not None:
                return outline.divisions[at]
    for scope in _scopes_around(outline, innermost):
        at = _find(outline, scope, pinpoint)
        if at is not None:
            return outline.divisions[at]
    return None


_APART = (DivisionKind.APPENDIX, DivisionKind.ATTACHMENT)


def _scopes_around(outline: Outline, at: int) -> Iterator[str]:
    """The beginnings of addresses of what numbers its parts by itself, from the inside out."""
    scope = outline.around(at, _APART)
    while scope >= 0:
        yield f"{outline.divisions[scope].anchor}-"
        scope = outline.around(outline.divisions[scope].parent, _APART)
    yield ""


def _attachments(outline: Outline) -> list[str]:
    """The beginnings of the addresses in what a paper puts into force."""
    return [f"{one.anchor}-" for one in outline.attachments]


def _find(outline: Outline, scope: str, pinpoint: Pinpoint) -> int | None:
    """The division that a pinpoint names, from the beginning of an address on."""
    found = [at for one in _addresses(scope, pinpoint) if (at := outline.place(one)) is not None]
    if found and pinpoint.article and pinpoint.chapter:
        return _in_chapter(outline, found[0], pinpoint)
    return found[0] if found else None


def _in_chapter(outline: Outline, at: int, pinpoint: Pinpoint) -> int:
    """Of articles whose numbers begin again with each chapter, what lies in the one that is named;
    else what was found."""
    first = outline.divisions[outline.around(at, (DivisionKind.ARTICLE,))].anchor
    behind = outline.divisions[at].anchor.removeprefix(first)
    other: int | None = at
    count = 1
    while other is not None:
        chapter = outline.around(other, (DivisionKind.CHAPTER,))
        if chapter >= 0 and outline.divisions[chapter].number == pinpoint.chapter:
            return other
        count += 1
        other = outline.place(f"{first}{AGAIN}{count}{behind}")
    return at


def _addresses(scope: str, pinpoint: Pinpoint) -> Iterator[str]:
    """The addresses under which a place may stand, from the beginning of one on."""
    inner = [
        (step(_KINDS[field], number), slug_of_number(number))
        for field in _WITHIN_ARTICLES
        if (number := getattr(pinpoint, field))
    ]
    for outer in _outer_addresses(pinpoint):
        if not outer and not inner:
            return
        # "khoản 3 mục II" is muc-ii-3: below a mục, numbers need no word.
        ways = product(*inner) if outer else [[worded for worded, _ in inner]]
        for steps in ways:
            yield scope + "-".join([*outer, *steps])


def _outer_addresses(pinpoint: Pinpoint) -> Iterator[list[str]]:
    """The ways in which what holds a khoản may be addressed: an article by itself, whatever chapter
    is named with it, and a mục within its chapter or without."""
    outer = [step(DivisionKind.APPENDIX, pinpoint.appendix)] if pinpoint.appendix else []
    if pinpoint.article:
        yield [*outer, step(DivisionKind.ARTICLE, pinpoint.article)]
        return
    section = [step(DivisionKind.SECTION, pinpoint.section)] if pinpoint.section else []
    chapter = [step(DivisionKind.CHAPTER, pinpoint.chapter)] if pinpoint.chapter else []
    part = [step(DivisionKind.PART, pinpoint.part)] if pinpoint.part else []
    yield [*outer, *(chapter or part), *section]
    if chapter and part:
        yield [*outer, *part, *section]


def _is_divided(outline: Outline, named: list[str]) -> bool:
    """Whether a paper has parts of the kind that is named outermost."""
    kinds = {_KINDS[field] for field in named}
    outermost = next(kind for kind in _KINDS.values() if kind in kinds)
    return any(one.kind is outermost for one in outline.divisions)


def _nearest(
    outline: Outline, scopes: list[str], pinpoint: Pinpoint, named: list[str]
) -> Division | None:
    """The innermost part that there is of those that are named, else the neighbour by number of the
    outermost one."""
    for known in range(len(named) - 1, 0, -1):
        outer = Pinpoint(
            pinpoint.span, "", **{field: getattr(pinpoint, field) for field in named[:known]}
        )
        for scope in scopes:
            at = _find(outline, scope, outer)
            if at is not None:
                return outline.divisions[at]
    first = named[0]
    kind, number = _KINDS[first], getattr(pinpoint, first)
    if first == "section" and "." in number:
        outer = replace(pinpoint, section=number.rpartition(".")[0])
        return next(iter(_all(outline, scopes, outer)), None)
    alike = [
        one
        for one in outline.divisions
        if one.kind is kind and one.anchor in {scope + step(kind, one.number) for scope in scopes}
    ]
    wanted = _value(number)
    return min(alike, key=lambda one: abs(_value(one.number) - wanted), default=None)


def _value(number: str) -> int:
    """What a number counts, to compare it with others: 7a as 7, III as 3."""
    first = number.split(".")[0]
    figures = first.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    return read_number(figures) or read_roman(first) or (ord(first[0]) - ord("a") if first else 0)
