"""Resolve unnumbered citations: plenums, congresses and what these adopted (citation-forms §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from indexer.citations import CONGRESS_SIGIL, PLENUM_SIGIL
from indexer.directives.bodies_cited import body_key, cited_body
from indexer.directives.homonyms import not_legible
from indexer.directives.keys import CENTRE, BodyKey, DirectiveKey
from indexer.directives.numbered import ResolutionScope
from indexer.directives.parsed_symbol import congress_level
from indexer.directives.telling_apart import issued_before, leaning, subject_matches
from indexer.directives.verdicts import Verdict, resolved_verdict, verdict_for_key
from indexer.knowledge import (
    CentralTerm,
    Instrument,
    IssuingBody,
    central_key,
    central_term_at,
    instruments,
    local_term_at,
    term_number,
)
from indexer.model import UNKNOWN, Certainty, Citation, Outcome, Reason, because
from indexer.numerals import read_number


def plenum_number(citation: Citation) -> int | None:
    """The number of the plenum that an alias names, or None for another kind of alias."""
    start, _, number = (citation.sigil or "").partition("-")
    return read_number(number) if start == PLENUM_SIGIL else None


def is_congress(citation: Citation) -> bool:
    """Whether a citation is the resolution of a congress."""
    return citation.kind == "alias" and citation.sigil == CONGRESS_SIGIL


def plenum_key(number: int, term: str = UNKNOWN) -> str:
    """The key of all that a plenum passed.

    >>> plenum_key(6, "k12")
    'tw/k12/hntw-06'
    """
    return str(DirectiveKey.numbered(CENTRE, term, "hntw", f"{number:02d}"))


def resolve_plenum(citation: Citation, number: int, scope: ResolutionScope) -> Verdict:
    """``Nghị quyết Trung ương 4 khóa XII``: the one document, or the set of the plenum."""
    at = central_term_at(citation.date) if citation.date else None
    term = citation.term or (at.term if at else None)
    if term is None or citation.illegible_term:
        reason = because("văn bản không ghi khóa nào")
        if citation.illegible_term:
            reason = not_legible(citation)
        return _any_plenum(number, reason, scope)
    meant = _passed(citation, number, term, scope)
    if len(meant) == 1:
        reason = because("tên gọi quen dùng của văn bản, khóa {term} ghi trong văn bản", term=term)
        return verdict_for_key(meant[0], reason, Certainty.STATED, scope.registry)
    set_key = plenum_key(number, central_key(term))
    if not meant:
        return Verdict(
            set_key,
            Outcome.NOT_HELD,
            because("chưa rõ hội nghị này ban hành văn bản nào"),
            certainty=Certainty.STATED,
        )
    return _by_subject(citation, meant, scope) or Verdict(
        set_key,
        Outcome.AMBIGUOUS,
        because("hội nghị này ban hành {n} nghị quyết", n=len(meant)),
        tuple(meant),
    )


def resolve_plenum_of_neighbour(
    citation: Citation, number: int, neighbour: Citation, scope: ResolutionScope
) -> Verdict | None:
    """A plenum without khóa, by that of another plenum in the text; None where it cannot be told.

    It was held by the day of the notice, so the registry must know what it passed before.
    """
    borrowed = replace(citation, term=neighbour.term)
    verdict = resolve_plenum(borrowed, number, scope)
    passed = map(scope.registry.get, _passed(borrowed, number, neighbour.term or "", scope))
    rows = [row for row in passed if row]
    if not rows or len(issued_before(rows, scope.issued)) < len(rows):
        return None
    written = " ".join(neighbour.text.split())
    reason = because("khóa của {plenum} nêu trong cùng văn bản", plenum=written)
    certainty = Certainty.INFERRED if verdict.certainty else None
    return replace(verdict, reason=reason, certainty=certainty)


def _passed(citation: Citation, number: int, term: str, scope: ResolutionScope) -> Sequence[str]:
    """The keys of what a plenum passed, as far as the data say."""
    plenum = scope.registry.plenum(term, number)
    if plenum:
        return plenum.conclusions if citation.type == "Kết luận" else plenum.resolutions
    aliased = scope.registry.by_alias(f"{citation.type} Trung ương {number} khóa {term}")
    return [directive.key for directive in aliased]


def _by_subject(citation: Citation, meant: Sequence[str], scope: ResolutionScope) -> Verdict | None:
    """The one of a plenum's papers that the words after its name are about, or None."""
    subject, registry = citation.subject, scope.registry
    held = [d for d in map(registry.get, meant) if d]
    fitting = leaning(held, subject, registry) if subject else []
    if len(fitting) != 1 or not (len(held) > 1 or subject_matches(fitting[0], subject, registry)):
        return None
    return resolved_verdict(
        fitting[0],
        because("nội dung nêu sau tên hội nghị khớp với tên văn bản"),
        Certainty.STATED,
    )


