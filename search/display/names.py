"""What the program calls its own things, in the person's language: facets, levels, outcomes.

What a person reads for a facet value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.directives import Registry, key_label
from indexer.gazetteer import Gazetteer
from indexer.index import UNKNOWN
from indexer.language import say, say_reason
from indexer.model import Level, Outcome, Reason, Status, because


def facet_name(name: str, language: str) -> str:
    """The heading of a facet, or of another filter."""
    names = {
        "type": say("Loại văn bản", language),
        "issuer": say("Cơ quan ban hành", language),
        "level": say("Cấp ban hành", language),
        "province": say("Tỉnh, thành phố", language),
        "year": say("Năm", language),
        "unit": say("Địa bàn", language),
        "cites": say("Văn bản được viện dẫn", language),
        "lacks": say("Lưu trữ", language),
        "since": say("Từ ngày", language),
        "until": say("Đến ngày", language),
    }
    return names[name]


def value_name(facet: str, value: str, label: str, language: str) -> str:
    """A facet value; names that the documents themselves give stay as they are."""
    return say_reason(value_said(facet, value, label), language)


def value_said(facet: str, value: str, label: str) -> Reason:
    """The same, to be said in any language later.

    >>> str(value_said("level", "district", "district")), str(value_said("year", "_", ""))
    ('cấp huyện', 'không rõ')
    """
    if facet == "level" and value in set(Level):
        return _LEVELS[Level(value)]
    if facet == "lacks" and value in _LACKS:
        return _LACKS[value]
    return Reason("{name}", (("name", label),)) if label else because("không rõ")


_LACKS = {
    "so": because("thiếu số"),
    "ngay": because("thiếu ngày"),
    "suy-luan": because("có điều suy luận"),
    "mau": because("văn bản mẫu"),
}
"""What a notice lacks, as the index writes it, in the words of the archivist's list."""

_LEVELS = {
    Level.CENTRAL: because("trung ương"),
    Level.PROVINCE: because("cấp tỉnh"),
    Level.DISTRICT: because("cấp huyện"),
    Level.COMMUNE: because("cấp xã"),
    Level.CELL: because("chi bộ"),
}


def level_name(level: Level, language: str) -> str:
    """The level of a committee."""
    return say_reason(_LEVELS[level], language)


def status_name(status: Status, language: str) -> str:
    """How a field is known."""
    names = {
        Status.STATED: say("nêu rõ", language),
        Status.INFERRED: say("suy luận", language),
        Status.UNKNOWN: say("không rõ", language),
    }
    return names[status]


def outcome_name(outcome: Outcome, language: str) -> str:
    """What came of a citation."""
    names = {
        Outcome.RESOLVED: say("đã xác định", language),
        Outcome.AMBIGUOUS: say("chưa phân định", language),
        Outcome.NOT_HELD: say("chưa có trong danh mục", language),
        Outcome.MALFORMED: say("không phải viện dẫn", language),
    }
    return names[outcome]


def _nothing_written(_facet: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of facet values; ``written`` gives what the notices themselves call them, by facet."""

    registry: Registry
    gazetteer: Gazetteer
    written: Callable[[str], Mapping[str, str]] = _nothing_written

    def of(self, facet: str, value: str) -> str:
        """The label of a value; an unknown value is its own label.

        The label of notices without data is left to the interface, which says it in the
        person's language.
        """
        if value == UNKNOWN:
            return ""
        if facet in ("unit", "province"):
            place = self.gazetteer.place(value)
            # A province is known by its name alone: Đồng Nai was a tỉnh and is a thành phố.
            return place.name if place and not place.parent else self.gazetteer.label(value)
        if facet == "cites":
            return key_label(value, self.registry)
        if facet in ("issuer", "type"):
            return self.written(facet).get(value, value)
        return value
