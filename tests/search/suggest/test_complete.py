"""Completions of what is being typed: directives, places, issuers and words."""

import pytest

from indexer.index.build import build
from search.engine.backends import open_engine
from search.suggest.complete import Completer


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("213", "directive", "Quy định 213-QĐ/TW (khóa XII)"),
        ("dang vien khong", "directive", "Quy định 37-QĐ/TW (khóa XIII)"),
        ("quy chế dân vậ", "directive", "Quyết định 23-QĐ/TW (khóa XIII)"),
        ("nd 30/2020", "directive", "Nghị định 30/2020/NĐ-CP (năm 2020)"),
        ("nghi quyet dat dai 2022", "directive", "Nghị quyết 18-NQ/TW (khóa XIII)"),
        ("Chỉ thị 05-CT/TW và Quy định 144-QĐ/TW", "directive", "Quy định 144-QĐ/TW (khóa XIII)"),
        ("bảo lâ", "place", "huyện Bảo Lâm, Lâm Đồng"),
        ("tx long kh", "place", "thành phố Long Khánh, Đồng Nai"),
        ("p5 q3", "place", "phường 5, quận 3, Hồ Chí Minh"),
        ("bảo lâm lâm đ", "place", "huyện Bảo Lâm, Lâm Đồng"),
        ("thường trực huyện ủy bảo", "issuer", "Thường trực Huyện ủy Bảo Lâm, Cao Bằng"),
        ("huyện ủy bảo", "issuer", "Huyện ủy Bảo Lâm, Cao Bằng"),
        ("nghị quy", "word", "nghị quyết"),
        ("nông th", "word", "nông thôn"),
        ("nong th", "word", "nong thon"),
        ("xây dựng nông thô", "word", "xây dựng nông thôn"),
        ("no\u0302ng tho\u0302", "word", "nông thôn"),
    ],
)
def test_completions(engine, knowledge, typed, kind, label):
    completions = Completer(engine, knowledge).complete(typed)
    assert (kind, label) in [(one.kind, one.label) for one in completions]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("bảo lâm", "place"),
        ("h. bảo l", "place"),
        ("huyện bảo", "place"),
        ("tp hcm", "place"),
        # A word that begins as a place does, a committee, a number, a subject that is a name too.
        ("xã hội", "directive"),
        ("huyện ủy bảo", "issuer"),
        ("213", "directive"),
        ("an ninh", "directive"),
    ],
)
def test_what_is_being_typed_comes_first(engine, knowledge, typed, kind):
    assert Completer(engine, knowledge).complete(typed)[0].kind == kind


def test_a_committee_is_offered_once_whichever_of_its_organs_speak(engine, knowledge):
    found = Completer(engine, knowledge).complete("huyện ủy bảo lâm")
    assert [(one.label, one.count) for one in found if one.kind == "issuer"] == [
        ("Huyện ủy Bảo Lâm, Lâm Đồng", 4),
        ("Huyện ủy Bảo Lâm, Cao Bằng", 1),
    ]


def test_a_word_is_completed_by_what_stands_after_the_one_before(engine, knowledge, find):
    words = [one for one in Completer(engine, knowledge).complete("nông th") if one.kind == "word"]
    assert words[0].label == "nông thôn"
    for one in words:
        assert one.count == len(find(f'"{one.label}"'))


@pytest.fixture(scope="module")
def common_and_rare(tmp_path_factory, knowledge):
    """A completer over notices in which hundreds of rare words come before a common one."""
    source = tmp_path_factory.mktemp("rare")
    rare = [f"tha{one}{other}" for one in "bcdghklmnpqr" for other in "abcdefghiklmnopqrstuvxy"]
    texts = [
        " và ".join([*rare, *(f"nông {word}" for word in rare)]),
        *["Thôn nông thôn, thống"] * 3,
    ]
    for number, text in enumerate(texts):
        (source / f"{number}.txt").write_text(f"THÔNG BÁO\nvề việc {text} {number}\n", "utf-8")
    build([source], source / "index")
    return Completer(open_engine(source / "index"), knowledge)


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("th", "thông", {"thôn"}),
        ("tho", "thông", {"thôn"}),
        ("thô", "thông", {"thôn"}),
        ("thố", "thống", set()),
        ("thon", "thông", {"thôn"}),
        ("nông th", "nông thôn", set()),
        ("nông tho", "nông thôn", set()),
    ],
)
def test_a_word_is_completed_by_the_most_frequent_of_all(common_and_rare, typed, first, others):
    words = [one for one in common_and_rare.complete(typed) if one.kind == "word"]
    assert words[0].label == first
    assert others <= {one.label for one in words}
    assert [one.count for one in words] == sorted((one.count for one in words), reverse=True)


def test_completions_of_every_kind_have_a_place(engine, knowledge):
    completions = Completer(engine, knowledge).complete("th")
    assert {one.kind for one in completions} == {"directive", "place", "word"}
    assert len(completions) == 8


@pytest.mark.parametrize(
    "typed", ["", "x", "  ", "%%%", "\x00", "z" * 5000, "a \u0301\u0301", "zzz qqôn"]
)
def test_nothing_is_completed_by_nothing(engine, knowledge, typed):
    assert Completer(engine, knowledge).complete(typed) == ()


def test_a_directive_is_told_with_its_title(engine, knowledge):
    (first, *_) = Completer(engine, knowledge).complete("quy chế dân vận")
    assert first.title == knowledge.registry.get("tw/k13/qd-23").title


def test_a_directive_is_called_as_papers_do_before_the_index_first_changes(client):
    labels = [one["label"] for one in client.get("/goi-y.json?q=07-Q").get_json()]
    assert any(label.startswith("Quy định 07-QĐi/HU (Bảo Lâm") for label in labels), labels
