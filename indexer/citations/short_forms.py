"""Short forms (cách gọi tắt): citations without their whole symbol, or without its signs.

In running text, ``Chỉ thị 05``, ``Nghị quyết 18 khóa XII``, ``Quy định số 58``, a bare number
after a type word is a citation only where it cannot be a count, a share, a date or a year:
``(Nghị quyết 100%)``, ``kết luận 03 nội dung``, ``kế hoạch 5 năm`` are none (citation-forms §9).

What a person types, ``213 qđ tw``, ``QĐ213``, ``quy dinh 213``, is read more loosely, by
:func:`indexer.citations.parse_citation` where running text would not be a citation.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.citations.bare_numbers import is_counted, is_heading, is_short_name
from indexer.citations.context import CitationMention, Qualifiers, qualifiers_at
from indexer.citations.dates import date_at
from indexer.citations.numbers import numbers_at
from indexer.citations.patterns import (
    START,
    short_type_words,
    type_word_of,
)
from indexer.citations.symbols import is_crossed
from indexer.citations.terms import heads_what_follows, inside_brackets, khoa_at
from indexer.citations.words import citation_words
from indexer.knowledge import (
    YEAR,
    DocumentType,
    cited_sigil,
    known_body,
    known_codes,
    sigils,
    type_of_sigil,
    type_words,
)
from indexer.numerals import read_year
from indexer.organs import GAP, SPACE, one_of, organ_at, organ_of_unit_at
from indexer.text import Folded

_YEAR_AFTER = re.compile(rf"{SPACE}nam{GAP}(?P<year>{YEAR})(?!{GAP}-{GAP}\d)")
_NUMBER_WORD = re.compile(r"(?:so|s0)[\s*_:]*\Z")
# A bare number behind a colon or a bracket is a count: "nghị quyết: 12".
_PARTED = re.compile(r"[:(]")
# What makes a number of any type a paper's: "CV số 89 của Văn phòng Huyện ủy".
_OF_OR_ON = re.compile(rf"\d{{1,4}}{GAP},?{GAP}(?:(?P<of>cua{SPACE})|(?=ngay{GAP}\d))")
_BEHIND_NUMBER = re.compile(
    rf"\d{{1,4}}[a-h]?(?:(?P<about>{GAP}ve(?![a-z]))|{GAP},?{GAP}(?=ngay))?"
)
_NUMBERED_ORGAN = re.compile(rf"(?<![a-z])(?:{citation_words().numbered_organ})(?![a-z])")
_PAGE_NUMBER = re.compile(r"(?<=\n)\d{1,4} ?\n")


def short_mentions(
    folded: Folded,
    text: str,
    head: re.Match[str],
    at: int,
    kind: DocumentType,
    known: frozenset[tuple[str, str]],
) -> list[CitationMention]:
    """The short forms after a type word, ``Nghị quyết 57, 59 và 66``; usually one or none.

    ``at`` is where the number would stand; ``known`` holds type code and number of the full
    citations of the text.
    """
    letters = folded.text
    numbered = _NUMBER_WORD.search(letters, head.end(), at) is not None
    if not _may_be_cited(folded, text, head, at, numbered):
        return []
    if is_heading(folded, text, head, at, kind) or is_counted(folded, text, head):
        return []
    found: list[CitationMention] = []
    for number in numbers_at(letters, {}, at)[0]:
        is_known = (kind.code, number["number"].lstrip("0")) in known
        is_whole = number["number"].isdecimal() and number["number"].strip("0")
        if not is_whole or not is_short_name(letters, head, number, numbered, is_known):
            break
        start = number.start() if found else head.start()
        # What stands behind a list is said of all of it, and is none of the last member's name.
        end = number.end() if found else short_end(folded, text, number.end())
        qualifiers, headed = Qualifiers(number.end()), not found
        found.append(
            CitationMention(
                start,
                end,
                "short",
                kind.name,
                number["number"],
                qualifiers=qualifiers,
                headed=headed,
            )
        )
    return found


def _may_be_cited(folded: Folded, text: str, head: re.Match[str], at: int, numbered: bool) -> bool:
    """Whether a number may be cited by this type word alone, or something tells it."""
    word = type_word_of(head.group())
    is_short = word in short_type_words() and not (numbered and word == "hd")
    if not is_short and not (numbered and _is_told(folded, text, at)):
        return False
    if word == "hd" and is_crossed(folded.span(head.start(), head.end()).of(text)):
        return False
    letters = folded.text
    is_parted = _PARTED.search(letters, head.end(), at) or _PAGE_NUMBER.match(letters, at, at + 6)
    return numbered or not is_parted


def _is_told(folded: Folded, text: str, at: int) -> bool:
    """Whether an organ or a whole day behind a number tells that a paper bears it."""
    told = _OF_OR_ON.match(folded.text, at)
    if told is None:
        return False
    if told["of"] is None:
        return _is_day(folded.text, told.end())
    organ = organ_at(folded, text, told.end()) or organ_of_unit_at(folded, told.end())
    return organ is not None


def _is_day(letters: str, at: int) -> bool:
    dated = date_at(letters, at)
    return dated is not None and dated[0].day is not None


def bears_a_number(folded: Folded, text: str, start: int, end: int, at: int) -> bool:
    """Whether the number behind an organ in ``[start, end)`` is a paper's, and no address, no
    count and not the organ's own: a day, a khóa or a subject stands behind it."""
    number = _BEHIND_NUMBER.match(folded.text, at)
    if number is None or _NUMBERED_ORGAN.search(folded.text, start, end):
        return False
    if number["about"] or _is_day(folded.text, number.end()):
        return True
    return khoa_at(folded, text, number.end()) is not None


