"""A part while it is made: what it is, how it is addressed, and where it stands in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.model import Span
from indexer.notices.blocks import TextLayout, display_text
from indexer.outline.anchors import slug_of_number, step
from indexer.outline.divisions import Division, DivisionKind
from indexer.outline.marks import DivisionMark, Style
from indexer.text import slug

_LONGEST_TITLE = 300

_SIGNS = "*_`#\\ \t"

_KINDS = {
    Style.ATTACHMENT: DivisionKind.ATTACHMENT,
    Style.APPENDIX: DivisionKind.APPENDIX,
    Style.PART: DivisionKind.PART,
    Style.CHAPTER: DivisionKind.CHAPTER,
    Style.SECTION: DivisionKind.SECTION,
    Style.SUBSECTION: DivisionKind.SUBSECTION,
    Style.LETTERED: DivisionKind.SECTION,
    Style.ROMAN: DivisionKind.SECTION,
    Style.ARTICLE: DivisionKind.ARTICLE,
    Style.LETTER: DivisionKind.POINT,
    Style.DASH: DivisionKind.DASH,
}


@dataclass(slots=True)
class OpenDivision:
    """A part while it is made; ``last`` has the order of what came last in it of each style."""

    kind: DivisionKind
    style: Style
    rank: int
    number: str
    path: tuple[str, ...]
    anchor: str
    depth: int
    parent: int
    start: int
    heading_end: int
    title: tuple[int, int]
    is_inline: bool
    end: int = -1
    last: dict[Style, int] = field(default_factory=dict)


def kind_of(mark: DivisionMark, outer: OpenDivision | None, *, in_article: bool) -> DivisionKind:
    """What a mark opens: 1. is a khoản in an article, and a mục where there is none."""
    if mark.style in _KINDS:
        return _KINDS[mark.style]
    if outer is None or not in_article:
        is_item = mark.style is Style.BRACKETED and outer and outer.style is Style.LETTER
        return DivisionKind.ITEM if is_item else DivisionKind.SECTION
    if outer.kind is DivisionKind.ARTICLE:
        return DivisionKind.CLAUSE
    return DivisionKind.POINT if outer.kind is DivisionKind.CLAUSE else DivisionKind.ITEM


def anchor_of(
    mark: DivisionMark, kind: DivisionKind, outer: OpenDivision | None, scope: OpenDivision | None
) -> str:
    """The address of a part, before it is told apart from others of the same address."""
    if mark.style is Style.ATTACHMENT:
        return slug(mark.number)
    if kind in (
        DivisionKind.ARTICLE,
        DivisionKind.CHAPTER,
        DivisionKind.PART,
        DivisionKind.APPENDIX,
    ):
        outer = scope
    within = f"{outer.anchor}-" if outer else ""
    goes_on = outer is not None and (
        outer.kind is DivisionKind.SECTION
        if kind is DivisionKind.SECTION and mark.style is not Style.SECTION
        else outer.style is Style.DECIMAL and mark.style is Style.DECIMAL
    )
    if goes_on:
        return f"{within}{slug_of_number(mark.path[-1] if mark.path else mark.number)}"
    return f"{within}{step(kind, mark.number)}"


def division(part: OpenDivision, layout: TextLayout) -> Division:
    """A part in the verbatim text, the marks of Markdown at its edges included."""
    text = layout.text
    span = layout.folded.span(part.start, part.end)
    start, end = span
    while not part.is_inline and start and text[start - 1] in _SIGNS:
        start -= 1
    while text[start] in " \t":
        start += 1
    while end < len(text) and text[end] in "*_`":
        end += 1
    heading = layout.folded.span(part.start, part.heading_end)
    end = start + len(text[start:end].rstrip()) if text[end - 1].isspace() else end
    title = (
        display_text(layout.folded.span(*part.title).of(text))
        if part.title[1] > part.title[0]
        else ""
    )
    return Division(
        kind=part.kind,
        number=part.number,
        title=title[:_LONGEST_TITLE].strip(" :"),
        span=Span(start, end),
        heading=Span(start, heading.end),
        anchor=part.anchor,
        depth=part.depth,
        parent=part.parent,
    )
