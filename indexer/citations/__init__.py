"""Text → Citations: every mention of a directive, in whatever form it is written."""

from indexer.citations.finder import find, parse_one
from indexer.citations.named import CONGRESS_SIGIL, PLENUM_SIGIL
from indexer.citations.named_places import place_at
from indexer.citations.organs import Organ, organ_at
from indexer.citations.patterns import SPACE
from indexer.citations.symbols import normal_form, normal_number

__all__ = [
    "CONGRESS_SIGIL",
    "PLENUM_SIGIL",
    "SPACE",
    "Organ",
    "find",
    "normal_form",
    "normal_number",
    "organ_at",
    "parse_one",
    "place_at",
]
