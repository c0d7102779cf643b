"""Look-ups and checked drafts as data: what ``/tra-cuu.json``, ``lookup`` and ``draft`` give."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from indexer.language import reason_text
from indexer.model import Outcome
from search import lookup as lookups
from search.forms.answers import (
    OF_THE_INDEX,
    CitationColumns,
    FailedStage,
    HeldDirective,
    TextAddress,
    citation,
    failed_stages,
    from_attributes,
)
from search.forms.held_answers import (
    HeldPinpoint,
    PlaceAnswers,
    PossibleKey,
    possible_keys,
    rows,
    text_addresses,
    unheld_pinpoints,
)
from search.forms.role_answers import GoverningWords
from search.held import HeldTexts, text_meant
from search.lookup import MAX_TEXT, DraftContext, Gravity, Judgement


class LookedUpCitation(CitationColumns[int], frozen=True):
    """A citation or a typed line looked up: 200 found, 300 several, 404 not held, 400 not a
    directive, 500 where the program failed on it.

    ``outcome`` says the same in the word that the citations of a notice have for it, and nothing
    where the program failed.  ``type`` is that of the directive where none is written.
    ``kind`` is ``typed`` where the whole line was searched for.  ``nearest`` are the directives
    nearest to one that is not held; none of them is meant.  ``homonyms`` bear the number in
    other terms, ``other_terms`` have reached it though no such directive is held.  ``role`` is what
    a text cites it for, ``cue`` the words that say so.  ``pinpoints`` are the places in it, each
    with its words in the text that is held.  ``held`` are the notices that are the text of what it
    means, which is found (200) then, also where the registry lacks it.
    ``possible`` are those held or cited that a number may mean (300) which leaves open whose it is.
    """

    outcome: Outcome | None
    directives: tuple[HeldDirective, ...]
    nearest: tuple[HeldDirective, ...]
    homonyms: tuple[HeldDirective, ...]
    other_terms: tuple[str, ...]
    role: str
    cue: GoverningWords | None
    pinpoints: tuple[HeldPinpoint, ...]
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX] = ()
    possible: tuple[PossibleKey, ...] = ()


class TextContext(Struct, frozen=True):
    """The date, committee and province that a text was read with."""

    issued: str | None
    issued_is_read: bool
    issued_misread: str | None
    issuer_unit: str | None
    issuer_province: str | None


class Lookup(Struct, frozen=True):
    """Every citation of a text looked up; ``cut`` where it was longer than ``limit`` characters."""

    rows: tuple[LookedUpCitation, ...]
    cut: bool
    limit: int
    context: TextContext
    failures: tuple[FailedStage, ...]


class FindingRemark(Struct, frozen=True):
    """One thing to say of a citation; without a judgement it finds no fault."""

    judgement: Judgement | None
    because: str


class Wording(Struct, frozen=True):
    """A wording to copy, and the key of the directive that it names."""

    text: str
    key: str | None


class DraftCorrection(Struct, frozen=True):
    """What is corrected by itself: where it stands, what stands there and what is to."""

    start: int
    end: int
    before: str
    after: str


class Finding(CitationColumns[Outcome], frozen=True):
    """A citation of a draft: the gravest judgement, every remark, and the wordings to copy.

    ``mark`` is its number in the text, 0 where nothing is to be said; ``corrections`` are those
    that leave no choice.  ``held`` are the notices that are the text of what it means.
    """

    judgement: Judgement
    gravity: Gravity
    mark: int
    because: str
    remarks: tuple[FindingRemark, ...]
    wordings: tuple[Wording, ...]
    corrections: tuple[DraftCorrection, ...]
    directives: tuple[HeldDirective, ...]
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX] = ()


class LeftOutCorrection(DraftCorrection, frozen=True):
    """A correction that a Word file could not be given, and why."""

    because: str


class AmendedWord(Struct, frozen=True):
    """The Word file that was sent, as base64, with the corrections as tracked changes; null where
    it could be given none."""

    docx: bytes | None
    left_out: tuple[LeftOutCorrection, ...]


class Draft(Struct, frozen=True):
    """Every citation of a draft judged, the gravest first; ``cut`` where it was longer than
    ``limit`` characters.

    ``corrected`` is its text with all corrections, ``word`` its file where one of Word was sent and
    something is corrected.
    """

    findings: tuple[Finding, ...]
    counts: dict[Judgement, int]
    corrected: str
    word: AmendedWord | None
    cut: bool
    limit: int
    context: TextContext
    failures: tuple[FailedStage, ...]


def lookup(
    found: lookups.LookupResult,
    context: DraftContext,
    language: str,
    places: PlaceAnswers | None = None,
) -> Lookup:
    """The answer to a look-up, with its limit and what it was looked up for; ``places`` tells what
    is held of it."""
    looked_up = tuple(row(one, language, places) for one in found.rows)
    failures = failed_stages(found.failures, language)
    return Lookup(looked_up, found.cut, MAX_TEXT, _context(context), failures)


def row(
    one: lookups.LookupRow, language: str = "vi", places: PlaceAnswers | None = None
) -> LookedUpCitation:
    """One citation looked up; ``places`` tells what is held of it."""
    cited = citation(one.resolution, language)
    texts = places.texts if places else None
    text = places.held(one.resolution) if places else None
    is_found = text is not None and not text.is_inferred
    possible = possible_keys(one.resolution, texts) if text is None else ()
    outcome = Outcome.RESOLVED if is_found else one.resolution.outcome
    if possible:
        outcome = Outcome.AMBIGUOUS
    return from_attributes(
        LookedUpCitation,
        cited,
        type=one.type,
        status=lookups.STATUS[outcome] if is_found or possible else one.status,
        outcome=None if one.has_failed else outcome,
        directives=rows(one.directives, texts),
        nearest=rows(one.nearest, texts),
        homonyms=rows(one.homonyms, texts),
        other_terms=one.other_terms,
        pinpoints=places.pinpoints(one.resolution) if places else unheld_pinpoints(one.resolution),
        held=text_addresses(text),
        possible=possible,
    )


def draft(
    checked: lookups.CheckedDraft,
    amended: lookups.AmendedDraft | None,
    language: str,
    texts: HeldTexts | None = None,
) -> Draft:
    """A draft checked, with its limit and what it was checked against."""
    return Draft(
        tuple(finding(one, language, texts, checked.context.day) for one in checked.findings),
        dict(checked.counts),
        checked.corrected,
        _word(amended, language) if amended else None,
        checked.cut,
        MAX_TEXT,
        _context(checked.context),
        failed_stages(checked.failures, language),
    )


def _word(amended: lookups.AmendedDraft, language: str) -> AmendedWord:
    left_out = (
        LeftOutCorrection(*one.span, one.before, one.after, reason_text(reason, language))
        for one, reason in amended.left_out
    )
    return AmendedWord(amended.data or None, tuple(left_out))


def finding(
    one: lookups.DraftFinding, language: str = "vi", texts: HeldTexts | None = None, on: str = ""
) -> Finding:
    """One citation of a draft of the day ``on``."""
    return from_attributes(
        Finding,
        citation(one.resolution, language),
        judgement=one.judgement,
        gravity=one.gravity,
        mark=one.mark,
        because=reason_text(one.because, language),
        remarks=tuple(
            FindingRemark(remark.judgement, reason_text(remark.reason, language))
            for remark in one.remarks
        ),
        wordings=tuple(
            Wording(form.text, form.directive.key if form.directive else None)
            for form in one.wordings
        ),
        corrections=tuple(
            DraftCorrection(*fixed.span, fixed.before, fixed.after) for fixed in one.corrections
        ),
        directives=rows(one.directives, texts),
        held=text_addresses(text_meant(texts, one.resolution, on) if texts else None),
    )


def _context(context: DraftContext) -> TextContext:
    known = context.citing_context
    return TextContext(
        issued=known.issued.iso if known.issued else None,
        issued_is_read=context.is_read,
        issued_misread=context.misread or None,
        issuer_unit=str(known.issuer) if known.issuer else None,
        issuer_province=known.issuer_province or None,
    )
