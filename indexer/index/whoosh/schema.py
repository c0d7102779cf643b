"""The fields of an entry as Whoosh keeps each kind."""

from __future__ import annotations

from whoosh.columns import CompressedBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, FieldType, Schema

from indexer.index.entry import FIELDS, FieldKind


def _field(kind: FieldKind) -> FieldType:
    match kind:
        case FieldKind.ID:
            return ID(unique=True)
        case FieldKind.TEXT:
            return TEXT()
        case FieldKind.WORDS:
            return TEXT(phrase=False)
        case FieldKind.VALUES:
            return KEYWORD()
        case FieldKind.CARD:
            return STORED()
        case FieldKind.DATA:
            return COLUMN(CompressedBytesColumn(level=3))


SCHEMA = Schema(**{name: _field(kind) for name, kind in FIELDS.items()})
