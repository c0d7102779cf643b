"""Who speaks in a notice, at which level, and whom the notice is about."""

from __future__ import annotations

import pytest

from indexer.model import Level, Status
from indexer.organs.spelling import spell_organ
from tests.notice_texts import letterhead, read

CONCLUDES = "Ngày 03/8/2023, Thường trực Huyện ủy họp; Thường trực Huyện ủy kết luận như sau:"


@pytest.mark.parametrize(
    ("head", "body", "issuer", "level"),
    [
        (["ĐẢNG BỘ TỈNH LÂM ĐỒNG", "HUYỆN ỦY BẢO LÂM"], "", "Huyện ủy Bảo Lâm", Level.DISTRICT),
        (["HUYỆN ỦY BẢO LÂM"], CONCLUDES, "Thường trực Huyện ủy", Level.DISTRICT),
        (["HUYỆN ỦY", "BẢO LÂM"], "", "Huyện ủy Bảo Lâm", Level.DISTRICT),
        (["HUYEN UY BAO LAM"], "", "Huyện ủy Bao Lam", Level.DISTRICT),
        (["HUYỆN UỶ BẢO LÂM", "DỰ THẢO"], "", "Huyện ủy Bảo Lâm", Level.DISTRICT),
        (["**HUYỆN ỦY BẢO LÂM** \\*"], "", "Huyện ủy Bảo Lâm", Level.DISTRICT),
        (
            ["ĐẢNG BỘ TỈNH LÂM ĐỒNG ĐẢNG CỘNG SẢN VIỆT NAM", "HUYỆN ỦY BẢO LÂM", ">K"],
            "",
            "Huyện ủy Bảo Lâm",
            Level.DISTRICT,
        ),
        (
            ["ĐẢNG BỘ TỈNH LÂM ĐỒNG", "ĐẢNG ỦY XÃ LỘC QUẢNG"],
            "",
            "Đảng ủy xã Lộc Quảng",
            Level.COMMUNE,
        ),
        (["TỈNH ỦY NGHỆ AN", "ỦY BAN KIỂM TRA"], "", "Ủy ban Kiểm tra Tỉnh ủy", Level.PROVINCE),
        (
            ["ĐẢNG BỘ BỘ PHẬN", "TRƯỜNG ĐẠI HỌC KINH TẾ", "CHI BỘ SINH VIÊN"],
            "",
            "Chi bộ Sinh viên",
            Level.CELL,
        ),
        (["ĐẢNG BỘ XÃ SONG RAY", "CHI BỘ THÔN 4"], "", "Chi bộ thôn 4", Level.CELL),
        (["THÀNH ỦY HỒ CHÍ MINH"], "", "Thành ủy Hồ Chí Minh", Level.PROVINCE),
        (["ĐẢNG BỘ TỈNH ĐẮK LẮK", "THÀNH ỦY BUÔN MA THUỘT"], "", None, Level.DISTRICT),
        (["THÀNH ỦY AN TÂM"], "", "Thành ủy An Tâm", None),
        (["ĐẢNG BỘ HUYỆN LỤC YÊN", "ĐẢNG ỦY CÔNG AN"], "", "Đảng ủy Công an", Level.COMMUNE),
        (
            ["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TRUNG ƯƠNG", "ĐẢNG ỦY KHỐI"],
            "",
            "Đảng ủy Khối",
            Level.CENTRAL,
        ),
        (["TỈNH ỦY LÂM ĐỒNG", "ĐẢNG ỦY KHỐI"], "", "Đảng ủy Khối", Level.DISTRICT),
        (["BỘ NỘI VỤ", "BAN CÁN SỰ ĐẢNG"], "", "Ban Cán sự đảng Bộ Nội vụ", Level.CENTRAL),
        (["| TỈNH ỦY PHÚ THỌ <br> HUYỆN ỦY TAM NÔNG | MẬT |"], "", None, Level.DISTRICT),
        ([], CONCLUDES, "Thường trực Huyện ủy", Level.DISTRICT),
        ([], "Đồng chí Bí thư Huyện ủy kết luận như sau: hết.", None, None),
        (["Số 12-TB/HU"], "", "Huyện ủy", Level.DISTRICT),
        (
            ["Số 12-TB/HU"],
            "Nghe Ban Thường vụ Đảng ủy báo cáo kết quả, Ban Thường vụ Huyện ủy kết luận:",
            "Ban Thường vụ Huyện ủy",
            Level.DISTRICT,
        ),
        ([], "Thực hiện Kết luận của Ban Thường vụ Tỉnh ủy, các chi bộ đã họp.", None, None),
    ],
)
def test_issuer_and_level(
    head: list[str], body: str, issuer: str | None, level: Level | None
) -> None:
    notice = read(letterhead(*head, body=body))
    if issuer or not head:
        assert notice.issuer.value == issuer
    assert notice.level.value == level


