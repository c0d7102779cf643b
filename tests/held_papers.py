"""Papers in our own words that bear their own keys, and others that cite them."""

_PAPER = """{above}
*
Số {number}
{where}

{type}
{title}

{body}

{signed}
"""


def paper(
    number,
    title,
    body,
    *,
    day="15/12/2022",
    kind="THÔNG BÁO",
    above="TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM",
    place="Bảo Lâm",
    signed="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Văn A",
):
    """A paper; ``day`` is as it is written, ``signed`` its last lines."""
    day, month, year = day.split("/")
    where = f"{place}, ngày {day} tháng {month} năm {year}"
    return _PAPER.format(
        above=above, number=number, where=where, type=kind, title=title, body=body, signed=signed
    )


CENTRE = {"above": "BAN CHẤP HÀNH TRUNG ƯƠNG", "place": "Hà Nội", "kind": "QUY ĐỊNH"}
POLITBURO = "T/M BỘ CHÍNH TRỊ\nTHƯỜNG TRỰC BAN BÍ THƯ\nNguyễn Văn B"
DONG_NAI = {"above": "TỈNH ỦY ĐỒNG NAI", "place": "Đồng Nai", "kind": "KẾ HOẠCH"}

QDI_213, KH_196 = "tw/k12/qdi-213", "tu.dong-nai/nk2020/kh-196"
TB_198, HD_95 = "hu.bao-lam.lam-dong/nk2020/tb-198", "btctw/k13/hd-95"

HELD = {
    # The registry has it, of the day before and of another title.
    "qd-213": paper(
        "213-QĐ/TW", "về việc giữ vệ sinh nơi công sở", "Điều 1. Mọi người giữ vệ sinh.",
        day="03/01/2020", **CENTRE, signed=POLITBURO,
    ),
    # The registry lacks it.
    "kh-196": paper(
        "196-KH/TU", "trồng cây xanh năm 2022", "1. Mỗi xã trồng một nghìn cây.",
        day="05/01/2022", **DONG_NAI,
    ),
    # A draft has no key, and is no text of the plan.
    "kh-196-du-thao": paper(
        "196-KH/TU", "trồng cây xanh năm 2022", "1. Mỗi xã trồng hai nghìn cây.\nDỰ THẢO",
        day="04/01/2022", **(DONG_NAI | {"above": "TỈNH ỦY ĐỒNG NAI\nDỰ THẢO"}),
    ),
    # A guidance of the central organisation commission, of khóa XIII.
    "hd-95": paper(
        "95-HD/BTCTW", "việc ghi sổ họp chi bộ", "1. Sổ họp ghi đủ ngày, người dự.",
        day="20/6/2023", above="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", place="Hà Nội",
        kind="HƯỚNG DẪN", signed="K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nNguyễn Văn C",
    ),
    "tb-198": paper(
        "198-TB/HU", "kết quả trồng cây",
        "Thực hiện Kế hoạch số 196-KH/TU, ngày 05/01/2022 của Tỉnh ủy Đồng Nai, các xã đã trồng.\n"
        "Thực hiện Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII).",
    ),
    # It cites the notice before, and a guidance whose term its text leaves open.
    "tb-199": paper(
        "199-TB/HU", "kết quả giữ cây",
        "Căn cứ Thông báo số 198-TB/HU, ngày 15/12/2022 của Huyện ủy Bảo Lâm.\n"
        "Sổ họp ghi theo Hướng dẫn số 95-HD/BTCTW của Ban Tổ chức Trung ương.\n"
        "Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị (khóa XII).",
        day="20/7/2023",
    ),
}  # fmt: skip
"""A district's papers with what they cite, and the texts of that."""
