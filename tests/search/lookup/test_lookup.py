"""Looking citations up, as a reader sees it."""

import pytest

from indexer.directives import Registry
from indexer.model import Outcome
from search.forms import terminal_lookup
from search.lookup.lookup import look_up
from tests.pages import show

REGISTRY = Registry.load()


def answered(text, **options):
    """The rows of a look-up: the status of each, and the keys that it may mean."""
    rows = look_up(text, REGISTRY, **options).rows
    return [(row.status, [one.key for one in row.listed]) for row in rows]


@pytest.mark.parametrize(
    ("text", "status", "outcome", "said"),
    [
        ("213-QĐ/TW", 200, "resolved", "đã xác định"),
        ("35-CT/TW", 300, "ambiguous", "chưa phân định"),
        ("999-QĐ/TW", 404, "not_held", "chưa có trong danh mục"),
        ("xin chào", 400, "malformed", "không phải viện dẫn"),
        # A line that was searched for: not one citation that is left open.
        ("kỷ luật đảng viên", 300, "ambiguous", "khớp nhiều văn bản"),
    ],
)
def test_the_look_up_tells_what_came_of_each_in_the_words_of_other_pages(
    client, text, status, outcome, said
):
    page = show(client, "/tra-cuu", query_string={"q": text})
    assert page.text(f".chip.status-{status}") == said
    (row,) = client.get("/tra-cuu.json", query_string={"q": text}).json["rows"]
    assert (row["status"], row["outcome"]) == (status, outcome)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        # QĐ may be a decision or a regulation: of what is not held nobody can say which.
        ("999-QĐ/TW", None),
        ("QĐ 999/TW", None),
        ("Quyết định số 999-QĐ/TW", "Quyết định 999-QĐ/TW"),
        ("quy dinh so 999-QĐ/TW", "Quy định 999-QĐ/TW"),
        ("35-CT/TW", "Chỉ thị 35-CT/TW"),
        # One directive says itself what it is called.
        ("213-QĐ/TW", None),
    ],
)
def test_a_form_is_called_standard_only_where_its_type_is_known(client, text, form):
    page = show(client, "/tra-cuu", query_string={"q": text})
    facts = dict(zip(page.texts(".small-facts dt"), page.texts(".small-facts dd"), strict=True))
    assert facts.get("Dạng chuẩn") == form


def test_the_text_looked_up_comes_back_to_be_changed(client):
    page = show(client, "/tra-cuu", query_string={"q": "213-QĐ/TW <b>"})
    assert page.tree.css_first("textarea").text().strip() == "213-QĐ/TW <b>"
    assert not page.has("main b")


@pytest.mark.parametrize(
    ("typed", "status", "first"),
    [
        ("quy định 213 bộ chính trị", 200, "tw/k12/qdi-213"),
        ("NĐ 30/2020", 200, "nn.cp/y2020/nd-30"),
        ("nghị quyết đất đai 2022", 300, "tw/k13/nq-18"),
        ("quy chế dân vận", 300, "tw/k13/qd-23"),
        ("hd 38 btctw", 200, "btctw/k13/hd-38"),
        ("nghị quyết trung ương bốn khóa mười hai", 200, "tw/k12/nq-04"),
        ("quy định những điều đảng viên không được làm", 300, "tw/k14/qdi-207"),
        ("luật đất đai", 300, "nn.qh/y2024/luat-31"),
        ("Điều lệ Đảng", 300, "tw/k11/dieu-le"),
        ("nghị quyết 18 đất đai", 200, "tw/k13/nq-18"),
        ("kết luận 01 tiếp tục chỉ thị 05", 200, "tw/k13/kl-01"),
        ("26-NQ/TW nông nghiệp", 200, "tw/k10/nq-26"),
        ("nq 06 đô thị", 200, "tw/k13/nq-06"),
        ("quyết định 57 khoa học công nghệ", 300, "tw/k13/nq-57"),
    ],
)
def test_a_line_is_looked_up_by_number_name_subject_or_a_mix(typed, status, first):
    ((found, keys),) = answered(typed)
    assert (found, keys[0]) == (status, first)


def test_a_subject_lists_what_is_in_force_before_what_has_ended():
    ((status, keys),) = answered("kỷ luật đảng viên")
    assert status == 300
    assert keys.index("tw/k14/qdi-212") < keys.index("tw/k11/qdi-181")
    assert len(keys) <= 10


@pytest.mark.parametrize(
    ("typed", "status"),
    [("xin chào", 400), ("chỉ thị nuôi cá voi", 404), ("999-QĐ/TW", 404), ("nuôi ong", 400)],
)
def test_what_is_not_there_gets_a_clear_answer_and_ways_on(client, typed, status):
    assert answered(typed) == [(status, [])]
    page = show(client, "/tra-cuu", query_string={"q": typed})
    assert page.has(f".chip.status-{status}")
    assert {"/tim", "/van-ban"} <= {link.partition("?")[0] for link in page.links(".rows a")}


