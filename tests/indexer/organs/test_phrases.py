"""What opens a word is found where a look back would have found it."""

import re

import pytest

from indexer.organs.phrases import alternatives, opening_a_word, without_page_break

PHRASES = ("ban", "ban thuong vu", "bo chinh tri", "b", "tinh uy", "u", "uy ban", "an")


@pytest.mark.parametrize("before", [r"\w", "[a-z0-9]", "[a-z0-9/-]"])
@pytest.mark.parametrize(
    "text",
    [
        "ban thuong vu tinh uy",
        "cuban ban banan an",
        "t-ban/ban 1ban b ub bu",
        "bo\nchinh  tri, tinh uy ban",
        "_an an_ -an",
    ],
)
def test_it_finds_what_a_look_back_finds(before, text):
    behind = "(?![a-z])"
    looking_back = re.compile(f"(?<!{before})(?:{alternatives(PHRASES)}){behind}")
    opening = re.compile(f"(?:{opening_a_word(PHRASES, before)}){behind}")
    assert [one.span() for one in opening.finditer(text)] == [
        one.span() for one in looking_back.finditer(text)
    ]


@pytest.mark.parametrize(
    ("matched", "phrase"),
    [
        ("ban chap\n\n12\n\nhanh", "ban chap hanh"),
        ("nghi\n\n- 3 -\n\nquyet", "nghi quyet"),
        ("bo lao dong -\nthuong binh", "bo lao dong - thuong binh"),
        ("bo lao dong - thuong binh", "bo lao dong - thuong binh"),
        ("**nghi** _quyet_", "nghi quyet"),
    ],
)
def test_a_page_break_within_a_phrase_goes(matched, phrase):
    assert without_page_break(matched) == phrase
