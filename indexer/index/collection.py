"""What the papers of an index tell one another of their committees' numbers, and whom that changes.

Each notice tells its own number and day, whatever the others say: so what all of them tell follows
from the papers alone, and from no order.  It is known when all files of a commit are read and what
is one paper is one notice.  A notice that asks for a register (:class:`~indexer.index.records.
Leaning`), of which something else is told than when it was understood, is understood again from the
document that the index holds, and written again where that makes a difference.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.corrections import Correction
from indexer.directives import ToldNumber
from indexer.documents import Passing
from indexer.index.changes import Job, Stage
from indexer.index.records import FileRecord, Leaning
from indexer.index.stored import Stored, decode_card
from indexer.index.tasks import Failed, JobOutcome, Processed, Refused
from indexer.stages import StageFailure

MOST_TOLD = 1_000
"""So many numbers of a register are told, those of the first days; a district gives as many in half
a year."""

_Number = tuple[str, int, object]


class RegistersTold:
    """What the notices of some files tell of each register: each number and its day once."""

    def __init__(self, records: Iterable[FileRecord]) -> None:
        found: dict[str, dict[_Number, ToldNumber]] = defaultdict(dict)
        for record in records:
            for one in record.tells.values():
                known = found[one.register].setdefault(_number(one), one)
                if one.number < known.number:  # the same, written otherwise
                    found[one.register][_number(one)] = one
        self._told = {register: _first(some.values()) for register, some in found.items()}
        self._marks: dict[str, dict[_Number, int]] = {}

    def of(self, registers: Iterable[str]) -> tuple[tuple[str, tuple[ToldNumber, ...]], ...]:
        """What is told of some registers, by register."""
        return tuple((one, self._told.get(one, ())) for one in registers)

    def mark(self, registers: Iterable[str], own: ToldNumber | None) -> str:
        """A mark of what a notice with its ``own`` number is told of some registers by others."""
        mark = 0
        for register in registers:
            marks = self._marks_of(register)
            mark ^= marks[_ALL]
            if own is not None and own.register == register:
                mark ^= marks.get(_number(own), 0)
        return f"{mark:016x}" if mark else ""

    def _marks_of(self, register: str) -> dict[_Number, int]:
        """A mark of each number of a register, and one of all."""
        if register not in self._marks:
            marks = {_number(one): _mark(one) for one in self._told.get(register, ())}
            whole = 0
            for one in marks.values():
                whole ^= one
            self._marks[register] = {**marks, _ALL: whole}
        return self._marks[register]


_ALL: _Number = ("", 0, None)


def _number(one: ToldNumber) -> _Number:
    return one.code, one.figure, one.day


def _first(numbers: Iterable[ToldNumber]) -> tuple[ToldNumber, ...]:
    by_day = sorted(numbers, key=lambda one: (one.day, one.code, one.figure))
    return tuple(by_day[:MOST_TOLD])


def _mark(one: ToldNumber) -> int:
    told = f"{one.register} {one.code} {one.figure} {one.day} {one.number}"
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big")


@dataclass(frozen=True, slots=True)
class Renewed:
    """A notice understood again: what it tells, what it leans on, and the stages that failed."""

    tells: ToldNumber | None
    leaning: Leaning | None
    failures: tuple[StageFailure, ...]


@dataclass(slots=True)
class Renewal:
    """The notices that are told something else than when they were understood.

    ``made`` are those that were understood again, by their ids; ``written`` those of them that are
    others now, with their sources.  What has ``failed``, each for its reason, is told nothing: it
    may be less than what is known, but not what none tells any more.
    """

    jobs: list[Job]
    told: RegistersTold
    made: dict[str, Renewed] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        records: Sequence[FileRecord],
        corrections: Mapping[str, tuple[Correction, ...]],
    ) -> Renewal:
        """That of the files of the state to come."""
        renewal = cls([], RegistersTold(records))
        for record in records:
            for id_, leaning in record.leans.items():
                told = renewal.told.mark(leaning.registers, record.tells.get(id_))
                if told == leaning.told:
                    continue
                renewal.jobs.append(
                    Job(
                        Stage.UNDERSTAND,
                        record.path,
                        record.source,
                        id_,
                        corrections.get(id_, ()),
                        export=record.export,
                        told=renewal.told.of(leaning.registers),
                    )
                )
        return renewal

    @classmethod
    def is_due(cls, records: Sequence[FileRecord]) -> bool:
        """Whether a committed state has such notices, as when this program tells more of them."""
        return bool(cls.of(records, {}).jobs)

    def collect(self, job: Job, outcome: JobOutcome) -> Stored | Job | None:
        """Take an outcome; the card and reading to be written, if they are others now, or a job
        that gives them."""
        if not isinstance(outcome, Processed):
            self._fail(job, outcome)
            nothing = tuple((register, ()) for register, _ in job.told)
            return replace(job, told=nothing) if job.told != nothing else None
        asks, given = outcome.asks or (), {register for register, _ in job.told}
        told = self.told.mark([one for one in asks if one in given], outcome.tells)
        leaning = Leaning(asks, told) if asks else None
        self.made[job.id] = Renewed(outcome.tells, leaning, outcome.failures)
        new = outcome.card, outcome.reading
        if new == job.stored:
            return None
        self.written[job.id] = decode_card(outcome.card).source
        return new

    def note_failures(self, failures: Mapping[str, tuple[StageFailure, ...]]) -> None:
        """Take how the last stages went, when they went otherwise than before."""
        for id_, some in failures.items():
            self.made[id_] = replace(self.made[id_], failures=some)

    def withdraw(self, job: Job, failed: Failed) -> None:
        """Take back an outcome: the notice could be made but not entered."""
        del self.made[job.id], self.written[job.id]
        self._fail(job, failed)

    def _fail(self, job: Job, failed: Failed | Refused) -> None:
        # The file is not to blame, of which the same was understood before.
        reason = failed.reason if isinstance(failed, Failed) else failed.refusal.reason
        self.failed[job.id] = Failed(reason, "", Passing.MACHINE)
