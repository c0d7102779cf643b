"""What a directive is cited for, as data: the words that say so, and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from indexer.model import SELF, Cue, Relation, Resolution, Span

Keys = Mapping[Span, str | None]
"""The key of the directive that is named at a span, None where it is not one."""


class GoverningWords(Struct, frozen=True):
    """The words of a notice that say what it cites a directive for: "theo quy định tại"."""

    start: int
    end: int
    text: str


class ChangedBy(Struct, frozen=True, rename={"since": "from"}):
    """What replaces, amends or repeals a directive: ``self`` for the paper that cites it, or a key.

    ``makes_relation``: the paper itself does it, and does not only tell of it.  ``from`` is the day
    that ``evidence`` names for it.
    """

    agent: str | None
    makes_relation: bool
    since: str | None
    evidence: GoverningWords | None


def keys_of(found: Iterable[Resolution]) -> Keys:
    """What the citations of a text are, by their spans."""
    keys: dict[Span, str | None] = {}
    for one in found:
        span = one.citation.span
        keys[span] = None if keys.get(span, one.key) != one.key else one.key
    return keys


def governing_words(cue: Cue | None) -> GoverningWords | None:
    """The words of a cue; null where nothing says what a directive is cited for."""
    return GoverningWords(cue.span.start, cue.span.end, cue.text) if cue else None


def changed_by(relation: Relation | None, keys: Keys) -> ChangedBy | None:
    """What is done to a directive, with the key of what does it."""
    if relation is None:
        return None
    agent = relation.agent
    return ChangedBy(
        agent=keys.get(agent) if isinstance(agent, Span) else agent and SELF,
        makes_relation=relation.makes_relation,
        since=relation.since.iso if relation.since else None,
        evidence=governing_words(relation.since_cue),
    )
