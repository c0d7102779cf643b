"""Encodings before Unicode: every letter, and no Unicode text taken for one of them."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import legacy, plain_text
from indexer.documents.detection import FileFormat
from indexer.documents.formats import read_pages
from indexer.documents.legacy import LegacyEncoding, decode_legacy, encoding_of, encoding_of_font
from indexer.documents.page_text import ExtractionError, normalize_text
from indexer.documents.syllables import is_syllable, legal_share, letter_runs

CORPUS = sorted(Path("corpus/notices").rglob("*.txt"))
VOWELS = "aăâeêioôơuưy"
TONES = {"": "", "\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": "."}
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


def in_tcvn3(text: str) -> str:
    """Encode as converters do: a capital with a tone is the capital and the small letter."""
    table = dict(zip(legacy._TCVN3_LETTERS, legacy._TCVN3_CODES, strict=True))
    encoded = []
    for letter in text:
        if letter in table or letter.isascii():
            encoded.append(table.get(letter, letter))
        else:
            plain = unicodedata.normalize("NFD", letter)
            shape = "".join(mark for mark in plain if mark not in TONES)
            capital = unicodedata.normalize("NFC", shape)
            encoded.append(table.get(capital, capital) + table.get(letter.lower(), letter))
    return "".join(encoded)


def in_vni(text: str) -> str:
    singles = {letter: code for code, letter in legacy._VNI_SINGLE.items()}
    marks = {mark: code for code, mark in legacy._VNI_MARKS.items()}
    encoded = []
    for letter in text:
        small = letter.lower()
        if small in singles:
            code = singles[small]
        elif small in SMALL and not small.isascii():
            parts = unicodedata.normalize("NFD", small)
            base, rest = parts[0], parts[1:]
            if "\u031b" in rest:  # ơ, ư are letters of their own
                base, rest = singles["ơ" if base == "o" else "ư"], rest.replace("\u031b", "")
            rest = "".join(sorted(rest, key=lambda mark: mark not in "\u0302\u0306"))
            code = base + marks[rest]
        else:
            code = letter
        encoded.append(code.upper() if letter.isupper() else code)
    return "".join(encoded)


def in_viqr(text: str) -> str:
    shapes = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
    encoded = []
    for letter in text:
        if letter in "đĐ":
            encoded.append("dd" if letter == "đ" else "DD")
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        marks.sort(key=lambda mark: mark not in shapes)
        encoded.append(base + "".join(shapes.get(mark) or TONES.get(mark, mark) for mark in marks))
    return "".join(encoded)


ENCODERS = {
    LegacyEncoding.TCVN3: in_tcvn3,
    LegacyEncoding.VNI: in_vni,
    LegacyEncoding.VIQR: in_viqr,
}


@pytest.mark.parametrize("encoding", LegacyEncoding)
@pytest.mark.parametrize("letter", SMALL)
def test_every_letter_comes_back(encoding, letter):
    for written in (letter, letter.upper()):
        word = f"x{written}n"
        assert decode_legacy(ENCODERS[encoding](word), encoding) == word


@pytest.mark.skipif(not CORPUS, reason="the sample notices are not there yet")
@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_sample_notices_come_back_almost_whole(encoding):
    for path in CORPUS[:6]:
        text = path.read_text("utf-8").replace("–", "-")
        found = decode_legacy(ENCODERS[encoding](text), encoding)
        pairs = list(zip(text.split(), found.split(), strict=True))
        wrong = [pair for pair in pairs if pair[0] != pair[1]]
        # Capitals of TCVN3 and sentence ends of VIQR cannot all be told.
        assert len(wrong) <= 0.012 * len(pairs) + 1, wrong


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_a_legacy_text_is_known_by_its_words(encoding):
    text = "Thực hiện Nghị quyết của Tỉnh ủy về công tác xây dựng Đảng năm 2022"
    assert encoding_of(ENCODERS[encoding](text)) is encoding


@pytest.mark.skipif(not CORPUS, reason="the sample notices are not there yet")
def test_no_sample_notice_is_taken_for_a_legacy_text():
    for path in CORPUS:
        text = path.read_text("utf-8")
        assert encoding_of(text) is None
        assert encoding_of(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "UBND. HDND. BTV. TW. 1.1. 2.2. a. b. c. d. e. g. h. o. u. y. i. k.",
        "Chi bo. Dang uy. Tinh uy. Ket luan. Thong bao. Nghi quyet. Huyen uy. Xa.",
        "The quick brown fox jumps over the lazy dog. It isn't there (yet)? No!",
        "Mục lục ........ 1 Phần một ........ 2 Phần hai ........ 3 Phần ba ..... 4",
        "https://example.invalid/a?b=c&d=e~f 'một' `hai` (ba) bốn^2 + năm? sáu.",
        "Ea Kar, Krông Búk, Cư M'gar, Đắk Lắk, Ea H'leo, Buôn Ma Thuột, M'Drắk, Krông Pắc",
        "été à Noël: «déjà vu», œuvre, naïveté, garçon, où êtes-vous, très bientôt, ça va",
    ],
)
def test_other_texts_are_not_taken_for_one(text):
    assert encoding_of(text) is None


def test_a_short_text_proves_nothing():
    assert encoding_of("NghÞ quyÕt") is None


@given(st.text(max_size=200))
def test_any_text_is_judged_and_decoded(text):
    encoding_of(text)
    for encoding in LegacyEncoding:
        decode_legacy(text, encoding)


@pytest.mark.parametrize("piece", ["a", "a-", "aA", "x\u00ad", "é^'", "\u0323 "])
def test_long_runs_are_decoded_in_one_pass(piece):
    for encoding in LegacyEncoding:
        assert decode_legacy(piece * 200_000, encoding)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (".VnTime", LegacyEncoding.TCVN3),
        (".VNTIMEH", LegacyEncoding.TCVN3),
        ("ABCDEF+.VnArial", LegacyEncoding.TCVN3),
        ("VNI-Times", LegacyEncoding.VNI),
        ("VNI Helve", LegacyEncoding.VNI),
        ("Times New Roman", None),
        ("Vnia", None),
        ("", None),
    ],
)
def test_fonts_that_name_an_encoding(name, encoding):
    assert encoding_of_font(name) is encoding


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("TH¤NG B¸O", "THÔNG BÁO"),
        ("THA¸NG ¢Ê", "THÁNG Ấ"),
        ("§¶ng", "Đảng"),
        ("nh\u00ad ®­îc", "như được"),
        ("nh- ®-îc, -¬ng", "như được, ương"),
        ("b- VÒ 213-Q§/TW - c", "b- Về 213-QĐ/TW - c"),
    ],
)
def test_capitals_and_the_soft_hyphen_of_tcvn3(text, decoded):
    assert decode_legacy(text, LegacyEncoding.TCVN3) == decoded


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("DDa?ng bo^. ti?nh.", "Đảng bộ tỉnh."),
        ("Ba'o ca'o ke^'t qua?. Ngu+o+`i ddo.c hie^?u", "Báo cáo kết quả. Người đọc hiểu"),
        (r"giu+~ la.i da^'u cha^'m\. va` a\'", "giữ lại dấu chấm. và a'"),
    ],
)
def test_viqr(text, decoded):
    assert decode_legacy(text, LegacyEncoding.VIQR) == decoded


# --- plain text files -------------------------------------------------------------------------

LINE = "Thực hiện Nghị quyết của Tỉnh ủy về công tác xây dựng Đảng năm 2022, được như sau\n"


@pytest.mark.parametrize(
    "data",
    [
        in_tcvn3(LINE).encode("latin-1"),
        in_tcvn3(LINE).encode("utf-8"),
        in_vni(LINE).encode("latin-1"),
        in_viqr(LINE).encode("ascii"),
        unicodedata.normalize("NFD", LINE).encode(),
        normalize_text(LINE).encode("utf-16"),
    ],
)
def test_text_files_in_every_encoding(data):
    (page,) = read_pages(FileFormat.TEXT, data)
    assert page.text == LINE


def test_the_windows_code_page_of_vietnamese():
    plain = unicodedata.normalize("NFD", LINE)
    for letter, marks in {"ă": "a\u0306", "â": "a\u0302", "ê": "e\u0302", "ô": "o\u0302"}.items():
        plain = plain.replace(marks, letter)
    for whole, parts in {"ơ": "o\u031b", "ư": "u\u031b"}.items():
        plain = plain.replace(parts, whole)
    # ệ decomposes to e, dot, circumflex: put the shape first, as the code page has it
    for base, whole in {"e": "ê", "o": "ô", "a": "â", "u": "ư"}.items():
        shape = "\u031b" if base == "u" else "\u0302"
        plain = plain.replace(f"{base}\u0323{shape}", f"{whole}\u0323")
    (page,) = read_pages(FileFormat.TEXT, plain.encode("cp1258"))
    assert page.text == LINE


def test_bytes_of_no_known_code_page_are_refused():
    with pytest.raises(ExtractionError, match="UTF-8"):
        plain_text.read("Thông báo".encode("latin-1") + b"\xff")


def test_pages_of_a_text_file_end_at_form_feeds():
    assert [page.text for page in plain_text.read(b"one\ftwo\f")] == ["one", "two"]


# --- marks and syllables ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Chi bô \u0323Sinh viên", "Chi bộ Sinh viên"),
        ("Chi bô \u0323 Sinh viên", "Chi bộ Sinh viên"),
        ("Huyê\u00a0\u0323n", "Huyệ\u00a0n"),
        ("1 \u0301", "1 \u0301"),
        ("Kết quả", "Kết quả"),
        (unicodedata.normalize("NFD", "Đảng uỷ"), "Đảng uỷ"),
        ("một\r\nhai\rba\x0bbốn\x00", "một\nhai\nba\nbốn"),
    ],
)
def test_marks_are_put_back_on_their_letters(text, mended):
    assert normalize_text(text) == mended


LEGAL = (
    "gì giếng gìn giặt quốc quý quyển khuya khuỷu nghiêng ghế kỹ yêu thuở xoong khoắng tuýp rượu "
    "mười hoà hòa khoẻ uỷ ủy Quỹ THƯỜNG Ý"
)
ILLEGAL = (
    "cña tieàn xaõ NghÞ quyÕt kà ceo ciu gê nghoa ngi ngee cắp1 hoc hỏc thươg ddang yt qúy hòan"
)


@pytest.mark.parametrize("word", LEGAL.split())
def test_legal_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ILLEGAL.split())
def test_illegal_syllables(word):
    assert not is_syllable(word)


def test_codes_in_capitals_are_not_counted():
    assert legal_share("UBND, HĐND, QĐ Nghị quyết") == 1.0
    assert legal_share("213 - 5/6") == 0.0
    assert letter_runs("") == []
