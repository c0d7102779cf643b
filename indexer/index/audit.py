"""Whether an index, its list of files and the folders say the same, and its files what was written.

Three say which notices there are: the segments, the list of files, and the folders themselves.  A
build brings them together; here is told where they differ, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.index.backends import open_store
from indexer.index.changes import FileStatus
from indexer.index.plan import BuildOptions, make_plan
from indexer.index.records import listed_notices
from indexer.index.store import Store
from indexer.model import Reason, because
from indexer.problems import IndexProblem


@dataclass(slots=True)
class Audit:
    """Where an index and what it was made from differ.

    ``damage`` is told of each file of the index; ``unlisted`` are the ids of notices that no file
    accounts for, ``unheld`` of those that a file should have given; ``gone``, ``changed`` and
    ``new`` files as the folders are now; ``leftovers`` files of ours that no state needs.
    """

    directory: Path
    damage: list[Reason] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    unheld: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)

    def problems(self) -> Iterator[Reason]:
        """What is wrong with the index itself."""
        yield from self.damage
        if self.unlisted:
            yield because(
                "{n} thông báo có trong chỉ mục mà không tệp nào trong danh sách nhận "
                "(ví dụ {id}). Hãy chạy lại viendan index với --index {directory}",
                n=len(self.unlisted),
                id=self.unlisted[0],
                directory=self.directory,
            )
        if self.unheld:
            yield because(
                "{n} thông báo có trong danh sách tệp mà không có trong chỉ mục (ví dụ {id}). "
                "Hãy chạy lại viendan index với --index {directory}",
                n=len(self.unheld),
                id=self.unheld[0],
                directory=self.directory,
            )

    def notes(self) -> Iterator[Reason]:
        """What the next build sees to."""
        if self.gone:
            yield because(
                "{n} tệp đã lập chỉ mục nay không còn (ví dụ {path}). "
                "Hãy chạy viendan index để bỏ khỏi chỉ mục",
                n=len(self.gone),
                path=self.gone[0],
            )
        if self.changed:
            yield because(
                "{n} tệp đã đổi từ khi lập chỉ mục (ví dụ {path}). Hãy chạy viendan index",
                n=len(self.changed),
                path=self.changed[0],
            )
        if self.new:
            yield because(
                "{n} tệp chưa có trong chỉ mục (ví dụ {path}). Hãy chạy viendan index",
                n=len(self.new),
                path=self.new[0],
            )
        if self.leftovers:
            yield because(
                "{n} tệp thừa trong thư mục chỉ mục, do lần lập trước bị dừng (ví dụ {path}). "
                "viendan index sẽ dọn",
                n=len(self.leftovers),
                path=self.leftovers[0],
            )

    def names(self) -> dict[str, list[str]]:
        """All that differs, by what it is called for programs."""
        kinds = ("unlisted", "unheld", "gone", "changed", "new", "leftovers")
        return {kind: getattr(self, kind) for kind in kinds}


def audit(directory: Path, *, deep: bool = False) -> Audit:
    """Compare an index with its list and its sources; ``deep``, every byte with its checksum."""
    store = open_store(directory)
    found = Audit(directory, [one.reason for one in store.find_damage(deep=deep)])
    if not found.damage:
        try:
            _compare_with_list(store, found)
            _compare_with_folders(directory, found)
        except IndexProblem as problem:
            found.damage.append(problem.reason)
    found.leftovers += store.leftovers()
    return found


def _compare_with_list(store: Store, found: Audit) -> None:
    contents = store.contents()
    held, listed = set(contents.ids()), listed_notices(store.records(None))
    found.unlisted += sorted(held - listed)
    found.unheld += sorted(listed - held)


def _compare_with_folders(directory: Path, found: Audit) -> None:
    plan = make_plan(BuildOptions(None, admitted=None), directory)
    by_status = {
        FileStatus.ADDED: found.new,
        FileStatus.CHANGED: found.changed,
        FileStatus.RENAMED: found.changed,
        FileStatus.REMOVED: found.gone,
    }
    for one in plan.changes:
        if one.status in by_status:
            by_status[one.status].append(plan.names.of(one.record))
