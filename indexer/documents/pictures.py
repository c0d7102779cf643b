"""Pictures of pages: scans and photographs as PNG, JPEG or TIFF (which may hold many pages)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from indexer.documents.ocr import MAX_PIXELS
from indexer.documents.page_text import UNREAD, ExtractionError, PageText
from indexer.documents.upright import read_upright
from indexer.model import because

MAX_PAGES = 5000

Size = tuple[int, int]


def read(data: bytes, argument: str = "") -> tuple[PageText, ...]:
    """The recognised text of the page whose number, from 1, is the argument.

    Without an argument nothing is recognised: every page comes back unread, so that the pages
    are counted and measured before any is decoded.
    """
    sizes = list(sizes_of(data))
    for width, height in sizes:
        check_size(width, height)
    if not argument:
        return tuple(PageText("", UNREAD) for _ in sizes)
    picture, frame = Path("picture").resolve(), int(argument) - 1
    picture.write_bytes(data)
    if is_turned(data) and _turn_as_told(picture, frame):
        return (read_upright(picture),)
    settings = ("-c", f"tessedit_page_number={frame}") if len(sizes) > 1 else ()
    return (read_upright(picture, *settings, frame=frame),)


def _turn_as_told(picture: Path, frame: int) -> bool:
    """Turn a picture as its camera says it was held; whether that could be done."""
    from indexer.documents import turning  # slow to load, and rarely wanted

    try:
        turning.load(picture, frame).save(picture, "PPM")
    except turning.UNREADABLE:
        return False
    return True


def check_size(width: int, height: int) -> None:
    """Refuse a picture that would need too much memory, by its own header."""
    if width * height > MAX_PIXELS:
        raise ExtractionError(
            because(
                "ảnh {size} triệu điểm ảnh, quá giới hạn {limit}; hãy quét lại ở 200 dpi",
                size=width * height // 1_000_000,
                limit=MAX_PIXELS // 1_000_000,
            )
        )


def sizes_of(data: bytes) -> Iterator[Size]:
    """Width and height of each page of a picture; raises :class:`ExtractionError` if it tells none.

    >>> list(sizes_of(b"\\x89PNG\\r\\n\\x1a\\n" + b"\\0" * 8 + struct.pack(">II", 640, 480)))
    [(640, 480)]
    """
    try:
        if data.startswith(b"\x89PNG"):
            yield struct.unpack_from(">II", data, 16)
        elif data.startswith(b"\xff\xd8"):
            yield _jpeg_size(data)
        else:
            yield from _tiff_sizes(data)
    except (struct.error, IndexError, ValueError):
        raise ExtractionError(because("tệp ảnh hỏng hoặc bị cắt cụt")) from None


# JPEG: markers C0 to CF start a frame, but for C4, C8 and CC (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APPLICATION_1 = 0xE1
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x112


def _jpeg_size(data: bytes) -> Size:
    for marker, at in _segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
    raise ValueError("no frame")


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The markers of a JPEG file up to its frame, and where each stands."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        yield marker, at
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]


def is_turned(data: bytes) -> bool:
    """Whether a photograph (JPEG) says that its camera was not held upright (EXIF, tag 112h).

    TIFF says so too, and tesseract heeds it there.
    """
    if not data.startswith(b"\xff\xd8"):
        return False
    try:
        for marker, at in _segments(data):
            if marker == _APPLICATION_1 and data.startswith(_EXIF, at + 4):
                return _tag(data[at + 10 : at + 10 + 0xFFFF], _ORIENTATION) in range(2, 9)
            if marker in _FRAMES:
                return False
    except (struct.error, IndexError):
        pass
    return False


def _tag(data: bytes, wanted: int) -> int:
    """A short number in the first directory of a TIFF structure; 0 if it is not there."""
    order = "<" if data.startswith(b"II") else ">"
    at = struct.unpack_from(order + "I", data, 4)[0]
    count = struct.unpack_from(order + "H", data, at)[0]
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if struct.unpack_from(order + "H", data, entry)[0] == wanted:
            found: int = struct.unpack_from(order + "H", data, entry + 8)[0]
            return found
    return 0


def _tiff_sizes(data: bytes) -> Iterator[Size]:
    order = "<" if data.startswith(b"II") else ">"
    at = struct.unpack_from(order + "I", data, 4)[0]
    seen: set[int] = set()
    while at and at not in seen:
        seen.add(at)
        if len(seen) > MAX_PAGES:
            raise ExtractionError(because("ảnh TIFF có hơn {n} trang, quá giới hạn", n=MAX_PAGES))
        count = struct.unpack_from(order + "H", data, at)[0]
        yield _tiff_size(data, order, at + 2, count)
        at = struct.unpack_from(order + "I", data, at + 2 + 12 * count)[0]


def _tiff_size(data: bytes, order: str, first: int, count: int) -> Size:
    sides = {0x100: 0, 0x101: 0}  # ImageWidth, ImageLength
    for entry in range(first, first + 12 * count, 12):
        tag, form = struct.unpack_from(order + "HH", data, entry)
        if tag in sides:
            sides[tag] = struct.unpack_from(order + ("H" if form == 3 else "I"), data, entry + 8)[0]
    width, height = sides.values()
    if not width or not height:
        raise ValueError("no size")
    return width, height
