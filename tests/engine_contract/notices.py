"""A dozen small notices, each there for one thing that an engine has to get right."""

_LETTERHEAD = """{issuer}
*
Số {number}
{where}

THÔNG BÁO
{title}

{body}
"""


def letter(number, title, body, *, issuer="HUYỆN ỦY BẢO LÂM", place="Bảo Lâm", day="", year=2022):
    day, _, month = day.partition("/")
    dated = f"{place}, ngày {day} tháng {month} năm {year}" if month else place
    return _LETTERHEAD.format(number=number, title=title, body=body, issuer=issuer, where=dated)


NOTICES = {
    # A word in the title counts more than in the text, and more often more than once.
    "title": letter("01-TB/HU", "kết quả trồng rừng", "Xã Lộc Ngãi báo cáo.", day="02/3"),
    "often": letter(
        "02-TB/HU", "kết quả làm việc", "Trồng rừng, giữ rừng, bán gỗ rừng.", day="03/3"
    ),
    "once": letter("03-TB/HU", "kết quả làm việc", "Chi bộ bàn việc giữ rừng.", day="04/3"),
    # Marks: chính đồn is not chỉnh đốn; a text without marks is found by those typed without.
    "chinh": letter("04-TB/HU", "kết quả kiểm tra", "Xây dựng, chỉnh đốn Đảng.", day="05/3"),
    "don": letter("05-TB/HU", "kết quả kiểm tra", "Bảo vệ chính đồn biên phòng.", day="06/3"),
    "telex": letter(
        "14-TB/HU", "kết quả bàn giao", "Bao cao viec chinh don to dan pho.", day="07/3"
    ),
    # Citations: resolved, two together, and a number of its own.
    "cites": letter(
        "06-TB/HU", "kết quả học tập",
        "Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII).",
        day="01/6", year=2021,
    ),
    "cites-two": letter(
        "07-TB/HU", "kết quả học tập",
        "Theo Quy định số 213-QĐ/TW và Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.",
        day="02/6", year=2021,
    ),
    "cites-same": letter(
        "08-TB/HU", "kết quả họp",
        "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị; Quy định số 213-QĐ/TW (khóa XII).",
        day="03/6", year=2021,
    ),
    "own-number": letter("213-TB/HU", "kết quả họp", "Đảng ủy xã họp.", day="12/7", year=2023),
    # Ties: the same words in the same places, told apart by the order of the index alone.
    "tie-a": letter("11-TB/HU", "kết quả thi đua", "Thi đua yêu nước.", day="01/2", year=2020),
    "tie-b": letter("12-TB/HU", "kết quả thi đua", "Thi đua yêu nước.", day="01/2", year=2020),
    # Another issuer and place, an abbreviation, and no date.
    "cam-my": letter(
        "13-TB/HU", "kết luận của BTV", "Giao HĐND xã Sông Ray.", issuer="HUYỆN ỦY CẨM MỸ",
        place="Cẩm Mỹ",
    ),
}  # fmt: skip
