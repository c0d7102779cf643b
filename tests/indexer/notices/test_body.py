"""Type line, title, basis and sections of a notice."""

from __future__ import annotations

import pytest

from indexer.model import Status
from indexer.notices.forms import type_names
from tests.notice_texts import read


@pytest.mark.parametrize("name", [kind.name for kind in type_names().values() if kind.printed])
def test_every_type_name_is_a_type_line(name: str) -> None:
    assert read(f"{name.upper()}\nvề việc chung\n\nCăn cứ kế hoạch;").type.value == name


@pytest.mark.parametrize(
    ("text", "type_name", "status"),
    [
        ("T H Ô N G   B Á O\nvề việc\n\nHết.", "Thông báo", Status.STATED),
        ("THONG BAO\nve viec\n\nHet.", "Thông báo", Status.STATED),
        ("## **KẾT LUẬN**\nvề việc\n\nHết.", "Kết luận", Status.STATED),
        ("HUYỆN ỦY X\nSố 12-TB/HU\n\nNgày 03/8/2023, họp.", "Thông báo", Status.INFERRED),
        ("HUYỆN ỦY X\nSố 12-QĐ/HU\n\nNgày 03/8/2023, họp.", None, Status.UNKNOWN),
        ("Ngày 03/8/2023, họp.\n\nTrên đây là Thông báo kết luận.", "Thông báo", Status.INFERRED),
        ("", None, Status.UNKNOWN),
    ],
)
def test_type(text: str, type_name: str | None, status: Status) -> None:
    field = read(text).type
    assert (field.value, field.evidence.status) == (type_name, status)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("THÔNG BÁO\nkết luận về\nkiểm tra\n-----\nNội dung", "kết luận về kiểm tra"),
        ("THÔNG BÁO\n\n**kết luận về\nkiểm tra**\n\nNội dung", "kết luận về kiểm tra"),
        ("THÔNG BÁO\nkết luận\nCăn cứ Quy định;", "kết luận"),
        ("THÔNG BÁO\nkết luận\nthực hiện kế hoạch\n\nHết", "kết luận thực hiện kế hoạch"),
        ("THÔNG BÁO\nkết luận về kiểm\n\ntra năm 2022\n\nHết", "kết luận về kiểm tra năm 2022"),
        ("HUYỆN ỦY X\n\nkết luận về việc chung\n\nNgày 03/8/2023, họp.", "kết luận về việc chung"),
        ("THÔNG BÁO\n\nCăn cứ Quy định;", None),
        ("Căn cứ Quy định;", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert read(text).title.value == title


def test_dispatch_has_its_subject_under_the_number() -> None:
    text = "HUYỆN ỦY X\n*\nSố 15-CV/HU\nV/v báo cáo số liệu\n\nKính gửi: Các ban.\n\nThực hiện:"
    notice = read(text)
    assert notice.type.value == "Công văn"
    assert notice.number.value == "15-CV/HU"
    assert notice.title.value == "V/v báo cáo số liệu"


# --- sections and basis -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        (
            "I-KẾT QUẢ\n\n1. Ưu điểm\n\na) Một\n\nII- NHIỆM VỤ",
            [("I-", 1, "KẾT QUẢ"), ("1.", 2, "Ưu điểm"), ("a)", 3, "Một"), ("II-", 1, "NHIỆM VỤ")],
        ),
        ("1. Ưu điểm\n\na) Một", [("1.", 1, "Ưu điểm"), ("a)", 2, "Một")]),
        ("**1.** Ưu điểm\n\n## 2. Hạn chế:", [("1.", 1, "Ưu điểm"), ("2.", 1, "Hạn chế")]),
        ("1.Ưu điểm\n\n1- Hạn chế", [("1.", 1, "Ưu điểm"), ("1-", 1, "Hạn chế")]),
        ("1.1. Một\n\n1.2 Hai", [("1.1.", 1, "Một"), ("1.2", 1, "Hai")]),
        ("Điều 1. Phạm vi\n\n1. Một", [("Điều 1.", 1, "Phạm vi"), ("1.", 2, "Một")]),
        ("I. KẾT QUẢ\nNĂM 2022\n\nĐoạn.", [("I.", 1, "KẾT QUẢ NĂM 2022")]),
        ("- *Về kinh tế:* Thu đạt 74%.", [("-", 1, "Về kinh tế")]),
        ("- Về kinh tế: Thu đạt 74%.", []),
        ("03 xã đạt chuẩn.\n\n8.0 tỷ đồng\n\n2.556 đảng viên", []),
        ("1. Câu một. Câu hai.", [("1.", 1, "Câu một")]),
    ],
)
def test_sections(body: str, sections: list[tuple[str, int, str]]) -> None:
    notice = read(f"THÔNG BÁO\nkết quả\n\nMở đầu.\n\n{body}")
    assert [(s.mark, s.depth, s.title) for s in notice.sections] == sections


@pytest.mark.parametrize(
    ("body", "basis"),
    [
        ("- Căn cứ Điều lệ Đảng;\n- Căn cứ Quy chế;\n\nHết.", 2),
        ("Thực hiện Kế hoạch số 5. Đoàn đã họp.\n\nTrên cơ sở báo cáo, kết luận:\n\n1. Một", 2),
        ("Hội nghị đã thảo luận.\n\nCăn cứ Quy chế;", 0),
    ],
)
def test_basis(body: str, basis: int) -> None:
    assert len(read(f"THÔNG BÁO\nkết quả\n\n{body}").basis) == basis


def test_basis_in_prose_is_its_first_sentence() -> None:
    text = "THÔNG BÁO\nkết quả\n\nThực hiện Kế hoạch số 5. Đoàn đã họp."
    assert [span.of(text) for span in read(text).basis] == ["Thực hiện Kế hoạch số 5."]
