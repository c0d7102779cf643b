"""Namesakes of the issuer's unit, and units that a paper only speaks of."""

import pytest

from indexer.model import Document, Status
from indexer.understanding import understand

BAO_LAM = "HUYỆN ỦY BẢO LÂM\n*\nSố 11-TB/HU\nBảo Lâm, ngày 05/4/2021"
TAM_NONG = "HUYỆN ỦY TAM NÔNG\n*\nSố 17-TB/HU\nTam Nông, ngày 07/6/2021"
TAN_THANH = "ĐẢNG ỦY XÃ TÂN THÀNH\n*\nSố 13-TB/ĐU\nTân Thành, ngày 07/6/2021"
OF_LAM_DONG = f"ĐẢNG BỘ TỈNH LÂM ĐỒNG\n{BAO_LAM}"
LOC_NGAI = "ĐẢNG BỘ HUYỆN BẢO LÂM\nĐẢNG ỦY XÃ LỘC NGÃI\n*\nSố 14-TB/ĐU\nLộc Ngãi, ngày 06/4/2021"
PROVINCE = "TỈNH ỦY LÂM ĐỒNG\n*\nSố 14-TB/TU\nĐà Lạt, ngày 06/4/2021"


def read(knowledge, head, body, default=None):
    text = f"{head}\n\nTHÔNG BÁO\nkết luận\n-----\n\n{body}\n"
    return understand(Document("a", "a.txt", "", "text/plain", text), knowledge, default)


@pytest.mark.parametrize(
    ("head", "body", "default", "place"),
    [
        # A namesake that is told apart by its province is not the paper's own,
        (BAO_LAM, "Dân di cư từ huyện Bảo Lâm, tỉnh Cao Bằng còn 312 hộ.", None, None),
        (BAO_LAM, "Đồng chí sinh tại xã Quảng Lâm, huyện Bảo Lâm, tỉnh Cao Bằng.", None, None),
        (TAM_NONG, "Đồng chí B, quê quán huyện Tam Nông, tỉnh Phú Thọ.", None, None),
        (TAM_NONG, "Kỷ luật đối với ông B, quê quán huyện Tam Nông, tỉnh Phú Thọ.", None, None),
        (TAM_NONG, "Ủng hộ nhân dân trên địa bàn huyện Tam Nông, tỉnh Phú Thọ.", None, None),
        # nor does the district tell it in which someone was born,
        (TAN_THANH, "Đồng chí E, nguyên quán huyện Thường Xuân, tỉnh Thanh Hóa.", None, None),
        # and the collection, the committee above and communes outweigh it.
        (BAO_LAM, "Thăm huyện Bảo Lâm, tỉnh Cao Bằng.", "Lâm Đồng", "lam-dong/bao-lam"),
        (BAO_LAM, "Rà soát đất trên địa bàn huyện Bảo Lâm, tỉnh Cao Bằng.", "Lâm Đồng",
         "lam-dong/bao-lam"),
        (BAO_LAM, "Theo chỉ đạo của Tỉnh ủy Lâm Đồng kết nghĩa với huyện Bảo Lâm, tỉnh Cao Bằng.",
         None, "lam-dong/bao-lam"),
        (BAO_LAM, "Các xã Lộc Quảng, Lộc Ngãi, Lộc Bắc thăm huyện Bảo Lâm, tỉnh Cao Bằng.",
         None, "lam-dong/bao-lam"),
        # What the paper rules on, or begins with as what acts, is its own.
        (BAO_LAM, "Rà soát đất trên địa bàn huyện Bảo Lâm, tỉnh Lâm Đồng.", None,
         "lam-dong/bao-lam"),
        (BAO_LAM, "Ngày 02/4/2021, Ban Thường vụ Huyện ủy Bảo Lâm, tỉnh Lâm Đồng họp.", None,
         "lam-dong/bao-lam"),
        (TAM_NONG, "Huyện ủy Tam Nông, Tỉnh ủy Đồng Tháp họp. Thăm huyện Tam Nông, tỉnh Phú Thọ.",
         None, "dong-thap/tam-nong"),
        (TAN_THANH, "Các chi bộ báo cáo Huyện ủy Thường Xuân.", None,
         "thanh-hoa/thuong-xuan/tan-thanh"),
    ],
)  # fmt: skip
def test_a_namesake_does_not_tell_whose_a_letterhead_is(knowledge, head, body, default, place):
    assert read(knowledge, head, body, default).issuer_place.place == place


def test_what_only_the_body_tells_of_the_issuer_is_inferred(knowledge):
    found = read(knowledge, BAO_LAM, "Đất trên địa bàn huyện Bảo Lâm, tỉnh Lâm Đồng.").issuer_place
    assert (found.place, found.status) == ("lam-dong/bao-lam", Status.INFERRED)
    assert read(knowledge, OF_LAM_DONG, "Họp.").issuer_place.status is Status.STATED


@pytest.mark.parametrize(
    ("head", "body", "place"),
    [
        # Where something was or happened is not what a paper is about,
        (OF_LAM_DONG, "Hội nghị được tổ chức tại thành phố Đà Lạt.", "lam-dong/bao-lam"),
        (OF_LAM_DONG, "Đồng chí B thường trú tại thị trấn Lộc Thắng.", "lam-dong/bao-lam"),
        (OF_LAM_DONG, "Qua kiểm tra, xe bị tạm giữ tại xã Lộc An.", "lam-dong/bao-lam"),
        (OF_LAM_DONG, "Phối hợp với xã Lộc Đức trực chốt.", "lam-dong/bao-lam"),
        (LOC_NGAI, "Từ vụ việc tại xã Lộc Quảng, các chi bộ rút kinh nghiệm.",
         "lam-dong/bao-lam/loc-ngai"),
        (PROVINCE, "Rút kinh nghiệm từ vụ cháy tại thành phố Bảo Lộc.", "lam-dong"),
        # nor what lies outside the issuer's own ground, which a title would tell;
        (OF_LAM_DONG, "Huyện ủy làm việc với Huyện ủy Di Linh về ranh giới.", "lam-dong/bao-lam"),
        (TAN_THANH, "Xe bị tạm giữ tại tỉnh Long An.", None),
        # but whom it meets, examines or hears there is.
        (OF_LAM_DONG, "Huyện ủy làm việc với Đảng ủy xã Lộc Quảng.", "lam-dong/bao-lam/loc-quang"),
        (OF_LAM_DONG, "Tại buổi làm việc tại xã Lộc Ngãi, Bí thư Huyện ủy kết luận.",
         "lam-dong/bao-lam/loc-ngai"),
        (OF_LAM_DONG, "Qua kiểm tra quản lý đất đai tại xã Lộc Ngãi, Huyện ủy kết luận.",
         "lam-dong/bao-lam/loc-ngai"),
        (OF_LAM_DONG, "Xét kỷ luật đối với Đảng ủy xã Lộc Bắc.", "lam-dong/bao-lam/loc-bac"),
        (PROVINCE, "Về khai thác khoáng sản trên địa bàn huyện Di Linh.", "lam-dong/di-linh"),
    ],
)  # fmt: skip
def test_what_an_opening_speaks_of_in_passing_is_not_what_it_is_about(knowledge, head, body, place):
    assert read(knowledge, head, body).unit_place.place == place


def test_why_a_unit_of_another_ground_is_not_what_a_paper_is_about(knowledge):
    found = read(knowledge, OF_LAM_DONG, "Huyện ủy làm việc với Huyện ủy Di Linh.").unit_place
    assert found.status is Status.INFERRED
    assert "huyện Di Linh, Lâm Đồng chỉ được nói đến" in str(found.reason)
