"""Recognised pages: their specks and what is none, and what their words make doubtful."""

import pytest

from indexer.model import Document, Page, Span, Status
from indexer.notices.parser import parse_notice
from indexer.notices.recognised import _impossible_word, find_specks
from indexer.text import blanked


def recognised(text, method="ocr"):
    return Document(
        "x", "x.pdf", "", "application/pdf", text, (Page(1, Span(0, len(text)), method),)
    )


def cleaned(text):
    pages = (Page(1, Span(0, len(text)), "ocr"),)
    return "".join(
        letter for letter in blanked(text, list(find_specks(text, pages))) if letter != "\u200b"
    ).strip()


# A line as recognised → without its specks.
LINES = {
    ":\tKính gửi:": "Kính gửi:",
    ". Gò Vấp, ngày 31 tháng 7 năm 2021": "Gò Vấp, ngày 31 tháng 7 năm 2021",
    ".TỈNH QUẢNG NGÃI": "TỈNH QUẢNG NGÃI",
    "._ thực hiện Nghị quyết": "thực hiện Nghị quyết",
    ".- Ủy ban nhân dân 16 phường. -": "- Ủy ban nhân dân 16 phường.",
    "` Nơi nhận:": "Nơi nhận:",
    "TỈNH ỦY HÒA BÌNH `": "TỈNH ỦY HÒA BÌNH",
    "T/L BAN THƯỜNG VỤ '": "T/L BAN THƯỜNG VỤ",
    "chế độ chi hỗ trợ .": "chế độ chi hỗ trợ",
    "QUYẾT ĐỊNH. -": "QUYẾT ĐỊNH.",
    "Số: 12/UBND-NC\t_.": "Số: 12/UBND-NC",
    "HỎA TỐC\t:": "HỎA TỐC",
    # what somebody wrote
    "- Lưu VT.": "- Lưu VT.",
    "+ Hạn chế nêu trên": "+ Hạn chế nêu trên",
    "* Về kinh tế": "* Về kinh tế",
    "Kính gửi :": "Kính gửi :",
    "phát triển kinh tế -": "phát triển kinh tế -",
    "- Như trên ;": "- Như trên ;",
    "“Học và làm theo Bác”": "“Học và làm theo Bác”",
    "...../.....": "...../.....",
    "-----": "-----",
    "I- TÌNH HÌNH": "I- TÌNH HÌNH",
}


@pytest.mark.parametrize(("line", "clean"), LINES.items(), ids=LINES)
def test_a_line_without_its_specks(line, clean):
    assert cleaned(line) == clean


SCAN = (
    "ỦY BAN NHÂN DÂN\n.QUẬN GÒ VẤP '\nSố: 2290/UBND-NC\t_.\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n. Gò Vấp, ngày 31 tháng 7 năm 2021\n\n"
    "V/v báo cáo tiến độ chi hỗ trợ .\n._ người lao động gặp khó khăn\n\ndo đại dịch Covid-19\n\n"
    ":\tKính gửi:\n- Phòng Nội vụ;\n.- Ủy ban nhân dân 16 phường. -\n\nQuận đề nghị các đơn vị.\n"
)


def test_the_fields_of_a_dirty_scan():
    notice = parse_notice(recognised(SCAN))
    assert notice.issuer.value == "Ủy ban nhân dân quận Gò Vấp"
    assert (notice.number.value, notice.date.value.iso) == ("2290/UBND-NC", "2021-07-31")
    assert notice.dateline.value == "Gò Vấp"
    assert notice.title.value == (
        "V/v báo cáo tiến độ chi hỗ trợ người lao động gặp khó khăn do đại dịch Covid-19"
    )
    assert notice.addressees.value == ("Phòng Nội vụ", "Ủy ban nhân dân 16 phường")


def test_evidence_leads_to_the_words_of_the_page():
    notice = parse_notice(recognised(SCAN))
    assert notice.issuer.evidence.span.of(SCAN) == "ỦY BAN NHÂN DÂN\n.QUẬN GÒ VẤP"
    assert notice.dateline.evidence.span.of(SCAN) == "Gò Vấp"


def test_a_page_that_was_written_has_no_specks():
    assert not list(find_specks(SCAN, recognised(SCAN, "text").pages))


CLOSING = "\nNội dung.\n\nNơi nhận:\n- Lưu VP.\n\nT/M BAN THƯỜNG VỤ\n{position}\n\n{name}\n"
PAPER = "HUYỆN ỦY KRÔNG PẮC\n*\nSố 12-BC/HU\n\nBÁO CÁO\n{title}\n-----\n" + CLOSING

# title, position, name → how title and signer are known
DOUBTS = {
    "all is well": ("kết quả kiểm tra", "PHÓ BÍ THƯ", "Lê Văn Mẫu", "stated", "stated"),
    "names of other tongues": (
        "kết quả của xã Ea Kly, huyện Krông Pắc", "PHÓ BÍ THƯ", "Y Ví Dụ Êban", "stated", "stated"
    ),
    "small letters that are no syllable": (
        "thực hiện Nghị qủ của Bộ Chính trị", "PHÓ BÍ THƯ", "Lê Văn Mẫu", "inferred", "stated"
    ),
    "signs of the seal": ("kết quả", "PHÓ BÍ :\'\' THƯ", "Lê Văn Mẫu", "stated", "inferred"),
    "a letter of the seal": ("kết quả", "ZCHỦ NHIỆM", "Lê Văn Mẫu", "stated", "inferred"),
    "a name without its family name": ("kết quả", "PHÓ BÍ THƯ", "Thị Ví Dụ", "stated", "inferred"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "position", "name", "titled", "signed"), DOUBTS.values(), ids=DOUBTS
)
def test_what_is_no_word_is_not_stated(title, position, name, titled, signed):
    notice = parse_notice(recognised(PAPER.format(title=title, position=position, name=name)))
    assert (notice.title.value, notice.signatory.value.name) == (title, name)
    assert (notice.title.evidence.status, notice.signatories.evidence.status) == (titled, signed)


