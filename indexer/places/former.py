"""Which names of a text are said to be of units that are no more: ``xã Lộc An (cũ)``.

A paper of today speaks of them for years: ``trước đây``, ``trước sáp nhập``, ``nay là``.  Such a
word behind a list means all of it (``các xã Lộc An, Tân Lạc, Lộc Đức (cũ)``); behind one of
several units with type words of their own it may.
"""

from __future__ import annotations

import re
from enum import IntEnum

from indexer.model import PlaceMention
from indexer.normalization import composed
from indexer.places.lexicon import place_lexicon
from indexer.text import unaccent

_LONGEST = 40
_NEAR = 12
_BESIDE = re.compile(r"[\s*_]{0,4}(?:,|va|hoac|cung|, ?va)[\s*_]{0,4}")


class Former(IntEnum):
    """Whether a unit is said to be a former one."""

    NO = 0
    PERHAPS = 1
    YES = 2


def former_units(text: str, mentions: list[PlaceMention]) -> list[Former]:
    """What is said of each name, in the order of the names."""
    said: list[Former] = []
    following: PlaceMention | None = None
    for mention in reversed(mentions):
        found = Former.YES if _is_marked(text, mention) else Former.NO
        if not found and following is not None and said[-1]:
            found = _as_the_next(text, mention, following, said[-1])
        said.append(found)
        following = mention
    return said[::-1]


def _is_marked(text: str, mention: PlaceMention) -> bool:
    behind = text[mention.span.end : mention.span.end + _LONGEST]
    return place_lexicon().former.match(composed(behind).lower()) is not None


def _as_the_next(text: str, mention: PlaceMention, following: PlaceMention, said: Former) -> Former:
    between = text[mention.span.end : following.span.start]
    if len(between) > _NEAR or mention.kind != following.kind or mention.kind is None:
        return Former.NO
    if _BESIDE.fullmatch(unaccent(between)) is None:
        return Former.NO
    own_type = following.text != following.name
    return Former.PERHAPS if own_type else said
