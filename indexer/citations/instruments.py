"""Citations of instruments with editions (citation-forms §6): ``Điều lệ Đảng``, ``Cương lĩnh``.

They are named without a number, with the khóa or the year of their congress ("Điều lệ Đảng được Đại
hội X thông qua" is that of khóa X), or with neither.  The words in the title of what carries one
out ("Quy định … thi hành Điều lệ Đảng") cite nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.citations.context import CitationMention, Qualifiers
from indexer.citations.patterns import CONGRESS_ORDINAL, NATIONAL_CONGRESS
from indexer.citations.terms import Terms, congress_terms, inside_brackets, khoa_at
from indexer.knowledge import Instrument, instruments
from indexer.model import PartialDate
from indexer.normalization import composed
from indexer.numerals import read_year
from indexer.organs import GAP, SPACE, one_of
from indexer.text import Folded, normal_syllable, unaccent

_ADOPTED_BY = "Đại hội đại biểu toàn quốc"
# "một số vấn đề cụ thể thi hành Điều lệ Đảng", "thi hành Chương VII và Chương VIII Điều lệ Đảng".
_CARRIED_OUT = re.compile(
    rf"(?<![a-z])(?:thi{SPACE}hanh|du{SPACE}thao){SPACE}"
    rf"(?:(?:chuong|dieu|khoan|phan|muc|mot|so|cua|va|cac|[ivxl]{{1,5}}|\d{{1,3}})[\s,*_]{{1,9}}){{0,12}}\Z"
)
_YEAR = re.compile(
    rf"{GAP}(?:\({GAP}(?:(?:bo{SPACE}sung|sua{SPACE}doi|phat{SPACE}trien|va|,){GAP}){{0,5}})?nam{SPACE}"
    rf"(?P<year>(?:19|20)\d\d)(?![\d/.-]*\d)(?:{GAP}\))?"
)
_ADOPTS = (
    rf"(?:thong{SPACE}qua|ban{SPACE}hanh|sua{SPACE}doi|bo{SPACE}sung|phat{SPACE}trien)(?![a-z])"
)
_BY = rf"{NATIONAL_CONGRESS}(?P<ordinal>{CONGRESS_ORDINAL}){GAP}\)?"
_OPENING = rf"{GAP}(?:hien{SPACE}hanh(?![a-z]){GAP})?,?{GAP}\(?{GAP}"
_ADOPTED = (
    # "được Đại hội đại biểu toàn quốc lần thứ X của Đảng thông qua", "(Đại hội XI thông qua)"
    re.compile(
        rf"{_OPENING}(?:(?:ma|(?:da{SPACE})?(?:duoc|do)){SPACE}|(?<=\()){_BY}"
        rf"(?:{GAP}(?:cua{SPACE})?dang(?:{SPACE}cong{SPACE}san{SPACE}viet{SPACE}nam)?(?![a-z]))?"
        rf"(?:{GAP}\([^()]{{1,40}}\))?{GAP},?{GAP}(?:da{SPACE})?{_ADOPTS}"
    ),
    # "được sửa đổi, bổ sung và thông qua tại Đại hội X"; of two congresses it is nobody's
    re.compile(
        rf"{_OPENING}(?:da{SPACE})?(?:duoc{SPACE})?"
        rf"(?:{_ADOPTS}{GAP}(?:,|va(?![a-z]))?{GAP}){{1,4}}(?:tai|o|boi){SPACE}{_BY}"
        rf"(?!{GAP}(?:,|va(?![a-z])){GAP}(?:khoa|lan|dai|dh|[ivxl]{{1,5}})(?![a-z]))"
    ),
)
_GOES_ON = re.compile(r"[ *_]{1,6}(?P<word>[^\W\d_]+)")
_GO_ON_AS_A_NAME = frozenset(("bo", "doan", "vien", "phi", "chinh"))
# A name of two syllables is a common word as well: what follows must end it.
_ENDS = re.compile(
    rf"{GAP}(?:[,;.:)\]\"|-]|\Z|(?:va|cua{SPACE}dang|dieu{SPACE}le|nam|khoa)(?![a-z])|\({GAP}(?:bo|sua|nam|khoa))"
)


@cache
def _names() -> dict[str, Instrument]:
    return {unaccent(name): one for one in instruments().values() for name in one.names}


@cache
def _spelt() -> frozenset[tuple[str, ...]]:
    names = (name for one in instruments().values() for name in one.names)
    return frozenset(tuple(map(normal_syllable, name.split())) for name in names)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One for each first word: the same letters at the beginning are found five times as fast."""
    first = sorted({name.split()[0] for name in _names()})
    groups = ([name for name in _names() if name.split()[0] == word] for word in first)
    return tuple(re.compile(rf"(?:{one_of(names)})(?![a-z])") for names in groups)


