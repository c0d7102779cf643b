"""Stock Whoosh as the oracle: the same plan for its unlimited search, the same entries for its own
writer."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import fields
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from whoosh import query as wq
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.query import Query as StockQuery
from whoosh.reading import MultiReader, SegmentReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from indexer.index.entry import IndexEntry
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.segment import SegmentInfo
from indexer.index.whoosh.segments_file import read_segments
from indexer.index.whoosh.writer import SCHEMA
from search.engine.plan import (
    Adjacent,
    AllOf,
    AndMaybe,
    AnyOf,
    AnyTerm,
    DateRange,
    MatchAll,
    Plan,
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
        case DateRange(field, first, last, score):
            # A month or a year may lie in a range that begins within it.
            whole = [wq.Term(field, first[:4]), wq.Term(field, first[:7])] if first else []
            dates = wq.Or([wq.TermRange(field, first, last or "9999"), *whole])
            return wq.ConstantScoreQuery(dates, score)
        case AllOf(parts):
            return wq.And([stock(part) for part in parts])
        case AnyOf(parts):
            return wq.Or([stock(part) for part in parts])
        case AndMaybe(wanted, better):
            return wq.AndMaybe(stock(wanted), stock(better))
        case MatchAll():
            return wq.Every()
        case _:
            raise TypeError(plan)


class StockStorage(FileStorage):
    """Files that need not be closed, which Whoosh does not always do."""

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """An existing file, mapped."""
        with Path(self._fpath(name)).open("rb") as file:
            empty = not os.fstat(file.fileno()).st_size
            content = BytesIO() if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        return StructFile(content, name=name, **kwargs)


def stock_index(directory: Path) -> FileIndex:
    """An empty index for Whoosh's own writers."""
    directory.mkdir(parents=True, exist_ok=True)
    return StockStorage(str(directory)).create_index(SCHEMA)


def stock_document(entry: IndexEntry) -> dict[str, Any]:
    """An entry as Whoosh's own writer takes it."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def stock_segment(info: SegmentInfo) -> W3Segment:
    """A segment of ours as Whoosh would have kept it in its table of contents."""
    _, _, name = info.name.partition("_")
    segment = W3Segment(W3Codec(), "MAIN", info.size, name, set(info.deleted) or None)
    segment._fieldlengths = info.lengths
    return segment


def stock_searcher(directory: Path, segments: Sequence[SegmentInfo]) -> Searcher:
    """Stock Whoosh over segments of ours."""
    storage = StockStorage(str(directory))
    readers = [SegmentReader(storage, SCHEMA, stock_segment(one)) for one in segments]
    return Searcher(MultiReader(readers), weighting=BM25F())


def as_version_5(
    index: Path, schema: Schema = SCHEMA, within: Callable[[Any], Any] = lambda segments: segments
) -> None:
    """Turn an index into one of the version whose segments stand in Whoosh's contents."""
    info = read_segments(index, read_manifest(index))
    manifest = json.loads((index / "viendan.json").read_bytes())
    del manifest["crc32"]
    number = manifest["toc"] = manifest.pop("number")
    files = index / f"viendan-files-{number}.json"
    files.write_text(json.dumps(json.loads(files.read_bytes())["files"]), "utf-8")
    contents = TOC(schema, within([stock_segment(one) for one in info]), number)
    contents.write(StockStorage(str(index)), "MAIN")
    for path in (*index.glob("*.sums"), index / f"viendan-segments-{number}.json"):
        path.unlink()
    (index / "viendan.json").write_text(json.dumps(manifest | {"schema": 5}), "utf-8")
