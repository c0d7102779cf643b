"""Looking citations up: a citation, a list or a pasted text → one row per citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from indexer.citations import find_citations, parse_citation
from indexer.directives import CitingContext, Registry, resolved_citations
from indexer.model import Citation, Outcome, Reason, because
from indexer.stages import TYPED, StageFailure, StageGuard
from search.directives import MAX_TYPED
from search.lookup.answer import answer_rows
from search.lookup.row import STATUS, LookupRow, row_of_none

MAX_TEXT = 64_000
"""Characters of a text that are looked up; what lies beyond is said, never dropped silently."""

MAX_SHOWN = 300
"""Citations of one text on its page, which has no address and so no further pages."""


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The answer to a look-up; ``cut`` is set when the text was longer than the limit.

    ``failures`` are stages on which the program failed.
    """

    rows: tuple[LookupRow, ...]
    cut: bool = False
    failures: tuple[StageFailure, ...] = ()

    @property
    def tally(self) -> Reason:
        """What was found, in the words of a heading.

        >>> str(look_up("quy định 213 năm 2021", Registry.load()).tally)
        'Không có văn bản nào khớp'
        """
        one = self.rows[0] if len(self.rows) == 1 else None
        if one and (one.is_searched or one.status == STATUS[Outcome.MALFORMED]):
            if not one.directives:
                return because("Không có văn bản nào khớp")
            return because("{n} văn bản khớp", n=len(one.directives))
        if any(row.is_searched for row in self.rows):
            return because("{n} mục trong danh sách", n=len(self.rows))
        return because("{n} viện dẫn", n=len(self.rows))


def look_up(
    text: str,
    registry: Registry,
    context: CitingContext | None = None,
    counts: Mapping[str, int] | None = None,
) -> LookupResult:
    """Each citation of a text, in order, resolved in ``context``.

    A short line is read as a person types it: a number (``qđ 213``), a name, a subject
    (``quy chế dân vận``) or a mix of them; where nothing in it can be a directive, one row says so
    with status 400.  ``counts`` are the notices that cite each directive.

    >>> [row.status for row in look_up("213-QĐ/TW", Registry.load()).rows]
    [200]
    """
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    guard = StageGuard("", TYPED, text)
    asked = replace(context or CitingContext(), asked=True)
    found = resolved_citations(partial(citations_in, text), text, asked, registry, guard)
    rows: tuple[LookupRow, ...] = ()
    if found or not guard.failures:
        rows = tuple(answer_rows(text, found, registry, counts or {}))
    if not rows and text.strip() and not guard.failures:
        rows = (row_of_none(text),)
    return LookupResult(rows, cut, guard.failures)


def citations_in(text: str) -> list[Citation]:
    """The citations of a text; those of a short one in the looser forms that a person types."""
    return parse_citation(text) if len(text) <= MAX_TYPED else find_citations(text)
