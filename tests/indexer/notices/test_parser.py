"""Document → Notice: the real notices, the samples, and hostile input."""

from __future__ import annotations

import tomllib
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.model import Level, Signatory, Status
from indexer.organs.spelling import spell_organ
from indexer.paths import GOLD, SAMPLE_NOTICES
from tests.checkout import REAL_NOTICES
from tests.notice_texts import FIELDS, read, value_of
from tests.steps import is_linear

TRUTHS = tomllib.loads((GOLD / "notices" / "samples.toml").read_text("utf-8"))

# --- the two real notices ----------------------------------------------------------------------

EXPECTED = {
    "003_1c839cea0975d955.txt": {
        "type": "Thông báo",
        "title": "kết luận về kiểm tra thực hiện nghị quyết, chỉ thị của Đảng "
        "đối với Đảng bộ huyện Cẩm Mỹ năm 2022",
        "number": None,
        "issuer": "Ban Thường vụ Tỉnh ủy",
        "level": Level.PROVINCE,
        "dateline": None,
        "date": None,
        "year": 2022,
        "unit": "Đảng bộ huyện Cẩm Mỹ",
        "signatories": (Signatory("T/M Ban Thường vụ", "Phó Bí thư", "Hồ Thanh Sơn"),),
    },
    "004_04d850a0636ad3f3.txt": {
        "type": "Thông báo",
        "title": "Kết quả làm việc đối với Đảng ủy xã Lộc Quảng",
        "number": None,
        "issuer": "Thường trực Huyện ủy",
        "level": Level.DISTRICT,
        "dateline": "Bảo Lâm",
        "date": "2023-08-09",
        "year": 2023,
        "unit": "Đảng ủy xã Lộc Quảng",
        "signatories": (Signatory("T/L Ban Thường vụ", "Chánh Văn phòng", None),),
    },
}


def real_text(name: str) -> str:
    path = REAL_NOTICES / name
    if not path.exists():
        pytest.skip("the two real notices stand beside the project, not in it")
    return path.read_text("utf-8")


@pytest.mark.parametrize("name", EXPECTED)
def test_real_notice(name: str) -> None:
    notice = read(real_text(name))
    assert {key: value_of(getattr(notice, key)) for key in EXPECTED[name]} == EXPECTED[name]
    assert not notice.sample


@pytest.mark.parametrize(
    ("name", "recipients", "archive", "basis", "sections"),
    [
        ("003_1c839cea0975d955.txt", 6, "Lưu VPTU", 2, ["I-", "1.", "2.", "II-", "1.", "2."]),
        ("004_04d850a0636ad3f3.txt", 7, "Lưu VPHU", 1, ["1.", "2.", "3."]),
    ],
)
def test_real_notice_parts(
    name: str, recipients: int, archive: str, basis: int, sections: list[str]
) -> None:
    text = real_text(name)
    notice = read(text)
    assert len(notice.recipients) == recipients
    assert [span.of(text) for span in notice.archive] == [archive]
    assert len(notice.basis) == basis
    marks = [section.mark for section in notice.sections if section.mark != "-"]
    assert marks[: len(sections)] == sections


def test_real_notice_says_why_it_has_no_number_and_how_it_knows_the_year() -> None:
    notice = read(real_text("003_1c839cea0975d955.txt"))
    assert notice.number.evidence.status is Status.UNKNOWN
    assert "T-M3T/TB55" in str(notice.number.evidence.reason)
    assert notice.year.evidence.status is Status.INFERRED
    assert str(notice.year.evidence.reason) == "theo tiêu đề"


def test_real_notice_in_decomposed_letters_is_understood_alike() -> None:
    text = real_text("004_04d850a0636ad3f3.txt")
    composed, decomposed = read(text), read(unicodedata.normalize("NFD", text))
    for name in FIELDS:
        assert value_of(getattr(decomposed, name)) == value_of(getattr(composed, name)), name


# --- the samples against their author's truth --------------------------------------------------


