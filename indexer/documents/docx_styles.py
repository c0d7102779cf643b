"""Styles of a Word file: what a run or paragraph inherits (hidden text, fonts, lists).

Numbers of lists in a Word file, which stand outside the text (``1.``, ``a)``, ``Điều 5.``).

Word computes them when it shows the page: a paragraph only says of which list it is an item.
Here they are computed as Word does (ECMA-376 part 1, 17.9) and become text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring

from indexer.numerals import read_number, to_roman

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
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
class ListPosition:
    """Which list a paragraph is an item of, and at what level; parts not given are None."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Formatting:
    """What one run, paragraph mark or style says itself; None where it says nothing."""

    hidden: bool | None = None
    font: str | None = None
    capitals: bool | None = None
    position: ListPosition | None = None

    def over(self, other: Formatting) -> Formatting:
        """This formatting, with what it does not say taken from another."""
        return Formatting(
            other.hidden if self.hidden is None else self.hidden,
            self.font or other.font,
            other.capitals if self.capitals is None else self.capitals,
            self.position or other.position,
        )


def formatting_of(properties: Element | None) -> Formatting:
    """The formatting that an ``rPr`` or ``pPr`` gives."""
    if properties is None:
        return Formatting()
    hidden = font = capitals = position = None
    for one in properties:  # some five, of which most are none of these
        tag = one.tag
        if tag == _FONTS:
            font = value(one, "ascii") or value(one, "hAnsi")
        elif tag == _VANISH:
            hidden = is_on(one)
        elif tag in _CAPITALS:
            capitals = is_on(one) or bool(capitals)
        elif tag == _LIST:
            position = _list_position(one)
    return Formatting(hidden, font, capitals, position)


_FONTS, _VANISH, _LIST = w("rFonts"), w("vanish"), w("numPr")
_CAPITALS = (w("caps"), w("smallCaps"))


def _list_position(properties: Element) -> ListPosition:
    level = read_number(value(properties.find(w("ilvl"))))
    return ListPosition(value(properties.find(w("numId"))), level)


@dataclass(slots=True)
class Styles:
    """The styles by id, each with its own formatting and the style it is based on."""

    formattings: dict[str, Formatting] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    default_font: str | None = None
    _resolved: dict[str | None, Formatting] = field(default_factory=dict)

    @classmethod
    def read(cls, part: bytes | None) -> Styles:
        """Read the styles part; a file without one has no styles."""
        styles = cls()
        if part is None:
            return styles
        root = fromstring(part)  # noqa: S314 - docx_package refuses every DTD
        styles.default_font = formatting_of(
            root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        ).font
        for style in root.iter(w("style")):
            key = value(style, "styleId")
            if key is None:
                continue
            run, paragraph = (
                formatting_of(style.find(w("rPr"))),
                formatting_of(style.find(w("pPr"))),
            )
            styles.formattings[key] = Formatting(
                run.hidden, run.font, run.capitals, paragraph.position
            )
            if parent := value(style.find(w("basedOn"))):
                styles.based_on[key] = parent
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                styles.default = key
        return styles

    def formatting(self, key: str | None) -> Formatting:
        """The formatting of a style, with what it inherits."""
        if key not in self._resolved:
            found, at = Formatting(), key
            for _ in range(_DEEPEST):  # a style may be based on itself
                own = self.formattings.get(at or "")
                if own is None:
                    break
                found = found.over(own)
                at = self.based_on.get(at or "")
            self._resolved[key] = found
        return self._resolved[key]


_PLACEHOLDER = re.compile(r"%([1-9])")
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|courier", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how its number is formed and what stands around it."""

    start: int
    form: str
    text: str
    tight: bool
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    overrides: dict[int, int]


