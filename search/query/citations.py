"""Citations that a person typed, as clauses: what cites them, what bears their number, their words.

``thông báo số 287`` names no organ, so it means every notice numbered 287-TB, and after those
the notices in which such a number is mentioned in any form.

What follows and only says a citation again belongs to it: its date, its organ, its term.
``Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)`` is how a first mention is
written, and how it is copied into the search box.  What the citation was read to say is not also
looked for as words, which most notices that cite it do not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.analysis import Token, number_terms, query_tokens, tokens
from indexer.citations import khoa_at, parse_citation
from indexer.directives import CitingContext, Registry, possible_keys, resolve
from indexer.knowledge import DocumentType, type_named
from indexer.knowledge.abbreviations import abbreviations
from indexer.knowledge.document_types import document_types
from indexer.model import Certainty, Citation, Outcome, Resolution, Span
from indexer.text import fold
from search.query.lexer import ClauseSpan
from search.query.model import TypedCitation

_REACH = 200
_DAY = r"(?:ngay\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
_DAY_IN_WORDS = r"ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}"


def citation_end(citation: Citation, text: str) -> int:
    """Where a citation ends with all that was read of it.

    >>> from indexer.citations import parse_citation
    >>> text = "213-QĐ/TW ngày 2/1/2020 của Bộ Chính trị (khóa XII) về đảng viên"
    >>> text[:citation_end(parse_citation(text)[0], text)]
    '213-QĐ/TW ngày 2/1/2020 của Bộ Chính trị (khóa XII)'
    """
    parts = "|".join(_parts(citation))
    part = re.compile(rf"[\s,]{{0,4}}(?:{parts})(?!\w)" if parts else r"(?!)")
    end = citation.span.end
    behind = text[end : end + _REACH]
    folded, at = fold(behind), 0
    has_term = bool(citation.term or citation.illegible_term)
    while True:
        found = part.match(folded.text, at)
        term = khoa_at(folded, behind, at) if has_term and found is None else None
        after = found.end() if found else term[1] if term else at
        if after == at:
            return end + (folded.span(0, at).end if at else 0)
        at = after


def _parts(citation: Citation) -> Iterator[str]:
    if citation.date and citation.date.day:
        yield from (_DAY_IN_WORDS, _DAY)
    if citation.body:
        words = list(tokens(citation.body))
        short = abbreviations().longest_at([token.syllable for token in words])
        names = [r"\s+".join(re.escape(token.bare) for token in words)]
        if short and short.length == len(words):
            names.append(re.escape(short.token.bare))
        yield rf"cua\s+(?:{'|'.join(names)})"


MAX_WORDS = 16


def typed_citations(text: str, registry: Registry) -> list[Resolution]:
    """The citations in a typed text, resolved as far as they can be."""
    mentions = parse_citation(text) if text.strip() else ()
    found = resolve(mentions, text, CitingContext(asked=True), registry) if mentions else ()
    return [one for one in found if one.key]


def citation_spans(text: str, citations: Sequence[Resolution]) -> Iterator[ClauseSpan]:
    """The citations as clauses; those of one span, which a list of numbers has, as one.

    >>> text = "thông báo số 287"
    >>> found = next(citation_spans(text, typed_citations(text, Registry.load()))).clause
    >>> found.keys, found.numbers, len(found.forms) > 2
    (('_/_/tb-287',), ('287 tb', '287 tbkl'), True)
    """
    for span in dict.fromkeys(one.citation.span for one in citations):
        clause, end = _typed_citation(text, span, citations)
        yield ClauseSpan(span.start, span.end, end, clause)


def _typed_citation(
    text: str, span: Span, citations: Sequence[Resolution]
) -> tuple[TypedCitation, int]:
    here = [one for one in citations if one.citation.span == span]
    keys = dict.fromkeys(key for one in here for key in (one.key, *possible_keys(one)) if key)
    written = span.of(text)
    words = query_tokens(written)[:MAX_WORDS]
    held = any(one.outcome is not Outcome.NOT_HELD for one in here)
    numbers = dict.fromkeys(term for one in here for term in _own_numbers(one.citation))
    forms = dict.fromkeys(form for one in here if not held for form in _forms(one.citation))
    forms.pop(words, None)
    unread = next((one.citation.illegible_term for one in here if one.citation.illegible_term), "")
    clause = TypedCitation(
        keys=tuple(keys),
        tokens=words,
        written=written,
        numbers=tuple(numbers),
        forms=tuple(forms),
        is_held=held,
        is_told_apart=all(map(_is_told_apart, here)),
        illegible_term=unread,
    )
    return clause, max(citation_end(one.citation, text) for one in here)


def _is_told_apart(one: Resolution) -> bool:
    """Whether the day or the khóa that was typed tells which directive is meant."""
    is_told = bool(one.citation.term or one.citation.date)
    return is_told and one.outcome is Outcome.RESOLVED and one.certainty is Certainty.STATED


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
            yield query_tokens(f"{number}-{sigil}")
        for word in (kind.name, *kind.abbreviations):
            yield query_tokens(f"{word} số {number}")
            yield query_tokens(f"{word} {number}")
