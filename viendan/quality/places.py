"""Scoring places against labelled passages (``corpus/gold/places/*.jsonl``).

A passage counts span by span: a resolved place is right when a label overlaps it and names the
same key.  Precision is over all that was resolved, recall over all labels that are resolved; a
mention in a passage about persons that no label covers is a person taken for a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.gazetteer import Gazetteer
from indexer.model import Outcome, PartialDate, PlaceResolution, Span
from indexer.places import resolve_places
from viendan.quality.gold import gold_files, read_rows

_PERSONS = "person-name"


@dataclass(frozen=True, slots=True)
class LabelledPlace:
    """What a passage's author says of one stretch of it."""

    span: Span
    place: str | None
    status: Outcome
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacePassage:
    """A labelled passage; ``province`` is the default of its collection."""

    id: str
    text: str
    issued: PartialDate | None
    province: str | None
    kind: str
    labels: tuple[LabelledPlace, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One disagreement, for people who mend rules."""

    passage: str
    span: Span
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """The counts behind precision and recall."""

    right: int
    resolved: int
    labelled: int
    persons: int
    mismatches: tuple[Mismatch, ...]

    @property
    def precision(self) -> float:
        """Right among all that was resolved."""
        return self.right / self.resolved if self.resolved else 1.0

    @property
    def recall(self) -> float:
        """Right among all labels that are resolved."""
        return self.right / self.labelled if self.labelled else 1.0

    def measures(self) -> dict[str, float]:
        """Precision, recall, and the persons taken for places."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "persons_taken_for_places": self.persons,
        }


def read_passages(files: Iterable[Path]) -> list[PlacePassage]:
    """The labelled passages of JSON-lines files, in order."""
    return [_passage(row) for row in read_rows(files)]


def gold_passages() -> list[PlacePassage]:
    """The project's own labelled passages."""
    return read_passages(gold_files("places"))


def score(passages: Iterable[PlacePassage], known: Gazetteer) -> PlaceScore:
    """Resolve all passages and count."""
    right = resolved = labelled = persons = 0
    mismatches: list[Mismatch] = []
    for passage in passages:
        found = resolve_places(passage.text, known, passage.issued, passage.province)
        labelled += sum(label.status is Outcome.RESOLVED for label in passage.labels)
        resolved += sum(r.outcome is Outcome.RESOLVED for r in found)
        right += sum(_right(r, passage.labels) for r in found)
        if passage.kind == _PERSONS:
            persons += sum(_label_at(r, passage.labels) is None for r in found)
        mismatches.extend(_mismatches(passage, found))
    return PlaceScore(right, resolved, labelled, persons, tuple(mismatches))


def _passage(row: dict[str, Any]) -> PlacePassage:
    labels = [
        LabelledPlace(
            Span(place["start"], place["end"]),
            place["place"],
            Outcome(place["status"]),
            tuple(place.get("candidates", ())),
        )
        for place in row["places"]
    ]
    issued = PartialDate.parse(row["issued"]) if row.get("issued") else None
    return PlacePassage(
        row["id"], row["text"], issued, row.get("province"), row["kind"], tuple(labels)
    )


def _label_at(found: PlaceResolution, labels: Iterable[LabelledPlace]) -> LabelledPlace | None:
    if found.mention is None:
        return None
    start, end = found.mention.span
    inside = (label for label in labels if start < label.span.end and label.span.start < end)
    return next(inside, None)


def _right(found: PlaceResolution, labels: Iterable[LabelledPlace]) -> bool:
    label = _label_at(found, labels)
    return found.place is not None and label is not None and label.place == found.place


def _mismatches(passage: PlacePassage, found: tuple[PlaceResolution, ...]) -> Iterator[Mismatch]:
    seen: set[LabelledPlace] = set()
    for resolution in found:
        label = _label_at(resolution, passage.labels)
        span = resolution.mention.span if resolution.mention else Span(0, 0)
        answer = resolution.place or f"{resolution.outcome}: {', '.join(resolution.candidates[:4])}"
        if label is None:
            yield Mismatch(passage.id, span, "—", answer)
            continue
        seen.add(label)
        if label.status is not resolution.outcome or label.place != resolution.place:
            yield Mismatch(passage.id, span, label.place or str(label.status), answer)
    for label in passage.labels:
        if label not in seen:
            yield Mismatch(passage.id, label.span, label.place or str(label.status), "—")
