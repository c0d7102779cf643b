"""What may be wrong with an index or with the program's own tables as a whole, in words."""

from __future__ import annotations

from indexer.model import Reason


class IndexProblem(Exception):
    """An index that cannot be opened or built; ``reason`` names the way on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class KnowledgeProblem(ValueError):
    """A row of the program's own tables that cannot be read; ``problems`` name file, line and
    reason, one each."""

    problems: tuple[Reason, ...]
