"""The words that open a place name, read from ``corpus/registry/places/words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from indexer.gazetteer import KINDS, marked_name
from indexer.knowledge import committee_table
from indexer.memory import remembered
from indexer.model import Level, Span
from indexer.paths import REGISTRY
from indexer.text import MARKS, unaccent

_FILE = REGISTRY / "places" / "words.toml"

_MARKED_LETTER = re.compile(rf"[^\W\d_A-Za-z]|[{MARKS}]")

_NEAR = 200

LEVELS_OF_KIND: dict[str, frozenset[Level]] = {
    kind: frozenset(level for level in KINDS if kind in KINDS[level])
    for kinds in KINDS.values()
    for kind in kinds
}
ALL_LEVELS = frozenset(KINDS)


class Opener(NamedTuple):
    """A word that opens a name: the kind it tells, and the body it names, if any.

    ``weak`` marks a body without a type word: the name alone must carry the reading.
    """

    kind: str | None
    organisation: str | None
    weak: bool = False


class SuperiorWords(NamedTuple):
    """How a sentence speaks of a body, without marks: ``[superior]`` of the registry."""

    obeyed: re.Pattern[str]
    decides: re.Pattern[str]
    passing: re.Pattern[str]


class PlaceLexicon(NamedTuple):
    """The registry's words, keyed by their form without marks.

    ``short_kinds`` are the ways in which papers write each kind in short.
    ``opening`` is any opener as papers have them, ``typed_opening`` as people type them;
    ``another_word`` is what only begins like an opener, ``ordinary`` are names that are words of
    every day, with and without their marks.
    """

    openers: dict[str, tuple[str, Opener]]
    short_kinds: dict[str, tuple[str, ...]]
    letters: frozenset[str]
    surnames: frozenset[str]
    body_heads: frozenset[str]
    never_commune: re.Pattern[str]
    never_names: frozenset[str]
    opening: re.Pattern[str]
    kinds: re.Pattern[str]
    not_in_body: frozenset[str]
    bodies: tuple[re.Pattern[str], ...]
    counted: re.Pattern[str]
    goes_on: re.Pattern[str]
    former: re.Pattern[str]
    typed_opening: re.Pattern[str]
    typed_former: re.Pattern[str]
    another_word: re.Pattern[str]
    ordinary: frozenset[str]
    superior: SuperiorWords
    ruled: re.Pattern[str]


@cache
def place_lexicon() -> PlaceLexicon:
    """The words and the patterns made of them."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    openers, typed = dict(_openers(table)), dict(table["typed"])
    short = [(name, (name, Opener(str(kind), None))) for name, kind in typed.items()]
    bodies = [*table["bodies"]["alone"], *table["bodies"]["other"]]
    running = table["bodies"]["running"]
    ordinary = {marked_name(word) for word in table["ordinary"]["words"]}
    return PlaceLexicon(
        {**openers, **dict(short)},
        _short_by_kind(table["variants"]),
        frozenset(table["letters"]),
        frozenset(table["people"]["surnames"]),
        frozenset(marked_name(body).split()[0] for body in (*bodies, *running)),
        _never_commune(table["never"]),
        frozenset(marked_name(name) for name in table["never"]["names"]),
        _opening_pattern(openers),
        _opening_pattern([unaccent(kind) for kind in table["kinds"]]),
        frozenset(table["bodies"]["not_in_body"]),
        _body_patterns(bodies, running),
        _words_behind(table["numbers"]["counted"]),
        _words_behind(table["numbers"]["goes_on"]),
        _words_behind(table["former"]["behind"], before=r"[*_]{0,3}[\s,]{0,3}[(\[]?\s?"),
        _opening_pattern([*openers, *typed], end="(?![a-z'])"),
        re.compile(rf"[\s,]{{0,3}}\(?(?:{_one_of(table['former']['behind'])})(?!\w)\)?"),
        re.compile(rf"(?:{_one_of(table['never']['typed'])})(?![a-z0-9])"),
        frozenset({*ordinary, *map(unaccent, ordinary)}),
        _superior_words(table["superior"]),
        re.compile(rf"(?<!\w)(?:{_spaced(table['own']['ruled'])})\s[^,;.:()]{{0,60}}$"),
    )


def _spaced(words: list[str]) -> str:
    """Words as they stand in a text, whose lines may break between them."""
    return _one_of(words).replace(r"\ ", r"\s{1,4}")


def _superior_words(table: dict[str, list[str]]) -> SuperiorWords:
    def spelled(name: str) -> str:
        return _spaced(table[name])

    return SuperiorWords(
        re.compile(rf"(?<!\w)(?:{spelled('obeyed')})(?!\w)"),
        re.compile(rf"[\s*_]{{0,4}}(?:(?:da|se|dang)\s{{1,4}})?(?:{spelled('decides')})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{spelled('passing')})(?!\w)"),
    )


