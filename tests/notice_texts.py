"""What the tests of the notice parser share: reading a text, and a letterhead above it."""

from __future__ import annotations

from dataclasses import fields

from indexer.model import Document, Field, Notice, PartialDate
from indexer.notices.parser import parse_notice

FIELDS = [f.name for f in fields(Notice) if str(f.type).startswith("Field[")]


def read(text: str) -> Notice:
    """The notice in a text."""
    return parse_notice(Document("id", "a.txt", "", "text/plain", text))


def value_of(field: Field) -> object:
    """The value of a field, a date as ISO 8601."""
    return field.value.iso if isinstance(field.value, PartialDate) else field.value


def letterhead(*lines: str, body: str = "") -> str:
    """A notice under the given lines of a letterhead."""
    return "\n".join([*lines, "", "THÔNG BÁO", "kết quả kiểm tra", "", body or "Nội dung."])


def paper(head: str, body: str = "Nội dung.") -> str:
    """A paper under a letterhead whose lines are parted by " / "."""
    lines = [line.strip() for line in head.split(" / ")]
    dateline = "ngày 05 tháng 8 năm 2025"
    right = ["ĐẢNG CỘNG SẢN VIỆT NAM", dateline]
    return "\n".join([*lines, "Số 12", "", *right, "", "THÔNG BÁO", "kết quả", "", body])
