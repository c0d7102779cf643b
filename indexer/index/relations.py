"""What a held text says of other directives: that it replaces, amends or repeals them.

Each relation (quan hệ văn bản) stands whole in one value of the index, with the own key of the
notice that makes it, so that all of them are known without any notice being read, and are gone
with it.  A paper without own key makes none: so does a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.directives import DirectiveKey, Tie, is_provisional, tie_to
from indexer.model import CitationRole, PartialDate, Reading, Resolution, Status

MAX_RELATIONS = 500
"""Relations of one notice: a law that repeals all before it has some dozens."""

_APART = "|"
"""Between the parts of one value: none of them has it."""

_SURE, _INFERRED = "s", "i"


@dataclass(frozen=True, slots=True, order=True)
class StatedRelation:
    """That one directive replaces, amends or repeals another, as its own text says.

    ``newer`` does it to ``older``, keys both; ``day`` is that from which it does, in ISO 8601: the
    one that the text names, else that of the text itself.  ``is_inferred``: the text leaves a part
    of one of the keys to be inferred.
    """

    newer: str
    role: CitationRole
    older: str
    day: str = ""
    is_inferred: bool = False

    @property
    def value(self) -> str:
        """The relation as a value of the index.

        >>> StatedRelation("tw/k13/qdi-22", CitationRole.REPLACED, "tw/k12/qdi-30").value
        'tw/k13/qdi-22|thay-the|tw/k12/qdi-30||s'
        """
        sure = _INFERRED if self.is_inferred else _SURE
        return _APART.join((self.newer, self.role.value, self.older, self.day, sure))

    @classmethod
    def of_value(cls, value: str) -> StatedRelation:
        """The relation that a value of the index holds.

        >>> StatedRelation.of_value("tw/k13/qdi-22|bai-bo|tw/k12/qdi-30|2021-08-01|s").day
        '2021-08-01'
        """
        newer, role, older, day, sure = value.split(_APART)
        return cls(newer, CitationRole(role), older, day, sure == _INFERRED)

    def is_in_effect(self, day: str) -> bool:
        """Whether it has come to pass by a day, in ISO 8601; each stands for all of its days.

        >>> one = StatedRelation("a/_/b-1", CitationRole.REPLACED, "a/_/b-2", "2021-08-01")
        >>> one.is_in_effect("2021-07-31"), one.is_in_effect("2021-08"), one.is_in_effect("")
        (False, True, True)
        """
        shared = min(len(self.day), len(day))
        return self.day[:shared] <= day[:shared]


def relations_in(reading: Reading) -> Iterator[tuple[Resolution, StatedRelation]]:
    """The relations that a notice makes, each with the citation that it is read from.

    What it replaces or repeals a part of only, it amends.  One that merely reports a relation,
    means to bring it about or quotes it makes none, and none is of a directive that its words leave
    open.
    """
    own = reading.own_key.value
    if not own:
        return
    for one in reading.citations:
        relation, key = one.citation.relation, one.key
        if not (relation and relation.makes_relation and key and DirectiveKey.is_key(key)):
            continue
        tie = tie_to(one, key)
        if tie not in (Tie.STATED, Tie.INFERRED) or is_provisional(key):
            continue
        is_sure = tie is Tie.STATED and reading.own_key.evidence.status is Status.STATED
        role = CitationRole.AMENDED if one.citation.pinpoints else one.citation.role
        day = _day(relation.since, reading)
        yield one, StatedRelation(own, role, key, day, not is_sure)


def relation_values(reading: Reading) -> list[str]:
    """The relations that a notice makes as values of the index, the surest of each that is so."""
    made: dict[tuple[str, ...], StatedRelation] = {}
    for _, one in relations_in(reading):
        told = (one.role, one.older, one.day)
        if told not in made or made[told].is_inferred:
            made[told] = one
        if len(made) >= MAX_RELATIONS:
            break
    return [one.value for one in made.values()]


def _day(since: PartialDate | None, reading: Reading) -> str:
    day = since or reading.notice.date.value
    return day.iso if day else ""
