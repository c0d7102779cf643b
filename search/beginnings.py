"""How a word known without marks may begin with them, to be looked up among spelled words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.text import unaccent

_ONSET = re.compile("[bcdghklmnpqrstvx]*")
_MARKED_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def beginnings(bare: str) -> Sequence[str]:
    """The first consonants of a bare word, or its first vowel with all its marks.

    >>> beginnings("thon"), beginnings("dang"), len(beginnings("an"))
    (('th',), ('d', 'đ'), 18)
    """
    onset = _ONSET.match(bare)
    if onset and onset.group():
        head = onset.group()
        return (head, f"đ{head[1:]}") if head[0] == "d" else (head,)
    return (bare[:1], *(one for one in _MARKED_VOWELS if unaccent(one) == bare[:1]))
