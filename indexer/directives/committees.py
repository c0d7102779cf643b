"""Papers of local committees (cấp ủy địa phương): of which term a number is that states none.

The term of the committee on the day of the notice, unless its register cannot have come so far by
then: ``396-KH/TU`` in a notice of December 2020 is of the term before (citation-forms §7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from indexer.directives.collection_numbers import SOON
from indexer.directives.local_registers import (
    DatedNumber,
    LocalRegisters,
    NumbersNearby,
)
from indexer.directives.parsed_symbol import ParsedSymbol, congress_level
from indexer.directives.registry import Registry
from indexer.directives.verdicts import Verdict, verdict_for_key
from indexer.knowledge import LocalTerm, first_day, format_date, is_first_number
from indexer.model import Certainty, Outcome, PartialDate, Reason, because

_AT_CONGRESS = 3
"""So many numbers a term that is known to have begun has while congresses are still held."""


def resolve_of_committee(
    symbol: ParsedSymbol,
    issued: PartialDate | None,
    nearby: NumbersNearby,
    registry: Registry,
    *,
    of_term_before: bool = False,
) -> Verdict:
    """The verdict on a committee's number whose term the text does not state.

    ``nearby`` are the paper's own number and those that it cites with their days: they tell how
    far a register had come, and so do the other papers of the collection.  ``of_term_before`` says
    that the text speaks of the term before.
    """
    if issued is None:
        reason = because("văn bản không ghi ngày, năm hoặc nhiệm kỳ")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    judge = partial(
        _of_bare_number,
        symbol,
        issued,
        nearby=nearby,
        registry=registry,
        of_term_before=of_term_before,
    )
    return _with_collection(symbol, issued, nearby, judge)


def resolve_dated_of_committee(
    symbol: ParsedSymbol, day: PartialDate, nearby: NumbersNearby, registry: Registry
) -> Verdict:
    """The verdict on a number whose own day lies in the time of the congresses.

    What the register's own numbers tell, in the paper or in the collection, comes first.  Where
    they tell nothing, a term's first numbers are not given in its last months.
    """
    judge = partial(_of_dated_number, symbol, day, registry=registry)
    return _with_collection(symbol, day, nearby, judge)


def _with_collection(
    symbol: ParsedSymbol,
    when: PartialDate,
    nearby: NumbersNearby,
    judge: Callable[[LocalRegisters], Verdict],
) -> Verdict:
    """The verdict by all that is known, which names the collection only where that decides."""
    level = congress_level(symbol.signer, symbol.body)
    registers = nearby.registers(symbol.body, level)
    verdict, pooled = judge(registers), nearby.with_collection(symbol.body, level, when)
    if pooled is registers:
        return verdict
    by_all = judge(pooled)
    return verdict if by_all.key == verdict.key else by_all


def _of_bare_number(
    symbol: ParsedSymbol,
    issued: PartialDate,
    registers: LocalRegisters,
    nearby: NumbersNearby,
    registry: Registry,
    of_term_before: bool,
) -> Verdict:
    begun = registers.begun(issued.latest())
    if not begun:
        return Verdict(symbol.key(), Outcome.NOT_HELD, because("chưa rõ nhiệm kỳ nào"))
    current = begun[-1]
    reached = registers.reached(symbol.code, symbol.figure, current, issued.latest())
    beyond = None if reached else _beyond(symbol, issued, current, registers, nearby)
    if beyond:
        return _of_term_before(symbol, begun, beyond, registry)
    term = _term_of_days(issued, registers)
    if term is None:
        reason = because("thông báo ra trong kỳ đại hội, chưa rõ số này thuộc nhiệm kỳ nào")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    is_new = term == current and len(begun) > 1
    if is_new and of_term_before:
        reason = because("câu nêu số này nói về nhiệm kỳ trước")
        return _of_term_before(symbol, begun, reason, registry)
    if is_new and not reached and _may_be_older(symbol, issued, term, registers):
        reason = because("đại hội vừa họp, chưa rõ nhiệm kỳ mới đã đến số này chưa")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    told = _first_term(term, registers) or _as_reached(reached, registers)
    told = told or _by_papers(first_day(issued), registers)
    reason = because("nhiệm kỳ của cấp ủy vào ngày của văn bản viện dẫn")
    return _of(symbol, term, told or reason, registry)


def _of_term_before(
    symbol: ParsedSymbol, begun: Sequence[LocalTerm], reason: Reason, registry: Registry
) -> Verdict:
    """The verdict on a number that the newest term cannot have had."""
    if len(begun) > 1:
        return _of(symbol, begun[-2], reason, registry)
    why = because("số cao hơn số mà cấp ủy có thể đã ban hành, chưa rõ của cấp ủy nào")
    return Verdict(symbol.key(), Outcome.NOT_HELD, why)


def _of_dated_number(
    symbol: ParsedSymbol, day: PartialDate, registers: LocalRegisters, registry: Registry
) -> Verdict:
    begun = registers.begun(day.latest())
    too_high = _above_limit(symbol, day, begun[-1], registers) if len(begun) > 1 else None
    if too_high:
        return _of(symbol, begun[-2], too_high, registry)
    term = _term_of_days(day, registers)
    is_one_of_first = day.month is not None and is_first_number(symbol.code, symbol.figure)
    if begun and is_one_of_first and _may_begin(begun[-1], symbol, day, registers):
        reason = because("số đầu của nhiệm kỳ mới, ban hành ngay sau đại hội")
        return _of(symbol, begun[-1], reason, registry)
    if term and not is_one_of_first:
        reason = because("các số và ngày khác của cấp ủy nêu trong văn bản cho biết nhiệm kỳ")
        told = _first_term(term, registers) or _by_papers(first_day(day), registers)
        return _of(symbol, term, told or reason, registry)
    reason = because("văn bản được viện dẫn ra trong kỳ đại hội, chưa rõ thuộc nhiệm kỳ nào")
    return Verdict(symbol.key(), Outcome.NOT_HELD, reason)


def _term_of_days(when: PartialDate, registers: LocalRegisters) -> LocalTerm | None:
    """The term in which a committee was on all the days that a date may mean."""
    term = registers.term_on(first_day(when))
    return term if term == registers.term_on(when.latest()) else None


def _may_begin(
    term: LocalTerm, symbol: ParsedSymbol, day: PartialDate, registers: LocalRegisters
) -> bool:
    """Whether the register's other numbers allow a term to have begun with this one by a day."""
    told = registers.term_on(day.latest())
    exact = day.exact()
    if exact and DatedNumber(symbol.code, symbol.figure, exact) in registers.numbers:
        return told == term  # it was weighed against the others
    return told in (None, term)


