"""The write seam: where an index is kept, whatever engine stands behind it.

A build goes through it in this order.  :meth:`Store.state` and :meth:`Store.contents` say what is
committed.  :meth:`Store.locked` keeps other builders out.  Entries are handed to a
:class:`PartWriter`, in this process or in others, and each answer is a part of the state to come.
:meth:`Contents.remaining` makes parts of what stays of the old one.  :meth:`Store.commit` gathers
them and switches, in one step: a reader sees the old state or the new one.

Only a store knows what a part is.  For files on a disk it is a segment, and the switch the
replacing of one file.  For a server it would be a bulk of documents that were sent under the number
of the state to come, unseen until then; what leaves is marked with the same number, and the switch
is the update of the one document that says which number counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from indexer.index.entry import IndexEntry
from indexer.index.fingerprints import StageFingerprints
from indexer.index.records import FileRecord
from indexer.index.stored import Stored
from indexer.problems import IndexProblem

Part = Any
"""What a store's writer has prepared, or what stays of its old state; goes between processes."""


@dataclass(frozen=True, slots=True)
class State:
    """One committed state of an index.

    ``schema`` is the version of its entries.  ``generation`` names the state and follows from its
    content, so that the same corpus gives the same name; ``number`` counts the commits, and tells
    two states of the same content apart.  ``sources`` are the files and folders it was made
    from; ``parts`` what it was made with; ``province`` and ``seconds`` (for the reading of a file)
    are as they were asked for; ``admitted`` are the levels of secrecy that it may hold.
    """

    schema: int
    generation: str
    number: int = -1
    sources: tuple[str, ...] = ()
    province: str | None = None
    seconds: float | None = None
    parts: StageFingerprints = field(default_factory=StageFingerprints)
    admitted: tuple[str, ...] = ()


class DamagedState(IndexProblem):
    """What is committed is not told any more, or not as this program wrote it."""


class DamagedContents(IndexProblem):
    """What a committed state holds cannot be read, or is not as this program wrote it."""


class Contents(Protocol):
    """What a committed state holds, or some parts that no state has yet, as it was when it was
    opened.

    Everything may raise :class:`DamagedContents`.
    """

    @property
    def count(self) -> int:
        """How many notices there are."""

    def check(self) -> None:
        """Compare everything with what was written."""

    def stored(self, notice_id: str) -> Stored | None:
        """The card and the reading of a notice, to the byte as they were written."""

    def ids(self) -> Iterator[str]:
        """The id of every notice, in an order that the same corpus always gives."""

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """The id and the card of every notice, in the same order."""

    def to_merge(self, leaving: Iterable[str]) -> Sequence[str]:
        """The notices that the store wants written again once those ``leaving`` are gone.

        So it gathers what has become scattered; a store that does this by itself asks for none.
        """

    def beside(self, vanishing: Iterable[str]) -> Sequence[str]:
        """The notices that have to be written again so that of some others nothing stays anywhere.

        These are those of the same parts, also where a part holds one of the others as deleted.
        """

    def remaining(self, leaving: Iterable[str]) -> list[Part]:
        """The parts that stay, without the notices ``leaving``; to be used in the next commit."""


class EmptyContents:
    """The contents of an index that is not there yet."""

    count = 0

    def check(self) -> None:
        """Nothing."""

    def stored(self, _notice_id: str) -> None:
        """Nothing."""
        return

    def ids(self) -> Iterator[str]:
        """None."""
        return iter(())

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """None."""
        return iter(())

    def to_merge(self, _leaving: Iterable[str]) -> Sequence[str]:
        """None."""
        return ()

    def beside(self, _vanishing: Iterable[str]) -> Sequence[str]:
        """None."""
        return ()

    def remaining(self, _leaving: Iterable[str]) -> list[Part]:
        """None."""
        return []


class PartWriter(Protocol):
    """Prepares entries for a commit, in whichever process; goes there by pickle."""

    def worker_lock(self) -> AbstractContextManager[None]:
        """Keep the next builder waiting while a worker may still write, whose builder died."""

    def write(self, entries: Iterable[IndexEntry]) -> Part:
        """Bring entries to where the commit finds them; raises ``OSError`` where that fails."""


class Store(Protocol):
    """Where an index is kept.  What it raises for people is an :class:`IndexProblem`."""

    def state(self) -> State | None:
        """The committed state, None where there is none yet.

        Raises :class:`DamagedState` where there was one and it cannot be told which.
        """

    def contents(self, *, any_version: bool = False) -> Contents:
        """What the committed state holds.

        Another version's only with ``any_version``, for the builder, which takes over what it can.
        """

    def salvaged(self) -> Contents:
        """What is still whole of a committed state that is damaged, all to be written again."""

    def find_damage(self, *, deep: bool) -> Iterator[IndexProblem]:
        """What is wrong with each part of what is committed: as far as can be seen without reading
        it, or ``deep`` with every byte."""

    def records(self, count: int | None) -> list[FileRecord]:
        """What is known of the files that the committed state was made from.

        They have to account for as many notices as it holds, if that is known.  Raises
        :class:`~indexer.index.records.DamagedRecords` where they do not, or cannot be understood: a
        damaged list is never taken for an empty one, or what the index holds of files that are gone
        would stay for ever.
        """

    def claim(self) -> None:
        """Make sure that an index is there or may be put there, and nothing else is harmed."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other builders out, and wait for the workers of one that died."""

    def writer(self) -> PartWriter:
        """A writer of parts of the state to come; only for the holder of the lock."""

    def prepared(self, parts: Sequence[Part]) -> Contents:
        """What some parts hold that were written for the commit to come.

        Its :meth:`Contents.remaining` are these parts with less in them, to be committed instead.
        """

    def commit(self, new: State, records: Sequence[FileRecord], parts: Sequence[Part]) -> None:
        """Switch to a new state of these files and parts; its number is the store's to give.

        Raises ``OSError`` where the old state is still the committed one, and
        :class:`IndexProblem` where the new one is but may not outlast a loss of power.
        """

    def update_records(self, records: Sequence[FileRecord]) -> None:
        """Put another list of files in place of that of the committed state."""

    def rollback(self, old: State | None) -> None:
        """Remove what was prepared for a commit that did not come about.

        Nothing is removed unless ``old`` is surely still the committed state.
        """

    def leftovers(self) -> Sequence[str]:
        """The names of what no committed state needs."""

    def remove_leftovers(self) -> None:
        """Remove the leftovers; only for the holder of the lock."""
