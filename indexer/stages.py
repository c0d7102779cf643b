"""The stages of making a notice, each of which may fail by itself.

A fault in one of them is the program's, and no reason to refuse the paper: what the other stages
give is kept, the notice says what is missing, and one line of the log says where the fault lies.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from traceback import walk_tb
from typing import TypeVar

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_PACKAGE = Path(__file__).parent
_BEFORE, _CONTEXT = 20, 80
_LONGEST_NAME = 200

TYPED = "(typed)"
"""What the log calls a text that is no file."""


class NoticeStage(StrEnum):
    """A stage: the first four make a reading of a document, the others what an index holds."""

    FIELDS = "fields"
    CORRECTIONS = "corrections"
    PLACES = "places"
    CITATIONS = "citations"
    CARD = "card"
    WORDS = "words"
    FACETS = "facets"

    @property
    def place(self) -> int:
        """Where it stands in the order of the stages."""
        return _PLACES[self]


_PLACES = {stage: place for place, stage in enumerate(NoticeStage)}


@dataclass(frozen=True, slots=True, order=True)
class StageFailure:
    """A stage that failed.

    ``error`` names the error and where it arose, and never what the paper says: ``IndexError,
    places/matcher.py:88``.  ``partly`` says that only some of the mentions are concerned.
    """

    stage: NoticeStage
    error: str
    partly: bool = False

    @property
    def may_pass(self) -> bool:
        """Whether the same paper may fare better another time: there was too little memory."""
        return self.error.partition(",")[0] == "MemoryError"


def errors_of(failures: Iterable[StageFailure]) -> str:
    """The errors of some failures, for whoever looks after the program."""
    return "; ".join(dict.fromkeys(one.error for one in failures))


class StageGuard:
    """Runs the stages for one text; what fails is noted and logged, and the rest goes on.

    >>> guard = StageGuard("tb-12-6db5f2", "Thông báo 12.txt", "ngày ² tháng 5")
    >>> guard.run(NoticeStage.PLACES, lambda: ["thôn 3"], list)
    ['thôn 3']

    ``known`` are failures that are noted already, of stages that are not run again; ``logged``
    those that the log has, of stages that are.  With ``is_discreet`` no words of the text go to the
    log, nor of an error, which may hold some.
    """

    def __init__(
        self,
        notice: str,
        source: str,
        text: str = "",
        known: Iterable[StageFailure] = (),
        logged: Iterable[StageFailure] = (),
        is_discreet: bool = False,
    ) -> None:
        self._notice, self._source, self._text = notice, source, text
        self._failures = dict.fromkeys(known)
        self._logged = {*self._failures, *logged}
        self._is_discreet = is_discreet

    @property
    def failures(self) -> tuple[StageFailure, ...]:
        """What has failed, each kind once, in the order of the stages."""
        return tuple(sorted(self._failures, key=lambda one: (one.stage.place, one)))

    def run(
        self,
        stage: NoticeStage,
        work: Callable[[], T],
        otherwise: Callable[[], T],
        mention: tuple[int, int] | None = None,
    ) -> T:
        """What ``work`` gives, or ``otherwise`` where it fails.

        ``mention`` is where in the text the one mention stands that ``work`` is about, or those
        among which some are concerned.
        """
        try:
            return work()
        except Exception as error:  # whatever it is, the other stages can do without
            self._note(stage, error, mention)
        return otherwise()

    def _note(self, stage: NoticeStage, error: Exception, mention: tuple[int, int] | None) -> None:
        failure = StageFailure(stage, account_of(error), mention is not None)
        self._failures[failure] = None
        if failure in self._logged:  # a thousand mentions may fail in the same way
            return
        self._logged.add(failure)
        start = max(0, mention[0] - _BEFORE) if mention else 0
        context = self._text[start : start + _CONTEXT] if mention else str(error)[:_CONTEXT]
        if self._is_discreet:
            context = ""
        # As Python would write it: what cannot be printed is escaped, so that a paper that holds
        # a line break or an escape sequence writes no line of its own.
        _LOG.error(
            "stage=%s error=%r notice=%r source=%r context=%r",
            stage.value, failure.error, self._notice, self._source[:_LONGEST_NAME], context,
        )  # fmt: skip


class NoGuard(StageGuard):
    """Lets every fault through: for text that nobody would miss a part of."""

    def __init__(self) -> None:
        super().__init__("", "")

    def run(
        self,
        _stage: NoticeStage,
        work: Callable[[], T],
        _otherwise: Callable[[], T],
        _mention: tuple[int, int] | None = None,
    ) -> T:
        """What ``work`` gives."""
        return work()


NO_GUARD = NoGuard()


def account_of(error: Exception) -> str:
    """The kind of an error, and the innermost line of this package that it passed.

    Not its own words: they may be those of a paper.
    """
    lines = [
        f"{path.relative_to(_PACKAGE).as_posix()}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if (path := Path(frame.f_code.co_filename)).is_relative_to(_PACKAGE)
        and path != Path(__file__)
    ]
    return ", ".join([type(error).__name__, *lines[-1:]])
