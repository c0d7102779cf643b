"""Tables of senders: a row gives the number of a paper beside the organ that sent it."""

import pytest

from indexer.citations.finder import find_citations

SENDERS = {
    "Đảng ủy xã Hải Anh | 10-QC/ĐU | 12/8/2025": ["10-QC/ĐU"],
    "Đảng ủy xã Hải Anh\t88-BC/ĐU\t15/9/2025": ["88-BC/ĐU"],
    "1 | Đảng ủy phường 7 | 15-BC/ĐU | 12/8/2025": ["15-BC/ĐU"],
    "Đảng ủy xã Hải Anh 10-QC/ĐU 12/8/2025": ["10-QC/ĐU"],
    # a letter without type word only where it fills a cell
    "| 1 | Bộ Nội vụ | 1014/BNV-TCBC | 12/3/2022 |": ["1014/BNV-TCBC"],
    "1\tBộ Nội vụ\t1014/BNV-TCBC\t12/3/2022": ["1014/BNV-TCBC"],
    "Bộ Nội vụ 1014/BNV-TCBC": [],
    "Bộ Nội vụ (1014/BNV-TCBC, 12/3/2022)": ["1014/BNV-TCBC"],
    "Bộ Nội vụ (1014/BNV-TCBC), (mã 1014/BNV-TCBC, 12/3/2022)": [],
    "lô hàng (1014/ABC-TC, 12/3/2022)": [],
    "| lô | 1014/ABC-TC | 12/3/2022 |": [],
    "| Bộ Nội vụ | xem 1014/BNV-TCBC kèm | 12/3/2022 |": [],
}


@pytest.mark.parametrize(("text", "spans"), SENDERS.items(), ids=SENDERS)
def test_a_table_of_senders_gives_the_numbers(text, spans):
    assert [found.text for found in find_citations(text)] == spans


OWNERS = {
    "Đảng ủy xã Hải Anh | 10-QC/ĐU | 12/8/2025": "Hải Anh",
    "1 | Đảng ủy phường 7 | 15-BC/ĐU": "phường 7",
    "Đảng ủy xã Hải Anh 10-QC/ĐU": "Hải Anh",
    "2 | Huyện ủy Mai Châu (BC số 512-BC/HU, 19/3/2025)": "Mai Châu",
    "- Huyện ủy Mai Châu (512-BC/HU)": "Mai Châu",
    # in brackets within a sentence it may be one's own
    "trao đổi với Huyện ủy Mai Châu (Kế hoạch số 12-KH/HU)": "",
    "Huyện ủy Mai Châu (12-KH/TU)": "",
    # of another committee, of two cells before, of a sentence, of nobody
    "Huyện ủy Bảo Lâm | 12-KH/TU": "",
    "Đảng ủy xã Hải Anh | đúng mẫu | 10-QC/ĐU": "",
    "đã gửi Đảng ủy xã Hải Anh, theo 10-QC/ĐU": "",
    "đã gửi Đảng ủy xã Hải Anh Kế hoạch số 10-KH/ĐU": "",
    "Đảng ủy xã | 10-QC/ĐU": "",
}


@pytest.mark.parametrize(("text", "place"), OWNERS.items(), ids=OWNERS)
def test_who_stands_right_before_a_number_in_a_row_sent_it(text, place):
    assert [found.place for found in find_citations(text)] == [place]
