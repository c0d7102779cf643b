"""Document → Notice: what a Party document says of itself, each field with its evidence.

36-HD/VPTW fixes the places of a document's parts, so it is read from the outside in: the zones
first (letterhead, title, body, closing block), then each zone by its own reader.  Nothing here
raises on any text, and what cannot be read is unknown with the reason in words.
"""

from __future__ import annotations

import re
from datetime import date

from indexer.model import Document, Field, Notice, PartialDate, Span, Status, because
from indexer.notices.addressee import from_addressee, read_addressees
from indexer.notices.annexes import own_reference
from indexer.notices.arrival import read_arrival, read_copy
from indexer.notices.blocks import (
    BodyExtent,
    LayoutLine,
    TextLayout,
    display_text,
    inferred,
    lay_out,
    stated,
    unknown,
)
from indexer.notices.body import (
    first_section,
    read_basis,
    read_sections,
    read_year,
)
from indexer.notices.closing import ClosingBlock, read_closing_block
from indexer.notices.dateline import is_dateline, read_dateline_below
from indexer.notices.forms import names_of_code, type_names, without_blanks
from indexer.notices.furniture import find_furniture
from indexer.notices.issuer import read_issuer
from indexer.notices.letterhead import Letterhead, cells, read_letterhead
from indexer.notices.level_places import levels_elsewhere
from indexer.notices.marks import read_marks
from indexer.notices.number import NumberLine, in_agreement
from indexer.notices.recognised import as_sure_as_read, find_specks
from indexer.notices.title import read_title
from indexer.notices.unit import read_unit
from indexer.notices.zones import Zones, find_zones
from indexer.text import blanked

_LAST_WORDS = 2500
_ABOVE_CLOSING = 3  # lines above the closing block where an old form has its dateline
_WITHIN_CLOSING = 16  # lines

_SAMPLE = "van ban mau"
_DISPATCH = "Công văn"
_LETTERHEAD_LINE = re.compile(r"so\s{0,9}[:.]?\s{0,9}[\d._…-]|kinh gui")
_CLOSING = re.compile(r"tren\s{1,9}day\s{1,9}la\s{1,9}(?P<type>[a-z]{2,7}\s{1,9}[a-z]{2,7})(?!\w)")


def parse_notice(document: Document) -> Notice:
    """Understand a document as a notice.

    >>> text = "HUYỆN ỦY BẢO LÂM\\n*\\nSố 12-TB/HU\\n\\nTHÔNG BÁO\\nkết quả kiểm tra"
    >>> notice = parse_notice(Document("x", "x.txt", "", "text/plain", text))
    >>> notice.number.value, notice.issuer.value, notice.title.value
    ('12-TB/HU', 'Huyện ủy Bảo Lâm', 'kết quả kiểm tra')
    """
    # 1. Lines without Markdown marks and furniture, cut into zones: letterhead, title and body,
    # closing block.
    recognised = document.is_scan
    specks = list(find_specks(document.text, document.pages)) if recognised else []
    layout = lay_out(blanked(document.text, specks))
    found = find_furniture(layout, document.pages)
    received, copy = (
        read_arrival(layout, found.received, recognised),
        read_copy(layout, found.copy),
    )
    furniture = found.spans(layout)
    running = [(layout.line_span(line), line) for line in found.running]
    passed_over = [
        *running,
        *(
            (layout.line_span(line), line)
            for line in (*found.portal, *found.received, *found.signature_stamp)
        ),
    ]
    if furniture:
        layout = lay_out(blanked(layout.text, furniture))
    sample = bool(layout.lines) and _SAMPLE in layout.lines[0].folded
    zones = find_zones(layout, layout.lines[1:] if sample else layout.lines)

    # 2. The title under the type line, or under the number.
    title = read_title(layout, zones)

    # 3. The letterhead: organs, number, place and date.
    head = read_letterhead(layout, (*zones.head, *title.head))

    # 4. The closing block: recipients, archive copy, signing block, typist's mark; in old forms
    # the dateline above it.
    closing = read_closing_block(layout, zones.closing)
    dateline, date = _dateline_below(layout, zones, head, closing) or (head.dateline, head.date)
    title_span = title.field.evidence.span
    body = zones.rest[title.end :]
    body_extent = _extent(layout, body, body[: first_section(body)] or body[:1])

    # 5. Who speaks, at which level, and whom the notice is about.
    year = read_year(layout, date, title_span, body_extent)
    issuer = read_issuer(layout, head, closing, title_span, body_extent, _last_day(date, year))
    unit = read_unit(layout, title_span, body_extent, issuer.organ.value)

    # 6. What the paper is marked with.
    named = (zones.type_line.line,) if zones.type_line else ()
    above = (
        one
        for one in passed_over
        if one[0].start < layout.span(body_extent.start, body_extent.end).start
    )
    marks = read_marks(
        layout,
        (*zones.head, *named),
        zones.rest[: title.end],
        levels_elsewhere(layout, zones.head, body_extent.start),
        above,
        from_addressee(zones.rest),
        document.marks,
        zones.type_line,
        running,
    )

    # 7. The type; a number whose code is of another type is doubtful.
    kind = _type(layout, zones, head.number, body_extent)
    printed = kind.value if kind.evidence.status is Status.STATED else None
    number = in_agreement(head.number, printed) if head.number else None
    written = _number(layout, number, closing)
    written, date = _as_annexes_say(layout, zones.closing, kind, issuer.organ, written, date)

    # 8. The year where the dateline is lost, and the outline of the body.
    notice = Notice(
        type=kind,
        title=title.field,
        number=written,
        issuer=issuer.organ,
        level=issuer.level,
        dateline=dateline,
        date=date,
        year=year,
        unit=unit,
        signatories=closing.signatories,
        addressees=read_addressees(layout, (*zones.head, *zones.rest)),
        secrecy=marks.secrecy,
        urgency=marks.urgency,
        circulation=marks.circulation,
        received=received,
        draft=marks.draft,
        copy=copy,
        recipients=closing.recipients,
        archive=closing.archive,
        basis=read_basis(layout, body),
        sections=read_sections(layout, body),
        sample=sample,
        letterhead=Span(0, _letterhead_end(layout, zones)),
        furniture=furniture,
    )
    return as_sure_as_read(notice, document) if recognised else notice


