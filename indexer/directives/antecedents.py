"""Short forms and what they point back to (citation-forms §6).

Order: a full citation in the same notice, nearest before, then after; khóa or date in the
short form; the subject; the registry's alias.  After ``05-NQ/HU``, "Nghị quyết 05" is the
district's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from indexer.citations import figure_of
from indexer.directives.bodies_cited import cited_body
from indexer.directives.contradictions import (
    agree,
    contradicts,
    contradicts_day,
    is_of_a_stranger,
)
from indexer.directives.homonyms import BareNumber, choose_homonym, unread_term
from indexer.directives.keys import CENTRE, BodyKey, DirectiveKey
from indexer.directives.numbered import (
    ResolutionScope,
    number_in_term,
    resolve_numbered,
    unstated_number,
)
from indexer.directives.parsed_symbol import ParsedSymbol, number_of, term_key, written_code
from indexer.directives.telling_apart import issued_before
from indexer.directives.unnumbered import plenum_key, plenum_number
from indexer.directives.verdicts import (
    CONFUSED,
    Verdict,
    code_of,
    may_be_one_type,
    open_verdict,
    resolved_verdict,
    short_for,
    term_of,
)
from indexer.knowledge import (
    IssuingBody,
    central_key,
    central_term_at,
    known_body,
    type_named,
)
from indexer.model import UNKNOWN, Certainty, Citation, Directive, Outcome, Reason, because
from indexer.text import unaccent

# How many fuller citations of one number are tried on each side.
_TRIES = 40


class Antecedents:
    """The fuller citations of a text, by the number or plenum they name."""

    def __init__(
        self, citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
    ) -> None:
        self._citations, self._verdicts, self._registry = citations, dict(verdicts), scope.registry
        self._declared = {
            one.number for one in citations if one.kind == "short" and scope.wording.declares(one)
        }
        self._places: dict[str, list[int]] = defaultdict(list)
        for index in sorted(verdicts):
            self._places[_name(citations[index])].append(index)

    def of(self, index: int) -> Verdict | None:
        """The verdict on what the citation at ``index`` points to, or None."""
        citation = self._citations[index]
        places = self._places.get(_name(citation), [])
        at = bisect_left(places, index)
        nearest = [*reversed(places[max(0, at - _TRIES) : at]), *places[at : at + _TRIES]]
        chosen = next(
            (i for i in nearest if self._may_point_to(citation, i)),
            None,
        )
        return None if chosen is None else self._verdict(citation, chosen)

    def _may_point_to(self, citation: Citation, index: int) -> bool:
        """Whether a fuller citation may be meant; not one that is about something else."""
        verdict = self._verdicts[index]
        row = self._registry.get(verdict.key) if verdict.key else None
        if row and contradicts(row, citation, self._registry):
            return False
        return _points_to(citation, self._citations[index], verdict)

    def _verdict(self, citation: Citation, chosen: int) -> Verdict:
        fuller = self._verdicts[chosen]
        full = self._citations[chosen]
        twins = {
            self._verdicts[i].key
            for i in range(max(0, chosen - _TRIES), chosen + _TRIES)
            if i in self._verdicts
            and self._citations[i].span == full.span
            and _points_to(citation, self._citations[i], self._verdicts[i])
        }
        plenum = plenum_number(citation)
        if len(twins) > 1 and plenum is not None:
            keys = tuple(sorted(key for key in twins if key))
            reason = because("văn bản nêu trước đó thuộc nhiều khóa")
            return Verdict(plenum_key(plenum), Outcome.AMBIGUOUS, reason, keys)
        if of_homonyms := self._of_homonyms(citation, chosen):
            return of_homonyms
        certainty = fuller.certainty
        if certainty and (self._is_ambiguous(citation, chosen) or self._is_bare(citation)):
            certainty = Certainty.INFERRED
        return replace(fuller, reason=short_for(full), fuller=full, certainty=certainty)

    def _is_bare(self, citation: Citation) -> bool:
        """Whether a short form says nothing but its number, and none was declared to be short."""
        says = citation.term or citation.date or citation.body_code
        return citation.kind == "short" and not says and citation.number not in self._declared

    def _of_homonyms(self, citation: Citation, chosen: int) -> Verdict | None:
        """The verdict on a bare number of which the text states papers of several terms."""
        key = self._verdicts[chosen].key
        if key is None or citation.subject or not self._is_bare(citation):
            return None
        own, places = DirectiveKey.parse(key), self._places.get(_name(citation), [])
        told = [i for i in places[: 2 * _TRIES] if self._may_point_to(citation, i)]
        stated = {
            one.key: DirectiveKey.parse(one.key)
            for one in map(self._verdicts.__getitem__, told)
            if one.key and one.certainty is Certainty.STATED
        }
        others = [one for one in stated if stated[one].body == own.body]
        if len({stated[one].term for one in others} | {own.term}) < 2:
            return None
        reason = because("văn bản còn nêu số này của khóa khác, chưa rõ ở đây là khóa nào")
        keys = tuple(dict.fromkeys([key, *others]))
        return Verdict(str(own.in_term(UNKNOWN)), Outcome.AMBIGUOUS, reason, keys)

    def _is_ambiguous(self, citation: Citation, chosen: int) -> bool:
        """Whether the text has this number of another directive too: the nearest is but likely."""
        key = self._verdicts[chosen].key
        places = self._places.get(_name(citation), [])[: 2 * _TRIES]
        others = (i for i in places if self._verdicts[i].outcome is Outcome.RESOLVED)
        return any(self._verdicts[i].key != key and self._may_point_to(citation, i) for i in others)


def _name(citation: Citation) -> str:
    plenum = plenum_number(citation)
    return number_of(citation) if plenum is None else f"plenum {plenum}"


def _points_to(citation: Citation, other: Citation, verdict: Verdict) -> bool:
    plenum = plenum_number(citation)
    if plenum is not None:
        return (
            plenum_number(other) == plenum
            and other.type == citation.type
            and other.term is not None
        )
    if other.kind in ("alias", "short") or number_of(other) != number_of(citation):
        return False
    if is_of_a_stranger(citation):
        return False
    codes = written_code(citation, None), written_code(other, cited_body(other))
    # Wherever they are numbered: after "Quy định số 04-QĐ/TU", "Quyết định 04" is that paper too.
    return may_be_one_type(*codes) and _agrees(citation, other, verdict)


def _agrees(citation: Citation, other: Citation, verdict: Verdict) -> bool:
    """Whether organ, khóa and date of a short form allow a fuller citation."""
    if citation.body_code and other.body_code and citation.body_code != other.body_code:
        return False
    key = DirectiveKey.parse(verdict.key) if verdict.key else None
    if (
        citation.term
        and "-" not in citation.term
        and (key is None or key.term not in (central_key(citation.term), UNKNOWN))
    ):
        return False
    if citation.date and other.date:
        return agree(citation.date, other.date)
    if citation.date and key and key.body == CENTRE:
        term = central_term_at(citation.date)
        return term is None or key.term in (term.key, UNKNOWN)
    return True


def resolve_short(citation: Citation, scope: ResolutionScope) -> Verdict:
    """A short form without antecedent: its organ, khóa, date, subject or alias must tell."""
    signer = cited_body(citation) if citation.body_code else _sole_issuer(citation)
    if signer and signer.segment != CENTRE.segment:
        return resolve_numbered(citation, scope, signer)
    code = written_code(citation, None)
    held = _central(citation, code, scope)
    if citation.illegible_term:
        open_key = DirectiveKey.numbered(CENTRE, UNKNOWN, code, number_of(citation))
        return unread_term(citation, str(open_key), held, scope.issued)
    if signer:
        return _of_centre(citation, code, held, scope, is_signed=True)
    nobodys = _of_no_central_organ(citation, code, held, scope)
    return nobodys or _of_centre(citation, code, held, scope, is_signed=False)


def _of_centre(
    citation: Citation,
    code: str,
    held: Sequence[Directive],
    scope: ResolutionScope,
    *,
    is_signed: bool,
) -> Verdict:
    """The verdict on a short form that may be the centre's; ``is_signed`` where it surely is."""
    number, centre = number_of(citation), known_body(CENTRE.segment)
    stated = term_key(citation, centre, "province") if centre else None
    if stated is None or centre is None:
        open_key = str(DirectiveKey.numbered(CENTRE, UNKNOWN, code, number))
        bare = unstated_number(citation, open_key, "", held, scope)
        is_told = is_signed or bare.named_by_subject() or (bare.dated and not bare.meant)
        return choose_homonym(bare) if is_told else _by_alias(bare, _names(citation, number))
    if not (citation.term or is_signed):
        dated = [row for row in held if _is_of_its_day(row, citation, scope)]
        if not dated:
            key = _anyones(citation, code)
            return Verdict(key, Outcome.NOT_HELD, _why_none(held, citation))
        held = dated
    return _in_term(citation, ParsedSymbol(centre, CENTRE, code, number), stated, held, scope)


