"""Symbols (số và ký hiệu): ``213-QĐ/TW``, ``3447/QĐ-BYT``, ``52/2014/QH13`` read into parts.

Party symbols run hyphen first, slash second; State symbols the other way.  Writers swap them,
so the body code decides, not the order (citation-forms §1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from indexer.citations.figures import (
    SUFFIXES,
    UNREAD,
    figure_of,
    has_letters,
    mended,
    mended_legislature,
    padded_number,
    year_of,
)
from indexer.citations.patterns import pattern
from indexer.citations.words import citation_words
from indexer.knowledge import (
    JOINT_RESOLUTION,
    YEAR,
    DocumentType,
    IssuingBody,
    issuing_body,
    joint_resolution_body,
    known_body,
    known_codes,
    sigils,
    type_of_sigil,
)
from indexer.memory import remembered
from indexer.normalization import composed
from indexer.numerals import read_year
from indexer.organs import GAP
from indexer.text import Folded, unaccent

# What scanners make of a figure that no one can tell: § is a 5, a 6 or an 8.
_NO_FIGURES = "§$&?#€£¢¥"
_SIGNS = re.compile(rf"(?<![^\s(:])[\d{_NO_FIGURES}]{{1,4}}\Z")
_FIGURES = re.compile(r"[0-9oil|]+")
# What real texts glue to the end of a symbol: a word, "QĐ/TWcủa", or a note mark, "QĐ/TW1".
_GLUED = re.compile(r"(?:\d{1,2}|cua|ngay|nam|khoa|ve|va|tai|cho|theo|do|voi|la|duoc)$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol at ``[start, end)`` of the folded text, in parts.

    ``sigil`` is None in a law or a dispatch, ``body`` in a symbol without one (``03-HD``).
    ``department`` marks a dispatch (``1989/BGDĐT-KHTC``), which needs its type word.
    ``damaged`` is where the figures stand that were read as others.
    """

    start: int
    end: int
    digits: str
    sigil: str | None
    body: IssuingBody | None
    year: int | None = None
    department: str = ""
    damaged: tuple[int, int] | None = None

    @property
    def written(self) -> str:
        """The symbol in normal form."""
        return canonical_symbol(self.digits, self.sigil, self.body, self.year, self.department)

    @property
    def type_name(self) -> str | None:
        """The type that its sigil tells; None where it has none or has no body."""
        sigil = "CV" if self.department else self.sigil
        if sigil is None or self.body is None:
            return None
        kind = type_of_sigil(sigil, "state" if self.body.sphere == "state" else "party")
        return kind.name if kind else None


def canonical_symbol(
    digits: str,
    sigil: str | None,
    body: IssuingBody | None,
    year: int | None = None,
    department: str = "",
) -> str:
    """A symbol in the order that its body demands.

    >>> canonical_symbol("5", "CT", known_body("tw"))
    '05-CT/TW'
    >>> canonical_symbol("30", "NĐ", known_body("cp"), 2020)
    '30/2020/NĐ-CP'
    """
    number = padded_number(digits)
    if body is None:
        return f"{number}-{sigil}" if sigil else number
    if body.sphere != "state":
        return f"{number}-{sigil}/{body.written}"
    dated = f"{number}/{year}" if year else number
    if sigil is None:
        return f"{dated}/{body.written}" + (f"-{department}" if department else "")
    return f"{dated}/{sigil}-{body.written}"


def find_symbols(folded: Folded, text: str) -> dict[int, Symbol]:
    """All symbols of a text by the folded position they start at."""
    found: dict[int, Symbol] = {}
    for match in pattern("symbol").finditer(folded.text):
        symbol = _symbol(match, folded, text, _number_start(match, folded.text))
        if symbol and not _is_no_papers(symbol, folded.text):
            symbol = _with_damage(symbol, match, folded.text)
            found[symbol.start] = symbol
    return found


