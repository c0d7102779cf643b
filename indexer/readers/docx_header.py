"""The header of a Word file's first page, where some offices keep their letterhead.

Word stores headers in parts of their own (ECMA-376 part 1, 17.10).  The one that a reader sees
on page 1 is put before the body; those of later pages repeat it or count pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, fromstring

from indexer.readers.docx_styles import is_on, value, w

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
