"""Scoring citations against labelled passages (``corpus/gold/citations/*.jsonl``).

A passage counts citation by citation; two citations may share one span (a khóa list).  The
floors stand beside the passages with a fingerprint, so that neither moves silently.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.citations import find
from indexer.directives import BodyKey, Context, DirectiveKey, Registry, resolve
from indexer.model import UNKNOWN, Outcome, PartialDate, Reason, Resolution, Span, because
from indexer.paths import GOLD

GOLD_FOLDER = GOLD / "citations"


@dataclass(frozen=True, slots=True)
class Label:
    """What a passage's author says of one citation."""

    span: Span
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled passage; one without labels is a negative."""

    id: str
    text: str
    context: Context
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of citation, or of all together."""

    labelled: int = 0
    found: int = 0
    overlapping: int = 0
    exact: int = 0
    right_key: int = 0
    right_without_term: int = 0

    @property
    def overlap_f1(self) -> float:
        """F1 of spans that overlap a labelled one."""
        return _f1(self.overlapping, self.labelled, self.found)

    @property
    def exact_f1(self) -> float:
        """F1 of spans that are exactly a labelled one."""
        return _f1(self.exact, self.labelled, self.found)

    @property
    def key_accuracy(self) -> float:
        """Right keys among matched spans."""
        return self.right_key / self.overlapping if self.overlapping else 1.0

    @property
    def key_accuracy_without_term(self) -> float:
        """Right keys among matched spans, the term left out of account."""
        return self.right_without_term / self.overlapping if self.overlapping else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a set of passages.

    ``false_positives`` are citations found in negatives, ``wrong_links`` citations resolved to
    a key that is not the label's, ``misses`` all disagreements; each line is for people.
    """

    overall: Tally
    by_kind: dict[str, Tally]
    false_positives: tuple[str, ...]
    wrong_links: tuple[str, ...]
    misses: tuple[str, ...]


def _f1(right: int, labelled: int, found: int) -> float:
    return 2 * right / (labelled + found) if labelled + found else 1.0


def gold_files(folder: Path = GOLD_FOLDER) -> list[Path]:
    """The files of labelled passages, in order."""
    return sorted(folder.glob("*.jsonl"))


def load_passages(files: Iterable[Path]) -> list[Passage]:
    """The passages of JSON-lines files, in order."""
    return [
        _passage(json.loads(line))
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _passage(row: dict[str, Any]) -> Passage:
    issued = PartialDate.parse(row["issued"]) if row.get("issued") else None
    issuer = BodyKey.parse(row["issuer_unit"]) if row.get("issuer_unit") else None
    context = Context(issued, issuer, row.get("issuer_province") or "")
    labels = (Label(Span(c["start"], c["end"]), c["key"], c["kind"]) for c in row["citations"])
    return Passage(row["id"], row["text"], context, tuple(labels))


def fingerprint(files: Iterable[Path]) -> str:
    """A digest of the data: a floor holds only for the passages it was pinned on."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def score(passages: Iterable[Passage], registry: Registry) -> Score:
    """Find and resolve in every passage, and compare with the labels."""
    tallies: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    false_positives: list[str] = []
    wrong_links: list[str] = []
    misses: list[str] = []
    for passage in passages:
        found = resolve(find(passage.text), passage.text, passage.context, registry)
        for label, resolution in _pairs(passage.labels, found):
            _count(tallies, label, resolution)
            line = _line(passage, label, resolution)
            if label is None or resolution is None or label.key != resolution.key:
                misses.append(line)
            if label is None and not passage.labels:
                false_positives.append(line)
            linked = resolution is not None and resolution.outcome is Outcome.RESOLVED
            if linked and resolution is not None and (label is None or label.key != resolution.key):
                wrong_links.append(line)
    by_kind = {kind: Tally(**counts) for kind, counts in sorted(tallies.items())}
    overall = by_kind.pop("", Tally())
    return Score(overall, by_kind, tuple(false_positives), tuple(wrong_links), tuple(misses))


def _pairs(
    labels: Sequence[Label], found: Sequence[Resolution]
) -> list[tuple[Label | None, Resolution | None]]:
    """Labels matched with what was found, best first: same span and key, span, overlap."""
    left, right = list(labels), list(found)
    pairs: list[tuple[Label | None, Resolution | None]] = []
    for fits in (_same_span_and_key, _same_span, _overlap_and_key, _overlap):
        for label in list(left):
            resolution = next((r for r in right if fits(label, r)), None)
            if resolution is not None:
                pairs.append((label, resolution))
                left.remove(label)
                right.remove(resolution)
    return [*pairs, *((label, None) for label in left), *((None, r) for r in right)]


def _same_span(label: Label, found: Resolution) -> bool:
    return label.span == found.citation.span


def _same_span_and_key(label: Label, found: Resolution) -> bool:
    return _same_span(label, found) and label.key == found.key


def _overlap(label: Label, found: Resolution) -> bool:
    span = found.citation.span
    return label.span.start < span.end and span.start < label.span.end


def _overlap_and_key(label: Label, found: Resolution) -> bool:
    return _overlap(label, found) and label.key == found.key


def _count(
    tallies: dict[str, dict[str, int]], label: Label | None, found: Resolution | None
) -> None:
    kind = label.kind if label else found.citation.kind if found else ""
    for counts in (tallies[""], tallies[kind]):
        counts["labelled"] += label is not None
        counts["found"] += found is not None
        if label and found:
            counts["overlapping"] += 1
            counts["exact"] += _same_span(label, found)
            counts["right_key"] += label.key == found.key
            counts["right_without_term"] += _masked(label.key) == _masked(found.key)


def _masked(key: str | None) -> DirectiveKey | None:
    return DirectiveKey.parse(key).in_term(UNKNOWN) if key else None


def _line(passage: Passage, label: Label | None, found: Resolution | None) -> str:
    span = label.span if label else found.citation.span if found else Span(0, 0)
    expected = label.key if label else "—"
    told = f"{found.key} ({found.outcome}: {found.reason})" if found else "—"
    return f"{passage.id}: {' '.join(span.of(passage.text).split())!r}: {expected} ≠ {told}"


def check_gold(registry: Registry, folder: Path = GOLD_FOLDER) -> list[Reason]:
    """What is wrong with the gold data or below its floors; empty when all is well."""
    files = gold_files(folder)
    pinned = tomllib.loads((folder / "floors.toml").read_text("utf-8"))
    problems: list[Reason] = []
    if pinned["fingerprint"] != fingerprint(files):
        problems.append(
            because("dữ liệu mẫu về viện dẫn đã đổi so với dấu vân tay ghi trong floors.toml")
        )
    result = score(load_passages(files), registry)
    reached = {
        "overlap_f1": result.overall.overlap_f1,
        "exact_f1": result.overall.exact_f1,
        "key_accuracy": result.overall.key_accuracy,
    }
    problems.extend(
        because(
            "{measure} của viện dẫn là {reached}, dưới mức sàn {floor}",
            measure=name,
            reached=f"{value:.4f}",
            floor=pinned[name],
        )
        for name, value in reached.items()
        if value < pinned[name]
    )
    problems.extend(
        because("viện dẫn tìm nhầm: {line}", line=line) for line in result.false_positives
    )
    problems.extend(because("liên kết sai: {line}", line=line) for line in result.wrong_links)
    return problems
