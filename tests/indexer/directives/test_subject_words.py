"""The words of ``subject_words.toml``: each kind shows what it gives and what it does not."""

import tomllib

import pytest

from indexer.citations import find_citations
from indexer.directives.following_words import FollowingWords
from indexer.directives.owners_named import with_owners
from indexer.directives.subject_words import subject_words
from indexer.directives.telling_apart import telling_words
from indexer.paths import REGISTRY
from indexer.text import fold, unaccent

WORDS = tomllib.loads((REGISTRY / "subject_words.toml").read_text("utf-8"))


def carries_on(text):
    return FollowingWords(fold(text)).carried_on(find_citations(text)[0])


def names_nobody_else(text):
    return with_owners(find_citations(text), fold(text), text)[0].body is None


GIVES = {
    "untold": lambda text: not telling_words(text),
    "acting": lambda text: subject_words().acting.search(unaccent(text)),
    "carrying_on": carries_on,
    "no_owner": names_nobody_else,
}


def shown(which):
    return [(kind, text) for kind, row in WORDS.items() for text in row[which]]


@pytest.mark.parametrize(("kind", "text"), shown("examples"))
def test_an_example_shows_what_the_words_give(kind, text):
    assert GIVES[kind](text)


@pytest.mark.parametrize(("kind", "text"), shown("counterexamples"))
def test_a_counterexample_shows_what_they_do_not(kind, text):
    assert not GIVES[kind](text)


def test_no_word_stands_twice():
    for row in WORDS.values():
        for name in row.keys() - {"examples", "counterexamples"}:
            folded = [*map(unaccent, row[name])]
            assert len(folded) == len(set(folded))
