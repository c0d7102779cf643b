"""What stands in the cells of a table, and the dates that belong to a citation.

``⏎`` is the end of a line, ``→`` the tab between two cells.
"""

import pytest

from indexer.citations.finder import find_citations


def read(text):
    found = find_citations(text.replace("⏎", "\n").replace("→", "\t"))
    return [(one.text, one.date.iso if one.date else "") for one in found]


CELLS = {
    # with bars, close or apart: a bar is no misread 1, and the next cell's date is the paper's
    "|Văn bản|Ngày|⏎|29-CT/TW|05/01/2024|⏎|28-CT/TW|25/12/2023|": [
        ("29-CT/TW", "2024-01-05"),
        ("28-CT/TW", "2023-12-25"),
    ],
    "1 | 18-NQ/TW | 25/10/2017 | Tổ chức bộ máy⏎2 | Chỉ thị 35-CT/TW | 30/5/2019 |": [
        ("18-NQ/TW", "2017-10-25"),
        ("Chỉ thị 35-CT/TW", "2019-05-30"),
    ],
    "1→Nghị quyết số 29-NQ/TW→04/11/2013→Đổi mới giáo dục": [
        ("Nghị quyết số 29-NQ/TW", "2013-11-04")
    ],
    "|1|Luân chuyển cán bộ|65-QĐ/TW|Q4/2022|⏎|2|Phân cấp|80-QĐ/TW|15/11|": [
        ("65-QĐ/TW", ""),
        ("80-QĐ/TW", ""),
    ],
    # a cell with more than the date is another matter's; a line below is another row
    "| 18-NQ/TW | 25/10/2022 sơ kết |": [("18-NQ/TW", "")],
    "| 18-NQ/TW | báo cáo trước 25/10/2022 |": [("18-NQ/TW", "")],
    "Thực hiện Nghị quyết số 18-NQ/TW⏎⏎25/10/2022 họp Ban Thường vụ": [
        ("Nghị quyết số 18-NQ/TW", "")
    ],
    # nor is the day beside a matter that names the paper among other words
    "| Học tập Nghị quyết số 44-NQ/TW | 12/3/2024 | Hội trường |": [("Nghị quyết số 44-NQ/TW", "")],
    "Sơ kết Nghị quyết số 18-NQ/TW→30/11/2022": [("Nghị quyết số 18-NQ/TW", "")],
    "| Chi bộ thực hiện Chỉ thị 05-CT/TW | 12/3/2024 |": [("Chỉ thị 05-CT/TW", "")],
    # the head of a table says which column is the day of issue, and which is not
    "Ngày ban hành | Số, ký hiệu | Trích yếu⏎25/10/2017 | 18-NQ/TW | Một số vấn đề": [
        ("18-NQ/TW", "2017-10-25")
    ],
    "|Số|Cơ quan|Ngày ký|⏎|---|---|---|⏎|18-NQ/TW|BCH Trung ương|25/10/2017|": [
        ("18-NQ/TW", "2017-10-25")
    ],
    "|Văn bản|Hạn báo cáo|Ngày ban hành|⏎|18-NQ/TW|30/11/2022|25/10/2017|": [
        ("18-NQ/TW", "2017-10-25")
    ],
    "|Văn bản|Hạn báo cáo|Ghi chú|⏎|Chỉ thị số 35-CT/TW|30/11/2024||": [
        ("Chỉ thị số 35-CT/TW", "")
    ],
    # with tabs as well: only a column whose whole label says so is the day of issue
    "TT→Văn bản→Thời hạn⏎1→Nghị quyết số 05-NQ/TU→20/12/2025": [("Nghị quyết số 05-NQ/TU", "")],
    "TT→Văn bản→Ngày báo cáo⏎1→Nghị quyết số 05-NQ/TU→20/12/2025": [("Nghị quyết số 05-NQ/TU", "")],
    "TT→Văn bản→Ngày hiệu lực⏎1→Quy định số 05-QĐ/TU→20/12/2025": [("Quy định số 05-QĐ/TU", "")],
    "TT→Văn bản→Ngày đến⏎1→Quy định số 05-QĐ/TU→20/12/2025": [("Quy định số 05-QĐ/TU", "")],
    "Họ tên→Quyết định→Ngày vào Đảng⏎An→12-QĐ/TU→03/02/2010": [("12-QĐ/TU", "")],
    # a cell without a day has none of the next column's; an empty last cell takes none away.
    "Văn bản→Ngày ban hành→Hạn⏎05-CT/TW→→30/11/2022⏎18-NQ/TW→25/10/2017→": [
        ("05-CT/TW", ""),
        ("18-NQ/TW", "2017-10-25"),
    ],
    "TT→Văn bản→Ngày ban hành⏎1→Nghị quyết số 05-NQ/TU→20/12/2024": [
        ("Nghị quyết số 05-NQ/TU", "2024-12-20")
    ],
    "TT→Văn bản→Ngày, tháng, năm⏎1→05-NQ/TU→20/12/2024": [("05-NQ/TU", "2024-12-20")],
    # another number of cells tells of no column
    "TT→Văn bản→Ngày ký→Hạn⏎1→Nghị quyết số 05-NQ/TU→20/12/2025": [("Nghị quyết số 05-NQ/TU", "")],
    # a word within a label, or a cell below it, is no label
    "| Văn bản | Hạn nộp | Thành phần dự |⏎| Nghị quyết số 05-NQ/TU | 20/12/2025 | Nhân dân |": [
        ("Nghị quyết số 05-NQ/TU", "")
    ],
    "|Văn bản|Hạn|Ai|⏎|04-NQ/TU|1/12/2025|Ủy ban nhân dân tỉnh|⏎|05-NQ/TU|2/12/2025|Thời gian|": [
        ("04-NQ/TU", ""),
        ("05-NQ/TU", ""),
    ],
    "| TT | Số | Ngày đến |⏎| 12 | 312-BC/TU | 15/3/2019 |": [("312-BC/TU", "")],
    "| Văn bản | Báo cáo trước ngày |⏎| 05-NQ/TU | 20/12/2025 |": [("05-NQ/TU", "")],
    "| Văn bản | Giao nộp |⏎| 05-NQ/TU | 20/12/2025 |": [("05-NQ/TU", "")],
    "| Văn bản | Sơ kết |⏎| 05-NQ/TU | 20/12/2025 |": [("05-NQ/TU", "")],
    # two papers in a row: a column is that of the nearest before it
    "|Số|Ngày ban hành|Số thay thế|Ngày ký|⏎|12-QĐ/TU|05/01/2019|15-QĐ/TU|05/01/2024|": [
        ("12-QĐ/TU", "2019-01-05"),
        ("15-QĐ/TU", "2024-01-05"),
    ],
    "|Văn bản bãi bỏ|Văn bản mới|Ngày ban hành|⏎|12-QĐ/TU|15-QĐ/TU|05/01/2024|": [
        ("12-QĐ/TU", ""),
        ("15-QĐ/TU", "2024-01-05"),
    ],
    "| 05/01/2024 | 12-TB/TU | 06/01/2024 | 13-TB/TU |": [("12-TB/TU", ""), ("13-TB/TU", "")],
    # the next table has a heading of its own
    "|Số|Ngày ký|⏎|12-QĐ/TU|5/1/2024|⏎⏎Việc cần làm⏎|Văn bản|Thời hạn|⏎|15-QĐ/TU|6/6/2025|": [
        ("12-QĐ/TU", "2024-01-05"),
        ("15-QĐ/TU", ""),
    ],
    # a bar in a line without others is a figure that was misread
    "theo Kết luận số 2|-KL/TW của Trung ương": [("Kết luận số 2|-KL/TW", "")],
}