def _any_plenum(number: int, reason: Reason, scope: ResolutionScope) -> Verdict:
    candidates = tuple(
        key
        for (_, n), plenum in scope.registry.plenums.items()
        if n == number
        for key in plenum.resolutions
    )
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_HELD
    return Verdict(plenum_key(number), outcome, reason, candidates)


def resolve_congress(citation: Citation, scope: ResolutionScope) -> Verdict:
    """``Nghị quyết Đại hội XIII`` and the resolutions of local congresses."""
    signer = cited_body(citation)
    term = central_key(citation.term or "")
    if signer is None or (signer.segment == CENTRE.segment and term == UNKNOWN):
        return Verdict(None, Outcome.MALFORMED, because("không rõ đại hội nào"))
    certainty = Certainty.STATED
    if signer.segment == CENTRE.segment:
        key = DirectiveKey(CENTRE, term, "dh")
        reason = because("Đại hội {term} ghi trong văn bản", term=citation.term or "")
    else:
        body = body_key(citation, signer, scope.own, scope.named, scope.issued)
        key = DirectiveKey(body, _congress_term(citation, signer, body, scope), "dh")
        reason = because("nghị quyết đại hội của một đảng bộ địa phương")
        if not (citation.date or "-" in (citation.term or "")):
            certainty = Certainty.INFERRED
    return verdict_for_key(str(key), reason, certainty, scope.registry)


def _congress_term(
    citation: Citation, signer: IssuingBody, body: BodyKey, scope: ResolutionScope
) -> str:
    if citation.term and "-" in citation.term:
        return f"nk{citation.term.split('-')[0]}"
    when = citation.date or scope.issued
    return (local_term_at(when, congress_level(signer, body)) if when else None) or UNKNOWN


def is_instrument(citation: Citation) -> bool:
    """Whether a citation is of an instrument with editions: ``Điều lệ Đảng``."""
    return citation.kind == "alias" and citation.type in instruments()


def resolve_instrument(citation: Citation, scope: ResolutionScope) -> Verdict:
    """``Điều lệ Đảng``: the edition of its khóa or year, else the one in force on the day."""
    instrument = instruments()[citation.type or ""]
    if citation.illegible_term:
        return _any_edition(instrument, not_legible(citation), scope)
    if citation.term:
        return _of_khoa(instrument, citation.term, scope)
    if citation.date:
        edition = instrument.of_year(citation.date.year)
        reason = because("tên và năm {year} ghi trong văn bản", year=citation.date.year)
        return _edition(instrument, edition, reason, Certainty.STATED, scope)
    if scope.issued:
        reason = because("lần ban hành có hiệu lực vào ngày của văn bản viện dẫn")
        edition = instrument.in_force(scope.issued)
        return _edition(instrument, edition, reason, Certainty.INFERRED, scope)
    return _any_edition(instrument, UNTOLD, scope)


UNTOLD = because("không rõ lần ban hành nào")


def _of_khoa(instrument: Instrument, term: str, scope: ResolutionScope) -> Verdict:
    """The edition of a khóa, or the one in force in it where its congress adopted none."""
    number = term_number(term)
    edition = instrument.in_term(number)
    if edition and edition.number == number:
        reason = because("khóa {term} ghi trong văn bản", term=term)
        return _edition(instrument, edition, reason, Certainty.STATED, scope)
    reason = because("lần ban hành có hiệu lực trong khóa {term}", term=term)
    return _edition(instrument, edition, reason, Certainty.INFERRED, scope)


def _edition(
    instrument: Instrument,
    edition: CentralTerm | None,
    reason: Reason,
    certainty: Certainty,
    scope: ResolutionScope,
) -> Verdict:
    if edition is None:
        return _any_edition(instrument, UNTOLD, scope)
    key = str(DirectiveKey(CENTRE, edition.key, instrument.document))
    return verdict_for_key(key, reason, certainty, scope.registry)


def _any_edition(instrument: Instrument, reason: Reason, scope: ResolutionScope) -> Verdict:
    keys = _keys(instrument)
    candidates = keys if any(map(scope.registry.get, keys)) else ()
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_HELD
    return Verdict(
        str(DirectiveKey(CENTRE, UNKNOWN, instrument.document)), outcome, reason, candidates
    )


def _keys(instrument: Instrument) -> tuple[str, ...]:
    return tuple(
        str(DirectiveKey(CENTRE, one.key, instrument.document)) for one in instrument.editions
    )


@cache
def edition_keys() -> frozenset[str]:
    """The keys of all editions of instruments, also of those that the registry lacks.

    >>> "tw/k8/dieu-le" in edition_keys(), "tw/k12/dieu-le" in edition_keys()
    (True, False)
    """
    return frozenset(key for one in instruments().values() for key in _keys(one))
