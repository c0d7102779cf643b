"""Text: how Vietnamese is compared, put in order and cut up without ever being changed.

What a person reads stays verbatim.  Everything that compares text works on a copy in which some
differences are gone:

=======================  ===========================================================================
:func:`fold`             case, marks, the unseen, kinds of dash, quote, blank; maps back to the text
:func:`unaccent`         the same, without the map
:func:`slug`             the same and every sign: words joined by hyphens
:func:`toneless`         tones; ă, ô and đ stay
:func:`old_style`        where the tone mark is put
:func:`normal_syllable`  case, where the tone mark is put, a lone y or i: as syllables are indexed
``Token.bare``           the same and marks (:mod:`indexer.analysis`)
:func:`i_for_y`          a lone y or i, in text without marks
``plain_name``           of ``slug`` and ``i_for_y``, zeros in front (:mod:`indexer.gazetteer`)
=======================  ===========================================================================

Lists of names stand in the order of the Vietnamese alphabet (bảng chữ cái): letters are compared
first, ``a ă â b c d đ e ê …``, then the tone of each syllable: ngang, huyền, hỏi, ngã, sắc, nặng;
numbers by their value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from indexer.letter_table import fold_letters
from indexer.memory import remembered
from indexer.model import Span
from indexer.normalization import composed, decomposed

UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, blanks of no width and signs of direction, as a class of characters: what a
laid-out text has within its words, and no reader sees."""