@pytest.mark.parametrize(("text", "expected"), CELLS.items(), ids=CELLS)
def test_a_row_of_a_table_is_read_cell_by_cell(text, expected):
    assert read(text) == expected


BARS = {
    # the number of the row stands beside the symbol
    "|1|12-TB/TU|05/01/2024|⏎|2|19-NQ/TW|25/10/2017|": ["12-TB/TU", "19-NQ/TW"],
    "|10|14-TB/TU|⏎|11|29-CT/TW|⏎|100|1234-QĐ/TU|": ["14-TB/TU", "29-CT/TW", "1234-QĐ/TU"],
    "1|12-TB/TU|": ["12-TB/TU"],
    "|I|12-TB/TU|05/01/2024|": ["12-TB/TU"],
    "|29-CT/TW|28-CT/TW": ["29-CT/TW", "28-CT/TW"],
    "|Số|13-QĐ/TU|": ["13-QĐ/TU"],
    # so many figures no number has
    "Đảng viên: 35|12-TB/TU": ["12-TB/TU"],
    # two misread figures in a line make no row of it
    "Thông báo số |2-TB/TU ngày 3/2/2024; Thông báo số |3-TB/TU": ["12-TB/TU", "13-TB/TU"],
    "Thông báo |2-TB/TU ngày 3/2/2024; Thông báo |3-TB/TU": ["12-TB/TU", "13-TB/TU"],
    "Kết luận số 2|-KL/TW và Kết luận số 2|3-KL/TW": ["21-KL/TW", "213-KL/TW"],
    # behind "số" there is no edge of a cell
    "| Quyết định số |3-QĐ/TU |": ["13-QĐ/TU"],
}


