"""Find the citations (viện dẫn) of a text: spans with their parsed parts.

>>> [citation.number for citation in find_citations("theo các Quy định số 41-QĐ/TW và 80-QĐ/TW")]
['41-QĐ/TW', '80-QĐ/TW']

The order of the work: symbols are read first, then every type word takes the symbol, list,
range, alias or short form that follows it, then symbols without a type word are taken or left,
and last every mention gets what stands after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from indexer.citations.cells import Tables
from indexer.citations.context import (
    CitationMention,
    Qualifiers,
    adjacent_qualifiers,
    citations_of,
    issuer_before,
    owner_of_short,
    with_subject,
)
from indexer.citations.dates import date_at
from indexer.citations.groups import distribute_qualifiers
from indexer.citations.laws import law_mentions
from indexer.citations.named import congresses_at, local_congress_at, plenums_at
from indexer.citations.numbers import (
    lacks_the_day,
    list_members,
    numbers_at,
    numbers_before,
    range_mentions,
    same_sigil,
)
from indexer.citations.patterns import is_type_word, pattern, type_of_head
from indexer.citations.short_forms import bears_a_number, short_mentions, typed_mentions
from indexer.citations.symbols import Symbol, find_symbols, names_a_paper, split_symbol
from indexer.knowledge import DocumentType
from indexer.model import Citation
from indexer.organs import GAP, SPACE, WALL, organ_at, walled
from indexer.text import Folded, fold

_OPEN_ORGAN = re.compile(rf"{GAP}(?:cua[\s*_]{{1,24}})")
_OPEN_DATE = re.compile(rf"{GAP},?{GAP}(?=ngay|\d{{1,2}}[-/.])")
_COMMA = re.compile(rf"{GAP},?{GAP}")
_OWN_NUMBER = re.compile(rf"(?:^|[\n|*{WALL}])[ \t*_|>#-]*(?:so|s0)[ :*_]{{0,6}}$")
# A colon or a bracket parts a type word from what bears it: "bốn nghị quyết: 18, 19-NQ/TW".
_PARTED = re.compile(rf"{GAP}[:(]{GAP}")
_PARTED_BEFORE = re.compile(rf"[\s*_:({WALL}]{{1,12}}\Z")
# A comma alone on its line is the star of a letterhead, as scanners read it.
_CONTINUES = re.compile(r"(?:(?<=[^\s])[ \t*_]*[,;]|va|hoac|voi|so)[\s*_]*\Z")
# No paper has two numbers: what opens a list is none of its own.
_LISTED = re.compile(rf"[ *_]{{0,3}}(?:[,;]|va){SPACE}(?:va{SPACE})?(?:so{SPACE})?(?=\d)")
_SENTENCE = re.compile(rf"[.!?]\s|\n[ \t]*\n|{WALL}")


def find_mentions(folded: Folded, text: str) -> list[CitationMention]:
    """All mentions of a text in order; members of groups do not yet share what ends the group."""
    return _Scanner(folded, text).read()


@dataclass(slots=True)
class _Scanner:
    """One reading of one text: what has been found so far, and what is taken."""

    folded: Folded
    text: str
    symbols: dict[int, Symbol] = field(default_factory=dict)
    mentions: list[CitationMention] = field(default_factory=list)
    heads: dict[int, re.Match[str]] = field(default_factory=dict)
    adjacent: dict[int, Qualifiers] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] | None = None
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self.tables = Tables(self.folded, self.text)

    def read(self) -> list[CitationMention]:
        """All mentions in order, before members of groups share their qualifiers."""
        self.symbols = find_symbols(self.folded, self.text)
        laws = list(law_mentions(self.folded, self.text, self.symbols))
        heads = [
            one for one in pattern("type word").finditer(self.folded.text) if is_type_word(one)
        ]
        self._read_heads(heads, laws)
        self._read_bare_symbols()
        self.mentions.sort(key=lambda mention: (mention.start, mention.end))
        return self._all_with_qualifiers()

    # Pass 1: every type word and what follows it.

    def _read_heads(self, heads: list[re.Match[str]], laws: list[CitationMention]) -> None:
        law_spans = {law.start: law for law in laws}
        self.heads = {head.end(): head for head in heads}
        free = 0
        pending = sorted(law_spans)
        for head in heads:
            while pending and pending[0] <= head.start():
                law = law_spans[pending.pop(0)]
                if law.start >= free:
                    self.mentions.append(law)
                    free = law.end
            if head.start() < free:
                continue
            taken = self._read_head(head)
            if taken:
                self.mentions.extend(taken)
                free = taken[-1].end
        self.mentions.extend(law_spans[start] for start in pending if start >= free)

    def _numbers_by_type(self) -> frozenset[tuple[str, str]]:
        """Type code and number of every full citation, which lend a short form its meaning."""
        if self.known is not None:
            return self.known
        known = set()
        for head in self.heads.values():
            symbol = self.symbols.get(self._after_number_word(head.end()))
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
            after = self._after_number_word(closing.end() if closing else at)
            if after in self.symbols:
                return after, Qualifiers(after, dated[0] if dated else None, organ)
            if organ and bears_a_number(self.folded, self.text, end, organ.end, after):
                return after, Qualifiers(after, organ=organ)
        return self._after_number_word(end), None

    def _after_number_word(self, position: int) -> int:
        word = pattern("number word").match(self.folded.text, position)
        return word.end() if word else position

    def _read_head(self, head: re.Match[str]) -> list[CitationMention]:
        letters = self.folded.text
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
        ranged = range_mentions(self.folded, self.symbols, head.start(), head.end(), at, kind)
        if ranged:
            return ranged
        start = at if _PARTED.fullmatch(letters, head.end(), at) else head.start()
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
        ranged = range_mentions(self.folded, self.symbols, start, head.end(), symbol.start, kind)
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
        mention = _of_symbol(
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
        last = _of_symbol(symbol, symbol.start, "list", kind.name, headed=False)
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
            at = self._after_number_word(match.end())
            numbers, symbol = numbers_at(letters, self.symbols, at)
            if symbol is None or symbol.body is None or symbol.department:
                break
            members.extend(list_members(numbers, symbol, before.type))
            kind = before.type if same_sigil(before, symbol) else symbol.type_name
            before = _of_symbol(symbol, symbol.start, "list", kind, headed=False)
            members.append(before)
        return members

    def _adjacent(self, end: int) -> Qualifiers:
        """What follows a symbol at once; it is asked for again when all mentions are known."""
        found = adjacent_qualifiers(self.folded, self.text, end, end + 260, self.tables)
        self.adjacent[end] = found
        return found

    # Pass 2: symbols that no type word has taken.

    def _read_bare_symbols(self) -> None:
        headed = sorted(self.mentions, key=lambda mention: mention.start)
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
            self.mentions.extend(bare)
            covered, latest[symbol.sigil] = bare[-1].end, bare[-1]

    def _is_cited(self, symbol: Symbol) -> bool:
        """Whether a symbol without type word cites; the notice's own number line does not (§9)."""
        if symbol.body is None or not symbol.body.known or symbol.department:
            return False
        if not names_a_paper(symbol, self.folded.text):
            return False
        before = self.folded.text[max(0, symbol.start - 60) : symbol.start]
        own = _OWN_NUMBER.search(before)
        if own is None or _CONTINUES.search(before[: own.start() + 1]):
            return True
        link = _LISTED.match(self.folded.text, symbol.end)
        following = self.symbols.get(link.end()) if link else None
        return following is not None and following.body is not None

    def _bare(self, symbol: Symbol, before: CitationMention | None) -> list[CitationMention]:
        ranged = range_mentions(self.folded, self.symbols, None, symbol.start, symbol.start, None)
        if ranged:
            return ranged
        numbers = numbers_before(self.folded.text, self.symbols, symbol)
        start = numbers[0].start() if numbers else symbol.start
        inherited = self._inherited(symbol, before)
        kind = self._headed_apart(start) or inherited or symbol.type_name
        listed = bool(numbers or (inherited and symbol.sigil is None))
        last = _of_symbol(symbol, symbol.start, "list" if listed else "full", kind, headed=False)
        return [*list_members(numbers, symbol, kind), last]

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
            listed = link is not None and self._after_number_word(link.end()) == symbol.start
            return before.type if listed and before.body == symbol.body else None
        between = self.folded.text[before.end : symbol.start]
        return None if _SENTENCE.search(between) else before.type

    # Pass 3: what stands after each.

    def _all_with_qualifiers(self) -> list[CitationMention]:
        complete: list[CitationMention] = []
        limit = len(self.folded.text)
        following: CitationMention | None = None
        for mention in reversed(self.mentions):
            if following and following.start > mention.start:
                limit = following.start
            complete.append(self._with_qualifiers(mention, limit))
            following = mention
        return complete[::-1]

    def _with_qualifiers(self, mention: CitationMention, limit: int) -> CitationMention:
        if mention.kind in ("alias", "law") or mention.malformed:
            return mention
        opening = mention.qualifiers or Qualifiers(mention.end)
        # The khóa or year at the end of a short form is part of its qualifiers as well.
        end = opening.end if mention.kind == "short" else mention.end
        adjacent = self.adjacent.get(end)
        if adjacent is None or adjacent.end > limit:
            adjacent = adjacent_qualifiers(self.folded, self.text, end, limit, self.tables)
        qualifiers = with_subject(self.folded, self.text, adjacent, limit, mention.body)
        organ, date = opening.organ or qualifiers.organ, opening.date or qualifiers.date
        date = None if lacks_the_day(mention, self.symbols) else date
        if organ is None and mention.body is None:
            organ = owner_of_short(self.folded, self.text, mention.start, end)
        elif organ is None and mention.body and mention.body.place != "none":
            organ = issuer_before(self.folded, self.text, mention.start)
        return replace(mention, qualifiers=replace(qualifiers, organ=organ, date=date))


