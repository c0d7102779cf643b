"""Whole papers: no field is read worse than it was, and the labels say what stands there.

``python -m tests.gold --each`` lists what is not right yet, as ``-rA`` does for these tests.
"""

import re
import tomllib
from datetime import date

import pytest

from indexer.documents import ocr
from indexer.documents.reader import SourceFile, read_document
from indexer.text import unaccent
from tests.gold.forms import DRAWN, FORMS, SCANS
from tests.gold.layout import ARRIVAL, COLUMNS, PAGE_BREAK, SEAL
from tests.gold.scoring import (
    FIELDS,
    GUESSED,
    LEFT_OUT,
    MARKS,
    PAPERS,
    RIGHT,
    SIGNING,
    UNKNOWN,
    WRONG,
    Found,
    answers,
    figures,
    judge,
    papers,
    same,
    verdict,
)
from viendan.quality.gold import fingerprint

FLOORS = tomllib.loads((PAPERS / "floors.toml").read_text("utf-8"))
OPEN, HELD_OUT = papers(), papers(held_out=True)

every_paper = pytest.mark.parametrize("paper", [*OPEN, *HELD_OUT], ids=lambda paper: paper.name)


# --- the figures -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["papers", "scans"])
def test_no_field_is_read_worse_than_it_was(kind, knowledge, tmp_path):
    if kind == "scans" and not ocr.is_installed():
        pytest.skip("tesseract with its model is not installed (tesseract-ocr-vie)")
    judged = list(judge(OPEN, knowledge, tmp_path, scans=kind == "scans"))
    print(*(one for one in judged if one.verdict != RIGHT), sep="\n")
    worse = [
        f"{field}: {counted[RIGHT]} right, {counted[WRONG]} wrong; pinned: {FLOORS[kind][field]}"
        for field, counted in figures(judged).items()
        if counted[RIGHT] < FLOORS[kind][field]["right"]
        or counted[WRONG] > FLOORS[kind][field]["wrong"]
    ]
    assert worse == []


def test_the_figures_are_those_of_these_papers():
    files = sorted(path for path in PAPERS.rglob("*-*") if path.is_file())
    assert fingerprint(files) == FLOORS["fingerprint"], "pin figures and fingerprint together"
    assert FLOORS["papers"].keys() == FLOORS["scans"].keys() == FIELDS.keys()


# --- the score sees what it must see -----------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "found", "outcome"),
    [
        (["55-TB/TU"], "55-TB/TU", RIGHT),
        (["55-TB/TU"], "055 - TB/TU", RIGHT),
        (["55-TB/TU"], "55-TB/HU", WRONG),
        (["55-TB/TU"], None, LEFT_OUT),
        (["55-TB/TU", UNKNOWN], None, RIGHT),
        (["55-TB/TU", UNKNOWN], "56-TB/TU", WRONG),
        ([UNKNOWN], None, RIGHT),
        ([UNKNOWN], "52-TTr/UBKTTU", WRONG),
    ],
)
def test_a_field_is_right_wrong_or_left_out(expected, found, outcome):
    values = (found,) if found else ()
    assert verdict("number", [expected], Found(values, stated=True), UNKNOWN) == outcome
    guessed = verdict("number", [expected], Found(values, stated=False), UNKNOWN)
    assert guessed == (GUESSED if outcome == WRONG else outcome)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (["Bí thư", "Chủ tịch"], RIGHT),
        (["Chủ tịch", "Bí thư"], RIGHT),
        (["Bí thư"], LEFT_OUT),
        (["Bí thư", "Bí thư"], WRONG),
        (["Bí thư", "Chủ tịch", "Thư ký"], WRONG),
        ([], LEFT_OUT),
    ],
)
def test_of_several_signers_all_are_wanted(found, outcome):
    expected = [["Bí thư"], ["Chủ tịch"]]
    assert verdict("position", expected, Found(tuple(found), stated=True), UNKNOWN) == outcome


