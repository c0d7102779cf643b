"""The table of committees: what an archivist knows of each, and how a row may be wrong."""

from dataclasses import replace
from datetime import date

import pytest

from indexer.knowledge.check import check_committees
from indexer.knowledge.committees import (
    committee_levels,
    committee_table,
    governing_committee,
    has_districts,
    level_of_kind,
    signers,
    unit_kinds,
)
from indexer.knowledge.issuing_bodies import issuing_body, known_body
from indexer.model import Level, PartialDate
from indexer.text import unaccent

CENTRAL, PROVINCE, DISTRICT = Level.CENTRAL, Level.PROVINCE, Level.DISTRICT
COMMUNE, CELL = Level.COMMUNE, Level.CELL


def test_the_table_is_sound():
    assert [str(problem) for problem in check_committees()] == []


# code → who signs, the level that it tells, what a key opens with, the places that follow.
CODES = {
    "TW": ("Trung ương", CENTRAL, "tw", "none"),
    "TU": ("Tỉnh ủy", PROVINCE, "tu", "province"),
    "HU": ("Huyện ủy", DISTRICT, "hu", "district"),
    "QU": ("Quận ủy", DISTRICT, "qu", "district"),
    "ThU": ("Thành ủy", DISTRICT, "thu", "district"),
    "TPU": ("Thành ủy", DISTRICT, "thu", "district"),
    "ThiU": ("Thị ủy", DISTRICT, "thu", "district"),
    "TXU": ("Thị ủy", DISTRICT, "thu", "district"),
    "ĐU": ("Đảng ủy", None, "du", "commune"),
    "CB": ("Chi bộ", CELL, "cb", "commune"),
    "ĐUK": ("Đảng ủy Khối", DISTRICT, "duk", "province"),
    "ĐUUBND": ("Đảng ủy Ủy ban nhân dân", None, "duubnd", "unit"),
    "ĐUCQĐ": ("Đảng ủy các cơ quan Đảng", None, "ducqd", "unit"),
    "VPĐU": ("Đảng ủy", None, "vpdu", "commune"),
    "ĐUQS": ("Đảng ủy Quân sự", None, "duqs", "unit"),
    "ĐUCA": ("Đảng ủy Công an", None, "duca", "unit"),
    "ĐUCATW": ("Đảng ủy Công an Trung ương", CENTRAL, "duca", "none"),
    "ĐUBP": ("Đảng ủy Bộ đội Biên phòng", None, "dubp", "province"),
    "QUTW": ("Quân ủy Trung ương", CENTRAL, "qutw", "none"),
    "BCSĐ": ("Ban Cán sự đảng", None, "bcsd", "unit"),
    "ĐĐ": ("Đảng đoàn", None, "dd", "unit"),
    "BCĐ": ("Ban Chỉ đạo", None, "bcd", "unit"),
    "ĐH": ("Đại hội", None, "dh", "unit"),
    "TB": ("Tiểu ban", None, "tb", "unit"),
    "BXDĐ": ("Ban Xây dựng Đảng", COMMUNE, "bxdd", "commune"),
    "VPTW": ("Trung ương", CENTRAL, "vptw", "none"),
    "BTCTU": ("Tỉnh ủy", PROVINCE, "btctu", "province"),
    "UBKTHU": ("Huyện ủy", DISTRICT, "ubkthu", "district"),
    "VPTXU": ("Thị ủy", DISTRICT, "vpthu", "district"),
    "UBKTĐU": ("Đảng ủy", None, "ubktdu", "commune"),
}


@pytest.mark.parametrize(("code", "told"), CODES.items(), ids=CODES)
def test_what_a_code_tells(code, told):
    signer, body = signers()[unaccent(code)], known_body(unaccent(code))
    committee = signer.committee
    assert (committee.word, committee.stated_level(), body.segment, body.place) == told
    assert signer.code == body.written == code


@pytest.mark.parametrize("code", ["UBKTĐU", "VPĐU", "BTCĐU", "BTGĐU", "BXDĐ", "BXDĐĐU", "BKTĐU"])
def test_organs_of_a_commune_number_by_its_term(code):
    body = issuing_body(code, unaccent(code), party_order=True)
    assert (body.sphere, body.place, body.term) == ("party", "commune", "local")


