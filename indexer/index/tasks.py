"""What is done for one notice, and for one part of the index, in whichever process does it.

A worker gets :class:`Batch` and :class:`PartTask` objects and answers with outcomes and parts; it
knows nothing of the other workers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec

from indexer.corrections import Correction, correct_reading, corrected_secrecy
from indexer.directives import CollectionNumbers, Knowledge, ToldNumber
from indexer.documents import (
    SECONDS,
    Passing,
    Takeout,
    UnreadableDocument,
    outer_file,
    passing_cause,
    read_document,
    unread_reason,
)
from indexer.index.changes import Job, Stage
from indexer.index.entry import IndexEntry, make_card, make_entry, plain_card
from indexer.index.export import MalformedExport, read_line_at
from indexer.index.records import Refusal, UnreadPages
from indexer.index.store import Part, PartWriter
from indexer.index.stored import CardFile, Stored, decode_card, decode_reading, encode
from indexer.model import Document, Notice, Reading, Reason, because
from indexer.secrecy import marked_level, why_secret
from indexer.stages import NoticeStage, StageFailure, StageGuard, account_of
from indexer.understanding import number_told, resolve_again, understand


@dataclass(frozen=True, slots=True)
class Processed:
    """A notice made: its card and reading as the index stores them.

    ``unread`` are pages of it that were not read, ``failures`` stages that failed, ``secrecy`` is
    its level, if it has one; ``is_scan`` whether OCR has read some of it.  ``tells`` is what it
    tells the others, ``asks`` of which registers it asks what they tell; None where it was not
    understood anew.
    """

    card: bytes
    reading: bytes
    digest: str
    unread: UnreadPages | None = None
    failures: tuple[StageFailure, ...] = ()
    secrecy: str | None = None
    is_scan: bool = False
    tells: ToldNumber | None = None
    asks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No notice could be made, and why; ``digest`` is that of the file, empty if unreadable.

    ``passing`` is what may be over another time, None where the file itself is to blame.
    """

    reason: Reason
    digest: str
    passing: Passing | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The paper has a level of secrecy that the index may not hold; nothing else is told of it."""

    refusal: Refusal


JobOutcome = Processed | Failed | Refused


class _NotAdmitted(Exception):
    """Raised as soon as the level of secrecy of a paper is known."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Batch:
    """Some jobs of a group that are done one after the other, from number ``start`` on."""

    group: int
    start: int
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class PartTask:
    """The cards and readings of a group, which make one part in this order."""

    group: int
    notices: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part of the index, and the stages that failed of each notice in it, by its id.

    Of a notice that is not named nothing has changed since its reading was made.
    """

    part: Part
    failures: dict[str, tuple[StageFailure, ...]]


Task = Batch | PartTask
TaskResult = Any  # the outcomes of a batch in their order, or what a part task has written

Beat = Callable[[int | None], None]
"""Called with the number of the notice within its task whenever a step of it begins: to be read,
to be understood, to be entered.  Each step may take as long as a file is given.  With None what
begins is of no single notice."""


_BRIEFLY = 0.05
"""Seconds of one step that may count for the next: to say more often costs time."""


class OutOfTime(BaseException):
    """Raised by the clock into a step that takes longer than a file is given.

    It is no ``Exception``, so that no stage takes it for a fault of its own.
    """


def no_beat(_number: int | None) -> None:
    """Nobody looks at the clock."""


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a build works, as every worker is told: who writes the parts, the collection's province
    where a notice names none, the time for the reading of a file, and the levels of secrecy that
    the index may hold."""

    writer: PartWriter
    province: str | None = None
    seconds: float = SECONDS
    admitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRunner:
    """Does tasks one by one, in the process that builds or in a worker's own.

    A worker is told its settings, and loads what notices are understood with by itself.
    """

    settings: BuildSettings
    knowledge: Knowledge

    def run(self, task: Task, beat: Beat = no_beat) -> TaskResult:
        """Do a task; raises ``OSError`` only where a part cannot be written."""
        if isinstance(task, Batch):
            takeout = _takeout(task.jobs)
            done = enumerate(task.jobs)
            return [self._process(job, partial(beat, at), takeout) for at, job in done]
        failures: dict[str, tuple[StageFailure, ...]] = {}
        part = self.settings.writer.write(self._entries(task.notices, failures, beat))
        return WrittenPart(part, failures)

    def _entries(
        self,
        notices: Sequence[Stored],
        failures: dict[str, tuple[StageFailure, ...]],
        beat: Beat,
    ) -> Iterator[IndexEntry]:
        for at, stored in enumerate(notices):
            beat(at)
            yield self._entry(stored, failures)
        beat(None)

    def _entry(self, stored: Stored, failures: dict[str, tuple[StageFailure, ...]]) -> IndexEntry:
        """The entry of a notice, with what of it could not be made if that is new."""
        card, held = decode_card(stored[0]), decode_reading(stored[1])
        guard = _guard(held, before=NoticeStage.WORDS)
        reading = replace(held, failures=guard.failures)
        gazetteer = self.knowledge.gazetteer
        entry = make_entry(reading, card, gazetteer, stored, guard)
        if guard.failures == held.failures:
            return entry
        failures[card.id] = guard.failures
        return replace(entry, reading=encode(replace(held, failures=guard.failures)))

    def _process(self, job: Job, begin_step: Callable[[], None], takeout: Takeout) -> JobOutcome:
        """Make one notice; never raises for what a file may hold."""
        if job.stage is Stage.NOTHING and job.stored is not None:
            return Processed(*job.stored, digest="")
        digest, passing, begun = "", None, time.monotonic()
        begin_step()
        try:
            source = _source_of(job, self.settings.seconds, takeout)
            digest = source.document.digest
            if time.monotonic() - begun > _BRIEFLY:
                begin_step()
            return self._processed(job, source)
        except _NotAdmitted as refused:
            return Refused(refused.refusal)
        except UnreadableDocument as problem:
            reason, digest, passing = problem.reason, problem.digest, problem.passing
        except MalformedExport as problem:
            reason = problem.reason
        except OSError as error:
            reason, passing = unread_reason(error), passing_cause(error)
        except MemoryError:
            reason, passing = because("máy thiếu bộ nhớ khi hiểu tệp này"), Passing.MACHINE
        except Exception as error:  # one notice must not stop the others, whatever it holds
            reason = because("chương trình không hiểu được tệp ({error})", error=account_of(error))
        return Failed(reason, digest, passing)

    def _processed(self, job: Job, source: _NoticeSource) -> Processed:
        admit = partial(self._admit, corrections=job.corrections)
        collection, asks = CollectionNumbers(dict(job.told)), None
        if job.stage is Stage.ENTER and source.reading is not None:
            reading = replace(source.reading, document=source.document)
            admit(reading.notice)
        elif job.told and source.reading is not None:
            reading = replace(source.reading, document=source.document)
            reading = resolve_again(reading, self.knowledge, collection)
            # What has failed may ask for less than it would have.
            before = dict(job.told) if reading.failures else {}
            asks = tuple(sorted({*collection.asked, *before}))
        else:
            known = (self.knowledge, self.settings.province)
            is_discreet = any(one.field == "secrecy" for one in job.corrections)
            read_anew = understand(source.document, *known, admit, is_discreet, collection)
            reading = correct_reading(read_anew, job.corrections, *known, collection)
            asks = _asked(reading, collection)
        guard = _guard(reading, before=NoticeStage.CARD)
        tells = None
        if not guard.failures:
            told = partial(number_told, reading, self.knowledge.gazetteer)
            tells = guard.run(NoticeStage.CARD, told, lambda: None)
        card = guard.run(
            NoticeStage.CARD,
            partial(make_card, reading, source.path, self.knowledge.gazetteer),
            partial(plain_card, reading, source.path),
        )
        return Processed(
            card=encode(replace(card, stale_reason=job.stale_reason or source.stale_reason)),
            reading=encode(replace(reading, failures=guard.failures)),
            digest=reading.document.digest,
            unread=UnreadPages.among(reading.document.pages),
            failures=guard.failures,
            secrecy=reading.notice.secrecy.value,
            is_scan=reading.document.is_scan,
            tells=tells,
            asks=asks,
        )

    def _admit(self, notice: Notice, corrections: tuple[Correction, ...]) -> None:
        """Stop at a paper that the index may not hold, before more is made of it."""
        secrecy = corrected_secrecy(notice, corrections)
        level = secrecy.value
        if level is not None and level not in self.settings.admitted:
            raise _NotAdmitted(Refusal(level, why_secret(level, secrecy.evidence)))