@pytest.mark.parametrize(
    ("field", "expected", "found", "alike"),
    [
        ("issuer", "Huyện ủy", "Huyện ủy Di Linh", True),
        ("issuer", "Huyện ủy", "Huyện uỷ", True),
        ("issuer", "Huyện ủy", "Huyện ủy Bảo Lâm", False),
        ("issuer", "Ban Thường vụ Huyện ủy", "Huyện ủy", False),
        ("title", "V/v rà soát hồ sơ", "Rà soát hồ sơ.", True),
        ("title", "về công tác cán bộ", "về công tác", False),
        ("title", "chi bộ tháng 4", "chỉ bộ tháng 4", False),
        ("authority", "T/M BAN THƯỜNG VỤ", "TM. Ban Thường vụ", True),
        ("authority", "T/M BAN THƯỜNG VỤ", "T/L Ban Thường vụ", False),
        ("name", "H'Mẫu Mlô", "H’Mẫu Mlô", True),
    ],
)
def test_two_ways_of_writing_one_answer(field, expected, found, alike):
    assert same(field, expected, found, "huyện Di Linh, Lâm Đồng") == alike


def test_a_slip_of_the_recogniser_is_no_mistake_in_words():
    scan = (UNKNOWN, True)
    assert same("title", "họp chi bộ thường kỳ tháng 4", "họp chỉ bộ thường kỳ tháng 4", *scan)
    assert not same("title", "họp chi bộ thường kỳ tháng 4", "họp chi bộ", *scan)
    assert not same("number", "155-TB/TU", "156-TB/TU", *scan)


# --- the labels --------------------------------------------------------------------------------

BODIES = "tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy xã|đảng ủy phường|đảng ủy đặc khu|"
BODIES += "đảng ủy khối|chi bộ|đảng bộ bộ phận|ban tổ chức|ủy ban kiểm tra|ban tuyên giáo|"
BODIES += "ban dân vận|văn phòng|ban xây dựng đảng|đảng ủy công an|đảng ủy quân sự|"
BODIES += "ban cán sự đảng|đảng đoàn|bch đoàn|mặt trận tổ quốc|ủy ban nhân dân|"
BODIES += "hội đồng nhân dân|sở |trường |công ty|công an|bộ chỉ huy quân sự|trung ương"


def test_there_are_papers_of_every_kind_of_body_and_time():
    everything = "\n".join(paper.source for paper in [*OPEN, *HELD_OUT]).lower()
    assert [body for body in BODIES.split("|") if body not in everything] == []
    for some in (OPEN, HELD_OUT):
        after = sum(paper.issued.iso >= "2025-07-01" for paper in some)
        assert 0.25 < after / len(some) < 0.4
        assert {form for paper in some for form in paper.forms} == FORMS.keys()
    assert len(OPEN) >= 60
    assert 0.3 < len(HELD_OUT) / len([*OPEN, *HELD_OUT]) < 0.4


NEEDED = {"why", "type", "number", "date", "title", "issuer", "issuer_place", "signatory"}
STAMP = {"number", "day", "office"}


@every_paper
def test_a_label_has_its_keys_and_no_others(paper):
    assert paper.label.keys() >= NEEDED
    assert paper.label.keys() <= {*NEEDED, "forms", "addressee", "received", *MARKS}
    assert paper.label["signatory"]
    assert all(one.keys() == set(SIGNING) for one in paper.label["signatory"])
    if "received" in paper.label:
        assert paper.label["received"].keys() == STAMP
    assert set(paper.forms) <= FORMS.keys()
    assert (COLUMNS in paper.source) == (paper.forms != ["text"])


FIRST_DAY = date(2004, 8, 31)
"""Of the gazetteer: older papers name their places as they were called then."""