@pytest.mark.parametrize(("text", "numbers"), BARS.items(), ids=BARS)
def test_a_bar_is_the_edge_of_a_cell_or_a_misread_figure(text, numbers):
    found = find_citations(text.replace("⏎", "\n"))
    assert [one.number for one in found] == numbers
    assert all(bool(one.damaged) == ("|" in one.text) for one in found)


DATES = {
    # letters for figures
    "Quy định số 22-QĐ/TW ngày 28/7/2O21": "2021-07-28",
    "Quy định số 08-QĐi/TW, ngày 25/1O/20l8": "2018-10-25",
    # each part needs a true figure, and the day must be one
    "Kết luận số 21-KL/TW ngày 25/lO/2021": "",
    "Kế hoạch số 7-KH/TU ngày ol/ol/2olo": "",
    "Kế hoạch số 7-KH/TU ngày oo/oo/2000": "",
    "Kế hoạch số 7-KH/TU ngày 15/5/29l6": "",
    "Kế hoạch số 7-KH/TU ngày 15/5/l0l1": "",
    "Kế hoạch số 7-KH/TU ngày 15/5/l9l6": "",
    "Kế hoạch số 7-KH/TU ngày 3l/4/2016": "",
    "Kế hoạch số 7-KH/TU ngày 15/5/l996": "1996-05-15",
    "Quy định số 22-QĐ/TW ngày oi/il/lol": "",
    "Quy định số 37-QĐ/TW ngày 25-1O-2021": "2021-10-25",
    "Quy định số 37-QĐ/TW, ngày 25/10 năm 2021": "2021-10-25",
    # the year in brackets
    "Nghị quyết 35-NQ/TW (2018)": "2018",
    "Chỉ thị 35 (2019) của Bộ Chính trị": "2019",
    "Quy định số 37-QĐ/TW (25/10/2021)": "2021-10-25",
    "Nghị quyết 35-NQ/TW (2018-2023)": "",
    "Nghị quyết 35-NQ/TW (3500)": "",
    # behind a dash
    "Thông báo 20-TB/TW - 08/9/2022": "2022-09-08",
    "Thông báo 20-TB/TW - 08/9/2022, về": "2022-09-08",
    "Học tập Chỉ thị 05-CT/TW - Năm 2025": "",
    "Kế hoạch số 57-KH/HU - Ngày 20/6/2025 họp Ban Thường vụ": "",
    "Kế hoạch số 57-KH/HU - 20/6/2025 họp Ban Thường vụ": "",
    "Quy định số 58-QĐ/TW, 08/02/2022": "2022-02-08",
    # the narrator's day
    "Căn cứ Kế hoạch số 6-KH/TU, cùng ngày 15/2/2025, Đoàn kiểm tra làm việc": "",
    "Nghị quyết số 18-NQ/TW, cùng năm 2024 huyện đã sơ kết": "",
}


@pytest.mark.parametrize(("text", "day"), DATES.items(), ids=DATES)
def test_a_date_is_read_however_it_stands_there(text, day):
    assert [found for _, found in read(text)] == [day]


