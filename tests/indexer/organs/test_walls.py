"""Where nothing goes on, and where a page break only seems to end something.

``⏎`` is the end of a line, ``→`` a tab, ``¶`` the wall that is put there.
"""

import unicodedata

import pytest

from indexer.organs.walls import WALL, walled
from indexer.text import fold

CASES = [
    # new paragraphs, headings, items
    "của Huyện ủy¶⏎Văn phòng Huyện ủy",
    "của Đảng ủy phường¶⏎3. Công tác cán bộ",
    "của Đảng ủy phường¶3. Công tác cán bộ",
    "của Đảng ủy xã¶Điều 2. Giao Văn phòng",
    "của Đảng ủy xã¶II. NHIỆM VỤ",
    "của Đảng ủy xã¶- Ban Tổ chức chủ trì",
    "của Đảng ủy xã¶a) Ưu điểm",
    "của Đảng ủy xã¶(2) Của Ban Thường vụ",
    "của UBND TP.¶⏎3. Phương án",
    "Nghị quyết¶12",
    # a sentence that goes on
    "của Tỉnh*⏎⏎ủy Đồng Nai",
    "Quy định⏎⏎số 213-QĐ/TW",
    "Quy định số⏎⏎213-QĐ/TW",
    "Quy định⏎⏎213-QĐ/TW",
    "Quy định số⏎⏎7⏎⏎213-QĐ/TW",
    "của⏎⏎Ban Thường vụ Huyện ủy",
    "của Bộ⏎⏎Chính trị",
    "của Ban Chấp hành⏎⏎Trung ương",
    "Trung ương 4 (khóa⏎⏎XII)",
    "Trung ương 4⏎⏎(khóa XII)",
    "Kế hoạch số 57-⏎⏎KH/HU",
    "Kế hoạch số 57⏎- KH/HU",
    "của Huyện ủy⏎Bảo Lâm",
    "Nghị quyết số→18",
    "ngày⏎30.5.2019",
    "TRUNG ƯƠNG 4⏎⏎KHÓA XIII",
    # the end of a sentence is a wall by itself
    "của Đảng ủy xã.⏎⏎Ban Chỉ huy",
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_wall_stands_where_the_words_end(case, form):
    sign = {"⏎": "\n", "→": "\t"}
    tab = "→" if "quyết¶12" in case else "⏎"
    plain = "".join(sign.get(one, one) for one in case.replace(WALL, tab))
    text = unicodedata.normalize(form, plain)
    folded, letters = fold(text), walled(fold(text), text)
    walls = [at for at, letter in enumerate(letters.text) if letter == WALL]
    assert walls == [at for at, letter in enumerate(case) if letter == WALL]
    # Nothing else is changed, and every position stays what it was.
    assert len(letters.text) == len(folded.text)
    assert letters.offsets == folded.offsets
