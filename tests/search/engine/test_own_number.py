"""A notice's own number: typed as a symbol or in words, and before all that mention it."""

import pytest

from indexer.analysis import number_terms
from search.engine.highlight import DocumentText, Highlighter
from search.query.parser import parse
from tests.asking import indexed, names_by, reasons, told

TEXT = """HUYỆN ỦY BẢO LÂM
*
Số {number}
Bảo Lâm, ngày 05 tháng 7 năm 2022

THÔNG BÁO
kết quả làm việc với Đảng ủy xã Lộc Ngãi

{body}
"""
OFTEN = "Thực hiện Thông báo số 287-TB/HU, xã báo cáo theo Thông báo 287-TB/HU. "
NOTICES = {
    "own": ("287-TB/HU", "Đồng chí Bí thư kết luận. " * 40),
    "elsewhere": ("287-TB/ĐU", "Đảng ủy xã họp. " * 40),
    "often": ("12-TB/HU", OFTEN * 4),
    "once": ("13-TB/HU", "Theo Thông báo số 287-TB/TU, xã có 287 hộ."),
    "only-words": ("14-TB/HU", "Xã có 287 hộ."),
    "plan": ("287-KH/HU", "Kế hoạch trồng rừng."),
    "low": ("05-TB/HU", "Theo Kết luận số 21-KL/TW."),
    "cell": ("06-TB/UBKTĐU", "Chi bộ trường học có 06 đảng viên."),
    "local": ("21-KL/HU", "Xã nêu gương."),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    texts = {name: TEXT.format(number=one, body=body) for name, (one, body) in NOTICES.items()}
    return indexed(folder, **texts)


@pytest.fixture(scope="module")
def find(engine):
    return names_by(engine)


@pytest.mark.parametrize(
    "asked", ["thông báo số 287", "Thông báo 287", "thong bao so 287", "tb 287", "TB287", "287-TB"]
)
def test_a_number_in_words_finds_those_that_bear_it_and_then_those_that_mention_it(find, asked):
    found = find(asked)
    assert set(found[:2]) == {"own", "elsewhere"}
    assert set(found[2:]) == {"often", "once"}


@pytest.mark.parametrize("asked", ["287-TB/HU", "287 tb hu", "thông báo số 287-TB/HU", "287/TB-HU"])
def test_a_symbol_finds_the_one_that_bears_it_and_then_those_that_cite_it(find, asked):
    assert find(asked)[:2] == ["own", "often"]
    assert "elsewhere" not in find(asked)


def test_other_types_and_symbols_are_told_apart(find):
    assert find("kế hoạch 287")[0] == find("287-KH/HU")[0] == "plan"
    assert find("tb 5") == find("thông báo số 05") == ["low"]
    assert find("06-TB/UBKTĐU")[0] == "cell"
    assert find("thông báo số 99") == []


def test_a_number_by_itself(find):
    assert set(find("số 287")[:3]) == set(find("287")[:3]) == {"own", "elsewhere", "plan"}
    # Among other words a number is a word.
    assert set(find("287 hộ")) == {"only-words", "once"}


def test_a_directive_of_the_same_number_is_still_cited(find, engine):
    assert set(find("kết luận 21")) == {"low", "local"}
    assert find("21-KL/TW") == ["low"]
    found = told(engine, "kết luận 21", explain=True)
    said = {hit.card.source: reasons(hit)[0].partition(" (")[0] for hit in found.hits}
    assert said["low.txt"] == "viện dẫn chính văn bản “kết luận 21”"
    assert said["local.txt"] == "mang chính số “kết luận 21”"
    assert str(found.understood[0]) == (
        "viện dẫn Kết luận 21-KL/TW (khóa XIII), mang số ấy, hoặc có cụm “kết luận 21”"
    )


def test_what_was_understood_is_said(engine):
    for asked, sentence in (
        ("tb 287", "mang số Thông báo 287, hoặc nhắc đến số ấy"),
        ("287-TB/HU", "viện dẫn Thông báo 287-TB/HU, hoặc có cụm “287-TB/HU”"),
    ):
        assert [str(one) for one in told(engine, asked).understood] == [sentence]


def test_the_number_and_its_mentions_are_marked(knowledge):
    query = parse("thông báo số 287", knowledge)
    text = "Số 287-TB/HU. Theo Thông báo số 287 và thông báo 287-TB/TU; có 287 hộ."
    marks = [span.of(text) for span in Highlighter(query).spans(DocumentText.of(text))]
    assert marks == ["287-TB", "Thông báo số 287", "thông báo 287-TB"]


@pytest.mark.parametrize(
    ("symbol", "terms"),
    [
        ("287-TB/HU", ["287", "287 tb", "287 tb hu"]),
        ("0005-TB/HU", ["05", "05 tb", "05 tb hu"]),
        ("5a-TB/HU", ["05a", "05a tb", "05a tb hu"]),
        ("30/2018/QĐ-UBND", ["30", "30 qd", "30 qd ubnd"]),
        ("12-TB/BTG-HU", ["12", "12 tb", "12 tb btg hu"]),
        ("15", ["15"]),
        ("TB/HU", []),
        ("", []),
        ("9" * 40, []),
    ],
)
def test_the_terms_of_a_number(symbol, terms):
    assert number_terms(symbol) == terms
