"""Members of a coordinated group share what stands at its end, or before it (citation-forms §5).

``các Quy định số 22-QĐ/TW, 37-QĐ/TW khóa XIII``: the khóa is that of both, as it is not in ``Chỉ
thị 35-CT/TW và Quy định 22-QĐ/TW khóa XIII``, where each citation has a type word of its own.
``Quyết định số 905-QĐ/TU và Kế hoạch số 241-KH/TU ngày 05/6/2023 của Ban Thường vụ Tỉnh ủy``: the
organ is that of both.  ``các Kết luận số 43-KL/TW và 34-KL/TW của khóa XII và khóa XIII``: as many
khóa, or dates, as members are each the one of its own, and ``đều khóa XII`` is that of all.
``Ngày 25/10/2017, Trung ương ban hành Nghị quyết 18-NQ/TW và 19-NQ/TW``: the day is that of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.citations.context import (
    REACH,
    CitationMention,
    Qualifiers,
    adjacent_qualifiers,
)
from indexer.citations.dates import date_at
from indexer.citations.owners import ISSUES
from indexer.citations.patterns import pattern
from indexer.citations.terms import Terms, khoa_at, term_at
from indexer.model import PartialDate
from indexer.organs import GAP, SPACE, WALL, CitedOrgan
from indexer.text import Folded


def distribute_qualifiers(
    mentions: Sequence[CitationMention], folded: Folded, text: str
) -> list[CitationMention]:
    """The mentions, those of groups with what they share (§5, rule 5).

    What stands at the end goes to members of the same citation that have none of their own; the
    organ of a local committee also to what else it issued.
    """
    shared: list[CitationMention] = []
    if "cung" in folded.text:
        mentions = [*_on_the_same_day(mentions, folded, text)]
    for group in _groups(mentions, folded.text):
        if len(group) > 1:
            group = _of_one_term(group, folded, text)
            spread = _on_one_day(_spread_back(group, folded.text), folded.text)
            if _ends_in_plenums(group):
                group = _beside_plenum(group, spread)
            else:
                group = _each_its_own(group, spread, folded, text)
        shared.extend(_dated_before(group, folded.text))
    return shared


def _groups(mentions: Sequence[CitationMention], letters: str) -> Iterator[list[CitationMention]]:
    """The mentions in runs of which each is linked to the next; most stand alone."""
    group: list[CitationMention] = []
    for mention in mentions:
        if group and not _linked(group[-1], mention, letters):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _linked(one: CitationMention, following: CitationMention, letters: str) -> bool:
    if one.qualifiers is None or following.qualifiers is None:
        return False
    if one.start == following.start:
        return True
    if one.digits and _symbol(one) == _symbol(following):
        return False  # no list names one paper twice
    match = pattern("link").match(letters, one.after)
    if match and match.end() == following.start:
        return True
    # A member without type word may keep its "số" outside the span: "…, số 19-NQ/TW".
    between = pattern("number word").match(letters, match.end()) if match else None
    return bool(between and between.end() == following.start)


def _symbol(mention: CitationMention) -> tuple[object, ...]:
    return mention.digits, mention.sigil, mention.body


def _spread_back(group: list[CitationMention], letters: str) -> list[CitationMention]:
    shared = list(group)
    for index in range(len(shared) - 2, -1, -1):
        shared[index] = _shared(shared[index], shared[index + 1], letters)
    return shared


def _shared(one: CitationMention, following: CitationMention, letters: str) -> CitationMention:
    """A member with what it has of the next one's qualifiers, where it has none of its own."""
    mine, theirs = one.qualifiers, following.qualifiers
    if mine is None or theirs is None:
        return one
    is_bare, is_dated = mine.organ is None and not mine.terms, mine.date is not None
    parted = ";" in letters[one.after : following.start]
    if _is_one_citation(one, following, parted):
        mine = replace(mine, date=mine.date or theirs.date)
        if is_bare:
            # A member's own date already tells its term.
            mine = replace(mine, organ=theirs.organ, terms=() if is_dated else theirs.terms)
    elif is_bare and not parted and _are_of_one_committee(one, following):
        mine = replace(mine, organ=theirs.organ)
    return replace(one, qualifiers=mine)


def _is_one_citation(one: CitationMention, following: CitationMention, parted: bool) -> bool:
    """Whether two members are one citation of several numbers, to which what ends it belongs.

    "Nghị quyết 18; 19-NQ/TW khóa XII" is, as 18 has its sigil from 19, and so is "Quy định số
    22-QĐ/TW, 37-QĐ/TW khóa XIII".  A type word, another type or body opens the next citation,
    and so does the semicolon that has ``parted`` whole symbols.
    """
    if one.is_elided:
        return True
    if following.headed or one.type != following.type or not _of_one_kind(one, following):
        return False
    return one.kind == "short" or not parted


