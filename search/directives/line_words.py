"""A typed line → its words: what surrounds a directive left out, what is glued taken apart.

``1. qđtw213.pdf`` is the three words "qđ", "tw" and "213".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice, takewhile

from indexer.analysis import Token, tokens
from search.directives.types import sigil_types

GLUED_TERM = re.compile(r"k(?:hoa)?(\d{1,2})")
"""A term in one word: ``k12``, ``khoa12``."""

_GLUED = re.compile(r"(?P<first>[a-z]+)?(?P<number>\d{1,4}(?:[a-h](?![a-z]))?)(?P<last>[a-z]{2,})?")
_LEGISLATURE = ("qh", "ubtvqh")
"""Codes that end in the number of a legislature, which is no number of a directive."""

_RUN, _PAIR = re.compile(r"([a-z]+)\d{1,4}(?:[a-z]+\d{1,4})+"), re.compile(r"[a-z]+\d+")
_FIGURES = re.compile(r"(?=[ol]{0,3}\d)[\dol]{2,4}")
"""A number in which a scanner, or a hand, took letters for figures: ``2O2O``."""

_LONGEST_SIGIL = 4

WordsIn = Callable[[str], Sequence[str]]
"""What is no word, ``luanchuyen``, ``ddaats`` → the words in it, if there are any."""


def line_words(
    text: str, bodies: Container[tuple[str, ...]], words_in: WordsIn, most: int
) -> list[Token]:
    """The words of a line, at most so many; ``bodies`` are the names of those that issue.

    >>> [one.bare for one in line_words("q đ 213qđtw ct05", {("tw",)}, lambda letters: (), 9)]
    ['qd', '213', 'qd', 'tw', 'ct', '05']
    """
    apart = (part for token in tokens(text) for part in _taken_apart(token, words_in))
    words = (word for part in apart for word in _ungluing(part, bodies, words_in))
    return list(_letters_joined(list(islice(words, most))))


def _ungluing(
    token: Token, bodies: Container[tuple[str, ...]], words_in: WordsIn
) -> Iterator[Token]:
    """``qđtw`` as its type and its body, ``quydinh`` as two words; any other as it is."""
    letters = token.bare
    for end in range(2, min(_LONGEST_SIGIL + 1, len(letters) - 1)):
        if letters[:end] in sigil_types() and (letters[end:],) in bodies:
            yield from (_token(letters[:end]), _token(letters[end:]))
            return
    words, at = words_in(letters), 0
    is_cut = len(token.syllable) == len(letters) == sum(map(len, words))
    for word in words:
        end = at + len(word)
        yield next(tokens(token.syllable[at:end] if is_cut else word))
        at = end
    if not words:
        yield token


def _letters_joined(words: Sequence[Token]) -> Iterator[Token]:
    """``q đ 213`` with its type in one."""
    at = 0
    while at < len(words):
        letters = list(takewhile(lambda one: len(one.bare) == 1, words[at : at + _LONGEST_SIGIL]))
        joined = "".join(one.bare for one in letters)
        if len(letters) > 1 and joined.isalpha() and joined in sigil_types():
            yield _token(joined)
            at += len(letters)
        else:
            yield words[at]
            at += 1


def _taken_apart(token: Token, words_in: WordsIn) -> Iterator[Token]:
    """``ct05`` and ``213qđ`` as their letters and numbers; any other token as it is."""
    if _FIGURES.fullmatch(token.bare):
        yield _token(token.bare.replace("o", "0").replace("l", "1"))
        return
    run = _RUN.fullmatch(token.bare)
    if run and (run[1] in sigil_types() or words_in(run[1])):  # and no VNI: "truo7ng2"
        for pair in _PAIR.findall(token.bare):
            yield from _taken_apart(_token(pair), words_in)
        return
    found = _GLUED.fullmatch(token.bare)
    if found and found["first"] in _LEGISLATURE and not found["last"]:
        yield _token(found["first"])  # 15 in UBTVQH15 is no number of a directive
        return
    if found is None or not (found["first"] or found["last"]) or GLUED_TERM.fullmatch(token.bare):
        yield token
    else:
        yield from (_token(part) for part in found.groups() if part)


def _token(letters: str) -> Token:
    return Token(letters, letters, 0, 0)


_SURROUNDINGS = re.compile(
    r"^\s*(?:[-+*•–…]|\d{1,2}[.)]\s|[a-hA-H][.)]\s)"
    r"|\.(?:pdf|docx?|odt|rtf|txt|signed|xlsx?)(?!\w)"
    r"|(?<!\w)(?:điều|khoản|điểm|mục|chương|mẫu|biểu|dieu|muc)\s+(?:số\s+)?\d[\w.-]*(?=\s+\w)",
    re.IGNORECASE,
)


def without_surroundings(text: str) -> str:
    """A line without the mark of a list, the ending of a file, the place in a directive.

    >>> without_surroundings("1. khoản 2 điều 3 quy định 37.pdf").split()
    ['quy', 'định', '37']
    """
    return _SURROUNDINGS.sub(" ", text)