def instrument_mentions(folded: Folded, text: str) -> Iterator[CitationMention]:
    """Every instrument that a text cites, in order."""
    every = (found for one in _patterns() for found in one.finditer(folded.text))
    for found in sorted(every, key=re.Match.start):
        if folded.text[found.start() - 1 : found.start()].isalnum():
            continue
        mention = _mention(found, folded, text)
        if mention:
            yield mention


def _mention(found: re.Match[str], folded: Folded, text: str) -> CitationMention | None:
    """The citation at a name; None where it is another name, or in the title of another paper."""
    start, end = found.span()
    written = composed(folded.span(start, end).of(text))
    if not _is_written(written) or _goes_on(folded, text, end, written):
        return None
    if _CARRIED_OUT.search(folded.text, max(0, start - 120), start):
        return None
    words = re.findall(r"[a-z0-9]+", found.group())
    instrument = _names()[" ".join(words)]
    adoption = _adopted_by(folded, text, end)
    if len(words) == 2 and not (adoption or _ENDS.match(folded.text, end)):
        return None
    date: PartialDate | None = None
    terms: Terms = ()
    if adoption:
        terms = adoption
    elif year := _YEAR.match(folded.text, end):
        adopted = read_year(year["year"])
        if adopted is None or not instrument.of_year(adopted):
            return None
        date, end = PartialDate(adopted), year.end()
    elif khoa := khoa_at(folded, text, end):
        terms, end = khoa[0][:1], khoa[1]
    end = inside_brackets(folded.text, start, end)
    qualifiers = Qualifiers(end, date, None, terms)
    return CitationMention(
        start, end, "alias", instrument.type, qualifiers=qualifiers, code="TW", name=_ADOPTED_BY
    )


def _adopted_by(folded: Folded, text: str, end: int) -> Terms:
    """The congress that is said to have adopted what is named up to a position; none for several,
    of which nobody knows which is meant."""
    match = next(filter(None, (one.match(folded.text, end) for one in _ADOPTED)), None)
    if match is None:
        return ()
    found = congress_terms(match["ordinal"], folded.span(*match.span("ordinal")).of(text))
    return found if len(found) == 1 and found[0].khoa else ()


def _is_written(written: str) -> bool:
    """Whether a name has its capital, and its marks or none: "điều lệ đảng" is any party's."""
    words = re.findall(r"[^\W_]+", written)
    spelt = written.isascii() or tuple(map(normal_syllable, words)) in _spelt()
    return spelt and (words[0][:1].isupper() or words[-1][:1].isupper())


def _goes_on(folded: Folded, text: str, end: int, written: str) -> bool:
    """Whether what follows belongs to a longer name: "Điều lệ Đảng bộ", "Điều lệ Đảng Dân chủ"."""
    at = folded.span(end, end).start
    following = _GOES_ON.match(text, at)
    if following is None:
        return False
    word = composed(following["word"])
    if unaccent(word) in _GO_ON_AS_A_NAME:
        return True
    return word[:1].isupper() and not written.isupper() and unaccent(word) != "khoa"
