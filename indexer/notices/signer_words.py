"""The words of a signing block: what is a position, what a name, what a rank before it.

They stand in ``corpus/registry/signing.toml``.  Folded letters find them and the marks that the
paper writes decide, so that ``TRƯỜNG ĐẠI HỌC`` is no ``TRƯỞNG``; a paper without marks is believed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.normalization import composed, decomposed
from indexer.notices.blocks import LayoutLine
from indexer.organs import organ_lexicon, spell_organ
from indexer.paths import REGISTRY
from indexer.text import old_style, unaccent

APOSTROPHES = "'’‘ʼʹ´`′＇ʻ"

_MOST_SYLLABLES = 7
_LONGEST_PHRASE = 6  # words
_NO_ENDS = ("thuong vu", "thuong truc", "phu trach")
_EDGES = ' \t.,;:*□☐☑▢○●_|()[]<>«»"“”/\\-–—'
_BETWEEN = " .,-–/"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{APOSTROPHES}](?=[^\W_]))*[{APOSTROPHES}]?"
_NAME = re.compile(rf"{_WORD}(?:(?:\s{{1,3}}|-){_WORD}){{0,7}}")
_TONES = re.compile("[\u0300\u0301\u0309\u0303\u0323]")
_LETTERS = re.compile(
    "(?:[aeiouy][\u0302\u0306\u031b\u0300\u0301\u0309\u0303\u0323]{0,3}"
    "|c\u030c?|n\u0303?|[b-df-hj-np-tv-xzđƀ])+"
)
_SIGNED = re.compile(
    r"\W*(?:(?:da\s{1,3})?ky(?:\s{1,3}ten)?"
    r"(?:\s{0,3},?\s{0,3}(?:va\s{1,3})?(?:dong dau|ghi ro ho (?:va )?ten)){0,3}"
    r"|dong dau|chu ky)\W*"
)


class _Phrases(NamedTuple):
    """Phrases by their folded form, each with its spelling; and their first words."""

    spelled: dict[str, str]
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of ``signing.toml``."""

    heads: _Phrases
    roles: _Phrases
    organs: _Phrases
    ranks: _Phrases
    short: tuple[str, ...]
    courtesies: _Phrases
    first: frozenset[str]
    others: _Phrases


class _Two(NamedTuple):
    """The positions and the names of two who sign side by side."""

    positions: tuple[str, str]
    names: tuple[SignedName, SignedName]


class SignedName(NamedTuple):
    """A name of a person, and the rank or degree before it."""

    rank: str
    name: str


@cache
def _words() -> _Words:
    data = tomllib.loads((REGISTRY / "signing.toml").read_text("utf-8"))
    positions, ranks, names = data["positions"], data["ranks"], data["names"]
    return _Words(
        heads=_folded(positions["heads"]),
        roles=_folded(positions["roles"]),
        organs=_folded(positions["organs"]),
        ranks=_folded(ranks["words"]),
        short=tuple(ranks["short"]),
        courtesies=_folded(ranks["courtesies"]),
        first=frozenset(map(str.lower, names["first"])),
        others=_folded(names["others"]),
    )


def _folded(phrases: Iterable[str]) -> _Phrases:
    spelled = {unaccent(phrase): phrase for phrase in phrases}
    return _Phrases(spelled, frozenset(one.split()[0] for one in spelled))


def _opening(words: list[str], phrases: _Phrases) -> int:
    """How many of some words are the longest of these phrases that they open with."""
    if not words or unaccent(words[0]) not in phrases.first:
        return 0
    folded = [unaccent(word) for word in words[:_LONGEST_PHRASE]]
    for count in range(len(folded), 0, -1):
        known = phrases.spelled.get(" ".join(folded[:count]))
        if known and all(map(_same_marks, words, known.split())):
            return count
    return 0


def _same_marks(written: str, known: str) -> bool:
    """Whether a syllable is the known one; one that is written without marks may be."""
    return written.isascii() or old_style(written.lower()) == old_style(known.lower())


# --- positions --------------------------------------------------------------------------------


def _tokens(piece: LayoutLine) -> list[str]:
    return composed(piece.cased).strip(_EDGES).split()


def heads_position(piece: LayoutLine) -> bool:
    """Whether a line opens as a position does: ``PHÓ TRƯỞNG CÔNG AN XÃ``."""
    words = _tokens(piece)
    if words and words[0][:2].lower() == "q.":
        return True
    return not _opening(words, _words().organs) and _opening(words, _words().heads) > 0


