"""Small notices for the tests of building: a text by its number, and folders of them."""

NOTICE = """HUYỆN ỦY BẢO LÂM
*
Số {number}-TB/HU
Bảo Lâm, ngày 05 tháng 7 năm 2022

THÔNG BÁO
kết quả làm việc với Đảng ủy xã Lộc Ngãi

Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII), xã đã triển khai {more}.
"""


def notice(number, more="đầy đủ"):
    return NOTICE.format(number=number, more=more)


def drop(folder, **texts):
    """Write files, by name without ``.txt``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