@pytest.mark.parametrize(
    ("typed", "status", "first"),
    [
        ("quy định 213 năm 2021", 404, "tw/k12/qdi-213"),
        ("nghị định 30/2019", 404, "nn.cp/y2020/nd-30"),
        ("kết luận 999 dân vận", 404, "tw/k12/kl-43"),
        ("hướng dẫn 777 btctw", 404, "btctw/k13/hd-38"),
        ("kết luận 14 phòng cháy", 300, "tw/k13/kl-14"),
        ("nghị định 130 kê khai", 300, "nn.cp/y2020/nd-130"),
        ("thông tri 38", 300, "tw/k5/tt-38"),
        ("phụ lục hướng dẫn 36 vptw", 200, "vptw/k12/hd-36"),
        ("nghị quyết 57 nuôi cá tra", 300, "tw/k13/nq-57"),
        ("213-QĐ/TU", 404, None),
        ("luật hoa hậu", 404, None),
    ],
)
def test_only_what_agrees_is_told_as_found(typed, status, first):
    ((found, keys),) = answered(typed)
    assert (found, next(iter(keys), None)) == (status, first)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("quy định 213 năm 2021", ["tw/k12/qdi-213"]),
        ("kết luận 999 dân vận", ["tw/k12/kl-43"]),
        ("Chỉ thị số 40-CT/TW ngày 5/6/2023", ["tw/k11/ct-40"]),
        ("luật hoa hậu", []),
        ("213-QĐ/TU", []),
    ],
)
def test_where_nothing_held_agrees_every_form_shows_the_nearest_as_such(client, typed, nearest):
    (row,) = look_up(typed, REGISTRY).rows
    assert (row.status, row.directives, [one.key for one in row.nearest][:1]) == (404, (), nearest)
    (told,) = client.get("/tra-cuu.json", query_string={"q": typed}).json["rows"]
    assert (told["key"] in nearest, told["directives"]) == (False, [])
    assert [one["key"] for one in told["nearest"]][:1] == nearest
    said = "Gần nhất trong danh mục:"
    lines = list(terminal_lookup.lookup([row], "vi"))
    assert (f"     {said}" in lines) is bool(nearest)
    page = show(client, "/tra-cuu", query_string={"q": typed})
    assert page.text("h2[role=status]") in ("Không có văn bản nào khớp", "1 viện dẫn")
    assert page.has(".status-404")
    assert (said in page.text(".rows")) is bool(nearest)


@pytest.mark.parametrize(
    ("typed", "has_card"),
    [
        ("1671 ubtvqh15", True),
        ("213 liên hệ nơi cư trú", True),
        ("sinh hoạt chi bộ theo văn bản nào", True),
        ("thôn 1", False),
        ("thôn 1 2 3", False),
        ("hội nghị lần 5 huyện ủy", False),
        ("họp chi bộ tháng 5", False),
        ("thay thế cán bộ", False),
    ],
)
def test_a_question_about_notices_names_no_directive(client, typed, has_card):
    page = show(client, "/tim", query_string={"q": typed})
    assert page.has(".card a[href^='/van-ban/']") is has_card