GROUPS = {
    "số 198-TB/HU, 199-TB/HU, 200 -TB/HU đều ngày 15/12/2022": ["2022-12-15"] * 3,
    "Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW cùng ngày 12/12/2013": ["2013-12-12"] * 2,
    "Kết luận số 21-KL/TW và Quy định số 37-QĐ/TW cùng ban hành ngày 25/10/2021": (
        ["2021-10-25"] * 2
    ),
    "Quyết định số 217-QĐ/TW, Quy chế số 218-QC/TW, cùng ngày 12/12/2013 của Bộ Chính trị": (
        ["2013-12-12"] * 2
    ),
    "Quyết định số 217-QĐ/TW, Quy chế số 218-QC/TW, cùng ngày 12/12/2013.": ["2013-12-12"] * 2,
    "Quyết định số 217-QĐ/TW, Quy chế số 218-QC/TW, đều ngày 12/12/2013, và": ["2013-12-12"] * 2,
    # "cùng" behind a comma mostly opens what the narrator goes on to tell
    "Quy định số 22-QĐ/TW, Quy chế số 01-QC/TU và Kế hoạch số 6-KH/TU, cùng ngày 15/2/2025, Đoàn": (
        [""] * 3
    ),
    "Chỉ thị số 05-CT/TW, Nghị quyết số 18-NQ/TW, cùng năm 2024 huyện đã sơ kết": [""] * 2,
    # a day of its own stays
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017, Kết luận số 28-KL/TW cùng năm 2022": (
        ["2017-10-25", "2022"]
    ),
    # without such a word it is only the last one's
    "Quyết định số 217-QĐ/TW và Quy chế số 218-QC/TW ngày 12/12/2013": ["", "2013-12-12"],
}


@pytest.mark.parametrize(("text", "days"), GROUPS.items(), ids=GROUPS)
def test_a_day_that_all_share_is_that_of_all(text, days):
    assert [found for _, found in read(text)] == days


