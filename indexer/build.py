"""Corpus → index: read every file, understand it, write it; name what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import LockError
from whoosh.writing import CLEAR, IndexWriter

from indexer.directives import Registry
from indexer.documents import SourceFile, UnreadableDocument, find_files, read
from indexer.gazetteer import Gazetteer, gazetteer
from indexer.model import Document, Reading, Reason, because
from indexer.project import REGISTRY
from indexer.schema import VERSION, make_card, make_entry
from indexer.storage import (
    IndexProblem,
    Manifest,
    create_index,
    knowledge,
    read_manifest,
    write_manifest,
)
from indexer.understanding import understand

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


@dataclass(slots=True)
class Report:
    """What a build did: ids by source, failures with reasons, and whether anything was written."""

    indexed: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Reason] = field(default_factory=dict)
    unchanged: bool = False


def is_stale(sources: Sequence[Path], directory: Path) -> bool:
    """Whether an index is missing, or made of other files or by another version."""
    manifest = read_manifest(directory)
    return manifest is None or not _is_current(manifest, find_files(sources))


def build(
    sources: Sequence[Path],
    directory: Path,
    progress: Progress | None = None,
    *,
    default_province: str | None = None,
) -> Report:
    """Make the index in ``directory`` hold exactly the notices of ``sources``.

    Readers of the old index see it until the new one is whole.  Raises
    :class:`~indexer.storage.IndexProblem` when the directory cannot be written or another
    build holds it, and ``FileNotFoundError`` for a source that does not exist.
    """
    files = find_files(sources)
    manifest = read_manifest(directory)
    if manifest is not None and _is_current(manifest, files):
        return Report(failed=dict(manifest.failed), unchanged=True)
    index = create_index(directory)
    try:
        # Plain files rather than one compound file: Whoosh copies a compound file into memory.
        writer = index.writer(limitmb=256, compound=False)
    except LockError:
        raise IndexProblem(
            because(
                "Một chương trình khác đang lập chỉ mục ở {directory}. Hãy đợi nó xong",
                directory=directory,
            )
        ) from None
    try:
        report = _write_all(writer, files, progress, default_province)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=CLEAR)
    digests = {file.source: _digest(file) for file in files}
    generation = hashlib.sha256(repr((VERSION, knowledge(), digests)).encode()).hexdigest()[:16]
    manifest = Manifest(VERSION, knowledge(), generation, digests, report.failed)
    write_manifest(directory, manifest)
    return report


def _write_all(
    writer: IndexWriter,
    files: Sequence[SourceFile],
    progress: Progress | None,
    default_province: str | None,
) -> Report:
    report = Report()
    places = gazetteer()
    for done, (file, result) in enumerate(read_all(files, places, default_province), start=1):
        if isinstance(result, UnreadableDocument):
            report.failed[file.source] = result.reason
        elif result.document.id in report.indexed.values():
            report.failed[file.source] = because(
                "trùng địa chỉ với một tệp khác ở cùng đường dẫn; hãy đổi tên tệp"
            )
        else:
            report.indexed[file.source] = result.document.id
            card = make_card(result, str(file.path.resolve()), places)
            writer.add_document(**make_entry(result, card, places))
        if progress:
            progress(done, len(files))
    return report


def read_all(
    files: Iterable[SourceFile], places: Gazetteer, default_province: str | None = None
) -> Iterator[tuple[SourceFile, Reading | UnreadableDocument]]:
    """Each file with its reading, or with the reason why it has none."""
    registry = Registry.load(REGISTRY)
    for file in files:
        try:
            document: Document = read(file)
        except UnreadableDocument as problem:
            yield file, problem
        else:
            yield file, understand(document, registry, places, default_province)


def _is_current(manifest: Manifest, files: Sequence[SourceFile]) -> bool:
    return (
        manifest.schema == VERSION
        and manifest.knowledge == knowledge()
        and manifest.files == {file.source: _digest(file) for file in files}
    )


def _digest(file: SourceFile) -> str:
    """SHA-256 of a file, or an empty text where it cannot be read."""
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
