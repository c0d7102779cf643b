"""Text in the encodings before Unicode (bảng mã cũ): TCVN3 (ABC), VNI and VIQR.

Files of offices still hold them, as letters that only their own fonts show right.  They are
known by the font's name (``.VnTime``, ``VNI-Times``), else by their words: text that is hardly
Vietnamese as it stands and is when decoded.  The margin keeps Unicode text from being taken
for VIQR, whose marks are ordinary punctuation.
"""

from __future__ import annotations

import re
from enum import StrEnum

from indexer.documents.syllables import is_syllable, legal_share, legality
from indexer.normalization import composed
from indexer.text import toneless


class LegacyEncoding(StrEnum):
    """An encoding before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VIQR = "VIQR"


# A text is decoded only if so few of its words are legal as they stand, and so many more after.
MOST_LEGAL_UNDECODED = 0.6
LEAST_GAIN = 0.25
# Fewer words than this prove nothing.
LEAST_WORDS = 8
_SAMPLE = 8_000


def encoding_of(text: str) -> LegacyEncoding | None:
    """The legacy encoding that a text is in, told by its words; None for Unicode.

    >>> encoding_of("Thùc hiÖn NghÞ quyÕt cña TØnh uû vÒ c«ng t¸c x©y dùng §¶ng")
    <LegacyEncoding.TCVN3: 'TCVN3'>
    >>> encoding_of("Số 55-TB/TU. Thực hiện Nghị quyết (khóa XII).") is None
    True
    """
    sample = text[:_SAMPLE]
    words, raw = legality(sample)
    if words < LEAST_WORDS or raw >= MOST_LEGAL_UNDECODED:
        return None
    share, best = max(
        (legal_share(decode_legacy(sample, encoding)), encoding) for encoding in LegacyEncoding
    )
    return best if share - raw > LEAST_GAIN else None


_TCVN3_FONT = re.compile(r"(?:[A-Z]{6}\+)?\.?Vn(?!i)[A-Z]", re.IGNORECASE)
_VNI_FONT = re.compile(r"(?:[A-Z]{6}\+)?VNI[- ]", re.IGNORECASE)


def encoding_of_font(name: str) -> LegacyEncoding | None:
    """The encoding that a font's name stands for (``.VnTimeH``, ``VNI-Times``).

    >>> encoding_of_font(".VnTime"), encoding_of_font("ABCDEF+VNI-Times"), encoding_of_font("Arial")
    (<LegacyEncoding.TCVN3: 'TCVN3'>, <LegacyEncoding.VNI: 'VNI'>, None)
    """
    if _VNI_FONT.match(name):
        return LegacyEncoding.VNI
    if name.startswith(".") or "+." in name[:8]:
        return LegacyEncoding.TCVN3 if _TCVN3_FONT.match(name) else None
    return None


def capitals_font(name: str) -> bool:
    """Whether a TCVN3 font shows small letters as capitals (``.VnTimeH``)."""
    return encoding_of_font(name) is LegacyEncoding.TCVN3 and name.rstrip().endswith("H")


def decode_legacy(text: str, encoding: LegacyEncoding) -> str:
    """Text of a legacy encoding in Unicode (NFC).

    >>> decode_legacy("ñöôïc", LegacyEncoding.VNI), decode_legacy("ddu+o+.c", LegacyEncoding.VIQR)
    ('được', 'được')
    """
    match encoding:
        case LegacyEncoding.TCVN3:
            return _from_tcvn3(text)
        case LegacyEncoding.VNI:
            return composed(_VNI.sub(_vni_letter, text))
        case LegacyEncoding.VIQR:
            return composed(_VIQR.sub(_viqr_letter, text))


# --- TCVN3: one character a letter ------------------------------------------------------------

# TCVN 5712:1993, the 67 small letters and 7 capitals, by the Latin-1 characters of their codes.
# ư is U+00AD, the soft hyphen: it must survive until here.
_TCVN3_CODES = "¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_LETTERS = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)
# Converters write a capital with a tone as the capital and the small toned letter: ¢Ê for Ấ.
_DOUBLED = re.compile("([AĂÂEÊIOÔƠUƯY])([à-ỹ])")
# A PDF's font may call the soft hyphen a hyphen.
_HYPHENED = re.compile(r"(?<![\w-])(?P<letters>[^\W\d_]{0,5}-[^\W\d_]{0,5})(?![\w-])")
_LIST_MARK = re.compile(r"\s*[^\W\d_]-")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def _from_tcvn3(text: str) -> str:
    letters = _DOUBLED.sub(_one_capital, text.translate(_TCVN3))
    if "-" in letters and "\u00ad" not in text:
        letters = "\n".join(map(_with_horned_u, letters.split("\n")))
    return _LETTERS.sub(_all_capitals, letters)


def _with_horned_u(line: str) -> str:
    """A line with ư where a hyphen makes no sense and ư makes a syllable (``đ-ợc``)."""

    def mended(found: re.Match[str]) -> str:
        word = found["letters"]
        whole = word.replace("-", "ư")
        return whole if len(word) > 1 and is_syllable(whole) else word

    mark = _LIST_MARK.match(line)
    start = mark.end() if mark else 0  # "b- Về" is an item of a list
    return line[:start] + _HYPHENED.sub(mended, line[start:])


def _one_capital(found: re.Match[str]) -> str:
    capital, small = found[1], found[2]
    plain = toneless(small)
    if plain == composed(small):
        return found[0]  # ăâêô without a tone: two letters
    return small.upper() if plain == capital.lower() else found[0]


def _all_capitals(found: re.Match[str]) -> str:
    """TH¤NG B¸O typed with small toned letters, which have no capitals of their own."""
    word = found[0]
    plain = [letter for letter in word if letter.isascii() or letter in "ĂÂÊÔƠƯĐ"]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


# --- VNI: a letter, then its mark as a second character ---------------------------------------

_VNI_SINGLE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI_MARKS = {
    **dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)),
    **dict(
        zip(
            "âáàåãä",
            (
                "\u0302",
                "\u0302\u0301",
                "\u0302\u0300",
                "\u0302\u0309",
                "\u0302\u0303",
                "\u0302\u0323",
            ),
            strict=True,
        )
    ),
    **dict(
        zip(
            "êéèúüë",
            (
                "\u0306",
                "\u0306\u0301",
                "\u0306\u0300",
                "\u0306\u0309",
                "\u0306\u0303",
                "\u0306\u0323",
            ),
            strict=True,
        )
    ),
}
# â… and ê… stand on a, e, o (and ê… on a alone); ô and ö are ơ and ư, which take tones only.
_VNI = re.compile(
    "(?P<letter>[aA])(?P<mark>[ùøûõïâáàåãäêéèúüë])"
    "|(?P<letter2>[eEoO])(?P<mark2>[ùøûõïâáàåãä])"
    "|(?P<letter3>[uUyYôöÔÖ])(?P<mark3>[ùøûõï])"
    "|(?P<single>[íìæóòôöîñ])",
    re.IGNORECASE,
)


def _vni_letter(found: re.Match[str]) -> str:
    if single := found["single"]:
        letter = _VNI_SINGLE[single.lower()]
        return letter.upper() if single.isupper() else letter
    letter = found["letter"] or found["letter2"] or found["letter3"]
    mark = found["mark"] or found["mark2"] or found["mark3"]
    base = _VNI_SINGLE.get(letter.lower(), letter.lower())
    return (base.upper() if letter.isupper() else base) + _VNI_MARKS[mark.lower()]


# --- VIQR: marks as punctuation after the letter ----------------------------------------------

_VIQR_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
# RFC 1456: a backslash takes a mark literally.  A dot behind a vowel without a tone is taken for
# one: it ends a sentence far more rarely (6 of the 1,583 words of a real notice).
_VIQR = re.compile(
    r"\\(?P<literal>[\^(+'`?~.dD\\])"
    r"|(?P<stroked>dd|DD|Dd|dD)"
    r"|(?P<letter>[aAeEiIoOuUyY])"
    r"(?P<shape>(?<=[aA])[\^(]|(?<=[eE])\^|(?<=[oO])[\^+]|(?<=[uU])\+)?"
    r"(?P<tone>['`?~.])?"
)


def _viqr_letter(found: re.Match[str]) -> str:
    if found["literal"]:
        return found["literal"]
    if stroked := found["stroked"]:
        return "Đ" if stroked[0] == "D" else "đ"
    shape, tone = found["shape"], found["tone"]
    return found["letter"] + _VIQR_SHAPES.get(shape, "") + _VIQR_TONES.get(tone, "")
