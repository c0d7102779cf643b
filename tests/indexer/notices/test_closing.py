"""The closing block of a notice: recipients, archive copy, signing block."""

from __future__ import annotations

import pytest

from indexer.model import Signatory
from indexer.notices.forms import notice_forms
from indexer.text import unaccent
from tests.notice_texts import read


@pytest.mark.parametrize(
    ("closing", "recipients", "signatory"),
    [
        (
            "Nơi nhận:\n- Như trên;\n- Lưu VP.\n\nT/M HUYỆN ỦY\nBÍ THƯ\n(Đã ký)",
            ["Như trên", "Lưu VP"],
            Signatory("T/M Huyện ủy", "Bí thư", None),
        ),
        (
            "#### **Nơi nhận:**\n\n- Như trên,\n- Lưu VP.\n\n**TM. HUYỆN ỦY\nBÍ THƯ**",
            ["Như trên", "Lưu VP"],
            Signatory("TM. Huyện ủy", "Bí thư", None),
        ),
        (
            "Nơi nhận    T/M BAN THƯỜNG VỤ\n- Như trên,     PHÓ BÍ THƯ\n- Lưu VPTU.",
            ["Như trên", "Lưu VPTU"],
            Signatory("T/M Ban Thường vụ", "Phó Bí thư", None),
        ),
        (
            "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Như trên, PHÓ BÍ THƯ\n- Lưu VPTU.",
            ["Như trên", "Lưu VPTU"],
            Signatory("T/M Ban Thường vụ", "Phó Bí thư", None),
        ),
        (
            "Nơi nhận:\n- Các ban\nđảng,\n- Lưu VP.\n\nT/L HUYỆN ỦY\nK/T CHÁNH VĂN PHÒNG\nTHƯ KÝ",
            ["Các ban\nđảng", "Lưu VP"],
            Signatory("T/L Huyện ủy, K/T Chánh Văn phòng", "Thư ký", None),
        ),
        ("- Như trên,\n- Lưu VPHU.", ["Như trên", "Lưu VPHU"], None),
        ("Nơi nhận: - Như trên; - Lưu VP.", ["Như trên", "Lưu VP"], None),
        (
            "T/M CHI BỘ\nBÍ THƯ\n\nNơi nhận:\n- Chi ủy,\n- Lưu Chi bộ.",
            ["Chi ủy", "Lưu Chi bộ"],
            Signatory("T/M Chi bộ", "Bí thư", None),
        ),
        ("Nơi nhận:\nNhư trên,\nLưu VP.", ["Như trên", "Lưu VP"], None),
    ],
)
def test_closing_block(closing: str, recipients: list[str], signatory: Signatory | None) -> None:
    text = f"THÔNG BÁO\nkết quả\n\nNội dung của thông báo.\n\n{closing}"
    notice = read(text)
    assert [span.of(text) for span in notice.recipients] == recipients
    assert notice.signatory.value == signatory
    assert [span.of(text) for span in notice.archive] == [recipients[-1]]


def test_an_appendix_gives_neither_recipients_nor_a_name() -> None:
    text = (
        "THÔNG BÁO\nkết quả\n\nHết.\n\nNơi nhận:\n- Như trên,\n- Lưu VP.\n\n"
        "T/M HUYỆN ỦY\nBÍ THƯ\n\nPHỤ LỤC\nkèm theo\n- Một\n- Hai\n1. Ba\n2. Bốn\nXã Lộc An\n"
    )
    notice = read(text)
    assert [span.of(text) for span in notice.recipients] == ["Như trên", "Lưu VP"]
    assert notice.signatory.value == Signatory("T/M Huyện ủy", "Bí thư", None)


def test_every_mark_of_authority_opens_a_signing_block() -> None:
    for authority in notice_forms().authorities:
        assert authority.examples
        for example in authority.examples:
            signatory = read(f"THÔNG BÁO\nkết quả\n\nHết.\n\n{example}").signatory.value
            assert signatory is not None, example
            written = unaccent(signatory.authority).replace(" ", "")
            assert written == unaccent(example).replace(" ", "")