# --- zones ------------------------------------------------------------------------------------


def _last_day(issued: Field[PartialDate], year: Field[int]) -> date | None:
    """The last day on which a paper can have been issued, as far as its date or year tells."""
    on = issued.value or (PartialDate(year.value) if year.value else None)
    return on.latest() if on else None


def _letterhead_end(layout: TextLayout, zones: Zones) -> int:
    """Where the letterhead ends: at the type line, else at the first line that is none of its."""
    if zones.type_line:
        return layout.line_span(zones.type_line.line).start
    other = (line for line in zones.head if not _is_letterhead(line))
    after = next(other, next(iter(zones.rest), None))
    return layout.line_span(after).start if after else len(layout.text)


def _is_letterhead(line: LayoutLine) -> bool:
    """Whether a line may stand in a letterhead: capitals, the number, the dateline."""
    if not any(letter.islower() for letter in line.cased):
        return True
    return bool(_LETTERHEAD_LINE.match(line.folded)) or is_dateline(line)


def _dateline_below(
    layout: TextLayout, zones: Zones, head: Letterhead, closing: ClosingBlock
) -> tuple[Field[str], Field[PartialDate]] | None:
    """The dateline at the end of a paper that has none at its head."""
    signed = closing.signatories.evidence.span
    if head.date.value is not None or head.date.evidence.span is not None or signed is None:
        return None
    lines = [*zones.rest[-_ABOVE_CLOSING:], *zones.closing[:_WITHIN_CLOSING]]
    pieces = [piece for line in lines if line.short for piece in cells(line)]
    return read_dateline_below(layout, pieces, signed.start)


def _extent(
    layout: TextLayout, body: tuple[LayoutLine, ...], opening: tuple[LayoutLine, ...]
) -> BodyExtent:
    if not body:
        nowhere = len(layout.folded.text)
        return BodyExtent(nowhere, nowhere, nowhere)
    return BodyExtent(body[0].start, opening[-1].end, body[-1].end)


# --- type, title, number ----------------------------------------------------------------------


def _type(
    layout: TextLayout, zones: Zones, number: NumberLine | None, body: BodyExtent
) -> Field[str]:
    line = zones.type_line
    if line and line.as_written:
        return stated(
            line.kind.name, because("dòng tên loại ở trang 1"), layout.line_span(line.line)
        )
    if line:
        reason = because("dòng tên loại ở trang 1, chữ đọc sai được đọc lại")
        return inferred(line.kind.name, reason, layout.line_span(line.line))
    if number and not number.type_code:
        reason = because("số không mang ký hiệu tên loại, nên là công văn")
        return inferred(_DISPATCH, reason, number.field.evidence.span)
    if number:
        names = names_of_code(number.type_code)
        span = number.field.evidence.span
        if len(names) == 1:
            return inferred(
                names[0], because("ký hiệu {code} trong số văn bản", code=number.type_code), span
            )
        if names:
            either = " / ".join(names)
            return unknown(
                because("ký hiệu {code} có thể là {names}", code=number.type_code, names=either),
                span,
            )
    sentence = _CLOSING.search(
        layout.folded.text, max(body.start, body.end - _LAST_WORDS), body.end
    )
    known = sentence and type_names().get(without_blanks(sentence["type"]))
    if sentence and known:
        span = layout.span(sentence.start(), sentence.end())
        return inferred(
            known.name, because("câu kết gọi văn bản này là {type}", type=known.name), span
        )
    return unknown(because("không thấy dòng tên loại"))


def _as_annexes_say(
    layout: TextLayout,
    closing: tuple[LayoutLine, ...],
    kind: Field[str],
    issuer: Field[str],
    number: Field[str],
    date: Field[PartialDate],
) -> tuple[Field[str], Field[PartialDate]]:
    """Number and date, where the head does not tell them, as the paper's annexes name it."""
    whole = date.value is not None and date.value.exact() is not None
    if whole and number.value is not None:
        return number, date
    own = own_reference(layout, closing, kind.value, issuer.value)
    if own is None or number.value not in (None, own.number.value):
        return number, date
    if number.value is None:
        number = own.number
    if whole or own.date is None or own.date.value is None:
        return number, date
    so_far = date.value.iso if date.value else ""
    return number, own.date if own.date.value.iso.startswith(so_far) else date


def _number(layout: TextLayout, number: NumberLine | None, closing: ClosingBlock) -> Field[str]:
    if number:
        return number.field
    if closing.typist:
        mark = display_text(closing.typist.of(layout.text))
        reason = because(
            "trang 1 không có dòng số; {mark} sau nơi nhận là ký hiệu người đánh máy", mark=mark
        )
        return unknown(reason)
    return unknown(because("trang 1 không có dòng số"))
