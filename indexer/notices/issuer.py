"""Who speaks in a notice (cơ quan ban hành), and at which level (cấp).

The letterhead names the organ; the Ban Thường vụ and the Thường trực of a committee write under
its letterhead and are told apart in the body and the signing line.  Without a letterhead the
concluding sentence, the title, the closing sentence, the signing line and the archive copy are
asked in that order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from indexer.knowledge import governing_committee, level_of_city
from indexer.model import Field, Level, Signatory, Span, because
from indexer.notices.blocks import BodyExtent, LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.closing import ClosingBlock
from indexer.notices.forms import IssuerCode, issuer_of_code
from indexer.notices.heading import Heading, LetterheadOrgan
from indexer.notices.issuer_level import read_level
from indexer.notices.letterhead import Letterhead
from indexer.notices.speakers import (
    Speaker,
    fullest,
    opening_mentions,
    span_of,
    speakers,
    words_of,
)
from indexer.organs import (
    OrganMention,
    committee_named,
    committee_over,
    inner_organ,
    organ_lexicon,
    spell_organ,
    without_name,
)
from indexer.text import unaccent

_BY_THE_CENTRE = ("tỉnh", "thành phố")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The organ that speaks and its level."""

    organ: Field[str]
    level: Field[Level]


def read_issuer(
    layout: TextLayout,
    head: Letterhead,
    closing: ClosingBlock,
    title: Span | None,
    body: BodyExtent,
    on: date | None,
) -> Issuer:
    """Find the organ that speaks, and its level on the day of the paper."""
    found, heading = speakers(layout, title, body), head.heading
    speaker = fullest(found)
    if heading.joint:
        organ = _joint_organs(layout, heading)
    elif heading.issuer and heading.person:
        organ = _of_person(layout, heading.issuer, heading.person)
    elif heading.issuer:
        organ = _of_letterhead(layout, head, heading.issuer, found, body, closing, on)
        organ = _as_sure_as(heading, heading.issuer, organ)
    elif speaker:
        organ = stated(speaker.words, speaker.reason, speaker.span)
    else:
        organ = _from_closing_or_number(head, closing, on)
    return Issuer(organ, read_level(organ, head, closing, on))


# --- the letterhead ---------------------------------------------------------------------------


def _joint_organs(layout: TextLayout, heading: Heading) -> Field[str]:
    """Organs that issue a paper together, parted by semicolons."""
    organs = [organ for organ in (heading.issuer, *heading.joint) if organ]
    words = "; ".join(_with_superior(organ, heading.superior) for organ in organs)
    span = Span(organs[0].span.start, organs[-1].span.end)
    return stated(words, because("tiêu đề trang 1 ghi các cơ quan cùng ban hành"), span)


def _of_person(layout: TextLayout, issuer: LetterheadOrgan, person: LayoutLine) -> Field[str]:
    """Who leads an organ, where the letterhead names them below it: ``Bí thư Tỉnh ủy``."""
    of = committee_over(issuer.words) if issuer.governs else issuer.words
    span = Span(issuer.span.start, layout.line_span(person).end)
    reason = because("tiêu đề trang 1, chức vụ ghi dưới tên cơ quan")
    return inferred(f"{spell_organ(layout.line_text(person))} {of}", reason, span)


def _of_letterhead(
    layout: TextLayout,
    head: Letterhead,
    issuer: LetterheadOrgan,
    found: list[Speaker],
    body: BodyExtent,
    closing: ClosingBlock,
    on: date | None,
) -> Field[str]:
    opening, superior = issuer.opening, head.heading.superior
    if opening is None:
        reason = because("tiêu đề trang 1 ghi như vậy; cơ quan này chưa có trong danh mục")
        return inferred(issuer.words, reason, issuer.span)
    if opening.governs and not (superior and _is_word_alone(issuer) and not superior.governs):
        return _committee_organ(issuer, fullest(found), closing.signatory)
    if opening.organisation is None and opening.serves:
        return _body_organ(layout, head, issuer, found, body, on)
    words = _with_superior(issuer, superior)
    if words != issuer.words:
        return stated(words, because("tiêu đề trang 1, cơ quan cấp trên ở dòng trên"), issuer.span)
    return _as_written(issuer)