def test_tu_with_a_horn_is_the_centre():
    assert known_body("tư").written == "TW"
    assert known_body("tu").written == "TU"


LEVELS = {
    "Bộ Chính trị": CENTRAL,
    "Tỉnh ủy": PROVINCE,
    "Thành ủy": None,  # of a central city or of one under a province
    "Quận ủy": DISTRICT,
    "Thị ủy": DISTRICT,
    "Đảng ủy": None,
    "Đảng ủy phường": COMMUNE,
    "Đảng ủy đặc khu": COMMUNE,
    "Đảng bộ tỉnh": PROVINCE,
    "Đảng bộ thị xã": DISTRICT,
    "Đảng bộ thị trấn": COMMUNE,
    "Chi ủy": CELL,
}


def test_what_words_tell_of_the_level():
    assert {words: committee_levels()[words] for words in LEVELS} == LEVELS
    assert "Đảng bộ thành phố" not in committee_levels()


# kind of unit → its level, its committee and how that signs.
UNITS = {
    "tỉnh": (PROVINCE, "Tỉnh ủy", "TU"),
    "thành phố": (None, "Thành ủy", "TU"),
    "huyện": (DISTRICT, "Huyện ủy", "HU"),
    "quận": (DISTRICT, "Quận ủy", "QU"),
    "thị xã": (DISTRICT, "Thị ủy", "ThU"),
    "xã": (COMMUNE, "Đảng ủy xã", "ĐU"),
    "phường": (COMMUNE, "Đảng ủy phường", "ĐU"),
    "thị trấn": (COMMUNE, "Đảng ủy thị trấn", "ĐU"),
    "đặc khu": (COMMUNE, "Đảng ủy đặc khu", "ĐU"),
}


def test_who_governs_a_unit():
    assert set(unit_kinds()) == UNITS.keys()
    for kind, told in UNITS.items():
        committee = governing_committee(kind)
        assert (level_of_kind(kind), committee.of_unit(kind), committee.codes[0]) == told


def test_a_city_under_a_province_has_a_committee_of_its_own():
    assert governing_committee("thành phố", DISTRICT).codes[0] == "ThU"
    assert [governing_committee("", level).segment for level in Level] == [
        "tw",
        "tu",
        "hu",
        "du",
        "cb",
    ]


def test_districts_ended_on_a_day():
    assert has_districts(date(2025, 6, 30))
    assert not has_districts(date(2025, 7, 1))
    rows = {organ.word: organ.since for organ in committee_table().organs if organ.since}
    assert rows == {"Ban Tuyên giáo và Dân vận": PartialDate(2025)}


def changed(word, **cells):
    """The table with one row changed."""
    table = committee_table()
    return replace(
        table,
        committees=tuple(
            replace(row, **cells) if row.word == word else row for row in table.committees
        ),
    )


BROKEN = {
    "a level without that unit": (changed("Huyện ủy", level=COMMUNE), "không có loại đơn vị huyện"),
    "a unit without committee": (changed("Quận ủy", units=()), "quận (cấp district): cần đúng một"),
    "a unit with two": (changed("Quận ủy", units=("quận", "huyện")), "có 2"),
    "an example of another": (changed("Huyện ủy", examples=("57-KH/TU",)), "ví dụ 57-KH/TU"),
    "an example of none": (changed("Huyện ủy", examples=("57-KH/XY",)), "ví dụ 57-KH/XY"),
    "a code without a key": (changed("Huyện ủy", segment=""), "thiếu segment"),
    "an organ of nothing": (changed("Ban Bí thư", within="Huyện bộ"), "không có cấp ủy Huyện bộ"),
    "an organ of an organ": (changed("Chi ủy", within="Ban Bí thư"), "không có cấp ủy Ban Bí thư"),
    "no such place": (changed("Huyện ủy", place="thôn"), "không có place"),
    "ended before it began": (
        changed("Huyện ủy", since=PartialDate(2026)),
        "kết thúc trước khi bắt đầu",
    ),
}


@pytest.mark.parametrize(("table", "told"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_rule_is_told(table, told):
    assert any(told in str(problem) for problem in check_committees(table))
