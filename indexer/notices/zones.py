"""The zones of a paper: letterhead, type line (dòng tên loại), what follows, closing block.

36-HD/VPTW fixes the places of a paper's parts, so it is read from the outside in.  The head ends
where the paper begins to speak: at its type line, else at the addressee, the basis or the first
prose.  What a file holds behind the first paper, under a head of its own, is another paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from indexer.knowledge import DocumentType
from indexer.notices.addressee import opens_addressees
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.body import is_article, is_basis
from indexer.notices.closing import closing_start
from indexer.notices.dateline import is_dateline
from indexer.notices.forms import normal_words, type_names, without_blanks
from indexer.notices.furniture import closes
from indexer.notices.letterhead import has_motto, head_start
from indexer.notices.number import is_number

# The type line stands on page 1; a letterhead that columns and blanks blew up still fits.
_FIRST_PAGE = 60
_LONGEST_HEAD = 12
_PROSE = 150  # letters; no line of a letterhead is longer
_BRIEF = 60  # letters up to which a line that opens like a basis may be a stamp's
_FEWEST_LETTERS, _MOST_LETTERS = 7, 20  # of a type name that one misread letter leaves clear
_BETWEEN_HEADS = 8  # lines; even the briefest paper has as many between its head and the next

_ADDRESSEE = re.compile(r"kinh\s{1,9}(?:gui|trinh)\b")
# TRÍCH BIÊN BẢN, DỰ THẢO QUY ĐỊNH, DỰ THẢO LẦN 2: KẾ HOẠCH.
_EXCERPT = re.compile(r"t\s?r\s?i\s?c\s?h\s{1,9}(?:sao\s{1,9})?")
_DRAFT = re.compile(
    r"[\[(]?(?:ban\s{1,3})?d\s?u\s{1,3}t\s?h\s?a\s?o(?:\s{1,3}(?:lan\s{1,3}(?:thu\s{1,3})?)?(?:\d{1,2}|[ivx]{1,4}|cuoi))?"
    r"[\])]?[\s:–-]{1,9}"
)
# What scanners write for letters of a type line: "QUYÉT Đ|NH".
_LOOK_ALIKES = str.maketrans("|1!0", "iiio")


@dataclass(frozen=True, slots=True)
class TypeLine:
    """The line that names the type; ``lead`` and ``rest`` are what stands on it before the name and
    behind it."""

    line: LayoutLine
    kind: DocumentType
    rest: LayoutLine
    as_written: bool = True

    @property
    def lead(self) -> LayoutLine:
        """What stands before the name: that it is a draft, or an excerpt."""
        return self.line.part(0, _name_start(self.line.folded))


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a paper by zone; ``type_line`` is None where none was found."""

    head: tuple[LayoutLine, ...]
    type_line: TypeLine | None
    rest: tuple[LayoutLine, ...]
    closing: tuple[LayoutLine, ...]