def opens_position(written: str) -> bool:
    """Whether words open as a position does."""
    words = written.split()
    return _opening(words, _words().heads) > 0 or _opening(words, _positions()) > 0


def spelled_positions() -> dict[str, str]:
    """The known positions by their folded form, each as it is spelled."""
    return _positions().spelled


def is_role(piece: LayoutLine) -> bool:
    """Whether a line only says who one is at a meeting: ``CHỦ TRÌ``."""
    return known_role(piece) is not None


def known_role(piece: LayoutLine) -> str | None:
    """The role that a line is from end to end, as it is spelled: ``Người ghi biên bản``."""
    words, roles = _tokens(piece), _words().roles
    if not words or _opening(words, roles) != len(words):
        return None
    return roles.spelled[unaccent(" ".join(words))]


def known_position(piece: LayoutLine) -> str | None:
    """The position that a line is from end to end, as it is spelled: ``Phó Bí thư Thường trực``.

    Of one in capitals OCR may have lost blanks and marks: ``PHÔBÍTHƯ`` is nothing else.
    """
    words = _tokens(piece)
    known = _positions().spelled.get(unaccent(" ".join(words)))
    if known and all(map(_same_marks, words, known.split())):
        return known
    letters = unaccent("".join(words))
    return _run_together().get(letters) if piece.capitals and len(letters) > 5 else None


def spelled_position(piece: LayoutLine, written: str) -> str:
    """A position as sentences write it, which stands so on a paper."""
    return known_position(piece) or known_role(piece) or spell_organ(written)


def is_known_position(piece: LayoutLine) -> bool:
    """Whether a line is a known position from end to end."""
    return known_position(piece) is not None


@cache
def _positions() -> _Phrases:
    return _spelled(organ_lexicon().positions)


@cache
def _run_together() -> dict[str, str]:
    return {one.replace(" ", ""): known for one, known in _positions().spelled.items()}


@cache
def _endings() -> dict[str, str]:
    """The positions that may end a line of authority."""
    heads = _words().heads.spelled.items()
    found = _positions().spelled | {head: known for head, known in heads if " " in head}
    return {one: known for one, known in found.items() if one not in _NO_ENDS}


def position_start(words: str) -> int | None:
    """Where in the words behind a mark of authority a position begins, that ends them.

    >>> position_start("BAN THƯỜNG VỤ PHÓ BÍ THƯ"), position_start("ĐOÀN CHỦ TỊCH")
    (14, None)
    >>> position_start("TRƯỞNG BAN"), position_start("TRƯỞNG BAN PHÓ TRƯỞNG BAN")
    (None, 11)
    """
    parts = composed(words).split()
    folded = [unaccent(part) for part in parts]
    if _opening(parts, _words().organs) == len(parts):
        return None
    for at in range(len(parts)):
        known = _endings().get(" ".join(folded[at:]))
        if known and all(map(_same_marks, parts[at:], known.split())):
            before = parts[at - 1 : at + 2]
            inner = _opening(before, _words().organs) > 1
            return None if not at or inner else len(words) - len(" ".join(parts[at:]))
    return None


# --- names ------------------------------------------------------------------------------------


def is_signed(piece: LayoutLine) -> bool:
    """Whether a line only says that there is a signature: ``(Đã ký)``, ``□``."""
    return not any(map(str.isalpha, piece.folded)) or bool(_SIGNED.fullmatch(piece.folded))


def read_name(written: str) -> SignedName | None:
    """The name that a line is, behind ranks, degrees and courtesies; None where it is none.

    >>> read_name("BS.CKII Bùi Văn Sáu"), read_name("Ksor H’Bơ Khăp")
    (SignedName(rank='BS.CKII', name='Bùi Văn Sáu'), SignedName(rank='', name='Ksor H’Bơ Khăp'))
    >>> read_name("Xã Lộc An"), read_name("NGUYỄN VĂN MẪU").name
    (None, 'Nguyễn Văn Mẫu')
    """
    text = re.sub(r"\s+", " ", composed(written)).strip(_EDGES).lstrip(APOSTROPHES)
    signed = re.match(r"(?i)[(\[]?đã ký[)\]]?[\s:.]{1,3}", text)
    text = re.sub(r"(?i)\s?[(\[]đã ký[)\]]?$", "", text[signed.end() :] if signed else text)
    rank, name = _without_rank(text)
    name = name.strip(_EDGES)
    if not _NAME.fullmatch(name) or not _is_name(name):
        return None
    return SignedName(rank, _in_small_letters(name) if name.isupper() else name)


