"""Lines of a letterhead → the organs that stand there: who issues, and what stands above it.

36-HD/VPTW writes the issuing organ under its superior, top left, one or more lines each; offices
write them in the other order too, on one line, or two issuers beside each other.  What opens a
line is asked of :func:`indexer.organs.opening_of`; a line in capitals that opens nothing carries
on the one above, or names an organ that we do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from indexer.knowledge import provinces, unit_kinds
from indexer.model import Level, Span
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.forms import issuer_of_code, notice_forms
from indexer.organs import (
    Opening,
    alternatives,
    committee_named,
    damaged_opening_of,
    level_of,
    opening_of,
    organ_lexicon,
    spell_organ,
    unabbreviated,
)
from indexer.text import old_style, unaccent

_EDGES = " .,:;*'\"`~^_•·|=+<>()[]-–—"
_SYMBOL = re.compile(r"[\d/]|^[IVX]+$|^[^AEIOUYÀ-Ỹ]+$")
_CONGRESS = "dai hoi"
_HYPHENS = ("-", "–")  # which part a name from its second half, at the end of a line or its head
_MOST_WORDS = 16  # of a line that names an organ
_CONNECTED = re.compile(r"(?:[-–&]|(?:^|\s)(?:va|cac|cua|ve))$")
_CONNECTING = re.compile(r"(?:[-–&(]|(?:va|cua|ve)\s)")
_JOINT = re.compile(r"\s[-–]\s|\s(?P<and>va)\s")
_DATELINE = re.compile(r"(?<!\w)ngay(?=[\d .…_]{0,20}(?:thang|[/.-]))")
_RANKS = tuple(Level)
_FEWEST_LETTERS = 4
_MOST_SYLLABLES = 4


@dataclass(frozen=True, slots=True)
class LetterheadOrgan:
    """An organ of the letterhead in canonical spelling, and where it stands.

    ``opening`` is what its words open with; None for an organ that we do not know.  ``beside``
    tells that it issues the paper together with the one before.
    """

    words: str
    span: Span
    opening: Opening | None = None
    beside: bool = False

    @property
    def governs(self) -> bool:
        """Whether it is a committee of the Party."""
        return self.opening is not None and self.opening.governs

    @property
    def surely(self) -> bool:
        """Whether it is an organ by what we know of organs."""
        return self.opening is not None and self.opening.surely


@dataclass(frozen=True, slots=True)
class Heading:
    """The organs of a letterhead; ``joint`` are those that issue the paper with ``issuer``.

    ``surely`` is False where the issuer is only a line in capitals of which nothing is known.
    """

    issuer: LetterheadOrgan | None = None
    superior: LetterheadOrgan | None = None
    joint: tuple[LetterheadOrgan, ...] = ()
    surely: bool = True


@dataclass(slots=True)
class _Group:
    """The lines of one organ."""

    lines: list[LayoutLine]
    opening: Opening | None
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = " ".join(line.folded for line in self.lines)

    def add(self, line: LayoutLine) -> None:
        self.lines.append(line)
        self.folded += " " + line.folded

    @property
    def bare(self) -> bool:
        """Whether it is the word that opens it alone: ``ĐẢNG ỦY``, ``BAN TỔ CHỨC``."""
        return self.opening is not None and not self.folded[self.opening.end :].strip(_EDGES)


def read_heading(
    layout: TextLayout, lines: Iterable[LayoutLine], numbered: bool, code: str = ""
) -> Heading:
    """Read the lines of a letterhead above its number.

    ``numbered`` tells that a number stands there, ``code`` by which body it is signed.
    """
    groups = list(_groups(lines))
    known = [group for group in groups if group.opening]
    if not known:
        return _unknown(layout, groups[-1:], numbered)
    # What stands above the first known organ is a heading of a gazette or of a folder.
    groups = groups[groups.index(known[0]) :]
    organs = [organ for group in groups for organ in _parted(layout, group)]
    return _ordered(organs, code.split("-"))


def _unknown(layout: TextLayout, last: list[_Group], numbered: bool) -> Heading:
    if not (last and numbered):
        return Heading()
    return Heading(_organ(layout, last[0].lines, None), surely=False)


# --- lines → groups ----------------------------------------------------------------------------


def _groups(lines: Iterable[LayoutLine]) -> Iterator[_Group]:
    group: _Group | None = None
    dated = False
    for line in map(_trimmed, lines):
        if _DATELINE.search(line.folded):
            dated = group is not None
            continue
        if not _may_name(line):
            continue
        opening = opening_of(line.folded, line.cased)
        if opening is None and line.capitals:
            opening = damaged_opening_of(line.folded)
        if not line.capitals and not (opening and _is_name(line, opening)):
            continue
        if dated and opening is None:
            continue  # nothing of the left column goes on below the dateline
        if group and not dated and _carries_on(group, line, opening):
            group.add(line)
            continue
        if group:
            yield group
        group, dated = _Group([line], opening), False
    if group:
        yield group


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
    words = "|".join(re.escape(old_style(word.lower())) for word in notice_forms().no_organs)
    return re.compile(rf"(?:{words})(?!\w)")


def _may_name(line: LayoutLine) -> bool:
    letters = sum(letter.isalpha() for letter in line.folded)
    if letters < _FEWEST_LETTERS or len(line.folded.split()) > _MOST_WORDS:
        return False
    if _no_organ().match(old_style(line.cased.lower())):
        return False
    return line.folded not in notice_forms().stamps


def _is_name(line: LayoutLine, opening: Opening) -> bool:
    """Whether a line in mixed case is a name and no sentence: its small words are a name's."""
    words = spell_organ(line.cased[opening.end :]).split()
    small = [word for word in words if word[0].islower()]
    return all(unaccent(word.strip(",")) in _small_words() for word in small)


