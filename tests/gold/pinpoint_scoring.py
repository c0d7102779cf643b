"""Pinpoints in passages by someone who has not seen the rules (tests/gold/pinpoints).

* a **span** is right when it is a label's to the letter;
* its **parts** are exact when all that are pointed to at that span are those of the labels, each
  with every part that it lies in, and no more;
* its **owner** is right when they belong to the citations of the labels, to the paper itself or to
  none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.citations import read_citations
from indexer.citations.pinpoint_parts import FIELDS
from indexer.model import Pinpoint

PINPOINTS = Path(__file__).parent / "pinpoints"

Parts = tuple[str | None, ...]
Places = Mapping[tuple[int, int], frozenset[tuple[Parts, object]]]
"""At each span what is pointed to: its parts, and the start of its citation, or its target."""


@dataclass(frozen=True, slots=True)
class JudgedSpan:
    """A span of a label, or one that was found, with what each says of it; None for one alone."""

    passage: Mapping[str, Any]
    span: tuple[int, int]
    label: frozenset[tuple[Parts, object]] | None
    found: frozenset[tuple[Parts, object]] | None

    @property
    def is_found(self) -> bool:
        """Whether the span is that of a label."""
        return self.label is not None and self.found is not None

    @property
    def has_parts(self) -> bool:
        """Whether the parts are those of the label."""
        return self._each(0)

    @property
    def has_owner(self) -> bool:
        """Whether it belongs to what the label says."""
        return self._each(1)

    def _each(self, at: int) -> bool:
        if self.label is None or self.found is None:
            return False
        return {one[at] for one in self.label} == {one[at] for one in self.found}

    def __str__(self) -> str:
        """The disagreement, for people."""
        words = " ".join(self.passage["text"][slice(*self.span)].split())
        return f"{self.passage['id']} {words!r}: {self.label}; found: {self.found}"


def pinpoint_passages(held_out: bool = False, more: bool = False) -> list[Mapping[str, Any]]:
    """The passages to work with, or those that are kept apart; of the first set, or of ``more``."""
    names = ["more"] * more + ["held_out"] * held_out
    lines = (PINPOINTS / "_".join(names) / "passages.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judge_pinpoints(passages: Iterable[Mapping[str, Any]]) -> Iterator[JudgedSpan]:
    """Every span of a label, and every one that was found."""
    for passage in passages:
        labels, found = _labelled(passage), _found(passage["text"])
        for span in sorted({*labels, *found}):
            yield JudgedSpan(passage, span, labels.get(span), found.get(span))


def pinpoint_figures(judged: Iterable[JudgedSpan]) -> dict[str, float]:
    """F1 of the spans, and of the spans that were found the share with exact parts and owners."""
    spans = list(judged)
    right = [one for one in spans if one.is_found]
    labels = sum(one.label is not None for one in spans)
    found = sum(one.found is not None for one in spans)
    return {
        "span_f1": 2 * len(right) / (labels + found),
        "parts": sum(one.has_parts for one in right) / len(right),
        "owners": sum(one.has_owner for one in right) / len(right),
    }


def _labelled(passage: Mapping[str, Any]) -> Places:
    places = defaultdict[tuple[int, int], set[tuple[Parts, object]]](set)
    tied = ((one, cited["start"]) for cited in passage["citations"] for one in cited["pinpoints"])
    free = ((one, one["target"]) for one in passage["pinpoints"])
    for one, owner in [*tied, *free]:
        parts = tuple(None if one[name] is None else str(one[name]) for name in FIELDS)
        places[one["start"], one["end"]].add((parts, owner))
    return {span: frozenset(each) for span, each in places.items()}


def _found(text: str) -> Places:
    places = defaultdict[tuple[int, int], set[tuple[Parts, object]]](set)
    read = read_citations(text)
    tied = ((one, cited.span.start) for cited in read.citations for one in cited.pinpoints)
    for one, owner in [*tied, *((one, one.target) for one in read.pinpoints)]:
        places[tuple(one.span)].add((_parts(one), owner))
    return {span: frozenset(each) for span, each in places.items()}


def _parts(one: Pinpoint) -> Parts:
    return tuple(getattr(one, name) for name in FIELDS)
