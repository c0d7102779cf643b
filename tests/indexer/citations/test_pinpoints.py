"""Pinpoints: which places a text points to, what lies in what, and whose they are.

Each row: a text (``⏎`` ends a line), and for each pinpoint its words, its parts and what it belongs
to: the citation, ``self`` for the paper that speaks, ``?`` where nothing tells.
"""

import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.citations.finder import read_citations
from indexer.citations.pinpoint_parts import FIELDS
from indexer.citations.pinpoint_parts import parts_of as parts_of_text
from indexer.paths import REGISTRY
from indexer.text import fold
from tests.steps import is_linear

LETTERS = dict(zip(FIELDS, ("tiết", "đ", "k", "Đ", "m", "C", "P", "PL"), strict=True))


def read(text):
    found = read_citations(text.replace("⏎", "\n"))
    owned = [(one, cited.text) for cited in found.citations for one in cited.pinpoints]
    free = [(one, one.target or "?") for one in found.pinpoints]
    return [
        (one.text.replace("\n", "⏎"), parts_of(one), owner)
        for one, owner in sorted(owned + free, key=lambda pair: pair[0].span)
    ]


def parts_of(pinpoint):
    """ "Đ7 k2 đb": from the outside in."""
    values = [(LETTERS[field], getattr(pinpoint, field)) for field in reversed(FIELDS)]
    return " ".join(f"{letter}{value}" for letter, value in values if value is not None)


QD22 = "Quy định số 22-QĐ/TW"

POINTED = {
    f"theo điểm b khoản 2 Điều 7 {QD22}": [("điểm b khoản 2 Điều 7", "Đ7 k2 đb", QD22)],
    f"theo {QD22} (Điều 7, khoản 2)": [("Điều 7, khoản 2", "Đ7 k2", QD22)],
    f"các khoản 1, 3 Điều 5 và Điều 9 của {QD22}": [
        ("khoản 1", "Đ5 k1", QD22),
        ("3 Điều 5", "Đ5 k3", QD22),
        ("Điều 9", "Đ9", QD22),
    ],
    # the mục that both lie in, but not a chapter behind articles, whose numbers go on
    "điểm a khoản 1 và điểm a khoản 2 mục III Kế hoạch 47-KH/HU": [
        ("điểm a khoản 1", "mIII k1 đa", "Kế hoạch 47-KH/HU"),
        ("điểm a khoản 2 mục III", "mIII k2 đa", "Kế hoạch 47-KH/HU"),
    ],
    f"khoản 1 Điều 5 và khoản 2 Điều 6 Chương III {QD22}": [
        ("khoản 1 Điều 5", "Đ5 k1", QD22),
        ("khoản 2 Điều 6 Chương III", "C3 Đ6 k2", QD22),
    ],
    "khoản 1 mục II và điểm a khoản 2 mục III Kế hoạch 47-KH/HU": [
        ("khoản 1 mục II", "mII k1", "Kế hoạch 47-KH/HU"),
        ("điểm a khoản 2 mục III", "mIII k2 đa", "Kế hoạch 47-KH/HU"),
    ],
    # ranges, also with "tới" and a dash; what runs backwards is none
    f"Từ Điều 1 tới Điều 3 của {QD22}": [("Điều 1 tới Điều 3", f"Đ{n}", QD22) for n in (1, 2, 3)],
    f"điểm c đến đ khoản 1 Điều 6 {QD22}": [
        ("điểm c đến đ khoản 1 Điều 6", f"Đ6 k1 đ{letter}", QD22) for letter in "cdđ"
    ],
    # chapters, parts and appendices are numbers, mục stays as it is written
    f"Chương III và Mục 2 Chương IV {QD22}": [
        ("Chương III", "C3", QD22),
        ("Mục 2 Chương IV", "C4 m2", QD22),
    ],
    # a tiết of a guide has a path; what is counted has none
    "tiết 1.2 điểm a khoản 3 Mục IV Kế hoạch 47-KH/HU": [
        ("tiết 1.2 điểm a khoản 3 Mục IV", "mIV k3 đa tiết1.2", "Kế hoạch 47-KH/HU")
    ],
    "học tiết 1.5 giờ, chi tiết 1.2 nêu ở Kế hoạch 47-KH/HU": [],
    f"Phần thứ ba của {QD22}": [("Phần thứ ba", "P3", QD22)],
    f"Phụ lục IV {QD22}": [("Phụ lục IV", "PL4", QD22)],
    "mục II.3 Nghị quyết 18-NQ/TW": [("mục II.3", "mII.3", "Nghị quyết 18-NQ/TW")],
    "mục III. 2 Nghị quyết 18-NQ/TW": [("mục III. 2", "mIII.2", "Nghị quyết 18-NQ/TW")],
    # a page break, and letters that a bad layout parts
    f"tại khoản⏎⏎2 Điều 9 {QD22}": [("khoản⏎⏎2 Điều 9", "Đ9 k2", QD22)],
    f"theo điểm a khoản 2⏎⏎- 3 -⏎⏎Điều 26 {QD22}": [
        ("điểm a khoản 2⏎⏎- 3 -⏎⏎Điều 26", "Đ26 k2 đa", QD22)
    ],
    f"Căn cứ kh oản 2 Đ iều 45 {QD22}": [("kh oản 2 Đ iều 45", "Đ45 k2", QD22)],
    # an item of a list, and the heading of an article, are no page break's rest
    f"gồm các khoản⏎⏎2. Điều kiện theo {QD22}": [],
    f"nêu tại khoản 2⏎⏎Điều 26. Hiệu lực⏎{QD22} hết hiệu lực": [("khoản 2", "k2", "?")],
    # "tại khoản" is no "tài khoản", "ngay" no "ngày"
    f"nêu tại khoản 2 Điều 4 {QD22}": [("khoản 2 Điều 4", "Đ4 k2", QD22)],
    "bỏ qua khoản 2 Điều 32 ngay sau đó": [("khoản 2 Điều 32", "Đ32 k2", "?")],
    "vào tài khoản 12 chữ số": [],
    "nộp trong khoản 5 ngày": [],
    # a word that only looks like a part
    "điều 2 bên cùng thống nhất": [],
    "khoản 2 tổ dân phố góp": [],
    "khoản 2 thì bỏ": [("khoản 2", "k2", "?")],
    "đạt điểm 8 môn Toán, quan điểm 2 của huyện": [],
    # quotes and brackets around
    "chỉ tới “khoản 1 Điều 32”, không hơn": [("khoản 1 Điều 32", "Đ32 k1", "?")],
    f"nêu tại Điều 25 [{QD22}]": [("Điều 25", "Đ25", QD22)],
}


