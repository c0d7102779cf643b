"""What was typed, taken apart: types, numbers, bodies, terms, days, plenums; the rest are words."""

import pytest

from search.directives.typed import MAX_PARTS, typed_parts

BODIES = {("bo", "chinh", "tri"): ["Bộ Chính trị"], ("btctw",): ["btctw"], ("tw",): ["tw"]}


def meant(text, **options):
    """The best reading of each part of a line, the first by its letters of several."""
    parts = typed_parts(text, BODIES, **options)
    return [min(part.readings, key=lambda one: (-part.readings[one], one)) for part in parts]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("quy định 213 bộ chính trị", ["type:qdi", "number:213", "body:Bộ Chính trị"]),
        ("qđ 213", ["type:qd", "number:213"]),
        ("ct05", ["type:ct", "number:5"]),
        ("nq57 khoa học", ["type:nq", "number:57", "=khoa", "=học"]),
        ("213/QĐTW", ["number:213", "type:qd", "body:tw"]),
        ("hd 38 btctw", ["type:hd", "number:38", "body:btctw"]),
        ("ND 30/2020", ["type:nd", "number:30", "year:2020"]),
        ("khóa mười hai", ["term:k12"]),
        ("khoa 13", ["term:k13"]),
        ("k12", ["term:k12"]),
        ("khóa XIV", ["term:k14"]),
        ("nghị quyết trung ương bốn khóa mười hai", ["type:nq", "plenum:4", "term:k12"]),
        ("NQTW 6", ["type:nq", "plenum:6"]),
        ("35-CT/TW 30/5/2019", ["day:2019-05-30", "number:35", "type:ct", "body:tw"]),
        ("ngày 2 tháng 1 năm 2020", ["day:2020-01-02"]),
        ("nq18k12", ["type:nq", "number:18", "term:k12"]),
        ("CT/TW 05", ["type:ct", "body:tw", "number:5"]),
        ("nq tw 4", ["type:nq", "plenum:4"]),
        ("thông tri 38", ["type:tt", "number:38"]),
        ("thông tư 38", ["type:nn.tt", "number:38"]),
        ("213-QĐ/TW 2", ["number:213", "type:qd", "body:tw", "number:2"]),
        ("khoa học", ["=khoa", "=học"]),
        ("khoa hoc", ["khoa", "hoc"]),
        ("BHXH", ["=bảo", "=hiểm", "=xã", "=hội"]),
        # what asks for a directive is dropped, and no word that only looks like it
        ("hỏi quy định 213 là gì", ["type:qdi", "number:213"]),
        ("cán bộ công chức", ["=cán", "=bộ", "=công", "=chức"]),
        ("hội nông dân", ["=hội", "=nông", "=dân"]),
        ("can bo cong chuc", ["can", "bo", "cong", "chuc"]),
        ("vì an ninh", ["=vì", "=an", "=ninh"]),
        ("vi an ninh", ["vi", "an", "ninh"]),
        ("đảng phí mới nhất", ["=đảng", "=phí", "newest:"]),
        ("thể thức thì sao", ["=thể", "=thức"]),
        ("thể thức là văn bản nào", ["=thể", "=thức", "which:"]),
        ("cho tôi hỏi về đảng phí", ["=về", "=đảng", "=phí"]),
        ("45/2O2O/NĐ-CP", ["number:45", "year:2020", "type:nd", "=cp"]),
        ("1O", ["number:10"]),
        ("lo ngại", ["=lo", "=ngại"]),
        ("99/99/2020", ["number:99", "year:2020"]),
        ("", []),
        ("  -/ ", []),
    ],
)
def test_a_line_is_taken_apart(text, readings):
    assert meant(text) == readings


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("nq 66 68", [["number:66", "number:68"]]),
        ("41, 80 và 377-QĐ/TW", [["number:377", "number:41", "number:80"]]),
        ("217 và 218 giám sát", [["number:217", "number:218"]]),
        ("nq 66, nq 68", []),
        ("nđ 30 2020", []),
        ("213-QĐ/TW 2", []),
        ("kết luận 01 tiếp tục chỉ thị 05", []),
        ("35-CT/TW 30/5/2019", []),
    ],
)
def test_numbers_side_by_side_are_those_of_several_directives(text, lists):
    parts = [part for part in typed_parts(text, BODIES) if part.is_list]
    assert [sorted(one for one in part.readings if "number:" in one) for part in parts] == lists


@pytest.mark.parametrize(("text", "last"), [("quy chế dân", True), ("quy chế dân ", False)])
def test_the_last_word_may_go_on_until_a_blank_ends_it(text, last):
    assert typed_parts(text, BODIES, goes_on=True)[-1].is_last is last
    assert not typed_parts(text, BODIES)[-1].is_last


def test_a_word_without_marks_means_all_and_one_with_marks_itself_first():
    (bare,) = typed_parts("chuan", BODIES)
    (written,) = typed_parts("chuẩn", BODIES)
    assert bare.readings == {"chuan": 1.0}
    assert sorted(written.readings, key=written.readings.get) == ["chuan", "~chuân", "=chuẩn"]


@pytest.mark.parametrize(
    "text", ["đảng " * 20_000, "213-QĐ/TW " * 9_000, "a" * 60_000, "k12" * 999]
)
def test_a_long_line_has_few_parts(text):
    assert len(typed_parts(text, BODIES)) <= MAX_PARTS
