"""Document → Notice: what a paper says of itself, each field with its evidence."""

from indexer.notices.parser import parse_notice

__all__ = ["parse_notice"]
