"""Citations of laws (citation-forms §3): by number, by name and year, by name and day, by name.

``Luật số 31/2024/QH15``, ``Luật Đất đai năm 2024``, ``Luật Tổ chức Chính phủ ngày 19/6/2015``,
``Luật Đất đai``.  By its name alone only a law is cited whose name is known
(:mod:`indexer.citations.law_names`); which edition (lần ban hành) it is, the text need not tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from indexer.citations.context import CitationMention, Qualifiers, qualifiers_at
from indexer.citations.dates import date_at
from indexer.citations.law_names import WrittenLawName, law_name_at
from indexer.citations.law_titles import plain_title, title_ends
from indexer.citations.patterns import pattern
from indexer.citations.symbols import Symbol
from indexer.knowledge import (
    YEAR,
    LawName,
    known_body,
    law_data,
    type_named,
    whole_law_names,
)
from indexer.knowledge.laws import CONSTITUTION
from indexer.model import PartialDate
from indexer.normalization import composed
from indexer.organs import GAP, SPACE, WALL, one_of, without_page_break
from indexer.text import BLANK, Folded, old_style, unaccent

REVISED = " (sửa đổi)"
"""What the subject of a bare name ends with where the text says so: a new edition, or its draft."""

_NOT_A_LAW = re.compile(r"(?<![a-z])(?:phap|ky|quy|du|dao|an|luat)[\s*_]+$")
_REVISED = re.compile(
    rf"{GAP}\({GAP}sua{SPACE}doi(?:,?{GAP}bo{SPACE}sung)?{GAP}\)"
    rf"|{SPACE}sua{SPACE}doi(?:,{GAP}bo{SPACE}sung)?(?={SPACE}(?:nam|(?:19|20)\d\d|so)(?![a-z]))"
)
_NUMBER_BEHIND = re.compile(rf"{GAP}[,(]?{GAP}(?:so{GAP}:?{GAP})?(?=\d)")
_YEAR_BEHIND = re.compile(
    rf"(?:{GAP}(?:\({GAP})?nam{GAP}|[ \n*_]{{0,3}}\(?)(?P<of>{YEAR})(?![-/.]\d|{GAP}-{GAP}\d)"
)
_BY = rf"(?:da{SPACE})?(?:duoc|do){SPACE}"
_DAY_BEHIND = re.compile(
    rf"{GAP}(?:,?{GAP}(?=ngay{GAP}\d)|(?P<adopted>(?:\((?:{_BY})?|,?{GAP}{_BY})quoc{SPACE}hoi"
    rf"[^.;:|{WALL}]{{0,90}}?(?:thong{SPACE}qua|ban{SPACE}hanh)(?:{SPACE}vao)?){GAP}(?=ngay|nam))"
)
_FULL_NAME = re.compile(
    rf"{SPACE}(?:cua{SPACE})?nuoc{SPACE}(?:(?:cong{SPACE}hoa{SPACE}xa{SPACE}hoi{SPACE}chu{SPACE}nghia"
    rf"|cong{SPACE}hoa{SPACE}xhcn|chxhcn){SPACE}(?:viet{SPACE}nam|vn)"
    rf"|viet{SPACE}nam{SPACE}dan{SPACE}chu{SPACE}cong{SPACE}hoa)(?![a-z])"
)
# "Luật Đầu tư mạo hiểm năm 2027" is another law; "Luật Đầu tư trên địa bàn tỉnh năm 2024" is not.
_GOES_ON_AS_PROSE = re.compile(
    r"[,|\d]|(?<![a-z])(?:tren|tai|o|cua|ve|doi|voi|va|de|do|boi|quy|dot|nam|tuan|lan|cac|nhung|nay)(?![a-z])"
)
_AMENDING = re.compile(
    rf"{GAP}(?:sua{SPACE}doi|bo{SPACE}sung)(?![a-z])[^.;:(){WALL}]{{0,90}}?(?<![a-z])cua(?![a-z])"
)
# What stands between the members of a list of laws, and from "của" to the law that is amended.
_LINK = re.compile(
    rf"{GAP}(?:\({GAP}sua{SPACE}doi[^()]{{0,30}}\))?{GAP}[,;]?{GAP}(?:(?:va|cung|voi|hoac|cac){GAP}){{0,2}}"
)
_OF_ANOTHER = re.compile(
    rf"[^.;:!?|{WALL}]{{0,90}}?(?<![a-z])(?:quy{SPACE}dinh{SPACE}chi{SPACE}tiet|huong{SPACE}dan|thi{SPACE}hanh"
    rf"|sua{SPACE}doi|bien{SPACE}phap)(?![a-z])[^.;:!?|{WALL}]{{0,90}}"
)
# One word that opens a list of names, and what parts these.
_SEVERAL = re.compile(rf"(?<![a-z])(?:cac|nhung|hai|ba|bon){SPACE}\Z")
_COLON = re.compile(rf"{GAP}:?{GAP}")
_MEMBER = re.compile(rf"{GAP}(?:[,;]|va(?![a-z])){GAP}(?:va{SPACE})?")
# A name that goes on is another matter's: "Xây dựng cơ bản", "Hợp tác xã Lang Biang".
_ENDS_A_MEMBER = re.compile(rf"{GAP}(?:\Z|[^a-z\s]|va(?![a-z])|(?:nam|so){GAP}\d)")
_PREAMBLE = re.compile(rf"can{SPACE}cu{SPACE}\Z")
_AND_LAW = re.compile(rf"{GAP}(?:,|va){GAP}(?:phap{SPACE})?luat(?![a-z])|{SPACE}luat(?![a-z])")


@cache
def _not_in_force() -> re.Pattern[str]:
    """What stands in front of a name that is a draft's, a field of study's or a treaty's."""
    words = one_of(unaccent(word) for word in (*law_data()["drafts"], *law_data()["studies"]))
    between = (
        rf"(?:{SPACE}(?:cac|nhung|mot{SPACE}so|bo|luat|ve|sua{SPACE}doi|bo{SPACE}sung)|,){{0,4}}"
    )
    return re.compile(rf"(?<![a-z])(?:{words}){between}{GAP}[:\"]?{GAP}\Z")


