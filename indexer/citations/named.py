"""Citations by a name: that of a plenum or congress (citation-forms §6), or of a law (§3).

``Nghị quyết Trung ương 4 (khóa XII, XIII)``, ``Nghị quyết Đại hội XIII``, ``Nghị quyết Đại hội
Đảng bộ huyện, nhiệm kỳ 2020 - 2025``.  A law's title has its year or its number behind it:
``Luật Đất đai năm 2013``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.citations.context import CitationMention, Qualifiers, qualifiers_at
from indexer.citations.patterns import pattern
from indexer.citations.symbols import Symbol
from indexer.citations.terms import (
    ORDINALS,
    Terms,
    WrittenTerm,
    numerals_in,
    ordinal,
    term_at,
)
from indexer.knowledge import (
    YEAR,
    governing_committee,
    known_body,
    term_number,
    term_numeral,
    type_named,
)
from indexer.model import Level
from indexer.normalization import composed
from indexer.organs import GAP, SPACE, UNIT_KINDS, WALL, one_of, place_at, without_page_break
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
        end = _inside_brackets(folded.text, end, term[1])
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


def _inside_brackets(folded: str, start: int, end: int) -> int:
    """Leave out a closing bracket whose opening one stands before the citation."""
    inner = folded[start:end]
    if inner.endswith(")") and inner.count(")") > inner.count("("):
        return start + len(inner[:-1].rstrip())
    return end


_LOCAL_AFTER = re.compile(
    rf"{GAP},?{GAP}(?:cua{SPACE})?(?:dang{SPACE}bo|dang{SPACE}uy|chi{SPACE}bo|tinh|huyen|thanh{SPACE}pho|quan|xa|phuong|"
    rf"cong{SPACE}doan|doan|hoi|mat{SPACE}tran|nhiem{SPACE}ky)(?![a-z])"
)


def congresses_at(folded: Folded, text: str, position: int, limit: int) -> list[CitationMention]:
    """``Nghị quyết Đại hội XIII (của Đảng)``: the resolution of a national congress."""
    match = pattern("congress").match(folded.text, position)
    if not match or _LOCAL_AFTER.match(folded.text, match.end()):
        return []
    terms = _congresses(match["ordinals"].split(), folded.span(*match.span("ordinals")).of(text))
    first = term_number(terms[0].khoa) if terms else 0
    is_count = match["ordinals"].isdecimal() and not match["nth"] and 0 < first < 6
    if not terms or first > 20 or is_count:
        return []
    qualifiers = replace(qualifiers_at(folded, text, match.end(), limit), terms=terms)
    return [
        CitationMention(
            position,
            _inside_brackets(folded.text, position, match.end()),
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


def _congresses(words: Sequence[str], written: str) -> Terms:
    """The congresses that an ordinal in words, or a list of numerals, stands for."""
    if all(word in ORDINALS for word in words):
        return (WrittenTerm(term_numeral(ordinal(" ".join(words)))),)
    return numerals_in(written)


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
    cell = match["committee"].startswith("chi")
    level = _level_word(unit)
    if _NOT_A_UNIT.search(unit) or not (level or cell):
        return None
    kind = UNIT_KINDS.get(level, "")
    committee = governing_committee("", Level.CELL) if cell else governing_committee(kind)
    name_at = match.start("unit") + _length(folded.text, match.start("unit"), len(level.split()))
    place = place_at(folded, text, name_at)[0] if name_at < unit_end else ""
    last = years or nth
    end = _inside_brackets(folded.text, position, last.end() if last else match.end("unit"))
    terms = (WrittenTerm(years=f"{years['from']}-{years['to']}"),) if years else ()
    qualifiers = replace(qualifiers_at(folded, text, end, limit), terms=terms)
    return CitationMention(
        position,
        end,
        "alias",
        "Nghị quyết",
        "",
        CONGRESS_SIGIL,
        qualifiers=qualifiers,
        code=committee.codes[0] if committee else None,
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


def _level_word(unit: str) -> str:
    """The kind of unit with which a folded name begins; empty for none."""
    return next((word for word in _KINDS_LONGEST_FIRST if re.match(rf"{word}(?![a-z])", unit)), "")


def _length(folded: str, start: int, words: int) -> int:
    match = re.compile(rf"{GAP}" + rf"[a-z]+{GAP}" * words).match(folded, start)
    return match.end() - start if match and words else 0


# Words that show running prose.  Folded, some look like words of a title (có, cơ), so where
# two spellings differ the letters as written decide.
_PROSE_WORDS = {
    "duoc": "được",
    "da": "đã",
    "dang": "đang",
    "se": "sẽ",
    "nham": "nhằm",
    "gan": "gắn",
    "khi": "khi",
    "la": "là",
    "co": "có",
    "den": "đến",
    "tu": "từ",
    "cho": "cho",
    "trong": "trong",
    "vao": "vào",
    "thang": "tháng",
    "ngay": "ngày",
    "truoc": "trước",
}
_PROSE = "(?P<prose>" + "|".join(_PROSE_WORDS) + ")"

# A title runs on to its number or year; these words show that it is running prose instead.
_TITLE_END = re.compile(
    rf"(?P<amended>{GAP}\({GAP}sua{SPACE}doi(?:,{GAP}bo{SPACE}sung)?{GAP}\))"
    rf"|(?P<number>{SPACE}so{GAP}(?=\d))"
    rf"|(?P<year>{GAP},?{GAP}(?:\({GAP})?(?:nam{GAP})?(?P<of>{YEAR})(?![-/]|{GAP}-{GAP}\d))"
    rf"|(?P<stop>[.;:?!()\"{WALL}]|(?<!phap )(?<!cua )(?<![a-z])luat(?![a-z])"
    rf"|(?<![a-z])(?:{_PROSE}|{one_of(['nghi dinh', 'thong tu', 'chi thi', 'nghi quyet'])}"
    rf"|{one_of(['quyet dinh', 'ke hoach'])}"
    rf"|{one_of(['cac van ban', 'bo luat', 'phap lenh', 'hien phap'])})(?![a-z]))"
)
_NOT_A_LAW = re.compile(r"(?:phap|ky|quy|du|dao|an|luat)[\s*_]+$")
_NOT_A_TITLE = re.compile(r"(?:su|dinh|phap|gia|le|tuc|hoc|khoa|so)(?![a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def law_at(
    folded: Folded, text: str, match: re.Match[str], symbols: dict[int, Symbol], limit: int
) -> CitationMention | None:
    """``Luật Đất đai năm 2013``, ``Luật X số 52/2014/QH13``: a law by its number or year."""
    letters, start = folded.text, match.start()
    kind = type_named(without_page_break(match["law"]))
    if kind is None or _NOT_A_LAW.search(letters, max(0, start - 12), start):
        return None
    begin = match.end()
    skip = pattern("number word").match(letters, begin)
    if skip and skip.end() in symbols:
        return _numbered_law(folded, text, start, symbols[skip.end()], kind.name, "", limit)
    title_end = 0
    for end in _title_ends(folded, text, begin):
        title_end = title_end or end.start()
        if end["amended"]:
            continue
        title = _title(folded, text, begin, title_end)
        if title is None and kind.code != "hien-phap":
            return None
        if not end["number"]:
            return _dated_law(start, end, kind.name, title or "")
        symbol = symbols.get(end.end())
        if symbol is None:
            return None
        return _numbered_law(folded, text, start, symbol, kind.name, title or "", limit)
    return None


def _title_ends(folded: Folded, text: str, begin: int) -> Iterator[re.Match[str]]:
    """What stands behind a title, until a word shows that there was none."""
    at = begin
    while end := _TITLE_END.search(folded.text, at, begin + 170):
        if not end["stop"]:
            yield end
        elif _stops_title(end, folded.text[begin : end.start()], folded, text):
            return
        at = end.end()


def _stops_title(end: re.Match[str], before: str, folded: Folded, text: str) -> bool:
    """Whether a word ends the hope for a title; "Luật Luật sư" and "cơ sở" are none."""
    if end["prose"]:
        written = folded.span(end.start("prose"), end.end("prose")).of(text)
        return composed(written).lower() == _PROSE_WORDS[end["prose"]]
    if end["stop"] not in ("luat", "bo luat"):
        return True
    # An amending law names the laws it amends; "Luật Luật sư" names lawyers.
    return before.strip(" \n*_") != "" and not before.lstrip(" \n*_").startswith("sua doi")


def _title(folded: Folded, text: str, start: int, end: int) -> str | None:
    """The title of a law; None for prose: it must look like a name, and stay in its paragraph."""
    written = composed(folded.span(start, end).of(text))
    words = " ".join(written.replace("*", " ").replace("_", " ").split()).strip(" ,")
    plain = folded.text[start:end].strip(" \n*_,")
    if (
        not words
        or len(plain) < 3
        or (_NOT_A_TITLE.match(plain) and not plain.startswith("su dung"))
    ):
        return None
    before = folded.span(max(0, start - 5), start).of(text)
    capital = words[0].isupper() or "L" in before or "P" in before
    around = text[max(0, folded.span(start, end).start - 80) :][:200]
    if not capital and around != around.lower():
        return None
    gap = _PARAGRAPH.search(written)
    if gap and not written[gap.end() :].lstrip(" *_")[:1].islower():
        return None
    return words


def _numbered_law(
    folded: Folded, text: str, start: int, symbol: Symbol, kind: str, title: str, limit: int
) -> CitationMention | None:
    if symbol.body is None or symbol.body.sphere != "state":
        return None
    qualifiers = replace(qualifiers_at(folded, text, symbol.end, limit), subject=title)
    return CitationMention(
        start,
        symbol.end,
        "law",
        kind,
        symbol.digits,
        symbol.sigil,
        symbol.body,
        qualifiers,
        year=symbol.year,
        damaged=symbol.damaged,
    )


def _dated_law(start: int, end: re.Match[str], kind: str, title: str) -> CitationMention:
    code = "UBTVQH" if kind == "Pháp lệnh" else "QH"
    body = known_body(code.lower())
    qualifiers = Qualifiers(end.end("of"), subject=title)
    name = body.name if body else None
    return CitationMention(
        start, end.end("of"), "law", kind, qualifiers=qualifiers, code=code, name=name
    )


def law_mentions(
    folded: Folded, text: str, symbols: dict[int, Symbol]
) -> Iterator[CitationMention]:
    """Every law of the text, in order."""
    free = 0
    for match in pattern("law word").finditer(folded.text):
        if match.start() < free:
            continue
        mention = law_at(folded, text, match, symbols, len(folded.text))
        if mention:
            free = mention.end
            yield mention
