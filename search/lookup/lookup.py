"""Looking citations up: a citation, a list or a pasted text → one row per citation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from indexer.citations import find_citations, parse_citation
from indexer.directives import CitingContext, Registry
from indexer.model import Citation, Directive, Outcome, Resolution, Span, because
from indexer.stages import StageFailure, StageGuard
from indexer.understanding import resolved_citations

MAX_TEXT = 64_000
"""Characters of a text that are looked up; what lies beyond is said, never dropped silently."""

MAX_SHOWN = 300
"""Citations of one text on its page, which has no address and so no further pages."""

STATUS = {
    Outcome.RESOLVED: 200,
    Outcome.AMBIGUOUS: 300,
    Outcome.NOT_HELD: 404,
    Outcome.MALFORMED: 400,
}
FAILED = 500
"""Of a citation on which the program failed."""

TYPED = "(typed)"
"""What the log calls a text that is no file."""

_LINE = 200


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One citation looked up: its status and the directives it may mean."""

    resolution: Resolution
    status: int
    directives: tuple[Directive, ...]


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The answer to a look-up; ``cut`` is set when the text was longer than the limit.

    ``failures`` are stages on which the program failed.
    """

    rows: tuple[LookupRow, ...]
    cut: bool = False
    failures: tuple[StageFailure, ...] = ()


def look_up(text: str, registry: Registry, context: CitingContext | None = None) -> LookupResult:
    """Each citation of a text, in order, resolved in ``context``.

    A short line is read as a citation typed by hand (``qđ 213``, ``213-QĐ/TW``); where nothing
    in it can be a citation, one row says so with status 400.

    >>> [row.status for row in look_up("213-QĐ/TW", Registry.load()).rows]
    [200]
    """
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    guard = StageGuard("", TYPED, text)
    asked = replace(context or CitingContext(), asked=True)
    found = resolved_citations(
        partial(citations_in, text),
        text,
        asked,
        registry,
        guard,
    )
    rows = tuple(_row(one, registry) for one in found)
    if not rows and text.strip() and not guard.failures:
        rows = (_not_a_citation(text),)
    return LookupResult(rows, cut, guard.failures)


def citations_in(text: str) -> list[Citation]:
    """The citations of a text; those of a short one in the looser forms that a person types."""
    return parse_citation(text) if len(text) <= _LINE else find_citations(text)


def _row(resolution: Resolution, registry: Registry) -> LookupRow:
    keys = [resolution.key] if resolution.outcome is Outcome.RESOLVED else resolution.candidates
    directives = tuple(one for key in keys if key and (one := registry.get(key)))
    failed = resolution.key is None and resolution.outcome is not Outcome.MALFORMED
    return LookupRow(resolution, FAILED if failed else STATUS[resolution.outcome], directives)


def _not_a_citation(text: str) -> LookupRow:
    start = len(text) - len(text.lstrip())
    line = text.strip().splitlines()[0][:_LINE]
    citation = Citation(Span(start, start + len(line)), line, "none")
    reason = because("không nhận ra số, ký hiệu hay tên văn bản nào; ví dụ: 213-QĐ/TW")
    resolution = Resolution(citation, None, Outcome.MALFORMED, (), reason)
    return LookupRow(resolution, STATUS[Outcome.MALFORMED], ())
