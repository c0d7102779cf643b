"""Lines of a letterhead put together by the organ that they name.

A line goes on with the one above where that wants more (``ĐẢNG ỦY`` its body, ``UBND`` its unit),
or where it opens no organ by itself; see :func:`indexer.organs.opening_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import Levenshtein

from indexer.knowledge import provinces, unit_kinds
from indexer.model import Level
from indexer.notices.blocks import LayoutLine
from indexer.notices.dateline import day_start
from indexer.notices.forms import normal_words, notice_forms
from indexer.organs import (
    Opening,
    alternatives,
    damaged_opening_of,
    governs_unit,
    is_known_phrase,
    level_of,
    opening_of,
    organ_lexicon,
)
from indexer.text import unaccent

CONGRESS = "dai hoi"
"""The folded word of a congress, which opens names of its own."""

_OF_A_CITY = "thanh uy"  # of which kind of city its word does not tell
_LED_BY_ANYBODY = ("dang uy", "dang bo")
_EDGES = " .,:;*'\"`~^_•·|=+<>()[]-–—"
_HYPHENS = ("-", "–")  # which part a name from its second half, at the end of a line or its head
_MOST_WORDS = 16  # of a line that names an organ
_CONNECTED = re.compile(r"(?:[-–&]|(?:^|\s)(?:va|cac|cua|ve))$")
_CONNECTING = re.compile(r"(?:[-–&(]|(?:va|cua|ve)\s)")
_FEWEST_LETTERS = 4
_MOSTLY = 0.75
_LIKE_A_MOTTO = 0.8  # "ĐẢNG CỘNG SẢN VIỆT NAN" of a recogniser
_MOST_SYLLABLES = 4
_WORD = re.compile(r"(?<=\s)[^\W\d_]")
_JOINTS = (",", ";", "/")
_SHORT_NAME = 3


@dataclass(slots=True)
class OrganLines:
    """The lines of one organ."""

    lines: list[LayoutLine]
    opening: Opening | None
    folded: str = field(init=False)
    cased: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = " ".join(line.folded for line in self.lines)
        self.cased = " ".join(line.cased for line in self.lines)

    def add(self, line: LayoutLine) -> None:
        """Carry the name on."""
        self.lines.append(line)
        self.folded += " " + line.folded
        self.cased += " " + line.cased

    @property
    def bare(self) -> bool:
        """Whether it is the word that opens it alone: ``ĐẢNG ỦY``, ``BAN TỔ CHỨC``."""
        return self.opening is not None and not self.folded[self.opening.end :].strip(_EDGES)

    @property
    def of_unit(self) -> bool:
        """Whether it is a committee whose word tells the unit: the name alone follows it."""
        return self.opening is not None and level_of(self.opening.word) is not None


def organ_lines(lines: Iterable[LayoutLine], together: bool = False) -> Iterator[OrganLines]:
    """The organs that lines name from the top down, each with its lines; ``together`` tells that
    several sign, so that none is the name of the unit that ends the line above it."""
    group: OrganLines | None = None
    dated = False
    for line in _one_by_one(lines):
        if day_start(line) is not None:
            dated = group is not None
            continue
        if not _may_name(line):
            continue
        opening = _opening_in(line)
        if not in_capitals(line) and not (opening and _is_name(line, opening)):
            continue
        if dated and opening is None:
            continue  # nothing of the left column goes on below the dateline
        if group and not dated and _carries_on(group, line, opening, together):
            group.add(line)
            continue
        if group:
            yield group
        group, dated = OrganLines([line], opening), False
    if group:
        yield group


def _one_by_one(lines: Iterable[LayoutLine]) -> Iterator[LayoutLine]:
    """The lines without what stands at their edges, each organ of a line by itself."""
    for line in lines:
        yield from _organs_on(_trimmed(line))


def _organs_on(line: LayoutLine) -> Iterator[LayoutLine]:
    """The organs that conversion put into one line: ``HUYỆN ỦY DI LINH BAN TỔ CHỨC``."""
    end = _first_end(line) if line.capitals else 0
    if end:
        yield line.part(0, end)
        yield from _organs_on(line.part(end, len(line.folded)))
    else:
        yield line


def _first_end(line: LayoutLine) -> int:
    """Where a second organ begins on a line, behind a committee or council and its unit; else 0."""
    above = opening_of(line.folded, line.cased)
    council = above is not None and above.organisation is not None and not above.organisation.named
    if above is None or not (above.governs or council):
        return 0
    at = above.end
    while found := _WORD.search(line.folded, at):
        at = found.start()
        below = opening_of(line.folded[at:], line.cased[at:])
        if below is None:
            at = found.end()
            continue
        if _surely_opens(below, line, at) and _is_named(line.part(0, at), above):
            return at
        at += below.end
    return 0


def _surely_opens(opening: Opening, line: LayoutLine, at: int) -> bool:
    """Whether what stands within a line opens an organ, and is none of a name: ``HẢI PHÒNG``."""
    row, end = opening.organisation, at + opening.end
    if " " in opening.word:
        return row is None or not row.part
    more = bool(line.folded[end:].strip(_EDGES))
    return row is not None and row.serves and more and not _ending().search(line.folded[:end])


def _is_named(line: LayoutLine, opening: Opening) -> bool:
    """Whether a line names a committee or council with its unit, and does not want more."""
    if _CONNECTED.search(line.folded) or line.folded.endswith(_JOINTS):
        return False
    kinds = unit_ends(line.cased)
    if not kinds and level_of(opening.word) in (None, Level.CELL) and opening.word != _OF_A_CITY:
        return False
    return bool(line.folded[kinds[-1] if kinds else opening.end :].strip(_EDGES))


def _opening_in(line: LayoutLine) -> Opening | None:
    """What a line opens with; in capitals a letter of it may be another."""
    opening = opening_of(line.folded, line.cased)
    if opening is None and in_capitals(line):
        return damaged_opening_of(line.folded)
    return opening


def in_capitals(line: LayoutLine) -> bool:
    """Whether a line is in capitals; a recogniser makes some of them small: "HUYệN ỦY"."""
    if line.capitals:
        return True
    letters = [letter for letter in line.cased if letter.isalpha()]
    return sum(map(str.isupper, letters)) >= _MOSTLY * len(letters)


def _trimmed(line: LayoutLine) -> LayoutLine:
    """A line without the colon, star or rule at its edges; a hyphen that ends it stays."""
    start = len(line.folded) - len(line.folded.lstrip(_EDGES))
    end = len(line.folded.rstrip(_EDGES))
    if line.folded[end:].strip() in _HYPHENS:
        end = len(line.folded)
    name = line.part(start, max(start, end))
    if line.folded[:start].strip() in _HYPHENS and opening_of(name.folded, name.cased) is None:
        return line.part(0, max(start, end))
    return name


@cache
def _no_organ() -> re.Pattern[str]:
    words = "|".join(re.escape(normal_words(word)) for word in notice_forms().no_organs)
    return re.compile(rf"(?:{words})(?!\w)")


def _may_name(line: LayoutLine) -> bool:
    letters = sum(letter.isalpha() for letter in line.folded)
    if letters < _FEWEST_LETTERS or len(line.folded.split()) > _MOST_WORDS:
        return False
    if _no_organ().match(normal_words(line.cased)):
        return False
    if line.folded in notice_forms().stamps:
        return False
    return not any(
        Levenshtein.normalized_similarity(line.folded, motto) >= _LIKE_A_MOTTO
        for motto in notice_forms().mottoes
    )


def _is_name(line: LayoutLine, opening: Opening) -> bool:
    """Whether a line in mixed case is a name and no sentence: its small words are a name's."""
    rest = line.folded[opening.end :]
    known = _phrases().sub(lambda phrase: "X" * len(phrase[0]), rest)
    words = zip(re.finditer(r"\S+", rest), known.split(), strict=False)
    return not any(
        "X" not in word and line.cased[opening.end + found.start()].islower()
        for found, word in words
    )


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(' '.join, organ_lexicon().spelling))})(?!\w)")


