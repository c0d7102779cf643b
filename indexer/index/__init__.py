"""Readings → Index: what is entered of a notice, and how the index follows its files."""

from indexer.index.entry import (
    FACETS,
    SCHEMA,
    Card,
    decode_card,
    decode_reading,
    decode_text,
    facet_value,
)
from indexer.model import UNKNOWN

__all__ = [
    "FACETS",
    "SCHEMA",
    "UNKNOWN",
    "Card",
    "decode_card",
    "decode_reading",
    "decode_text",
    "facet_value",
]
