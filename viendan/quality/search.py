"""Scoring the ranking against judged queries (``corpus/gold/search/*.jsonl``).

A row is a query with the notices that answer it: 2 for one that was looked for, 1 for one that
is also of use.  Every query is asked twice, as written and without marks, and the answers of
both are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from indexer.directives import Knowledge
from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES
from indexer.text import unaccent
from search.engine import Engine, open_engine
from search.query import parse
from viendan.quality.gold import gold_files, read_rows

DEPTH = 10


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query of one of the three jobs, and the grades of the notices that answer it."""

    job: str
    query: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sources that one query found, best first, and what was wanted."""

    judged: JudgedQuery
    asked: str
    found: tuple[str, ...]

    @property
    def first(self) -> bool:
        """Whether the first hit is one that was looked for."""
        return bool(self.found) and self._is_wanted(self.found[0])

    @property
    def reciprocal_rank(self) -> float:
        """One over the rank of the first hit that was looked for."""
        ranks = (rank for rank, one in enumerate(self.found, start=1) if self._is_wanted(one))
        return 1 / next(ranks, float("inf"))

    @property
    def recall(self) -> float:
        """The share of the relevant notices, of any grade, among the first ten hits."""
        return len(self.judged.relevant.keys() & set(self.found)) / len(self.judged.relevant)

    def _is_wanted(self, source: str) -> bool:
        return self.judged.relevant.get(source) == max(self.judged.relevant.values())


@dataclass(frozen=True)
class RankingScore:
    """The means over a set of rankings.

    ``success`` is the share of queries of which the ten hits hold one that was looked for.
    """

    rankings: tuple[Ranking, ...]

    @cached_property
    def precision_at_1(self) -> float:
        """P@1."""
        return fmean(one.first for one in self.rankings)

    @cached_property
    def mrr(self) -> float:
        """Mean reciprocal rank within ten hits."""
        return fmean(one.reciprocal_rank for one in self.rankings)

    @cached_property
    def recall_at_10(self) -> float:
        """R@10."""
        return fmean(one.recall for one in self.rankings)

    @cached_property
    def success(self) -> float:
        """Success@10."""
        return fmean(one.reciprocal_rank > 0 for one in self.rankings)


@dataclass(frozen=True, slots=True)
class SearchScore:
    """The same queries as written, and without marks."""

    written: RankingScore
    unaccented: RankingScore

    def measures(self) -> dict[str, float]:
        """What the floors are pinned on."""
        return {
            "precision_at_1": self.written.precision_at_1,
            "mrr": self.written.mrr,
            "recall_at_10": self.written.recall_at_10,
            "success": self.written.success,
            "unaccented_precision_at_1": self.unaccented.precision_at_1,
            "unaccented_recall_at_10": self.unaccented.recall_at_10,
            "unaccented_success": self.unaccented.success,
        }


def load_judged(files: Iterable[Path], sources: Sequence[Path]) -> list[JudgedQuery]:
    """The judged queries, as far as the notices that answer them lie in ``sources``.

    Notices from outside the project may be missing; a query that only they answer is left out.
    """
    return [
        JudgedQuery(one.job, one.query, held)
        for path in files
        for one in read_judged(path)
        if (held := _held(one.relevant, sources))
    ]


def read_judged(path: Path) -> list[JudgedQuery]:
    """The judged queries of a file; its name is that of their job."""
    return [JudgedQuery(path.stem, row["query"], row["relevant"]) for row in read_rows([path])]


def _held(relevant: Mapping[str, int], sources: Sequence[Path]) -> dict[str, int]:
    return {
        source: grade
        for source, grade in relevant.items()
        if any((folder / source).is_file() for folder in sources)
    }


def score(engine: Engine, judged: Iterable[JudgedQuery], knowledge: Knowledge) -> SearchScore:
    """Ask every query as written and without marks."""
    rows = list(judged)
    return SearchScore(
        RankingScore(tuple(_rank(engine, row, row.query, knowledge) for row in rows)),
        RankingScore(tuple(_rank(engine, row, unaccent(row.query), knowledge) for row in rows)),
    )


def _rank(engine: Engine, judged: JudgedQuery, text: str, knowledge: Knowledge) -> Ranking:
    found = engine.search(parse(text, knowledge, per_page=DEPTH))
    return Ranking(judged, text, tuple(hit.card.source for hit in found.hits))


def score_gold(knowledge: Knowledge, sources: Sequence[Path] = (SAMPLE_NOTICES,)) -> SearchScore:
    """Score the project's own queries over an index made for it of ``sources``."""
    with TemporaryDirectory() as directory:
        build(sources, Path(directory))
        judged = load_judged(gold_files("search"), sources)
        return score(open_engine(Path(directory)), judged, knowledge)