def _carries_on(
    group: OrganLines, line: LayoutLine, opening: Opening | None, together: bool
) -> bool:
    """Whether a line carries on the name of the organ above it."""
    if _CONNECTED.search(group.folded) or _CONNECTING.match(line.folded):
        return True
    if opening is not None:
        named = not together and _may_be_a_name(group, line, opening)
        return _completes(group, line, opening) or named
    if group.bare or _opens_unit(line):
        return True
    return not line.opens and not _is_whole(group, len(line.folded.split()))


def _opens_unit(line: LayoutLine) -> bool:
    found = _units().match(line.folded)
    return found is not None and is_known_phrase(line.cased[: found.end()])


def _may_be_a_name(group: OrganLines, line: LayoutLine, opening: Opening) -> bool:
    """Whether a word that opens organs opens the name of a unit here: ``XÃ / TRƯỜNG SƠN``."""
    common = opening.organisation is not None and opening.organisation.named
    short = len(line.folded.split()) <= _SHORT_NAME and " " not in opening.word
    wanting = len(group.cased) in unit_ends(group.cased) or (group.bare and group.of_unit)
    return common and short and wanting


def _completes(group: OrganLines, line: LayoutLine, opening: Opening) -> bool:
    """Whether a line that opens an organ is a part of the one above, or what that one wants."""
    above = group.opening
    if above is None or (above.word, opening.word) == ("tieu ban", CONGRESS):
        return above is not None
    if opening.organisation and opening.organisation.part:
        return above.organisation is not None and above.organisation.named
    return group.bare and _wants(above, line, opening)


