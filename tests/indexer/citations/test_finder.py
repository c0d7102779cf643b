"""What is found in running text, what is not, and what never changes it."""

import tomllib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import paths
from indexer.citations.finder import find_citations, parse_citation
from indexer.citations.patterns import patterns
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.knowledge import instruments
from indexer.model import PartialDate
from indexer.text import fold
from tests.checkout import REAL_NOTICES
from viendan.quality.citations import gold_passages

EXAMPLES = tomllib.loads((paths.REGISTRY / "citation_patterns.toml").read_text("utf-8"))
REGISTRY = Registry.load()
PASSAGES = gold_passages()


def texts(text):
    return [citation.text for citation in find_citations(text)]


def numbers(text):
    return [citation.number for citation in find_citations(text)]


FOUND = {
    # separators, blanks, dashes
    "Quyết định 89/QĐ-TW": ["89-QĐ/TW"],
    "Kết luận 34 KL/TW": ["34-KL/TW"],
    "Kết luận 34KL/TW": ["34-KL/TW"],
    "Chỉ thị số 40 - CT / TW": ["40-CT/TW"],
    "Chỉ thị số 40\u2011CT/TW": ["40-CT/TW"],
    "Chỉ thị\u00a0số\u00a040—CT/TW": ["40-CT/TW"],
    "Công văn 2454/CV/VPTU": ["2454-CV/VPTU"],
    # the number word and what scanners make of it
    "Quy định số89-QĐ/TW": ["89-QĐ/TW"],
    "Quy định cố 89-QĐ/TW": ["89-QĐ/TW"],
    "Quy định SỐ: 89-QĐ/TW": ["89-QĐ/TW"],
    "Quy định số 10l-QĐ/TW và O5-CT/TW": ["101-QĐ/TW", "05-CT/TW"],
    "Quy định số 89-QĐ/TWcủa Ban Bí thư": ["89-QĐ/TW"],
    "KẾT LỦẬN 34-KL/TW CỦÀ BỘ CHÍNH TRỊ": ["34-KL/TW"],
    "Ket luan so 34-KL/TW": ["34-KL/TW"],
    "Quy định số 89-QÐ/TW": ["89-QĐ/TW"],
    # page breaks
    "Kế hoạch số 57-\n\nKH/HU": ["57-KH/HU"],
    "Kế\n\nhoạch\n\n4\n\nsố 57-KH/\n\n*HU*": ["57-KH/HU"],
    # bodies
    "Hướng dẫn số 38-HD/BTCTW": ["38-HD/BTCTW"],
    "Quy chế số 05-QC/BTCTU-BDVTU": ["05-QC/BTCTU-BDVTU"],
    "Quyết định số 317-QĐ/TWĐTN-TNTH": ["317-QĐ/TWĐTN-TNTH"],
    "Nghị quyết 30a/2008/NQ-CP": ["30a/2008/NQ-CP"],
    "Thông tư liên tịch số 11/2015/TTLT-BNV-BTC": ["11/2015/TTLT-BNV-BTC"],
    "Công văn số 1989/BGDĐT-KHTC": ["1989/BGDĐT-KHTC"],
    "Nghị quyết số 101/2025/UBTVQH15": ["101/2025/UBTVQH15"],
    "Quy chế làm việc số 01-QC/HU": ["01-QC/HU"],
    # lists and ranges
    "các Quy định số 41-QĐ/TW và số 80-QĐ/TW": ["41-QĐ/TW", "80-QĐ/TW"],
    "Nghị quyết 57, 59 và 66-NQ/TW": ["57-NQ/TW", "59-NQ/TW", "66-NQ/TW"],
    "từ Nghị quyết số 18-NQ/TW đến số 20-NQ/TW": ["18-NQ/TW", "19-NQ/TW", "20-NQ/TW"],
    "Nghị quyết từ số 42 đến số 44-NQ/TW": ["42-NQ/TW", "43-NQ/TW", "44-NQ/TW"],
    # organ before the number
    "Quyết định của Bộ Chính trị số 31-QĐ/TW": ["31-QĐ/TW"],
    # short forms
    "Chỉ thị 40 giúp nhiều hộ": ["40"],
    "Kết luận số 14, Quy định 213.": ["14", "213"],
    "Hướng dẫn 03-HD": ["03-HD"],
}

