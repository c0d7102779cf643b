"""What is made again of notices when all files of a build are read, before it is committed.

First one notice stands for each paper (:mod:`indexer.index.merging`); then each is told what the
others tell (:mod:`indexer.index.collection`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.index.collection import Renewal
from indexer.index.merging import Rewriting, find_mergers
from indexer.index.outcomes import OutcomeCollector
from indexer.index.plan import BuildPlan
from indexer.index.records import FileRecord
from indexer.index.scheduler import BatchScheduler
from indexer.index.store import Contents, Part, Store
from indexer.index.stored import Stored
from indexer.index.workers import WorkerPool

_MOST_TIMES = 3
"""So often a notice is told what it asks: by what it is told it may come to ask for more."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision of a build, whose files are given so many ``seconds``."""

    store: Store
    plan: BuildPlan
    outcomes: OutcomeCollector
    pool: WorkerPool
    seconds: float

    def merged(self, new: list[Part]) -> list[Part]:
        """The new parts once each paper that several files hold is one notice."""
        outcomes, baseline = self.outcomes, self.plan.baseline
        held = _Held(self.store, self.plan.held, new)
        mergers = find_mergers(self.plan.changes, baseline, outcomes.judged(), held.stored)
        if not mergers:
            return new
        again = Rewriting(mergers, baseline, held.stored)
        scheduler = BatchScheduler(
            *(again.jobs(), again.stored, again.collect, again),
            *(lambda _job: False, self.seconds),
        )
        rewritten = scheduler.run(self.pool)
        done = list(again.done())
        outcomes.merge(done)
        leaving = [id_ for one, _ in done for id_ in one.leaving]
        leaving += [one.stands.id for one, made in done if made is not None]
        return [*held.without(leaving), *rewritten]

    def renewed(self, new: list[Part]) -> tuple[list[Part], list[FileRecord]]:
        """The new parts once each notice is told what the others tell, and the records then."""
        corrections, failed, times = self.plan.baseline.corrections, set[str](), 0
        while True:
            records = self.outcomes.state.records()
            renewal = Renewal.of(records, corrections, failed)
            if not renewal.jobs:
                return new, records
            times += 1
            if times > _MOST_TIMES:
                renewal.failed.update(job.id for job in renewal.jobs)
            else:
                held = _Held(self.store, self.plan.held, new)
                scheduler = BatchScheduler(
                    *(renewal.jobs, held.stored, renewal.collect, renewal),
                    *(lambda _job: False, self.seconds),
                )
                rewritten = scheduler.run(self.pool)
                new = [*held.without(renewal.written), *rewritten]
            failed |= renewal.failed
            self.outcomes.renew(renewal)


class _Held:
    """What is stored of the notices of a state to come: in its new parts, else as it was held."""

    def __init__(self, store: Store, held: Contents, new: list[Part]) -> None:
        self._store, self._held, self._new = store, held, new
        self._prepared: Contents | None = None

    def stored(self, notice_id: str) -> Stored | None:
        """The card and reading of a notice."""
        self._prepared = self._prepared or self._store.prepared(self._new)
        return self._prepared.stored(notice_id) or self._held.stored(notice_id)

    def without(self, ids: Iterable[str]) -> list[Part]:
        """The new parts with some notices less."""
        return self._prepared.remaining(ids) if self._prepared else self._new
