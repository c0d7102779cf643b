"""Citation → Directive: which one is meant, or which may be, and why."""

from indexer.directives.check import check_registry
from indexer.directives.doubts import RegistryColumn, certain_date, doubt_text, doubtful_columns
from indexer.directives.homonyms import subject_matches
from indexer.directives.keys import BodyKey, DirectiveKey, committee_of, parse_issuer
from indexer.directives.knowledge import Knowledge
from indexer.directives.labels import key_label
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve, unresolved
from indexer.directives.rows import RegistryError
from indexer.directives.sequence import (
    has_number_of,
    is_numbered,
    is_provisional,
    may_mean,
    meanings,
    other_terms,
    out_of_order,
    sequence_of,
    sole_meaning,
    terms_with,
)
from indexer.directives.ties import Tie, possible_keys, surest_mentions, tie_to

__all__ = [
    "BodyKey",
    "CitingContext",
    "DirectiveKey",
    "Knowledge",
    "Registry",
    "RegistryColumn",
    "RegistryError",
    "Tie",
    "certain_date",
    "check_registry",
    "committee_of",
    "doubt_text",
    "doubtful_columns",
    "has_number_of",
    "is_numbered",
    "is_provisional",
    "key_label",
    "may_mean",
    "meanings",
    "other_terms",
    "out_of_order",
    "parse_issuer",
    "possible_keys",
    "resolve",
    "sequence_of",
    "sole_meaning",
    "subject_matches",
    "surest_mentions",
    "terms_with",
    "tie_to",
    "unresolved",
]
