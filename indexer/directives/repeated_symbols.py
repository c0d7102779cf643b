"""Repeated symbols (số hiệu nêu lại): what one mention says of the symbol, others mean too.

The first mention gives date and organ, later ones the symbol alone (house style of §1).  Where the
text tells two mentions of one number from one another, neither explains the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from indexer.directives.bodies_cited import cited_body
from indexer.directives.contradictions import contradicts
from indexer.directives.keys import DirectiveKey, Seat, place_slug
from indexer.directives.numbered import (
    ResolutionScope,
    bare_number,
    identified_by_subject,
    resolve_numbered,
    with_stated,
)
from indexer.directives.parsed_symbol import number_of, term_key, written_code
from indexer.directives.verdicts import Verdict, as_sure_as_read, is_untold, short_for
from indexer.knowledge import IssuingBody
from indexer.model import UNKNOWN, Certainty, Citation, Outcome, because

_MOST_STATEMENTS = 12
"""A symbol stated in more ways than this is no symbol that one can lean on."""


class StatedSymbols:
    """For each symbol, its mentions that have a khóa, a date or a place, each kind once."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._stated: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        seen: set[tuple[object, ...]] = set()
        for citation in citations:
            if not (citation.number and citation.body_code) or citation.kind == "short":
                continue
            mention = (
                citation.number, citation.body_code, citation.type, *_stated_parts(citation)
            )  # fmt: skip
            if mention not in seen and _states(citation):
                seen.add(mention)
                self._stated[citation.number, citation.body_code].append(citation)

    def fuller(self, citation: Citation, own: Seat) -> Citation | None:
        """The first of the fuller mentions of a repeated symbol, if they agree; else None."""
        stated = self._stated.get((citation.number or "", citation.body_code or ""), [])
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


def resolve_symbol(citation: Citation, stated: StatedSymbols, scope: ResolutionScope) -> Verdict:
    """The verdict on a numbered citation, by its fuller mention where it has one."""
    fuller = stated.fuller(citation, scope.own)
    if fuller is None or identified_by_subject(citation, scope):
        return resolve_numbered(citation, scope)
    completed = as_sure_as_read(fuller, resolve_numbered(with_stated(citation, fuller), scope))
    if _is_about_another(citation, completed, scope):
        return resolve_numbered(citation, scope)
    if scope.wording.are_told_apart(citation, fuller):
        return _told_from(completed, resolve_numbered(citation, scope))
    if citation.span < fuller.span:
        return _before_fuller(completed, resolve_numbered(citation, scope), fuller)
    return completed


def _is_about_another(citation: Citation, completed: Verdict, scope: ResolutionScope) -> bool:
    """Whether the words after a number exclude what a fuller mention of it means."""
    signer = cited_body(citation)
    if not citation.subject or signer is None or signer.term != "central":
        return False
    meant = {row.key for row in bare_number(citation, signer, scope).meant}
    return bool(meant) and completed.outcome is Outcome.RESOLVED and completed.key not in meant


def _told_from(other: Verdict, alone: Verdict) -> Verdict:
    """The verdict on a symbol of which the text says that it replaces another of its number."""
    if alone.key != other.key:
        return alone
    reason = because("văn bản còn nêu số này của khóa khác, chưa rõ ở đây là khóa nào")
    open_key = str(DirectiveKey.parse(alone.key or "").in_term(UNKNOWN)) if alone.key else None
    return Verdict(open_key, Outcome.AMBIGUOUS, reason, alone.candidates)


def _before_fuller(completed: Verdict, alone: Verdict, fuller: Citation) -> Verdict:
    """The verdict on a symbol in front of its fuller mention, which may be another term's.

    "Thay mẫu của Hướng dẫn số 01-HD/TW ngày 20/9/2016" may explain the 01-HD/TW before it, or be
    told from it.
    """
    if alone.outcome is not Outcome.RESOLVED or alone.key in (None, completed.key):
        if completed.certainty is not Certainty.STATED or alone.certainty is Certainty.STATED:
            return completed
        return replace(completed, reason=short_for(fuller), certainty=Certainty.INFERRED)
    reason = because("văn bản còn nêu số này của khóa khác, chưa rõ ở đây là khóa nào")
    keys = tuple(key for key in (completed.key, alone.key) if key)
    open_key = str(DirectiveKey.parse(alone.key or "").in_term(UNKNOWN))
    return Verdict(open_key, Outcome.AMBIGUOUS, reason, keys)


