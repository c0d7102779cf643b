"""Citations as lines for a terminal, and what is missing of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.directives import Tie
from indexer.language import gettext, reason_text
from indexer.model import Certainty, Cue, Outcome, Pinpoint, Resolution
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
        if places := dict.fromkeys(_written(at) for at in one.citation.pinpoints):
            yield "          " + gettext("nơi được dẫn", language) + ": " + "; ".join(places)
        if cue := one.citation.cue:
            role = reason_text(one.citation.role.named, language)
            yield "          " + gettext(
                "viện dẫn để làm gì: {role} (“{cue}”)", language, role=role, cue=_written(cue)
            )


def free_pinpoints(found: Sequence[Pinpoint], language: str) -> Iterator[str]:
    """The places that belong to no citation, in lines; none where there are none."""
    if not found:
        return
    yield gettext("Dẫn đến điều, khoản, mục không kèm viện dẫn: {n}", language, n=len(found))
    for one in found:
        whose = gettext("của chính văn bản này", language)
        if one.target is None:
            whose = gettext("không rõ của văn bản nào", language)
        yield f"  {one.span.start:6d}  {_written(one)}  →  {whose}"


def _written(one: Pinpoint | Cue) -> str:
    return " ".join(one.text.split())


def failures(found: Sequence[StageFailure], language: str) -> Iterator[str]:
    """What is not understood because the program failed; nothing where it did not."""
    if found:
        yield reason_text(all_not_understood(found), language)