@pytest.mark.parametrize(
    ("body", "closing", "issuer", "status"),
    [
        (
            "Trân trọng thông báo ý kiến kết luận của Thường trực Huyện ủy đến các đồng chí.",
            "Nơi nhận:\n- Lưu VPTU.",
            "Thường trực Huyện ủy",
            Status.STATED,
        ),
        (
            "Hết.",
            "Nơi nhận:\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ",
            "Ban Thường vụ Tỉnh ủy",
            Status.INFERRED,
        ),
        ("Hết.", "Nơi nhận:\n- Lưu VPHU.", "Huyện ủy", Status.INFERRED),
        ("Hết.", "Nơi nhận:\n- Lưu VPThU.", "Thành ủy", Status.INFERRED),
        ("Hết.", "Nơi nhận:\n- Lưu Văn phòng Huyện ủy.", "Huyện ủy", Status.INFERRED),
        ("Hết.", "T/M ĐẢNG ỦY XÃ LỘC QUẢNG\nBÍ THƯ", "Đảng ủy xã Lộc Quảng", Status.INFERRED),
        ("Hết.", "", None, Status.UNKNOWN),
    ],
)
def test_issuer_without_letterhead(
    body: str, closing: str, issuer: str | None, status: Status
) -> None:
    field = read(f"THÔNG BÁO\nkết quả\n\n{body}\n\n{closing}").issuer
    assert (field.value, field.evidence.status) == (issuer, status)


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("kết luận của Thường trực Huyện ủy về y tế", "Thường trực Huyện ủy"),
        ("kết luận Hội nghị Ban Thường vụ Thị ủy", "Ban Thường vụ Thị ủy"),
        ("thực hiện Kết luận của Ban Bí thư", None),
    ],
)
def test_issuer_named_by_the_title(title: str, issuer: str | None) -> None:
    assert read(f"THÔNG BÁO\n{title}\n\nHết.").issuer.value == issuer


def test_signing_tells_who_speaks_under_a_committees_letterhead() -> None:
    text = letterhead("HUYỆN ỦY BẢO LÂM", body="Hết.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ")
    field = read(text).issuer
    assert (field.value, field.evidence.status) == ("Ban Thường vụ Huyện ủy", Status.INFERRED)


@pytest.mark.parametrize(
    ("organ", "number", "dateline", "level"),
    [
        # a city of a province signs ThU, and TU too
        ("THÀNH ỦY VINH", "05-TB/TU", "Vinh, ngày 05 tháng 3 năm 2020", "district"),
        ("THÀNH ỦY THÀNH PHỐ THỦ ĐỨC", "05-TB/TU", "Thủ Đức, ngày 05/3/2022", "district"),
        ("THÀNH ỦY NINH BÌNH", "05-TB/TU", "Ninh Bình, ngày 05 tháng 3 năm 2023", "district"),
        ("THÀNH ỦY", "05-TB/TU", "Đà Lạt, ngày 05 tháng 3 năm 2023", "district"),
        ("THÀNH ỦY VINH", "05-TB/TU", "", "district"),
        # the day decides where a city came under the centre
        ("THÀNH ỦY HUẾ", "306-TB/ThU", "Thành phố Huế, ngày 12 tháng 9 năm 2022", "district"),
        ("THÀNH ỦY HUẾ", "306-TB/TU", "Huế, ngày 31 tháng 12 năm 2024", "district"),
        ("THÀNH ỦY HUẾ", "306-TB/TU", "Huế, ngày 01 tháng 01 năm 2025", "province"),
        ("THÀNH ỦY HUẾ", "306-TB/TU", "", None),
        ("THÀNH ỦY HUẾ", "306-TB/ThU", "", "district"),
        # those under the centre
        ("THÀNH ỦY CẦN THƠ", "05-TB/TU", "Cần Thơ, ngày 05 tháng 3 năm 2023", "province"),
        ("THÀNH ỦY TP HỒ CHÍ MINH", "05-TB/TU", "", "province"),
        ("THÀNH ỦY", "05-TB/TU", "Hải Phòng, ngày 05 tháng 3 năm 2023", "province"),
        # TU alone tells no level of a Thành ủy, and that of a Tỉnh ủy
        ("THÀNH ỦY", "05-TB/TU", "", None),
        ("TỈNH ỦY HÒA BÌNH", "05-TB/TU", "Hòa Bình, ngày 05 tháng 3 năm 2020", "province"),
        ("THỊ ỦY LONG KHÁNH", "05-TB/TU", "Long Khánh, ngày 05 tháng 3 năm 2018", "district"),
    ],
)
def test_the_level_of_a_city(organ: str, number: str, dateline: str, level: str | None) -> None:
    notice = read(f"{organ}\n*\nSố {number}\n{dateline}\n\nTHÔNG BÁO\nkết luận\n\nHết.")
    assert notice.level.value == level


