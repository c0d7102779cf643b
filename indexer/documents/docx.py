"""Word files (.docx): what a person sees on the page when all changes are accepted.

Insertions are kept and deletions dropped, as in the final view of Word; hidden text is dropped;
numbers of lists, text boxes, notes and tables within tables are kept, and the first page's header.

Before mammoth takes the text, each body part is rewritten, for four things would be lost or
wrong: text that Word hides, which is left out, and the numbers of lists, letters that only a font
of TCVN3 or VNI shows right, and text in wrappings that mammoth does not open, which become plain
text.

Word stores headers in parts of their own (ECMA-376 part 1, 17.10).  The one that a reader sees
on page 1, where some offices keep their letterhead, is put before the body; those of later pages
repeat it or count pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import mammoth

from indexer.documents.docx_package import open_package
from indexer.documents.docx_styles import (
    ListPosition,
    Numbering,
    Styles,
    formatting_of,
    is_on,
    value,
    w,
)
from indexer.documents.legacy import LegacyEncoding, capitals_font, decode_legacy, encoding_of_font
from indexer.documents.markup import html_text
from indexer.documents.page_text import PageText

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset((w("del"), w("moveFrom"), _FALLBACK))
_RELATION = re.compile(r"\{[^}]*/officeDocument/(?:2006/)?relationships\}")
_SPACES = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:(?:trang|page|of)[\W\d_]*)*", re.IGNORECASE)


def put_header_first(root: Element, headers: Mapping[str, bytes]) -> None:
    """Put the first page's header before the body, if it says what the body does not begin with.

    ``headers`` are the parts by the names that the document refers to them by.
    """
    body = root.find(w("body"))
    key = _first_header(root)
    if body is None or key not in headers:
        return
    header = fromstring(headers[key])  # noqa: S314 - docx_package refuses every DTD
    text = _SPACES.sub("", "".join(_shown(header)))
    if _PAGE_NUMBER.fullmatch(text) or _begins_with(body, text):
        return
    for element in header.iter():  # what it refers to is named in a list of its own
        for name in [name for name in element.attrib if _RELATION.match(name)]:
            del element.attrib[name]
    body[:0] = list(header)


def _first_header(root: Element) -> str:
    """The name of the header that stands on page 1; empty if there is none.

    The first section has a header of its own for that page if it says so (``titlePg``), and
    shows none there if it then names none.
    """
    section = next(root.iter(w("sectPr")), None)
    if section is None:
        return ""
    wanted = "first" if is_on(section.find(w("titlePg"))) else "default"
    for reference in section.findall(w("headerReference")):
        if value(reference, "type") == wanted:
            return next((to for name, to in reference.items() if _RELATION.match(name)), "")
    return ""


def _begins_with(body: Element, start: str) -> bool:
    read = 0
    for piece in _shown(body):
        text = _SPACES.sub("", piece)
        if not start.startswith(text, read):
            return text.startswith(start[read:])
        read += len(text)
    return read >= len(start)


def _shown(element: Element) -> Iterator[str]:
    """The pieces of text in an element, each once, in their order."""
    waiting = [element]
    while waiting:
        step = waiting.pop()
        if step.tag == w("t"):
            yield step.text or ""
        elif step.tag not in _UNSEEN:
            waiting += reversed(step)


_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VISIBLE = frozenset(
    w(name)
    for name in (
        "t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "drawing", "pict", "object",
        "footnoteReference", "endnoteReference", "smartTag",
    )
)  # fmt: skip
# Fields of one element (mail merge, DATE), the direction of writing, and letters with a reading.
_WRAPPINGS = tuple(map(w, ("fldSimple", "dir", "bdo", "ruby", "rubyBase")))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def normalize_part(
    part: bytes, styles: Styles, numbering: Numbering, headers: Mapping[str, bytes]
) -> bytes:
    """A body part with hidden text gone, list numbers written and legacy letters decoded.

    The one of its ``headers`` that stands on the first page comes first.
    """
    root = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
    if headers:
        put_header_first(root, headers)
    _choose_alternatives(root)
    _open_wrappings(root)
    for paragraph in list(root.iter(w("p"))):
        _normalize_paragraph(paragraph, styles, numbering)
    settled: bytes = tostring(root, encoding="utf-8")
    return settled


def _choose_alternatives(root: Element) -> None:
    """Keep one of the forms in which a text box is stored, so that its text comes once.

    mammoth reads the older form only; where that is missing the newer one's paragraphs are put
    in its place.
    """
    for parent in list(root.iter()):
        for position, child in enumerate(parent):
            if child.tag != f"{_MC}AlternateContent":
                continue
            fallback = child.find(f"{_MC}Fallback")
            if fallback is not None and next(fallback.iter(w("p")), None) is not None:
                continue
            boxes = [box for box in child.iter(w("txbxContent")) if len(box)]
            if boxes:
                picture = Element(w("pict"))
                picture.extend(boxes)
                parent[position] = picture
    for alternative in root.iter(f"{_MC}AlternateContent"):
        for choice in alternative.findall(f"{_MC}Choice"):
            alternative.remove(choice)


def _open_wrappings(root: Element) -> None:
    """Call each wrapping a smart tag, of which mammoth takes the content.

    Of letters with a reading above them (ruby) the letters are kept.
    """
    for ruby in root.iter(w("ruby")):
        for reading in ruby.findall(w("rt")):
            ruby.remove(reading)
    for name in _WRAPPINGS:
        for wrapping in root.iter(name):
            wrapping.tag = w("smartTag")


def _normalize_paragraph(paragraph: Element, styles: Styles, numbering: Numbering) -> None:
    properties = paragraph.find(w("pPr"))
    style = value(properties.find(w("pStyle")) if properties is not None else None)
    style = style or styles.default
    runs = list(_runs(paragraph))
    shown = [run for run in runs if not _hide(run, style, styles)]
    _decode(shown, style, styles)
    if properties is not None and _is_gone(properties, shown):
        return
    label = numbering.label(_list_position(properties, style, styles), style)
    if label:
        run = Element(w("r"))
        text = SubElement(run, w("t"), {_SPACE: "preserve"})
        text.text = label
        paragraph.insert(0 if properties is None else list(paragraph).index(properties) + 1, run)


def _runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph and those within them (ruby), not those of a text box in it."""
    for child in element:
        if child.tag == w("r"):
            yield child
        if child.tag != w("p"):
            yield from _runs(child)


