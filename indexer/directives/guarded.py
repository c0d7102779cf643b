"""The citations of a text found and resolved, also where the program fails on some of it."""

from __future__ import annotations

from collections.abc import Callable

from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve, unresolved
from indexer.model import Citation, Resolution
from indexer.stages import NoticeStage, StageGuard
from indexer.text import Folded


def resolved_citations(
    find: Callable[[], list[Citation]],
    text: str,
    context: CitingContext,
    registry: Registry,
    guard: StageGuard,
    folded: Callable[[], Folded] | None = None,
) -> list[Resolution]:
    """The citations that ``find`` finds in a text, resolved; open where the program fails.

    ``folded`` gives the text's folded copy, where there is one already.
    """
    cited = guard.run(NoticeStage.CITATIONS, find, list[Citation])
    return guard.run(
        NoticeStage.CITATIONS,
        lambda: resolve(cited, text, context, registry, folded() if folded else None, guard),
        lambda: [unresolved(one) for one in cited],
    )
