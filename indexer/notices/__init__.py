"""Document → Notice: what a paper says of itself, each field with its evidence."""

from indexer.notices.levels import level_in_line
from indexer.notices.marks import SECRECY
from indexer.notices.parser import parse_notice

__all__ = ["SECRECY", "level_in_line", "parse_notice"]
