"""Files within a Word file: pieces of text that are put in (altChunk), and objects of others.

A program that puts papers together leaves them in the file as they were, and Word shows them as
text in their place.  What only its own program shows (a sheet of Excel, a chart) is named, so that
nobody takes what is read for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from indexer.documents import html, plain_text
from indexer.documents.detection import FileFormat, detect_format
from indexer.documents.docx_margins import relation_of
from indexer.documents.docx_styles import SPACE, w
from indexer.documents.page_text import ExtractionError, PageText
from indexer.model import because

WordReader = Callable[[bytes], tuple[str, list[str]]]
"""What gives the text of a Word file, and the names of what in it is none."""

_READERS: dict[FileFormat, Callable[[bytes], tuple[PageText, ...]]] = {
    FileFormat.HTML: html.read,
    FileFormat.MHTML: html.read_mhtml,
    FileFormat.TEXT: plain_text.read,
}
# Control characters, which no XML may hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "Chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "SmartArt",
    w("subDoc"): "SubDocument",
}


def write_out_chunks(
    root: Element, chunks: Mapping[str, tuple[str, bytes]], word: WordReader | None
) -> list[str]:
    """Put each piece in its place as paragraphs; the names of those that cannot be read.

    ``chunks`` are the name and the bytes of each by what the document calls it; ``word`` reads one
    that is a Word file itself, where that is to be read.
    """
    unread: list[str] = []
    for element in root.iter(w("altChunk")):
        name, data = chunks.get(relation_of(element), ("altChunk", b""))
        try:
            text, lost = _text_of(data, word)
        except ExtractionError:
            unread.append(PurePosixPath(name).name)
            continue
        unread += lost
        element.clear()
        element.tag = w("sdt")  # a wrapping of paragraphs
        content = SubElement(element, w("sdtContent"))
        for block in _UNWRITABLE.sub("", text).split("\n\n"):
            run = SubElement(SubElement(content, w("p")), w("r"))
            for at, line in enumerate(block.split("\n")):
                if at:
                    SubElement(run, w("br"))
                SubElement(run, w("t"), {SPACE: "preserve"}).text = line
    return unread


def _text_of(data: bytes, word: WordReader | None) -> tuple[str, list[str]]:
    file_format = detect_format(data)
    if word is not None and file_format is FileFormat.DOCX:
        return word(data)
    reader = _READERS.get(file_format)
    if reader is None or not data.strip():
        raise ExtractionError(because("tệp rỗng"))
    return "\n\n".join(page.text for page in reader(data)), []


def unread_objects(root: Element) -> list[str]:
    """The names of the objects in a document that only another program shows."""
    names = [one.get("ProgID") or "OLE" for one in root.iter(_OLE_OBJECT)]
    for tag, name in _DRAWN.items():
        names += [name for _ in root.iter(tag)]
    return names
