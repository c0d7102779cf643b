"""What is answered to a citation, or to whatever else of a directive a person typed.

A line is first read as a citation.  Where that leaves a choice, or nothing in the line is one, the
registry is searched for all of it (:mod:`search.directives`): "nghị quyết 18 đất đai" is not the
Nghị quyết 18 that most people mean, and "quy chế dân vận" has no number at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from indexer.analysis import tokens
from indexer.directives import Registry
from indexer.model import Directive, Resolution, Span
from search.directives import MAX_TYPED, typed_words
from search.lookup.line import TypedLine
from search.lookup.row import (
    LookupRow,
    citation_rows,
    moved,
    moved_resolution,
    row_of_none,
)
from search.lookup.typed_list import typed_list
from search.lookup.weighing import preferred
from search.query import typed_citations

_FIGURE, _SEVERAL_FIGURES = re.compile(r"\d"), re.compile(r"\d\D+\d")


def answer_rows(
    text: str, found: Sequence[Resolution], registry: Registry, counts: Mapping[str, int]
) -> list[LookupRow]:
    """One row for each citation; for a line with one or none, what all of it may mean.

    Of a list each line is answered as if it stood alone.
    ``counts`` are the notices that cite each directive.  Empty where nothing can be meant.
    """
    asked = TypedLine(text, registry, counts)
    return _answered(asked, found, typed_list(text))


def offered_rows(
    text: str, found: Sequence[Resolution], registry: Registry, counts: Mapping[str, int]
) -> list[LookupRow]:
    """The same for a question about notices, which names a directive only now and then.

    Words alone are taken for one where they are much of its name.
    """
    asked, pieces = TypedLine(text, registry, counts), typed_list(text)
    rows = _answered(asked, found, pieces)
    if pieces:
        return [row for row in rows if found or row.listed]
    return rows if found or not rows or asked.names_a_directive else []


def means_several(text: str, registry: Registry, counts: Mapping[str, int]) -> bool:
    """Whether a line means several directives: it has several numbers, or asks what replaced one.

    >>> registry = Registry.load()
    >>> [means_several(one, registry, {}) for one in ("ct 42 kl 213", "thay quy định 37", "kl 213")]
    [True, True, False]
    """
    if not _FIGURE.search(text):
        return False
    if typed_words().tells_of_replacing(list(tokens(text))):
        return True
    is_one = _SEVERAL_FIGURES.search(text) is None
    return not is_one and bool(TypedLine(text, registry, counts).of_each_number)


def _answered(
    asked: TypedLine, found: Sequence[Resolution], pieces: Sequence[Span]
) -> list[LookupRow]:
    """The rows of a text: of its ``pieces`` if it is a list, of all of it if it is a line."""
    rows = citation_rows(found, asked.registry, asked.counts)
    if any(row.has_failed for row in rows):
        return rows
    if pieces:
        return _rows_of_list(asked, pieces, found)
    if len(asked.text) > MAX_TYPED or "\n" in asked.text.strip():
        return rows
    return _rows_of_line(asked, rows)


def _rows_of_line(asked: TypedLine, rows: list[LookupRow]) -> list[LookupRow]:
    """The rows of a single line with these citations."""
    says_replaced = typed_words().tells_of_replacing(list(tokens(asked.text)))
    is_one = sum(bool(row.listed) for row in rows) < 2
    if is_one and not says_replaced and (several := asked.several_numbers()):
        return [several]
    if len(rows) == 1:
        return [preferred(rows[0], asked)]
    searched = None if any(row.listed for row in rows) else asked.searched()
    if searched is None or (rows and not searched.listed):
        return rows
    one = asked.numbered_alone(searched.directives) if says_replaced else None
    return [(one and asked.with_successor(one)) or searched]


def _rows_of_list(
    asked: TypedLine, pieces: Sequence[Span], found: Sequence[Resolution]
) -> list[LookupRow]:
    """The rows of each line; what is found in none is told where most lines are directives."""
    rows: list[tuple[LookupRow, bool]] = []
    for piece in pieces:
        line = TypedLine(piece.of(asked.text), asked.registry, asked.counts)
        cited = [
            moved_resolution(one, -piece.start)
            for one in found
            if piece.start <= one.citation.span.start < piece.end
        ] or typed_citations(line.text, line.registry)
        named = bool(cited) or line.names_a_directive
        for row in _answered(line, cited, typed_list(line.text)) or [row_of_none(line.text)]:
            rows.append((moved(row, piece.start), named and bool(row.listed or cited)))
    is_list = 2 * sum(is_named for _, is_named in rows) > len(rows)
    return [row for row, is_named in rows if is_named or is_list]


def by_turns(rows: Sequence[LookupRow]) -> list[Directive]:
    """The directives of several rows: the likeliest of each, then the next of each."""
    turns = zip_longest(*((*row.listed, *row.homonyms) for row in rows))
    return list({one.key: one for turn in turns for one in turn if one}.values())
