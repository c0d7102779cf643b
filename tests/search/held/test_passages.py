"""The words of a place in a held text."""

from types import SimpleNamespace

import pytest

from indexer.citations import find_citations
from indexer.directives.knowledge import Knowledge
from search.held.passages import MOST_DIVIDED, MOST_LETTERS
from tests.placed_papers import ARTICLES, CLAUSE, KEY, place, regulation

REGISTRY = Knowledge.load().registry


def words(found):
    return [" ".join(one.words.split()) for one in found]


@pytest.mark.parametrize(
    ("written", "anchor", "said"),
    [
        ("khoản 2 Điều 4", "dieu-4-khoan-2", CLAUSE),
        ("điểm b khoản 1 Điều 3", "dieu-3-khoan-1-diem-b", "b) Ghi sổ."),
        ("Điều 1", "dieu-1", "Điều 1. Phạm vi Quy định này nói về việc trồng cây."),
        # What the text lacks leads to the nearest that there is, and has no words.
        ("khoản 9 Điều 4", "dieu-4", ""),
        ("điểm đ khoản 1 Điều 3", "dieu-3-khoan-1", ""),
        ("Điều 11", "dieu-4", ""),
        # It is not divided so: no place at all.
        ("mục II.3", "", ""),
    ],
)
def test_a_place_has_its_very_words_or_the_nearest_place(held, written, anchor, said):
    passages, text = held(qd=regulation())
    (found,) = passages.of(text, place(written))
    assert (found.anchor, words([found])[0], found.is_found) == (anchor, said, bool(said))
    whole = passages.divided(text.first).text
    assert whole[found.span.start :].startswith(found.words)


def test_long_words_are_cut_and_say_so(held):
    long = "Điều 1. Dài\n" + "Trồng cây gây rừng. " * 200
    passages, text = held(qd=regulation(long))
    (found,) = passages.of(text, place("Điều 1"))
    assert len(found.words) <= MOST_LETTERS < found.span.end - found.span.start
    assert found.is_cut


def test_of_texts_that_say_different_things_none_is_chosen(held):
    other = regulation(ARTICLES.replace("một trăm", "hai trăm"), title="trồng hoa")
    passages, text = held(qd=regulation(), other=other)
    assert len(text.notices) == 2
    assert len(words(passages.of(text, place("khoản 2 Điều 4")))) == 2
    # Where they say the same, there is nothing to choose.
    assert words(passages.of(text, place("khoản 2 Điều 2"))) == ["2. Không trồng thay nhau."]


def test_a_text_is_divided_once_for_each_generation(held, monkeypatch):
    passages, text = held(qd=regulation())
    asked = []
    notice = passages.engine.notice
    monkeypatch.setattr(passages.engine, "notice", lambda one: asked.append(one) or notice(one))
    for written in ("Điều 1", "khoản 2 Điều 4", "Điều 9"):
        passages.of(text, place(written))
    assert asked == [text.first.id]
    assert passages.remembered() == (1, MOST_DIVIDED, None, None)
    changed, text = held(qd=regulation(ARTICLES.replace("một trăm", "năm trăm")))
    assert "năm trăm" in words(changed.of(text, place("khoản 2 Điều 4")))[0]


def test_a_text_that_is_larger_than_the_bound_is_kept_alone(held, monkeypatch):
    monkeypatch.setattr("search.held.passages._MOST_LETTERS_DIVIDED", 10)
    passages, text = held(qd=regulation())
    first = passages.divided(text.first)
    assert passages.divided(text.first) is first


ATTACHING = """Điều 1. Ban hành kèm theo Quyết định này Quy chế trồng cây.
Điều 2. Quyết định này có hiệu lực từ ngày ký.

T/M BAN THƯỜNG VỤ
BÍ THƯ

QUY CHẾ
trồng cây
(Ban hành kèm theo Quyết định số 12-QĐ/HU)

Điều 1. Mỗi xã một vườn.
Điều 2. Mỗi vườn một sổ.
Điều 3. Mỗi sổ một người."""


@pytest.mark.parametrize(
    ("sentence", "anchor"),
    [
        ("Theo Điều 2 Quy chế ban hành kèm theo Quyết định số 12-QĐ/HU.", "quy-che-dieu-2"),
        ("Theo Điều 2 Quyết định số 12-QĐ/HU.", "dieu-2"),
        ("Theo Điều 3 Quyết định số 12-QĐ/HU.", "quy-che-dieu-3"),
        # Another sentence named it, and it has no such place: of another paper, maybe.
        ("Theo Quyết định số 12-QĐ/HU. Như Điều 9 Quyết định nêu trên.", None),
    ],
)
def test_a_citation_tells_whether_the_attachment_is_meant(held, sentence, anchor):
    decision = regulation(ATTACHING, kind="QUYẾT ĐỊNH", signed="")
    passages, _ = held(qd=decision)
    text = passages.texts.get(KEY.replace("qdi", "qd"))
    one = find_citations(sentence)[0]
    resolved = SimpleNamespace(citation=one)
    found = passages.cited(sentence, resolved, one.pinpoints[0], text)
    assert [at.anchor for at in found] == ([anchor] if anchor else [])
