"""The letters of a Word file into which a change can be written, each with its place in the bytes.

A change is put into the very bytes, so that all else stays as it was: a tree that is written again
loses the prefixes by which Word tells what an older version may pass over.  Only letters of plain
runs count, in the body and its tables, also within a link.  Text boxes, fields, filled-in controls
and changes that are tracked already are breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from indexer.normalization import composed

BREAK = "\ufffc"
"""What stands for anything that is no letter."""

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_AROUND = frozenset(("document", "body", "tbl", "tr", "tc", "p"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_UNSEEN = frozenset(
    (
        "pPr", "rPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
        "commentRangeEnd", "permStart", "permEnd", "lastRenderedPageBreak",
    )
)  # fmt: skip
_XML_BLANKS = " \t\r\n"
_START_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_LETTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


class Unit(NamedTuple):
    """A child of a run in the bytes of its part; ``text`` is what it shows, which may be cut where
    ``is_text`` is set."""

    start: int
    end: int
    text: str
    is_text: bool = False


@dataclass(slots=True)
class Run:
    """A run in the bytes of its part: its first tag, its formatting, and what it holds."""

    start: int
    prefix: str
    opening: bytes
    properties: bytes = b""
    units: list[Unit] = field(default_factory=list)
    end: int = 0


@dataclass
class WordParagraph:
    """A paragraph: its text as the file has it, and of each letter its run and unit; None for a
    break."""

    text: str = ""
    places: list[tuple[Run, Unit] | None] = field(default_factory=list)

    @cached_property
    def begins(self) -> dict[Unit, int]:
        """Where the letters of each child of a run begin in the text."""
        found: dict[Unit, int] = {}
        for at, place in enumerate(self.places):
            if place:
                found.setdefault(place[1], at)
        return found

    def stretches(self, words: str) -> Iterator[tuple[int, int]]:
        """Where words in NFC stand in the text, whatever the form of its letters.

        >>> letters = "Quye\\u0302\\u0301t"
        >>> list(WordParagraph(letters, [None] * len(letters)).stretches("ết"))
        [(3, 7)]
        """
        text, starts = self._composed()
        at = text.find(words)
        while at >= 0:
            yield starts[at], starts[at + len(words)]
            at = text.find(words, at + 1)

    def _composed(self) -> tuple[str, list[int]]:
        """The text in NFC, and where each letter of that begins; behind them the end."""
        if (text := composed(self.text)) == self.text:
            return text, list(range(len(text) + 1))
        parts: list[str] = []
        starts: list[int] = []
        for found in _LETTER.finditer(self.text):
            parts.append(composed(found[0]))
            starts += [found.start()] * len(parts[-1])
        return "".join(parts), [*starts, len(self.text)]


def paragraphs(part: bytes) -> list[WordParagraph]:
    """The paragraphs of a body part, which has no DTD; none of one that is not UTF-8.

    Raises ``xml.parsers.expat.ExpatError`` where it is no XML.
    """
    return _Scanner(part).paragraphs()


class _Scanner:
    """One pass over a part; what is open is told by the names of the elements around."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._letters
        self._parser.XmlDeclHandler = self._declared
        self._open: list[str] = []
        self._outside = 0  # elements around that are none of the body
        self._fields = 0
        self._is_utf8 = not part.startswith((b"\xff\xfe", b"\xfe\xff"))
        self._paragraphs: list[WordParagraph] = []
        self._parts: list[str] = []  # the text of the last one
        self._is_within = False  # whether that is still open
        self._run: Run | None = None
        self._depth = 0  # of the run
        self._child = 0
        self._text: list[str] = []

    def paragraphs(self) -> list[WordParagraph]:
        self._parser.Parse(self._part, True)
        return self._paragraphs if self._is_utf8 else []

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._is_utf8 &= (encoding or "utf-8").lower() == "utf-8"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        uri, local, prefix = (*name.split(" "), "", "")[:3]
        local = local if uri in _NAMESPACES and prefix else ""
        self._open.append(local)
        if local == "fldChar":
            self._count_field(attributes)
        if self._run:
            if len(self._open) == self._depth + 1:
                self._child, self._text = self._parser.CurrentByteIndex, []
            elif self._open[self._depth] != "rPr":
                self._open[self._depth] = ""  # what holds others is no text
            elif local == "rPrChange":
                self._run.prefix = ""  # its formatting is a tracked change
        elif self._outside or local not in (("hyperlink",) if self._is_within else _AROUND):
            self._enter(local, prefix)
        elif local == "p":
            self._paragraphs.append(WordParagraph())
            self._parts, self._is_within = [], True

    def _enter(self, local: str, prefix: str) -> None:
        """Go into a run, or past what is no part of the body."""
        if not self._outside and local == "r" and self._is_within:
            at = self._parser.CurrentByteIndex
            self._run = Run(at, prefix, self._tag(at))
            self._depth = len(self._open)
            return
        if not self._outside and local not in _UNSEEN:
            self._add(BREAK, None)
        self._outside += 1

    def _count_field(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name.split(" ")[1:2] == ["fldCharType"]:
                step = {"begin": 1, "end": -1}.get(value, 0)
                self._fields = max(0, self._fields + step)

    def _letters(self, text: str) -> None:
        if self._run and len(self._open) == self._depth + 1:
            self._text.append(text)

    def _end(self, _name: str) -> None:
        local = self._open[-1]
        if self._run and len(self._open) == self._depth + 1:
            self._end_child(self._run, local)
        elif self._run and len(self._open) == self._depth:
            self._run.end = self._behind(self._run.start)
            self._run = None
        elif self._outside and not self._run:
            self._outside -= 1
        elif local == "p" and not self._run:
            self._paragraphs[-1].text, self._is_within = "".join(self._parts), False
        self._open.pop()

    def _end_child(self, run: Run, local: str) -> None:
        start, end = self._child, self._behind(self._child)
        if local == "rPr":
            run.properties = self._part[start:end]
            return
        sign = _SIGNS.get(local, "" if local in _UNSEEN else BREAK)
        text = "".join(self._text) if local == "t" else sign
        unit = Unit(start, end, text, local == "t")
        run.units.append(unit)
        is_plain = run.prefix and not self._fields and text != BREAK and not self._is_trimmed(unit)
        self._add(text if is_plain else BREAK, (run, unit) if is_plain else None)

    def _is_trimmed(self, unit: Unit) -> bool:
        """Whether Word leaves out blanks at the ends of a text."""
        if not unit.is_text or unit.text == unit.text.strip(_XML_BLANKS):
            return False
        return b"preserve" not in self._tag(unit.start)

    def _add(self, text: str, place: tuple[Run, Unit] | None) -> None:
        if self._is_within:
            self._parts.append(text)
            self._paragraphs[-1].places += [place] * len(text)

    def _tag(self, at: int) -> bytes:
        found = _START_TAG.match(self._part, at)
        return found[0] if found else b""

    def _behind(self, start: int) -> int:
        """Where the element ends that begins there and whose last tag, or only one, is read."""
        only = self._tag(start)
        at = self._parser.CurrentByteIndex
        return start + len(only) if only.endswith(b"/>") else at + len(self._tag(at))
