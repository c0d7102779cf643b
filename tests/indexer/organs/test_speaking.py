"""Whose organ speaks: one committee is one, whichever of its organs writes."""

import pytest

from indexer.organs import speaking_organ

ROWS = """
Ban Thường vụ Huyện ủy | Ban Thường vụ | Huyện ủy
Thường trực Thành ủy | Thường trực | Thành ủy
Văn phòng Tỉnh ủy | Văn phòng | Tỉnh ủy
Ban Thường vụ Đảng ủy | Ban Thường vụ | Đảng ủy
Thường trực Đảng ủy phường | Thường trực | Đảng ủy phường
Ban Tổ chức Huyện ủy | Ban Tổ chức | Huyện ủy
Ủy ban Kiểm tra Huyện ủy | Ủy ban Kiểm tra | Huyện ủy
Ban Xây dựng Đảng Đảng ủy xã | Ban Xây dựng Đảng | Đảng ủy xã
Trung tâm Chính trị Huyện ủy | Trung tâm Chính trị | Huyện ủy
Thường trực Huyện ủy Bảo Lâm | Thường trực | Huyện ủy Bảo Lâm
# the Ban Chấp hành is one of the organisation, which the committee leads
Ban Chấp hành Đảng bộ xã | Ban Chấp hành | Đảng ủy xã
Ban Chấp hành Đảng bộ xã Lộc Quảng | Ban Chấp hành | Đảng ủy xã Lộc Quảng
Ban Chấp hành Đảng bộ thị xã | Ban Chấp hành | Thị ủy
Đảng bộ tỉnh | | Tỉnh ủy
# what stands under an organ of a committee is the committee's, by its own kind
Đoàn kiểm tra số 2 của Ban Thường vụ Tỉnh ủy | Đoàn kiểm tra | Tỉnh ủy
Ban Chỉ đạo xóa nhà tạm, nhà dột nát Huyện ủy | Ban Chỉ đạo | Huyện ủy
Ban Chỉ đạo 35 Tỉnh ủy | Ban Chỉ đạo | Tỉnh ủy
Cơ quan Ủy ban Kiểm tra Huyện ủy | Cơ quan Ủy ban Kiểm tra | Huyện ủy
Bí thư Tỉnh ủy | Bí thư | Tỉnh ủy
# the centre
Ủy ban Kiểm tra Trung ương | Ủy ban Kiểm tra | Trung ương
Ban Bí thư | Ban Bí thư | Trung ương
Ban Bí thư Ban Chấp hành Trung ương | Ban Bí thư | Trung ương
Bộ Chính trị | Bộ Chính trị | Trung ương
Ban Chấp hành Trung ương | Ban Chấp hành | Trung ương
Ban Chấp hành Trung ương Đảng | Ban Chấp hành | Trung ương
Văn phòng Trung ương Đảng | Văn phòng | Trung ương
# committees of sectors and of bodies are their own
Ban Thường vụ Đảng ủy Công an tỉnh | Ban Thường vụ | Đảng ủy Công an tỉnh
Ủy ban Kiểm tra Đảng ủy Khối các cơ quan tỉnh | Ủy ban Kiểm tra | Đảng ủy Khối các cơ quan tỉnh
Đảng ủy Ủy ban nhân dân tỉnh | | Đảng ủy Ủy ban nhân dân tỉnh
Chi ủy thôn 4 | Chi ủy | Chi bộ thôn 4
Chi ủy Chi bộ thôn 4 | Chi ủy | Chi bộ thôn 4
# a mass organisation has a Ban Thường vụ of its own
Ban Thường vụ Tỉnh đoàn | Ban Thường vụ | Tỉnh đoàn
BCH Hội Nông dân xã | Ban Chấp hành | Hội Nông dân xã
# whose organ it is, the words do not tell
Ban Thường vụ | Ban Thường vụ | ?
Văn phòng | Văn phòng | ?
# not taken apart: bodies of their own, though they name a committee, and whoever is none of its
Huyện ủy | | Huyện ủy
Đảng ủy xã | | Đảng ủy xã
Chi bộ Trường Trung học cơ sở | | Chi bộ Trường Trung học cơ sở
Chi bộ Văn phòng Huyện ủy | | Chi bộ Văn phòng Huyện ủy
Ban Tổ chức Đại hội Đảng bộ tỉnh | | Ban Tổ chức Đại hội Đảng bộ tỉnh
Tiểu ban Văn kiện Đại hội | | Tiểu ban Văn kiện Đại hội
Trung tâm Chính trị huyện | | Trung tâm Chính trị huyện
Ban Chỉ đạo xóa nhà tạm, nhà dột nát | | Ban Chỉ đạo xóa nhà tạm, nhà dột nát
Đại hội đại biểu Đảng bộ huyện | | Đại hội đại biểu Đảng bộ huyện
Ủy ban nhân dân xã | | Ủy ban nhân dân xã
Sở Nội vụ | | Sở Nội vụ
Trường Chính trị tỉnh | | Trường Chính trị tỉnh
"""

# Kept apart while the rules were written.
UNSEEN = """
Thường vụ Đảng ủy Quân sự tỉnh | Ban Thường vụ | Đảng ủy Quân sự tỉnh
Thường trực Ban Bí thư | Thường trực Ban Bí thư | Trung ương
Thường trực Hội đồng nhân dân tỉnh | Thường trực | Hội đồng nhân dân tỉnh
Văn phòng Đảng ủy phường | Văn phòng | Đảng ủy phường
Ban Nội chính Tỉnh ủy | Ban Nội chính | Tỉnh ủy
Tổ kiểm tra số 2 Ủy ban Kiểm tra Huyện ủy | Tổ kiểm tra | Huyện ủy
Ban Chấp hành Đảng bộ Trường Cao đẳng Sư phạm | Ban Chấp hành | Đảng ủy Trường Cao đẳng Sư phạm
Phó Bí thư Thường trực Thành ủy | Phó Bí thư Thường trực | Thành ủy
Chi bộ Ban Tổ chức Huyện ủy | | Chi bộ Ban Tổ chức Huyện ủy
Đảng ủy các cơ quan Đảng tỉnh | | Đảng ủy các cơ quan Đảng tỉnh
Đảng bộ bộ phận Khối Lâm sàng | | Đảng bộ bộ phận Khối Lâm sàng
"""


def rows(table):
    lines = (line for line in table.strip().splitlines() if not line.startswith("#"))
    return [tuple(cell.strip(" ?") for cell in line.split("|")) for line in lines]


@pytest.mark.parametrize(("words", "organ", "body"), [*rows(ROWS), *rows(UNSEEN)])
def test_whose_organ_speaks(words, organ, body):
    assert speaking_organ(words) == (organ, body)
