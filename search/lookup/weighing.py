"""The one citation of a typed line, weighed with what all of the line says.

"nghị quyết 18 đất đai" is not the Nghị quyết 18 that most people mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.analysis import Token, tokens
from indexer.model import Citation, Outcome
from search.directives import FoundDirective, likely, says_something, typed_words
from search.lookup.line import ALL, NEARLY_ALL, TypedLine
from search.lookup.row import LookupRow
from search.query import citation_end

_BETTER = 0.12
"""By how much more of a line one is preferred to another: about one common word."""

_FIGURE = re.compile(r"[1-9]\d*", re.ASCII)

_SHORT_LINE = 8
"""Parts of a line in which a number may be wrong: of a longer one some words are another's."""


def preferred(row: LookupRow, line: TypedLine) -> LookupRow:
    """What the one citation of a line means, unless all of the line says otherwise."""
    one = row.resolution
    if one.citation.illegible_term:
        return row
    around = _around(one.citation, line)
    if _is_in_list(one.citation, line):
        return line.searched() or row
    if len(row.directives) == 1 and typed_words().tells_of_replacing(around):
        return line.with_successor(row.directives[0]) or row
    return _weighed(row, line, any(says_something(token.bare) for token in around))


def _weighed(row: LookupRow, line: TypedLine, has_more: bool) -> LookupRow:
    """What a citation means beside what else the line says, if it ``has_more`` to say."""
    one = row.resolution
    if one.outcome is Outcome.NOT_HELD:
        other = _instead_of_none(one.citation, line, has_more) or _of_another_year(line)
        return other or _with_near_numbers(row, line)
    if one.outcome is Outcome.AMBIGUOUS and len(row.directives) == 1:
        return line.searched() or row
    if one.citation.term or one.citation.date:
        return _of_that_year(row, line)
    if not has_more:
        return _other_editions(row, line)
    return _with_the_rest(row, line) if line.found else row


def _is_in_list(citation: Citation, line: TypedLine) -> bool:
    """Whether a number is one of several side by side: "41, 80 và 377-QĐ/TW"."""
    figure = _FIGURE.search(citation.number or "")
    return figure is not None and any(
        part.is_list and part.may_be(figure[0]) for part in line.parts
    )


def _instead_of_none(citation: Citation, line: TypedLine, has_more: bool) -> LookupRow | None:
    """What is meant instead of a directive that is not held, if anything.

    A symbol that is not held is none; a bare number with a wrong type may be another's.
    """
    if citation.number and citation.body_code and not has_more:
        return None
    is_mixed = citation.kind == "short" and has_more
    if is_mixed and any(hit.bears_number for hit in likely(line.found)):
        return line.searched()
    enough = NEARLY_ALL if is_mixed else ALL
    if _share(line.found[:1]) >= enough:
        return line.searched()
    bearers = [hit for hit in line.found if hit.bears_number]
    return line.with_others(bearers) if is_mixed and bearers and line.is_number_alone else None


def _with_near_numbers(row: LookupRow, line: TypedLine) -> LookupRow:
    """A bare number that is not held, with those of other types that bear it."""
    is_bare = row.resolution.citation.kind == "short" and not row.nearest
    return replace(row, nearest=line.near_numbers) if is_bare else row


def _of_another_year(line: TypedLine) -> LookupRow | None:
    """The nearest to a number with a year in which nothing held has it: "quy định 213 năm 2021"."""
    hits = [hit for hit in line.found if hit.has_number and hit.against]
    is_year = bool(hits) and all(one.isdecimal() for one in hits[0].against)
    return line.nearest(hits[0], line.held(hit.key for hit in hits)) if is_year else None


def _of_that_year(row: LookupRow, line: TypedLine) -> LookupRow:
    """A number with a year alone, unless what bears it is of another."""
    one = row.resolution
    date = one.citation.date
    if not date or date.month or one.outcome is not Outcome.RESOLVED:
        return row
    hits = [hit for hit in line.found if hit.key == one.key and hit.against]
    return line.nearest(hits[0], row.directives) if hits else row


def _other_editions(row: LookupRow, line: TypedLine) -> LookupRow:
    """A name alone with what else is called so: ``luật pccc`` is an older and a newer law."""
    hits = likely(line.found) if not row.resolution.citation.number else []
    is_one_of = row.resolution.key in [hit.key for hit in hits]
    return line.answer(hits) if is_one_of else row


def _with_the_rest(row: LookupRow, line: TypedLine) -> LookupRow:
    """What a citation means together with what else the line says."""
    citation, keys = row.resolution.citation, {held.key for held in row.directives}
    meant = [hit for hit in line.found if hit.key in keys]
    best = line.found[0]
    is_meant = best.share >= NEARLY_ALL or best.bears_number
    if is_meant and best.share > _share(meant) + _BETTER:
        return line.searched(meant[:1] if citation.body_code else ()) or row
    is_short = citation.kind == "short" and len(line.parts) <= _SHORT_LINE
    if is_short and line.is_number_alone and (doubted := line.with_others(meant)):
        return doubted
    if len(row.directives) > 1:
        return _among(row, meant, line) if meant else row
    return _other_editions(row, line)


def _among(row: LookupRow, meant: Sequence[FoundDirective], line: TypedLine) -> LookupRow:
    """The choice of a citation in the order in which the rest of the line agrees."""
    if len(meant) == 1 or meant[0].share > meant[1].share + _BETTER:
        return line.answer(meant[:1])
    places = {hit.key: place for place, hit in enumerate(meant)}
    ordered = sorted(row.directives, key=lambda one: places.get(one.key, len(places)))
    return replace(row, directives=tuple(ordered))


def _around(citation: Citation, line: TypedLine) -> list[Token]:
    """The words of a line beside those of its citation."""
    end = citation_end(citation, line.text)
    return list(tokens(f"{line.text[: citation.span.start]} {line.text[end:]}"))


def _share(hits: Sequence[FoundDirective]) -> float:
    return max((hit.share for hit in hits), default=0.0)
