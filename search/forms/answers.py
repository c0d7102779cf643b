"""Results and readings as plain data: the one JSON that the site and the commands both give.

Keys are English ``snake_case``; sentences are in the person's language; a field that is not
known is null and says why under ``evidence``.

Look-ups and checked drafts as plain data: what ``.json`` gives, and the rows of ``.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.directives import doubt_said
from indexer.language import say_reason
from indexer.model import (
    Directive,
    Evidence,
    Field,
    Notice,
    PartialDate,
    PlaceResolution,
    Reading,
    Resolution,
    Signatory,
)
from search.display import FacetValue, Results, why_said
from search.engine import Hit, Snippet
from search.lookup import MAX_TEXT, Draft, Finding, Known, Lookup, Row
from search.pages.citing import Citing

Json = dict[str, Any]


def results(found: Results, language: str = "vi") -> Json:
    """A page of hits: ``understood, total, page, pages, per_page, hits, facets``."""
    return {
        "understood": "; ".join(say_reason(reason, language) for reason in found.understood),
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "per_page": found.per_page,
        "partial": found.partial,
        "hits": [hit(one, language) for one in found.hits],
        "facets": {
            name: [facet(value) for value in values] for name, values in found.facets.items()
        },
    }


def hit(one: Hit, language: str = "vi") -> Json:
    """One hit, with its address on the site."""
    card = one.card
    return {
        "id": card.id,
        "url": f"/thong-bao/{card.id}",
        "source": card.source,
        "title": card.title,
        "number": card.number,
        "date": card.date or None,
        "year": card.year,
        "year_status": card.year_status,
        "type": card.type,
        "issuer": card.issuer,
        "unit": card.unit,
        "unit_key": card.unit_key,
        "sample": card.sample,
        "stale": card.stale_reason is not None,
        "score": round(one.score, 6),
        "snippets": [snippet(passage) for passage in one.snippets],
        **(
            {"why": [say_reason(reason, language) for reason in why_said(one.why)]}
            if one.why
            else {}
        ),
    }


def snippet(passage: Snippet) -> Json:
    """A passage with its place in the document and the marks in it."""
    return {
        "text": passage.text,
        "start": passage.start,
        "marks": [list(mark) for mark in passage.marks],
    }


def facet(value: FacetValue) -> Json:
    """One facet value."""
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
    }


def reading(read: Reading, language: str = "vi") -> Json:
    """How a notice was understood, stage by stage."""
    text = read.document.text
    notice = read.notice
    return {
        "id": read.document.id,
        "url": f"/thong-bao/{read.document.id}",
        "source": read.document.source,
        "digest": read.document.digest,
        "media_type": read.document.media_type,
        "pages": [
            {"number": page.number, "start": page.span.start, "method": page.method}
            for page in read.document.pages
        ],
        "sample": notice.sample,
        "fields": _fields(notice, text, language),
        "recipients": [span.of(text) for span in notice.recipients],
        "archive": [span.of(text) for span in notice.archive],
        "basis": [span.of(text) for span in notice.basis],
        "sections": [
            {"mark": one.mark, "depth": one.depth, "title": one.title, "start": one.span.start}
            for one in notice.sections
        ],
        "issuer_place": place(read.issuer_place, language),
        "unit_place": place(read.unit_place, language),
        "places": [place(one, language) for one in read.places],
        "citations": [citation(one, language) for one in read.citations],
        "text": text,
    }


def _fields(notice: Notice, text: str, language: str) -> Json:
    names = (
        "type",
        "title",
        "number",
        "issuer",
        "level",
        "dateline",
        "date",
        "year",
        "unit",
        "signatory",
    )
    return {name: field(getattr(notice, name), text, language) for name in names}


def field(one: Field[Any], text: str, language: str = "vi") -> Json:
    """A field: its value, how it is known, why, and the words it was read from."""
    return {"value": _plain(one.value), **evidence(one.evidence, text, language)}


def evidence(one: Evidence, text: str, language: str = "vi") -> Json:
    """Status, reason, and the quoted span where there is one."""
    return {
        "status": one.status.value,
        "reason": say_reason(one.reason, language),
        "span": list(one.span) if one.span else None,
        "quote": one.span.of(text) if one.span else None,
    }


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Signatory):
        return {"authority": value.authority, "position": value.position, "name": value.name}
    return value


def place(one: PlaceResolution, language: str = "vi") -> Json:
    """A place as resolved; ``text`` is null where it was inferred and nowhere named."""
    mention = one.mention
    return {
        "text": mention.text if mention else None,
        "start": mention.span.start if mention else None,
        "end": mention.span.end if mention else None,
        "organisation": mention.organisation if mention else None,
        "place": one.place,
        "status": one.outcome.value,
        "candidates": list(one.candidates),
        "reason": say_reason(one.reason, language),
    }


def citation(one: Resolution, language: str = "vi") -> Json:
    """A citation as found and resolved: the columns of ``viendan cite``."""
    found = one.citation
    return {
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "kind": found.kind,
        "type": one.type or found.type,
        "number": one.number or found.number,
        "body": one.body or found.body,
        "date": found.date.iso if found.date else None,
        "term": found.term,
        "key": one.key,
        "status": one.outcome.value,
        "candidates": list(one.candidates),
        "reason": say_reason(one.reason, language),
    }


def directive(one: Directive) -> Json:
    """A row of the registry, with its doubt."""
    return {
        "key": one.key,
        "url": f"/van-ban/{one.key}",
        "type": one.type,
        "number": one.number or None,
        "body": one.body,
        "term": one.term,
        "date": one.date.iso if one.date else None,
        "title": one.title or None,
        "aliases": list(one.aliases),
        "supersedes": list(one.supersedes),
        "superseded_by": list(one.superseded_by),
        "source": one.source or None,
        "confidence": one.confidence,
        "doubt": one.doubt or None,
    }


def lookup_row(row: Row, language: str = "vi") -> Json:
    """One row of a look-up: 200 found, 300 several, 404 not held, 400 not a citation."""
    return {
        **citation(row.resolution, language),
        "status": row.status,
        "directives": [directive(one) for one in row.directives],
    }


def draft_finding(one: Finding, language: str = "vi") -> Json:
    """One citation of a draft: the judgement, why, every remark, and the wordings to copy."""
    return {
        **citation(one.resolution, language),
        "judgement": one.judgement.value,
        "because": say_reason(one.because, language),
        "remarks": [
            {
                "judgement": remark.judgement.value if remark.judgement else None,
                "because": say_reason(remark.reason, language),
            }
            for remark in one.remarks
        ],
        "wordings": [
            {"text": form.text, "key": form.directive.key if form.directive else None}
            for form in one.wordings
        ],
        "directives": [directive(row) for row in one.directives],
    }


def citing(one: Citing) -> Json:
    """A notice that cites a directive, with the sentences around each mention."""
    return {
        **hit(Hit(one.card, 0.0, one.sentences)),
        "sentences": [snippet(sentence) for sentence in one.sentences],
    }


def lookup(found: Lookup, known: Known, language: str) -> Json:
    """The answer to a look-up, with its limit and what it was looked up for."""
    return {
        "rows": [lookup_row(row, language) for row in found.rows],
        "cut": found.cut,
        "limit": MAX_TEXT,
        "context": _context(known),
    }


def _context(known: Known) -> Json:
    """The date, committee and province that a text was read with."""
    context = known.context
    return {
        "issued": context.issued.iso if context.issued else None,
        "issued_is_read": known.is_read,
        "issued_misread": known.misread or None,
        "issuer_unit": context.issuer_unit or None,
        "issuer_province": context.issuer_province or None,
    }


LOOKUP_COLUMNS = (
    "start", "end", "text", "status", "key", "type", "number", "body", "date", "term",
    "candidates", "reason",
)  # fmt: skip


def lookup_rows(found: Lookup, language: str) -> Iterator[list[object]]:
    """The rows of a look-up under :data:`LOOKUP_COLUMNS`."""
    for row in found.rows:
        told = citation(row.resolution, language)
        told |= {"status": row.status, "candidates": " ".join(row.resolution.candidates)}
        yield [told[name] for name in LOOKUP_COLUMNS]


def draft(checked: Draft, known: Known, language: str) -> Json:
    """A draft checked, with its limit and what it was checked against."""
    return {
        "findings": [draft_finding(one, language) for one in checked.findings],
        "counts": {judgement.value: number for judgement, number in checked.counts},
        "cut": checked.cut,
        "limit": MAX_TEXT,
        "context": _context(known),
    }


DRAFT_COLUMNS = (
    "start", "end", "text", "judgement", "because", "wordings", "key", "confidence", "doubt",
    "remarks",
)  # fmt: skip


def draft_rows(checked: Draft, language: str) -> Iterator[list[object]]:
    """The findings of a draft under :data:`DRAFT_COLUMNS`."""
    for one in checked.findings:
        told = draft_finding(one, language)
        alone = one.directives[0] if len(one.directives) == 1 else None
        told |= {
            "wordings": " | ".join(form.text for form in one.wordings),
            "confidence": alone.confidence if alone else "",
            "doubt": doubt_said(alone, language) if alone else "",
            "remarks": " | ".join(remark["because"] for remark in told["remarks"][1:]),
        }
        yield [told[name] for name in DRAFT_COLUMNS]
