"""What is made again of notices when all files of a commit are read.

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
from indexer.index.scheduler import BatchScheduler
from indexer.index.store import Contents, Part, Store
from indexer.index.stored import Stored
from indexer.index.workers import WorkerPool


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

    def renewed(self, new: list[Part]) -> list[Part]:
        """The new parts once each notice is told what the others tell.

        By what it is told it may come to ask for more; each time it gets one answer further, so
        that there is an end to it.
        """
        corrections = self.plan.baseline.corrections
        while (renewal := Renewal.of(self.outcomes.state.records(), corrections)).jobs:
            held = _Held(self.store, self.plan.held, new)
            scheduler = BatchScheduler(
                *(renewal.jobs, held.stored, renewal.collect, renewal),
                *(lambda _job: False, self.seconds),
            )
            rewritten = scheduler.run(self.pool)
            new = [*held.without(renewal.written), *rewritten]
            self.outcomes.renew(renewal)
        return new


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
