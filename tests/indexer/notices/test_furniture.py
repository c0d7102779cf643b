"""Stamps, running lines and a portal's own: what is found, and what is left to the paper."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest

from indexer.model import Page, Span
from indexer.notices.blocks import lay_out
from indexer.notices.furniture import Furniture, find_furniture
from indexer.paths import REGISTRY
from indexer.text import blanked
from tests.steps import is_linear

HEAD = "TỈNH ỦY LÂM ĐỒNG\n*\nSố 55-TB/TU"
REST = (
    "ĐẢNG CỘNG SẢN VIỆT NAM\nĐà Lạt, ngày 12 tháng 9 năm 2023\n\nTHÔNG BÁO\nkết luận\n\nNội dung."
)
SIGNED = "Nơi nhận:\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\nNguyễn Văn Mẫu"


def found(text: str, kind: str, pages: tuple[Page, ...] = ()) -> list[str]:
    return [line.cased for line in getattr(find_furniture(lay_out(text), pages), kind)]


ARRIVALS = {
    "right under the number": (
        f"{HEAD}\nVĂN PHÒNG HUYỆN ỦY BẢO LÂM\nCÔNG VĂN ĐẾN\nSố: 456\nNgày 15/9/2023\n\n{REST}",
        ["VĂN PHÒNG HUYỆN ỦY BẢO LÂM", "CÔNG VĂN ĐẾN", "Số: 456", "Ngày 15/9/2023"],
    ),
    "in a block of its own": (
        f"{HEAD}\n\nĐẢNG ỦY XÃ TÂN VĂN\nCÔNG VĂN ĐẾN\nSố: 302\nNgày 21 tháng 11 năm 2022\n\n{REST}",
        ["ĐẢNG ỦY XÃ TÂN VĂN", "CÔNG VĂN ĐẾN", "Số: 302", "Ngày 21 tháng 11 năm 2022"],
    ),
    "blanks of a scan between": (
        f"{HEAD}\n\nĐẲNG UY XÃ TẤN VAN\n\nCÔNG VĂN ĐÉN\n\nSố: 302\nNgày 21/11/2022\n\n{REST}",
        ["ĐẲNG UY XÃ TẤN VAN", "CÔNG VĂN ĐÉN", "Số: 302", "Ngày 21/11/2022"],
    ),
    "the anchor with its number, a bar code": (
        f"{HEAD}\n\nVĂN PHÒNG TỈNH ỦY\nĐẾN  Số: 5120\nNgày: 24/6/2021\n*210624005120*\n\n{REST}",
        ["VĂN PHÒNG TỈNH ỦY", "ĐẾN  Số: 5120", "Ngày: 24/6/2021", "210624005120"],
    ),
    "an office of two lines, and whom it went to": (
        (f"{HEAD}\n\nVĂN PHÒNG\nHUYỆN ỦY BẢO LÂM\nVĂN BẢN ĐẾN\nSố: ....\nNgày: ..../..../2023\n"
        f"Chuyển: Đ/c CVP\nLưu hồ sơ số:\n\n{REST}"),
        ["VĂN PHÒNG", "HUYỆN ỦY BẢO LÂM", "VĂN BẢN ĐẾN", "Số: ....", "Ngày: ..../..../2023",
         "Chuyển: Đ/c CVP", "Lưu hồ sơ số:"],
    ),
    "beside the dateline in one line": (
        (f"{HEAD}\nVĂN PHÒNG HUYỆN ỦY DI LINH      Đà Lạt, ngày 12 tháng 9 năm 2023\n"
        "CÔNG VĂN ĐẾN\nSố: 456\n\nTHÔNG BÁO\nkết luận"),
        ["VĂN PHÒNG HUYỆN ỦY DI LINH", "CÔNG VĂN ĐẾN", "Số: 456"],
    ),
    "beside the number and the subject": (
        ("HUYỆN ỦY DI LINH      ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "*      Di Linh, ngày 12 tháng 9 năm 2023\n"
        "Số 12-CV/HU      ĐẢNG ỦY XÃ TÂN VĂN\n"
        "V/v góp ý dự thảo      CÔNG VĂN ĐẾN\nNghị quyết      Số: 302\n      Ngày 15/9/2023\n\n"
        "Kính gửi: Các chi bộ"),
        ["ĐẢNG ỦY XÃ TÂN VĂN", "CÔNG VĂN ĐẾN", "Số: 302", "Ngày 15/9/2023"],
    ),
    "labels in small letters": (
        f"{HEAD}\nSố đến: 456\nNgày đến: 15/9/2023\n\n{REST}",
        ["Số đến: 456", "Ngày đến: 15/9/2023"],
    ),
    "no office": (f"{HEAD}\n\nĐẾN\nSố 88\n\n{REST}", ["ĐẾN", "Số 88"]),
    "the hour before the day": (
        f"{HEAD}\n\nUBND XÃ GIA HIỆP\nĐẾN\nGiờ: 14h30\nNgày 15/9/2023\nSố: 12\n\n{REST}",
        ["UBND XÃ GIA HIỆP", "ĐẾN", "Giờ: 14h30", "Ngày 15/9/2023", "Số: 12"],
    ),
    "below the dateline": (
        (f"{HEAD}\n\nĐẢNG CỘNG SẢN VIỆT NAM\nĐà Lạt, ngày 12 tháng 9 năm 2023\n\n"
        "HUYỆN ỦY DI LINH\nCV ĐẾN\nSố: 7\n\nTHÔNG BÁO\nkết luận"),
        ["HUYỆN ỦY DI LINH", "CV ĐẾN", "Số: 7"],
    ),
    "the last word of a title": (
        f"{HEAD}\n\nNGHỊ QUYẾT\nVỀ PHÁT TRIỂN DU LỊCH\nĐẾN\nNĂM 2030\n\nNội dung.", [],
    ),
    "a title that goes on": (f"{HEAD}\n\nNGHỊ QUYẾT\nVỀ DU LỊCH\nĐẾN NĂM 2030\n\nNội dung.", []),
    "a sentence": (f"{HEAD}\n\n{REST}\n\nĐến nay, số đến dự là 15.", []),
    "the number of the paper behind it": (
        f"TỈNH ỦY LÂM ĐỒNG\n\nVĂN PHÒNG HUYỆN ỦY DI LINH\nĐẾN\nSố: 456\nSố 55-TB/TU\n\n{REST}",
        ["VĂN PHÒNG HUYỆN ỦY DI LINH", "ĐẾN", "Số: 456"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stamp"), ARRIVALS.values(), ids=ARRIVALS)
def test_arrival_stamp(text: str, stamp: list[str]) -> None:
    assert found(text, "received") == stamp


STAMPS = {
    "of an e-office": (
        (
            "Ký bởi: Ủy ban nhân dân phường\nEmail: a@coquan.example\nCơ quan: Tỉnh Đắk Lắk\n"
            f"Thời gian ký: 22.12.2025 16:41:07 +07:00\n\n{HEAD}\n\n{REST}"
        ),
        4,
    ),
    "a name that is wrapped": (
        f"{HEAD}\n\n{REST}\n\nNgười ký: Văn phòng\nTỉnh ủy Lâm Đồng\nNgày ký: 12-09-2023\n",
        3,
    ),
    "the date above": (f"{HEAD}\n\n{REST}\n\nDate: 2023.09.12\nDigitally signed by VĂN THƯ", 2),
    "of a reader of PDF": (f"{HEAD}\n\n{REST}\n\nSignature Not Verified\nKý bởi: Văn thư", 2),
    "labels without any anchor": (f"{HEAD}\n\n{REST}\n\nCơ quan: Tỉnh ủy\nEmail: a@b.example", 0),
    "a sentence": (f"{HEAD}\n\n{REST}\n\nNgười ký hợp đồng là Chánh Văn phòng.", 0),
}


@pytest.mark.parametrize(("text", "lines"), STAMPS.values(), ids=STAMPS)
def test_signature_stamp(text: str, lines: int) -> None:
    assert len(found(text, "signature_stamp")) == lines


COPIES = {
    "behind the signature, with its letterhead": (
        (f"{HEAD}\n\n{REST}\n\n{SIGNED}\n\nHUYỆN ỦY ĐỒNG VĂN\n*\nSố 27-BS/HU\n\nSAO LỤC\n"
        "Đồng Văn, ngày 22 tháng 11 năm 2021\n\nCHÁNH VĂN PHÒNG\nSùng A Mẫu"),
        ["HUYỆN ỦY ĐỒNG VĂN", "Số 27-BS/HU", "SAO LỤC",
         "Đồng Văn, ngày 22 tháng 11 năm 2021", "CHÁNH VĂN PHÒNG", "Sùng A Mẫu"],
    ),
    "in front": (
        f"SAO Y; SỞ NỘI VỤ; 15/09/2024 10:11:05\n{HEAD}\n\n{REST}\n\n{SIGNED}",
        ["SAO Y; SỞ NỘI VỤ; 15/09/2024 10:11:05"],
    ),
    "in front, its time below": (
        f"SAO Y BẢN CHÍNH\n15/09/2024 10:11\n\n{HEAD}\n\n{REST}\n\n{SIGNED}",
        ["SAO Y BẢN CHÍNH", "15/09/2024 10:11"],
    ),
    "a sentence": (f"{HEAD}\n\n{REST}\n\nSao y bản chính các văn bằng.\n\n{SIGNED}", []),
    "a prize": (f"{HEAD}\n\nTHÔNG BÁO\nVỀ GIẢI THƯỞNG\nSAO VÀNG ĐẤT VIỆT\n\n{SIGNED}", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), COPIES.values(), ids=COPIES)
def test_copy(text: str, lines: list[str]) -> None:
    assert found(text, "copy") == lines


def paged(*pages: str) -> tuple[str, tuple[Page, ...]]:
    text, spans = "", []
    for number, page in enumerate(pages, start=1):
        spans.append(Page(number, Span(len(text), len(text) + len(page))))
        text += page + "\n\n"
    return text, tuple(spans)


BREAKS = {
    "a page number": (("của Trung", "2\nương còn chậm"), "của trung\nuong con cham"),
    "one between dashes": (("của Trung", "- 2 -\n\nương còn chậm"), "của trung\nuong con cham"),
    "a header on every page": (
        ("của Trung", "530-BC/HU - Sơ kết năm\nTrang 2/3\nương còn", ("530-BC/HU - Sơ kết năm\n"
         "Trang 3/3\nchậm")),
        "của trung\nuong con\ncham",
    ),
    "a gazette": (
        ("của Trung", "4    CÔNG BÁO/Số 47 + 48/Ngày 05-11-2024\n\nương còn chậm"),
        "của trung\nuong con cham",
    ),
    "a new paragraph behind it": (
        ("còn chậm.", "2\nĐồng chí bí thư"), "con cham.\n\n\ndong chi bi thu",
    ),
    "figures within a page stay": (
        ("Tổng số\nđảng viên\ncủa xã\n\n12\n\nngười và\nở các\nchi bộ", "khác"),
        "tong so\ndang vien\ncua xa\n\n12\n\nnguoi va\no cac\nchi bo\n\nkhac\n\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "read"), BREAKS.values(), ids=BREAKS)
def test_a_sentence_goes_through_what_stands_between_two_pages(
    pages: tuple[str, ...], read: str
) -> None:
    text, spans = paged(*pages)
    layout = lay_out(text)
    own = lay_out(blanked(text, find_furniture(layout, spans).spans(layout))).folded.text
    assert own.rstrip() == lay_out(read).folded.text.rstrip()


def test_the_letterhead_on_several_pages_is_no_running_line() -> None:
    text, spans = paged(f"{HEAD}\n{REST}", f"{HEAD}\n{REST}", "Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu")
    assert found(text, "running", spans) == []


PORTALS = {
    "around": (
        (
            f"Trang chủ | Giới thiệu | Tin tức\nCỡ chữ: A- A A+\n\n{HEAD}\n\n{REST}\n\n{SIGNED}\n\n"
            "Tin liên quan\n• Quyết định số 612-QĐ/HU\nLượt truy cập: 1.204"
        ),
        5,
    ),
    "other papers in front stay": (f"Tin mới\n• Quyết định\n\n{HEAD}\n\n{REST}\n\n{SIGNED}", 0),
    "a sentence": (f"{HEAD}\n\n{REST}\n\nTrang chủ của Cổng phải được cập nhật.", 0),
}


@pytest.mark.parametrize(("text", "lines"), PORTALS.values(), ids=PORTALS)
def test_portal(text: str, lines: int) -> None:
    assert len(found(text, "portal")) == lines


WORDS = tomllib.loads((REGISTRY / "furniture.toml").read_text("utf-8"))


@pytest.mark.parametrize("kind", WORDS)
def test_examples(kind: str) -> None:
    for example in WORDS[kind]["examples"]:
        assert found(f"{HEAD}\n\n{example}\nSố: 1\n\n{REST}", kind), example
    for example in WORDS[kind]["counterexamples"]:
        assert not found(f"{HEAD}\n\n{example}\n\n{REST}", kind), example


@pytest.mark.parametrize(
    "line", ["ĐẾN Số:", "Ký bởi:", "Trang 1/", "SAO Y;", "12\n", "CÔNG BÁO số "]
)
def test_time_is_linear(line: str) -> None:
    assert is_linear(lambda text: find_furniture(lay_out(text)), line + "\n", 50)


def test_no_text_has_none() -> None:
    assert find_furniture(lay_out("")) == Furniture()


def test_a_line_that_is_furniture_in_two_ways_is_passed_over_once() -> None:
    text = f"{HEAD}\n\n{REST}\n\n{SIGNED}\n\nSAO LỤC\nLượt truy cập: 5\nTrang 2/2\n\nhết"
    spans = find_furniture(lay_out(text)).spans(lay_out(text))
    assert len(blanked(text, spans)) == len(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
