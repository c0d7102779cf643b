"""When a file is tried again whose failure may pass: at the next run, then ever more rarely."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.documents import Passing

PAUSES = (0, 60, 600, 3_600, 6 * 3_600)
"""Seconds after the first attempt, the second …; the last holds for all that follow.

It is shorter than a day, so that a run every night never finds the pause just not over.
"""

MOST_ATTEMPTS = 6
"""Of a file that wants more memory or time than there is: it may take a minute each time."""


@dataclass(frozen=True, slots=True)
class Retry:
    """What keeps a file from being read, how often it was tried, and when last.

    ``tried`` is in seconds since 1970, by the clock of that time.
    """

    cause: Passing
    attempts: int
    tried: int

    @property
    def is_given_up(self) -> bool:
        """Whether the file is taken for the culprit, and only tried when it is another one.

        What was never read cannot be, and costs little to try.
        """
        return self.cause is Passing.MACHINE and self.attempts >= MOST_ATTEMPTS

    @property
    def due(self) -> int:
        """When the file is tried again, in seconds since 1970."""
        return self.tried + PAUSES[min(self.attempts, len(PAUSES)) - 1]

    def is_due(self, now: float) -> bool:
        """Whether the file is to be tried.

        A clock that was ahead when it was tried, and is right again, must not make the pause
        endless: before that time is as good as after the pause.

        >>> [Retry(Passing.DISK, 2, 1000).is_due(now) for now in (1000, 1059, 1060, 999)]
        [False, False, True, True]
        """
        return not self.is_given_up and not self.tried <= now < self.due


def tried_again(before: Retry | None, cause: Passing, now: float) -> Retry:
    """What is to be remembered after another attempt in vain."""
    return Retry(cause, before.attempts + 1 if before else 1, int(now))
