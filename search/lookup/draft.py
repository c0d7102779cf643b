"""Checking a draft (kiểm tra trích dẫn): each citation of a text, judged, with its wording.

>>> from indexer.directives import Registry
>>> draft = check_draft("theo Quyết định số 213-QĐ/TW (khóa XII)", Registry.load())
>>> [(str(one.judgement), one.wordings[0].text) for one in draft.findings]
[('wrong_type', 'Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)')]

A citation is judged by the draft's date, committee and province.  The writer may give them; what
is not given is read from the draft's own letterhead, where it stands there in full.  Nothing is
guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from indexer.directives import (
    CitingContext,
    Knowledge,
    Registry,
    certain_date,
    parse_issuer,
    resolved_citations,
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
from indexer.stages import TYPED, NoticeStage, StageFailure, StageGuard
from indexer.text import unaccent
from indexer.understanding import citing_context, understand
from search.lookup.checks import CHECKS, successors
from search.lookup.draft_citation import DraftCitation, Judgement, Remark
from search.lookup.house_style import registry_wording, text_wording
from search.lookup.lookup import MAX_TEXT, citations_in

_LEAD_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class SuggestedWording:
    """A wording to copy, and the directive it names; None where the text alone gave it."""

    text: str
    directive: Directive | None = None


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One citation of a draft: what is to be said of it, the gravest first, and how to write it.

    ``directives`` are the rows that the citation means or may mean.
    """

    resolution: Resolution
    remarks: tuple[Remark, ...]
    directives: tuple[Directive, ...]
    wordings: tuple[SuggestedWording, ...]

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
class CheckedDraft:
    """A draft checked; ``cut`` is set when the text was longer than the limit.

    ``failures`` are stages on which the program failed.
    """

    findings: tuple[DraftFinding, ...]
    issued: PartialDate | None = None
    cut: bool = False
    failures: tuple[StageFailure, ...] = ()

    @property
    def counts(self) -> tuple[tuple[Judgement, int], ...]:
        """How often each judgement was given, in the order of :class:`Judgement`."""
        counted = Counter(one.judgement for one in self.findings)
        return tuple((one, counted[one]) for one in Judgement if counted[one])


def check_draft(
    text: str, registry: Registry, context: CitingContext | None = None
) -> CheckedDraft:
    """Judge every citation of a text; ``context.issued`` is the draft's own date."""
    context = replace(context or CitingContext(), asked=True)
    cut = len(text) > MAX_TEXT
    text = text[:MAX_TEXT]
    guard = StageGuard("", TYPED, text)
    resolutions = resolved_citations(partial(citations_in, text), text, context, registry, guard)
    cases = _draft_citations(text, resolutions, registry, context.issued)
    findings = [
        guard.run(
            NoticeStage.CITATIONS,
            partial(_finding, cited),
            partial(_unchecked, cited.resolution),
            cited.citation.span,
        )
        for cited in cases
    ]
    return CheckedDraft(tuple(findings), context.issued, cut, guard.failures)


def _draft_citations(
    text: str, resolutions: Sequence[Resolution], registry: Registry, issued: PartialDate | None
) -> Iterator[DraftCitation]:
    introduced = {
        one.key for one in resolutions if one.citation.term is not None or one.citation.date
    }
    seen: set[str] = set()
    for one in resolutions:
        start = one.citation.span.start
        resolved = one.outcome is Outcome.RESOLVED and one.key is not None
        yield DraftCitation(
            resolution=one,
            directive=registry.get(one.key) if resolved and one.key else None,
            registry=registry,
            issued=issued,
            repeated=one.key in seen and resolved,
            introduced=one.key in introduced and resolved,
            before=" ".join(unaccent(text[max(0, start - _LEAD_CHARACTERS) : start]).split()),
        )
        seen.add(one.key or "")


def _unchecked(resolution: Resolution) -> DraftFinding:
    """A citation on which the program failed."""
    reason = because("chương trình gặp lỗi khi kiểm tra viện dẫn này")
    return DraftFinding(resolution, (Remark(Judgement.AMBIGUOUS, reason),), (), ())


def _finding(cited: DraftCitation) -> DraftFinding:
    one = cited.resolution
    raised = [remark for check in CHECKS if (remark := check(cited))]
    keys = [one.key, *one.candidates]
    rows = [row for key in dict.fromkeys(keys) if key and (row := cited.registry.get(key))]
    if cited.directive:
        rows = [cited.directive]
    notes = (remark for remark in raised if not remark.judgement)
    remarks = (*_faults(raised, one), *_confirmation(cited, raised), *notes)
    return DraftFinding(one, remarks, tuple(rows), tuple(_wordings(cited, rows, remarks)))


