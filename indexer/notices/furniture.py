"""What stands on the pages of a paper and is no text of it (stamps, running lines, a portal's own).

An arrival stamp (dấu đến) is the receiver's, a signature stamp the e-office's, a running line or a
gazette's heading the printer's, and the navigation of a web page nobody's.  They are found before
the letterhead, the title and the closing block are read, so that none of them is taken for the
issuer, the number or the day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import takewhile

from indexer.model import Page, Span
from indexer.notices.arrival_stamp import arrival_stamp
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.dateline import is_dateline
from indexer.notices.furniture_words import furniture_words
from indexer.notices.letterhead import head_start, is_motto
from indexer.notices.number import is_number
from indexer.notices.signing import opens_signing

_LONGEST_NUMBER = 12
_MOST_SIGNATURE_LINES = 8
_EDGE = 3
"""Lines at either end of a page among which a running line stands."""

_CLOCK = re.compile(r"\s{0,9}[;,]?\s{0,9}\d{1,2}\s?[/.:h-]\s?\d{1,2}.{0,40}")
_GAZETTE = re.compile(r"(?:\d{1,4}\s{1,99})?cong bao\b.{0,60}?\bso\s.{1,30}?\bngay\s?\d.{0,99}")
_PAGE_COUNT = re.compile(
    r"(?:.{0,150}[\s|])?(?:trang|page)\s{0,3}:?\s{0,3}\d{1,4}(?:\s?(?:/|of|tren)\s?\d{1,4})?\W{0,5}"
    r"|\d{1,4}\s?/\s?\d{1,4}"
)
_GAP_AND_PAGE = re.compile(r"(?:\s{3}|\t|[|])\s{0,99}(?:trang|page)")
_PAGE_NUMBER = re.compile(r"[-(~]{0,2}\s?\d{1,4}\s?[-)~]{0,2}")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS_SENTENCE = (".", ":", "!", "?", "…", ";")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines of a paper that are no text of it, by what they are, each in reading order.

    ``received`` is an arrival stamp with the receiver's name above it, ``copy`` what certifies a
    copy (sao y, sao lục), ``portal`` what a web page has around the paper.
    """

    received: tuple[LayoutLine, ...] = ()
    copy: tuple[LayoutLine, ...] = ()
    signature_stamp: tuple[LayoutLine, ...] = ()
    running: tuple[LayoutLine, ...] = ()
    portal: tuple[LayoutLine, ...] = ()

    def spans(self, layout: TextLayout) -> tuple[Span, ...]:
        """The verbatim stretches to pass over; where a sentence goes on behind one, with the blanks
        around it, but for the end of the line before."""
        lines = sorted(
            {line for one in fields(self) for line in getattr(self, one.name)},
            key=lambda line: (line.start, line.end),
        )
        return tuple(_apart(_joined(layout, lines)))


def find_furniture(layout: TextLayout, pages: Sequence[Page] = ()) -> Furniture:
    """What of a text is furniture; ``pages`` tell where a running line can stand.

    >>> from indexer.notices.blocks import lay_out
    >>> stamped = "HUYỆN ỦY DI LINH\\n*\\n\\nĐẢNG ỦY XÃ GIA HIỆP\\nCÔNG VĂN ĐẾN\\nSố: 302"
    >>> [line.cased for line in find_furniture(lay_out(stamped)).received]
    ['ĐẢNG ỦY XÃ GIA HIỆP', 'CÔNG VĂN ĐẾN', 'Số: 302']
    """
    lines = layout.lines
    # Most papers have neither stamps nor a portal around them, which one look at the letters tells.
    marked = furniture_words().marks.search("\n" + layout.folded.text) is not None
    return Furniture(
        received=arrival_stamp(layout),
        copy=tuple(_copy(lines)) if marked else (),
        signature_stamp=tuple(_signature_stamp(lines)) if marked else (),
        running=tuple(_running(layout, pages)),
        portal=tuple(_portal(lines)) if marked else (),
    )


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The same stretches, none over another: a line may be furniture in two ways."""
    end = 0
    for span in sorted(spans):
        if span.end > end:
            yield Span(max(span.start, end), span.end)
            end = span.end


# --- copies and electronic signatures ---------------------------------------------------------


def _copy(lines: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    """The mark in front of the paper, or the whole block behind its signature."""
    copied, closed = furniture_words().copy, False
    for at, line in enumerate(lines):
        closed = closed or closes(line)
        mark = copied.match(line.folded)
        if mark is None or not line.cased[: mark.end()].isupper():
            continue
        if closed:
            own = _signed_beside(lines, at)
            yield from lines[head_start(lines, at) : own.start]
            yield from lines[own.stop :]
            return
        yield line
        yield from takewhile(lambda below: bool(_CLOCK.fullmatch(below.folded)), lines[at + 1 :])


def _signed_beside(lines: Sequence[LayoutLine], at: int) -> range:
    """The lines behind a copy's mark in which the paper itself is signed.

    Where a page was read column by column, its signing block stands behind the left column of the
    copy's head, and before the motto of the right one.
    """
    end, nothing = len(lines), range(len(lines), len(lines))
    if any(line.short and opens_signing(line) for line in lines[:at]):
        return nothing
    motto = next((i for i in range(at + 1, end) if is_motto(lines[i])), end)
    signed = next((i for i in range(at + 1, motto) if opens_signing(lines[i])), end)
    return range(signed, motto) if signed < motto < end else nothing


def closes(line: LayoutLine) -> bool:
    """Whether a line stands in a closing block: its recipients' heading, or who signs."""
    return line.short and (line.folded.startswith("noi nhan") or opens_signing(line))


