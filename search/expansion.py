"""The words of an index that begin as typed, within a bound that is said when it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.model import Reason, because
from search.planning import MAX_EXPANSIONS
from search.snapshot import Snapshot


class Expander:
    """Finds the terms of beginnings for one query, and remembers which had too many."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cut: set[str] = set()

    def __call__(self, field: str, prefix: str) -> Sequence[str]:
        """The terms of a field that begin so, the most frequent first."""
        counted = self._snapshot.frequencies(field, prefix, MAX_EXPANSIONS + 1)
        terms = list(counted)
        if len(terms) > MAX_EXPANSIONS:
            self._cut.add(prefix)
        return sorted(terms[:MAX_EXPANSIONS], key=counted.__getitem__, reverse=True)

    def notes(self) -> Iterator[Reason]:
        """Which beginnings stood for more words than were looked for."""
        for prefix in sorted(filter(None, self._cut)):
            yield because(
                "chỉ dùng {n} từ đầu trong các từ bắt đầu bằng “{text}”",
                n=MAX_EXPANSIONS, text=prefix,
            )  # fmt: skip
