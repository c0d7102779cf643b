"""Positions whose first letters a seal or a streak hides: ``HÁNH VĂN PHÒNG``, ``Ó-BÍ THƯ``.

What is left of the first word ends a word with which positions begin, and what follows it goes on
as that position does.  The whole one is a conclusion: more may be hidden than a letter or two.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.model import Field, Signatory, Status, because
from indexer.notices.blocks import inferred
from indexer.notices.signer_words import opens_position, spelled_positions
from indexer.text import unaccent

_MOST_HIDDEN = 2
_ENOUGH_LEFT = 3
_FIRST_WORDS = ("Phó", "Trưởng", "Chánh", "Chủ", "Giám", "Bí", "Viện", "Hiệu", "Quyền")


def whole_position(written: str) -> str | None:
    """The position of which a line shows all but the first letters; None where it is none.

    >>> whole_position("Ó-Bí Thư Thường trực"), whole_position("Rường Phòng Nội vụ")
    ('Phó Bí thư Thường trực', 'Trưởng phòng Nội vụ')
    >>> whole_position("Trưởng phòng"), whole_position("Ông Chủ tịch")
    (None, None)
    """
    words = re.split(r"[\s-]+", written.strip())
    left = unaccent(words[0])
    if not left or opens_position(written):
        return None
    for first in _FIRST_WORDS:
        folded = unaccent(first)
        hidden = len(folded) - len(left)
        if not folded.endswith(left) or not 0 < hidden <= _MOST_HIDDEN:
            continue
        whole = [first, *words[1:]]
        deputy = first == "Phó" and opens_position(" ".join(words[1:]))
        known = _spelled(whole)
        if known != whole or deputy or (len(left) >= _ENOUGH_LEFT and opens_position(first)):
            return " ".join(known)
    return None


def _spelled(words: list[str]) -> list[str]:
    """A position with its longest known beginning, of two words or more, as it is spelled."""
    for end in range(len(words), 1, -1):
        known = spelled_positions().get(unaccent(" ".join(words[:end])))
        if known:
            return [known, *words[end:]]
    return words


def with_whole_positions(signed: Field[tuple[Signatory, ...]]) -> Field[tuple[Signatory, ...]]:
    """Who signed, each with the whole position; concluded where one of them was torn."""
    if signed.evidence.status is not Status.STATED:
        return signed
    found = signed.value or ()
    whole = tuple(
        replace(one, position=whole_position(one.position) or one.position) for one in found
    )
    if whole == found:
        return signed
    reason = because("chữ đầu của chức vụ bị che, hiểu theo chức vụ đã biết")
    return inferred(whole, reason, signed.evidence.span)
