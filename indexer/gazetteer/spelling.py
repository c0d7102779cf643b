"""How names of units are compared: with their marks, and without."""

from __future__ import annotations

import re

from indexer.memory import remembered
from indexer.normalization import composed
from indexer.numerals import read_number
from indexer.text import i_for_y, normal_syllable, slug

_SYLLABLES = re.compile(r"[^\W_]+")
_HIGHLANDS = dict.fromkeys(("đăk", "đak", "dak"), "đắk")
"""One word for water in names of the Central Highlands, which each office spells its way."""
_APOSTROPHE = re.compile("['‘’`´ʼ′] ?")


def without_apostrophes(name: str) -> str:
    """A name in which an apostrophe, in whatever form, joins the letters that it stands between.

    >>> without_apostrophes("Ea H’leo"), without_apostrophes("K'Bang"), without_apostrophes("B' Lá")
    ('Ea Hleo', 'KBang', 'BLá')
    """
    return _APOSTROPHE.sub("", name)


@remembered(32_768)
def plain_name(name: str) -> str:
    """The form under which names are found: no marks, no signs, one spelling of i and y.

    >>> plain_name("Ea H'leo"), plain_name("Cẩm Mỹ"), plain_name("04")
    ('ea-hleo', 'cam-mi', '4')
    """
    if (number := read_number(name)) is not None:
        return str(number)
    return i_for_y(slug(without_apostrophes(name)))


@remembered(32_768)
def marked_name(name: str) -> str:
    """The form in which marks count, but not where a tone is placed: Hoà = Hòa, Mỹ = Mĩ.

    Nor how Đắk is spelled: Đăk R'Lấp = Đắk R’lấp.
    """
    joined = without_apostrophes(composed(name))
    syllables = [normal_syllable(word) for word in _SYLLABLES.findall(joined)]
    return " ".join([_HIGHLANDS.get(syllable, syllable) for syllable in syllables])
