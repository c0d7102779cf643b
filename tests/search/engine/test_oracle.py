"""The engine's documents, order and scores against stock Whoosh's unlimited search.

Where stock Whoosh itself is wrong, the plans keep to what it can do: its AndMaybe drops scores
inside an And, so preference stands at the top, as the planner puts it; its AndNot loses or
invents documents and its Not adds one to every score, so exclusion is held against ``mask=``.
"""

import os
import random
import threading
from dataclasses import replace

import pytest
from whoosh.query import And, Or
from whoosh.query import Term as StockTerm

from indexer.analysis import tokens
from indexer.index.entry import make_card, make_entry
from indexer.index.whoosh.segment import open_segments
from indexer.index.whoosh.store import FolderWriter
from search.engine.embedded.boolean import top_documents
from search.engine.embedded.facets import FacetColumn
from search.engine.embedded.index_reader import IndexReader
from search.engine.embedded.searcher import filtered
from search.engine.embedded.segment_reader import SegmentReader
from search.engine.plan import (
    Adjacent,
    AllOf,
    AndMaybe,
    AndNot,
    AnyOf,
    AnyTerm,
    DateRange,
    MatchAll,
    Term,
)
from search.query.facets import FACETS
from tests.stock import stock, stock_searcher

QUERIES = int(os.environ.get("VIENDAN_ORACLE_QUERIES", "600"))


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("oracle")


@pytest.fixture(scope="module")
def segments(directory, sample_entries):
    """At least four segments, with deletions, and one document that stands in two of them."""
    writer = FolderWriter(directory)
    starts = range(0, len(sample_entries), 6)
    written = [writer.write(sample_entries[start : start + 6]) for start in starts]
    for number in range(3, 24, 7):
        at, own = divmod(number, 6)
        written[at] = replace(written[at], deleted=(*written[at].deleted, own))
    return [*written, writer.write([sample_entries[10]])]


@pytest.fixture(scope="module")
def searcher(directory, segments):
    with stock_searcher(directory, segments) as searcher:
        assert len(searcher.reader().leaf_readers()) >= 4
        assert searcher.reader().has_deletions()
        yield searcher


@pytest.fixture(scope="module")
def index_reader(directory, segments):
    return IndexReader([SegmentReader(one) for one in open_segments(directory, segments)], "test")


PREFIXES = ["th", "ng", "ch", "tr", "nh", "20", "đ", "huy", "xyz"]


class Plans:
    """Random plans of every class over the words of the corpus."""

    def __init__(self, index_reader, seed):
        self.index_reader = index_reader
        self.random = random.Random(seed)
        self.leaves = [self.term, self.term, self.pair, self.beginning, self.condition]
        self.texts = [
            list(tokens(index_reader.reading(number).document.text)) for number in index_reader.live
        ]

    def term(self):
        token = self.random.choice(self.random.choice(self.texts))
        field = self.random.choice(["body", "title", "body_bare", "title_bare"])
        text = token.bare if field.endswith("bare") else token.syllable
        return Term(field, text, self.random.choice([1.0, 4.0, 0.3]))

    def phrase(self):
        text = self.random.choice(self.texts)
        at = self.random.randrange(len(text) - 4)
        words = tuple(token.syllable for token in text[at : at + self.random.randint(2, 4)])
        return Adjacent("body", words, self.random.choice([1.0, 2.5]))

    def beginning(self):
        field = self.random.choice(["body", "body_bare", "title_bare"])
        counted = self.index_reader.document_frequencies(field, self.random.choice(PREFIXES), 40)
        texts = sorted(counted, key=counted.__getitem__, reverse=True)
        return AnyTerm(field, tuple(texts or ["thông"]), self.random.choice([1.0, 0.4]))

    def condition(self):
        """The values of a facet, or a range of dates, as they stand in a group or an OR."""
        if self.random.random() < 0.3:
            first, last = sorted(f"{self.random.randint(2016, 2026)}-06-15" for _ in range(2))
            return DateRange("date", *self.random.choice([(first, last), (first, ""), ("", last)]))
        field = self.random.choice(list(FACETS))
        labels = list(self.index_reader.column(field).labels.values())
        chosen = self.random.sample(labels, min(len(labels), self.random.randint(1, 3)))
        return AnyTerm(field, tuple(chosen), self.random.choice([1.0, 8.0]))

    def pair(self):
        text = self.random.choice(self.texts)
        at = self.random.randrange(len(text) - 2)
        return Term("pairs", f"{text[at].syllable} {text[at + 1].syllable}", 0.8)

    def any(self, depth=0):
        kind = self.random.random()
        if depth > 2 or kind < 0.3:
            return self.random.choice(self.leaves)()
        if kind < 0.4:
            return self.phrase()
        parts = tuple(self.any(depth + 1) for _ in range(self.random.randint(2, 4)))
        if kind < 0.65:
            return AllOf(parts)
        if kind < 0.9 or depth:
            return AnyOf(parts)
        return AndMaybe(parts[0], parts[1])


