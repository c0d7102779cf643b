"""Readings → Index: what is entered of a notice, and how the index follows its files."""

from indexer.index.entry import (
    FACETS,
    FIELDS,
    UNKNOWN,
    Card,
    decode_card,
    decode_reading,
    decode_text,
    facet_value,
)

__all__ = [
    "FACETS",
    "FIELDS",
    "UNKNOWN",
    "Card",
    "decode_card",
    "decode_reading",
    "decode_text",
    "facet_value",
]
