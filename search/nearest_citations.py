"""The citations nearest to one that no notice has (viện dẫn gần giống): a slip of the pen away.

``213-CT/TW`` is answered by Quy định 213-QĐ/TW, ``231-QĐ/TW`` by it as well: the same number
under another type or body, or another number one slip away under the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from search.numbering import number_of, sequence_of
from search.query import Query

MOST = 4


def nearest_citations(query: Query, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The cited keys nearest to those asked for, the nearest and then the most cited first.

    ``counts`` are the notices that cite each key.

    >>> nearest_citations(Query(filters={"cites": ("tw/_/ct-213",)}), {"tw/k12/qdi-213": 7})
    ('tw/k12/qdi-213',)
    """
    asked = {key for key in _asked(query) if not counts.get(key)}
    cited = [key for key in counts if key.count("/") == 2]
    ranked = sorted(
        (far, -counts[key], key)
        for key in cited
        if asked and (far := min(_far(one, key) for one in asked)) < _TOO_FAR
    )
    return tuple(key for _, _, key in ranked[:MOST])


def _asked(query: Query) -> Iterator[str]:
    for one in query.citations:
        yield from (key for key in (one.key, *one.candidates) if key)
    yield from (key for key in query.filters.get("cites", ()) if key.count("/") == 2)


_TOO_FAR = 4


def _far(asked: str, other: str) -> int:
    """How far one key is from another: body and type differ, or the number by one slip."""
    wanted, found = sequence_of(asked), sequence_of(other)
    if wanted is None or found is None:
        return _TOO_FAR
    body, code = wanted[0] != found[0], wanted[2] != found[2]
    if number_of(asked) == number_of(other):
        return int(body) + int(code)
    slips = OSA.distance(str(number_of(asked)), str(number_of(other)), score_cutoff=1)
    return 3 if slips == 1 and not body and not code else _TOO_FAR
