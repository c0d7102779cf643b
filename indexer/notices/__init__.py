"""Document → Notice: what a paper says of itself, each field with its evidence."""

from indexer.notices.marks import SECRECY
from indexer.notices.parser import parse_notice

__all__ = ["SECRECY", "parse_notice"]
