"""Signers under a seal: letters hidden or misread at the left edge of authority and position."""

import pytest

from indexer.model import Status
from indexer.notices.torn_positions import whole_position
from tests.notice_texts import read

HEAD = "THÔNG BÁO\nkết quả\n\nHuyện ủy thông báo kết quả công tác quý II để các chi bộ biết.\n\n"


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("Ó-Bí Thư Thường trực", "Phó Bí thư Thường trực"),
        ("Hó Bí thư", "Phó Bí thư"),
        ("Í thư", "Bí thư"),
        ("Hánh Văn phòng", "Chánh Văn phòng"),
        ("Rường Phòng Nội vụ", "Trưởng phòng Nội vụ"),
        ("Ưởng ban", "Trưởng ban"),
        ("Hủ nhiệm", "Chủ nhiệm"),
        ("Iám đốc Sở Tài chính", "Giám đốc Sở Tài chính"),
        # Whole ones, and words that end no beginning of a position.
        ("Phó Bí thư", None),
        ("Trưởng phòng Nội vụ", None),
        ("Ông Chủ tịch", None),
        ("Ủy viên", None),
        ("Thường trực", None),
        ("Tổ trưởng", None),
        ("Điều phối viên", None),
        ("Ban Tổ chức", None),
        ("Ó", None),
        ("", None),
    ],
)
def test_the_first_letters_of_a_position_are_concluded_from_the_rest(written, whole):
    assert whole_position(written) == whole


@pytest.mark.parametrize(
    ("torn", "position"),
    [
        ("HÓ BÍ THƯ", "Phó Bí thư"),
        ("Ó-BÍ THƯ THƯỜNG TRỰC", "Phó Bí thư Thường trực"),
        ("HÁNH VĂN PHÒNG", "Chánh Văn phòng"),
        ("RƯỞNG BAN", "Trưởng ban"),
    ],
)
def test_a_torn_position_is_concluded_and_never_stated(torn, position):
    found = read(f"{HEAD}T/M BAN THƯỜNG VỤ\n{torn}\n\nLê Văn Mẫu").signatories
    (one,) = found.value
    assert (one.position, one.name) == (position, "Lê Văn Mẫu")
    assert found.evidence.status is Status.INFERRED
    whole = read(f"{HEAD}T/M BAN THƯỜNG VỤ\n{position.upper()}\n\nLê Văn Mẫu").signatories
    assert (whole.value[0].position, whole.evidence.status) == (position, Status.STATED)


@pytest.mark.parametrize(("misread", "sign"), [("[/M", "T/M"), ("[/L", "T/L")])
def test_a_bracket_at_a_stroke_is_the_t_of_an_authority(misread, sign):
    (one,) = read(f"{HEAD}{misread} BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu").signatories.value
    assert (one.authority, one.position) == (f"{sign} Ban Thường vụ", "Phó Bí thư")