SPANS = {
    "theo Nghị quyết Trung ương 8 khóa XII về biển": ["Nghị quyết Trung ương 8 khóa XII"],
    "theo NQTW4 khóa XI": ["NQTW4 khóa XI"],
    "(Nghị quyết T.Ư 9 khóa XI)": ["Nghị quyết T.Ư 9 khóa XI"],
    "Kết luận Hội nghị Trung ương 4\n\nkhoá XIII": ["Kết luận Hội nghị Trung ương 4\n\nkhoá XIII"],
    "Nghị quyết Đại hội XII của Đảng": ["Nghị quyết Đại hội XII"],
    "Nghị quyết Đại hội Đảng bộ huyện Đạ Tẻh lần thứ X, nhiệm kỳ 2020 – 2025 đề ra": [
        "Nghị quyết Đại hội Đảng bộ huyện Đạ Tẻh lần thứ X, nhiệm kỳ 2020 – 2025"
    ],
    "Chỉ thị 35 năm 2019 của Bộ Chính trị": ["Chỉ thị 35 năm 2019"],
    "Nghị quyết 18 (khóa XII) về": ["Nghị quyết 18 (khóa XII)"],
    "theo Luật Phòng, chống tham nhũng năm 2018 và": ["Luật Phòng, chống tham nhũng năm 2018"],
    "Luật Đất đai số 31/2024/QH15": ["Luật Đất đai số 31/2024/QH15"],
    "Hiến pháp năm 2013": ["Hiến pháp năm 2013"],
    "Luật Thực hiện dân chủ ở cơ sở năm 2022": ["Luật Thực hiện dân chủ ở cơ sở năm 2022"],
}

NOT_FOUND = [
    "TỈNH ỦY LÂM ĐỒNG\n*\nSố 77-TB/TU\nĐà Lạt, ngày 10 tháng 01 năm 2023",
    "HUYỆN ỦY DI LINH * Số 77-TB/HU Di Linh, ngày 10/01/2023",
    "Lưu VPHU.\nT-H2/TB77",
    "(Nghị quyết là 70% - vượt), (Nghị quyết 100%), Nghị quyết từ 45% trở lên",
    "Nghị quyết là dưới 0,6; Nghị quyết 2,5 tỷ đồng",
    "kết luận 03 nội dung, hướng dẫn 18 chi bộ, quyết định 2 vấn đề, kế hoạch 5 năm",
    "kế hoạch 2021-2025, Kế hoạch 2023",
    "Ban Chỉ đạo 35, Đoàn kiểm tra số 1, Tổ công tác 06, đảng viên 213",
    "Đại hội XIII, Hội nghị Trung ương 4, Văn kiện Đại hội XIII của Đảng",
    "Chương trình 135, Đề án 06, Mẫu 2-KNĐ, QCVN 02, TCVN ISO 9001:2015",
    "các chỉ thị, nghị quyết của Đảng; Nghị quyết của Đảng ủy; Quy chế dân chủ ở cơ sở",
    "Nghị quyết năm 2023 của Huyện ủy; Nghị quyết Đại hội Đảng bộ các cấp nhiệm kỳ 2020-2025",
    "thi hành Điều lệ Đảng, Cương lĩnh chính trị đầu tiên; khoản 2 Điều 12",
    "27/27 chi bộ; 10 lượt/11 người/10 vụ việc; 111/100; 01/27",
    "kỷ luật đảng viên năm 2022; đội ngũ luật sư tỉnh năm 2023; pháp luật năm 2023",
    "Luật được Quốc hội thông qua năm 2013",
    "Hợp đồng số 12-HĐ/TU; hồ sơ số 12-HS/TU; biển số 49A-123.45",
    "",
]


