"""The terms of an index of directives: each part of one, as it is held and as it is typed.

A term is a word with or without its marks, two words side by side, or what is no word: ``number:``
and the number, ``type:`` and the code of a type, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import bigrams, tokens
from indexer.text import toneless
from search.directives.days import DAY, DAY_OF_YEAR, MONTH, YEAR
from search.directives.typed_words import typed_words

NUMBER, TERM, PLENUM, TYPE, BODY = "number:", "term:", "plenum:", "type:", "body:"
INITIALS = "initials:"
"""What stands before the terms that are no words."""


@dataclass(frozen=True, slots=True)
class SearchedDirective:
    """A directive as the index sees it; ``names`` are its title and other names.

    ``body`` is the organ by name, ``codes`` what it signs with, ``date`` ISO as far as it is
    known, ``plenum`` the number of the one that passed it.  ``standing`` puts one before another
    that has the same of what was typed.
    """

    key: str
    names: tuple[str, ...]
    type_code: str = ""
    number: str = ""
    body: str = ""
    codes: tuple[str, ...] = ()
    term: str = ""
    date: str = ""
    plenum: int = 0
    standing: float = 0.0


def accented(syllable: str) -> str:
    """The term of a syllable with its marks."""
    return f"={syllable}"


def any_tone(plain: str) -> str:
    """The term of a syllable whatever its tone."""
    return f"~{plain}"


_LAW = {("luat",): 3, ("bo", "luat"): 2}
"""With what the name of a law opens, and how many initials must follow: "luật ls" is no name."""


def _initials(name: Sequence[str]) -> Iterator[str]:
    """What the name of a law is short for: "luật tccqđp" is Luật Tổ chức chính quyền địa phương.

    >>> list(_initials(["bo", "luat", "hinh", "su"]))
    ['initials:hs']
    """
    for opening, least in _LAW.items():
        rest = name[len(opening) :]
        if tuple(name[: len(opening)]) == opening and len(rest) >= least:
            yield f"{INITIALS}{''.join(word[0] for word in rest)}"


def terms_of(directive: SearchedDirective) -> Iterator[str]:
    """Every term of a directive, once."""
    terms: dict[str, None] = {}
    for name in (*directive.names, directive.body):
        words = list(tokens(name))
        for word in words:
            terms[word.bare] = terms[accented(word.syllable)] = None
            terms[any_tone(toneless(word.syllable))] = None
        bare = [word.bare for word in words]
        terms |= dict.fromkeys(bigrams(bare))
        terms |= dict.fromkeys(typed_words().same_subjects(bare))
        terms |= dict.fromkeys(_initials(bare))
    parts = [(BODY, code) for code in (directive.body, *directive.codes)]
    parts += [(TYPE, directive.type_code), (NUMBER, directive.number), (TERM, directive.term)]
    parts += [(PLENUM, str(directive.plenum or ""))]
    parts += [
        (kind, directive.date[:length])
        for kind, length in ((YEAR, 4), (MONTH, 7), (DAY, 10))
        if len(directive.date) >= length
    ]
    parts += [(DAY_OF_YEAR, directive.date[5:])] if len(directive.date) == len("2020-01-02") else []
    terms |= {f"{kind}{value}": None for kind, value in parts if value}
    return iter(terms)
