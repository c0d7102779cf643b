"""The words that tell where a subject ends, and what of it tells, as patterns on folded letters.

They stand, with examples, in ``corpus/registry/subject_words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from indexer.organs import one_of
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """The words, all folded.

    ``untold`` are words of any subject, which prove nothing by being shared; ``acting`` is the
    comma behind which somebody acts (``…, tỉnh đã xử lý``); ``carrying_on`` what a paper does with
    another that its title names; ``no_owner`` what stands behind "của" and is nobody beside the
    Party (``của Đảng``, ``của năm 2016``).

    >>> "cong" in subject_words().untold
    True
    """

    untold: frozenset[str]
    acting: re.Pattern[str]
    carrying_on: str
    no_owner: re.Pattern[str]


@cache
def subject_words() -> SubjectWords:
    """The words, read once."""
    data = tomllib.loads((REGISTRY / "subject_words.toml").read_text("utf-8"))
    acting, owner = data["acting"], data["no_owner"]
    words, units, verbs = (_any(acting[name]) for name in ("words", "units", "verbs"))
    return SubjectWords(
        untold=frozenset(map(unaccent, data["untold"]["words"])),
        acting=re.compile(rf",\s*(?=(?:(?:{words})|(?:{units})\s+(?:uy\s+)?(?:{verbs}))(?![a-z]))"),
        carrying_on=_any(data["carrying_on"]["words"]),
        no_owner=re.compile(
            rf"(?!(?:{_any(owner['not_words'])})(?![a-z]))(?:{_any(owner['words'])})(?![a-z])"
        ),
    )


def _any(words: Iterable[str]) -> str:
    return one_of(map(unaccent, words))
