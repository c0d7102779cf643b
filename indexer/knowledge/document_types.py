"""Types of document (thể loại văn bản): their type words, sigils and codes in keys.

From ``corpus/registry/document_types.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.memory import remembered
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document: ``Quy định``, key code ``qdi``, sigils ``QĐ``, ``QĐi``, ``QyĐ``.

    ``sphere`` is ``party``, ``state`` or ``both``.  A type that is not ``cited`` by number has no
    key code; one that is not ``printed`` has no type line (dòng tên loại) on its papers; where
    some words ``goes_on``, no others follow the name on that line.  ``issuer`` is the code of the
    one body that issues it, where there is but one, since the year ``issuer_since``.
    """

    name: str
    sphere: str
    code: str = ""
    sigils: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    issuer: str = ""
    issuer_since: int = 0
    short: bool = False
    verb: bool = False
    cited: bool = True
    printed: bool = True
    goes_on: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@cache
def _all_types() -> tuple[DocumentType, ...]:
    rows = tomllib.loads((REGISTRY / "document_types.toml").read_text("utf-8"))["type"]
    return tuple(DocumentType(**_values(row)) for row in rows)


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in row.items()}


@cache
def document_types() -> tuple[DocumentType, ...]:
    """The types that are cited by number, in the order of the data file."""
    return tuple(kind for kind in _all_types() if kind.cited)


@cache
def paper_types() -> tuple[DocumentType, ...]:
    """The types of papers, those that nobody cites by number included."""
    return _all_types()


def types_signed(sigil: str) -> tuple[DocumentType, ...]:
    """The types that a sigil stands for first of all, in its official spelling; the State's only
    where no type of the Party has it.

    >>> [kind.name for kind in types_signed("QĐ")], [kind.name for kind in types_signed("CT")]
    (['Quyết định', 'Quy định'], ['Chỉ thị'])
    """
    signed = [kind for kind in paper_types() if sigil in kind.sigils]
    fitting = [kind for kind in signed if kind.sphere != "state"] or signed
    first = [kind for kind in fitting if kind.sigils[0] == sigil]
    return tuple(first or fitting)


@cache
def type_words() -> dict[str, DocumentType]:
    """Each folded type word, other wordings and abbreviations included, to its type.

    >>> type_words()["thong bao ket luan"].name, type_words()["nq"].name
    ('Thông báo', 'Nghị quyết')
    """
    words: dict[str, DocumentType] = {}
    for kind in document_types():
        for word in (kind.name, *kind.written, *kind.abbreviations):
            words.setdefault(unaccent(word), kind)
    return words


@cache
def full_type_words() -> tuple[str, ...]:
    """The folded type words of several syllables, which no abbreviation is.

    >>> "quy dinh" in full_type_words(), "nq" in full_type_words()
    (True, False)
    """
    return tuple(word for word in type_words() if " " in word)


@remembered(4096)
def type_named(name: str) -> DocumentType | None:
    """The type of a type word or abbreviation in any spelling, or None.

    >>> type_named("QUYẾT ĐỊNH").code
    'qd'
    """
    return type_words().get(" ".join(unaccent(name).split()))


@cache
def sigils() -> dict[str, str]:
    """Each folded sigil to its accepted spelling: ``{"qdi": "QĐi", ...}``."""
    return {unaccent(sigil): sigil for kind in document_types() for sigil in kind.sigils}


@remembered(4096)
def type_of_sigil(sigil: str, sphere: str) -> DocumentType | None:
    """The type that a sigil stands for in Party or State symbols.

    A plain QĐ is Quyết định here; only a type word can make a Quy định of it
    (citation-forms §8).

    >>> type_of_sigil("TT", "party").name, type_of_sigil("TT", "state").name
    ('Thông tri', 'Thông tư')
    """
    folded = unaccent(sigil)
    fitting = [
        kind
        for kind in document_types()
        if folded in map(unaccent, kind.sigils) and kind.sphere in (sphere, "both")
    ]
    first = [kind for kind in fitting if unaccent(kind.sigils[0]) == folded]
    return next(iter(first or fitting), None)
