"""Text → Citations: every mention of a directive, in whatever form it is written."""

from indexer.citations.context import adjacent_qualifiers
from indexer.citations.figures import figure_of, padded_number
from indexer.citations.finder import (
    FoundCitations,
    find_citations,
    numbered_citations,
    parse_citation,
    read_citations,
)
from indexer.citations.named import CONGRESS_SIGIL, PLENUM_SIGIL
from indexer.citations.subdivisions import (
    place_name,
    subdivision_code,
    subdivision_name,
    subdivision_order,
    subdivision_typed,
)
from indexer.citations.symbols import canonical_symbol
from indexer.citations.terms import khoa_at, ordinal

__all__ = [
    "CONGRESS_SIGIL",
    "PLENUM_SIGIL",
    "FoundCitations",
    "adjacent_qualifiers",
    "canonical_symbol",
    "figure_of",
    "find_citations",
    "khoa_at",
    "numbered_citations",
    "ordinal",
    "padded_number",
    "parse_citation",
    "place_name",
    "read_citations",
    "subdivision_code",
    "subdivision_name",
    "subdivision_order",
    "subdivision_typed",
]
