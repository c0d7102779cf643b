"""Why a hit stands where it stands, as data: what of the query it meets, where, and how much.

The score is a sum over the parts of the plan, so the share of each part can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.analysis import Token
from indexer.knowledge.abbreviations import abbreviations
from search.engine.plan import Plan, Term
from search.engine.planner import clause_plan, proximity, span_plans
from search.engine.results import Contribution, MatchKind
from search.engine.searcher import Searcher
from search.engine.word_plans import TITLE, ExpandPrefix, WordFields, words_plan
from search.query import (
    CITES,
    MAY_CITE,
    Clause,
    FieldCondition,
    InField,
    Or,
    Prefix,
    Query,
    TypedCitation,
    TypedDate,
    clause_tokens,
)

Scores = Mapping[int, float]
"""What a part of the plan gives to each document of a page."""


class Explainer:
    """Explains a page of hits; each part of the query is evaluated once for all of them."""

    def __init__(
        self, searcher: Searcher, query: Query, expand: ExpandPrefix, documents: Sequence[int]
    ) -> None:
        self._searcher = searcher
        self._documents = documents
        self._expand = expand
        self._fields = WordFields.of(query)
        self._parts = [
            (span.clause, self._scores(plan))
            for span, plan in span_plans(query.required, expand, self._fields)
        ]
        optional = list(proximity(query))
        self._near = [self._scores(one) for one in optional if one.field != "number"]
        self._numbers = [self._scores(one) for one in optional if one.field == "number"]

    def _scores(self, plan: Plan) -> Scores:
        found = self._searcher.scores(plan, self._documents)
        return dict(zip(self._documents, found, strict=True))

    def explain(self, document: int) -> tuple[Contribution, ...]:
        """What a document meets, the weightiest first, then what it lacks."""
        return tuple(self._contributions(document))

    def _contributions(self, document: int) -> Iterator[Contribution]:
        scores = [(clause, found[document]) for clause, found in self._parts]
        near = sum(found[document] for found in self._near)
        own = sum(found[document] for found in self._numbers)
        total = near + own + sum(score for _, score in scores)
        if not total:
            return
        if own:
            yield Contribution(MatchKind.TYPED_NUMBER, round(100 * own / total))
        for clause, score in sorted(scores, key=lambda part: -part[1]):
            if score:
                yield self._contribution(clause, document, round(100 * score / total))
        if near:
            yield Contribution(MatchKind.NEIGHBOURS, round(100 * near / total))
        yield from (
            Contribution(MatchKind.NOT, clause=clause) for clause, score in scores if not score
        )

    def _contribution(self, clause: Clause, document: int, share: int) -> Contribution:
        """Where a clause is met: as what the notice is, in the title, as spelled, or otherwise."""
        while isinstance(clause, Or):
            clause = self._best_alternative(clause, document)
        kind, written = self._match(clause, document)
        return Contribution(kind, share, clause, written)

    def _match(self, clause: Clause, document: int) -> tuple[MatchKind, str]:
        if by_itself := self._direct_match(clause, document):
            return by_itself, ""
        tokens = clause_tokens(clause)
        if isinstance(clause, Prefix | TypedDate):
            return MatchKind.TEXT, ""
        if not tokens or isinstance(clause, InField):
            return MatchKind.CONDITION, ""
        in_title = WordFields((TITLE,), self._fields.spelling)
        if all(self._score(words_plan([one], in_title), document) for one in tokens):
            return MatchKind.TITLE, ""
        if self._all("body", [token.syllable for token in tokens], document):
            return MatchKind.TEXT, ""
        written = self._other_spelling(tokens, document)
        return (MatchKind.OTHER_WRITING, written) if written else (MatchKind.OTHER_MARKS, "")

    def _direct_match(self, clause: Clause, document: int) -> MatchKind | None:
        """How a notice meets a clause by its own number or date, or by what it cites."""
        if isinstance(clause, TypedCitation) and self._some("number", clause.numbers, document):
            return MatchKind.OWN_NUMBER
        if isinstance(clause, TypedDate) and self._some("date", (clause.day,), document):
            return MatchKind.OWN_DATE
        return self._citation_match(clause, document)

    def _other_spelling(self, tokens: Sequence[Token], document: int) -> str:
        """The words with an abbreviation written out, or put in their place, as a text has them."""
        known = abbreviations()
        for variant in known.variants(tokens)[1:]:
            if self._all("body_bare", [token.bare for token in variant], document):
                words = (token.syllable for token in variant)
                return " ".join(one.upper() if known.expansion(one) else one for one in words)
        return ""

    def _best_alternative(self, clause: Or, document: int) -> Clause:
        """The alternative of a clause that gives a document the most."""
        plans = [clause_plan(part, self._expand, self._fields) for part in clause.parts]
        scores = [self._score(plan, document) for plan in plans]
        return clause.parts[scores.index(max(scores))]

    def _citation_match(self, clause: Clause, document: int) -> MatchKind | None:
        """Whether a document meets a clause by what it cites, or may."""
        keys = clause.keys if isinstance(clause, TypedCitation) else ()
        if isinstance(clause, FieldCondition) and clause.name == CITES.name:
            keys = clause.values
        if self._some(CITES.name, keys, document):
            return MatchKind.CITATION
        is_possible = self._some(MAY_CITE.name, keys, document)
        return MatchKind.POSSIBLE_CITATION if is_possible else None

    def _some(self, field: str, texts: Sequence[str], document: int) -> bool:
        return any(self._score(Term(field, text), document) for text in texts)

    def _all(self, field: str, texts: Sequence[str], document: int) -> bool:
        return all(self._score(Term(field, text), document) for text in texts)

    def _score(self, plan: Plan, document: int) -> float:
        return self._searcher.scores(plan, (document,))[0]
