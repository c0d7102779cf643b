"""Resolve a numbered citation: its body, its term and its type make its key (§7, §8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from indexer.citations import padded_number
from indexer.directives.bodies_cited import NamedUnits, body_key, cited_body
from indexer.directives.homonyms import (
    Verdict,
    by_subject,
    choose_homonym,
    code_of,
    matching_date,
    resolved_verdict,
    term_of,
    unread_term,
    verdict_for_key,
)
from indexer.directives.keys import BodyKey, DirectiveKey, Seat
from indexer.directives.registry import Registry
from indexer.directives.sequence import register_of
from indexer.directives.state_numbers import resolve_state_number
from indexer.knowledge import (
    IssuingBody,
    central_key,
    central_term_at,
    first_day,
    format_date,
    local_term_at,
    type_named,
    type_of_sigil,
)
from indexer.model import UNKNOWN, Citation, Directive, Outcome, PartialDate, Reason, because
from indexer.numerals import read_number, read_year


@dataclass(frozen=True, slots=True)
class ResolutionScope:
    """What a resolver knows beside the citation: the notice's date, seat and other units."""

    issued: PartialDate | None
    own: Seat
    named: NamedUnits
    registry: Registry


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
        key = f"k{term.number}" if term else None
    else:
        key = local_term_at(citation.date, level)
    return (
        (key, because("ngày {date} ghi trong văn bản", date=format_date(citation.date)))
        if key
        else None
    )


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
        return read_number(self.number.rstrip("abcdefgh")) or 0

    @property
    def register(self) -> str:
        """The register that it is numbered in."""
        return register_of(self.body, self.code, self.sigil)


def resolve_numbered(
    citation: Citation, scope: ResolutionScope, signer: IssuingBody | None = None
) -> Verdict:
    """Resolve a citation that has a number and a body."""
    signer = signer or cited_body(citation)
    number = number_of(citation)
    if signer is None or not number or not read_number(number.rstrip("abcdefgh")):
        return Verdict(
            None,
            Outcome.MALFORMED,
            because("số hiệu {number} không thể có", number=citation.number or citation.text),
        )
    body = body_key(citation, signer, scope.own, scope.named, scope.issued)
    code, sigil = written_code(citation, signer), citation.sigil or ""
    if signer.term == "year":
        term, reason = term_key(citation, signer, signer.place) or (UNKNOWN, None)
        key = DirectiveKey.numbered(body, term, code, number)
        return resolve_state_number(citation, key, reason, scope.issued, scope.registry)
    symbol = ParsedSymbol(signer, body, code, number, sigil)
    held = _held(citation, symbol, scope.registry)
    if citation.illegible_term:
        return unread_term(citation, symbol.key(), held, scope.issued)
    stated = term_key(citation, signer, congress_level(signer, body))
    if stated:
        return _by_statement(citation, symbol, stated, held)
    return _without_statement(citation, symbol, held, scope)


def _without_statement(
    citation: Citation, symbol: ParsedSymbol, held: Sequence[Directive], scope: ResolutionScope
) -> Verdict:
    """The verdict when the text states no term: date, subject or the notice itself must tell."""
    agreeing = matching_date(held, citation.date) if citation.date else []
    if len(agreeing) == 1 and citation.date:
        return resolved_verdict(
            agreeing[0], because("ngày {date} ghi trong văn bản", date=format_date(citation.date))
        )
    if symbol.signer.term != "central":
        return _local(citation, symbol, held, scope)
    if citation.date:
        return _open(symbol.key(), agreeing or held)
    return choose_homonym(held, symbol.key(), citation.subject, scope.issued, scope.registry)


def identified_by_subject(citation: Citation, scope: ResolutionScope) -> bool:
    """Whether the words after the number single out one of several homonyms."""
    signer = cited_body(citation)
    if signer is None or signer.term != "central" or not citation.subject:
        return False
    if citation.illegible_term:
        return False
    code = written_code(citation, signer)
    body, sigil = BodyKey(signer.segment), citation.sigil or ""
    symbol = ParsedSymbol(signer, body, code, number_of(citation), sigil)
    held = _held(citation, symbol, scope.registry)
    return len(held) > 1 and len(by_subject(held, citation.subject, scope.registry)) == 1


def _open(open_key: str, held: Sequence[Directive]) -> Verdict:
    outcome = Outcome.AMBIGUOUS if held else Outcome.NOT_HELD
    reason = because("ngày ghi trong văn bản không cho biết thuộc khóa nào")
    return Verdict(open_key, outcome, reason, tuple(d.key for d in held))