def written_number(count: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> [written_number(4, form) for form in ("decimal", "upperRoman", "lowerLetter")]
    ['4', 'IV', 'd']
    """
    if form.endswith("Roman"):
        written = to_roman(min(count, 5000))
        return written if form == "upperRoman" else written.lower()
    if form.endswith("Letter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, part: bytes | None) -> None:
        self._levels: dict[str, dict[int, ListLevel]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if part is not None:
            self._read(fromstring(part))  # noqa: S314 - docx_package refuses every DTD

    def label(self, position: ListPosition | None, style: str | None) -> str:
        """The text of the next number of a list, with the blank after it; empty for none."""
        item = self._lists.get(position.list_id or "") if position else None
        if position is None or item is None:
            return ""
        levels = self._levels.get(item.abstract, {})
        at = position.level
        if at is None:  # a style may be tied to a level from the list's side
            at = next((depth for depth, level in levels.items() if level.style == style), 0)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._count(position.list_id or "", item, levels, at)
        text = _PLACEHOLDER.sub(lambda found: _part(found, levels, counts, level), level.text)
        return text + ("" if level.tight or not text.strip() else " ")

    def _count(
        self, list_id: str, item: _List, levels: dict[int, ListLevel], at: int
    ) -> dict[int, int]:
        def start(depth: int) -> int:
            own = levels[depth].start if depth in levels else 1
            return item.overrides.get(depth, own)

        counts = self._counts.setdefault(item.abstract, {})
        if list_id not in self._begun:  # a list may begin anew where another of its kind stopped
            self._begun.add(list_id)
            for depth in item.overrides:
                counts.pop(depth, None)
        for depth in [depth for depth in counts if depth > at]:
            del counts[depth]
        for depth in range(at):
            counts.setdefault(depth, start(depth))
        counts[at] = counts[at] + 1 if at in counts else start(at)
        return counts

    def _read(self, root: Element) -> None:
        styled: dict[str, str] = {}
        for abstract in root.iter(w("abstractNum")):
            key = value(abstract, "abstractNumId") or ""
            self._levels[key] = dict(map(_level, abstract.findall(w("lvl"))))
            if link := value(abstract.find(w("styleLink"))):
                styled[link] = key
        for abstract in root.iter(w("abstractNum")):
            link = value(abstract.find(w("numStyleLink")))
            if link in styled:
                self._levels[value(abstract, "abstractNumId") or ""] = self._levels[styled[link]]
        for number in root.iter(w("num")):
            self._read_list(number)

    def _read_list(self, number: Element) -> None:
        key = value(number, "numId") or ""
        abstract = value(number.find(w("abstractNumId"))) or ""
        overrides: dict[int, int] = {}
        own: dict[int, ListLevel] = {}
        for override in number.findall(w("lvlOverride")):
            depth = _integer(value(override, "ilvl"), 0)
            if (start := value(override.find(w("startOverride")))) is not None:
                overrides[depth] = _integer(start, 1)
            if (level := override.find(w("lvl"))) is not None:
                own[depth] = _level(level)[1]
        if own:  # a list with levels of its own counts by itself
            self._levels[f"{abstract}/{key}"] = self._levels.get(abstract, {}) | own
            abstract = f"{abstract}/{key}"
        self._lists[key] = _List(abstract, overrides)


def _part(
    found: re.Match[str], levels: dict[int, ListLevel], counts: dict[int, int], of: ListLevel
) -> str:
    depth = (read_number(found[1]) or 0) - 1
    form = levels[depth].form if depth in levels else "decimal"
    if of.legal and form != "none":
        form = "decimal"
    return written_number(counts.get(depth, 1), form)


def _level(element: Element) -> tuple[int, ListLevel]:
    form = value(element.find(w("numFmt"))) or "decimal"
    text = value(element.find(w("lvlText"))) or ""
    if form == "bullet":
        text = _bullet(text, element)
    return _integer(value(element, "ilvl"), 0), ListLevel(
        start=_integer(value(element.find(w("start"))), 0 if form == "bullet" else 1),
        form=form,
        text=text,
        tight=value(element.find(w("suff"))) == "nothing",
        legal=element.find(w("isLgl")) is not None,
        style=value(element.find(w("pStyle"))),
    )


def _bullet(text: str, element: Element) -> str:
    """The mark of a list without numbers; letters of symbol fonts stand for a round bullet."""
    font = value(element.find(f"{w('rPr')}/{w('rFonts')}"), "ascii") or ""
    private = any("\ue000" <= letter <= "\uf8ff" for letter in text)
    return "•" if private or _SYMBOL_FONTS.search(font) else text


_MOST = 99_999_999
"""Of a level, or a number to begin with."""


def _integer(text: str | None, otherwise: int) -> int:
    number = read_number(text, _MOST)
    return otherwise if number is None else number
