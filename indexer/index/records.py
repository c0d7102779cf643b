"""What a committed index knows of each file it was made from, and how a file is looked at."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.directives import ToldNumber
from indexer.documents import UNREAD, Abilities, SourceFile, lies_in, outer_file, ways_inside
from indexer.index.retry import Retry
from indexer.model import Page, Reason, because
from indexer.problems import IndexProblem
from indexer.regular_file import open_regular
from indexer.stages import StageFailure

_START = 64
_CHUNK = 1 << 18

_YOUNG = 2_000_000_000
"""A file changed so few nanoseconds ago may change again without a trace in its times."""

_DAY = 24 * 3600

_SKEW = 3600 * 1_000_000_000
"""A server's clock may be ahead of this one by as much.  A time still later is of a clock that was
wrong or has been set back, and whatever changes the file leaves another one."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the file system says of a file without opening it; times in nanoseconds."""

    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True)
class FileHead:
    """How a file begins, which tells its kind, and its size in bytes."""

    start: bytes
    size: int


@dataclass(frozen=True, slots=True)
class UnreadPages:
    """Pages of a file that is searchable without them, and why the first was not read."""

    numbers: tuple[int, ...]
    reason: Reason

    @classmethod
    def among(cls, pages: Sequence[Page]) -> UnreadPages | None:
        """Those of a document; None when all were read."""
        unread = {page.number: page.reason for page in pages if page.method == UNREAD}
        reasons = [*filter(None, unread.values()), because("là ảnh")]
        return cls(tuple(unread), reasons[0]) if unread else None


@dataclass(frozen=True, slots=True)
class Intake:
    """When the index came to hold a notice, in seconds since 1970: the commit that ``first`` held
    it, and the one that last ``changed`` its paper; None where nobody wrote it down."""

    first: int | None = None
    changed: int | None = None

    def is_plausible(self, now: float) -> bool:
        """Whether these are times that may have been, as those that come in may not be."""
        known = [one for one in (self.first, self.changed) if one is not None]
        return all(0 <= one <= now + _DAY for one in known)


