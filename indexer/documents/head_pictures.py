"""Small pictures at the head of a page that has its own text: letterheads, emblems, stamps.

A stamp MẬT that is a picture within a Word file, or on a page of a PDF, is no text of it, and marks
the paper all the same.  An office has the same few pictures in thousands of files, so that each is
recognised once in a process.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict

from indexer.documents import ocr
from indexer.documents.page_text import ExtractionError, PageText, page_marks
from indexer.documents.sandbox import read_confined
from indexer.memory import Remembered, tell_of
from indexer.model import Beside, PageMark

MOST_PICTURES = 3
"""Pictures of a page that are looked at."""
MOST_BYTES = 2 * 1024 * 1024
"""A larger one is a photograph."""
_SECONDS = 10.0
_KEPT = 512


def may_be_stamp(width: float, height: float) -> bool:
    """Whether a picture of this size, in millimetres, may be a stamp or hold one.

    An emblem is as high as it is wide; a photograph is higher than any letterhead.

    >>> may_be_stamp(30, 12), may_be_stamp(18, 18), may_be_stamp(120, 90)
    (True, False, False)
    """
    return 9 <= width <= 180 and 4 <= height <= 45 and width >= 1.2 * height


class _Recognised:
    """The marks in the pictures that were recognised last, by their digests."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, tuple[PageMark, ...]] = OrderedDict()
        tell_of(f"{__name__}.pictures", self.use)

    def use(self) -> Remembered:
        """How many pictures are known."""
        return Remembered(len(self._kept), _KEPT)

    def marks(self, width: int, picture: bytes, seconds: float) -> tuple[PageMark, ...]:
        """The marks in a picture that is so many millimetres wide."""
        digest = hashlib.sha256(b"%d:%b" % (width, picture)).digest()
        if digest in self._kept:
            self._kept.move_to_end(digest)
            return self._kept[digest]
        try:
            reader = "indexer.documents.stamps:read"
            (page,) = read_confined(reader, picture, str(width), seconds, alone=True)
        except ExtractionError as error:
            if error.passing:
                return ()  # another time it may be recognised
            page = PageText("")
        found = page_marks(page.text.splitlines(), Beside.PICTURE)
        self._kept[digest] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found


_recognised = _Recognised()


def with_pictures_read(pages: tuple[PageText, ...], until: float) -> tuple[PageText, ...]:
    """Pages with what their pictures are marked with, as far as that can be told till then."""
    return tuple(_with_marks(page, until) if page.pictures else page for page in pages)


def _with_marks(page: PageText, until: float) -> PageText:
    marks = list(page.marks)
    for width, picture in page.pictures[:MOST_PICTURES] if ocr.is_installed() else ():
        left = min(_SECONDS, until - time.monotonic())
        if left > 0:
            marks += _recognised.marks(width, picture, left)
    return page._replace(marks=tuple(marks), pictures=())
