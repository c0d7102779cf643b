"""What a citation is cited for: each row is a text, and the role of each of its citations."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.citations import read_citations
from indexer.knowledge import check_role_words, role_words
from indexer.model import CitationRole

# --- which words govern --------------------------------------------------------------------------

# text | the role of each citation, in order; "-" is nhắc đến
GOVERNED = [
    ("Căn cứ Quy định số 22-QĐ/TW; căn cứ vào Điều 5 Quy chế số 02-QC/TU", "căn cứ | căn cứ"),
    ("Căn cứ:\n- Quy định số 22-QĐ/TW;\n- Hướng dẫn số 02-HD/TW.", "căn cứ | căn cứ"),
    ("Căn cứ Quy chế làm việc của Ban Chấp hành; Quy định số 22-QĐ/TW;", "căn cứ"),
    ("Căn cứ tình hình thực tế và Kế hoạch số 12-KH/TU", "căn cứ"),
    ("Căn cứ Quy định số 22-QĐ/TW. Quy định số 37-QĐ/TW nêu rõ", "căn cứ | -"),
    ("Căn cứ tình hình, Huyện ủy ban hành Kế hoạch số 12-KH/HU", "-"),
    ("Căn cứ Điều lệ Đảng;\n- Xét đề nghị tại Tờ trình số 15-TTr/HU,", "căn cứ | -"),
    ("can cu Quy dinh so 22-QD/TW; thuc hien Nghi quyet so 18-NQ/TW", "căn cứ | thực hiện"),
    ("thực hiện nghiêm các nội dung của Nghị quyết số 18-NQ/TW", "thực hiện"),
    ("chưa triển khai, quán triệt kịp thời Chỉ thị số 05-CT/TW", "thực hiện"),
    ("Thực hiện ý kiến chỉ đạo của Tỉnh ủy tại Thông báo số 12-TB/TU", "thực hiện"),
    ("Thực hiện nhiệm vụ Tỉnh ủy giao tại Thông báo số 12-TB/TU", "thực hiện"),
    ("Thực hiện Nghị quyết số 18-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 1-KH/TU", "thực hiện | -"),
    ("đã thực hiện. Quy định số 24-QĐ/TW nêu", "-"),
    ("thực hiện chế độ báo cáo nêu tại Quy định số 22-QĐ/TW", "-"),
    ("phổ biến, đối chiếu Quy định số 22-QĐ/TW", "-"),
    ("thực hiện theo đúng Quy định số 22-QĐ/TW", "theo quy định tại"),
    ("chuẩn mực đạo đức cách mạng theo Quy định số 144-QĐ/TW", "theo quy định tại"),
    ("theo Quy chế bầu cử ban hành kèm theo Quyết định số 190-QĐ/TW", "theo quy định tại"),
    ("danh sách kèm theo Quyết định số 12-QĐ/TU", "-"),
    ("giao Văn phòng theo dõi Kế hoạch số 12-KH/TU", "-"),
    ("Tiếp theo Thông báo số 12-TB/TU", "-"),
    ("Dõi theo Nghị quyết số 18-NQ/TW", "-"),
    ("Thực hiện ý kiến của Ban Bí thư tại Công văn số 11-CV/VPTW", "thực hiện"),
    ("Tiếp thu ý kiến của Ban Bí thư tại Công văn số 11-CV/VPTW", "-"),
    ("vi phạm các quy định nêu tại Quy định số 37-QĐ/TW", "trái với"),
    ("vi phạm đã nêu tại Thông báo số 37-TB/TU", "-"),
    ("Quyết định số 09-QĐ/HU chưa hết hiệu lực", "bãi bỏ"),
    ("Quyết định số 09-QĐ/HU vẫn còn hiệu lực", "-"),
    ("Quyết định số 09-QĐ/HU chưa được thay thế", "thay thế"),
    ("Tổng kết năm, triển khai Nghị quyết số 05-NQ/TW", "thực hiện"),
    ("Tổng kết công tác, triển khai Nghị quyết số 05-NQ/TW", "thực hiện"),
    ("Theo đó, Quy định số 22-QĐ/TW nêu rõ", "-"),
    ("theo đề nghị tại Tờ trình số 12-TTr/HU", "-"),
    ("hướng dẫn chi bộ thực hiện Nghị quyết số 18-NQ/TW", "thực hiện"),
    ("hướng dẫn thi hành một số điều của Luật Đất đai năm 2024", "hướng dẫn thi hành"),
    ("Hội nghị sơ kết 3 năm triển khai, thực hiện Chỉ thị số 05-CT/TW", "sơ kết tổng kết"),
    ("tổng kết 15 năm (2008 - 2023) thực hiện Nghị quyết số 26-NQ/TW", "sơ kết tổng kết"),
    ("một số kết quả thực hiện Nghị quyết số 21-NQ/TW", "thực hiện"),
    ("số kết luận thực hiện theo Nghị quyết số 21-NQ/TW", "theo quy định tại"),
    ("Người vi phạm quy định tại Điều 5 Quy định số 22-QĐ/TW", "trái với"),
    ("xử lý vi phạm theo Quy định số 22-QĐ/TW", "theo quy định tại"),
    ("ký thay Quy định số 22-QĐ/TW", "-"),
    ("các trại giam Quy định số 22-QĐ/TW", "-"),
]
LISTED = [
    ("thực hiện Chỉ thị 05-CT/TW và Kết luận 01-KL/TW", "thực hiện | thực hiện"),
    (
        "thực hiện Chỉ thị số 05-CT/TW về học tập, làm theo và Kết luận số 01-KL/TW",
        "thực hiện | thực hiện",
    ),
    (
        "Thực hiện Nghị quyết Đại hội XIII của Đảng và Nghị quyết số 18-NQ/TW",
        "thực hiện | thực hiện",
    ),
    ("Thực hiện Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW đã nêu", "thực hiện | -"),
    (
        "1. Triển khai Nghị quyết số 18-NQ/TW;\n2. Quy định số 22-QĐ/TW đã được phổ biến",
        "thực hiện | -",
    ),
    ("thực hiện Nghị quyết số 18-NQ/TW gắn với Chỉ thị số 05-CT/TW", "thực hiện | -"),
    (
        "Căn cứ Kế hoạch số 12-KH/TU thực hiện Nghị quyết số 18-NQ/TW; Quy định số 22-QĐ/TW",
        "căn cứ | thực hiện | căn cứ",
    ),
    (
        "Thực hiện Kế hoạch số 88-KH/TU sơ kết 3 năm thực hiện Chỉ thị số 42-CT/TW",
        "thực hiện | sơ kết tổng kết",
    ),
    ("Quyết định số 1-QĐ/TU và Quyết định số 2-QĐ/TU hết hiệu lực", "bãi bỏ | bãi bỏ"),
]


def roles(text):
    return " | ".join(
        "-" if one.role is CitationRole.MENTION else one.role.words
        for one in read_citations(text).citations
    )


@pytest.mark.parametrize(("text", "expected"), [*GOVERNED, *LISTED])
def test_what_a_directive_is_cited_for(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(("text", "expected"), [*GOVERNED, *LISTED])
def test_decomposed_letters_are_read_alike(text, expected):
    assert roles(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("triển khai thực hiện nghiêm Nghị quyết số 18-NQ/TW", "thực hiện"),
        ("thực hiện theo quy định tại khoản 2 Điều 7 Quy định số 22-QĐ/TW", "theo quy định tại"),
        ("Căn cứ vào Quy định số 22-QĐ/TW", "Căn cứ"),
        ("Theo tinh thần Kết luận số 14-KL/TW", "Theo tinh thần"),
        ("tổng kết 10 năm thực hiện Nghị quyết số 18-NQ/TW", "tổng kết"),
        ("thay thế cho Quy định số 30-QĐ/TW", "thay thế"),
        ("VI PHẠM QUY ĐỊNH SỐ 37-QĐ/TW", "VI PHẠM"),
    ],
)
def test_the_cue_is_the_words_that_govern(text, cue):
    (one,) = read_citations(text).citations
    assert one.cue.text == one.cue.span.of(text) == cue


# --- what is done to a directive -----------------------------------------------------------------

# text | what is done to the citation of a number, by whom, and whether the text itself does it
CHANGED = [
    ("Quy định này thay thế Quy định số 30-QĐ/TW.", "30", "thay thế", "self", True),
    (
        "Quy định này có hiệu lực từ ngày ký; bãi bỏ Điều 6 Quy định số 30-QĐ/TU.",
        "30",
        "bãi bỏ",
        "self",
        True,
    ),
    (
        "Quy định này thay thế Quy định số 30-QĐ/TW và bãi bỏ Quy định số 31-QĐ/TW.",
        "31",
        "bãi bỏ",
        "self",
        True,
    ),
    ("Điều 2. Bãi bỏ Quyết định số 12-QĐ/TU.", "12", "bãi bỏ", "self", True),
    (
        "Quyết định này thay thế các văn bản:\na) Quyết định 12-QĐ/TU;\nb) Quyết định 13-QĐ/TU.",
        "13",
        "thay thế",
        "self",
        True,
    ),
    (
        "Ban Thường vụ sửa đổi Điều 4 Quy chế số 07-QC/HU như sau: “1. Họp”",
        "07",
        "sửa đổi bổ sung",
        "self",
        True,
    ),
    (
        "Quy định số 30-QĐ/TU hết hiệu lực kể từ ngày Quy định này có hiệu lực.",
        "30",
        "bãi bỏ",
        "self",
        True,
    ),
    (
        "Kể từ ngày Quy định này có hiệu lực, Quy định số 30-QĐ/TU hết hiệu lực thi hành.",
        "30",
        "bãi bỏ",
        "self",
        True,
    ),
    ("Quy định số 22-QĐ/TW thay thế Quy định số 30-QĐ/TW.", "30", "thay thế", "22-QĐ/TW", False),
    (
        "Quy định số 30-QĐ/TW được thay thế bởi Quy định số 22-QĐ/TW.",
        "30",
        "thay thế",
        "22-QĐ/TW",
        False,
    ),
    (
        "Quy định số 30-QĐ/TW đã có Quy định số 22-QĐ/TW thay thế.",
        "30",
        "thay thế",
        "22-QĐ/TW",
        False,
    ),
    (
        "Quy định số 22-QĐ/TW mới. Quy định này thay thế Quy định số 30-QĐ/TW.",
        "30",
        "thay thế",
        "22-QĐ/TW",
        False,
    ),
    ("Quy định số 22-QĐ/TW (thay Quy định số 30-QĐ/TW).", "30", "thay thế", "22-QĐ/TW", False),
    ("Quy định này không thay thế Quy định số 30-QĐ/TU.", "30", "thay thế", "self", False),
    (
        "“Quy định này thay thế Quy định số 30-QĐ/TW” là câu ở Điều 14.",
        "30",
        "thay thế",
        "self",
        False,
    ),
    ("Đề nghị bãi bỏ Quy định số 30-QĐ/TU.", "30", "bãi bỏ", None, False),
    ("Tỉnh ủy đã bãi bỏ Quy định số 30-QĐ/TU.", "30", "bãi bỏ", None, False),
    ("Trong năm, Tỉnh ủy đã:\n- Bãi bỏ Quy định số 30-QĐ/TU.", "30", "bãi bỏ", None, False),
    (
        "Sửa đổi, bổ sung Quy chế số 02-QC/HU được giao cho Văn phòng.",
        "02",
        "sửa đổi bổ sung",
        None,
        False,
    ),
    ("Dự kiến ban hành Quy định mới thay thế Quy định số 30-QĐ/TU.", "30", "thay thế", None, False),
]


def change(text, number, own_type=None):
    cited = read_citations(text, own_type=own_type).citations
    one = next(one for one in cited if (one.number or "").startswith(number))
    agent = one.relation and one.relation.agent
    by = {other.span: other.number for other in cited}
    return one.role.words, by.get(agent, agent), one.relation and one.relation.makes_relation


@pytest.mark.parametrize(("text", "number", "role", "agent", "makes"), CHANGED)
def test_what_is_done_to_a_directive(text, number, role, agent, makes):
    assert change(text, number) == (role, agent, makes)


@pytest.mark.parametrize(
    "text",
    [
        "Quy định số 22-QĐ/TW thay thế Quy định số 30-QĐ/TW.",
        "Quy định số 30-QĐ/TW được thay thế bằng Quy định số 22-QĐ/TW.",
        "Thay thế Quy định số 30-QĐ/TW bằng Quy định số 22-QĐ/TW.",
    ],
)
def test_who_does_it_is_only_mentioned(text):
    assert change(text, "22") == ("nhắc đến", None, None)


@pytest.mark.parametrize(
    ("own_type", "agent", "makes"),
    [
        ("Quy định", "self", True),
        ("Quyết định", "self", True),  # and the Quy định that it puts into force
        ("Thông báo", None, False),
        ("Báo cáo", None, False),
        (None, "self", True),
    ],
)
def test_a_paper_of_another_type_speaks_of_another(own_type, agent, makes):
    text = "Quy định này thay thế Quy định số 30-QĐ/TU."
    assert change(text, "30", own_type) == ("thay thế", agent, makes)


@pytest.mark.parametrize(("own_type", "makes"), [("Quyết định", True), ("Báo cáo", False)])
def test_only_what_orders_does_it_unnamed(own_type, makes):
    assert change("Điều 1. Bãi bỏ Quyết định số 12-QĐ/TU.", "12", own_type)[2] is makes


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "Quy định này có hiệu lực từ ngày 01/7/2021 và thay thế Quy định số 30-QĐ/TU.",
            "2021-07-01",
            "từ ngày 01/7/2021",
        ),
        (
            "Quy định này có hiệu lực kể từ ngày ký và thay thế Quy định số 30-QĐ/TU.",
            None,
            "kể từ ngày ký",
        ),
        (
            "Quy định này có hiệu lực từ ngày 01/7/2021.\nQuy định này thay thế Quy định 30-QĐ/TU.",
            "2021-07-01",
            "từ ngày 01/7/2021",
        ),
        (
            "Quy định số 30-QĐ/TU hết hiệu lực từ ngày 01/01/2024.",
            "2024-01-01",
            "từ ngày 01/01/2024",
        ),
        (
            (
                "Quy định này thay thế Quy định số 29-QĐ/TU, ngày 01/7/2015 của Tỉnh ủy Đồng Nai "
                "và bãi bỏ Quy định số 30-QĐ/TU, ngày 02/7/2016 của Ban Thường vụ Tỉnh ủy Đồng Nai "
                "về chế độ họp của cấp ủy, kể từ ngày 01/7/2021."
            ),
            "2021-07-01",
            "kể từ ngày 01/7/2021",
        ),
        ("Quy định này thay thế Quy định số 30-QĐ/TU, ngày 01/7/2021.", None, None),
        (
            (
                "Quy định này thay thế Quy định số 30-QĐ/TU, ngày 02/7/2016 của Ban Thường vụ "
                "Tỉnh ủy Đồng Nai về chế độ họp của cấp ủy.\nSổ họp ghi kể từ ngày 01/7/2021."
            ),
            None,
            None,
        ),
    ],
)
def test_from_which_day_it_is_so(text, day, words):
    relation = read_citations(text).citations[-1].relation
    assert (relation.since and relation.since.iso) == day
    assert (relation.since_cue and relation.since_cue.text) == words


# --- the words themselves ------------------------------------------------------------------------

EXAMPLES = [(role, text) for role, row in role_words().items() for text in row.examples]
COUNTEREXAMPLES = [
    (role, text) for role, row in role_words().items() for text in row.counterexamples
]


@pytest.mark.parametrize(("role", "text"), EXAMPLES)
def test_each_example_has_its_role(role, text):
    assert read_citations(text).citations[-1].role is role


@pytest.mark.parametrize(("role", "text"), COUNTEREXAMPLES)
def test_no_counterexample_has_it(role, text):
    assert read_citations(text).citations[-1].role is not role


def test_the_words_are_sound():
    assert check_role_words() == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"examples": ()}, "thiếu before, examples hoặc counterexamples"),
        ({"exact": ("bỏ",)}, "exact có bỏ"),
        ({"passive": ("thực hiện",)}, "passive chỉ dành cho"),
        ({"before": ("căn cứ",)}, "căn cứ đã thuộc vai trò khác"),
    ],
)
def test_words_that_are_not_sound_are_told(changes, told):
    row = dataclasses.replace(role_words()[CitationRole.IMPLEMENTED], **changes)
    problems = check_role_words({**role_words(), CitationRole.IMPLEMENTED: row})
    assert any(told in str(one) for one in problems)


# --- any text ------------------------------------------------------------------------------------

TOGETHER = st.one_of(
    st.sampled_from([word for row in role_words().values() for word in row.before]),
    st.sampled_from(
        ["kèm theo", "được thay thế bởi", "đã", "này", "Quy định này", "khoản 2 Điều 7"]
    ),
    st.sampled_from(["Quy định số 22-QĐ/TW", "Điều lệ Đảng", "NQTW 4 (khóa XII, XIII)"]),
    st.sampled_from(["và", ";", ",", ":", ".", "“", "\n- ", "\n", "1. ", "Điều 2."]),
    st.sampled_from(["có hiệu lực từ ngày 01/7/2021", "các văn bản sau", "như sau:"]),
)


@settings(deadline=None)  # the first text pays for the patterns
@given(st.lists(TOGETHER, max_size=30).map(" ".join))
def test_spans_are_true_to_any_text(text):
    for one in read_citations(text).citations:
        assert (one.cue is None) == (one.role is CitationRole.MENTION)
        assert (one.relation is not None) == one.role.changes
        for cue in filter(None, (one.cue, one.relation and one.relation.since_cue)):
            assert cue.span.of(text) == cue.text == cue.text.strip()


@pytest.mark.parametrize(
    "unit",
    [
        "thay thế Quy định số 30-QĐ/TW và ",
        "Quy định số 30-QĐ/TW được thay thế bởi ",
        "Căn cứ Quy định số 22-QĐ/TW;\n- ",
        "Quy định này, Quy định số 22-QĐ/TW, ",
        "thực hiện theo ",
    ],
)
def test_ten_thousand_of_a_kind_are_read(unit):
    found = read_citations(unit * 10_000).citations
    assert len(found) in (0, 10_000)
