"""An abbreviation and the words it stands for, wherever they are typed: BTV, Ban Thường vụ."""

import pytest

from indexer.analysis import query_tokens
from indexer.knowledge.abbreviations import MAX_VARIANTS, abbreviations
from search.engine.highlight import DocumentText, Highlighter
from search.query.parser import parse
from tests.asking import indexed, names_by, reasons, told

LETTERHEAD = "{organ}\n*\nSố {n}-TB/HU\nBảo Lâm, ngày 05 tháng 7 năm 2022\n\nTHÔNG BÁO\n{title}\n\n"
TEXTS = {
    "ngan": LETTERHEAD.format(organ="HUYỆN ỦY BẢO LÂM", n=1, title="kết luận của BTV Huyện ủy")
    + "Giao HĐND xã Lộc Ngãi báo cáo với UBKT trong tháng.",
    "dai": LETTERHEAD.format(
        organ="BAN THƯỜNG VỤ HUYỆN ỦY BẢO LÂM", n=2, title="kết luận của Ban Thường vụ Huyện ủy"
    )
    + "Giao Hội đồng nhân dân xã Lộc Ngãi báo cáo với Ủy ban Kiểm tra trong tháng.",
    "khac": LETTERHEAD.format(organ="HUYỆN ỦY BẢO LÂM", n=3, title="kết quả kiểm tra rừng")
    + "Giao hội cựu chiến binh xã Lộc Ngãi vận động nhân dân trong khối đồng bào.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("abbreviated")
    return indexed(folder, **TEXTS)


@pytest.fixture(scope="module")
def find(engine):
    names = names_by(engine)
    return lambda asked: set(names(asked))


@pytest.mark.parametrize(
    "asked",
    [
        "HĐND", "hdnd", '"hội đồng nhân dân"', '"hoi dong nhan dan"',
        '"HĐND xã Lộc Ngãi"', '"hội đồng nhân dân xã lộc ngãi"', '"giao HĐND xã"', "HĐND OR abcd",
        '"kết luận của BTV"', '"kết luận của ban thường vụ huyện ủy"', "(BTV UBKT) OR abcd",
        "tieu_de:BTV", "tieu_de:btv", 'tieu_de:"Ban Thường vụ"', "tieu_de:(ban thường vụ)",
        "tieu_de:ban tieu_de:thường tieu_de:vụ", 'title:"của ban thuong vu huyen uy"',
    ],
)  # fmt: skip
def test_both_writings_are_found(find, asked):
    assert find(asked) == {"ngan", "dai"}


def test_words_that_are_no_phrase_are_also_met_apart(find):
    assert find("hội đồng nhân dân") == set(TEXTS)
    assert find("-(hội đồng nhân dân)") == set()


def test_a_part_is_met_by_an_abbreviation_too(find):
    assert find("hội đồng nhân dân abcd") == set(TEXTS)
    assert find("HĐND nhân dân abcd") == {"ngan", "dai"}


def test_an_issuer_is_found_by_its_abbreviation(find):
    assert find("co_quan:BTV") == find('co_quan:"Ban Thường vụ"') == {"ngan", "dai"}
    assert find('issuer:"BTV huyện ủy"') == {"ngan", "dai"}


@pytest.mark.parametrize(
    "asked",
    [
        "-BTV", "-btv", "-HĐND", "-hdnd", '-"hội đồng nhân dân"', '-"ban thường vụ"',
        '-"hoi dong nhan dan"', "xã -HĐND", '(xã -"HĐND xã") OR abcd',
        "-tieu_de:BTV",
    ],
)  # fmt: skip
def test_both_writings_are_excluded(find, asked):
    assert find(asked) == {"khac"}


def test_a_group_is_excluded_as_typed(find):
    """``-(cứu)`` and ``-(cứu rừng)`` do not exclude ``cựu``, no more than ``-cứu`` does."""
    assert find("-cứu") == find("-(cứu nhân)") == {"ngan", "dai", "khac"}
    assert find("-(cựu nhân)") == {"ngan", "dai"}


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        ("hội đồng nhân dân", "HĐND"),
        ('"hội đồng nhân dân xã"', "HĐND xã"),
        ("(hội đồng nhân dân) OR rừng", "HĐND"),
        ("HĐND", "HĐND"),
    ],
)
def test_the_writing_of_the_text_is_marked(knowledge, asked, marks):
    query = parse(asked, knowledge)
    text = "Giao HĐND xã báo cáo."
    assert [span.of(text) for span in Highlighter(query).spans(DocumentText.of(text))] == [marks]


def test_the_reason_tells_the_writing_of_the_text(engine):
    found = told(engine, "HĐND", explain=True)
    said = {hit.card.source: reasons(hit)[0] for hit in found.hits}
    assert said == {
        "ngan.txt": "HĐND trong nội dung (100 %)",
        "dai.txt": "HĐND trong nội dung, viết là “hội đồng nhân dân” (100 %)",
    }
    found = told(engine, "hội đồng nhân dân", explain=True)
    said = {hit.card.source: reasons(hit)[0] for hit in found.hits}
    assert said["ngan.txt"] == "hội đồng nhân dân trong nội dung, viết là “HĐND” (100 %)"


def test_the_writings_of_a_run_are_bounded():
    known = abbreviations()
    run = query_tokens("BTV HĐND UBND UBKT MTTQ " * 3)
    found = known.variants(run)
    assert len(found) == MAX_VARIANTS
    assert found[0] == run
    assert known.variants(query_tokens("xã")) == [query_tokens("xã")]