# --- unit -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "unit"),
    [
        ("đối với Đảng bộ huyện Cẩm Mỹ năm 2022", "", "Đảng bộ huyện Cẩm Mỹ"),
        ("của Thường trực Huyện ủy tại Đảng bộ xã Lộc An", CONCLUDES, "Đảng bộ xã Lộc An"),
        ("buổi làm việc với\nĐảng ủy phường Quy Nhơn\nvề y tế", "", "Đảng ủy phường Quy Nhơn"),
        ("với Chi bộ thôn 4 về học tập", "", "Chi bộ thôn 4"),
        ("đối với Chi bộ Trạm Y tế xã", "", "Chi bộ Trạm Y tế xã"),
        ("tại phường Định Công", "", "phường Định Công"),
        ("đối với đồng chí Bí thư Đảng ủy xã Lộc An", "", "Đảng ủy xã Lộc An"),
        ("kết quả", "Ngày 03/8, họp với Đảng ủy xã Lộc An về việc.", "Đảng ủy xã Lộc An"),
        ("vệ sinh môi trường khu vực phường Ghềnh Ráng", "", "phường Ghềnh Ráng"),
        # What was concluded names units in passing; what stands before it says with whom.
        ("hội nghị", "Tỉnh ủy kết luận như sau:\n- Mở đường tại huyện A Lưới.", None),
        ("hội nghị", "Làm việc với xã Lộc An, Tỉnh ủy kết luận:\n- Mở đường.", "xã Lộc An"),
        ("thực hiện Kết luận của Ban Bí thư", "Thực hiện ý kiến của Huyện ủy.", None),
        ("trong các cơ quan đảng", "Hết.", None),
        ("đối với Đảng uỷ xã Lộc An", "", "Đảng uỷ xã Lộc An"),
    ],
)
def test_unit(title: str, body: str, unit: str | None) -> None:
    assert read(f"THÔNG BÁO\nkết quả {title}\n\n{body or 'Hết.'}").unit.value == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("kết luận của Thường trực Huyện ủy về đầu tư", None),
        ("kiểm tra đối với Ban Thường vụ Huyện ủy Đức Trọng", "Ban Thường vụ Huyện ủy Đức Trọng"),
        ("kết luận kiểm tra đối với Ban Tổ chức Huyện ủy", "Ban Tổ chức Huyện ủy"),
        ("kiểm tra đối với Thường trực Đảng ủy xã Lộc An", "Thường trực Đảng ủy xã Lộc An"),
    ],
)  # fmt: skip
def test_another_organ_that_speaks_for_the_issuers_body_is_no_unit(
    title: str, unit: str | None
) -> None:
    head = letterhead("ĐẢNG BỘ TỈNH LÂM ĐỒNG", "HUYỆN ỦY BẢO LÂM", body=CONCLUDES)
    text = head.replace("kết quả kiểm tra", title, 1)
    assert read(text).unit.value == unit


# --- spelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("ĐẢNG BỘ TỈNH LÂM ĐỒNG", "Đảng bộ tỉnh Lâm Đồng"),
        ("HUYỆN UỶ BẢO LÂM", "Huyện ủy Bảo Lâm"),
        ("THÀNH ỦY BUÔN MA THUỘT", "Thành ủy Buôn Ma Thuột"),
        ("ĐẢNG ỦY XÃ TÂN XÃ", "Đảng ủy xã Tân Xã"),
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("Ban thường vụ huyện uỷ", "Ban Thường vụ Huyện ủy"),
    ],
)
def test_spelling(written: str, spelled: str) -> None:
    assert spell_organ(written) == spelled