@pytest.mark.parametrize("text", POINTED)
def test_places_that_are_pointed_to(text):
    assert read(text) == POINTED[text]


OWN = {
    "Điều 6. Trách nhiệm⏎2. Người vi phạm khoản 1 Điều này bị nhắc nhở.": [
        ("khoản 1 Điều này", "Đ6 k1", "self")
    ],
    "Điều 6. Trách nhiệm⏎3. Thư ký cũng áp dụng như Điều này.": [("Điều này", "Đ6", "self")],
    "Điều 6. A⏎Điều 7. B⏎1. Trừ khoản 1 và khoản 3 Điều này": [
        ("khoản 1", "Đ7 k1", "self"),
        ("khoản 3 Điều này", "Đ7 k3", "self"),
    ],
    # without a heading nobody knows which; a capital that a sentence gives tells nothing
    "vi phạm khoản 1 Điều này": [("khoản 1 Điều này", "k1", "self")],
    "áp dụng như Điều này.": [],
    "Điều 6. Trách nhiệm⏎Việc này chậm. Điều này cho thấy": [],
    "Điều 6. Trách nhiệm⏎việc chậm, điều này cho thấy": [],
    "theo Phụ lục 1 kèm theo Hướng dẫn này": [("Phụ lục 1", "PL1", "self")],
    "Các phụ lục 1, 2 ban hành kèm theo Kế hoạch này": [
        ("phụ lục 1", "PL1", "self"),
        ("2", "PL2", "self"),
    ],
    # the article of a decision whose recipients carry it out
    "Nơi nhận:⏎- Thường trực (b/c),⏎- Như Điều 3,⏎- Lưu.": [("Điều 3", "Đ3", "self")],
    "- Làm như Điều 3,⏎- Như Điều 4, phải đúng hạn.": [
        ("Điều 3", "Đ3", "?"),
        ("Điều 4", "Đ4", "?"),
    ],
    f"Nơi nhận:⏎- Như Điều 3 {QD22},": [("Điều 3", "Đ3", QD22)],
    "theo Điều 1 Quyết định này và khoản 2 Điều 4 của Quy chế này": [
        ("Điều 1", "Đ1", "self"),
        ("khoản 2 Điều 4", "Đ4 k2", "self"),
    ],
}


