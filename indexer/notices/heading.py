"""Lines of a letterhead → the organs that stand there: who issues, and what stands above it.

36-HD/VPTW writes the issuing organ under its superior, top left, one or more lines each; offices
write them in the other order too, on one line, or two issuers beside each other.  What opens a
line is asked of :func:`indexer.organs.opening_of`; a line in capitals that opens nothing carries
on the one above, or names an organ that we do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.model import Level, Span
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.forms import issuer_of_code
from indexer.notices.heading_lines import CONGRESS, OrganLines, in_capitals, organ_lines, unit_ends
from indexer.organs import (
    Opening,
    committee_named,
    level_of,
    opening_of,
    organ_lexicon,
    spell_organ,
    unabbreviated,
)
from indexer.text import unaccent

_SYMBOL = re.compile(r"[\d/]|^[IVX]+$|^[^AEIOUYÀ-Ỹ]+$")
_JOINT = re.compile(r"\s[-–]\s|\s?/\s?|\s(?P<and>va)\s")
_RANKS = tuple(Level)
_MANY = 3  # signers that a number names, of which no part can be a department's


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

    ``person`` is the line of a position right below the organ (``BÍ THƯ``), for which it speaks.
    ``surely`` is False where no number stands below them and none is in capitals: such lines may be
    of the page around a paper.
    """

    issuer: LetterheadOrgan | None = None
    superior: LetterheadOrgan | None = None
    joint: tuple[LetterheadOrgan, ...] = ()
    surely: bool = True
    person: LayoutLine | None = None


def read_heading(
    layout: TextLayout, lines: Iterable[LayoutLine], numbered: bool, code: str = ""
) -> Heading:
    """Read the lines of a letterhead above its number.

    ``numbered`` tells that a number stands there, ``code`` by which body it is signed, or by
    which ones: ``BDV-MTTQ-PNV``.
    """
    codes, lines = code.split("-"), list(lines)
    person = _person(lines)
    if person is not None:  # for whom the organ above speaks; below stands no organ of the head
        lines = lines[: lines.index(person)]
    groups = list(organ_lines(lines, together=len(codes) >= _MANY))
    known = [group for group in groups if group.opening]
    if not known:
        return _unknown(layout, groups[-1:], numbered)
    # What stands above the first known organ is a heading of a gazette or of a folder.
    groups = groups[groups.index(known[0]) :]
    organs = [organ for group in groups for organ in _parted(layout, group, len(codes))]
    in_form = numbered or any(in_capitals(line) for group in groups for line in group.lines)
    return replace(_ordered(organs, codes), surely=in_form, person=person)


def _person(lines: Sequence[LayoutLine]) -> LayoutLine | None:
    """The line of a position right below an organ's; one above it is that of an approval."""
    for above, line in pairwise(lines):
        if line.capitals and not line.opens and line.folded in organ_lexicon().positions:
            return line if above.capitals and opening_of(above.folded, above.cased) else None
    return None


def _unknown(layout: TextLayout, last: list[OrganLines], numbered: bool) -> Heading:
    if not (last and numbered):
        return Heading()
    return Heading(_organ(layout, last[0].lines, None))


# --- groups → organs ---------------------------------------------------------------------------


def _parted(layout: TextLayout, group: OrganLines, signers: int) -> Iterator[LetterheadOrgan]:
    """The organs of one group: mostly one, more where hyphens or "và" join them on a line."""
    first, last = group.lines[0], group.lines[-1]
    whole = layout.between(first.start, last.end)
    at = parts = 0
    before: Opening | None = None
    named = opening_of(whole.folded, whole.cased)
    for found in _JOINT.finditer(whole.folded, named.end if named else 0):
        left, right = whole.part(at, found.start()), whole.part(found.end(), len(whole.folded))
        one = opening_of(left.folded, left.cased)
        other = opening_of(right.folded, right.cased)
        if one and other and _are_two(one, left, other, found["and"] is not None):
            yield _organ(layout, [left], one, beside=at > 0)
            at, parts, before = found.end(), parts + 1, one
    if not at:
        yield _organ(layout, group.lines, group.opening)
        return
    rest = whole.part(at, len(whole.folded))
    opening = opening_of(rest.folded, rest.cased)
    # "HUYỆN ỦY DI LINH - BAN TỔ CHỨC" is an organ behind its superior, unless both sign.
    below = opening is not None and opening.serves and before is not None and not before.serves
    serves = below and parts == 1 and signers == 1
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
    words = " ".join(
        layout.line_text(line).upper() if in_capitals(line) else layout.line_text(line)
        for line in lines
    ).strip(" -–")
    first, last = layout.line_span(lines[0]), layout.line_span(lines[-1])
    spelled = _spelled(unabbreviated(words), opening)
    if opening is None or not opening.governs:
        spelled = _as_sentences_write(layout, spelled, lines[-1].end) or spelled
    return LetterheadOrgan(spelled, Span(first.start, last.end), opening, beside)


def _spelled(words: str, opening: Opening | None) -> str:
    """An organ as a sentence writes it; what a body is there for has small letters.

    ``BAN CHỈ ĐẠO QUY CHẾ DÂN CHỦ HUYỆN DI LINH`` is ``Ban Chỉ đạo quy chế dân chủ huyện Di Linh``.
    """
    if opening is None or not words.isupper() or not _has_a_purpose(opening):
        return spell_organ(words)
    head = len(" ".join(words.split()[: len(opening.word.split())]))
    ends = unit_ends(words)
    unit = words.rindex(" ", 0, ends[0]) if ends and ends[0] > head else len(words)
    if unit < head or committee_named(words[head:]):
        return spell_organ(words)
    purpose = words[head:unit].split()
    small = [word if _SYMBOL.search(word) else word.lower() for word in purpose]
    parts = [words[:head], " ".join(small), words[unit:].strip()]
    return " ".join(spell_organ(part) for part in parts if part)


def _has_a_purpose(opening: Opening) -> bool:
    if opening.organisation or opening.speaks:
        return False
    return opening.serves or opening.word == CONGRESS


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
    if _many_sign([*organs, last], codes):
        at = len(organs) + 1 - len(codes)
        return Heading(organs[at], organs[at - 1] if at else None, (*organs[at + 1 :], last))
    if not organs:
        return Heading(last)
    before = organs.pop()
    if _stands_over(last, before):
        above = organs[-1] if organs and organs[-1].governs else last
        return Heading(before, last if above.words.startswith("Đảng bộ") else above)
    return Heading(last, before)


def _many_sign(organs: list[LetterheadOrgan], codes: list[str]) -> bool:
    """Whether the number names as many signers as stand below each other: ``BDV-MTTQ-PNV``."""
    last = organs[-len(codes) :]
    return _MANY <= len(codes) == len(last) and not any(one.governs for one in last)


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
        return _outranks(last, before)
    council = over.organisation is not None and not over.serves and not over.organisation.named
    return council and under.organisation is not None and under.serves and not _is_bare(before)


def _outranks(one: LetterheadOrgan, other: LetterheadOrgan) -> bool:
    """Whether a committee is of a higher level than another."""
    high, low = level_of(one.words), level_of(other.words)
    return low is not None and high is not None and _RANKS.index(high) < _RANKS.index(low)


def _is_bare(organ: LetterheadOrgan) -> bool:
    return organ.opening is not None and unaccent(organ.words) == organ.opening.word
