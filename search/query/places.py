"""Places that a person typed, as clauses: what stands under them, or writes their names.

``huyện Bảo Lâm`` asks for a district, and not for three syllables somewhere in a text.  What is a
place is told by :mod:`indexer.places.typed`; a name alone, and the name of a body
(``Huyện ủy Bảo Lâm``), stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.analysis import Token, query_tokens
from indexer.gazetteer import Gazetteer
from indexer.model import Span
from indexer.places import TypedPlace, short_kinds, typed_places
from indexer.text import unaccent
from search.query.facets import UNIT
from search.query.fields import field_of
from search.query.lexer import LEXEME, OR_OPERATOR, ClauseSpan
from search.query.model import And, Clause, FieldCondition, Or, Phrase, PlaceClause

MAX_NAMES = 16
"""Ways of writing one place in which it is looked for."""

_MINUS_BEFORE = re.compile(r"[-−–]$")
_OR_BEFORE = re.compile(rf"(?:{OR_OPERATOR.pattern})\s*$")


def place_spans(
    text: str, taken: Iterable[ClauseSpan], gazetteer: Gazetteer
) -> Iterator[ClauseSpan]:
    """The places in a typed text as clauses, apart from what is ``taken`` by others.

    What is quoted, excluded, one side of an OR or the value of a field stays what it is.

    >>> found = list(place_spans("thu hồi đất huyện Bảo Lâm", (), Gazetteer.load()))
    >>> found[0].clause.written, found[0].clause.parts[0].values
    ('huyện Bảo Lâm', ('cao-bang/bao-lam', 'lam-dong/bao-lam'))
    """
    for place in typed_places(_besides(text, taken), gazetteer):
        extent = place.extent
        if place.is_sure and not _is_operand(text, extent):
            clause = _named_place(place, _written(place, text), gazetteer)
            # A word within it begins no place.
            yield ClauseSpan(extent.start, extent.start + 1, extent.end, clause)


def _besides(text: str, taken: Iterable[ClauseSpan]) -> str:
    """The text with a sign that no place has in it for all that is something else."""
    spans = [(one.start, one.end) for one in taken]
    spans += [
        one.span()
        for one in LEXEME.finditer(text)
        if one["phrase"] is not None or (one["field"] and field_of(one["field"]))
    ]
    for start, end in spans:
        text = f"{text[:start]}{';' * (end - start)}{text[end:]}"
    return text


def _is_operand(text: str, extent: Span) -> bool:
    """Whether a place stands at an operator, or has one within."""
    before, behind = text[: extent.start], text[extent.end :]
    return bool(
        _MINUS_BEFORE.search(before)
        or _OR_BEFORE.search(before)
        or behind.startswith("*")
        or OR_OPERATOR.match(text, extent.end + len(behind) - len(behind.lstrip()))
        or any(one["minus"] for one in LEXEME.finditer(text, *extent))
    )


def _written(place: TypedPlace, text: str) -> str:
    """A place as typed, with what it lies in where that stands beside it, and not behind a list."""
    whole = place.extent.of(text).strip(" ,;")
    return whole if place.above and place.above[-1].written in whole else place.written


def _named_place(place: TypedPlace, written: str, gazetteer: Gazetteer) -> PlaceClause:
    """What stands under a place, or has one of its names, with what it lies in if that is told."""
    keys = tuple(unit.key for unit in place.places)
    names = tuple(_names(place, gazetteer))[:MAX_NAMES]
    phrases = tuple(Phrase(tokens, name) for tokens, name in names)
    named: Clause = phrases[0] if len(phrases) == 1 else Or(phrases)
    above = next(iter(place.above), None)
    if above:
        named = And((named, _named_place(above, above.written, gazetteer)))
    return PlaceClause(
        (FieldCondition(UNIT.name, keys, place.written), named),
        query_tokens(written),
        written,
        tuple(name for _, name in names),
        above.written if above else "",
    )


def _names(place: TypedPlace, gazetteer: Gazetteer) -> Iterator[tuple[tuple[Token, ...], str]]:
    """How a place is written: as typed, in full, and with its type word in short.

    What was typed without marks is looked for in any spelling.
    """
    seen: set[tuple[Token, ...]] = set()
    typed = query_tokens(place.written)
    is_bare = all(token.syllable == token.bare for token in typed)
    for name in (place.written, *_in_full(place, gazetteer), *_in_short(place, gazetteer)):
        tokens = query_tokens(unaccent(name) if is_bare else name)
        if tokens and tokens not in seen:
            seen.add(tokens)
            yield tokens, name


def _own_names(place: TypedPlace, gazetteer: Gazetteer) -> list[str]:
    """The names that the units had while they were of the type that was typed."""
    versions = [one for unit in place.places for one in gazetteer.versions(unit.key)]
    names = {one.name for one in versions if not place.kind or one.kind == place.kind}
    said = f" {unaccent(place.written)}"
    return sorted({name for name in names if said.endswith(f" {unaccent(name)}")} or names)


def _in_full(place: TypedPlace, gazetteer: Gazetteer) -> Iterator[str]:
    for name in _own_names(place, gazetteer):
        yield f"{place.kind} {name}".strip()


def _in_short(place: TypedPlace, gazetteer: Gazetteer) -> Iterator[str]:
    for name in _own_names(place, gazetteer):
        for kind in short_kinds(place.kind):
            yield f"{kind.upper()} {name}"
