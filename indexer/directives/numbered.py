"""Resolve a numbered citation: its body, its term and its type make its key (§7, §8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.citations import figure_of
from indexer.directives.bodies_cited import NamedUnits, body_key, cited_body
from indexer.directives.committees import resolve_dated_of_committee, resolve_of_committee
from indexer.directives.contradictions import (
    contradicts,
    contradicts_organ,
    is_of_state,
    matching_date,
)
from indexer.directives.doubts import certain_date
from indexer.directives.following_words import FollowingWords
from indexer.directives.homonyms import (
    BareNumber,
    choose_homonym,
    unread_term,
)
from indexer.directives.keys import BodyKey, DirectiveKey, Seat
from indexer.directives.local_registers import NumbersNearby
from indexer.directives.parsed_symbol import (
    ParsedSymbol,
    congress_level,
    held_directives,
    number_of,
    term_key,
    written_code,
)
from indexer.directives.registry import Registry
from indexer.directives.state_numbers import resolve_state_number
from indexer.directives.telling_apart import issued_before
from indexer.directives.verdicts import (
    Verdict,
    as_its_date_is_told,
    code_of,
    open_verdict,
    resolved_verdict,
    term_of,
)
from indexer.knowledge import IssuingBody, central_term_at, first_day, format_date
from indexer.model import (
    UNKNOWN,
    Certainty,
    Citation,
    Directive,
    Outcome,
    PartialDate,
    Reason,
    because,
)


@dataclass(frozen=True, slots=True)
class ResolutionScope:
    """What a resolver knows beside the citation: the notice's date, seat and other units.

    ``nearby`` are the numbers of committees that the notice has with their days; ``asked`` says
    that a person typed the text, and that it is no paper.
    """

    issued: PartialDate | None
    own: Seat
    named: NamedUnits
    registry: Registry
    wording: FollowingWords
    nearby: NumbersNearby
    asked: bool = False


def resolve_numbered(
    citation: Citation, scope: ResolutionScope, signer: IssuingBody | None = None
) -> Verdict:
    """Resolve a citation that has a number and a body."""
    return as_its_date_is_told(citation, lambda one: _resolved(one, scope, signer))


def _resolved(citation: Citation, scope: ResolutionScope, signer: IssuingBody | None) -> Verdict:
    signer = signer or cited_body(citation)
    number = number_of(citation)
    if signer is None or not number or not figure_of(number):
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
        behind = () if reason else scope.wording.title_behind(citation)
        return resolve_state_number(citation, key, reason, scope.issued, scope.registry, behind)
    symbol = ParsedSymbol(signer, body, code, number, sigil)
    held = held_directives(citation, symbol, scope.registry)
    if citation.illegible_term:
        return unread_term(citation, symbol.key(), held, scope.issued)
    stated = term_key(citation, signer, congress_level(signer, body))
    if stated:
        return number_in_term(citation, symbol, stated, held, scope)
    verdict = _without_statement(citation, symbol, held, scope)
    return _against_subject(verdict, _bare(citation, symbol, held, scope))


def number_in_term(
    citation: Citation,
    symbol: ParsedSymbol,
    stated: tuple[str, Reason],
    held: Sequence[Directive],
    scope: ResolutionScope,
) -> Verdict:
    """The verdict on a number whose term the text states, be it a whole symbol or a short form.

    ``stated`` is the term with why it is the one, ``held`` what the registry has of the number.
    """
    verdict = _by_statement(citation, symbol, stated, held, scope)
    return _against_subject(verdict, _bare(citation, symbol, held, scope))


def _against_subject(verdict: Verdict, number: BareNumber) -> Verdict:
    """The verdict, unless what is said of a term names another of the same number: a slip."""
    if verdict.certainty is None or len(number.held) < 2:
        return verdict
    named = number.named_by_subject()
    if named is None or named.key == verdict.key or verdict.outcome is not Outcome.RESOLVED:
        return verdict
    both = [row for row in number.held if row.key in (named.key, verdict.key)]
    why = because("khóa hoặc ngày ghi trong văn bản trái với nội dung nêu trong câu")
    return open_verdict(number.open_key, why, both)


def _without_statement(
    citation: Citation, symbol: ParsedSymbol, held: Sequence[Directive], scope: ResolutionScope
) -> Verdict:
    """The verdict when the text states no term: date, subject or the notice itself must tell."""
    agreeing = matching_date(held, citation.date) if citation.date else []
    if len(agreeing) == 1 and citation.date:
        reason = because("ngày {date} ghi trong văn bản", date=format_date(citation.date))
        return _of_its_day(citation, agreeing[0], reason, scope)
    if symbol.signer.term != "central":
        if citation.date and _is_to_come(citation.date, scope):
            reason = because("ngày ghi trong văn bản sau ngày của văn bản viện dẫn")
            return open_verdict(symbol.key(), reason, ())
        if citation.date:
            return resolve_dated_of_committee(symbol, citation.date, scope.nearby, scope.registry)
        of_term_before = scope.wording.speaks_of_term_before(citation)
        return resolve_of_committee(
            symbol, scope.issued, scope.nearby, scope.registry, of_term_before=of_term_before
        )
    if citation.date:
        reason = because("ngày ghi trong văn bản không cho biết thuộc khóa nào")
        return open_verdict(symbol.key(), reason, agreeing)
    return choose_homonym(_bare(citation, symbol, held, scope))


def _of_its_day(
    citation: Citation, directive: Directive, reason: Reason, scope: ResolutionScope
) -> Verdict:
    """The directive of a number and a date; not certain where the organ is a slip, or the day."""
    day = citation.date
    if day and _is_to_come(day, scope):
        reason = because("đúng số và ngày, nhưng ngày ấy sau ngày của văn bản viện dẫn")
        return resolved_verdict(directive, reason, Certainty.INFERRED)
    if citation.body and is_of_state(citation.body) and contradicts_organ(directive, citation):
        reason = because("đúng số và ngày; cơ quan nêu trong câu là của Nhà nước")
        return resolved_verdict(directive, reason, Certainty.INFERRED)
    return resolved_verdict(directive, reason, Certainty.STATED)


def _bare(
    citation: Citation, symbol: ParsedSymbol, held: Sequence[Directive], scope: ResolutionScope
) -> BareNumber:
    return unstated_number(citation, symbol.key(), symbol.sigil, held, scope)


def unstated_number(
    citation: Citation, open_key: str, sigil: str, held: Sequence[Directive], scope: ResolutionScope
) -> BareNumber:
    """A number with what the scope tells of it, whose term only what is held may tell."""
    return BareNumber(
        citation, open_key, sigil, held, scope.issued, scope.registry, scope.asked, scope.wording
    )


def identified_by_subject(citation: Citation, scope: ResolutionScope) -> bool:
    """Whether the words after the number single out one of several homonyms."""
    signer = cited_body(citation)
    if signer is None or signer.term != "central" or citation.illegible_term:
        return False
    return bare_number(citation, signer, scope).named_by_subject() is not None


def bare_number(citation: Citation, signer: IssuingBody, scope: ResolutionScope) -> BareNumber:
    """What is known of a number of a central body, whatever the text states of its term."""
    code = written_code(citation, signer)
    body, sigil = BodyKey(signer.segment), citation.sigil or ""
    symbol = ParsedSymbol(signer, body, code, number_of(citation), sigil)
    held = held_directives(citation, symbol, scope.registry)
    return _bare(citation, symbol, held, scope)


def _by_statement(
    citation: Citation,
    symbol: ParsedSymbol,
    stated: tuple[str, Reason],
    held: Sequence[Directive],
    scope: ResolutionScope,
) -> Verdict:
    """The verdict when the text itself states the term."""
    term, reason = stated
    key = symbol.key(term)
    fitting = [d for d in held if term_of(d) == term]
    elsewhere = tuple(d.key for d in issued_before(held, scope.issued))
    # On the closing day of a congress the new term's first papers are issued too.
    of_day = matching_date(held, citation.date) if citation.date and not citation.term else []
    if len(of_day) == 1 and of_day[0] not in fitting:
        return resolved_verdict(of_day[0], reason, Certainty.STATED)
    if not fitting:
        return _not_held(citation, symbol, key, reason, held, scope)
    directive, day = fitting[0], citation.date
    if day is None:
        return _verdict_of_term(citation, directive, reason, scope.registry)
    if matching_date(held, day) and _is_of_another_term(day, term, citation, symbol.signer):
        why = because("khóa và ngày ghi trong văn bản trái nhau")
        return Verdict(key, Outcome.AMBIGUOUS, why, elsewhere)
    if directive.date and not matching_date([directive], day):
        number = _bare(citation, symbol, held, scope)
        slip = _slip_of_date(number, day, directive)
        return slip or _misdated(citation, day, symbol, directive, directive.date, reason)
    return _of_its_day(citation, directive, reason, scope)


def _slip_of_date(number: BareNumber, day: PartialDate, of_term: Directive) -> Verdict | None:
    """The verdict where a date lies in one term, and more than it speaks for another's."""
    return _named_but_misdated(number, day, of_term) or _year_of_another(number, day, of_term)


