"""Files that hold files: archives (.zip) and letters (.eml) with what is attached to them.

What lies inside is named by its way there, ``thư.eml/hồ sơ.zip/Thông báo 55.docx``, and is read as
any other file once it is taken out.  Whoever takes it out is told how often and how deep it may
look, and how much may come of it: a small archive can hold a thousand others.

This runs in the child that reads (:mod:`indexer.documents.sandbox`), and only there.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from urllib.parse import unquote

from indexer.documents.detection import CONTAINERS, FileFormat, detect_format
from indexer.documents.docx_package import check_member
from indexer.documents.file_names import legible_name
from indexer.documents.no_papers import is_hidden, is_no_paper
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox_child import Member
from indexer.model import because

MAX_DEPTH = 3
MAX_FILES = 1000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_MEMBER = 48 * 1024 * 1024
"""What is taken out goes back to the builder in one answer."""

_ENDINGS = (".zip", ".eml")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")
_IN_THE_TEXT = ("image/", "text/")
_REFERENCE = re.compile(r"""\bcid:([^"'<>()\s]{1,998})""", re.IGNORECASE)
_LARGEST_LOGO = 150 * 1024  # in base64; a page that was scanned is larger


def is_container(name: str) -> bool:
    """Whether a file of this name may hold others; its content tells whether it does.

    >>> is_container("Văn bản đến.ZIP"), is_container("Thông báo 55.docx")
    (True, False)
    """
    return name.lower().endswith(_ENDINGS)


def members(data: bytes, _argument: str = "") -> tuple[Member, ...]:
    """The files in an archive or a letter, by their ways there, without what is in them.

    Raises :class:`ExtractionError` for one beyond a bound, and for a file of another kind.
    """
    listed = _Opened(data).files()
    return tuple(
        Member(one.way, one.digest() if one.is_paper else "", is_paper=one.is_paper)
        for one in listed
    )


def member(data: bytes, argument: str) -> tuple[Member, ...]:
    """The file in an archive or a letter whose way there is the argument."""
    for one in _Opened(data, argument).files():
        if one.way == argument:
            found = one.load()
            return (Member(one.way, hashlib.sha256(found).hexdigest(), found),)
    raise ExtractionError(because("không còn tệp này trong tệp nén hay thư"))


@dataclass(frozen=True, slots=True)
class _File:
    """A file within another; ``load`` gives its bytes, or raises :class:`ExtractionError`.

    ``size`` is how many bytes come of it where that may be more than was packed.
    """

    way: str
    load: Callable[[], bytes]
    is_paper: bool = True
    size: int = 0

    def digest(self) -> str:
        """The SHA-256 of its bytes; empty where they cannot be had."""
        try:
            return hashlib.sha256(self.load()).hexdigest()
        except ExtractionError:
            return ""


class _Opened:
    """One archive or letter with all that lies in it, and how much was taken out of it so far.

    Where one file is ``wanted``, by its way there, no other is taken out.
    """

    def __init__(self, data: bytes, wanted: str = "") -> None:
        self._data, self._wanted = data, wanted
        self._count = 0
        self._unpacked = 0
        self._ways: set[str] = set()

    def files(self) -> Iterator[_File]:
        """The files, at whatever depth; each way there is told once."""
        return self._within(self._data, "", 1)

    def _within(self, data: bytes, way: str, depth: int) -> Iterator[_File]:
        for one in _opened(data):
            self._count += 1
            if self._count > MAX_FILES:
                raise ExtractionError(
                    because("trong tệp có hơn {n} tệp, quá giới hạn", n=MAX_FILES)
                )
            here = self._free(way + one.way)
            is_paper = one.is_paper and not _is_passed_over(one.way)
            self._unpacked += one.size if is_paper else 0
            if self._wanted and self._wanted != here and not self._wanted.startswith(here + "/"):
                continue
            if not is_paper:
                yield _File(here, one.load, is_paper=False)
                continue
            if self._unpacked > MAX_UNPACKED:
                yield _File(here, _too_much)
                continue
            try:
                held = one.load()
            except ExtractionError:
                yield _File(here, one.load)  # its reading says why
                continue
            if not (is_container(here) and detect_format(held) in CONTAINERS):
                yield _File(here, partial(bytes, held))
            elif depth < MAX_DEPTH:
                yield from self._nested(held, here, depth)
            else:
                yield _File(here, _too_deep)

    def _nested(self, held: bytes, here: str, depth: int) -> Iterator[_File]:
        try:
            yield from self._within(held, here + "/", depth + 1)
        except ExtractionError as error:
            yield _File(here, partial(_refuse, error))

    def _free(self, way: str) -> str:
        """A way that no other file has, as two pictures in a letter may have one name."""
        free, number = way, 2
        stem, dot, ending = way.rpartition(".")
        while free in self._ways:
            free, number = f"{stem or ending} ({number}){dot}{ending if stem else ''}", number + 1
        self._ways.add(free)
        return free


def _is_passed_over(way: str) -> bool:
    """Whether a way leads to no paper, or through a folder that is hidden."""
    *folders, name = way.split("/")
    return is_no_paper(name) or any(map(is_hidden, folders))


def _too_much() -> bytes:
    raise ExtractionError(
        because(
            "các tệp đứng trước trong tệp nén đã đủ giới hạn {limit} MB; hãy giải nén, hoặc chia "
            "thành nhiều tệp nén",
            limit=MAX_UNPACKED // 1024**2,
        )
    )


def _too_deep() -> bytes:
    raise ExtractionError(
        because("nằm trong quá {n} lớp tệp nén hay thư; hãy lấy ra ngoài", n=MAX_DEPTH)
    )


def _refuse(error: ExtractionError) -> bytes:
    raise error


def _opened(data: bytes) -> Iterator[_File]:
    """The files of the first level."""
    file_format = detect_format(data)
    if file_format is FileFormat.ZIP:
        return _of_archive(data)
    if file_format is FileFormat.LETTER:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if isinstance(message, EmailMessage):
            return _attached(message, _shown_within(message))
        return iter(())
    raise ExtractionError(because("không phải tệp nén hay thư"))


def _of_archive(data: bytes) -> Iterator[_File]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ExtractionError(because("tệp nén hỏng hoặc bị cắt cụt")) from None
    if listed and all(one.flag_bits & 1 for one in listed):
        check_member(listed[0])
    for one in listed:
        way = _way(_name_of(one))
        try:
            _check_size(one.file_size)
            check_member(one)
        except ExtractionError as error:
            yield _File(way, partial(_refuse, error))
        else:
            yield _File(way, partial(_unzipped, archive, one), size=one.file_size)


def _unzipped(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(one)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise ExtractionError(because("tệp nén hỏng hoặc bị cắt cụt")) from None
    except Exception as error:  # zlib, bz2 and lzma have errors of their own
        reason = because("tệp nén hỏng hoặc bị cắt cụt")
        raise ExtractionError(reason) from error


def _check_size(size: int) -> None:
    if size > MAX_MEMBER:
        raise ExtractionError(
            because(
                "tệp lớn {size} MB, quá giới hạn {limit} MB",
                size=size // 1024**2,
                limit=MAX_MEMBER // 1024**2,
            )
        )


_UTF_8_NAME = 0x800


def _name_of(one: zipfile.ZipInfo) -> str:
    """The name of a member: old archives have it in whatever encoding their maker had."""
    if one.flag_bits & _UTF_8_NAME:
        return one.filename
    return legible_name(one.filename.encode("cp437", "replace")) or one.filename


def _way(name: str) -> str:
    """A name as a way below the file it is in, whatever it holds: no way leads out of there."""
    steps = [step.strip() for step in re.split(r"[/\\]", _UNSAFE.sub("_", name))]
    kept = [step for step in steps if step.strip(".")]
    return "/".join(kept) or "_"


# --- letters ------------------------------------------------------------------------------------


def _attached(message: EmailMessage, shown: frozenset[str]) -> Iterator[_File]:
    """The files that are attached to a letter; its own words are no paper."""
    if message.get_content_type() == "message/rfc822":
        return
    if not message.is_multipart():
        if message.get_filename():
            yield _attachment(message, shown)
        return
    for part in message.iter_parts():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            yield _forwarded(part)
        elif part.is_multipart():
            yield from _attached(part, shown)
        elif part.get_filename() or part.get_content_disposition() == "attachment":
            yield _attachment(part, shown)


def _attachment(part: EmailMessage, shown: frozenset[str]) -> _File:
    """A file that is attached; a logo or a style that the words refer to is no paper.

    That a file is to be shown ``inline`` says nothing: some programs write it of all that they
    send.
    """
    name = part.get_filename() or f"tệp.{part.get_content_subtype()}"
    in_the_text = (
        part.get_content_type().startswith(_IN_THE_TEXT)
        and str(part.get("content-id", "")).strip().strip("<>") in shown
        and len(part.get_payload()) <= _LARGEST_LOGO
    )
    return _File(_way(_readable(name)), partial(_decoded, part), is_paper=not in_the_text)


def _shown_within(message: EmailMessage) -> frozenset[str]:
    """The Content-IDs of what the words of a letter refer to (RFC 2392)."""
    found: set[str] = set()
    for part in message.walk():
        if part.get_content_type() == "text/html":
            words = part.get_payload(decode=True)
            if isinstance(words, bytes):
                found.update(unquote(one) for one in _REFERENCE.findall(words.decode("latin-1")))
    return frozenset(found)


def _forwarded(part: EmailMessage) -> _File:
    """A letter that is attached to another."""
    inner = part.get_payload(0)
    subject = str(inner.get("subject", "")) if isinstance(inner, EmailMessage) else ""
    name = part.get_filename() or f"{subject[:80] or 'thư'}.eml"
    return _File(_way(_readable(name)), partial(_written, inner))


def _written(inner: object) -> bytes:
    return inner.as_bytes() if isinstance(inner, EmailMessage) else b""


def _readable(name: str) -> str:
    """A name as people read it: a mail program may have put its bytes into the head as they are."""
    data = name.encode("utf-8", "surrogateescape")
    return legible_name(data) or data.decode("cp437")


def _decoded(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    found = data if isinstance(data, bytes) else b""
    _check_size(len(found))
    return found
