"""Party organs that a text names: the words of the organ, and the name that follows.

``Ban Thường vụ Huyện ủy Cẩm Mỹ`` has an inner organ (Ban Thường vụ), a committee (Huyện ủy) and
a name.  Who speaks and whom a notice is about are both read from such mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from indexer.knowledge import committee_table
from indexer.model import Level
from indexer.organs.lexicon import organ_lexicon
from indexer.organs.phrases import alternatives, opening_a_word
from indexer.organs.spelling import is_known_phrase
from indexer.text import Folded, unaccent

# Phrases that end a name although they may be capitalised ("Thường trực Huyện ủy Kết luận:").
_STOPS = re.compile(
    r"(?:ket luan|thong bao|thong nhat|lam viec|bao cao|nhiem ky|giai doan|quyet dinh|quyet nghi"
    r"|quyet\s?(?:d\s?i\s?n\s?h|n\s?g\s?h\s?i)"  # bold letters that a scanner tore apart
    r"|ban hanh|yeu cau|huong dan|de nghi|xay dung)(?!\w)"
)
_WORD = re.compile(r"(?:[ \t\u00a0]{1,9}\n?|\n)([^\s,.;:()\[\]\"/]{1,30})")
_NUMBER = re.compile(r"[ \t\u00a0]{1,3}\d{1,2}(?![\w%]|[.,/]\d)")
_LONGEST_NAME = 8


class TextViews(Protocol):
    """A text to read organs in: folded, as written letter for letter, and as a person reads it."""

    @property
    def folded(self) -> Folded:
        """The letters to match on."""

    @property
    def cased(self) -> str:
        """The letter as written for each folded one."""

    def show(self, start: int, end: int) -> str:
        """A folded stretch as a person reads it."""


@dataclass(frozen=True, slots=True)
class OrganMention:
    """An organ named in a text, in positions of its folded letters.

    ``inner`` is the folded inner organ or body (``ban thuong vu``), ``committee`` the folded
    committee word (``huyen uy``); either may be empty.  ``end`` lies behind the name.
    """

    start: int
    end: int
    inner: str
    committee: str


def organ_mentions(layout: TextViews, start: int, end: int) -> Iterator[OrganMention]:
    """The organs named in ``[start, end)`` of the folded text, in order."""
    text, free = layout.folded.text, start
    for opening in _opening().finditer(text, start, end):
        found = _organ().match(text, opening.start(), end) if opening.start() >= free else None
        if found is None:
            continue
        free = found.end()
        inner = _single_blanks(found["inner"])
        committee = _single_blanks(found["of"] or found["alone"])
        yield OrganMention(found.start(), name_end(layout, found.end(), end), inner, committee)


@cache
def _opening() -> re.Pattern[str]:
    """The first two words of all that an organ may begin with, for which a search is quick."""
    rows = committee_table().committees
    phrases = [*_inner_organs(), *(unaccent(row.word) for row in rows)]
    return re.compile(
        rf"(?:{opening_a_word(' '.join(phrase.split()[:2]) for phrase in phrases)})(?!\w)"
    )


def _inner_organs() -> list[str]:
    known = organ_lexicon()
    return [*known.speaking, *known.bodies, *known.short]


@cache
def _organ() -> re.Pattern[str]:
    inner = alternatives(_inner_organs())
    rows = committee_table().committees
    plain = {unaccent(row.word) for row in rows if len(row.word.split()) == 2}
    central = {unaccent(row.word) for row in rows if row.level is Level.CENTRAL}
    committee, alone = alternatives(plain), alternatives(plain | central)
    return re.compile(
        rf"(?<!\w)(?:(?P<inner>{inner})(?:\s{{1,9}}(?P<of>{committee}))?|(?P<alone>{alone}))(?!\w)"
    )


def _single_blanks(words: str | None) -> str:
    plain = " ".join((words or "").split())
    return organ_lexicon().short.get(plain, plain)


# --- the name behind an organ -----------------------------------------------------------------


def name_end(layout: TextViews, start: int, end: int) -> int:
    """Where the name that begins at ``start`` ends: kind words and capitalised words.

    ``xã Lộc Quảng về …`` ends after ``Quảng``; without a name it is ``start`` itself.
    """
    at = start
    after_kind = False
    for _ in range(_LONGEST_NAME):
        word = _WORD.match(layout.folded.text, at, end)
        if word is None:
            break
        first = word.start(1)
        kind = _kind_at(layout, first, end)
        capital = layout.cased[first].isupper()
        body = _body_name().match(layout.folded.text, first, end) if capital else None
        if kind:
            at = kind
        elif body:
            at = body.end()
        elif after_kind and layout.cased[first].isdecimal():
            at = word.end()  # "thôn 4", "phường 12"
        elif capital and not _STOPS.match(layout.folded.text, first):
            at = word.end()
        else:
            break
        after_kind = kind is not None
    return at


def number_ends(layout: TextViews, at: int, end: int) -> int:
    """Where a number that is a name ends right behind a kind word: ``Quận 2``; 0 without one."""
    number = _NUMBER.match(layout.folded.text, at, end)
    return number.end() if number else 0


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(organ_lexicon().kinds)})(?!\w)")


@cache
def _body_name() -> re.Pattern[str]:
    """Names of several words of which some are small: ``Trạm Y tế``, ``Trường Đại học``."""
    return re.compile(rf"(?:{alternatives(organ_lexicon().body_names)})(?!\w)")


def _kind_at(layout: TextViews, at: int, end: int) -> int | None:
    kind = _kind().match(layout.folded.text, at, end)
    # "tỉnh", "xã" … are kinds in lower case; a capital opens a name ("Bản Lầu"), but before a
    # number ("Quận 2").
    if kind is None:
        return None
    if not layout.cased[at].islower() and not number_ends(layout, kind.end(), end):
        return None
    return kind.end() if is_known_phrase(layout.show(at, kind.end())) else None


# --- level ------------------------------------------------------------------------------------


def level_of(words: str) -> Level | None:
    """The level that the words of an organ tell by themselves.

    >>> level_of("Ban Thường vụ Tỉnh ủy"), level_of("Đảng ủy xã Song Ray"), level_of("Thành ủy")
    (<Level.PROVINCE: 'province'>, <Level.COMMUNE: 'commune'>, None)
    """
    # The first body named is the one that speaks: "Chi bộ … Đảng ủy xã …" is a cell.
    found = _committee_word().search(" ".join(unaccent(words).split()))
    return organ_lexicon().committees[" ".join(found[0].split())] if found else None


@cache
def _committee_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().committees)})(?!\w)")
