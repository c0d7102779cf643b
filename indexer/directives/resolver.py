"""Resolve citations (đối chiếu viện dẫn): which directive each one means, and why.

Every resolution carries one sentence that says why, and precision comes first: a wrong link is
worse than an open one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from indexer.citations import canonical_symbol
from indexer.directives.antecedents import Antecedents, resolve_short
from indexer.directives.bodies_cited import NamedUnits, cited_body
from indexer.directives.collection_numbers import CollectionNumbers
from indexer.directives.companions import follow_companions, follow_titles
from indexer.directives.keys import CENTRE, BodyKey, DirectiveKey, Seat, place_slug
from indexer.directives.laws import (
    LawsNearby,
    is_named_law,
    resolve_named_law,
    with_name_and_legislature,
)
from indexer.directives.local_registers import NumbersNearby
from indexer.directives.numbered import (
    ResolutionScope,
    identified_by_subject,
    resolve_numbered,
    with_stated,
)
from indexer.directives.parsed_symbol import number_of, term_key, written_code
from indexer.directives.registry import Registry
from indexer.directives.replacements import follow_replacements
from indexer.directives.sequence import is_provisional
from indexer.directives.unnumbered import (
    is_congress,
    plenum_number,
    resolve_congress,
    resolve_plenum,
)
from indexer.directives.verdicts import Verdict, short_for
from indexer.directives.wording import FollowingWords
from indexer.knowledge import IssuingBody, format_date, known_body
from indexer.knowledge.document_types import document_types
from indexer.model import (
    UNKNOWN,
    Certainty,
    Citation,
    Directive,
    Outcome,
    PartialDate,
    Reason,
    Resolution,
    because,
)
from indexer.stages import NO_GUARD, NoticeStage, StageGuard
from indexer.text import Folded, fold, unaccent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CitingContext:
    """What is known of the notice that cites.

    ``issuer_province`` is the name of the province (``Lâm Đồng``), for an issuer whose key has
    none, or none at all; ``number`` the notice's own.  ``asked`` says that the text is no paper but
    a question, typed by a person: without a date it is a question about the registry.
    ``collection`` is what other papers tell of their committees' numbers, where it is one of many.
    """

    issued: PartialDate | None = None
    issuer: BodyKey | None = None
    issuer_province: str = ""
    number: str = ""
    asked: bool = False
    collection: CollectionNumbers | None = None


def resolve(
    citations: Sequence[Citation],
    text: str,
    context: CitingContext,
    registry: Registry,
    folded: Folded | None = None,
    guard: StageGuard = NO_GUARD,
) -> list[Resolution]:
    """Tie every citation of a text to a directive, in the order given.

    ``folded`` is the text's folded copy, where there is one already.  With a ``guard``, a citation
    on which the program fails stays open (:func:`unresolved`), and only that one.

    >>> from indexer.citations import find_citations
    >>> text = "theo Chỉ thị số 05-CT/TW của Bộ Chính trị"
    >>> found = resolve(find_citations(text), text, CitingContext(), Registry.load())
    >>> [str(one.reason) for one in found]
    ['văn bản thường được viện dẫn chỉ bằng số']
    """
    own = Seat.of(context.issuer, context.issuer_province)
    folded = folded or fold(text)
    named, wording = NamedUnits(folded, text), FollowingWords(folded)
    nearby = NumbersNearby(
        citations, own, named, context.issued, context.number, context.collection
    )
    scope = ResolutionScope(context.issued, own, named, registry, wording, nearby, context.asked)
    verdicts: dict[int, Verdict] = {}
    statements, laws = _statements(citations), LawsNearby.of(citations, text)
    failed: set[int] = set()

    def attempt(index: int, work: Callable[[], T]) -> T | None:
        """What ``work`` finds of a citation, unless it fails."""
        return guard.run(
            NoticeStage.CITATIONS, work, partial(failed.add, index), citations[index].span
        )

    for index, citation in enumerate(citations):
        verdict = attempt(index, partial(_independent, citation, statements, laws, scope))
        if verdict:
            verdicts[index] = verdict
    _follow_stated(citations, verdicts)
    follow_companions(citations, verdicts, scope)
    follow_titles(citations, verdicts, scope)
    antecedents = Antecedents(citations, verdicts, registry)
    for index, citation in enumerate(citations):
        if index not in verdicts and index not in failed:
            verdict = attempt(index, partial(_dependent, index, citation, antecedents, scope))
            if verdict:
                verdicts[index] = verdict
    follow_companions(citations, verdicts, scope)
    follow_replacements(citations, verdicts, scope)
    found = {
        index: attempt(index, partial(_resolution, citations[index], verdict, registry))
        for index, verdict in verdicts.items()
    }
    return [found.get(index) or unresolved(citation) for index, citation in enumerate(citations)]


def unresolved(citation: Citation) -> Resolution:
    """A citation that is left open, because the program failed on it."""
    reason = because("chương trình gặp lỗi khi đối chiếu viện dẫn này")
    return Resolution(citation, None, Outcome.AMBIGUOUS, (), reason)


def _dependent(
    index: int, citation: Citation, antecedents: Antecedents, scope: ResolutionScope
) -> Verdict:
    verdict = antecedents.of(index)
    plenum = plenum_number(citation)
    if verdict and verdict.fuller and plenum is not None:
        # Of the papers of one plenum, another mention may be about another.
        again = resolve_plenum(with_stated(citation, verdict.fuller), plenum, scope)
        reason = verdict.reason if again.outcome is Outcome.RESOLVED else again.reason
        return replace(again, reason=reason, fuller=verdict.fuller)
    return verdict or _alone(citation, scope)


def _independent(
    citation: Citation, statements: _Statements, laws: LawsNearby, scope: ResolutionScope
) -> Verdict | None:
    """The verdict on a citation that needs no other; None for those that do."""
    plenum = plenum_number(citation)
    if plenum is not None:
        return resolve_plenum(citation, plenum, scope) if _states_itself(citation) else None
    if is_congress(citation):
        return resolve_congress(citation, scope)
    if is_named_law(citation):
        return resolve_named_law(citation, laws, scope)
    if citation.kind == "short":
        return resolve_short(citation, scope) if citation.illegible_term else None
    verdict = _numbered(citation, statements, scope)
    return _as_read(citation, with_name_and_legislature(citation, verdict, scope.registry))


def _as_read(citation: Citation, verdict: Verdict) -> Verdict:
    """The verdict, never certain where figures were read as others: neither here nor for those
    that lean upon it."""
    if citation.damaged and verdict.certainty is Certainty.STATED:
        return replace(verdict, certainty=Certainty.INFERRED)
    return verdict


def _numbered(citation: Citation, statements: _Statements, scope: ResolutionScope) -> Verdict:
    fuller = _fuller(citation, statements, scope.own)
    if fuller is None or identified_by_subject(citation, scope):
        return resolve_numbered(citation, scope)
    completed = _as_read(fuller, resolve_numbered(with_stated(citation, fuller), scope))
    if scope.wording.are_told_apart(citation, fuller):
        return _told_from(completed, resolve_numbered(citation, scope))
    if citation.span < fuller.span:
        return _before_fuller(completed, resolve_numbered(citation, scope))
    return completed


def _told_from(other: Verdict, alone: Verdict) -> Verdict:
    """The verdict on a symbol of which the text says that it replaces another of its number."""
    if alone.key != other.key:
        return alone
    reason = because("văn bản còn nêu số này của khóa khác, chưa rõ ở đây là khóa nào")
    open_key = str(DirectiveKey.parse(alone.key or "").in_term(UNKNOWN)) if alone.key else None
    return Verdict(open_key, Outcome.AMBIGUOUS, reason, alone.candidates)


def _before_fuller(completed: Verdict, alone: Verdict) -> Verdict:
    """The verdict on a symbol in front of its fuller mention, which may be another term's.

    "Thay mẫu của Hướng dẫn số 01-HD/TW ngày 20/9/2016" may explain the 01-HD/TW before it, or be
    told from it.
    """
    if alone.outcome is not Outcome.RESOLVED or alone.key in (None, completed.key):
        return completed
    reason = because("văn bản còn nêu số này của khóa khác, chưa rõ ở đây là khóa nào")
    keys = tuple(key for key in (completed.key, alone.key) if key)
    open_key = str(DirectiveKey.parse(alone.key or "").in_term(UNKNOWN))
    return Verdict(open_key, Outcome.AMBIGUOUS, reason, keys)


def _follow_stated(citations: Sequence[Citation], verdicts: dict[int, Verdict]) -> None:
    """Let a bare symbol mean what another mention of it means by its subject."""
    meant: dict[tuple[str, str], dict[str, Citation]] = defaultdict(dict)
    for index, verdict in verdicts.items():
        one = citations[index]
        sure = verdict.key and verdict.certainty is Certainty.STATED and not _states(one)
        if verdict.key and sure and one.number and one.body_code:
            meant[one.number, one.body_code].setdefault(verdict.key, one)
    for index, verdict in verdicts.items():
        one = citations[index]
        keys = meant.get((one.number or "", one.body_code or ""), {})
        if verdict.certainty is Certainty.STATED or len(keys) != 1:
            continue
        ((key, fuller),) = keys.items()
        if key in verdict.candidates:
            certainty = Certainty.STATED
            verdicts[index] = Verdict(key, Outcome.RESOLVED, short_for(fuller), (key,), certainty)


def _states_itself(citation: Citation) -> bool:
    """Whether a plenum's name comes with its khóa, be it one that nobody can read, or a date."""
    return bool(citation.term or citation.illegible_term or citation.date)