def _as_written(issuer: LetterheadOrgan) -> Field[str]:
    return stated(issuer.words, because("tiêu đề trang 1"), issuer.span)


def _as_sure_as(heading: Heading, issuer: LetterheadOrgan, organ: Field[str]) -> Field[str]:
    """An organ that only the letterhead names, as sure as that is one."""
    if organ.value is None or organ.evidence.span != issuer.span:
        return organ
    if issuer.opening and not issuer.surely:
        reason = because("tiêu đề trang 1, chữ nhận dạng lệch được đọc theo tên cơ quan gần nhất")
        return inferred(organ.value, reason, issuer.span)
    if not heading.surely:
        reason = because("dòng đầu văn bản nêu cơ quan; không có dòng số, không viết hoa")
        return inferred(organ.value, reason, issuer.span)
    return organ


def _committee_organ(
    issuer: LetterheadOrgan, speaker: Speaker | None, signed: Field[Signatory]
) -> Field[str]:
    """The committee of the letterhead, or its inner organ that the body or the signing names."""
    committee = without_name(issuer.words)
    if speaker and _speaks_for(speaker.mention, speaker.words, committee):
        reason = because(
            "tiêu đề trang 1 ghi {committee}; nội dung cho biết {organ} kết luận",
            committee=issuer.words,
            organ=speaker.words,
        )
        return stated(speaker.words, reason, speaker.span)
    inner = _signing_organ(signed)
    if inner:
        reason = because(
            "tiêu đề trang 1 ghi {committee}; khối ký thay mặt {organ}",
            committee=issuer.words,
            organ=inner,
        )
        return inferred(inner_organ(inner, committee), reason, signed.evidence.span)
    return _as_written(issuer)


def _speaks_for(mention: OrganMention, words: str, committee: str) -> bool:
    """Whether a mention is an inner organ of the letterhead's committee."""
    if mention.inner not in organ_lexicon().speaking:
        return False
    folded = unaccent(committee)
    if not mention.committee or folded.startswith(mention.committee):
        return True
    of_organisation = unaccent(inner_organ("", committee, of_organisation=True))
    return unaccent(words).endswith((mention.committee, of_organisation)) and (
        mention.committee == "dang bo"
    )


def _body_organ(
    layout: TextLayout,
    head: Letterhead,
    issuer: LetterheadOrgan,
    found: list[Speaker],
    body: BodyExtent,
    on: date | None,
) -> Field[str]:
    """A body that works under a committee, as the text names it, else with the line above it."""
    folded, superior = unaccent(issuer.words), head.heading.superior
    above = committee_over(superior.words) if superior else ""
    for mention in [*(one.mention for one in found), *opening_mentions(layout, body)]:
        words = words_of(layout, mention)
        if _is_of(mention, above) and unaccent(words).startswith(folded + " "):
            reason = because(
                "tiêu đề trang 1 ghi {body}; nội dung gọi đủ là {organ}",
                body=issuer.words,
                organ=words,
            )
            return stated(words, reason, span_of(layout, mention))
    if committee_named(issuer.words):
        return _as_written(issuer)
    if superior:
        words = _with_superior(issuer, superior)
        return stated(words, because("tiêu đề trang 1, cơ quan cấp trên ở dòng trên"), issuer.span)
    code = _signing_code(head, on)
    if code and head.number and unaccent(code.organ).startswith(folded + " "):
        reason = because(
            "tiêu đề trang 1 ghi {body}; ký hiệu {code} trong số văn bản",
            body=issuer.words,
            code=code.code,
        )
        return inferred(code.organ, reason, head.number.field.evidence.span)
    return _as_written(issuer)


def _signing_code(head: Letterhead, on: date | None) -> IssuerCode | None:
    """Whose code the number bears: TU in a city under the centre is short for its Thành ủy."""
    code = issuer_of_code(head.number.body_code) if head.number else None
    of_province, of_city = (governing_committee(kind, Level.PROVINCE) for kind in _BY_THE_CENTRE)
    place = head.dateline.value
    if not (code and of_province and of_city and place and code.level is Level.PROVINCE):
        return code
    if level_of_city(place, on) is not Level.PROVINCE:
        return code
    return replace(code, organ=code.organ.replace(of_province.word, of_city.word))


