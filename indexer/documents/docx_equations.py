"""Equations of a Word file (công thức) as a line of text: ``(a+b)/c``, ``x^2``, ``√(n)``.

Word keeps them in a markup of its own (Office Math, ECMA-376 part 1, 22.1), which no reader of
its text opens.  A person types the same in a message: so here it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from indexer.documents.docx_styles import SPACE, w

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ATOM = re.compile(r"[\w.,%]*|\([^()]*\)")
_TEXTS = frozenset((_M + "t", w("t")))
_DELETED = frozenset((w("del"), w("moveFrom")))


def write_out_equations(root: Element) -> None:
    """Make a run of plain text of each equation; those on lines of their own are parted.

    An equation within a paragraph keeps its place among the words.
    """
    for paragraph in root.iter(_M + "oMathPara"):
        paragraph.tag = w("smartTag")  # of which the content is taken
    for equation in list(root.iter(_M + "oMath")):
        text = linear(equation)
        equation.clear()
        equation.tag = w("r")
        SubElement(equation, w("t"), {SPACE: "preserve"}).text = text


def linear(element: Element) -> str:
    """An element of an equation on one line."""
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag in _DELETED or not isinstance(element.tag, str):
        return ""
    form = _FORMS.get(element.tag.removeprefix(_M))
    return form(element) if form else "".join(map(linear, element))


def _part(element: Element, name: str) -> str:
    found = element.find(_M + name)
    return "" if found is None else linear(found)


def _atom(text: str) -> str:
    """Text that belongs together, in brackets where it is more than a word or a number."""
    return text if _ATOM.fullmatch(text) else f"({text})"


def _setting(element: Element, properties: str, name: str, default: str) -> str:
    """A sign that the properties of an element give; one that is given empty is left out."""
    found = element.find(f"{_M}{properties}/{_M}{name}")
    return default if found is None else found.get(_M + "val", "")


def _fraction(element: Element) -> str:
    return f"{_atom(_part(element, 'num'))}/{_atom(_part(element, 'den'))}"


def _scripts(element: Element) -> str:
    sub, sup = _part(element, "sub"), _part(element, "sup")
    base = _atom(_part(element, "e"))
    return base + (f"_{_atom(sub)}" if sub else "") + (f"^{_atom(sup)}" if sup else "")


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"√{f'[{degree}]' if degree else ''}{_atom(_part(element, 'e'))}"


def _delimited(element: Element) -> str:
    opening = _setting(element, "dPr", "begChr", "(")
    closing = _setting(element, "dPr", "endChr", ")")
    between = _setting(element, "dPr", "sepChr", "|")
    return opening + between.join(map(linear, element.findall(_M + "e"))) + closing


def _sum(element: Element) -> str:
    sub, sup = _part(element, "sub"), _part(element, "sup")
    sign = _setting(element, "naryPr", "chr", "∫")
    bounds = (f"_{_atom(sub)}" if sub else "") + (f"^{_atom(sup)}" if sup else "")
    return f"{sign}{bounds} {_part(element, 'e')}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(element: Element) -> str:
    return f"{_part(element, 'e')}_{_atom(_part(element, 'lim'))}"


def _matrix(element: Element) -> str:
    rows = (map(linear, row.findall(_M + "e")) for row in element.findall(_M + "mr"))
    return "; ".join(", ".join(row) for row in rows)


def _lines(element: Element) -> str:
    return "; ".join(map(linear, element.findall(_M + "e")))


_FORMS: dict[str, Callable[[Element], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "d": _delimited,
    "nary": _sum,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "m": _matrix,
    "eqArr": _lines,
}
