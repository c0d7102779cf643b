"""Phrases as patterns on folded text: what may part the words of one.

A text as it comes has line ends, marks of emphasis and page breaks between the words of a name; on
a layout whose marks are off (:mod:`indexer.notices.blocks`) there are blanks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Between two tokens: blanks, the marks of Markdown emphasis, line breaks and at most one line
# that holds a page number, as a page break leaves them (citation-forms §4).
_PAGE_LINE = r"(?:(?<=\n)(?:- ?\d{1,4} ?-|\d{1,4}) ?\n[\s*_]{0,24}+)?"
GAP = rf"(?:[\s*_]{{0,24}}+{_PAGE_LINE})"
SPACE = rf"(?:[\s*_]{{1,24}}+{_PAGE_LINE})"


_PAGE = re.compile(r"(?<=\n)(?:- ?\d{1,4} ?-|\d{1,4}) ?\n")
_WORD = re.compile(r"[^\s*_\d][^\s*_]*")


def without_page_break(phrase: str) -> str:
    """The words of a matched phrase, without the page break that may stand among them.

    >>> without_page_break("ban chap\\n\\n12\\n\\nhanh")
    'ban chap hanh'
    """
    if "\n" in phrase:
        phrase = _PAGE.sub("", phrase)
    return " ".join(_WORD.findall(phrase))


def _words(phrase: str) -> str:
    """A phrase as a pattern; a page break may part its words."""
    return SPACE.join(re.escape(word) for word in phrase.split())


def one_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longest first."""
    return "|".join(_words(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))


def opening_a_word(phrases: Iterable[str], before: str = r"\w", between: str = r"\s{1,9}") -> str:
    """An alternation of phrases before which nothing of a class of characters stands.

    Each branch begins with the first letter of its phrases and looks back from there.  So a search
    passes over all letters with which none begins, and takes half the time.

    >>> opening_a_word(["ban", "bo chinh tri", "tinh"], "[a-z]", " ")
    'b(?<![a-z]b)(?:o chinh tri|an)|t(?<![a-z]t)(?:inh)'
    """
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        rest = between.join(map(re.escape, phrase.split()))[1:]
        by_letter.setdefault(phrase[0], []).append(rest)
    return "|".join(
        rf"{first}(?<!{before}{first})(?:{'|'.join(by_letter[first])})"
        for first in sorted(by_letter)
    )


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of some folded phrases, longest first, blanks bounded."""
    longest_first = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s{1,9}".join(map(re.escape, phrase.split())) for phrase in longest_first)