_OF_A_FILE = re.compile(r"\.(?:pdf|docx?|html?|xlsx?|pptx?|rar|zip|jpe?g|png)(?![a-z])")
_IN_AN_ADDRESS = re.compile(r"[a-z][-_]\Z")


def _is_no_papers(symbol: Symbol, letters: str) -> bool:
    """Whether what looks like a symbol is a plate, or the name of a file or page."""
    if _is_glued_to_another_type(symbol, letters):
        return True
    start, end = symbol.start, symbol.end
    if "/" in letters[start:end]:
        return False  # no name of a file has that sign
    before = _IN_AN_ADDRESS.search(letters, max(0, start - 2), start)
    return bool(before or _OF_A_FILE.match(letters, end))


def _is_glued_to_another_type(symbol: Symbol, letters: str) -> bool:
    """Whether the letters before a number are those of another type: ``CT5-TT/TU`` is a plate."""
    glued = sigils().get(letters[max(0, symbol.start - 2) : symbol.start])
    return bool(glued and symbol.sigil and not symbol.sigil.startswith(glued))


_JOINED = re.compile(rf"(?<![a-z])[a-z]{{2}}\.?(?:{citation_words().joined})\Z")
_NUMBER_WORD = re.compile(r"(?<![a-z])so[\s*_:]*\Z")


def names_a_paper(symbol: Symbol, letters: str) -> bool:
    """Whether a symbol needs no type word: without signs, ``22-QĐTW``, it has "số" before it."""
    joined = _JOINED.search(letters, symbol.start, symbol.end)
    if joined is None or joined.group() in known_codes():
        return True
    if symbol.sigil not in citation_words().joined_types:
        return False  # "22-HDTU" may as well be a plate
    return _is_behind_number_word(symbol.start, letters)


def _is_behind_number_word(position: int, letters: str) -> bool:
    return _NUMBER_WORD.search(letters, max(0, position - 8), position) is not None


_LINE = 400
"""So far around a symbol another bar of its line may stand."""
_LONGEST_NUMBER = 4
# A bar that no misread 1 explains: behind a letter or nothing, or not before a symbol's number.
_SURE_EDGE = re.compile(r"(?<![ \d])\||\|(?![\doil]{0,4}[a-h]? ?[-/][a-z])")
_BEHIND_NUMBER_WORD = re.compile(r"(?<![a-z])(?P<label>(?:\A|[|\n])[ *_]*)?(?:so|s0) ?:? +\Z")


def _number_start(match: re.Match[str], letters: str) -> int:
    """Where the number of a symbol begins: behind the bar that is the edge of its cell.

    Where a line has other bars it is a row of a table, ``|1|29-CT/TW|``; where it has none, and
    behind "số", a bar is a misread 1.
    """
    start, end = match.span("number")
    edge = letters.rfind("|", start, end - 1) + 1
    if not edge:
        return start
    if sum(one != "|" for one in letters[start:end]) + 1 > _LONGEST_NUMBER and edge > start + 1:
        return edge
    word = _BEHIND_NUMBER_WORD.search(letters, max(0, start - 12), start)
    if word and word["label"] is None:
        return start
    begin = letters.rfind("\n", max(0, start - _LINE), start) + 1 or max(0, start - _LINE)
    close = letters.find("\n", end, end + _LINE)
    line = letters[begin : close if close >= 0 else end + _LINE]
    return edge if line.count("|") > 1 and _SURE_EDGE.search(line) else start


def _with_damage(symbol: Symbol, match: re.Match[str], letters: str) -> Symbol:
    """The symbol with where its figures are others than they seem, signs before them included."""
    start, end = symbol.start, match.end("number")
    if start and letters[start - 1] in _NO_FIGURES:
        sign = _SIGNS.search(letters, max(0, start - 5), start)
        start = sign.start() if sign else start
        return replace(symbol, start=start, digits=UNREAD, damaged=(start, end))
    if symbol.year and has_letters(match["year"] or match["law_year"]):
        end = match.end("year") if match["year"] else match.end("law_year")
    elif letters[start:end].isdecimal():
        end = start
    if symbol.body and symbol.body.suffix:
        code = match["legislature"] or match["body"] or ""
        end = symbol.end if mended_legislature(code) != code.replace(" ", "") else end
    return replace(symbol, damaged=(start, end)) if end > start else symbol


