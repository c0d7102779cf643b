"""Word files (.docx): what a person sees on the page when all changes are accepted.

Insertions are kept and deletions dropped, as in the final view of Word; hidden text is dropped;
numbers of lists, text boxes, notes and tables within tables are kept, and what stands in the
margins of the first page (:mod:`indexer.documents.docx_margins`).

Before mammoth takes the text, each body part is rewritten, for much would be lost or wrong: text
that Word hides is left out; and the numbers of lists, letters that Word shows as capitals or that
only a font of TCVN3 or VNI shows right, signs that it draws, equations, other files that are put
in, and text in wrappings that mammoth does not open become plain text.  What does not is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import mammoth

from indexer.documents.docx_embedded import unread_objects, write_out_chunks
from indexer.documents.docx_equations import write_out_equations
from indexer.documents.docx_margins import put_in_margins
from indexer.documents.docx_marks import Aside
from indexer.documents.docx_package import Package, is_main, open_package, read_pictures
from indexer.documents.docx_signs import (
    SYMBOL_FONTS,
    spelled,
    write_out_forms,
    write_out_symbols,
    write_out_text_paths,
)
from indexer.documents.docx_styles import (
    SPACE,
    Formatting,
    ListPosition,
    Numbering,
    Styles,
    formatting_of,
    value,
    w,
)
from indexer.documents.head_pictures import MOST_BYTES
from indexer.documents.legacy import LegacyEncoding, capitals_font, decode_legacy, encoding_of_font
from indexer.documents.markup import html_text
from indexer.documents.page_text import LEAST_CHARACTERS, UNREAD, PageText
from indexer.model import because

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


class _Word:
    """One Word file whose body parts are rewritten; ``unread`` is what of it is no text.

    One that is taken in by another is ``nested``, and takes in no third.
    """

    def __init__(self, package: Package, nested: bool) -> None:
        self._package = package
        self._nested = nested
        self._styles = Styles.read(package.styles)
        self._numbering = Numbering(package.numbering)
        self.unread: list[str] = []
        self.has_pictures = False
        self.aside = Aside()

    def rewritten(self, name: str) -> bytes:
        """A body part in which everything that a person sees is plain text."""
        part, margins = self._package.parts[name], self._package.margins(name)
        root = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
        if is_main(name):
            self.aside.look_at(self._package, name, root)
        if b":blip" in part or b":imagedata" in part:
            self.has_pictures = True
            _let_pictures_go(root)
        if margins:
            put_in_margins(root, margins)
        self._write_out(root, name, b"".join((part, *margins.values())))
        _choose_alternatives(root)
        _open_wrappings(root)
        for paragraph in list(root.iter(w("p"))):
            _normalize_paragraph(paragraph, self._styles, self._numbering)
        rewritten: bytes = tostring(root, encoding="utf-8")
        return rewritten

    def _write_out(self, root: Element, name: str, held: bytes) -> None:
        """Write out what few files have, each where a name that goes with it is in the parts."""
        if b"altChunk" in held:
            word = None if self._nested else _read_nested
            self.unread += write_out_chunks(root, self._package.chunks(name), word)
        if b"oMath" in held:
            write_out_equations(root)
        if b":sym" in held:
            write_out_symbols(root)
        if b"checkbox" in held or b"ffData" in held:
            write_out_forms(root)
        if b"textpath" in held:
            write_out_text_paths(root)
        if any(hint in held for hint in _OBJECTS):
            self.unread += unread_objects(root)


_OBJECTS = (b"OLEObject", b":chart", b":relIds", b":subDoc")


_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


def _let_pictures_go(root: Element) -> None:
    """Have pictures refer to no file: one that is not there would cost the whole document."""
    for tag in _PICTURES:
        for picture in root.iter(tag):
            picture.attrib.clear()


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
    shown: list[_Run] = []
    for run in _runs(paragraph):
        look = _look(run, style, styles)
        if look.hidden:
            _empty(run)
        else:
            shown.append((run, look))
    _decode(shown, styles.default_font)
    for run, look in shown:
        _spell_out(run, look)
    if properties is not None and _is_gone(properties, shown):
        return
    label = numbering.label(_list_position(properties, style, styles), style)
    if label:
        element = Element(w("r"))
        text = SubElement(element, w("t"), {SPACE: "preserve"})
        text.text = label
        paragraph.insert(
            0 if properties is None else list(paragraph).index(properties) + 1, element
        )


_Run = tuple[Element, Formatting]
"""A run with all that its own properties, its style and its paragraph's style say of it."""