def _year_of_another(number: BareNumber, day: PartialDate, of_term: Directive) -> Verdict | None:
    """A date whose day and month are another term's paper's: its year may be the slip."""
    if number.citation.term or _of_another_year(of_term, day):
        return None
    slips = [row for row in number.held if row != of_term and _of_another_year(row, day)]
    why = because("ngày, tháng ghi trong văn bản là của văn bản cùng số khóa khác")
    return open_verdict(number.open_key, why, [of_term, *slips]) if slips else None


def _named_but_misdated(number: BareNumber, day: PartialDate, of_term: Directive) -> Verdict | None:
    """A subject that is one directive's, and a date that is in another's term but not its day."""
    named = number.named_by_subject()
    if named is None or named == of_term or number.citation.term:
        return None
    if _of_another_year(named, day):
        why = because("nội dung khớp với tên văn bản; ngày ghi trong văn bản sai năm")
        return resolved_verdict(named, why, Certainty.INFERRED)
    why = because("nội dung và ngày ghi trong văn bản trái nhau")
    return open_verdict(number.open_key, why, (named, of_term))


def _not_held(
    citation: Citation,
    symbol: ParsedSymbol,
    key: str,
    reason: Reason,
    held: Sequence[Directive],
    scope: ResolutionScope,
) -> Verdict:
    """A directive that the registry lacks, unless what the text says of it cannot be."""
    day, why = citation.date, None
    if day and _is_to_come(day, scope):
        why = because("ngày ghi trong văn bản sau ngày của văn bản viện dẫn")
    elif day and _is_of_another_term(day, DirectiveKey.parse(key).term, citation, symbol.signer):
        why = because("khóa và ngày ghi trong văn bản trái nhau")
    certainty = Certainty.STATED
    if day and why is None and scope.registry.registers.out_of_order(key, symbol.sigil, day):
        reason = because("ngày ghi trong văn bản không hợp với số: trái thứ tự của sổ văn bản")
        certainty = Certainty.INFERRED
        why = reason if any(_of_another_year(row, day) for row in held) else None
    if why:
        return open_verdict(symbol.key(), why, issued_before(held, scope.issued))
    elsewhere = tuple(row.key for row in held)
    return Verdict(key, Outcome.NOT_HELD, reason, elsewhere, certainty)


