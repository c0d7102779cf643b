"""The bulk writer against Whoosh's own: the same documents, as stock Whoosh reads them."""

import itertools
import math
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.query import And, Or, Phrase, Term
from whoosh.scoring import BM25F

from indexer.documents.finding import look_through
from indexer.gazetteer.units import gazetteer
from indexer.index.build import read_all
from indexer.index.entry import Entry, make_card, make_entry
from indexer.index.whoosh import writer
from indexer.index.whoosh.opening import MappedStorage
from indexer.index.whoosh.schema import SCHEMA
from indexer.index.whoosh.term_dictionary import EXTENSION, LongLists, write_term_index
from indexer.index.whoosh.writer import SegmentWriter
from indexer.paths import SAMPLE_NOTICES
from search.engine.embedded import postings as term_file
from search.engine.embedded.postings import read_long_lists, read_postings
from tests.stock import stock_document, stock_index


@pytest.fixture(scope="module")
def entries():
    places = gazetteer()
    read = [
        make_entry(reading, make_card(reading, "", places), places)
        for _, reading in read_all(look_through([SAMPLE_NOTICES]).files, places)
    ]
    # A body of many blocks, positions far apart, and fields that are empty.
    far = replace(read[0], id="far", body=["a", *(["và"] * 70_000), "a", "c", "a"], title=[])
    many = [replace(read[1], id=f"many-{number}", signatory=[]) for number in range(140)]
    return [*read, far, *many]


@pytest.fixture(scope="module")
def stock(entries, tmp_path_factory):
    index = stock_index(tmp_path_factory.mktemp("stock") / "index")
    stock_writer = index.writer(compound=False)
    for entry in entries:
        stock_writer.add_document(**stock_document(entry))
    stock_writer.commit()
    return MappedStorage(index.storage.folder).open_index()


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
    TOC(SCHEMA, [segment.finish()], 1).write(FileStorage(str(directory)), "MAIN")
    return MappedStorage(str(directory)).open_index()


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
    nothing = {field.name: [] for field in fields(Entry)}
    empty = Entry(**(nothing | {"id": "x", "card": b"c", "reading": b"r"}))
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
    storage = MappedStorage(str(path.parent))
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


# --- the long lists beside the segment --------------------------------------------------------


def lists_of(index):
    """Field and term of every list of more than one block, and the arrays."""
    (leaf, _), *_ = index.reader().leaf_readers()
    beside = read_long_lists(leaf)
    long = [key for key, info in leaf._terms.items() if info.doc_frequency() > 128]
    return leaf, beside, long


def test_the_long_lists_say_what_the_blocks_say(bulk):
    leaf, beside, several = lists_of(bulk)
    assert len(beside) == len(several) > 1000
    for field, term in several:
        decoded = read_postings(leaf, field, term)
        mapped = read_postings(leaf, field, term, beside)
        assert mapped.ids.tolist() == decoded.ids.tolist(), (field, term)
        assert mapped.frequencies.tolist() == decoded.frequencies.tolist(), (field, term)
        assert mapped.nbytes == 0


@pytest.mark.parametrize(
    "damage", [b"", b"x", lambda whole: whole[:-1], lambda whole: b"y" + whole[1:]]
)
def test_without_whole_lists_the_blocks_are_read(bulk, damage):
    leaf, _, several = lists_of(bulk)
    name = leaf.segment().make_filename(EXTENSION)
    whole = (Path(bulk.storage.folder) / name).read_bytes()
    broken = LongLists(memoryview(damage(whole) if callable(damage) else damage))
    assert len(broken) == 0
    field, term = several[0]
    read = read_postings(leaf, field, term, broken)
    assert read.ids.tolist() == read_postings(leaf, field, term).ids.tolist()


@pytest.mark.parametrize("prefix", ["", "th", "thông", "đ", "không có", "2"])
def test_the_terms_of_a_field_are_those_of_whoosh(bulk, stock, prefix, monkeypatch):
    monkeypatch.setattr(term_file, "_CHUNK", 700)
    for index in (bulk, stock):
        (leaf, _), *_ = index.reader().leaf_readers()
        known = {}
        for (field, term), info in leaf._terms.items():
            if term.startswith(prefix.encode()):
                known.setdefault(field, []).append((term.decode(), info.doc_frequency()))
        for field in (*SCHEMA.names(), "no_such_field"):
            assert list(term_file.read_terms(leaf, field, prefix)) == known.get(field, [])


def test_every_term_is_looked_up_where_whoosh_finds_it(bulk, stock):
    for index in (bulk, stock):
        (leaf, _), *_ = index.reader().leaf_readers()
        inlined = 0
        for (field, term), info in leaf._terms.items():
            found = term_file.find_term(leaf, field, term)
            if info.is_inlined():
                inlined += 1
                assert found.inlined_postings() == info.inlined_postings()
            else:
                assert found == info.extent()[0]
            assert term_file.find_term(leaf, field, term + b"\0") is None
        assert term_file.find_term(leaf, "no_such_field", b"x") is None