@every_paper
def test_the_place_of_an_issuer_is_in_the_gazetteer_on_that_day(paper, gazetteer):
    on = max(paper.issued.latest(), FIRST_DAY)
    stand = {
        gazetteer.label(key, on)
        for name in answers(paper.label["issuer_place"])
        for key in gazetteer
        if (place := gazetteer.place(key, on)) and place.full_name == name.split(",")[0]
        if place.valid_from <= on and (place.valid_to is None or on < place.valid_to)
    }
    assert set(answers(paper.label["issuer_place"])) <= {*stand, UNKNOWN}


CORRECTED = {
    "h04-quan-uy-ocr",
    "h30-so-viet-tay-thieu-gach",
    "54-so-thieu-gach-va-phu-luc",
    "100-danh-may-1998",
    "137-giay-moi-in-san-dien-tay",
    "155-chi-bo-ap-bao-cao-thang-mot-dong",
}
"""Papers whose numbers are labelled as they are meant, not as they are written."""

MISREAD = {"h40-ubkt-huyen-nghi-nghi-ocr"}
"""Papers of whose number and day OCR made letters."""


@every_paper
def test_what_a_label_says_stands_on_the_paper(paper):
    rows = [line.partition(COLUMNS) for line in paper.source.splitlines()]
    columns = [left for left, _, _ in rows], [right or left for left, _, right in rows]
    shown = [words("\n".join(column)) for column in columns]
    assert [one for one in said(paper.label) if not any(words(one) in text for text in shown)] == []


@every_paper
def test_a_number_stands_on_the_paper(paper):
    number = answers(paper.label["number"])[0]
    if number != UNKNOWN and paper.name not in CORRECTED | MISREAD:
        assert number in "".join(paper.source.split())


def said(label):
    """The best answers in words that a label gives, but for what is scored as a code or a day."""
    values = [label["title"], *(one[part] for one in label["signatory"] for part in SIGNING)]
    values += answers(label.get("addressee", UNKNOWN))[0].split("; ")
    values += [label.get(mark, UNKNOWN) for mark in MARKS]
    values += [value for key, value in label.get("received", {}).items() if key != "day"]
    return [best for value in values if (best := answers(value)[0]) != UNKNOWN]


def words(text):
    """The words of a text without marks: a label has none of the slips that OCR left there."""
    return " ".join(re.findall(r"[\w/']+", unaccent(text)))


DAYS = re.compile(
    r"ngày[.…\s]+(?P<d>\d*)[.…\s]*tháng[.…\s]+(?P<m>\d*)[.…\s]*năm\s+(?P<y>\d{4})"
    r"|(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
    re.IGNORECASE,
)


@every_paper
def test_a_date_stands_on_the_paper(paper):
    stated = [one for one in answers(paper.label["date"]) if one != UNKNOWN]
    days = [tuple(filter(None, day)) for day in DAYS.findall(paper.source)]
    shown = {tuple(int(part) for part in reversed(day)) for day in days}
    misread = paper.name in MISREAD
    assert misread or {tuple(map(int, one.split("-"))) for one in stated} <= shown


# --- the forms ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [form for form in FORMS if form not in DRAWN])
def test_no_word_of_a_paper_is_lost_in_a_form(form, tmp_path):
    for paper in [*OPEN, *HELD_OUT]:
        if form in paper.forms:
            path = tmp_path / f"van-ban.{FORMS[form].ending}"
            path.write_bytes(FORMS[form].make(paper.name, paper.source))
            text = read_document(SourceFile(path.name, path)).text
            marks = str.maketrans("", "", COLUMNS + PAGE_BREAK + ARRIVAL + SEAL)
            assert sorted(text.split()) == sorted(paper.source.translate(marks).split()), paper.name


def test_every_scan_has_its_picture():
    scanned = {paper.name for paper in [*OPEN, *HELD_OUT] if DRAWN & {*paper.forms}}
    assert {path.stem for path in SCANS.iterdir()} == scanned