def _look(run: Element, paragraph_style: str | None, styles: Styles) -> Formatting:
    inherited = styles.formatting(paragraph_style)
    properties = run.find(w("rPr"))
    if properties is None:
        return inherited
    own = formatting_of(properties)
    style = value(properties.find(w("rStyle")))
    return own.over(styles.formatting(style)).over(inherited)


def _runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph and those within them (ruby), not those of a text box in it."""
    for child in element:
        if child.tag == w("r"):
            yield child
        if child.tag != w("p"):
            yield from _runs(child)


def _is_gone(properties: Element, shown: list[_Run]) -> bool:
    """Whether a paragraph is deleted or hidden together with its mark: it takes no number."""
    mark = properties.find(w("rPr"))
    if mark is None or (mark.find(w("del")) is None and not formatting_of(mark).hidden):
        return False
    return not any(child.tag in _VISIBLE for run, _ in shown for child in run)


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


def _empty(run: Element) -> None:
    """Take out of a hidden run what a person does not see."""
    for child in list(run):
        if child.tag in _VISIBLE or child.tag == f"{_MC}AlternateContent":
            run.remove(child)


def _spell_out(run: Element, look: Formatting) -> None:
    """Write capitals where Word shows them, and characters where a font of symbols does."""
    for child in run if look.capitals or look.font in SYMBOL_FONTS else ():
        if child.tag == w("t") and child.text:
            text = spelled(child.text, look.font or "")
            child.text = text.upper() if look.capitals else text


# --- legacy fonts -----------------------------------------------------------------------------


def _decode(runs: list[_Run], default_font: str | None) -> None:
    """Decode runs set in legacy fonts; neighbours together, for VNI has marks of their own."""
    group: list[Element] = []
    current: tuple[LegacyEncoding, bool] | None = None
    for run, look in runs:
        font = look.font or default_font or ""
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
    group[0].set(SPACE, "preserve")


def _is_unicode(text: str) -> bool:
    """Whether letters of Vietnamese beyond Latin-1 show that only the font's name is old."""
    return any("\u0102" <= letter <= "\u1ef9" and letter.isalpha() for letter in text)


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
    text, word = _text_of(data, nested=False)
    reason = None
    if word.unread:
        reason = because(
            "tệp Word có phần không phải là chữ ({names}); hãy mở bằng Word, chép nội dung ấy "
            "thành chữ trong văn bản rồi lưu lại",
            names=", ".join(dict.fromkeys(word.unread)),
        )
    elif word.has_pictures and len("".join(text.split())) < LEAST_CHARACTERS:
        reason = because(
            "trang là ảnh dán trong tệp Word; hãy lưu tệp thành PDF để chữ trong ảnh được đọc"
        )
    page = PageText(text, marks=tuple(word.aside.marks), pictures=_pictures(data, word.aside))
    return (page,) if reason is None else (page, PageText("", UNREAD, reason))


def _pictures(data: bytes, aside: Aside) -> tuple[tuple[int, bytes], ...]:
    """The pictures at the head that may be stamps, with the width of each in millimetres."""
    if not aside.pictures:
        return ()
    found = read_pictures(data, {path for _, path in aside.pictures}, MOST_BYTES)
    return tuple((width, found[path]) for width, path in aside.pictures if path in found)


def _read_nested(data: bytes) -> tuple[str, list[str]]:
    text, word = _text_of(data, nested=True)
    return text, word.unread


def _text_of(data: bytes, *, nested: bool) -> tuple[str, _Word]:
    package = open_package(data)
    word = _Word(package, nested)
    for name in package.bodies():
        package.parts[name] = word.rewritten(name)
    html = mammoth.convert_to_html(
        package.packed(), convert_image=_no_picture, id_prefix=_PREFIX
    ).value
    return html_text(_NOTE_SIGN.sub("", html), keep_spaces=True), word


def _no_picture(_image: object) -> list[object]:
    return []
