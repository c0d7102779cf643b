"""Organs that a paper names in its own words: inner organ, committee, name, level."""

import pytest

from indexer.model import Level
from indexer.notices.blocks import lay_out
from indexer.organs.mentions import level_of, organ_mentions
from indexer.organs.spelling import is_known_phrase, spell_organ

FOUND = {
    "Ban Thường vụ Huyện uỷ Cẩm Mỹ báo cáo Tỉnh ủy": [
        ("Ban Thường vụ Huyện ủy Cẩm Mỹ", "ban thuong vu", "huyen uy"),
        ("Tỉnh ủy", "", "tinh uy"),
    ],
    "BTV Đảng ủy xã Lộc Quảng thống nhất": [
        ("BTV Đảng ủy xã Lộc Quảng", "ban thuong vu", "dang uy"),
    ],
    "Đảng bộ phường 12 kết luận": [("Đảng bộ phường 12", "", "dang bo")],
    "của Ban Bí thư về": [("Ban Bí thư", "", "ban bi thu")],
    "Ban Chính sách, chiến lược Trung ương": [
        ("Ban Chính sách, chiến lược Trung ương", "ban chinh sach, chien luoc", "trung uong"),
    ],
    "xã Lộc Quảng": [],
}


@pytest.mark.parametrize(("text", "found"), FOUND.items(), ids=FOUND)
def test_organs_are_found(text, found):
    layout = lay_out(text)
    assert [
        (spell_organ(layout.show(one.start, one.end)), one.inner, one.committee)
        for one in organ_mentions(layout, 0, len(text))
    ] == found


LEVELS = {
    "Ban Thường vụ Tỉnh ủy": Level.PROVINCE,
    "Thường trực Quận ủy Ô Môn": Level.DISTRICT,
    "Đảng ủy xã Song Ray": Level.COMMUNE,
    "Chi bộ thôn 4, Đảng ủy xã Song Ray": Level.CELL,
    "Thành ủy": None,
    "Đảng ủy Trường Đại học Kinh tế": None,
    "Quân ủy Trung ương": Level.CENTRAL,
    "Hội Nông dân": None,
}


@pytest.mark.parametrize(("words", "level"), LEVELS.items(), ids=LEVELS)
def test_what_words_tell_of_the_level(words, level):
    assert level_of(words) is level


SPELLED = {
    "HUYỆN ỦY BẢO LÂM": "Huyện ủy Bảo Lâm",
    "ĐẢNG ỦY ĐẶC KHU PHÚ QUÝ": "Đảng ủy đặc khu Phú Quý",
    "BAN CÁN SỰ ĐẢNG": "Ban Cán sự đảng",
    "THÀNH ỦY BUÔN MA THUỘT": "Thành ủy Buôn Ma Thuột",
    "CHI BỘ THÔN 4": "Chi bộ thôn 4",
    # a syllable that looks like a numeral, and numerals
    "TỔNG CÔNG TY XI MĂNG VIỆT NAM": "Tổng công ty Xi măng Việt Nam",
    "ĐẢNG ỦY XÃ VI HƯƠNG": "Đảng ủy xã Vi Hương",
    "ĐẢNG ỦY QUÂN KHU VII": "Đảng ủy Quân khu VII",
    "CHI BỘ KHU PHỐ VI": "Chi bộ khu phố VI",
    "ĐẢNG ỦY PHƯỜNG VI - ĐẠI HỘI LẦN THỨ XI": "Đảng ủy phường VI - Đại hội Lần Thứ XI",
    "Thường trực Huyện uỷ": "Thường trực Huyện ủy",
}


@pytest.mark.parametrize(("written", "spelled"), SPELLED.items(), ids=SPELLED)
def test_capitals_are_spelled_as_in_a_sentence(written, spelled):
    assert spell_organ(written) == spelled


def test_marks_tell_a_quarter_from_an_office():
    assert is_known_phrase("quận")
    assert not is_known_phrase("quân")
    assert not is_known_phrase("quan")