def _anyones(citation: Citation, code: str) -> str:
    """The key of a number of which nobody knows whose it is."""
    return str(DirectiveKey.numbered(BodyKey(UNKNOWN), UNKNOWN, code, number_of(citation)))


def _of_no_central_organ(
    citation: Citation, code: str, held: Sequence[Directive], scope: ResolutionScope
) -> Verdict | None:
    """The verdict on a number of somebody else's, or of nobody known; None where the centre's
    papers may be meant."""
    if is_of_a_stranger(citation):
        reason = because("“{organ}” không phải cơ quan Trung ương của Đảng", organ=citation.body)
        return Verdict(_anyones(citation, code), Outcome.NOT_HELD, reason)
    if held or citation.term:
        return None
    return _of_department(citation, number_of(citation), scope) or _of_nobody(
        _anyones(citation, code)
    )


def _in_term(
    citation: Citation,
    symbol: ParsedSymbol,
    stated: tuple[str, Reason],
    held: Sequence[Directive],
    scope: ResolutionScope,
) -> Verdict:
    """The verdict on a short form whose term is told; one term may have two types of a number."""
    fitting = [row for row in held if term_of(row) == stated[0]]
    if len(fitting) > 1:
        reason = because("{n} văn bản mang cùng số này, chưa đủ căn cứ để chọn", n=len(fitting))
        return open_verdict(symbol.key(), reason, fitting)
    return number_in_term(citation, symbol, stated, held, scope)


