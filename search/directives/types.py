"""Types of directives by what people type of them: names, sigils, abbreviations, the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.analysis import tokens
from indexer.knowledge import type_words
from indexer.knowledge.document_types import DocumentType, document_types


@cache
def type_names() -> dict[str, tuple[str, ...]]:
    """The types by their names of several words, spelled as words of a text are."""
    return {
        name: (_code(kind),)
        for word, kind in type_words().items()
        if " " in word and (name := _spelled(word))
    }


@cache
def sigil_types() -> dict[str, tuple[str, ...]]:
    """The types that a sigil, an abbreviation or a single word may stand for: QĐ for two."""
    found: dict[str, dict[str, None]] = {}
    for kind in document_types():
        for written in (*kind.sigils, *kind.abbreviations, *_single_word(kind.name)):
            found.setdefault(_spelled(written), {})[_code(kind)] = None
    return {written: tuple(codes) for written, codes in found.items()}


def _spelled(words: str) -> str:
    return " ".join(token.bare for token in tokens(words))


def _single_word(name: str) -> tuple[str, ...]:
    return () if " " in name else (name,)


@cache
def type_abbreviations() -> frozenset[str]:
    """What is short for a type and for nothing else: NQ, but not ĐA, which is a word as well."""
    return frozenset(_spelled(short) for kind in document_types() for short in kind.abbreviations)


def mistaken_for(codes: Sequence[str]) -> list[str]:
    """The types that have a sigil in common with one of these."""
    meant = {sigil for code in codes for sigil in _sigils().get(code, ())}
    return [code for code, sigils in _sigils().items() if not meant.isdisjoint(sigils)]


@cache
def _sigils() -> dict[str, tuple[str, ...]]:
    """The sigils of each type by its code."""
    return {_code(kind): kind.sigils for kind in document_types()}


def searched_code(code: str, *, of_the_state: bool) -> str:
    """The code of a type as it is searched for: Thông tư has another than Thông tri, as in no key.

    >>> searched_code("tt", of_the_state=True), searched_code("nq", of_the_state=True)
    ('nn.tt', 'nq')
    """
    return f"nn.{code}" if of_the_state and code in _codes_of_two_types() else code


def _code(kind: DocumentType) -> str:
    return searched_code(kind.code, of_the_state=kind.sphere == "state")


@cache
def _codes_of_two_types() -> frozenset[str]:
    """Codes that a type of the Party has and one of the State."""
    party, state = (
        {kind.code for kind in document_types() if kind.sphere == sphere}
        for sphere in ("party", "state")
    )
    return frozenset(party & state)


@cache
def names_of_types() -> frozenset[str]:
    """Every name, sigil and abbreviation of a type, as it is typed without marks."""
    return frozenset((*type_names(), *sigil_types()))
