"""Styles of a Word file: what a run or paragraph inherits (hidden text, fonts, lists)."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset(("0", "false", "off"))
_DEEPEST = 20


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return _W + name


def value(element: Element | None, attribute: str = "val") -> str | None:
    """An attribute of an element that may be missing."""
    return None if element is None else element.get(w(attribute))


def is_on(switch: Element | None) -> bool:
    """Whether a switch is there and not turned off, as by ``w:val="0"``."""
    return switch is not None and (value(switch) or "") not in _OFF


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list a paragraph is an item of, and at what level; parts not given are None."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """What one run, paragraph mark or style says itself; None where it says nothing."""

    hidden: bool | None = None
    font: str | None = None
    place: ListPlace | None = None


def look_of(properties: Element | None) -> Look:
    """The look that an ``rPr`` or ``pPr`` gives."""
    if properties is None:
        return Look()
    vanish = properties.find(w("vanish"))
    fonts = properties.find(w("rFonts"))
    place = properties.find(w("numPr"))
    return Look(
        None if vanish is None else is_on(vanish),
        value(fonts, "ascii") or value(fonts, "hAnsi"),
        None if place is None else _list_place(place),
    )


def _list_place(properties: Element) -> ListPlace:
    level = value(properties.find(w("ilvl")))
    return ListPlace(
        value(properties.find(w("numId"))), int(level) if level and level.isdecimal() else None
    )


@dataclass(slots=True)
class Styles:
    """The styles by id, each with its own look and the style it is based on."""

    looks: dict[str, Look] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    default_font: str | None = None

    @classmethod
    def read(cls, part: bytes | None) -> Styles:
        """Read the styles part; a file without one has no styles."""
        styles = cls()
        if part is None:
            return styles
        root = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
        styles.default_font = look_of(
            root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        ).font
        for style in root.iter(w("style")):
            key = value(style, "styleId")
            if key is None:
                continue
            run, paragraph = look_of(style.find(w("rPr"))), look_of(style.find(w("pPr")))
            styles.looks[key] = Look(run.hidden, run.font, paragraph.place)
            if parent := value(style.find(w("basedOn"))):
                styles.based_on[key] = parent
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                styles.default = key
        return styles

    def look(self, key: str | None) -> Look:
        """The look of a style, with what it inherits."""
        hidden: bool | None = None
        font: str | None = None
        place: ListPlace | None = None
        for _ in range(_DEEPEST):  # a style may be based on itself
            own = self.looks.get(key or "")
            if own is None:
                break
            hidden = own.hidden if hidden is None else hidden
            font = font or own.font
            place = place or own.place
            key = self.based_on.get(key or "")
        return Look(hidden, font, place)
