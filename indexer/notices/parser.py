"""Document → Notice: what a Party document says of itself, each field with its evidence.

36-HD/VPTW fixes the places of a document's parts, so it is read from the outside in: the zones
first (letterhead, title, body, closing block), then each zone by its own reader.  Nothing here
raises on any text, and what cannot be read is unknown with the reason in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.model import Document, Field, Notice, Span, because
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
    TitleBlock,
    first_section,
    is_basis,
    read_basis,
    read_sections,
    read_title,
    read_year,
)
from indexer.notices.closing import ClosingBlock, closing_start, read_closing_block
from indexer.notices.forms import names_of_code, type_names, without_blanks
from indexer.notices.furniture import find_furniture
from indexer.notices.issuer import read_issuer
from indexer.notices.letterhead import NumberLine, is_dateline, read_letterhead
from indexer.notices.marks import read_marks
from indexer.notices.unit import read_unit
from indexer.text import blanked

# The type line stands on page 1; a letterhead that columns and blanks blew up still fits.
_FIRST_PAGE = 60
_LONGEST_HEAD = 12
_PROSE = 150  # letters; no line of a letterhead is longer
_LAST_WORDS = 2500

_SAMPLE = "van ban mau"
_DISPATCH = re.compile(r"(?:v/v|ve viec)\b")
_LETTERHEAD_LINE = re.compile(r"so\s{0,9}[:.]?\s{0,9}[\d._…-]|kinh gui")
_CLOSING = re.compile(r"tren\s{1,9}day\s{1,9}la\s{1,9}(?P<type>[a-z]{2,7}\s{1,9}[a-z]{2,7})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Zones:
    """The lines of a document by zone; ``type_line`` is None where none was found."""

    head: tuple[LayoutLine, ...]
    type_line: LayoutLine | None
    rest: tuple[LayoutLine, ...]
    closing: tuple[LayoutLine, ...]


def parse_notice(document: Document) -> Notice:
    """Understand a document as a notice.

    >>> text = "HUYỆN ỦY BẢO LÂM\\n*\\nSố 12-TB/HU\\n\\nTHÔNG BÁO\\nkết quả kiểm tra"
    >>> notice = parse_notice(Document("x", "x.txt", "", "text/plain", text))
    >>> notice.number.value, notice.issuer.value, notice.title.value
    ('12-TB/HU', 'Huyện ủy Bảo Lâm', 'kết quả kiểm tra')
    """
    # 1. Lines without Markdown marks and furniture, cut into zones: letterhead, title and body,
    # closing block.
    layout = lay_out(document.text)
    furniture = find_furniture(layout, document.pages).spans(layout)
    if furniture:
        layout = lay_out(blanked(document.text, furniture))
    sample = bool(layout.lines) and _SAMPLE in layout.lines[0].folded
    zones = _zones(layout.lines[1:] if sample else layout.lines)

    # 2. The letterhead: organs, number, place and date.
    head = read_letterhead(layout, zones.head)

    # 3. The closing block: recipients, archive copy, signing block, typist's mark.
    closing = read_closing_block(layout, zones.closing)

    # 4. The title under the type line; the body is what remains.
    title = _title(layout, zones)
    title_span = title.field.evidence.span
    body = zones.rest[title.end :]
    body_extent = _extent(layout, body, body[: first_section(body)] or body[:1])

    # 5. Who speaks, at which level, and whom the notice is about.
    issuer = read_issuer(layout, head, closing, title_span, body_extent)
    unit = read_unit(layout, title_span, body_extent, issuer.organ.value)

    # 6. What the paper is marked with.
    marks = read_marks(layout, zones.head, zones.rest[: title.end])

    # 7. The year where the dateline is lost, and the outline of the body.
    return Notice(
        type=_type(layout, zones, head.number, body_extent),
        title=title.field,
        number=_number(layout, head.number, closing),
        issuer=issuer.organ,
        level=issuer.level,
        dateline=head.dateline,
        date=head.date,
        year=read_year(layout, head.date, title_span, body_extent),
        unit=unit,
        signatories=closing.signatories,
        addressees=unknown(because("văn bản không ghi nơi kính gửi")),
        secrecy=marks.secrecy,
        urgency=marks.urgency,
        circulation=marks.circulation,
        received=unknown(because("văn bản không có dấu đến")),
        draft=marks.draft,
        copy=unknown(because("văn bản không ghi là bản sao")),
        recipients=closing.recipients,
        archive=closing.archive,
        basis=read_basis(layout, body),
        sections=read_sections(layout, body),
        sample=sample,
        letterhead=Span(0, _letterhead_end(layout, zones)),
        furniture=furniture,
    )


# --- zones ------------------------------------------------------------------------------------


def _zones(lines: tuple[LayoutLine, ...]) -> _Zones:
    at = _type_line(lines[:_FIRST_PAGE])
    body = _body_without_type_line(lines) if at is None else at
    rest = lines[body:] if at is None else lines[body + 1 :]
    closing = closing_start(rest)
    return _Zones(
        head=lines[:body],
        type_line=None if at is None else lines[at],
        rest=rest[:closing],
        closing=rest[closing:],
    )


def _type_line(lines: tuple[LayoutLine, ...]) -> int | None:
    """The line that is only a type name, in capitals; else one that a converter lowered."""
    names = [i for i, line in enumerate(lines) if line.short and _type_named(line)]
    capital = next((i for i in names if lines[i].capitals), None)
    return capital if capital is not None else next((i for i in names if lines[i].opens), None)


def _type_named(line: LayoutLine) -> str | None:
    known = type_names().get(without_blanks(line.folded.strip(" .:")))
    return known.name if known and known.printed else None


def _body_without_type_line(lines: tuple[LayoutLine, ...]) -> int:
    """Where prose begins when no type line parts it from the letterhead."""
    first_page = lines[:_FIRST_PAGE]
    prose = (i for i, line in enumerate(first_page) if is_basis(line) or len(line.folded) > _PROSE)
    return next(prose, min(closing_start(lines), _LONGEST_HEAD))


def _letterhead_end(layout: TextLayout, zones: _Zones) -> int:
    """Where the letterhead ends: at the type line, else at the first line that is none of its."""
    if zones.type_line:
        return layout.line_span(zones.type_line).start
    other = (line for line in zones.head if not _is_letterhead(line))
    after = next(other, next(iter(zones.rest), None))
    return layout.line_span(after).start if after else len(layout.text)


def _is_letterhead(line: LayoutLine) -> bool:
    """Whether a line may stand in a letterhead: capitals, the number, the dateline."""
    if not any(letter.islower() for letter in line.cased):
        return True
    return bool(_LETTERHEAD_LINE.match(line.folded)) or is_dateline(line)


def _extent(
    layout: TextLayout, body: tuple[LayoutLine, ...], opening: tuple[LayoutLine, ...]
) -> BodyExtent:
    if not body:
        nowhere = len(layout.folded.text)
        return BodyExtent(nowhere, nowhere, nowhere)
    return BodyExtent(body[0].start, opening[-1].end, body[-1].end)


# --- type, title, number ----------------------------------------------------------------------


def _type(
    layout: TextLayout, zones: _Zones, number: NumberLine | None, body: BodyExtent
) -> Field[str]:
    line = zones.type_line
    named = line and _type_named(line)
    if line and named:
        return stated(named, because("dòng tên loại ở trang 1"), layout.line_span(line))
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


def _title(layout: TextLayout, zones: _Zones) -> TitleBlock:
    if zones.type_line:
        return read_title(layout, zones.rest)
    return TitleBlock(_title_without_type_line(layout, zones.head), 0)


def _title_without_type_line(layout: TextLayout, head: tuple[LayoutLine, ...]) -> Field[str]:
    """The subject of a dispatch (công văn), or the lines that the lost type line stood over."""
    subject = next((i for i, line in enumerate(head) if _DISPATCH.match(line.folded)), None)
    if subject is not None:
        last = subject
        while last + 1 < len(head) and not head[last + 1].opens:
            last += 1
        value = layout.line_text(head[subject], head[last])
        span = layout.line_span(head[subject], head[last])
        return stated(value, because("trích yếu của công văn, dưới số và ký hiệu"), span)
    at = len(head)
    while at and not head[at - 1].capitals and len(head[at - 1].folded.split()) > 2:
        if _LETTERHEAD_LINE.match(head[at - 1].folded) or is_dateline(head[at - 1]):
            break
        at -= 1
    value = layout.line_text(head[at], head[-1]) if at < len(head) else ""
    if not any(letter.isalnum() for letter in value):
        return unknown(because("không có dòng tên loại nên không rõ trích yếu"))
    return inferred(
        value,
        because("các dòng ngay trước nội dung; dòng tên loại không còn"),
        layout.line_span(head[at], head[-1]),
    )


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