def _alone(citation: Citation, scope: ResolutionScope) -> Verdict:
    """The verdict on a short form or a plenum without khóa that nothing fuller explains (§6)."""
    plenum = plenum_number(citation)
    if plenum is not None:
        return resolve_plenum(citation, plenum, scope)
    return resolve_short(citation, scope)


_Statements = dict[tuple[str, str], list[Citation]]

# A symbol stated in more ways than this is no symbol that one can lean on.
_MOST_STATEMENTS = 12


def _statements(citations: Sequence[Citation]) -> _Statements:
    """For each symbol, its mentions that have a khóa, a date or a place, each kind once."""
    stated: _Statements = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for citation in citations:
        if not (citation.number and citation.body_code) or citation.kind == "short":
            continue
        mention = (citation.number, citation.body_code, citation.type, *_stated_parts(citation))
        if mention not in seen and _states(citation):
            seen.add(mention)
            stated[citation.number, citation.body_code].append(citation)
    return stated


def _stated_parts(citation: Citation) -> tuple[object, ...]:
    return citation.term, citation.illegible_term, citation.date, citation.place


def _states(citation: Citation) -> bool:
    body = cited_body(citation)
    return bool(citation.place or citation.illegible_term) or (
        body is not None and term_key(citation, body, "province") is not None
    )