def expected(searcher, plan):
    found = searcher.search(stock(plan), limit=None)
    return sorted((number, score) for score, number in found.top_n)


def test_documents_and_scores_are_those_of_stock_whoosh(searcher, index_reader):
    plans = Plans(index_reader, seed=20)
    found_some = 0
    for _ in range(QUERIES):
        plan = plans.any()
        found = index_reader.find(plan)
        wanted = expected(searcher, plan)
        assert found.ids.tolist() == [number for number, _ in wanted], plan
        assert found.scores.tolist() == pytest.approx([score for _, score in wanted], abs=1e-9)
        found_some += bool(wanted)
    assert found_some > QUERIES // 2


def test_exclusion(searcher, index_reader):
    plans = Plans(index_reader, seed=21)
    for _ in range(QUERIES // 4):
        wanted, unwanted = plans.any(), plans.any()
        kept = searcher.search(stock(wanted), limit=None, mask=stock(unwanted))
        found = index_reader.find(AndNot(wanted, unwanted))
        assert found.ids.tolist() == sorted(number for _, number in kept.top_n)


def test_filters(searcher, index_reader):
    """OR within a facet, AND between facets, beside stock Whoosh's ``filter=``."""
    plans, passed = Plans(index_reader, seed=25), 0
    for _ in range(QUERIES // 4):
        plan = plans.any()
        chosen = {
            name: plans.random.sample(values, min(len(values), plans.random.randint(1, 3)))
            for name in plans.random.sample(list(FACETS), plans.random.randint(1, 2))
            if (values := list(index_reader.column(name).labels))
        }
        masks = [
            index_reader.column(name).documents_with(values) for name, values in chosen.items()
        ]
        found = filtered(index_reader.evaluate(plan), masks)
        labels = {name: index_reader.column(name).labels for name in chosen}
        either = [
            Or([StockTerm(name, labels[name][value]) for value in values])
            for name, values in chosen.items()
        ]
        # A filter that nothing passes is no filter to stock Whoosh; then nothing is expected.
        wanted = searcher.search(stock(plan), filter=And(either), limit=None).top_n
        if not list(And(either).docs(searcher)):
            wanted = []
        assert found.ids.tolist() == sorted(number for _, number in wanted), (plan, chosen)
        by_number = {number: score for score, number in wanted}
        assert found.scores.tolist() == pytest.approx(
            [by_number[number] for number in found.ids.tolist()], abs=1e-9
        )
        passed += bool(len(found))
    assert passed > QUERIES // 40


def test_the_best_come_in_the_order_of_their_scores(searcher, index_reader):
    plans = Plans(index_reader, seed=22)
    for _ in range(QUERIES // 4):
        plan = plans.any()
        wanted = sorted(expected(searcher, plan), key=lambda pair: (-round(pair[1], 9), pair[0]))
        found = index_reader.find(plan)
        assert sorted(top_documents(found, 5)) == sorted(number for number, _ in wanted[:5])


def test_everything_leaves_the_deleted_out(searcher, index_reader, segments, sample_entries):
    left = len(sample_entries) + 1 - sum(len(one.deleted) for one in segments)  # one stands twice
    assert len(index_reader.find(MatchAll())) == searcher.doc_count() == left


def test_facet_counts_equal_a_count_over_what_is_stored(index_reader, gazetteer):
    plans = Plans(index_reader, seed=23)
    entries = {}
    for number in index_reader.live:
        reading = index_reader.reading(number)
        entries[int(number)] = make_entry(reading, make_card(reading, "", gazetteer), gazetteer)
    for _ in range(30):
        found = index_reader.find(plans.any())
        for name in FACETS:
            column: FacetColumn = index_reader.column(name)
            counted = column.count(found.ids)
            for code, value in enumerate(column.values):
                label = column.labels[value]
                wanted = sum(
                    label in getattr(entries[number], name) for number in found.ids.tolist()
                )
                assert counted[code] == wanted, (name, value)


def test_one_index_reader_serves_many_threads(index_reader):
    plans = [Plans(index_reader, seed=24).any() for _ in range(40)]
    wanted = [index_reader.find(plan).ids.tolist() for plan in plans]
    fresh = IndexReader(index_reader.segments, "fresh")
    wrong = []

    def search():
        for plan, ids in zip(plans * 5, wanted * 5, strict=True):
            if fresh.find(plan).ids.tolist() != ids:
                wrong.append(plan)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
