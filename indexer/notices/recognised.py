"""What a recogniser does to a paper: specks at the edges of its lines, words that are none.

Specks are signs read into the dirt of a page.  They part a line from what opens it (``: Kính gửi``,
``. Gò Vấp, ngày …``) and end what goes on (``chi hỗ trợ .``).  All this is asked of recognised
pages alone: elsewhere somebody wrote every sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.model import Field, Page, Signatory, Span, Status, because
from indexer.notices.blocks import inferred
from indexer.text import unaccent

_METHOD = "ocr"
_NO_NAMES_SIGN = re.compile(r"[”#=<>|~^_\\{}]\w|\w[“#=<>|~^_\\{}]")
_CUT = re.compile(r"Thị(?:\s\S+){2,}")  # whose family name a seal or a stroke hides


def is_recognised(pages: Sequence[Page]) -> bool:
    """Whether a page of a paper was recognised."""
    return any(page.method == _METHOD for page in pages)


@cache
def _speck() -> re.Pattern[str]:
    # Dashes, plus signs and stars open items; a colon, comma or semicolon behind words is theirs.
    sign, end = r"[.:;,'’‘`´¬_~^°ˆ\"“”„=<>«»¸¨#§]", r"[.'’‘`´¬_~^°ˆ\"“”„=<>«»¸¨#§]"
    return re.compile(
        rf"(?m)^[ \t]{{0,40}}(?P<first>{sign}{{1,4}}(?:[ \t]{{1,20}}{sign}{{1,4}}){{0,4}})"
        r"(?=[ \t]{1,20}\S)"
        r"|^[ \t]{0,40}(?P<stuck>[.:;,'`´¬_]{1,2})(?=[-–][ \t]|[^\W\d_])"
        rf"|\t[ \t]{{0,40}}(?P<cell>(?:{sign}|[-–]){{1,4}})(?=[ \t]{{0,40}}(?:\t|$))"
        rf"|(?<=\w)[ \t]{{1,40}}(?P<last>{end}{{1,4}})[ \t]{{0,40}}$"
        r"|(?<=\w[.;:])[ \t]{1,40}(?P<dash>[-–_]{1,2})[ \t]{0,40}$"
    )


def find_specks(text: str, pages: Sequence[Page]) -> Iterator[Span]:
    """The stretches of a text's recognised pages that are specks.

    >>> text = ":\\tKính gửi:\\n.- Phòng Nội vụ. -\\nchi hỗ trợ .\\n- Lưu VT."
    >>> pages = [Page(1, Span(0, len(text)), "ocr")]
    >>> [text[span.start : span.end] for span in find_specks(text, pages)]
    [':', '.', '-', '.']
    """
    for page in pages:
        if page.method == _METHOD:
            for found in _speck().finditer(text, *page.span):
                yield Span(*found.span(found.lastgroup or 0))


def sure_words(field: Field[str]) -> Field[str]:
    """A field, no more than concluded where a word in it is damaged."""
    word = _damaged_word(field.value or "")
    if not word or field.value is None or field.evidence.status is not Status.STATED:
        return field
    reason = because("do máy nhận dạng, có chữ không thành tiếng: {word}", word=word)
    return inferred(field.value, reason, field.evidence.span)


def _damaged_word(text: str) -> str:
    """A word that a recogniser must have misread; empty where there is none.

    Small letters that make no syllable (``qủ``), a syllable under marks that it cannot bear
    (``Mâũ``), a sign that no name has (``”quốc``).  Other words with a capital may be names of
    other tongues (``Krông``, ``Niê``), and codes tell nothing.

    >>> [_damaged_word(one) for one in ("Nghị qủ", "Y Mâũ Niê", "Krông Pắc", "Đắk R'Lấp")]
    ['qủ', 'Mâũ', '', '']
    """
    from indexer.documents import is_syllable, letter_runs  # its readers are slow to load

    for word in text.split():
        if _NO_NAMES_SIGN.search(word):
            return word
    for word in letter_runs(text):
        if is_syllable(word):
            continue
        if word.islower() or (not word.isascii() and unaccent(word) in _plain_syllables()):
            return word
    return ""


@cache
def _plain_syllables() -> frozenset[str]:
    from indexer.documents import syllables

    return frozenset(unaccent("\n".join(syllables())).split("\n"))


def sure_signatories(signed: Field[tuple[Signatory, ...]]) -> Field[tuple[Signatory, ...]]:
    """Who signed, no more than concluded where the seal hides a part of position or name."""
    if signed.value is None or signed.evidence.status is not Status.STATED:
        return signed
    if not any(map(_is_damaged, signed.value)):
        return signed
    reason = because("khối ký cuối văn bản do máy nhận dạng, có chữ không đọc rõ")
    return inferred(signed.value, reason, signed.evidence.span)


def _is_damaged(one: Signatory) -> bool:
    from indexer.documents import is_syllable

    first = one.position.split()[:1]
    damaged = any(word.isalpha() and not is_syllable(word) for word in first)
    if damaged or _CUT.fullmatch(one.name or "") is not None:
        return True
    return any(map(_damaged_word, (one.authority or "", one.position, one.name or "")))
