"""The issuer's own names, and the units that only share them.

A paper writes its own unit bare: who writes "huyện Bảo Lâm, tỉnh Cao Bằng" in running text tells
another unit apart, unless it is what the paper rules on ("trên địa bàn huyện Bảo Lâm, tỉnh Cao
Bằng").  The words stand in ``corpus/registry/places/words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.gazetteer import KINDS
from indexer.model import Level, PlaceMention
from indexer.organs import organ_lexicon
from indexer.places.candidates import Toponym
from indexer.places.lexicon import place_lexicon
from indexer.places.superior import sentence_before
from indexer.text import unaccent

_BEHIND = 60
_DAY = re.compile(r"^(?:(?:sang|chieu|trong|vao)\s)?ngay\s[^,]{1,40},\s*")
_SENTENCE = re.compile(r"[.;](?=\s)|\n\s*\n")
_STOP = re.compile(r"[,;:.()]|.{80}")


def own_names(toponyms: list[Toponym]) -> set[str]:
    """The names at the head of a text, which are the issuer's own wherever they stand: a province
    that the text speaks of in passing may be anybody's, and does not tell whose they are."""
    return {toponym.word[0] for toponym in toponyms if toponym.zone}


def mark_namesakes(text: str, toponyms: list[Toponym]) -> None:
    """Mark what is named as another unit that is called as the issuer's own, all that is written
    with it, and districts named with their province, which are not the paper's own either."""
    own = own_names(toponyms)
    first = next((one for one in toponyms if not one.zone), None)
    for toponym in toponyms:
        chain = list(_chain(toponym))
        if any(one.zone for one in chain) or not any(_is_full(one, own) for one in chain):
            continue
        speaks = toponym is first and _opens(text, toponym)
        if not (speaks or _is_ruled(text, toponym.mention)):
            for one in chain:
                one.namesake = True


def _is_full(toponym: Toponym, own: set[str]) -> bool:
    """Whether a unit that would stand bare as the paper's own is named with the one above it."""
    is_commune = toponym.mention.kind in KINDS[Level.COMMUNE]
    return toponym.above is not None and (toponym.word[0] in own or not is_commune)


def _chain(toponym: Toponym) -> Iterator[Toponym]:
    """A name and those of the units above it that are written behind it."""
    above: Toponym | None = toponym
    while above is not None:
        yield above
        above = above.above


def _is_ruled(text: str, mention: PlaceMention) -> bool:
    """Whether a paper speaks of a unit as one that its issuer rules on."""
    sentence, words = sentence_before(text, mention), place_lexicon()
    return words.ruled.search(sentence) is not None and not words.superior.passing.search(sentence)


def _opens(text: str, toponym: Toponym) -> bool:
    """Whether a body begins with an organ of the unit, which speaks of itself: "Chi bộ Phòng Nội vụ
    huyện Bảo Lâm, tỉnh Lâm Đồng sinh hoạt"."""
    mention = toponym.mention
    last = list(_chain(toponym))[-1].mention
    organ = _DAY.sub("", sentence_before(text, mention).strip(" *_\n"))
    passing = place_lexicon().superior.passing
    behind = _SENTENCE.split(unaccent(text[last.span.end : last.span.end + _BEHIND]), maxsplit=1)[0]
    if passing.search(f"{organ}\n{behind}") or _STOP.search(organ):
        return False
    named = organ in ("", unaccent(mention.organisation or ""))
    return named or organ.startswith(tuple(organ_lexicon().openers))
