"""Tables of contents, which take no address from the parts that they name, and what is none."""

import pytest

from indexer.outline import outline

CONTENTS = {
    "a table of contents with pages": (
        (
            "MỤC LỤC\nChương I. Chung .... 1\nĐiều 1. Phạm vi ..... 2\n\n"
            "Chương I. Chung\nĐiều 1. Phạm vi\nLuật."
        ),
        "chuong-i dieu-1",
    ),
    "a table of contents without pages": (
        (
            "Điều 1. Phạm vi\nĐiều 2. Hồ sơ\nĐiều 3. Thi hành\n\nĐiều 1. Phạm vi\nMột.\n"
            "Điều 2. Hồ sơ\nHai.\nĐiều 3. Thi hành\nBa."
        ),
        "dieu-1 dieu-2 dieu-3",
    ),
    "a table of contents of two articles": (
        "Điều 1. Phạm vi\nĐiều 2. Hồ sơ\nĐiều 1. Phạm vi\n1. Một.\nĐiều 2. Hồ sơ\n1. Hai.",
        "dieu-1 dieu-1-khoan-1 dieu-2 dieu-2-khoan-1",
    ),
    "a table of contents in shorter words": (
        (
            "Điều 1. Phạm vi\nĐiều 2. Hồ sơ\nĐiều 3. Kho\nĐiều 1. Phạm vi của luật\nMột.\n"
            "Điều 2. Hồ sơ. Hai.\nĐiều 3. Việc của kho\nBa."
        ),
        "dieu-1 dieu-2 dieu-3",
    ),
    "articles by their titles, twice, and no words": (
        "Điều 1. A\nĐiều 2. B\nĐiều 1. C\nĐiều 2. D",
        "dieu-1 dieu-2 dieu-1-lan-2 dieu-2-lan-2",
    ),
    "articles of a sentence each, and others of their numbers": (
        "Điều 1. Cấp ủy họp.\nĐiều 2. Văn phòng ghi.\nĐiều 1. Họp\nMột.\nĐiều 2. Ghi\nHai.",
        "dieu-1 dieu-2 dieu-1-lan-2 dieu-2-lan-2",
    ),
    "articles of each chapter": (
        "Chương I\nĐiều 1. Họp\nĐiều 2. Ghi\nChương II\nĐiều 1. Kho\nMột.\nĐiều 2. Sổ\nHai.",
        "chuong-i dieu-1 dieu-2 chuong-ii dieu-1-lan-2 dieu-2-lan-2",
    ),
    "what is put into force without a foot between": (
        "Điều 1. Ban hành Quy chế\nĐiều 2. Thi hành\nQUY CHẾ\nĐiều 1. Họp\n1. Một.\nĐiều 2. Ghi",
        "dieu-1 dieu-2 quy-che quy-che-dieu-1 quy-che-dieu-1-khoan-1 quy-che-dieu-2",
    ),
    "amendments without quotes, of two articles": (
        "Điều 1. Phạm vi\nĐiều 2. Sửa đổi Quy chế 5 như sau:\nĐiều 1. Họp\n1. Một.\nĐiều 3. Hết",
        "dieu-1 dieu-2 dieu-3",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CONTENTS.values(), ids=CONTENTS.keys())
def test_the_parts_with_words_have_the_addresses(text, expected):
    assert [one.anchor for one in outline(text).divisions] == expected.split()
