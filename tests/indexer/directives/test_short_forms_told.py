"""What a text says of a short form is held against what it may mean, as of a whole symbol."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()
FULL = "Nghị quyết số 18-NQ/TW ngày 25/10/2017"
DECLARED = f"{FULL} (sau đây gọi tắt là Nghị quyết 18). "
KL126 = "Kết luận số 126-KL/TW ngày 14/02/2025"

# What the last short form of a text means, in a paper of a district of 01/8/2025.
AGREES = [
    # its khóa, its day, its month or its year is the paper's
    ("Kết luận 21 (khóa XIII)", "tw/k13/kl-21 stated"),
    ("Nghị quyết 18 khóa XII", "tw/k12/nq-18 stated"),
    ("Nghị quyết 19 khóa XIII về nông nghiệp, nông dân, nông thôn", "tw/k13/nq-19 stated"),
    ("Nghị quyết 18 ngày 25/10/2017", "tw/k12/nq-18 stated"),
    ("Nghị quyết 18 ngày 25/10/2017 (khóa XII)", "tw/k12/nq-18 stated"),
    ("Nghị quyết 18 tháng 10/2017", "tw/k12/nq-18 stated"),
    ("Nghị quyết 18 năm 2022", "tw/k13/nq-18 stated"),
    ("KL 126 ngày 14/2/2025 của BCT", "tw/k13/kl-126 stated"),
    # the organ is one of the centre, or none is named
    ("NQ 57 của Bộ Chính trị", "tw/k13/nq-57 inferred"),
    ("Nghị quyết 57 do Bộ Chính trị ban hành", "tw/k13/nq-57 inferred"),
    ("Nghị quyết 57 của Đảng", "tw/k13/nq-57 inferred"),
    ("Nghị quyết 57 của Trung ương về chuyển đổi số", "tw/k13/nq-57 stated"),
    ("Nghị quyết 18 (khóa XII) của Đảng", "tw/k12/nq-18 stated"),
    ("Nghị quyết 19 khóa XII Trung ương Đảng", "tw/k12/nq-19 stated"),
    ("Kết luận 21 khóa XIII của Hội nghị Trung ương lần thứ tư", "tw/k13/kl-21 stated"),
    ("thực hiện chuyên đề (Nghị quyết 57) của chi bộ", "tw/k13/nq-57 inferred"),
    ("Chỉ thị 05 do đồng chí Bí thư Huyện ủy quán triệt", "tw/k12/ct-05 inferred"),
    ("kết quả thực hiện Nghị quyết 57 của các chi bộ", "tw/k13/nq-57 inferred"),
    ("việc học tập Chỉ thị 05 của cán bộ, đảng viên", "tw/k12/ct-05 inferred"),
    ("CT 05 của năm 2016", "tw/k12/ct-05 inferred"),
    # its subject is the paper's, in whole or by a word or two
    ("CT 05 về học tập Bác", "tw/k12/ct-05 inferred"),
    ("Nghị quyết 57 về KHCN và ĐMST", "tw/k13/nq-57 inferred"),
    (f"{DECLARED}Nghị quyết 18 về tinh gọn bộ máy", "tw/k12/nq-18 stated"),
    (f"{DECLARED}Đảng ủy quán triệt Nghị quyết 18", "tw/k12/nq-18 stated"),
    (f"{DECLARED}Nghị quyết 18 năm 2017", "tw/k12/nq-18 stated"),
    # an organ that acts is no owner
    ("Nghị quyết 19 khóa XII, Huyện ủy chỉ đạo các chi bộ", "tw/k12/nq-19 stated"),
    ("Nghị quyết 18 khóa XII Đảng ủy đã triển khai", "tw/k12/nq-18 stated"),
    ("Năm 2025, Trung ương ra Nghị quyết 57", "tw/k13/nq-57 inferred"),
    ("Huyện ủy yêu cầu đọc khi có Kết luận 126", "tw/k13/kl-126 inferred"),
    # a class that is held on a paper is not called by it
    ("Lớp quán triệt NQ 57 khóa XIII khai giảng", "tw/k13/nq-57 stated"),
]

CONTRADICTS = [
    # another day, month or year
    ("CT 50 ngày 15/6/2025", "open"),
    ("QĐ số 377 ngày 15/7/2025 cho ông Nguyễn Văn A thôi giữ chức", "open"),
    ("Nghị quyết 57 ngày 10/7/2025 về trồng rừng", "open"),
    ("Kết luận số 126 ngày 05/3/2025 về nội dung tố cáo đối với ông A", "open"),
    ("Nghị quyết 18 tháng 6/2019", "open"),
    # khóa against day, khóa against subject
    ("Nghị quyết 19 khóa XII ngày 16/6/2022", "open tw/k12/nq-19 tw/k13/nq-19"),
    ("Nghị quyết 19 năm 2022 (khóa XII)", "open tw/k12/nq-19 tw/k13/nq-19"),
    (
        "Nghị quyết 19 (khóa XII) về nông nghiệp, nông dân, nông thôn",
        "open tw/k12/nq-19 tw/k13/nq-19",
    ),
    ("NQ21 (khóa XIII) về công tác dân số", "open tw/k12/nq-21 tw/k13/nq-21"),
    # the khóa of another organisation's congress
    ("Nghị quyết 11 (khóa XIII) của Ban Chấp hành Hội Phụ nữ", "open"),
    ("Nghị quyết 06 khóa XIII của Công đoàn Việt Nam", "open"),
    ("NQ21 (khóa XIII), kỳ họp thứ 3 của Quốc hội", "open"),
    ("Nghị quyết 21 khóa XIII kỳ họp thứ 3 HĐND huyện", "open"),
    ("Nghị quyết 18 khóa XIII Đảng bộ tỉnh", "tu.lam-dong/nk2020/nq-18 inferred"),
    ("Nghị quyết 57 Quốc hội khóa XIII", "open"),
    # papers of somebody else, named behind them or before
    ("Chỉ thị 35 của Bộ trưởng Bộ Công an", "open"),
    ("Chỉ thị 05 của ngành giáo dục", "open"),
    ("Quy định 213, Quy định 37 của Hội Nông dân huyện", "open"),
    ("Kết luận 126 do Chánh Thanh tra tỉnh ký", "open"),
    ("Hội đồng quản trị ra Nghị quyết 57", "open"),
    (f"{KL126}. Thanh tra huyện có Kết luận số 126 về đất đai", "open"),
    ("Nghị quyết 18 và Nghị quyết 19 (khóa XII) của Công đoàn", "open"),
    # the full symbol was another's
    (f"{FULL}. Nghị quyết 18 của Hội Phụ nữ huyện", "open"),
    (f"{DECLARED}Nghị quyết 18 của Công đoàn", "open"),
    (f"{KL126} (gọi là Kết luận 126). Kết luận 126 ngày 5/5/2025", "open"),
    (f"{KL126} (gọi là Kết luận 126). Kết luận 126 về thu học phí", "open"),
    (f"{DECLARED}Nghị quyết 18 về đất đai", "tw/k13/nq-18 stated"),
    # two papers of one number are stated
    (
        f"{FULL}; Nghị quyết số 18-NQ/TW ngày 16/6/2022; xã đã tổng kết Nghị quyết 18",
        "open tw/k12/nq-18 tw/k13/nq-18",
    ),
    # what else bears such a name
    ("Lớp NQ 57 khóa XIII khai giảng", "none"),
    ("Căn hộ CT 05", "none"),
    ("tòa nhà CT 12", "none"),
    ("Chương trình CT 05 trồng rừng", "none"),
]


@pytest.mark.parametrize(("text", "meant"), [*AGREES, *CONTRADICTS])
def test_what_is_said_of_a_short_form_decides(text, meant):
    context = CitingContext(PartialDate(2025, 8, 1), BodyKey("hu", ("bao-lam", "lam-dong")))
    every = resolve(find_citations(text), text, context, REGISTRY)
    found = [one for one in every if one.citation.kind == "short"]
    assert (_outcome(found[-1]) if found else "none") == meant


def _outcome(found):
    if found.certainty:
        return f"{found.key} {found.certainty}"
    return " ".join(["open", *sorted(found.candidates)])
