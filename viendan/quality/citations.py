"""Scoring citations against labelled passages (``corpus/gold/citations/*.jsonl``).

A passage counts citation by citation; two citations may share one span (a list of terms, khóa).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.citations import find_citations
from indexer.directives import BodyKey, CitingContext, DirectiveKey, Registry, resolve
from indexer.model import UNKNOWN, Outcome, PartialDate, Reason, Resolution, Span, because
from viendan.quality.gold import gold_files, read_rows


@dataclass(frozen=True, slots=True)
class LabelledCitation:
    """What a passage's author says of one citation."""

    span: Span
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class CitationPassage:
    """A labelled passage; one without labels is a negative."""

    id: str
    text: str
    context: CitingContext
    labels: tuple[LabelledCitation, ...]


@dataclass(frozen=True, slots=True)
class LabelPair:
    """A label and what was found in its place; where one is None, the other stands alone."""

    passage: CitationPassage
    label: LabelledCitation | None
    found: Resolution | None

    @property
    def is_match(self) -> bool:
        """Whether something was found where the label is."""
        return self.label is not None and self.found is not None

    @property
    def is_exact(self) -> bool:
        """Whether the spans are the same."""
        if self.label is None or self.found is None:
            return False
        return _same_span(self.label, self.found)

    @property
    def is_right(self) -> bool:
        """Whether the citation was resolved to the label's key."""
        return (
            self.label is not None and self.found is not None and self.label.key == self.found.key
        )

    @property
    def is_right_without_term(self) -> bool:
        """Whether the key is right, the term left out of account."""
        if self.label is None or self.found is None:
            return False
        return _without_term(self.label.key) == _without_term(self.found.key)

    @property
    def is_false_positive(self) -> bool:
        """Whether a citation was found in a negative."""
        return self.label is None and not self.passage.labels

    @property
    def is_wrong_link(self) -> bool:
        """Whether a citation was linked to a directive that is not the label's."""
        linked = self.found is not None and self.found.outcome is Outcome.RESOLVED
        return linked and not self.is_right

    def __str__(self) -> str:
        """The disagreement, for people."""
        found, label, passage = self.found, self.label, self.passage
        span = label.span if label else found.citation.span if found else Span(0, 0)
        expected = label.key if label else "—"
        resolved = f"{found.key} ({found.outcome}: {found.reason})" if found else "—"
        return f"{passage.id}: {' '.join(span.of(passage.text).split())!r}: {expected} ≠ {resolved}"


@dataclass(frozen=True, slots=True)
class CitationScore:
    """How labels and what was found agree over a set of passages."""

    pairs: tuple[LabelPair, ...]

    def measures(self) -> dict[str, float]:
        """F1 of the spans that overlap or are the same, accuracy of the keys, and what is wrong."""
        labelled = sum(one.label is not None for one in self.pairs)
        found = sum(one.found is not None for one in self.pairs)
        matched = sum(one.is_match for one in self.pairs)
        exact = sum(one.is_exact for one in self.pairs)
        right = sum(one.is_right for one in self.pairs)
        right_without_term = sum(one.is_right_without_term for one in self.pairs)
        return {
            "span_f1": _share(2 * matched, labelled + found),
            "exact_span_f1": _share(2 * exact, labelled + found),
            "key_accuracy": _share(right, matched),
            "key_accuracy_without_term": _share(right_without_term, matched),
            "false_positives": sum(one.is_false_positive for one in self.pairs),
            "wrong_links": sum(one.is_wrong_link for one in self.pairs),
        }

    def mistakes(self) -> list[Reason]:
        """Each citation that should not have been found or linked."""
        false_positives = (one for one in self.pairs if one.is_false_positive)
        wrong_links = (one for one in self.pairs if one.is_wrong_link)
        return [
            *(because("viện dẫn tìm nhầm: {line}", line=one) for one in false_positives),
            *(because("liên kết sai: {line}", line=one) for one in wrong_links),
        ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def read_passages(files: Iterable[Path]) -> list[CitationPassage]:
    """The labelled passages of JSON-lines files, in order."""
    return [_passage(row) for row in read_rows(files)]


def gold_passages() -> list[CitationPassage]:
    """The project's own labelled passages."""
    return read_passages(gold_files("citations"))


def _passage(row: dict[str, Any]) -> CitationPassage:
    issued = PartialDate.parse(row["issued"]) if row.get("issued") else None
    issuer = BodyKey.parse(row["issuer_unit"]) if row.get("issuer_unit") else None
    province = row.get("issuer_province") or ""
    context = CitingContext(issued, issuer, province, asked=issued is None)
    labels = (
        LabelledCitation(Span(one["start"], one["end"]), one["key"], one["kind"])
        for one in row["citations"]
    )
    return CitationPassage(row["id"], row["text"], context, tuple(labels))


def score(passages: Iterable[CitationPassage], registry: Registry) -> CitationScore:
    """Find and resolve in every passage, and compare with the labels."""
    pairs: list[LabelPair] = []
    for passage in passages:
        found = resolve(find_citations(passage.text), passage.text, passage.context, registry)
        pairs.extend(LabelPair(passage, *both) for both in _pairs(passage.labels, found))
    return CitationScore(tuple(pairs))


def _pairs(
    labels: Sequence[LabelledCitation], found: Sequence[Resolution]
) -> list[tuple[LabelledCitation | None, Resolution | None]]:
    """Labels matched with what was found, best first: same span and key, span, overlap."""
    left, right = list(labels), list(found)
    pairs: list[tuple[LabelledCitation | None, Resolution | None]] = []
    for fits in (_same_span_and_key, _same_span, _overlap_and_key, _overlap):
        for label in list(left):
            resolution = next((r for r in right if fits(label, r)), None)
            if resolution is not None:
                pairs.append((label, resolution))
                left.remove(label)
                right.remove(resolution)
    return [*pairs, *((label, None) for label in left), *((None, r) for r in right)]


def _same_span(label: LabelledCitation, found: Resolution) -> bool:
    return label.span == found.citation.span


def _same_span_and_key(label: LabelledCitation, found: Resolution) -> bool:
    return _same_span(label, found) and label.key == found.key


def _overlap(label: LabelledCitation, found: Resolution) -> bool:
    span = found.citation.span
    return label.span.start < span.end and span.start < label.span.end


def _overlap_and_key(label: LabelledCitation, found: Resolution) -> bool:
    return _overlap(label, found) and label.key == found.key


def _without_term(key: str | None) -> DirectiveKey | None:
    return DirectiveKey.parse(key).in_term(UNKNOWN) if key else None
