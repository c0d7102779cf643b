"""The small inputs from practice that lie beside the project: what they say of themselves."""

from __future__ import annotations

import pytest

from indexer.documents.reader import SourceFile, read_document
from indexer.model import Reading
from indexer.understanding import understand
from search.pages.citing import citing_sentences
from tests.checkout import SHARED

FOLDER = SHARED / "cases"

# type, number, day, title, and the keys that are cited
HEADS = {
    "01-trich-yeu-thuc-hien.txt": (
        "Hướng dẫn", "21-HD/HU", "2023-09-12", "Thực hiện quy trình xét tặng Huy hiệu Đảng", [],
    ),
    "02-trich-yeu-de-nghi.txt": (
        "Nghị quyết", "22-NQ/HU", "2023-09-12", "Đề nghị công nhận đảng viên chính thức", [],
    ),
    "03-thong-bao-ket-luan-mot-dong.txt": (
        "Thông báo", "82-TB/HU", "2023-09-12",
        "kết luận kiểm tra việc thực hiện Quy định số 213-QĐ/TW đối với Đảng ủy xã Tân Châu",
        ["tw/k12/qdi-213"],
    ),
    "04-bao-cao-ngay-tren-dong-ten-loai.txt": (
        "Báo cáo", "91-BC/HU", "2023-09-12",
        "NGÀY 11 THÁNG 9 NĂM 2023 VỀ CÔNG TÁC NỘI CHÍNH VÀ CẢI CÁCH TƯ PHÁP",
        ["tu.lam-dong/nk2020/cv-12"],
    ),
    "05-dau-den.txt": (
        "Thông báo", "55-TB/TU", "2023-09-12", "kết luận kiểm tra đối với Huyện ủy Di Linh", [],
    ),
    "06-so-cua-can-cu.txt": (
        "Quyết định", None, "2023-09-12", "về việc thành lập Đoàn kiểm tra",
        ["tw/k11/dieu-le", "ubkttu.lam-dong/nk2020/ttr-52"],
    ),
    "07-so-duoi-ten-loai.txt": (
        "Thông báo", "55-TB/TU", "2023-09-12",
        "Kết luận của Ban Thường vụ Tỉnh ủy về công tác cán bộ", [],
    ),
    "08-to-trinh-kinh-gui.txt": (
        "Tờ trình", "14-TTr/HU", "2023-09-12", "Về chỉ định đại biểu dự Đại hội",
        ["tw/k11/dieu-le"],
    ),
    "09-giay-gioi-thieu.txt": (
        "Giấy giới thiệu", "5-GGT/HU", "2023-09-12", None, ["tw/k12/qdi-213"],
    ),
    "12-so-thieu-gach.txt": ("Thông báo", "15-TB/HU", "2023-09-12", "kết luận", []),
    "13-phu-luc-tu-vien-dan.txt": (
        "Thông báo", "55-TB/HU", "2023-09-12", "về danh sách phân công", [],
    ),
    "15-trang-web.html": ("Thông báo", "55-TB/HU", "2023-09-12", "kết luận kiểm tra", []),
    "20-cuoc-chu.pdf": (
        "Thông báo", "55-TB/HU", "2023-09-12", "kết luận kiểm tra đối với Đảng ủy xã Tân Châu",
        ["tw/k12/qdi-213", "tw/k8/qdi-76"],
    ),
    "21-cau-qua-trang.pdf": (
        "Thông báo", "55-TB/HU", "2023-09-12", "kết luận kiểm tra đối với Đảng ủy xã Tân Châu",
        ["tw/k12/qdi-213", "tw/k13/kl-21"],
    ),
}  # fmt: skip


def reading(name: str, knowledge) -> Reading:
    path = FOLDER / name
    if not path.exists():
        pytest.skip("the inputs from practice stand beside the project, not in it")
    return understand(read_document(SourceFile(name, path)), knowledge)


@pytest.mark.parametrize("name", HEADS)
def test_head(name: str, knowledge) -> None:
    found = reading(name, knowledge)
    notice, day = found.notice, found.notice.date.value
    values = (notice.type.value, notice.number.value, day and day.iso, notice.title.value)
    assert (*values, [one.key for one in found.citations]) == HEADS[name]


def test_no_title_is_filed_as_a_basis(knowledge) -> None:
    for name in ("01-trich-yeu-thuc-hien.txt", "02-trich-yeu-de-nghi.txt"):
        assert reading(name, knowledge).notice.basis == ()


def test_a_sentence_is_whole_over_a_note_mark_and_a_page(knowledge) -> None:
    for name, key, end in (
        ("20-cuoc-chu.pdf", "tw/k12/qdi-213", "kết luận như sau:"),
        ("21-cau-qua-trang.pdf", "tw/k13/kl-21", "chưa quyết liệt."),
    ):
        [sentence] = citing_sentences(reading(name, knowledge), key)
        assert sentence.text.rstrip().endswith(end), sentence.text
