"""Stock Whoosh, tantivy and SQLite FTS5, asked the same plans over the same tokens.

Each adapter answers a :class:`Question` with the total, the ten best and the counts of four
facets.  Peers that are not installed are left out, and the measurement says so.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from whoosh import query as wq
from whoosh.sorting import FieldFacet

from indexer.index.entry import IndexEntry
from indexer.index.whoosh.opening import open_index
from search.engine.embedded.boolean import top_documents
from search.engine.embedded.facets import FacetCounter
from search.engine.embedded.index_reader import IndexReader
from search.engine.embedded.searcher import filtered
from search.engine.plan import Adjacent, AllOf, AnyOf, Plan, Term
from tests.stock import stock, stock_searcher

FACETS = ("issuer", "year", "unit", "cites")
FIELD = "body"


@dataclass(frozen=True, slots=True)
class Question:
    """A plan over one field, and a value that each of some facets has to have."""

    plan: Plan
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What every engine gives: all counted, ten ranked, values of facets counted."""

    total: int
    best: int
    counts: Mapping[str, int]


class Peer(Protocol):
    """An engine that answers questions."""

    name: str

    def answer(self, question: Question) -> Answer:
        """The total, the ten best and the counts of the facets."""


class Ours:
    """What :meth:`search.engine.embedded.searcher.EmbeddedSearcher.search` does with its arrays."""

    name = "viendan"

    def __init__(self, index_reader: IndexReader) -> None:
        self._index_reader = index_reader

    def answer(self, question: Question) -> Answer:
        """By an index reader."""
        index_reader = self._index_reader
        masks = [index_reader.column(n).documents_with([v]) for n, v in question.filters.items()]
        found = filtered(index_reader.evaluate(question.plan), masks)
        counted = FacetCounter(found.ids, index_reader.live)
        counts = {n: counted.by_value(index_reader.column(n)) for n in FACETS}
        totals = {n: int(np.add.reduce(one)) for n, one in counts.items()}
        return Answer(len(found), len(top_documents(found, 10)), totals)


class StockWhoosh:
    """Stock Whoosh over the very same index, one searcher kept open."""

    name = f"whoosh {importlib.metadata.version('whoosh')}"

    def __init__(self, directory: Path) -> None:
        segments = [one.info for one in open_index(directory).segments]
        self._searcher = stock_searcher(directory, segments)
        self._facets = {name: FieldFacet(name, allow_overlap=True) for name in FACETS}

    def answer(self, question: Question) -> Answer:
        """All documents, because its limited searches and its filtered counts are wrong."""
        wanted = stock(question.plan)
        if question.filters:
            terms = [wq.Term(name, value) for name, value in question.filters.items()]
            wanted = wq.And([wanted, *terms])
        found = self._searcher.search(wanted, limit=None, groupedby=self._facets)
        counts = {n: sum(map(len, found.groups(n).values())) for n in FACETS}
        return Answer(found.scored_length(), min(10, found.scored_length()), counts)


class Tantivy:
    """tantivy through its Python binding, one segment-merging thread, the index on disk."""

    def __init__(self, directory: Path, entries: Iterable[IndexEntry]) -> None:
        import tantivy

        self.name = f"tantivy {importlib.metadata.version('tantivy')}"
        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(FIELD, tokenizer_name="whitespace", index_option="position")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        self._schema = builder.build()
        if not directory.is_dir():
            unfinished = directory.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            self._build(unfinished, entries)
            unfinished.rename(directory)
        self._index = tantivy.Index(self._schema, path=str(directory))
        self._searcher = self._index.searcher()
        self._counting = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}

    def _build(self, directory: Path, entries: Iterable[IndexEntry]) -> None:
        directory.mkdir(parents=True)
        index = self._tantivy.Index(self._schema, path=str(directory))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for entry in entries:
            values = {
                FIELD: [" ".join(getattr(entry, FIELD))],
                **{n: list(getattr(entry, n)) for n in FACETS},
            }
            writer.add_document(self._tantivy.Document(**values))
        writer.commit()
        writer.wait_merging_threads()

    def answer(self, question: Question) -> Answer:
        """By one search and one aggregation."""
        wanted = self._query(question.plan)
        if question.filters:
            terms = [self._term(name, value) for name, value in question.filters.items()]
            wanted = self._all([wanted, *terms])
        found = self._searcher.search(wanted, limit=10, count=True)
        counted = self._searcher.aggregate(wanted, self._counting)
        if isinstance(counted, str):
            counted = json.loads(counted)
        counts = {n: sum(one["doc_count"] for one in counted[n]["buckets"]) for n in FACETS}
        return Answer(int(found.count), len(found.hits), counts)

    def _term(self, name: str, text: str) -> Any:
        return self._tantivy.Query.term_query(self._schema, name, text)

    def _all(self, parts: list[Any]) -> Any:
        must = self._tantivy.Occur.Must
        return self._tantivy.Query.boolean_query([(must, part) for part in parts])

    def _query(self, plan: Plan) -> Any:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        match plan:
            case Term(name, text):
                return self._term(name, text)
            case Adjacent(name, texts):
                return query.phrase_query(self._schema, name, list(texts))
            case AllOf(parts):
                return self._all([self._query(part) for part in parts])
            case AnyOf(parts):
                return query.boolean_query([(should, self._query(part)) for part in parts])
        raise TypeError(plan)