def test_a_position_that_a_gap_tore_apart():
    text = PAPER.format(title="kết quả", position="_PHÓ\tBÍ THƯ._,", name="Lê Văn Mẫu")
    assert parse_notice(recognised(text)).signatory.value.position == "Phó Bí thư"


def test_below_a_signature_stands_no_position():
    text = PAPER.format(
        title="kết quả", position="CHÁNH VĂN PHÒNG\n(Đã ký)\nQUẬN ỦY Ô MÔN", name="Lê Văn Mẫu"
    )
    signer = parse_notice(recognised(text)).signatory.value
    assert (signer.position, signer.name) == ("Chánh Văn phòng", "Lê Văn Mẫu")


def test_a_row_of_stars_is_no_title():
    text = PAPER.format(title="kết quả kiểm tra\n*kk‡++", position="BÍ THƯ", name="Lê Văn Mẫu")
    notice = parse_notice(recognised(text))
    assert (notice.title.value, notice.title.evidence.status) == ("kết quả kiểm tra", Status.STATED)


def test_bold_letters_that_were_torn_apart_name_no_organ():
    text = (
        "TỈNH ỦY BẾN TRE\n- BAN TỔ CHỨC\n*\nSố 12-QĐ/BTCTU\n\nQUYẾT ĐỊNH. -\nvề việc ban hành"
        " Quy định\n\n- Căn cứ Điều lệ Đảng;\n\nBAN TỔ CHỨC TỈNH ỦY QUYẾT ĐỊN H\n\nĐiều 1."
    )
    notice = parse_notice(recognised(text))
    assert (notice.issuer.value, notice.type.value) == ("Ban Tổ chức Tỉnh ủy", "Quyết định")


HEADS = {
    "an organ into which the other column was read": (
        "ĐẢNG ỦY CÔNG AN HUYỆN HUYỆN ỦY NĂM CĂN",
        "Di Linh, ngày 5 tháng 4 năm 2024",
    ),
    "an organ with a word that is none": ("ĐẠI HỘI ĐẠI IÈIÊU", "Di Linh, ngày 5 tháng 4 năm 2024"),
    "a day that was not read": ("HUYỆN ỦY DI LINH", "Di Linh, ngày    tháng    năm 2024"),
    "an addressee with a word that is none": ("HUYỆN ỦY DI LINH", "Kính gửi: Văn phòrig Huyện ủy"),
}


@pytest.mark.parametrize("what", HEADS)
def test_what_was_not_read_whole_is_concluded(what):
    organ, line = HEADS[what]
    text = f"{organ}\n*\nSố 12-CV/HU\n\n{line}\n\nKính gửi: Các chi bộ\n\nNội dung.\n"
    scan, typed = parse_notice(recognised(text)), parse_notice(recognised(text, "text"))
    name = {"an o": "issuer", "a da": "date", "an a": "addressees"}[what[:4]]
    assert getattr(typed, name).evidence.status is Status.STATED
    assert getattr(scan, name).evidence.status is Status.INFERRED
    assert getattr(scan, name).value == getattr(typed, name).value


def test_a_line_that_no_recogniser_read_opens_no_organ():
    text = "CÔNG AN TỈNH LÂM ĐỒNG\nCÔNG AN HUYỆN DI LINH\nSố: Z18/CAH-QLHC\n\nKính gửi: Các xã\n"
    assert parse_notice(recognised(text)).issuer.value == "Công an huyện Di Linh"


# A name as recognised → the word in it that must be a misreading.
IMPOSSIBLE = {
    "Ban Thường trực Mặt trận Tổ quôc Việt Nam": "quôc",
    "Y Mâũ Niê": "Mâũ",
    "Đảng ủy phường Vĩnh Châu": "",  # composed otherwise
    "Đảng ủy xã Đắk R'Lấp": "",
    "Huyện ủy Krông Pắc, M'Đrắk": "",
    "H'Hen Mẫu Êban, Y Mẫu Niê Kđăm": "",
    "T/M BAN THƯỜNG VỤ": "",
    "Hòa Ninh, hoà Ninh, thuỷ lợi": "",
}


@pytest.mark.parametrize(("words", "impossible"), IMPOSSIBLE.items(), ids=IMPOSSIBLE)
def test_a_word_under_marks_that_it_cannot_bear(words, impossible):
    assert _impossible_word(words) == impossible


@pytest.mark.parametrize(
    ("unsure", "number", "date"),
    [
        ((), Status.STATED, Status.STATED),
        (("623-TB/TU",), Status.INFERRED, Status.STATED),
        (("17",), Status.STATED, Status.INFERRED),
        (("17/6",), Status.STATED, Status.STATED),  # it stands elsewhere
    ],
)
def test_figures_of_which_the_recogniser_was_not_sure(unsure, number, date):
    text = (
        "TỈNH ỦY LÂM ĐỒNG\n*\nSố 623-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Đà Lạt, ngày 17 tháng 6 năm 2024\n\nTHÔNG BÁO\nkết quả kiểm tra ngày 17/6\n"
    )
    page = Page(1, Span(0, len(text)), "ocr", unsure=unsure)
    notice = parse_notice(Document("x", "x.pdf", "", "application/pdf", text, (page,)))
    assert (notice.number.value, notice.date.value.iso) == ("623-TB/TU", "2024-06-17")
    assert (notice.number.evidence.status, notice.date.evidence.status) == (number, date)
