"""What Word draws where the file has no text: symbols, boxes to tick, choices, writing in a shape.

Each becomes a text in its place, before mammoth takes the text of the whole.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from mammoth.docx.dingbats import dingbats

from indexer.documents.docx_styles import SPACE, is_on, value, w
from indexer.documents.legacy import decode_legacy, encoding_of_font
from indexer.numerals import read_number

TICKED, EMPTY = "☒", "☐"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_BULLET = "•"
SYMBOL_FONTS = frozenset(font for font, _ in dingbats)
_HEXADECIMAL = re.compile(r"[0-9A-F]{1,5}", re.IGNORECASE | re.ASCII)
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(font: str, code: int) -> str:
    """The character that a font shows for a code; fonts of symbols have theirs at U+F000, too.

    A symbol that is not known is an ornament, as the marks of lists are.

    >>> symbol("Wingdings", 0xF0FC), symbol("Arial", 0x2013), symbol(".VnTime", 0xF0B8)
    ('✓', '–', 'á')
    """
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    known = dingbats.get((font, low))
    if known is not None:
        return chr(known)
    encoding = encoding_of_font(font)
    if encoding is not None:
        return decode_legacy(chr(low), encoding)
    return chr(code) if 0x20 <= code < 0xD800 else _BULLET


def spelled(text: str, font: str) -> str:
    """Text in which the letters of a symbol font are the characters that it shows."""
    if not _PRIVATE.search(text):
        return text
    return _PRIVATE.sub(lambda found: symbol(font, ord(found[0])), text)


def write_out_symbols(root: Element) -> None:
    """Make a text of each symbol (``w:sym``)."""
    for element in root.iter(w("sym")):
        code = value(element, "char") or ""
        sign = _BULLET
        if _HEXADECIMAL.fullmatch(code):
            sign = symbol(
                value(element, "font") or "", int.from_bytes(bytes.fromhex(code.zfill(6)))
            )
        element.clear()
        element.tag = w("t")
        element.text = sign


def write_out_forms(root: Element) -> None:
    """Make a text of each box to tick and of each choice from a list.

    Dates and texts that are filled in are texts already.
    """
    for control in root.iter(w("sdt")):
        properties = control.find(w("sdtPr"))
        box = None if properties is None else properties.find(_W14 + "checkbox")
        if properties is not None and box is not None:
            properties.remove(box)  # mammoth's own sign for it is no text
            checked = box.find(_W14 + "checked")
            is_ticked = checked is not None and checked.get(_W14 + "val") in ("1", "true", "on")
            _tick(control, TICKED if is_ticked else EMPTY)
    for run in list(root.iter(w("r"))):
        for at, begin in enumerate(run):
            text = _filled_in(begin) if begin.tag == w("fldChar") else ""
            if text:
                run.insert(at + 1, _text(text))
                break


def _tick(control: Element, sign: str) -> None:
    """Put a sign for whatever a box shows, in the first run of its content."""
    content = control.find(w("sdtContent"))
    if content is None:
        content = SubElement(control, w("sdtContent"))
    runs = list(content.iter(w("r")))
    if not runs:
        paragraph = next(content.iter(w("p")), None)
        runs = [SubElement(content if paragraph is None else paragraph, w("r"))]
    for run in runs:
        for child in list(run):
            run.remove(child)
    runs[0].append(_text(sign))


def _filled_in(begin: Element) -> str:
    """What a field of a form of Word 97 shows, where that is no text of the file."""
    data = begin.find(w("ffData"))
    if data is None:
        return ""
    box, choices = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        checked = box.find(w("checked"))
        return TICKED if is_on(box.find(w("default")) if checked is None else checked) else EMPTY
    if choices is None:
        return ""
    result = choices.find(w("result"))
    chosen = read_number(value(choices.find(w("default")) if result is None else result)) or 0
    entries = choices.findall(w("listEntry"))
    return (value(entries[chosen]) or "") if chosen < len(entries) else ""


def write_out_text_paths(root: Element) -> None:
    """Make a text box of each line that is drawn along a path, as ``DỰ THẢO`` across a page."""
    for path in root.iter(_TEXT_PATH):
        text = path.get("string", "")
        path.clear()
        path.tag = w("txbxContent")
        SubElement(SubElement(path, w("p")), w("r")).append(_text(text))


def _text(text: str) -> Element:
    element = Element(w("t"), {SPACE: "preserve"})
    element.text = text
    return element
