"""Resolve unnumbered citations: plenums, congresses, named laws (citation-forms §6)."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.citations.aliases import CONGRESS_SIGIL, PLENUM_SIGIL
from indexer.directives.bodies_cited import body_segment, cited_body
from indexer.directives.homonyms import Verdict, by_subject, resolved, speaks_of
from indexer.directives.keys import UNKNOWN
from indexer.directives.numbered import Setting, level_of, year_of
from indexer.model import Citation, Outcome, because
from indexer.registry.document_types import type_named
from indexer.registry.issuing_bodies import Body
from indexer.registry.terms import central_key, central_term_at, local_term_at
from indexer.text import slug


def plenum_number(citation: Citation) -> int | None:
    """The number of the plenum that an alias names, or None for another kind of alias."""
    sigil = citation.sigil or ""
    return int(sigil.removeprefix(f"{PLENUM_SIGIL}-")) if sigil.startswith(PLENUM_SIGIL) else None


def is_congress(citation: Citation) -> bool:
    """Whether a citation is the resolution of a congress."""
    return citation.kind == "alias" and citation.sigil == CONGRESS_SIGIL


def resolve_plenum(citation: Citation, number: int, setting: Setting) -> Verdict:
    """``Nghị quyết Trung ương 4 khóa XII``: the one document, or the set of the plenum."""
    term = citation.term
    if term is None and citation.date:
        dated = central_term_at(citation.date)
        term = dated.term if dated else None
    if term is None:
        return _any_plenum(number, setting)
    set_key = f"tw/{central_key(term)}/hntw-{number:02d}"
    plenum = setting.registry.plenum(term, number)
    meant: Sequence[str] = ()
    if plenum:
        meant = plenum.conclusions if citation.type == "Kết luận" else plenum.resolutions
    else:
        aliased = setting.registry.by_alias(f"{citation.type} Trung ương {number} khóa {term}")
        meant = [directive.key for directive in aliased]
    if not meant:
        return Verdict(
            set_key, Outcome.NOT_HELD, because("chưa rõ hội nghị này ban hành văn bản nào")
        )
    if len(meant) == 1:
        directive = setting.registry.get(meant[0])
        reason = because("tên gọi quen dùng của văn bản, khóa {term} ghi trong văn bản", term=term)
        return (
            resolved(directive, reason)
            if directive
            else Verdict(meant[0], Outcome.NOT_HELD, reason)
        )
    held = [d for d in map(setting.registry.get, meant) if d]
    fitting = by_subject(held, citation.subject, setting.registry) if citation.subject else []
    if len(fitting) == 1 and (
        len(held) > 1 or speaks_of(fitting[0], citation.subject, setting.registry)
    ):
        return resolved(fitting[0], because("nội dung nêu sau tên hội nghị khớp với tên văn bản"))
    return Verdict(
        set_key,
        Outcome.AMBIGUOUS,
        because("hội nghị này ban hành {count} nghị quyết", count=len(meant)),
        tuple(meant),
    )


def _any_plenum(number: int, setting: Setting) -> Verdict:
    candidates = tuple(
        key
        for (_, n), plenum in setting.registry.plenums.items()
        if n == number
        for key in plenum.resolutions
    )
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_HELD
    return Verdict(
        f"tw/{UNKNOWN}/hntw-{number:02d}",
        outcome,
        because("văn bản không ghi khóa nào"),
        candidates,
    )


def resolve_congress(citation: Citation, setting: Setting) -> Verdict:
    """``Nghị quyết Đại hội XIII`` and the resolutions of local congresses."""
    body = cited_body(citation)
    if body is None:
        return Verdict(None, Outcome.MALFORMED, because("không rõ đại hội nào"))
    if body.segment == "tw":
        key = f"tw/{central_key(citation.term or '')}/dh"
        reason = because("Đại hội {term} ghi trong văn bản", term=citation.term or "")
    else:
        segment = body_segment(citation, body, setting.own, setting.named, setting.issued)
        key, reason = (
            f"{segment}/{_congress_term(citation, body, segment, setting)}/dh",
            because("nghị quyết đại hội của đảng bộ {unit}", unit=segment),
        )
    directive = setting.registry.get(key)
    return resolved(directive, reason) if directive else Verdict(key, Outcome.NOT_HELD, reason)


def _congress_term(citation: Citation, body: Body, segment: str, setting: Setting) -> str:
    if citation.term and "-" in citation.term:
        return f"nk{citation.term.split('-')[0]}"
    when = citation.date or setting.issued
    return (local_term_at(when, level_of(body, segment)) if when else None) or UNKNOWN


def resolve_named_law(citation: Citation, setting: Setting) -> Verdict:
    """``Luật Đất đai năm 2013``: a law by its title and year."""
    kind = type_named(citation.type or "")
    year = year_of(citation)
    body = "nn.ubtvqh" if citation.type == "Pháp lệnh" else "nn.qh"
    code = kind.code if kind else "luat"
    name = code if code == "hien-phap" else f"{code}.{slug(citation.subject)}"
    key = f"{body}/y{year}/{name}"
    directive = setting.registry.get(key)
    reason = because("tên và năm {year} ghi trong văn bản", year=year)
    return resolved(directive, reason) if directive else Verdict(key, Outcome.NOT_HELD, reason)
