"""Which committee's, which organ's and of which term of office a notice is in an index."""

from datetime import date

import pytest

from indexer.index.entry import make_card, make_entry
from indexer.index.issuing import issuer_label
from indexer.model import Document
from indexer.understanding import understand


def paper(head, number, dateline, body="Thường kỳ, tập thể thống nhất kết luận như sau:"):
    return (
        f"{head}\n*\nSố {number}\n\n{dateline}\n\nTHÔNG BÁO\nvề công tác cán bộ\n-----\n\n{body}\n"
    )


def entry_of(text, knowledge):
    reading = understand(Document("a", "a.txt", "", "text/plain", text), knowledge, "lam-dong")
    gazetteer = knowledge.gazetteer
    return make_entry(reading, make_card(reading, "", gazetteer), gazetteer)


HUYEN = "HUYỆN ỦY BẢO LÂM"
XA = "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY XÃ BẢO LÂM 1"
BTV = "Ban Thường vụ Huyện ủy kết luận như sau:"
TT = "Thường trực Huyện ủy kết luận như sau:"
D2022 = "Bảo Lâm, ngày 15 tháng 12 năm 2022"
D2025 = "Bảo Lâm 1, ngày 15 tháng 9 năm 2025"
TINH = "TỈNH ỦY LÂM ĐỒNG"

# letterhead, number, dateline, body → committee, organ, term of office
PAPERS = [
    # one committee is one, whichever of its organs speaks
    (HUYEN, "12-TB/HU", D2022, BTV, "Huyện ủy Bảo Lâm, Lâm Đồng", "Ban Thường vụ", "2020"),
    (HUYEN, "13-TB/HU", D2022, TT, "Huyện ủy Bảo Lâm, Lâm Đồng", "Thường trực", "2020"),
    (f"{HUYEN}\nỦY BAN KIỂM TRA", "14-TB/UBKTHU", D2022, "",
     "Huyện ủy Bảo Lâm, Lâm Đồng", "Ủy ban Kiểm tra", "2020"),
    (f"{HUYEN}\nVĂN PHÒNG", "15-TB/VPHU", D2022, "",
     "Huyện ủy Bảo Lâm, Lâm Đồng", "Văn phòng", "2020"),
    (HUYEN, "16-TB/HU", D2022, "", "Huyện ủy Bảo Lâm, Lâm Đồng", "itself", "2020"),
    # the kind of unit belongs to the name of a commune's committee
    (XA, "12-TB/ĐU", D2025, "Ban Thường vụ Đảng ủy kết luận như sau:",
     "Đảng ủy xã Bảo Lâm 1, Lâm Đồng", "Ban Thường vụ", "2025"),
    (XA, "13-TB/ĐU", D2025, "", "Đảng ủy xã Bảo Lâm 1, Lâm Đồng", "itself", "2025"),
    ("ĐẢNG BỘ XÃ BẢO LÂM 1\nBAN CHẤP HÀNH", "14-NQ/ĐU", D2025, "",
     "Đảng ủy xã Bảo Lâm 1, Lâm Đồng", "Ban Chấp hành", "2025"),
    # a number, and the city named after a person, stand behind the kind of unit
    ("QUẬN ỦY QUẬN 5", "12-TB/QU", "Quận 5, ngày 5 tháng 5 năm 2022",
     "Thường trực Quận ủy kết luận:", "Quận ủy Quận 5, Hồ Chí Minh", "Thường trực", "2020"),
    ("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", "12-TB/TU", "TP. Hồ Chí Minh, ngày 5 tháng 5 năm 2022",
     "Ban Thường vụ Thành ủy kết luận:",
     "Thành ủy Thành phố Hồ Chí Minh", "Ban Thường vụ", "2020"),
    ("THÀNH ỦY ĐÀ LẠT", "12-TB/ThU", "Đà Lạt, ngày 5 tháng 5 năm 2022",
     "Thường trực Thành ủy kết luận:", "Thành ủy Đà Lạt, Lâm Đồng", "Thường trực", "2020"),
    # a committee of a sector governs no unit: its congress may be any day between the others'
    ("ĐẢNG ỦY CÔNG AN TỈNH LÂM ĐỒNG", "12-TB/ĐUCA", "Đà Lạt, ngày 5 tháng 5 năm 2022", "",
     "Đảng ủy Công an tỉnh Lâm Đồng", "itself", "2020"),
    ("ĐẢNG ỦY CÔNG AN TỈNH LÂM ĐỒNG", "12-TB/ĐUCA", "Đà Lạt, ngày 5 tháng 8 năm 2020", "",
     "Đảng ủy Công an tỉnh Lâm Đồng", "itself", "_"),
    # a congress is near: of the old term or the new one, the day does not tell
    (HUYEN, "12-TB/HU", "Bảo Lâm, ngày 15 tháng 7 năm 2020", TT,
     "Huyện ủy Bảo Lâm, Lâm Đồng", "Thường trực", "_"),
    (TINH, "12-TB/TU", "Đà Lạt, ngày 15 tháng 7 năm 2020", "Thường trực Tỉnh ủy kết luận:",
     "Tỉnh ủy Lâm Đồng", "Thường trực", "2015"),
    (TINH, "12-TB/TU", "Đà Lạt, ngày 15 tháng 10 năm 2025", "Thường trực Tỉnh ủy kết luận:",
     "Tỉnh ủy Lâm Đồng", "Thường trực", "_"),
    (TINH, "12-TB/TU", "Đà Lạt, ngày    tháng    năm 2020", "Thường trực Tỉnh ủy kết luận:",
     "Tỉnh ủy Lâm Đồng", "Thường trực", "_"),
    # the year alone tells it where there was no congress in it
    (TINH, "12-TB/TU", "Đà Lạt, ngày    tháng    năm 2022", "Thường trực Tỉnh ủy kết luận:",
     "Tỉnh ủy Lâm Đồng", "Thường trực", "2020"),
    # there are no districts any more, so that their papers have no term
    (HUYEN, "12-TB/HU", "Bảo Lâm, ngày 15 tháng 12 năm 2025", TT,
     "Huyện ủy Bảo Lâm, Lâm Đồng", "Thường trực", "_"),
    # the centre has the term of its own congress
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN BÍ THƯ", "12-TB/TW", "Hà Nội, ngày 5 tháng 5 năm 2022", "",
     "Trung ương", "Ban Bí thư", "2021"),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG", "12-TB/VPTW", "Hà Nội, ngày 5 tháng 5 năm 2018", "",
     "Trung ương", "Văn phòng", "2016"),
    # a cell is elected at other times, an office of the State by none
    ("ĐẢNG BỘ XÃ LỘC QUẢNG\nCHI BỘ TRƯỜNG TIỂU HỌC LỘC QUẢNG", "02-TB/CB", D2022, "",
     "Chi bộ Trường Tiểu học Lộc Quảng, Bảo Lâm, Lâm Đồng", "itself", "_"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN BẢO LÂM", "12/TB-UBND", D2022, "",
     "Ủy ban nhân dân huyện Bảo Lâm, Lâm Đồng", "itself", "_"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "number", "dateline", "body", "issuer", "organ", "term"), PAPERS)
