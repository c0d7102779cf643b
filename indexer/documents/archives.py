"""Archives (tệp nén, .zip): what lies in one, by its directory, each member by itself.

A member is found through the directory at the end of the archive and unpacked in small steps, so
that neither a large archive nor a member that lies about its size takes more memory than a member
may have.
"""

from __future__ import annotations

import errno
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from indexer.documents.detection import FileFormat, detect_format, package_format
from indexer.documents.docx_package import check_member
from indexer.documents.file_names import legible_name
from indexer.documents.inner_file import MAX_LETTER, InnerFile, check_size, refused
from indexer.documents.page_text import ExtractionError
from indexer.documents.ways import way_of
from indexer.model import because

_DAMAGED = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    struct.error,
)
_START = 64
_UTF_8_NAME = 0x800
_UNIX = (3, 19)
"""Systems that say of what kind a member is: Unix and macOS."""

_STEPS = {
    zipfile.ZIP_STORED: 1 << 20,
    zipfile.ZIP_DEFLATED: 1 << 20,
    # These two give all that comes of what they are handed: of four kilobytes some megabytes.
    zipfile.ZIP_BZIP2: 4096,
    zipfile.ZIP_LZMA: 4096,
}
"""The methods of packing that are read, and how many bytes of a member are unpacked at once."""

_OTHER_METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


def packed(file: BinaryIO) -> Iterator[InnerFile] | None:
    """The files in an archive; None where it is an Office file, which is a ZIP too.

    Raises :class:`ExtractionError` for one that is damaged.
    """
    start = file.read(_START)
    try:
        archive = _opened(file)
    except _DAMAGED:
        _refuse_damaged(file)
        return None
    names = (one.orig_filename.encode("utf-8", "replace") for one in archive.infolist())
    return _members(archive) if package_format(start, names) is FileFormat.ZIP else None


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (UnicodeDecodeError, zipfile.BadZipFile):  # a name is said to be UTF-8 and is not
        data = _read_again(file)
        if data is None or _END not in data:
            raise
        raw = _with_raw_names(data)
        if raw == data:
            raise
        return zipfile.ZipFile(io.BytesIO(raw))


def _refuse_damaged(file: BinaryIO) -> None:
    """Refuse what cannot be opened, unless it is a file of another kind that was cut off."""
    data = _read_again(file)
    if data is None or detect_format(data) is FileFormat.ZIP:
        raise _damaged() from None


def _read_again(file: BinaryIO) -> bytes | None:
    """All of a file that is not too large to be held at once."""
    if file.seek(0, io.SEEK_END) > MAX_LETTER:
        return None
    file.seek(0)
    return file.read()


_END, _ENTRY, _MEMBER = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_DIRECTORY_SIZE, _NAME_SIZES = struct.Struct("<12xI"), struct.Struct("<28xHHH8xI")
_FLAGS, _FLAGS_BEFORE_DATA, _ENTRY_SIZE = 9, 7, 46
_NOT_UTF_8 = 0xFF ^ _UTF_8_NAME >> 8


def _with_raw_names(data: bytes) -> bytes:
    """An archive that does not say any more, in its directory and before the data of a member, of
    what encoding the names are, and tells no other names beside them."""
    changed, end = bytearray(data), data.rindex(_END)
    at = end - _DIRECTORY_SIZE.unpack_from(data, end)[0]
    while 0 <= at < end and data.startswith(_ENTRY, at):
        *lengths, member = _NAME_SIZES.unpack_from(data, at)
        changed[at + _FLAGS] &= _NOT_UTF_8
        if data.startswith(_MEMBER, member):
            changed[member + _FLAGS_BEFORE_DATA] &= _NOT_UTF_8
        beside = slice(at + _ENTRY_SIZE + lengths[0], at + _ENTRY_SIZE + lengths[0] + lengths[1])
        changed[beside] = _without_names(bytes(changed[beside]))
        at += _ENTRY_SIZE + sum(lengths)
    return bytes(changed)