def _asked(reading: Reading, collection: CollectionNumbers) -> tuple[str, ...]:
    """Of which registers a notice asks what others tell.

    Nothing where a stage has failed: once that is over all of it is understood anew.  Nor does a
    paper with a level of secrecy, of which no other version may stay in the index.
    """
    if reading.failures or reading.notice.secrecy.value:
        return ()
    return tuple(sorted(collection.asked))


def stored_document(stored: Stored) -> Document:
    """The document of what the index holds, whatever version wrote it."""
    return msgspec.json.decode(stored[1], type=_StoredReading).document


def secrecy_of(stored: Stored, admitted: Sequence[str]) -> tuple[str | None, Refusal | None]:
    """The level of what the index holds, and why it may hold it no longer, if so.

    Of what another version wrote the level is that of the line in which it stands alone.
    """
    try:
        secrecy = decode_reading(stored[1]).notice.secrecy
        level, evidence = secrecy.value, secrecy.evidence
    except msgspec.MsgspecError:
        document = stored_document(stored)
        level = marked_level(document.text, document.marks)
        evidence = None
    if level is None or level in admitted:
        return level, None
    return level, Refusal(level, why_secret(level, evidence))


def _guard(reading: Reading, before: NoticeStage) -> StageGuard:
    """A guard of the stages of a notice from one on, that knows how the earlier ones went."""
    document = reading.document
    known = (one for one in reading.failures if one.stage.place < before.place)
    is_discreet = reading.notice.secrecy.value is not None
    return StageGuard(document.id, document.source, document.text, known, is_discreet=is_discreet)


