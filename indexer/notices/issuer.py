"""Who speaks in a notice (cơ quan ban hành), and at which level (cấp).

The letterhead names the committee; its Ban Thường vụ and Thường trực write under the same
letterhead and are told apart in the body and the signing line.  Without a letterhead the
concluding sentence, the title, the closing sentence, the signing line and the archive copy are
asked in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.knowledge import central_cities
from indexer.model import Field, Level, Reason, Signatory, Span, Status, because
from indexer.notices.blocks import BodyExtent, TextLayout, inferred, stated, unknown
from indexer.notices.closing import ClosingBlock
from indexer.notices.forms import issuer_of_code
from indexer.notices.letterhead import Letterhead, LetterheadOrgan
from indexer.organs import (
    OrganMention,
    level_of,
    organ_lexicon,
    organ_mentions,
    spell_organ,
)
from indexer.text import unaccent

# How much of the body is read for the concluding and for the closing sentence.
_OPENING = 6000
_CLOSING = 2500

_ADVERBS = r"[\s,]{1,9}(?:(?:da|co|xin|nay|tran trong|thong nhat|nhat tri) ){0,4}"
_AS_FOLLOWS = r"(?!\w)[^.;:]{0,150}?(?:nhu sau|sau day|:)"
# Who concludes is surer than who announces, guides or draws up a plan.
_CONCLUDES = re.compile(rf"{_ADVERBS}ket luan{_AS_FOLLOWS}".replace(" ", r"\s{1,9}"))
_DECLARES = re.compile(
    rf"{_ADVERBS}(?:thong bao|huong dan|quyet dinh|y kien|yeu cau|de ra|xay dung|ban hanh|bao cao)"
    rf"{_AS_FOLLOWS}".replace(" ", r"\s{1,9}")
)
_ANNOUNCES = re.compile(rf"{_ADVERBS}thong bao(?!\w)".replace(" ", r"\s{1,9}"))
_ANNOUNCED = re.compile(
    r"(?:tren day la|thong bao)(?: \w{1,9}){0,6}? (?:ket luan|y kien|thong bao|chi dao) cua $"
    r"|thong bao cua $"
)
# "kết luận Hội nghị Ban Thường vụ …", "kết quả làm việc của …"; of a KẾT LUẬN just "của …".
_TITLE_OF = re.compile(
    r"(?:(?:thong bao|y kien|ket luan|chi dao|ket qua|lam viec|kiem tra|giam sat) ){0,4}"
    r"(?:cua|(?:hoi nghi|phien hop)(?: cua)?) $"
)
# A person's office is no organ that speaks: "đồng chí Bí thư Huyện ủy kết luận".
_OFFICE = re.compile(
    r"(?:bi thu|truong|pho|chanh|chu nhiem|uy vien|dong chi|chu tich|thuong truc|giao|de nghi) $"
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """The organ that speaks and its level."""

    organ: Field[str]
    level: Field[Level]


@dataclass(frozen=True, slots=True)
class _Speaker:
    mention: OrganMention
    reason: Reason


def read_issuer(
    layout: TextLayout,
    head: Letterhead,
    closing: ClosingBlock,
    title: Span | None,
    body: BodyExtent,
) -> Issuer:
    """Find the organ that speaks, and its level."""
    speakers = list(_speakers(layout, title, body))
    speaker = _with_kind(layout, speakers)
    if head.issuer and _is_body(head.issuer.words):
        organ = _body_organ(layout, head, head.issuer, speakers, body)
    elif head.issuer:
        organ = _committee_organ(layout, head.issuer, speaker, closing.signatory)
    elif speaker:
        organ = stated(
            _words(layout, speaker.mention), speaker.reason, _span(layout, speaker.mention)
        )
    else:
        organ = _from_closing_or_number(head, closing)
    return Issuer(organ, _level(organ, head, closing))


def _words(layout: TextLayout, mention: OrganMention) -> str:
    return spell_organ(layout.show(mention.start, mention.end))


def _span(layout: TextLayout, mention: OrganMention) -> Span:
    return layout.span(mention.start, mention.end)


# --- the body ---------------------------------------------------------------------------------


def _speakers(layout: TextLayout, title: Span | None, body: BodyExtent) -> Iterator[_Speaker]:
    """Mentions of an organ that speaks, the surest first."""
    text = layout.folded.text
    opening = min(body.opening_end, body.start + _OPENING)
    for says in (_CONCLUDES, _DECLARES):
        for mention in organ_mentions(layout, body.start, opening):
            if _does(says, text, mention):
                yield _Speaker(mention, because("câu kết luận ở đầu nội dung nêu cơ quan"))
    if title:
        first, last = layout.within(title)
        for mention in organ_mentions(layout, first, last):
            if _TITLE_OF.fullmatch(_single_blanks(text[first : mention.start])):
                yield _Speaker(mention, because("trích yếu nêu cơ quan kết luận"))
    for mention in organ_mentions(layout, max(body.start, body.end - _CLOSING), body.end):
        before = _single_blanks(text[max(body.start, mention.start - 120) : mention.start])
        if _ANNOUNCED.search(before) or _does(_ANNOUNCES, text, mention):
            yield _Speaker(mention, because("câu kết cuối nội dung nêu cơ quan"))


def _does(says: re.Pattern[str], text: str, mention: OrganMention) -> bool:
    """Whether the verb behind a mention makes the organ speak, and not a person of it."""
    if says.match(text, mention.end, mention.end + 250) is None:
        return False
    return not _OFFICE.search(_single_blanks(text[max(0, mention.start - 60) : mention.start]))


def _single_blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _with_kind(layout: TextLayout, speakers: list[_Speaker]) -> _Speaker | None:
    """The first speaker; where another mention of it adds the kind of place, that one.

    "Ban Thường vụ Đảng ủy kết luận" and "Ban Thường vụ Đảng ủy đặc khu thông báo" are one organ.
    """
    if not speakers:
        return None
    words = _words(layout, speakers[0].mention)
    fuller = {f"{unaccent(words)} {kind}" for kind in organ_lexicon().place_kinds}
    return next((s for s in speakers if unaccent(_words(layout, s.mention)) in fuller), speakers[0])


# --- the letterhead ---------------------------------------------------------------------------


def _committee_organ(
    layout: TextLayout, issuer: LetterheadOrgan, speaker: _Speaker | None, signed: Field[Signatory]
) -> Field[str]:
    """The committee of the letterhead, or its inner organ that the body or the signing names."""
    words = issuer.words
    folded = unaccent(words)
    committee = _committee(folded)
    if committee and speaker and _speaks_for(speaker.mention, folded):
        words = _words(layout, speaker.mention)
        reason = because(
            "tiêu đề trang 1 ghi {committee}; nội dung cho biết {organ} kết luận",
            committee=words,
            organ=words,
        )
        return stated(words, reason, _span(layout, speaker.mention))
    inner = _signing_organ(signed)
    if committee and inner:
        reason = because(
            "tiêu đề trang 1 ghi {committee}; khối ký thay mặt {organ}",
            committee=words,
            organ=inner,
        )
        return inferred(f"{inner} {spell_organ(committee)}", reason, signed.evidence.span)
    return stated(words, because("tiêu đề trang 1"), issuer.span)


def _body_organ(
    layout: TextLayout,
    head: Letterhead,
    issuer: LetterheadOrgan,
    speakers: list[_Speaker],
    body: BodyExtent,
) -> Field[str]:
    """A body that works under a committee, as the text names it, else with the line above it."""
    folded = unaccent(issuer.words)
    spoken = [speaker.mention for speaker in speakers]
    for mention in [
        *spoken,
        *organ_mentions(layout, body.start, min(body.end, body.start + _OPENING)),
    ]:
        words = _words(layout, mention)
        if mention.committee and unaccent(words).startswith(folded + " "):
            reason = because(
                "tiêu đề trang 1 ghi {body}; nội dung gọi đủ là {organ}",
                body=issuer.words,
                organ=words,
            )
            return stated(words, reason, _span(layout, mention))
    above = head.superior and _committee(unaccent(head.superior.words))
    if above and not _names_committee(folded):
        words = f"{issuer.words} {spell_organ(above)}"
        return stated(words, because("tiêu đề trang 1, cơ quan cấp trên ở dòng trên"), issuer.span)
    return stated(issuer.words, because("tiêu đề trang 1"), issuer.span)


def _is_body(words: str) -> bool:
    """Whether the words open with a body that works under a committee: ``Ủy ban Kiểm tra``."""
    folded = unaccent(words)
    return any(
        folded.startswith(body) for body in organ_lexicon().bodies | organ_lexicon().speaking
    )


def _committee(folded: str) -> str | None:
    """The committee words that open a line, the longest that fits: ``đảng ủy xã``."""
    fitting = [word for word in organ_lexicon().committees if re.match(rf"{word}(?!\w)", folded)]
    return max(fitting, key=len, default=None)


def _names_committee(folded: str) -> bool:
    return any(re.search(rf"(?<!\w){word}(?!\w)", folded) for word in organ_lexicon().committees)


def _speaks_for(mention: OrganMention, letterhead: str) -> bool:
    """Whether a mention is an inner organ of the letterhead's committee."""
    if mention.inner not in organ_lexicon().speaking:
        return False
    committee = mention.committee
    return not committee or letterhead.startswith(committee)


