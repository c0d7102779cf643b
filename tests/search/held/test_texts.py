"""Which texts are held of the directives that a page asks for, and what two say differently."""

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from search.engine.backends import open_engine
from search.held.differences import from_other_text, from_registry
from search.held.texts import held_texts
from tests.held_papers import CENTRE, DONG_NAI, HD_95, HELD, KH_196, POLITBURO, QDI_213, paper
from tests.notices import drop

REGISTRY = Knowledge.load().registry
OPEN_95 = "btctw/_/hd-95"
PLAN = {"number": "196-KH/TU", "body": "1. Mỗi xã trồng cây.", "day": "05/01/2022", **DONG_NAI}
LETTERHEAD = "BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC"


@pytest.fixture
def made(tmp_path):
    """Makes an index of the papers of the collection and others, again after each change."""

    def make(*without, **others):
        folder = tmp_path / "in"
        drop(folder, **others)
        for name in set(HELD) - set(without):
            drop(folder, **{name: HELD[name]})
        for name in without:
            (folder / f"{name}.txt").unlink(missing_ok=True)
        assert build([folder], tmp_path / "index", jobs=1).failed == {}
        return open_engine(tmp_path / "index")

    return make


def sources(held):
    return [one.source.removesuffix(".txt") for one in held.notices] if held else []


@pytest.mark.parametrize(
    ("key", "wanted", "is_inferred"),
    [
        (QDI_213, ["qd-213"], False),
        # The draft of the plan is not among its texts.
        (KH_196, ["kh-196"], False),
        (HD_95, ["hd-95"], False),
        # The term is the one missing part, and nothing else bears the number.
        (OPEN_95, ["hd-95"], True),
        # Six terms have had a directive of this number, and none is held.
        ("tw/_/ct-05", [], False),
        # Another term, another province, another type: other directives.
        ("tw/k13/qdi-213", [], False),
        ("tu.lam-dong/nk2020/kh-196", [], False),
        ("tu.dong-nai/nk2020/tb-196", [], False),
        # An unknown place is never certain: every committee counts for itself.
        ("tu._/nk2020/kh-196", [], False),
        ("_", [], False),
        ("213-QĐ/TW", [], False),
    ],
)
def test_a_text_is_held_of_the_directive_whose_key_it_bears(made, key, wanted, is_inferred):
    held = held_texts(made(), REGISTRY).get(key)
    assert (sources(held), bool(held and held.is_inferred)) == (wanted, is_inferred)


def test_all_keys_of_a_page_are_looked_up_at_once(made, monkeypatch):
    engine = made()
    asked = []
    bearers = engine.bearers
    monkeypatch.setattr(engine, "bearers", lambda keys: asked.append(keys) or bearers(keys))
    texts = held_texts(engine, REGISTRY)
    assert set(texts.of([QDI_213, KH_196, OPEN_95, "tw/k12/ct-05"])) == {QDI_213, KH_196, OPEN_95}
    assert texts.get(KH_196)
    assert held_texts(engine, REGISTRY) is texts
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("on", "is_held"),
    [("2023-07-20", True), ("2023-06-20", True), ("2023-06", True), ("2023-06-19", False),
     ("2022", False), ("", True)],
)  # fmt: skip
def test_an_open_key_means_nothing_that_came_after_the_paper(made, on, is_held):
    texts = held_texts(made(), REGISTRY)
    assert bool(texts.get(OPEN_95, on)) is is_held
    assert texts.get(HD_95, on)  # what a key says in full is not doubted


def test_of_several_that_an_open_key_may_mean_none_is_chosen(made):
    older = paper(
        "95-HD/BTCTW", "việc ghi sổ", "1. Ghi sổ.", day="20/6/2018", above=LETTERHEAD,
        kind="HƯỚNG DẪN", place="Hà Nội", signed="PHÓ TRƯỞNG BAN\nNguyễn Văn C",
    )  # fmt: skip
    texts = held_texts(made(older=older), REGISTRY)
    assert texts.get(OPEN_95) is None
    assert set(texts.of(["btctw/k12/hd-95", HD_95])) == {"btctw/k12/hd-95", HD_95}


