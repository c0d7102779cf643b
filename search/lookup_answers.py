"""Look-ups and checked drafts as plain data: what ``.json`` gives, and the rows of ``.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from search import answers
from search.doubts import doubt_said
from search.draft import Draft
from search.draft_context import Known
from search.lookup import MAX_TEXT, Lookup

Json = dict[str, Any]


def lookup(found: Lookup, known: Known, language: str) -> Json:
    """The answer to a look-up, with its limit and what it was looked up for."""
    return {
        "rows": [answers.lookup_row(row, language) for row in found.rows],
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
        told = answers.citation(row.resolution, language)
        told |= {"status": row.status, "candidates": " ".join(row.resolution.candidates)}
        yield [told[name] for name in LOOKUP_COLUMNS]


def draft(checked: Draft, known: Known, language: str) -> Json:
    """A draft checked, with its limit and what it was checked against."""
    return {
        "findings": [answers.draft_finding(one, language) for one in checked.findings],
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
        told = answers.draft_finding(one, language)
        alone = one.directives[0] if len(one.directives) == 1 else None
        told |= {
            "wordings": " | ".join(form.text for form in one.wordings),
            "confidence": alone.confidence if alone else "",
            "doubt": doubt_said(alone, language) if alone else "",
            "remarks": " | ".join(remark["because"] for remark in told["remarks"][1:]),
        }
        yield [told[name] for name in DRAFT_COLUMNS]
