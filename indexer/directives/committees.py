"""Papers of local committees (cấp ủy địa phương): of which term a number is that states none.

The term of the committee on the day of the notice, unless its register cannot have come so far by
then: ``396-KH/TU`` in a notice of December 2020 is of the term before (citation-forms §7).
"""

from __future__ import annotations

from datetime import date

from indexer.directives.keys import BodyKey, Seat
from indexer.directives.parsed_symbol import ParsedSymbol, congress_level
from indexer.directives.registry import Registry
from indexer.directives.verdicts import Verdict, verdict_for_key
from indexer.knowledge import (
    LocalTerm,
    first_day,
    level_of_seat,
    local_terms,
    most_local_numbers,
    type_of_sigil,
)
from indexer.model import Certainty, Outcome, PartialDate, Reason, because
from indexer.numerals import read_number

_FIRST_NUMBERS = 3
"""Up to which a number is one of a term's first."""


def resolve_of_committee(
    symbol: ParsedSymbol,
    issued: PartialDate | None,
    own: Seat,
    own_number: str,
    registry: Registry,
) -> Verdict:
    """The verdict on a committee's number whose term the text does not state.

    ``own`` and ``own_number`` are the notice's issuer and number: they tell how far its own
    register had come.
    """
    if issued is None:
        reason = because("văn bản không ghi ngày, năm hoặc nhiệm kỳ")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    level = congress_level(symbol.signer, symbol.body)
    begun = _begun(level, issued)
    if not begun:
        return Verdict(symbol.key(), Outcome.NOT_HELD, because("chưa rõ nhiệm kỳ nào"))
    current = begun[-1]
    beyond = _beyond(symbol, issued, current.congress[level], own, own_number)
    if beyond and len(begun) > 1:
        return _of(symbol, begun[-2], beyond, registry)
    if _is_of_new_commune(symbol, issued, current):
        return _of(symbol, current, _first_term(), registry)
    if first_day(issued) <= current.congress[level][1]:
        reason = because("thông báo ra trong kỳ đại hội, chưa rõ số này thuộc nhiệm kỳ nào")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    since_last = (issued.latest() - current.congress[level][1]).days
    if symbol.figure > _most(symbol, since_last) and not _is_its_own(symbol, own, own_number):
        reason = because("số cao so với thời gian từ kỳ đại hội, chưa rõ thuộc nhiệm kỳ nào")
        return Verdict(symbol.key(), Outcome.NOT_HELD, reason)
    return _of(symbol, current, because("nhiệm kỳ của cấp ủy vào ngày của thông báo"), registry)


def resolve_dated_of_committee(
    symbol: ParsedSymbol, day: PartialDate, registry: Registry
) -> Verdict:
    """The verdict on a number whose own day lies in the time of the congresses.

    A term's first numbers are not given in its last months.
    """
    begun = _begun(congress_level(symbol.signer, symbol.body), day)
    if begun and _is_of_new_commune(symbol, day, begun[-1]):
        return _of(symbol, begun[-1], _first_term(), registry)
    if begun and day.month and symbol.figure <= _FIRST_NUMBERS:
        reason = because("số đầu của nhiệm kỳ mới, ban hành ngay sau đại hội")
        return _of(symbol, begun[-1], reason, registry)
    reason = because("văn bản được viện dẫn ra trong kỳ đại hội, chưa rõ thuộc nhiệm kỳ nào")
    return Verdict(symbol.key(), Outcome.NOT_HELD, reason)


def _is_of_new_commune(symbol: ParsedSymbol, day: PartialDate, term: LocalTerm) -> bool:
    """Whether the committee is that of a commune which came to be with a term: it has no other."""
    body, since = symbol.body, term.new_communes
    if since is None or body.commune is None or body.district is not None:
        return False
    days = (day.latest() - since).days
    return first_day(day) >= since and symbol.figure <= _most(symbol, days)


def _first_term() -> Reason:
    return because("nhiệm kỳ đầu của đảng bộ xã mới thành lập")


def _begun(level: str, day: PartialDate) -> list[LocalTerm]:
    """The terms whose congresses may have been held by a day, oldest first."""
    held = [one for one in local_terms() if level in one.congress]
    return [one for one in held if one.congress[level][0] <= day.latest()]


def _of(symbol: ParsedSymbol, term: LocalTerm, reason: Reason, registry: Registry) -> Verdict:
    return verdict_for_key(symbol.key(f"nk{term.start}"), reason, Certainty.INFERRED, registry)


def _beyond(
    symbol: ParsedSymbol,
    issued: PartialDate,
    congress: tuple[date, date],
    own: Seat,
    own_number: str,
) -> Reason | None:
    """Why a number is higher than the term's can be by then; None where it may be."""
    reached = _own_figure(symbol, own, own_number)
    # The congress itself may lie before or behind the notice while it is the time for congresses.
    if reached and symbol.figure > reached and first_day(issued) > congress[1]:
        return because(
            "số của nhiệm kỳ trước: vào ngày của thông báo, cùng loại mới đến số {number}",
            number=own_number,
        )
    days = (issued.latest() - congress[0]).days
    if symbol.figure > _most(symbol, days):
        return because(
            "số của nhiệm kỳ trước: cao hơn số văn bản có thể ban hành từ đại hội đến nay"
        )
    return None


def _most(symbol: ParsedSymbol, days: int) -> int:
    """The most numbers that a committee, or one of another kind, gives a type in so many days."""
    code = symbol.code if level_of_seat(symbol.body.head) else ""
    return most_local_numbers(days, code)


def _is_its_own(symbol: ParsedSymbol, own: Seat, own_number: str) -> bool:
    """Whether the notice's own register had come so far."""
    return (_own_figure(symbol, own, own_number) or 0) >= symbol.figure


def _own_figure(symbol: ParsedSymbol, own: Seat, own_number: str) -> int | None:
    """The figure of the notice's own number, if it is of the same register."""
    figure, _, rest = own_number.partition("-")
    kind = type_of_sigil(rest.partition("/")[0], "party")
    if kind is None or kind.code != symbol.code:
        return None
    return read_number(figure) if symbol.body == BodyKey(own.head, tuple(own.path)) else None