def _wants(above: Opening, line: LayoutLine, opening: Opening) -> bool:
    """``ĐẢNG ỦY`` the body that it leads, ``BAN THƯỜNG VỤ`` its committee."""
    if above.organisation:
        return above.organisation.named or (above.organisation.within and not opening.governs)
    if above.speaks:
        return opening.governs or opening.organisation is not None
    if above.word in _LED_BY_ANYBODY:
        # "ĐẢNG ỦY" over "CÔNG AN TỈNH" is one name; over "VĂN PHÒNG" it is the superior.
        alone = opening.serves and opening.organisation is None and opening.end == len(line.folded)
        return not (opening.governs or alone)
    of_a_body = above.leads or (above.governs and not governs_unit(above.word))
    return of_a_body and not opening.governs


def unit_ends(words: str) -> list[int]:
    """Where kinds of unit end in words of any case; the "QUẢN" of a board is no quận."""
    folded = unaccent(words)
    if len(folded) != len(words):
        return []
    found = _units().finditer(folded)
    return [one.end() for one in found if is_known_phrase(words[one.start() : one.end()])]


@cache
def _units() -> re.Pattern[str]:
    kinds = alternatives(map(unaccent, unit_kinds()))
    return re.compile(rf"(?<!\w)(?:{kinds})(?!\w)(?! hoi)")


@cache
def _ending() -> re.Pattern[str]:
    names = alternatives([*map(unaccent, provinces()), "viet nam", "trung uong"])
    return re.compile(rf"(?<!\w)(?:{names})$")


def _is_whole(group: OrganLines, words: int) -> bool:
    """Whether a name ends as names do, so that ``words`` below it that open nothing are another's.

    The name of a unit has four syllables at most.
    """
    written = group.folded.strip(_EDGES)
    if _ending().search(written):
        return True
    ends = unit_ends(group.cased)
    return bool(ends) and len(group.cased[ends[-1] :].split()) + words > _MOST_SYLLABLES
