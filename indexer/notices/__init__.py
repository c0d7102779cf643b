"""Document → Notice: what a paper says of itself, each field with its evidence."""

from indexer.notices.letterhead import right_column
from indexer.notices.levels import level_in_line, level_of_mark
from indexer.notices.marks import SECRECY, why_marked
from indexer.notices.parser import parse_notice

__all__ = [
    "SECRECY",
    "level_in_line",
    "level_of_mark",
    "parse_notice",
    "right_column",
    "why_marked",
]
