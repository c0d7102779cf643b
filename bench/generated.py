"""Synthetic notices from a seed: real syllables, Zipf-like words, facets as skewed as real ones.

Notice ``n`` of a seed is always the same, so several processes can each make a part.  The texts
say nothing; they have the length, the word frequencies, the facets and the citations of notices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import numpy as np

from indexer.analysis import tokens
from indexer.directives.knowledge import Knowledge
from indexer.documents.syllables import syllables
from indexer.model import (
    Citation,
    Directive,
    Document,
    Evidence,
    Field,
    Level,
    Outcome,
    PartialDate,
    Place,
    PlaceResolution,
    Reading,
    Resolution,
    Span,
    Status,
    because,
)
from indexer.paths import SAMPLE_NOTICES
from indexer.understanding import unknown_notice

T = TypeVar("T")

SEED = 5
SYLLABLES = 1_100
"""The mean length of a notice; half to one and a half times that."""

WORDS = 30_000
FORMULAS = 40_000
"""Runs of words that return, as the set phrases of office papers do."""

TOPICS = 300
TOPIC_WORDS = 60
FORMULA_SHARE, TOPIC_SHARE = 0.8, 0.1
"""How much of a notice is set phrases, and how much words of its topic; the rest is drawn."""

_FORMULA = 4
_SENTENCE = 3
_PARAGRAPH = 6
_TYPES = ("thông báo", "kết luận", "hướng dẫn", "kế hoạch")
_ISSUERS = ("Thường trực Huyện ủy", "Ban Thường vụ Huyện ủy", "Văn phòng Huyện ủy")


@dataclass(frozen=True, slots=True)
class Language:
    """The words that all notices draw from, the most frequent first, and their probabilities."""

    words: tuple[str, ...]
    shares: np.ndarray
    formulas: tuple[str, ...]
    formula_shares: np.ndarray
    topics: tuple[tuple[str, ...], ...]


def _zipf(size: int, exponent: float, flat: float) -> np.ndarray:
    shares = 1 / (np.arange(size) + flat) ** exponent
    return np.asarray(shares / shares.sum())


@cache
def language(seed: int = SEED) -> Language:
    """Words of one or two real syllables; the frequent ones are those of the sample notices."""
    random = np.random.default_rng(seed)
    seen: Counter[str] = Counter()
    for path in sorted(SAMPLE_NOTICES.rglob("*.*")):
        seen.update(token.syllable for token in tokens(path.read_text("utf-8")))
    frequent = [syllable for syllable, _ in seen.most_common() if not syllable.isdigit()]
    others = sorted(syllables() - set(frequent))
    random.shuffle(others)
    letters = (frequent + others)[:7_000]
    drawn = random.choice(len(letters), (WORDS, 2), p=_zipf(len(letters), 0.8, 5))
    single = random.random(WORDS) < 0.35
    words = tuple(
        dict.fromkeys(
            letters[one] if alone else f"{letters[one]} {letters[other]}"
            for (one, other), alone in zip(drawn, single, strict=True)
        )
    )
    shares = _zipf(len(words), 1.0, 8)
    runs = random.choice(len(words), (FORMULAS, _FORMULA), p=shares)
    themes = random.integers(0, len(words), (TOPICS, TOPIC_WORDS))
    return Language(
        words,
        shares,
        tuple(" ".join(words[at] for at in run) for run in runs),
        _zipf(FORMULAS, 0.9, 20),
        tuple(tuple(words[at] for at in theme) for theme in themes),
    )


@cache
def _places() -> tuple[Place, ...]:
    """The districts (huyện, quận) of the gazetteer."""
    known = Knowledge.load().gazetteer
    found = (known.place(key) for key in known)
    return tuple(place for place in found if place and place.level is Level.DISTRICT)


@cache
def _directives() -> tuple[Directive, ...]:
    return tuple(one for one in Knowledge.load().registry if one.number)


def readings(start: int, stop: int, seed: int = SEED) -> Iterator[Reading]:
    """Notices ``start`` to ``stop`` of the collection that a seed names."""
    for number in range(start, stop):
        yield reading(number, seed)


def reading(number: int, seed: int = SEED) -> Reading:
    """One notice, understood: its text, fields, places and citations."""
    random = np.random.default_rng((seed, number))
    place = _skewed(random, _places(), 0.7)
    cited = [_skewed(random, _directives(), 0.9) for _ in range(int(random.poisson(2.5)))]
    written = [f"{one.type} số {one.number}" for one in cited]
    text = _text(random, seed, written)
    title = text[: text.index(".")][:120].rpartition(" ")[0]
    issuer = f"{_ISSUERS[min(2, int(random.exponential(0.7)))]} {place.name}"
    year = 2012 + int(random.triangular(0, 13, 13.99))
    stated = random.random() < 0.9
    day = PartialDate(year, int(random.integers(1, 13)), int(random.integers(1, 28)))
    notice = replace(
        unknown_notice(),
        type=_field(_TYPES[min(3, int(random.exponential(0.5)))]),
        title=_field(title),
        number=_field(f"{int(random.integers(1, 900))}-TB/HU") if stated else _field(None),
        issuer=_field(issuer),
        level=_field(Level.DISTRICT),
        dateline=_field(None),
        date=_field(day) if stated else _field(None),
        year=_field(year),
        unit=_field(f"Đảng bộ {place.full_name}"),
    )
    found = PlaceResolution(None, place.key, Outcome.RESOLVED, (), because("sinh ra để đo"))
    return Reading(
        document=Document(f"n{number:06d}", f"{number:06d}.txt", "", "text/plain", text),
        notice=notice,
        citations=tuple(_citations(text, cited, written)),
        issuer_place=found,
        unit_place=found,
        places=(),
    )


def _field(value: T | None) -> Field[T]:
    status = Status.UNKNOWN if value is None else Status.STATED
    return Field(value, Evidence(status, because("sinh ra để đo")))


def _skewed(random: np.random.Generator, values: tuple[T, ...], exponent: float) -> T:
    return values[int(random.choice(len(values), p=_shares(len(values), exponent)))]


@cache
def _shares(size: int, exponent: float) -> np.ndarray:
    return _zipf(size, exponent, 3)


def _text(random: np.random.Generator, seed: int, written: list[str]) -> str:
    """Sentences and paragraphs of set phrases and drawn words, with the citations among them."""
    spoken = language(seed)
    size = int(SYLLABLES * (0.5 + random.random()) / (1.65 * _FORMULA * FORMULA_SHARE + 1.65 * 0.2))
    kinds = random.random(size)
    formulas = random.choice(FORMULAS, size, p=spoken.formula_shares).tolist()
    drawn = random.choice(len(spoken.words), size, p=spoken.shares).tolist()
    topic = spoken.topics[int(random.integers(TOPICS))]
    themes = (random.exponential(TOPIC_WORDS / 5, size).astype(int) % TOPIC_WORDS).tolist()
    runs = [
        spoken.formulas[formula]
        if kind < FORMULA_SHARE
        else topic[theme]
        if kind < FORMULA_SHARE + TOPIC_SHARE
        else spoken.words[word]
        for kind, formula, word, theme in zip(kinds, formulas, drawn, themes, strict=True)
    ]
    for phrase in written:
        runs.insert(int(random.integers(len(runs))), f"theo {phrase}")
    lines = [" ".join(runs[at : at + _SENTENCE]) for at in range(0, len(runs), _SENTENCE)]
    sentences = [f"{line[0].upper()}{line[1:]}." for line in lines]
    paragraphs = [sentences[at : at + _PARAGRAPH] for at in range(0, len(sentences), _PARAGRAPH)]
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _citations(text: str, cited: list[Directive], written: list[str]) -> Iterator[Resolution]:
    for directive, phrase in zip(cited, written, strict=True):
        start = max(0, text.find(phrase))
        span = Span(start, start + len(phrase))
        citation = Citation(span, span.of(text), "full", directive.type, directive.number)
        reason = because("sinh ra để đo")
        yield Resolution(citation, directive.key, Outcome.RESOLVED, (), reason)