def follow_stated(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let a bare symbol mean what a mention before it means by its subject."""
    meant: dict[tuple[str, str], dict[str, Citation]] = defaultdict(dict)
    for index, verdict in verdicts.items():
        one = citations[index]
        is_sure = verdict.certainty is Certainty.STATED and one.number and one.body_code
        if verdict.key and is_sure:
            meant[_symbol(one)].setdefault(verdict.key, one)
    for index, verdict in verdicts.items():
        one = citations[index]
        keys = meant.get(_symbol(one), {})
        if verdict.certainty is Certainty.STATED or len(keys) != 1:
            continue
        ((key, fuller),) = keys.items()
        if _states(fuller) or one.span < fuller.span:
            continue
        certainty = Certainty.STATED
        if key not in verdict.candidates:
            if not _may_follow(one, verdict, fuller, key, scope):
                continue
            certainty = Certainty.INFERRED  # by itself it would be the later term's
        verdicts[index] = Verdict(key, Outcome.RESOLVED, short_for(fuller), (key,), certainty)


def part_meanings(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let a bare symbol follow no mention where the text states two papers of its number.

    What is named without a number ("Cương lĩnh năm 1991") has no symbol that could be another's.
    """
    stated: dict[tuple[str, str], set[str]] = defaultdict(set)
    for index, verdict in verdicts.items():
        if verdict.key and verdict.certainty is Certainty.STATED:
            stated[_symbol(citations[index])].add(verdict.key)
    for index, verdict in verdicts.items():
        one = citations[index]
        is_sure = verdict.certainty is Certainty.STATED and cited_body(one)
        if (
            not (is_sure and one.number and one.body_code)
            or len(stated[_symbol(one)]) < 2
            or _states(one)
        ):
            continue
        if not identified_by_subject(one, scope):
            verdicts[index] = resolve_numbered(one, scope)


def _symbol(citation: Citation) -> tuple[str, str]:
    return citation.number or "", citation.body_code or ""


def _may_follow(
    one: Citation, verdict: Verdict, fuller: Citation, key: str, scope: ResolutionScope
) -> bool:
    """Whether a symbol that is led to another term may mean what was said of it before."""
    row = scope.registry.get(key)
    return (
        row is not None
        and fuller.span < one.span
        and is_untold(one, verdict)
        and not contradicts(row, one, scope.registry)
        and not scope.wording.are_told_apart(one, fuller)
    )


def follow_short_forms(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let a bare short form mean what one before it was told to be by its subject or khóa."""
    told: dict[tuple[str, str], dict[str, Citation]] = defaultdict(dict)
    for index, one in enumerate(citations):
        verdict = verdicts.get(index)
        if one.kind != "short" or verdict is None:
            continue
        keys = told[number_of(one), written_code(one, None)]
        if verdict.certainty is Certainty.STATED and verdict.key and verdict.fuller is None:
            keys.setdefault(verdict.key, one)
        elif len(keys) == 1 and not verdict.fuller:
            ((key, fuller),) = keys.items()
            if key != verdict.key and _may_follow(one, verdict, fuller, key, scope):
                why = short_for(fuller)
                verdicts[index] = Verdict(key, Outcome.RESOLVED, why, (key,), Certainty.INFERRED)


def _stated_parts(citation: Citation) -> tuple[object, ...]:
    return citation.term, citation.illegible_term, citation.date, citation.place


def _states(citation: Citation) -> bool:
    body = cited_body(citation)
    return bool(citation.place or citation.illegible_term) or (
        body is not None and term_key(citation, body, "province") is not None
    )


def _of_another_place(
    fuller: Citation, citation: Citation, body: IssuingBody | None, own: Seat
) -> bool:
    """Whether the fuller mention names a committee elsewhere: a bare symbol is one's own."""
    if not fuller.place or citation.place or body is None:
        return False
    home = {"province": own.province, "district": own.district}.get(body.place)
    return own.head != "" and home is not None and place_slug(fuller.place.split(",")[0]) != home
