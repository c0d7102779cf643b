"""The words of ``citation_words.toml``: each kind shows what it gives and what it does not."""

import tomllib

import pytest

from indexer.citations import find_citations
from indexer.citations.words import citation_words
from indexer.paths import REGISTRY
from indexer.text import unaccent

WORDS = tomllib.loads((REGISTRY / "citation_words.toml").read_text("utf-8"))


def shown(which):
    return [(kind, text) for kind, row in WORDS.items() for text in row[which]]


@pytest.mark.parametrize(("kind", "text"), shown("examples"))
def test_an_example_is_cited(kind, text):
    found = find_citations(text)
    assert found, text
    assert all(one.date for one in found if kind == "date_column"), text
    assert all(one.place for one in found if kind == "sender_column"), text


@pytest.mark.parametrize(("kind", "text"), shown("counterexamples"))
def test_a_counterexample_is_not(kind, text):
    told = {"date_column": "date", "sender_column": "place"}.get(kind, "text")
    assert not [one for one in find_citations(text) if getattr(one, told)], text


def test_no_word_stands_twice():
    for row in WORDS.values():
        for name in row.keys() - {"examples", "counterexamples"}:
            words = row[name]
            folded = [*map(unaccent, words)]
            assert len(folded) == len(set(folded))


def test_a_label_has_its_parts_in_one_order():
    issued = citation_words().issued
    assert {"ngay", "ngay thang nam", "ngay ky ban hanh cua van ban", "thoi gian ky vb"} <= issued
    assert not {"thoi gian", "ban hanh", "ngay van ban ban hanh", "han"} & issued
