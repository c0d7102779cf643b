"""The bulk writer against Whoosh's own: the same documents, as stock Whoosh reads them."""

import itertools
import json
import math
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.columns import CompressedBytesColumn
from whoosh.index import TOC
from whoosh.query import And, Or, Phrase, Term
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

from indexer.index.entry import IndexEntry
from indexer.index.whoosh import term_dictionary, writer
from indexer.index.whoosh.checked_file import CheckedFile
from indexer.index.whoosh.long_lists import EXTENSION, LongPostingLists
from indexer.index.whoosh.segment import Column, SegmentInfo, open_segments
from indexer.index.whoosh.term_dictionary import TermDictionary, write_term_index
from indexer.index.whoosh.writer import SCHEMA, SegmentWriter
from search.engine.embedded.postings import read_blocks, read_postings
from tests.stock import StockStorage, stock_document, stock_index, stock_segment


@pytest.fixture(scope="module")
def entries(sample_entries):
    # A body of many blocks, positions far apart, and fields that are empty.
    far = replace(
        sample_entries[0], id="far", body=["a", *(["và"] * 70_000), "a", "c", "a"], title=[]
    )
    many = [replace(sample_entries[1], id=f"many-{number}", signatory=[]) for number in range(140)]
    return [*sample_entries, far, *many]


@pytest.fixture(scope="module")
def stock(entries, tmp_path_factory):
    index = stock_index(tmp_path_factory.mktemp("stock") / "index")
    stock_writer = index.writer(compound=False)
    for entry in entries:
        stock_writer.add_document(**stock_document(entry))
    stock_writer.commit()
    return StockStorage(index.storage.folder).open_index()


@pytest.fixture(scope="module")
def bulk(entries, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "_FEW_BLOCKS", 1)
        return written(entries, tmp_path_factory.mktemp("bulk") / "index")


def written(entries, directory):
    directory.mkdir(parents=True)
    segment = SegmentWriter(directory)
    for entry in entries:
        segment.add(entry)
    storage = StockStorage(str(directory))
    TOC(SCHEMA, [stock_segment(segment.finish())], 1).write(storage, "MAIN")
    return storage.open_index()


def everything(index):
    """All that stock Whoosh reads of an index: terms, statistics, postings, lengths, columns."""
    reader = index.reader()
    text = []
    for (field, term), info in reader._terms.items():
        matcher = reader.postings(field, term)
        has_positions = matcher.supports("positions")
        postings = []
        while matcher.is_active():
            positions = matcher.value_as("positions") if has_positions else None
            postings.append((matcher.id(), matcher.weight(), positions))
            matcher.next()
        statistics = (
            info.weight(), info.doc_frequency(), info.min_length(), info.max_length(),
            info.max_weight(), info.min_id(), info.max_id(),
        )  # fmt: skip
        text.append((field, term, statistics, postings))
    scorable = [name for name, field in SCHEMA.items() if field.scorable]
    lengths = {name: reader.field_length(name) for name in scorable}
    readings = reader.column_reader("reading")
    documents = [
        (
            reader.stored_fields(number),
            readings[number],
            [reader.doc_field_length(number, name) or 0 for name in scorable],
        )
        for number in range(reader.doc_count_all())
    ]
    return text, lengths, documents


def test_stock_whoosh_reads_the_same_from_both(stock, bulk):
    for ours, theirs in zip(everything(bulk), everything(stock), strict=True):
        assert ours == theirs


def test_stock_whoosh_finds_the_same_with_the_same_scores(stock, bulk, entries):
    words = list(dict.fromkeys(itertools.chain(*(entry.body[:40] for entry in entries[:30]))))
    queries = []
    for one, two, three in zip(words, words[7:], words[19:], strict=False):
        queries += [
            And([Term("body", one), Term("title", two)]),
            Or([Term("body", one), Term("body_bare", two), Term("words", three)]),
            Phrase("body", [one, two]),
        ]
    for entry in entries[:30]:
        queries.append(Phrase("body", entry.body[3:6]))
    with bulk.searcher(weighting=BM25F()) as ours, stock.searcher(weighting=BM25F()) as theirs:
        found = 0
        for query in queries:
            hits = ours.search(query, limit=None).top_n
            assert hits == theirs.search(query, limit=None).top_n, query
            found += bool(hits)
    assert found > len(queries) // 4


def test_stock_whoosh_deletes_from_it_and_merges_it(entries, tmp_path):
    index = written(entries[:20], tmp_path / "index")
    writer = index.writer(compound=False)
    writer.delete_by_term("id", entries[3].id)
    writer.add_document(**stock_document(entries[25]))
    writer.commit(optimize=True)
    kept = [*entries[:3], *entries[4:20], entries[25]]
    with index.searcher() as searcher:
        assert {fields["card"] for fields in searcher.all_stored_fields()} == {
            entry.card for entry in kept
        }


def test_every_segment_has_the_lengths_of_every_field(entries, tmp_path):
    nothing = {field.name: [] for field in fields(IndexEntry)}
    empty = IndexEntry(**(nothing | {"id": "x", "card": b"c", "reading": b"r"}))
    index = written([empty], tmp_path / "index")
    reader = index.reader()
    assert all(
        reader._perdoc.has_column(f"_{n}_len") for n, field in SCHEMA.items() if field.scorable
    )
    assert reader.column_reader("reading")[0] == b"r"


