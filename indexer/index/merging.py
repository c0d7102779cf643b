"""The papers of a build that several files hold: which notices become one, and which stands.

Asked are only those that were made in this build, against one another and against what the index
holds under the same number and day; of what is held neither is compared with the other again.  The
notice that the index held before keeps its id, the one that came first; among new ones that of the
first file.  It is made of the best reading: text as typed before OCR, fewer pages unread, fewer
stages failed; else it stays as it is.  A file of exported notices lends its readings to no other
file's notice, since nothing would be left to read them from again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.index.changes import Baseline, FileChange, FileStatus, Job, Stage
from indexer.index.same_paper import Paper, is_same_paper, reading_rank
from indexer.index.stored import Stored, decode_reading
from indexer.index.tasks import Failed, JobOutcome, Processed
from indexer.stages import StageFailure

MOST_VERSIONS = 24
"""So many different texts of one number and day are compared with another one; what comes after
them stays apart, or thousands of them would be compared each with each."""

_WITNESSES = 4
"""So many files of a paper have to agree with one more."""

Fetch = Callable[[str], Stored | None]


@dataclass(frozen=True, slots=True)
class Holding:
    """A notice that is in the state to come, with its file; ``since`` orders them by which stands
    before which."""

    id: str
    change: FileChange
    since: tuple[bool, int, int]


@dataclass(frozen=True, slots=True)
class Merger:
    """Notices that are one paper: the one that stands, whose reading it is made of, and all."""

    stands: Holding
    best: Holding
    all: tuple[Holding, ...]

    @property
    def leaving(self) -> list[str]:
        """The notices that do not stand."""
        return [one.id for one in self.all if one.id != self.stands.id]

    def share(
        self,
        notices_of: Callable[[FileChange], Sequence[str]],
        free: Callable[[str], str],
        baseline: Baseline,
    ) -> None:
        """Have each file say what it has in the end: its notices, and where its own address leads.

        The file that came first and whose notice is made of another one gets a ``free`` address.
        """
        id_, leaving = self.stands.id, self.leaving
        for change in {id(one.change): one.change for one in self.all}.values():
            notices = [one for one in notices_of(change) if one not in leaving]
            leads = dict.fromkeys(
                [one.id for one in self.all if one.change is change and one.id != id_], id_
            )
            if change is self.best.change:
                notices = notices if id_ in notices else [*notices, id_]
            elif id_ in notices:
                notices.remove(id_)
                leads[free(id_)] = id_
            change.shared = tuple(notices)
            record = replace(change.record, leads=change.record.leads | leads)
            corrected = [*notices, *record.refused] or list(record.leads)
            change.record = replace(record, corrections=baseline.fingerprint(corrected))


@dataclass(slots=True)
class _Version:
    """The files found so far to hold one text."""

    members: list[tuple[Holding, Paper]] = field(default_factory=list)

    def holds(self, paper: Paper) -> bool:
        """Whether a paper is the same as all of them."""
        return all(is_same_paper(one, paper) for _, one in self.members[:_WITNESSES])

    def merger(self) -> Merger:
        """The notices of it, which are several."""
        stands = self.members[0][0]
        lending = [
            (reading_rank(paper), at, one)
            for at, (one, paper) in enumerate(self.members)
            if one is stands or not one.change.record.export
        ]
        best = min(lending, key=lambda one: one[:2])[2]
        return Merger(stands, best, tuple(one for one, _ in self.members))


def find_mergers(
    changes: Sequence[FileChange], baseline: Baseline, judged: Mapping[str, str], fetch: Fetch
) -> list[Merger]:
    """The notices that become one.

    ``judged`` are the keys of those that were made in this build and may be another file's paper,
    by their ids; ``fetch`` gives what is stored of a notice of the state to come.
    """
    groups = _groups(changes, baseline, judged)
    return [
        one.merger()
        for key in sorted(groups)
        for one in _versions(groups[key], judged, fetch)
        if len(one.members) > 1
    ]


def _groups(
    changes: Sequence[FileChange], baseline: Baseline, judged: Mapping[str, str]
) -> dict[str, list[Holding]]:
    """The notices of one number and day, where there are several, as they stand."""
    if not judged:
        return {}
    wanted = set(judged.values())
    held = {id_: _first(one.intakes, id_) for one in baseline.records for id_ in one.notices}
    found: dict[str, list[Holding]] = defaultdict(list)
    for at, change in enumerate(changes):
        if change.status is FileStatus.REMOVED:
            continue
        made = [job.id for job in change.jobs] if change.jobs else change.record.notices
        for id_ in made:
            key = judged.get(id_) or ("" if change.jobs else change.record.papers.get(id_, ""))
            if key in wanted:
                since = (id_ not in held, held.get(id_, 0), at)
                found[key].append(Holding(id_, change, since))
    return {
        key: sorted(some, key=lambda one: one.since) for key, some in found.items() if len(some) > 1
    }


def _first(intakes: Mapping[str, object], id_: str) -> int:
    """When a notice came; before all others where nobody knows."""
    return getattr(intakes.get(id_), "first", None) or 0


def _versions(
    group: Iterable[Holding], judged: Mapping[str, str], fetch: Fetch
) -> Iterator[_Version]:
    """The different texts of one number and day; those that are not judged stay each by itself."""
    known: list[_Version] = []
    for one in sorted(group, key=lambda one: (one.id in judged, one.since)):
        is_judged, is_full = one.id in judged, len(known) >= MOST_VERSIONS
        stored = fetch(one.id) if is_judged or not is_full else None
        paper = Paper.of(decode_reading(stored[1])) if stored else None
        if paper is None:
            continue
        same = (version for version in known if is_judged and version.holds(paper))
        version = next(same, None)
        if version is not None:
            version.members.append((one, paper))
        elif not is_full:
            known.append(_Version([(one, paper)]))
    for version in known:
        version.members.sort(key=lambda member: member[0].since)
        yield version


class Rewriting:
    """The notices that stand, made anew of the best reading where that is another file's.

    ``fetch`` gives what is stored of a notice of the state to come.
    """

    def __init__(self, mergers: Iterable[Merger], baseline: Baseline, fetch: Fetch) -> None:
        self._mergers = {one.stands.id: one for one in mergers}
        self._baseline, self._fetch = baseline, fetch
        self._made: dict[str, Processed] = {}

    def jobs(self) -> list[Job]:
        """What has to be made."""
        return [
            Job(
                Stage.UNDERSTAND,
                one.best.change.record.path,
                one.best.change.record.source,
                id_,
                self._baseline.corrections.get(id_, ()),
            )
            for id_, one in self._mergers.items()
            if one.best is not one.stands
        ]

    def stored(self, notice_id: str) -> Stored | None:
        """The reading of which a notice is made."""
        return self._fetch(self._mergers[notice_id].best.id)

    def collect(self, job: Job, outcome: JobOutcome) -> Stored | None:
        """Take an outcome; the card and reading to be written, if any."""
        if not isinstance(outcome, Processed):
            return None
        self._made[job.id] = outcome
        return outcome.card, outcome.reading

    def note_failures(self, failures: Mapping[str, tuple[StageFailure, ...]]) -> None:
        """Take how the last stages went, when they went otherwise than before."""
        for id_, some in failures.items():
            self._made[id_] = replace(self._made[id_], failures=some)

    def withdraw(self, job: Job, _failed: Failed) -> None:
        """Take back an outcome: the notice could be made but not entered."""
        del self._made[job.id]

    def done(self) -> Iterator[tuple[Merger, Processed | None]]:
        """The mergers that came about, and the new reading where there is one; where it could not
        be made all stays as it was."""
        for id_, one in self._mergers.items():
            if one.best is one.stands or id_ in self._made:
                yield one, self._made.get(id_)
