"""What follows a type word: the symbol, list, range, alias or short form that it names.

``Quy định số 41-QĐ/TW và 80-QĐ/TW``: the second inherits the type word (citation-forms §5, rule 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from indexer.citations.cells import Tables
from indexer.citations.context import CitationMention, Qualifiers, adjacent_qualifiers
from indexer.citations.dates import date_at
from indexer.citations.named import congresses_at, local_congress_at, plenums_at
from indexer.citations.numbers import list_members, mention_of, numbers_at, range_of, same_sigil
from indexer.citations.patterns import after_number_word, pattern, type_of_head
from indexer.citations.short_forms import bears_a_number, short_mentions
from indexer.citations.symbols import Symbol, split_symbol, symbol_of_type
from indexer.knowledge import DocumentType
from indexer.organs import GAP, organ_at
from indexer.text import Folded

_OPEN_ORGAN = re.compile(rf"{GAP}(?:cua[\s*_]{{1,24}})")
_OPEN_DATE = re.compile(rf"{GAP},?{GAP}(?=ngay|\d{{1,2}}[-/.])")
_COMMA = re.compile(rf"{GAP},?{GAP}")
# What a number may begin with, misread or not.
_FIGURES = frozenset("0123456789oil|")
# The star below the name of who writes: in "ĐẢNG ỦY XÃ VĂN BÀN⏎*⏎Số 97-BC/ĐU" is no type word.
_LETTERHEAD = re.compile(r"[ \t]{0,9}\n[ \t]{0,60}\*[ \t]{0,9}\n")
# A colon parts a type word from what bears it: "bốn nghị quyết: 18, 19-NQ/TW".
_PARTED = re.compile(rf"{GAP}:{GAP}(?:so{GAP}:?{GAP})?")


@dataclass(slots=True)
class HeadReader:
    """Reads what the type words of one text name; ``heads`` are these by where they end.

    ``adjacent`` keeps what follows a symbol at once, by the end of it: it is asked for again when
    all mentions are known.
    """

    folded: Folded
    text: str
    symbols: Mapping[int, Symbol]
    heads: Mapping[int, re.Match[str]]
    tables: Tables
    adjacent: dict[int, Qualifiers] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] | None = None

    def _numbers_by_type(self) -> frozenset[tuple[str, str]]:
        """Type code and number of every full citation, which lend a short form its meaning."""
        if self.known is not None:
            return self.known
        known = set()
        for head in self.heads.values():
            symbol = self.symbols.get(after_number_word(self.folded.text, head.end()))
            if symbol and symbol.body:
                known.add((type_of_head(head).code, symbol.digits.lstrip("0")))
        self.known = frozenset(known)
        return self.known

    def _after_head(self, head: re.Match[str]) -> tuple[int, Qualifiers | None]:
        """Where the number of a head would stand; organ and date may come first (§4)."""
        letters, end = self.folded.text, head.end()
        of = _OPEN_ORGAN.match(letters, end)
        organ = organ_at(self.folded, self.text, of.end()) if of else None
        at = organ.end if organ else end
        comma = _OPEN_DATE.match(letters, at)
        dated = date_at(letters, comma.end()) if comma else None
        if organ or dated:
            closing = _COMMA.match(letters, dated[1] if dated else at)
            after = after_number_word(self.folded.text, closing.end() if closing else at)
            if after in self.symbols:
                return after, Qualifiers(after, dated[0] if dated else None, organ)
            if organ and bears_a_number(self.folded, self.text, end, organ.end, after):
                return after, Qualifiers(after, organ=organ)
        return after_number_word(self.folded.text, end), None

    def read(self, head: re.Match[str]) -> list[CitationMention]:
        """The mentions that begin with a type word; none where it names no paper."""
        letters = self.folded.text
        if _LETTERHEAD.match(letters, head.end()):
            return []
        if qualified := self._qualified(head):
            return qualified
        if not pattern("promise").match(letters, head.end()):
            return []
        kind = type_of_head(head)
        if kind.code in ("nq", "kl"):
            aliases = self._aliases(head.start())
            if aliases:
                return aliases
        at, opening = self._after_head(head)
        ranged = range_of(letters, self.symbols, head.span(), kind)
        if ranged:
            return ranged
        if letters[at : at + 1] not in _FIGURES:  # "quy định tại khoản 2": most name no paper
            return []
        start = at if _is_parted(letters, head.end(), at) else head.start()
        numbered = self._numbered(start, at, kind, opening)
        if numbered or at in self.symbols or not pattern("bare number").match(letters, at):
            return numbered
        known = self._numbers_by_type()
        found = short_mentions(self.folded, self.text, head, at, kind, known)
        if opening and found:
            first = found[0]
            found[0] = replace(first, qualifiers=replace(opening, end=first.after))
        return found

    def _qualified(self, head: re.Match[str]) -> list[CitationMention]:
        """What words lead to from a type word: "Quy chế làm việc số 01-QC/HU"."""
        words = pattern("qualified").match(head.string, head.end())
        kind, start = type_of_head(head), head.start()
        symbol = self.symbols.get(words.end()) if words else None
        if words is None or symbol is None or symbol.body is None:
            return []
        if words["way"] is not None and symbol.sigil not in kind.sigils:
            return []
        ranged = range_of(self.folded.text, self.symbols, head.span(), kind)
        return ranged or self._full(start, symbol, kind, None)

    def _numbered(
        self, start: int, at: int, kind: DocumentType, opening: Qualifiers | None
    ) -> list[CitationMention]:
        """The symbol at a position, or the list that leads to one; ``start`` is the type word's."""
        symbol = self.symbols.get(at)
        if symbol is None or symbol.body is None:
            listed = self._read_list(start, at, kind)
            if listed:
                return listed
            symbol = split_symbol(self.folded, self.symbols, at) or symbol
            symbol = symbol or symbol_of_type(self.folded, self.text, at, kind)
        return self._full(start, symbol, kind, opening) if symbol else []

    def _aliases(self, start: int) -> list[CitationMention]:
        end = len(self.folded.text)
        aliases = plenums_at(self.folded, self.text, start, end)
        aliases = aliases or congresses_at(self.folded, self.text, start, end)
        local = None if aliases else local_congress_at(self.folded, self.text, start, end)
        return aliases if local is None else [local]

    def _full(
        self, start: int, symbol: Symbol, kind: DocumentType, opening: Qualifiers | None
    ) -> list[CitationMention]:
        if symbol.department and kind.code != "cv":
            return []
        mention = mention_of(
            symbol, start, "full" if symbol.body else "short", kind.name, start < symbol.start
        )
        if opening:
            mention = replace(mention, qualifiers=replace(opening, end=symbol.end))
        return [mention, *self._continued(mention)]

    def _read_list(self, start: int, at: int, kind: DocumentType) -> list[CitationMention]:
        """Bare numbers that take sigil and body from the right: ``18, 19-NQ/TW`` (§5, rule 2)."""
        numbers, symbol = numbers_at(self.folded.text, self.symbols, at)
        if symbol is None or symbol.body is None or not numbers:
            return []
        members = list_members(numbers, symbol, kind.name)
        members[0] = replace(members[0], start=start, headed=start < members[0].start)
        last = mention_of(symbol, symbol.start, "list", kind.name, headed=False)
        return [*members, last, *self._continued(last)]

    def _continued(self, before: CitationMention) -> list[CitationMention]:
        """The members of a list after its first: they inherit the type word (§5, rule 1)."""
        members: list[CitationMention] = []
        letters = self.folded.text
        while len(members) < 200:
            qualifiers = before.qualifiers or self._adjacent(before.end)
            match = pattern("link").match(letters, qualifiers.end)
            if not match:
                break
            at = after_number_word(self.folded.text, match.end())
            numbers, symbol = numbers_at(letters, self.symbols, at)
            if symbol is None or symbol.body is None or symbol.department:
                break
            members.extend(list_members(numbers, symbol, before.type))
            kind = before.type if same_sigil(before, symbol) else symbol.type_name
            before = mention_of(symbol, symbol.start, "list", kind, headed=False)
            members.append(before)
        return members

    def _adjacent(self, end: int) -> Qualifiers:
        """What follows a symbol at once; it is asked for again when all mentions are known."""
        found = adjacent_qualifiers(self.folded, self.text, end, end + 260, self.tables)
        self.adjacent[end] = found
        return found


def _is_parted(letters: str, start: int, end: int) -> bool:
    """Whether a colon, or a bracket that is open, parts a type word from its number."""
    between = letters[start:end]
    if between.count("(") > between.count(")"):
        return True
    return _PARTED.fullmatch(letters, start, end) is not None
