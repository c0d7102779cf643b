"""Finding place names in a notice: only after a word that opens one, or in a list it opens.

``huyện Cẩm Mỹ``, ``Huyện ủy Cẩm Mỹ``, ``03 xã (Xuân Mỹ, Sông Nhạn, Xuân Đông)``, and the place
of a dateline.  A bare name is never a place: ``Hồ Thanh Sơn`` is a person though sixteen
communes are called Thanh Sơn.  Only names that the gazetteer has ever held are taken, the longest
that fits the type; and what follows must not carry the name on.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from indexer.gazetteer import KINDS, Gazetteer
from indexer.model import Level, PlaceMention
from indexer.places.lexicon import (
    ALL_LEVELS,
    LEVELS_OF_KIND,
    Opener,
    body_before,
    is_surname,
    place_lexicon,
)
from indexer.places.lists import ListOpening, is_mixed, is_plural, list_opening, separator
from indexer.places.matcher import ABOVE_COMMUNE, PAGE_BREAK, NameMatch, NameMatcher
from indexer.text import Folded, fold, unaccent

_BEFORE_NAME = re.compile(r"[ *_\"]{0,4}(?:\n[ *_]{0,4})?(?:so )?")
_BRACKET = re.compile(r"(?: cu| truoc day)?[ *_]{0,3}\([ *_]{0,3}")
_ENUMERATES = re.compile(r"[.)][ *_]{0,3}[a-z]")  # "gồm: 1. Ưu điểm"
_COMMUNES = KINDS[Level.COMMUNE]
_KINDS_ABOVE = frozenset({*KINDS[Level.PROVINCE], *KINDS[Level.DISTRICT]})
_DATELINE = re.compile(r", ?ngay[ .…_\d]{0,20}(?:thang|[/.-]\d)")
_LONGEST_LINE = 120
_LONGEST_BODY = 70
_WORD = re.compile(r"[a-z0-9']+")


def find_places(
    text: str, gazetteer: Gazetteer, folded: Folded | None = None
) -> list[PlaceMention]:
    """The places that a text names, in the order of the text; ``folded`` is its folded copy.

    >>> found = find_places("Đảng bộ huyện Cẩm Mỹ", Gazetteer.load())
    >>> [(m.text, m.kind, m.organisation) for m in found]
    [('huyện Cẩm Mỹ', 'huyện', 'Đảng bộ')]
    """
    return _Finder(NameMatcher(text, gazetteer, folded or fold(text))).find()


_BEHIND_PLACE = re.compile(r"\s{0,3},\s{0,3}ngay\b")


def stands_in_dateline(mention: PlaceMention, text: str) -> bool:
    """Whether the name is the place of ``Bảo Lâm, ngày 09 tháng 8 năm 2023``.

    It stands at the start of its line, or behind capitals of the other column; ``làm việc tại
    xã Lộc Quảng, ngày …`` is none.
    """
    if mention.kind or mention.organisation:
        return False
    start, end = mention.span
    before = text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_LINE) : start]
    if any(letter.islower() for letter in before):
        return False
    return _BEHIND_PLACE.match(unaccent(text[end : end + 20])) is not None


class _Finder:
    """One pass over one text; lists are read last, so that they do not hide what opens in them."""

    def __init__(self, matcher: NameMatcher) -> None:
        self.matcher, self.plain = matcher, matcher.plain
        self.found: dict[int, PlaceMention] = {}
        self.until = 0
        self.lists: list[tuple[ListOpening, int, Opener]] = []

    def find(self) -> list[PlaceMention]:
        for opening in place_lexicon().opening.finditer(self.plain):
            start, end = opening.span()
            before = self.plain[start - 1 : start]
            if start < self.until or before.isalnum() or before == "'":
                continue
            if self.matcher.crosses_cell(start, end):
                continue
            if self.matcher.is_another_word(start) or self._opened(start, end):
                continue
            # "xã Đảo …" opens like "xã đảo": the longer word first, then the type word alone.
            if " " not in self.plain[start:end]:
                continue
            shorter = place_lexicon().kinds.match(self.plain, start)
            if shorter and shorter.end() < end:
                self._opened(start, shorter.end())
        # Of two words that may open a list, the nearer has it if its names are of its level.
        for listed, start, opener in sorted(self.lists, key=lambda one: (one[0].at, -one[1])):
            self._listed(listed, start, opener)
        self._datelines()
        return [self.found[start] for start in sorted(self.found)]

    # --- what a word opens --------------------------------------------------------------------

    def _opened(self, start: int, end: int) -> bool:
        """Read what a word opens; False when it opens nothing here."""
        if self.plain[start:end] in place_lexicon().letters:
            return self._letters(start, end)
        name_start = self._name_start(end)
        to_list = None
        if name_start is None:
            to_list = list_opening(self.plain, end)
            if to_list is None or not self._leads_on(end, to_list.at):
                return False
        opener = self.matcher.opener(start, end)
        if opener is None:
            return False
        if name_start is not None:
            return self._single(start, name_start, opener)
        if to_list and opener.kind:
            self.lists.append((to_list, start, opener))
        return False

    def _leads_on(self, end: int, at: int) -> bool:
        """Whether a list may begin here, its opening in one cell; a tab may follow the colon."""
        sign = end + len(self.plain[end:at].rstrip())
        return self.matcher.capital(at) and not self.matcher.crosses_cell(end, sign)

    def _letters(self, start: int, end: int) -> bool:
        """``UBND TPHCM``: letters that are a name themselves, where they are capitals."""
        opener = self.matcher.opener(start, end)
        if opener is None or not self.matcher.verbatim(end - 2, end).isupper():
            return False
        name = NameMatch(start, end, frozenset({opener.kind or ""}))
        self._keep(start, name, opener.kind, self._body_before(start))
        self._list_after(name, opener.kind, LEVELS_OF_KIND[opener.kind or ""])
        return True

    def _name_start(self, end: int) -> int | None:
        """Where a capital stands right behind an opener, or beyond a page break."""
        if self.matcher.crosses_cell(end, end + 1):
            return None
        if self.plain[end : end + 1] == " ":
            if self.matcher.capital(end + 1):
                return end + 1
            if self.plain[end + 1 : end + 2].isalpha() and self.plain[end + 1 : end + 4] != "so ":
                return None
        for gap in (_BEFORE_NAME, PAGE_BREAK):
            between = gap.match(self.plain, end)
            if between and self.matcher.capital(between.end()):
                crosses = self.matcher.crosses_cell(end, between.end())
                return None if crosses else between.end()
        return None

    # --- one name, and what follows it --------------------------------------------------------

    def _single(self, start: int, name_start: int, opener: Opener) -> bool:
        levels = LEVELS_OF_KIND[opener.kind] if opener.kind else ALL_LEVELS
        name = self.matcher.name(name_start, levels)
        if name is None or not self._stands(name, opener, start, name_start):
            return self._unknown(start, name_start, opener, name)
        if opener.organisation:
            body = " ".join(self.matcher.verbatim(start, name_start).split())
            self._keep(name.start, name, opener.kind, body.strip("*_ "))
        else:
            self._keep(start, name, opener.kind, self._body_before(start))
        self._province_behind(name)
        if not opener.weak:
            self._list_after(name, opener.kind, levels, is_plural(self.plain, start))
        return True

    def _province_behind(self, name: NameMatch) -> None:
        """``Huyện ủy Bảo Lâm Cao Bằng``: the province of a district, without a comma before it."""
        at = name.end + 1
        if self.matcher.crosses_cell(name.end, at) or self.plain[name.end : at] != " ":
            return
        if not self.matcher.capital(at):
            return
        above = self.matcher.whole_name(at, frozenset({Level.PROVINCE}))
        if above is None:
            return
        units, holders = map(self.matcher.units_named, (name, above))
        provinces = {place.key for place in holders if place.level is Level.PROVINCE}
        districts = (place.key for place in units if place.level is Level.DISTRICT)
        if any(key.partition("/")[0] in provinces for key in districts):
            self._keep(above.start, above, None, None)

    def _unknown(
        self, start: int, name_start: int, opener: Opener, known: NameMatch | None
    ) -> bool:
        """Keep a name that the gazetteer does not hold, where a type word alone opens it."""
        if opener.kind is None or opener.organisation or "\n" in self.plain[start:name_start]:
            return False
        unknown = self.matcher.numbered(known) if known else None
        unknown = unknown or self.matcher.unknown_name(name_start)
        if unknown:
            self._keep(start, unknown, opener.kind, self._body_before(start))
        return unknown is not None

    def _keep(
        self, start: int, name: NameMatch, kind: str | None, body: str | None, written: str = ""
    ) -> None:
        span = self.matcher.folded.span(start, name.end)
        if span.start in self.found:
            return
        written = written or self.matcher.written(name)
        self.found[span.start] = PlaceMention(span, span.of(self.matcher.text), written, kind, body)
        self.until = max(self.until, name.end)

    def _body_before(self, start: int) -> str | None:
        """The body whose place this is: ``Phòng Giáo dục và Đào tạo`` before ``huyện …``."""
        floor = max(0, start - _LONGEST_BODY)
        floor = max(floor, self.matcher.letters.rfind("\t", floor, start) + 1)
        return body_before(
            self.plain[floor:start],
            lambda begins: self.matcher.verbatim(floor + begins, start),
            self.matcher.line_has_marks(start),
        )

    def _bracket_after(self, name: NameMatch) -> None:
        """``huyện Bảo Lâm (Lâm Đồng)``: what a name lies in."""
        bracket = _BRACKET.match(self.plain, name.end)
        if bracket is None or self.matcher.crosses_cell(*bracket.span()):
            return
        if self.matcher.capital(bracket.end()):
            above = self.matcher.whole_name(bracket.end(), ABOVE_COMMUNE)
            if above and not self.matcher.is_number(above):
                self._keep(above.start, above, None, None)
                self._list_after(above, None, ABOVE_COMMUNE)

    def _listed(self, listed: ListOpening, start: int, opener: Opener) -> None:
        levels, plural = LEVELS_OF_KIND[opener.kind or ""], is_plural(self.plain, start)
        if listed.bulleted and not plural:
            return
        name = self.matcher.whole_name(listed.at, levels)
        if name is None or self.matcher.folded.span(listed.at, listed.at).start in self.found:
            return
        # "Quận ủy kết luận như sau:" and "1. Ưu điểm" on the next line: a heading.
        if self.matcher.is_number(name) and (
            listed.below
            or opener.kind not in name.kinds
            or not self.matcher.number_ends(name)
            or _ENUMERATES.match(self.plain, name.end) is not None
        ):
            return
        # "các xã, thị trấn: …" holds both: the type of each name is left open.
        mixed = is_mixed(self.plain, start) and levels == {Level.COMMUNE}
        kind = None if mixed else opener.kind
        self._keep(name.start, name, _only_kind(name, levels) or kind, None)
        self._list_after(
            name, kind, levels, plural=True, closed=True, bulleted=listed.below and plural
        )

    def _list_after(
        self,
        name: NameMatch,
        kind: str | None,
        levels: frozenset[Level],
        plural: bool = False,
        closed: bool = False,
        bulleted: bool = False,
    ) -> None:
        """Names behind commas and ``và``, of the same level, or what the last one lies in.

        Behind one unit (``xã Lộc Quảng, Bảo Lâm``) a name that is also a wider unit's keeps its
        type open; behind ``các xã`` it has the type of the list.  A ``closed`` list (in a
        bracket, behind a colon) holds names only, so that one which the
        gazetteer does not hold is told as well.
        """
        head = name
        while True:
            self._bracket_after(name)
            at = separator(self.plain, name.end, self.matcher.is_number(name), bulleted)
            if at is None or not self._leads_on(name.end, at):
                return
            if series := self.matcher.in_series(head, at):
                name, written = series
                self._keep(at, name, kind, None, written)
                continue
            following = self.matcher.whole_name(at, levels)
            following = following or self.matcher.whole_name(at, ABOVE_COMMUNE)
            if following is None and closed:
                following = self.matcher.unknown_name(at)
            if following is None or not self._goes_with(following, name, kind, plural):
                return
            alone = not plural or "-" in self.plain[name.end : at]
            same = self._kind_in_list(following, kind, alone)
            if closed and kind is None:
                same = _only_kind(following, levels)
            self._keep(following.start, following, same, None)
            head = name = following

    def _kind_in_list(self, following: NameMatch, kind: str | None, alone: bool) -> str | None:
        """The type of a name behind one of this type: left open where it may be what that lies
        in, as behind a unit ``alone`` or a dash."""
        wider = alone and not following.kinds.isdisjoint(_KINDS_ABOVE)
        if wider and kind in _COMMUNES and not self.matcher.is_number(following):
            return None
        if alone and "tỉnh" in following.kinds:  # "huyện Lệ Thủy, Quảng Bình" is not Quang Bình
            return None
        return kind if kind in following.kinds else None

    def _goes_with(
        self, following: NameMatch, name: NameMatch, kind: str | None, plural: bool
    ) -> bool:
        """Whether a name goes on with a list: a number does among numbers of its type only."""
        if not self.matcher.is_number(following):
            return True
        among = plural or self.matcher.is_number(name)
        return among and kind in following.kinds and self.matcher.number_ends(following)

    # --- whether it is a place ----------------------------------------------------------------

    def _stands(self, name: NameMatch, opener: Opener, start: int, at: int) -> bool:
        """Whether the name is a place here: not the head of a longer one, nor of a person's."""
        breaks = self.plain.count("\n", start, at)
        if self.matcher.is_number(name):
            known = opener.kind in name.kinds and not self.matcher.counts(name, start)
            return known and not breaks
        if opener.weak or (breaks > 1 and not self._goes_on(start)):
            return not breaks and self._stands_alone(name)
        first, *others = self.matcher.written(name).split()
        if is_surname(first) and not self.matcher.spelled(name):
            return False
        if self.matcher.name_ends(name):
            return True
        if self.matcher.verbatim(start, name.end).isupper():
            return self.matcher.numbered(name) is None
        behind = self.matcher.words_behind(name.end)
        return bool(others and behind) and self._another_begins(behind)

    def _another_begins(self, rest: list[tuple[int, int]]) -> bool:
        """Whether the capital words behind a name are a person's or a wider unit's."""
        behind = self.matcher.verbatim(*rest[0])
        if behind.isdecimal():
            return False
        if is_surname(behind) and len(rest) in (2, 3, 4):
            return True
        return self.matcher.longest(rest, ABOVE_COMMUNE) is not None

    def _goes_on(self, start: int) -> bool:
        """Whether a page break may stand behind this word: not behind a capital signing line."""
        return self.plain[start - 1 : start] == " " and not self.matcher.capital(start)

    def _stands_alone(self, name: NameMatch) -> bool:
        """Behind a body alone (``Chi bộ Lê Lợi``), a person's name is as likely as a place's."""
        if not self.matcher.spelled(name) or not self.matcher.name_ends(name):
            return False
        if "tỉnh" in name.kinds or "thành phố" in name.kinds:
            return True
        first, *rest = self.matcher.written(name).split()
        return bool(rest) and not is_surname(first) and not self.matcher.opens_body(first)

    # --- datelines ----------------------------------------------------------------------------

    def _datelines(self) -> None:
        """``Bảo Lâm, ngày 09 tháng 8 năm 2023`` at the start of a line, or behind capitals."""
        spans = sorted(mention.span for mention in self.found.values())
        for match in _DATELINE.finditer(self.plain):
            name = self._name_before(match.start())
            if name is None:
                continue
            start, end = self.matcher.folded.span(name.start, name.end)
            before = bisect_right(spans, (end, 0)) - 1
            if before < 0 or spans[before].end <= start:
                self._keep(name.start, name, None, None)

    def _name_before(self, end: int) -> NameMatch | None:
        line = self.plain.rfind("\n", 0, end) + 1
        cell = self.matcher.letters.rfind("\t", line, end) + 1
        floor = max(line, cell, end - _LONGEST_LINE)
        tokens = [word.span() for word in _WORD.finditer(self.plain, floor, end)][-6:]
        for first in range(len(tokens)):
            name = self.matcher.longest(tokens[first:], ALL_LEVELS)
            if name and name.end == tokens[-1][1] and self._only_capitals(line, name.start):
                return name
        return None

    def _only_capitals(self, start: int, end: int) -> bool:
        before = self.matcher.verbatim(start, end)
        return not any(letter.islower() for letter in before) and self.matcher.capital(end)


def _only_kind(name: NameMatch, levels: frozenset[Level]) -> str | None:
    """The type of a name, where all units of the level that ever bore it have one type."""
    kinds = [kind for kind in name.kinds if LEVELS_OF_KIND[kind] & levels]
    return kinds[0] if len(kinds) == 1 else None
