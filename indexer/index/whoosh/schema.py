"""The fields of an entry as Whoosh keeps each kind."""

from __future__ import annotations

from whoosh.columns import CompressedBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, FieldType, Schema

from indexer.index.entry import FIELDS, Kind


def _field(kind: Kind) -> FieldType:
    match kind:
        case Kind.ID:
            return ID(unique=True)
        case Kind.TEXT:
            return TEXT()
        case Kind.WORDS:
            return TEXT(phrase=False)
        case Kind.VALUES:
            return KEYWORD()
        case Kind.CARD:
            return STORED()
        case Kind.DATA:
            return COLUMN(CompressedBytesColumn(level=3))


SCHEMA = Schema(**{name: _field(kind) for name, kind in FIELDS.items()})
