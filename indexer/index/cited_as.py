"""What an index holds of the directives that a notice cites: which, how surely, what for and where.

A directive, what it is cited for and the place in it that is pointed to are said of one mention, so
that *căn cứ* Điều 7 of one is not found where another is the basis, or its Điều 9.  So they stand
together in one value, with the role or the place left open in others of the same mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from indexer.citations import subdivision_code
from indexer.directives import Tie, surest_mentions, ties_of
from indexer.model import UNKNOWN, Citation, Resolution

MAX_VALUES = 2_000
"""Values of one notice: a law that is dense with pinpoints has a few hundred; of more than these
the last places are left out."""

NO_VALUE_IS_NONE = (
    "infers",
    "may_cite",
    "cites_as",
    "infers_as",
    "may_cite_as",
    "cite_role",
    "dieu",
    "relations",
    "written_signs",
)
"""The fields that have no value for a notice without any, not even that it is unknown."""

_APART = "|"
"""Between the parts of one value: none of them has it."""


def cited_as(key: str, role: str = "", place: str = "") -> str:
    """One value of what a directive is cited as: with a role, a place, both, or what is left open.

    >>> cited_as("tw/k13/qdi-22", "can-cu", "dieu-7"), cited_as("tw/k13/qdi-22", place="dieu-7")
    ('tw/k13/qdi-22|can-cu|dieu-7', 'tw/k13/qdi-22||dieu-7')
    """
    return _APART.join((key, role, place))


def beginning_of(key: str) -> str:
    """How all values of a directive begin, and those of no other one.

    >>> beginning_of("tw/k13/qdi-22")
    'tw/k13/qdi-22|'
    """
    return f"{key}{_APART}"


def parts_of_cited_as(value: str) -> tuple[str, str, str]:
    """The directive, the role and the place that :func:`cited_as` put together.

    >>> parts_of_cited_as("tw/k13/qdi-22||dieu-7")
    ('tw/k13/qdi-22', '', 'dieu-7')
    """
    key, _, rest = value.partition(_APART)
    role, _, place = rest.partition(_APART)
    return key, role, place


def places_in(citation: Citation) -> tuple[str, ...]:
    """The places that a mention points to, as codes: ``dieu-7``."""
    return tuple(dict.fromkeys(filter(None, map(subdivision_code, citation.pinpoints))))


def citation_fields(citations: Iterable[Resolution]) -> dict[str, list[str]]:
    """What a notice cites, in the order of first mention, by how sure that is."""
    citations = tuple(citations)
    keys = {key: tie for key, (tie, _) in surest_mentions(citations).items()}
    values = _surest_values(citations)
    _, roles, places = zip(*map(parts_of_cited_as, values), strict=True) if values else ((),) * 3
    return {
        "cites": _surely(keys) or ([] if keys else [UNKNOWN]),
        "infers": _tied(keys, Tie.INFERRED),
        "may_cite": _tied(keys, Tie.POSSIBLE),
        "cites_as": _surely(values),
        "infers_as": _tied(values, Tie.INFERRED),
        "may_cite_as": _tied(values, Tie.POSSIBLE),
        "cite_role": list(dict.fromkeys(filter(None, roles))),
        "dieu": list(dict.fromkeys(filter(None, places))),
    }


def _tied(found: Mapping[str, Tie], tie: Tie) -> list[str]:
    return [one for one, is_tied in found.items() if is_tied is tie]


def _surely(found: Mapping[str, Tie]) -> list[str]:
    return [one for one, tie in found.items() if tie is not Tie.POSSIBLE]


def _surest_values(citations: Sequence[Resolution]) -> dict[str, Tie]:
    """What each directive is cited as, with the tie of the surest mention that is so."""
    found: dict[str, Tie] = {}
    for value, tie in chain(_with_roles(citations), _with_places(citations)):
        if value in found:
            found[value] = min(found[value], tie)
        elif len(found) < MAX_VALUES:
            found[value] = tie
    return found


def _with_roles(citations: Iterable[Resolution]) -> Iterator[tuple[str, Tie]]:
    for one in citations:
        for key, tie in ties_of(one):
            yield cited_as(key, one.citation.role), tie


def _with_places(citations: Iterable[Resolution]) -> Iterator[tuple[str, Tie]]:
    for one in citations:
        ties = tuple(ties_of(one))
        for place in places_in(one.citation):
            for key, tie in ties:
                yield cited_as(key, "", place), tie
                yield cited_as(key, one.citation.role, place), tie
