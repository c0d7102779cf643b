"""What the words behind a number say of a directive: its subject (§7, rule 3).

Agreement decides, contradiction excludes.  Words that most titles have tell nothing, and a title
that comes back every term ("thi hành Điều lệ Đảng") tells no term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from indexer.directives.following_words import words_of_title
from indexer.directives.keys import DirectiveKey
from indexer.directives.registry import Registry, title_bigrams
from indexer.directives.subject_words import subject_words
from indexer.directives.titles import named_in_title
from indexer.directives.verdicts import code_of, term_of
from indexer.knowledge import first_day
from indexer.memory import remembered
from indexer.model import Directive, PartialDate
from indexer.text import unaccent

_WORD = re.compile(r"[a-z0-9]+")
_FEWEST_WORDS = 3
"""Telling words, or rare pairs, below which a subject only agrees as a whole."""

_FEWEST_OF_TITLE = 5
"""Words of a title below which it is no mark of its own."""

_LONG_OPENING = 12  # words with which no two titles of one number begin
_AGREEING = 0.75
"""The share of a subject's words that its own title has, at the least."""

_CONTRADICTING_BELOW = 1 / 3
"""The share of a subject's words that a title has at the least, if it is not about another."""

_RARE = 8
"""Pairs of words that this many titles have tell nothing."""


def agrees(
    directive: Directive, subject: str, registry: Registry, on: PartialDate | None = None
) -> bool:
    """Whether the words after a number are a directive's subject, and not another term's too.

    What came after the day ``on`` does not count.

    >>> registry = Registry.load()
    >>> row = registry.get("tw/k12/ct-05")
    >>> agrees(row, "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", registry)
    True
    >>> agrees(registry.get("tw/k12/qdi-29"), "thi hành Điều lệ Đảng", registry)
    False
    """
    title = directive.title
    if not (subject and _shares(subject, _called(directive), registry)):
        return False
    if _differ(_congresses(subject), _congresses(title)) or _differ(_years(subject), _years(title)):
        return False
    if _congresses(subject) & _congresses(title):
        return True
    return not _comes_back(directive, len(telling_words(subject)) < _FEWEST_WORDS, registry, on)


def agrees_in_part(
    directive: Directive, subject: str, registry: Registry, on: PartialDate | None = None
) -> bool:
    """The same for words that begin with the subject and run on, as sentences do.

    >>> registry = Registry.load()
    >>> row = registry.get("tw/k13/nq-68")
    >>> agrees_in_part(row, "phát triển kinh tế tư nhân, huyện giao các phòng rà soát", registry)
    True
    """
    if _differ(_years(subject), _years(directive.title)):
        return False
    parts = re.split("[,:]", subject)
    return any(
        agrees(directive, ",".join(parts[:end]), registry, on) for end in range(1, len(parts))
    )


def opens_with(
    directive: Directive, subject: str, registry: Registry, on: PartialDate | None
) -> bool:
    """Whether the words up to where somebody acts are a directive's subject."""
    acting = subject_words().acting.search(unaccent(subject))
    return acting is not None and agrees(directive, subject[: acting.start()], registry, on)


def is_titled(
    directive: Directive,
    words: Sequence[str],
    registry: Registry,
    on: PartialDate | None = None,
) -> bool:
    """Whether the words behind a symbol begin with the whole title of a directive, and no other's.

    What came after the day ``on`` does not count.

    >>> registry = Registry.load()
    >>> words = words_of_title("nâng cao chất lượng sinh hoạt chi bộ, đảng ủy chỉ đạo")
    >>> is_titled(registry.get("tw/k10/ct-10"), words, registry)
    True
    """
    title = words_of_title(directive.title)
    if len(title) < _FEWEST_OF_TITLE or tuple(words[: len(title)]) != title:
        return False
    own = DirectiveKey.parse(directive.key)
    rows = [(row, DirectiveKey.parse(row.key)) for row in registry.by_title.get(title, ())]
    others = [(row, key) for row, key in rows if key.term != own.term]
    numbered = any((key.body, key.number) == (own.body, own.number) for _, key in others)
    return not numbered and not issued_before([row for row, _ in others], on)


def begins_title(directive: Directive, subject: str) -> bool:
    """Whether the title of a directive begins with the words after a number, all of them.

    >>> begins_title(Registry.load().get("tw/k12/ct-05"), "đẩy mạnh học tập và làm theo tư tưởng")
    True
    """
    words = words_of_title(subject)
    return words_of_title(directive.title)[: len(words)] == words


def issued_before(directives: Sequence[Directive], issued: PartialDate | None) -> list[Directive]:
    """The directives that existed when the notice was issued."""
    if issued is None:
        return list(directives)
    return [d for d in directives if d.date is None or first_day(d.date) <= issued.latest()]


