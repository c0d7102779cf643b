"""What the program calls its own things, in the person's language: facets, levels, outcomes."""

from __future__ import annotations

from indexer.language import say
from indexer.model import Level, Outcome, Status


def facet_name(name: str, language: str) -> str:
    """The heading of a facet."""
    names = {
        "type": say("Loại văn bản", language),
        "issuer": say("Cơ quan ban hành", language),
        "level": say("Cấp ban hành", language),
        "province": say("Tỉnh, thành phố", language),
        "year": say("Năm", language),
        "unit": say("Địa bàn", language),
        "cites": say("Văn bản được viện dẫn", language),
        "lacks": say("Lưu trữ", language),
    }
    return names[name]


def value_name(facet: str, value: str, label: str, language: str) -> str:
    """A facet value; names that the documents themselves give stay as they are."""
    if facet == "level" and value in set(Level):
        return level_name(Level(value), language)
    if facet == "lacks":
        return lack_name(value, language) or label
    return label or say("không rõ", language)


def lack_name(value: str, language: str) -> str:
    """What the archivist's list calls a notice by (see :data:`indexer.schema.LACKS`)."""
    names = {
        "so": say("thiếu số", language),
        "ngay": say("thiếu ngày", language),
        "suy-luan": say("có điều suy luận", language),
        "mau": say("văn bản mẫu", language),
    }
    return names.get(value, "")


def level_name(level: Level, language: str) -> str:
    """The level of a committee."""
    names = {
        Level.CENTRAL: say("trung ương", language),
        Level.PROVINCE: say("cấp tỉnh", language),
        Level.DISTRICT: say("cấp huyện", language),
        Level.COMMUNE: say("cấp xã", language),
        Level.CELL: say("chi bộ", language),
    }
    return names[level]


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
