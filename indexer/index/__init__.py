"""Readings → Index: what is entered of a notice, and how the index follows its files."""

from indexer.index.cited_as import beginning_of, cited_as, parts_of_cited_as, places_in
from indexer.index.entry import FIELDS
from indexer.index.holdings import Copy, Holdings
from indexer.index.records import Intake
from indexer.index.relations import StatedRelation, relations_in
from indexer.index.stored import (
    Card,
    decode_card,
    decode_citations,
    decode_reading,
    decode_text,
    text_of_notice,
)
from indexer.index.unit_values import UNIT_PAIR, unit_pair, units_of_pair
from indexer.index.written_signs import signs_of

__all__ = [
    "FIELDS",
    "UNIT_PAIR",
    "Card",
    "Copy",
    "Holdings",
    "Intake",
    "StatedRelation",
    "beginning_of",
    "cited_as",
    "decode_card",
    "decode_citations",
    "decode_reading",
    "decode_text",
    "parts_of_cited_as",
    "places_in",
    "relations_in",
    "signs_of",
    "text_of_notice",
    "unit_pair",
    "units_of_pair",
]
