"""Readings → Index: what is entered of a notice, and how the index follows its files."""

from indexer.index.entry import (
    FIELDS,
    Card,
    decode_card,
    decode_reading,
    decode_text,
)

__all__ = [
    "FIELDS",
    "Card",
    "decode_card",
    "decode_reading",
    "decode_text",
]
