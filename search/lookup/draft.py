"""Checking a draft (kiểm tra dự thảo): each citation of a text, judged, with its wording.

>>> from indexer.directives import Knowledge
>>> draft = check_draft("theo Quyết định số 213-QĐ/TW (khóa XII)", Knowledge.load())
>>> [(str(one.judgement), one.wordings[0].text) for one in draft.findings]
[('wrong_type', 'Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)')]

A citation is judged by the draft's date, committee and province.  The writer may give them; what
is not given is read from the draft's own letterhead, where it stands there in full.  Nothing is
guessed, and nothing of a draft is kept or told to the log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from operator import itemgetter

from indexer.directives import Knowledge, Registry, certain_date, resolved_citations
from indexer.model import (
    Citation,
    Directive,
    Document,
    Notice,
    Outcome,
    PartialDate,
    Reading,
    Reason,
    Resolution,
    Span,
    because,
)
from indexer.stages import TYPED, NoticeStage, StageFailure, StageGuard
from indexer.text import blanked, unaccent
from indexer.understanding import cited_by, understand
from search.held import HeldPassages, Relations
from search.lookup.checks import CHECKS, homonyms
from search.lookup.corrections import SureCorrection, corrected_text, sure_corrections
from search.lookup.draft_citation import (
    DraftCitation,
    Gravity,
    Judgement,
    Remark,
    folded_words,
)
from search.lookup.draft_context import ContextForm, DraftContext, draft_context, form_context
from search.lookup.held_rows import with_held_rows
from search.lookup.house_style import registry_wording, text_wording
from search.lookup.lookup import MAX_TEXT, citations_in
from search.lookup.written_parts import written_parts

_LEAD_CHARACTERS, _FOLLOWING_CHARACTERS = 60, 200
_MOST_PLACED = 400
"""Citations of a draft whose places are looked for in the texts that are held."""

_STOP = re.compile(r"[.;?!](?=\s)|\n\s*(?:\n|[-–•+*]|\w{1,3}[.)])")
"""The end of a sentence, of a paragraph or of an item of a list."""


@dataclass(frozen=True, slots=True)
class SuggestedWording:
    """A wording to copy, and the directive it names; None where the text alone gave it."""

    text: str
    directive: Directive | None = None


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One citation of a draft: what is to be said of it, the gravest first, and how to write it.

    ``directives`` are the rows that the citation means or may mean; ``corrections`` what of it
    leaves no choice.  ``mark`` is its number, which follows the text; 0 where nothing is to be
    said.  ``span`` reaches from its type word to its date.
    """

    resolution: Resolution
    span: Span
    remarks: tuple[Remark, ...]
    directives: tuple[Directive, ...]
    wordings: tuple[SuggestedWording, ...]
    corrections: tuple[SureCorrection, ...] = ()
    mark: int = 0

    @property
    def judgement(self) -> Judgement:
        """The first that was found; correct where nothing was."""
        found = (one.judgement for one in self.remarks if one.judgement)
        return next(found, Judgement.CORRECT)

    @property
    def because(self) -> Reason:
        """The sentence that goes with the judgement."""
        return next(one.reason for one in self.remarks if one.judgement)

    @property
    def place(self) -> int:
        """Where the gravest of its judgements stands among all, one with a note behind those with
        a fault."""
        most = min(one.judgement.place for one in self.remarks if one.judgement)
        is_noted = most == Judgement.CORRECT.place and len(self.remarks) > 1
        return Judgement.NOT_HELD.place if is_noted else most

    @property
    def gravity(self) -> Gravity:
        """What its writer has to do about it."""
        return tuple(Judgement)[self.place].gravity


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft checked: its text up to the limit, and the findings, the gravest first.

    ``cut`` is set when the text was longer; ``failures`` are stages on which the program failed.
    """

    text: str
    findings: tuple[DraftFinding, ...]
    context: DraftContext
    cut: bool = False
    failures: tuple[StageFailure, ...] = ()

    @property
    def counts(self) -> tuple[tuple[Judgement, int], ...]:
        """How often each judgement was given, in the order of :class:`Judgement`."""
        counted = Counter(one.judgement for one in self.findings)
        return tuple((one, counted[one]) for one in Judgement if counted[one])

    @property
    def groups(self) -> tuple[tuple[Gravity, tuple[DraftFinding, ...]], ...]:
        """The findings by what is to be done about them, the gravest first."""
        of = {one: tuple(x for x in self.findings if x.gravity is one) for one in Gravity}
        return tuple((gravity, found) for gravity, found in of.items() if found)

    @property
    def corrections(self) -> tuple[SureCorrection, ...]:
        """What is corrected by itself, in the order of the text."""
        found = (one for finding in self.findings for one in finding.corrections)
        return tuple(sorted(found, key=lambda one: one.span))

    @property
    def corrected(self) -> str:
        """The text with its corrections."""
        return corrected_text(self.text, self.corrections)


def check_draft(
    text: str,
    knowledge: Knowledge,
    form: ContextForm | None = None,
    passages: HeldPassages | None = None,
    relations: Relations | None = None,
) -> CheckedDraft:
    """Judge every citation of a draft; ``form`` is what its writer says of it.

    ``passages`` are the places of the texts that are held.  ``relations`` are what the registry and
    these texts say that replaced what; without either it is the registry alone that does.
    """
    cut = len(text) > MAX_TEXT
    text, form = text[:MAX_TEXT], form or ContextForm()
    guard = StageGuard("", TYPED, text, is_discreet=True)
    document = Document("", TYPED, "", "text/plain", text)
    reading = understand(document, knowledge, is_discreet=True, with_citations=False)
    context = guard.run(
        NoticeStage.CITATIONS,
        partial(draft_context, reading, form, knowledge.gazetteer),
        partial(form_context, form),
    )
    asked = replace(context.citing_context, asked=True)
    find, registry = partial(_citations_of, reading), knowledge.registry
    texts = passages.texts if passages else None
    if relations is None:
        relations = texts.relations if texts else Relations(registry)
    resolutions = resolved_citations(find, text, asked, registry, guard)
    cited_ones = _draft_citations(
        blanked(text, reading.notice.furniture), resolutions, registry, relations, asked.issued
    )
    findings = [
        guard.run(
            NoticeStage.CITATIONS,
            partial(_finding, replace(cited, passages=passages if at < _MOST_PLACED else None)),
            partial(_unchecked, cited.resolution),
            cited.citation.span,
        )
        for at, cited in enumerate(with_held_rows(tuple(cited_ones), texts))
    ]
    ordered = sorted(_numbered(findings), key=lambda one: one.place)
    return CheckedDraft(text, tuple(ordered), context, cut, guard.failures)


def _citations_of(reading: Reading) -> list[Citation]:
    """The citations of a draft: not its own number, nor what is no text of it.

    A line without a letterhead is no paper with a number of its own, whatever it begins with.
    """
    notice = reading.notice
    found = citations_in(blanked(reading.document.text, notice.furniture))
    return cited_by(reading.document, notice, found) if _has_letterhead(notice) else found


def _has_letterhead(notice: Notice) -> bool:
    return notice.letterhead is not None and notice.letterhead.end > 0


def _numbered(findings: Sequence[DraftFinding]) -> Iterator[DraftFinding]:
    """The findings with numbers for those of which something is to be said."""
    mark = 0
    for one in findings:
        mark += one.gravity is not Gravity.RIGHT
        yield one if one.gravity is Gravity.RIGHT else replace(one, mark=mark)


def _draft_citations(
    text: str,
    resolutions: Sequence[Resolution],
    registry: Registry,
    relations: Relations,
    issued: PartialDate | None,
) -> Iterator[DraftCitation]:
    introduced = {
        one.key for one in resolutions if one.citation.term is not None or one.citation.date
    }
    seen: set[str] = set()
    preceding: Citation | None = None
    for one, following in zip_longest(resolutions, [other.citation for other in resolutions[1:]]):
        start, behind = one.citation.span
        end = following.span.start if following else len(text)
        resolved = one.outcome is Outcome.RESOLVED and one.key is not None
        yield DraftCitation(
            resolution=one,
            directive=registry.get(one.key) if resolved and one.key else None,
            registry=registry,
            relations=relations,
            issued=issued,
            repeated=one.key in seen and resolved,
            introduced=one.key in introduced and resolved,
            before=" ".join(unaccent(text[max(0, start - _LEAD_CHARACTERS) : start]).split()),
            behind=f" {folded_words(_sentence(text, behind, end))} ",
            preceding=preceding,
            following=following,
            text=text,
            parts=written_parts(text, one.citation, following),
        )
        seen.add(one.key or "")
        preceding = one.citation


def _sentence(text: str, start: int, end: int) -> str:
    """What of a sentence follows its citation, up to the next one."""
    end = min(end, start + _FOLLOWING_CHARACTERS)
    stop = _STOP.search(text, start, end)
    return text[start : stop.start() if stop else end]


def _unchecked(resolution: Resolution) -> DraftFinding:
    """A citation on which the program failed."""
    reason = because("chương trình gặp lỗi khi kiểm tra viện dẫn này")
    remarks = (Remark(Judgement.AMBIGUOUS, reason),)
    return DraftFinding(resolution, resolution.citation.span, remarks, (), ())


def _finding(cited: DraftCitation) -> DraftFinding:
    one = cited.resolution
    raised = [remark for check in CHECKS if (remark := check(cited))]
    keys = [one.key, *one.candidates]
    rows = [row for key in dict.fromkeys(keys) if key and (row := cited.registry.get(key))]
    if cited.directive:
        rows = [cited.directive]
    notes = (remark for remark in raised if not remark.judgement)
    remarks = (*_faults(raised, cited), *_confirmation(cited, raised), *notes)
    kinds = frozenset(remark.judgement for remark in remarks if remark.judgement)
    return DraftFinding(
        one,
        _span(cited),
        remarks,
        () if cited.is_by_text else tuple(rows),
        tuple(_wordings(cited, rows, kinds)),
        sure_corrections(cited, kinds),
    )


def _span(cited: DraftCitation) -> Span:
    start, end = cited.citation.span
    return Span(start, max(end, cited.parts.date.end) if cited.parts.date else end)


def _faults(remarks: Sequence[Remark], cited: DraftCitation) -> Iterator[Remark]:
    """What is wrong, what the resolution itself leaves open, and what the text leaves out."""
    one = cited.resolution
    kinds = {remark.judgement for remark in remarks}
    wrong = (
        Judgement.WRONG_TYPE, Judgement.WRONG_SUBJECT, Judgement.WRONG_DATE, Judgement.LATER,
    )  # fmt: skip
    yield from (remark for remark in remarks if remark.judgement in wrong)
    if one.outcome is Outcome.MALFORMED:
        yield Remark(Judgement.MALFORMED, one.reason)
    elif _is_not_held(cited) and not kinds & {
        Judgement.WRONG_DATE, Judgement.LATER, Judgement.REPLACED,
    }:  # fmt: skip
        yield Remark(Judgement.NOT_HELD, _why_not_held(cited))
    elif one.outcome is Outcome.AMBIGUOUS and not kinds & {
        Judgement.WRONG_SUBJECT, Judgement.WRONG_DATE, Judgement.LATER, Judgement.MISSING_TERM,
    }:  # fmt: skip
        yield Remark(Judgement.AMBIGUOUS, one.reason)
    others = [(one.judgement.place, one) for one in remarks if one.judgement]
    yield from (one for _, one in sorted(others, key=itemgetter(0)) if one.judgement not in wrong)


def _is_not_held(cited: DraftCitation) -> bool:
    """Whether neither the registry has a directive nor one text is held of it."""
    return cited.resolution.outcome is Outcome.NOT_HELD and not cited.is_by_text


def _why_not_held(cited: DraftCitation) -> Reason:
    one = cited.resolution
    if one.citation.illegible_term:
        return one.reason
    if cited.rivals:
        return because(
            "danh mục chưa có văn bản này; trong kho có {n} bản khác nhau", n=cited.rivals
        )
    return because("danh mục chưa có văn bản này")


def _confirmation(cited: DraftCitation, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """The sentence of a citation in which nothing is amiss."""
    row = cited.directive
    if row is None or any(remark.judgement for remark in remarks):
        return
    citation = cited.citation
    if cited.is_by_text:
        yield Remark(Judgement.CORRECT, _as_the_text(cited, row))
        return
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


def _as_the_text(cited: DraftCitation, row: Directive) -> Reason:
    """That a citation is right by the text held of what it cites."""
    if cited.repeated and not cited.states_term:
        return because("nhắc lại văn bản đã nêu ở trên")
    if cited.citation.date and row.date:
        return because("đúng theo bản trong kho: số và ngày")
    return because("đúng theo bản trong kho")


def _has_certain_day(row: Directive) -> bool:
    date = certain_date(row)
    return date is not None and date.day is not None


def _wordings(
    cited: DraftCitation, rows: Sequence[Directive], kinds: frozenset[Judgement]
) -> Iterator[SuggestedWording]:
    """The forms to copy: of the directives it means or may mean, of the newer one, or its own."""
    held = [SuggestedWording(text, row) for row in rows if (text := registry_wording(row))]
    if Judgement.NOT_HELD in kinds or not held:
        own = text_wording(cited.resolution)
        is_left_open = Judgement.MALFORMED in kinds or _stands_for_several(cited)
        is_its_own = Judgement.NOT_HELD in kinds and _is_written_so(cited, own)
        if not (is_left_open or is_its_own):
            yield SuggestedWording(own)
    yield from held
    if Judgement.MISSING_TERM in kinds:
        for row in homonyms(cited):
            if text := registry_wording(row):
                yield SuggestedWording(text, row)
    if Judgement.REPLACED in kinds:
        newest = cited.registry.get(cited.successors()[-1].newer)
        if newest and (text := registry_wording(newest)):
            yield SuggestedWording(text, newest)


def _is_written_so(cited: DraftCitation, wording: str) -> bool:
    """Whether a citation stands in the draft in this wording, be it across lines."""
    written = cited.text[cited.citation.span.start :][: 2 * len(wording)]
    return " ".join(written.split()).startswith(wording)


def _stands_for_several(cited: DraftCitation) -> bool:
    """Whether a plenum's name stands for several directives: one of them is to be chosen."""
    return cited.resolution.outcome is Outcome.AMBIGUOUS and len(cited.resolution.candidates) > 1