@pytest.mark.parametrize("text", OWN)
def test_places_in_the_paper_itself(text):
    assert read(text) == OWN[text]


NQ57 = "Nghị quyết số 57-NQ/TW"
QC02 = "Quy chế số 02-QC/TU"
KH41 = "Kế hoạch số 41-KH/TU"
LAW = "Luật Đất đai năm 2024"

TIED = {
    f"triển khai {NQ57}, trong đó chú trọng mục III": [("mục III", "mIII", NQ57)],
    f"{QD22} đã được thay thế bởi Quy định số 296-QĐ/TW; lưu ý Điều 8": [
        ("Điều 8", "Đ8", "Quy định số 296-QĐ/TW")
    ],
    f"Ngày 28/7/2021 có {QD22}. Quy định nêu trên, tại Điều 5, giao cấp ủy": [
        ("Điều 5", "Đ5", QD22)
    ],
    "khoản 2 Điều 7 của Quy chế ban hành kèm theo Quyết định số 15-QĐ/TU": [
        ("khoản 2 Điều 7", "Đ7 k2", "Quyết định số 15-QĐ/TU")
    ],
    # a quotation mark between the two
    f"ghi “Điều 7” {QD22}": [("Điều 7", "Đ7", QD22)],
    # the one of its type in the sentence, and what follows it there
    f"Thực hiện {KH41} về {NQ57}, bám sát mục III.4 của Nghị quyết.": [
        ("mục III.4", "mIII.4", NQ57)
    ],
    f"So với {QD22}: Chương II của Quy định nêu trên rộng hơn, nhất là Điều 7": [
        ("Chương II", "C2", QD22),
        ("Điều 7", "Đ7", QD22),
    ],
    # the only one of its type, said with a capital; not one of two, nor beside one without number
    f"Đã có {NQ57}. Bám sát mục III.4 của Nghị quyết.": [("mục III.4", "mIII.4", NQ57)],
    f"Đã có {NQ57}.⏎⏎Ta bám sát mục III.4 của Nghị quyết.": [("mục III.4", "mIII.4", NQ57)],
    f"Đã có {NQ57}.⏎⏎Một.⏎⏎Hai: bám sát mục III.4 của Nghị quyết.": [("mục III.4", "mIII.4", "?")],
    f"Đã có {NQ57}. Bám sát mục III.4 của nghị quyết.": [("mục III.4", "mIII.4", "?")],
    f"Có {NQ57}, Nghị quyết số 59-NQ/TW. Theo mục II của Nghị quyết.": [("mục II", "mII", "?")],
    f"Có {NQ57}. Nghị quyết của tỉnh cũng rõ. Theo mục II của Nghị quyết.": [
        ("mục II", "mII", "?")
    ],
    f"Có {NQ57}. Theo mục II của Kế hoạch.": [("mục II", "mII", "?")],
    "Dự theo khoản 2 Điều 4 Quy định số 07-QĐi/HU, hơn khi làm theo Quy định số 02-QĐi/HU."
    "⏎⏎2. Ghi theo Điều 5 của Quy định nêu trên.": [
        ("khoản 2 Điều 4", "Đ4 k2", "Quy định số 07-QĐi/HU"),
        ("Điều 5", "Đ5", "?"),
    ],
    # an annex is of what it comes with
    "theo Phụ lục 1 kèm theo Hướng dẫn số 05-HD/TU": [
        ("Phụ lục 1", "PL1", "Hướng dẫn số 05-HD/TU")
    ],
    f"{KH41}, lập biểu theo Phụ lục 1 kèm theo Công văn của tỉnh": [("Phụ lục 1", "PL1", "?")],
    # in brackets behind the title, also in a paper that has articles
    f"Điều 2. Áp dụng⏎1. Theo {QD22} về kiểm tra đảng viên (Điều 7)": [("Điều 7", "Đ7", QD22)],
    # a name for short, from where it is told
    f"{QC02} (sau đây gọi tắt là Quy chế). Theo Điều 5 Quy chế thì": [("Điều 5", "Đ5", QC02)],
    f"Xem Điều 5 Quy chế. Đã có {QC02} (sau đây gọi tắt là Quy chế)": [("Điều 5", "Đ5", "?")],
    # a paper that cites a law is none; a law has articles of its own above
    f"Theo {LAW}; đất công ích xem Điều 179 của Luật này, đất rừng xem Điều 181.": [
        ("Điều 179", "Đ179", LAW),
        ("Điều 181", "Đ181", LAW),
    ],
    f"Điều 3. Áp dụng⏎Ngoài {LAW} còn có Điều 179 của Luật này.": [("Điều 179", "Đ179", "self")],
    f"Theo {LAW} và Luật Nhà ở năm 2023; xem Điều 8 của Luật này.": [("Điều 8", "Đ8", "?")],
    # changes, each in an item
    f"sửa đổi, bổ sung {QC02} như sau:⏎1. Sửa đổi khoản 2 Điều 8:⏎“2. Họp.”⏎2. Bãi bỏ Điều 12.": [
        ("khoản 2 Điều 8", "Đ8 k2", QC02),
        ("Điều 12", "Đ12", QC02),
    ],
    f"kết luận theo {QC02} như sau:⏎1. Điều 12 chưa làm.": [("Điều 12", "Đ12", "?")],
    f"bổ sung nhân sự theo {QC02} như sau:⏎1. Điều 12 đã làm.": [("Điều 12", "Đ12", "?")],
    # several places before the one document of their sentence
    "nêu tại Điều 9, trách nhiệm tại Điều 19, Điều lệ Đảng": [
        ("Điều 9", "Đ9", "Điều lệ Đảng"),
        ("Điều 19", "Đ19", "Điều lệ Đảng"),
    ],
    f"Theo {QD22}: Điều 9 thì rõ; thi đua nêu tại Điều 19 {QC02}": [
        ("Điều 9", "Đ9", QD22),
        ("Điều 19", "Đ19", QC02),
    ],
    # untied: another sentence, another document, one of two, one that has no articles, a paper
    # that has articles of its own
    f"Đã có {QD22}. Nơi chưa rõ thì xem Điều 6.": [("Điều 6", "Đ6", "?")],
    f"Thay {QD22}; Điều 3 của dự thảo còn hai ý kiến": [("Điều 3", "Đ3", "?")],
    f"theo {QD22}, Điều 3 Quy chế phối hợp": [("Điều 3", "Đ3", "?")],
    f"theo {QD22}; xem thêm Điều 3 Nội quy cơ quan": [("Điều 3", "Đ3", "?")],
    f"theo {QD22}, hai bên ký hợp đồng, trong đó Điều 3 nói về giá": [("Điều 3", "Đ3", "?")],
    f"theo {QD22}; còn Điều 3 của Hội thì khác": [("Điều 3", "Đ3", "?")],
    f"{NQ57} về thông qua Quy chế làm việc (Điều 7)": [("Điều 7", "Đ7", "?")],
    f"{QD22} và {QC02}, nhất là phần nói về Điều 6": [("Điều 6", "Đ6", "?")],
    f"{QD22} cụ thể hóa {QC02}, lưu ý Điều 6": [("Điều 6", "Đ6", "?")],
    f"Từ {NQ57}, huyện có {KH41}; chú ý mục III.2": [("mục III.2", "mIII.2", "?")],
    f"Từ {NQ57}, huyện có {KH41}, trong đó mục III.2 giao": [("mục III.2", "mIII.2", KH41)],
    f"{QD22} thay Quy định số 30-QĐ/TW. Theo Điều 5 Quy định nêu trên thì": [("Điều 5", "Đ5", "?")],
    f"Theo {QD22}, sửa khoản 2 Điều 5 theo {NQ57}": [("khoản 2 Điều 5", "Đ5 k2", "?")],
    f"vi phạm khoản 2 Điều 5 theo {QD22}": [("khoản 2 Điều 5", "Đ5 k2", QD22)],
    f"{KH41} chưa rõ, nhất là về Điều 6": [("Điều 6", "Đ6", "?")],
    f"Thực hiện {NQ57}, như mục II nêu trên": [("mục II", "mII", "?")],
    f"Thực hiện {KH41}, lập biểu theo Phụ lục 2.": [("Phụ lục 2", "PL2", "?")],
    f"Điều 2. Nguyên tắc⏎1. Thực hiện {QD22} và cả nội dung ở Điều 6": [("Điều 6", "Đ6", "?")],
    # "nay" is not "này", "do" not "đó"
    "Điều 5 quy định hiện nay chưa rõ": [("Điều 5", "Đ5", "?")],
    f"Có {QD22}. Điều 5 quy định thẩm quyền do cấp trên": [("Điều 5", "Đ5", "?")],
    # what a verb says of an article names no other document
    f"{QD22}, Điều 8 quy định rõ": [("Điều 8", "Đ8", QD22)],
}


