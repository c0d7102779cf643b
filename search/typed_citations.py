"""Citations that a person typed, as clauses: what cites them, what bears their number, their words.

``thông báo số 287`` names no organ, so it means every notice numbered 287-TB, and after those
the notices in which such a number is mentioned in any form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.analysis import Token, typed
from indexer.citations import parse_one
from indexer.directives import Context, Registry, resolve
from indexer.model import Citation, Outcome, Resolution, Span
from indexer.own_number import number_terms
from indexer.registry.document_types import DocumentType, document_types, type_named
from search.citation_tail import end_of
from search.pieces import Spot
from search.query import Cited

MAX_WORDS = 16


def citations_typed(text: str, registry: Registry) -> list[Resolution]:
    """The citations in a typed text, resolved as far as they can be."""
    found = resolve(parse_one(text), text, Context(None), registry)
    return [one for one in found if one.key]


def spots(text: str, citations: Sequence[Resolution]) -> Iterator[Spot]:
    """The citations as clauses; those of one span, which a list of numbers has, as one.

    >>> text = "thông báo số 287"
    >>> found = next(spots(text, citations_typed(text, Registry.load()))).clause
    >>> found.keys, found.numbers, len(found.forms) > 2
    (('_/_/tb-287',), ('287 tb',), True)
    """
    for span in dict.fromkeys(one.citation.span for one in citations):
        clause, end = _cited(text, span, citations)
        yield Spot(span.start, span.end, end, clause)


def _cited(text: str, spot: Span, citations: Sequence[Resolution]) -> tuple[Cited, int]:
    here = [one for one in citations if one.citation.span == spot]
    keys = dict.fromkeys(key for one in here for key in (one.key, *one.candidates) if key)
    written = spot.of(text)
    words = typed(written)[:MAX_WORDS]
    held = any(one.outcome is not Outcome.NOT_HELD for one in here)
    numbers = dict.fromkeys(term for one in here for term in _own_numbers(one.citation))
    forms = dict.fromkeys(form for one in here if not held for form in _forms(one.citation))
    forms.pop(words, None)
    clause = Cited(tuple(keys), words, written, tuple(numbers), tuple(forms), held)
    return clause, max(end_of(one.citation, text) for one in here)


def _kind(citation: Citation) -> DocumentType | None:
    return type_named(citation.type) if citation.type else None


def _own_numbers(citation: Citation) -> Iterator[str]:
    """The term that a notice has whose own number is the one cited."""
    terms = number_terms(citation.number or "")
    if citation.body_code:
        yield from terms[-1:]
    elif terms and (kind := _kind(citation)):
        for sigil in (citation.sigil,) if citation.sigil else kind.sigils:
            yield from number_terms(f"{terms[0]}-{sigil}")[1:]


def _forms(citation: Citation) -> Iterator[tuple[Token, ...]]:
    """The forms in which a text mentions a number whose organ was not typed."""
    kind, terms = _kind(citation), number_terms(citation.number or "")
    if citation.body_code or kind is None or not terms:
        return
    # 213-QĐ in a text may be a Quy định where a Quyết định was typed.
    used = [sigil for other in document_types() for sigil in other.sigils]
    own = [sigil for sigil in kind.sigils if used.count(sigil) == 1]
    for number in dict.fromkeys((terms[0], terms[0].lstrip("0"))):
        for sigil in own:
            yield typed(f"{number}-{sigil}")
        for word in (kind.name, *kind.abbreviations):
            yield typed(f"{word} số {number}")
            yield typed(f"{word} {number}")