def _short_by_kind(variants: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The variants of each kind but those of more words: no ``huyện đảo``."""
    short: dict[str, tuple[str, ...]] = {}
    for written, kind in variants.items():
        if " " not in written:
            short[kind] = (*short.get(kind, ()), written)
    return short


def _one_of(words: list[str]) -> str:
    """Words as they stand in text without marks, the longest first."""
    return "|".join(re.escape(word) for word in sorted(map(unaccent, words), key=len)[::-1])


def _words_behind(words: list[str], before: str = r"\s{0,4}") -> re.Pattern[str]:
    """Words as they stand behind a name, marks and all, in lower case."""
    spelled = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in words)
    return re.compile(rf"{before}(?:{spelled})(?!\w)")


def _never_commune(never: dict[str, list[str]]) -> re.Pattern[str]:
    """What makes another word of "xã" before which it stands: matched before it, without marks."""
    but = "".join(rf"(?<!\b{unaccent(word)} )" for word in never["before_commune_but"])
    words = "|".join(unaccent(word) for word in never["before_commune"])
    return re.compile(rf"\b(?:{words}) {but}$")


def _openers(table: dict[str, dict[str, list[str]]]) -> list[tuple[str, tuple[str, Opener]]]:
    found: list[tuple[str, Opener]] = [(kind, Opener(kind, None)) for kind in table["kinds"]]
    committees = committee_table().committees
    governing = {row.word.lower(): row.units[0] for row in committees if row.alone and row.units}
    for name, kind in {**governing, **dict(table["unions"])}.items():
        found.append((name, Opener(str(kind), name)))
    for name, kind in dict(table["variants"]).items():
        found.append((name, Opener(str(kind), None)))
    for name, kind in dict(table["letters"]).items():
        found.append((name, Opener(str(kind), None)))
    for name in table["bodies"]["alone"]:
        found.append((name, Opener(None, name, weak=True)))
    return [(unaccent(name), (marked_name(name), opener)) for name, opener in found]


def _opening_pattern(openers: Iterable[str], end: str = "(?![a-z0-9'])") -> re.Pattern[str]:
    """Any opener in folded text with its ``end``; the caller looks at the letter before it.

    Spelled as a tree of letters without a look-behind, so that the scan of a whole document
    stops only where a first letter fits: six times faster than a flat list.
    """
    return re.compile(rf"{_tree(set(openers))}(?:(?<=\.)|{end})")


def _tree(endings: set[str]) -> str:
    branches: dict[str, set[str]] = {}
    for word in endings - {""}:
        branches.setdefault(word[0], set()).add(word[1:])
    spelled = [
        (r"[ \n]{1,3}" if letter == " " else re.escape(letter)) + _tree(rest)
        for letter, rest in sorted(branches.items())
    ]
    if not spelled:
        return ""
    return f"(?:{'|'.join(spelled)})" + ("?" if "" in endings else "")


def _body_patterns(bodies: list[str], running: list[str]) -> tuple[re.Pattern[str], ...]:
    """The name of a body that ends where a type word begins: a known one, or one that runs on."""
    known = "|".join(sorted({unaccent(body) for body in bodies}, key=lambda b: (-len(b), b)))
    heads = "|".join(sorted({unaccent(word) for word in running}, key=lambda b: (-len(b), b)))
    end = r"[ \n*_]{1,4}$"
    return (
        re.compile(rf"(?<![a-z])(?:{known}){end}"),
        re.compile(rf"(?<![a-z])(?:{heads})(?: [a-z&,-]{{1,12}}){{1,9}}{end}"),
    )


def body_before(plain: str, written_from: Callable[[int], str], marked: bool = True) -> str | None:
    """The body that ends where a text ends: ``Phòng Giáo dục và Đào tạo`` before ``huyện …``.

    ``plain`` is folded text; ``written_from`` gives the verbatim text from a position of it on;
    ``marked`` tells that the line has marks, so that "Phong" is no "Phòng".
    """
    for ran_on, pattern in enumerate(place_lexicon().bodies):
        found = pattern.search(plain)
        if found is None:
            continue
        body = " ".join(written_from(found.start()).split()).strip("*_ ")
        spelled = [marked_name(word) for word in body.split()]
        if marked and spelled[0] not in place_lexicon().body_heads:
            continue
        if not (ran_on and place_lexicon().not_in_body.intersection(spelled)):
            return body
    return None


def short_kinds(kind: str) -> tuple[str, ...]:
    """The ways in which papers write a type word in short.

    >>> short_kinds("huyện"), short_kinds("xã"), short_kinds("tỉnh")
    (('h.',), ('x.',), ())
    """
    return place_lexicon().short_kinds.get(kind, ())


@remembered(4096)
def opener_of(written: str) -> tuple[Opener, bool] | None:
    """The opener that a word of the text is, and whether it is written without its marks.

    >>> opener_of("Huyện uỷ")
    (Opener(kind='huyện', organisation='huyện ủy', weak=False), False)
    >>> opener_of("quan") is None or opener_of("quan")[1]
    True
    """
    plain = " ".join(unaccent(written).split())
    known = place_lexicon().openers.get(plain)
    if known is None:
        return None
    marked, opener = known
    if marked_name(written) == marked:
        return opener, False
    return (opener, True) if plain == " ".join(written.lower().split()) else None


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark; text without any is read without them.

    >>> has_marks("Dang uy xa Loc Quang"), has_marks("Đảng ủy")
    (False, True)
    """
    return _MARKED_LETTER.search(text) is not None


def line_has_marks(text: str, span: Span) -> bool:
    """Whether the line of a span has any mark, as far as it is near."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _NEAR)
    end = text.find("\n", span.end, span.end + _NEAR)
    return has_marks(text[start : end if end >= 0 else span.end + _NEAR])


def is_surname(written: str) -> bool:
    """Whether a word is a common family name (họ)."""
    return marked_name(written) in place_lexicon().surnames
