"""Symbols that no type word has taken: whether they cite, and as which type.

``(18-NQ/TW)`` cites; the notice's own number line, ``Số 18-NQ/TW``, does not (citation-forms §9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.citations.context import CitationMention
from indexer.citations.dates import date_behind
from indexer.citations.numbers import list_members, mention_of, numbers_before, range_to
from indexer.citations.patterns import after_number_word, pattern, type_of_head
from indexer.citations.symbols import Symbol, names_a_paper
from indexer.knowledge import DocumentType, type_words
from indexer.organs import SPACE, WALL
from indexer.text import Folded

_OWN_NUMBER = re.compile(
    rf"(?:^|[\n|*{WALL}])[ \t*_|>#-]*(?:(?:so|s0)[ :*_]{{0,6}}|\((?:so|s0) ?: ?)$"
)
_OPENS_A_CELL = re.compile(rf"[|{WALL}][ *_]{{0,9}}\Z")
_CLOSES_A_CELL = re.compile(rf"[ *_]{{0,9}}[|{WALL}\t]")
_PARTED_BEFORE = re.compile(rf"[\s*_:({WALL}]{{1,12}}\Z")
# A comma alone on its line is the star of a letterhead, as scanners read it.
_CONTINUES = re.compile(r"(?:(?<=[^\s])[ \t*_]*[,;]|va|hoac|voi|so)[\s*_]*\Z")
# No paper has two numbers: what opens a list is none of its own.
_LISTED = re.compile(rf"[ *_]{{0,3}}(?:[,;]|va){SPACE}(?:va{SPACE})?(?:so{SPACE})?(?=\d)")
_SENTENCE = re.compile(rf"[.!?]\s|\n[ \t]*\n|{WALL}")


# Two words before a symbol, which with a letter set right are those of a type: "Chl thị số".
_TWO_WORDS = re.compile(
    r"(?<![a-z0-9])(?P<words>[a-z0-9|]{2,6}\s[a-z0-9|]{3,6})\s(?:so\s?:?\s?)?\Z"
)
_ALIKE = str.maketrans({"l": "i", "1": "i", "j": "i", "|": "i", "c": "e", "0": "o", "v": "u"})
"""Letters that scanners take for one another, each as the first of its group."""


def _as_misread(words: str) -> str:
    return " ".join(words.translate(_ALIKE).split())


@cache
def _misread_types() -> dict[str, DocumentType]:
    words = type_words().items()
    return {_as_misread(word): kind for word, kind in words if word.count(" ") == 1}


@dataclass(frozen=True, slots=True)
class BareSymbols:
    """The symbols of one text that stand without type word."""

    folded: Folded
    symbols: Mapping[int, Symbol]
    heads: Mapping[int, re.Match[str]]

    def beside(self, mentions: Sequence[CitationMention]) -> list[CitationMention]:
        """What they cite beside the mentions that type words have taken."""
        found: list[CitationMention] = []
        headed = sorted(mentions, key=lambda mention: mention.start)
        latest: dict[str | None, CitationMention] = {}
        passed = covered = 0
        for start, symbol in sorted(self.symbols.items()):
            while passed < len(headed) and headed[passed].start <= start:
                covered = max(covered, headed[passed].end)
                latest[headed[passed].sigil] = headed[passed]
                passed += 1
            if start < covered or not self._is_cited(symbol):
                continue
            bare = self._bare(symbol, latest.get(symbol.sigil))
            found.extend(bare)
            covered, latest[symbol.sigil] = bare[-1].end, bare[-1]
        return found

    def _is_cited(self, symbol: Symbol) -> bool:
        """Whether a symbol without type word cites; the notice's own number line does not (§9)."""
        if symbol.body is None or not symbol.body.known:
            return False
        if symbol.department:
            return self._fills_a_cell(symbol) or self._is_bracketed_with_day(symbol)
        if not names_a_paper(symbol, self.folded.text):
            return False
        before = self.folded.text[max(0, symbol.start - 60) : symbol.start]
        own = _OWN_NUMBER.search(before)
        if own is None or _CONTINUES.search(before[: own.start() + 1]):
            return True
        link = _LISTED.match(self.folded.text, symbol.end)
        following = self.symbols.get(link.end()) if link else None
        return following is not None and following.body is not None

    def _fills_a_cell(self, symbol: Symbol) -> bool:
        """Whether a symbol is all that a cell holds, as that of a letter is in a table of them."""
        letters = self.folded.text
        opens = _OPENS_A_CELL.search(letters, max(0, symbol.start - 12), symbol.start)
        return bool(opens and _CLOSES_A_CELL.match(letters, symbol.end))

    def _is_bracketed_with_day(self, symbol: Symbol) -> bool:
        """Whether a bracket opens with it and its day: "Bộ Nội vụ (1014/BNV-TCBC, 12/3/2022)"."""
        opens = self.folded.text[max(0, symbol.start - 1) : symbol.start] == "("
        dated = date_behind(self.folded.text, symbol.end) if opens else None
        return dated is not None and dated[0].day is not None

    def _bare(self, symbol: Symbol, before: CitationMention | None) -> list[CitationMention]:
        ranged = range_to(self.folded.text, symbol)
        if ranged:
            return ranged
        misread = self._misread_type(symbol)
        if misread:
            return [mention_of(symbol, misread[0], "full", misread[1].name, headed=True)]
        numbers = numbers_before(self.folded.text, self.symbols, symbol)
        start = numbers[0].start() if numbers else symbol.start
        inherited = self._inherited(symbol, before)
        kind = self._headed_apart(start) or inherited or symbol.type_name
        listed = bool(numbers or (inherited and symbol.sigil is None))
        last = mention_of(symbol, symbol.start, "list" if listed else "full", kind, headed=False)
        return [*list_members(numbers, symbol, kind), last]

    def _misread_type(self, symbol: Symbol) -> tuple[int, DocumentType] | None:
        """Where the type word of a symbol begins of which a letter was misread, and the type."""
        words = _TWO_WORDS.search(self.folded.text, max(0, symbol.start - 32), symbol.start)
        kind = _misread_types().get(_as_misread(words["words"])) if words else None
        if words is None or kind is None or symbol.sigil not in kind.sigils:
            return None
        return words.start("words"), kind

    def _headed_apart(self, start: int) -> str | None:
        """The type word in the cell or before the colon that a citation stands behind."""
        parted = _PARTED_BEFORE.search(self.folded.text, max(0, start - 12), start)
        head = self.heads.get(parted.start()) if parted else None
        return type_of_head(head).name if head else None

    def _inherited(self, symbol: Symbol, before: CitationMention | None) -> str | None:
        """The type of the citation before it in the same sentence, if it has the same sigil; of
        laws, which have none, that of the one which it is listed with."""
        if before is None or symbol.start - before.end > 300:
            return None
        if symbol.sigil is None:
            link = pattern("link").match(self.folded.text, before.end)
            listed = (
                link is not None and after_number_word(self.folded.text, link.end()) == symbol.start
            )
            return before.type if listed and before.body == symbol.body else None
        between = self.folded.text[before.end : symbol.start]
        return None if _SENTENCE.search(between) else before.type