def test_whose_a_notice_is(knowledge, head, number, dateline, body, issuer, organ, term):
    text = paper(head, number, dateline, body or "Tập thể thống nhất như sau:")
    entry = entry_of(text, knowledge)
    found = [one for (one,) in (entry.issuer, entry.organ, entry.committee_term)]
    assert found == [issuer, organ, term], entry.speaker


@pytest.mark.parametrize(
    ("dateline", "title", "precision"),
    [
        ("Bảo Lâm, ngày 15 tháng 12 năm 2022", "về công tác cán bộ", "day"),
        ("Bảo Lâm, ngày    tháng 12 năm 2022", "về công tác cán bộ", "month"),
        ("Bảo Lâm, ngày    tháng    năm 2022", "về công tác cán bộ", "year"),
        ("", "kết quả kiểm tra năm 2022", "inferred"),
        ("", "về công tác cán bộ", "none"),
    ],
)
def test_how_much_of_its_date_a_notice_states(knowledge, dateline, title, precision):
    text = paper(HUYEN, "12-TB/HU", dateline, "Nơi nhận: như trên.").replace(
        "về công tác cán bộ", title
    )
    assert entry_of(text, knowledge).date_precision == [precision]


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("Thực hiện Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị.", ["XII"]),
        ("Thực hiện Kết luận số 21-KL/TW, ngày 25/10/2021; Quy định số 213-QĐ/TW, ngày 02/01/2020.",
         ["XIII", "XII"]),
        # a law and a district's own directive are of no khóa
        ("Theo Luật Đất đai năm 2024 và Kế hoạch số 12-KH/HU, ngày 05/5/2021 của Huyện ủy.", ["_"]),
        # it may be of several, and so is of none for certain
        ("Theo tinh thần Chỉ thị số 40-CT/TW.", ["_"]),
        ("Không viện dẫn văn bản nào.", ["_"]),
    ],
)  # fmt: skip
def test_of_which_terms_a_notice_cites_directives(knowledge, body, terms):
    assert entry_of(paper(HUYEN, "12-TB/HU", D2022, body), knowledge).term == terms


@pytest.mark.parametrize(
    ("mark", "level"),
    [("MẬT", "mat"), ("TỐI MẬT", "toi-mat"), ("TUYỆT MẬT", "tuyet-mat"), ("", "none"),
     ("LƯU HÀNH NỘI BỘ", "none")],
)  # fmt: skip
def test_which_level_of_secrecy_a_notice_has(knowledge, mark, level):
    text = paper(f"{HUYEN}\n{mark}", "12-TB/HU", D2022, "Tập thể thống nhất như sau:")
    assert entry_of(text, knowledge).secrecy == [level]