def is_title_of_another(directive: Directive, words: Sequence[str], registry: Registry) -> bool:
    """Whether the words behind a symbol begin with another directive's whole title.

    >>> registry = Registry.load()
    >>> words = words_of_title("nâng cao chất lượng sinh hoạt chi bộ")
    >>> is_title_of_another(registry.get("tw/k7/ct-59"), words, registry)
    True
    """
    if len(words) < _FEWEST_OF_TITLE:
        return False
    own = words_of_title(directive.title)
    another = any(
        tuple(words[: len(title)]) == title
        for title in registry.titles_by_opening.get((words[0], words[1]), ())
        if len(title) >= _FEWEST_OF_TITLE and title != own[: len(title)]
    )
    return another and not _shares(" ".join(words), _called(directive), registry)


def _shares(subject: str, title: str, registry: Registry) -> bool:
    """Whether a title has most of a subject's telling words, or rare pairs from the first on."""
    words, of_title = telling_words(subject), telling_words(title)
    shared = words & of_title
    if len(words) >= _FEWEST_WORDS and len(shared) >= _AGREEING * len(words):
        return True
    known = set(title_bigrams(title))
    pairs = [one for one in dict.fromkeys(title_bigrams(subject)) if _is_rare(one, registry)]
    if len(pairs) < _FEWEST_WORDS:
        return bool(pairs) and words == shared and known.issuperset(pairs)
    found = 0
    for number, pair in enumerate(pairs, 1):
        found += pair in known
        if number >= _FEWEST_WORDS and found >= _AGREEING * number:
            return True
    return False


def _is_rare(pair: str, registry: Registry) -> bool:
    return registry.bigram_counts[pair] < _RARE


