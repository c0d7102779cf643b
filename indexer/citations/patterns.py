"""The patterns by which citations are found, each with a name and with examples as data.

Every pattern matches *folded* text (:func:`indexer.text.fold`): no marks, lower case, one kind
of dash.  ``corpus/registry/citation_patterns.toml`` holds examples for each; a test demands
that each pattern matches its examples and that each example is matched by its pattern.

All repetitions are bounded or possessive, so time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.citations.words import citation_words
from indexer.knowledge import (
    BODY,
    JOINT,
    SUFFIX,
    YEAR,
    DocumentType,
    cited_sigil,
    full_type_words,
    type_words,
    whole_law_names,
)
from indexer.knowledge.document_types import document_types
from indexer.organs import GAP, SPACE, one_of, opening_a_word, without_page_break

# Scanners read l, I and | for 1 and o, O for 0, but only the number slot is mended.
START = r"(?<![a-z0-9])"
DIGITS = r"[0-9oil|]"
ROMAN = r"(?:[ivxl]{1,5}|\d{1,2})(?![a-z0-9%/])"
# "2O2O", "20l9": a year in which letters stand for figures.
_MISREAD_YEAR = r"(?:[1il]9|2[0o])[\doil]{2}(?![a-z0-9])"
_MISREAD_SIGIL = "[0o]d|n[0o]"  # QĐ, NQ
_LEGISLATURE = r"(?:ubtv)?qh ?(?:\d{1,2}(?!\d)|(?:[il]\d|\d[il])(?![a-z0-9]))"
_UNIT_ORDINAL = r"(?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin)(?![a-z])"
WORD_ORDINAL = (
    rf"(?:(?:hai|ba)[\s*_]{{1,24}}+muoi(?:[\s*_]{{1,24}}+{_UNIT_ORDINAL})?"
    rf"|muoi(?:[\s*_]{{1,24}}+{_UNIT_ORDINAL})?"
    r"|nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin)(?![a-z])"
)
CENTRE = r"(?:trung[\s*_]{1,24}+uong|t\. ?[uw]\.?|tw|tu)"


def _type_word() -> str:
    words = [word for word in type_words() if word not in ("luat", "bo luat", "hien phap")]
    full = [word for word in words if " " in word] + list(joined_type_words())
    # An abbreviation after a slash or hyphen belongs to a file mark: "T-H2/TB215".
    brief = [word for word in words if " " not in word]
    either = "|".join(
        (opening_a_word(full, "[a-z0-9]", SPACE), opening_a_word(brief, "[a-z0-9/#-]", SPACE))
    )
    return rf"(?:{either})(?:(?![a-z])|(?<=nq)(?=t[uw] {{0,2}}\d)|(?=so ?\d))"


@cache
def joined_type_words() -> dict[str, str]:
    """Type words of two syllables without the blank, which OCR drops, and as they are written.

    Only a number makes one a type word: ``Quyđịnh số 22-QĐ/TW``, and not ``#nghiquyet``.
    """
    pairs = (word for word in type_words() if word.count(" ") == 1)
    return {word.replace(" ", ""): word for word in pairs}


_NUMBERED = re.compile(rf"{GAP}(?:so|s0){GAP}:?{GAP}{DIGITS}")


def is_type_word(head: re.Match[str]) -> bool:
    """Whether a match of a type word is one: without its blank only before "số" and a number."""
    return head.group() not in joined_type_words() or bool(_NUMBERED.match(head.string, head.end()))


def type_of_head(head: re.Match[str]) -> DocumentType:
    """The type that a match of a type word names."""
    return type_words()[type_word_of(head.group())]


def type_word_of(head: str) -> str:
    """The type word that a match of it stands for, its blanks and page breaks set right."""
    if head in type_words():
        return head
    word = without_page_break(head)
    return joined_type_words().get(word, word)


# A number that opens a symbol: not inside a longer word or number, but it may be glued to
# "số" ("số31-QĐ/TW"), to the abbreviation of its type ("QĐ179-QĐ/TW") or to the last syllable of
# one ("Nghị quyết57-NQ/TW").  A bar may be the edge of a cell.
def _number() -> str:
    last = {word.rpartition(" ")[2] for word in short_type_words() if " " in word}
    syllables = "|".join(rf"(?<=[^a-z]{one}.)" for one in sorted(last))
    return (
        rf"{DIGITS}(?:(?<![a-z0-9].)(?<!\|\|)|(?<=[a-z][0-9])(?:(?<=[sc]o.)(?<![a-z][sc]o.)"
        rf"|(?<=(?:qd|nq|ct|kl|hd|tb|kh|nd).)(?<![a-z0-9/-]...)|{syllables})){DIGITS}{{0,5}}+"
    )


def _symbol() -> str:
    party_or_state = (
        rf"(?P<suffix>{SUFFIX})?"
        rf"(?:{GAP}[-/.]{GAP}(?P<year>{YEAR}|{_MISREAD_YEAR}))?"
        rf"(?:{GAP}[-/.]{{1,2}}{GAP}|(?P<unparted>[ \n*_]{{0,3}}))"
        rf"(?P<sigil>{cited_sigil()}|{_MISREAD_SIGIL})"
        rf"(?:(?:{GAP}[-/]{GAP}|\.?(?=(?:{citation_words().joined})(?![a-z0-9/-])))"
        rf"(?P<body>t(?: ?\. ?| )[uw]\.?(?![a-z])|{BODY})(?P<joint>{JOINT})"
        rf"|(?![a-z0-9/]))"
    )
    legislature = (
        rf"{GAP}/{GAP}(?P<law_year>{YEAR}|{_MISREAD_YEAR}){GAP}/{GAP}"
        rf"(?P<legislature>{_LEGISLATURE})"
    )
    dispatch = r" ?/ ?(?P<agency>[a-z]{2,10})-(?P<department>[a-z]{1,10})(?![a-z])"
    return rf"(?P<number>{_number()})(?:{party_or_state}|{legislature}|{dispatch})"


def _qualified() -> str:
    """Words that describe the type before its number: "Quy chế làm việc số 01-QC/HU".

    The last may look like the ``way`` to or from another number: "Kế hoạch đầu tư số".
    """
    others = one_of(full_type_words())
    word = rf"{SPACE}(?!(?:{others}|va|cua|tai|theo|so)(?![a-z]))[a-z]{{1,7}}(?![a-z])"
    way = "(?P<way>(?<=[^a-z]tu)|(?<=[^a-z]den))?"
    return rf"(?:{word}){{1,6}}{way}{SPACE}so{GAP}:?{GAP}(?=[0-9oil|])"


# What must follow a type word for a citation to be possible; most mentions fail here at once.
_PROMISE = (
    rf"{GAP}[:(,]?{GAP}(?:[0-9|]|[oil][0-9oil|]|so|co(?![a-z])|s0|cua|tai|tu|hoi|hn|trung|tw"
    rf"|t ?\.|ban|bch|lan|dai|dh|dang|ngay)"
)
_TERM_OPENING = (
    rf"{GAP},?{GAP}[(\[]?{GAP}(?:cua{SPACE})?(?:nhiem{SPACE}ky{SPACE})?"
    rf"(?P<khoa>khoa)(?!i(?![ivx])|{SPACE}hop(?![a-z])){GAP}"
    rf"[(\[:]?{GAP}(?:(?:lan{SPACE})?(?P<nth>thu){SPACE}|so{SPACE})?[\"']?"
)
_MANDATE = (
    rf"{GAP},?{GAP}\(?{GAP}(?:khoa{GAP}(?P<khoa>[a-z0-9]{{1,8}}){GAP},?{GAP}\(?)?"
    rf"(?P<word>nhiem{SPACE}ky|khoa){GAP}(?P<from>{YEAR}|{_MISREAD_YEAR})"
    rf"{GAP}(?:-|/|den){GAP}(?P<to>{YEAR}|{_MISREAD_YEAR})(?:{GAP}\))?"
)
_ORDINAL = (
    rf"(?P<ordinal>\d{{1,2}}(?![\d%/]|[.,]\d)"
    rf"|(?:[ivx]{{1,5}}(?![a-z])|{WORD_ORDINAL})(?={GAP},?{GAP}\(?khoa))"
)

_COMMITTEE = rf"(?:ban{SPACE}chap{SPACE}hanh|bch){GAP}{CENTRE}"
_PLENUM = (
    rf"{START}(?P<type>nghi{SPACE}quyet|ket{SPACE}luan|nq|kl)"
    rf"(?:{GAP}(?:cua|tai){SPACE})?{GAP}"
    rf"(?:(?:hoi{SPACE}nghi|hn){GAP})?(?:(?:ban{SPACE}chap{SPACE}hanh|bch){GAP})?"
    rf"(?:(?P<centre>{CENTRE})(?:{GAP}dang)?{GAP}"
    rf"(?:{_ORDINAL}(?P<more>(?:{GAP}(?:,|va){GAP}\d{{1,2}}){{1,4}}(?={GAP},?{GAP}\(?khoa))?"
    rf"|lan{SPACE}(?:thu{GAP})?(?P<word>\d{{1,2}}(?!\d)|{WORD_ORDINAL}|[ivx]{{1,5}}(?![a-z])))"
    rf"|lan{SPACE}(?:thu{GAP})?(?P<late>\d{{1,2}}(?!\d)|{WORD_ORDINAL}|[ivx]{{1,5}}(?![a-z]))"
    rf"(?:{GAP},?{GAP}(?:cua{SPACE})?{_COMMITTEE}(?:{GAP}dang(?![a-z]))?"
    # the khóa may stand between: "Hội nghị lần thứ tám (khóa XI) Ban Chấp hành Trung ương"
    rf"|(?={GAP},?{GAP}\(?khoa{GAP}[ivx]{{1,5}}{GAP}\)?{GAP}(?:cua{SPACE})?{_COMMITTEE})))"
    rf"(?:{GAP}(?P<bracket>\({GAP})?lan{GAP}(?:thu{GAP})?(?:\d|hai)(?![a-z0-9/])(?(bracket){GAP}\))"
    rf"(?={GAP},?{GAP}\(?{GAP}khoa(?![a-z])))?"
)

NATIONAL_CONGRESS = (
    rf"(?:dai{SPACE}hoi|dh)(?![a-z])"
    rf"(?P<qualifier>(?:{GAP}(?:dai{SPACE}bieu|toan{SPACE}quoc|cua|dang(?!{SPACE}bo)|toan{SPACE}dang"
    rf"|cong{SPACE}san|viet{SPACE}nam)(?![a-z])){{0,6}})"
    rf"{GAP}(?P<nth>lan{SPACE}(?:thu{GAP})?|khoa{GAP})?\(?"
)
"""A national congress up to its ordinal."""
CONGRESS_ORDINAL = rf"(?:{ROMAN}|{WORD_ORDINAL})"

_CONGRESS = (
    rf"{START}(?:nghi{SPACE}quyet|nq)(?:{SPACE}(?:cua|tai))?{GAP}{NATIONAL_CONGRESS}"
    rf"(?P<ordinals>{CONGRESS_ORDINAL}(?:{GAP}(?:,|va){GAP}(?:lan{SPACE}thu{SPACE})?[ivxl]{{1,5}}"
    rf"(?![a-z0-9])){{0,4}})"
)

_LOCAL_CONGRESS = (
    rf"{START}(?:nghi{SPACE}quyet|nq)(?:{SPACE}(?:cua|tai))?{GAP}(?:dai{SPACE}hoi|dh)(?![a-z])"
    rf"(?:{GAP}dai{SPACE}bieu)?"
    rf"(?P<first>{GAP}(?:lan{SPACE}(?:thu{GAP})?|khoa{SPACE})?[ivxl]{{1,7}}(?![a-z])(?:{GAP},?{GAP}cua)?)?"
    rf"{GAP}(?P<committee>dang{SPACE}bo|chi{SPACE}bo|dang(?={SPACE}(?:bo|tinh|huyen|xa|phuong|thanh|quan|thi)))"
    rf"(?P<unit>[a-z0-9'\s*_-]{{0,70}}+)"
)
_LOCAL_ORDINAL = (
    rf"{GAP},?{GAP}\(?(?:(?:lan{SPACE}thu|lan|khoa){GAP}[ivxl]{{1,7}}(?![a-z])"
    rf"|lan{SPACE}thu{GAP}(?:{WORD_ORDINAL}|\d{{1,2}}(?![\d%/.])))(?:{GAP}\))?"
)

_DATE = (
    rf"(?:ngay{GAP})?(?P<d>\d{{1,2}}){GAP}(?P<parted>[-/.]){GAP}(?P<m>\d{{1,2}}){GAP}[-/.]{GAP}(?P<y>{YEAR})"
    rf"|ngay{GAP}(?P<d2>\d{{1,2}})(?:{SPACE}thang{GAP}|/)(?P<m2>\d{{1,2}}){GAP},?{GAP}nam{GAP}(?P<y2>{YEAR})"
    rf"|thang{GAP}(?P<m3>\d{{1,2}}){GAP}(?:[-/]|nam){GAP}(?P<y3>{YEAR})"
    rf"|nam{GAP}(?P<y4>{YEAR})(?!{GAP}[-/])"
    # with letters for figures, as scanners read them: "25/1O/2017"
    rf"|(?:ngay{GAP})?(?P<d5>[\doil]{{1,2}}){GAP}[-/.]{GAP}(?P<m5>[\doil]{{1,2}}){GAP}[-/.]{GAP}"
    rf"(?P<y5>[1l2][9o0][\doil]{{2}})(?![a-z0-9])"
)

# Between the members of a coordinated group: "và", a comma, "cùng với", "các", "số".
_LINK = (
    rf"{GAP}\)?{GAP}(?:[,;]{GAP}(?:(?:va|hoac|cung(?:{SPACE}voi)?){SPACE})?|(?:va|hoac|hay|cung{SPACE}voi|cung|voi){SPACE}|&{GAP})"
    rf"(?:(?:cac|ca){SPACE})?"
)


# A bar behind a bare number parts it from the next ("18|19"), and is no misread figure.  A comma
# without a blank parts numbers where a symbol ends their list: "18,19-NQ/TW".
_BARE_NUMBER = (
    rf"(?P<number>(?=[oil]{{0,3}}\d)[0-9oil]{{1,4}}+)(?P<suffix>{SUFFIX})?"
    r"(?![\d%]|[./]\d|,\d(?!\d{0,2}(?:(?:, ?| va )\d{1,3}){0,9} ?[-/] ?[a-z]{2})"
    r"|[a-z]|[?§$&#][-/\d])"
)
_LIST_LINK = (
    rf"{GAP}(?P<link>[,;]|va(?![a-z])|hoac|den|-){GAP}(?:(?:va|den){SPACE})?(?:so{GAP}:?{GAP})?"
)


def _law_word() -> str:
    words = ["bo luat", "luat", "phap lenh", "hien phap", *whole_law_names()]
    return rf"(?P<law>{opening_a_word(words, '[a-z0-9]', SPACE)})(?![a-z])"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name."""
    return {
        name: re.compile(source)
        for name, source in {
            "type word": _type_word(),
            "symbol": _symbol(),
            "qualified": _qualified(),
            "promise": _PROMISE,
            "number word": rf"{GAP}(?:[:(]{GAP})?(?:(?:so|co|s0)(?![a-z]){GAP}(?::{GAP})?)?",
            "bare number": _BARE_NUMBER,
            "list link": _LIST_LINK,
            "plenum": _PLENUM,
            "congress": _CONGRESS,
            "local congress": _LOCAL_CONGRESS,
            "local ordinal": _LOCAL_ORDINAL,
            "law word": _law_word(),
            "term opening": _TERM_OPENING,
            "mandate": _MANDATE,
            "date": _DATE,
            "link": _LINK,
        }.items()
    }


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a name; raises ``KeyError`` for an unknown one."""
    return patterns()[name]


def after_number_word(letters: str, position: int) -> int:
    """Where a number would stand behind a folded position: behind "số", if it is there."""
    word = pattern("number word").match(letters, position)
    return word.end() if word else position


# "TB 55" or "KH 20" is as likely a file mark or a count.
_SHORT_ABBREVIATIONS = ("nq", "ct", "kl", "qd", "qdi", "nd", "hd")


@cache
def short_type_words() -> frozenset[str]:
    """Folded type words that may be cited by a bare number."""
    return frozenset(
        word
        for word, kind in type_words().items()
        if kind.short and (" " in word or word in _SHORT_ABBREVIATIONS)
    )


@cache
def verb_type_words() -> frozenset[str]:
    """Folded type words that are verbs or count things as well."""
    return frozenset(
        word
        for kind in document_types()
        if kind.verb
        for word, found in type_words().items()
        if found is kind
    )
