"""Citation → Directive: which one is meant, or which may be, and why."""

from indexer.directives.check import check_registry
from indexer.directives.doubts import Cell, certain_date, doubt_said, doubted
from indexer.directives.homonyms import speaks_of
from indexer.directives.keys import BodyKey, DirectiveKey, committee_of, issuer_from
from indexer.directives.knowledge import Knowledge
from indexer.directives.labels import key_label
from indexer.directives.registry import Registry, RegistryError
from indexer.directives.resolver import Context, resolve
from indexer.directives.sequence import (
    has_number_of,
    is_numbered,
    is_provisional,
    leads_to,
    may_mean,
    meanings,
    other_terms,
    out_of_order,
    sequence_of,
    terms_with,
)

__all__ = [
    "BodyKey",
    "Cell",
    "Context",
    "DirectiveKey",
    "Knowledge",
    "Registry",
    "RegistryError",
    "certain_date",
    "check_registry",
    "committee_of",
    "doubt_said",
    "doubted",
    "has_number_of",
    "is_numbered",
    "is_provisional",
    "issuer_from",
    "key_label",
    "leads_to",
    "may_mean",
    "meanings",
    "other_terms",
    "out_of_order",
    "resolve",
    "sequence_of",
    "speaks_of",
    "terms_with",
]