def _is_of_its_day(row: Directive, citation: Citation, scope: ResolutionScope) -> bool:
    """Whether a date alone may tell a directive: a whole day does, a year beside its subject."""
    if contradicts_day(row, citation):
        return False
    is_whole = citation.date is not None and citation.date.day is not None
    return is_whole or not contradicts(row, citation, scope.registry)


def _why_none(held: Sequence[Directive], citation: Citation) -> Reason:
    """Why none of the directives that bear a number is meant."""
    if not held:
        return because("chưa có văn bản nào mang số này trong danh mục")
    if all(contradicts_day(row, citation) for row in held):
        return because("ngày ghi trong văn bản không phải ngày của văn bản nào mang số này")
    return because(
        "cơ quan, ngày hoặc nội dung nêu trong câu không khớp với văn bản mang số này trong "
        "danh mục"
    )


def _sole_issuer(citation: Citation) -> IssuingBody | None:
    """The one body that issues papers of a type: decrees (nghị định) are the Government's."""
    kind = type_named(citation.type) if citation.type else None
    if kind is None or not kind.issuer:
        return None
    was_another = citation.date is not None and citation.date.year < kind.issuer_since
    return None if was_another else known_body(unaccent(kind.issuer))


_ABBREVIATED_QD = re.compile(r"q[dđ][\s.:_-]*(?:s[oố])?[\s.:_-]*\d", re.IGNORECASE)


