"""Pictures of pages read upright: turned to stand, straightened, or named as illegible.

A page that lies on its side or stands on its head gives words all the same, of which hardly one is
a Vietnamese syllable (a fourth of them, against nearly all).  So a page is first read as it lies,
which costs nothing where that is right; only one that makes no sense is turned, first as tesseract
takes its letters to stand, also without its specks, then every other way.  What stays without
sense is no text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from indexer.documents.ocr import DPI, RecognisedPage, recognise, turn_of
from indexer.documents.page_text import OCR, UNREAD, PageText, page_marks
from indexer.documents.stamps import stamped_words
from indexer.model import Beside, PageMark, Reason, because

_LEGIBLE = 0.7
"""A page of which so many words are legal syllables is read as it should be."""
_ILLEGIBLE = 0.5
_FEW_WORDS = 8
"""Fewer words than this prove nothing."""
_STEEP = math.tan(math.radians(3))
"""tesseract reads the words of a page that is turned less, and loses some of one turned more."""
_AS_MANY = 0.95
"""A page is read without its specks if this share of its words stays: of specks some are words."""
_TURNS = (0, 180, 90, 270)
_UPRIGHT = Path("upright.pgm")


def read_upright(picture: Path, *settings: str, frame: int = 0) -> PageText:
    """The text of the page in a picture file, or of one of its pages, however it lies.

    A page without sense in any direction comes back as ``unread``, with what was made of it.
    ``settings`` are further arguments of tesseract.
    """
    page = _only(recognise(picture, *settings))
    if _makes_sense(page) and abs(page.slope) < _STEEP:
        read = _mended(page, picture, frame) if page.is_worn else page
        return PageText(read.text, OCR, marks=_marks(picture, frame), unsure=read.unsure)
    tried = [page]
    for turned in _turned(picture, frame, unread=not _makes_sense(page)):
        tried.append(turned)
        if _makes_sense(turned):
            break
    best = max(tried, key=_legal_words)
    if best.legality.words >= _FEW_WORDS and best.legality.share < _ILLEGIBLE:
        return PageText(best.text, UNREAD, illegible_reason())
    # Of a page that had to be turned the picture is there that was made last.
    seen = (_UPRIGHT, 0) if best is tried[-1] and best is not page else (picture, frame)
    return PageText(best.text, OCR, marks=_marks(*seen), unsure=best.unsure)


def _marks(picture: Path, frame: int) -> tuple[PageMark, ...]:
    return page_marks(stamped_words(picture, frame), Beside.PICTURE)


def illegible_reason() -> Reason:
    """Why a page that was recognised is not read, and what to do."""
    return because(
        "chữ trong ảnh không đọc ra tiếng Việt (mờ, nghiêng, viết tay hay tiếng khác); hãy quét "
        "lại rõ và thẳng ở 200 dpi"
    )


def _only(pages: list[RecognisedPage]) -> RecognisedPage:
    return pages[0] if pages else RecognisedPage((), 1.0)


def _makes_sense(page: RecognisedPage) -> bool:
    return page.stands and page.legality.share >= _LEGIBLE


def _legal_words(page: RecognisedPage) -> float:
    return page.legality.words * page.legality.share if page.stands else 0.0


def _mended(page: RecognisedPage, picture: Path, frame: int) -> RecognisedPage:
    """What is recognised of a page without its streaks and specks, where that is no less."""
    from indexer.documents import turning, worn  # slow to load, and rarely wanted

    try:
        words = chain.from_iterable(page.lines)
        clean = worn.mended(turning.load(picture, frame), page.letter, words)
    except turning.UNREADABLE:
        return page  # tesseract reads some pictures that this library does not
    if clean is None:
        return page
    clean.save(_UPRIGHT)
    again = _only(recognise(_UPRIGHT.resolve(), "--dpi", str(DPI)))
    enough = again.stands and _legal_words(again) >= _AS_MANY * _legal_words(page)
    return again if enough else page


def _turned(picture: Path, frame: int, *, unread: bool) -> Iterator[RecognisedPage]:
    """What is recognised of a page that is turned, straightened and cleaned, one after the other.

    One that makes sense is only straightened.
    """
    from indexer.documents import turning  # slow to load, and rarely wanted

    try:
        image = turning.load(picture, frame)
    except turning.UNREADABLE:
        return  # tesseract reads some pictures that this library does not
    if turning.is_blank(image):
        return

    def as_it_lies(picture: turning.Picture) -> RecognisedPage:
        picture.save(_UPRIGHT)
        return _only(recognise(_UPRIGHT.resolve()))

    likely = None
    if unread:
        image.save(_UPRIGHT)
        likely = turn_of(_UPRIGHT.resolve())
    turns = _TURNS if likely is None else (likely, *_TURNS)
    for at, turn in enumerate(dict.fromkeys(turns) if unread else (0,)):
        upright = turning.turned(image, turn)
        straight = turning.straightened(upright)
        if straight is not None or turn:  # else it has been read as it is
            yield as_it_lies(straight or upright)
        if unread and not at:
            clean = turning.cleaned(upright)
            yield as_it_lies(turning.straightened(clean) or clean)
