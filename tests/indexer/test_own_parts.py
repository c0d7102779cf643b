"""Places that no citation owns are of the paper itself where it has such a part, and only there.

Each row: the type of the paper, what it says below its parts (``⏎`` ends a line), and whose the
place is: ``self`` or None.  The parts are those of ARTICLES, or of SECTIONS for a paper without.
"""

import pytest

from indexer.citations import read_citations
from indexer.understanding import in_the_paper

ARTICLES = "Điều 1. Phạm vi⏎⏎1. Cấp ủy.⏎⏎2. Chi bộ.⏎⏎Điều 2. Nhận xét⏎⏎1. Hằng năm.⏎⏎2. Đột xuất."
SECTIONS = "I- MỤC ĐÍCH⏎⏎1. Bớt giấy tờ.⏎⏎II- CHỈ TIÊU⏎⏎1. Xong 60%.⏎⏎2. Xong 90%."
ANNEX = "⏎⏎T/M BAN THƯỜNG VỤ⏎PHÓ BÍ THƯ⏎⏎Trần Văn An⏎⏎PHỤ LỤC 2⏎MẪU SỔ THEO DÕI⏎⏎1. Số thứ tự"


def owner(own_type, parts, said):
    text = f"{parts}⏎⏎{said}".replace("⏎", "\n")
    *_, last = in_the_paper(text, read_citations(text, own_type=own_type)).pinpoints
    return last.target


@pytest.mark.parametrize(
    ("own_type", "parts", "said", "whose"),
    [
        ("Quy định", ARTICLES, "Ban Tổ chức tổng hợp nhận xét ở khoản 2 Điều 2, báo cáo.", "self"),
        ("Quy chế", ARTICLES, "Đảng viên vắng theo quy định tại Điều 2 thì nộp đơn.", "self"),
        ("Kế hoạch", SECTIONS, "Sau hai năm sơ kết, sửa chỉ tiêu ở mục II nếu cần.", "self"),
        ("Kế hoạch", SECTIONS, "Văn phòng chủ trì khoản 1 và khoản 2 mục II.", "self"),
        ("Hướng dẫn", SECTIONS, f"Lập sổ theo Phụ lục 2; ghi thời hạn.{ANNEX}", "self"),
        # it has no such part
        ("Quy định", ARTICLES, "Ban Tổ chức tổng hợp nhận xét ở khoản 2 Điều 7.", None),
        ("Quy định", ARTICLES, "Ban Tổ chức tổng hợp nhận xét ở khoản 3 Điều 2.", None),
        ("Kế hoạch", SECTIONS, "Sơ kết, sửa chỉ tiêu ở mục V nếu cần.", None),
        ("Hướng dẫn", SECTIONS, "Lập sổ theo Phụ lục 2; ghi thời hạn.", None),
        # one that mostly speaks of others, or of an unknown type
        ("Thông báo", SECTIONS, "Chỉ tiêu ở mục II chưa đạt.", None),
        (None, ARTICLES, "Ban Tổ chức tổng hợp nhận xét ở khoản 2 Điều 2.", None),
        # another document is cited or named beside it, also in the paragraph before
        ("Quy định", ARTICLES, "Đã có Quy định số 22-QĐ/TW. Làm theo Điều 2.", None),
        ("Kế hoạch", SECTIONS, "Đã có Kế hoạch số 41-KH/TU.⏎⏎Chỉ tiêu ở mục II thì rõ.", None),
        ("Quy định", ARTICLES, "Quy chế phối hợp thì khác, nêu tại Điều 2.", None),
        ("Quy định", ARTICLES, "Điều 2 của dự thảo còn hai ý kiến.", None),
        ("Quy định", ARTICLES, "Hai bên ký hợp đồng, trong đó Điều 2 nói về giá.", None),
        ("Quy định", ARTICLES, "Người cũ ghi “nộp theo Điều 2 thì rõ”, không hơn.", None),
        ("Quy định", ARTICLES, "Nhận xét theo Điều 2 Hội thì khác.", None),
        # a change is made to another paper
        ("Quyết định", ARTICLES, "Bãi bỏ khoản 2 Điều 2 và cả chương cuối.", None),
        # nothing says in which article
        ("Quy định", ARTICLES, "Ban Tổ chức tổng hợp nhận xét ở điểm a khoản 2.", None),
    ],
)
def test_a_place_is_the_papers_own_where_it_has_one(own_type, parts, said, whose):
    assert owner(own_type, parts, said) == whose


def test_a_type_word_of_the_papers_own_type_takes_up_no_citation():
    text = "Thực hiện Kế hoạch số 41-KH/TU. Bám sát mục II của Kế hoạch."
    (cited,) = read_citations(text, own_type="Kết luận").citations
    assert [one.text for one in cited.pinpoints] == ["mục II"]
    (cited,) = read_citations(text, own_type="Kế hoạch").citations
    assert not cited.pinpoints


def test_what_a_paper_comes_back_to_is_taken_up_from_afar():
    named = "Sơ kết Kế hoạch số 41-KH/TU.\n\n"
    text = "I- KẾT QUẢ\n\n1. Khá.\n\n2. Chưa đạt mức nêu tại mục II của Kế hoạch."
    for times, places in ((1, []), (2, ["mục II"])):
        *_, last = read_citations(named * times + text, own_type="Kết luận").citations
        assert [one.text for one in last.pinpoints] == places
