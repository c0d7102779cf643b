"""Citations as papers really write them: parted, counted, listed, misread, over ends of lines.

``⏎`` is the end of a line, ``→`` the tab between two cells of a table.
"""

import pytest

from indexer.citations.finder import find_citations


def read(text):
    return find_citations(text.replace("⏎", "\n").replace("→", "\t"))


def written(text):
    return [" ".join(found.text.split()) for found in read(text)]


# --- what ends a line --------------------------------------------------------------------------

PLACES = {
    # over a full stop
    "theo Kế hoạch số 12-KH/ĐU, ngày 12/01/2026 của Đảng ủy xã. Ban Chỉ huy Quân sự xã chủ trì": "",
    "theo Báo cáo số 61-BC/ĐU của Đảng ủy phường. Tân Lập là phường dẫn đầu": "",
    "theo Kế hoạch số 3-KH/TU của Thành ủy. Hải Phòng đã xong": "",
    "theo Kế hoạch số 31-KH/HU của Ban Thường vụ Huyện ủy. Bảo Lâm là huyện dẫn đầu": "",
    # over a heading, an item of a list
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường.⏎⏎3. Công tác cán bộ": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường⏎⏎3. Công tác cán bộ": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường⏎3. Công tác cán bộ": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường⏎⏎12⏎⏎3. Công tác cán bộ": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy xã⏎Điều 2. Giao Văn phòng": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy xã⏎II. NHIỆM VỤ": "",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy xã⏎- Ban Tổ chức chủ trì": "",
    "theo Kế hoạch số 312/KH-UBND ngày 28/12/2021 của UBND Thành phố.⏎⏎3. Phương án": "",
    "theo Kế hoạch số 312/KH-UBND ngày 28/12/2021 của UBND thành phố⏎⏎3. Phương án": "",
    # over a blank line, to the next paragraph
    "theo Kế hoạch số 57-KH/HU của Ban Thường vụ Huyện ủy⏎⏎Văn phòng Huyện ủy": "",
    "theo Kế hoạch số 57-KH/HU của Ban Thường vụ Huyện ủy⏎Văn phòng Huyện ủy": "",
    "Thông báo số 55-TB/HU của Ban Thường vụ Huyện ủy⏎⏎HUYỆN ỦY DI LINH": "",
    "Thông báo số 55-TB/HU của Ban Thường vụ Huyện ủy⏎⏎Căn cứ tình hình": "",
    "Thông báo số 55-TB/HU của Ban Thường vụ Huyện ủy⏎Nơi nhận: như trên": "",
    "Thông báo số 55-TB/HU của Huyện ủy Bảo Lâm⏎Nơi nhận: như trên": "Bảo Lâm",
    # another cell
    "Thông báo số 55-TB/HU của Huyện ủy→Bảo Lâm": "",
    # what goes on all the same
    "theo Kế hoạch số 57-KH/HU của Huyện ủy⏎Bảo Lâm, tỉnh Lâm Đồng": "Bảo Lâm, Lâm Đồng",
    "theo Kế hoạch số 57-KH/HU của Huyện ủy Bảo⏎Lâm về việc học": "Bảo Lâm",
    "theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường 3": "phường 3",
    "theo Kế hoạch số 57-KH/TU của Thành ủy TP. Hồ Chí Minh": "Hồ Chí Minh",
    "theo Kế hoạch số 57-KH/TU của⏎⏎Tỉnh ủy Đồng Nai": "Đồng Nai",
    "theo Kế hoạch số 57-KH/TU của Tỉnh*⏎⏎ủy Đồng Nai": "Đồng Nai",
    "theo Kế hoạch số 57-KH/TU của⏎⏎7⏎⏎Tỉnh ủy Đồng Nai": "Đồng Nai",
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PLACES.items(), ids=PLACES)
def test_no_place_is_read_over_the_end_of_what_it_stands_in(text, place):
    assert [found.place for found in read(text)] == [place]


