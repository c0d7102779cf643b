"""The picture of a directive (văn bản) among its neighbours: numbers that a template makes SVG.

The directive stands in the middle, above it what cites it, below it the directives it is tied
to; two cards to a row, joined to a line that runs between the columns, so that the whole is as
narrow as a phone.  It never stands alone: the page has the same links in its lists.

What stands around it are the facts of its page, bounded in number.  Few citing notices stand one by
one; many stand by their years, the newest first.  Below are the directives that it replaced or that
replaced it, those that an open number may mean, and those cited in the same notices.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.directives import Tie
from indexer.model import UNKNOWN
from search.display import addresses, with_mark
from search.pages.citing import CitingPassages
from search.pages.directive import DirectivePage, ListedDirective, directive_address
from search.query import YEAR

WIDTH, CARD, MIDDLE = 320, 150, 240
LINE, CAPTION = 17, 15
MAX_LINES = 3
"""Lines of a name; what is longer ends in an ellipsis, and the tip of the card has it whole."""

_AXIS, _GAP = WIDTH // 2, WIDTH - 2 * CARD
_PAD, _BETWEEN, _APART = 7, 8, 26
_BASELINE = 13
_SQUEEZED, _MAX_SQUEEZE = 1.12, 1.5
"""How much too long a line may be before it is broken, and a word before it is cut."""


class NeighbourKind(StrEnum):
    """What a neighbour is to the directive in the middle."""

    NOTICE = "notice"
    YEAR = "year"
    MORE_NOTICES = "more notices"
    NEWER = "newer"
    OLDER = "older"
    CANDIDATE = "candidate"
    OPEN = "open"
    TOGETHER = "together"
    MORE_DIRECTIVES = "more directives"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands one step from the directive, and where it leads.

    ``name`` is as the documents have it, empty where only the interface can say it; ``note`` is
    what the tip says besides.  ``count`` is of notices, or of what a card of more stands for;
    ``is_inferred`` when ``date`` is a year that the notice does not state.
    """

    kind: NeighbourKind
    name: str
    address: str
    count: int = 0
    note: str = ""
    date: str = ""
    is_inferred: bool = False
    is_doubtful: bool = False

    @property
    def is_more(self) -> bool:
        """Whether it stands for all that the picture leaves out."""
        return self.kind in (NeighbourKind.MORE_NOTICES, NeighbourKind.MORE_DIRECTIVES)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a name on its baseline; ``squeezed`` to this width where it is a little long."""

    text: str
    y: int
    squeezed: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A box from its top left, and the name in it; ``caption`` is the baseline of what follows."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    caption: int

    @property
    def foot(self) -> int:
        """Where it ends."""
        return self.y + self.height

    @property
    def centre(self) -> int:
        """Where its lines are centred."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class NeighbourCard:
    """A neighbour in its box, and the path of the line that joins it to the middle."""

    neighbour: Neighbour
    box: Box
    edge: str


@dataclass(frozen=True, slots=True)
class CitationPicture:
    """What cites the directive, the directive, and what it is tied to, from top to bottom."""

    above: tuple[NeighbourCard, ...]
    middle: Box
    below: tuple[NeighbourCard, ...]
    height: int
    width: int = WIDTH


