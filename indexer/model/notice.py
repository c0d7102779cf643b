"""A document understood: what it says of itself, each field with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.evidence import Field, Span, T
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
    """Who signed: authority line (``T/M BAN THƯỜNG VỤ``), position, and name if legible.

    ``rank`` is what stands before the name: a military rank, a degree (``Đại tá``, ``GS.TS.``).
    """

    authority: str
    position: str
    name: str | None
    rank: str = ""

    @property
    def full_name(self) -> str:
        """Name behind rank, empty where no name is legible: ``Đại tá Nguyễn Văn Mẫu``."""
        return f"{self.rank} {self.name}".strip() if self.name else ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An arrival stamp (dấu đến): the office that received a paper, the number it gave, the day."""

    number: str | None
    day: PartialDate | None
    office: str | None


def first_of(several: Field[tuple[T, ...]]) -> Field[T]:
    """The first value of a field that has several, under the same evidence."""
    return Field(several.value[0] if several.value else None, several.evidence)


@dataclass(frozen=True, slots=True)
class Notice:
    """A document understood (thông báo): its fields, each with evidence.

    ``issuer`` is the organ that speaks (``Ban Thường vụ Tỉnh ủy``); ``unit`` is the body the
    notice is about, as written (``Đảng bộ huyện Cẩm Mỹ``); ``year`` may be inferred where
    ``date`` is unknown.  ``signatories`` stand in reading order; who certified a copy is none.

    What follows is known only where the paper shows it: ``addressees`` (Kính gửi), ``secrecy``
    (Mật, Tối mật, Tuyệt mật), ``urgency`` (Khẩn, Thượng khẩn, Hỏa tốc), ``circulation`` (Lưu hành
    nội bộ), ``received`` (the arrival stamp), ``draft`` (Dự thảo lần 2), ``copy`` (Sao y, Sao lục).

    ``sample`` marks a specimen that the project wrote itself;
    ``letterhead`` is what stands above the type line (None where an older version read it);
    ``furniture`` is what is no text of the paper: stamps, running lines, a portal's own.
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
    signatories: Field[tuple[Signatory, ...]]
    addressees: Field[tuple[str, ...]]
    secrecy: Field[str]
    urgency: Field[str]
    circulation: Field[str]
    received: Field[Arrival]
    draft: Field[str]
    copy: Field[str]
    recipients: tuple[Span, ...] = ()
    archive: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    sample: bool = False
    letterhead: Span | None = None
    furniture: tuple[Span, ...] = ()

    @property
    def signatory(self) -> Field[Signatory]:
        """The first who signed, mostly the only one."""
        return first_of(self.signatories)
