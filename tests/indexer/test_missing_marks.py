"""Lines that were written without the marks they should have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens
from indexer.missing_marks import is_marked, is_syllable, unmarked_stretches


def unmarked(text):
    return [
        " ".join(token.bare for token in run)
        for run in unmarked_stretches(text, list(tokens(text)))
    ]


LONG = "Huyen uy giao Van phong phoi hop voi cac ban xay dung Dang va cac dang uy xa theo doi viec "
LONG += "thuc hien va bao cao truoc ngay ba muoi"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Of running text nothing, though it has syllables that bear no mark.
        ("Ban Thường vụ Huyện ủy giao cho Văn phòng theo dõi.", []),
        ("Kon Tum, Gia Lai, Nha Trang\nThường trực Huyện ủy kết luận như sau", []),
        # A file typed without marks, with its short lines.
        (
            "THONG BAO\nKet luan cua Ban Thuong vu Huyen uy\nve bao ve rung",
            ["thong bao ket luan cua ban thuong vu huyen uy ve bao ve rung"],
        ),
        # One line among others.
        (
            "Thường trực Huyện ủy kết luận:\nGiao Uy ban nhan dan huyen kiem tra\nNơi nhận:",
            ["giao uy ban nhan dan huyen kiem tra"],
        ),
        # A short line goes by those on both sides of it, and is not taken where they differ.
        ("Kiem tra viec giao dat giao rung\nxa Loc Ngai\nKết luận của Ban Thường vụ Huyện ủy",
         ["kiem tra viec giao dat giao rung"]),
        ("xa Loc Ngai", []),
        ("Chi bo thon Ba, xa Loc Ngai", ["chi bo thon ba xa loc ngai"]),
        # Signs of papers, numbers and foreign words say nothing.
        ("Số 213-QD/TW\nHĐND, UBND, BTV, UBKT, TW, BCH", []),
        ("The programme was supported by World Bank and Asian Development Bank", []),
        # One slip in a long text without marks does not make it one with marks.
        (f"{LONG} đôn doc", [f"{LONG.lower()} don doc"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_was_written_without_marks(text, wanted):
    assert unmarked(text) == wanted


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giữ", "thượng", "ủy", "khuya", "chuyển"])
def test_syllables(word):
    (token,) = tokens(word)
    assert is_syllable(token.bare)


@pytest.mark.parametrize("word", ["QĐ", "HĐND", "UBMTTQ", "2022", "tw", "Facebook"])
def test_what_is_no_syllable_has_no_marks_to_go_by(word):
    (token,) = tokens(word)
    assert not is_syllable(token.bare)
    assert not is_marked(token)


@given(st.text(alphabet="aáđ bcng\n.", max_size=200))
def test_stretches_are_runs_of_the_tokens(text):
    every = list(tokens(text))
    found = list(unmarked_stretches(text, every))
    assert all(found)
    flat = [token for run in found for token in run]
    assert flat == [token for token in every if token in set(flat)]