@settings(max_examples=60, deadline=None)
@given(st.sets(st.binary(max_size=12), max_size=400))
def test_the_term_file_is_whooshs_ordered_hash_file(tmp_path_factory, keys):
    from whoosh.filedb.filetables import OrderedHashReader

    path = tmp_path_factory.mktemp("terms") / "terms.trm"
    ordered = sorted(keys)
    write_term_index(path, {"f": 0}, ordered, [key[::-1] for key in ordered])
    storage = StockStorage(str(path.parent))
    reader = OrderedHashReader.open(storage, path.name)
    assert list(reader.items()) == [(key, key[::-1]) for key in ordered]
    assert all(reader[key] == key[::-1] for key in ordered)
    for missing in (b"\xff" * 13, b"none of these"):
        assert missing not in reader
    if ordered:
        middle = ordered[math.floor(len(ordered) / 2)]
        assert reader.closest_key(middle + b"\0") == next(
            (key for key in ordered if key >= middle + b"\0"), None
        )
    reader.close()

    terms = TermDictionary(CheckedFile(path))
    for key in ordered:
        assert key[:2] != b"\0\0" or terms.find("f", key[2:]) is not None


# --- the same segment, read by ourselves --------------------------------------------------------


def leaf_and_files(index):
    """A segment of ours as Whoosh reads it, and as we do."""
    (leaf, _), *_ = index.reader().leaf_readers()
    info = SegmentInfo(leaf.segment().segment_id(), leaf.doc_count_all())
    (files,) = open_segments(Path(index.storage.folder), [info])
    return leaf, files


def several_blocks(leaf):
    """Field and term of every list of more than one block."""
    return [key for key, info in leaf._terms.items() if info.doc_frequency() > 128]


def test_the_long_lists_say_what_the_blocks_say(bulk):
    leaf, files = leaf_and_files(bulk)
    several = several_blocks(leaf)
    assert len(files.long_lists) == len(several) > 1000
    for field, term in several:
        decoded = read_blocks(files, files.terms.find(field, term).at)
        mapped = read_postings(files, field, term)
        assert mapped.ids.tolist() == decoded.ids.tolist(), (field, term)
        assert mapped.frequencies.tolist() == decoded.frequencies.tolist(), (field, term)
        assert mapped.nbytes == 0


@pytest.mark.parametrize(
    "damage", [b"", b"x", lambda whole: whole[:-1], lambda whole: b"y" + whole[1:]]
)
def test_without_whole_lists_the_blocks_are_read(bulk, damage, tmp_path):
    leaf, files = leaf_and_files(bulk)
    field, term = several_blocks(leaf)[0]
    known = read_postings(files, field, term)
    whole = (Path(bulk.storage.folder) / f"{files.info.name}{EXTENSION}").read_bytes()
    (tmp_path / "lists").write_bytes(damage(whole) if callable(damage) else damage)
    files.long_lists = LongPostingLists(CheckedFile(tmp_path / "lists"))
    assert len(files.long_lists) == 0
    read = read_postings(files, field, term)
    assert read.ids.tolist() == known.ids.tolist()
    assert read.nbytes > known.nbytes == 0


@pytest.mark.parametrize("prefix", ["", "th", "thông", "đ", "không có", "2"])
def test_the_terms_of_a_field_are_those_of_whoosh(bulk, prefix, monkeypatch):
    monkeypatch.setattr(term_dictionary, "_CHUNK", 700)
    leaf, files = leaf_and_files(bulk)
    known = {}
    for (field, term), info in leaf._terms.items():
        if term.startswith(prefix.encode()):
            told = (info.doc_frequency(), info.min_id(), info.extent()[0])
            known.setdefault(field, []).append((term.decode(), told))
    for field in (*SCHEMA.names(), "no_such_field"):
        assert list(files.terms.terms(field, prefix)) == known.get(field, [])


def test_every_term_is_looked_up_where_whoosh_finds_it(bulk):
    leaf, files = leaf_and_files(bulk)
    for (field, term), info in leaf._terms.items():
        assert files.terms.find(field, term).at == info.extent()[0]
        assert files.terms.find(field, term + b"\0") is None
    assert files.terms.find("no_such_field", b"x") is None


def test_every_document_is_read_as_whoosh_reads_it(bulk):
    leaf, files = leaf_and_files(bulk)
    readings = leaf.column_reader("reading")
    for number in range(leaf.doc_count_all()):
        assert files.card(number) == leaf.stored_fields(number)["card"]
        assert files.notice(number) == readings[number]
        assert files.number_of(json.loads(files.card(number))["id"]) is not None
    for name in (name for name, field in SCHEMA.items() if field.scorable):
        known = [leaf.doc_field_length(at, name) or 0 for at in range(leaf.doc_count_all())]
        assert [byte_to_length(code) for code in files.length_bytes(name).tolist()] == known
    for number in (0, 1):
        deleted = replace(files.info, deleted=(number,))
        (without,) = open_segments(Path(bulk.storage.folder), [deleted])
        gone = {one for one, _ in files.notices()} - {one for one, _ in without.notices()}
        assert [files.number_of(one) for one in gone] == [number]
        assert [without.number_of(one) for one in gone] == [None]


@pytest.mark.parametrize("count", [5, 40_000])
def test_a_column_of_whoosh_is_read_as_whoosh_reads_it(count, tmp_path):
    """Beyond 32,768 values it is written in another way."""
    values = [str(number).encode() * (number % 5) for number in range(count)]
    storage, column = StockStorage(str(tmp_path)), CompressedBytesColumn(1)
    with storage.create_file("c") as file:
        filling = column.writer(file)
        for number, value in enumerate(values):
            filling.add(number, value)
        filling.finish(count)
    ours = Column(CheckedFile(tmp_path / "c"), count)
    theirs = column.reader(storage.open_file("c"), 0, storage.file_length("c"), count)
    for number in (0, 1, 4, count // 2, count - 1):
        assert ours[number] == theirs[number] == values[number]
