"""Document → Notice: what a paper says of itself, each field with its evidence."""

from indexer.notices.parser import parse

__all__ = ["parse"]
