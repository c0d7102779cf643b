"""What the readers of a notice work with: lines to match on, fields with evidence to answer in.

The lines have their Markdown marks off: emphasis, headings and escapes that a converter left
(``**``, ``#``, ``_``) mean nothing to the readers, and every stretch they report must lead back
to the verbatim text.  :class:`TextLayout` holds both sides.  The evidence (căn cứ) of a field
says whether it is stated, inferred or unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.model import Evidence, Field, Reason, Span, Status, T
from indexer.normalization import composed
from indexer.text import Folded, fold

COLUMN_GAP = re.compile(r"\t+|[ \u00a0]{3,}|[|]")
"""What parts two columns, or the cells of a table, that conversion put into one line."""

# A page letterhead or signing block has short lines; a longer line is prose.
MAX_SHORT_LINE = 300

# Each mark becomes a zero-width character, which folding drops and maps.
_MARKS = re.compile(
    r"[*`]"
    r"|(?m:^[ \t]{0,8}#{1,6}(?=[ \t*_]|$))"
    r"|\\(?=[-*_#+.)])"
    r"|_(?!(?<=[^\W_]_)[^\W_])"  # not between two letters: snake_case is a word
)
# How a line ends within a cell of a table.
_CELL_BREAK = re.compile(r"<br {0,2}/?>", re.IGNORECASE)
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_BLANK_EDGES = " \t\r\n\x0b\x0c\x85\u00a0\u2028\u2029\ufeff\u200b"
_EDGES = _BLANK_EDGES + "*_`#\\"
_BLANKS = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]+")
# "-----o0o-----", "~oOo~", "-o-": letters that stand between signs as a sign.
_SIGNS = r"[\W_]{0,80}"
_RULE = re.compile(
    rf"{_SIGNS}(?:[o0x][\W_]{{0,9}}){{3,9}}{_SIGNS}|[\W_]{{1,80}}[o0x]{{1,2}}[\W_]{{1,80}}"
    # A row of stars as a scanner reads it: "kk‡++", letters that no syllable has and signs.
    r"|(?=[a-z]{0,9}[‡†+*#=~^%$§|<>{}])[^aeiouy\s\d./-]{3,12}"
)
_RULE_BEHIND = re.compile(r"\s{1,9}(?:[-–—=~+.]{2,20}[o0x]{1,5}[-–—=~+.]{2,20}|[-–—=~]{3,80})$")


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A line, or a part of one, without its marks and outer blanks.

    ``start`` and ``end`` are positions in the layout's folded text; ``cased`` has the letters as
    written, character for character beside ``folded``; ``opens`` says that an empty line (or
    the star of the letterhead) stands before it.
    """

    start: int
    end: int
    folded: str
    cased: str
    opens: bool = False

    @property
    def capitals(self) -> bool:
        """Whether all its letters are capitals (and there are some)."""
        return self.cased.isupper()

    @property
    def short(self) -> bool:
        """Whether it can be a line of a letterhead or a signing block."""
        return len(self.folded) <= MAX_SHORT_LINE

    @property
    def is_rule(self) -> bool:
        """Whether it only parts what is above from what is below: ``-----``, ``---o0o---``."""
        if not any(map(str.isalnum, self.folded)):
            return True
        return _RULE.fullmatch(self.folded) is not None

    def without_rule(self) -> LayoutLine:
        """The line without a rule that stands behind its words."""
        behind = _RULE_BEHIND.search(self.folded)
        return self.part(0, behind.start()) if behind else self

    def part(self, start: int, end: int) -> LayoutLine:
        """The stretch ``[start, end)`` of this line, trimmed, as a line of its own."""
        piece = self.folded[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        return LayoutLine(
            self.start + start,
            self.start + end,
            self.folded[start:end],
            self.cased[start:end],
            self.opens and not self.folded[:start].strip(),
        )

    def cut(self, gaps: Iterable[re.Match[str]]) -> Iterator[LayoutLine]:
        """The parts of this line between some gaps, without those that have no letters."""
        start = 0
        for gap in gaps:
            if (piece := self.part(start, gap.start())).folded:
                yield piece
            start = gap.end()
        if (piece := self.part(start, len(self.folded))).folded:
            yield piece


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The text of a document in three views: verbatim, folded, and folded with case kept."""

    text: str
    folded: Folded
    cased: str
    lines: tuple[LayoutLine, ...]

    def span(self, start: int, end: int) -> Span:
        """The verbatim span of a folded stretch, without marks and blanks at its edges; a sign that
        stands alone stays."""
        whole = self.folded.span(start, end)
        trimmed = _trimmed(self.text, whole, _EDGES)
        return trimmed if trimmed.start < trimmed.end else _trimmed(self.text, whole, _BLANK_EDGES)

    def within(self, span: Span) -> tuple[int, int]:
        """The folded stretch of a verbatim span."""
        kept = self.folded.offsets
        if kept is None:
            return span.start, span.end
        return bisect_left(kept, span.start), min(
            bisect_left(kept, span.end), len(self.folded.text)
        )

    def show(self, start: int, end: int) -> str:
        """A folded stretch as a person reads it: in NFC, no marks, single blanks."""
        return display_text(self.span(start, end).of(self.text))

    def between(self, start: int, end: int) -> LayoutLine:
        """A folded stretch, over the ends of its lines, as one line."""
        return LayoutLine(start, end, self.folded.text[start:end], self.cased[start:end])

    def line_span(self, first: LayoutLine, last: LayoutLine | None = None) -> Span:
        """The verbatim span from one line to another (or of one line)."""
        return self.span(first.start, (last or first).end)

    def line_text(self, first: LayoutLine, last: LayoutLine | None = None) -> str:
        """The words from one line to another, joined by single spaces."""
        return self.show(first.start, (last or first).end)


def _trimmed(text: str, span: Span, edges: str) -> Span:
    first, last = span
    while last > first and text[last - 1] in edges:
        last -= 1
    while first < last and text[first] in edges:
        first += 1
    return Span(first, last)


@dataclass(frozen=True, slots=True)
class BodyExtent:
    """Where the body stands in the folded text, and where its opening (before sections) ends."""

    start: int
    opening_end: int
    end: int


def display_text(verbatim: str) -> str:
    """A piece of verbatim text as a person reads it.

    >>> display_text("**kết luận về\\nkiểm tra**")
    'kết luận về kiểm tra'
    >>> display_text("## I- MỤC ĐÍCH,\\n## YÊU CẦU")
    'I- MỤC ĐÍCH, YÊU CẦU'
    """
    plain = _MARKS.sub("", verbatim).replace("\u200b", "")
    return composed(_BLANKS.sub(" ", plain)).strip()


def lay_out(text: str) -> TextLayout:
    """Take the Markdown marks off a text and cut it into lines.

    >>> layout = lay_out("## **THÔNG BÁO**\\n\\nvề *việc*")
    >>> [(line.cased, layout.line_span(line)) for line in layout.lines]
    [('THÔNG BÁO', Span(start=5, end=14)), ('về việc', Span(start=18, end=26))]
    """
    broken = _CELL_BREAK.sub(lambda mark: "\n".ljust(len(mark[0]), "\u200b"), text)
    plain = _MARKS.sub(lambda mark: "\u200b" * len(mark[0]), _BREAKS.sub("\n", broken))
    folded = fold(plain)
    kept = folded.offsets
    cased = plain if kept is None else "".join([plain[i] for i in kept[:-1]])
    return TextLayout(text, folded, cased, tuple(_lines(folded.text, cased)))


def _lines(folded: str, cased: str) -> Iterator[LayoutLine]:
    after = 0
    for found in _LINE.finditer(folded):
        piece = found[0]
        start = found.start() + len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start >= end:
            continue
        opens = "\n" in folded[after : found.start()].replace("\n", "", 1) or after == 0
        yield LayoutLine(start, end, folded[start:end], cased[start:end], opens)
        after = found.end()


def stated(value: T, reason: Reason, span: Span | None) -> Field[T]:
    """A field that the document says in so many words, at ``span``."""
    return Field(value, Evidence(Status.STATED, reason, span))


def inferred(value: T, reason: Reason, span: Span | None = None) -> Field[T]:
    """A field that a rule concludes; ``span`` is what the rule read, if anything."""
    return Field(value, Evidence(Status.INFERRED, reason, span))


def unknown(reason: Reason, span: Span | None = None) -> Field[T]:
    """A field that the document does not tell; ``span`` is where it should have stood."""
    return Field(None, Evidence(Status.UNKNOWN, reason, span))
