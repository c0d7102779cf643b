"""Checking a draft (kiểm tra trích dẫn): each citation of a text, judged, with its wording.

>>> from indexer.directives import Registry
>>> draft = check_draft("theo Quyết định số 213-QĐ/TW (khóa XII)", Registry.load())
>>> [(str(one.judgement), one.wordings[0].text) for one in draft.findings]
[('wrong_type', 'Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)')]

What is known of a draft beside its text: its date, its committee and its province.

The writer may give them; what is not given is read from the draft's own letterhead, where it
stands there in full.  Nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.directives import (
    CitingContext,
    Knowledge,
    Registry,
    certain_date,
    parse_issuer,
    resolve,
)
from indexer.model import (
    Directive,
    Document,
    Outcome,
    PartialDate,
    Reason,
    Resolution,
    Status,
    because,
)
from indexer.text import unaccent
from indexer.understanding import citing_context, understand
from search.lookup.case import Case, Judgement, Remark
from search.lookup.checks import CHECKS, successors
from search.lookup.house_style import held_wording, written_wording
from search.lookup.lookup import MAX_TEXT, citations_in

_LEAD = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording to copy, and the directive it names; None where the text alone gave it."""

    text: str
    directive: Directive | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One citation of a draft: what is to be said of it, the gravest first, and how to write it.

    ``directives`` are the rows that the citation means or may mean.
    """

    resolution: Resolution
    remarks: tuple[Remark, ...]
    directives: tuple[Directive, ...]
    wordings: tuple[Wording, ...]

    @property
    def judgement(self) -> Judgement:
        """The gravest that was found; correct where nothing was."""
        found = (one.judgement for one in self.remarks if one.judgement)
        return next(found, Judgement.CORRECT)

    @property
    def because(self) -> Reason:
        """The sentence that goes with the judgement."""
        return next(one.reason for one in self.remarks if one.judgement)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft checked; ``cut`` is set when the text was longer than the limit."""

    findings: tuple[Finding, ...]
    issued: PartialDate | None = None
    cut: bool = False

    @property
    def counts(self) -> tuple[tuple[Judgement, int], ...]:
        """How often each judgement was given, in the order of :class:`Judgement`."""
        counted = Counter(one.judgement for one in self.findings)
        return tuple((one, counted[one]) for one in Judgement if counted[one])


def check_draft(text: str, registry: Registry, context: CitingContext | None = None) -> Draft:
    """Judge every citation of a text; ``context.issued`` is the draft's own date."""
    context = context or CitingContext()
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    resolutions = resolve(citations_in(text), text, context, registry)
    cases = _cases(text, resolutions, registry, context.issued)
    return Draft(tuple(_finding(case) for case in cases), context.issued, cut)


def _cases(
    text: str, resolutions: Sequence[Resolution], registry: Registry, issued: PartialDate | None
) -> Iterator[Case]:
    introduced = {
        one.key for one in resolutions if one.citation.term is not None or one.citation.date
    }
    seen: set[str] = set()
    for one in resolutions:
        start = one.citation.span.start
        resolved = one.outcome is Outcome.RESOLVED and one.key is not None
        yield Case(
            resolution=one,
            directive=registry.get(one.key) if resolved and one.key else None,
            registry=registry,
            issued=issued,
            repeated=one.key in seen and resolved,
            introduced=one.key in introduced and resolved,
            before=" ".join(unaccent(text[max(0, start - _LEAD) : start]).split()),
        )
        seen.add(one.key or "")


def _finding(case: Case) -> Finding:
    one = case.resolution
    said = [remark for check in CHECKS if (remark := check(case))]
    keys = [one.key, *one.candidates]
    rows = [row for key in dict.fromkeys(keys) if key and (row := case.registry.get(key))]
    if case.directive:
        rows = [case.directive]
    notes = (remark for remark in said if not remark.judgement)
    remarks = (*_faults(said, one), *_agreement(case, said), *notes)
    return Finding(one, remarks, tuple(rows), tuple(_wordings(case, rows, remarks)))


def _faults(said: Sequence[Remark], one: Resolution) -> Iterator[Remark]:
    """What is wrong, what the resolution itself leaves open, and what the text leaves out."""
    kinds = {remark.judgement for remark in said}
    wrong = (Judgement.WRONG_TYPE, Judgement.WRONG_DATE, Judgement.LATER)
    yield from (remark for remark in said if remark.judgement in wrong)
    if one.outcome is Outcome.MALFORMED:
        yield Remark(Judgement.MALFORMED, one.reason)
    elif one.outcome is Outcome.NOT_HELD and not kinds & {Judgement.WRONG_DATE, Judgement.LATER}:
        yield Remark(Judgement.NOT_HELD, because("danh mục chưa có văn bản này"))
    elif one.outcome is Outcome.AMBIGUOUS and not kinds & {
        Judgement.WRONG_DATE, Judgement.LATER, Judgement.MISSING_TERM,
    }:  # fmt: skip
        yield Remark(Judgement.AMBIGUOUS, one.reason)
    yield from (one for one in said if one.judgement and one.judgement not in wrong)


