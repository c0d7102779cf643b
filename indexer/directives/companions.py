"""Directives named together: "Nghị quyết số 18-NQ/TW, 19-NQ/TW" are the papers of one plenum.

Members of one list that were issued on one day, or by one plenum, are cited as a pair.  So a member
whose date or subject is told tells the others; and where a subject speaks of the whole list, or
only one term ever issued such a pair, it is that term's.  A conclusion and the resolution that its
title names are a pair too.  What comes out is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from indexer.directives.following_words import FollowingWords
from indexer.directives.homonyms import BareNumber
from indexer.directives.keys import CENTRE, DirectiveKey
from indexer.directives.numbered import ResolutionScope, bare_number
from indexer.directives.parsed_symbol import number_of, written_code
from indexer.directives.registers import Standing
from indexer.directives.telling_apart import agrees, leaning_sets
from indexer.directives.titles import named_in_title
from indexer.directives.verdicts import (
    Verdict,
    code_of,
    is_untold,
    may_be_one_type,
    resolved_verdict,
    term_of,
)
from indexer.knowledge import central_term_at, central_terms, known_body
from indexer.model import Certainty, Citation, Directive, Outcome, because
from indexer.text import unaccent

_MOST = 6
"""Members above which a list is no pair of anything."""

_FURTHEST = 110
"""Letters between two members, above which they are no neighbours."""

_LINK = re.compile(
    r"(?:[\s,()*_\"]|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|(?:va|cung|so|ngay|thang|nam|cua|bo chinh tri|ban chap hanh|bch|trung uong|tw|dang"
    r"|khoa|[ivxl]{1,5}|\d{1,4})(?![a-z0-9]))+"
)
"""What stands between two members: marks, "và", a date, an organ."""

_SAME_DAY = re.compile(r"[\s,;()\w./-]{0,60}(?<![a-z])cung ngay(?![a-z])[\s,;()\w]{0,60}")


def follow_companions(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let the members of a list mean what they mean together."""
    centre = known_body(CENTRE.segment)
    if centre is None:
        return
    for group in _lists(citations, verdicts, scope.wording):
        # What is said behind a list is said of all, so that it is not held against a member alone.
        members = {index: replace(citations[index], kind="list") for index in group}
        numbers = {index: bare_number(one, centre, scope) for index, one in members.items()}
        _follow(numbers, verdicts, scope)


def _lists(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], wording: FollowingWords
) -> Iterator[list[int]]:
    """The lists of central papers of one type, of two members at least."""
    group: list[int] = []
    for index, citation in enumerate(citations):
        joins = bool(group) and _goes_on(citations[group[-1]], citation, wording)
        if group and not joins:
            if 2 <= len(group) <= _MOST:
                yield group
            group = []
        if index in verdicts and _is_central(citation, verdicts[index]):
            group.append(index)
    if 2 <= len(group) <= _MOST:
        yield group


def _is_central(citation: Citation, verdict: Verdict) -> bool:
    key = DirectiveKey.parse(verdict.key) if verdict.key else None
    return bool(citation.number and key and key.body == CENTRE and not citation.illegible_term)


def _goes_on(one: Citation, following: Citation, wording: FollowingWords) -> bool:
    apart = following.span.start - one.span.end
    if one.type != following.type or not 0 <= apart < _FURTHEST:
        return False
    between = wording.between(one, following)
    return bool(_LINK.fullmatch(between) or _SAME_DAY.fullmatch(between))


