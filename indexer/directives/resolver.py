"""Resolve citations (đối chiếu viện dẫn): which directive each one means, and why.

Every resolution carries one sentence that says why, and precision comes first: a wrong link is
worse than an open one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from indexer.citations import canonical_symbol
from indexer.directives.antecedents import Antecedents, resolve_short
from indexer.directives.bodies_cited import NamedUnits
from indexer.directives.collection_numbers import CollectionNumbers
from indexer.directives.companions import follow_companions, follow_titles
from indexer.directives.following_words import FollowingWords
from indexer.directives.keys import CENTRE, BodyKey, DirectiveKey, Seat
from indexer.directives.laws import (
    LawsNearby,
    is_named_law,
    resolve_named_law,
    with_name_and_legislature,
)
from indexer.directives.local_registers import NumbersNearby
from indexer.directives.numbered import ResolutionScope, with_stated
from indexer.directives.owners_named import with_owners
from indexer.directives.parsed_symbol import number_of
from indexer.directives.registry import Registry
from indexer.directives.repeated_symbols import (
    StatedSymbols,
    follow_short_forms,
    follow_stated,
    part_meanings,
    resolve_symbol,
)
from indexer.directives.replacements import follow_replacements
from indexer.directives.sequence import is_provisional
from indexer.directives.unnumbered import (
    is_congress,
    is_instrument,
    plenum_number,
    resolve_congress,
    resolve_instrument,
    resolve_plenum,
    resolve_plenum_of_neighbour,
)
from indexer.directives.verdicts import Verdict, as_its_date_is_told, as_sure_as_read
from indexer.knowledge import format_date, known_body
from indexer.knowledge.document_types import document_types
from indexer.model import (
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
    on which the program fails stays open (:func:`unresolved`), and only that one; and where what
    citations tell of one another fails, the others lack only that.

    >>> from indexer.citations import find_citations
    >>> text = "theo Chỉ thị số 05-CT/TW của Bộ Chính trị"
    >>> found = resolve(find_citations(text), text, CitingContext(), Registry.load())
    >>> [str(one.reason) for one in found]
    ['văn bản thường được viện dẫn chỉ bằng số']
    """
    own = Seat.of(context.issuer, context.issuer_province)
    folded = folded or fold(text)
    citations = with_owners(citations, folded, text)
    named, wording = NamedUnits(folded, text), FollowingWords(folded)
    nearby = NumbersNearby(
        citations, own, named, context.issued, context.number, context.collection
    )
    scope = ResolutionScope(context.issued, own, named, registry, wording, nearby, context.asked)
    verdicts: dict[int, Verdict] = {}
    stated, laws = StatedSymbols(citations), LawsNearby.of(citations, text)
    failed: set[int] = set()

    def attempt(index: int, work: Callable[[], T]) -> T | None:
        """What ``work`` finds of a citation, unless it fails."""
        return guard.run(
            NoticeStage.CITATIONS, work, partial(failed.add, index), citations[index].span
        )

    def compare(work: Callable[..., T], *given: ResolutionScope) -> T | None:
        """What ``work`` finds of citations by others, unless it fails: the rest is kept."""
        where = (citations[0].span.start, citations[-1].span.end) if citations else None
        work = partial(work, citations, verdicts, *given)
        return guard.run(NoticeStage.CITATIONS, work, lambda: None, where)

    for index, citation in enumerate(citations):
        verdict = attempt(index, partial(_independent, citation, stated, laws, scope))
        if verdict:
            verdicts[index] = verdict
    compare(part_meanings, scope)
    compare(follow_stated, scope)
    compare(follow_companions, scope)
    compare(follow_titles, scope)
    antecedents = compare(Antecedents, scope)
    plenums = [one for one in citations if one.term and plenum_number(one) is not None]
    for index, citation in enumerate(citations):
        if antecedents and index not in verdicts and index not in failed:
            verdict = attempt(
                index, partial(_dependent, index, citation, antecedents, plenums, scope)
            )
            if verdict:
                verdicts[index] = verdict
    compare(follow_short_forms, scope)
    compare(follow_companions, scope)
    compare(follow_titles, scope)
    compare(follow_replacements, scope)
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
    index: int,
    citation: Citation,
    antecedents: Antecedents,
    plenums: Sequence[Citation],
    scope: ResolutionScope,
) -> Verdict:
    verdict = antecedents.of(index)
    plenum = plenum_number(citation)
    if verdict and verdict.fuller and plenum is not None:
        # Of the papers of one plenum, another mention may be about another.
        again = resolve_plenum(with_stated(citation, verdict.fuller), plenum, scope)
        reason = verdict.reason if again.outcome is Outcome.RESOLVED else again.reason
        return replace(again, reason=reason, fuller=verdict.fuller)
    return verdict or _alone(citation, plenums, scope)


def _independent(
    citation: Citation, stated: StatedSymbols, laws: LawsNearby, scope: ResolutionScope
) -> Verdict | None:
    """The verdict on a citation that needs no other; None for those that do."""
    plenum = plenum_number(citation)
    if plenum is not None:
        return resolve_plenum(citation, plenum, scope) if _states_itself(citation) else None
    if is_congress(citation):
        return resolve_congress(citation, scope)
    if is_instrument(citation):
        return resolve_instrument(citation, scope)
    if is_named_law(citation):
        return as_its_date_is_told(citation, lambda one: resolve_named_law(one, laws, scope))
    if citation.kind == "short":
        return resolve_short(citation, scope) if citation.illegible_term else None
    verdict = resolve_symbol(citation, stated, scope)
    return as_sure_as_read(citation, with_name_and_legislature(citation, verdict, scope.registry))


def _states_itself(citation: Citation) -> bool:
    """Whether a plenum's name comes with its khóa, be it one that nobody can read, or a date."""
    return bool(citation.term or citation.illegible_term or citation.date)


def _alone(citation: Citation, neighbours: Sequence[Citation], scope: ResolutionScope) -> Verdict:
    """The verdict on a short form or a plenum without khóa that nothing fuller explains (§6)."""
    plenum = plenum_number(citation)
    if plenum is None:
        return as_its_date_is_told(citation, lambda one: resolve_short(one, scope))
    told = {one.term for one in neighbours}
    by_neighbour = (
        resolve_plenum_of_neighbour(citation, plenum, neighbours[0], scope)
        if len(told) == 1 and not citation.illegible_term
        else None
    )
    return by_neighbour or resolve_plenum(citation, plenum, scope)


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
        certainty=None if open_key else as_sure_as_read(citation, verdict).certainty,
    )


def _reason(citation: Citation, verdict: Verdict) -> Reason:
    if citation.damaged and verdict.outcome is Outcome.MALFORMED:
        return because("“{written}”: không đọc được là số nào", written=citation.damaged)
    if not (citation.has_misread_figures and verdict.certainty):
        return verdict.reason
    number, written = citation.number or "", citation.damaged
    day, misread = citation.date, citation.misread_date
    if not (day and misread):
        return because(
            "“{written}” trong văn bản đọc là {number}; cần xem lại bản gốc",
            written=written,
            number=number,
        )
    if not written:
        return because(
            "“{written}” trong văn bản đọc là ngày {date}; cần xem lại bản gốc",
            written=misread,
            date=format_date(day),
        )
    return because(
        "“{written}” trong văn bản đọc là {number}, “{misread}” đọc là ngày {date}; cần xem lại "
        "bản gốc",
        written=written,
        number=number,
        misread=misread,
        date=format_date(day),
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