@pytest.mark.parametrize("text", TIED)
def test_whose_a_place_is(text):
    assert read(text) == TIED[text]


@pytest.mark.parametrize("text", [*POINTED, *OWN, *TIED])
def test_decomposed_letters_are_read_alike(text):
    composed = [(parts, owner) for _, parts, owner in read(text)]
    apart = [(parts, owner) for _, parts, owner in read(unicodedata.normalize("NFD", text))]
    assert apart == [(parts, unicodedata.normalize("NFD", owner)) for parts, owner in composed]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("behind", ["", " ", "  ", "\u200b "])
def test_a_place_may_be_the_last_of_a_text(form, behind):
    text = f"Quy định số 22-QĐ/TW, nêu tại khoản 2 Điều 7{behind}"
    ((_, parts, owner),) = read(unicodedata.normalize(form, text))
    assert parts == "Đ7 k2"
    assert unicodedata.normalize("NFC", owner) == "Quy định số 22-QĐ/TW"


def unit_rows():
    with (REGISTRY / "pinpoints.toml").open("rb") as file:
        return tomllib.load(file)["unit"]


@pytest.mark.parametrize(
    ("name", "text"), [(row["name"], text) for row in unit_rows() for text in row["examples"]]
)
def test_each_example_of_a_unit_names_it(name, text):
    assert name in [part.unit.field for part in parts_of_text(fold(text), text)]