_FRONT = re.compile(r"(?:\d{1,3} {1,2}){1,3}(?=\d)")


def split_symbol(folded: Folded, symbols: Mapping[int, Symbol], position: int) -> Symbol | None:
    """The symbol whose number a scanner or a hand split: ``1 93/2025/NĐ-CP``.

    Of two parts one is a single figure; two longer ones may as well be two numbers.
    """
    front = _FRONT.match(folded.text, position)
    symbol = symbols.get(front.end()) if front else None
    if front is None or symbol is None or symbol.body is None:
        return None
    parts = [*front[0].split(), symbol.digits.rstrip(SUFFIXES)]
    if sum(len(part) > 1 for part in parts) > 1 or sum(map(len, parts)) > 4:
        return None
    last = _FIGURES.match(folded.text, symbol.start)
    damaged = (position, last.end() if last else symbol.start)
    digits = "".join(parts[:-1]) + symbol.digits
    return replace(symbol, start=position, digits=digits, damaged=damaged)


@cache
def _without_sigil() -> re.Pattern[str]:
    codes = "|".join(known_codes())
    # Without any sign too, of what only stands in codes: "HD 41 BTCTW".
    sign = r"(?: ?[-/] ?| (?=[a-z]{2,5}tw))"
    return re.compile(rf"(?P<number>\d{{1,4}}[a-h]?){sign}(?P<body>{codes})(?![a-z0-9/-])")


_MONTHS = 12
_DATED_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})/(?P<year>{YEAR})(?![\w%]|[.,]\d|{GAP}[-/])")


def _dated_number(letters: str, position: int) -> re.Match[str] | None:
    """A number with its year, "Nghị định 73/2024"; "05/2024" without "số" may be a month."""
    dated = _DATED_NUMBER.match(letters, position)
    if dated is None or figure_of(dated["number"]) > _MONTHS:
        return dated
    return dated if _is_behind_number_word(position, letters) else None


def symbol_of_type(folded: Folded, text: str, position: int, kind: DocumentType) -> Symbol | None:
    """The symbol at a folded position that leaves its type to the word before it: ``29/CP``.

    So were papers numbered until the 1990s, and short ones are still.  The code must stand in its
    own letters: behind "Chỉ thị 05" may as well be "-Tư tưởng".
    """
    if kind.issuer and (dated := _dated_number(folded.text, position)):
        body, year = known_body(unaccent(kind.issuer)), read_year(dated["year"])
        return Symbol(position, dated.end(), dated["number"], kind.sigils[0], body, year)
    is_cited_so = kind.short or kind.code == "cv"  # "Đề án 06/CP" is what people call one
    match = _without_sigil().match(folded.text, position) if is_cited_so else None
    body = known_body(match["body"]) if match else None
    if match is None or body is None:
        return None
    written = _verbatim(match, "body", folded, text)
    if not written.isupper() and written != body.written:
        return None
    sigil = None if kind.code == "cv" and body.sphere == "state" else kind.sigils[0]
    return Symbol(position, match.end(), match["number"], sigil, body)


