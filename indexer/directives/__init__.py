"""Citation → Directive: which one is meant, or which may be, and why."""

from indexer.directives.check import check_registry
from indexer.directives.doubts import Cell, certain_date, doubt_said, doubted
from indexer.directives.homonyms import speaks_of
from indexer.directives.keys import body_key, issuer_unit_from, key_label, place_slug
from indexer.directives.registry import Registry, RegistryError
from indexer.directives.resolver import Context, resolve
from indexer.directives.sequence import (
    is_numbered,
    is_provisional,
    leads_to,
    may_mean,
    meanings,
    number_of,
    other_terms,
    out_of_order,
    sequence_of,
    terms_with,
)

__all__ = [
    "Cell",
    "Context",
    "Registry",
    "RegistryError",
    "body_key",
    "certain_date",
    "check_registry",
    "doubt_said",
    "doubted",
    "is_numbered",
    "is_provisional",
    "issuer_unit_from",
    "key_label",
    "leads_to",
    "may_mean",
    "meanings",
    "number_of",
    "other_terms",
    "out_of_order",
    "place_slug",
    "resolve",
    "sequence_of",
    "speaks_of",
    "terms_with",
]