def test_the_card_above_the_notices_shows_the_nearest_as_such_too(client):
    page = show(client, "/tim", query_string={"q": "quy định 213 năm 2021"})
    card = page.text(".card")
    assert "chưa có trong danh mục" in card
    assert "không có văn bản nào khớp cả “2021”" in card
    assert "Gần nhất trong danh mục: Quy định 213-QĐ/TW" in " ".join(card.split())


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("quy chế dân vận", "2 văn bản khớp"),
        ("213-QĐ/TW", "1 viện dẫn"),
        ("213-QĐ/TW 05-CT/TW", "2 viện dẫn"),
        ("213-QĐ/TW\nquy chế dân vận", "2 mục trong danh sách"),
        ("quy định 213 năm 2021", "Không có văn bản nào khớp"),
        ("xin chào", "Không có văn bản nào khớp"),
    ],
)
def test_the_heading_tells_what_stands_below_it(client, typed, heading):
    assert show(client, "/tra-cuu", query_string={"q": typed}).text("h2[role=status]") == heading


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("213-QĐ/TW\nquy chế bầu cử trong đảng\n05-CT/TW",
         [(200, "tw/k12/qdi-213"), (300, "tw/k13/qd-190"), (200, "tw/k12/ct-05")]),
        ("1. Chỉ thị 05\n\n2. quy chế dân vận\n3. nđ 30",
         [(200, "tw/k12/ct-05"), (300, "tw/k13/qd-23"), (300, "nn.cp/y2020/nd-30")]),
        ("- luân chuyển cán bộ\n- xin chào\n- lấy phiếu tín nhiệm",
         [(300, "tw/k13/qdi-65"), (400, None), (300, "tw/k11/qdi-262")]),
        ("1. Chỉ thị 05 2. quy chế dân vận", [(200, "tw/k12/ct-05"), (300, "tw/k13/qd-23")]),
        ("2. quy chế dân vận", [(300, "tw/k13/qd-23")]),
        ("quy chế dân vận; luật tố cáo", [(300, "tw/k13/qd-23"), (200, "nn.qh/y2018/luat-25")]),
        ("xây dựng, chỉnh đốn Đảng; ngăn chặn, đẩy lùi sự suy thoái", [(300, "tw/k12/nq-04")]),
        ("qđ 213 qđ 144", [(200, "tw/k12/qdi-213"), (200, "tw/k13/qdi-144")]),
        ("nq18 k12 và nq18 k13", [(200, "tw/k12/nq-18"), (200, "tw/k13/nq-18")]),
        ("Kính gửi: các chi bộ\nThực hiện Chỉ thị số 05-CT/TW\nĐề nghị các đồng chí\nTrân trọng",
         [(200, "tw/k12/ct-05")]),
    ],
)  # fmt: skip
def test_of_a_list_each_line_is_answered(text, rows):
    assert [(status, next(iter(keys), None)) for status, keys in answered(text)] == rows


@pytest.mark.parametrize(
    ("typed", "status", "first"),
    [
        ("nq 66 68", 300, ["tw/k13/nq-68", "tw/k13/nq-66"]),
        ("41, 80 và 377-QĐ/TW", 300, ["tw/k13/qdi-41", "tw/k13/qdi-80", "tw/k13/qdi-377"]),
        ("217 218 mttq giám sát phản biện", 300, ["tw/k11/qd-217", "tw/k11/qd-218"]),
        ("nđ 67 sửa nghị định 178 nghỉ hưu sớm", 200, ["nn.cp/y2025/nd-67"]),
        ("kết luận 118 sửa chỉ thị 35", 200, ["tw/k13/kl-118"]),
        # words of one of them shut out no other
        ("hd 33 btctw + qđ 213", 300, ["btctw/k12/hd-33", "tw/k12/qdi-213"]),
        ("thien tai ct 42 kl 213", 300, ["tw/k12/ct-42", "tw/k13/kl-213"]),
        ("giám sát và phản biện xã hội 217, 218", 300, ["tw/k11/qd-217", "tw/k11/qd-218"]),
        ("quy định 37 và 19 điều đảng viên không được làm", 200, ["tw/k13/qdi-37"]),
        # one number with its year, day or term is no list
        ("nđ 30 2020", 200, ["nn.cp/y2020/nd-30"]),
        ("18-NQ/TW khóa 12", 200, ["tw/k12/nq-18"]),
        ("213-QĐ/TW 2 1", 200, ["tw/k12/qdi-213"]),
    ],
)
def test_of_several_numbers_each_is_answered(typed, status, first):
    ((found, keys),) = answered(typed)
    assert (found, sorted(keys[: len(first)])) == (status, sorted(first))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("quy định thay thế quy định 37", ["tw/k14/qdi-207", "tw/k13/qdi-37", "tw/k11/qdi-47"]),
        ("quy định 294 thay 232", ["tw/k13/qdi-294", "tw/k13/qdi-232"]),
        ("thay thế hướng dẫn 36 vptw", ["vptw/k14/hd-05", "vptw/k12/hd-36", "vptw/k9/hd-11"]),
        (
            "thay thế quy định 58 bảo vệ chính trị nội bộ",
            ["tw/k13/qdi-367", "tw/k13/qdi-58", "tw/k12/qdi-126"],
        ),
        # nothing is known to have taken its place; another sense of the word
        ("cái gì thay thế kết luận 226", ["tw/k13/kl-226"]),
        # of which of them is not told
        ("sửa đổi chỉ thị 35", ["tw/k13/ct-35", "tw/k12/ct-35", "tw/k11/ct-35"]),
        ("kết luận 226", ["tw/k13/kl-226"]),
    ],
)
def test_who_asks_what_replaced_a_directive_gets_both(typed, keys):
    ((_, found),) = answered(typed)
    assert found[:3] == keys


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("thông tri 213", ["tw/k12/qdi-213", "tw/k13/kl-213"]),
        ("cd 05", ["tw/k12/ct-05"]),
        ("999-QĐ/TW", []),
        ("thông tri 213 nuôi ong", []),
        ("213-QĐ/TU", []),
        ("quy định 37 nuôi ong", ["tw/k13/qdi-37"]),
    ],
)
def test_a_number_that_no_directive_of_the_type_bears_shows_those_of_others(typed, nearest):
    (row,) = look_up(typed, REGISTRY).rows
    assert (row.status, row.directives) == (404, ())
    assert [one.key for one in row.nearest][: len(nearest) or None] == nearest


