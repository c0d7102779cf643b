"""The papers of one text: the one that speaks, and what it puts into force behind its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.notices.blocks import LayoutLine
from indexer.notices.closing import closing_start
from indexer.notices.zones import read_type_line
from indexer.outline.marks import STEP, DivisionMark, Style

_CHARTER = re.compile(r"dieu le(?![a-z])")
_WITH = re.compile(r"\W{0,3}(?:duoc\s)?(?:ban hanh\s)?kem\s?theo\b")
_BELOW_TITLE = 8
"""Lines below the type of what is attached among which it says to what."""


@dataclass(frozen=True, slots=True)
class PaperExtent:
    """The lines ``[start, end)`` of one paper; its foot begins at ``closing``.

    ``name`` is the type of what is attached, empty for the paper that speaks, and ``name_end``
    where it ends on its line.
    """

    start: int
    end: int
    closing: int
    name: str = ""
    name_end: int = 0


def extents(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]]
) -> list[PaperExtent]:
    """The papers of one text, in order.

    >>> from indexer.notices.blocks import lay_out
    >>> from indexer.outline.marks import marks_of
    >>> text = "Điều 1. Ban hành Quy chế.\\nQUY CHẾ\\n(kèm theo Quyết định này)\\nĐiều 1. Họp"
    >>> lines = lay_out(text).lines
    >>> [(one.name, one.start) for one in extents(lines, [list(marks_of(l)) for l in lines])]
    [('', 0), ('Quy chế', 1)]
    """
    begun = [(0, "", 0), *_attached(lines, marked)]
    ends = [*(at for at, _, _ in begun[1:]), len(lines)]
    found = list[PaperExtent]()
    for (start, name, name_end), end in zip(begun, ends, strict=True):
        first = next((at for at in range(start, end) if marked[at]), end)
        body_end = next((at for at in range(first, end) if _opens_appendix(marked[at])), end)
        closing = first + closing_start(tuple(lines[first:body_end]))
        found.append(PaperExtent(start, end, closing, name, name_end))
    return found


def _opens_appendix(marks: Sequence[DivisionMark]) -> bool:
    return any(mark.style is Style.APPENDIX and mark.is_sure for mark in marks)


def _attached(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]]
) -> Iterator[tuple[int, str, int]]:
    """The type lines of what is attached, with the type and where it ends on the line."""
    first = next((at for at, marks in enumerate(marked) if marks), len(lines))
    begins_again = _begins_again(marked)
    has_articles = False
    for at in range(first, len(lines)):
        line = lines[at]
        has_articles = has_articles or any(mark.style is Style.ARTICLE for mark in marked[at])
        if (
            marked[at]
            or not line.short
            or not line.cased[:1].isupper()
            or _is_title(lines, marked, at)
        ):
            continue
        named = _type_of(line)
        if named and (_says_to_what(lines, marked, at) or (has_articles and begins_again[at])):
            yield at, *named


def _is_title(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]], at: int
) -> bool:
    """Whether a line is the title of the part above it: "Chương I" ⏎ "QUY ĐỊNH CHUNG"."""
    return any(mark.end >= len(lines[at - 1].folded) for mark in marked[at - 1])


def _begins_again(marked: Sequence[Sequence[DivisionMark]]) -> list[bool]:
    """Of each line, whether the next article that follows it is the first."""
    found, is_first = list[bool](), False
    for marks in reversed(marked):
        article = next((mark for mark in marks if mark.style is Style.ARTICLE), None)
        is_first = article.order == STEP if article else is_first
        found.append(is_first)
    return found[::-1]


def _type_of(line: LayoutLine) -> tuple[str, int] | None:
    """The type that a line in capitals names, and where its name ends."""
    words = line.cased.split()
    if not " ".join(words[:2]).isupper():
        return None
    if charter := _CHARTER.match(line.folded):
        return "Điều lệ", charter.end()
    named = read_type_line(line)
    if named is None or not named.as_written:
        return None
    return named.kind.name, named.rest.start - line.start


def _says_to_what(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]], at: int
) -> bool:
    """Whether "(Ban hành kèm theo Quyết định …)" stands below a type line."""
    for below in range(at + 1, min(len(lines), at + 1 + _BELOW_TITLE)):
        if marked[below]:
            return False
        if _WITH.match(lines[below].folded):
            return True
    return False
