"""Gold data (dữ liệu mẫu): where they lie, and the floors of the scores on them.

``corpus/gold/floors.toml`` pins, for each gold set, the floor that each measure must reach or
the ceiling that it must not pass, with the fingerprint of the data: neither moves silently.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol

from indexer.model import Reason, because
from indexer.paths import GOLD
from indexer.problems import IndexProblem
from indexer.regular_file import read_named

GoldSet = Literal["citations", "places", "search"]

_MOST = 256 * 1024 * 1024
"""Bytes of a file of labelled cases."""


class Score(Protocol):
    """What a scorer found."""

    def measures(self) -> dict[str, float]:
        """Each measure by the name that ``floors.toml`` and ``viendan check`` give it."""


def gold_files(name: GoldSet, folder: Path = GOLD) -> list[Path]:
    """The project's own files of one gold set, in order.

    >>> [path.name for path in gold_files("search")]
    ['cited.jsonl', 'place.jsonl', 'text.jsonl']
    """
    return sorted((folder / name).glob("*.jsonl"))


def read_rows(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The labelled cases of JSON-lines files, in order; raises :class:`IndexProblem`."""
    for path in files:
        try:
            for line in read_named(path, _MOST).decode("utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)
        except (OSError, ValueError) as error:
            raise IndexProblem(
                because("Không đọc được {path}: {error}", path=path, error=error)
            ) from None


def fingerprint(files: Iterable[Path]) -> str:
    """A digest of names and contents: a floor holds only for the data it was pinned on."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + read_named(path, _MOST) + b"\0")
    return digest.hexdigest()


def check_floors(name: GoldSet, score: Score, folder: Path = GOLD) -> list[Reason]:
    """Where a score on the project's own gold is too low, or the gold not what was pinned."""
    pinned = tomllib.loads((folder / "floors.toml").read_text("utf-8"))[name]
    reached = score.measures()
    return [
        *_changed(pinned["fingerprint"], gold_files(name, folder)),
        *_below(pinned["floors"], reached),
        *_above(pinned.get("ceilings", {}), reached),
    ]


def _changed(pinned: str, files: Iterable[Path]) -> Iterator[Reason]:
    if pinned != fingerprint(files):
        yield because("dữ liệu mẫu đã đổi so với dấu vân tay ghi trong floors.toml")


def _below(floors: Mapping[str, float], reached: Mapping[str, float]) -> Iterator[Reason]:
    for measure, floor in floors.items():
        if reached[measure] < floor:
            yield because(
                "{measure} là {reached}, dưới mức sàn {floor}",
                measure=measure, reached=f"{reached[measure]:.4f}", floor=floor,
            )  # fmt: skip


def _above(ceilings: Mapping[str, float], reached: Mapping[str, float]) -> Iterator[Reason]:
    for measure, ceiling in ceilings.items():
        if reached[measure] > ceiling:
            yield because(
                "{measure} là {reached}, trên mức trần {ceiling}",
                measure=measure, reached=reached[measure], ceiling=ceiling,
            )  # fmt: skip
