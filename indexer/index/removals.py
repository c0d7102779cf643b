"""Removals that nobody may have meant: files that are gone because their disk is.

An unmounted share leaves an empty folder behind, and so does somebody who has deleted everything;
no program can tell the two apart.  So what would take away many notices at once is held back until
a person confirms it:

- all that a source held which now has no file at all, or is no folder any more;
- all that lay in a folder below it which is still there and has no file at all;
- more than half of what a source held;
- more than half of what a file of exported notices held, which may be half copied or cut off;
- what came in an export whose name is not known any more, where a source has no file, or of many.

In a source that still has files, fewer notices than :data:`MANY` are removed at once, also the last
ones of a folder: to read them again costs a minute.  A folder below it that is deleted with all its
files is not empty but gone, and its files are removed as any others; files that are found elsewhere
are moved and not removed.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.documents import SourceFile, folders_from, source_of
from indexer.index.changes import FileChange, FileStatus
from indexer.index.records import FileRecord, count_below
from indexer.model import Reason, because

MANY = 20
"""Notices that are not removed at once without being asked, from a source that has others."""

_SEVERAL = 2
"""Notices of a source with no file left, or of an export with none of its notices: whoever takes
away the only one means it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Files that are gone from a folder and are not removed, and why."""

    folder: str
    records: tuple[FileRecord, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Gone:
    """A file that is gone, and how many notices would leave the index with it."""

    record: FileRecord
    count: int


def withheld_removals(
    changes: Sequence[FileChange], files: Iterable[SourceFile], sources: Sequence[str]
) -> list[Withheld]:
    """What is not to be removed without being asked, by the folder it was in.

    ``files`` are those that were found today.  A source that is not asked for any more is none of
    ``sources``, and its notices are removed.
    """
    gone = _gone(changes)
    empty, others = _by_folder(gone, files, sources)
    found = []
    for folder, some in empty.items():
        count = sum(one.count for one in some)
        if count >= (_SEVERAL if folder in sources else MANY):
            found.append(_withheld(folder, some, _empty_reason(folder, count)))
        else:
            others[source_of(folder, sources) or folder] += some
    astray = [one for one in gone if not one.record.path]
    if astray:
        cut = (one.record.path for one in changes if one.record.export and one.record.failure)
        found += _astray(astray, files, sources, next(cut, None))
    return [*found, *_mostly_gone(others, changes), *_cut_off(changes)]


def _by_folder(
    gone: Sequence[_Gone], files: Iterable[SourceFile], sources: Sequence[str]
) -> tuple[dict[str, list[_Gone]], dict[str, list[_Gone]]]:
    """Files that are gone: by the outermost folder with no file left, and the others by source."""
    empty: dict[str, list[_Gone]] = defaultdict(list)
    others: dict[str, list[_Gone]] = defaultdict(list)
    filled = {str(above) for file in files for above in file.path.parents} if gone else set()
    for one in gone:
        source = source_of(one.record.path, sources)
        if source is None:
            continue
        folders = folders_from(source, one.record.path)
        outermost = next((folder for folder in folders if folder not in filled), None)
        is_there = os.path.lexists if outermost == source else os.path.isdir
        if outermost is not None and is_there(outermost):
            empty[outermost].append(one)
        else:
            others[source].append(one)
    return empty, others


def _astray(
    gone: Sequence[_Gone], files: Iterable[SourceFile], sources: Sequence[str], cut: str | None
) -> Iterator[Withheld]:
    """The notices of exports that no file has, where the list that named the exports was lost.

    They may have been in a source that has no file now, in an export that was ``cut`` off, and
    where there are many, in any folder.
    """
    found = {str(path) for file in files for path in (file.path, *file.path.parents)}
    emptied = [one for one in sources if one not in found]
    count = sum(one.count for one in gone)
    if sources and count >= (1 if cut else _SEVERAL if emptied else MANY):
        folder = cut or (emptied or sources)[0]
        yield _withheld(folder, gone, _astray_reason(folder, count))


def _mostly_gone(
    by_source: Mapping[str, Sequence[_Gone]], changes: Sequence[FileChange]
) -> Iterator[Withheld]:
    """The sources that lost many notices, and more than half of what they held."""
    for source, gone in by_source.items():
        before = (one.before for one in changes if one.before)
        count, held = sum(one.count for one in gone), count_below(source, before)
        if count >= MANY and 2 * count > held:
            yield _withheld(source, gone, _many_reason(source, count, held))


def _withheld(folder: str, gone: Iterable[_Gone], reason: Reason) -> Withheld:
    return Withheld(folder, tuple(one.record for one in gone), reason)


def _cut_off(changes: Sequence[FileChange]) -> list[Withheld]:
    """The files of exported notices that lost some and are damaged, or do not hold most of them."""
    staying: set[str] | None = None
    found = []
    for one in changes:
        before = one.before
        if one.status is not FileStatus.CHANGED or before is None or not before.export:
            continue
        staying = _staying(changes) if staying is None else staying
        held, count = len(before.notices), len(set(before.notices) - staying)
        fewest = _SEVERAL if count == held else MANY
        is_damaged = bool(count and one.problems)  # it has said of itself that it is not whole
        if is_damaged or (count >= fewest and 2 * count > held):
            found.append(Withheld(before.path, (before,), _cut_reason(before.path, count, held)))
    return found


def _staying(changes: Iterable[FileChange]) -> set[str]:
    """The notices that some file has, or may have once it is read."""
    staying: set[str] = set()
    for one in changes:
        if one.status is not FileStatus.REMOVED:
            staying.update(one.record.notices)
            staying.update(job.id for job in one.jobs)
    return staying


def _gone(changes: Sequence[FileChange]) -> list[_Gone]:
    """The files that are gone and with which notices would leave the index."""
    staying = _staying(changes)
    records = (one.record for one in changes if one.status is FileStatus.REMOVED)
    found = (_Gone(one, len(set(one.notices) - staying)) for one in records)
    return [one for one in found if one.count]


def _empty_reason(folder: str, count: int) -> Reason:
    return because(
        "thư mục này không còn tệp nào (ổ đĩa chưa gắn?); chưa bỏ gì, số thông báo được giữ "
        'nguyên: {n}. Nếu đúng là đã xóa, hãy chạy viendan index --confirm-removals "{folder}"',
        n=count,
        folder=folder,
    )


def _astray_reason(folder: str, count: int) -> Reason:
    return because(
        "{n} thông báo vào từ tệp xuất (.jsonl), nay không tệp nào có; không còn biết tên tệp ấy, "
        "vì danh sách tệp của chỉ mục đã hỏng (ổ đĩa chưa gắn?); chưa bỏ gì. Nếu đúng là đã xóa, "
        'hãy chạy viendan index --confirm-removals "{folder}"',
        n=count,
        folder=folder,
    )


def _many_reason(folder: str, count: int, held: int) -> Reason:
    return because(
        "không còn thấy các tệp của {n} thông báo, quá nửa trong {held} thông báo của nguồn này; "
        'chưa bỏ gì. Nếu đúng là đã xóa, hãy chạy viendan index --confirm-removals "{folder}"',
        n=count,
        held=held,
        folder=folder,
    )


def _cut_reason(folder: str, count: int, held: int) -> Reason:
    return because(
        "tệp này không còn {n} trong {held} thông báo đã xuất (chép dở, hay bị cắt ngắn?); chưa bỏ "
        'gì. Nếu đúng là vậy, hãy chạy viendan index --confirm-removals "{folder}"',
        n=count,
        held=held,
        folder=folder,
    )