def _signing_organ(signed: Field[Signatory]) -> str | None:
    authority = signed.value.authority if signed.value else ""
    mark, _, organ = authority.partition(" ")
    if mark.upper().startswith(("T/M", "TM")) and unaccent(organ) in organ_lexicon().speaking:
        return organ
    return None


# --- what is left without a letterhead --------------------------------------------------------


def _from_closing_or_number(head: Letterhead, closing: ClosingBlock) -> Field[str]:
    code = head.number and issuer_of_code(head.number.body_code)
    archived = closing.archive_organ
    committee = code.organ if code else archived.words if archived else None
    signed = closing.signatory
    inner = _signing_organ(signed)
    if inner and committee:
        reason = because(
            "khối ký thay mặt {organ}; nơi lưu hoặc ký hiệu cho biết {committee}",
            organ=inner,
            committee=committee,
        )
        return inferred(f"{inner} {committee}", reason, signed.evidence.span)
    authority = signed.value.authority.partition(" ")[2] if signed.value else ""
    if authority and _committee(unaccent(authority)):
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


# --- level ------------------------------------------------------------------------------------


def _level(organ: Field[str], head: Letterhead, closing: ClosingBlock) -> Field[Level]:
    """The level by the issuer's own words, else by the letterhead, the number or the archive."""
    words = organ.value or ""
    span = organ.evidence.span
    if level := level_of(words):
        evidence = stated if organ.evidence.status is Status.STATED else inferred
        return evidence(level, because("tên cơ quan ban hành là {organ}", organ=words), span)
    if head.issuer and (level := level_of(head.issuer.words)):
        return stated(
            level,
            because("tiêu đề trang 1 ghi {committee}", committee=head.issuer.words),
            head.issuer.span,
        )
    if head.superior and (level := _below(words, head.superior.words)):
        reason = because(
            "cơ quan cấp trên ở tiêu đề trang 1 là {superior}", superior=head.superior.words
        )
        return inferred(level, reason, head.superior.span)
    if city := _central_city(words):
        return inferred(
            Level.PROVINCE, because("{city} là thành phố trực thuộc trung ương", city=city), span
        )
    code = head.number and issuer_of_code(head.number.body_code)
    if code and head.number and code.level:
        reason = because("ký hiệu {code} trong số văn bản", code=code.code)
        return inferred(code.level, reason, head.number.field.evidence.span)
    archived = closing.archive_organ
    if archived and (level := level_of(archived.words)):
        return inferred(level, because("nơi lưu {archive}", archive=archived.words), archived.span)
    return unknown(because("tên cơ quan ban hành không cho biết cấp"), span)


def _below(words: str, superior: str) -> Level | None:
    """The level of a Thành ủy or Đảng ủy by the body above it on the letterhead."""
    above = level_of(superior)
    if "thanh uy" in unaccent(words):
        return Level.DISTRICT if above is Level.PROVINCE else None
    return Level.COMMUNE if above is Level.DISTRICT else None


def _central_city(words: str) -> str | None:
    _, found, name = unaccent(words).partition("thanh uy ")
    if found and name.removeprefix("thanh pho ") in map(unaccent, central_cities()):
        return words.split("ủy ", 1)[-1]
    return None
