"""Letters: folding with offsets, spellings, page-break joins, sentences."""

import csv
import unicodedata
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.letter_table import _LETTERS, _folded_by_array
from indexer.text import (
    TONES,
    composed,
    fold,
    normal_beginnings,
    normal_syllable,
    old_style,
    page_break_joins,
    sentences,
    slug,
    unaccent,
)
from tests.checkout import SHARED

vietnamese = st.text(
    st.sampled_from(
        "aăâeêioôơuưyđĐÐ ăằắẳẵặ ủy uỷ khóa QUỶ\u0300\u0301\u0323\u200b\u00ad–—\n\u00a0.1"
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Quy định số 213–QĐ/TW", "quy dinh so 213-qd/tw"),
        ("Ðảng uỷ", "dang uy"),
        ("khóa\u00a0XII", "khoa xii"),
        (unicodedata.normalize("NFD", "Nghị quyết Trung ương"), "nghi quyet trung uong"),
        ("Đả\u00adng", "dang"),
        ("“tự diễn biến”", '"tu dien bien"'),
        ("213‑QĐ/TW 213−QĐ", "213-qd/tw 213-qd"),
    ],
)
def test_fold(written, folded):
    assert fold(written).text == folded
    assert unaccent(written) == folded


@given(vietnamese)
def test_folding_is_the_same_for_every_normal_form(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(composed).text == fold(decomposed).text


@given(vietnamese, st.data())
def test_a_folded_span_maps_to_the_letters_it_came_from(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert fold(span.of(text)).text.endswith(folded.text[start:end])


@given(vietnamese)
def test_positions_of_a_folded_copy_never_go_backwards(text):
    folded = fold(text)
    positions = [folded.position(i) for i in range(len(text))]
    assert positions == sorted(positions)


def tone_table():
    path = SHARED / "reference" / "tone-placement.csv"
    if not path.exists():
        pytest.skip("../shared is not there: the attested tone placements cannot be read")
    with path.open(encoding="utf-8") as rows:
        return [(row["new"], row["old"]) for row in csv.DictReader(rows)]


def test_every_attested_spelling_goes_to_the_old_style():
    for new, old in tone_table():
        assert old_style(new.lower()) == old.lower()
        assert old_style(old.lower()) == old.lower()


@pytest.mark.parametrize(
    ("written", "other"),
    [("kỹ", "kĩ"), ("quý", "quí"), ("lý", "lí"), ("uỷ", "ủy"), ("KHOÁ", "khóa"), ("mỹ", "mĩ")],
)
def test_accepted_spellings_are_indexed_as_one(written, other):
    assert normal_syllable(written) == normal_syllable(other)


@pytest.mark.parametrize(
    ("one", "other"), [("vy", "vi"), ("tay", "tai"), ("ma", "má"), ("thuy", "thui"), ("đa", "da")]
)
def test_different_words_stay_different(one, other):
    assert normal_syllable(one) != normal_syllable(other)


@given(st.text(max_size=12))
def test_normal_spelling_is_stable(syllable):
    once = normal_syllable(syllable)
    assert normal_syllable(once) == once


ONSETS = ("", "b", "c", "ch", "đ", "gi", "h", "k", "kh", "l", "ng", "nh", "qu", "s", "t", "th")
RIMES = ("a", "ac", "an", "ai", "ao", "ân", "eo", "ê", "i", "iên", "o", "oa", "oac", "oach", "oai",
         "oan", "oay", "oe", "oet", "ô", "u", "ua", "uân", "uê", "uôc", "uy", "uya", "uych", "uyên",
         "uynh", "uyu", "ưa", "ươc", "y", "yêu")  # fmt: skip


def in_both_styles(onset, rime, tone):
    """A syllable with its tone where the old style puts it, and where the new one does."""
    yield old_style(composed(onset + rime[0] + tone + rime[1:]))
    if rime in ("oa", "oe", "uy"):
        yield composed(onset + rime + tone)


@pytest.mark.parametrize("onset", ONSETS)
def test_a_beginning_finds_every_whole_syllable_that_begins_so(onset):
    for rime, tone in product(RIMES, ("", *TONES)):
        if onset == "qu" and rime[0] in "uo":
            continue
        for written in in_both_styles(onset, rime, tone):
            whole = normal_syllable(written)
            for letters in accumulate(written):
                found = whole.startswith(normal_beginnings(letters))
                assert found or whole == normal_syllable(letters), (letters, written)


@pytest.mark.parametrize(
    ("letters", "syllable"),
    [("hoá", "hoạch"), ("hò", "hoàn"), ("ky", "kinh"), ("đo", "đọc")],
)
def test_what_does_not_begin_a_syllable_does_not_find_it(letters, syllable):
    assert not normal_syllable(syllable).startswith(normal_beginnings(letters))


@pytest.mark.parametrize(
    ("name", "address"),
    [("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"), ("Ea H'leo", "ea-h-leo"), ("Đồng Nai", "dong-nai")],
)
def test_slug(name, address):
    assert slug(name) == address


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("thực hiện trách nhiệm nêu\n\nương; 100%", ["\n\n"]),
        ("của Tỉnh*\n\nủy là 10%", ["\n\n"]),
        ("của Tỉnh\n\n2\n\nủy là 10%", ["\n\n2\n\n"]),
        ("THÔNG BÁO\n\nkết luận về kiểm tra", []),
        ("như sau:\n\nmột là", []),
        ("kết thúc.\n\ntiếp theo", []),
        ("đã nêu\n\na) nội dung", []),
        ("một\nhai", []),
    ],
)
def test_page_breaks_inside_a_sentence_are_joined(text, gaps):
    assert [gap.of(text) for gap in page_break_joins(text)] == gaps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một câu. Câu hai.", ["Một câu.", "Câu hai."]),
        ("Theo Quy định số 213-QĐ/TW. Đảng ủy xã", ["Theo Quy định số 213-QĐ/TW.", "Đảng ủy xã"]),
        ("- Mục một;\n- Mục hai", ["- Mục một;", "- Mục hai"]),
        ("của Tỉnh*\n\nủy là 10%", ["của Tỉnh*\n\nủy là 10%"]),
        ("đạt 1.629 tấn, T.Ư 4", ["đạt 1.629 tấn, T.Ư 4"]),
    ],
)
def test_sentences(text, expected):
    assert [span.of(text) for span in sentences(text)] == expected


@given(vietnamese)
def test_sentences_are_in_order_and_apart(text):
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


def test_the_table_and_the_array_fold_alike():
    every_letter = "".join(map(chr, range(0x110000)))
    assert _folded_by_array(every_letter) == every_letter.translate(_LETTERS)
