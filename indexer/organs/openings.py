"""What opens a line of a letterhead: a committee, an organ of one, or another organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indexer.knowledge import Organisation, committee_levels, organisations
from indexer.organs.lexicon import organ_lexicon
from indexer.organs.phrases import alternatives
from indexer.text import normal_syllable, unaccent

_LOOK_ALIKES = str.maketrans("01l|", "oiii")
_SHORTEST_DAMAGED = 6  # letters of a word in which one may be another


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open the name of an organ, up to ``end`` of its line.

    ``word`` is the folded word, not its abbreviation; ``organisation`` tells more of what is no
    organ of the Party.  ``surely`` is False where a letter of it was another.
    """

    word: str
    end: int
    organisation: Organisation | None = None
    surely: bool = True

    @property
    def serves(self) -> bool:
        """Whether it works under a committee or council, or speaks for one."""
        known = organ_lexicon()
        if self.organisation:
            return self.organisation.serves
        return self.word in known.bodies or self.word in known.speaking

    @property
    def leads(self) -> bool:
        """Whether it is a part of the Party within another body: ``Đảng bộ bộ phận``."""
        return self.organisation is None and self.word.endswith("bo phan")

    @property
    def speaks(self) -> bool:
        """Whether it is an inner organ: ``Ban Thường vụ``."""
        return self.word in organ_lexicon().speaking

    @property
    def governs(self) -> bool:
        """Whether it is a committee of the Party, or the organisation that one leads."""
        return self.word in _committees()


@cache
def _committees() -> frozenset[str]:
    return frozenset(map(unaccent, committee_levels()))


@cache
def _wordings() -> dict[str, dict[str, Organisation | None]]:
    """For each folded wording what it opens, by the spelling that tells two of them apart."""
    found: dict[str, dict[str, Organisation | None]] = {}
    for row in organisations():
        for wording in row.wordings:
            found.setdefault(unaccent(wording), {})[wording] = row
    known = organ_lexicon()
    for word in {*known.openers, *_committees(), *known.short, *known.abbreviated}:
        found[word] = {"": None}
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_wordings())})(?!\w)")


def opening_of(folded: str, cased: str) -> Opening | None:
    """What a line opens with; None when that names no organ.

    >>> opening_of("so noi vu", "SỞ NỘI VỤ").word, opening_of("so 12-tb/tu", "Số 12-TB/TU")
    ('so', None)
    """
    found = _pattern().match(folded)
    if found is None:
        return None
    wording = " ".join(found[0].split())
    rows = _wordings()[wording]
    if None in rows.values():
        return Opening(_shorts().get(wording, wording), found.end())
    spelled = [
        row for one, row in rows.items() if _spelled(cased, found.end(), one, cased.isascii())
    ]
    row = next(iter(spelled if " " not in wording else (*spelled, *rows.values())), None)
    if row is None:
        return None
    if _is_another_word(row, cased[found.end() :].lstrip(" ,"), cased.isascii()):
        return None
    return Opening(unaccent(row.word), found.end(), row)


def _is_another_word(row: Organisation, rest: str, unmarked: bool) -> bool:
    """Whether the word goes on as something else: "SỞ HỮU", but not "SỞ TÀI CHÍNH" for "tại"."""
    return any(_spelled(rest, len(word), word, unmarked) for word in row.never)


def _spelled(line: str, end: int, known: str, unmarked: bool) -> bool:
    """Whether words that open a line are the known ones, by their marks where it has any."""
    if line[end : end + 1].isalnum():
        return False
    if unmarked:
        return line[:end].lower() == unaccent(known)
    return _normal(line[:end]) == _normal(known)


def _normal(phrase: str) -> list[str]:
    return [normal_syllable(syllable) for syllable in phrase.split()]


def damaged_opening_of(folded: str) -> Opening | None:
    """What a line opens with where the recogniser took one letter for another.

    >>> damaged_opening_of("huyqn uy bao lam").word, damaged_opening_of("phan mot")
    ('huyen uy', None)
    """
    line = folded.translate(_LOOK_ALIKES)
    ends = [found.end() for found in re.finditer(r"\S+", line)][:5]
    for end in reversed(ends):
        written = line[:end]
        for word, rows in _wordings().items():
            enough = len(word) >= _SHORTEST_DAMAGED and " " in word
            if enough and abs(len(word) - end) <= 1 and _is_a_slip(written, word):
                row = next(iter(rows.values()))
                return Opening(unaccent(row.word) if row else word, end, row, surely=False)
    return None


def _is_a_slip(written: str, word: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # most papers have no such word

    return Levenshtein.distance(written, word) <= 1


@cache
def _shorts() -> dict[str, str]:
    return organ_lexicon().short | organ_lexicon().abbreviated


@cache
def _expansions() -> tuple[re.Pattern[str], dict[str, str]]:
    shorts = {unaccent(short): row.word for row in organisations() for short in row.short}
    for short, word in _shorts().items():
        shorts[short] = " ".join(organ_lexicon().spelling[tuple(word.split())])
    return re.compile(rf"(?<![\w-])(?:{alternatives(shorts)})(?![\w-])"), shorts


def unabbreviated(words: str) -> str:
    """The words of an organ with its known abbreviations written out.

    >>> unabbreviated("BCH Hội LHPN xã Bắc Hà")
    'Ban Chấp hành Hội Liên hiệp Phụ nữ xã Bắc Hà'
    """
    pattern, shorts = _expansions()
    folded = unaccent(words)
    if len(folded) != len(words):
        return words
    written, at = [], 0
    for found in pattern.finditer(folded):
        word = shorts[" ".join(found[0].split())]
        written += [words[at : found.start()], word.upper() if words.isupper() else word]
        at = found.end()
    return "".join([*written, words[at:]])
