"""The cache of lists that were found: what counts against its bound, and what goes first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.directives.knowledge import Knowledge
from search.engine.embedded.cache import ENTRY_BYTES, ByteCache
from search.engine.embedded.engine import EmbeddedBackend
from search.engine.plan import AnyTerm, Term
from search.engine.seam import Engine
from search.query.parser import parse

BUDGET = 100 * ENTRY_BYTES


@pytest.fixture
def cache():
    return ByteCache[bytes](BUDGET, len)


def never():
    raise AssertionError("what is kept is not made again")


def test_what_is_kept_is_not_made_again(cache):
    assert cache.peek("a") is None
    assert cache.get("a", lambda: b"first") == b"first"
    assert (cache.get("a", never), cache.peek("a")) == (b"first", b"first")


def test_what_was_used_longest_ago_goes_first(cache):
    for key in range(40):
        cache.get(key, lambda: b"." * ENTRY_BYTES)
    for again in (lambda: cache.get(0, never), lambda: cache.peek(1)):
        assert again()
    for key in range(100, 140):
        cache.get(key, lambda: b"." * ENTRY_BYTES)
    assert [key for key in (0, 1, 2, 139) if cache.peek(key)] == [0, 1, 139]
    assert 0 < cache.used <= BUDGET


def test_a_value_larger_than_the_whole_cache_is_given_and_not_kept(cache):
    cache.get("small", lambda: b".")
    assert len(cache.get("large", lambda: b"." * BUDGET)) == BUDGET
    assert (cache.peek("large"), cache.peek("small")) == (None, b".")


def test_an_entry_without_bytes_takes_its_place(cache):
    for key in range(1_000):
        cache.get(key, bytes)
    assert cache.peek(0) is None
    assert sum(cache.peek(key) is not None for key in range(1_000)) < 100


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("a", "a" * 5_000),
        (("body", "a"), ("body", "a" * 5_000)),
        (Term("body", "a"), Term("body", "a" * 5_000)),
        (AnyTerm("body", ("a",)), AnyTerm("body", tuple(map(str, range(100))))),
    ],
)
def test_a_long_key_counts_its_length(cache, small, large):
    cache.get(small, bytes)
    before = cache.used
    cache.get(large, bytes)
    assert cache.used > 2 * before + 2_000


def test_threads_share_it_within_its_bound(cache):
    def ask(number):
        return cache.get(number % 300, lambda: b"%d" % (number % 300))

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(20_000)))
    assert answers == [b"%d" % (number % 300) for number in range(20_000)]
    assert 0 < cache.used <= BUDGET


def test_words_that_no_notice_has_count_too(sample_index):
    backend = EmbeddedBackend(sample_index)
    postings = backend.searcher().index_reader._postings
    before = postings.used
    asked = " ".join(f"khongco{number}" for number in range(40))
    Engine(backend).search(parse(asked, Knowledge.load()))
    assert postings.used >= before + 40 * ENTRY_BYTES