@dataclass(frozen=True, slots=True)
class _NoticeSource:
    """What a notice is made from; ``reading`` where it was understood before."""

    document: Document
    path: str
    stale_reason: Reason | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _StoredReading:
    """What is needed of any version's reading."""

    document: Document


def _takeout(jobs: Sequence[Job]) -> Takeout:
    """What takes out the files of these jobs that lie in others."""
    to_read = (job for job in jobs if job.stage is Stage.READ and job.line is None)
    inside = ((job.file.location, outer_file(job.path)[1]) for job in to_read)
    return Takeout((location, way) for location, way in inside if way)


def _source_of(job: Job, seconds: float, takeout: Takeout) -> _NoticeSource:
    if job.line is not None:
        line = read_line_at(job.file.location, *job.line)
        if line.document.id != job.id:
            reason = because("tệp đã đổi trong khi đọc")
            raise UnreadableDocument(job.source, reason, passing=Passing.ACCESS)
        return _NoticeSource(line.document, line.path, line.stale_reason)
    if job.stored is not None:
        return _stored(job, *job.stored)
    document = read_document(job.file, seconds, takeout)
    return _NoticeSource(replace(document, id=job.id), job.path)


def _stored(job: Job, card_data: bytes, data: bytes) -> _NoticeSource:
    """What the index holds, under the names that the file now has."""
    card = msgspec.json.decode(card_data, type=CardFile)
    try:
        reading: Reading | None = decode_reading(data)
    except msgspec.MsgspecError:
        reading = None  # another version wrote it; the document is always there
    document = stored_document((card_data, data))
    if job.export:
        return _NoticeSource(document, card.path, card.stale_reason, reading)
    document = replace(document, source=job.source, id=job.id)
    return _NoticeSource(document, job.path, card.stale_reason, reading)
