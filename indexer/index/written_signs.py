"""With which sign of its type (ký hiệu loại) papers write each directive: 07-QĐi/HU, not 07-QĐ/HU.

A key holds the type and not the sign, and some types have several.  So the index holds, of each
directive of such a type, the sign in every notice that cites it, and that of its own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from indexer.citations import find_citations
from indexer.directives import DirectiveKey, open_form
from indexer.knowledge.document_types import document_types
from indexer.model import Reading

MAX_SIGNS = 2_000
"""Directives of one notice of which the signs are held."""

_APART = "|"
"""Between the parts of one value: none of them has it."""

_CITED, _OWN = "", "own"


def written_signs(reading: Reading) -> list[str]:
    """The signs in one notice as values of the index: of itself first, then of what it cites."""
    return list(dict.fromkeys(_values(reading)))[:MAX_SIGNS]


def _values(reading: Reading) -> Iterator[str]:
    own, number = reading.own_key.value, reading.notice.number.value
    if own and number and _has_several(own):
        for one in find_citations(f"{reading.notice.type.value} số {number}")[:1]:
            if one.sigil:
                yield _APART.join((own, one.sigil, _OWN))
    for found in reading.citations:
        if found.key and found.citation.sigil and _has_several(found.key):
            yield _APART.join((found.key, found.citation.sigil, _CITED))


def _has_several(key: str) -> bool:
    """Whether papers of the type of a key are signed in more than one way."""
    return DirectiveKey.is_key(key) and DirectiveKey.parse(key).code in _codes_of_several()


@cache
def _codes_of_several() -> frozenset[str]:
    return frozenset(kind.code for kind in document_types() if len(kind.sigils) > 1)


def signs_of(counts: Mapping[str, int]) -> dict[str, str]:
    """The sign of each directive by its key: that of its text, else the one written most.

    ``counts`` are the values of the index, each with its notices.  Of a number whose organ or term
    is left open it is the sign of all that bear it, if they share one.

    >>> signs_of({"tu.nghe-an/nk2020/qdi-07|QĐ|": 1, "tu.nghe-an/nk2020/qdi-07|QĐi|": 2})
    {'tu/_/qdi-07': 'QĐi', 'tu.nghe-an/nk2020/qdi-07': 'QĐi'}
    """
    best: dict[str, tuple[bool, int, str]] = {}
    for value, number in sorted(counts.items()):
        key, _, rest = value.partition(_APART)
        sign, _, source = rest.partition(_APART)
        told = (source == _OWN, number, sign)
        if sign and told[:2] > best.get(key, (False, 0, ""))[:2]:
            best[key] = told
    found = {key: sign for key, (_, _, sign) in best.items()}
    of_form: dict[str, set[str]] = {}
    for key, sign in found.items():
        of_form.setdefault(open_form(key), set()).add(sign)
    return {form: signs.pop() for form, signs in of_form.items() if len(signs) == 1} | found