def _is_of(mention: OrganMention, above: str) -> bool:
    """Whether a body that a text names is one of the letterhead's superior, if that tells."""
    return bool(mention.committee) and (not above or unaccent(above).startswith(mention.committee))


def _with_superior(issuer: LetterheadOrgan, superior: LetterheadOrgan | None) -> str:
    """The words of an organ; of one that is named by its kind alone, with its superior's."""
    opening = issuer.opening
    if opening is None or superior is None or superior.opening is None:
        return issuer.words
    if committee_named(issuer.words, behind=True):
        return issuer.words
    if opening.governs:
        return f"{issuer.words} {superior.words}"
    if _of_unit_alone(issuer) and superior.opening.organisation:
        # "ĐOÀN TNCS HỒ CHÍ MINH" over "BCH TỈNH LÂM ĐỒNG"
        inner = len(opening.word)
        return f"{issuer.words[:inner]} {superior.words}{issuer.words[inner:]}"
    row = opening.organisation
    if not _is_word_alone(issuer) or (row and not row.within):
        return issuer.words
    if superior.governs and opening.speaks:
        return inner_organ(issuer.words, committee_over(superior.words))
    return f"{issuer.words} {_name_above(superior)}"


def _name_above(superior: LetterheadOrgan) -> str:
    """How a body is named after its superior: by the committee, else by the whole organisation."""
    row = superior.opening.organisation if superior.opening else None
    if superior.governs or row is None:
        return committee_over(superior.words)
    above = without_name(superior.words)
    if row.whole and unaccent(above).startswith(unaccent(row.word)):
        above = row.whole + above[len(row.word) :]
    return above


def _of_unit_alone(organ: LetterheadOrgan) -> bool:
    """Whether it is one of what stands above, in a unit: ``Ban Chấp hành tỉnh Lâm Đồng``."""
    opening = organ.opening
    if opening is None or not (opening.speaks or opening.word == "uy ban"):
        return False
    return (
        unaccent(organ.words[len(opening.word) :])
        .strip()
        .startswith(tuple(organ_lexicon().place_kinds))
    )


def _is_word_alone(organ: LetterheadOrgan) -> bool:
    return organ.opening is not None and unaccent(organ.words) == organ.opening.word


def _signing_organ(signed: Field[Signatory]) -> str | None:
    authority = signed.value.authority if signed.value else ""
    mark, _, organ = authority.partition(" ")
    if mark.upper().startswith(("T/M", "TM")) and unaccent(organ) in organ_lexicon().speaking:
        return organ
    return None


# --- what is left without a letterhead --------------------------------------------------------


def _from_closing_or_number(head: Letterhead, closing: ClosingBlock, on: date | None) -> Field[str]:
    code = _signing_code(head, on)
    archived = closing.archive_organ
    committee = code.organ if code else archived.words if archived else None
    signed = closing.signatory
    inner = _signing_organ(signed)
    if inner and committee:
        reason = because(
            "khối ký thay mặt {organ}; nơi lưu hoặc ký hiệu cho biết {committee}",
            organ=inner, committee=committee,
        )  # fmt: skip
        return inferred(inner_organ(inner, committee), reason, signed.evidence.span)
    authority = signed.value.authority.partition(" ")[2] if signed.value else ""
    if authority and committee_named(authority):
        return inferred(authority, because("khối ký nêu cơ quan"), signed.evidence.span)
    if code and head.number:
        reason = because("ký hiệu {code} trong số văn bản", code=code.code)
        return inferred(code.organ, reason, head.number.field.evidence.span)
    if archived:
        return inferred(
            archived.words, because("nơi lưu {archive}", archive=archived.words), archived.span
        )
    if inner:
        return inferred(inner, because("khối ký nêu cơ quan"), signed.evidence.span)
    return unknown(because("không thấy tiêu đề, câu kết luận, khối ký hay nơi lưu nêu cơ quan"))
