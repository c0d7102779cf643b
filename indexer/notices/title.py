"""The title (trích yếu): what stands under the type line, or under the number of a dispatch.

Whatever its first word is: "Thực hiện …", "Đề nghị …" open titles as they open sentences of the
body, so what follows tells the two apart.  It ends at a rule, at the addressee, at the first basis
or heading, and where the body begins to speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.model import Field, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.body import heading_kind, is_basis
from indexer.notices.dateline import SUBJECT, is_dateline, is_place_and_day, is_subject
from indexer.notices.forms import is_stamp
from indexer.notices.letterhead import cells, is_motto, opens_organ
from indexer.notices.number import is_number
from indexer.notices.zones import TypeLine, Zones, is_addressee, is_draft_mark, read_type_line

_LONGEST_TITLE = 10  # lines
_LONGEST_BLOCK = 350  # letters
_LONGEST_REMARK = 4  # lines
_LONG_LINE = 90  # letters; titles are centred, and broken before
_WIDE = 30  # letters of a line of a title that goes on over a blank one
_SHORT_REST = 3  # words of a type line that are a part of what it names, not of the title's names

_ENDS = (".", ":", ";")
_PART = re.compile(r"(?:chuong|phan|muc)\s{1,9}(?:thu\s|[ivx\d]{1,5}\b)")
_DECIDES = re.compile(r"(?:quyet dinh|quyet nghi|nghi quyet|ket luan|thong bao)\W{0,3}$")
_SPEAKS = re.compile(
    r"(?:nhu sau|sau day|ket luan|thong bao|quyet dinh|quyet nghi|bao cao|huong dan|kinh moi"
    r"|de nghi|yeu cau)\W{0,5}:$"
)
_CHIEF = re.compile(r"(?:chu tich|(?:tong )?giam doc|(?:bo |hieu )?truong|thu tuong)\b")
# What an invitation, an introduction or a certificate begins with that has no title.
_PRESENTS = re.compile(
    r"(?:tran trong |xin )?kinh moi\b|.{3,80}\bkinh moi\s?:"
    r"|(?:.{3,80}\s)?(?:(?:tran trong )?(?:gioi thieu|xac nhan|chung nhan|trieu tap)|cap cho)"
    r"(?: (?:dong chi|ong|ba|ong/ba))?\s?(?:\((?:ba|ong)\))?\s?:"
)
_FIGURE = re.compile(r"\d{1,4}\s(?=[^\W\d_])")
_GOVERNING = (" cua", " va", " voi", " cho", " tai", " do", " giua", " ve", ",")
_TASKS = ("thuc hien", "thi hanh")
_LABEL = re.compile(
    r"(?:thoi gian|dia diem|thanh phan|noi dung|hom nay|hoi \d{1,2}|chu tri|dong chi|ho va ten"
    r"|kinh thua|than (?:ai |men )?gui)\b(?=\s{0,3}[:,\d]|.{0,80}\bngay\b)"
)
_FIRST_HEADING = re.compile(r"(?:i|1|01|a|dieu\s{1,5}1)\s?[-.):]")
_REMARK = re.compile(
    r"\((?:du thao|ban hanh|kem|dinh kem|theo|tai lieu|luu hanh|trinh (?:tai|hoi))\b"
    r"|(?:ban hanh )?(?:kem theo|dinh kem) (?:quyet dinh|ke hoach|cong van|to trinh|thong bao)\b"
    r"|du thao(?: (?:lan|so)\b.{0,15})?$"
)
_PLACE_FOLLOWS = re.compile(r"\b(?:tai|o|tu|cua|voi|den|ve|va)$|,$")
_GOES_ON = re.compile(
    r"(?:dang|nha nuoc|quoc hoi|chinh phu|trung uong|huyen|tinh|xa|phuong|thanh pho|thi xa|quan"
    r"|thi tran|dac khu|viet nam|nam)\b"
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title, the index of the first line behind it, and what of the letterhead stood there."""

    field: Field[str]
    end: int
    head: tuple[LayoutLine, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The lines of a title so far; ``joined`` says that a blank line was passed by conclusion."""

    parts: list[LayoutLine] = field(default_factory=list)
    head: list[LayoutLine] = field(default_factory=list)
    end: int = 0
    joined: bool = False


def read_title(layout: TextLayout, zones: Zones) -> TitleBlock:
    """The title of a paper: under its type line, else under the number."""
    if zones.type_line is None:
        return TitleBlock(_subject(layout, zones.head) or _above_the_body(layout, zones.head), 0)
    reading, rest = _Reading(), zones.type_line.rest
    if is_number(rest):
        reading.head.append(rest)
    is_mark = is_stamp(rest) or is_draft_mark(rest) or is_motto(rest)
    named = [] if reading.head or is_mark or not rest.folded else [rest]
    if (
        not is_draft_mark(rest) and len(rest.folded.split()) > _SHORT_REST
    ):  # "QUYẾT ĐỊNH về việc …": the title itself
        reading.parts, named = named, []
    _read(layout, zones.rest, reading)
    title = _field(layout, zones.type_line, named, reading)
    return TitleBlock(title, reading.end, tuple(reading.head))


def _read(layout: TextLayout, lines: Sequence[LayoutLine], reading: _Reading) -> None:
    while reading.end < min(len(lines), _LONGEST_TITLE + len(reading.head)):
        line = lines[reading.end]
        beside = _is_of_head(line, reading) or line.is_rule or is_stamp(line) or _is_remark(line)
        if not beside and _is_over(layout, lines, reading):
            return
        ends = _pass(lines, reading) if beside else _add(line, reading)
        reading.end += 1
        if ends:
            return


def _is_of_head(line: LayoutLine, reading: _Reading) -> bool:
    """Whether the number or the dateline stands under the type line."""
    if reading.parts and line.opens:
        return False
    return is_number(line) or (is_place_and_day(line) and not _wants_place(reading))


def _add(line: LayoutLine, reading: _Reading) -> bool:
    """Take a line of the title; whether a rule behind its words ends it."""
    reading.parts.append(line.without_rule())
    return reading.parts[-1].end < line.end


def _pass(lines: Sequence[LayoutLine], reading: _Reading) -> bool:
    """Pass over a line that stands beside the title; whether the title ends with it."""
    line = lines[reading.end]
    if _is_of_head(line, reading):
        reading.head.append(line)
        return False
    if line.is_rule:
        return bool(reading.parts) and not _is_speck(lines, reading.end)
    if is_stamp(line):
        return False
    reading.end = _remark_end(lines, reading.end)
    below = lines[reading.end + 1 : reading.end + 2]
    return bool(reading.parts) and any(one.opens for one in below)


def _is_speck(lines: Sequence[LayoutLine], at: int) -> bool:
    """Whether a sign is a scanner's, since the sentence goes on behind it."""
    behind = lines[at + 1] if at + 1 < len(lines) else None
    if behind is None or len(lines[at].folded) > 2:
        return False
    return behind.cased[:1].islower() and not behind.opens


def _wants_place(reading: _Reading) -> bool:
    """Whether the title so far goes on with where something took place, and when."""
    return bool(reading.parts) and _PLACE_FOLLOWS.search(reading.parts[-1].folded) is not None


def _is_remark(line: LayoutLine) -> bool:
    """Whether a line in brackets says of the paper where it belongs, and not what it is about."""
    return _REMARK.match(line.folded) is not None


def _remark_end(lines: Sequence[LayoutLine], at: int) -> int:
    """The line on which the bracket of a remark closes that one opens; that one for no bracket."""
    for end in range(at, min(len(lines), at + _LONGEST_REMARK)):
        if ")" in lines[end].folded:
            return end
        if end > at and lines[end].opens:
            break
    return at


def _is_over(layout: TextLayout, lines: Sequence[LayoutLine], reading: _Reading) -> bool:
    """Whether the line that comes is none of the title."""
    line = lines[reading.end]
    if not line.short or _opens_part(line):
        return True
    if reading.parts and _decides(layout, lines, reading):
        return True
    if not reading.parts:
        return bool(_PRESENTS.match(line.folded)) or _is_body(layout, lines, reading.end)
    before = reading.parts[-1]
    if _is_ended(before, line) or _changes_case(line, reading.parts) or _PART.match(line.folded):
        return True
    if line.opens and not _begins_small(layout, lines, reading.end):
        if not _goes_over_blank(layout, lines, reading):
            return True
        reading.joined = True
        return False
    return line.cased[:1].isupper() and _opens_sentence(layout, lines, reading.end)


def _is_ended(before: LayoutLine, line: LayoutLine) -> bool:
    """Whether a sign ends the title; small letters right below it go on."""
    return before.folded.endswith(_ENDS) and (line.opens or not line.cased[:1].islower())


def _begins_small(layout: TextLayout, lines: Sequence[LayoutLine], at: int) -> bool:
    """Whether a line goes on in small letters, also behind a figure ("6 tháng cuối năm"), or in
    brackets: where every line is a paragraph, a blank is before each."""
    line = lines[at]
    if line.cased[:1].islower():
        return True
    figure = _FIGURE.match(line.cased)
    small = figure is not None and line.cased[figure.end()].islower()
    bracketed = line.folded.startswith("(") and line.folded.endswith(")")
    return (small or bracketed) and not _block(layout, lines, at).endswith(_ENDS)


def _decides(layout: TextLayout, lines: Sequence[LayoutLine], reading: _Reading) -> bool:
    """Whether a line in capitals names who decides, right above the basis of it."""
    line, before = lines[reading.end], reading.parts[-1]
    if not line.capitals or before.folded.endswith(_GOVERNING):
        return False
    if not (opens_organ(line) or _CHIEF.match(line.folded)):
        return False
    below = lines[reading.end + 1 : reading.end + 4]
    return any(is_basis(layout, one) and one.folded.lstrip("- ")[:6] == "can cu" for one in below)


def _opens_part(line: LayoutLine) -> bool:
    """Whether a line is an addressee, or opens the body by its first heading, item or label."""
    if is_addressee(line) or _LABEL.match(line.folded):
        return True
    # A title may go on with "XI - nhiệm kỳ" or "- xã hội": only a first heading opens the body.
    kind = heading_kind(line)
    if kind == "dash":
        return line.cased[1:].lstrip()[:1].isupper()
    return kind is not None and bool(_FIRST_HEADING.match(line.folded))


def _changes_case(line: LayoutLine, parts: Sequence[LayoutLine]) -> bool:
    """Whether capitals follow a title in small letters: "BAN THƯỜNG VỤ QUYẾT ĐỊNH"."""
    if not line.capitals or sum(map(str.isalpha, line.folded)) < 4:
        return False
    if not line.opens and len(line.folded.split()) < 3:
        return False  # "của HĐND, / UBND"
    return not parts[-1].capitals or (line.opens and bool(_DECIDES.search(line.folded)))


def _block(layout: TextLayout, lines: Sequence[LayoutLine], at: int) -> str:
    """The folded text from a line to the next blank one, rule or heading."""
    end = at + 1
    if lines[at].without_rule().end < lines[at].end:
        return lines[at].without_rule().folded
    while end < min(len(lines), at + _LONGEST_TITLE) and not lines[end].opens:
        if lines[end].is_rule or _opens_part(lines[end]):
            break
        end += 1
    return layout.folded.text[lines[at].start : lines[end - 1].end]


def _is_body(layout: TextLayout, lines: Sequence[LayoutLine], at: int) -> bool:
    """Whether what stands under the type line is the body: no title is there."""
    block = _block(layout, lines, at)
    below = range(at + 1, min(len(lines), at + _LONGEST_TITLE))
    if any(_opens_sentence(layout, lines, i) for i in below if not lines[i].opens):
        return is_basis(layout, lines[at]) and block.startswith("can cu")
    if len(block) > _LONGEST_BLOCK or block.endswith(":"):
        return True
    if block.endswith(".") and (len(block) > _LONGEST_BLOCK / 2 or opens_organ(lines[at])):
        return True
    if block.startswith(_TASKS) and block.endswith(".") and len(block) < _LONG_LINE:
        return False  # a title with a stop behind it
    return is_basis(layout, lines[at]) and (
        block.startswith("can cu") or block.endswith((*_ENDS, ","))
    )


def _opens_sentence(layout: TextLayout, lines: Sequence[LayoutLine], at: int) -> bool:
    """Whether the body begins at a line that no blank parts from the title."""
    line, block = lines[at], _block(layout, lines, at)
    if is_basis(layout, line):
        return block.endswith((*_ENDS, ",")) or line.folded.endswith((*_ENDS, ","))
    if opens_organ(line):
        return bool(_SPEAKS.search(line.folded) or _SPEAKS.search(block))
    spoken = "," in line.folded or line.folded.endswith("nhu sau:")
    long = _LONG_LINE * 2 / 3 if spoken else _LONG_LINE
    ends = (".", ":") if line.cased[:1].isupper() else "."
    return line.folded.endswith(ends) and len(line.folded) > long


def _goes_over_blank(layout: TextLayout, lines: Sequence[LayoutLine], reading: _Reading) -> bool:
    """Whether a title goes on behind a blank line though a capital follows: the name of a body or a
    unit, no sentence, and the body behind it."""
    line, before = lines[reading.end], reading.parts[-1]
    if before.capitals and line.capitals:
        return not opens_organ(line) and read_type_line(line) is None
    block = _block(layout, lines, reading.end)
    if line.folded.startswith('"') and len(block) < _LONG_LINE:
        return not block.endswith(_ENDS)
    if len(before.folded) < _WIDE or len(block) > _LONGEST_BLOCK / 2 or re.search(r"[.:;]", block):
        return False
    return (opens_organ(line) or bool(_GOES_ON.match(line.folded))) and not is_basis(layout, line)


def _field(
    layout: TextLayout, type_line: TypeLine, named: list[LayoutLine], reading: _Reading
) -> Field[str]:
    parts = [*named, *reading.parts]
    if not parts:
        return unknown(because("dưới tên loại không có trích yếu"))
    words = [layout.line_text(part) for part in parts]
    if named and reading.parts and not reading.parts[0].capitals:
        brief = len(words[0].split()) <= _SHORT_REST
        words[0] = words[0].lower() if brief and words[0].isupper() else words[0]
    span = layout.line_span(parts[0], parts[-1])
    value = " ".join(words)
    if not reading.parts and len(value.split()) <= _SHORT_REST:
        return inferred(value, because("phần sau tên loại trên cùng một dòng"), span)
    if reading.joined:
        return inferred(value, because("các dòng dưới tên loại, nối qua dòng trống"), span)
    return stated(value, because("các dòng trích yếu dưới tên loại"), span)


# --- without a type line ----------------------------------------------------------------------


def _subject(layout: TextLayout, head: tuple[LayoutLine, ...]) -> Field[str] | None:
    """The subject of a dispatch (công văn), which stands under its number in the left column."""
    pieces = [(line, piece) for line in head if line.short for piece in cells(line)]
    at = next((i for i, (_, piece) in enumerate(pieces) if is_subject(piece)), None)
    if at is None:
        return None
    parts = _subject_parts(pieces[at:])
    first = parts[0]
    value = " ".join(layout.line_text(part) for part in parts)
    span = layout.line_span(first, parts[-1])
    mark = SUBJECT.match(first.folded)
    if mark and "w" in mark["mark"]:
        mended = f"V/v {value[mark.end() :]}"
        return inferred(mended, because("trích yếu của công văn, chữ V/v đọc lại"), span)
    return stated(value, because("trích yếu của công văn, dưới số và ký hiệu"), span)


def _subject_parts(pieces: Sequence[tuple[LayoutLine, LayoutLine]]) -> list[LayoutLine]:
    """The pieces of a subject, each given with its line, past what stands in the other column."""
    row, first = pieces[0]
    parts = [first]
    for line, piece in pieces[1:]:
        if line is not row and line.opens and not line.cased[:1].islower():
            break
        row = line
        if is_dateline(piece) or is_motto(piece):
            continue
        if is_number(piece) or piece.capitals or piece.is_rule:
            break
        parts.append(piece)
    return parts


def _above_the_body(layout: TextLayout, head: tuple[LayoutLine, ...]) -> Field[str]:
    """The lines that the lost type line stood over."""
    at = len(head)
    while at and not head[at - 1].capitals and len(head[at - 1].folded.split()) > 2:
        if is_number(head[at - 1]) or is_addressee(head[at - 1]) or is_dateline(head[at - 1]):
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