MARKS = "\u0300-\u036f"
"""Combining marks, as a class of characters: what decomposed text has behind its letters."""

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of the tones (thanh) in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng; the
first of the six, ngang, has none."""

# Characters that do not fold one to one: they vanish, or belong to the letter before them.
_LOOSE = re.compile(f"[{MARKS}{UNSEEN}]")


_SHORT = 64


BLANK = "\u200b"
"""What stands for each character of a stretch that is passed over: of no width, and in no word."""


def blanked(text: str, spans: Sequence[Span]) -> str:
    """A text of the same length in which nothing is seen of some stretches of it.

    What stands around such a stretch is side by side for whoever folds the text or takes its words.

    >>> fold(blanked("Trung\\n2\\nương", [Span(6, 8)])).text
    'trung\\nuong'
    """
    if not spans:
        return text
    parts, at = list[str](), 0
    for start, end in spans:
        parts += [text[at:start], BLANK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """A text with other words in the place of some stretches, of which none overlaps another.

    >>> replaced("theo số 213/QĐ-TW.", [(8, 17, "213-QĐ/TW")])
    'theo số 213-QĐ/TW.'
    """
    parts, at = list[str](), 0
    for start, end, words in sorted(changes):
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text, and where each of its characters stood.

    ``offsets`` is None when every character kept its place; otherwise ``offsets[i]`` is the
    verbatim position of folded character ``i``, with one more entry for the end.
    """

    text: str
    offsets: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The verbatim span of ``text[start:end]``, marks that belong to it included."""
        if self.offsets is None:
            return Span(start, end)
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end])

    def position(self, verbatim: int) -> int:
        """The folded position of a verbatim one (of its letter, for a combining mark)."""
        if self.offsets is None:
            return verbatim
        return max(0, bisect_right(self.offsets, verbatim) - 1)


def fold(text: str) -> Folded:
    """A copy to match on: lower case, no marks, đ → d, every dash ``-``, every blank a space, and
    every digit ASCII.

    Line breaks stay.  Composed and decomposed text (NFC, NFD) fold to the same characters.

    >>> fold("Quy định số 213–QĐ/TW").text
    'quy dinh so 213-qd/tw'
    """
    if not _LOOSE.search(text):
        return Folded(fold_letters(text))
    keeps = bytearray(b"\1") * (len(text) + 1)
    for found in _LOOSE.finditer(text):
        keeps[found.start()] = 0
    # A mark belongs to the letter before it, so a letter ends where the next kept one starts.
    kept = list(compress(range(len(text) + 1), keeps))
    return Folded(fold_letters(_LOOSE.sub("", text)), kept)


def unaccent(text: str) -> str:
    """Text without marks, in lower case; positions are not kept.

    >>> unaccent("Đảng uỷ xã Lộc Quảng")
    'dang uy xa loc quang'
    """
    return _short_unaccented(text) if len(text) <= _SHORT else fold(text).text


@remembered(1 << 15, is_short=True)
def _short_unaccented(text: str) -> str:
    """The same few words and names are asked for all the time."""
    return fold(text).text


_ASCII_WORD = re.compile(r"[a-z0-9]+")


def slug(name: str) -> str:
    """The ASCII address of a name: lower case, words joined by hyphens.

    >>> slug("Bà Rịa - Vũng Tàu")
    'ba-ria-vung-tau'
    """
    return "-".join(_ASCII_WORD.findall(unaccent(name)))


_TONE = re.compile(f"[{TONES}]")


def toneless(text: str) -> str:
    """Text without its tones, in NFC; ă, ô and đ stay what they are.

    >>> toneless("đảng ủy Lộc Quảng")
    'đang uy Lôc Quang'
    """
    return composed(_TONE.sub("", decomposed(text)))


_SYLLABLE = re.compile(
    r"^(gi(?=[aeiouyăâêôơư])|qu(?=[aeiouyăâêôơư])|[^aeiouyăâêôơư]*)([aeiouyăâêôơư]+)(.*)$"
)


def _tone_seat(nucleus: str, coda: str) -> int:
    """Index of the vowel that carries the tone in the old style (kiểu cũ)."""
    marked = [i for i, vowel in enumerate(nucleus) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(nucleus) == 1:
        return 0
    if len(nucleus) >= 3:
        return 1
    return 1 if coda else 0


@remembered(32_768)
def old_style(syllable: str) -> str:
    """A lower-case syllable with its tone mark where the old style puts it, in NFC.

    Old and new style differ in open ``oa``, ``oe``, ``uy`` only; central Party papers lean to
    the new, law texts to the old.  Anything that is no syllable comes back in NFC.

    >>> old_style("uỷ"), old_style("khoá"), old_style("quý"), old_style("213")
    ('ủy', 'khóa', 'quý', '213')
    """
    tones = _TONE.findall(decomposed(syllable))
    plain = toneless(syllable)
    parts = _SYLLABLE.match(plain)
    if len(tones) != 1 or parts is None:
        return composed(syllable)
    onset, nucleus, coda = parts.groups()
    seat = len(onset) + _tone_seat(nucleus, coda)
    return composed(plain[: seat + 1] + tones[0] + plain[seat + 1 :])


BEFORE_LONE_I = "h|k|l|m|s|t|qu"
"""The onsets behind which a lone ``i`` may also be written ``y``: kỹ = kĩ, quý = quí."""

_LONE_Y = re.compile(rf"^({BEFORE_LONE_I})y(?=[{MARKS}]*$)")
_LONE_PLAIN_Y = re.compile(rf"\b({BEFORE_LONE_I})y\b")


@remembered(32_768)
def normal_syllable(syllable: str) -> str:
    """The spelling under which a syllable is indexed: one for all accepted spellings.

    Lower case, tone in the old style, and ``i`` for a lone ``y`` where both are written (see
    :data:`BEFORE_LONE_I`).  Marks stay: ``ma`` and ``má`` are two words.

    >>> normal_syllable("Uỷ"), normal_syllable("kỹ"), normal_syllable("vy")
    ('ủy', 'kĩ', 'vy')
    """
    lowered = syllable.lower().replace("ð", "đ")
    return composed(_LONE_Y.sub(r"\1i", decomposed(old_style(lowered))))


_TONE_MAY_FOLLOW = {"o": ("a", "e"), "u": ("y",)}
"""The second vowels of a rime that bear the tone in the new style and not in the old."""


@remembered(1024)
def normal_beginnings(letters: str) -> tuple[str, ...]:
    """How the normal spelling of what begins with some letters may begin.

    In an open rime nobody knows yet where the tone will stand: ``hoạ`` and ``họa`` begin ``hoạch``
    as well as ``họa``, and ``đo`` begins ``đoạ``, which is ``đọa``.  A whole word that is indexed
    with another letter (``kỹ``, see :func:`normal_syllable`) begins nothing longer.

    >>> normal_beginnings("hoạ"), normal_beginnings("quyề"), normal_beginnings("kỹ")
    (('hoạ', 'họa'), ('quyề',), ('kỹ',))
    """
    typed = composed(letters.lower().replace("ð", "đ"))
    plain, tones = toneless(typed), _TONE.findall(decomposed(typed))
    parts = _SYLLABLE.match(plain)
    if parts is None or len(tones) > 1:
        return (typed,)
    onset, nucleus, coda = parts.groups()
    if not tones:
        later = _TONE_MAY_FOLLOW.get(nucleus, ()) if not coda else ()
        return (typed, *(composed(f"{plain}{tone}{vowel}") for tone in TONES for vowel in later))
    if coda or any(vowel in "ăâêôơư" for vowel in nucleus):
        return (old_style(typed),)
    seats = range(len(onset) + 1, len(onset) + len(nucleus) + 1)
    placed = (composed(plain[:seat] + tones[0] + plain[seat:]) for seat in seats)
    return tuple(dict.fromkeys((typed, *placed)))


def i_for_y(plain: str) -> str:
    """Text without marks, with ``i`` for every lone ``y`` behind an onset that allows both.

    >>> i_for_y("cam-my"), i_for_y("ky thuy")
    ('cam-mi', 'ki thuy')
    """
    return _LONE_PLAIN_Y.sub(r"\1i", plain)


_BLOCK_BREAK = re.compile(r"\n(?:[ \t]*\n)+[ \t]*")
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?")
_ENDS_SENTENCE = (".", ":", "!", "?", "…", ";")


def page_break_joins(text: str) -> list[Span]:
    """Blank lines that stand inside a sentence, as a page break leaves them.

    A gap is joined when the next paragraph starts with a lower-case letter and the one before
    neither ends a sentence nor is all capitals (a type line before its title).  A lone page
    number between the two belongs to the gap.

    >>> text = "của Tỉnh*\\n\\nủy là 10%"
    >>> [gap.of(text) for gap in page_break_joins(text)]
    ['\\n\\n']
    """
    found: list[Span] = []
    start = 0
    gap_start: int | None = None
    before = ""
    for gap in [*_BLOCK_BREAK.finditer(text), None]:
        block = text[start : gap.start() if gap else len(text)]
        if gap_start is not None and _continues(before, block):
            found.append(Span(gap_start, start))
        if not _PAGE_NUMBER.fullmatch(block.strip()) or gap_start is None:
            before, gap_start = block, gap.start() if gap else None
        if gap:
            start = gap.end()
    return found


def _continues(before: str, after: str) -> bool:
    last_line = before.rstrip(' \t\n*_"”»').rpartition("\n")[2]
    first = after.lstrip(" \t*_")[:1]
    return (
        first.islower()
        and bool(last_line)
        and not last_line.endswith(_ENDS_SENTENCE)
        and not last_line.isupper()
        and not re.match(r"\s*[a-zđ][.)]\s", after)
    )


_SENTENCE_END = re.compile(
    r"(?<=[.!?…;])(?P<close>[\"”»*_)]{0,4})[ \t]{1,9}(?=[\"“«*_(]{0,4}(?P<next>\w))"
    r"|\n[ \t]*\n|\n(?=[ \t]*[-+*•])"
)


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, in order; sentences that a page break cuts are whole.

    >>> text = "Một câu. Câu hai\\n\\nnối tiếp."
    >>> [span.of(text) for span in sentences(text)]
    ['Một câu.', 'Câu hai\\n\\nnối tiếp.']
    """
    gaps = page_break_joins(text)
    starts = [gap.start for gap in gaps]
    start = 0
    for end in _SENTENCE_END.finditer(text):
        nearest = bisect_right(starts, end.end()) - 1
        if nearest >= 0 and gaps[nearest].start <= end.start() < gaps[nearest].end:
            continue
        if end["next"] and not end["next"].isupper():
            continue  # "1.629 tấn. trong đó", "T.Ư 4": no sentence starts in lower case
        yield from _trimmed(text, start, end.end("close") if end["next"] else end.start())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {tone: rank for rank, tone in enumerate(TONES, start=1)}
