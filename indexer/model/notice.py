"""A document understood: what it says of itself, each field with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.evidence import Field, Span
from indexer.model.partial_date import PartialDate
from indexer.model.place import Level


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