@cache
def _small_words() -> frozenset[str]:
    spelled = (word for phrase in organ_lexicon().spelling.values() for word in phrase)
    return frozenset(unaccent(word) for word in spelled if word[0].islower())


def _carries_on(group: _Group, line: LayoutLine, opening: Opening | None) -> bool:
    """Whether a line carries on the name of the organ above it."""
    if _CONNECTED.search(group.folded) or _CONNECTING.match(line.folded):
        return True
    if opening is not None:
        return _completes(group, opening)
    if group.bare or _units().match(line.folded):
        return True
    return not line.opens and not _is_whole(group, len(line.folded.split()))


def _completes(group: _Group, opening: Opening) -> bool:
    """``ĐẢNG ỦY`` with the body that it leads, ``BAN THƯỜNG VỤ`` with its committee."""
    above = group.opening
    if above is None or (above.word, opening.word) == ("tieu ban", _CONGRESS):
        return above is not None
    if opening.organisation and opening.organisation.part:
        return above.organisation is not None and above.organisation.named
    if not group.bare:
        return False
    if above.organisation:
        return above.organisation.named or (above.organisation.within and not opening.governs)
    if above.speaks:
        return opening.governs or opening.organisation is not None
    return (above.governs or above.leads) and not opening.governs


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(unaccent, unit_kinds()))})(?!\w)")


@cache
def _ending() -> re.Pattern[str]:
    names = alternatives([*map(unaccent, provinces()), "viet nam", "trung uong"])
    return re.compile(rf"(?<!\w)(?:{names})$")


def _is_whole(group: _Group, words: int) -> bool:
    """Whether a name ends as names do, so that ``words`` below it that open nothing are another's.

    The name of a unit has four syllables at most.
    """
    written = group.folded.strip(_EDGES)
    if _ending().search(written):
        return True
    kinds = [found.end() for found in _units().finditer(written)]
    return bool(kinds) and len(written[kinds[-1] :].split()) + words > _MOST_SYLLABLES


# --- groups → organs ---------------------------------------------------------------------------


def _parted(layout: TextLayout, group: _Group) -> Iterator[LetterheadOrgan]:
    """The organs of one group: mostly one, more where hyphens or "và" join them on a line."""
    first, last = group.lines[0], group.lines[-1]
    whole = layout.between(first.start, last.end)
    at = 0
    for found in _JOINT.finditer(whole.folded):
        left, right = whole.part(at, found.start()), whole.part(found.end(), len(whole.folded))
        one = opening_of(left.folded, left.cased)
        other = opening_of(right.folded, right.cased)
        if one and other and _are_two(one, left, other, found["and"] is not None):
            yield _organ(layout, [left], one, beside=at > 0)
            at = found.end()
    if not at:
        yield _organ(layout, group.lines, group.opening)
        return
    rest = whole.part(at, len(whole.folded))
    opening = opening_of(rest.folded, rest.cased)
    # "HUYỆN ỦY DI LINH - BAN TỔ CHỨC" is an organ behind its superior.
    serves = opening is not None and opening.serves and one is not None and not one.serves
    yield _organ(layout, [rest], opening, beside=not serves)


