"""Number and day as the annexes of a paper name it, where its head does not tell."""

import pytest

from indexer.model import Status
from tests.notice_texts import read, value_of

HEAD = (
    "TỈNH ỦY GIA LAI\nHUYỆN ỦY KÔNG CHRO\n*\n{number}\n\n{day}\n\nBÁO CÁO\nkết quả\n-----\n\n"
    "Kết quả như sau:\n\n1. Đã xong (kèm theo Báo cáo số 5-BC/HU, ngày 01/02/2019).\n\n"
    "Nơi nhận:\n- Lưu VPHU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nLê Văn Mẫu\n\n"
    "PHỤ LỤC I\nCHỈ TIÊU\n{annexes}\n"
)
BLURRED, LOST = "Số 2Z1.RC/HU", "Kông Chro, ngày 2ổ tháng 71 năm 2019"
WHOLE, DATED = "Số 271-BC/HU", "Kông Chro, ngày 28 tháng 11 năm 2019"
OWN = "(Kèm theo Báo cáo số 271-BC/HU, ngày 28/11/2019)"

# number line, dateline, the annexes' lines → number and day
PAPERS = {
    "both lost": (BLURRED, LOST, OWN, "271-BC/HU", "2019-11-28"),
    "left blank in the draft": ("Số      -BC/HU", DATED, OWN, "271-BC/HU", "2019-11-28"),
    "the day alone": (WHOLE, LOST, OWN, "271-BC/HU", "2019-11-28"),
    "several that agree": (
        BLURRED, LOST, f"{OWN}\nPHỤ LỤC II\n(Kèm theo Báo cáo số 271-BC/HU)",
        "271-BC/HU", "2019-11-28",
    ),
    "with the name of who issues it": (
        BLURRED, LOST, f"{OWN[:-1]}\ncủa Huyện ủy Kông Chro)", "271-BC/HU", "2019-11-28"
    ),
    "behind the heading": (BLURRED, LOST, f"KẾT QUẢ NĂM 2019 {OWN}", "271-BC/HU", "2019-11-28"),
    "as a scanner reads it": (
        BLURRED, LOST, "(Kèm |heo Báo cáo số 271-BC/HU, ngày 28/11/2019", "271-BC/HU", "2019-11-28"
    ),
    "several that differ": (
        BLURRED, LOST, f"{OWN}\n\nPHỤ LỤC II\n(Kèm theo Báo cáo số 272-BC/HU)", None, "2019"
    ),
    "of another type": (BLURRED, LOST, OWN.replace("BC", "KH"), None, "2019"),
    "of another organ": (BLURRED, LOST, OWN.replace("HU", "TU"), None, "2019"),
    "of another year": (BLURRED, LOST, OWN.replace("2019", "2018"), "271-BC/HU", "2019"),
    "of another number": (WHOLE, LOST, OWN.replace("271", "272"), "271-BC/HU", "2019"),
    "in a sentence": (BLURRED, LOST, "Số liệu kèm theo Báo cáo số 271-BC/HU", None, "2019"),
    "none": (BLURRED, LOST, "", None, "2019"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "day", "annexes", "told", "issued"), PAPERS.values(), ids=PAPERS
)
def test_what_annexes_tell_of_their_paper(number, day, annexes, told, issued):
    notice = read(HEAD.format(number=number, day=day, annexes=annexes))
    assert (notice.number.value, value_of(notice.date)) == (told, issued)


def test_it_is_concluded_and_never_beats_the_head():
    lost = read(HEAD.format(number=BLURRED, day=LOST, annexes=OWN))
    assert {lost.number.evidence.status, lost.date.evidence.status} == {Status.INFERRED}
    whole = read(HEAD.format(number=WHOLE, day=DATED, annexes=OWN.replace("271", "272")))
    assert (whole.number.value, whole.number.evidence.status) == ("271-BC/HU", Status.STATED)
