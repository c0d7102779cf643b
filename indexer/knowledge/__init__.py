"""What the field knows and every room asks: document types, bodies, terms, abbreviations."""

from indexer.knowledge.document_types import (
    DocumentType,
    law_names,
    sigils,
    type_named,
    type_of_sigil,
    type_words,
)
from indexer.knowledge.issuing_bodies import (
    Body,
    bodies_data,
    body_of,
    known_body,
    known_codes,
    provinces,
)
from indexer.knowledge.terms import (
    CentralTerm,
    central_key,
    central_term_at,
    central_terms,
    first_day,
    local_term_at,
    roman_number,
    roman_numeral,
    written_date,
)

__all__ = [
    "Body",
    "CentralTerm",
    "DocumentType",
    "bodies_data",
    "body_of",
    "central_key",
    "central_term_at",
    "central_terms",
    "first_day",
    "known_body",
    "known_codes",
    "law_names",
    "local_term_at",
    "provinces",
    "roman_number",
    "roman_numeral",
    "sigils",
    "type_named",
    "type_of_sigil",
    "type_words",
    "written_date",
]