@pytest.mark.parametrize(("text", "expected"), FOUND.items(), ids=FOUND)
def test_numbers_are_found_in_normal_form(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize("blank", " \t\n\r\x1c\x85\u00a0\u2003\u2028\u3000*_,")
@pytest.mark.parametrize("times", [3, 30, 160])
def test_blanks_of_any_sort_are_no_title_of_a_law(blank, times):
    text = f"theo Luật {blank * times}, năm 2013 và Luật Đất đai năm 2013"
    assert texts(text)[-1] == "Luật Đất đai năm 2013"


@pytest.mark.parametrize(("text", "expected"), SPANS.items(), ids=SPANS)
def test_spans_are_the_minimal_core(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_citation_is_not_found(text):
    assert texts(text) == []


DAMAGED = {
    "theo Quy định số 2l3-QĐ/TW": [("213-QĐ/TW", "2l3")],
    "theo Quy định số 2I3-QĐ/TW": [("213-QĐ/TW", "2I3")],
    "theo Chỉ thị số O5-CT/TW": [("05-CT/TW", "O5")],
    "theo Kết luận số 8|-KL/TW": [("81-KL/TW", "8|")],
    "các Quy định số 41-QĐ/TW và 8O-QĐ/TW": [("41-QĐ/TW", ""), ("80-QĐ/TW", "8O")],
    "Nghị quyết 5l, 6O và 66-NQ/TW": [("51-NQ/TW", "5l"), ("60-NQ/TW", "6O"), ("66-NQ/TW", "")],
    "Luật Đất đai số 3l/2024/QH15": [("31/2024/QH15", "3l")],
    "Nghị quyết từ số l8 đến số 20-NQ/TW": [("18-NQ/TW", "l8"), ("19-NQ/TW", "l8"),
                                            ("20-NQ/TW", "l8")],
    "theo Quy định số 213-QĐ/TW": [("213-QĐ/TW", "")],
    "theo Quy định số ２１３-QĐ/TW": [("213-QĐ/TW", "")],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAMAGED.items(), ids=DAMAGED)
def test_figures_that_were_read_as_others_are_kept(text, expected):
    assert [(found.number, found.damaged) for found in find_citations(text)] == expected


def test_a_later_list_member_has_the_type_of_the_first():
    assert [(c.text, c.type, c.kind) for c in find_citations("Quy định số 41-QĐ/TW, 80-QĐ/TW")] == [
        ("Quy định số 41-QĐ/TW", "Quy định", "full"),
        ("80-QĐ/TW", "Quy định", "list"),
    ]


def test_organ_spreads_back_and_a_date_does_not_cross_a_type_word():
    first, second = find_citations(
        "Quyết định số 905-QĐ/TU và Kế hoạch số 241-KH/TU ngày 05/6/2023 của Ban Thường vụ Tỉnh ủy"
    )
    assert (first.body, first.date) == ("Ban Thường vụ Tỉnh ủy", None)
    assert (second.body, second.date) == ("Ban Thường vụ Tỉnh ủy", PartialDate(2023, 6, 5))


def test_khoa_and_date_spread_within_a_list():
    found = find_citations("Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 (khóa XII)")
    assert [(c.term, c.date) for c in found] == [("XII", PartialDate(2017, 10, 25))] * 2


def test_khoa_does_not_reach_a_member_with_its_own_organ():
    first, _ = find_citations(
        "Chỉ thị số 05-CT/TW của Bộ Chính trị và Quy định số 37-QĐ/TW của Trung ương khóa XIII"
    )
    assert first.term is None


def test_a_legislature_is_no_term_of_the_party():
    (citation,) = find_citations(
        "Chỉ thị số 46-CT/TW về lãnh đạo bầu cử đại biểu Quốc hội khóa XVI"
    )
    assert citation.term is None


@pytest.mark.parametrize("name", patterns())
def test_each_pattern_has_examples_that_it_matches(name):
    examples = EXAMPLES[name]
    assert examples["matches"]
    for example in examples["matches"]:
        assert patterns()[name].match(fold(example).text), example
    for example in examples.get("rejects", ()):
        assert not patterns()[name].match(fold(example).text), example


def test_each_example_belongs_to_a_pattern():
    assert EXAMPLES.keys() == patterns().keys()


TYPED = {
    "213-QĐ/TW": "tw/k12/qdi-213",
    "213 qđ tw": "tw/k12/qdi-213",
    "QĐ213": "tw/k12/qdi-213",
    "quy dinh 213": "tw/k12/qdi-213",
    "chỉ thị 5": "tw/k12/ct-05",
    "nq 18 khoa xii": "tw/k12/nq-18",
    "30 2020 nd cp": "nn.cp/y2020/nd-30",
    "Số 55-TB/TU": "tu._/_/tb-55",
}


@pytest.mark.parametrize(("text", "key"), TYPED.items(), ids=TYPED)
def test_a_citation_typed_by_hand_is_read_loosely(text, key):
    assert [r.key for r in resolve(parse_citation(text), text, CitingContext(), REGISTRY)] == [key]


@pytest.mark.parametrize("text", ["xin chào", "213", "kế hoạch 5 năm", "đảng viên 213", ""])
def test_what_is_typed_and_no_citation_is_none(text):
    assert parse_citation(text) == []


# Properties.

passages = st.sampled_from(PASSAGES)
hostile = st.text(alphabet="Qđ0123-/ốsNT\n*()kKhóaXI,.|lO", max_size=200)

SPELLINGS = {
    "upper": str.upper,
    "lower": str.lower,
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "new tones": lambda text: text.replace("khóa", "khoá").replace("ủy", "uỷ"),
    "en dash": lambda text: text.replace("-", "–"),
    "minus": lambda text: text.replace("-", "\u2212"),
    "no-break": lambda text: text.replace("-", "\u2011").replace(" ", "\u00a0"),
}


def keys(text, context):
    return {r.key for r in resolve(find_citations(text), text, context, REGISTRY)}


@settings(max_examples=300, deadline=None)
@given(st.one_of(hostile, passages.map(lambda passage: passage.text)))
def test_spans_lie_in_the_text_and_slice_to_what_was_matched(text):
    for citation in find_citations(text):
        start, end = citation.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == citation.text


@settings(max_examples=400, deadline=None)
@given(passages, st.sampled_from(sorted(SPELLINGS)))
def test_spelling_never_changes_the_keys(passage, spelling):
    text = unicodedata.normalize("NFC", passage.text)
    spelt, expected = keys(SPELLINGS[spelling](text), passage.context), keys(text, passage.context)
    if spelling == "lower":  # "điều lệ đảng" without a capital is any party's
        named = {one.document for one in instruments().values()}
        expected = {key for key in expected if not key or key.rpartition("/")[2] not in named}
    assert spelt == expected


@settings(max_examples=300, deadline=None)
@given(passages, passages, st.sampled_from(["\n\n", "\n\nMột đoạn văn đứng giữa.\n\n"]))
def test_two_texts_together_lose_no_citation_of_either(one, other, between):
    joined = one.text + between + other.text
    offset = len(one.text) + len(between)
    wanted = {c.span for c in find_citations(one.text)}
    wanted |= {(c.span.start + offset, c.span.end + offset) for c in find_citations(other.text)}
    assert wanted <= {c.span for c in find_citations(joined)}


# The two real notices.

CAM_MY = [
    "tu.dong-nai/nk2020/qd-842",
    "tu.dong-nai/nk2020/kh-196",
    "tw/k12/nq-04",
    "tw/k11/qdi-101",
    "tw/k12/qdi-213",
    "tu.dong-nai/nk2020/kh-177",
    "tu.dong-nai/nk2015/qdi-04",
    "nn.byt/y2011/qd-3447",
    "hu.cam-my.dong-nai/nk2020/dh",
    "tw/k13/kl-21",
    "tw/k13/kl-01",
    "tw/k12/ct-05",
]
LOC_QUANG = ["tw/k12/nq-04", "tw/k13/kl-21"] * 2 + ["tw/k12/ct-05"]


@pytest.mark.skipif(not REAL_NOTICES.is_dir(), reason="the two real notices are not at hand")
@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("003", CitingContext(PartialDate(2022), BodyKey("tu", ("dong-nai",))), CAM_MY),
        ("003", CitingContext(PartialDate(2023), BodyKey("tu", ("dong-nai",))), CAM_MY),
        (
            "004",
            CitingContext(PartialDate(2023, 8, 9), BodyKey("hu", ("bao-lam", "lam-dong"))),
            LOC_QUANG,
        ),
    ],
)
def test_the_real_notices_cite_what_was_read_by_hand(name, context, expected):
    (path,) = REAL_NOTICES.glob(f"{name}_*.txt")
    text = path.read_text("utf-8")
    assert [r.key for r in resolve(find_citations(text), text, context, REGISTRY)] == expected