def test_a_higher_number_of_another_term_leaves_an_open_key_open(made):
    higher = paper(
        "99-HD/BTCTW", "việc ghi sổ", "1. Ghi sổ.", day="20/6/2018", above=LETTERHEAD,
        kind="HƯỚNG DẪN", place="Hà Nội", signed="PHÓ TRƯỞNG BAN\nNguyễn Văn C",
    )  # fmt: skip
    assert held_texts(made(higher=higher), REGISTRY).get(OPEN_95) is None


def test_what_is_signed_stands_first_and_then_the_newest(made):
    others = {
        "a-unsigned": paper(**PLAN | {"day": "07/01/2022"}, title="trồng rừng", signed=""),
        "b-newer": paper(**PLAN | {"day": "06/01/2022"}, title="trồng hoa"),
    }
    held = held_texts(made(**others), REGISTRY).get(KH_196)
    assert sources(held) == ["b-newer", "kh-196", "a-unsigned"]


def test_a_change_is_seen_at_the_next_commit(made):
    assert sources(held_texts(made("kh-196"), REGISTRY).get(KH_196)) == []
    assert sources(held_texts(made(), REGISTRY).get(KH_196)) == ["kh-196"]
    assert sources(held_texts(made("kh-196"), REGISTRY).get(KH_196)) == []
    engine = made("kh-196", other=HELD["kh-196"].replace("196-KH", "197-KH"))
    assert sources(held_texts(engine, REGISTRY).get("tu.dong-nai/nk2020/kh-197")) == ["other"]


def test_a_text_with_another_type_word_is_that_of_the_row_in_its_register(made):
    decision = HELD["qd-213"].replace("QUY ĐỊNH", "QUYẾT ĐỊNH")
    assert sources(held_texts(made("qd-213", decision=decision), REGISTRY).get(QDI_213)) == [
        "decision"
    ]


ROW = REGISTRY.get(QDI_213)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, {}),
        ({"day": "03/01/2020"}, {"date": ("2020-01-02", "2020-01-03")}),
        ({"kind": "QUYẾT ĐỊNH"}, {"type": ("Quy định", "Quyết định")}),
        (
            {"signed": "T/M BAN BÍ THƯ\nBÍ THƯ TRUNG ƯƠNG ĐẢNG\nNguyễn Văn B"},
            {"organ": ("Bộ Chính trị", "Ban Bí thư")},
        ),
        # The letterhead is that of all organs of the centre, so without a signer none is told.
        ({"signed": ""}, {}),
        ({"title": "về việc giữ vệ sinh"}, {"title": (ROW.title, "về việc giữ vệ sinh")}),
        ({"title": ROW.title.removeprefix("về ")}, {}),
    ],
)
def test_a_row_and_a_text_are_compared(made, changed, told):
    whole = {"number": "213-QĐ/TW", "title": ROW.title, "body": "Điều 1.", "day": "02/01/2020"}
    text = paper(**{**whole, **CENTRE, "signed": POLITBURO, **changed})
    engine = made("qd-213", text=text)
    held = held_texts(engine, REGISTRY).get(QDI_213)
    found = from_registry(ROW, *engine.notice(held.first.id))
    assert {one.field: (one.here, one.there) for one in found} == told


def test_two_texts_of_one_key_are_compared(made):
    other = paper(**PLAN | {"day": "06/01/2022"}, title="trồng hoa", signed="")
    held = held_texts(made(other=other), REGISTRY).get(KH_196)
    first, second = held.notices
    assert {one.field: (one.here, one.there) for one in from_other_text(first, second)} == {
        "date": ("2022-01-05", "2022-01-06"),
        "title": ("trồng cây xanh năm 2022", "trồng hoa"),
    }
    assert from_other_text(first, first) == ()