def _fuller(citation: Citation, statements: _Statements, own: Seat) -> Citation | None:
    """The first of the fuller mentions of a repeated symbol, if they agree; else None.

    The first mention gives date and organ, later ones the symbol alone (house style of §1).
    """
    stated = statements.get((citation.number or "", citation.body_code or ""), [])
    if not stated or len(stated) > _MOST_STATEMENTS or _states(citation):
        return None
    body = cited_body(citation)
    fuller = [
        other
        for other in stated
        if written_code(other, body) == written_code(citation, body)
        and not _of_another_place(other, citation, body, own)
    ]
    if len({_stated_parts(other) for other in fuller}) != 1:
        return None
    return fuller[0]


def _of_another_place(
    fuller: Citation, citation: Citation, body: IssuingBody | None, own: Seat
) -> bool:
    """Whether the fuller mention names a committee elsewhere: a bare symbol is one's own."""
    if not fuller.place or citation.place or body is None:
        return False
    home = {"province": own.province, "district": own.district}.get(body.place)
    return own.head != "" and home is not None and place_slug(fuller.place.split(",")[0]) != home


def _resolution(citation: Citation, verdict: Verdict, registry: Registry) -> Resolution:
    directive = registry.get(verdict.key) if verdict.key else None
    fuller = verdict.fuller or citation
    held = directive is not None and verdict.outcome is Outcome.RESOLVED
    open_key = verdict.key is None or is_provisional(verdict.key)
    return Resolution(
        citation=citation,
        key=verdict.key,
        outcome=verdict.outcome,
        candidates=verdict.candidates,
        reason=_reason(citation, verdict),
        type=_type(citation, directive),
        number=(directive.number or None) if directive and held else _number(fuller, verdict.key),
        body=citation.body or fuller.body or _generic_body(verdict.key),
        certainty=None if open_key else _as_read(citation, verdict).certainty,
    )


def _reason(citation: Citation, verdict: Verdict) -> Reason:
    if citation.damaged and verdict.outcome is Outcome.MALFORMED:
        return because("“{written}”: không đọc được là số nào", written=citation.damaged)
    if not (citation.damaged and verdict.certainty):
        return verdict.reason
    if citation.misread_date and citation.date:
        return because(
            "“{written}” trong văn bản đọc là ngày {date}; cần xem lại bản gốc",
            written=citation.misread_date,
            date=format_date(citation.date),
        )
    return because(
        "“{written}” trong văn bản đọc là {number}; cần xem lại bản gốc",
        written=citation.damaged,
        number=citation.number or "",
    )


def _type(citation: Citation, directive: Directive | None) -> str | None:
    """The type as written; QĐ and a missing type word leave it to the registry."""
    abbreviated = citation.text.split()[0].isalpha() and unaccent(citation.text.split()[0]) == "qd"
    if directive and (citation.type is None or abbreviated):
        return directive.type
    return citation.type


def _number(citation: Citation, key: str | None) -> str | None:
    """The symbol as written; a short form takes what its key tells."""
    if citation.kind != "short" or not key:
        return citation.number
    parts = DirectiveKey.parse(key)
    kinds = (kind for kind in document_types() if kind.code == parts.code and kind.sigils)
    sigil = next((kind.sigils[0] for kind in kinds), None)
    if parts.body != CENTRE or sigil is None:
        return citation.number
    return canonical_symbol(number_of(citation), sigil, known_body(CENTRE.segment))


def _generic_body(key: str | None) -> str | None:
    body = known_body(DirectiveKey.parse(key).body.segment) if key else None
    return body.name if body else None