OVER_LINES = {
    "theo Chỉ thị số⏎50-CT/TW và Nghị⏎quyết số 57-⏎NQ/TW": [
        "Chỉ thị số 50-CT/TW", "Nghị quyết số 57- NQ/TW",
    ],
    "theo Quy⏎⏎định số⏎⏎213-QĐ/TW": ["Quy định số 213-QĐ/TW"],
    "theo Quy định số⏎⏎4⏎⏎213-QĐ/TW": ["Quy định số 4 213-QĐ/TW"],
    "nay gọi tắt là Quy định⏎06.⏎Đ/c Phó Bí thư": ["Quy định 06"],
    "(tổng kết Nghị quyết⏎48).": ["Nghị quyết 48"],
    "(viết tắt là Quy định⏎58) được phổ biến": ["Quy định 58"],
    "theo Nghị quyết⏎48) Các đơn vị": [],
    "Bộ luật Hình sự⏎2015, Luật Đất đai⏎2024": ["Bộ luật Hình sự 2015", "Luật Đất đai 2024"],
    "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXV, nhiệm kỳ 2015⏎- 2020;": [
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXV, nhiệm kỳ 2015 - 2020",
    ],
    "Ban Thường vụ Đảng ủy kết luận:⏎⏎1. Ưu điểm": [],
    "Ban Thường vụ Đảng ủy kết luận⏎⏎1. Ưu điểm": [],
    "Văn phòng thông báo:⏎1. Thời gian": [],
    "sẽ có thông báo⏎21. Các đơn vị": [],
    "theo Kết luận 01-KL/TW, kết luận:⏎⏎1. Ưu điểm": ["Kết luận 01-KL/TW"],
    "Loại→Số⏎Nghị quyết→12⏎Chỉ thị→14⏎Kế hoạch→20": [],
    "Nghị quyết→57-NQ/TW→22/12/2024→412": ["57-NQ/TW"],
    "Căn cứ:→Quy định số 294-QĐ/TW": ["Quy định số 294-QĐ/TW"],
    "rà soát theo Nghị định⏎⏎118/2025/NĐ-CP": ["Nghị định 118/2025/NĐ-CP"],
    "sơ kết NQTW  8  (khóa  XI)": ["NQTW 8 (khóa XI)"],
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX, nhiệm kỳ 2O2O - 2025.": [
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX, nhiệm kỳ 2O2O - 2025",
    ],
    "Căn cứ Nghị quyết số→57-NQ/TW": ["Nghị quyết số 57-NQ/TW"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OVER_LINES.items(), ids=OVER_LINES)
def test_a_citation_goes_on_over_a_page_break_and_over_no_heading_or_cell(text, expected):
    assert written(text) == expected


def test_the_cell_before_a_symbol_gives_its_type():
    found = read("Quy định→04-QĐ/TU→17/3/2017⏎Quyết định→842-QĐ/TU→25/10/2022")
    assert [(one.text, one.type) for one in found] == [
        ("04-QĐ/TU", "Quy định"),
        ("842-QĐ/TU", "Quyết định"),
    ]


SUBJECTS = {
    "theo Chỉ thị số 50-CT/TW về phát triển hợp tác xã⏎⏎Ban Tổ chức chủ trì": (
        "phat trien hop tac xa"
    ),
    "theo Nghị quyết số 31-NQ/TW về phát triển TP.HCM. Đạt 90%": "phat trien tp.hcm",
    "theo Nghị quyết số 31-NQ/TW về cấp 1.200 suất quà; đạt 90%": "cap 1.200 suat qua",
    "theo **Nghị quyết số 31-NQ/TW về hợp tác xã.**": "hop tac xa",
    "theo Nghị quyết số 31-NQ/TW “về hợp tác xã.” Đạt": "hop tac xa",
    "theo “Nghị quyết số 31-NQ/TW” đã được học": "",
}


@pytest.mark.parametrize(("text", "subject"), SUBJECTS.items(), ids=SUBJECTS)
def test_no_subject_is_read_over_the_end_of_a_sentence(text, subject):
    (found,) = read(text)
    assert found.subject == subject


# --- what only looks like a citation -----------------------------------------------------------

