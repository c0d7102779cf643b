"""What stands below the title: basis (căn cứ), sections (đề mục), and the year where it is lost.

The year is that of the notice's date, else from the title, else from dates in the body.  A year
that is not the date's is a fallback and says so; it never becomes the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.model import Field, PartialDate, Section, Span, because
from indexer.notices.blocks import BodyExtent, LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.forms import notice_forms, opens_basis
from indexer.numerals import read_number
from indexer.organs import alternatives
from indexer.text import sentences, unaccent

_OPENING = 30  # lines in which a basis may stand
_LONG_PARAGRAPH = 4000

_LIST_DASH = re.compile(r"[-+•]\s{0,9}")

# Marks from the outside in, on folded letters.  The letter that must follow keeps "03 xã" out;
# where no blank stands between (gap), a capital must follow ("1.Về").
_MARKS = (
    (
        "roman",
        re.compile(
            r"(?P<mark>(?:x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})\s?[-.)])[-\s]{0,9}(?=[^\W\d_])"
        ),
    ),
    ("article", re.compile(r"(?P<mark>dieu\s{1,5}\d{1,3}\s?[.:])\s{0,9}(?=[^\W_])")),
    ("arabic", re.compile(r"(?P<mark>\d{1,2}\s?[.)-])(?P<gap>\s{0,9})[\"(]?(?=[^\W\d_])")),
    (
        "decimal",
        re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){1,3}[.)-]?)(?P<gap>\s{0,9})(?=[^\W\d_])"),
    ),
    ("letter", re.compile(r"(?P<mark>[a-z]\s?[).])(?P<gap>\s{0,9})(?=[^\W_])")),
    ("dash", re.compile(r"(?P<mark>[-+•])\s{0,9}(?=[^\W\d_])")),
)
_ORDER = tuple(kind for kind, _ in _MARKS)
# "- *Về kinh tế:* …": a heading run into its paragraph, told by its emphasis.
_RUN_IN = re.compile(r"[*_]{1,3}(?P<title>[^*_\n]{2,200})[*_]{1,3}")
_SENTENCE = re.compile(r"[^.;:!?…]{0,600}(?:[.;:!?…](?!\s|$)[^.;:!?…]{0,600}){0,20}")


@cache
def _basis() -> re.Pattern[str]:
    words = map(unaccent, notice_forms().basis)
    return re.compile(rf"(?:{alternatives(words)})(?!\w)")


def is_basis(layout: TextLayout, line: LayoutLine) -> bool:
    """Whether a line opens with the words of a basis: ``- Căn cứ …``, ``Thực hiện …``."""
    dash = _LIST_DASH.match(line.folded)
    start = dash.end() if dash else 0
    found = _basis().match(line.folded, start)
    if found is None or not line.cased[start : start + 1].isupper():
        return False
    # Scanners lose marks; those of "Căn cứ" no other words have.
    return found[0] == "can cu" or opens_basis(
        layout.show(line.start + start, line.start + found.end())
    )


def is_article(line: LayoutLine) -> bool:
    """Whether a line opens an article: ``Điều 1.``"""
    return heading_kind(line) == "article"


def heading_kind(line: LayoutLine) -> str | None:
    """The kind of the mark that a line opens with (``roman``, ``arabic`` …), None without one."""
    found = _mark(line)
    return found[0] if found else None


def read_basis(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> tuple[Span, ...]:
    """The basis at the start of the body: each ``- Căn cứ …`` line, or the opening sentences."""
    found: list[Span] = []
    for line in lines[:_OPENING]:
        if not is_basis(layout, line):
            # A wrapped basis runs on; anything else that opens a block ends the list.
            if found and not line.opens and not _mark(line):
                continue
            break
        found.append(_first_sentence(layout, line))
    return tuple(found)


def _first_sentence(layout: TextLayout, line: LayoutLine) -> Span:
    dash = _LIST_DASH.match(line.folded)
    start, end = layout.span(line.start + (dash.end() if dash else 0), line.end)
    if dash:
        return Span(start, start + len(layout.text[start:end].rstrip(" ;,.")))
    piece = layout.text[start : min(end, start + _LONG_PARAGRAPH)]
    first = next(sentences(piece), Span(0, len(piece)))
    return Span(start + first.start, start + first.end)


# --- sections ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Heading:
    kind: str
    mark: str
    line: LayoutLine
    start: int
    end: int


def read_sections(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> tuple[Section, ...]:
    """The headings of the body, each with its depth told by its mark.

    Depth counts the kinds of mark that the document uses: ``1.`` is 2 under ``I-``, and 1 in a
    notice without roman sections.
    """
    headings = list(_headings(layout, lines))
    used = [kind for kind in _ORDER if any(heading.kind == kind for heading in headings)]
    return tuple(
        Section(
            mark=heading.mark,
            depth=used.index(heading.kind) + 1,
            title=layout.show(heading.start, heading.end),
            span=layout.span(heading.line.start, heading.end),
        )
        for heading in headings
    )


def first_section(lines: tuple[LayoutLine, ...]) -> int:
    """Index of the first line that opens a section (not a dash); ``len(lines)`` if none does."""
    for index, line in enumerate(lines):
        found = _mark(line)
        if found and found[0] != "dash":
            return index
    return len(lines)


def _mark(line: LayoutLine) -> tuple[str, re.Match[str]] | None:
    for kind, pattern in _MARKS:
        found = pattern.match(line.folded)
        if found and _has_case_of(kind, line, found):
            return kind, found
    return None


def _has_case_of(kind: str, line: LayoutLine, found: re.Match[str]) -> bool:
    """Whether the case of a mark, and of the letter behind it, fits a heading."""
    follows_capital = line.cased[found.end() : found.end() + 1].isupper()
    if kind in ("roman", "article"):
        return line.cased[0].isupper() and (
            kind == "article" or line.cased[: found.end("mark")].isupper()
        )
    if kind == "letter" and not line.cased[0].islower():
        return False
    if kind == "decimal":  # "8.0 tỷ đồng" is an amount
        return follows_capital
    return kind == "dash" or bool(found["gap"]) or follows_capital


def _headings(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> Iterator[_Heading]:
    for index, line in enumerate(lines):
        found = _mark(line)
        if found is None:
            continue
        kind, match = found
        end = _run_in_end(layout, line) if kind == "dash" else _title_end(lines, index, match.end())
        if end is not None:
            mark = layout.show(line.start, line.start + match.end("mark"))
            yield _Heading(kind, mark, line, line.start + match.end(), end)


def _run_in_end(layout: TextLayout, line: LayoutLine) -> int | None:
    """The end of an emphasised run that closes with a colon, behind the dash; else None."""
    dash = layout.folded.span(line.start, line.start + 1).start
    text = layout.text[dash + 1 : dash + 260].lstrip(" \t\u00a0")
    run = _RUN_IN.match(text)
    if run is None:
        return None
    closes = run["title"].rstrip().endswith(":") or text[run.end() :].lstrip().startswith(":")
    colon = line.folded.find(":")
    return line.start + colon if closes and colon > 0 else None


def _title_end(lines: tuple[LayoutLine, ...], index: int, at: int) -> int:
    """The end of a heading: its line, wrapped capitals with it, or a paragraph's first sentence."""
    line = lines[index]
    rest = line.folded[at:]
    if line.short and line.cased[at:].isupper():
        last = line
        for following in lines[index + 1 : index + 4]:
            if following.opens or not following.capitals or _mark(following):
                break
            last = following
        return last.end
    sentence = _SENTENCE.match(rest)
    end = sentence.end() if sentence else len(rest)
    return line.start + at + len(rest[:end].rstrip())


