"""Committees that a person typed, as clauses: what they issued, or what names them.

``BTV Huyện ủy Bảo Lâm`` asks for the papers of that committee in which its Ban Thường vụ speaks,
and for those that write the name side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.analysis import query_tokens
from indexer.gazetteer import Gazetteer
from indexer.places import TypedBody, committees_of
from indexer.text import slug
from search.query.facets import ISSUER, ORGAN
from search.query.lexer import as_typed
from search.query.model import And, BodyClause, Clause, FieldCondition, Or, Phrase

MAX_NAMES = 16
"""Ways of writing one committee in which it is looked for."""


def body_clause(
    body: TypedBody, written: str, above: Clause | None, gazetteer: Gazetteer
) -> BodyClause | None:
    """A committee that was typed, ``written`` so with all that tells its place; None where no unit
    that may be meant had such a one.

    What its unit lies in, where that was typed, is ``above``: what only writes the name has to be
    of that as well.
    """
    keys = tuple(unit.key for unit in body.place.places)
    found = tuple(dict.fromkeys(committees_of(keys, body.word, gazetteer)))
    if not found:
        return None
    in_full = [_with_organ(body.organ, name) for name, _ in found]
    named = _one_of(_phrases([body.written, *in_full], body.written))
    labels = [", ".join((name, *places)) for name, places in found]
    # A paper that does not tell what its unit lies in has the name alone.
    unplaced = [] if above else [name for name, _ in found]
    return BodyClause(
        (
            _issued([*labels, *unplaced], body.organ, body.written),
            And((named, above)) if above else named,
        ),
        keys,
        query_tokens(written),
        written,
        body.organ,
        tuple(labels),
    )


def with_former(clause: BodyClause, gazetteer: Gazetteer) -> BodyClause:
    """A committee of today, or one of those of the units that its own came from."""
    former = [old for key in clause.keys for old in gazetteer.history(key).forerunners]
    found = tuple(dict.fromkeys(committees_of(former, "", gazetteer)))
    if not found:
        return clause
    labels = [", ".join((name, *places)) for name, places in found]
    phrases = _phrases([_with_organ(clause.organ, name) for name, _ in found], clause.written)
    parts = (*clause.parts, _issued(labels, clause.organ, clause.written), *phrases)
    return replace(clause, parts=parts, former=tuple(labels))


def _issued(labels: Sequence[str], organ: str, written: str) -> Clause:
    """What one of some committees issued, or the organ of it that was named."""
    values = tuple(dict.fromkeys(map(slug, labels)))
    issued = FieldCondition(ISSUER.name, values, written)
    return And((issued, FieldCondition(ORGAN.name, (slug(organ),), organ))) if organ else issued


def _with_organ(organ: str, committee: str) -> str:
    return f"{organ} {committee}".strip()


def _phrases(names: Sequence[str], typed: str) -> tuple[Phrase, ...]:
    """The ways of writing some committees, each once."""
    found = {query_tokens(as_typed(name, typed)): name for name in reversed(names)}
    return tuple(Phrase(tokens, name) for tokens, name in reversed(found.items()))[:MAX_NAMES]


def _one_of(phrases: Sequence[Phrase]) -> Clause:
    return phrases[0] if len(phrases) == 1 else Or(tuple(phrases))
