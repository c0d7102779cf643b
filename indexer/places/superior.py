"""Whether a text names a committee or office as one above its issuer, or speaks of it in passing.

A Huyện ủy carries out what its Tỉnh ủy decided, reports to it and sends its papers there; it learns
from any other, helps it, receives its guests.  Only the first tells whose a letterhead is that
several units may have.  The words stand in ``corpus/registry/places/words.toml``.
"""

from __future__ import annotations

import re

from indexer.model import PlaceMention
from indexer.places.candidates import Toponym
from indexer.places.lexicon import place_lexicon
from indexer.text import unaccent

_SENTENCE, _BEHIND, _LIST = 240, 40, 1500
_STARTS = re.compile(r".*(?:[.;:!?](?=\s)|\n\s*\n|\n(?=\s*[-+*•–]))", re.DOTALL)
_BULLET = re.compile(r"\s*[-+*•–]")
_ENDS_ENTRY = re.compile(r"[\s*_]*(?:[,;.(]|\n|$)")
_RECIPIENTS = re.compile(r"(?<!\w)noi\s{1,4}nhan(?!\w)")
_ADDRESSED = re.compile(r"(?<!\w)kinh\s{1,4}(?:gui|trinh)[\s:]")


def superior_provinces(text: str, resolved: list[Toponym], provinces: list[str]) -> list[str]:
    """The provinces whose committees or offices a text names as those above its issuer."""
    bodies = [one for one in resolved if one.mention.organisation and one.keys[0] in provinces]
    named = {toponym.keys[0] for toponym in bodies if stands_above(text, toponym.mention)}
    return [key for key in provinces if key in named]


def stands_above(text: str, mention: PlaceMention) -> bool:
    """Whether the body of a mention is told as one above the issuer of the text: it is among the
    recipients, or what it decided is carried out.

    >>> from indexer.gazetteer import Gazetteer
    >>> from indexer.places.mentions import find_places
    >>> def first(text): return stands_above(text, find_places(text, Gazetteer.load())[0])
    >>> first("Thực hiện Kế hoạch số 15-KH/TU của Tỉnh ủy An Giang"), first("Thăm Tỉnh ủy An Giang")
    (True, False)
    """
    start, end = mention.span
    near = unaccent(text[max(0, start - _SENTENCE) : start])
    sentence = sentence_before(text, mention)
    behind = unaccent(text[end : end + _BEHIND])
    words = place_lexicon().superior
    if words.passing.search(sentence):
        return False
    if _ADDRESSED.search(near) and _ENDS_ENTRY.match(behind):
        return True
    if _BULLET.match(near[near.rfind("\n") + 1 :]) and _ENDS_ENTRY.match(behind):
        return _RECIPIENTS.search(unaccent(text[max(0, start - _LIST) : start])) is not None
    return bool(words.obeyed.search(sentence) or words.decides.match(behind))


def sentence_before(text: str, mention: PlaceMention) -> str:
    """What stands before a mention in its sentence, without marks."""
    near = unaccent(text[max(0, mention.span.start - _SENTENCE) : mention.span.start])
    opened = _STARTS.match(near)
    return near[opened.end() :] if opened else near
