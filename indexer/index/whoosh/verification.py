"""Whether all files of the committed state are as they were written, and which are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.index.whoosh import checked_file
from indexer.index.whoosh.damage import DamageReporting
from indexer.index.whoosh.files import committed_manifest
from indexer.index.whoosh.manifest import read_file_list
from indexer.index.whoosh.segment import SegmentInfo
from indexer.index.whoosh.segments_file import read_segments
from indexer.problems import IndexProblem


def check_segments(directory: Path, segments: list[SegmentInfo], *, deep: bool) -> None:
    """Raise what is wrong with the first damaged file of some segments, if one is."""
    for problem in _damaged_files(directory, segments, deep=deep):
        raise problem


def find_damage(directory: Path, *, deep: bool) -> Iterator[IndexProblem]:
    """What is wrong with each file of an index: its size and whether it is there, or ``deep`` with
    every byte.  Of files without checksums, from an earlier version, nothing can be told."""
    try:
        manifest = committed_manifest(directory)
    except IndexProblem as problem:
        yield problem
        return
    if manifest is None:
        return
    segments, count = [], None
    try:
        with DamageReporting(directory):
            segments = read_segments(directory, manifest)
        count = sum(one.live for one in segments)
    except IndexProblem as problem:
        yield problem
    try:
        read_file_list(directory, manifest, count)
    except IndexProblem as problem:
        yield problem
    yield from _damaged_files(directory, segments, deep=deep)


def _damaged_files(
    directory: Path, segments: list[SegmentInfo], *, deep: bool
) -> Iterator[IndexProblem]:
    for info in segments:
        if info.sums is None:
            continue
        try:
            with DamageReporting(directory):
                sums = checked_file.read_sums(info.sums_in(directory), info.sums)
        except IndexProblem as problem:
            yield problem
            continue
        for extension, own in sums.items():
            try:
                with DamageReporting(directory):
                    checked_file.check_file(directory / f"{info.name}{extension}", own, deep=deep)
            except IndexProblem as problem:
                yield problem
