"""What a facet (bộ lọc) is: names, heading, sentence, order, and how its values are typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.directives import Knowledge
from indexer.model import Reason

MAX_FILTER_VALUES = 50
"""Values of a facet that one query may ask for."""

ParseValue = Callable[[str, Knowledge], list[str]]
LabelValue = Callable[[str, Knowledge], str]


def _as_typed(value: str, _knowledge: Knowledge) -> list[str]:
    return [value]


def _value_itself(value: str, _knowledge: Knowledge) -> str:
    return value


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A facet of the notices.

    ``name`` is that of the field in the index, in addresses and in JSON; ``typed`` are the names
    under which a person may type it, the first of which is told.  ``heading`` stands above its
    values, ``sentence`` says that a list is filtered by ``{values}``, and ``description`` tells
    the API of its parameter.

    ``parse`` gives the values that a typed text means, none where it means nothing; ``most`` bounds
    how many a query may ask for.  ``label`` is what a value is called, unless it ``is_written``:
    then the notices write it out, a value is the slug of that, and ``label`` is for one that none
    of them has.  A facet of a few fixed values says them by ``names``.

    ``possible`` and ``inferred`` name the facets that tell apart, of the same values, those that a
    notice may have and those that it has by inference.  What may have a value is found by it too.
    ``roles`` name those that tell apart why a notice has a value, each under its role in
    addresses, ``finer`` one whose values say more: a filter finds these, too.  All such facets are
    ``part_of`` this one and have no list of their own.  ``below`` names the facet whose chosen
    value this one divides further.

    ``cited_as`` names the field in which the values, which are directives, stand together with what
    each mention is cited for and where.  What ``needs`` another facet means nothing without its
    filter.

    ``order``: by what values stand that have an order of their own.
    ``is_time``: the values are years, which stand in their order and are told in ranges.
    ``is_tree``: they are places, each below the one that it lies in.  ``is_joint``: typed side by
    side they are wanted together, since one notice has several.  ``is_main``: its values are
    seen at once, those of the others when they are unfolded.
    """

    name: str
    heading: Reason
    sentence: Reason
    description: str
    typed: tuple[str, ...] = ()
    parse: ParseValue = _as_typed
    most: int = MAX_FILTER_VALUES
    label: LabelValue = _value_itself
    names: Mapping[str, Reason] = field(default_factory=dict)
    finer: str = ""
    below: str = ""
    possible: str = ""
    inferred: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    part_of: str = ""
    cited_as: str = ""
    needs: str = ""
    order: Callable[[str], Any] | None = None
    is_written: bool = False
    is_time: bool = False
    is_tree: bool = False
    is_joint: bool = False
    is_main: bool = False

    @property
    def has_vietnamese_labels(self) -> bool:
        """Whether its labels are names, which are Vietnamese in every language."""
        return self.is_written or not (self.names or self.is_time)

    @property
    def parts(self) -> tuple[str, ...]:
        """The facets that tell its values apart."""
        return tuple(filter(None, (self.possible, self.inferred, self.finer, *self.roles.values())))

    def in_role(self, role: str) -> str:
        """The field that is asked: its own, or that of a role."""
        return self.roles.get(role, self.name)
