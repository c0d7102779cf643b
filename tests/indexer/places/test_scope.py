"""What a notice that names no unit is about: the place of its issuer, inferred and said so."""

import pytest

from indexer.model import Document, Outcome, Status
from indexer.understanding import understand

TITLE = "THÔNG BÁO\nkết luận về công tác xây dựng Đảng quý III năm 2021\n\nCác đồng chí nghiên cứu."


def read(knowledge, head, title=TITLE):
    text = f"{head}\n\n{title}\n"
    return understand(Document("a", "a.txt", "", "text/plain", text), knowledge)


@pytest.mark.parametrize(
    ("head", "place", "scope"),
    [
        # A committee that governs a unit speaks of all of it.
        ("TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-TB/TU\nĐà Lạt, ngày 8/10/2021",
         "lam-dong", "toàn tỉnh (tỉnh Lâm Đồng)"),
        ("TỈNH ỦY THANH HÓA\nHUYỆN ỦY NHƯ XUÂN\n*\nSố 58-TB/HU\nNhư Xuân, ngày 8/10/2021",
         "thanh-hoa/nhu-xuan", "toàn huyện (huyện Như Xuân, Thanh Hóa)"),
        ("HUYỆN ỦY BẢO LÂM\nĐẢNG ỦY XÃ LỘC QUẢNG\n*\nSố 5-TB/ĐU\nLộc Quảng, ngày 8/10/2021",
         "lam-dong/bao-lam/loc-quang", "toàn xã (xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng)"),
        ("ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY BẢO LÂM 1\n*\nSố 5-TB/ĐU\nBảo Lâm 1, ngày 8/10/2025",
         "lam-dong/bao-lam-1", "toàn xã (xã Bảo Lâm 1, Lâm Đồng)"),
        ("HUYỆN ỦY NHƯ XUÂN\nỦY BAN KIỂM TRA\n*\nSố 5-TB/UBKTHU\nNhư Xuân, ngày 8/10/2021",
         "thanh-hoa/nhu-xuan", "toàn huyện"),
        # A cell, a school's, stands where its letterhead is, and speaks of no whole commune.
        ("ĐẢNG BỘ XÃ LỘC QUẢNG, HUYỆN BẢO LÂM\nCHI BỘ THÔN 4\n*\nLộc Quảng, ngày 8/10/2021",
         "lam-dong/bao-lam/loc-quang", "nơi của cơ quan ban hành (xã Lộc Quảng"),
    ],
)  # fmt: skip
def test_without_a_named_unit_it_is_the_issuers_own(knowledge, head, place, scope):
    found = read(knowledge, head)
    assert found.notice.unit.value is None
    assert found.unit_place.place == found.issuer_place.place == place
    assert found.unit_place.status is Status.INFERRED
    assert scope in str(found.unit_place.reason)


@pytest.mark.parametrize(
    ("head", "title", "place", "status"),
    [
        # A unit that is named is not replaced by the issuer's own,
        ("TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-TB/TU\nĐà Lạt, ngày 8/10/2021",
         "THÔNG BÁO\nkết luận kiểm tra đối với Đảng bộ huyện Di Linh",
         "lam-dong/di-linh", Status.STATED),
        # not even where its place is open, or lower and not told.
        ("TỈNH ỦY ĐỒNG NAI\n*\nSố 5-TB/TU\nBiên Hòa, ngày 8/10/2021",
         "THÔNG BÁO\nkết luận kiểm tra đối với Đảng bộ huyện Di Linh", None, Status.UNKNOWN),
        # A central body speaks of no province, and an unknown issuer of nothing.
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n*\nSố 5-TB/VPTW\nHà Nội, ngày 8/10/2021",
         TITLE, None, Status.UNKNOWN),
        ("*\nSố 5-TB/HU", TITLE, None, Status.UNKNOWN),
    ],
)  # fmt: skip
def test_what_the_issuers_place_does_not_stand_for(knowledge, head, title, place, status):
    found = read(knowledge, head, title).unit_place
    assert (found.place, found.status) == (place, status)


def test_of_a_central_paper_it_is_said_that_it_is_for_the_whole_country(knowledge):
    head = "BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n*\nHà Nội, ngày 8/10/2021"
    found = read(knowledge, head).unit_place
    assert found.outcome is Outcome.NOT_HELD
    assert "cả nước" in str(found.reason)
