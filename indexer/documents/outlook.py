"""Letters of Outlook (.msg): the files that are attached to one.

Such a letter is an OLE compound file, as Word's old documents are, with a storage for each file
that is attached and streams with what is told of it, named by property and type.  The layout is
that of [MS-OXMSG]: 2.2.2 the storages of attachments, 2.2.3 letters within letters, 2.4 the stream
of the properties of fixed length; what the properties mean is in [MS-OXCMSG] 2.2.2.

Letters of before Unicode have their texts in the code page of the letter (cp1258, cp1252).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import olefile

from indexer.documents.file_names import legible_name
from indexer.documents.inner_file import InnerFile, check_size, refused
from indexer.documents.letters import content_id, is_decoration, referred_to
from indexer.documents.page_text import ExtractionError
from indexer.documents.ways import is_letter, way_of
from indexer.model import Reason, because
from indexer.normalization import composed

_ATTACHMENT = "__attach_version1.0_#"
_PROPERTIES = "__properties_version1.0"
_HEADER_OF_LETTER, _HEADER_OF_INNER_LETTER, _HEADER_OF_ATTACHMENT = 32, 24, 8
_PROPERTY = struct.Struct("<I4xI4x")
_UNICODE, _EIGHT_BIT, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"

# PidTag…, by number.
_SUBJECT = 0x0037
_BODY_HTML = 0x1013
_DISPLAY_NAME = 0x3001
_ATTACH_DATA = 0x3701
_ATTACH_EXTENSION = 0x3703
_ATTACH_NAME = 0x3704
_ATTACH_LONG_NAME = 0x3707
_ATTACH_KIND = 0x370E
_ATTACH_CONTENT_ID = 0x3712

# The same with their types, as the stream of properties has them.
_MESSAGE_CODE_PAGE, _INTERNET_CODE_PAGE = 0x3FFD0003, 0x3FDE0003
_ATTACH_METHOD, _ATTACH_FLAGS, _IS_HIDDEN = 0x37050003, 0x37140003, 0x7FFE000B
_BY_REFERENCE = (2, 3, 4, 7)
_RENDERED_IN_BODY = 4

_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".emz": "image/x-emf",
    ".wmz": "image/x-wmf",
}

Way = tuple[str, ...]
"""The storages in which something lies, from the root on."""


def attached(file: BinaryIO) -> Iterator[InnerFile]:
    """The files that are attached to a letter; raises :class:`ExtractionError` for one that is
    damaged."""
    try:
        letter = _Letter(olefile.OleFileIO(file), (), _HEADER_OF_LETTER)
    except Exception as error:  # whatever its library makes of what is no such file
        raise _damaged() from error
    yield from letter.attached()


def _damaged() -> ExtractionError:
    return ExtractionError(
        because("thư Outlook (.msg) hỏng hoặc bị cắt cụt; hãy lưu lại thư, hoặc lưu thành .eml")
    )


class _Properties:
    """What is told in one storage; ``encoding`` is that of its texts of eight bits."""

    def __init__(self, ole: olefile.OleFileIO, at: Way, header: int, encoding: str = "") -> None:
        self._ole, self._at = ole, at
        self.numbers = dict(_PROPERTY.iter_unpack(_whole(self._stream(_PROPERTIES)[header:])))
        self.encoding = encoding or _encoding(self.numbers)

    def text(self, tag: int) -> str:
        """A text; empty where there is none."""
        if found := self._stream(_name(tag, _UNICODE)):
            return found.decode("utf-16-le", "replace").rstrip("\0")
        found = self._stream(_name(tag, _EIGHT_BIT)).rstrip(b"\0")
        return legible_name(found) or composed(found.decode(self.encoding, "replace"))

    def binary(self, tag: int) -> bytes:
        """Bytes; empty where there are none."""
        return self._stream(_name(tag, _BINARY))

    def size(self, tag: int) -> int | None:
        """How many bytes there are; None where there are none."""
        path = [*self._at, _name(tag, _BINARY)]
        size: int | None = self._ole.get_size(path) if self._ole.exists(path) else None
        return size

    def _stream(self, name: str) -> bytes:
        path = [*self._at, name]
        if self._ole.get_type(path) != olefile.STGTY_STREAM:
            return b""
        check_size(self._ole.get_size(path))
        return bytes(self._ole.openstream(path).read())


def _name(tag: int, kind: str) -> str:
    return f"__substg1.0_{tag:04X}{kind}"


def _whole(properties: bytes) -> bytes:
    return properties[: len(properties) // _PROPERTY.size * _PROPERTY.size]


def _encoding(numbers: dict[int, int]) -> str:
    page = numbers.get(_MESSAGE_CODE_PAGE) or numbers.get(_INTERNET_CODE_PAGE) or 0
    encoding = "utf-8" if page == 65001 else f"cp{page}"
    try:
        b"".decode(encoding)
    except LookupError:
        return "cp1252"
    return encoding


class _Letter:
    """A letter, which may lie in another."""

    def __init__(self, ole: olefile.OleFileIO, at: Way, header: int) -> None:
        self._ole, self._at = ole, at
        self._told = _Properties(ole, at, header)
        words = self._told.binary(_BODY_HTML).decode("latin-1") or self._told.text(_BODY_HTML)
        self._shown = referred_to([words]) if words else None

    @property
    def subject(self) -> str:
        """What it is about, as its sender has told."""
        return self._told.text(_SUBJECT)

    def attached(self) -> Iterator[InnerFile]:
        """The files that are attached to it."""
        depth = len(self._at)
        for path in sorted(self._ole.listdir(streams=False, storages=True)):
            if (
                len(path) == depth + 1
                and tuple(path[:depth]) == self._at
                and path[depth].startswith(_ATTACHMENT)
            ):
                try:
                    yield self._attachment(tuple(path))
                except ExtractionError as error:
                    yield refused(way_of(path[depth]), error)
                except Exception:
                    yield refused(way_of(path[depth]), _damaged())

    def _attachment(self, at: Way) -> InnerFile:
        told = _Properties(self._ole, at, _HEADER_OF_ATTACHMENT, self._told.encoding)
        inner = (*at, _name(_ATTACH_DATA, _OBJECT))
        if self._ole.exists([*inner, _PROPERTIES]):
            return self._forwarded(told, inner)
        way, size = way_of(_file_name(told)), told.size(_ATTACH_DATA)
        if size is None:
            return refused(way, ExtractionError(_why_not_there(told)))
        # Several may say to lie in one place, so that more comes of the letter than it has.
        return InnerFile(way, partial(_loaded, told), not self._is_decoration(told, size), size)

    def _forwarded(self, told: _Properties, at: Way) -> InnerFile:
        """A letter that is attached as such."""
        letter = partial(_Letter, self._ole, at, _HEADER_OF_INNER_LETTER)
        name = told.text(_DISPLAY_NAME) or letter().subject[:80] or "thư"
        way = way_of(name if is_letter(name) else f"{name}.msg")
        return InnerFile(way, partial(bytes, b""), within=partial(_attached_to, letter))

    def _is_decoration(self, told: _Properties, size: int) -> bool:
        """Whether a file is shown among the words, as those say or, where they are not HTML,
        Outlook itself."""
        name = _file_name(told).lower()
        kind = told.text(_ATTACH_KIND).lower() or _KINDS.get(name[name.rfind(".") :], "")
        id_ = content_id(told.text(_ATTACH_CONTENT_ID))
        if not id_ or not is_decoration(kind, size):
            return False
        if self._shown is not None:
            return id_ in self._shown
        flags = told.numbers.get(_ATTACH_FLAGS, 0)
        return bool(flags & _RENDERED_IN_BODY or told.numbers.get(_IS_HIDDEN, 0) & 1)


def _attached_to(letter: partial[_Letter]) -> Iterator[InnerFile]:
    try:
        opened = letter()
    except ExtractionError:
        raise
    except Exception as error:
        raise _damaged() from error
    yield from opened.attached()


def _file_name(told: _Properties) -> str:
    name = told.text(_ATTACH_LONG_NAME) or told.text(_ATTACH_NAME) or told.text(_DISPLAY_NAME)
    ending = told.text(_ATTACH_EXTENSION)
    name = name.strip() or "tệp"
    return name if "." in name or not ending else f"{name}.{ending.lstrip('.')}"


def _loaded(told: _Properties) -> bytes:
    size = told.size(_ATTACH_DATA) or 0
    check_size(size)
    try:
        data = told.binary(_ATTACH_DATA)
    except Exception as error:
        raise _damaged() from error
    if len(data) != size:
        raise _damaged()
    return data


def _why_not_there(told: _Properties) -> Reason:
    if told.numbers.get(_ATTACH_METHOD) in _BY_REFERENCE:
        return because("thư chỉ ghi nơi để tệp này chứ không kèm tệp; hãy tải tệp về")
    return because(
        "là đối tượng nhúng trong lời thư; hãy mở thư bằng Outlook rồi lưu riêng thành tệp"
    )
