"""The words of a place in a held text, and what such a text certainly lacks."""

from types import SimpleNamespace

import pytest

from indexer.citations import find_citations, parse_citation
from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from search.engine.backends import open_engine
from search.held import absence, held_passages
from search.held.passages import MOST_DIVIDED, MOST_LETTERS
from tests.notices import drop
from tests.placed_papers import ARTICLES, CLAUSE, KEY, citing, pointing, regulation

REGISTRY = Knowledge.load().registry
NAME = "Quy định 12-QĐ/HU"


@pytest.fixture
def held(tmp_path):
    """Makes an index of papers; gives its passages and what is held of the regulation."""

    def make(**papers):
        drop(tmp_path / "in", **papers)
        assert build([tmp_path / "in"], tmp_path / "index", jobs=1).failed == {}
        passages = held_passages(open_engine(tmp_path / "index"), REGISTRY)
        return passages, passages.texts.get(KEY)

    return make


def place(written):
    return parse_citation(f"{written} {NAME}")[0].pinpoints[0]


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


GAP = ARTICLES.replace("Điều 3. Phân công", "Phân công")
TOLD = {
    "Điều 11": f"{NAME} trong kho có 4 điều, không có Điều 11",
    "khoản 2 Điều 11": f"{NAME} trong kho có 4 điều, không có khoản 2 Điều 11",
    "khoản 9 Điều 4": f"Điều 4 của {NAME} trong kho có 2 khoản, không có khoản 9 Điều 4",
    "điểm d khoản 1 Điều 3": f"khoản 1 Điều 3 của {NAME} trong kho có các điểm từ a đến b, "
    "không có điểm d khoản 1 Điều 3",
}


@pytest.mark.parametrize(
    ("written", "body", "changed", "told"),
    [
        *((written, ARTICLES, {}, told) for written, told in TOLD.items()),
        # What is there is not lacking.
        ("khoản 2 Điều 4", ARTICLES, {}, ""),
        ("điểm b khoản 1 Điều 3", ARTICLES, {}, ""),
        # It cannot be told: a gap, no parts, a letter that amendments bring, no foot.
        ("Điều 3", GAP, {}, "không kiểm được Điều 3"),
        ("Điều 11", GAP, {}, "không kiểm được Điều 11"),
        ("khoản 2 Điều 1", ARTICLES, {}, "không kiểm được khoản 2 Điều 1"),
        ("Điều 3a", ARTICLES, {}, "không kiểm được Điều 3a"),
        ("điểm c Điều 3", ARTICLES, {}, "không kiểm được điểm c Điều 3"),
        ("Điều 11", ARTICLES, {"signed": ""}, "không kiểm được Điều 11"),
        # Nothing in it is an article, or it has no such division.
        ("Điều 11", "Các xã trồng cây.", {}, ""),
        ("mục II", ARTICLES, {}, ""),
    ],
)
def test_what_a_text_lacks_is_told_where_that_is_certain(held, written, body, changed, told):
    passages, text = held(qd=regulation(body, **changed))
    found = absence(passages, text, NAME, place(written))
    assert str(found.reason if found else "").startswith(told)
    assert bool(found) is bool(told)
    assert not found or found.is_certain is (told in TOLD.values())


def test_a_text_of_whose_amendment_notices_speak_may_have_more(held):
    amending = citing(
        "Sửa đổi, bổ sung Điều 2 Quy định số 12-QĐ/HU, ngày 05/01/2022 của Huyện ủy Bảo Lâm."
    )
    passages, text = held(qd=regulation(), sua=amending)
    assert not absence(passages, text, NAME, place("Điều 11")).is_certain
    passages, text = held(qd=regulation(), sua=pointing("Điều 2"))
    assert absence(passages, text, NAME, place("Điều 11")).is_certain
