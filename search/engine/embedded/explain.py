"""Why a hit stands where it stands, in words: what of the query it meets, and where.

The score is a sum over the parts of the plan, so the share of each part can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.analysis import Token
from indexer.knowledge.abbreviations import abbreviations
from indexer.model import Reason, because
from search.display import said
from search.engine.embedded.boolean import Matches
from search.engine.embedded.searcher import Snapshot
from search.engine.plan import Plan, Term
from search.engine.planner import Expand, clause_plan, fields_of, nearness, planned
from search.query import Cited, Clause, Dated, Either, Having, Prefix, Query, Within, clause_tokens


class Explainer:
    """Explains the hits of one query; each part of it is evaluated once for all of them."""

    def __init__(self, snapshot: Snapshot, query: Query, expand: Expand) -> None:
        self._snapshot = snapshot
        self._expand = expand
        self._fields = fields_of(query)
        self._parts = [
            (run.clause, snapshot.find(plan))
            for run, plan in planned(query.required, expand, fields_of(query))
        ]
        better = list(nearness(query))
        self._near = [snapshot.find(one) for one in better if one.field != "number"]
        self._numbers = [snapshot.find(one) for one in better if one.field == "number"]

    def reasons(self, number: int) -> tuple[Reason, ...]:
        """What a document meets, the weightiest first, then what it lacks."""
        return tuple(self._reasons(number))

    def _reasons(self, number: int) -> Iterator[Reason]:
        scores = [(clause, _score(found, number)) for clause, found in self._parts]
        near = sum(_score(found, number) for found in self._near)
        own = sum(_score(found, number) for found in self._numbers)
        total = near + own + sum(score for _, score in scores)
        if not total:
            return
        if own:
            yield because("mang số như trong câu hỏi ({share} %)", share=round(100 * own / total))
        for clause, score in sorted(scores, key=lambda part: -part[1]):
            if score:
                yield self._met(clause, number, round(100 * score / total))
        if near:
            share = round(100 * near / total)
            yield because("các từ đứng liền nhau như trong câu hỏi ({share} %)", share=share)
        missing = [said(clause) for clause, score in scores if not score]
        if missing:
            yield because("không có {words}", words=", ".join(missing))

    def _met(self, clause: Clause, number: int, share: int) -> Reason:
        """Where a clause is met: as what the notice is, in the title, as spelled, or otherwise."""
        if isinstance(clause, Either):
            return self._met(self._met_part(clause, number), number, share)
        if by_itself := self._met_by_itself(clause, number, share):
            return by_itself
        words, tokens = said(clause), clause_tokens(clause)
        if isinstance(clause, Prefix | Dated):
            return because("{words} trong nội dung ({share} %)", words=words, share=share)
        if not tokens or isinstance(clause, Within):
            return because("đúng điều kiện {words} ({share} %)", words=words, share=share)
        if self._all("title_bare", [token.bare for token in tokens], number):
            return because("{words} trong trích yếu ({share} %)", words=words, share=share)
        if self._all("body", [token.syllable for token in tokens], number):
            return because("{words} trong nội dung ({share} %)", words=words, share=share)
        if written := self._other_writing(tokens, number):
            return because(
                "{words} trong nội dung, viết là {written} ({share} %)",
                words=words, written=f"“{written}”", share=share,
            )  # fmt: skip
        return because("{words} viết với dấu khác ({share} %)", words=words, share=share)

    def _met_by_itself(self, clause: Clause, number: int, share: int) -> Reason | None:
        """How a notice meets a clause by its own number or date, or by what it cites."""
        words = said(clause)
        if isinstance(clause, Cited) and self._some("number", clause.numbers, number):
            return because("mang chính số {words} ({share} %)", words=words, share=share)
        if isinstance(clause, Dated) and self._some("date", (clause.day,), number):
            return because("đề ngày {words} ({share} %)", words=words, share=share)
        if self._cites(clause, number):
            words = f"“{clause.written}”" if isinstance(clause, Having) else words
            return because("viện dẫn chính văn bản {words} ({share} %)", words=words, share=share)
        return None

    def _other_writing(self, tokens: Sequence[Token], number: int) -> str:
        """The words with an abbreviation written out, or put in their place, as a text has them."""
        known = abbreviations()
        for run in known.writings(tokens)[1:]:
            if self._all("body_bare", [token.bare for token in run], number):
                words = (token.syllable for token in run)
                return " ".join(one.upper() if known.expansion(one) else one for one in words)
        return ""

    def _met_part(self, clause: Either, number: int) -> Clause:
        """The alternative of a clause that gives a document the most."""
        plans = [clause_plan(part, self._expand, self._fields) for part in clause.parts]
        scores = [_score(self._find(plan), number) for plan in plans]
        return clause.parts[scores.index(max(scores))]

    def _cites(self, clause: Clause, number: int) -> bool:
        """Whether a document meets a clause by what it cites."""
        keys = clause.keys if isinstance(clause, Cited) else ()
        if isinstance(clause, Having) and clause.name == "cites":
            keys = clause.values
        return self._some("cites", keys, number)

    def _some(self, field: str, texts: Sequence[str], number: int) -> bool:
        return any(_score(self._find(Term(field, text)), number) for text in texts)

    def _all(self, field: str, texts: Sequence[str], number: int) -> bool:
        return all(_score(self._find(Term(field, text)), number) for text in texts)

    def _find(self, plan: Plan) -> Matches:
        return self._snapshot.find(plan)


def _score(found: Matches, number: int) -> float:
    """What a part of the plan gives to one document."""
    at = int(found.ids.searchsorted(number))
    if at < len(found) and int(found.ids[at]) == number:
        return float(found.scores[at])
    return 0.0