_SYLLABLES = re.compile(r"\d+|[^\W\d_]+")

CollationKey = tuple[int, tuple[int, ...], int]


def collation_key(name: str) -> tuple[CollationKey, ...]:
    """Where a name stands in the alphabet; a key for sorting.

    >>> names = ["Đà Nẵng", "Ân Thi", "Phường 10", "An Giang", "Du Già", "Phường 9", "Ăn"]
    >>> sorted(names, key=collation_key)
    ['An Giang', 'Ăn', 'Ân Thi', 'Du Già', 'Đà Nẵng', 'Phường 9', 'Phường 10']
    >>> sorted(["má", "mạ", "ma", "mã", "mà", "mả"], key=collation_key)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    """
    text = composed(name.lower())
    return tuple(map(_place, _SYLLABLES.findall(text)))


@remembered(1 << 14)
def _place(syllable: str) -> CollationKey:
    if syllable.isdecimal():
        return 0, (len(syllable.lstrip("0")), *map(ord, syllable.lstrip("0"))), 0
    parts = decomposed(old_style(syllable))
    tone = max((_TONE_ORDER.get(mark, 0) for mark in parts), default=0)
    letters = toneless(parts)
    return 1, tuple(_ALPHABET.get(letter, ord(letter)) for letter in letters), tone
