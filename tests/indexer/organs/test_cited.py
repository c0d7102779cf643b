"""Organs as citations name them: who it is, how it signs, which unit it governs."""

import pytest

from indexer.knowledge.issuing_bodies import known_body
from indexer.organs.cited import last_organ_in, organ_at, organ_of_unit_at, signs_with
from indexer.text import fold

# text → name, code, place, committee of its unit
NAMED = {
    "Bộ Chính trị": ("Bộ Chính trị", "tw", "", ""),
    "BTC TW": ("Ban Tổ chức Trung ương", "btctw", "", ""),
    "Ban Tuyên giáo TW": ("Ban Tuyên giáo Trung ương", "btgtw", "", ""),
    "BCH TƯ Đảng": ("Ban Chấp hành Trung ương", "tw", "", ""),
    "Tỉnh ủy Nghệ An": ("Tỉnh ủy", "tu", "Nghệ An", "tu"),
    "Ban Thường vụ Tỉnh uỷ Quảng Trị": ("Ban Thường vụ Tỉnh ủy", "tu", "Quảng Trị", "tu"),
    "BTV Huyện ủy Bảo Lâm": ("Ban Thường vụ Huyện ủy", "hu", "Bảo Lâm", "hu"),
    "Quận ủy Thốt Nốt": ("Quận ủy", "qu", "Thốt Nốt", "qu"),
    "Thành ủy Đà Nẵng": ("Thành ủy", "tu", "Đà Nẵng", "tu"),
    "Thành ủy Biên Hòa": ("Thành ủy", "thu", "Biên Hòa", "thu"),
    "Thị ủy Cai Lậy": ("Thị ủy", "thu", "Cai Lậy", "thu"),
    "Đảng ủy xã Lộc Quảng, huyện Bảo Lâm": ("Đảng ủy xã", "du", "Lộc Quảng, Bảo Lâm", "du"),
    "Đảng ủy đặc khu Phú Quý": ("Đảng ủy đặc khu", "du", "Phú Quý", "du"),
    "Đảng ủy phường 7": ("Đảng ủy phường", "du", "phường 7", "du"),
    "Đảng ủy phường 7 15-BC/ĐU": ("Đảng ủy phường", "du", "phường 7", "du"),
    "Đảng ủy phường 7 - TP Đà Lạt": ("Đảng ủy phường", "du", "phường 7", "du"),
    "Đảng ủy xã Hải Anh 10-QC/ĐU": ("Đảng ủy xã", "du", "Hải Anh", "du"),
    "đảng ủy cấp trên đã giao": ("Đảng ủy", "du", "", ""),
    "đảng ủy xã lộc quảng và các chi bộ": ("Đảng ủy xã", "du", "lộc quảng", "du"),
    "Đảng bộ tỉnh Lâm Đồng": ("Đảng bộ tỉnh", "tu", "Lâm Đồng", "tu"),
    "Đảng bộ thị xã Ba Đồn": ("Đảng bộ thị xã", "thu", "Ba Đồn", "thu"),
    "Đảng bộ thành phố Biên Hòa": ("Đảng bộ thành phố", "thu", "Biên Hòa", "thu"),
    "Chi bộ": ("Chi bộ", "cb", "", ""),
    "Chi ủy": ("Chi ủy", "cb", "", ""),
    "UBKT Huyện ủy Di Linh": ("Ủy ban Kiểm tra Huyện ủy", "", "Di Linh", "hu"),
    "UBND quận Ô Môn": ("Ủy ban nhân dân quận", "ubnd", "Ô Môn", "qu"),
    "UBND thành phố Đà Lạt": ("Ủy ban nhân dân thành phố", "ubnd", "Đà Lạt", "thu"),
    "Ban cán sự đảng UBND tỉnh Nghệ An": (
        "Ban Cán sự đảng Ủy ban nhân dân tỉnh", "bcsd", "Nghệ An", "tu",
    ),
    "Đảng ủy Khối các cơ quan": ("Đảng ủy Khối các cơ quan", "duk", "", ""),
    "Đảng ủy quân sự huyện Bảo Lâm": ("Đảng ủy Quân sự huyện", "duqs", "Bảo Lâm", "hu"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), NAMED.items(), ids=NAMED)
def test_an_organ_is_read(text, told):
    organ = organ_at(fold(text), text, 0)
    assert (organ.name, organ.code, organ.place, organ.committee) == told


@pytest.mark.parametrize("text", ["từ Trung ương", "Ban Kinh tế", "huyện Bảo Lâm", "Đại hội XIII"])
def test_what_is_no_organ(text):
    assert organ_at(fold(text), text, 0) is None


def test_a_page_break_may_stand_within():
    text = "Ban Thường\n\n12\n\nvụ Tỉnh*\n\nủy Nghệ An"
    assert organ_at(fold(text), text, 0).name == "Ban Thường vụ Tỉnh ủy"


def test_army_is_no_quarter():
    text = "Đảng ủy quân đội"
    assert organ_at(fold(text), text, 0).name == "Đảng ủy"


UNITS = {
    "huyện": ("Huyện ủy", "hu"),
    "thành phố": ("Thành ủy", "tu"),
    "thị xã": ("Thị ủy", "thu"),
    "xã": ("Đảng ủy xã", "du"),
    "thị trấn": ("Đảng ủy thị trấn", "du"),
    "đặc khu": ("Đảng ủy đặc khu", "du"),
}


@pytest.mark.parametrize(("kind", "told"), UNITS.items())
def test_a_unit_stands_for_its_committee(kind, told):
    organ = organ_of_unit_at(fold(kind), 0)
    assert (organ.name, organ.code) == told


def test_the_last_organ_of_a_stretch():
    text = "Tỉnh ủy và Huyện ủy Bảo Lâm đã ban hành"
    assert last_organ_in(fold(text), text, 0, len(text)).name == "Huyện ủy"
    assert last_organ_in(fold(text), text, 0, 10).name == "Tỉnh ủy"
    assert last_organ_in(fold("không có ai"), "không có ai", 0, 11) is None


SIGNS = [
    ("Tỉnh ủy", "tu", True),
    ("Thành ủy Biên Hòa", "tu", True),  # a town's committee may sign TU
    ("Quận ủy", "hu", True),
    ("Huyện ủy", "tu", False),
    ("Đảng ủy xã", "hu", False),
    ("UBKT Huyện ủy", "ubkthu", True),
    ("Huyện ủy", "duqs", True),  # whose unit is whatever unit is named
]


@pytest.mark.parametrize(("text", "code", "told"), SIGNS)
def test_who_signs_with_a_code(text, code, told):
    assert signs_with(organ_at(fold(text), text, 0), known_body(code)) is told
