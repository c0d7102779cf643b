"""Papers and the key under which others cite them (tests/gold/own_keys)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.directives import Knowledge
from indexer.model import Document
from indexer.understanding import understand

OWN_KEYS = Path(__file__).parent / "own_keys"


@dataclass(frozen=True, slots=True)
class JudgedKey:
    """A paper, its key with the status as labelled, and what was found with why."""

    id: str
    label: tuple[str | None, str]
    found: tuple[str | None, str]
    reason: str

    @property
    def is_right(self) -> bool:
        """Whether the key is the label's, or none where it has none."""
        return self.found[0] == self.label[0]

    @property
    def is_wrong(self) -> bool:
        """Whether there is a key, and it is another's."""
        return self.found[0] is not None and not self.is_right

    @property
    def has_status(self) -> bool:
        """Whether it is known as surely as the label says."""
        return self.found[1] == self.label[1]


def headed_papers(held_out: bool = False) -> list[Mapping[str, Any]]:
    """The papers to work with, or those that are kept apart."""
    folder = OWN_KEYS / "held_out" if held_out else OWN_KEYS
    return [json.loads(line) for line in (folder / "papers.jsonl").read_text("utf-8").splitlines()]


def judge_own_keys(
    papers: Iterable[Mapping[str, Any]], knowledge: Knowledge
) -> Iterator[JudgedKey]:
    """Each paper's key, as a reading has it."""
    for paper in papers:
        document = Document(paper["id"], "paper.txt", "", "text/plain", paper["text"])
        key, label = understand(document, knowledge).own_key, paper["own_key"]
        yield JudgedKey(
            paper["id"],
            (label["value"], label["status"]),
            (key.value, key.evidence.status.value),
            str(key.evidence.reason),
        )


def own_key_figures(judged: Iterable[JudgedKey]) -> dict[str, float]:
    """The shares of right keys and of right statuses, and how many keys are wrong."""
    keys = list(judged)
    return {
        "right": sum(one.is_right for one in keys) / len(keys),
        "status": sum(one.has_status for one in keys) / len(keys),
        "wrong": sum(one.is_wrong for one in keys),
    }