def _follow(
    numbers: dict[int, BareNumber], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    if len({number.open_key for number in numbers.values()}) < len(numbers):
        return
    bare = [index for index in numbers if _is_bare(numbers[index], verdicts[index])]
    rows = _meant_together(numbers, verdicts, scope) if bare else None
    if rows is None:
        return
    meant = dict(zip(numbers, rows, strict=True))
    is_of_list = _is_subject_of(rows, numbers)
    for index in bare:
        row = meant[index]
        if (row in numbers[index].meant or is_of_list) and verdicts[index].key != row.key:
            others = ", ".join(other.number for other in rows if other.key != row.key)
            reason = because("nêu cùng {others}, ban hành cùng đợt", others=others)
            verdicts[index] = resolved_verdict(row, reason, Certainty.INFERRED)


def _meant_together(
    numbers: dict[int, BareNumber], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> list[Directive] | None:
    """The rows that the numbers of a list mean together, where one term's alone can be meant."""
    terms = _terms_together(numbers)
    told = [verdicts[index] for index in numbers if verdicts[index].certainty is Certainty.STATED]
    if told:
        keys = {verdict.key for verdict in told}
        terms = {term: rows for term, rows in terms.items() if keys <= {row.key for row in rows}}
    elif len(terms) > 1:
        terms = _by_subject(numbers, terms)
    elif not (_are_named(terms, numbers) or _is_sole(terms, numbers, scope)):
        return None
    return next(iter(terms.values())) if len(terms) == 1 else None


def _is_bare(number: BareNumber, verdict: Verdict) -> bool:
    citation = number.citation
    has_own = citation.term or citation.date or verdict.fuller
    return verdict.certainty is not Certainty.STATED and not has_own


def _terms_together(numbers: dict[int, BareNumber]) -> dict[str, list[Directive]]:
    """The terms that issued all the numbers on one day or by one plenum, with the rows."""
    found: dict[str, list[Directive]] = {}
    every = [number.dated for number in numbers.values()]
    for rows in product(*every):
        if len({(term_of(row), code_of(row)) for row in rows}) == 1 and _are_together(
            rows, next(iter(numbers.values()))
        ):
            found[term_of(rows[0])] = list(rows)
    return found


def _are_together(rows: Sequence[Directive], number: BareNumber) -> bool:
    days = {row.date for row in rows}
    if len(days) == 1 and rows[0].date and rows[0].date.day:
        return True
    keys = {row.key for row in rows}
    return any(keys <= set(one.resolutions) for one in number.registry.plenums.values())


def _by_subject(
    numbers: dict[int, BareNumber], terms: dict[str, list[Directive]]
) -> dict[str, list[Directive]]:
    """Those whose titles, taken together, are about what is said behind the list.

    Without such words the list is of the latest term, as each of its numbers is by itself.
    """
    subject = _joint_subject(numbers)
    if not subject:
        return {}
    registry = next(iter(numbers.values())).registry
    left = leaning_sets(list(terms.values()), subject, registry)
    return {term: rows for term, rows in terms.items() if rows in left}


def _joint_subject(numbers: dict[int, BareNumber]) -> str:
    citations = [number.citation for number in numbers.values()]
    return " ".join(one.subject for one in citations if one.subject)


def _are_named(terms: dict[str, list[Directive]], numbers: dict[int, BareNumber]) -> bool:
    """Whether the one term that issued such a list is told by what is said behind it."""
    return len(terms) == 1 and _is_subject_of(next(iter(terms.values())), numbers)


def _is_subject_of(rows: Sequence[Directive], numbers: dict[int, BareNumber]) -> bool:
    """Whether what is said behind a list is the subject of one of its members."""
    subject, number = _joint_subject(numbers), next(iter(numbers.values()))
    return any(agrees(row, subject, number.registry, number.issued) for row in rows)


def _is_sole(
    terms: dict[str, list[Directive]], numbers: dict[int, BareNumber], scope: ResolutionScope
) -> bool:
    """Whether no later term can have issued such a list: it had none, or all are known apart."""
    current = central_term_at(scope.issued) if scope.issued else None
    if current is None or len(terms) != 1:
        return False
    (meant,) = terms
    first = next(term.number for term in central_terms() if term.key == meant)
    for term in central_terms():
        if not first < term.number <= current.number:
            continue
        unheld = [one for one in numbers.values() if not one.of_term(term)]
        if any(one.standing(term) is not Standing.CANNOT_HAVE_HAD for one in unheld):
            return False
    return True


# --- the one named in the title of the other -------------------------------------------------


def follow_titles(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let a bare symbol mean what the title of the directive before it names."""
    for index, following in enumerate(citations[1:]):
        carrying, alone = verdicts.get(index), verdicts.get(index + 1)
        if not (carrying and alone and is_untold(following, alone)):
            continue
        meant = _named_by(citations[index], carrying, following, scope)
        if meant and meant.key != alone.key:
            full = " ".join(citations[index].text.split())
            reason = because("văn bản mà {full} nói đến", full=full)
            verdicts[index + 1] = resolved_verdict(meant, reason, Certainty.INFERRED)


def _named_by(
    citation: Citation, carrying: Verdict, following: Citation, scope: ResolutionScope
) -> Directive | None:
    """The directive that the one before is about, if text and title name the same symbol."""
    row = scope.registry.get(carrying.key or "_/_/_")
    if row is None or carrying.outcome is not Outcome.RESOLVED:
        return None
    meant = named_in_title(row, scope.registry)
    if meant is None:
        return None
    if following.kind == "short":
        return meant if _is_short_for(meant, citation, following, scope.wording) else None
    carried = scope.wording.carried_on(citation)
    return meant if carried and carried.symbol == unaccent(following.number or "") else None


def _is_short_for(
    meant: Directive, citation: Citation, following: Citation, wording: FollowingWords
) -> bool:
    """Whether a short form right behind a directive may be the one that its title names:
    ``Kết luận 83-KL/TW (tổng kết Nghị quyết 48)``."""
    if following.span.start - citation.span.end > _FURTHEST or following.body_code:
        return False
    is_called = may_be_one_type(code_of(meant), written_code(following, None))
    has_number = DirectiveKey.parse(meant.key).number == number_of(following)
    return is_called and has_number and wording.carries_on(citation, following)