def _names(citation: Citation, number: str) -> tuple[str, ...]:
    """What a short form may stand for: QĐ abbreviates both Quyết định and Quy định."""
    if _ABBREVIATED_QD.match(citation.text):
        return (f"QĐ {number}", f"Quyết định {number}", f"Quy định {number}")
    return (f"{citation.type} {number}",)


def _central(citation: Citation, code: str, scope: ResolutionScope) -> list[Directive]:
    codes = CONFUSED if _ABBREVIATED_QD.match(citation.text) else (code,)
    numbered = scope.registry.numbered(CENTRE.segment, number_of(citation))
    return [row for row in numbered if code_of(row) in codes]


def _of_nobody(key: str) -> Verdict:
    reason = because("không rõ cơ quan ban hành và không có văn bản đầy đủ nào nêu số này")
    return Verdict(key, Outcome.NOT_HELD, reason)


def _of_department(citation: Citation, number: str, scope: ResolutionScope) -> Verdict | None:
    """The one paper of a department of the centre that a short form is an alias of."""
    names = _names(citation, number)
    known = {row.key: row for name in names for row in scope.registry.by_alias(name)}
    left = issued_before(list(known.values()), scope.issued)
    left = [row for row in left if not contradicts(row, citation, scope.registry)]
    reason = because("tên gọi tắt quen dùng của một văn bản duy nhất")
    return resolved_verdict(left[0], reason, Certainty.INFERRED) if len(left) == 1 else None


def _by_alias(number: BareNumber, names: Sequence[str]) -> Verdict:
    """The verdict on a number of nobody's: the directive that is known by it, if it is meant."""
    known = {row.key: row for name in names for row in number.registry.by_alias(name)}
    aliased = [row for row in known.values() if row in number.meant]
    if len(known) == 1 and aliased and number.asked and not number.issued:
        reason = because("tên gọi tắt quen dùng của một văn bản duy nhất")
        return resolved_verdict(aliased[0], reason, Certainty.INFERRED)
    if len(aliased) != 1:
        reason = because("cách gọi tắt không cho biết khóa hay ngày")
        by_usage = None if known else _by_usage(number)
        return by_usage or open_verdict(number.open_key, reason, number.meant)
    chosen = choose_homonym(number)
    if chosen.outcome is not Outcome.RESOLVED or chosen.key == aliased[0].key:
        return chosen
    reason = because("tên gọi tắt quen dùng của văn bản khóa trước, nhưng khóa sau cũng có số ấy")
    return open_verdict(number.open_key, reason, number.meant)


_CENTRAL = ("ct", "qdi")
"""Types of which papers cite the centre's alone in short."""

_CENTRAL_TOO = ("nq", "kl", "qd")
"""Types of which they cite those of their own committees in short as well."""

_OWN_NUMBERS = 20
"""Up to which a number of these may well be their own committees'."""


def _by_usage(number: BareNumber) -> Verdict | None:
    """The centre's paper of a number, where a short form without organ most often means it."""
    code = written_code(number.citation, None)
    is_high = figure_of(number_of(number.citation)) > _OWN_NUMBERS
    if not number.issued or not (code in _CENTRAL or (code in _CENTRAL_TOO and is_high)):
        return None
    chosen = choose_homonym(number)
    row = number.registry.get(chosen.key or "")
    if row is None or chosen.outcome is not Outcome.RESOLVED:
        return None
    reason = because(
        "cách gọi tắt không ghi cơ quan, khóa; số này của Trung ương khóa {term}", term=row.term
    )
    return resolved_verdict(row, reason, Certainty.INFERRED)
