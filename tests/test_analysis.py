"""Terms: one analysis for index and query."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens, words


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Đảng uỷ xã", ["đảng", "ủy", "xã"]),
        ("213-QĐ/TW", ["213", "qđ", "tw"]),
        ("**Kết luận** _chỉnh đốn_", ["kết", "luận", "chỉnh", "đốn"]),
        ("Đa\u0309ng u\u0309y", ["đảng", "ủy"]),
        ("54.511/67.837", ["54", "511", "67", "837"]),
        ("x" * 100 + " xã", ["xã"]),
    ],
)
def test_syllables(text, syllables):
    assert [token.syllable for token in tokens(text)] == syllables


def test_bare_forms_are_what_a_person_types_without_marks():
    typed = [token.bare for token in tokens("chinh don dang")]
    assert [token.bare for token in tokens("Chỉnh đốn Đảng")] == typed


@given(st.text())
def test_tokens_stand_where_they_say(text):
    found = list(tokens(text))
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_pyvi_words_never_cross_a_line():
    assert words("cấp\nủy viên") == ["ủy_viên"]
    assert words("\n \n") == []
