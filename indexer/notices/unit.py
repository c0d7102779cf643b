"""The body a notice is about (đơn vị): named in the title, else in the first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from indexer.model import Field, Span, because
from indexer.notices.blocks import BodyExtent, TextLayout, inferred, stated, unknown
from indexer.organs import (
    OrganMention,
    alternatives,
    is_known_phrase,
    name_end,
    number_ends,
    organ_lexicon,
    organ_mentions,
    spell_organ,
    without_name,
)
from indexer.text import unaccent

_FIRST_SENTENCES = 1500

# The word before the body, the surest first: "đối với Đảng bộ huyện …" beats "của …".
_LINKS = (
    re.compile(r"(?<!\w)doi voi (?:cac |tap the )?$"),
    re.compile(r"(?<!\w)voi $"),
    re.compile(r"(?<!\w)(?:tai|dia ban|khu vuc) $"),
    re.compile(r"(?<!\w)(?:cua|cho|ve) $"),
)
# In prose "của" and "về" say too little: "thực hiện ý kiến của Thường trực Huyện ủy".
_SURE_LINKS = _LINKS[:-1]
# Behind these prose names what it only speaks of, too: "Hội nghị tổ chức tại thành phố Đà Lạt".
_LOOSE = re.compile(r"(?<!\w)(?<!doi )(?:voi|tai) (?:cac )?$")
_CLAUSE = re.compile(r"[^,;:.]*$")
_Links = tuple[re.Pattern[str], ...]

# Behind it stands what was concluded, where units are named in passing.
_CONCLUSIONS = re.compile(r"(?:ket luan|thong bao|y kien|chi dao|nhu sau)[^\n:]{0,60}:\s*\n")

# Named in titles as the source of a directive ("Kết luận số … của Ban Bí thư").
_CENTRAL = {"ban bi thu", "bo chinh tri", "trung uong"}
_NUMBERED = ("quan", "phuong")  # "Quận 2", "phường 14"; "02 xã 12 thôn" are counts
_SEVERAL = re.compile(r"\s+cac\s+")
_COMRADE = re.compile(r"(?:doi voi|cua) (?:cac )?dong chi [^;:]{0,80}$")


def read_unit(
    layout: TextLayout, title: Span | None, body: BodyExtent, issuer: str | None
) -> Field[str]:
    """The body the notice is about, as written: ``Đảng bộ huyện Cẩm Mỹ``.

    ``issuer`` is left out, since "kết luận của Ban Thường vụ Tỉnh ủy" tells who speaks.
    """
    if title:
        first, last = layout.within(title)
        found = _about(layout, first, last, issuer, _LINKS)
        if found:
            return stated(
                layout.show(found.start, found.end),
                because("trích yếu nêu đơn vị"),
                layout.span(found.start, found.end),
            )
    end = min(body.opening_end, body.start + _FIRST_SENTENCES)
    concluded = _CONCLUSIONS.search(layout.folded.text, body.start, end)
    end = concluded.end() if concluded else end
    found = _about(layout, body.start, end, issuer, _SURE_LINKS)
    if found:
        return inferred(
            layout.show(found.start, found.end),
            because("câu mở đầu nội dung nêu đơn vị"),
            layout.span(found.start, found.end),
        )
    return unknown(because("trích yếu và câu mở đầu không nêu đơn vị"))


def _about(
    layout: TextLayout, start: int, end: int, issuer: str | None, links: _Links
) -> OrganMention | None:
    """The best mention in a stretch: by the word before it, then by order."""
    is_prose = links is _SURE_LINKS
    best: tuple[int, OrganMention] | None = None
    for mention in [*organ_mentions(layout, start, end), *_places(layout, start, end)]:
        rank = _rank(layout, mention, links)
        if rank is None or mention.committee in _CENTRAL or _is_issuer(layout, mention, issuer):
            continue
        if is_prose and _is_in_passing(layout, mention):
            continue
        if best is None or rank < best[0]:
            best = rank, mention
    return _of_several(layout, best[1], end) if best else None


def _of_several(layout: TextLayout, mention: OrganMention, end: int) -> OrganMention:
    """An organ with the first of several units whose own are meant: ``Đảng ủy các xã Lộc An``."""
    several = _SEVERAL.match(layout.folded.text, mention.end, end)
    if several is None:
        return mention
    named = next(_places(layout, several.end(), end), None)
    is_next = named is not None and named.start == several.end()
    return replace(mention, end=named.end) if named and is_next else mention


def _rank(layout: TextLayout, mention: OrganMention, links: _Links) -> int | None:
    before = re.sub(r"\s+", " ", layout.folded.text[max(0, mention.start - 120) : mention.start])
    if _COMRADE.search(before):
        return 0
    if not (mention.inner or mention.committee):  # "của các xã …", but not "của các chi bộ …"
        before = before.removesuffix("cac ")
    return next((rank for rank, link in enumerate(links) if link.search(before)), None)


def _is_in_passing(layout: TextLayout, mention: OrganMention) -> bool:
    """Whether prose tells where something was or happened, and not what was examined."""
    before = layout.folded.text[max(0, mention.start - 160) : mention.start]
    clause = _CLAUSE.search(re.sub(r"\s+", " ", before))
    if clause is None or not _LOOSE.search(clause[0]):
        return False
    examined = list(_examined().finditer(clause[0]))
    # Without marks "phối hợp với" ends like "họp với".
    passing = (word.end() for word in _passing().finditer(clause[0]))
    return not examined or any(end > examined[-1].start() for end in passing)


@cache
def _examined() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().examined)})(?!\w)")


@cache
def _passing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().in_passing)})(?!\w)")


def _is_issuer(layout: TextLayout, mention: OrganMention, issuer: str | None) -> bool:
    """Whether it is the issuer, its committee, or another organ that speaks for the same body: the
    Thường trực of a Huyện ủy whose Ban Thường vụ issues the paper."""
    if issuer is None:
        return False
    words, own = (
        unaccent(spell_organ(layout.show(mention.start, mention.end))),
        unaccent(issuer),
    )
    if own.startswith(words) or words.startswith(own):
        return True
    speaker = _speaker().match(words)
    body = _speaker().sub("", unaccent(without_name(issuer)))
    return words == body or (speaker is not None and words[speaker.end() :] == body)


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(organ_lexicon().speaking)}) ")


@cache
def _place_kinds() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().place_kinds)})(?=\s)")


def _places(layout: TextLayout, start: int, end: int) -> Iterator[OrganMention]:
    """Places named without an organ: "tại xã Lộc Quảng", "đối với Quận 2"."""
    for kind in _place_kinds().finditer(layout.folded.text, start, end):
        named = name_end(layout, kind.end(), end)
        if kind[0] in _NUMBERED:
            named = number_ends(layout, kind.end(), end) or named
        if named > kind.end() and is_known_phrase(layout.show(kind.start(), kind.end())):
            yield OrganMention(kind.start(), named, "", "")
