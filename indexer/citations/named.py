"""Citations by the name of a plenum or congress (citation-forms §6).

``Nghị quyết Trung ương 4 (khóa XII, XIII)``, ``Nghị quyết Đại hội XIII``, ``Nghị quyết Đại hội
Đảng bộ huyện, nhiệm kỳ 2020 - 2025``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from indexer.citations.context import CitationMention, qualifiers_at
from indexer.citations.patterns import pattern
from indexer.citations.terms import (
    Terms,
    WrittenTerm,
    congress_terms,
    inside_brackets,
    ordinal,
    term_at,
    years_of,
)
from indexer.citations.words import citation_words
from indexer.knowledge import (
    Committee,
    governing_committee,
    term_number,
    type_named,
)
from indexer.model import Level
from indexer.normalization import composed
from indexer.organs import GAP, SPACE, UNIT_KINDS, place_at, without_page_break
from indexer.text import Folded

PLENUM_SIGIL = "HNTW"
CONGRESS_SIGIL = "ĐH"


def plenums_at(folded: Folded, text: str, position: int, limit: int) -> list[CitationMention]:
    """``Nghị quyết Trung ương 4 khóa XII``: one mention for each plenum named."""
    match = pattern("plenum").match(folded.text, position)
    if not match or not _names_the_centre(match, folded, text):
        return []
    numbers = _plenum_numbers(match)
    if not all(1 <= number <= 20 for number in numbers):
        return []
    end = match.end()
    term = _congress_term_at(folded, text, end)
    if not term and _counts_something(folded.text, end):
        return []
    if term:
        end = inside_brackets(folded.text, end, term[1])
    kind = type_named(without_page_break(match["type"]))
    organ = "Ban Chấp hành Trung ương" if re.search(r"hanh|bch", match.group()) else "Trung ương"
    qualifiers = qualifiers_at(folded, text, end, limit)
    if term:
        qualifiers = replace(qualifiers, terms=term[0])
    return [
        CitationMention(
            position,
            end,
            "alias",
            kind.name if kind else None,
            "",
            f"{PLENUM_SIGIL}-{number:02d}",
            qualifiers=qualifiers,
            name=qualifiers.organ.name if qualifiers.organ else organ,
            code="TW",
        )
        for number in numbers
    ]


def _plenum_numbers(match: re.Match[str]) -> list[int]:
    """The numbers of the plenums named: ``Trung ương 4, 6 và 7``."""
    written = match["ordinal"] or match["word"] or match["late"]
    return [ordinal(written), *map(ordinal, re.findall(r"\d+", match["more"] or ""))]


def _congress_term_at(folded: Folded, text: str, position: int) -> tuple[Terms, int] | None:
    """The khóa at a folded position, and where it ends; a nhiệm kỳ is none."""
    found = term_at(folded, text, position)
    return found if found and (found[0][0].khoa or found[0][0].written) else None


def _names_the_centre(match: re.Match[str], folded: Folded, text: str) -> bool:
    """TƯ folds like từ: "Nghị quyết từ 4 …" is none."""
    if match["centre"] != "tu":
        return True
    written = folded.span(match.start("centre"), match.end("centre")).of(text)
    spelt = composed(written).lower()
    return spelt == "tư" or (spelt == "tu" and term_at(folded, text, match.end()) is not None)


_COUNTED = re.compile(
    rf"{GAP}(?:noi dung|nhiem vu|giai phap|chi tieu|van de|muc tieu|lan|cuoc|%|/|-\d)"
)


def _counts_something(folded: str, position: int) -> bool:
    return _COUNTED.match(folded, position) is not None


_LOCAL_AFTER = re.compile(
    rf"{GAP},?{GAP}(?:cua{SPACE})?(?:dang{SPACE}bo|dang{SPACE}uy|chi{SPACE}bo|tinh|huyen|thanh{SPACE}pho|quan|xa|phuong|"
    rf"cong{SPACE}doan|doan|hoi|mat{SPACE}tran|nhiem{SPACE}ky)(?![a-z])"
)


def congresses_at(folded: Folded, text: str, position: int, limit: int) -> list[CitationMention]:
    """``Nghị quyết Đại hội XIII (của Đảng)``: the resolution of a national congress."""
    match = pattern("congress").match(folded.text, position)
    if not match or _LOCAL_AFTER.match(folded.text, match.end()):
        return []
    terms = congress_terms(match["ordinals"], folded.span(*match.span("ordinals")).of(text))
    first = term_number(terms[0].khoa) if terms else 0
    is_count = match["ordinals"].isdecimal() and not match["nth"] and 0 < first < 6
    if not terms or first > 20 or is_count:
        return []
    qualifiers = replace(qualifiers_at(folded, text, match.end(), limit), terms=terms)
    return [
        CitationMention(
            position,
            inside_brackets(folded.text, position, match.end()),
            "alias",
            "Nghị quyết",
            "",
            CONGRESS_SIGIL,
            qualifiers=replace(qualifiers, terms=(term,)),
            code="TW",
            name=f"Đại hội đại biểu toàn quốc lần thứ {term.khoa}".rstrip(),
        )
        for term in terms
    ]


_KINDS_LONGEST_FIRST = sorted(UNIT_KINDS, key=len, reverse=True)
_UNIT_END = re.compile(
    rf"(?<=[a-z0-9])[\s*_]+(?:lan{SPACE}thu|(?:lan|khoa){SPACE}[ivxl]|nhiem{SPACE}ky)"
)
_NOT_A_UNIT = re.compile(
    r"(?:^|\s)(?:cac|cap|nghi quyet|ket luan|chi thi|duoc|trong|de ra|theo)(?:\s|$)"
)


def local_congress_at(
    folded: Folded, text: str, position: int, limit: int
) -> CitationMention | None:
    """``Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2020 - 2025``: a local congress.

    Without an ordinal or a nhiệm kỳ it is a generic mention and no citation.
    """
    match = pattern("local congress").match(folded.text, position)
    if not match:
        return None
    unit_end, nth, years = _which_congress(match, folded.text)
    if not (match["first"] or nth or years):
        return None
    unit = " ".join(re.findall(r"[a-z0-9'-]+", folded.text[match.start("unit") : unit_end]))
    cell, word = match["committee"].startswith("chi"), _level_word(unit)
    kind = UNIT_KINDS.get(word, "")
    committee = _committee(unit, kind, cell)
    if committee is None or _NOT_A_UNIT.search(unit):
        return None
    place = ""
    name_at = match.start("unit") + _length(folded.text, match.start("unit"), len(word.split()))
    if (word or cell) and name_at < unit_end:
        place = place_at(folded, text, name_at)[0]
    last = years or nth
    end = inside_brackets(folded.text, position, last.end() if last else match.end("unit"))
    terms = (WrittenTerm(years=years_of(years)),) if years else ()
    qualifiers = replace(qualifiers_at(folded, text, end, limit), terms=terms)
    return CitationMention(
        position,
        end,
        "alias",
        "Nghị quyết",
        "",
        CONGRESS_SIGIL,
        qualifiers=qualifiers,
        code=committee.codes[0],
        name=f"Đại hội {'Chi bộ' if cell else 'Đảng bộ'} {kind}".strip(),
        place=place,
    )


def _which_congress(
    match: re.Match[str], folded: str
) -> tuple[int, re.Match[str] | None, re.Match[str] | None]:
    """Where the name of the unit ends, and the ordinal and the nhiệm kỳ behind it."""
    until = _UNIT_END.search(folded, match.start("unit"), match.end("unit"))
    unit_end = until.start() if until else match.end("unit")
    nth = pattern("local ordinal").match(folded, unit_end)
    return unit_end, nth, pattern("mandate").match(folded, nth.end() if nth else unit_end)


def _committee(unit: str, kind: str, cell: bool) -> Committee | None:
    """The committee whose congress it is: a cell's, a unit's, or that of an agency."""
    if cell:
        return governing_committee("", Level.CELL)
    if not kind and _agency_words().match(unit):
        return governing_committee("", Level.COMMUNE)
    return governing_committee(kind) if kind else None


def _level_word(unit: str) -> str:
    """The kind of unit with which a folded name begins; empty for none."""
    return next((word for word in _KINDS_LONGEST_FIRST if re.match(rf"{word}(?![a-z])", unit)), "")


@cache
def _agency_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{citation_words().agency})(?![a-z])")


def _length(folded: str, start: int, words: int) -> int:
    match = re.compile(rf"{GAP}" + rf"[a-z]+{GAP}" * words).match(folded, start)
    return match.end() - start if match and words else 0
