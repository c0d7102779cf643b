"""Places of then under the names of now: what a unit of today gathers of those it came from.

On 1 July 2025 the communes and provinces were merged and the districts abolished, so a notice
names xã Lộc Quảng and a person asks for xã Bảo Lâm 1.  With *hiện nay* on (``luc=nay``) a
question means the units of today and :func:`expand_places` says it in the terms of the notices; the
engine never knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.analysis import query_tokens
from indexer.gazetteer import Gazetteer
from indexer.index import UNIT_PAIR
from indexer.model import Place
from indexer.places import TypedPlace, type_and_name, typed_places
from indexer.text import unaccent
from search.areas.counts import province_facet_of_today, unit_facet_of_today
from search.display import FacetLabels, LabelledResults, labelled_results
from search.engine import Engine
from search.query import (
    PROVINCE,
    UNIT,
    And,
    Clause,
    FieldCondition,
    Or,
    Phrase,
    PlaceClause,
    PlaceSynonyms,
    Query,
    Word,
    typed_words,
)

MAX_FORMER_NAMES = 16
"""Former names that one name of today is also looked for by."""


def search_notices(engine: Engine, labels: FacetLabels, query: Query) -> LabelledResults:
    """The results of a query; with *hiện nay* on, its places counted as those of today."""
    gazetteer = labels.knowledge.gazetteer
    expanded = expand_places(query, gazetteer)
    found = labelled_results(engine, engine.search(expanded), labels)
    if not query.units_of_today:
        return found
    counted = found.facets
    others = {name: chosen for name, chosen in expanded.filters.items() if name != UNIT.name}
    pairs = engine.counts(UNIT_PAIR, replace(expanded, filters=others))
    provinces = query.filters.get(PROVINCE.name, ())
    now = {
        UNIT.name: unit_facet_of_today(counted[UNIT.name], pairs, query, gazetteer),
        PROVINCE.name: province_facet_of_today(counted[PROVINCE.name], provinces, gazetteer),
    }
    return replace(found, facets={**counted, **now})


def expand_places(query: Query, gazetteer: Gazetteer) -> Query:
    """The query in the terms of the notices: with the names in full of places that it has in short,
    and with *hiện nay* on by what the places of today were before.

    >>> query = Query(filters={"unit": ("lam-dong/bao-lam-1",)}, units_of_today=True)
    >>> "lam-dong/bao-lam/loc-quang" in expand_places(query, Gazetteer.load()).filters["unit"]
    True
    """
    places = [one for each in typed_places(query.text, gazetteer) for one in (each, *each.above)]
    if not query.units_of_today:
        required = query.required
        for place in places:
            required = _with_names(required, place, _names_in_full(place, gazetteer))
        return replace(query, required=required)
    filters = dict(query.filters)
    added: list[str] = []
    for name in (UNIT.name, *UNIT.roles.values(), PROVINCE.name):
        chosen = filters.get(name, ())
        former = (old for key in chosen for old in gazetteer.history(key).gathered_today)
        new = [one for one in dict.fromkeys(former) if one not in chosen]
        if new:
            filters[name] = (*chosen, *new)
            added += new
    required = tuple(_with_predecessors(one, gazetteer) for one in query.required)
    for place in places:
        names = _former_phrases([one.key for one in place.places], gazetteer)
        required = _with_names(required, place, _names_in_full(place, gazetteer), names)
    return replace(query, filters=filters, added_values=tuple(added), required=required)


def _names_in_full(place: TypedPlace, gazetteer: Gazetteer) -> list[str]:
    """The names of a place as they are written in full, where it is typed in short or spelled
    otherwise: ``TX Long Khánh``, ``Đắc Lắc``.

    A committee is none of this: ``Huyện ủy Bảo Lâm`` is no ``huyện Bảo Lâm``.
    """
    kind, _ = type_and_name(place.written)
    versions = [one for unit in place.places for one in gazetteer.versions(unit.key)]
    names = {one.full_name for one in versions if one.kind == kind}
    names = names if kind else {one.name for one in versions}
    if place.is_body or any(unaccent(name) in unaccent(place.written) for name in names):
        return []
    return sorted(names)[:MAX_FORMER_NAMES]


def _with_predecessors(clause: Clause, gazetteer: Gazetteer) -> Clause:
    """A clause whose conditions on places also take what these were before."""
    match clause:
        case FieldCondition(UNIT.name, values, written):
            former = (old for key in values for old in gazetteer.history(key).gathered_today)
            return FieldCondition(UNIT.name, tuple(dict.fromkeys((*values, *former))), written)
        case PlaceClause((FieldCondition() as under, *names)):
            before = _former_phrases(under.values, gazetteer)
            return replace(clause, parts=(_with_predecessors(under, gazetteer), *names, *before))
        case Or(parts):
            return Or(tuple(_with_predecessors(one, gazetteer) for one in parts))
        case And(parts, excluded):
            return And(
                tuple(_with_predecessors(one, gazetteer) for one in parts),
                tuple(_with_predecessors(one, gazetteer) for one in excluded),
            )
        case _:
            return clause


def _with_names(
    required: tuple[Clause, ...],
    place: TypedPlace,
    full: Sequence[str],
    former: Sequence[Clause] = (),
) -> tuple[Clause, ...]:
    """The clauses with the words of a place made: these, its names in full, or those of before."""
    named = query_tokens(place.written)
    if not named or not (full or former):
        return required
    for at, clause in enumerate(required):
        run: tuple[Clause, ...] = required[at : at + len(named)]
        if isinstance(clause, Phrase) and clause.tokens == named:
            run = (clause,)
        elif tuple(one.token for one in run if isinstance(one, Word)) != named:
            continue
        this = Phrase(named, place.written) if len(named) > 1 else Word(named[0], place.written)
        typed = this if former or len(run) == 1 else And(run)
        names = (_words(name, as_phrase=len(run) == 1 < len(named)) for name in full)
        synonyms = PlaceSynonyms((typed, *names, *former), place.written, len(full))
        return (*required[:at], synonyms, *required[at + len(run) :])
    return required


def _words(name: str, *, as_phrase: bool) -> Clause:
    return Phrase(query_tokens(name), name) if as_phrase else And(tuple(typed_words(name)))


def _former_phrases(keys: Sequence[str], gazetteer: Gazetteer) -> list[Clause]:
    return list(dict.fromkeys(_former_names(keys, gazetteer)))[:MAX_FORMER_NAMES]


def _former_names(keys: Sequence[str], gazetteer: Gazetteer) -> Iterator[Clause]:
    """The names before of those units that there are today."""
    units = (gazetteer.place(key) for key in keys)
    for unit in (one for one in units if one and one.valid_to is None):
        for key in gazetteer.history(unit.key).forerunners:
            for version in gazetteer.versions(key):
                yield _place_phrase(version, gazetteer)


def _place_phrase(place: Place, gazetteer: Gazetteer) -> Clause:
    """A former unit as notices call it, with what it lay in where others had its name."""
    phrase = Phrase(query_tokens(place.full_name), place.full_name)
    above = gazetteer.place(place.parent) if place.parent else None
    if above is None or len(gazetteer.ever_named(place.name, place.kind)) < 2:
        return phrase
    return And((phrase, Phrase(query_tokens(above.name), above.name)))