def _faults(remarks: Sequence[Remark], one: Resolution) -> Iterator[Remark]:
    """What is wrong, what the resolution itself leaves open, and what the text leaves out."""
    kinds = {remark.judgement for remark in remarks}
    wrong = (Judgement.WRONG_TYPE, Judgement.WRONG_DATE, Judgement.LATER)
    yield from (remark for remark in remarks if remark.judgement in wrong)
    if one.outcome is Outcome.MALFORMED:
        yield Remark(Judgement.MALFORMED, one.reason)
    elif one.outcome is Outcome.NOT_HELD and not kinds & {Judgement.WRONG_DATE, Judgement.LATER}:
        unread = one.reason if one.citation.illegible_term else None
        yield Remark(Judgement.NOT_HELD, unread or because("danh mục chưa có văn bản này"))
    elif one.outcome is Outcome.AMBIGUOUS and not kinds & {
        Judgement.WRONG_DATE, Judgement.LATER, Judgement.MISSING_TERM,
    }:  # fmt: skip
        yield Remark(Judgement.AMBIGUOUS, one.reason)
    yield from (one for one in remarks if one.judgement and one.judgement not in wrong)


def _confirmation(cited: DraftCitation, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """The sentence of a citation in which nothing is amiss."""
    row = cited.directive
    if row is None or any(remark.judgement for remark in remarks):
        return
    citation = cited.citation
    if row.confidence == "unconfirmed":
        reason = because("khớp với danh mục, nhưng dòng ấy chưa kiểm chứng")
    elif cited.repeated and not cited.states_term:
        reason = because("nhắc lại văn bản đã nêu ở trên")
    elif citation.date and not _has_certain_day(row):
        reason = because("số khớp với danh mục; ngày ghi ở đó chưa kiểm chứng")
    elif citation.date and citation.term:
        reason = because("số, ngày và khóa khớp với danh mục")
    elif citation.date:
        reason = because("số và ngày khớp với danh mục")
    else:
        reason = cited.resolution.reason
    yield Remark(Judgement.CORRECT, reason)


def _has_certain_day(row: Directive) -> bool:
    date = certain_date(row)
    return date is not None and date.day is not None


def _wordings(
    cited: DraftCitation, rows: Sequence[Directive], remarks: Sequence[Remark]
) -> Iterator[SuggestedWording]:
    """The forms to copy: of the directives it means or may mean, of the newer one, or its own."""
    held = [SuggestedWording(text, row) for row in rows if (text := registry_wording(row))]
    kinds = {remark.judgement for remark in remarks}
    if Judgement.NOT_HELD in kinds or not held:
        own = text_wording(cited.resolution)
        if not (Judgement.MALFORMED in kinds or _stands_for_several(cited)):
            yield SuggestedWording(own)
    yield from held
    if Judgement.REPLACED in kinds and cited.directive:
        *_, newest = successors(cited.directive, cited.registry, cited.issued)
        if text := registry_wording(newest):
            yield SuggestedWording(text, newest)


def _stands_for_several(cited: DraftCitation) -> bool:
    """Whether a plenum's name stands for several directives: one of them is to be chosen."""
    return cited.resolution.outcome is Outcome.AMBIGUOUS and len(cited.resolution.candidates) > 1


_MAX_FIELD = 200
_WRITTEN = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class ContextForm:
    """What the writer says of a draft, as typed: date of issue, committee, province."""

    date: str = ""
    unit: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class DraftContext:
    """The context of a draft; ``is_read`` says that the date was read from its own text.

    ``misread`` is a given date that is none.
    """

    citing_context: CitingContext
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
        when = PartialDate.parse("-".join(part.zfill(2) for part in reversed(found.groups())))
        return when if when.exact() else None
    except ValueError:
        return None


def form_context(form: ContextForm) -> DraftContext:
    """The context that the writer gives."""
    issued = typed_date(form.date[:_MAX_FIELD]) if form.date.strip() else None
    province = " ".join(form.province[:_MAX_FIELD].split())
    issuer = parse_issuer(form.unit[:_MAX_FIELD], province)
    misread = form.date.strip()[:_MAX_FIELD] if issued is None else ""
    return DraftContext(CitingContext(issued, issuer, province), misread=misread)


def draft_context(text: str, form: ContextForm, knowledge: Knowledge) -> DraftContext:
    """The context that the writer gives, completed from the draft's own letterhead."""
    stated = form_context(form)
    if (stated.citing_context.issued or stated.misread) and stated.citing_context.issuer:
        return stated
    document = Document("", TYPED, "", "text/plain", text)
    reading = understand(document, knowledge)
    own = StageGuard("", TYPED, text).run(
        NoticeStage.CITATIONS,
        partial(citing_context, reading.notice, reading.issuer_place, knowledge.gazetteer),
        CitingContext,
    )
    is_stated = reading.notice.date.evidence.status is Status.STATED
    issued = reading.notice.date.value if is_stated else None
    is_read = bool(issued) and not (stated.citing_context.issued or stated.misread)
    context = CitingContext(
        stated.citing_context.issued or (issued if is_read else None),
        stated.citing_context.issuer or own.issuer,
        stated.citing_context.issuer_province or own.issuer_province,
    )
    return DraftContext(context, is_read, stated.misread)