_CONGRESS = re.compile(r"\b(?:thu|khoa|hoi) ([ivx]+)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@remembered(4096)
def _congresses(text: str) -> frozenset[str]:
    """The congresses and terms that a text names by their numerals."""
    return frozenset(_CONGRESS.findall(unaccent(text)))


@remembered(4096)
def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


def _differ(written: frozenset[str], known: frozenset[str]) -> bool:
    """Whether both name some, and none of them is the same."""
    return bool(written and known and not written & known)


def _comes_back(
    directive: Directive, by_any_number: bool, registry: Registry, on: PartialDate | None
) -> bool:
    """Whether directives of the same type in other terms have next to the same title by a day.

    Where the title has few words they tell nothing even if the others have other numbers.
    """
    since = registry.recurring.get(
        (directive.key, by_any_number), lambda: _recurs_since(directive, by_any_number, registry)
    )
    return since is not None and (on is None or since <= on.latest())


def _recurs_since(directive: Directive, by_any_number: bool, registry: Registry) -> date | None:
    key = DirectiveKey.parse(directive.key)
    same_number = registry.numbered(str(key.body), key.number)
    rows = registry.directives if by_any_number else same_number
    alike = (row for row in rows if is_alike(directive, row))
    return min((_alike_since(directive, row) for row in alike), default=None)


def _alike_since(directive: Directive, other: Directive) -> date:
    """From when on a title is known to come back: always where it is the same to the word."""
    same = words_of_title(directive.title) == words_of_title(other.title)
    return date.min if same or other.date is None else first_day(other.date)


def is_alike(directive: Directive, other: Directive) -> bool:
    """Whether two are of one type, of different terms, and of next to the same title."""
    words, others = telling_words(directive.title), telling_words(other.title)
    return (
        len(words & others) >= _AGREEING * max(len(words), len(others))
        and code_of(directive) == code_of(other)
        and term_of(directive) != term_of(other)
    )


@remembered(4096)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text, folded, that tell something.

    >>> sorted(telling_words("về công tác y tế trong tình hình mới"))
    ['te', 'y']
    """
    return frozenset(_WORD.findall(unaccent(text))) - subject_words().untold


def is_told_by(directive: Directive, subject: str, behind: Sequence[str]) -> bool:
    """Whether the words behind a number tell a directive from whatever else may have the number.

    ``subject`` are those behind "về", ``behind`` all of them: a title may have no "về".

    >>> row = Registry.load().get("nn.ttg/y2022/qd-263")
    >>> is_told_by(row, "Chương trình xây dựng nông thôn mới giai đoạn 2021 - 2025", ())
    True
    """
    title, parts = telling_words(directive.title), subject.split(",")
    said = [",".join(parts[:end]) for end in range(1, len(parts) + 1)]
    words = words_of_title(directive.title)
    window = " ".join(behind[: len(words)])
    if _differ(_years(said[0] or window), _years(directive.title)):
        return False
    if len(words) > _LONG_OPENING and tuple(behind[:_LONG_OPENING]) == words[:_LONG_OPENING]:
        return True
    if len(title) >= _FEWEST_WORDS and len(title & telling_words(window)) >= _AGREEING * len(title):
        return True
    told = map(telling_words, said)
    return any(
        len(one) >= _FEWEST_WORDS and len(one & title) >= _AGREEING * len(one) for one in told
    )


def leaves_year_open(directive: Directive, subject: str, behind: Sequence[str]) -> bool:
    """Whether a title names years, and the words behind a number none: it may come back."""
    window = " ".join(behind[: len(words_of_title(directive.title))])
    return bool(_years(directive.title)) and not _years(f"{subject} {window}")


def contradicts_subject(directive: Directive, subject: str, registry: Registry) -> bool:
    """Whether the words after a number are about something else than a directive.

    >>> registry = Registry.load()
    >>> contradicts_subject(registry.get("tw/k12/ct-05"), "công tác khám chữa bệnh", registry)
    True
    """
    if _differ(_congresses(subject), _congresses(directive.title)):
        return True
    words = telling_words(subject)
    named = named_in_title(directive, registry)
    if named and len(words) >= _FEWEST_WORDS and not contradicts_subject(named, subject, registry):
        return False
    shared = words & telling_words(_called(directive))
    if len(words) < _FEWEST_WORDS or len(shared) >= _CONTRADICTING_BELOW * len(words):
        return False
    return set(title_bigrams(subject)).isdisjoint(_rare_pairs([directive], registry))


_SYLLABLE = re.compile(r"[a-z]*[aeiouy][a-z]*")


def is_foreign_to(directive: Directive, subject: str, registry: Registry) -> bool:
    """Whether even the few words behind a short form are about something else.

    Less than half of them are in the title, and no two in a row; abbreviations tell nothing.

    >>> registry = Registry.load()
    >>> row = registry.get("tw/k13/nq-57")
    >>> [is_foreign_to(row, words, registry) for words in ("thu học phí", "KHCN, ĐMST")]
    [True, False]
    """
    words = {word for word in telling_words(subject) if _SYLLABLE.fullmatch(word)}
    called = _called(directive)
    if len(words) < 2 or not set(title_bigrams(subject)).isdisjoint(title_bigrams(called)):
        return False
    named = named_in_title(directive, registry)
    if named and not is_foreign_to(named, subject, registry):
        return False
    return 2 * len(words & telling_words(called)) < len(words)


def _called(directive: Directive) -> str:
    """All that a directive is called."""
    return " ".join([directive.title, *directive.aliases])


def leaning(directives: Sequence[Directive], subject: str, registry: Registry) -> list[Directive]:
    """The directives whose titles share most with the words after the number; else all of them.

    Among titles much alike, only the pairs of words that a single one has decide.
    """
    sets = leaning_sets([(row,) for row in directives], subject, registry)
    return [row for (row,) in sets]


_Rows = TypeVar("_Rows", bound=Sequence[Directive])


def leaning_sets(sets: Sequence[_Rows], subject: str, registry: Registry) -> list[_Rows]:
    """The same of sets of directives, each by its titles taken together."""
    if len(sets) < 2 or not subject:
        return list(sets)
    pairs = set(title_bigrams(subject))
    shared = [(rows, pairs & _rare_pairs(rows, registry)) for rows in sets]
    most = max(len(found) for _, found in shared)
    if most == 0 or (most == 1 and len(pairs) > 6):
        return _sharing_words(sets, subject)
    left = [(rows, found) for rows, found in shared if len(found) * 2 > most]
    times = Counter(chain.from_iterable(found for _, found in left))
    best = [rows for rows, found in left if 1 in map(times.get, found)]
    return best if len(best) == 1 else [rows for rows, _ in left]


def _sharing_words(sets: Sequence[_Rows], subject: str) -> list[_Rows]:
    """Those that have a telling word of a short subject, if others have none; else all."""
    words = telling_words(subject)
    having = [rows for rows in sets if any(words & telling_words(_called(row)) for row in rows)]
    return having or list(sets)


def subject_matches(directive: Directive, subject: str, registry: Registry) -> bool:
    """Whether the words after a name share enough with a title to mean it."""
    if len(set(title_bigrams(subject)) & _rare_pairs([directive], registry)) >= 2:
        return True
    return any(unaccent(name) in unaccent(subject) for name in _nicknames(directive, 6))


def _rare_pairs(directives: Iterable[Directive], registry: Registry) -> set[str]:
    described = (" ".join([row.title, *_nicknames(row, 0)]) for row in directives)
    pairs = chain.from_iterable(map(title_bigrams, described))
    return {one for one in pairs if _is_rare(one, registry)}


def _nicknames(directive: Directive, least: int) -> list[str]:
    """What stands in brackets behind an alias, of so many letters at least."""
    return [one for one in _BRACKETED.findall(" ".join(directive.aliases)) if len(one) >= least]


_BRACKETED = re.compile(r"\(([^)]*)\)")