def short_end(folded: Folded, text: str, position: int) -> int:
    """Where a short form ends: its khóa or year belongs to it (``Chỉ thị 35 năm 2024``)."""
    found = khoa_at(folded, text, position)
    if found and heads_what_follows(folded, text, position, found[1]):
        return position
    inner = folded.text[position : found[1]] if found else ""
    if found and not inner.lstrip(" *_\n").startswith((",", "cua")):
        return inside_brackets(folded.text, position, found[1])
    year = _YEAR_AFTER.match(folded.text, position)
    return year.end() if year else position


_CUT = r"[\s./_-]{0,4}"


@cache
def _loose_symbol() -> re.Pattern[str]:
    words = one_of(list(type_words()))
    return re.compile(
        rf"{START}(?:(?P<type>{words}){GAP}(?:so)?{_CUT})?(?P<number>\d{{1,4}}[a-h]?){_CUT}(?:(?P<year>(?:19|20)\d\d){_CUT})?"
        rf"(?P<sigil>{cited_sigil()}){_CUT}(?P<body>{'|'.join(known_codes())})(?![a-z0-9])"
    )


@cache
def _loose_name() -> re.Pattern[str]:
    words = one_of(list(type_words()))
    return re.compile(
        rf"\s*(?P<type>{words})[\s-]{{0,4}}(?:so)?[\s:]{{0,3}}(?P<number>\d{{1,4}}[a-h]?)(?![\d/%])(?P<rest>.*)",
        re.DOTALL,
    )


@cache
def _number_first() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<number>\d{{1,4}}[a-h]?){_CUT}(?P<sigil>{cited_sigil()})(?P<rest>)\s*"
    )


def typed_mentions(folded: Folded, text: str) -> list[CitationMention]:
    """The mentions of a short typed text in its loosest reading."""
    read = [_symbol(match, folded, text) for match in _loose_symbol().finditer(folded.text)]
    if not read:
        named = _loose_name().fullmatch(folded.text) or _number_first().fullmatch(folded.text)
        read = [_name(named, folded, text)] if named else []
    return [mention for mention in read if mention]


def _symbol(match: re.Match[str], folded: Folded, text: str) -> CitationMention | None:
    body = known_body(match["body"])
    if body is None:
        return None
    sigil = sigils()[match["sigil"]]
    word = type_words().get(" ".join((match["type"] or "").split()))
    kind = word or type_of_sigil(sigil, "state" if body.sphere == "state" else "party")
    qualifiers = qualifiers_at(folded, text, match.end(), len(folded.text))
    return CitationMention(
        match.start(),
        match.end(),
        "full",
        kind.name if kind and word else None,
        match["number"],
        sigil,
        body,
        qualifiers,
        year=read_year(match["year"]),
    )


def _name(match: re.Match[str], folded: Folded, text: str) -> CitationMention | None:
    if match["rest"].strip() and not re.match(
        r"[\s,(]*(?:khoa|nam\s*\d{4}|ngay|cua|ve|k\d)", match["rest"]
    ):
        return None
    groups = match.groupdict()
    word = type_words().get(" ".join((groups.get("type") or "").split()))
    sigil = sigils().get(groups.get("sigil") or "")
    kind = word or (type_of_sigil(sigil, "party") if sigil else None)
    if kind is None:
        return None
    start = len(folded.text) - len(folded.text.lstrip())
    end = match.end("sigil") if sigil else match.end("number")
    qualifiers = qualifiers_at(folded, text, end, len(folded.text))
    return CitationMention(
        start, end, "short", kind.name, match["number"], sigil, qualifiers=qualifiers
    )
