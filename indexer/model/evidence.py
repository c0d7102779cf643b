"""How a thing is known: where it was read, or by which rule it was concluded, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, NamedTuple, TypeVar

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


class Certainty(StrEnum):
    """How sure it is which directive is meant (mức chắc chắn: nêu rõ, suy luận).

    ``STATED`` where the text itself decides, by its term, date, organ or subject; ``INFERRED``
    where the day of the notice, a mark of the registry or the pace of a register does.
    """

    STATED = "stated"
    INFERRED = "inferred"


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