class Fts5:
    """SQLite's full-text search, with the facets in tables of their own."""

    name = f"SQLite FTS5 {sqlite3.sqlite_version}"

    def __init__(self, path: Path, entries: Iterable[IndexEntry]) -> None:
        if not path.exists():
            unfinished = path.with_suffix(".new")
            unfinished.unlink(missing_ok=True)
            database = sqlite3.connect(unfinished)
            self._build(database, entries)
            database.close()
            unfinished.rename(path)
        self._database = sqlite3.connect(path)

    def _build(self, database: sqlite3.Connection, entries: Iterable[IndexEntry]) -> None:
        run = database.execute
        run("PRAGMA synchronous = OFF")
        run("CREATE VIRTUAL TABLE notice USING fts5(body, content='', "
            "tokenize=\"unicode61 remove_diacritics 0\")")  # fmt: skip
        for name in FACETS:
            run(f"CREATE TABLE {name} (notice INTEGER, value TEXT)")
        for number, entry in enumerate(entries, start=1):
            run(
                "INSERT INTO notice (rowid, body) VALUES (?, ?)",
                (number, " ".join(getattr(entry, FIELD))),
            )
            for name in FACETS:
                rows = [(number, value) for value in dict.fromkeys(getattr(entry, name))]
                database.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)  # noqa: S608
        for name in FACETS:
            run(f"CREATE INDEX {name}_of ON {name} (notice, value)")
        run("INSERT INTO notice (notice) VALUES ('optimize')")
        database.commit()

    def answer(self, question: Question) -> Answer:
        """By a table of the rows found, ranked by its own bm25."""
        run = self._database.execute
        where = "".join(
            f" AND rowid IN (SELECT notice FROM {name} WHERE value = ?)"  # noqa: S608
            for name in question.filters
        )
        values = (_for_fts5(question.plan), *question.filters.values())
        ranked = run(
            f"SELECT rowid FROM notice WHERE notice MATCH ?{where} ORDER BY rank LIMIT 10",  # noqa: S608
            values,
        ).fetchall()
        rows = run(f"SELECT rowid FROM notice WHERE notice MATCH ?{where}", values).fetchall()  # noqa: S608
        run("CREATE TEMP TABLE IF NOT EXISTS found (notice INTEGER PRIMARY KEY)")
        run("DELETE FROM found")
        self._database.executemany("INSERT INTO found VALUES (?)", rows)
        counts = {name: self._count(name) for name in FACETS}
        return Answer(len(rows), len(ranked), counts)

    def _count(self, name: str) -> int:
        counted = self._database.execute(
            f"SELECT value, count(*) FROM found JOIN {name} USING (notice) GROUP BY value"  # noqa: S608
        )
        return sum(number for _, number in counted)


def _for_fts5(plan: Plan) -> str:
    match plan:
        case Term(_, text):
            return f'"{text}"'
        case Adjacent(_, texts):
            return f'"{" ".join(texts)}"'
        case AllOf(parts):
            return "(" + " AND ".join(map(_for_fts5, parts)) + ")"
        case AnyOf(parts):
            return "(" + " OR ".join(map(_for_fts5, parts)) + ")"
    raise TypeError(plan)


def peers(directory: Path, folder: Path, entries: Iterable[IndexEntry]) -> Iterator[Peer]:
    """The peers that are installed, each over an index of its own below ``folder``.

    ``entries`` can be walked through more than once.
    """
    yield StockWhoosh(directory)
    if importlib.util.find_spec("tantivy"):
        yield Tantivy(folder / "tantivy", entries)
    else:
        print("  tantivy is not installed, so it was not measured")
    yield Fts5(folder / "fts5.db", entries)