@pytest.mark.parametrize("truth", TRUTHS["notice"], ids=lambda truth: truth["path"])
def test_sample_notice(truth: dict) -> None:
    notice = read((SAMPLE_NOTICES / truth["path"]).read_text("utf-8"))
    understood = {
        "type": notice.type.value,
        "title": notice.title.value,
        "number": notice.number.value or "",
        "level": notice.level.value,
        "date": value_of(notice.date) or "",
        "year": notice.year.value,
        "unit": notice.unit.value or "",
        "recipients": len(notice.recipients),
    }
    assert understood == {key: truth[key] for key in understood}
    # The author keeps the file's uỷ / ủy; the issuer has one spelling, since it is a facet.
    assert notice.issuer.value == spell_organ(truth["issuer"])
    assert notice.sample


def test_a_sample_says_so_on_its_first_line() -> None:
    assert read("[VĂN BẢN MẪU]\n\nTHÔNG BÁO\nkết quả").sample
    assert not read("THÔNG BÁO\nkết quả\n\nvăn bản mẫu").sample


# --- hostile input -----------------------------------------------------------------------------


def check_spans(text: str) -> None:
    """Every span lies in the text, covers something, and has no blank at its edges."""
    notice = read(text)
    spans = [getattr(notice, name).evidence.span for name in FIELDS]
    spans += [*notice.recipients, *notice.archive, *notice.basis]
    spans += [section.span for section in notice.sections]
    for span in filter(None, spans):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
    for name in FIELDS:
        field = getattr(notice, name)
        assert (field.value is None) == (field.evidence.status is Status.UNKNOWN)
        assert field.evidence.status is not Status.STATED or field.evidence.span


PIECES = """
THÔNG BÁO|HUYỆN ỦY BẢO LÂM|Số |12|-TB/HU|, ngày 09 tháng 8 năm 2023|- |Lưu VPHU.|Nơi nhận:|**|*
T/M BAN THƯỜNG VỤ|PHÓ BÍ THƯ|#### |Điều 1. |Căn cứ |đối với |xã Lộc An|   |-----|x|, |\\|I- |1. |a)
Ban Thường vụ Tỉnh ủy |kết luận như sau:|Chi bộ thôn 4|_
"""
FRAGMENTS = [
    *PIECES.strip("\n").replace("\n", "|").split("|"),
    *["\n", "\n\n", "\t", "\x0c", "\r\n", "u\u0309\u0301", "\u200b", "\u00a0"],
]


@settings(max_examples=300, deadline=None)
@example(text="#### #### #### #### ")
@example(text="THÔNG BÁO\n\\")
@example(text="Nơi nhận:\\")
@example(text="THÔNG BÁO\n########\n_#_#")
@example(text="HUYỆN ỦY BẢO LÂM\nPHÓ BÍ THƯ\nTHÔNG BÁOTHÔNG BÁO")
@given(text=st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_parse_never_raises_and_its_spans_hold(text: str) -> None:
    check_spans(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_parse_never_raises_on_any_text(text: str) -> None:
    check_spans(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\ufeff", "\n\n\n", "*", "**\n**", "THÔNG BÁO", "Nơi nhận:", "- ", "\ud800", "\x00"],
)
def test_small_oddities(text: str) -> None:
    check_spans(text)


@pytest.mark.parametrize("name", EXPECTED)
def test_spans_of_real_notices(name: str) -> None:
    check_spans(real_text(name))


@pytest.mark.parametrize(
    "piece",
    [
        "a", " ", "*", "_", "#", "\n", "- ", "T/M ", "Số ", "ngày ", "Đảng ủy xã ", "I- ", "1. a\n",
        "Ban Thường vụ Tỉnh ủy kết luận ", "- Lưu\n", "- *a:* b\n", "A-", "1/1/2020 ",
    ],
)  # fmt: skip
def test_the_work_grows_as_the_text_does(piece: str) -> None:
    assert is_linear(lambda text: read(f"THÔNG BÁO\nkết quả\n\n{text}"), piece, 4_000 // len(piece))