def _are_two(one: Opening, left: LayoutLine, other: Opening, joined_by_word: bool) -> bool:
    """Whether both sides of a hyphen or "và" are organs, and not parts of one's name."""
    named = [row for row in (one.organisation, other.organisation) if row and row.named]
    if joined_by_word:
        return not named
    return not (one.organisation in named and one.end == len(left.folded))


def _organ(
    layout: TextLayout, lines: list[LayoutLine], opening: Opening | None, beside: bool = False
) -> LetterheadOrgan:
    words = " ".join(layout.line_text(line) for line in lines).strip(" -–")
    first, last = layout.line_span(lines[0]), layout.line_span(lines[-1])
    spelled = spell_organ(_in_small_letters(unabbreviated(words), opening))
    if opening is None or not opening.governs:
        spelled = _as_sentences_write(layout, spelled, lines[-1].end) or spelled
    return LetterheadOrgan(spelled, Span(first.start, last.end), opening, beside)


def _in_small_letters(words: str, opening: Opening | None) -> str:
    """What a body of a committee is there for, in small letters: ``Ban Chỉ đạo phòng, chống …``."""
    if opening is None or not words.isupper():
        return words
    if opening.word != _CONGRESS and (opening.organisation or not opening.serves):
        return words
    head = len(opening.word.split())
    tokens = words.split()
    rest = " ".join(tokens[head:])
    if committee_named(rest) or _units().search(unaccent(rest)):
        return words
    small = [word if _SYMBOL.search(word) else word.lower() for word in tokens[head:]]
    return " ".join([*tokens[:head], *small]) if small else words


def _as_sentences_write(layout: TextLayout, words: str, behind: int) -> str | None:
    """The words as the paper's own sentences spell them: ``Hội Khoa học và Kỹ thuật``."""
    folded = unaccent(words)
    at = layout.folded.text.find(folded, behind)
    while at >= 0:
        end = at + len(folded)
        shown = layout.show(at, end)
        if not shown.isupper() and shown[:1].isupper() and len(shown.split()) == len(words.split()):
            return shown
        at = layout.folded.text.find(folded, end)
    return None


# --- who issues --------------------------------------------------------------------------------


def _ordered(organs: list[LetterheadOrgan], codes: list[str]) -> Heading:
    """The organ that issues: the last one, unless it is what stands above the one before."""
    together = [organs.pop()]
    while together[0].beside or (organs and _sign_both(organs[-1], codes)):
        together.insert(0, organs.pop())
    if len(together) > 1:
        return Heading(together[0], organs[-1] if organs else None, tuple(together[1:]))
    last = together[0]
    if not organs:
        return Heading(last, surely=last.surely)
    before = organs.pop()
    if _stands_over(last, before):
        above = organs[-1] if organs and organs[-1].governs else last
        return Heading(before, last if above.words.startswith("Đảng bộ") else above)
    return Heading(last, before, surely=last.surely)


def _sign_both(before: LetterheadOrgan, codes: list[str]) -> bool:
    """Whether the number names this organ first and another behind it: ``BTGTU-CAT``."""
    signs = issuer_of_code(codes[0]) if len(codes) > 1 else None
    return signs is not None and unaccent(before.words).startswith(unaccent(signs.organ))


def _stands_over(last: LetterheadOrgan, before: LetterheadOrgan) -> bool:
    """Whether the lower line is the superior: ``ỦY BAN KIỂM TRA`` over ``HUYỆN ỦY DI LINH``."""
    under, over = before.opening, last.opening
    if under is None or over is None or under.speaks:
        return False
    if over.governs and under.serves and not over.organisation:
        return _is_bare(before)
    if under.governs and over.governs:
        low, high = level_of(before.words), level_of(last.words)
        return low is not None and high is not None and _RANKS.index(high) < _RANKS.index(low)
    council = over.organisation is not None and not over.serves and not over.organisation.named
    return council and under.organisation is not None and under.serves and not _is_bare(before)


def _is_bare(organ: LetterheadOrgan) -> bool:
    return organ.opening is not None and unaccent(organ.words) == organ.opening.word
