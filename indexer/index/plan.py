"""What is to be built: the sources asked for, against the index as it was committed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.corrections import Correction, read_corrections
from indexer.documents import SECONDS, Found, SourceFile, lies_in, look_through, told
from indexer.index.changes import FileChange, Known, compare
from indexer.index.entry import VERSION
from indexer.index.fingerprints import Parts, current_parts
from indexer.index.manifest import DamagedManifest, Manifest, damaged, read_manifest
from indexer.index.outcomes import Labels, Report, planned
from indexer.index.records import DamagedRecords, FileRecord, read_records
from indexer.index.whoosh.committed import Held
from indexer.index.whoosh.store import open_index
from indexer.model import because
from indexer.paths import SAMPLE_NOTICES, corrections_of
from indexer.problems import IndexProblem


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller asked for."""

    sources: Sequence[Path] | None
    keep_others: bool = False
    province: str | None = None
    corrections: Path | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is there, what is wanted, and how they differ."""

    manifest: Manifest | None
    sources: tuple[Path, ...]
    known: Known
    held: Held
    changes: list[FileChange]
    labels: Labels
    report: Report

    @property
    def is_needed(self) -> bool:
        """Whether anything must be written."""
        old = self.manifest
        return (
            old is None
            or not (self.known.readable and self.known.listed)
            or not self.report.nothing_new
            or old.parts != self.known.now
            or old.seconds != self.known.seconds
            or set(old.sources) != {str(one) for one in self.sources}
        )


def make_plan(wish: Wish, directory: Path) -> Plan:
    """Compare what is asked for with what is there; raises ``FileNotFoundError``."""
    manifest = manifest_for(wish, directory)
    sources, lost = _sources(wish, manifest)
    found = look_through((one for one in sources if one not in lost), directory)
    files = found.files
    corrected_in = wish.corrections or corrections_of(directory)
    corrections = read_corrections(corrected_in)
    held, readable = _held(directory, manifest)
    records, listed = _records(directory, manifest, held if readable else None)
    province = wish.province or (manifest.province if manifest else None)
    known = Known(
        records=records,
        parts=_parts_of(manifest),
        now=current_parts(),
        province=manifest.province if manifest else province,
        new_province=province,
        readable=readable,
        listed=listed,
        seconds=wish.seconds or (manifest and manifest.seconds) or SECONDS,
        lost=tuple(map(str, (*lost, *found.closed.values()))),
        corrections=corrections,
    )
    changes = compare([one for one in files if _is_nameable(one)], known)
    labels = Labels(changes)
    report = planned(changes, labels)
    report.being_written = found.being_written
    for file in files:
        if not _is_nameable(file):
            reason = because("tên tệp không phải UTF-8; hãy đổi tên tệp")
            report.failed[told(file.source)] = reason
    _name_unseen(lost, found, known.records, report)
    if not (files or lost or report.failed):
        _name_empty(sources, report)
    _name_unused(corrections, corrected_in.name, changes, report)
    return Plan(manifest, sources, known, held, changes, labels, report)


def manifest_for(wish: Wish, directory: Path) -> Manifest | None:
    """The manifest that a build starts from; None for a new index.

    A damaged one is made anew where the sources are named.  Else nobody knows them any more, and
    what the index holds is not given up for the sample notices.
    """
    try:
        manifest = read_manifest(directory)
    except DamagedManifest:
        if wish.sources:
            return None
        raise
    if manifest is None and not wish.sources and any(directory.glob("_MAIN_*.toc")):
        raise damaged(directory)
    return manifest


def _sources(wish: Wish, manifest: Manifest | None) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The sources of the new state, and those of them that are not there today.

    Only a source that is remembered may be missing, as on a drive that is not mounted; one
    that is asked for must exist.
    """
    given = [one.resolve() for one in wish.sources or ()]
    _refuse_special(given)
    remembered = [Path(one) for one in manifest.sources] if manifest else []
    if given and not wish.keep_others:
        return _outermost(given), ()
    sources = _outermost([*remembered, *given] or [SAMPLE_NOTICES])
    return sources, tuple(one for one in sources if one not in given and not os.path.exists(one))


def _refuse_special(given: Iterable[Path]) -> None:
    """A pipe may never end, and a device like ``/dev/zero`` never does."""
    for path in given:
        if os.path.exists(path) and not (os.path.isdir(path) or os.path.isfile(path)):
            raise IndexProblem(
                because(
                    "{path} là ống, thiết bị hay ổ cắm, không phải tệp hay thư mục. "
                    "Hãy ghi nội dung ra một tệp rồi nêu tệp đó",
                    path=path,
                )
            )


def _parts_of(manifest: Manifest | None) -> Parts:
    """What an index was made with; of another version no more than the texts is worth keeping."""
    if manifest is None:
        return current_parts()
    if manifest.schema != VERSION:
        return Parts(reading=manifest.parts.reading)
    return manifest.parts


def _held(directory: Path, manifest: Manifest | None) -> tuple[Held, bool]:
    """What the committed index holds, and whether it can be opened; a damaged one is made anew."""
    if manifest is None:
        return Held(), True
    try:
        return Held(open_index(directory, any_version=True)), True
    except IndexProblem:
        return Held(), False


def _records(
    directory: Path, manifest: Manifest | None, held: Held | None
) -> tuple[list[FileRecord], bool]:
    """What is known of the files, and whether it is the list; a damaged one is made anew.

    ``held`` is None where the index cannot be opened.
    """
    if manifest is None:
        return [], True
    try:
        return read_records(directory / manifest.records, held.count if held else None), True
    except DamagedRecords:
        return held.files(manifest.sources) if held else [], False


def _outermost(sources: Iterable[Path]) -> tuple[Path, ...]:
    """Each source once, without those that lie below another."""
    once = list(dict.fromkeys(sources))
    return tuple(one for one in once if not any(other in one.parents for other in once))


def _is_nameable(file: SourceFile) -> bool:
    """Whether a name can be written down; the bytes of a foreign encoding cannot."""
    try:
        str(file.path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _name_unseen(
    lost: Sequence[Path], found: Found, records: Sequence[FileRecord], report: Report
) -> None:
    """What could not be looked at, each once, with the number of notices kept of it."""

    def held(folder: Path) -> int:
        return sum(len(one.notices) for one in records if lies_in(one.path, str(folder)))

    report.failed.update(found.problems)
    for path in lost:
        report.failed[told(str(path))] = because(
            "không thấy nguồn này (ổ đĩa chưa gắn, hay thiếu quyền?); "
            "số thông báo được giữ nguyên: {n}",
            n=held(path),
        )
    for name, path in found.closed.items():
        report.failed[name] = because(
            "không vào được thư mục này; hãy cấp quyền rồi lập chỉ mục lại; "
            "số thông báo được giữ nguyên: {n}",
            n=held(path),
        )


def _name_empty(sources: Iterable[Path], report: Report) -> None:
    """That nothing was found is rarely what was meant, and is no success."""
    for path in sources:
        report.failed[told(str(path))] = because("không tìm thấy tệp nào trong thư mục này")


def _name_unused(
    corrections: Mapping[str, tuple[Correction, ...]],
    file: str,
    changes: Iterable[FileChange],
    report: Report,
) -> None:
    """A correction that no notice has is a mistake that nobody would notice."""
    ids = {job.id for one in changes for job in one.jobs}
    ids |= {id_ for one in changes for id_ in one.record.notices}
    for notice_id in sorted(corrections.keys() - ids):
        report.failed[f"{file}: {notice_id}"] = because("không có thông báo nào có id này")
