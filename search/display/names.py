"""What the program calls its own things, in the person's language: facets, levels, outcomes.

What a person reads for a facet value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.directives import Knowledge, Tie
from indexer.index import Card
from indexer.language import gettext, reason_text
from indexer.model import (
    UNKNOWN,
    Arrival,
    EachOf,
    Level,
    Outcome,
    Reason,
    Status,
    because,
)
from indexer.stages import NoticeStage, StageFailure, errors_of
from search.display.typography import day
from search.query import FACETS, LEVELS

_DAYS = {"since": because("Từ ngày"), "until": because("Đến ngày")}


def facet_name(name: str, language: str) -> str:
    """The heading of a facet, or of another filter."""
    heading = FACETS[name].heading if name in FACETS else _DAYS[name]
    return reason_text(heading, language)


def value_name(facet: str, value: str, label: str, language: str) -> str:
    """A facet value; names that the documents themselves give stay as they are."""
    return reason_text(describe_value(facet, value, label), language)


def describe_value(facet: str, value: str, label: str) -> Reason:
    """The same, to be said in any language later.

    >>> str(describe_value("level", "district", "district")), str(describe_value("year", "_", ""))
    ('cấp huyện', 'không rõ')
    """
    if facet in FACETS and value in FACETS[facet].names:
        return FACETS[facet].names[value]
    return Reason("{name}", (("name", label),)) if label else because("không rõ")


def has_vietnamese_label(facet: str) -> bool:
    """Whether the values of a facet have Vietnamese names in every language."""
    return facet in FACETS and FACETS[facet].has_vietnamese_labels


def level_name(level: Level, language: str) -> str:
    """The level of a committee."""
    return reason_text(LEVELS[level], language)


def status_name(status: Status, language: str) -> str:
    """How a field is known."""
    names = {
        Status.STATED: gettext("nêu rõ", language),
        Status.INFERRED: gettext("suy luận", language),
        Status.UNKNOWN: gettext("không rõ", language),
    }
    return names[status]


def outcome_name(outcome: Outcome, language: str) -> str:
    """What came of a citation."""
    names = {
        Outcome.RESOLVED: gettext("đã xác định", language),
        Outcome.AMBIGUOUS: gettext("chưa phân định", language),
        Outcome.NOT_HELD: gettext("chưa có trong danh mục", language),
        Outcome.MALFORMED: gettext("không phải viện dẫn", language),
    }
    return names[outcome]


def tie_name(tie: Tie | None, language: str) -> str:
    """How a notice is tied to a directive where its text does not decide; else nothing."""
    if tie is Tie.INFERRED:
        return gettext("suy luận", language)
    return gettext("có thể", language) if tie is Tie.POSSIBLE else ""


_NOT_UNDERSTOOD = {
    NoticeStage.FIELDS: because("chưa hiểu được phần thể thức"),
    NoticeStage.CORRECTIONS: because("chưa đưa được phần đính chính vào"),
    NoticeStage.PLACES: because("chưa hiểu được phần địa danh"),
    NoticeStage.CITATIONS: because("chưa hiểu được phần viện dẫn"),
    NoticeStage.CARD: because("chưa ghi được địa bàn vào phiếu"),
    NoticeStage.WORDS: because("chưa tách được từ, chỉ tìm được theo từng tiếng"),
    NoticeStage.FACETS: because("chưa xếp được theo loại, cơ quan, địa bàn nên không lọc ra được"),
}


def describe_arrival(stamp: Arrival) -> Reason:
    """What an arrival stamp says.

    >>> from indexer.model import PartialDate
    >>> str(describe_arrival(Arrival("88", PartialDate(2026, 4, 8), "Văn phòng Huyện ủy")))
    'số đến 88; ngày đến 08/04/2026; Văn phòng Huyện ủy'
    """
    said = []
    if stamp.number:
        said.append(because("số đến {number}", number=stamp.number))
    if stamp.day:
        said.append(because("ngày đến {day}", day=day(stamp.day.iso)))
    if stamp.office:
        said.append(Reason("{name}", (("name", stamp.office),)))
    return EachOf("{values}", (), tuple(said))


def not_understood(failure: StageFailure) -> Reason:
    """What of a notice or a text is missing, because the program failed on it.

    >>> str(not_understood(StageFailure(NoticeStage.CITATIONS, "IndexError")))
    'chưa hiểu được phần viện dẫn'
    """
    if failure.partly:
        return because("chưa hiểu hết phần viện dẫn")
    return _NOT_UNDERSTOOD[failure.stage]


def all_not_understood(failures: Sequence[StageFailure], sentence: Reason | None = None) -> Reason:
    """The same of several failures, as ``{values}`` of a sentence."""
    said = sentence or because(
        "Chương trình gặp lỗi nên {values}; các phần khác vẫn dùng được. "
        "Hãy báo người quản trị lỗi này: {errors}",
        errors=errors_of(failures),
    )
    return EachOf(said.template, said.values, tuple(dict.fromkeys(map(not_understood, failures))))


def _no_written_names(_facet: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """Labels of facet values; ``written`` gives what the notices themselves call them, by facet."""

    knowledge: Knowledge
    written: Callable[[str], Mapping[str, str]] = _no_written_names

    def of(self, facet: str, value: str) -> str:
        """The label of a value; an unknown value is its own label.

        The label of notices without data is left to the interface, which says it in the
        person's language.
        """
        if value == UNKNOWN:
            return ""
        if FACETS[facet].is_written:
            return self.written(facet).get(value, value)
        return FACETS[facet].label(value, self.knowledge)


def with_mark(card: Card, text: str) -> str:
    """What names a notice, behind its level of secrecy if it has one: ``[TỐI MẬT] 12-TB/HU``."""
    return f"[{card.secrecy.upper()}] {text}".rstrip() if card.secrecy else text