NONE = [
    "Ban hành 85 văn bản: nghị quyết: 12, chỉ thị: 05, kết luận: 21, quy định: 37",
    "Ban hành 85 văn bản, trong đó nghị quyết 12; chỉ thị 05; kết luận 21.",
    "đã ban hành 41 văn bản chỉ đạo, gồm: nghị quyết 12, chỉ thị 05, kế hoạch 20",
    "Ban hành 12 nghị quyết, 5 chỉ thị, 18 kết luận",
    "Nghị quyết: 12; Chỉ thị: 14; Kế hoạch: 20",
    "nghị quyết (12), chỉ thị (05)",
    "| Nghị quyết | 12 |⏎| Chỉ thị | 14 |",
    "THÔNG BÁO SỐ 1⏎về việc tổ chức Đại hội",
    "THÔNG BÁO SỐ 02⏎Về thời gian, địa điểm Đại hội",
    "BAN TỔ CHỨC ĐẠI HỘI⏎⏎THÔNG BÁO SỐ 1⏎⏎về việc tổ chức Đại hội",
    "BAN TỔ CHỨC ĐẠI HỘI⏎*⏎THÔNG BÁO SỐ 1⏎về việc tổ chức Đại hội",
    "BAN TỔ CHỨC ĐẠI HỘI⏎THÔNG BÁO SỐ 1⏎về việc tổ chức Đại hội",
    "Thông báo số 3⏎về việc nghỉ lễ",
    "**THÔNG BÁO SỐ 1**⏎**về việc tổ chức Đại hội**",
    "KẾ HOẠCH SỐ 2⏎V/v tổ chức hội thi",
    "Số: §3/TTr-UBND",
    "tệp 18-NQ-TW.docx, nq18-nq-tw.pdf; xem /nghi-quyet-so-18-nq-tw.html #NQ57",
    "T/M UBKT ĐẢNG ỦY⏎(Số: 07-QC/BXDĐ-UBKTĐU)",
    "HUYỆN ỦY DI LINH→Số 77-TB/HU⏎Di Linh, ngày 10/01/2023",
]


@pytest.mark.parametrize("text", NONE)
def test_counts_headings_and_own_numbers_are_no_citations(text):
    assert written(text) == []