def _agreement(case: Case, said: Sequence[Remark]) -> Iterator[Remark]:
    """The sentence of a citation in which nothing is amiss."""
    row = case.directive
    if row is None or any(remark.judgement for remark in said):
        return
    citation = case.citation
    if row.confidence == "unconfirmed":
        reason = because("khớp với danh mục, nhưng dòng ấy chưa kiểm chứng")
    elif case.repeated and not case.states_term:
        reason = because("nhắc lại văn bản đã nêu ở trên")
    elif citation.date and not _has_certain_day(row):
        reason = because("số khớp với danh mục; ngày ghi ở đó chưa kiểm chứng")
    elif citation.date and citation.term:
        reason = because("số, ngày và khóa khớp với danh mục")
    elif citation.date:
        reason = because("số và ngày khớp với danh mục")
    else:
        reason = case.resolution.reason
    yield Remark(Judgement.CORRECT, reason)


def _has_certain_day(row: Directive) -> bool:
    date = certain_date(row)
    return date is not None and date.day is not None


def _wordings(
    case: Case, rows: Sequence[Directive], remarks: Sequence[Remark]
) -> Iterator[Wording]:
    """The forms to copy: of the directives it means or may mean, of the newer one, or its own."""
    held = [Wording(text, row) for row in rows if (text := held_wording(row))]
    kinds = {remark.judgement for remark in remarks}
    if Judgement.NOT_HELD in kinds or not held:
        own = written_wording(case.resolution)
        if not (Judgement.MALFORMED in kinds or _is_set(case)):
            yield Wording(own)
    yield from held
    if Judgement.REPLACED in kinds and case.directive:
        *_, newest = successors(case.directive, case.registry, case.issued)
        if text := held_wording(newest):
            yield Wording(text, newest)


def _is_set(case: Case) -> bool:
    """Whether a plenum's name stands for several directives: one of them is to be chosen."""
    return case.resolution.outcome is Outcome.AMBIGUOUS and len(case.resolution.candidates) > 1


_LONGEST = 200
_WRITTEN = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Given:
    """What the writer says of a draft, as typed: date of issue, committee, province."""

    date: str = ""
    unit: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The context of a draft; ``is_read`` says that the date was read from its own text.

    ``misread`` is a given date that is none.
    """

    context: CitingContext
    is_read: bool = False
    misread: str = ""


def typed_date(text: str) -> PartialDate | None:
    """A date as typed into a form, in Vietnamese or ISO order, to the day; None for another.

    >>> typed_date("9/8/2023").iso, typed_date("2023-08-09").iso, typed_date("31/02/2023")
    ('2023-08-09', '2023-08-09', None)
    """
    typed = " ".join(text.split())
    found = _WRITTEN.fullmatch(typed)
    try:
        if not found:
            when = PartialDate.parse(typed)
            return when if when.day is None or when.exact() else None
        return PartialDate.parse(date(int(found[3]), int(found[2]), int(found[1])).isoformat())
    except ValueError:
        return None


def given_context(given: Given) -> Known:
    """The context that the writer gives."""
    issued = typed_date(given.date[:_LONGEST]) if given.date.strip() else None
    province = " ".join(given.province[:_LONGEST].split())
    issuer = parse_issuer(given.unit[:_LONGEST], province)
    misread = given.date.strip()[:_LONGEST] if issued is None else ""
    return Known(CitingContext(issued, issuer, province), misread=misread)


def draft_context(text: str, given: Given, knowledge: Knowledge) -> Known:
    """The context that the writer gives, completed from the draft's own letterhead."""
    known = given_context(given)
    if (known.context.issued or known.misread) and known.context.issuer:
        return known
    document = Document("", "", "", "text/plain", text)
    reading = understand(document, knowledge)
    own = citing_context(reading.notice, reading.issuer_place, knowledge.gazetteer)
    stated = reading.notice.date.evidence.status is Status.STATED
    issued = reading.notice.date.value if stated else None
    is_read = bool(issued) and not (known.context.issued or known.misread)
    context = CitingContext(
        known.context.issued or (issued if is_read else None),
        known.context.issuer or own.issuer,
        known.context.issuer_province or own.issuer_province,
    )
    return Known(context, is_read, known.misread)
