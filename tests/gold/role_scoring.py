"""What citations are cited for, in passages by someone who has not seen the rules
(tests/gold/pinpoints).

* a **role** counts where either the label or the program has another one than *nhắc đến*: it is
  right when both say the same of a citation that begins at the same place;
* of those that are right, the **cue** is right when its span is the label's, and the **relation**
  when the one who does it and whether the text itself does are those of the label.

Who does it is known by its key; where the labels leave that key open, so does the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.citations import read_citations
from indexer.model import SELF, Citation, CitationRole, Relation

_MENTION = CitationRole.MENTION.words


@dataclass(frozen=True, slots=True)
class CitedRole:
    """A role with the span of its cue, and who does it with whether the text does."""

    role: str
    cue: tuple[int, int] | None = None
    relation: tuple[str | None, bool] | None = None


@dataclass(frozen=True, slots=True)
class JudgedRole:
    """A citation of a passage, by its start, with the role of the label and the one found."""

    passage: Mapping[str, Any]
    start: int
    label: CitedRole
    found: CitedRole

    @property
    def is_right(self) -> bool:
        """Whether both say what it is cited for, and the same."""
        return self.label.role == self.found.role != _MENTION

    @property
    def is_exact(self) -> bool:
        """Whether all that is said of it agrees."""
        return self.label == self.found

    def __str__(self) -> str:
        """The disagreement, for people."""
        words = " ".join(self.passage["text"][self.start :][:40].split())
        return f"{self.passage['id']} {words!r}: {self.label}; found: {self.found}"


def judge_cited_roles(passages: Iterable[Mapping[str, Any]]) -> Iterator[JudgedRole]:
    """Every citation of the labels, and every other one with a role that was found."""
    for passage in passages:
        keys = {one["start"]: one["key"] for one in passage["citations"]}
        labels = {one["start"]: _labelled(one) for one in passage["citations"]}
        read = read_citations(passage["text"]).citations
        found = {one.span.start: _found(one, keys) for one in read}
        for start in sorted({*labels, *found}):
            mention = CitedRole(_MENTION)
            yield JudgedRole(passage, start, labels.get(start, mention), found.get(start, mention))


def cited_role_figures(judged: Iterable[JudgedRole]) -> dict[str, float]:
    """Precision and recall of the roles, and of those that are right the shares with the cue and
    with the relation of the label."""
    roles = list(judged)
    right = [one for one in roles if one.is_right]
    changes = [one for one in right if one.label.relation]
    return {
        "precision": len(right) / sum(one.found.role != _MENTION for one in roles),
        "recall": len(right) / sum(one.label.role != _MENTION for one in roles),
        "cues": sum(one.label.cue == one.found.cue for one in right) / len(right),
        "relations": sum(one.is_exact for one in changes) / len(changes) if changes else 1.0,
    }


def _labelled(one: Mapping[str, Any]) -> CitedRole:
    cue, relation = one["cue"], one["relation"]
    return CitedRole(
        one["role"],
        (cue["start"], cue["end"]) if cue else None,
        (relation["agent"], relation["makes_relation"]) if relation else None,
    )


def _found(one: Citation, keys: Mapping[int, str | None]) -> CitedRole:
    cue = tuple(one.cue.span) if one.cue else None
    return CitedRole(one.role.words, cue, _relation(one.relation, keys) if one.relation else None)


def _relation(one: Relation, keys: Mapping[int, str | None]) -> tuple[str | None, bool]:
    agent = one.agent
    if agent is not None and agent != SELF:
        agent = keys.get(agent.start)
    return agent, one.makes_relation
