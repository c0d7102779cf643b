"""Readings → Index: what is entered of a notice, and how the index follows its files."""

from indexer.index.entry import FIELDS
from indexer.index.holdings import Copy, Holdings
from indexer.index.records import Intake
from indexer.index.stored import (
    Card,
    decode_card,
    decode_citations,
    decode_reading,
    decode_text,
    text_of_notice,
)
from indexer.index.unit_values import UNIT_PAIR, unit_pair, units_of_pair

__all__ = [
    "FIELDS",
    "UNIT_PAIR",
    "Card",
    "Copy",
    "Holdings",
    "Intake",
    "decode_card",
    "decode_citations",
    "decode_reading",
    "decode_text",
    "text_of_notice",
    "unit_pair",
    "units_of_pair",
]
