"""Look-ups and checked drafts as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from indexer.citations import place_name
from indexer.directives import Tie, doubt_text, validity_text
from indexer.language import figures, gettext, reason_text
from indexer.model import Certainty, Directive, Outcome, Resolution
from search.forms.held_answers import PlaceAnswers
from search.lookup import (
    FAILED,
    STATUS,
    CheckedDraft,
    DraftContext,
    DraftFinding,
    Judgement,
    LookupRow,
)
from search.typography import day, on_one_line
from search.wording import outcome_name, tie_name


def lookup(
    rows: Iterable[LookupRow], language: str, places: PlaceAnswers | None = None
) -> Iterator[str]:
    """One block of lines for each citation looked up; ``places`` tells what is held of it."""
    for row in rows:
        one = row.resolution
        written = " ".join(one.citation.text.split())
        held = places.held(one) if places else None
        status = STATUS[Outcome.RESOLVED] if held and not held.is_inferred else row.status
        yield f"{status}  {written}  →  {one.key or '—'}"
        is_inferred = one.certainty is Certainty.INFERRED
        mark = f"{tie_name(Tie.INFERRED, language)}: " if is_inferred else ""
        yield f"     {mark}{reason_text(one.reason, language)}"
        for directive in row.directives:
            yield from _told_apart(directive, language)
        if places:
            yield from _words(one, places, language)
        if row.nearest:
            yield "     " + gettext("Gần nhất trong danh mục:", language)
            for directive in row.nearest:
                yield from _told_apart(directive, language)
        if row.homonyms:
            yield "     " + gettext("Khóa khác cũng có số này:", language)
            for directive in row.homonyms:
                yield from _told_apart(directive, language)
        if row.other_terms:
            terms = ", ".join(row.other_terms)
            yield "     " + gettext(
                "Khóa {terms} cũng có hoặc có thể có số này, nhưng danh mục chưa có văn bản ấy.",
                language,
                terms=terms,
            )
        if not row.directives:
            yield "     " + gettext(
                "Tìm các từ này trong thông báo: viendan search {text}",
                language,
                text=f'"{written}"',
            )


def _words(one: Resolution, places: PlaceAnswers, language: str) -> Iterator[str]:
    """The words of the places in a citation, or that the text held has no such place."""
    told = zip(one.citation.pinpoints, places.pinpoints(one), strict=True)
    for name, words in ((place_name(at), words) for at, held in told for words in held.passages):
        if words.text is not None:
            said = on_one_line(" ".join(words.text.split()))
        elif words.exists is False:
            said = gettext("không thấy {place} ở bản trong kho", language, place=name)
        else:
            said = gettext("không thấy bản trong kho chia thành điều, khoản như vậy", language)
        level = f"[{words.secrecy.upper()}] " if words.secrecy else ""
        yield f"     {level}{name}: {said}"
        yield f"     {words.url}"


def _told_apart(directive: Directive, language: str) -> Iterator[str]:
    """A directive by its name, what tells it from others of that name, and its address."""
    yield "     " + " ".join(filter(None, (directive.type, directive.number, directive.title)))
    term = gettext("khóa {term}", language, term=directive.term) if directive.term else ""
    date = day(directive.date.iso) if directive.date else ""
    yield "     " + ", ".join(filter(None, (directive.body, term, date)))
    doubt = doubt_text(directive, language)
    doubted = gettext("chưa kiểm chứng: {cells}", language, cells=doubt) if doubt else ""
    yield "     " + " · ".join(filter(None, (validity_text(directive, language), doubted)))
    yield f"     /van-ban/{directive.key}"


def draft(checked: CheckedDraft, language: str) -> Iterator[str]:
    """Whose draft it is, every finding with its wordings, and a tally beneath them."""
    yield from draft_context(checked.context, language)
    for one in checked.findings:
        yield from _finding(one, language)
    tally = ", ".join(
        f"{judgement_name(judgement, language)} {figures(number, language)}"
        for judgement, number in checked.counts
    )
    total = gettext("{n} viện dẫn", language, n=len(checked.findings))
    yield f"{total}: {tally}" if tally else total


def draft_context(context: DraftContext, language: str) -> Iterator[str]:
    """Of whom and of what day a draft is taken to be, in sentences."""
    if context.issuer_read:
        yield gettext(
            "Dự thảo của {issuer}, {place} (đọc từ phần đầu văn bản).",
            language,
            issuer=context.issuer_read,
            place=context.place_read,
        )
    issued = context.citing_context.issued
    if issued is None:
        yield gettext("Không rõ ngày của dự thảo, nên không xét văn bản nào có sau nó.", language)
    elif context.is_read:
        yield gettext(
            "Ngày của dự thảo, đọc từ phần đầu văn bản: {day}.", language, day=day(issued.iso)
        )
    else:
        yield gettext("Ngày của dự thảo: {day}.", language, day=day(issued.iso))


def row_outcome_name(row: LookupRow, language: str = "vi") -> str:
    """What came of a look-up, in the words of the page."""
    if row.status == FAILED:
        return gettext("chương trình gặp lỗi", language)
    outcome = row.resolution.outcome
    if row.is_searched and outcome is Outcome.AMBIGUOUS:
        return gettext("khớp nhiều văn bản", language)
    return outcome_name(outcome, language)


def judgement_name(judgement: Judgement, language: str = "vi") -> str:
    """A judgement in a few words.

    >>> judgement_name(Judgement.WRONG_TYPE), judgement_name(Judgement.LATER, "en")
    ('sai tên loại', 'later than the draft')
    """
    return {
        Judgement.CORRECT: gettext("đúng", language),
        Judgement.MISSING_TERM: gettext("thiếu khóa", language),
        Judgement.WRONG_TYPE: gettext("sai tên loại", language),
        Judgement.WRONG_SUBJECT: gettext("nội dung không khớp", language),
        Judgement.FORM: gettext("chưa đúng thể thức", language),
        Judgement.WRONG_DATE: gettext("ngày không khớp", language),
        Judgement.REPLACED: gettext("đã được thay thế", language),
        Judgement.WRONG_BODY: gettext("sai cơ quan ban hành", language),
        Judgement.LATER: gettext("có sau dự thảo", language),
        Judgement.NO_SUCH_PLACE: gettext("không có điều, khoản ấy", language),
        Judgement.AMBIGUOUS: gettext("chưa phân định", language),
        Judgement.NOT_HELD: gettext("chưa có trong danh mục", language),
        Judgement.MALFORMED: gettext("không phải viện dẫn", language),
    }[judgement]


def _finding(one: DraftFinding, language: str) -> Iterator[str]:
    citation = one.resolution.citation
    judged = ", ".join(
        judgement_name(remark.judgement, language) for remark in one.remarks if remark.judgement
    )
    written = click.style(" ".join(citation.text.split()), bold=True)
    yield f"{citation.span.start:6d}  {written}  [{judged}]"
    for remark in one.remarks:
        yield f"        {reason_text(remark.reason, language)}"
    if one.resolution.certainty is Certainty.INFERRED:
        why = reason_text(one.resolution.reason, language)
        yield f"        {tie_name(Tie.INFERRED, language)}: {why}"
    for fixed in one.corrections:
        changed = gettext(
            "sửa: {before} → {after}", language, before=fixed.before, after=fixed.after
        )
        yield f"        {changed}"
    for form in one.wordings:
        doubt = doubt_text(form.directive, language) if form.directive else ""
        doubted = gettext("chưa kiểm chứng: {cells}", language, cells=doubt) if doubt else ""
        yield f"      → {form.text}" + (f"  ({doubted})" if doubted else "")