@dataclass(frozen=True, slots=True)
class Leaning:
    """Of which registers a notice asks what the collection's other papers tell, and a mark of what
    they told when it was understood; empty for nothing."""

    registers: tuple[str, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The level of secrecy of a paper that the index may not hold, and why that is its level."""

    level: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last looked at.

    ``digest`` is the SHA-256 of its bytes, empty when they could not be read; ``stamp`` is None
    when it was too young to be trusted.  ``notices`` are the ids of what the index holds of it.
    With a ``failure`` these are from its last good version; ``retry`` is when it is tried again
    where that failure may pass.  An ``export`` holds several notices, and its failure is that of a
    line.  ``abilities`` are what the reading could draw on where it did not
    come to the end of the file, else None; ``unread`` the pages that it left out.
    ``not_understood`` are the stages that failed, by notice.
    ``secrecy`` are the levels of its notices that have one; ``refused`` are the notices that the
    index may not hold for theirs, of which, and of a file that gave no others, there is no digest.
    ``intakes`` say since when its notices are held, where that is known; they are no part of what
    makes two indexes the same.
    ``leads`` are the notices to which other addresses lead, by the address.  A file without a
    notice of its own is a copy of the one that it leads to (:attr:`copy_of`), and its :attr:`alias`
    the address that it would have, or had, by itself.
    ``is_scan`` is whether OCR has read it, or a part of it.
    ``papers`` say of its notices which may be one paper with another file's
    (:func:`~indexer.index.same_paper.paper_key`).
    ``tells`` is what of its notices tell the others of their committees' numbers, ``leans`` which
    of them ask for it (:mod:`indexer.index.collection`).
    ``copies`` are those that an export tells of, by notice: the source of each by its address.
    ``corrections`` is the fingerprint of the corrections applied.  ``path`` is empty where it is
    not known in which export the notices came (:mod:`indexer.index.recovery`).
    """

    path: str
    source: str
    digest: str
    stamp: FileStamp | None = None
    notices: tuple[str, ...] = ()
    failure: Reason | None = None
    export: bool = False
    abilities: Abilities | None = None
    unread: UnreadPages | None = None
    corrections: str = ""
    not_understood: dict[str, tuple[StageFailure, ...]] = field(default_factory=dict)
    retry: Retry | None = None
    secrecy: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    intakes: dict[str, Intake] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    is_scan: bool = False
    papers: dict[str, str] = field(default_factory=dict)
    copies: dict[str, dict[str, str]] = field(default_factory=dict)
    tells: dict[str, ToldNumber] = field(default_factory=dict)
    leans: dict[str, Leaning] = field(default_factory=dict)

    @property
    def alias(self) -> str:
        """The address of the file itself where it is not that of its notice; empty for none."""
        return next(iter(self.leads), "")

    @property
    def copy_of(self) -> str:
        """The notice that another file stands for, and this one is too; empty for none."""
        return "" if self.notices or self.export else self.leads.get(self.alias, "")

    @property
    def addresses(self) -> list[str]:
        """The addresses by which its one notice is known, that of the notice first."""
        return [*self.notices, *self.leads]

    def leads_to(self, ids: Container[str], without: Container[str]) -> dict[str, str]:
        """The addresses that lead to some notices, but for those that are notices now."""
        return {
            alias: one for alias, one in self.leads.items() if one in ids and alias not in without
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its notices, and of those that were refused."""
        return (*self.notices, *self.refused)

    def without_levels(self, admitted: Sequence[str]) -> FileRecord:
        """The record with those notices refused whose level is not admitted (any more)."""
        barred = {one: level for one, level in self.secrecy.items() if level not in admitted}
        if not barred:
            return self
        refused = {
            one: Refusal(
                level,
                because("độ mật {level}, mức này không còn được nhận vào chỉ mục", level=level),
            )
            for one, level in barred.items()
        }
        left = replace(
            self,
            notices=tuple(one for one in self.notices if one not in barred),
            secrecy={one: level for one, level in self.secrecy.items() if one not in barred},
            refused=self.refused | refused,
            intakes={one: when for one, when in self.intakes.items() if one not in barred},
        )
        return left.forgotten(barred)

    def forgotten(self, ids: Iterable[str]) -> FileRecord:
        """The record with nothing in it that was learnt from the words of some notices."""
        gone = set(ids)
        failures = {one: some for one, some in self.not_understood.items() if one not in gone}
        if self.export:
            copies = {one: some for one, some in self.copies.items() if one not in gone}
            return replace(self, not_understood=failures, copies=copies)
        return replace(self, digest="", abilities=None, unread=None, not_understood=failures)


def intakes_of(records: Iterable[FileRecord]) -> dict[str, Intake]:
    """Since when the notices of some files are held, of each for which that is known."""
    return {one: record.intakes[one] for record in records for one in record.intakes}


def aliases_of(records: Sequence[FileRecord]) -> dict[str, dict[str, str]]:
    """The other addresses of each notice that has some, with the source of the file of each.

    A file that is here goes before what an export tells of one.
    """
    known: dict[str, tuple[str, str]] = {}
    for one in records:
        for line_id in one.copies.keys() & {*one.notices, *one.leads}:
            notice_id = one.leads.get(line_id, line_id)
            known |= {alias: (notice_id, told) for alias, told in one.copies[line_id].items()}
    for one in records:
        known |= {alias: (notice_id, one.source) for alias, notice_id in one.leads.items()}
    found: dict[str, dict[str, str]] = {}
    for alias, (notice_id, source) in sorted(known.items()):
        found.setdefault(notice_id, {})[alias] = source
    return found


def listed_notices(records: Iterable[FileRecord]) -> set[str]:
    """The ids of what the index holds of some files."""
    return {notice_id for one in records for notice_id in one.notices}


def count_below(folder: str, records: Iterable[FileRecord]) -> int:
    """How many notices the index holds of the files in a folder."""
    return sum(len(one.notices) for one in records if lies_in(one.path, folder))


def with_whole_lists(kept: Iterable[FileRecord], dropped: Iterable[FileRecord]) -> list[FileRecord]:
    """The records to be kept, of which those of an archive or a letter are believed to be all.

    Where some of one and the same state of it are dropped, as when its disk was away or went away
    amid the reading, the others lose their stamp, so that it is opened again.
    """
    partial = {(outer, one.stamp) for one in dropped for outer, _ in ways_inside(one.path)}
    return [
        replace(one, stamp=None)
        if partial and any((outer, one.stamp) in partial for outer, _ in ways_inside(one.path))
        else one
        for one in kept
    ]


class DamagedRecords(IndexProblem):
    """The list of a committed state is not there any more, or not what this program wrote."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            because(
                "Danh sách tệp của chỉ mục, {path}, bị hỏng hoặc mất; vẫn tra cứu được. "
                "Hãy chạy lại viendan index với --index {directory}",
                path=path,
                directory=path.parent,
            )
        )


def file_stamp(file: SourceFile) -> FileStamp | None:
    """What the file system says of a file; None when that may not be trusted yet."""
    try:
        found = os.lstat(file.location)
    except OSError:
        return None
    now = time.time_ns()
    if any(now - _YOUNG < at <= now + _SKEW for at in (found.st_mtime_ns, found.st_ctime_ns)):
        return None
    return FileStamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def file_head(file: SourceFile) -> FileHead:
    """How a file begins; raises ``OSError``."""
    if file.start:  # of one within another it has been told
        return FileHead(file.start, file.size)
    with open_regular(file.location) as stream:
        return FileHead(stream.read(_START), os.fstat(stream.fileno()).st_size)


def digest_of(file: SourceFile) -> str:
    """SHA-256 of a file, or an empty text where it cannot be read, or taken out of another."""
    if file.digest or outer_file(str(file.path))[1]:
        return file.digest
    digest = hashlib.sha256()
    try:
        with open_regular(file.location) as stream:
            left = os.fstat(stream.fileno()).st_size
            while left > 0 and (chunk := stream.read(min(left, _CHUNK))):
                digest.update(chunk)
                left -= len(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