def _symbol(match: re.Match[str], folded: Folded, text: str, start: int) -> Symbol | None:
    letters = folded.text
    is_told = match["body"] is not None and _is_behind_number_word(start, letters)
    digits = mended(letters[start : match.end("number")], is_told)
    if digits is None:
        return None
    group = match.group
    if group("legislature"):
        body = known_body(mended_legislature(group("legislature").replace(" ", "")))
        return Symbol(start, match.end(), digits, None, body, year_of(group("law_year")))
    if group("agency"):
        body = issuing_body(
            _verbatim(match, "agency", folded, text), group("agency"), party_order=False
        )
        department = _verbatim(match, "department", folded, text)
        department = department.upper() if department.islower() else department
        return Symbol(start, match.end(), digits, None, body, None, department)
    sigil = sigils().get(group("sigil")) or _misread_sigil(match)
    if sigil is None:
        return None
    if sigil == "HD" and is_crossed(_verbatim(match, "sigil", folded, text)):
        return None
    digits += group("suffix") or ""
    year = year_of(group("year"))
    if group("body") is None:
        if group("unparted") is not None or year:
            return None
        return Symbol(start, match.end("sigil"), digits, sigil, None)
    body, end = _body(match, folded, text)
    return Symbol(start, end, digits, sigil, body, year)


def _misread_sigil(match: re.Match[str]) -> str | None:
    """The sigil of ``57-0Đ/TU`` or ``18-N0/TW``, of which the Q was misread; it needs its signs."""
    if match["body"] is None or match["unparted"] is not None:
        return None
    return sigils()[match["sigil"].translate({ord("0"): "q", ord("o"): "q"})]


def is_crossed(written: str) -> bool:
    """Whether an abbreviation has a crossed d: HĐ is a contract or a council, HD a guidance."""
    return not set("đðĐÐ").isdisjoint(written)


def _verbatim(match: re.Match[str], group: str, folded: Folded, text: str) -> str:
    span = folded.span(match.start(group), match.end(group))
    return composed(span.of(text))


def _joint(match: re.Match[str], folded: Folded, text: str) -> str:
    """The codes of those that issue with a body, whatever dashes part them."""
    return re.sub(r"\W", "-", _verbatim(match, "joint", folded, text))


def _body(match: re.Match[str], folded: Folded, text: str) -> tuple[IssuingBody, int]:
    """The body of a symbol and where the symbol ends, glued words cut off."""
    written, start = _verbatim(match, "body", folded, text), match.start("body")
    if sigils().get(match.group("sigil")) == JOINT_RESOLUTION:
        return joint_resolution_body(written + _joint(match, folded, text)), match.end()
    party_order = folded.text[match.end("sigil") : start].strip(" \n*_") == "/"
    code = match.group("body").replace(".", "").replace(" ", "")
    if "qh" in code and (read := mended_legislature(code)) != code:
        return issuing_body(read.upper(), read, party_order), match.end("body")
    joint = match.group("joint") or ""
    whole = known_body(code + joint)
    if joint and (whole or _are_codes(_joint(match, folded, text), code)):
        # Only codes that stand together form one body; "18-NQ/TW-một" ends before the hyphen.
        full = written + _joint(match, folded, text)
        return whole or issuing_body(full, code + joint, party_order), match.end()
    end = match.end("body")
    if known_body(code) is None:
        length = _glued_at(code)
        if length:
            return issuing_body(written[:length], code[:length], party_order), start + length
        code, written, end = _before_glued_word(code, written, end)
    return issuing_body(written, code, party_order), end


_CODES = re.compile(r"(?:-[A-ZĐƯ]{2,10}\d{0,2})+")


def _are_codes(joint: str, code: str) -> bool:
    """Whether what stands behind a code are those of bodies that issue with it: ``-CATU``."""
    return code != "tw" and _CODES.fullmatch(joint) is not None


@remembered(1024)
def _glued_at(code: str) -> int:
    """The length of a known code with something glued to it: ``twcua`` gives 2, else 0."""
    for known in known_codes():
        if known == "bcd" and code[3:].isdecimal():
            return 0  # Ban Chỉ đạo 35
        if code.startswith(known) and _GLUED.fullmatch(code[len(known) :]):
            return len(known)
    return 0


def _before_glued_word(code: str, written: str, end: int) -> tuple[str, str, int]:
    glued = re.search(r"(?<=[a-z]{3})(?:cua|ngay)$", code)
    if not glued:
        return code, written, end
    cut = len(code) - glued.start()
    return code[:-cut], written[:-cut], end - cut
