"""A notice set like a paper: letterhead and foot in two columns, title, headings, lists, tables.

Everything is told by what the reader found: its letterhead, its type line, its sections, who
receives and who signs.  What it did not find is a plain paragraph.  No character is added, lost or
put elsewhere: the parts follow each other as the text does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from indexer.model import Reading, Span
from indexer.outline import Outline
from search.pages.annotated_text import AnnotatedText, Inline, Stretch
from search.pages.cited_places import CitedPlace
from search.pages.paper_lines import Cut, cut_paper
from search.pages.paper_zones import Role, Side, Zone

MOST_PARAGRAPHS_ADDRESSED = 2_000
"""Paragraphs and rows of one paper that have addresses of their own: the first."""

_TOP_HEADING, _LAST_HEADING = 3, 5
"""The levels of headings in the text, below those of the page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` is that of a heading, from 3.

    ``start`` is where its first letter stands in the document: by that it is linked to for good,
    where it ``has_address``.
    """

    inlines: tuple[Inline, ...]
    role: Role = Role.TEXT
    level: int = 0
    start: int = 0
    has_address: bool = True

    @property
    def places(self) -> tuple[CitedPlace, ...]:
        """The places in held texts whose words are told behind it."""
        pointed = (one.place for one in self.inlines if one.first and one.place)
        return tuple(one for one in pointed if one.is_shown)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; its role tells whether it names the columns, or only rules off.

    So do those of its cells: one without words names nothing.  ``widths`` are the columns over
    which each goes.
    """

    cells: tuple[Paragraph, ...]
    start: int
    role: Role
    widths: tuple[int, ...]
    has_address: bool = True


class BlockKind(StrEnum):
    """What paragraphs stand in."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A paragraph by itself, the items of a list, or a table: its caption and its rows.

    ``number`` counts the tables of a paper, from 1.
    """

    kind: BlockKind
    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[TableRow, ...] = ()
    number: int = 0

    @property
    def columns(self) -> int:
        """How many columns a table has."""
        return max((sum(row.widths) for row in self.rows), default=0)

    @property
    def heads(self) -> tuple[TableRow, ...]:
        """The rows that head a table, with the rule below them."""
        ends = [at for at, row in enumerate(self.rows, 1) if row.role is Role.HEAD_ROW]
        if not ends:
            return ()
        is_ruled = [row.role for row in self.rows[ends[-1] :]][:1] == [Role.RULE_ROW]
        return self.rows[: ends[-1] + is_ruled]

    @property
    def body(self) -> tuple[TableRow, ...]:
        """The rows behind the heads."""
        return self.rows[len(self.heads) :]


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """Blocks that stand below each other on one side of the paper, or over all of its width."""

    side: Side
    blocks: tuple[PaperBlock, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A zone of the paper: its head, title, text or foot."""

    zone: Zone
    columns: tuple[PaperColumn, ...]


def set_paper(
    reading: Reading,
    matches: Sequence[Span] = (),
    divided: Outline | None = None,
    places: Sequence[CitedPlace] = (),
) -> tuple[PaperPart, ...]:
    """The text of a notice, in its order, as a paper shows it.

    ``matches`` are marked in it, what it is ``divided`` into has its addresses, and the ``places``
    of held texts to which it points have links and their words.

    >>> from indexer.directives import Knowledge
    >>> from indexer.model import Document
    >>> from indexer.understanding import understand
    >>> paper = "HUYỆN ỦY DI LINH\\n*\\nSố 5-TB/HU\\n\\nTHÔNG BÁO\\nvề việc họp\\n\\nHội nghị họp."
    >>> document = Document("x", "x.txt", "", "text/plain", paper)
    >>> reading = understand(document, Knowledge.load())
    >>> [str(part.zone) for part in set_paper(reading)]
    ['head', 'title', 'text']
    """
    composer = _Composer(AnnotatedText(reading, matches, divided, places))
    cuts = cut_paper(reading, composer.text.is_cited_across, divided)
    return tuple(
        PaperPart(
            zone,
            tuple(
                PaperColumn(side, tuple(composer.blocks(of_side)))
                for side, of_side in groupby(of_zone, lambda cut: cut.side)
            ),
        )
        for zone, of_zone in groupby(cuts, lambda cut: cut.zone)
    )


def are_addressed(paper: Iterable[PaperPart]) -> bool:
    """Whether every paragraph of a paper has its address."""
    blocks = (block for part in paper for column in part.columns for block in column.blocks)
    return all(
        all(one.has_address for one in block.paragraphs)
        and all(one.has_address for one in block.rows)
        for block in blocks
    )


class _Composer:
    """Makes cuts into blocks, one after the other: which headings came before, decides about what
    follows."""

    def __init__(self, text: AnnotatedText) -> None:
        self.text = text
        self._level = _TOP_HEADING - 1
        self._made = 0

    def blocks(self, cuts: Iterable[Cut]) -> Iterator[PaperBlock]:
        """Paragraphs, each by itself, with those of a list or a table together."""
        for (kind, number), alike in groupby(cuts, lambda cut: (_kind(cut), cut.table)):
            if kind is BlockKind.TABLE:
                parts = list(alike)
                caption = tuple(self._paragraph(cut) for cut in parts if not cut.cells)
                rows = tuple(self._row(cut) for cut in parts if cut.cells)
                yield PaperBlock(kind, caption, rows, number)
                continue
            made = tuple(map(self._paragraph, alike))
            if kind is BlockKind.LIST and len(made) > 1:
                yield PaperBlock(kind, made)
            else:
                yield from (PaperBlock(BlockKind.PARAGRAPH, (one,)) for one in made)

    def _row(self, cut: Cut) -> TableRow:
        cells = tuple(self._cell(cell, cut.role) for cell in cut.cells)
        start = self.text.first_letter(cut.opening)
        widths = cut.widths or (1,) * len(cells)
        return TableRow(cells, start, cut.role, widths, has_address=self._is_addressed())

    def _is_addressed(self) -> bool:
        """Whether one more paragraph has an address."""
        self._made += 1
        return self._made <= MOST_PARAGRAPHS_ADDRESSED

    def _cell(self, stretches: Sequence[Stretch], role: Role) -> Paragraph:
        said = any(not one.sign and one.span.of(self.text.text).strip() for one in stretches)
        inlines = tuple(self.text.inlines(stretches))
        return Paragraph(inlines, role if said or role is Role.RULE_ROW else Role.ROW)

    def _paragraph(self, cut: Cut) -> Paragraph:
        if cut.depth:
            lowest = min(_TOP_HEADING + cut.depth - 1, _LAST_HEADING)
            self._level = min(lowest, self._level + 1)
        return Paragraph(
            inlines=tuple(self.text.inlines(cut.stretches)),
            role=cut.role,
            level=self._level if cut.depth else 0,
            start=self.text.first_letter(cut.opening),
            has_address=self._is_addressed(),
        )


def _kind(cut: Cut) -> BlockKind:
    if cut.table:
        return BlockKind.TABLE
    return BlockKind.LIST if cut.role is Role.ITEM else BlockKind.PARAGRAPH
