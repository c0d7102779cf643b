"""Passages whose places are written as in hard real papers (tests/gold/places/README.md).

They are scored as the project's own passages are (:mod:`viendan.quality.places`).
"""

from __future__ import annotations

from pathlib import Path

from viendan.quality.places import PlacePassage, PlaceScore, read_passages

PLACES = Path(__file__).parent / "places"


def passage_files(held_out: bool = False) -> list[Path]:
    """The files of the passages to work with, or of those that are kept apart, by name."""
    return sorted((PLACES / "held_out" if held_out else PLACES).glob("*.jsonl"))


def place_passages(held_out: bool = False) -> list[PlacePassage]:
    """The passages of these files, in order."""
    return read_passages(passage_files(held_out))


def place_figures(score: PlaceScore) -> dict[str, float]:
    """What is pinned: precision, recall, and how many places are wrong and shown as certain."""
    measures = score.measures()
    return {
        "precision": measures["precision"],
        "recall": measures["recall"],
        "wrong": score.resolved - score.right,
    }
