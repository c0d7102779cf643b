"""Under which own key a paper is entered, and when it is entered under none."""

from datetime import date

import pytest

from indexer.corrections import Correction, correct_reading
from indexer.index.entry import make_card, make_entry
from indexer.model import UNKNOWN, Document
from indexer.understanding import understand

PAPER = """TỈNH ỦY LÂM ĐỒNG
HUYỆN ỦY BẢO LÂM
*
Số {number}
{above}Bảo Lâm, ngày 15 tháng 12 năm 2022

{kind}
kết quả kiểm tra

Các chi bộ đã kiểm tra.
{below}"""
SIGNED = "\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Văn A\n"
KEY = "hu.bao-lam.lam-dong/nk2020/tb-198"


def read(knowledge, number="198-TB/HU", above="", below=SIGNED, kind="THÔNG BÁO"):
    text = PAPER.format(number=number, above=above, below=below, kind=kind)
    return understand(Document("a", "a.txt", "", "text/plain", text), knowledge)


def entered(reading, gazetteer):
    card = make_card(reading, "a.txt", gazetteer)
    return make_entry(reading, card, gazetteer).own_key, card.own_key, card.is_signed


@pytest.mark.parametrize(
    ("changed", "field", "is_signed"),
    [
        ({}, KEY, True),
        ({"below": ""}, KEY, False),
        # A draft is no paper that anybody can cite, and a paper without a number has no key.
        ({"above": "DỰ THẢO\n"}, UNKNOWN, True),
        ({"kind": "DỰ THẢO THÔNG BÁO"}, UNKNOWN, True),
        ({"kind": "THÔNG BÁO (dự thảo)"}, UNKNOWN, True),
        ({"number": ""}, UNKNOWN, True),
        # The number is one of another type: which of the two is right stays open.
        ({"number": "198-QĐ/HU"}, UNKNOWN, True),
        ({"number": "198-KH/HU", "kind": "QUYẾT ĐỊNH"}, UNKNOWN, True),
        ({"number": "198-QĐi/HU", "kind": "QUYẾT ĐỊNH"}, UNKNOWN, True),
        ({"number": "198-QĐi/HU", "kind": "QUY ĐỊNH"}, KEY.replace("tb-", "qdi-"), True),
        ({"number": "198-QĐ/HU", "kind": "QUY ĐỊNH"}, KEY.replace("tb-", "qdi-"), True),
        ({"number": "198-CTr/HU", "kind": "CHƯƠNG TRÌNH"}, KEY.replace("tb-", "ctr-"), True),
        # The number is another office's: whose paper this is stays open.
        ({"number": "198-TB/TW"}, UNKNOWN, True),
    ],
)
def test_a_paper_is_entered_under_its_own_key(knowledge, changed, field, is_signed):
    reading = read(knowledge, **changed)
    key = None if field == UNKNOWN else field
    assert entered(reading, knowledge.gazetteer) == ([field], key, is_signed)
    assert bool(reading.own_key.value) is (field != UNKNOWN)
    assert str(reading.own_key.evidence.reason)


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("number", "199-TB/HU", "hu.bao-lam.lam-dong/nk2020/tb-199"),
        ("date", "2018-12-15", "hu.bao-lam.lam-dong/nk2015/tb-198"),
        ("number", "", None),
        ("title", "kết quả khác", KEY),
    ],
)
def test_what_a_person_corrects_changes_the_key(knowledge, field, value, key):
    one = Correction("a", field, value, "Văn thư", date(2024, 1, 2), "so với bản giấy")
    corrected = correct_reading(read(knowledge), [one], knowledge)
    assert entered(corrected, knowledge.gazetteer)[1] == key


CONGRESSES = """{head}
*
Số {number}
{place}, ngày {day}

THÔNG BÁO
kết quả kiểm tra

Các chi bộ đã kiểm tra.
"""


@pytest.mark.parametrize(
    ("head", "number", "place", "day", "key", "status"),
    [
        # the first numbers of a commune that held its first congress in these weeks
        (
            "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY XÃ BẢO LÂM 1",
            "01-TB/ĐU",
            "Bảo Lâm 1",
            "20 tháng 8 năm 2025",
            "du.bao-lam-1.lam-dong/nk2025/tb-01",
            "inferred",
        ),
        (
            "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY XÃ BẢO LÂM 1",
            "31-TB/ĐU",
            "Bảo Lâm 1",
            "20 tháng 11 năm 2025",
            "du.bao-lam-1.lam-dong/nk2025/tb-31",
            "stated",
        ),
        # a committee that governs no unit holds its congress at a time that nobody knows
        (
            "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY CÔNG AN TỈNH LÂM ĐỒNG",
            "12-TB/ĐUCA",
            "Đà Lạt",
            "05 tháng 8 năm 2020",
            None,
            "unknown",
        ),
        ("TỈNH ỦY LÂM ĐỒNG", "12-TB/TU", "Đà Lạt", "05 tháng 8 năm 2020",
         "tu.lam-dong/nk2015/tb-12", "stated"),
    ],
)  # fmt: skip
def test_a_day_in_the_time_of_the_congresses_does_not_state_the_term(
    knowledge, head, number, place, day, key, status
):
    text = CONGRESSES.format(head=head, number=number, place=place, day=day)
    own = understand(Document("a", "a.txt", "", "text/plain", text), knowledge).own_key
    assert (own.value, own.evidence.status.value) == (key, status), own.evidence.reason


OPEN = """{above}
*
Số {number}
Bảo Lâm, ngày {day}

THÔNG BÁO
kết quả kiểm tra

Các chi bộ đã kiểm tra.
"""
IN_CONGRESS = (
    "ngày ban hành nằm trong kỳ đại hội (01/09/2025–30/11/2025), nên không rõ thuộc nhiệm kỳ trước "
    "hay nhiệm kỳ sau"
)
DISTRICT = "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM"


@pytest.mark.parametrize(
    ("above", "number", "day", "reason"),
    [
        ("TỈNH ỦY LÂM ĐỒNG", "34-TB/TU", "25 tháng 9 năm 2025",
         IN_CONGRESS),
        # Before the first term that is known.
        ("TỈNH ỦY LÂM ĐỒNG", "34-TB/TU", "25 tháng 9 năm 1994",
         "không rõ ngày 25/09/1994 thuộc nhiệm kỳ nào"),
        # Communes of several districts bear the name.
        ("ĐẢNG ỦY XÃ TÂN LẬP", "34-TB/ĐU", "25 tháng 9 năm 2022",
         "không rõ Đảng ủy xã Tân Lập ở địa phương nào"),
        (DISTRICT, "", "25 tháng 9 năm 2022", "văn bản không có số, hoặc số không đọc được"),
        (DISTRICT, "34-TB/TW", "25 tháng 9 năm 2022",
         "ký hiệu không phải của cơ quan ban hành ghi ở đầu văn bản"),
        (DISTRICT, "34-TB/HU", "25 tháng 9 năm 2022",
         "theo loại, số, ngày và cơ quan ban hành của văn bản"),
    ],
)  # fmt: skip
def test_it_is_said_which_part_of_a_key_is_missing_and_why(knowledge, above, number, day, reason):
    text = OPEN.format(above=above, number=number, day=day)
    own_key = understand(Document("a", "a.txt", "", "text/plain", text), knowledge).own_key
    assert str(own_key.evidence.reason) == reason
