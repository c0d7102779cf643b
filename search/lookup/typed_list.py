"""A list that somebody typed or pasted: a directive in each line, or one number after another."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from indexer.analysis import tokens
from indexer.model import Span
from indexer.text import unaccent
from search.directives import MAX_TYPED, names_of_types

MAX_LINES, _LONGEST_LINE = 40, 120
"""Lines of a list, and characters of each: what is longer is a paper."""


def typed_list(text: str) -> list[Span]:
    """The lines of a list, the items of one in a line, or the numbers of a line that holds nothing
    else; none of other texts.

    >>> [span.of("qđ 213 qđ 144") for span in typed_list("qđ 213 qđ 144")]
    ['qđ 213', 'qđ 144']
    >>> [span.start for span in typed_list("1. qđ 213 2. quy chế dân vận")]
    [0, 10]
    >>> [one.start for one in typed_list("quy chế dân vận\\n05-CT/TW")], typed_list("chỉ thị 05")
    ([0, 16], [])
    """
    if len(text) > MAX_LINES * (_LONGEST_LINE + 2):
        return []
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    if len(lines) == 1 and len(text) <= MAX_TYPED:
        return _items(text) or _clauses(text) or _numbers(text)
    is_list = len(lines) <= MAX_LINES and all(
        line.end - line.start <= _LONGEST_LINE for line in lines
    )
    return lines if is_list and len(lines) > 1 else []


_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_CLAUSE = re.compile(r"[^\s;](?:[^;]*[^\s;])?")
_ITEM = re.compile(r"(?<!\S)(\d)[.)]\s+(?=\S)")


def _items(text: str) -> list[Span]:
    """The items of a list in one line, numbered from 1."""
    marks = list(_ITEM.finditer(text))
    counted = [str(place) for place in range(1, len(marks) + 1)]
    if len(marks) < 2 or [one[1] for one in marks] != counted or text[: marks[0].start()].strip():
        return []
    starts = [one.start() for one in marks]
    lines = (text[start:end] for start, end in pairwise([*starts, len(text)]))
    return [
        Span(start, start + len(line.rstrip())) for start, line in zip(starts, lines, strict=True)
    ]


def _clauses(text: str) -> list[Span]:
    """What stands between semicolons, where a type opens each: a title may have one as well."""
    clauses = [Span(*one.span()) for one in _CLAUSE.finditer(text)]
    plain = [" ".join(token.bare for token in tokens(one.of(text))) for one in clauses]
    names = names_of_types()
    is_list = all(any(f"{one} ".startswith(f"{name} ") for name in names) for one in plain)
    return clauses if len(clauses) > 1 and is_list else []


def _numbers(text: str) -> list[Span]:
    plain = unaccent(text)
    if len(plain) != len(text):
        return []
    numbers = list(_number().finditer(plain))
    between = _number().sub("", plain)
    if len(numbers) > 1 and not between.replace("va", "").strip(" ,;+&.\t"):
        return [Span(*one.span()) for one in numbers]
    return []


@cache
def _number() -> re.Pattern[str]:
    """A type with a number, and the term with it: ``nq 18 k12``."""
    names = "|".join(sorted(map(re.escape, names_of_types()), key=len, reverse=True))
    term = r"(?:\s*\(?(?:khoa\s+|k)(?:\d{1,2}|[ivx]{1,4})\)?)?"
    return re.compile(rf"(?<!\w)(?:{names})\s*(?:so\s*)?\d{{1,4}}(?![\w/-]){term}(?!\w)")