def _are_of_one_committee(one: CitationMention, following: CitationMention) -> bool:
    """Whether an organ behind two citations is that of both: they are of one local committee.

    The centre signs "TW" for many: in "Nghị quyết 18-NQ/TW và Chỉ thị 35-CT/TW của Bộ Chính trị"
    the resolution is none of the Politburo's.
    """
    body = one.body
    return body is not None and body.term != "central" and _of_one_kind(one, following)


def _of_one_kind(one: CitationMention, other: CitationMention) -> bool:
    """Whether the bodies of two open keys alike: the one of the centre is none of a province's."""
    if one.body is None or other.body is None:
        return one.body is other.body
    return (one.body.segment, one.body.place) == (other.body.segment, other.body.place)


# --- each its own ------------------------------------------------------------------------------

_RESPECTIVELY = re.compile(
    rf"{GAP}[,(]?{GAP}(?:lan{SPACE}luot|theo{SPACE}thu{SPACE}tu|tuong{SPACE}ung)"
    rf"(?:{SPACE}(?:cua|thuoc|la|duoc|ky|ban{SPACE}hanh|vao|cac|o|tai)(?![a-z])){{0,4}}{GAP}:?{GAP}"
)
# "… đều ngày 15/12/2022", "… cùng ngày 12/12/2013"
_OF_ALL = re.compile(
    rf"{GAP}[,(]?{GAP}(?:(?:deu|cung){SPACE}){{1,2}}(?:(?:duoc{SPACE})?(?:ban{SPACE}hanh|ky){SPACE})?(?:ngay|nam)"
)
# "… đều khóa XII", "… (cùng thuộc khóa XII)"
_OF_ALL_TERMS = re.compile(
    rf"{GAP}[,(]?{GAP}(?:(?:deu|cung){SPACE}){{1,2}}(?:(?:thuoc|cua|la){SPACE}){{0,2}}(?=khoa)"
)
_MOST = 12
_AND = re.compile(rf"{GAP}(?:[,;]|va(?![a-z])){GAP}(?:va{SPACE})?")


def _on_one_day(group: list[CitationMention], letters: str) -> list[CitationMention]:
    """The members with the day at their end, where that is said to be the day of all."""
    last = group[-1].qualifiers
    if last is None or last.date is None or not _OF_ALL.match(letters, group[-1].end):
        return group
    return [
        _dated(one, last.date) if one.qualifiers and not one.qualifiers.date else one
        for one in group
    ]


def _of_one_term(group: list[CitationMention], folded: Folded, text: str) -> list[CitationMention]:
    """The members with the khóa at their end, where that is said to be the khóa of all."""
    last = group[-1].qualifiers
    opening = _OF_ALL_TERMS.match(folded.text, last.end) if last else None
    found = khoa_at(folded, text, opening.end()) if opening else None
    if found is None or len(found[0]) > 1 or any(_has_term(one) for one in group):
        return group
    return [_stating(one, found[0]) if one.qualifiers else one for one in group]


def _has_term(member: CitationMention) -> bool:
    return member.qualifiers is not None and bool(member.qualifiers.terms)


def _each_its_own(
    group: list[CitationMention], spread: list[CitationMention], folded: Folded, text: str
) -> list[CitationMention]:
    """The members with one each of as many khóa or dates as they are.

    Of another number of khóa nobody knows whose they are, so they are nobody's.
    """
    last, many = group[-1].qualifiers, len(group)
    if last is None or len({member.start for member in group}) < max(2, many):
        return spread
    alone = [member.qualifiers for member in group[:-1] if member.qualifiers]
    told = _RESPECTIVELY.match(folded.text, last.end)
    if not any(one.terms for one in alone):
        spread = _each_its_term(spread, _terms(folded, text, last, told))
    dates, end = _dates(folded.text, last, told)
    if len(dates) == many and not any(one.date for one in alone):
        organ = adjacent_qualifiers(folded, text, end, end + REACH).organ
        spread = [_dated(*one, organ) for one in zip(spread, dates, strict=True)]
    return spread


def _ends_in_plenums(group: list[CitationMention]) -> bool:
    """Whether behind other papers the plenum of several khóa stands."""
    last = group[-1]
    several = last.qualifiers is not None and len(last.qualifiers.terms) > 1
    return several and last.kind == "alias" and group[0].kind != "alias"


def _beside_plenum(
    group: list[CitationMention], spread: list[CitationMention]
) -> list[CitationMention]:
    """The members, to which several khóa of a plenum behind them do not belong.

    In "Chỉ thị 05 và Nghị quyết Trung ương 4 (khóa XII, XIII)" both are the plenum's.
    """
    return [
        after if own.kind == "alias" else _stating(after, own.qualifiers.terms)
        for own, after in zip(group, spread, strict=True)
        if own.qualifiers
    ]


