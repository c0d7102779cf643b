"""What a numbered citation says of a directive: body, type, number and term (§7, §8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from indexer.citations import figure_of, padded_number
from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.sequence import register_of, sigil_of
from indexer.directives.verdicts import code_of, term_of
from indexer.knowledge import (
    IssuingBody,
    central_key,
    central_term_at,
    format_date,
    local_term,
    local_term_at,
    type_named,
    type_of_sigil,
)
from indexer.model import UNKNOWN, Citation, Directive, PartialDate, Reason, because
from indexer.numerals import read_year

_NUMBER = re.compile(r"\d+[a-h]?(?![a-z])")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_LAST_YEAR = re.compile(r"((?:19|20)\d\d)\W*$")


def number_of(citation: Citation) -> str:
    """The number of a citation with at least two places: ``05``; empty when it has none."""
    match = _NUMBER.match(citation.number or "")
    return padded_number(match.group()) if match else ""


def year_of(citation: Citation) -> int | None:
    """The year inside a State symbol, or at the end of a named law."""
    match = _YEAR.search(citation.number or "")
    if match is None and citation.kind == "law" and citation.number is None:
        match = _LAST_YEAR.search(citation.text)
    return read_year(match[1]) if match else None


def written_code(citation: Citation, body: IssuingBody | None) -> str:
    """The type code that sigil and type word give (§8): a plain QĐ takes the type word."""
    word = type_named(citation.type) if citation.type else None
    if citation.sigil is None or citation.sigil.startswith("HNTW"):
        return word.code if word else UNKNOWN if _YEAR.search(citation.number or "") else "cv"
    kind = type_of_sigil(citation.sigil, "state" if body and body.sphere == "state" else "party")
    if kind is None:
        return word.code if word else UNKNOWN
    # QĐ is Quyết định or Quy định, CT now and then Chương trình.
    shares = word is not None and citation.sigil in word.sigils
    return word.code if word and shares else kind.code


def term_key(citation: Citation, body: IssuingBody, level: str) -> tuple[str, Reason] | None:
    """The term that the citation itself states by its khóa, nhiệm kỳ, date or year (§7, 1–2)."""
    if body.term == "year":
        year = year_of(citation) or (citation.date.year if citation.date else None)
        return (f"y{year}", because("năm {year} ghi trong văn bản", year=year)) if year else None
    if body.term == "central" and citation.term and "-" not in citation.term:
        return central_key(citation.term), _stated_khoa(citation.term, citation.written_term)
    if body.term == "local" and citation.term and "-" in citation.term:
        start = citation.term.split("-")[0]
        return f"nk{start}", because("nhiệm kỳ {term} ghi trong văn bản", term=citation.term)
    if citation.date is None:
        return None
    if body.term == "central":
        term = central_term_at(citation.date)
        key = term.key if term else None
    else:
        key = _local_term(citation.date, body, level)
    return (
        (key, because("ngày {date} ghi trong văn bản", date=format_date(citation.date)))
        if key
        else None
    )


def _local_term(when: PartialDate, body: IssuingBody, level: str) -> str | None:
    """The term of a day; within its congresses that of a body that first came to be with it."""
    first = local_term(body.since.year) if body.since else None
    only = f"nk{first.start}" if first and first.start == when.year else None
    return local_term_at(when, level) or only


def _stated_khoa(term: str, written: str) -> Reason:
    if written:
        return because("“{written}” trong văn bản đọc là khóa {term}", written=written, term=term)
    return because("khóa {term} ghi trong văn bản", term=term)


def congress_level(signer: IssuingBody, body: BodyKey) -> str:
    """The level whose congresses divide a body's terms."""
    if signer.place in ("province", "district", "commune"):
        return signer.place
    if signer.place != "unit":
        return "province"
    return {2: "district", 3: "commune"}.get(len(body.places), "province")


@dataclass(frozen=True, slots=True)
class ParsedSymbol:
    """What a symbol says of a document: who signs it, for which body, its type and its number."""

    signer: IssuingBody
    body: BodyKey
    code: str
    number: str
    sigil: str = ""

    def key(self, term: str = UNKNOWN) -> str:
        """Its key in a term."""
        return str(DirectiveKey.numbered(self.body, term, self.code, self.number))

    @property
    def figure(self) -> int:
        """Its number without the letter behind it."""
        return figure_of(self.number)

    @property
    def register(self) -> str:
        """The register that it is numbered in."""
        return register_of(self.body, self.code, self.sigil)


def held_directives(
    citation: Citation, symbol: ParsedSymbol, registry: Registry
) -> list[Directive]:
    """The directives that the symbol may mean; writers confuse Quyết định and Quy định."""
    numbered = registry.numbered(str(symbol.body), symbol.number)
    found = _signed_so(symbol, [d for d in numbered if code_of(d) == symbol.code])
    others = _in_register(symbol, numbered) if len(found) < len(numbered) else found
    # Where two types share a register, a term has one of the two under a number (§7).
    if len(found) < len(others):
        terms = {term_of(d) for d in found}
        found += [d for d in others if term_of(d) not in terms]
    if found or citation.type is None:
        return sorted(found, key=attrgetter("key"))
    word = type_named(citation.type)
    if word is None or word.code == symbol.code or not _is_beyond(symbol, registry):
        return []
    # "Quyết định số 347-CT/TW": no Chỉ thị has so high a number, so the sigil is the slip.
    return _in_register(replace(symbol, code=word.code, sigil=""), numbered)


def _signed_so(symbol: ParsedSymbol, rows: list[Directive]) -> list[Directive]:
    """The rows that bear the i of QĐi, where one does: 11-QĐi/TW is no 11-QĐ/TW.

    A QĐ may have lost it.
    """
    signed = [row for row in rows if sigil_of(row) == symbol.sigil]
    return signed if signed and symbol.sigil == "QĐi" else rows


def _in_register(symbol: ParsedSymbol, rows: Iterable[Directive]) -> list[Directive]:
    """The rows in the symbol's register; a QĐ may have lost the i of QĐi, but none wins one."""
    register = symbol.register
    return [row for row in rows if register_of(symbol.body, code_of(row)) == register]


def _is_beyond(symbol: ParsedSymbol, registry: Registry) -> bool:
    """Whether its number is higher than any of its register that is held."""
    in_register = _in_register(symbol, registry.of_body(str(symbol.body)))
    highest = max((DirectiveKey.parse(row.key).figure for row in in_register), default=0)
    return symbol.figure > highest > 0
