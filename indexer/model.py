"""The words of the model: frozen data, no input or output.

A :class:`Document` is a file as received; a :class:`Notice` is that document understood;
a :class:`Citation` is one mention of a :class:`Directive`, and a :class:`Resolution` ties the
two together.  A :class:`Place` is an administrative unit at a time.  A :class:`Reading` holds
everything that was understood of one document.

All spans are ``[start, end)`` in code points of the document's verbatim text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Generic, NamedTuple, TypeVar

from indexer.numerals import read_number, read_year
from indexer.stages import StageFailure

T = TypeVar("T")

UNKNOWN = "_"
"""What stands for data that a notice lacks (không rõ), in facets as in the parts of a key."""


class Span(NamedTuple):
    """A stretch of the verbatim text, ``[start, end)`` in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


class Status(StrEnum):
    """How a field of a notice is known (căn cứ: nêu rõ, suy luận, không rõ)."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came of looking a name up in the registry or the gazetteer."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    NOT_HELD = "not_held"
    MALFORMED = "malformed"


class Level(StrEnum):
    """The level (cấp) of a committee or a place."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed: a Vietnamese sentence with ``{named}`` slots.

    The template is also the key of the English catalogue (:mod:`indexer.language`).

    >>> str(because("khóa {term} ghi trong văn bản", term="XII"))
    'khóa XII ghi trong văn bản'
    """

    template: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.template.format_map(dict(self.values))


def because(template: str, **values: object) -> Reason:
    """Make a :class:`Reason`; values are turned into text in the order given."""
    return Reason(template, tuple([(name, str(value)) for name, value in values.items()]))


@dataclass(frozen=True, slots=True)
class OneOf(Reason):
    """A reason with a slot ``{values}`` for several things, each said in its own words.

    >>> str(OneOf("cấp ban hành: {values}", (), (because("cấp xã"), because("chi bộ"))))
    'cấp ban hành: cấp xã / chi bộ'
    """

    separator: ClassVar[str] = " / "
    choices: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        values = {"values": self.separator.join(map(str, self.choices))}
        return self.template.format_map({**dict(self.values), **values})


class EachOf(OneOf):
    """The same for things that all hold."""

    __slots__ = ()
    separator = "; "


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field was read (``span``), or by which rule it was inferred (căn cứ)."""

    status: Status
    reason: Reason
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field of a notice with its evidence; ``value`` is None when unknown."""

    value: T | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and month, may be missing.

    >>> PartialDate(2021, 10, 25).iso, PartialDate(2026).iso
    ('2021-10-25', '2026')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that ``text`` gives in ISO 8601; raises ``ValueError`` for anything else.

        >>> PartialDate.parse("2021-10")
        PartialDate(year=2021, month=10, day=None)
        """
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip())
        year = read_year(found[1]) if found else None
        months = [read_number(part) for part in (found[2], found[3]) if part] if found else []
        if year is None or (months and not 1 <= (months[0] or 0) <= 12):
            raise ValueError(f"{text!r}: YYYY-MM-DD, YYYY-MM, YYYY")
        return cls(year, *months)

    @property
    def iso(self) -> str:
        """ISO 8601 at the precision known: ``2026``, ``2026-05`` or ``2026-05-27``."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    def exact(self) -> date | None:
        """The calendar date, or None when the day is unknown or impossible (30/02)."""
        if not (self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def latest(self) -> date:
        """The last calendar day that the date can mean; 31 December when only the year is known.

        >>> PartialDate(2022).latest(), PartialDate(2021, 2).latest()
        (datetime.date(2022, 12, 31), datetime.date(2021, 2, 28))
        """
        month = self.month if self.month and self.month <= 12 else 12
        return self.exact() or date(self.year, month, monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its span in the text, how the text was got, or why it was not."""

    number: int
    span: Span
    method: str = "text"
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received (tài liệu gốc).

    ``id`` is the permanent address of the notice made from it; ``source`` is its path below
    the folder it was found in; ``digest`` is the SHA-256 of its bytes; ``media_type`` is told
    by content, not by name.
    """

    id: str
    source: str
    digest: str
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a notice: its mark (``I-``, ``1.``, ``a)``), depth from 1, title, span."""

    mark: str
    depth: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: authority line (``T/M BAN THƯỜNG VỤ``), position, and name if legible."""

    authority: str
    position: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A document understood (thông báo): its fields, each with evidence.

    ``issuer`` is the organ that speaks (``Ban Thường vụ Tỉnh ủy``); ``unit`` is the body the
    notice is about, as written (``Đảng bộ huyện Cẩm Mỹ``); ``year`` may be inferred where
    ``date`` is unknown.  ``sample`` marks a specimen that the project wrote itself;
    ``letterhead`` is what stands above the type line (None where an older version read it).
    """

    type: Field[str]
    title: Field[str]
    number: Field[str]
    issuer: Field[str]
    level: Field[Level]
    dateline: Field[str]
    date: Field[PartialDate]
    year: Field[int]
    unit: Field[str]
    signatory: Field[Signatory]
    recipients: tuple[Span, ...] = ()
    archive: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    sample: bool = False
    letterhead: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a directive (viện dẫn): where it stands and what it says.

    ``span`` is the minimal core, from the type word to the end of the symbol; date, organ and
    term of a numbered citation may lie outside it.  ``number`` is the written symbol in normal
    form (``213-QĐ/TW``); ``body`` the organ as stated, else the generic one of its code;
    ``date`` and ``term`` only what the passage states.  ``kind`` is one of ``full``, ``list``,
    ``range``, ``alias``, ``short``, ``law``.  ``subject`` holds the words after ``về`` that
    may tell homonyms apart; ``place`` the place named with the organ (``Nghệ An``).
    ``written_term`` are the words of a khóa that is not plainly ``term``: ``khóa XIl``, read as
    XII; with no ``term``, a khóa that is written and cannot be read (``khóa VV``).
    """

    span: Span
    text: str
    kind: str
    type: str | None = None
    number: str | None = None
    sigil: str | None = None
    body_code: str | None = None
    body: str | None = None
    date: PartialDate | None = None
    term: str | None = None
    subject: str = ""
    place: str = ""
    written_term: str = ""

    @property
    def illegible_term(self) -> str:
        """The words of a khóa that is written and cannot be read; empty where there is none."""
        return "" if self.term else self.written_term


@dataclass(frozen=True, slots=True)
class Directive:
    """An instrument that may be cited (văn bản được viện dẫn): one row of the registry.

    ``key`` is ``<body>/<term>/<code>-<number>``, for example ``tw/k12/qdi-213``.
    ``confidence`` is ``confirmed``, ``partial`` or ``unconfirmed``; ``doubt`` says of what.
    """

    key: str
    type: str
    number: str
    body: str
    term: str
    date: PartialDate | None
    title: str
    aliases: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    source: str = ""
    confidence: str = "unconfirmed"
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A citation tied to a directive (kết quả đối chiếu), with the reason in words.

    ``key`` always exists, except for a malformed citation and one on which the program failed;
    unknown parts of it are ``_``.
    ``number`` is the symbol of the resolved directive, else the written one.
    """

    citation: Citation
    key: str | None
    outcome: Outcome
    candidates: tuple[str, ...]
    reason: Reason
    type: str | None = None
    number: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One dated version of an administrative unit (đơn vị hành chính, địa bàn).

    ``key`` is the readable path ``dong-nai/cam-my/song-ray``; ``kind`` the type word in lower
    case (``xã``, ``thị trấn``); ``code`` the statistics office's.  Valid ``[valid_from,
    valid_to)``; ``valid_to`` is None for a unit that stands today.
    """

    key: str
    name: str
    kind: str
    level: Level
    code: str
    parent: str | None
    valid_from: date
    valid_to: date | None

    @property
    def full_name(self) -> str:
        """Type word and name: ``xã Sông Ray``."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text: ``huyện Cẩm Mỹ``; ``organisation`` as in ``Đảng bộ huyện …``.

    ``kind`` is None where only an organisation word opens the name (``Huyện ủy Cẩm Mỹ`` has
    the kind of its organisation).
    """

    span: Span
    text: str
    name: str
    kind: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """A place name tied to a place at the notice's date, or the candidates, and why.

    ``mention`` is None where the place is inferred and nowhere named.
    """

    mention: PlaceMention | None
    place: str | None
    outcome: Outcome
    candidates: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one document (cách hiểu), stage by stage.

    ``issuer_place`` is the place the issuer governs; ``unit_place`` the place of the body the
    notice is about; ``places`` all mentions in order.  ``document`` carries the verbatim text.
    ``failures`` are the stages that did not come to their end.
    """

    document: Document
    notice: Notice
    citations: tuple[Resolution, ...]
    issuer_place: PlaceResolution
    unit_place: PlaceResolution
    places: tuple[PlaceResolution, ...]
    failures: tuple[StageFailure, ...] = ()