def _terms(folded: Folded, text: str, last: Qualifiers, told: re.Match[str] | None) -> Terms:
    """The khóa behind a group: the last member's own, or those behind "lần lượt"."""
    if last.terms or told is None:
        return last.terms
    found = term_at(folded, text, told.end())
    return found[0] if found else ()


def _each_its_term(members: list[CitationMention], terms: Terms) -> list[CitationMention]:
    if len(terms) < 2:
        return members
    each = [(one,) for one in terms] if len(terms) == len(members) else [()] * len(members)
    return [_stating(*one) for one in zip(members, each, strict=True)]


def _stating(member: CitationMention, terms: Terms) -> CitationMention:
    qualifiers = member.qualifiers or Qualifiers(member.end)
    return replace(member, qualifiers=replace(qualifiers, terms=terms))


def _dated(
    member: CitationMention, day: PartialDate, organ: CitedOrgan | None = None
) -> CitationMention:
    qualifiers = member.qualifiers or Qualifiers(member.end)
    organ = qualifiers.organ or organ
    return replace(member, qualifiers=replace(qualifiers, date=day, organ=organ))


def _dates(
    letters: str, last: Qualifiers, told: re.Match[str] | None
) -> tuple[list[PartialDate], int]:
    """The dates behind a group, and where they end: the last member's own and all that follow."""
    dates, at = [last.date] if last.date else [], last.end
    if told and not dates:
        first = date_at(letters, told.end())
        dates, at = ([first[0]], first[1]) if first else ([], at)
    while dates and len(dates) < _MOST and (link := _AND.match(letters, at)):
        found = date_at(letters, link.end())
        if found is None or not found[0].day:
            break
        dates, at = [*dates, found[0]], found[1]
    return dates, at


# "…, ngày 25/10/2021 và Quy định số 37-QĐ/TW cùng ngày của …"; behind a comma a sentence goes on.
_SAME_DAY = re.compile(
    rf"{GAP}\(?(?:(?:ban{SPACE}hanh|ky){SPACE})?cung{SPACE}ngay(?={GAP}(?:[.;)]|(?:cua|ve)(?![a-z])|\Z))"
)
_SENTENCE = re.compile(rf"[.!?]\s|{WALL}")


def _on_the_same_day(
    mentions: Sequence[CitationMention], folded: Folded, text: str
) -> Iterator[CitationMention]:
    """The mentions; what is of the same day as the one before it has that day, and its organ."""
    letters, before = folded.text, None
    for mention in mentions:
        same = _SAME_DAY.match(letters, mention.end) if mention.qualifiers else None
        if same and before and not _SENTENCE.search(letters, before.end, mention.start):
            day = before.qualifiers.date if before.qualifiers else None
            organ = adjacent_qualifiers(folded, text, same.end(), same.end() + REACH).organ
            mention = _dated(mention, day, organ) if day else mention
        yield mention
        before = mention


# --- a day before ------------------------------------------------------------------------------

_NOT_THAT_DAY = re.compile(rf"(?<![a-z])(?:tu|den|truoc|sau|qua){SPACE}\Z")
_DAY = re.compile(rf"(?<![a-z])ngay{SPACE}(?=\d)")
_ISSUER = re.compile(r"[a-z\s*_,()-]{0,90}\Z")


def _dated_before(group: list[CitationMention], letters: str) -> list[CitationMention]:
    """The members with the day on which all were issued, where it stands before them."""
    day = _day_before(letters, group[0].start)
    if day is None:
        return group
    return [
        _dated(member, day)
        if member.qualifiers
        and not member.qualifiers.date
        and not member.qualifiers.terms
        and member.year in (None, day.year)
        else member
        for member in group
    ]


def _day_before(letters: str, start: int) -> PartialDate | None:
    """The day of ``Ngày 25/10/2017, Trung ương ban hành …``, of what stands at a position."""
    low = max(0, start - 170)
    if "hanh" not in letters[max(low, start - 60) : start]:
        return None
    issues = ISSUES.search(letters, max(low, start - 60), start)
    if issues is None or "hanh" not in issues.group():
        return None  # "đã có Nghị quyết số …" may be of long ago
    for opening in _DAY.finditer(letters, low, issues.start()):
        dated = date_at(letters, opening.start())
        if (
            dated
            and dated[0].day
            and dated[1] <= issues.start()
            and _ISSUER.fullmatch(letters, dated[1], issues.start())
            and not _NOT_THAT_DAY.search(letters, low, opening.start())
        ):
            return dated[0]
    return None