def test_the_rows_of_a_list_stand_where_their_lines_do():
    text = "quy chế dân vận\n  05-CT/TW\nlấy phiếu tín nhiệm"
    spans = [row.resolution.citation.span for row in look_up(text, REGISTRY).rows]
    assert [span.of(text) for span in spans] == [line.strip() for line in text.splitlines()]


def test_a_list_that_is_too_long_is_read_for_citations_alone():
    assert answered("quy chế dân vận\n" * 41 + "05-CT/TW") == [(200, ["tw/k12/ct-05"])]


def test_a_pasted_sentence_gives_each_of_its_citations_and_no_more():
    text = "thực hiện Chỉ thị 05-CT/TW, Kết luận 14-KL/TW và Quy định 144-QĐ/TW của Bộ Chính trị"
    assert answered(text) == [
        (200, ["tw/k12/ct-05"]), (200, ["tw/k13/kl-14"]), (200, ["tw/k13/qdi-144"]),
    ]  # fmt: skip


def test_a_citation_in_a_sentence_about_something_else_stays_what_it_is():
    text = "Chi bộ họp sáng thứ bảy, quán triệt Chỉ thị số 05-CT/TW, sau đó dọn vệ sinh"
    assert answered(text) == [(200, ["tw/k12/ct-05"])]


def test_of_several_meanings_what_is_cited_here_most_comes_first():
    ((_, keys),) = answered("35-CT/TW", counts={"tw/k11/ct-35": 9})
    assert keys == ["tw/k11/ct-35", "tw/k13/ct-35", "tw/k12/ct-35"]


@pytest.mark.parametrize("typed", ["05-CT/TW", "chỉ thị 05", "quy định 213 bct"])
def test_who_gives_a_number_alone_is_told_of_the_other_terms(client, typed):
    (row,) = look_up(typed, REGISTRY).rows
    assert row.status == 200
    assert "XIII" in row.other_terms
    assert "có thể có số này" in show(client, "/tra-cuu", query_string={"q": typed}).text(".rows")
    (told,) = client.get("/tra-cuu.json", query_string={"q": typed}).json["rows"]
    assert told["other_terms"] == list(row.other_terms)


def test_those_of_the_same_number_that_are_held_are_named():
    (row,) = look_up("nghị quyết 18", REGISTRY).rows
    assert [one.key for one in row.directives] == ["tw/k12/nq-18"]
    assert "tw/k13/nq-18" in [one.key for one in row.homonyms]


@pytest.mark.parametrize(
    "typed",
    ["05-CT/TW khóa XII", "213-QĐ/TW ngày 02/01/2020", "quy chế dân vận", "nq 18 sắp xếp bộ máy"],
)
def test_nothing_is_said_of_other_terms_where_more_than_the_number_decides(typed):
    (row,) = look_up(typed, REGISTRY).rows
    assert (row.homonyms, row.other_terms) == ((), ())


def test_a_searched_line_is_told_as_such():
    (row,) = look_up("quy chế dân vận", REGISTRY).rows
    assert row.is_searched
    assert (row.resolution.outcome, row.resolution.key) == (Outcome.AMBIGUOUS, None)
    assert row.resolution.candidates == tuple(one.key for one in row.directives)


@pytest.mark.parametrize(
    "text", ["đảng " * 40, "213 " * 50, "quy chế\n" * 3_000, "(" * 200, "k" * 200, "1/1/2020 " * 22]
)
def test_hostile_lines_are_answered(client, text):
    assert client.get("/tra-cuu.json", query_string={"q": text}).status_code == 200
    assert client.get("/goi-y.json", query_string={"q": text}).status_code == 200
    assert client.get("/tim.json", query_string={"q": text}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nghi dinh 132 quy dinh quan ly thue", "nn.cp/y2020/nd-132"),
        ("thi Luật tổ chức 2014 nq 82", "nn.qh/y2014/nq-82"),
    ],
)
def test_the_type_beside_a_number_is_that_of_the_number(typed, first):
    ((_, keys),) = answered(typed)
    assert keys[0] == first


def test_a_replacement_that_no_source_confirms_is_told_as_such():
    (row,) = look_up("thay thế quy định 58 bảo vệ chính trị nội bộ", Registry.load()).rows
    assert str(row.resolution.reason).endswith("367-QĐ/TW chưa được xác nhận")
    (row,) = look_up("thay quy định 98 luân chuyển", Registry.load()).rows
    assert "chưa được xác nhận" not in str(row.resolution.reason)
