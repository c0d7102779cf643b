"""What a held text certainly lacks, and where that cannot be told."""

import pytest

from search.lookup.place_checks import absence
from tests.placed_papers import ARTICLES, NAME, citing, place, pointing, regulation


def lacking(passages, text, written):
    at = place(written)
    return absence(passages, text, passages.of(text, at), NAME, at)


GAP = ARTICLES.replace("Điều 3. Phân công", "Phân công")
TOLD = {
    "Điều 11": f"{NAME} trong kho có 4 điều, không có Điều 11",
    "khoản 2 Điều 11": f"{NAME} trong kho có 4 điều, không có khoản 2 Điều 11",
    "khoản 9 Điều 4": f"Điều 4 của {NAME} trong kho có 2 khoản, không có khoản 9 Điều 4",
    "điểm d khoản 1 Điều 3": f"khoản 1 Điều 3 của {NAME} trong kho có các điểm từ a đến b, "
    "không có điểm d khoản 1 Điều 3",
}


@pytest.mark.parametrize(
    ("written", "body", "changed", "told"),
    [
        *((written, ARTICLES, {}, told) for written, told in TOLD.items()),
        # What is there is not lacking.
        ("khoản 2 Điều 4", ARTICLES, {}, ""),
        ("điểm b khoản 1 Điều 3", ARTICLES, {}, ""),
        # It cannot be told: a gap, no parts, a letter that amendments bring, no foot.
        ("Điều 3", GAP, {}, "không kiểm được Điều 3"),
        ("Điều 11", GAP, {}, "không kiểm được Điều 11"),
        ("khoản 2 Điều 1", ARTICLES, {}, "không kiểm được khoản 2 Điều 1"),
        ("Điều 3a", ARTICLES, {}, "không kiểm được Điều 3a"),
        ("điểm c Điều 3", ARTICLES, {}, "không kiểm được điểm c Điều 3"),
        ("Điều 11", ARTICLES, {"signed": ""}, "không kiểm được Điều 11"),
        # Nothing in it is an article, or it has no such division.
        ("Điều 11", "Các xã trồng cây.", {}, ""),
        ("mục II", ARTICLES, {}, ""),
    ],
)
def test_what_a_text_lacks_is_told_where_that_is_certain(held, written, body, changed, told):
    passages, text = held(qd=regulation(body, **changed))
    found = lacking(passages, text, written)
    assert str(found.reason if found else "").startswith(told)
    assert bool(found) is bool(told)
    assert not found or found.is_certain is (told in TOLD.values())


def test_a_text_of_whose_amendment_notices_speak_may_have_more(held):
    amending = citing(
        "Sửa đổi, bổ sung Điều 2 Quy định số 12-QĐ/HU, ngày 05/01/2022 của Huyện ủy Bảo Lâm."
    )
    passages, text = held(qd=regulation(), sua=amending)
    assert not lacking(passages, text, "Điều 11").is_certain
    passages, text = held(qd=regulation(), sua=pointing("Điều 2"))
    assert lacking(passages, text, "Điều 11").is_certain
