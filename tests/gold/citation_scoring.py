"""What the program finds and links in passages by someone who has not seen its rules.

Each passage (tests/gold/citations_unseen/README.md) is read as if it stood alone, and

* a **span** is right when it is a label's to the letter; a list of khóa or a range has several
  citations on one span, and as many must be found;
* a **key** is right when it is the label's, or one that the label admits too;
* a link is **wrong as stated** when it is shown as stated and leads to another directive than the
  label's, or to one that must not be taken whatever is said of it;
* it is **over-confident** when it is right and shown as stated, though nothing in the text decides.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.citations import find_citations
from indexer.directives import BodyKey, CitingContext, Registry, resolve
from indexer.model import Certainty, Outcome, PartialDate, Resolution, Span

UNSEEN = Path(__file__).parent / "citations_unseen"

GROUPS = ("term", "written", "negative")
MEASURES = ("span_f1", "keys", "wrong_stated", "over_confident")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and its labels."""

    row: dict[str, Any]

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.row["text"]

    @property
    def labels(self) -> list[dict[str, Any]]:
        """What must be found; what may be is left out of account wherever it is found."""
        return [one for one in self.row["citations"] if not one.get("optional")]

    @property
    def free(self) -> set[Span]:
        """Where finding a citation and finding none are both right."""
        rows = self.row["citations"]
        return {Span(one["start"], one["end"]) for one in rows if one.get("optional")}

    def read(self, registry: Registry) -> list[Resolution]:
        """What the program says of it, what is free left out."""
        row = self.row
        context = CitingContext(
            PartialDate.parse(row["issued"]) if row.get("issued") else None,
            BodyKey.parse(row["issuer_unit"]) if row.get("issuer_unit") else None,
            row.get("issuer_province") or "",
        )
        found = resolve(find_citations(self.text), self.text, context, registry)
        return [one for one in found if one.citation.span not in self.free]


@dataclass(frozen=True, slots=True)
class JudgedCitation:
    """A label, what was found at its very span, or one of both alone."""

    passage: Passage
    label: dict[str, Any] | None
    found: Resolution | None

    @property
    def is_exact(self) -> bool:
        """Whether the citation was found, to the letter."""
        return self.label is not None and self.found is not None

    @property
    def is_scored_by_key(self) -> bool:
        """Whether its key counts."""
        return self.is_exact and self.label is not None and self.label.get("key_scored", True)

    @property
    def is_right(self) -> bool:
        """Whether the key is the label's, or another that it admits."""
        return self.found is not None and self.label is not None and _fits(self.found, self.label)

    @property
    def _is_stated(self) -> bool:
        found = self.found
        return (
            found is not None
            and found.outcome is Outcome.RESOLVED
            and found.certainty is Certainty.STATED
        )

    @property
    def is_wrong_stated(self) -> bool:
        """Whether a link is shown as stated that is another than the label's."""
        if not self._is_stated or self.found is None or self.label is None:
            return self._is_stated and self.label is None and not self.passage.labels
        must_not = self.label.get("must_not_be") or ()
        return self.found.key in must_not or (
            self.is_scored_by_key and self.found.key != self.label["key"]
        )

    @property
    def is_over_confident(self) -> bool:
        """Whether a right link is shown as stated that can only be concluded."""
        if self.label is None or not self._is_stated or not self.is_right:
            return False
        return "stated" not in (self.label.get("certainty") or "stated")

    def __str__(self) -> str:
        """The disagreement, for people."""
        row, label, found = self.passage.row, self.label, self.found
        words = label["span_text"] if label else found.citation.text if found else ""
        got = f"{found.key} ({found.outcome}, {found.certainty}: {found.reason})" if found else "—"
        expected = f"{label['key']} ({label.get('certainty')})" if label else "—"
        return f"{row['group']} {row['id']} {' '.join(words.split())!r}: {expected}; found: {got}"


def passages(held_out: bool = False) -> list[Passage]:
    """The open passages, or those that are kept apart, in the order of the file."""
    folder = UNSEEN / "held_out" if held_out else UNSEEN
    return [
        Passage(json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def judge_citations(some: Iterable[Passage], registry: Registry) -> Iterator[JudgedCitation]:
    """Every label and everything found, paired where the spans are the same."""
    for passage in some:
        found = passage.read(registry)
        for label in passage.labels:
            here = [one for one in found if one.citation.span == (label["start"], label["end"])]
            best = sorted(here, key=lambda one: not _fits(one, label))
            if best:
                found.remove(best[0])
            yield JudgedCitation(passage, label, best[0] if best else None)
        for one in found:
            yield JudgedCitation(passage, None, one)


def _fits(found: Resolution, label: dict[str, Any]) -> bool:
    return found.key == label["key"] or found.key in (label.get("also_right") or ())


def citation_figures(judged: Iterable[JudgedCitation]) -> dict[str, dict[str, float]]:
    """The measures of each group; ``span_f1`` of negatives is 1 when nothing is found in them."""
    groups: dict[str, list[JudgedCitation]] = defaultdict(list)
    for one in judged:
        groups[one.passage.row["group"]].append(one)
    return {group: _measures(groups[group]) for group in GROUPS}


def _measures(judged: list[JudgedCitation]) -> dict[str, float]:
    counted: Counter[str] = Counter()
    for one in judged:
        counted["labels"] += one.label is not None
        counted["found"] += one.found is not None
        counted["exact"] += one.is_exact
        counted["scored"] += one.is_scored_by_key
        counted["right"] += one.is_scored_by_key and one.is_right
        counted["wrong_stated"] += one.is_wrong_stated
        counted["over_confident"] += one.is_over_confident
    return {
        "span_f1": _share(2 * counted["exact"], counted["labels"] + counted["found"]),
        "keys": _share(counted["right"], counted["scored"]),
        "wrong_stated": counted["wrong_stated"],
        "over_confident": counted["over_confident"],
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
