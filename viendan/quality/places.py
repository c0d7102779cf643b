"""Scoring places against labelled passages (``corpus/gold/places/*.jsonl``).

A passage counts span by span: a resolved place is right when a label overlaps it and names the
same key.  Precision is over all that was resolved, recall over all labels that are resolved; a
mention in a passage about persons that no label covers is a person taken for a place.  The
floors stand beside the passages with a fingerprint, so that neither moves silently.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.model import Outcome, PartialDate, PlaceResolution, Span
from indexer.paths import GOLD
from indexer.places import find_and_resolve

GOLD_FOLDER = GOLD / "places"
_PERSONS = "person-name"


@dataclass(frozen=True, slots=True)
class Label:
    """What a passage's author says of one stretch of it."""

    span: Span
    place: str | None
    status: Outcome
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled passage; ``province`` is the default of its collection."""

    id: str
    text: str
    issued: PartialDate | None
    province: str | None
    kind: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement, for people who mend rules."""

    passage: str
    span: Span
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Score:
    """The counts behind precision and recall."""

    right: int
    resolved: int
    labelled: int
    persons: int
    misses: tuple[Miss, ...]

    @property
    def precision(self) -> float:
        """Right among all that was resolved."""
        return self.right / self.resolved if self.resolved else 1.0

    @property
    def recall(self) -> float:
        """Right among all labels that are resolved."""
        return self.right / self.labelled if self.labelled else 1.0


def read_passages(source: Path) -> list[Passage]:
    """All passages of a folder, by file and line, or those of one file."""
    return [
        _passage(json.loads(line))
        for path in (sorted(source.glob("*.jsonl")) if source.is_dir() else [source])
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


@dataclass(frozen=True, slots=True)
class Floors:
    """What the score must reach on just these passages."""

    precision: float
    recall: float
    persons: int
    fingerprint: str


def read_floors(folder: Path) -> Floors:
    """The pinned floors of a folder, from ``floors.toml``."""
    table = tomllib.loads((folder / "floors.toml").read_text("utf-8"))
    return Floors(
        table["precision"], table["recall"], table["persons_taken_for_places"],
        table["fingerprint"],
    )  # fmt: skip


def fingerprint(folder: Path) -> str:
    """A digest of all passages, whatever their order: a floor holds only for its passages."""
    lines = [
        line.strip()
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def score(passages: Iterable[Passage]) -> Score:
    """Resolve all passages and count."""
    right = resolved = labelled = persons = 0
    misses: list[Miss] = []
    for passage in passages:
        found = find_and_resolve(passage.text, passage.issued, passage.province)
        labelled += sum(label.status is Outcome.RESOLVED for label in passage.labels)
        resolved += sum(r.outcome is Outcome.RESOLVED for r in found)
        right += sum(_right(r, passage.labels) for r in found)
        if passage.kind == _PERSONS:
            persons += sum(_label_at(r, passage.labels) is None for r in found)
        misses.extend(_misses(passage, found))
    return Score(right, resolved, labelled, persons, tuple(misses))


def _passage(row: dict[str, Any]) -> Passage:
    labels = [
        Label(
            Span(place["start"], place["end"]),
            place["place"],
            Outcome(place["status"]),
            tuple(place.get("candidates", ())),
        )
        for place in row["places"]
    ]
    return Passage(
        row["id"], row["text"], _date(row.get("issued")), row.get("province"), row["kind"],
        tuple(labels),
    )  # fmt: skip


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


def _label_at(found: PlaceResolution, labels: Iterable[Label]) -> Label | None:
    if found.mention is None:
        return None
    start, end = found.mention.span
    inside = (label for label in labels if start < label.span.end and label.span.start < end)
    return next(inside, None)


def _right(found: PlaceResolution, labels: Iterable[Label]) -> bool:
    label = _label_at(found, labels)
    return found.place is not None and label is not None and label.place == found.place


def _misses(passage: Passage, found: tuple[PlaceResolution, ...]) -> Iterator[Miss]:
    seen: set[Label] = set()
    for resolution in found:
        label = _label_at(resolution, passage.labels)
        span = resolution.mention.span if resolution.mention else Span(0, 0)
        told = resolution.place or f"{resolution.outcome}: {', '.join(resolution.candidates[:4])}"
        if label is None:
            yield Miss(passage.id, span, "—", told)
            continue
        seen.add(label)
        if label.status is not resolution.outcome or label.place != resolution.place:
            yield Miss(passage.id, span, label.place or str(label.status), told)
    for label in passage.labels:
        if label not in seen:
            yield Miss(passage.id, label.span, label.place or str(label.status), "—")