@pytest.mark.parametrize("text", [text for row in unit_rows() for text in row["counterexamples"]])
def test_no_counterexample_of_a_unit_is_a_place(text):
    assert read(text) == []


WORDS = st.sampled_from(
    "khoản 1,|khoản 2|điểm a|điểm đ,|Điều 5|Điều này|Điều 7.|và|đến|tới|mục II.3|III. 2|Chương IV"
    f"|của|Quy định này|nêu trên|{QD22}|Phụ lục|tiết|thứ|\n|\n\n|- 3 -|kh oản|đ iều|9|“|0|99999"
    "|kèm theo|¶|(|)|;".split("|")
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_are_true_to_any_text(text):
    found = read_citations(text)
    pinpoints = [*found.pinpoints, *(at for one in found.citations for at in one.pinpoints)]
    for one in pinpoints:
        assert one.span.of(text) == one.text == one.text.strip()
        assert any(getattr(one, field) for field in FIELDS)


HOSTILE = (
    "khoản ", "khoản 1, ", "Điều 5 và ", "khoản 1 Điều 5 ", "điểm a đến e ", "mục II. ", "kh oản ",
    "1, ", "khoản 0, ", "diều 7, ", "tài khoản 1, ", "khoản này ", "khoản\n- 3 -\n", "Điều 7.\n",
    "\nĐiều 7. A", "Điều 5 Quy chế kèm theo ", f"Điều 5 của {QD22}, ", "Điều 5 Quy định nêu trên, ",
    f"{QD22} như sau:\n1. ", "Luật này, Điều 3 ",
    f"{QD22} (sau đây gọi tắt là Quy định), Điều 3 Quy định ",
    "mục II của Quy định. ", "Nơi nhận:\n- Như Điều 3,\n", "Phụ lục 1 kèm theo Quy định này, ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_as_a_hostile_text_does(piece):
    assert is_linear(lambda text: read_citations(f"{QD22}, khoản {text}"), piece, 60)


@pytest.mark.parametrize(
    "piece", ["chỉ tiêu ở mục II, ", "mục II của Quy định.\n", "Như Điều 3,\n"]
)
def test_it_does_in_a_paper_whose_type_is_known_too(piece):
    assert is_linear(lambda text: read_citations(f"{QD22}\n{text}", own_type="Kế hoạch"), piece, 60)


@pytest.mark.parametrize("piece", [*HOSTILE, "khoản 2 Điều 7 thì bị xử lý\n"])
def test_ten_thousand_of_a_kind_are_read(piece):
    found = read_citations(f"khoản {piece * 10_000}")
    assert len(found.pinpoints) <= 60_000


def test_a_long_list_is_read_up_to_a_bound():
    found = read_citations("khoản " + "1, " * 100_000)
    assert 1 <= len(found.pinpoints) <= 60


def test_ten_thousand_articles_are_known_by_their_headings():
    text = "".join(f"Điều {at}. Phạm vi\n1. Trừ khoản 2 Điều này.\n" for at in range(1, 10_000))
    found = read_citations(text).pinpoints
    assert [one.article for one in found] == [str(at) for at in range(1, 10_000)]
