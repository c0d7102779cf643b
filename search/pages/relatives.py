"""What a directive replaced, amended or repealed, and what did so to it, as its page tells it: each
with the source of the registry, or the sentence of a text that is held and its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.directives import Knowledge
from indexer.index import Card, relations_in
from indexer.model import UNKNOWN, CitationRole, Reading
from search.engine import OWN_KEY, Engine
from search.held import DirectiveRelation, Relations
from search.pages.citing import CitingSentence, citing_sentences
from search.pages.held import MOST_TEXTS
from search.pages.listed import ListedDirective, listed_directives
from search.query import CITE_ROLE, CITES, MAY_CITE, TYPE, Query, facet_value

MOST_GUIDING = 5
"""Papers that guide how a directive is carried out which its page names: the newest."""

_GUIDANCE = "Hướng dẫn"

MOST_EVIDENCE = 20
"""Relations of one page whose sentences it tells: those that stand first."""


@dataclass(frozen=True, slots=True)
class RelationEvidence:
    """The sentence in which a text says that it replaced, amended or repealed a directive.

    ``day`` is that from which it did, in ISO 8601, as the text names it; empty where it names none.
    """

    card: Card
    sentence: CitingSentence
    day: str
    is_inferred: bool

    @property
    def start(self) -> int:
        """Where in the notice it names that directive."""
        marks = self.sentence.marks
        return self.sentence.start + (marks[0].start if marks else 0)


@dataclass(frozen=True, slots=True)
class Supersession:
    """That one directive replaced another, or amended or repealed it: the other one, who says so,
    and any doubt.

    ``source`` is that of the registry, empty where only texts say it, whose sentences ``evidence``
    are.  ``effective`` is the day from which the registry has the newer one in force, where a text
    names another for this.
    """

    other: ListedDirective
    source: str
    is_doubtful: bool
    role: CitationRole = CitationRole.REPLACED
    evidence: tuple[RelationEvidence, ...] = ()
    effective: str = ""


@dataclass(frozen=True, slots=True)
class Relatives:
    """What a directive did to others, and others to it: replaced, amended, repealed.

    ``guided_by`` are the newest of the ``guides`` that guide how it is carried out.
    ``is_contradicted``: the registry and a text name different ones as what replaced it.
    """

    supersedes: tuple[Supersession, ...] = ()
    superseded_by: tuple[Supersession, ...] = ()
    amends: tuple[Supersession, ...] = ()
    amended_by: tuple[Supersession, ...] = ()
    repeals: tuple[Supersession, ...] = ()
    repealed_by: tuple[Supersession, ...] = ()
    guided_by: tuple[Card, ...] = ()
    guides: int = 0
    is_contradicted: bool = False

    @property
    def are_any(self) -> bool:
        """Whether there is one."""
        replaced, changed = self.supersedes or self.superseded_by, self.amends or self.amended_by
        return bool(replaced or changed or self.repeals or self.repealed_by)


def relatives(
    engine: Engine,
    key: str,
    relations: Relations,
    knowledge: Knowledge,
    counts: Mapping[str, int],
) -> Relatives:
    """What a directive did to others, and others to it, as far as a source or a text says so."""
    roles = (CitationRole.REPLACED, CitationRole.AMENDED, CitationRole.REPEALED)
    every = (relations.older_than, relations.newer_than)
    lists = [told(key, role) for role in roles for told in every]
    guiding, guides = _guiding(engine, key) if key in counts else ((), 0)
    evidence = _evidence_of(engine, (one for ones in lists for one in ones))
    supersedes, superseded_by, amends, amended_by, repeals, repealed_by = (
        tuple(
            _supersession(one, key, evidence.get(one, ()), knowledge, counts)
            for one in ones
            if one.sources or one.stated
        )
        for ones in lists
    )
    return Relatives(
        supersedes=supersedes,
        superseded_by=superseded_by,
        amends=amends,
        amended_by=amended_by,
        repeals=repeals,
        repealed_by=repealed_by,
        guided_by=tuple(guiding),
        guides=guides,
        is_contradicted=relations.contradicts(key),
    )


def _guiding(engine: Engine, key: str) -> tuple[Sequence[Card], int]:
    """The newest of the papers that guide how a directive is carried out, and how many do.

    They are Hướng dẫn themselves: another paper that says so may speak of one.
    """
    filters = {
        CITES.name: (key,),
        CITE_ROLE.name: (CitationRole.GUIDED.value,),
        TYPE.name: (facet_value(TYPE.name, _GUIDANCE),),
    }
    excluded = {MAY_CITE.name: (key,), OWN_KEY: (UNKNOWN,)}
    query = Query(filters=filters, excluded_filters=excluded, sort="date")
    return engine.cards(query, 0, MOST_GUIDING)


def _supersession(
    one: DirectiveRelation,
    key: str,
    evidence: tuple[RelationEvidence, ...],
    knowledge: Knowledge,
    counts: Mapping[str, int],
) -> Supersession:
    """A relation of a directive, told from its page."""
    (other,) = listed_directives([one.older if one.newer == key else one.newer], knowledge, counts)
    row = knowledge.registry.get(one.newer)
    effective = row.effective.iso if row and row.effective else ""
    differs = any(x.day and not x.day.startswith(effective) for x in evidence)
    return Supersession(
        other,
        one.sources[0] if one.sources else "",
        one.is_doubtful,
        one.role,
        evidence,
        effective if differs else "",
    )


def successor(key: str, knowledge: Knowledge, relations: Relations) -> Supersession | None:
    """What replaced or repealed a directive by today, where nobody leaves that in doubt.

    >>> knowledge = Knowledge.load()
    >>> successor("tw/k12/qdi-30", knowledge, Relations(knowledge.registry)).other.label
    'Quy định 22-QĐ/TW (khóa XIII)'
    """
    one = relations.undone_by(key)
    return _supersession(one, key, (), knowledge, {}) if one else None


def _evidence_of(
    engine: Engine, relations: Iterable[DirectiveRelation]
) -> Mapping[DirectiveRelation, tuple[RelationEvidence, ...]]:
    """The evidence of relations, of those of the first :data:`MOST_EVIDENCE` that texts tell."""
    told = [one for one in relations if one.stated][:MOST_EVIDENCE]
    borne = engine.bearers({one.newer for one in told}) if told else {}
    readings: dict[str, tuple[Card, Reading] | None] = {}
    found = {}
    for relation in told:
        cards = borne.get(relation.newer, ())[:MOST_TEXTS]
        for card in cards:
            if card.id not in readings:
                readings[card.id] = engine.notice(card.id)
        held = [read for card in cards if (read := readings[card.id])]
        found[relation] = tuple(one for read in held for one in _in_text(relation, *read))
    return found


def _in_text(
    relation: DirectiveRelation, card: Card, reading: Reading
) -> Sequence[RelationEvidence]:
    """The first sentence of a text that says it, if one does; the surest first."""
    wanted = relation.newer, relation.role, relation.older
    said = [
        (one, stated)
        for one, stated in relations_in(reading)
        if (stated.newer, stated.role, stated.older) == wanted
    ]
    if not said:
        return ()
    citation, stated = min(said, key=lambda pair: pair[1].is_inferred)
    sentences = citing_sentences(reading, relation.older, (citation,))
    named = citation.citation.relation and citation.citation.relation.since
    return [
        RelationEvidence(card, one, stated.day if named else "", stated.is_inferred)
        for one in sentences[:1]
    ]