def _without_names(extra: bytes) -> bytes:
    """What an archive tells beside a member, with the name in UTF-8 under a number of no meaning.

    Python refuses an archive for one that is none (from 3.13 on).
    """
    changed = bytearray(extra)
    for at, kind, _ in _fields(extra):
        if kind == _UNICODE_PATH:
            changed[at : at + 2] = b"\xff\xff"
    return bytes(changed)


def _members(archive: zipfile.ZipFile) -> Iterator[InnerFile]:
    listed = [one for one in archive.infolist() if not _is_folder(one)]
    if listed and all(one.flag_bits & 1 for one in listed):
        check_member(listed[0])
    for one in listed:
        way = way_of(_name_of(one))
        if not _is_regular(one):  # a link, which may lead out of the archive, or a device
            yield InnerFile(way, partial(bytes, b""), is_paper=False)
            continue
        try:
            check_size(one.file_size)
            check_member(one)
            _check_method(one)
        except ExtractionError as error:
            yield refused(way, error)
        else:
            yield InnerFile(way, partial(_unpacked, archive, one), size=one.file_size)


def _mode(one: zipfile.ZipInfo) -> int:
    return one.external_attr >> 16 if one.create_system in _UNIX else 0


def _is_folder(one: zipfile.ZipInfo) -> bool:
    return one.is_dir() or stat.S_ISDIR(_mode(one))


def _is_regular(one: zipfile.ZipInfo) -> bool:
    return stat.S_IFMT(_mode(one)) in (0, stat.S_IFREG)


def _check_method(one: zipfile.ZipInfo) -> None:
    if one.compress_type not in _STEPS:
        method = _OTHER_METHODS.get(one.compress_type, str(one.compress_type))
        raise ExtractionError(
            because(
                "nén bằng phương pháp {method}, không đọc được; hãy giải nén, hoặc nén lại thành "
                ".zip thông thường",
                method=method,
            )
        )


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    step, found = _STEPS[one.compress_type], io.BytesIO()
    try:
        with archive.open(one) as member:
            while chunk := member.read(step):
                found.write(chunk)
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):
            raise  # it is the disk that does not give it
        raise _damaged() from None
    except Exception as error:  # zlib, bz2 and lzma have errors of their own, or want memory
        raise _damaged() from error
    if found.tell() != one.file_size:
        raise _damaged()
    return found.getvalue()


def _damaged() -> ExtractionError:
    return ExtractionError(because("tệp nén hỏng hoặc bị cắt cụt"))


def _name_of(one: zipfile.ZipInfo) -> str:
    """The name of a member: old archives have it in whatever encoding their maker had, and some
    tell it in UTF-8 beside."""
    if one.flag_bits & _UTF_8_NAME:
        return one.filename
    name = one.orig_filename.encode("cp437", "replace")
    return legible_name(_name_beside(one.extra, name) or name) or one.orig_filename


_FIELD, _NAMED = struct.Struct("<HH"), struct.Struct("<BI")
_UNICODE_PATH = 0x7075


def _fields(extra: bytes) -> Iterator[tuple[int, int, bytes]]:
    """What an archive tells beside a member: where each field begins, its number, what it says."""
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, size = _FIELD.unpack_from(extra, at)
        start = at + _FIELD.size
        yield at, kind, extra[start : start + size]
        at = start + size


def _name_beside(extra: bytes, name: bytes) -> bytes:
    """The name of a member in UTF-8 as Info-ZIP and WinRAR tell it (APPNOTE.TXT 4.6.9); empty where
    that is of another name."""
    for _, kind, told in _fields(extra):
        if kind == _UNICODE_PATH and len(told) >= _NAMED.size:
            version, checksum = _NAMED.unpack_from(told)
            if (version, checksum) == (1, zlib.crc32(name)):
                return told[_NAMED.size :]
    return b""
