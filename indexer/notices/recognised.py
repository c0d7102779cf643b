"""What a recogniser does to a paper: specks at the edges of its lines, words that are none.

Specks are signs read into the dirt of a page.  They part a line from what opens it (``: Kính gửi``,
``. Gò Vấp, ngày …``) and end what goes on (``chi hỗ trợ .``).  All this is asked of recognised
pages alone: elsewhere somebody wrote every sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from indexer.model import (
    Document,
    Field,
    Notice,
    Page,
    PartialDate,
    Signatory,
    Span,
    Status,
    T,
    because,
)
from indexer.notices.blocks import inferred
from indexer.notices.heading_lines import unit_ends
from indexer.text import unaccent

_METHOD = "ocr"
_SIGN = re.compile(r"[^\w\s.,/()&;–-]{1,5}|/$")
# A kind of unit and no name of one: the other column goes on, "công an huyện Huyện ủy Năm Căn".
_GLUED = re.compile(
    r"\b(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn) "
    r"(?:(?:Tỉnh|Huyện|Thành|Thị|Quận|Đảng) [uủ][yỷ]|Ủy ban|Văn phòng|Ban (?:Thường|Chấp)|Sở)\b"
)
_CODE = 6  # letters of what is no abbreviation any more
_CUT = re.compile(r"Thị(?:\s\S+){2,}")  # whose family name a seal or a stroke hides


@cache
def _speck() -> re.Pattern[str]:
    # Dashes, plus signs and stars open items; a colon, comma or semicolon behind words is theirs.
    sign, end = r"[.:;,'’‘`´¬_~^°ˆ\"“”„=<>«»¸¨#§|¦]", r"[.'’‘`´¬_~^°ˆ\"“”„=<>«»¸¨#§]"
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


def as_sure_as_read(notice: Notice, document: Document) -> Notice:
    """A notice of recognised pages, in which nothing is stated that the recogniser broke.

    Small letters of title and addressees that make no syllable, a sign or such a word in an organ
    or a position, a name without its family name, a day that was not read, figures of which the
    recogniser was not sure: of all these what was read is concluded.  Words with a capital may be
    names of other tongues.
    """
    return replace(
        notice,
        title=_sure(notice.title, _broken_sentence(notice.title.value or "")),
        issuer=_sure(notice.issuer, _broken_organ(notice.issuer.value or "")),
        addressees=_sure(
            notice.addressees, _broken_sentence(" ".join(notice.addressees.value or ()))
        ),
        signatories=_sure(
            notice.signatories,
            next(filter(None, map(_broken_signature, notice.signatories.value or ())), ""),
        ),
        number=_sure(notice.number, _unsure_figures(notice.number, document)),
        date=_sure(notice.date, _broken_day(notice.date, document)),
    )


def _sure(field: Field[T], broken: str) -> Field[T]:
    """A field, no more than concluded where something in it is broken."""
    if not broken or field.value is None or field.evidence.status is not Status.STATED:
        return field
    reason = because("máy nhận dạng chữ, có chỗ đọc không trọn: {words}", words=broken)
    return inferred(field.value, reason, field.evidence.span)


def _unsure_figures(field: Field[T], document: Document) -> str:
    """A word of a field with figures that the recogniser was not sure of, or nothing."""
    span = field.evidence.span
    if span is None:
        return ""
    words = document.text[span.start : span.end].split()
    unsure = {
        word
        for page in document.pages
        if page.span.start <= span.start < page.span.end
        for word in page.unsure
    }
    return next((word for word in words if word in unsure), "")


def _broken_day(date: Field[PartialDate], document: Document) -> str:
    if date.value is not None and date.value.exact() is None:
        return date.value.iso
    return _unsure_figures(date, document)


def _no_syllables(words: str) -> Iterator[str]:
    """The words that are no syllables: names of other tongues, codes, and what is broken."""
    from indexer.documents import is_syllable, letter_runs  # its readers are slow to load

    return (one for one in letter_runs(words) if not is_syllable(one))


def _broken_sentence(words: str) -> str:
    """The first word in small letters that is no syllable, or nothing."""
    return next(filter(str.islower, _no_syllables(words)), "") or _impossible_word(words)


def _impossible_word(words: str) -> str:
    """The first word under marks that its letters cannot bear, or nothing: ``Mâũ``, ``quôc``.

    Names of other tongues have other letters: ``Krông``, ``Niê``.
    """
    marked = (one for one in _no_syllables(words) if not one.isascii())
    return next((one for one in marked if unaccent(one) in _plain_syllables()), "")


@cache
def _plain_syllables() -> frozenset[str]:
    from indexer.documents import syllables

    return frozenset(unaccent("\n".join(syllables())).split("\n"))


def _broken_organ(words: str) -> str:
    """A sign within words that name an organ or a position, or a word of theirs that is none.

    The name of a unit behind its kind may be of any tongue: ``huyện Krông Pắc``.
    """
    sign = _SIGN.search(words) or _GLUED.search(words)
    if sign:
        return sign[0]
    kind = next(iter(unit_ends(words)), len(words))
    known = (one for one in _no_syllables(words[:kind]) if not (one.isupper() and len(one) < _CODE))
    return next(filter(str.isalpha, known), "") or _impossible_word(words)


def _broken_signature(one: Signatory) -> str:
    """What is broken of one who signed, or nothing."""
    _, _, organ = one.authority.partition(" ")
    cut = _CUT.fullmatch(one.name or "")
    broken = _broken_organ(organ) or _broken_organ(one.position) or (cut[0] if cut else "")
    return broken or _impossible_word(one.name or "")