def _of_another_year(row: Directive, day: PartialDate) -> bool:
    """Whether only the year tells the date of a directive from a written one."""
    known = row.date
    return bool(known and known.day and (known.day, known.month) == (day.day, day.month))


def _verdict_of_term(
    citation: Citation, directive: Directive, reason: Reason, registry: Registry
) -> Verdict:
    """The directive of a number and a khóa; what is said beside them may still speak of another."""
    if contradicts(directive, citation, registry):
        reason = because("đúng số và khóa; cơ quan hoặc nội dung nêu trong câu không khớp")
        return resolved_verdict(directive, reason, Certainty.INFERRED)
    return resolved_verdict(directive, reason, Certainty.STATED)


def _is_to_come(day: PartialDate, scope: ResolutionScope) -> bool:
    return scope.issued is not None and first_day(day) > scope.issued.latest()


def _is_of_another_term(
    day: PartialDate, term: str, citation: Citation, signer: IssuingBody
) -> bool:
    """Whether a date lies outside the khóa that is written beside it."""
    if signer.term != "central" or not citation.term or "-" in citation.term:
        return False
    of_day = central_term_at(day)
    return of_day is not None and of_day.key != term


def _misdated(
    citation: Citation,
    day: PartialDate,
    symbol: ParsedSymbol,
    directive: Directive,
    held: PartialDate,
    reason: Reason,
) -> Verdict:
    """A date that differs from the registry's: a slip, unless the type differs as well."""
    apart = abs((first_day(day) - held.latest()).days)
    if apart > 31 and code_of(directive) != symbol.code:
        key = symbol.key(term_of(directive))
        return Verdict(key, Outcome.NOT_HELD, reason, (directive.key,), Certainty.STATED)
    known = certain_date(directive)
    if apart > 366 and (directive.confidence == "confirmed" or (known and known.day)):
        why = because(
            "ngày ghi trong văn bản khác xa ngày {date} trong danh mục", date=format_date(held)
        )
        return Verdict(directive.key, Outcome.AMBIGUOUS, why, (directive.key,))
    why = because(
        "đúng số và khóa; ngày ghi trong văn bản khác ngày {date} trong danh mục",
        date=format_date(held),
    )
    return resolved_verdict(
        directive, why, Certainty.STATED if citation.term else Certainty.INFERRED
    )


def with_stated(citation: Citation, statement: Citation) -> Citation:
    """A citation that borrows term, date and place from a fuller mention of the same symbol."""
    return replace(
        citation,
        date=citation.date or statement.date,
        date_is_unlabelled=(citation if citation.date else statement).date_is_unlabelled,
        term=citation.term or statement.term,
        written_term=citation.written_term or statement.written_term,
        place=citation.place or statement.place,
        body=statement.body if statement.place and not citation.place else citation.body,
    )