def is_doubtful(name: SignedName) -> bool:
    """Whether two syllables, of which the first is no known family name, may be no name."""
    syllables = _syllables(name.name)
    return not name.rank and len(syllables) == 2 and syllables[0].lower() not in _words().first


def side_by_side(positions: str, name: SignedName) -> _Two | None:
    """Two who sign side by side in one line: ``THƯ KÝ CHỦ TRÌ`` over ``Lê Thị Một Trần Văn Hai``.

    >>> both = read_name("Lê Thị Một Trần Văn Hai")
    >>> [one.name for one in side_by_side("THƯ KÝ CHỦ TRÌ", both).names]
    ['Lê Thị Một', 'Trần Văn Hai']
    """
    words, people = positions.split(), name.name.split()
    at = next((i for i in range(1, len(words)) if _are_titles(words[:i], words[i:])), None)
    if at is None or _is_title(words):
        return None
    second = [i for i in range(2, len(people) - 1) if people[i].lower() in _words().first]
    if not second:
        return None
    cut = min(second, key=lambda i: abs(2 * i - len(people)))
    two = SignedName(name.rank, " ".join(people[:cut])), SignedName("", " ".join(people[cut:]))
    return _Two((" ".join(words[:at]), " ".join(words[at:])), two)


def _are_titles(*parts: list[str]) -> bool:
    return all(map(_is_title, parts))


def _is_title(words: list[str]) -> bool:
    return any(_opening(words, one) == len(words) for one in (_positions(), _words().roles))


def _without_rank(text: str) -> SignedName:
    """A text without what stands before its name: ``Thượng tá, ThS. ``, ``Đ/c ``."""
    ranks: list[str] = []
    rest = text
    for _ in range(6):
        rest = rest.lstrip(_BETWEEN)
        words = re.split(r"[\s,]+", rest)
        degree = _degrees().match(rest)
        if count := _opening(words, _words().courtesies):
            rest = rest[_end_of_words(rest, count) :]
        elif (count := _opening(words, _words().ranks)) or degree:
            end = degree.end() if degree else _end_of_words(rest, count)
            ranks.append(rest[:end])
            rest = rest[end:]
        else:
            break
    return SignedName(", ".join(ranks), rest)


def _end_of_words(text: str, count: int) -> int:
    """Where the first words of a text end."""
    ends = [word.end() for word in re.finditer(r"[^\s,]+", text)]
    return ends[count - 1]


@cache
def _degrees() -> re.Pattern[str]:
    """Degrees one after the other: ``GS.TS.``, ``BS CKII``."""
    either = "|".join(re.escape(one) for one in sorted(_words().short, key=lambda s: (-len(s), s)))
    return re.compile(
        rf"(?i:(?:{either})(?![^\W_])\.?)(?:[\s,]{{0,3}}(?i:(?:{either})(?![^\W_])\.?)){{0,4}}"
    )


def _is_name(name: str) -> bool:
    words = re.split(r"[\s-]+", name)
    syllables = _syllables(name)
    if not 2 <= len(syllables) <= _MOST_SYLLABLES:
        return False
    if not all(word[:1].isupper() for word in words) or not all(map(_is_syllable, syllables)):
        return False
    if name.isupper():
        known = syllables[0].lower() in _words().first or len(syllables) > len(words)
        return known and not _opening(words, _words().heads)
    # A word in capitals among others is an abbreviation: "Ban QLDA".
    if any(len(word) > 3 and word.isupper() for word in words):
        return False
    return not _is_something_else(words)


def _syllables(name: str) -> list[str]:
    return [part for part in re.split(rf"[\s{APOSTROPHES}-]+", name) if part]


def _is_syllable(part: str) -> bool:
    """Whether letters can be a syllable of a name: one tone at most, letters of a people here."""
    letters = decomposed(part.lower())
    return len(_TONES.findall(letters)) <= 1 and bool(_LETTERS.fullmatch(letters))


def _is_something_else(words: list[str]) -> bool:
    known = (_words().heads, _words().others, _positions(), _units(), _openers())
    return any(_opening(words, phrases) for phrases in known)


@cache
def _units() -> _Phrases:
    return _spelled(organ_lexicon().kinds)


@cache
def _openers() -> _Phrases:
    return _spelled(organ_lexicon().openers)


def _spelled(folded: Iterable[str]) -> _Phrases:
    spelling = organ_lexicon().spelling
    return _folded(" ".join(spelling[tuple(one.split())]) for one in folded)


def _in_small_letters(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1] + word[0][1:].lower(), name)
