"""Headers and footers of a Word file: what stands in them on its first page.

Word stores them in parts of their own (ECMA-376 part 1, 17.10).  In the header that a reader sees
on page 1 some offices keep their letterhead, in the footer what is to be done with the paper; those
of later pages repeat them or count pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, fromstring

from indexer.documents.docx_signs import write_out_text_paths
from indexer.documents.docx_styles import is_on, value, w

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset((w("del"), w("moveFrom"), _FALLBACK))
_RELATION = re.compile(r"\{[^}]*/officeDocument/(?:2006/)?relationships\}")
_SPACES = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:(?:trang|page|of)[\W\d_]*)*", re.IGNORECASE)


def relation_of(element: Element) -> str:
    """The name by which an element refers to another part; empty if it does to none."""
    return next((to for name, to in element.items() if _RELATION.match(name)), "")


def put_in_margins(root: Element, margins: Mapping[str, bytes]) -> None:
    """Put the first page's header before the body and its footer behind it.

    A header is left out with which the body begins, a footer that the body holds, and both where
    they count pages.  ``margins`` are the parts by the names that the document refers to them by.
    """
    body = root.find(w("body"))
    if body is None:
        return
    header = _part(root, "headerReference", margins)
    if header is not None:
        text = _SPACES.sub("", "".join(_shown(header)))
        if not (_PAGE_NUMBER.fullmatch(text) or _begins_with(body, text)):
            body[:0] = list(_detached(header))
    footer = _part(root, "footerReference", margins)
    if footer is not None:
        text = _SPACES.sub("", "".join(_shown(footer)))
        if not _PAGE_NUMBER.fullmatch(text) and text not in _SPACES.sub("", "".join(_shown(body))):
            body.extend(_detached(footer))


def _part(root: Element, reference: str, margins: Mapping[str, bytes]) -> Element | None:
    """The header or footer of page 1, as it is referred to."""
    part = margins.get(_first(root, reference))
    if part is None:
        return None
    margin = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
    if b"textpath" in part:
        write_out_text_paths(margin)
    return margin


def _detached(margin: Element) -> Element:
    """A header or footer without the names of other parts, which its own list tells."""
    for element in margin.iter():
        for name in [name for name in element.attrib if _RELATION.match(name)]:
            del element.attrib[name]
    return margin


def _first(root: Element, reference: str) -> str:
    """The name of the header or footer that stands on page 1; empty if there is none.

    The first section has one of its own for that page if it says so (``titlePg``), and shows
    none there if it then names none.
    """
    section = next(root.iter(w("sectPr")), None)
    if section is None:
        return ""
    wanted = "first" if is_on(section.find(w("titlePg"))) else "default"
    for found in section.findall(w(reference)):
        if value(found, "type") == wanted:
            return relation_of(found)
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