# An organ's words, its unit → the label: a comma stands behind a name, and before what it lies in.
LABELS = {
    ("Huyện ủy", "lam-dong/bao-lam"): "Huyện ủy Bảo Lâm, Lâm Đồng",
    ("Ban Tổ chức Tỉnh ủy", "lam-dong"): "Ban Tổ chức Tỉnh ủy Lâm Đồng",
    ("Sở Nội vụ", "lam-dong"): "Sở Nội vụ Lâm Đồng",
    ("UBND", "lam-dong"): "UBND Lâm Đồng",
    ("Ban Quản lý dự án đầu tư xây dựng", "lam-dong"): "Ban Quản lý dự án đầu tư xây dựng Lâm Đồng",
    ("Thành ủy Vinh", "nghe-an/vinh"): "Thành ủy Vinh, Nghệ An",
    ("Thành ủy Vinh Nghệ An", "nghe-an/vinh"): "Thành ủy Vinh, Nghệ An",
    ("Huyện ủy Bảo Lâm, Cao Bằng", "cao-bang/bao-lam"): "Huyện ủy Bảo Lâm, Cao Bằng",
    ("Thành ủy Lào Cai", "lao-cai/lao-cai"): "Thành ủy Lào Cai, Lào Cai",
    ("Thành ủy Vinh", "nghe-an"): "Thành ủy Vinh, Nghệ An",
    ("Đảng ủy Trường Đại học Vinh", "nghe-an"): "Đảng ủy Trường Đại học Vinh, Nghệ An",
    ("Tổng công ty Xi măng Việt Nam", "ha-noi"): "Tổng công ty Xi măng Việt Nam, Hà Nội",
    ("Chi bộ thôn 4", "lam-dong/bao-lam"): "Chi bộ thôn 4, Bảo Lâm, Lâm Đồng",
    # the kind of unit is said where the name of its committee has it
    ("Ban Thường vụ Đảng ủy", "lam-dong/bao-lam/loc-ngai"):
        "Ban Thường vụ Đảng ủy xã Lộc Ngãi, Bảo Lâm, Lâm Đồng",
    ("Đảng ủy xã", "lam-dong/bao-lam/loc-ngai"): "Đảng ủy xã Lộc Ngãi, Bảo Lâm, Lâm Đồng",
    ("Ban Chấp hành Đảng bộ", "lam-dong/bao-lam"):
        "Ban Chấp hành Đảng bộ huyện Bảo Lâm, Lâm Đồng",
    ("Ban Chấp hành Đảng bộ huyện", "lam-dong/bao-lam"):
        "Ban Chấp hành Đảng bộ huyện Bảo Lâm, Lâm Đồng",
    ("Thường trực Quận ủy", "ho-chi-minh/quan-5"): "Thường trực Quận ủy Quận 5, Hồ Chí Minh",
    ("Văn phòng", "lam-dong/bao-lam/loc-ngai"): "Văn phòng Lộc Ngãi, Bảo Lâm, Lâm Đồng",
}  # fmt: skip


@pytest.mark.parametrize(("named", "label"), LABELS.items(), ids=str)
def test_an_organ_is_labelled_with_its_place(knowledge, named, label):
    assert issuer_label(*named, knowledge.gazetteer, date(2022, 1, 1)) == label


TWO = "Bảo Lâm, ngày 15 tháng 12 năm 2022"
# letterhead, dateline, body → the issuer on its card, its committee: no province where two have it
UNDECIDED = [
    (HUYEN, TWO, BTV, "Ban Thường vụ Huyện ủy Bảo Lâm", "Huyện ủy Bảo Lâm"),
    (f"{HUYEN}\nVĂN PHÒNG", TWO, "", "Văn phòng Huyện ủy Bảo Lâm", "Huyện ủy Bảo Lâm"),
    ("ĐẢNG ỦY XÃ TÂN LẬP", "Tân Lập, ngày 15 tháng 12 năm 2022", "",
     "Đảng ủy xã Tân Lập", "Đảng ủy xã Tân Lập"),
    # no place is named, so that none is said
    ("HUYỆN ỦY", "…, ngày 15 tháng 12 năm 2022", BTV, "Ban Thường vụ Huyện ủy", "Huyện ủy"),
    # one alone has the name: with its province as before
    ("HUYỆN ỦY DI LINH", "Di Linh, ngày 15 tháng 12 năm 2022", BTV,
     "Ban Thường vụ Huyện ủy Di Linh, Lâm Đồng", "Huyện ủy Di Linh, Lâm Đồng"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "dateline", "body", "issuer", "committee"), UNDECIDED)
def test_an_issuer_of_one_of_two_provinces_keeps_its_name(
    knowledge, head, dateline, body, issuer, committee
):
    document = Document("a", "a.txt", "", "text/plain", paper(head, "12-TB/HU", dateline, body))
    reading, gazetteer = understand(document, knowledge), knowledge.gazetteer
    card = make_card(reading, "", gazetteer)
    assert card.issuer == issuer
    assert make_entry(reading, card, gazetteer).issuer == [committee]
