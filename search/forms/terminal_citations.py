"""Citations as lines for a terminal, and what is missing of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.directives import Tie
from indexer.language import gettext, reason_text
from indexer.model import Certainty, Outcome, Resolution
from indexer.stages import StageFailure
from search.wording import all_not_understood, outcome_name, tie_name


def resolutions(found: Iterable[Resolution], language: str) -> Iterator[str]:
    """One line and its reason for each citation."""
    for one in found:
        written = " ".join(one.citation.text.split())
        key = one.key or "—"
        yield f"  {one.citation.span.start:6d}  {written}  →  {key}"
        outcome = outcome_name(one.outcome, language)
        if one.certainty is Certainty.INFERRED:
            outcome += f" ({tie_name(Tie.INFERRED, language)})"
        yield f"          {outcome}: {reason_text(one.reason, language)}"
        if one.outcome is Outcome.AMBIGUOUS:
            yield "          " + gettext("có thể là", language) + ": " + ", ".join(one.candidates)


def failures(found: Sequence[StageFailure], language: str) -> Iterator[str]:
    """What is not understood because the program failed; nothing where it did not."""
    if found:
        yield reason_text(all_not_understood(found), language)
