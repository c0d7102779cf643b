"""Passages and marks: always spans of the verbatim text."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import beginnings, query_tokens
from indexer.model import Span
from search.engine.highlight import SNIPPET_WIDTH, DocumentText, Highlighter, snippets
from search.query.model import Phrase, Prefix, Query, TypedCitation, Word


def words(text):
    return Query(text, required=tuple(Word(token) for token in query_tokens(text)))


def begun(written):
    return Prefix(*query_tokens(written), beginnings(written))


def marked(text, query, citations=()):
    return [span.of(text) for span in Highlighter(query).spans(DocumentText.of(text, citations))]


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("Đảng uỷ xã", words("ủy"), ["uỷ"]),
        ("Đảng uỷ xã", words("dang"), ["Đảng"]),
        ("chính đồn và chỉnh đốn", words("chỉnh"), ["chỉnh"]),
        ("chính đồn", words("chỉnh"), ["chính"]),
        ("chinh don, chính đồn", words("chỉnh"), ["chinh"]),
        ("chính đồn và chỉnh đốn", words("chinh"), ["chính", "chỉnh"]),
        ("bản giao khoán", replace(words("bàn giao"), ignore_marks=True), ["bản", "giao"]),
        # Beside its neighbour in the query a text shows how it spells a word.
        ("án mạng, an ninh, anh", words("an ninh"), ["an", "ninh"]),
        ("bản giao khoán; bàn giao; ban hành", words("ban giao"), ["bản", "giao", "bàn", "giao"]),
        ("ban hành; bàn giao", words("ban giao"), ["bàn", "giao"]),
        ("giá, giả và giải", Query(required=(begun("giả"),)), ["giả", "giải"]),
        ("hòa, hoạch, họa, hoá", Query(required=(begun("hoạ"),)), ["hoạch", "họa"]),
        ("kỳ kinh kiểm kỹ", Query(required=(begun("ky"),)), ["kỳ", "kỹ"]),
        ("quý quyền quí qui", Query(required=(begun("quy"),)), ["quý", "quyền", "quí", "qui"]),
        ("Đa\u0309ng bô\u0323", words("Đảng"), ["Đa\u0309ng"]),
        (
            "nông thôn mới, nông dân",
            Query(required=(Phrase(query_tokens("nông thôn")),)),
            ["nông thôn"],
        ),
        ("NÔNG THÔN", Query(required=(Phrase(query_tokens("nong thon")),)), ["NÔNG THÔN"]),
        ("không có gì", words("xã"), []),
    ],
)
def test_marks(text, query, marks):
    assert marked(text, query) == marks


def test_a_typed_citation_marks_every_form_of_it():
    text = "Quy định số 213-QĐ/TW; Quy định 213 nêu trên"
    span = Span(text.index("Quy định 213"), text.index(" nêu"))
    query = Query(required=(TypedCitation(("tw/k12/qdi-213",), query_tokens("213-QĐ/TW")),))
    assert marked(text, query, [("tw/k12/qdi-213", span)]) == ["213-QĐ/TW", "Quy định 213"]


def test_passages_prefer_different_matches_over_many():
    text = "đảng " * 30 + "x " * 300 + "nông thôn mới " + "y " * 300
    query = words("đảng nông thôn")
    best = snippets(text, Highlighter(query).spans(DocumentText.of(text)), limit=1)[0]
    assert "nông thôn" in best.text


def test_passages_stand_before_the_recipients_while_something_matches_there():
    body = "Đảng ủy xã họp.\n" + "x " * 120
    text = body + "\nNơi nhận:\n- Đảng ủy xã, Chi bộ nông thôn mới;\n- Lưu."
    query = words("đảng nông thôn xã")
    marks = Highlighter(query).spans(DocumentText.of(text))
    (only_one,) = snippets(text, marks)
    assert only_one.text.startswith("Đảng ủy xã họp.")
    assert "Nơi nhận" not in only_one.text
    # "Nơi nhận" within a sentence opens nothing, and what stands nowhere else is shown.
    only = Highlighter(words("nông")).spans(DocumentText.of(text))
    assert "nông thôn" in snippets(text, only)[0].text
    within = "Đảng ủy giao nơi nhận: xã Lộc An, nông thôn."
    assert (
        "nông thôn" in snippets(within, Highlighter(query).spans(DocumentText.of(within)))[0].text
    )


def test_without_a_match_the_opening_is_shown():
    assert snippets("Kết quả làm việc", [])[0].text == "Kết quả làm việc"
    below = "THÔNG BÁO\nvề rừng\n-----\n\nHội nghị họp."
    assert snippets(below, [], below.index("\n---"))[0].text == "Hội nghị họp."


@given(
    st.text(st.sampled_from("đảng ủy xã\n* ."), max_size=900), st.sampled_from(["đảng", "ủy xã"])
)
def test_marks_of_a_passage_stand_in_it(text, query):
    marks = Highlighter(words(query)).spans(DocumentText.of(text))
    assert all(a.end <= b.start for a, b in pairwise(marks))
    for passage in snippets(text, marks):
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        assert len(passage.text) <= SNIPPET_WIDTH + 80
        assert all(0 <= a < b <= len(passage.text) for a, b in passage.marks)
