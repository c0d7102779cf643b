"""What a Word file has beside its text that may be the mark of a level of secrecy.

A stamp MẬT that is a picture is no text, nor is what is told of a picture for those who do not see
it (descr, title, alt); and headers and footers are text on the first page only.  A level there
marks the paper all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, fromstring

from indexer.documents.docx_margins import relation_of
from indexer.documents.docx_package import Package
from indexer.documents.docx_styles import w
from indexer.documents.head_pictures import MOST_PICTURES, may_be_stamp
from indexer.documents.page_text import page_marks
from indexer.model import Beside, PageMark
from indexer.numerals import read_number

_HEAD = 1_500
"""Letters of a body from its beginning: pictures behind them are no part of a head."""
_LARGEST_MARGIN = 200_000  # bytes
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CANVAS = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_VML = "{urn:schemas-microsoft-com:vml}"
_ANCHORS = (f"{_DRAWING}inline", f"{_DRAWING}anchor")
_TOLD_OF = frozenset((f"{_DRAWING}docPr", _CANVAS, f"{_VML}shape", f"{_VML}imagedata"))
_TOLD = ("descr", "title", "alt", "{urn:schemas-microsoft-com:office:office}title")
_UNITS = 36_000  # EMU a millimetre
_LARGEST = 1_000 * _UNITS
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,4})(?:\.\d{1,4})?(pt|in|cm|mm)")
_MILLIMETRES = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0}
# A part with pictures; one with them or with the vowel of the mark, as UTF-8 may write it.
_PICTURED = re.compile(b"docPr|:imagedata|:shape ")
_SEEN = re.compile(b"docPr|:imagedata|:shape |\xe1\xba[\xac\xad]|\xcc\xa3|&#")


@dataclass(slots=True)
class Aside:
    """What stands beside the text: ``marks`` as words, and the paths of ``pictures`` with the
    width of each in millimetres."""

    marks: list[PageMark] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)

    def look_at(self, package: Package, name: str, root: Element) -> None:
        """Look at the pictures at the head of a body, and at all headers and footers."""
        self._look_at_head(package, name, root)
        for path in package.margin_paths():
            part = package.parts[path]
            if len(part) > _LARGEST_MARGIN or not _SEEN.search(part):
                continue
            try:
                margin = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
            except ParseError:
                continue  # the file may do without it
            self._look_at_head(package, path, margin)
            lines = ["".join(_letters(one)) for one in margin.iter(w("p"))]
            lines += (one.get("string", "") for one in margin.iter(f"{_VML}textpath"))
            self.marks += page_marks(lines, Beside.MARGIN)

    def _look_at_head(self, package: Package, name: str, root: Element) -> None:
        if not _PICTURED.search(package.parts[name]):
            return
        paths = package.pictures(name)
        told: list[str] = []
        for element in _head(root):
            if element.tag in _TOLD_OF:
                told += filter(None, map(element.get, _TOLD))
            if element.tag in _ANCHORS:
                self._keep(_extent(element), next(element.iter(_BLIP), None), paths)
            elif element.tag == f"{_VML}shape":
                self._keep(_styled(element), next(element.iter(f"{_VML}imagedata"), None), paths)
        self.marks += page_marks(told, Beside.PICTURE)

    def _keep(
        self, size: tuple[float, float], picture: Element | None, paths: Mapping[str, str]
    ) -> None:
        path = None if picture is None else paths.get(relation_of(picture))
        seen = round(size[0]), path or ""
        if path and len(self.pictures) < MOST_PICTURES and may_be_stamp(*size):
            self.pictures += [seen] if seen not in self.pictures else []


def _letters(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == w("t"):
            yield element.text or ""
        elif element.tag in (w("tab"), w("br")):
            yield " "


def _head(root: Element) -> Iterator[Element]:
    """The elements of a part up to so many letters, in their order."""
    letters = 0
    for element in root.iter():
        yield element
        if element.tag == w("t"):
            letters += len(element.text or "")
            if letters > _HEAD:
                return


def _extent(anchor: Element) -> tuple[float, float]:
    extent = anchor.find(f"{_DRAWING}extent")
    sides = (
        () if extent is None else (read_number(extent.get(side), _LARGEST) for side in ("cx", "cy"))
    )
    width, height = (*((side or 0) / _UNITS for side in sides), 0.0, 0.0)[:2]
    return width, height


def _styled(shape: Element) -> tuple[float, float]:
    """The size of a shape of Word 97, as its style tells it."""
    sides = {
        name: (read_number(size) or 0) * _MILLIMETRES[unit]
        for name, size, unit in _SIDE.findall(shape.get("style", ""))
    }
    return sides.get("width", 0.0), sides.get("height", 0.0)