def _signature_stamp(lines: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    """Each line with a label in a block that has an anchor, and what is wrapped between two."""
    words = furniture_words()
    anchors = [
        i for i, line in enumerate(lines) if line.short and words.signature.match(line.folded)
    ]
    free = 0
    for anchor in anchors:
        if anchor < free:
            continue
        first = last = anchor
        while first > free and not lines[first].opens and _labelled(lines[first - 1]):
            first -= 1
        for below in range(anchor + 1, min(len(lines), anchor + _MOST_SIGNATURE_LINES)):
            if lines[below].opens and below > last + 1:
                break
            if _labelled(lines[below]):
                last = below
        yield from lines[first : last + 1]
        free = last + 1


def _labelled(line: LayoutLine) -> bool:
    words = furniture_words()
    return bool(words.signature.match(line.folded) or words.signature_label.match(line.folded))


# --- running lines ----------------------------------------------------------------------------


def _running(layout: TextLayout, pages: Sequence[Page]) -> Iterator[LayoutLine]:
    lines = layout.lines
    edges = _edges(layout, pages) if len(pages) > 1 else []
    repeated = _repeated(lines, edges)
    at_edge = {i for page in edges for i in page}
    for i, line in enumerate(lines):
        numbered = _is_page_number(line)
        if i in at_edge:
            runs = numbered or (_form(line) in repeated and _may_run(line))
        else:
            runs = numbered and not edges and _goes_on(lines, i, i + 1)
        if runs or _is_printers(line):
            yield line


def _repeated(lines: Sequence[LayoutLine], edges: Sequence[Sequence[int]]) -> set[str]:
    """The forms of the lines that stand at an end of more than one page."""
    pages = Counter(form for page in edges for form in {_form(lines[i]) for i in page})
    return {form for form, times in pages.items() if times > 1}


def _is_page_number(line: LayoutLine) -> bool:
    """Whether a line is the number of a page and no more: ``- 2 -``."""
    return len(line.folded) < _LONGEST_NUMBER and bool(_PAGE_NUMBER.fullmatch(line.folded))


def _is_printers(line: LayoutLine) -> bool:
    """Whether a line is the printer's by its words alone: a gazette's heading, a count of pages."""
    return len(line.folded) <= 200 and (_is_gazette(line) or _counts_pages(line))


def _is_gazette(line: LayoutLine) -> bool:
    return "cong bao" in line.folded and _GAZETTE.fullmatch(line.folded) is not None


def _edges(layout: TextLayout, pages: Sequence[Page]) -> list[list[int]]:
    """The lines at the upper and the lower end of each page, by their index."""
    starts = [line.start for line in layout.lines]
    found: list[list[int]] = []
    for page in pages:
        start, end = layout.within(page.span)
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        found.append(sorted({*range(first, behind)[:_EDGE], *range(first, behind)[-_EDGE:]}))
    return found


def _form(line: LayoutLine) -> str:
    """A line as it is on every page, whatever the page's number."""
    return re.sub(r"\d+", "0", line.folded)


def _may_run(line: LayoutLine) -> bool:
    """Whether a repeated line can be a header: no part of a letterhead or of a signature."""
    if line.capitals or is_number(line) or is_dateline(line) or line.folded[:1] in "-+•":
        return False
    words = len(line.folded.split())
    return "\t" not in line.folded and (
        words > 5 or (words > 2 and bool(re.search(r"\d", line.folded)))
    )


def _counts_pages(line: LayoutLine) -> bool:
    if not any(word in line.folded for word in ("trang", "page", "/")):
        return False
    if not _PAGE_COUNT.fullmatch(line.folded):
        return False
    if line.folded.startswith(("trang", "page")):
        return line.opens or "/" in line.folded
    return bool(_GAP_AND_PAGE.search(line.folded))


def _goes_on(lines: Sequence[LayoutLine], first: int, behind: int) -> bool:
    """Whether a sentence goes on from the line before ``first`` to the line at ``behind``."""
    if not first or behind >= len(lines):
        return False
    before, after = lines[first - 1], lines[behind]
    return (
        after.cased[:1].islower()
        and not before.folded.rstrip(" \"')").endswith(_ENDS_SENTENCE)
        and not before.capitals
        and not re.match(r"[a-zđ]\s?[.)]\s", after.cased)
    )


def _joined(layout: TextLayout, furniture: Sequence[LayoutLine]) -> Iterator[Span]:
    starts = [line.start for line in layout.lines]
    at = 0
    while at < len(furniture):
        first = bisect_left(starts, furniture[at].start)
        last, end = first, at + 1
        while (
            end < len(furniture) and furniture[end].start == starts[min(last + 1, len(starts) - 1)]
        ):
            last, end = last + 1, end + 1
        whole = first < len(starts) and furniture[at].start == starts[first]
        if whole and _goes_on(layout.lines, first, last + 1):
            before = layout.line_span(layout.lines[first - 1]).end
            after = layout.line_span(layout.lines[last + 1]).start
            ended = _LINE_END.search(layout.text, before, after)
            yield Span(ended.end() if ended else after, after)
        else:
            yield from (layout.line_span(line) for line in furniture[at:end])
        at = end


# --- what a web page has around the paper -----------------------------------------------------


def _portal(lines: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    words = furniture_words()
    heads = [
        i for i, line in enumerate(lines) if line.short and (is_motto(line) or is_number(line))
    ]
    for i, line in enumerate(lines):
        if len(line.folded) > 200:
            continue
        if words.others.fullmatch(line.folded) and i > max(heads, default=-1):
            yield from lines[i:]
            return
        if words.portal.match(line.folded) and not line.folded.endswith((".", ";", ":")):
            yield line
