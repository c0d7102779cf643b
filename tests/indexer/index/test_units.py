"""Under which places a notice is entered: those it is about, and those of its issuer."""

import pytest

from indexer.gazetteer import CENTRE
from indexer.index.entry import make_card, make_entry
from indexer.index.unit_values import unit_pair, units_of_pair
from indexer.model import UNKNOWN, Document
from indexer.understanding import understand

BODY = "\n\nCác đồng chí nghiên cứu.\n"
DISTRICT = (
    "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM\n*\nSố 5-TB/HU\nBảo Lâm, ngày 08/10/2021\n\nTHÔNG BÁO\n"
)
CENTRAL = "BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n*\nHà Nội, ngày 08/10/2021\n\nTHÔNG BÁO\n"
SCHOOL = (
    "ĐẢNG ỦY XÃ LỘC QUẢNG, HUYỆN BẢO LÂM\nCHI BỘ TRƯỜNG TIỂU HỌC LỘC QUẢNG\n*\n"
    "Lộc Quảng, ngày 08/10/2021\n\nTHÔNG BÁO\n"
)
BAO_LAM, QUANG = "lam-dong/bao-lam", "lam-dong/bao-lam/loc-quang"


@pytest.mark.parametrize(
    ("text", "about", "issued", "status"),
    [
        (DISTRICT + "kết luận kiểm tra đối với Đảng bộ xã Lộc Quảng", QUANG, BAO_LAM, "stated"),
        # What names no unit is about the issuer's own, and that is an inference.
        (DISTRICT + "kết luận về công tác dân vận", BAO_LAM, BAO_LAM, "inferred"),
        (SCHOOL + "kết luận về công tác quý III", QUANG, QUANG, "inferred"),
        (CENTRAL + "kết luận về công tác dân vận", CENTRE, CENTRE, "inferred"),
        # A central paper about a province stands under both.
        (CENTRAL + "kết luận kiểm tra đối với Đảng bộ tỉnh Lâm Đồng", "lam-dong", CENTRE, "stated"),
        # A unit that cannot be told apart from its namesakes is not replaced by the issuer's.
        (DISTRICT + "kết luận kiểm tra đối với Đảng bộ huyện Châu Thành", None, BAO_LAM, "stated"),
        ("THÔNG BÁO\nkết luận về công tác dân vận", None, None, "unknown"),
    ],
)  # fmt: skip
def test_a_notice_stands_under_both_places(knowledge, text, about, issued, status):
    gazetteer = knowledge.gazetteer
    reading = understand(Document("a", "a.txt", "", "text/plain", text + BODY), knowledge)
    card = make_card(reading, "a.txt", gazetteer)
    assert (card.unit_key, card.issuer_key, card.unit_status) == (about, issued, status)
    entry = make_entry(reading, card, gazetteer)
    told, own = ([key, *gazetteer.ancestors(key)] if key else [UNKNOWN] for key in (about, issued))
    assert (entry.unit_about, entry.unit_issued) == (told, own)
    known = {*told, *own} - {UNKNOWN}
    assert sorted(entry.unit) == sorted(known or {UNKNOWN}), "each once, and unknown only alone"
    assert units_of_pair(*entry.unit_pair) == ((about,) if about else (), issued)


@pytest.mark.parametrize(
    "pair",
    [((BAO_LAM,), QUANG), ((BAO_LAM, QUANG), QUANG), ((), CENTRE), ((QUANG,), None), ((), None)],
)
def test_a_pair_is_one_value_and_comes_back(pair):
    assert units_of_pair(unit_pair(*pair)) == pair
    assert units_of_pair(UNKNOWN) == ((), None)


def test_no_unit_has_the_key_of_the_centre(gazetteer):
    assert CENTRE not in gazetteer
    assert gazetteer.label(CENTRE) == "Trung ương"
    assert not any("|" in key or key == UNKNOWN for key in gazetteer)
