"""The package of a Word file (.docx): a ZIP of XML parts, opened within bounds.

A ZIP of one megabyte can hold a gigabyte, and XML can define entities that grow without end, so
both are measured or refused before anything is unpacked.  Real files stay below 32:1.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import fromstring

from indexer.documents.page_text import ExtractionError
from indexer.model import because

MAX_MEMBERS = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200

_MAIN = re.compile(r"word/document\d{0,3}\.xml")
_STYLES = re.compile(r"word/styles\d{0,3}\.xml")
_NUMBERING = re.compile(r"word/numbering\d{0,3}\.xml")
_HEADERS = re.compile(r"word/header\d{0,4}\.xml")
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\d{0,3}\.xml")
# What the text is made of; pictures, themes and macros stay packed.
_WANTED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[^/]+\.rels|word/[^/]+\.xml")
_DOCTYPE = "<!DOCTYPE"
_DOCTYPES = tuple(_DOCTYPE.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """The parts of a Word file that its text is made of, by name."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)

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

    def headers(self, name: str) -> dict[str, bytes]:
        """The headers that a body part may refer to, by the names it has for them."""
        relations = self.parts.get(f"word/_rels/{name.removeprefix('word/')}.rels")
        if relations is None or not any(map(_HEADERS.fullmatch, self.parts)):
            return {}
        targets = {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in fromstring(relations)  # noqa: S314 - open_package refuses every DTD
        }
        paths = {
            key: target[1:] if target.startswith("/") else f"word/{target}"
            for key, target in targets.items()
        }
        return {
            key: self.parts[path]
            for key, path in paths.items()
            if path in self.parts and _HEADERS.fullmatch(path)
        }

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
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ExtractionError(
            because(
                "tệp Word (.docx) hỏng hoặc bị cắt cụt ({error}); hãy mở và lưu lại bằng Word",
                error=type(error).__name__,
            )
        ) from None
    for name, part in parts.items():
        if any(mark in part for mark in _DOCTYPES):
            raise ExtractionError(
                because(
                    "tệp Word có khai báo thực thể XML (DTD) trong {part}, không được phép",
                    part=name,
                )
            )
    return Package({name: part.replace(_STRICT, _TRANSITIONAL) for name, part in parts.items()})


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
        raise ExtractionError(because("tệp nén có mật khẩu; hãy bỏ mật khẩu rồi lập chỉ mục lại"))
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
    if unpacked > MAX_RATIO * max(packed, 1024):
        raise ExtractionError(
            because(
                "tệp nén bung ra gấp {n} lần, quá giới hạn {limit} lần",
                n=unpacked // max(packed, 1),
                limit=MAX_RATIO,
            )
        )
