"""What opens a line of a letterhead, by marks and in spite of damage."""

from __future__ import annotations

import pytest

from indexer.organs.openings import damaged_opening_of, opening_of, unabbreviated
from indexer.text import unaccent

OPENS = {
    "HUYỆN ỦY DI LINH": "huyen uy",
    "ĐẢNG ỦY XÃ DI LINH": "dang uy xa",
    "UBND TỈNH": "uy ban nhan dan",
    "UBKT ĐẢNG ỦY": "uy ban kiem tra",
    "SỞ NỘI VỤ": "so",
    "SO NOI VU": "so",
    "SỐ 12-TB/TU": None,
    "SỞ TÀI CHÍNH": "so",
    "SỞ HỮU TRÍ TUỆ": None,
    "TRƯỜNG HỢP ĐẶC BIỆT": None,
    "BỘ MÁY MỚI": None,
    "HỘI NÔNG DÂN XÃ": "hoi nong dan",
    "HỘI NGHỊ TRỰC TUYẾN": None,
    "HỒI NGUYÊN": None,
    "PHÒNG KINH TẾ": "phong",
    "PHÒNG, CHỐNG THIÊN TAI": None,
    "PHONG ĐIỀN": None,
    "BỘ ĐỘI ĐỊA PHƯƠNG": None,
    "QUÂN ĐOÀN 34": "quan doan",
    "QUẬN ĐOÀN HẢI CHÂU": "quan doan",
    "BẢO LÂM": None,
}


@pytest.mark.parametrize(("line", "word"), OPENS.items(), ids=OPENS)
def test_what_opens_a_line(line, word):
    opening = opening_of(unaccent(line), line)
    assert (opening and opening.word) == word


def test_marks_tell_a_corps_from_the_youth_of_a_quarter():
    corps, youth = (opening_of(unaccent(line), line) for line in ("QUÂN ĐOÀN", "QUẬN ĐOÀN"))
    assert (corps.organisation.word, youth.organisation.word) == ("Quân đoàn", "Quận đoàn")


DAMAGED = {
    "CHl BỘ THÔN 5": "chi bo",
    "HUYẸN ỦV DI LINH": "huyen uy",
    "ĐẢNG B0 TỈNH": "dang bo tinh",
    "VĂN PH0NG": "van phong",
    "KẾT LUẬN": None,
    "PHẦN MỘT": None,
}


@pytest.mark.parametrize(("line", "word"), DAMAGED.items(), ids=DAMAGED)
def test_one_letter_may_be_another(line, word):
    opening = damaged_opening_of(unaccent(line))
    assert (opening and opening.word) == word
    assert opening is None or not opening.surely


def test_abbreviations_are_written_out():
    assert unabbreviated("VĂN PHÒNG HĐND VÀ UBND") == (
        "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN"
    )
    assert unabbreviated("Hội LHPN xã Bắc Hà") == "Hội Liên hiệp Phụ nữ xã Bắc Hà"
    assert unabbreviated("Huyện ủy Di Linh") == "Huyện ủy Di Linh"