def _first_term(term: LocalTerm, registers: LocalRegisters) -> Reason | None:
    """The reason why a commune that came to be with a term can be in no other."""
    opens, closes = term.congress[registers.level]
    if not opens < registers.since <= closes:
        return None
    return because("nhiệm kỳ đầu của đảng bộ xã mới thành lập")


def _of(symbol: ParsedSymbol, term: LocalTerm, reason: Reason, registry: Registry) -> Verdict:
    return verdict_for_key(symbol.key(f"nk{term.start}"), reason, Certainty.INFERRED, registry)


def _above_limit(
    symbol: ParsedSymbol, day: PartialDate, term: LocalTerm, registers: LocalRegisters
) -> Reason | None:
    """Why a number is higher than a term's can be by a day; None where it may be."""
    most, why = registers.limit(symbol.code, term, day.latest())
    return _too_high(why, registers) if symbol.figure > most else None


def _by_papers(day: date, registers: LocalRegisters) -> Reason | None:
    """The reason why a day is known to be in a term, where only the collection tells it."""
    one = registers.paper_telling_term(day)
    if one is None:
        return None
    return because(
        "các số và ngày của cấp ủy cho biết nhiệm kỳ, như văn bản {paper} ngày {date} trong kho",
        paper=registers.papers[one],
        date=format_date(one.when),
    )


def _as_reached(one: DatedNumber | None, registers: LocalRegisters) -> Reason | None:
    """The reason why a term had come to a number, where only the collection tells it."""
    paper = registers.papers.get(one) if one else None
    if one is None or paper is None:
        return None
    return because(
        "nhiệm kỳ của cấp ủy vào ngày của văn bản viện dẫn: ngày {date} đã đến số {number} (theo "
        "văn bản {paper} trong kho)",
        date=format_date(one.when),
        number=one.figure,
        paper=paper,
    )


def _too_high(why: DatedNumber | None, registers: LocalRegisters) -> Reason:
    """Why a number is the old term's: what tells how far the new one had come."""
    if why is None:
        return because(
            "số của nhiệm kỳ trước: cao hơn số văn bản có thể ban hành từ đại hội đến nay"
        )
    day = format_date(why.when)
    if why in registers.papers:
        return because(
            "số của nhiệm kỳ trước: ngày {date} cùng loại mới đến số {number} (theo văn bản "
            "{paper} trong kho)",
            date=day,
            number=why.figure,
            paper=registers.papers[why],
        )
    return because(
        "số của nhiệm kỳ trước: ngày {date} cùng loại mới đến số {number}",
        date=day,
        number=why.figure,
    )


def _may_be_older(
    symbol: ParsedSymbol, issued: PartialDate, term: LocalTerm, registers: LocalRegisters
) -> bool:
    """Whether a term that has just begun may not have had the number yet."""
    days = (issued.latest() - term.congress[registers.level][1]).days
    # The limit is twice the pace that was seen.
    if days <= 0:
        return symbol.figure > _AT_CONGRESS
    return days < SOON and symbol.figure > registers.most(symbol.code, days) // 2


def _beyond(
    symbol: ParsedSymbol,
    issued: PartialDate,
    current: LocalTerm,
    registers: LocalRegisters,
    nearby: NumbersNearby,
) -> Reason | None:
    """Why a number is higher than the term's can be by then; None where it may be."""
    reached = nearby.own_figure(symbol.body, symbol.code)
    # The congress itself may lie before or behind the notice while it is the time for congresses.
    if reached and symbol.figure > reached and registers.term_on(first_day(issued)) == current:
        return _own_number_reached(first_day(issued), registers, nearby.own_number)
    return _above_limit(symbol, issued, current, registers)


def _own_number_reached(day: date, registers: LocalRegisters, number: str) -> Reason:
    told = registers.paper_telling_term(day)
    if told is None:
        return because(
            "số của nhiệm kỳ trước: vào ngày của văn bản viện dẫn, cùng loại mới đến số {number}",
            number=number,
        )
    return because(
        "số của nhiệm kỳ trước: vào ngày của văn bản viện dẫn, cùng loại mới đến số {number}, của "
        "nhiệm kỳ mới (biết nhờ văn bản {paper} ngày {date} trong kho)",
        number=number,
        paper=registers.papers[told],
        date=format_date(told.when),
    )
