"""The body a notice is about (đơn vị): named in the title, else in the first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.model import Field, Span, because
from indexer.notices.blocks import Extent, Sheet
from indexer.notices.evidence import inferred, stated, unknown
from indexer.notices.forms import alternatives, forms, is_spelled
from indexer.notices.organ_mentions import Mention, mentions, name_end
from indexer.text import unaccent

_FIRST_SENTENCES = 1500

# The word before the body, the surest first: "đối với Đảng bộ huyện …" beats "của …".
_LINKS = (
    re.compile(r"(?<!\w)doi voi (?:cac |tap the )?$"),
    re.compile(r"(?<!\w)voi $"),
    re.compile(r"(?<!\w)(?:tai|dia ban) $"),
    re.compile(r"(?<!\w)(?:cua|cho|ve) $"),
)
# In prose "của" and "về" say too little: "thực hiện ý kiến của Thường trực Huyện ủy".
_SURE_LINKS = _LINKS[:-1]
_Links = tuple[re.Pattern[str], ...]

# Named in titles as the source of a directive ("Kết luận số … của Ban Bí thư").
_CENTRAL = {"ban bi thu", "bo chinh tri", "trung uong"}
_COMRADE = re.compile(r"(?:doi voi|cua) (?:cac )?dong chi [^;:]{0,80}$")


def read_unit(sheet: Sheet, title: Span | None, body: Extent, issuer: str | None) -> Field[str]:
    """The body the notice is about, as written: ``Đảng bộ huyện Cẩm Mỹ``.

    ``issuer`` is left out, since "kết luận của Ban Thường vụ Tỉnh ủy" tells who speaks.
    """
    if title:
        first, last = sheet.within(title)
        found = _about(sheet, first, last, issuer, _LINKS)
        if found:
            return stated(found.written(sheet), because("trích yếu nêu đơn vị"), found.span(sheet))
    found = _about(
        sheet, body.start, min(body.opening_end, body.start + _FIRST_SENTENCES), issuer, _SURE_LINKS
    )
    if found:
        return inferred(
            found.written(sheet), because("câu mở đầu nội dung nêu đơn vị"), found.span(sheet)
        )
    return unknown(because("trích yếu và câu mở đầu không nêu đơn vị"))


def _about(sheet: Sheet, start: int, end: int, issuer: str | None, links: _Links) -> Mention | None:
    """The best mention in a stretch: by the word before it, then by order."""
    best: tuple[int, Mention] | None = None
    for mention in [*mentions(sheet, start, end), *_places(sheet, start, end)]:
        rank = _rank(sheet, mention, links)
        if rank is None or mention.committee in _CENTRAL or _is_issuer(sheet, mention, issuer):
            continue
        if best is None or rank < best[0]:
            best = rank, mention
    return best[1] if best else None


def _rank(sheet: Sheet, mention: Mention, links: _Links) -> int | None:
    before = re.sub(r"\s+", " ", sheet.folded.text[max(0, mention.start - 120) : mention.start])
    if _COMRADE.search(before):
        return 0
    return next((rank for rank, link in enumerate(links) if link.search(before)), None)


def _is_issuer(sheet: Sheet, mention: Mention, issuer: str | None) -> bool:
    words = unaccent(mention.words(sheet))
    return issuer is not None and (
        unaccent(issuer).startswith(words) or words.startswith(unaccent(issuer))
    )


@cache
def _place_kinds() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(forms().place_kinds)})(?=\s)")


def _places(sheet: Sheet, start: int, end: int) -> Iterator[Mention]:
    """Places named without an organ: "tại xã Lộc Quảng"."""
    for kind in _place_kinds().finditer(sheet.folded.text, start, end):
        named = name_end(sheet, kind.end(), end)
        if named > kind.end() and is_spelled(sheet.show(kind.start(), kind.end())):
            yield Mention(kind.start(), named, "", "")