def _of_symbol(
    symbol: Symbol, start: int, kind: str, type_name: str | None, headed: bool
) -> CitationMention:
    return CitationMention(
        start,
        symbol.end,
        kind,
        type_name,
        symbol.digits,
        symbol.sigil,
        symbol.body,
        headed=headed,
        year=symbol.year,
        department=symbol.department,
        damaged=symbol.damaged,
    )


# What is typed into a search box or a look-up line is short.
_LONGEST_TYPED = 2_000


def find_citations(text: str, folded: Folded | None = None) -> list[Citation]:
    """All citations of a text, ordered by span; a khóa list gives several on one span.

    ``folded`` is the text's folded copy, where there is one already.

    >>> [(c.text, c.term) for c in find_citations("NQTW 4 (khóa XII, XIII).")]
    [('NQTW 4 (khóa XII, XIII)', 'XII'), ('NQTW 4 (khóa XII, XIII)', 'XIII')]
    """
    folded = walled(folded or fold(text), text)
    mentions = distribute_qualifiers(find_mentions(folded, text), folded, text)
    found = [citation for mention in mentions for citation in citations_of(mention, folded, text)]
    return sorted(found, key=lambda citation: citation.span)


def parse_citation(text: str) -> list[Citation]:
    """The citations of a typed text, usually one; empty when nothing in it can be a citation.

    Looser than :func:`find_citations`, which reads running text: a number with a sigil counts
    without type word, separators and marks, and so does any type word with a number that stands
    alone.

    >>> [parse_citation(typed)[0].number for typed in ("213 qđ tw", "chỉ thị 5")]
    ['213-QĐ/TW', '05']
    """
    found = find_citations(text)
    if found or len(text) > _LONGEST_TYPED:
        return found
    folded = fold(text)
    return [
        citation
        for mention in typed_mentions(folded, text)
        for citation in citations_of(mention, folded, text)
    ]
