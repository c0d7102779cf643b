"""PDF files: columns apart, paragraphs whole, pages known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import pdf
from indexer.documents.layout import PositionedRun, in_reading_order
from indexer.documents.page_text import TEXT, UNREAD
from tests.specimens import pdf as pdf_file
from tests.specimens import pdf_in_bytes

# Letters are 6 points wide in these files: a full line of 75 letters is 450 points.
LEFT = 72


def read_one(lines, **settings) -> str:
    (page,) = pdf.read(pdf_file([lines], **settings))
    return page.text


def full(words: str) -> str:
    """Words repeated to one full line."""
    return (words + " ") * (75 // (len(words) + 1)) + words[: 75 % (len(words) + 1)].strip()


HEAD = [
    (100, 60, "TỈNH ỦY LÂM ĐỒNG"),
    (90, 75, "HUYỆN ỦY BẢO LÂM"),
    (140, 90, "*"),
    (110, 105, "Số 213-TB/HU"),
    (330, 60, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    (320, 105, "Bảo Lâm, ngày 09 tháng 8 năm 2023"),
]
COLUMNS = (
    "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM\n*\nSố 213-TB/HU\n\n"
    "ĐẢNG CỘNG SẢN VIỆT NAM\nBảo Lâm, ngày 09 tháng 8 năm 2023"
)


# --- columns ----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [HEAD, sorted(HEAD, key=lambda line: line[1]), HEAD[::-1]])
def test_the_columns_of_a_letterhead_are_apart_in_any_order_of_the_file(order):
    body = [(260, 140, "THÔNG BÁO"), (LEFT, 170, full("kết luận về kiểm tra"))]
    assert read_one([*order, *body]).startswith(COLUMNS + "\n\nTHÔNG BÁO")


def test_columns_whose_lines_stand_at_different_heights():
    left, right = HEAD[:4], [(330, 67, HEAD[4][2]), (320, 98, HEAD[5][2])]
    assert read_one([*left, *right]) == COLUMNS


def test_a_line_that_the_file_runs_through_both_columns_is_cut():
    line = HEAD[1][2] + " " * 28 + "Bảo Lâm, ngày 09"
    assert read_one([(60, 60, line)]) == "HUYỆN ỦY BẢO LÂM\n\nBảo Lâm, ngày 09"


def test_recipients_and_signature_stand_side_by_side():
    foot = [
        (LEFT, 100, full("đề nghị nghiêm túc thực hiện")),
        (LEFT, 130, "Nơi nhận:"),
        (330, 130, "T/M BAN THƯỜNG VỤ"),
        (LEFT, 145, "- Các ban đảng,"),
        (340, 145, "PHÓ BÍ THƯ"),
        (LEFT, 160, "- UBND huyện,"),
        (LEFT, 175, "- Lưu VPTU."),
        (345, 200, "(Đã ký)"),
    ]
    assert read_one(foot).split("\n\n")[1:] == [
        "Nơi nhận:\n- Các ban đảng,\n- UBND huyện,\n- Lưu VPTU.",
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(Đã ký)",
    ]


def test_short_lines_below_a_letterhead_are_not_of_its_columns():
    lines = [*HEAD, (LEFT, 135, "THÔNG BÁO"), (LEFT, 150, "về việc kiểm tra")]
    assert read_one(lines) == COLUMNS + "\n\nTHÔNG BÁO\nvề việc kiểm tra"


def test_a_dateline_at_the_right_stays_above_the_type_line():
    lines = [
        (330, 60, "Bảo Lâm, ngày 09 tháng 8"),
        (262, 90, "THÔNG BÁO"),
        (LEFT, 120, full("về việc")),
    ]
    assert read_one(lines).startswith("Bảo Lâm, ngày 09 tháng 8\nTHÔNG BÁO\n")


# --- paragraphs -------------------------------------------------------------------------------


def test_lines_that_the_margin_broke_are_one_paragraph():
    first, second = full("Ban Thường vụ Huyện ủy"), "quán triệt thực hiện."
    opening = first[:68].strip()
    lines = [(LEFT + 36, 100, opening), (LEFT, 115, first), (LEFT, 130, second)]
    lines += [(LEFT + 36, 145, opening), (LEFT, 160, second)]
    assert read_one(lines) == f"{opening} {first} {second}\n\n{opening} {second}"


def test_short_lines_stay_lines():
    lines = [
        (LEFT, 85, full("về việc")),
        (230, 115, "kết luận kiểm tra"),
        (220, 130, "đối với Đảng bộ"),
    ]
    assert read_one(lines).endswith("kết luận kiểm tra\nđối với Đảng bộ")


def test_items_of_a_list_stay_apart_and_long_ones_whole():
    item = full("- Giao Văn phòng Huyện ủy")
    lines = [(90, 100, item), (102, 115, "theo dõi."), (90, 130, item), (102, 145, "báo cáo.")]
    assert read_one(lines) == f"{item} theo dõi.\n{item} báo cáo."


def test_a_symbol_that_the_margin_broke_is_whole():
    first = full("Thực hiện Kế hoạch số").strip()[:71] + " 177-"
    assert read_one([(LEFT, 100, first[-75:]), (LEFT, 115, "KH/TU của Tỉnh ủy")]).endswith(
        "177-KH/TU của Tỉnh ủy"
    )


def test_a_page_number_stands_alone():
    lines = [(290, 40, "2"), (LEFT, 55, full("về việc"))]
    assert read_one(lines).startswith("2\n\n")


# --- letters ----------------------------------------------------------------------------------


def test_letters_that_the_file_draws_after_the_line_are_put_in_their_places():
    lines = [(100, 60, "T"), (112, 60, "NH"), (106, 60, "Ỉ"), (136, 60, "Y"), (130, 60, "Ủ")]
    drawn = [(x, y, text) for x, y, text in [*lines[:2], lines[3], lines[2], lines[4]]]
    assert read_one(drawn) == "TỈNH ỦY"


def drawn_late(x, y, text, late):
    """A line of 6 points a letter, its ``late`` letters drawn after the others."""
    kept = "".join(" " if letter in late else letter for letter in text)
    words = [(x + 6 * at.start(), y, at[0]) for at in re.finditer(r"\S+", kept)]
    return words + [(x + 6 * at, y, letter) for at, letter in enumerate(text) if letter in late]


@pytest.mark.parametrize("late", ["Ỉ", "ỈỦ", "ỈỦệ", "ỈỦệếựộảểố"])
@pytest.mark.parametrize("count", [1, 12])
def test_late_letters_find_their_places_in_few_lines_and_in_many(late, count):
    head = drawn_late(100, 60, "TỈNH ỦY LÂM ĐỒNG", late)
    words = "Thực hiện nghị quyết của Đảng bộ tỉnh, đảm bảo kế hoạch chuyển đổi số;"
    body = [drawn_late(LEFT, 100 + 15 * line, words, late) for line in range(count)]
    read = read_one([*head, *(letter for line in body for letter in line)])
    assert read.split() == ["TỈNH", "ỦY", "LÂM", "ĐỒNG", *words.split() * count]


def test_text_beyond_the_edge_of_the_page_is_dropped():
    assert read_one([(LEFT, 100, "trên trang"), (900, 100, "ngoài"), (LEFT, -50, "ngoài")]) == (
        "trên trang"
    )


TCVN3 = "Thùc hiÖn NghÞ quyÕt cña TØnh uû vÒ c«ng t¸c x©y dùng §¶ng, ®­îc"
UNICODE = "Thực hiện Nghị quyết của Tỉnh uỷ về công tác xây dựng Đảng, được"


@pytest.mark.parametrize("font", ["ABCDEF+.VnTime", ".VnTime"])
def test_letters_of_a_legacy_font_are_decoded_by_its_name(font):
    (page,) = pdf.read(pdf_in_bytes([(40, 100, TCVN3.encode("latin-1"))], font))
    assert page.text == UNICODE


def test_capitals_of_a_legacy_font():
    (page,) = pdf.read(pdf_in_bytes([(40, 100, "th«ng b¸o".encode("latin-1"))], ".VnTimeH"))
    assert page.text == "THÔNG BÁO"


def test_letters_of_a_legacy_encoding_are_decoded_by_their_words():
    lines = [(40, 100, TCVN3.encode("latin-1"))]
    (page,) = pdf.read(pdf_in_bytes(lines, "Unnamed"))
    assert page.text.startswith("Thực hiện Nghị quyết của Tỉnh uỷ về công tác")


# --- pages ------------------------------------------------------------------------------------


def test_pages_are_numbered_and_each_says_how_it_was_read():
    pages = pdf.read(pdf_file([[(LEFT, 100, full("một"))], [], [(LEFT, 100, full("ba"))]]))
    assert [page.text[:3] for page in pages] == ["một", "", "ba "]
    assert {page.method for page in pages} == {TEXT}


@pytest.mark.parametrize(
    ("text", "pictured", "method"),
    [
        ("", False, TEXT),
        ("", True, UNREAD),
        ("trang 2", True, UNREAD),
        ("Nghị quyết của Tỉnh ủy " * 5, True, TEXT),
        ("Nghj quyét cùa Tinb uý vễ cöng tác xày dựmg đàmg " * 5, False, UNREAD),
        (TCVN3 * 3, False, TEXT),
    ],
)
def test_which_pages_need_ocr(text, pictured, method):
    assert pdf.checked_layer(text, pictured).method == method


@pytest.mark.parametrize(
    ("angle", "first", "second"),
    [
        (90, "0 1 -1 0 100 72", "0 1 -1 0 120 72"),
        (180, "-1 0 0 -1 500 100", "-1 0 0 -1 500 120"),
        (270, "0 -1 1 0 400 700", "0 -1 1 0 380 700"),
    ],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(angle, first, second):
    data = pdf_file([[(LEFT, 120, "Số 5"), (LEFT, 100, "Tỉnh ủy")]])
    data = data.replace(b"1 0 0 1 72 742", first.encode()).replace(
        b"1 0 0 1 72 722", second.encode()
    )
    turned = data.replace(b"/MediaBox", b"/Rotate %d/MediaBox" % angle)
    assert pdf.read(turned)[0].text == "Tỉnh ủy\nSố 5"


def test_text_that_runs_upwards_is_read_in_the_order_of_the_file():
    data = pdf_file([[(LEFT, 100, "Tỉnh ủy")]]).replace(b"1 0 0 1 72 742", b"0 1 -1 0 72 742")
    assert pdf.read(data)[0].text == "Tỉnh ủy"


def test_the_fallback_reads_the_same_words():
    data = pdf_file([[(LEFT, 100, "Nghị quyết của Tỉnh ủy"), (LEFT, 120, "Số 55-TB/TU")]])
    assert pdf.read_with_pypdf(data)[0].text.split() == pdf.read(data)[0].text.split()


def test_an_empty_page_is_no_picture():
    (page,) = pdf.read(pdf_file([[]]))
    assert (page.text, page.method) == ("", TEXT)


# --- layout in general ------------------------------------------------------------------------


def rows_of(*rows):
    """Runs of rows at places across the page, from the top down."""
    return [
        PositionedRun(left, left + 6 * len(text), 40 + 16 * at, 12, text)
        for at, row in enumerate(rows)
        for left, text in row
    ]


HEADING = [(60, "TT"), (120, "Đảng bộ"), (260, "Kế hoạch"), (400, "Thực hiện")]

PLACED_ROWS = [
    # An empty cell first, in the middle, last.
    ([HEADING, [(60, "1"), (120, "Gung Ré"), (400, "9")], [(120, "Cộng"), (260, "12"), (400, "9")]],
     "TT\tĐảng bộ\tKế hoạch\tThực hiện\n1\tGung Ré\t\t9\n\tCộng\t12\t9"),
    ([HEADING, [(60, "1"), (120, "Gung Ré"), (260, "9")]],
     "TT\tĐảng bộ\tKế hoạch\tThực hiện\n1\tGung Ré\t9\t"),
    # A line that the cell breaks stays in its column.
    ([HEADING, [(60, "1"), (120, "Gung"), (260, "9"), (400, "8")], [(120, "Ré")],
      [(60, "2"), (120, "Lạc"), (400, "7")]],
     "TT\tĐảng bộ\tKế hoạch\tThực hiện\n1\tGung\t9\t8\n\tRé\t\t\n2\tLạc\t\t7"),
    # A line of text ends it, above and below.
    ([[(60, "Kết quả ở các đảng bộ:")], HEADING, [(60, "1"), (120, "Ré"), (260, "9")],
      [(60, "Trên đây là kết quả.")]],
     ("Kết quả ở các đảng bộ:\n\nTT\tĐảng bộ\tKế hoạch\tThực hiện\n1\tRé\t9\t\n\n"
      "Trên đây là kết quả.")),
    # One row is no table; two columns are read one after the other.
    ([HEADING], "TT\tĐảng bộ\tKế hoạch\tThực hiện"),
    ([[(60, "HUYỆN ỦY DI LINH"), (360, "ĐẢNG CỘNG SẢN")], [(60, "Số 5-TB/HU"), (360, "ngày 3")]],
     "HUYỆN ỦY DI LINH\nSố 5-TB/HU\n\nĐẢNG CỘNG SẢN\nngày 3"),
    # Words that are set far apart are one line.
    ([[(60, "cán"), (90, "bộ"), (114, "và")], [(60, "chi"), (90, "bộ"), (114, "ở")]],
     "cán bộ và\nchi bộ ở"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text"), PLACED_ROWS)
def test_the_cells_of_a_table_stand_in_their_columns(rows, text):
    assert in_reading_order(rows_of(*rows), 595) == text


def test_a_table_goes_on_far_below_only_as_another():
    runs = rows_of(HEADING, HEADING)
    runs += [
        run.__class__(*(run.left, run.right, run.baseline + 200, 12, run.text)) for run in runs
    ]
    assert in_reading_order(runs, 595).count("\n\n") == 1


_RUNS = st.lists(
    st.builds(
        lambda left, wide, base, size, words: PositionedRun(left, left + wide, base, size, words),
        st.floats(0, 500), st.floats(1, 400), st.floats(0, 800), st.floats(1, 40),
        st.text("abcĐẢ12- .", min_size=1).filter(str.strip).map(str.strip),
    ),
    max_size=40,
)  # fmt: skip


@given(_RUNS)
def test_no_letter_is_lost_wherever_pieces_stand(runs):
    text = in_reading_order(runs, 595)
    assert sorted("".join(text.split())) == sorted("".join("".join(p.text for p in runs).split()))