SPANS = {
    # a range from symbol to symbol, each counted
    "các Thông báo từ số 12-TB/HU đến số 14-TB/HU": (
        ["Thông báo từ số 12-TB/HU đến số 14-TB/HU"] * 3
    ),
    # the organ before the number
    "thực hiện chỉ thị của Ban Bí thư số 40 ngày 22/11/2014": ["chỉ thị của Ban Bí thư số 40"],
    "báo cáo của xã số 30 hộ nghèo": [],
    # joint papers
    "Hướng dẫn liên tịch số 01-HDLT/BTCTU-UBKTTU": ["Hướng dẫn liên tịch số 01-HDLT/BTCTU-UBKTTU"],
    "Hướng dẫn liên ngành 02/HDLN-BHXH-STC": ["Hướng dẫn liên ngành 02/HDLN-BHXH-STC"],
    "KH liên tịch; Kế hoạch phối hợp số 63/KHPH-MTTQ-UBND": [
        "Kế hoạch phối hợp số 63/KHPH-MTTQ-UBND"
    ],
    # nothing between the parts
    "theo QĐ179-QĐ/TW và NQ18-NQ/TW": ["QĐ179-QĐ/TW", "NQ18-NQ/TW"],
    "Quyết định số 1719/QĐTTg, Quy định 22-QĐTW": ["Quyết định số 1719/QĐTTg", "Quy định 22-QĐTW"],
    "máy bơm 45-KHCN, lô 12-NQTUX": [],
    "theo số 22-QĐTW; Kế hoạch 150-KHTU": ["22-QĐTW", "Kế hoạch 150-KHTU"],
    "xe 22-HDTU, biển số 150-KHTU, theo 15 BCTW, 15TTTU, máy 22-QĐTW": [],
    "CT5-TT/TU": [],
    "theo Quyđịnh số 22-QĐ/TW, Nghịquyết số 18": ["Quyđịnh số 22-QĐ/TW", "Nghịquyết số 18"],
    "#nghiquyet 18; Quyđịnh của xã": [],
    # signs that only look like a slash or a letter
    "Quy định số 22-QĐ∕TW": ["Quy định số 22-QĐ∕TW"],
    "Quy định số ２２－ＱĐ／ＴＷ": ["Quy định số ２２－ＱĐ／ＴＷ"],
    # an abbreviation with "số" and an organ or a day
    "CV số 89 của Văn phòng Huyện ủy": ["CV số 89"],
    "TB số 12 ngày 03/3/2023": ["TB số 12"],
    "tổng hợp KH số 12 của các đơn vị; TB số 5": [],
    # ordinals in words, and a plenum of two sessions
    "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ hai mươi hai": [
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ hai mươi hai"
    ],
    "Nghị quyết Trung ương bốn khóa mười hai": ["Nghị quyết Trung ương bốn khóa mười hai"],
    "Nghị quyết Trung ương 6 lần 2 (khóa VIII)": ["Nghị quyết Trung ương 6 lần 2 (khóa VIII)"],
    "học Nghị quyết Trung ương 6 lần 2 năm 2024, Nghị quyết Trung ương 8 lần 1 và lần 2": [],
    # a list of laws under one word
    "các luật: Đất đai, Nhà ở; các luật về nhà ở": ["Đất đai", "Nhà ở"],
    "ba Luật Đất đai, Nhà ở và Kinh doanh bất động sản": [
        "Luật Đất đai",
        "Nhà ở",
        "Kinh doanh bất động sản",
    ],
    "khoản 2 Luật Đất đai, Nhà ở xã hội còn thiếu": ["Luật Đất đai"],
    "các Luật Đất đai năm 2024, Nhà ở năm 2023 và Đấu thầu": [
        "Luật Đất đai năm 2024",
        "Nhà ở năm 2023",
        "Đấu thầu",
    ],
    # that go on as something else, stand there again, or in a title
    "các Luật Hợp tác xã và Hợp tác xã Lang Biang": ["Luật Hợp tác xã"],
    "các Luật Thanh tra, Thanh tra tỉnh tiến hành": ["Luật Thanh tra"],
    "các Luật Đất đai, Thống kê có 5 hộ": ["Luật Đất đai"],
    "các Luật Đất đai, Nhà ở, Trẻ em nghèo": ["Luật Đất đai", "Nhà ở"],
    "các Luật Đất đai, Doanh nghiệp tư nhân Hòa Bình": ["Luật Đất đai"],
    "các Luật Đất đai, Xây dựng cơ bản": ["Luật Đất đai"],
    "các Luật Đất đai, Đất đai, Nhà ở": ["Luật Đất đai"],
    "Nghị định số 102/2024/NĐ-CP quy định chi tiết thi hành một số điều của các Luật Đất đai, "
    "Nhà ở": ["Nghị định số 102/2024/NĐ-CP"],
    # a notice's own number stands alone
    "Số 198-TB/HU⏎Bảo Lâm, ngày 03/3/2023": [],
    "Số 198-TB/HU, 15-3-2025": [],
    "Số 198-TB/HU; 03/3/2023": [],
    "Số 198-TB/HU và số 5-7 Trần Phú": [],
    "Số 198-TB/HU và số 199-TB/HU": ["198-TB/HU", "199-TB/HU"],
}


@pytest.mark.parametrize(("text", "spans"), SPANS.items(), ids=SPANS)
def test_a_citation_has_its_whole_span(text, spans):
    assert [span for span, _ in read(text)] == spans


RANGES = {
    # with both symbols whole, a day behind them is the last one's
    "Chỉ thị số 03-CT/TW đến 05-CT/TW ngày 15/5/2016": [
        ("03-CT/TW", ""), ("04-CT/TW", ""), ("05-CT/TW", "2016-05-15"),
    ],
    "Nghị quyết từ số 18 đến số 20-NQ/TW, ngày 16/6/2022": [
        ("18-NQ/TW", "2022-06-16"), ("19-NQ/TW", "2022-06-16"), ("20-NQ/TW", "2022-06-16"),
    ],
    # the year is all members'
    "Nghị định số 45/2019/NĐ-CP đến số 46/2019/NĐ-CP": [
        ("45/2019/NĐ-CP", ""), ("46/2019/NĐ-CP", ""),
    ],
    "Nghị định từ số 45 đến số 46/2019/NĐ-CP": [("45/2019/NĐ-CP", ""), ("46/2019/NĐ-CP", "")],
    # unlike ends are two papers
    "Nghị định số 45/2019/NĐ-CP đến số 47/2020/NĐ-CP": [
        ("45/2019/NĐ-CP", ""), ("47/2020/NĐ-CP", ""),
    ],
    "Thông báo từ số 12-TB/HU đến số 14-KL/HU": [("12-TB/HU", ""), ("14-KL/HU", "")],
    "Thông báo số 12-TB/TU đến số 14-TB/HU": [("12-TB/TU", ""), ("14-TB/HU", "")],
    # and so are two with their type words
    "từ Chỉ thị số 03-CT/TW đến Chỉ thị số 05-CT/TW": [("03-CT/TW", ""), ("05-CT/TW", "")],
    "Nghị quyết số 18-NQ/TW đến Kết luận số 28-KL/TW": [("18-NQ/TW", ""), ("28-KL/TW", "")],
    "Công văn số 12-CV/TU đến Quyết định số 15-QĐ/TU": [("12-CV/TU", ""), ("15-QĐ/TU", "")],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RANGES.items(), ids=RANGES)