def law_mentions(
    folded: Folded, text: str, symbols: dict[int, Symbol]
) -> Iterator[CitationMention]:
    """Every law of the text, in order."""
    return _Reader(folded, text, symbols).mentions()


@dataclass(slots=True)
class _Reader:
    """One reading of one text; ``closed`` is where the names of a list end that cite nothing."""

    folded: Folded
    text: str
    symbols: dict[int, Symbol]
    closed: int = -1
    starts: list[int] = field(default_factory=list)

    def mentions(self) -> Iterator[CitationMention]:
        """Every law of the text, in order."""
        self.starts = sorted(self.symbols)
        free = 0
        for word in pattern("law word").finditer(self.folded.text):
            if word.start() < free:
                continue
            opened = _SEVERAL.search(self.folded.text, max(0, word.start() - 12), word.start())
            several = _COLON.match(self.folded.text, word.end()) if opened else None
            mention = self._at(word) or (self._member(several.end()) if several else None)
            if mention:
                free = mention.end
                yield mention
            for member in self._members(mention) if opened and mention else ():
                free = member.end
                yield member

    def _members(self, first: CitationMention) -> Iterator[CitationMention]:
        """The further names of a list under one word, each once: "các luật: Đất đai, Nhà ở"."""
        named: set[str] = set()
        mention: CitationMention | None = first
        while mention and mention.qualifiers and mention.qualifiers.subject not in named:
            if mention is not first:
                yield mention
            named.add(mention.qualifiers.subject)
            link = _MEMBER.match(self.folded.text, mention.end)
            mention = self._member(link.end()) if link else None

    def _member(self, at: int) -> CitationMention | None:
        name = law_name_at(self.folded, self.text, at, "Luật")
        if name is None or not self._verbatim(at, name.end)[:1].isupper():
            return None
        if self._is_in_a_title(at) or not _ENDS_A_MEMBER.match(self.folded.text, name.end):
            return None
        return self._named(at, "Luật", name, is_member=True)

    def _at(self, word: re.Match[str]) -> CitationMention | None:
        start, begin = word.span()
        if _NOT_A_LAW.search(self.folded.text, max(0, start - 12), start):
            return None
        law = whole_law_names().get(word["law"])
        if law:
            if not self._verbatim(start, begin).isupper():
                return None
            return self._named(start, law.kind, WrittenLawName(law, begin))
        kind = type_named(without_page_break(word["law"]))
        if kind is None:
            return None
        numbered = self._numbered(start, begin, kind.name, "")
        if numbered:
            return numbered
        name = self._name(begin, kind.name)
        if name is None:
            return self._titled(start, begin, kind.name)
        return self._named(start, kind.name, name)

    def _name(self, begin: int, kind: str) -> WrittenLawName | None:
        if kind != CONSTITUTION:
            return law_name_at(self.folded, self.text, begin, kind)
        whole = _FULL_NAME.match(self.folded.text, begin)
        return WrittenLawName(LawName(kind, "", ""), whole.end() if whole else begin)

    def _verbatim(self, start: int, end: int) -> str:
        return composed(self.folded.span(start, end).of(self.text).replace(BLANK, ""))

    def _numbered(self, start: int, at: int, kind: str, title: str) -> CitationMention | None:
        """A law whose number stands at a place, with or without "số" before it."""
        word = _NUMBER_BEHIND.match(self.folded.text, at)
        symbol = self.symbols.get(word.end()) if word else None
        return self._of_symbol(start, symbol, kind, title) if symbol else None

    def _of_symbol(
        self, start: int, symbol: Symbol, kind: str, title: str
    ) -> CitationMention | None:
        if symbol.body is None or symbol.body.sphere != "state" or symbol.department:
            return None
        if symbol.sigil not in (None, "PL", "NQ"):
            return None
        limit = len(self.folded.text)
        return CitationMention(
            start,
            symbol.end,
            "law",
            kind,
            symbol.digits,
            symbol.sigil,
            symbol.body,
            replace(qualifiers_at(self.folded, self.text, symbol.end, limit), subject=title),
            year=symbol.year,
            damaged=symbol.damaged,
        )

    # A name that is known.

    def _named(
        self, start: int, kind: str, name: WrittenLawName, is_member: bool = False
    ) -> CitationMention | None:
        letters, law = self.folded.text, name.law
        revised = _REVISED.match(letters, name.end)
        at = revised.end() if revised else name.end
        numbered = self._numbered(start, at, kind, law.name)
        if numbered:
            return numbered
        if self._is_closed(start):
            self.closed = at
            return None
        year = _YEAR_BEHIND.match(letters, at)
        if year:
            return _of_name(start, year.end("of"), kind, law.name)
        longer = None if revised or kind == CONSTITUTION else self._longer(start, name, kind)
        if longer:
            return longer
        if not law.held or not (is_member or self._is_a_name(start, name.end, kind)):
            return None
        title = law.name + REVISED if revised else law.name
        return _of_name(start, name.end, kind, title, self._day_behind(at))

    def _longer(self, start: int, name: WrittenLawName, kind: str) -> CitationMention | None:
        """A law that is called more than the name that is known, with its number or year."""
        begin = name.end
        for end in title_ends(self.folded, self.text, begin, begin + 60):
            rest = self.folded.text[begin : end.start()]
            if end["amended"]:
                continue
            if not rest.strip(" \n*_") or _GOES_ON_AS_PROSE.search(rest):
                return None
            title = f"{name.law.name} {' '.join(self._verbatim(begin, end.start()).split())}"
            if end["number"]:
                symbol = self.symbols.get(end.end())
                return self._of_symbol(start, symbol, kind, title) if symbol else None
            if end["of"]:
                return _of_name(start, end.end("of"), kind, title)
        return None

    def _day_behind(self, at: int) -> PartialDate | None:
        """The day behind a name, or that of its adoption: in preambles it tells the edition."""
        before = _DAY_BEHIND.match(self.folded.text, at)
        dated = date_at(self.folded.text, before.end()) if before else None
        return dated[0] if before and dated and (dated[0].day or before["adopted"]) else None

    # Whether a bare name cites.

    def _is_closed(self, start: int) -> bool:
        """Whether a name is a draft's, a field of study, or stands in a list that such a one
        opens."""
        letters = self.folded.text
        listed = 0 <= self.closed <= start <= self.closed + 60
        if listed and _LINK.fullmatch(letters, self.closed, start):
            return True
        return _not_in_force().search(letters, max(0, start - 60), start) is not None

    def _is_a_name(self, start: int, end: int, kind: str) -> bool:
        written = self._verbatim(start, end)
        if kind == CONSTITUTION:
            if not written[0].isupper() or _AND_LAW.match(self.folded.text, end):
                return False
        elif not (written[0].isupper() or self._looks_written_as_a_name(start, end, written, kind)):
            return False
        word = " ".join(old_style(one) for one in written.lower().split()[: len(kind.split())])
        if word != kind.lower() and not word.isascii():
            return False
        return not self._is_in_a_title(start)

    def _looks_written_as_a_name(self, start: int, end: int, written: str, kind: str) -> bool:
        """Small letters name a field ("luật đất đai") unless the name has its capital, or all
        around is small."""
        if " ".join(written.split()[len(kind.split()) :])[:1].isupper():
            return True
        around = self._verbatim(max(0, start - 80), min(len(self.folded.text), end + 80))
        return around == around.lower()

    def _is_in_a_title(self, start: int) -> bool:
        """Whether a name stands in the title of what is cited before it: "Nghị định số
        102/2024/NĐ-CP quy định chi tiết thi hành một số điều của Luật Đất đai"."""
        at = bisect_left(self.starts, start) - 1
        symbol = self.symbols[self.starts[at]] if at >= 0 else None
        if symbol is None or symbol.body is None or symbol.body.sphere != "state":
            return False
        if not 0 <= start - symbol.end <= 200:
            return False
        return _OF_ANOTHER.fullmatch(self.folded.text, symbol.end, start) is not None

    # A name that is not known.

    def _titled(self, start: int, begin: int, kind: str) -> CitationMention | None:
        """A law by whatever stands before its number, year or day; an amending law above all."""
        amending = _AMENDING.match(self.folded.text, begin)
        closed = self._is_closed(start)
        found = self._by_title(start, begin, kind, bool(amending))
        if found and not (closed and not found.digits):
            return found
        if amending or closed:
            self.closed = amending.end() if amending else begin
        return None

    def _by_title(
        self, start: int, begin: int, kind: str, amending: bool
    ) -> CitationMention | None:
        title_end = 0
        for end in title_ends(self.folded, self.text, begin, begin + (420 if amending else 170)):
            title_end = title_end or end.start()
            if end["amended"]:
                continue
            title = plain_title(self.folded, self.text, begin, title_end)
            if title is None:
                return None
            if end["number"]:
                symbol = self.symbols.get(end.end())
                return self._of_symbol(start, symbol, kind, title) if symbol else None
            if end["of"]:
                return _of_name(start, end.end("of"), kind, title)
            day = self._day_behind(end.start())
            if day is None or not (amending or self._opens_a_preamble(start)):
                return None
            return _of_name(start, title_end, kind, title, day)
        return None

    def _opens_a_preamble(self, start: int) -> bool:
        return _PREAMBLE.search(self.folded.text[max(0, start - 12) : start]) is not None


def _of_name(
    start: int, end: int, kind: str, title: str, day: PartialDate | None = None
) -> CitationMention:
    """A law by its name, of which a year may be the last part."""
    code = "UBTVQH" if kind == "Pháp lệnh" else "QH"
    body = known_body(code.lower())
    return CitationMention(
        start,
        end,
        "law",
        kind,
        qualifiers=Qualifiers(end, day, subject=title),
        code=code,
        name=body.name if body else None,
    )