NAMED = {
    "Đã học 12 văn bản, trong đó có Nghị quyết 18, Chỉ thị 40.": ["Nghị quyết 18", "Chỉ thị 40"],
    "KẾ HOẠCH⏎THỰC HIỆN⏎NGHỊ QUYẾT SỐ 18⏎CỦA BAN CHẤP HÀNH TRUNG ƯƠNG": ["NGHỊ QUYẾT SỐ 18"],
    "thực hiện⏎Thông báo số 81⏎về việc xây trường": ["Thông báo số 81"],
    "học Nghị quyết 57 99,2%, Nghị quyết 68 98,7%, Quy định 294 97%": [
        "Nghị quyết 57", "Nghị quyết 68", "Quy định 294",
    ],
    "học Quy định 41 đạt 97%, Nghị quyết 35 đạt 98%": ["Quy định 41", "Nghị quyết 35"],
    "không theo Quy định 37 ban hành sau": ["Quy định 37"],
    "tuyên truyền Luật Đất đai năm 2024 12 cuộc, 640 người": ["Luật Đất đai năm 2024"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED.items(), ids=NAMED)
def test_a_name_stays_one_among_counts_and_figures(text, expected):
    assert written(text) == expected


# --- lists -------------------------------------------------------------------------------------

LISTS = {
    "bốn nghị quyết trụ cột (57, 59, 66, 68-NQ/TW)": ["57", "59", "66", "68-NQ/TW"],
    "các nghị quyết mới (70, 71, 72-NQ/TW), mỗi lớp 60 người": ["70", "71", "72-NQ/TW"],
    "các văn bản trụ cột (57, 59, 66 và 68-NQ/TW)": ["57", "59", "66", "68-NQ/TW"],
    "bốn nghị quyết: 18, 19, 20 và 21-NQ/TW": ["18", "19", "20", "21-NQ/TW"],
    "bảy nghị quyết chiến lược của Bộ Chính trị: 57-NQ/TW, 59-NQ/TW": ["57-NQ/TW", "59-NQ/TW"],
    "các nghị quyết trụ cột của Bộ Chính trị 57, 59, 68-NQ/TW": ["57", "59", "68-NQ/TW"],
    "các nghị quyết mang số 18, 19, 20-NQ/TW": ["18", "19", "20-NQ/TW"],
    "gồm: 18, 19 và 21-NQ/TW": ["18", "19", "21-NQ/TW"],
    "Nghị quyết số 18,19-NQ/TW": ["Nghị quyết số 18", "19-NQ/TW"],
    "các nghị quyết (57,59,66 và 68-NQ/TW), đạt 98,25%": ["57", "59", "66", "68-NQ/TW"],
    "Nghị quyết 18,19 điểm, đạt 12,5-NQ": [],
    "Nghị quyết số 18, 19-NQ/TW": ["Nghị quyết số 18", "19-NQ/TW"],
    "Quyết định số 217, 218-QĐ/TW": ["Quyết định số 217", "218-QĐ/TW"],
    "các nghị quyết (57-NQ/TW, 59-NQ/TW)": ["57-NQ/TW", "59-NQ/TW"],
    "nghị quyết: 57-NQ/TW": ["57-NQ/TW"],
    "04 chương trình hành động (số 27, 28 và 30-CTr/HU)": ["27", "28", "30-CTr/HU"],
    "các nghị quyết (số 57, số 59-NQ/TW)": ["57", "59-NQ/TW"],
    "Kế hoạch của Tỉnh ủy (số 112-KH/TU, ngày 5/6/2023)": ["112-KH/TU"],
    "Kế hoạch của Tỉnh ủy (khóa XVI) số 112-KH/TU": ["112-KH/TU"],
    # not a list: figures of the sentence, that do not rise, of another type
    "đạt 95, 98, 68-NQ/TW": ["68-NQ/TW"],
    "các nghị quyết được học ở 57 xã, 68-NQ/TW": ["68-NQ/TW"],
    "(trang 12, 57-NQ/TW)": ["57-NQ/TW"],
    "(99, 57-NQ/TW)": ["57-NQ/TW"],
    "các chỉ thị lớp 12, 57-NQ/TW": ["57-NQ/TW"],
    # mixed
    "Quy định số 41-QĐ/TW, 69-QĐ/TW; Nghị quyết 18, 19-NQ/TW và Chỉ thị 05": [
        "Quy định số 41-QĐ/TW", "69-QĐ/TW", "Nghị quyết 18", "19-NQ/TW", "Chỉ thị 05",
    ],
    "Quy định số 22-QĐ/TW, Hướng dẫn 02-HD/UBKTTW và CV 8011-CV/BTCTW": [
        "Quy định số 22-QĐ/TW", "Hướng dẫn 02-HD/UBKTTW", "CV 8011-CV/BTCTW",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS.items(), ids=LISTS)
def test_every_member_of_a_list_is_a_citation(text, expected):
    assert written(text) == expected


def test_members_take_sigil_and_type_from_the_right():
    found = read("bốn nghị quyết trụ cột (57, 59, 66, 68-NQ/TW)")
    assert [(one.number, one.type) for one in found] == [
        (f"{number}-NQ/TW", "Nghị quyết") for number in (57, 59, 66, 68)
    ]


# --- each its own ------------------------------------------------------------------------------

TERMS = {
    "01-KL/TW và 21-KL/TW của Trung ương khóa XII, XIII": ["XII", "XIII"],
    "01-KL/TW và 21-KL/TW về chỉnh đốn Đảng của Trung ương khóa XII, XIII": ["XII", "XIII"],
    "Kết luận số 43-KL/TW và 34-KL/TW, theo thứ tự của khóa XII và khóa XIII.": ["XII", "XIII"],
    "Kết luận 43-KL/TW và Kết luận 34-KL/TW (lần lượt khóa XII, XIII)": ["XII", "XIII"],
    "Kết luận 12-KL/TW, 43-KL/TW và 34-KL/TW khóa XI, XII, XIII": ["XI", "XII", "XIII"],
    "Kết luận 43-KL/TW và 34-KL/TW khóa XIII": ["XIII", "XIII"],
    "Kết luận 43-KL/TW khóa XII và 34-KL/TW khóa XIII": ["XII", "XIII"],
    # said to be of all
    "Các Quy định 11-QĐ/TW, 22-QĐ/TW đều khóa XII": ["XII", "XII"],
    "Quy định 11-QĐ/TW và Quy định 22-QĐ/TW (cùng khóa XII)": ["XII", "XII"],
    "Các Quy định 11-QĐ/TW, 22-QĐ/TW của Bộ Chính trị đều thuộc khóa XII": ["XII", "XII"],
    "Quy định 11-QĐ/TW; Chỉ thị 05-CT/TW ngày 15/5/2016, đều khóa XII": ["XII", "XII"],
    # but where one has its own, several are named, another sentence begins, or no khóa is told
    "Quy định 11-QĐ/TW (khóa XI), Quy định 22-QĐ/TW đều khóa XII": ["XI", None],
    "Quy định 11-QĐ/TW và 22-QĐ/TW đều khóa XII, XIII": [None, None],
    "Quy định 11-QĐ/TW. Quy định 22-QĐ/TW đều khóa XII": [None, None],
    "Các Quy định 11-QĐ/TW, 22-QĐ/TW cùng khóa với Đại hội": [None, None],
    # each its own behind a semicolon, too
    "Quy định 11-QĐ/TW; Quy định 22-QĐ/TW (khóa XII, XIII)": ["XII", "XIII"],
    # of three papers and two terms nobody knows whose they are
    "Kết luận 12-KL/TW, 43-KL/TW và 34-KL/TW khóa XII, XIII": [None, None, None],
    # one paper in each of two terms
    "Kết luận 01-KL/TW khóa XII, XIII": ["XII", "XIII"],
    # a figure behind the last khóa is none
    "Nghị quyết 42-NQ/TW của Trung ương khóa XIII, 38 điểm cầu": ["XIII"],
    "Nghị quyết 42-NQ/TW khóa 13, 14 điểm cầu": ["XIII", "XIV"],
    "Nghị quyết 42-NQ/TW khóa 13, 38 điểm cầu": ["XIII"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TERMS.items(), ids=TERMS)
def test_as_many_terms_as_papers_are_each_its_own(text, expected):
    assert [found.term for found in read(text)] == expected


DATES = {
    "18-NQ/TW và 19-NQ/TW lần lượt ký ngày 25/10/2017 và 26/10/2017": ["2017-10-25", "2017-10-26"],
    "Quy định 22-QĐ/TW và 37-QĐ/TW của Trung ương lần lượt ký ngày 28/7/2021 và ngày 25/10/2021":
        ["2021-07-28", "2021-10-25"],
    "Kế hoạch 12-KH/HU và Kế hoạch 13-KH/HU ngày 05/6/2023 và ngày 07/6/2023":
        ["2023-06-05", "2023-06-07"],
    # a day before all of them
    "Ngày 25/10/2017, Trung ương ban hành Nghị quyết 18-NQ/TW và 19-NQ/TW":
        ["2017-10-25", "2017-10-25"],
    "Ngày 16/6/2022, Ban Chấp hành Trung ương ban hành bốn nghị quyết: 18, 19-NQ/TW":
        ["2022-06-16", "2022-06-16"],
    "Ngày 05/6/2023 Tỉnh ủy đã ban hành Quyết định số 905-QĐ/TU và Kế hoạch số 241-KH/TU":
        ["2023-06-05", "2023-06-05"],
    "Ngày 25/10/2017, Trung ương (khóa XII) ban hành Nghị quyết 18-NQ/TW": ["2017-10-25"],
    "Nghị quyết số 18-NQ/TW và số 19-NQ/TW cùng ngày 25/10/2017": ["2017-10-25", "2017-10-25"],
    # that is not the day of the paper
    "Từ ngày 01/7/2025, Tỉnh ủy ban hành Quyết định số 905-QĐ/TU": [None],
    "Ngày 05/6/2023, Tỉnh ủy ban hành Kế hoạch thực hiện Chỉ thị số 05-CT/TW": [None],
    "Ngày 05/6/2023. Tỉnh ủy ban hành Quyết định số 905-QĐ/TU": [None],
    "Ngày 05/6/2023, Tỉnh ủy họp bàn 3 việc, ban hành Quyết định số 905-QĐ/TU": [None],
    "Ngày 05/6/2023, Chính phủ ban hành Nghị định số 30/2020/NĐ-CP": [None],
    "Ngày 05/6/2023, để ban hành kế hoạch, Tỉnh ủy đã có Quyết định số 905-QĐ/TU": [None],
    "Ngày 05/6/2023, Tỉnh ủy ban hành Quyết định số 905-QĐ/TU ngày 02/6/2023": ["2023-06-02"],
    "Kết luận số 21-KL/TW, ngày 25/10/2021 và Quy định số 37-QĐ/TW cùng ngày của Trung ương": [
        "2021-10-25", "2021-10-25",
    ],
    "Kết luận 21-KL/TW ngày 25/10/2021; Quy định 37-QĐ/TW (ban hành cùng ngày).": [
        "2021-10-25", "2021-10-25",
    ],
    "học Kết luận 21-KL/TW ngày 25/10/2021 và Quy định 37-QĐ/TW, cùng ngày Tỉnh ủy họp": [
        "2021-10-25", None,
    ],
    "Kết luận 21-KL/TW ngày 25/10/2021. Học Quy định 37-QĐ/TW cùng ngày.": ["2021-10-25", None],
    # a date does not cross a type word
    "Quyết định số 905-QĐ/TU và Kế hoạch số 241-KH/TU ngày 05/6/2023": [None, "2023-06-05"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DATES.items(), ids=DATES)
def test_a_day_serves_those_that_it_is_stated_for(text, expected):
    assert [found.date.iso if found.date else None for found in read(text)] == expected


@pytest.mark.parametrize("nth", ["I", "XVIII", "XX", "XXIV", "XXVII", "XXVIII", "XXXIII"])
def test_a_congress_is_found_whatever_its_ordinal(nth):
    behind = f"Nghị quyết Đại hội Đảng bộ huyện lần thứ {nth}"
    before = f"Nghị quyết Đại hội lần thứ {nth} Đảng bộ huyện Bảo Lâm"
    assert written(f"theo {behind}, {before}.") == [behind, before]


# --- figures -----------------------------------------------------------------------------------

SPLIT = {
    "Nghị định số 1 93/2025/NĐ-CP": [("193/2025/NĐ-CP", "1 93")],
    "Quy định số 21 3-QĐ/TW": [("213-QĐ/TW", "21 3")],
    "Quy định 2 13-QĐ/TW của Bộ Chính trị": [("213-QĐ/TW", "2 13")],
    "Chỉ thị số 0 5-CT/TW": [("05-CT/TW", "0 5")],
    "Quy định số 2 1 3-QĐ/TW": [("213-QĐ/TW", "2 1 3")],
    "tại Tờ trình số §3/TTr-UBND": [("?/TTr-UBND", "§3")],
    "theo Báo cáo số §7-BC/HU ngày 30/6/2024 của Huyện ủy": [("?-BC/HU", "§7")],
    "theo Quy định số 2§3-QĐ/TW": [("?-QĐ/TW", "2§3")],
    "theo Quyết định số 1?-QĐ/TU": [],
    # no split: two numbers, a note, a page
    "Nghị quyết 18 19-NQ/TW": [("18", ""), ("19-NQ/TW", "")],
    "Nghị quyết số 57 ngày 3-NQ/TW": [("57", ""), ("03-NQ/TW", "")],
}


@pytest.mark.parametrize(("text", "expected"), SPLIT.items(), ids=SPLIT)
def test_split_and_illegible_figures_are_told(text, expected):
    assert [(found.number, found.damaged) for found in read(text)] == expected


NOTE_MARKS = {
    "theo Quy định số 213-QĐ/TW1 của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW¹ của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW¹² của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW[1] của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW(2) của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW* của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Quy định số 213-QĐ/TW 1 của Bộ Chính trị": "Quy định số 213-QĐ/TW",
    "theo Thông báo số 14-TB/HU2 của Huyện ủy": "Thông báo số 14-TB/HU",
}


@pytest.mark.parametrize(("text", "expected"), NOTE_MARKS.items(), ids=NOTE_MARKS)
def test_no_mark_of_a_note_grows_onto_a_symbol(text, expected):
    assert written(text) == [expected]


NOTED = {
    "theo Quy định số 22-QĐ/TW¹, ngày 28/7/2021": ("Quy định số 22-QĐ/TW", "2021-07-28", None),
    "theo Quy định số 22-QĐ/TW[1] ngày 28/7/2021": ("Quy định số 22-QĐ/TW", "2021-07-28", None),
    "theo Quy định số 22-QĐ/TW(12), ngày 28/7/2021": ("Quy định số 22-QĐ/TW", "2021-07-28", None),
    "theo Quy định 37¹ về những điều": ("Quy định 37", None, None),
    "Nghị quyết 18-NQ/TW² khóa XII³ của": ("Nghị quyết 18-NQ/TW", None, "XII"),
    "Nghị quyết Trung ương 6 khóa XII¹, về": ("Nghị quyết Trung ương 6 khóa XII", None, "XII"),
    "Nghị quyết 18-NQ/TW khóa(12) của": ("Nghị quyết 18-NQ/TW", None, "XII"),
}


@pytest.mark.parametrize(("text", "expected"), NOTED.items(), ids=NOTED)
def test_a_note_parts_no_citation_from_its_date_and_term(text, expected):
    (found,) = read(text)
    assert (found.text, found.date.iso if found.date else None, found.term) == expected


# --- bodies ------------------------------------------------------------------------------------

JOINT = {
    "Quy chế phối hợp số 924/QC-SNNMT-SXD ngày 14/4/2026": "924/QC-SNNMT-SXD",
    "Nghị quyết liên tịch số 19/2008/NQLT–CP–UBTƯMTTQVN": "19/2008/NQLT-CP-UBTƯMTTQVN",
    "công văn số 1014/snv-tcbc": "1014/SNV-TCBC",
    "Quy chế phối hợp số 05-QCPH/BTGTU-CATU ngày 12/3/2022": "05-QCPH/BTGTU-CATU",
    "Quy chế số 01-QCPH/UBKT-CA, ngày 10/3/2016": "01-QCPH/UBKT-CA",
    "Kế hoạch số 21/KH-MTTQ-BTT ngày 02/10/2023": "21/KH-MTTQ-BTT",
    "Kế hoạch liên tịch số 03-KH/BTCTU-BTGTU-VPTU": "03-KH/BTCTU-BTGTU-VPTU",
    "Thông tư liên tịch số 01/2015/TTLT-BNV-BTC": "01/2015/TTLT-BNV-BTC",
    "Thông tư liên tịch số 01/2015/TTLT-BNV-BTC-UBTƯMTTQVN": "01/2015/TTLT-BNV-BTC-UBTƯMTTQVN",
    "Thông báo số 14-TBKL/HU ngày 1/9/2023": "14-TBKL/HU",
    # a dash behind a symbol
    "Nghị quyết 18-NQ/TW-một số vấn đề": "18-NQ/TW",
    "NGHỊ QUYẾT 18-NQ/TW-MỘT SỐ VẤN ĐỀ": "18-NQ/TW",
    "Nghị quyết số 18-NQ/TW - Một số vấn đề": "18-NQ/TW",
}


@pytest.mark.parametrize(("text", "expected"), JOINT.items(), ids=JOINT)
def test_a_paper_of_several_bodies_is_one_citation(text, expected):
    (found,) = read(text)
    assert found.number == expected
    assert found.text.upper().replace("–", "-").endswith(expected)
