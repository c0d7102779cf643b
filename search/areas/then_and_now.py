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
from search.areas.counts import province_facet_of_today, unit_facet_of_today
from search.display import FacetLabels, LabelledResults, labelled_results
from search.engine import Engine
from search.query import (
    PROVINCE,
    UNIT,
    And,
    BodyClause,
    Clause,
    FieldCondition,
    Or,
    Phrase,
    PlaceClause,
    PlaceSynonyms,
    Query,
)
from search.query.bodies import with_former

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
    """The query with *hiện nay* on by what the places of today were before; another as it is.

    >>> query = Query(filters={"unit": ("lam-dong/bao-lam-1",)}, units_of_today=True)
    >>> "lam-dong/bao-lam/loc-quang" in expand_places(query, Gazetteer.load()).filters["unit"]
    True
    """
    if not query.units_of_today:
        return query
    filters = dict(query.filters)
    added: list[str] = []
    for name in (UNIT.name, *UNIT.roles.values(), PROVINCE.name):
        chosen = filters.get(name, ())
        former = (old for key in chosen for old in gazetteer.history(key).gathered_today)
        new = [one for one in dict.fromkeys(former) if one not in chosen]
        if new:
            filters[name] = (*chosen, *new)
            added += new
    return replace(
        query,
        filters=filters,
        added_values=tuple(added),
        required=tuple(_with_predecessors(one, gazetteer) for one in query.required),
        excluded=tuple(_with_predecessors(one, gazetteer) for one in query.excluded),
    )


def _with_predecessors(clause: Clause, gazetteer: Gazetteer) -> Clause:
    """A clause whose places are also met by what these were before."""
    match clause:
        case FieldCondition(UNIT.name, values, written):
            former = (old for key in values for old in gazetteer.history(key).gathered_today)
            return FieldCondition(UNIT.name, tuple(dict.fromkeys((*values, *former))), written)
        case PlaceClause((FieldCondition() as under, *names)):
            before = _former_phrases(under.values, gazetteer)
            return replace(clause, parts=(_with_predecessors(under, gazetteer), *names, *before))
        case BodyClause():
            return with_former(clause, gazetteer)
        case PlaceSynonyms(names):
            return replace(clause, parts=(*names, *_former_phrases(clause.keys, gazetteer)))
        case Or(parts) if type(clause) is Or:
            return Or(tuple(_with_predecessors(one, gazetteer) for one in parts))
        case And(parts, excluded):
            return And(
                tuple(_with_predecessors(one, gazetteer) for one in parts),
                tuple(_with_predecessors(one, gazetteer) for one in excluded),
            )
        case _:
            return clause


def _former_phrases(keys: Sequence[str], gazetteer: Gazetteer) -> list[Clause]:
    return list(dict.fromkeys(_former_names(keys, gazetteer)))[:MAX_FORMER_NAMES]


def _former_names(keys: Sequence[str], gazetteer: Gazetteer) -> Iterator[Clause]:
    """The names before of those units that there are today."""
    units = (gazetteer.place(key) for key in keys)
    for unit in (one for one in units if one and one.valid_to is None):
        for key in gazetteer.history(unit.key).forerunners:
            for version in gazetteer.versions(key):
                if not version.name.isdecimal():  # met only where it was read as a place
                    yield _place_phrase(version, gazetteer)


def _place_phrase(place: Place, gazetteer: Gazetteer) -> Clause:
    """A former unit as notices call it, with what it lay in where others had its name."""
    phrase = Phrase(query_tokens(place.full_name), place.full_name)
    above = gazetteer.place(place.parent) if place.parent else None
    if above is None or len(gazetteer.ever_named(place.name, place.kind)) < 2:
        return phrase
    return And((phrase, Phrase(query_tokens(above.name), above.name)))