def _held(citation: Citation, symbol: ParsedSymbol, registry: Registry) -> list[Directive]:
    """The directives that the symbol may mean; writers confuse Quyết định and Quy định."""
    numbered = registry.numbered(str(symbol.body), symbol.number)
    found = [d for d in numbered if code_of(d) == symbol.code]
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


def _in_register(symbol: ParsedSymbol, rows: Iterable[Directive]) -> list[Directive]:
    """The rows in the symbol's register; a QĐ may have lost the i of QĐi, but none wins one."""
    register = symbol.register
    return [row for row in rows if register_of(symbol.body, code_of(row)) == register]


def _is_beyond(symbol: ParsedSymbol, registry: Registry) -> bool:
    """Whether its number is higher than any of its register that is held."""
    in_register = _in_register(symbol, registry.of_body(str(symbol.body)))
    highest = max((DirectiveKey.parse(row.key).figure for row in in_register), default=0)
    return symbol.figure > highest > 0


def _by_statement(
    citation: Citation, symbol: ParsedSymbol, stated: tuple[str, Reason], held: Sequence[Directive]
) -> Verdict:
    """The verdict when the text itself states the term."""
    term, reason = stated
    key = symbol.key(term)
    fitting = [d for d in held if term_of(d) == term]
    elsewhere = tuple(d.key for d in held)
    if not fitting:
        return Verdict(key, Outcome.NOT_HELD, reason, elsewhere)
    directive, day = fitting[0], citation.date
    if day is None:
        return resolved_verdict(directive, reason)
    if matching_date(held, day) and _is_of_another_term(day, term, citation, symbol.signer):
        why = because("khóa và ngày ghi trong văn bản trái nhau")
        return Verdict(key, Outcome.AMBIGUOUS, why, elsewhere)
    if directive.date and not matching_date([directive], day):
        return _misdated(day, symbol, directive, directive.date, reason)
    return resolved_verdict(directive, reason)


def _is_of_another_term(
    day: PartialDate, term: str, citation: Citation, signer: IssuingBody
) -> bool:
    """Whether a date lies outside the khóa that is written beside it."""
    if signer.term != "central" or not citation.term or "-" in citation.term:
        return False
    of_day = central_term_at(day)
    return of_day is not None and f"k{of_day.number}" != term


def _misdated(
    day: PartialDate, symbol: ParsedSymbol, directive: Directive, held: PartialDate, reason: Reason
) -> Verdict:
    """A date that differs from the registry's: a slip, unless the type differs as well."""
    apart = abs((first_day(day) - held.latest()).days)
    if apart > 31 and code_of(directive) != symbol.code:
        return Verdict(symbol.key(term_of(directive)), Outcome.NOT_HELD, reason, (directive.key,))
    if apart > 366 and directive.confidence == "confirmed":
        why = because(
            "ngày ghi trong văn bản khác xa ngày {date} trong danh mục", date=format_date(held)
        )
        return Verdict(directive.key, Outcome.AMBIGUOUS, why, (directive.key,))
    why = because(
        "đúng số và khóa; ngày ghi trong văn bản khác ngày {date} trong danh mục",
        date=format_date(held),
    )
    return resolved_verdict(directive, why)


def _local(
    citation: Citation, symbol: ParsedSymbol, held: Sequence[Directive], scope: ResolutionScope
) -> Verdict:
    """A local directive whose term the text does not state."""
    if scope.issued and citation.date is None:
        term = local_term_at(scope.issued, congress_level(symbol.signer, symbol.body))
        if term:
            reason = because("nhiệm kỳ của cấp ủy vào ngày của thông báo")
            return verdict_for_key(symbol.key(term), reason, scope.registry)
    if held and not symbol.body.is_open:
        return choose_homonym(held, symbol.key(), citation.subject, scope.issued, scope.registry)
    reason = because("văn bản không ghi ngày, năm hoặc nhiệm kỳ")
    return Verdict(symbol.key(), Outcome.NOT_HELD, reason)


def with_stated(citation: Citation, statement: Citation) -> Citation:
    """A citation that borrows term, date and place from a fuller mention of the same symbol."""
    return replace(
        citation,
        date=citation.date or statement.date,
        term=citation.term or statement.term,
        written_term=citation.written_term or statement.written_term,
        place=citation.place or statement.place,
        body=statement.body if statement.place and not citation.place else citation.body,
    )
