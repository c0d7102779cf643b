"""Places that a person typed, as clauses: what stands under them, or writes their names.

``huyện Bảo Lâm`` asks for a district, and not for three syllables somewhere in a text.  A typed
text is read for places here and nowhere else, once, by :mod:`indexer.places.typed`; what follows of
it (clauses, names in full, sentences, cards) goes by what was read.  A clause stands among the
operators of a query as a word does.  A name alone and what is quoted are words side by side, met
by the name in full as well where they are short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.analysis import Token, query_tokens
from indexer.gazetteer import Gazetteer
from indexer.model import Span
from indexer.places import TypedBody, TypedPlace, short_kinds, type_and_name, typed_places
from indexer.text import unaccent
from search.query.bodies import body_clause
from search.query.facets import UNIT
from search.query.fields import field_of
from search.query.lexer import LEXEME, OR_OPERATOR, ClauseSpan, as_typed
from search.query.model import And, Clause, FieldCondition, Or, Phrase, PlaceClause, PlaceSynonyms

MAX_NAMES = 16
"""Ways of writing one place in which it is looked for."""

_EDGE = " ,;."
_MINUS_BEFORE = re.compile(r"(?<!\S)[-−–][\"“”]?$")
_OR_BEFORE = re.compile(rf"(?P<words>(?:\S+\s+)?\S+)\s+(?:{OR_OPERATOR.pattern})\s*$")


def read_places(
    text: str, taken: Iterable[ClauseSpan], gazetteer: Gazetteer
) -> tuple[TypedPlace, ...]:
    """The places in a typed text, apart from what is ``taken`` by others or a value of a field.

    >>> found = read_places("xã Lộc An OR Lộc Đức nam:2022", (), Gazetteer.load())
    >>> [one.written for one in found]
    ['xã Lộc An', 'Lộc Đức']
    """
    spans = [(one.start, one.end, ";") for one in taken]
    for lexeme in LEXEME.finditer(text):
        if lexeme["or"]:
            spans.append((*lexeme.span("or"), "|"))
        elif lexeme["field"] and field_of(lexeme["field"]):
            spans.append((*lexeme.span(), ";"))
        elif lexeme["minus"]:
            spans.append((*lexeme.span("minus"), "|"))
    for start, end, sign in spans:
        text = f"{text[:start]}{sign * (end - start)}{text[end:]}"
    found = typed_places(text, gazetteer)
    return tuple(one for one in found if not _has_number(one) or _ever_was(one, gazetteer))


def _has_number(place: TypedPlace) -> bool:
    """Whether a number is all the name of a place: ``quận 1``."""
    return any(unit.name.isdecimal() for unit in place.places)


def _ever_was(place: TypedPlace, gazetteer: Gazetteer) -> bool:
    """Whether some unit ever was of the type that was typed: there is ``phường 1``, no ``xã 1``."""
    versions = (one for unit in place.places for one in gazetteer.versions(unit.key))
    return not place.kind or place.is_body or any(one.kind == place.kind for one in versions)


def is_excluded(text: str, start: int) -> bool:
    """Whether what begins there stands behind a minus."""
    return bool(_MINUS_BEFORE.search(text[:start]))


def place_spans(
    text: str,
    places: Sequence[TypedPlace],
    bodies: Mapping[TypedPlace, TypedBody],
    gazetteer: Gazetteer,
) -> Iterator[ClauseSpan]:
    """The places of a typed text as clauses, and the committees that are named by them.

    >>> gazetteer, text = Gazetteer.load(), "thu hồi đất huyện Bảo Lâm"
    >>> found = list(place_spans(text, read_places(text, (), gazetteer), {}, gazetteer))
    >>> found[0].clause.written, found[0].clause.parts[0].values
    ('huyện Bảo Lâm', ('cao-bang/bao-lam', 'lam-dong/bao-lam'))
    """
    quoted = [Span(*one.span("phrase")) for one in LEXEME.finditer(text) if one["phrase"]]
    for place in places:
        body = bodies.get(place)
        start, end = body.start if body else place.extent.start, _end(place, text)
        around = next((one for one in quoted if one.start <= start < one.end), None)
        if around:
            if around.of(text).strip(_EDGE) == place.written and not place.is_body:
                name = _name(place, gazetteer)
                yield ClauseSpan(around.start, around.start + 1, around.end, name)
        elif not _stays_words(text, place, end):
            clause = _clause(place, body, text, gazetteer)
            if clause:
                # A word within it begins no place.
                yield ClauseSpan(start, start + 1, end, clause)


def _clause(
    place: TypedPlace, body: TypedBody | None, text: str, gazetteer: Gazetteer
) -> Clause | None:
    written = _written(place, text)
    if body:
        above = _named_above(place, gazetteer)
        whole = text[body.start : text.find(written, place.extent.start) + len(written)]
        return body_clause(body, whole, above, gazetteer)
    if place.is_body:
        return None
    return _named_place(place, written, gazetteer) if place.is_sure else _name(place, gazetteer)


def _end(place: TypedPlace, text: str) -> int:
    """Where what tells a place ends: before an OR, which may stand in a list."""
    found = OR_OPERATOR.search(text, *place.extent)
    return found.start() if found else place.extent.end


def _stays_words(text: str, place: TypedPlace, end: int) -> bool:
    """Whether the words begin others, or the type is one of two: ``xã OR phường``."""
    before = _OR_BEFORE.search(text[: place.extent.start]) if place.kind else None
    words = before["words"].split() if before else []
    is_one_of_two = any(type_and_name(" ".join((*words[at:], "a")))[0] for at in range(len(words)))
    return is_one_of_two or text.startswith("*", end)


def _written(place: TypedPlace, text: str) -> str:
    """A place as typed, with what it lies in where that stands beside it, and not behind a list."""
    whole = place.extent.of(text).strip(" ,;")
    return whole if place.above and place.above[-1].written in whole else place.written


def _named_place(place: TypedPlace, written: str, gazetteer: Gazetteer) -> PlaceClause:
    """What stands under a place, or has one of its names, with what it lies in if that is told.

    A place that has a number for its name is met only where it was read as a place.
    """
    keys = tuple(unit.key for unit in place.places)
    # "… các quận. 1. Về …": side by side with a type word a number says little.
    names = () if _has_number(place) else tuple(_names(place, gazetteer))[:MAX_NAMES]
    phrases = tuple(Phrase(tokens, name) for tokens, name in names)
    named: Clause = phrases[0] if len(phrases) == 1 else Or(phrases)
    above = _named_above(place, gazetteer)
    if above and phrases:
        named = And((named, above))
    return PlaceClause(
        (FieldCondition(UNIT.name, keys, place.written), *((named,) if phrases else ())),
        query_tokens(written),
        written,
        tuple(name for _, name in names),
        above.written if above else "",
    )


def _named_above(place: TypedPlace, gazetteer: Gazetteer) -> PlaceClause | None:
    above = next(iter(place.above), None)
    return _named_place(above, above.written, gazetteer) if above else None


def _names(place: TypedPlace, gazetteer: Gazetteer) -> Iterator[tuple[tuple[Token, ...], str]]:
    """How a place is written: as typed, in full, and with its type word in short."""
    seen: set[tuple[Token, ...]] = set()
    for name in (place.written, *_in_full(place, gazetteer), *_in_short(place, gazetteer)):
        tokens = query_tokens(as_typed(name, place.written))
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


def _name(place: TypedPlace, gazetteer: Gazetteer) -> PlaceSynonyms:
    """The words of a name side by side, or what says it in full."""
    full = [one for one in _in_full(place, gazetteer) if unaccent(one) != unaccent(place.written)]
    names = (place.written, *full[:MAX_NAMES])
    return PlaceSynonyms(
        tuple(Phrase(query_tokens(as_typed(name, place.written)), name) for name in names),
        tuple(unit.key for unit in place.places),
        query_tokens(place.written),
        place.written,
        len(names) - 1,
    )
