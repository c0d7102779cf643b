"""Results and readings as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from indexer.directives import Tie
from indexer.language import figures, gettext, reason_text
from indexer.model import (
    Arrival,
    Citation,
    Field,
    Level,
    PartialDate,
    Reading,
    Signatory,
)
from search.display import (
    FacetValue,
    cited_for,
    describe_matches,
    describe_roles,
    facet_name,
    headline,
    level_name,
    value_name,
    with_mark,
)
from search.engine import Hit, Snippet, mentions_within
from search.forms.terminal_citations import failures, free_pinpoints, resolutions
from search.held import what_is_open
from search.pages.results import ResultsPage
from search.suggest import Relaxation, describe_relaxation
from search.typography import day, on_one_line
from search.wording import describe_arrival, status_name, tie_name


def results(page: ResultsPage, language: str) -> Iterator[str]:
    """A page of hits and the facets beneath it; without hits, wider questions."""
    found = page.results
    understood = "; ".join(reason_text(reason, language) for reason in found.understood)
    if understood:
        yield gettext("Hiểu là: {understood}.", language, understood=understood)
    yield gettext(
        "{n} thông báo, trang {page}/{pages}",
        language,
        n=found.total,
        page=found.page,
        pages=found.pages,
    )
    if found.possible:
        yield gettext(
            "Trong đó {n} thông báo có thể viện dẫn, chưa chắc", language, n=found.possible
        )
    if found.without_marks:
        yield gettext(
            "Thêm {n} thông báo khi bỏ dấu (--ignore-marks)", language, n=found.without_marks
        )
    if found.total and not found.hits:
        yield gettext("Danh sách không dài đến trang này.", language)
    yield from _alternatives(page, language)
    for hit in found.hits:
        yield ""
        yield from _hit(hit, language)
    for name, values in found.facets.items():
        if values:
            yield ""
            yield click.style(facet_name(name, language), bold=True)
            for value in values[:10]:
                mark = "*" if value.selected else " "
                label = value_name(name, value.value, value.label, language)
                apart = "".join(f"  {one}" for one in _less_sure(value, language))
                yield f" {mark}{figures(value.count, language):>6}  {label}  [{value.value}]{apart}"


def _less_sure(value: FacetValue, language: str) -> Iterator[str]:
    """How many of the notices with a value do not surely have it."""
    if value.inferred:
        yield gettext("{n} suy luận", language, n=value.inferred)
    if value.possible:
        yield gettext("{n} có thể", language, n=value.possible)


def _alternatives(page: ResultsPage, language: str) -> Iterator[str]:
    """What may have been meant: nearest words and places, and where nothing was found the rest."""
    words = [
        Relaxation("another word", one.offered, one.count, link) for one, link in page.spellings
    ]
    yield from _relaxations(gettext("Kho không có từ này; có phải là:", language), words, language)
    for name, nearest in page.unknown_places:
        title = gettext("Không có địa bàn “{text}”", language, text=name)
        yield from _relaxations(f"{title}:", nearest, language)
    yield from (reason_text(one.said, language) for one in page.pinpoint_offers)
    for one in page.open_filters:
        title = f"{one.label}, {reason_text(what_is_open(one.key), language)}. "
        title += gettext("Trong kho, có thể là:", language)
        yield from _relaxations(title, one.possible, language)
    citations = page.near_citations
    yield from _relaxations(gettext("Viện dẫn gần giống:", language), citations, language)
    yield from _relaxations(gettext("Có thể tìm rộng hơn:", language), page.relaxations, language)


def _relaxations(title: str, relaxations: Sequence[Relaxation], language: str) -> Iterator[str]:
    if not relaxations:
        return
    yield ""
    yield title
    for one in relaxations:
        text = reason_text(describe_relaxation(one), language)
        yield f" {figures(one.total, language):>6}  {text}"


def _hit(hit: Hit, language: str) -> Iterator[str]:
    card = hit.card
    yield click.style(
        with_mark(card, headline(card) or gettext("(không rõ trích yếu)", language)), bold=True
    )
    number = card.number or gettext("không số", language)
    issued = day(card.date) or (
        gettext("năm {year} (suy luận)", language, year=card.year)
        if card.year
        else gettext("không rõ ngày", language)
    )
    roles = [reason_text(one, language) for one in describe_roles(card)]
    facts = [card.type, number, issued, *roles]
    yield "  " + " · ".join(fact for fact in facts if fact)
    if card.stale_reason:
        why = reason_text(card.stale_reason, language)
        note = gettext("bản đọc trước; tệp hiện không đọc được: {reason}", language, reason=why)
        yield f"  {on_one_line(note)}"
    for passage in hit.snippets:
        yield "  " + bold(passage)
        for one in () if hit.cites else mentions_within(hit.mentions, passage):
            yield from _role_line(one, one.text, language)
    for tied in hit.cites:
        yield from _role_line(tied.mention.citation, tied.key, language)
        if tied.tie is not Tie.STATED:
            name, why = tie_name(tied.tie, language), reason_text(tied.mention.reason, language)
            yield f"  ◦ {name}: {tied.key}: {why}"
    for reason in describe_matches(hit.explanation):
        yield f"  ↳ {reason_text(reason, language)}"
    yield f"  /thong-bao/{card.id}"


def _role_line(citation: Citation, name: str, language: str) -> Iterator[str]:
    """What a directive of that name is cited for, if the text says so."""
    if citation.cue:
        role = cited_for(citation, language)
        yield f"  ◦ {role} (“{on_one_line(citation.cue.text)}”): {on_one_line(name)}"


def bold(passage: Snippet) -> str:
    """A passage on one line, its matches in bold."""
    pieces: list[str] = []
    at = 0
    for start, end in passage.marks:
        pieces += [passage.text[at:start], click.style(passage.text[start:end], bold=True)]
        at = end
    return " ".join("".join([*pieces, passage.text[at:]]).split())


def reading(read: Reading, language: str) -> Iterator[str]:
    """How one notice was understood: fields, recipients, places, citations, each with why."""
    text, notice = read.document.text, read.notice
    fields: dict[str, Field[Any]] = {
        gettext("Loại văn bản", language): notice.type,
        gettext("Trích yếu", language): notice.title,
        gettext("Số, ký hiệu", language): notice.number,
        gettext("Cơ quan ban hành", language): notice.issuer,
        gettext("Cấp", language): notice.level,
        gettext("Địa danh", language): notice.dateline,
        gettext("Ngày", language): notice.date,
        gettext("Năm", language): notice.year,
        gettext("Đơn vị được nói đến", language): notice.unit,
        gettext("Người ký", language): notice.signatories,
        gettext("Mã của chính văn bản", language): read.own_key,
    }
    shown: dict[str, Field[Any]] = {
        gettext("Kính gửi", language): notice.addressees,
        gettext("Độ mật", language): notice.secrecy,
        gettext("Độ khẩn", language): notice.urgency,
        gettext("Phạm vi lưu hành", language): notice.circulation,
        gettext("Dấu đến", language): notice.received,
        gettext("Dự thảo", language): notice.draft,
        gettext("Bản sao", language): notice.copy,
    }
    fields |= {name: one for name, one in shown.items() if one.value is not None}
    yield click.style(on_one_line(read.document.source), bold=True)
    yield from failures(read.failures, language)
    for name, one in fields.items():
        yield from _field(name, one, language)
    for name, one_place in (
        (gettext("Địa bàn của cơ quan ban hành", language), read.issuer_place),
        *(
            (gettext("Địa bàn được nói đến", language), one)
            for one in (read.unit_place, *read.further_units)
        ),
    ):
        yield f"{name}: {one_place.place or ' / '.join(one_place.candidates) or '—'}"
        yield f"    {reason_text(one_place.reason, language)}"
    yield gettext("Nơi nhận: {n}", language, n=len(notice.recipients))
    for span in notice.recipients:
        yield f"  - {span.of(text)}"
    yield gettext("Viện dẫn: {n}", language, n=len(read.citations))
    yield from resolutions(read.citations, language)
    yield from free_pinpoints(read.pinpoints, language)


def _field(name: str, one: Field[Any], language: str) -> Iterator[str]:
    known = status_name(one.evidence.status, language)
    yield f"{name}: {_format_value(one.value, language)}  [{known}]"
    yield f"    {reason_text(one.evidence.reason, language)}"


def _format_value(value: object, language: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, Level):
        return level_name(value, language)
    if isinstance(value, PartialDate):
        return day(value.iso)
    if isinstance(value, Signatory):
        return ", ".join(filter(None, (value.authority, value.position, value.full_name)))
    if isinstance(value, Arrival):
        return reason_text(describe_arrival(value), language)
    if isinstance(value, tuple):
        return "; ".join(_format_value(one, language) for one in value)
    return str(value)
