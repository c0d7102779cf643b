"""Text → Citations: every mention of a directive, in whatever form it is written."""

from indexer.citations.finder import find, parse_one
from indexer.citations.named import CONGRESS_SIGIL, PLENUM_SIGIL
from indexer.citations.symbols import normal_form, normal_number

__all__ = [
    "CONGRESS_SIGIL",
    "PLENUM_SIGIL",
    "find",
    "normal_form",
    "normal_number",
    "parse_one",
]
