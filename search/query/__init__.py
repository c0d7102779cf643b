"""What a person typed → Query: words, phrases, fields, citations and days; never an error."""

from search.query.fields import runs_of_years, typed_name
from search.query.lexer import PIECE, field_of, value_of
from search.query.model import (
    MAX_PER_PAGE,
    SORTS,
    Both,
    Cited,
    Clause,
    Dated,
    Either,
    Having,
    Leaf,
    Named,
    Phrase,
    Prefix,
    Query,
    Within,
    Word,
    clause_tokens,
    leaves,
)
from search.query.parser import MAX_TERMS, parse

__all__ = [
    "MAX_PER_PAGE",
    "MAX_TERMS",
    "PIECE",
    "SORTS",
    "Both",
    "Cited",
    "Clause",
    "Dated",
    "Either",
    "Having",
    "Leaf",
    "Named",
    "Phrase",
    "Prefix",
    "Query",
    "Within",
    "Word",
    "clause_tokens",
    "field_of",
    "leaves",
    "parse",
    "runs_of_years",
    "typed_name",
    "value_of",
]
