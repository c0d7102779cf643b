"""Which file has what another had: one that has moved, or the first copy of one that is gone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from indexer.documents import SourceFile
from indexer.index.records import FileRecord, listed_notices
from indexer.index.twins import known_digest


def found_again(
    gone: Iterable[FileRecord], files: Iterable[SourceFile], records: Mapping[str, FileRecord]
) -> dict[str, FileRecord]:
    """By path, the record of the vanished file that had its bytes; of twins the namesake."""
    vanished: dict[str, list[FileRecord]] = {}
    for record in gone:
        if record.digest:
            vanished.setdefault(record.digest, []).append(record)
    found: dict[str, FileRecord] = {}
    if not vanished:
        return found
    for file in files:
        path = str(file.path)
        twins = vanished.get(known_digest(file, records.get(path)))
        if twins:
            same = [one for one in twins if Path(one.path).name == file.path.name]
            found[path] = (same or twins)[0]
            twins.remove(found[path])
    return found


def heirs_of(
    gone: Iterable[FileRecord],
    renamed: Iterable[FileRecord],
    known: Iterable[tuple[str, FileRecord]],
    copies: Container[str],
) -> dict[str, str]:
    """The notices of files that are gone, by the path of the first of their copies, which takes the
    place and the address of each.

    Those ``renamed`` are not gone.  ``known`` are the files that are here and what is known of
    them, in their order.  Those whose bytes another file has are no heirs (``copies``): that one
    is.
    """
    left = {id_ for one in gone if not one.export for id_ in one.notices}
    left -= listed_notices(renamed)
    heirs: dict[str, str] = {}
    if not left:
        return heirs
    for path, record in known:
        if record.copy_of in left and path not in copies:
            heirs[path] = record.copy_of
            left.remove(record.copy_of)
    return heirs


def places_of(
    records: Iterable[FileRecord], known: Iterable[tuple[str, FileRecord]]
) -> dict[str, str]:
    """The paths of the files of those notices to which other addresses lead."""
    wanted = {id_ for one in records for id_ in one.leads.values()}
    if not wanted:
        return {}
    return {id_: path for path, one in known for id_ in one.notices if id_ in wanted}
