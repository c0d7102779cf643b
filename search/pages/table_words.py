"""What heads a table and what is its caption, told by their words.

Readers hand on the cells of a table as they stand, and no file of plain text says which of them
name its columns.  Where neither words nor figures tell, no row is a heading.  The words stand in
``corpus/registry/table_words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from indexer.organs import one_of
from indexer.paths import REGISTRY
from indexer.text import unaccent

_FIGURE = re.compile(r"[-+(]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_SIGNS = "*_`\\ \t"
_LONGEST_LABEL, _LONGEST_CAPTION = 80, 200
CAPTION_LINES = 4
"""The most lines of a caption."""


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of headings and captions, folded."""

    first: frozenset[str]
    labels: frozenset[str]
    numbered: re.Pattern[str]
    titles: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def table_words() -> TableWords:
    """The words, read once."""
    data = tomllib.loads((REGISTRY / "table_words.toml").read_text("utf-8"))
    heading, caption = data["heading"], data["caption"]
    numbered, titles, behind = (
        one_of(map(unaccent, caption[kind])) for kind in ("numbered", "titles", "behind")
    )
    return TableWords(
        frozenset(map(unaccent, heading["first"])),
        frozenset(map(unaccent, heading["labels"])),
        re.compile(
            rf"(?:{numbered}) (?:so )?[a-z]?\d{{1,3}}[a-z]?(?![a-z])(?:[./-]\w{{1,9}}){{0,3}}"
            r"(?P<gap>\W*)"
        ),
        re.compile(rf"(?:{titles})(?![a-z])"),
        re.compile(rf"\(|(?:{behind})(?![a-z])"),
    )


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows name the columns: none, one, or two where the first has groups.

    >>> head_rows([["Xã", "Đạt"], ["Gung Ré", "74%"]]), head_rows([["An", "Bí thư"], ["Bình", ""]])
    (1, 0)
    >>> head_rows([["TT", "Năm 2024", ""], ["", "KH", "TH"], ["1", "9", "8"]])
    2
    """
    plain = [[cell.strip(_SIGNS) for cell in row] for row in rows]
    heads = 2 if len(plain) > 2 and _is_grouped(*plain[:2]) else 1
    above, body = plain[0], plain[heads:]
    if not body or not all(_is_label(cell) for row in plain[:heads] for cell in row if cell):
        return 0
    if heads == 1 and not all(above[1:]):
        return 0
    told = _is_named(above) or _is_over_figures(plain[:heads], body) or _is_in_capitals(above, body)
    return heads if told else 0


def _is_grouped(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a second row only names what stands under the groups of the first."""
    if below[0] or not any(below):
        return False
    return all(_is_label(cell) for cell in below if cell) and all(
        upper or lower for upper, lower in zip(above, below, strict=True)
    )


def _is_label(cell: str) -> bool:
    if _YEAR.match(cell):
        return True
    return len(cell) <= _LONGEST_LABEL and not _FIGURE.match(cell) and not cell.endswith((".", ";"))


def _is_named(above: Sequence[str]) -> bool:
    words = table_words()
    filled = [unaccent(cell) for cell in above if cell]
    if filled and filled[0] in words.first:
        return True
    return len(filled) > 1 and 2 * sum(cell in words.labels for cell in filled) >= len(filled)


def _is_over_figures(heads: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> bool:
    """Whether a column has a word above and nothing but figures below.

    Where the words are years, two columns are wanted, or nothing above the first.
    """
    plain, years = 0, 0
    for above, column in zip(zip(*heads, strict=True), zip(*body, strict=True), strict=True):
        label = next(filter(None, reversed(above)), "")
        figures = [cell for cell in column if cell]
        if not label or not figures or not all(map(_FIGURE.match, figures)):
            continue
        if _YEAR.match(label):
            years += 1
        else:
            plain += label[0].isupper()
    return plain > 0 or years > 1 or (years > 0 and not heads[0][0])


def _is_in_capitals(above: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    return all(cell.isupper() for cell in above if cell) and not any(
        "".join(row).isupper() for row in body
    )


def caption_lines(above: Iterable[str]) -> int:
    """How many of the lines above a table, from the nearest up, are its caption.

    >>> caption_lines(["Đơn vị tính: đồng", "Biểu số 02: Thu, chi", "Trên đây là kết quả."])
    2
    >>> caption_lines(["Bảng 1 cho thấy kết quả:"]), caption_lines(["Danh sách như sau:"])
    (0, 0)
    """
    found = 0
    for count, line in enumerate(islice(above, CAPTION_LINES), start=1):
        words = line.strip(_SIGNS)
        if len(words) > _LONGEST_CAPTION:
            break
        if _opens_caption(words):
            found = count
        elif not (words.isupper() or table_words().behind.match(unaccent(words))):
            break
    return found


def _opens_caption(words: str) -> bool:
    folded = unaccent(words)
    if found := table_words().numbered.match(folded):
        rest = words[found.end() :] if len(folded) == len(words) else ""
        return not rest[:1].islower() or bool(found["gap"].strip())
    return words.isupper() and bool(table_words().titles.match(folded))
