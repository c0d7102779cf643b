"""What a type word alone takes up, where a text has one citation of that type and no more.

``khoản 2 mục II của Kế hoạch.`` in a conclusion on one plan is of that plan, also in another
paragraph (citation-forms §10).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indexer.citations.context import CitationMention
from indexer.citations.pinpoint_words import document_word, has_capital
from indexer.text import Folded, unaccent

_FAR = 3_000
"""Letters back to the citation that a type word takes up."""
_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(slots=True)
class _Cited:
    """The mentions of the first document of a type: their places in the list and where they end,
    and where another document of the type is cited."""

    number: tuple[str, str | None]
    at: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    other: int | None = None


@dataclass(frozen=True)
class OnlyOfTheirType:
    """The citations of a text by type; ``own_type`` is that of the paper, where it is known."""

    mentions: Sequence[CitationMention]
    folded: Folded
    text: str
    own_type: str | None

    def before(self, start: int, named: re.Match[str]) -> int | None:
        """The one citation of a type before a position, that a type word behind the place names.

        None where another one of that type is cited before, or named since; where the paper is of
        that type itself; and where it is farther than the paragraph before, unless the paper names
        it twice or more.
        """
        kind = " ".join(named["kind"].split())
        cited = self._by_kind.get(kind)
        if cited is None or unaccent(self.own_type or "") == kind:
            return None
        if not has_capital(self.folded, self.text, named.start("kind")):
            return None
        last = bisect_left(cited.ends, start) - 1
        if last < 0 or (cited.other is not None and cited.other < start):
            return None
        end = cited.ends[last]
        if start - end > _FAR or self._is_another_named(kind, end, start):
            return None
        is_far = len(_PARAGRAPH.findall(self.folded.text, end, start)) > 1
        return None if is_far and (last < 1 or self.own_type is None) else cited.at[last]

    def _is_another_named(self, kind: str, end: int, start: int) -> bool:
        """Whether a document of that type is named that is not cited: "Kế hoạch của tỉnh"."""
        named = document_word().finditer(self.folded.text, end, start)
        return any(
            " ".join(one.group().split()) == kind
            and has_capital(self.folded, self.text, one.start())
            for one in named
        )

    @cached_property
    def _by_kind(self) -> dict[str, _Cited]:
        found: dict[str, _Cited] = {}
        for at, mention in enumerate(self.mentions):
            number = (mention.digits, mention.sigil)
            cited = found.setdefault(unaccent(mention.type or ""), _Cited(number))
            if number == cited.number:
                cited.at.append(at)
                cited.ends.append(mention.end)
            elif cited.other is None:
                cited.other = mention.start
        return found
