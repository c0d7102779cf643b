"""Citation → Directive: which one is meant, or which may be, and why."""

from indexer.directives.check import check_registry
from indexer.directives.collection_numbers import CollectionNumbers, ToldNumber
from indexer.directives.contradictions import agree, contradicts_organ, names_another_organ
from indexer.directives.doubts import (
    RegistryColumn,
    certain_date,
    doubt_text,
    doubtful_columns,
    is_succession_doubtful,
    known_validity,
    remarks,
    validity_text,
)
from indexer.directives.guarded import resolved_citations
from indexer.directives.keys import STATE, BodyKey, DirectiveKey, committee_of, parse_issuer
from indexer.directives.knowledge import Knowledge
from indexer.directives.labels import key_label, open_form
from indexer.directives.local_registers import told_number
from indexer.directives.own_key import own_key
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
    sequence_of,
    sole_meaning,
    terms_with,
)
from indexer.directives.telling_apart import (
    contradicts_subject,
    is_foreign_to,
    is_told_by,
    subject_matches,
)
from indexer.directives.ties import Tie, possible_keys, surest_mentions, tie_to, ties_of
from indexer.directives.unnumbered import edition_keys

__all__ = [
    "STATE",
    "BodyKey",
    "CitingContext",
    "CollectionNumbers",
    "DirectiveKey",
    "Knowledge",
    "Registry",
    "RegistryColumn",
    "RegistryError",
    "Tie",
    "ToldNumber",
    "agree",
    "certain_date",
    "check_registry",
    "committee_of",
    "contradicts_organ",
    "contradicts_subject",
    "doubt_text",
    "doubtful_columns",
    "edition_keys",
    "has_number_of",
    "is_foreign_to",
    "is_numbered",
    "is_provisional",
    "is_succession_doubtful",
    "is_told_by",
    "key_label",
    "known_validity",
    "may_mean",
    "meanings",
    "names_another_organ",
    "open_form",
    "other_terms",
    "own_key",
    "parse_issuer",
    "possible_keys",
    "remarks",
    "resolve",
    "resolved_citations",
    "sequence_of",
    "sole_meaning",
    "subject_matches",
    "surest_mentions",
    "terms_with",
    "tie_to",
    "ties_of",
    "told_number",
    "unresolved",
    "validity_text",
]
