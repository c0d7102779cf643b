"""HTML → lines: blocks apart, words never cut at inline tags, lists and tables as they are read.

The readers of web pages and of Word files share this walk.  A letterhead stands in a table of
two columns, which a person reads column by column; a table of figures is read row by row.  The
items of a list get the numbers that a browser computes and shows before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.docx_styles import written_number
from indexer.documents.note_marks import raised
from indexer.documents.table_grid import Cell, filled, grid_lines, is_grid
from indexer.numerals import read_number

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_INTEGER = re.compile(r"\s*([+-]?)(\d{1,6})(?!\d)", re.ASCII)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)


def list_labels(numbered: LexborNode, items: Sequence[LexborNode]) -> Iterator[str]:
    """The labels of those items of a list that are seen, as HTML counts them.

    ``start``, ``value``, ``reversed`` and ``type`` are heeded (HTML, 4.4.5 and 4.4.8); a list or
    an item whose own style says so has no number.
    """
    attributes = numbered.attributes
    step = -1 if "reversed" in attributes else 1
    count = _integer(attributes.get("start"), len(items) if step < 0 else 1)
    form = _FORMS.get(attributes.get("type") or "", "decimal")
    bare = _is_bare(attributes.get("style"))
    for item in items:
        count = _integer(item.attributes.get("value"), count)
        without = bare or _is_bare(item.attributes.get("style"))
        number = written_number(count, form if count > 0 else "decimal")
        yield "" if without else f"{number}. "
        count += step


def _integer(text: str | None, otherwise: int) -> int:
    found = _INTEGER.match(text or "")
    number = read_number(found[2]) if found else None
    return otherwise if found is None or number is None else -number if found[1] == "-" else number


def _is_bare(style: str | None) -> bool:
    return bool(_UNNUMBERED.search(style or ""))


_SILENT_TAGS = "head script style noscript template object iframe svg"
_AROUND_TAGS = "nav aside footer"
_BLOCK_TAGS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figure
    figcaption footer form h1 h2 h3 h4 h5 h6 header hr legend main nav ol p pre section summary
    textarea ul
"""
_SILENT = frozenset(_SILENT_TAGS.split())
# What a page says around its text, by tag, role (WAI-ARIA) or the names that portals give it.
_AROUND = frozenset(_AROUND_TAGS.split())
_STAMP = 60  # letters
_AROUND_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "banner"))
_AROUND_NAMES = re.compile(
    r"(?:^|\s)(?:comments?|comments?-(?:list|area|box)|binh-?luan|breadcrumbs?|related(?:-(?:news|posts|items))?"
    r"|tin-?(?:lien-?quan|khac)|social-?share|sidebar)(?:\s|$)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LINES = frozenset(("br", "li", "tr"))
_AS_WRITTEN = frozenset(("pre", "textarea"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_SPACES = re.compile(r"[ \t\r\n\f]+")
# From the first blank of a run only, or a run without a line end is looked through from each.
_AROUND_BREAK = re.compile(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*+")

# Stands for the tab behind a cell until all is written, since tabs at the edges of other lines go.
_CELL_END = "\x01"
_MOST_MERGED = 1000


def html_text(html: str, *, keep_spaces: bool = False) -> str:
    """The text of an HTML document: blocks apart by an empty line, ``<br>`` a line end.

    ``keep_spaces`` keeps tabs and runs of spaces, for HTML that was made from a Word file.

    >>> html_text("<p>Huyện ủy <b>Cẩm M</b>ỹ<br>Số 55</p><p>Căn cứ</p>")
    'Huyện ủy Cẩm Mỹ\\nSố 55\\n\\nCăn cứ'
    """
    root = LexborHTMLParser(html.replace(_CELL_END, " ")).body
    text = _Renderer(keep_spaces).text_of(root) if root is not None else ""
    return text.replace(_CELL_END, "\t")


class _Renderer:
    """One pass over a tree; a table is a pass of its own for each cell."""

    def __init__(self, keep_spaces: bool) -> None:
        self._keep_spaces = keep_spaces

    def text_of(self, root: LexborNode, block: int = 2) -> str:
        """The text below a node; ``block`` is the height of a break between its blocks."""
        builder = _TextBuilder()
        steps: list[Callable[[], None] | LexborNode] = [root]
        while steps:
            step = steps.pop()
            if not isinstance(step, LexborNode):
                step()
            elif step.tag == "-text":
                builder.write(self._written(step))
            elif step.tag == "table" and step.mem_id != root.mem_id:
                builder.set_apart(self._table(step))
            else:
                steps += self._entered(step, builder, block)
        return builder.text()

    def _written(self, node: LexborNode) -> str:
        text = node.text_content or ""
        as_it_is = self._keep_spaces or (node.parent is not None and node.parent.tag in _AS_WRITTEN)
        return text if as_it_is else _SPACES.sub(" ", text)

    def _entered(
        self, node: LexborNode, builder: _TextBuilder, block: int
    ) -> list[Callable[[], None] | LexborNode]:
        """What is left to do for an element: its children in turn, then its closing break."""
        tag = node.tag or ""
        if tag in _SILENT or _is_hidden(node) or _is_around(node):
            return []
        if tag == "sup" and (mark := _note_mark(node, builder)):
            builder.write(mark)
            return []
        height = block if tag in _BLOCKS else 1 if tag in _LINES else 0
        steps: list[Callable[[], None] | LexborNode] = [*_children(node)]
        if tag == "ol" and not self._keep_spaces:
            steps = list(_numbered(node, builder))
        elif tag == "select":
            steps = _chosen(node)
        if height:
            builder.skip(height)
            steps.append(lambda: builder.skip(height))
        return steps[::-1]

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: LexborNode) -> str:
        captions = [self.text_of(part) for part in _children(table) if part.tag == "caption"]
        cells = [[self._cell(one) for one in _cells(row)] for row in _rows(table)]
        some = filled(cells)
        if is_grid(some):
            lines = grid_lines(cells, _CELL_END)
            return "\n\n".join([*filter(None, captions), "\n".join(lines)])
        # A row of one cell runs across both columns and parts what is above from what is below.
        parts = [*filter(None, captions)]
        columns: list[list[str]] = []
        for row in ([cell.text for cell in row] for row in some):
            if len(row) != 2:
                parts += _column_by_column(columns) + [cell for cell in row if cell]
                columns = []
            else:
                columns.append(row)
        return "\n\n".join(parts + _column_by_column(columns))

    def _cell(self, cell: LexborNode) -> Cell:
        attributes = cell.attributes
        columns, rows = (
            min(max(1, _integer(attributes.get(name), 1)), _MOST_MERGED)
            for name in ("colspan", "rowspan")
        )
        return Cell(self.text_of(cell, 1), columns, rows, cell.tag == "th")


def _note_mark(node: LexborNode, builder: _TextBuilder) -> str:
    """Raised figures as the mark of a note; empty where they are something else."""
    figures = (node.text(deep=True) or "").strip()
    mark = raised(figures, builder.end())
    return "" if mark == figures else mark


def _numbered(
    items: LexborNode, builder: _TextBuilder
) -> Iterator[Callable[[], None] | LexborNode]:
    """The parts of a numbered list, each item between the steps that label it."""
    seen = [item for item in _children(items) if item.tag == "li" and not _is_hidden(item)]
    labels = {
        item.mem_id: label for item, label in zip(seen, list_labels(items, seen), strict=True)
    }
    for part in _children(items):
        if part.mem_id in labels:
            yield partial(builder.label, labels[part.mem_id])
            yield part
            yield partial(builder.label, "")
        else:
            yield part


def _chosen(select: LexborNode) -> list[Callable[[], None] | LexborNode]:
    """The option that a list of choices shows: the one selected, else the first."""
    options = select.css("option")
    chosen = [option for option in options if "selected" in option.attributes]
    return [*(chosen[-1:] or options[:1])]


def _column_by_column(rows: list[list[str]]) -> list[str]:
    columns = zip_longest(*rows, fillvalue="")
    return [text for column in columns if (text := "\n".join(filter(None, column)))]


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in _children(table):
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in _children(part) if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in _children(row) if cell.tag in ("td", "th"))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _is_around(node: LexborNode) -> bool:
    """Whether an element is not of the page's own text: navigation, comments, other pages."""
    if node.tag == "aside":  # unless it holds a stamp, TUYỆT MẬT
        return not (text := node.text()).isupper() or len(text) > _STAMP
    if node.tag in _AROUND:
        return True
    attributes = node.attributes
    if not attributes or node.tag in ("body", "table", "td", "p", "span"):
        return False
    if attributes.get("role") in _AROUND_ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return _AROUND_NAMES.search(names) is not None


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN.search((attributes.get("style") or "").lower()))


class _TextBuilder:
    """Text being written; breaks asked for in a row count once, the highest of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._break = 0
        self._clean = True  # nothing stands on the line yet
        self._label = ""

    def write(self, text: str) -> None:
        """Write on the current line; blanks at its start are dropped."""
        if self._clean or self._break:
            text = text.lstrip(" \n\r\f")
            if not text:
                return
            self._parts.append("\n" * self._break + self._label)
            self._label = ""
            self._break = 0
            self._clean = False
        self._parts.append(text)

    def end(self) -> str:
        """The last letters that were written."""
        return self._parts[-1][-4:] if self._parts else ""

    def skip(self, height: int) -> None:
        """End the line (1) or the block (2)."""
        if not self._clean:
            self._break = max(self._break, height)

    def label(self, text: str) -> None:
        """What stands before the next text of an item; none once the item has ended.

        A list that begins an item stands on its line, after its number.
        """
        self._label = self._label + text if text else ""

    def set_apart(self, block: str) -> None:
        """Write a block of its own."""
        self.skip(2)
        self.write(block)
        self.skip(2)

    def text(self) -> str:
        """All that was written, without blanks at line ends."""
        return _AROUND_BREAK.sub("\n", "".join(self._parts)).strip()
