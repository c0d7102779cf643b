"""The package of a Word file (.docx): a ZIP of XML parts, opened within bounds.

A ZIP of one megabyte can hold a gigabyte, and XML can define entities that grow without end, so
both are measured or refused before anything is unpacked.  Real files stay below 32:1.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from xml.etree.ElementTree import ParseError, fromstring

from indexer.documents.page_text import ExtractionError
from indexer.model import because

MAX_MEMBERS = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200

_MAIN = re.compile(r"word/document\d{0,3}\.xml")
_STYLES = re.compile(r"word/styles\d{0,3}\.xml")
_NUMBERING = re.compile(r"word/numbering\d{0,3}\.xml")
_MARGINS = re.compile(r"word/(?:header|footer)\d{0,4}\.xml")
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\d{0,3}\.xml")
# What the text is made of; pictures, themes and macros stay packed.
_WANTED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[^/]+\.rels|word/[^/]+\.xml")
_MEDIA = "word/media/"
_CHUNK = b"aFChunk"
_DOCTYPE = "<!DOCTYPE"
_DOCTYPES = tuple(_DOCTYPE.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """The parts of a Word file that its text is made of, by name.

    ``chunks`` are the files that it takes in as text (altChunk), by their names in it.
    """

    def __init__(self, parts: Mapping[str, bytes], chunks: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self._chunks = chunks

    @property
    def styles(self) -> bytes | None:
        """The part that defines the styles."""
        return self._first(_STYLES)

    @property
    def numbering(self) -> bytes | None:
        """The part that defines the lists."""
        return self._first(_NUMBERING)

    def bodies(self) -> list[str]:
        """The names of the parts that hold text: the document and its notes."""
        return [name for name in self.parts if _MAIN.fullmatch(name) or _NOTES.fullmatch(name)]

    def margins(self, name: str) -> dict[str, bytes]:
        """The headers and footers that a body part may refer to, by the names it has for them."""
        if not any(map(_MARGINS.fullmatch, self.parts)):
            return {}
        return {
            key: self.parts[path]
            for key, path in self._relations(name).items()
            if path in self.parts and _MARGINS.fullmatch(path)
        }

    def margin_paths(self) -> list[str]:
        """The paths of all headers and footers."""
        return [path for path in self.parts if _MARGINS.fullmatch(path)]

    def pictures(self, name: str) -> dict[str, str]:
        """The paths of the pictures that a part shows, by the names it has for them."""
        try:
            relations = self._relations(name)
        except ParseError:
            return {}  # those of a header that no page may show
        return {key: path for key, path in relations.items() if path.startswith(_MEDIA)}

    def chunks(self, name: str) -> dict[str, tuple[str, bytes]]:
        """The files that a body part takes in, by the names it has for them."""
        relations = self._relations(name) if self._chunks else {}
        return {
            key: (path, self._chunks[path])
            for key, path in relations.items()
            if path in self._chunks
        }

    def _relations(self, name: str) -> dict[str, str]:
        """The paths that a body part refers to, by the names it has for them."""
        relations = self.parts.get(f"word/_rels/{name.removeprefix('word/')}.rels")
        return {} if relations is None else {key: path for key, path, _ in _targets(relations)}

    def packed(self) -> io.BytesIO:
        """The parts as a package again, without the numbering part."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, part in self.parts.items():
                if not _NUMBERING.fullmatch(name):
                    archive.writestr(name, part)
        file.seek(0)
        return file

    def _first(self, pattern: re.Pattern[str]) -> bytes | None:
        return next((part for name, part in self.parts.items() if pattern.fullmatch(name)), None)


def is_main(name: str) -> bool:
    """Whether a part is the document, and no note of it."""
    return _MAIN.fullmatch(name) is not None


def open_package(data: bytes) -> Package:
    """The parts of a Word file; raises :class:`ExtractionError` for one that passes a bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            check_members(members)
            parts = {
                member.filename: archive.read(member)
                for member in members
                if _WANTED.fullmatch(member.filename)
            }
            chunks = {path: archive.read(path) for path in _chunk_paths(parts, archive.namelist())}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ExtractionError(
            because(
                "tệp Word (.docx) hỏng hoặc bị cắt cụt ({error}); hãy mở và lưu lại bằng Word",
                error=type(error).__name__,
            )
        ) from None
    for name, part in parts.items():
        if _has_doctype(part):
            raise ExtractionError(
                because(
                    "tệp Word có khai báo thực thể XML (DTD) trong {part}, không được phép",
                    part=name,
                )
            )
    parts = {name: part.replace(_STRICT, _TRANSITIONAL) for name, part in parts.items()}
    return Package(parts, chunks)


def read_pictures(data: bytes, paths: Iterable[str], most: int) -> dict[str, bytes]:
    """Those pictures of a Word file, of which the members were measured, that have at most so many
    bytes and are whole."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {one.filename: one.file_size for one in archive.infolist()}
        for path in paths:
            if sizes.get(path, most + 1) <= most:
                with suppress(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
                    found[path] = archive.read(path)
    return found


def _targets(relations: bytes) -> Iterator[tuple[str, str, str]]:
    """The relations of a part: the name that it has for another, the path, and what it is to it."""
    for relation in fromstring(relations):  # noqa: S314 - open_package refuses every DTD
        path = posixpath.normpath(posixpath.join("/word", relation.get("Target", "")))
        yield relation.get("Id", ""), path[1:], relation.get("Type", "").rpartition("/")[2]


def _chunk_paths(parts: Mapping[str, bytes], names: Iterable[str]) -> set[str]:
    """The paths of the files that the document takes in, where the package holds them."""
    wanted = {
        path
        for name, part in parts.items()
        if name.endswith(".rels") and _CHUNK in part and not _has_doctype(part)
        for _, path, kind in _targets(part)
        if kind == _CHUNK.decode()
    }
    return wanted.intersection(names)


def _has_doctype(part: bytes) -> bool:
    return any(mark in part for mark in _DOCTYPES)


def check_zip(data: bytes) -> None:
    """Measure a ZIP of another kind; raises :class:`ExtractionError` beyond a bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ExtractionError(because("tệp nén hỏng hoặc bị cắt cụt")) from None


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """Measure a ZIP by its directory; raises :class:`ExtractionError` beyond a bound.

    Nothing can be unpacked beyond the size that the directory tells, so its sums are enough.
    """
    if len(members) > MAX_MEMBERS:
        raise ExtractionError(
            because(
                "tệp nén có {n} thành phần, quá giới hạn {limit}",
                n=len(members),
                limit=MAX_MEMBERS,
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise _locked()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise ExtractionError(
            because(
                "tệp nén bung ra {size} MB, quá giới hạn {limit} MB",
                size=unpacked // 1024**2,
                limit=MAX_UNPACKED // 1024**2,
            )
        )
    _check_ratio(unpacked, packed)


def check_member(member: zipfile.ZipInfo) -> None:
    """Measure one member of an archive, as all of a package are measured together."""
    if member.flag_bits & 1:
        raise _locked()
    _check_ratio(member.file_size, member.compress_size)


def _locked() -> ExtractionError:
    return ExtractionError(because("tệp nén có mật khẩu; hãy bỏ mật khẩu rồi lập chỉ mục lại"))


def _check_ratio(unpacked: int, packed: int) -> None:
    if unpacked > MAX_RATIO * max(packed, 1024):
        raise ExtractionError(
            because(
                "tệp nén bung ra gấp {n} lần, quá giới hạn {limit} lần",
                n=unpacked // max(packed, 1),
                limit=MAX_RATIO,
            )
        )
