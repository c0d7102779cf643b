"""What people call directives, as data: every row finds what it says, and shadows nothing."""

import tomllib

import pytest

from indexer.analysis import query_tokens
from indexer.knowledge.abbreviations import abbreviations
from indexer.paths import REGISTRY
from search.directives.search import directive_search
from search.directives.typed_words import SAME, Phrases, typed_words
from search.directives.types import names_of_types

DATA = tomllib.loads((REGISTRY / "typed_words.toml").read_text("utf-8"))
SAME_ROWS, NICKNAMES = DATA["same"], DATA["nickname"]
SHORTS = {short: long for group in DATA["short"].values() for short, long in group.items()}


def bare(phrase):
    return [token.bare for token in query_tokens(phrase)]


def found(typed, registry):
    search = directive_search(registry)
    return [hit.key for hit in search.find(search.parts(typed), {}) if hit.is_likely]


@pytest.mark.parametrize("row", SAME_ROWS, ids=lambda row: row["typed"][0])
def test_a_subject_is_found_by_its_other_name(knowledge, row):
    assert set(row) == {"typed", "means", "example", "finds"}
    assert any(set(bare(one)) <= set(bare(row["example"])) for one in row["typed"])
    assert row["finds"] in found(row["example"], knowledge.registry)[:3]


@pytest.fixture(scope="module")
def names(knowledge):
    """Every title and other name that is held, in words without marks."""
    held = (name for one in knowledge.registry for name in (one.title, *one.aliases))
    return "\n".join(f" {' '.join(bare(name))} " for name in held)


@pytest.mark.parametrize("row", SAME_ROWS, ids=lambda row: row["typed"][0])
def test_some_title_says_it_in_each_of_the_ways_of_papers(names, row):
    term = typed_words().typed.longest_at(bare(row["typed"][0]), 0)[0]
    assert term.startswith(SAME)
    assert [one for one in row["means"] if f" {' '.join(bare(one))} " not in names] == []


def test_what_is_short_stands_for_words_of_some_title(names):
    assert [short for short, long in SHORTS.items()
            if f" {' '.join(bare(long))} " not in names] == []  # fmt: skip


@pytest.mark.parametrize("short", ["đv", "cb", "đc"])
def test_what_is_short_for_several_things_is_no_row(short):
    assert short not in SHORTS


@pytest.mark.parametrize("group", ["newest", "newest_at_the_end", "replacing", "asking_which"])
def test_no_phrase_is_of_two_kinds(group):
    others = {*DATA["asking"], *DATA["opening"], *DATA["linking"]}
    assert others.isdisjoint(DATA[group])


@pytest.mark.parametrize("row", NICKNAMES, ids=lambda row: row["name"])
def test_a_nickname_finds_its_directives(knowledge, row):
    meant = found(row["name"], knowledge.registry)
    assert set(row["directives"]) == set(meant[: len(row["directives"])])
    assert row["source"]


def test_no_other_name_is_given_to_two_subjects():
    typed = [" ".join(bare(one)) for row in SAME_ROWS for one in row["typed"]]
    assert len(typed) == len(set(typed))


def test_what_is_short_is_no_type_and_no_abbreviation_of_papers():
    for short, long in SHORTS.items():
        assert " ".join(bare(short)) not in names_of_types()
        assert not abbreviations().expansion(short)
        assert len(bare(long)) > 1 or len(short) < len(long)


def test_what_only_asks_is_the_name_of_no_type():
    asked = {" ".join(bare(one)) for one in (*DATA["asking"], *DATA["opening"])}
    assert asked & names_of_types() == set()


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("quy định thay", True),
        ("thay thế", True),
        ("van ban thay the", True),
        ("thầy giáo", False),
        ("thấy", False),
        ("thế nào", False),
    ],
)
def test_what_took_the_place_of_another_is_told_by_its_words(words, tells):
    assert typed_words().tells_of_replacing(list(query_tokens(words))) is tells


def test_the_longest_phrase_is_read():
    phrases = Phrases({("a",): "1", ("a", "b", "c"): "3"})
    assert phrases.longest_at(["a", "b", "c"], 0) == ("3", 3)
    assert phrases.longest_at(["a", "b", "d"], 0) == ("1", 1)
    assert phrases.longest_at(["b", "c"], 0) == ("", 0)
