"""Organs that speak in a body: who concludes, enacts or announces, in the words of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.model import Reason, Span, because
from indexer.notices.blocks import BodyExtent, TextLayout
from indexer.organs import OrganMention, organ_lexicon, organ_mentions, spell_organ
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
# "BAN THƯỜNG VỤ HUYỆN ỦY QUYẾT ĐỊNH", alone on its line, before the first article.
_ENACTS = re.compile(r"\s{1,9}(?:quyet\s{1,9}(?:dinh|nghi)|ban\s{1,9}hanh)\s{0,9}:?\s{0,9}(?=\n|$)")
_ANNOUNCES = re.compile(rf"{_ADVERBS}thong bao(?!\w)".replace(" ", r"\s{1,9}"))
_ANNOUNCED = re.compile(
    r"(?:tren day la|thong bao)(?: \w{1,9}){0,6}? (?:ket luan|y kien|thong bao|chi dao) cua $"
    r"|thong bao cua $"
)
# "kết luận Hội nghị Ban Thường vụ …", "kết quả làm việc của …"; of a KẾT LUẬN just "của …".  What
# a meeting came to ("kết quả Hội nghị …") others announce.
_TITLE_OF = re.compile(
    r"(?:(?:thong bao|y kien|ket luan|chi dao|ket qua|lam viec|kiem tra|giam sat) ){0,4}"
    r"(?:cua|(?<!ket qua )(?:hoi nghi|phien hop)(?: cua)?) $"
)
# A person's office is no organ that speaks: "đồng chí Bí thư Huyện ủy kết luận".
_OFFICE = re.compile(
    r"(?:bi thu|truong|pho|chanh|chu nhiem|uy vien|dong chi|chu tich|thuong truc|giao|de nghi) $"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An organ that speaks: its mention, its words as a sentence has them, and why it is one."""

    mention: OrganMention
    words: str
    span: Span
    reason: Reason


def speakers(layout: TextLayout, title: Span | None, body: BodyExtent) -> list[Speaker]:
    """The organs that speak in a paper, the surest first."""
    return [
        Speaker(mention, words_of(layout, mention), span_of(layout, mention), reason)
        for mention, reason in _speaking(layout, title, body)
    ]


def opening_mentions(layout: TextLayout, body: BodyExtent) -> Iterator[OrganMention]:
    """The organs that the first pages of a body name, whatever they do there."""
    return organ_mentions(layout, body.start, min(body.end, body.start + _OPENING))


def words_of(layout: TextLayout, mention: OrganMention) -> str:
    """The words of a mention in their one spelling."""
    return spell_organ(layout.show(mention.start, mention.end))


def span_of(layout: TextLayout, mention: OrganMention) -> Span:
    """Where a mention stands."""
    return layout.span(mention.start, mention.end)


def _speaking(
    layout: TextLayout, title: Span | None, body: BodyExtent
) -> Iterator[tuple[OrganMention, Reason]]:
    text = layout.folded.text
    opening = min(body.opening_end, body.start + _OPENING)
    first_ones = list(organ_mentions(layout, body.start, opening))
    for says in (_CONCLUDES, _ENACTS, _DECLARES):
        for mention in first_ones:
            if _does(says, text, mention):
                yield mention, because("câu kết luận ở đầu nội dung nêu cơ quan")
    if title:
        first, last = layout.within(title)
        for mention in organ_mentions(layout, first, last):
            if _TITLE_OF.fullmatch(_single_blanks(text[first : mention.start])):
                yield mention, because("trích yếu nêu cơ quan kết luận")
    for mention in organ_mentions(layout, max(body.start, body.end - _CLOSING), body.end):
        before = _single_blanks(text[max(body.start, mention.start - 120) : mention.start])
        if _ANNOUNCED.search(before) or _does(_ANNOUNCES, text, mention):
            yield mention, because("câu kết cuối nội dung nêu cơ quan")


def _does(says: re.Pattern[str], text: str, mention: OrganMention) -> bool:
    """Whether the verb behind a mention makes the organ speak, and not a person of it."""
    if says.match(text, mention.end, mention.end + 250) is None:
        return False
    return not _OFFICE.search(_single_blanks(text[max(0, mention.start - 60) : mention.start]))


def _single_blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def fullest(found: list[Speaker]) -> Speaker | None:
    """The first speaker; where another mention of it adds the kind of place, that one.

    "Ban Thường vụ Đảng ủy kết luận" and "Ban Thường vụ Đảng ủy đặc khu thông báo" are one organ.
    """
    if not found:
        return None
    fuller = {f"{unaccent(found[0].words)} {kind}" for kind in organ_lexicon().place_kinds}
    return next((one for one in found if unaccent(one.words) in fuller), found[0])
