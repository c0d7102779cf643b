"""Word files (.docx): what a person sees on the page when all changes are accepted.

Insertions are kept and deletions dropped, as in the final view of Word; hidden text is dropped;
numbers of lists, text boxes, notes and tables within tables are kept, and the first page's header.
"""

from __future__ import annotations

import re

import mammoth

from indexer.readers.docx_body import settle
from indexer.readers.docx_numbers import Numbering
from indexer.readers.docx_package import open_package
from indexer.readers.docx_styles import Styles
from indexer.readers.markup import lines_of
from indexer.readers.pagetext import PageText

_PREFIX = "viendan-"
# mammoth's own signs between a text and its notes: "[1]" and the arrow back from the note.
_NOTE_SIGN = re.compile(
    rf' ?<a href="#{_PREFIX}(?:foot|end)note-ref-[^"]*">↑</a>'
    rf'|<a href="#{_PREFIX}(?:foot|end)note-[^"]*" id="[^"]*">\[\d+\]</a>'
)


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of a Word file, as one page: its pages are known to a printer only.

    Raises :class:`~indexer.readers.pagetext.Refused` for a package beyond its bounds.
    """
    package = open_package(data)
    styles = Styles.read(package.styles)
    numbering = Numbering(package.numbering)
    for name in package.bodies():
        headers = package.headers(name)
        package.parts[name] = settle(package.parts[name], styles, numbering, headers)
    html = mammoth.convert_to_html(
        package.packed(), convert_image=_no_picture, id_prefix=_PREFIX
    ).value
    return (PageText(lines_of(_NOTE_SIGN.sub("", html), keep_spaces=True)),)


def _no_picture(_image: object) -> list[object]:
    return []
