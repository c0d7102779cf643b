"""Stock Whoosh as the oracle: the same plan for its unlimited search, the same entries for its own
writer."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from whoosh import query as wq
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Query as StockQuery

from indexer.index.entry import Entry
from indexer.index.whoosh.schema import SCHEMA
from search.engine.plan import (
    Adjacent,
    AllOf,
    AnyOf,
    AnyTerm,
    Between,
    Everything,
    Plan,
    Preferring,
    Term,
)


def stock(plan: Plan) -> StockQuery:
    """A plan without exclusions as a query of stock Whoosh."""
    match plan:
        case Term(field, text, boost):
            return wq.Term(field, text, boost=boost)
        case Adjacent(field, texts, boost):
            return wq.Phrase(field, list(texts), boost=boost)
        case AnyTerm(field, texts, score):
            return wq.ConstantScoreQuery(wq.Or([wq.Term(field, text) for text in texts]), score)
        case Between(field, first, last, score):
            # A month or a year may lie in a range that begins within it.
            whole = [wq.Term(field, first[:4]), wq.Term(field, first[:7])] if first else []
            dates = wq.Or([wq.TermRange(field, first, last or "9999"), *whole])
            return wq.ConstantScoreQuery(dates, score)
        case AllOf(parts):
            return wq.And([stock(part) for part in parts])
        case AnyOf(parts):
            return wq.Or([stock(part) for part in parts])
        case Preferring(wanted, better):
            return wq.AndMaybe(stock(wanted), stock(better))
        case Everything():
            return wq.Every()
        case _:
            raise TypeError(plan)


def stock_index(directory: Path) -> FileIndex:
    """An empty index for Whoosh's own writers."""
    directory.mkdir(parents=True, exist_ok=True)
    return FileStorage(str(directory)).create_index(SCHEMA)


def stock_document(entry: Entry) -> dict[str, Any]:
    """An entry as Whoosh's own writer takes it."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)}