def _is_gone(properties: Element, shown: list[Element]) -> bool:
    """Whether a paragraph is deleted or hidden together with its mark: it takes no number."""
    mark = properties.find(w("rPr"))
    if mark is None or (mark.find(w("del")) is None and not formatting_of(mark).hidden):
        return False
    return not any(child.tag in _VISIBLE for run in shown for child in run)


def _list_position(
    properties: Element | None, style: str | None, styles: Styles
) -> ListPosition | None:
    own = formatting_of(properties).position
    inherited = styles.formatting(style).position
    if own is None or inherited is None:
        return own or inherited
    return ListPosition(
        own.list_id or inherited.list_id, inherited.level if own.level is None else own.level
    )


# --- hidden text ------------------------------------------------------------------------------


def _hide(run: Element, paragraph_style: str | None, styles: Styles) -> bool:
    """Take the text out of a hidden run; says whether it was hidden."""
    properties = run.find(w("rPr"))
    hidden = formatting_of(properties).hidden
    if hidden is None and properties is not None:
        hidden = styles.formatting(value(properties.find(w("rStyle")))).hidden
    if hidden is None:
        hidden = styles.formatting(paragraph_style).hidden
    if hidden:
        for child in list(run):
            if child.tag in _VISIBLE or child.tag == f"{_MC}AlternateContent":
                run.remove(child)
    return bool(hidden)


# --- legacy fonts -----------------------------------------------------------------------------


def _decode(runs: list[Element], paragraph_style: str | None, styles: Styles) -> None:
    """Decode runs set in legacy fonts; neighbours together, for VNI has marks of their own."""
    group: list[Element] = []
    current: tuple[LegacyEncoding, bool] | None = None
    for run in runs:
        font = _font(run, paragraph_style, styles)
        encoding = encoding_of_font(font)
        key = None if encoding is None else (encoding, capitals_font(font))
        for child in run:
            if child.tag == w("rPr"):
                continue
            if child.tag != w("t") or key != current:
                _decode_group(group, current)
                group, current = [], key
            if child.tag == w("t") and key is not None:
                group.append(child)
    _decode_group(group, current)


def _decode_group(group: list[Element], key: tuple[LegacyEncoding, bool] | None) -> None:
    text = "".join(element.text or "" for element in group)
    if key is None or not text or _is_unicode(text):
        return
    encoding, capitals = key
    decoded = decode_legacy(text, encoding)
    for element in group:
        element.text = ""
    group[0].text = decoded.upper() if capitals else decoded
    group[0].set(_SPACE, "preserve")


def _is_unicode(text: str) -> bool:
    """Whether letters of Vietnamese beyond Latin-1 show that only the font's name is old."""
    return any("\u0102" <= letter <= "\u1ef9" and letter.isalpha() for letter in text)


def _font(run: Element, paragraph_style: str | None, styles: Styles) -> str:
    properties = run.find(w("rPr"))
    own = formatting_of(properties).font
    if own is None and properties is not None:
        own = styles.formatting(value(properties.find(w("rStyle")))).font
    return own or styles.formatting(paragraph_style).font or styles.default_font or ""


_PREFIX = "viendan-"
# mammoth's own signs between a text and its notes: "[1]" and the arrow back from the note.
_NOTE_SIGN = re.compile(
    rf' ?<a href="#{_PREFIX}(?:foot|end)note-ref-[^"]*">↑</a>'
    rf'|<a href="#{_PREFIX}(?:foot|end)note-[^"]*" id="[^"]*">\[\d+\]</a>'
)


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of a Word file, as one page: its pages are known to a printer only.

    Raises :class:`~indexer.documents.page_text.ExtractionError` for a package beyond its bounds.
    """
    package = open_package(data)
    styles = Styles.read(package.styles)
    numbering = Numbering(package.numbering)
    for name in package.bodies():
        headers = package.headers(name)
        package.parts[name] = normalize_part(package.parts[name], styles, numbering, headers)
    html = mammoth.convert_to_html(
        package.packed(), convert_image=_no_picture, id_prefix=_PREFIX
    ).value
    return (PageText(html_text(_NOTE_SIGN.sub("", html), keep_spaces=True)),)


def _no_picture(_image: object) -> list[object]:
    return []
