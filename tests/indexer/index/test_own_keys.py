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