def test_a_range_has_like_ends(text, expected):
    found = find_citations(text)
    assert [(one.number, one.date.iso if one.date else "") for one in found] == expected


QUALIFIED = [
    "Quyết định chủ trương đầu tư số 12/QĐ-UBND",
    "Kế hoạch đầu tư số 06/KH-UBND",
    "Quyết định thành lập Đoàn kiểm tra số 12-QĐ/UBKT",
    "Quy định phân cấp đầu tư số 12-QĐ/TU",
    "Công văn đến số 12-CV/TU",
    "Thông báo từ số 112-TB/HU đến số 115-TB/HU",
]


@pytest.mark.parametrize("text", QUALIFIED)
def test_the_words_between_type_and_number_belong_to_the_span(text):
    assert {span for span, _ in read(text)} == {text}


NUMBERED = {
    # behind an organ: a day, a khóa or a subject tells a number; an address and a count have none
    "nghị quyết của Bộ Chính trị số 57 về đột phá": ["nghị quyết của Bộ Chính trị số 57"],
    "kết luận của Bộ Chính trị số 14, ngày 22/9/2021": ["kết luận của Bộ Chính trị số 14"],
    "hướng dẫn của Ban Tổ chức Huyện ủy số 5 về thẻ": ["hướng dẫn của Ban Tổ chức Huyện ủy số 5"],
    "nghị quyết của Bộ Chính trị số 18 khóa XII": ["nghị quyết của Bộ Chính trị số 18 khóa XII"],
    "Quyết định của Ủy ban nhân dân tỉnh số 15 Trần Phú": [],
    "Thông báo của Ban Tổ chức Huyện ủy số 12 Nguyễn Huệ": [],
    "Thông báo của Văn phòng Huyện ủy số 0263 3870 123": [],
    "kế hoạch của Ủy ban nhân dân xã số 5 hộ": [],
    "hướng dẫn của Ban Tổ chức Trung ương số 5 bước": [],
    "quyết định của Ủy ban nhân dân xã số 5, 6, 7": [],
    # the organ itself is numbered
    "nghị quyết của Chi bộ số 5": [],
    "nghị quyết của Đảng bộ số 2 ngày 3/3/2024": [],
    "nghị quyết của chi bộ Trường THCS số 2 về việc học": [],
    "nghị quyết của Đảng ủy Công ty Số 5": [],
    # behind an abbreviation with "số": an organ or a whole day
    "HD số 12 của Ban Tổ chức Trung ương": ["HD số 12"],
    "BC số 12 ngày 3 tháng 4 năm 2025": ["BC số 12"],
    "TB số 5 của xã": ["TB số 5"],
    "TB số 5 của trạm; KH số 12 của khách hàng; BC số 3 của nhà trường": [],
    "QC số 12 của sản phẩm; HD số 6 ngày 6 giờ; CV số 12 ngày 1 tháng sau": [],
    "KH số 5 của toàn bộ; KH số 5 của một số; KH số 5 của hai đơn vị": [],
    "KH số 5 của 3 chi bộ": [],
    # HĐ is a contract
    "HĐ số 15 ngày 3/3/2025 với Công ty; HĐ số 7 của Công ty": [],
    "HĐ số 7 của Huyện ủy": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "spans"), NUMBERED.items(), ids=NUMBERED)
def test_a_bare_number_is_a_papers_only_where_something_tells_it(text, spans):
    assert [span for span, _ in read(text)] == spans
