"""What a typed query is cut into, for :mod:`search.query.parser`: lexemes, groups, days.

A day typed among words means what is dated so, and what writes it in any form; a longer time:
:mod:`search.query.periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from indexer.analysis import LONGEST, Token, query_tokens, tokens
from indexer.normalization import composed
from indexer.text import UNSEEN, fold, unaccent
from search.query.fields import parse_day
from search.query.model import (
    And,
    Clause,
    Or,
    TypedDate,
    Word,
)

_OR = r"(?<!\S)(?:OR|HOẶC|\|\|?)(?!\S)"
OR_OPERATOR = re.compile(_OR)

LEXEME = re.compile(
    rf"""(?P<minus>(?<!\S)[-−–](?=[^\s\-−–]))?
        (?: (?P<close>\)) | (?P<and>(?<!\S)AND(?!\S))
          | (?P<or>{_OR})
          | (?:(?P<field>[^\W\d]\w{{1,11}}):)?
            (?: (?P<open>\() | ["“”](?P<phrase>[^"“”]*)["“”]? | (?P<word>[^\s"“”()]+) ) )""",
    re.VERBOSE,
)

UNREADABLE = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(f"[{UNSEEN}]")


def sanitize(text: str) -> str:
    """A typed text of characters that can be meant and printed again, in NFC.

    Control and direction marks mean nothing here, and what is copied from a laid-out text has
    soft hyphens and such within its words.  Bytes that were no UTF-8 come as lone surrogates from
    a terminal and as U+FFFD from a browser, which is what they become here.

    >>> sanitize("nông\\tth\\u00adôn"), sanitize("n\\udcf4ng") == "n\\ufffdng"
    ('nông thôn', True)
    """
    text = _HIDDEN.sub("", _CONTROL.sub(" ", _SURROGATE.sub(UNREADABLE, text)))
    return composed(text)


def lexeme_value(lexeme: re.Match[str]) -> str:
    """What stands in a lexeme, or behind its field: a word, or a phrase without its quotes."""
    return (lexeme["phrase"] or lexeme["word"] or "").strip()


def typed_words(text: str) -> list[Word]:
    """Each token of a typed text as a word; what cannot be read is one that no notice has."""
    if UNREADABLE in text:
        written = text[:LONGEST]
        return [Word(Token(written, written, 0, 0), written)]
    return [
        Word(token._replace(start=0, end=0), text[token.start : token.end])
        for token in tokens(text)
    ]


def as_typed(name: str, typed: str) -> str:
    """A name as it is looked for: in any spelling where none of its marks was typed."""
    is_bare = all(token.syllable == token.bare for token in query_tokens(typed))
    return unaccent(name) if is_bare else name


class ClauseSpan(NamedTuple):
    """A clause that several words of a typed text are together: a citation, a date.

    It stands from ``start`` to ``stop``; up to ``end`` follows what only says it again.
    """

    start: int
    stop: int
    end: int
    clause: Clause


@dataclass(slots=True)
class OpenGroup:
    """A group while it is read: parts and where they stand, excluded parts, and its field.

    ``after_or`` is set when an OR came last, ``start`` is where the group begins in the text.
    """

    parts: list[Clause] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    excluded: list[Clause] = field(default_factory=list)
    is_negative: bool = False
    after_or: bool = False
    field: str = ""
    start: int = 0

    def add(self, clause: Clause, negative: bool, span: tuple[int, int]) -> None:
        """Take a clause in, as excluded, as one more of an OR, or as required."""
        if negative:
            self.excluded.append(clause)
        elif self.after_or and self.parts:
            before = self.parts.pop()
            parts = before.parts if type(before) is Or else (before,)
            self.parts.append(Or((*parts, clause)))
            self.spans.append((self.spans.pop()[0], span[1]))
        else:
            self.parts.append(clause)
            self.spans.append(span)
        self.after_or = False


def close_group(stack: list[OpenGroup], end: int) -> None:
    """End the innermost group and put it into the one around it."""
    group = stack.pop()
    if not group.parts and not group.excluded:
        return
    single = len(group.parts) == 1 and not group.excluded
    clause = group.parts[0] if single else And(tuple(group.parts), tuple(group.excluded))
    stack[-1].add(clause, group.is_negative, (group.start, end))


_FIGURES = r"(?:ngay\s+)?(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})"
_WORDS = r"(?:ngay\s+)?(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})\s+nam\s+(?P<y>\d{4})"
_ISO = r"(?P<iso>\d{4}-\d\d-\d\d)"
_DATE = re.compile(rf"(?<![\w/.])(?<!\w-)(?:{_ISO}|{_FIGURES}|{_WORDS})(?![\w/-])")


def date_spans(text: str) -> Iterator[ClauseSpan]:
    """The days of the calendar in a typed text, each as a clause.

    >>> [one.clause.day for one in date_spans("họp ngày 12/7/2022, 31/02/2022")]
    ['2022-07-12']
    """
    folded = fold(text)
    for found in _DATE.finditer(folded.text):
        figures = [found[name] or found[name[0]] for name in ("day", "month", "year")]
        when = parse_day(found["iso"] or "/".join(figures))
        if when and when.day:
            span = folded.span(*found.span())
            written = span.of(text)
            clause = TypedDate(when.iso, query_tokens(written), _forms(when.iso), written)
            yield ClauseSpan(span.start, span.end, span.end, clause)


def _forms(iso: str) -> tuple[tuple[Token, ...], ...]:
    """A day in figures and in words, numbers below 10 with and without their zero."""
    year, month, day = iso.split("-")
    days, months = (sorted({one, one.lstrip("0")}) for one in (day, month))
    return tuple(
        query_tokens(written)
        for one, other in product(days, months)
        for written in (f"{one}/{other}/{year}", f"{one} tháng {other} năm {year}")
    )