def draw_picture(
    name: str, citing: Sequence[Neighbour], related: Sequence[Neighbour]
) -> CitationPicture | None:
    """The picture of a directive called ``name``; None with fewer than two neighbours.

    >>> years = [Neighbour(NeighbourKind.YEAR, year, "/") for year in ("2023", "2022", "2021")]
    >>> drawn = draw_picture("Quy định 213-QĐ/TW", years, ())
    >>> [(one.box.x, one.box.y) for one in drawn.above], drawn.middle.y
    ([(85, 1), (0, 55), (170, 55)], 127)
    """
    if len(citing) + len(related) < 2:
        return None
    # The odd one stands farthest out, where the line of the others does not cross it.
    odd = len(citing) % 2
    upper = list(_boxes([citing[:odd], *_pairs(citing[odd:])], 1))
    top = upper[-1].foot + _APART if upper else 1
    middle = _box((WIDTH - MIDDLE) // 2, top, MIDDLE, _wrapped(name, MIDDLE - 20))
    lower = list(_boxes(_pairs(related), middle.foot + _APART))
    return CitationPicture(
        above=tuple(_cards(citing, upper, top)),
        middle=middle,
        below=tuple(_cards(related, lower, middle.foot)),
        height=(lower[-1] if lower else middle).foot + 1,
    )


def _cards(
    neighbours: Sequence[Neighbour], boxes: Sequence[Box], middle: int
) -> Iterator[NeighbourCard]:
    for one, box in zip(neighbours, boxes, strict=True):
        yield NeighbourCard(one, box, _edge(box, middle))


def _pairs(neighbours: Sequence[Neighbour]) -> list[Sequence[Neighbour]]:
    return [neighbours[at : at + 2] for at in range(0, len(neighbours), 2)]


def _boxes(rows: Sequence[Sequence[Neighbour]], y: int) -> Iterator[Box]:
    """The boxes of the rows, one row below the other; a lone one stands on the axis."""
    for row in rows:
        names = [_wrapped(one.name, CARD) for one in row]
        height = max((_height(lines) for lines in names), default=0)
        for place, (one, lines) in enumerate(zip(row, names, strict=True)):
            x = place * (CARD + _GAP) if len(row) > 1 else _AXIS - CARD // 2
            yield _box(x, y, CARD, lines, height, has_caption=not one.is_more)
        y += height + _BETWEEN if row else 0


def _height(lines: Sequence[TextLine]) -> int:
    return 2 * _PAD + LINE * len(lines) + CAPTION


def _box(
    x: int,
    y: int,
    width: int,
    lines: Sequence[TextLine],
    height: int = 0,
    *,
    has_caption: bool = True,
) -> Box:
    """A box around lines, which stand in the middle of its height."""
    height = height or _height(lines)
    text = LINE * len(lines) + (CAPTION if has_caption else 0)
    first = y + (height - text) // 2 + _BASELINE
    placed = tuple(
        TextLine(line.text, first + at * LINE, line.squeezed) for at, line in enumerate(lines)
    )
    return Box(x, y, width, height, placed, placed[-1].y + CAPTION)


def _edge(box: Box, middle: int) -> str:
    """The line to a box from the directive, whose near side stands at ``middle``."""
    below = box.y > middle
    if box.centre == _AXIS:
        return f"M{_AXIS} {middle}V{box.y if below else box.foot}"
    bend = _GAP // 2
    down = bend if below else -bend
    aside = bend if box.centre > _AXIS else -bend
    return f"M{_AXIS} {middle}V{box.y + box.height // 2 - down}q0 {down} {aside} {down}"


def _wrapped(name: str, width: int) -> tuple[TextLine, ...]:
    """A name in at most :data:`MAX_LINES` lines, broken at its spaces only.

    What stands in brackets begins a line where the whole needs more than one.
    """
    room = width - 8
    is_long = _width(name) > _SQUEEZED * room
    lines: list[str] = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        is_apart = is_long and word.startswith("(")
        if not lines[-1] or (_width(longer) <= _SQUEEZED * room and not is_apart):
            lines[-1] = longer
        elif len(lines) < MAX_LINES:
            lines.append(word)
        else:
            lines[-1] += "…"
            break
    return tuple(_fitted(line, room) for line in lines)


def _fitted(line: str, room: int) -> TextLine:
    """A line in its room: as it is, squeezed a little, or cut where no number is so long."""
    wide = _width(line)
    if wide <= room:
        return TextLine(line, 0)
    if wide > _MAX_SQUEEZE * room:
        kept = int(len(line) * _MAX_SQUEEZE * room / wide)
        line = f"{line[: max(1, kept - 1)]}…"
    return TextLine(line, 0, room)


def _width(text: str) -> float:
    """How wide a text is at 13 pixels in the widest of the system fonts, about."""
    return sum(_letter(one) for one in text)


def _letter(one: str) -> float:
    if unicodedata.combining(one):
        return 0
    if one in " .,;:'’/()-–|ijlItfr":
        return 5.2
    if unicodedata.east_asian_width(one) in "WF":
        return 13
    return 9.6 if one.isupper() or one in "mwMW" else 8.3


MAX_CITING = 6
MAX_RELATED = 8

LIST = "#thong-bao"
"""Where the list of citing notices stands on the page."""

_SECTIONS = {NeighbourKind.CANDIDATE: "#co-the-la", NeighbourKind.OPEN: "#chua-ro"}
_FACTS = "#quan-he"


def citation_picture(page: DirectivePage) -> CitationPicture | None:
    """The picture of a directive's page; None where there is too little to show."""
    return draw_picture(page.label, list(_citing(page)), list(_related(page)))


def _citing(page: DirectivePage) -> Iterator[Neighbour]:
    cited = page.cited_by
    if len(cited.notices) == cited.total <= MAX_CITING:
        yield from map(_notice, cited.notices)
        return
    years = list(_years(page))
    shown, rest = _bounded(years, MAX_CITING)
    yield from shown
    if rest:
        left_out = sum(one.count for one in rest)
        yield Neighbour(NeighbourKind.MORE_NOTICES, "", LIST, left_out)


def _notice(one: CitingPassages) -> Neighbour:
    """A notice, leading to the place where it cites the directive."""
    card, first = one.card, one.sentences[0] if one.sentences else None
    at = first.start + first.marks[0].start if first else None
    return Neighbour(
        NeighbourKind.NOTICE,
        with_mark(card, card.number or ""),
        addresses.notice(card.id, at=at),
        note=with_mark(card, card.title or ""),
        date=card.date or (str(card.year) if card.year else ""),
        is_inferred=not card.date and card.year_status == "inferred",
        is_doubtful=one.cited.tie is not Tie.STATED,
    )


def _years(page: DirectivePage) -> Iterator[Neighbour]:
    """The years of the notices listed, the newest first and those of no known year last."""
    counted = [one for one in page.cited_by.facets[YEAR.name] if one.count]
    # A facet counts as if it filtered nothing itself.
    counted = [one for one in counted if one.selected] or counted
    for one in sorted(counted, key=lambda one: (one.value != UNKNOWN, one.value), reverse=True):
        year = replace(page.query, filters={**page.query.filters, YEAR.name: (one.value,)}, page=1)
        name = "" if one.value == UNKNOWN else one.value
        yield Neighbour(
            NeighbourKind.YEAR, name, directive_address(page.key, year) + LIST, one.count
        )


def _related(page: DirectivePage) -> Iterator[Neighbour]:
    ties = [
        *(
            _related_neighbour(NeighbourKind.NEWER, one.other, is_doubtful=one.is_doubtful)
            for one in page.superseded_by
        ),
        *(
            _related_neighbour(NeighbourKind.OLDER, one.other, is_doubtful=one.is_doubtful)
            for one in page.supersedes
        ),
        *(
            _related_neighbour(NeighbourKind.CANDIDATE, one, is_doubtful=True)
            for one in page.candidates
        ),
        *(_related_neighbour(NeighbourKind.OPEN, one, is_doubtful=True) for one in page.open_keys),
    ]
    shown, rest = _bounded(ties, MAX_RELATED)
    yield from shown
    if rest:
        yield Neighbour(
            NeighbourKind.MORE_DIRECTIVES, "", _SECTIONS.get(rest[0].kind, _FACTS), len(rest)
        )
    room = MAX_RELATED - len(shown) - bool(rest)
    tied = {one.address for one in ties}
    together = (
        _related_neighbour(NeighbourKind.TOGETHER, one, is_doubtful=False) for one in page.co_cited
    )
    others = [one for one in together if one.address not in tied]
    yield from others[:room]


def _related_neighbour(
    kind: NeighbourKind, one: ListedDirective, *, is_doubtful: bool
) -> Neighbour:
    return Neighbour(
        kind,
        one.label,
        one.address,
        one.count,
        note=one.directive.title if one.directive else "",
        is_doubtful=is_doubtful,
    )


def _bounded(
    neighbours: Sequence[Neighbour], most: int
) -> tuple[Sequence[Neighbour], Sequence[Neighbour]]:
    """What there is room for, and what one card has to stand for."""
    shown = len(neighbours) if len(neighbours) <= most else most - 1
    return neighbours[:shown], neighbours[shown:]
