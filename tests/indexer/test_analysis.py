"""Terms: one analysis for index and query."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis import compound_words, tokens
from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from indexer.text import unaccent
from search.engine.backends import open_engine
from search.query.lexer import sanitize
from search.query.parser import parse


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Đảng uỷ xã", ["đảng", "ủy", "xã"]),
        ("213-QĐ/TW", ["213", "qđ", "tw"]),
        ("**Kết luận** _chỉnh đốn_", ["kết", "luận", "chỉnh", "đốn"]),
        ("Đa\u0309ng u\u0309y", ["đảng", "ủy"]),
        ("54.511/67.837", ["54", "511", "67", "837"]),
        ("x" * 100 + " xã", ["xã"]),
        ("n\u00adông th\u200bôn\u00ad, 213-Q\u2060Đ\ufeff/TW", ["nông", "thôn", "213", "qđ", "tw"]),
        ("Đa\u00ad\u0309ng u\u0309\u200dy \u200bxã\u200b", ["đảng", "ủy", "xã"]),
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
    assert compound_words("cấp\nủy viên") == ["ủy_viên"]
    assert compound_words("\n \n") == []


@given(st.lists(st.sampled_from(["đảng", "ủy", "xã", " ", ", ", "u\u0309", "213-QĐ/TW", "a"])))
@example(["đảng"] * 9)  # as long as a term may be, and longer with what nobody sees
def test_what_no_reader_sees_changes_no_term(pieces):
    """One analysis, of the index, of what is marked and of what is typed."""
    plain = "".join(pieces)
    hidden = "\u00ad".join(plain)
    read = [(one.syllable, one.bare) for one in tokens(hidden)]
    assert read == [(one.syllable, one.bare) for one in tokens(plain)]
    assert unaccent(hidden) == unaccent(plain)
    assert sanitize(hidden) == sanitize(plain)
    assert compound_words(hidden) == compound_words(plain)


def test_a_word_with_a_soft_hyphen_is_found_and_marked(tmp_path):
    (tmp_path / "in").mkdir()
    text = "THÔNG BÁO\nvề nông th\u00adôn mới và c\u200bây rừ\u2060ng\n"
    (tmp_path / "in" / "a.txt").write_text(text, "utf-8")
    build([tmp_path / "in"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    for typed, marked in (
        ('"nông thôn"', "nông th\u00adôn"), ("thon", "th\u00adôn"), ("cây", "c\u200bây"),
        ("rừ\u00adng", "rừ\u2060ng"),
    ):  # fmt: skip
        (hit,) = engine.search(parse(typed, Knowledge.load())).hits
        (passage,) = hit.snippets
        assert [passage.text[start:end] for start, end in passage.marks] == [marked]