_YEAR = re.compile(
    r"(?<![\w/.-])(?:nam\s{1,9})(?P<year>(?:19|20)\d\d)(?![\w-]|\s{0,3}[-/]\s{0,3}\d)"
)
_FULL_DATE = re.compile(
    r"(?P<d>\d(?<![\d/.-]\d)\d?)(?:\s?[/.-]\s?|\s{1,9}thang\s{1,9})(?P<m>\d{1,2})"
    r"(?:\s?[/.-]\s?|\s{1,9}nam\s{1,9})(?P<y>(?:19|20)\d\d)(?!\d)"
)
# A deadline lies after the notice, so it says nothing of "not before".
_DEADLINE = re.compile(
    r"(?:truoc|cham nhat|het|han|den|tu|ke tu|hoan thanh|muon nhat)(?: cuoi)?(?: ngay)? $"
)


def read_year(
    layout: TextLayout, date: Field[PartialDate], title: Span | None, body: BodyExtent
) -> Field[int]:
    """The year: stated by the date, else inferred from the title or the latest date in the body."""
    if date.value:
        return stated(date.value.year, because("theo ngày ban hành"), date.evidence.span)
    if title:
        first, last = layout.within(title)
        found = _YEAR.search(layout.folded.text, first, last)
        if found:
            return inferred(
                read_number(found["year"]) or 0,
                because("theo tiêu đề"),
                layout.span(found.start("year"), found.end("year")),
            )
    latest = max(_dates(layout, body), default=None)
    if latest:
        (year, month, day), span = latest
        written = f"{day}/{month}/{year}"
        return inferred(
            year, because("không sớm hơn ngày {date} nêu trong nội dung", date=written), span
        )
    return unknown(because("không có ngày ban hành, tiêu đề và nội dung không nêu năm"))


def _dates(layout: TextLayout, body: BodyExtent) -> Iterator[tuple[tuple[int, int, int], Span]]:
    text = layout.folded.text
    for found in _FULL_DATE.finditer(text, body.start, body.end):
        year, month, day = (read_number(found[part]) or 0 for part in "ymd")
        date = PartialDate(year, month, day)
        before = re.sub(r"\s+", " ", text[max(0, found.start() - 30) : found.start()])
        if date.exact() and not _DEADLINE.search(before):
            yield (
                (year, month, day),
                layout.span(found.start(), found.end()),
            )