def find_zones(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> Zones:
    """Cut the lines of a file into the zones of its first paper."""
    lines = lines[: _paper_end(lines)]
    speaks = _speaking_line(layout, lines[:_FIRST_PAGE])
    at = _type_line_at(lines[:_FIRST_PAGE] if speaks is None else lines[:speaks])
    if at is not None:
        body, rest, found = at, lines[at + 1 :], read_type_line(lines[at]) or _mended(lines[at])
    else:
        body = min(closing_start(lines), _LONGEST_HEAD) if speaks is None else speaks
        rest, found = lines[body:], None
    closing = closing_start(rest)
    return Zones(lines[:body], found, rest[:closing], rest[closing:])


def is_addressee(line: LayoutLine) -> bool:
    """Whether a line opens with *Kính gửi* or *Kính trình*, or a telegram's sender does there."""
    if _ADDRESSEE.match(line.folded):
        return True
    return line.folded.rstrip(" :").endswith(" dien") and opens_addressees(line)


def _speaking_line(layout: TextLayout, first_page: Sequence[LayoutLine]) -> int | None:
    """The first line that no letterhead has: an addressee, a basis, an article, prose.

    What a web page says in front of the letterhead is passed over.
    """
    motto = next((i for i, line in enumerate(first_page) if has_motto(line)), 0)
    for at in range(motto, len(first_page)):
        line = first_page[at]
        if len(line.folded) > _PROSE or is_addressee(line) or is_article(line):
            return at
        brief = len(line.folded) < _BRIEF and not line.folded.endswith((";", ",", ":", "."))
        if not brief and is_basis(layout, line) and not is_dateline(line):
            return at
    return None


# --- the type line ----------------------------------------------------------------------------


@cache
def _names() -> re.Pattern[str]:
    """The names of types, the longest first; blanks may spread their letters."""
    names = sorted(type_names(), key=lambda name: (-len(name), name))
    spread = "|".join(r"\s{0,3}".join(map(re.escape, name)) for name in names)
    return re.compile(rf"(?:{spread})(?![^\W_])")


def read_type_line(line: LayoutLine) -> TypeLine | None:
    """What a type line says, in capitals or not; None for any other line.

    >>> from indexer.notices.blocks import lay_out
    >>> found = read_type_line(lay_out("THÔNG BÁO KẾT LUẬN").lines[0])
    >>> found.kind.name, found.rest.cased
    ('Thông báo', 'KẾT LUẬN')
    """
    if not line.short:
        return None
    mended = line.folded.translate(_LOOK_ALIKES)
    start = _name_start(mended)
    if start and not line.cased[:start].isupper():
        return None  # "Dự thảo Nghị quyết Đại hội" goes on with a sentence
    found = _names().match(mended, start)
    kind = found and type_names()[without_blanks(found[0])]
    if found is None or kind is None or not kind.printed:
        return None
    if not _may_go_on(line, kind, found.span()):
        return None
    end = found.end()
    end += len(mended[end:]) - len(mended[end:].lstrip(" .:"))
    as_written = line.folded[start : found.end()] == found[0]
    return TypeLine(line, kind, line.part(end, len(line.folded)), as_written)


def _name_start(folded: str) -> int:
    """Where a type's name begins: behind that it is an excerpt or a draft, ``DỰ THẢO QUY ĐỊNH``."""
    before = _EXCERPT.match(folded) if folded.startswith("t") else _DRAFT.match(folded)
    return before.end() if before else 0


def is_draft_mark(line: LayoutLine) -> bool:
    """Whether a part of a type line says no more than that the paper is a draft.

    >>> from indexer.notices.blocks import lay_out
    >>> [is_draft_mark(line) for line in lay_out("- Dự thảo lần 2\\n\\nDự thảo Nghị quyết").lines]
    [True, False]
    """
    return _DRAFT.fullmatch(f"{line.folded.strip(' -:.')} ") is not None


def _may_go_on(line: LayoutLine, kind: DocumentType, name: tuple[int, int]) -> bool:
    """Whether what follows a name may; a brief one is told by its marks: THỦ TƯỚNG, THƯ KÝ."""
    if not kind.goes_on:
        return True
    start, end = name
    if normal_words(line.cased[start:end]).replace(" ", "") != normal_words(kind.name).replace(
        " ", ""
    ):
        return False
    rest = normal_words(line.cased[end:].strip(" .:"))
    return not rest or any(
        f"{rest} ".startswith(f"{normal_words(words)} ") for words in kind.goes_on
    )


def _mended(line: LayoutLine) -> TypeLine | None:
    kind = _misread_type(line)
    end = len(line.folded)
    return TypeLine(line, kind, line.part(end, end), as_written=False) if kind else None


def _type_line_at(lines: Sequence[LayoutLine]) -> int | None:
    """The first line that is a type name in capitals, or begins with one; else a spoilt one.

    A heading above the letterhead, as web pages have, gives way to a line below it.
    """
    found = {i: named for i, line in enumerate(lines) if (named := read_type_line(line))}
    capital = [i for i, named in found.items() if _is_capital(named)]
    mottoes = [i for i, line in enumerate(lines) if has_motto(line)]
    below = [i for i in capital if not mottoes or i > mottoes[-1]]
    if capital:
        return _below_a_head(lines, found, below or capital)
    return _spoilt_type_line_at(lines, found)


def _below_a_head(
    lines: Sequence[LayoutLine], found: Mapping[int, TypeLine], capital: Sequence[int]
) -> int:
    """The first of some type lines; a name that is no more than a heading gives way to one below a
    head: ``LỊCH CÔNG TÁC`` of a page above the letterhead of a paper."""
    first = capital[0]
    if not found[first].kind.cited:
        for other in capital[1:]:
            if any(is_number(one) or is_dateline(one) for one in lines[first + 1 : other]):
                return other
    return first


def _spoilt_type_line_at(lines: Sequence[LayoutLine], found: Mapping[int, TypeLine]) -> int | None:
    """The first line that is only a name, lowered by a converter; else one misread by a scanner."""
    lowered = (i for i, named in found.items() if lines[i].opens and not named.rest.folded)
    broken = (i for i, line in enumerate(lines) if line.opens and _misread_type(line))
    return next(lowered, next(broken, None))


def _misread_type(line: LayoutLine) -> DocumentType | None:
    """The type of a line in capitals of which a scanner misread one letter: "QUYÉT BỊNH"."""
    letters = without_blanks(line.folded.translate(_LOOK_ALIKES).strip(" .:"))
    if not line.capitals or not _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
        return None
    near = [
        kind
        for name, kind in type_names().items()
        if kind.printed and Levenshtein.distance(name, letters, score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 else None


def _is_capital(named: TypeLine) -> bool:
    """Whether the name is in capitals, and what follows it may follow a type's name."""
    name = named.line.cased[: named.rest.start - named.line.start]
    if not name.isupper():
        return False
    rest = named.rest.folded
    if not rest:
        return True
    # "BÁO CÁO VIÊN" and "LUẬT SƯ" are no types; neither is "KẾ HOẠCH - TÀI CHÍNH".
    return bool(named.kind.sigils or named.kind.goes_on) and not re.match(
        r"vien\b|[-/,;&+](?!\s?(?:ban\s)?du thao)", rest
    )


# --- the next paper ---------------------------------------------------------------------------


def _paper_end(lines: Sequence[LayoutLine]) -> int:
    """Where another paper begins: a letterhead behind a closing block, or far behind the first."""
    heads = [i for i, line in enumerate(lines) if line.capitals and has_motto(line)]
    for before, at in pairwise([0, *heads]):
        closed = any(map(closes, lines[before:at]))
        if closed or (before in heads and at - before > _BETWEEN_HEADS):
            start = head_start(lines, at)
            if start:
                return start
    return len(lines)
