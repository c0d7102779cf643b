"""What replaces, amends or repeals a directive (quan hệ văn bản), and whether the text itself does.

``Quy định này thay thế Quy định số 30`` makes a relation; ``Quy định số 22 thay thế Quy định số
30`` reports one, and names who did it; ``sẽ thay thế``, ``đề nghị bãi bỏ``, ``không thay thế`` and
quoted words make none.  "Quy định này" is the document that speaks, unless a Quy định stands before
it in the same paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, TypeAlias

from indexer.citations.context import CitationMention
from indexer.citations.dates import as_read, date_at
from indexer.citations.deeds import Deeds, this_document
from indexer.citations.role_words import RoleCue
from indexer.model import SELF, CitationRole, Cue, PartialDate, Relation, Span
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded, unaccent

Agent: TypeAlias = Literal["self"] | Span

_REACH = 240
_ANTECEDENT_REACH = 400
_ARTICLE_REACH = 800
_PARAGRAPH = re.compile(rf"{WALL}|\n[ \t]*\n")
_SENTENCE_END = re.compile(rf"[.!?](?=\s)|{WALL}|\n[ \t]*\n")

# Between a document and what it does: "được ban hành để", ", có hiệu lực từ ngày …, và".
_DOES = re.compile(
    rf"(?:[)\"”]|{GAP}\()?(?:{GAP},?{GAP}(?:duoc|da|se|cung|ban{SPACE}hanh|de|nham|khong|chua|va|chinh{SPACE}thuc|nay|dong{SPACE}thoi"
    rf"|co{SPACE}hieu{SPACE}luc[^.:{WALL}]{{0,100}}?[,;]?(?:{SPACE}(?:va|dong{SPACE}thoi))?(?:{SPACE}|\Z)"
    rf"|;)(?![a-z])){{0,5}}{GAP}[,;]?{GAP}"
)
_WITH_SUBJECT = re.compile(rf"[)\"”]?{GAP},?{GAP}(?:ve|v/v)(?![a-z])[^.;:{WALL}]{{2,200}}")
# "Điều 2. Bãi bỏ …": an order of the document's own.
_ITEM = re.compile(r"[\s*_“\"]*")
_HEADED_SO = re.compile(
    rf"(?:\A|{WALL}|\n)[\s*_]*(?:dieu{SPACE}\d{{1,3}}[a-z]?{GAP}[.:]|quyet{SPACE}(?:dinh|nghi){GAP}:)[\s*_{WALL}]*\Z"
)
# "Sửa đổi Quy chế số 02 được giao cho Văn phòng" is no order.
_PREDICATE = re.compile(r"(?<![a-z])(?:duoc|da|se|la|dang|can|phai|chua|khong)(?![a-z])")
_NUMBERED = re.compile(rf"(?:{WALL}|\n)[ \t*_\n{WALL}]*\d{{1,2}}[.)]\Z")
_ARTICLE = re.compile(rf"(?:\A|{WALL}|\n)[\s*_]{{0,9}}dieu{SPACE}\d{{1,3}}[a-z]?{GAP}[.:]")
_AS_FOLLOWS = re.compile(rf"nhu{SPACE}sau{GAP}:")
_BY = re.compile(rf"{SPACE}(?:boi|bang|theo|tai)(?:{SPACE}cac)?{SPACE}")
_ORGAN = re.compile(
    rf"[\s*_]*(?:ban|bo|thuong{SPACE}truc|tinh|thanh|huyen|quan|dang|uy|hoi|chinh)[^.;:,]{{1,80}}"
)

_IN_FORCE = re.compile(
    rf"(?:hieu{SPACE}luc|thay{SPACE}the|bai{SPACE}bo)[^.;{WALL}]{{0,80}}?(?P<cue>(?:ke{SPACE})?tu{SPACE}ngay{SPACE}?"
    rf"(?:(?P<signing>(?:duoc{SPACE})?(?:ky|ban{SPACE}hanh))(?![a-z])|(?=[\d.])))"
)
# "thay thế Quy định số 05-QĐ/TU … và bãi bỏ Quy định số 06-QĐ/TU … kể từ ngày …".
_AT_THE_END = re.compile(
    rf"(?:thay{SPACE}the|bai{SPACE}bo)[^.;{WALL}]{{80,{_REACH}}}?(?P<cue>ke{SPACE}tu{SPACE}ngay{SPACE}?)(?=[\d.])"
)
_FROM_THEN = re.compile(rf"{GAP}(?P<cue>(?:ke{SPACE})?tu{SPACE}(?:ngay{SPACE})?)(?=\d)")
# What puts another document into force with itself may speak of that one: "Quy chế này".
_PUTS_INTO_FORCE = ("Quyết định", "Nghị quyết", "Nghị định", "Thông tư")
# What orders without naming itself: "Điều 1. Bãi bỏ …".
_ORDERS = (*_PUTS_INTO_FORCE, "Quy định", "Quy chế", "Luật", "Pháp lệnh")


@cache
def _comes_into_force() -> re.Pattern[str]:
    """ "Kể từ ngày Quy định này có hiệu lực, …"."""
    return re.compile(
        rf"[\s*_]*(?:ke{SPACE})?tu{SPACE}(?:ngay|khi){SPACE}{this_document().pattern}{SPACE}co{SPACE}hieu{SPACE}luc"
    )


def named_here(letters: str, position: int) -> int | None:
    """Where "Quy định này" ends that stands at a position.

    >>> named_here("bi quy dinh nay thay the", 3)
    15
    """
    found = this_document().match(letters, position)
    return found.end() if found else None


class RelationReader:
    """Reads what is done to the directives of one text, from its head on.

    ``roles`` are those of the mentions that have some.
    """

    def __init__(
        self,
        mentions: Sequence[CitationMention],
        roles: Mapping[int, CitationRole],
        folded: Folded,
        text: str,
        own_type: str | None,
    ) -> None:
        self._mentions, self._roles = mentions, roles
        self._folded, self._text, self._letters = folded, text, folded.text
        self._own_type = own_type
        self._starts = [mention.start for mention in mentions]
        self._deeds = Deeds(folded, text)
        self._read: dict[int, Relation] = {}

    def relation(self, at: int, cue: RoleCue, by: int | None, *, is_behind: bool) -> Relation:
        """What is done to a mention with a cue, before it or behind; ``by`` is who is named so."""
        low, high = self._sentence(cue)
        shared = None if is_behind else self._coordinated(at, cue, low)
        agent: Agent | None
        if shared:
            agent, low = shared.agent, self._mentions[at - 1].end
            done_here = shared.makes_relation and not self._deeds.is_only_told(low, cue)
        elif is_behind:
            agent = self._agent_behind(at, cue, by, (low, high))
            done_here = agent == SELF and self._deeds.is_own(low, self._first(low, at), cue, high)
            low = min(low, self._mentions[at].start)
        else:
            agent, low, subject = self._agent(at, cue, low, high)
            done_here = agent == SELF and self._deeds.is_own(low, subject, cue, high)
        since, since_cue = self._since(cue, (low, high), agent)
        self._read[at] = Relation(agent, done_here, since, since_cue)
        return self._read[at]

    def _first(self, low: int, at: int) -> int:
        """Where the first mention of a sentence begins, up to one of them."""
        return min(self._starts[bisect_left(self._starts, low)], self._mentions[at].start)

    def _coordinated(self, at: int, cue: RoleCue, low: int) -> Relation | None:
        """What is done before in the same sentence, by the same: "thay thế Quy định số 30 và bãi bỏ
        Quy định số 31"."""
        before = self._read.get(at - 1)
        if before is None or self._mentions[at - 1].start < low:
            return None
        ends = {self._mentions[at - 1].after, self._mentions[at - 1].end}
        joined = any(_DOES.fullmatch(self._letters, end, cue.start) for end in ends)
        # Members of a list share their words.
        return before if joined or self._mentions[at - 1].start > cue.start else None

    def _mention_span(self, at: int) -> Span:
        return self._folded.span(self._mentions[at].start, self._mentions[at].end)

    def _sentence(self, cue: RoleCue) -> tuple[int, int]:
        """The sentence around a cue, as far as it is looked at."""
        low = max(0, cue.start - _REACH)
        for end in _SENTENCE_END.finditer(self._letters, low, cue.start):
            low = end.end()
        high = min(len(self._letters), cue.end + _REACH)
        stop = _SENTENCE_END.search(self._letters, cue.end, high)
        return low, stop.start() if stop else high

    def _agent(self, at: int, cue: RoleCue, low: int, high: int) -> tuple[Agent | None, int, int]:
        """Who does it, named before the cue (another directive, this document, or nobody), where
        the words about it begin, and where of these the one who does it is named."""
        before = [*this_document().finditer(self._letters, low, cue.start)]
        own = before[-1] if before else None
        other = self._subject_before(at, cue, low)
        if own and (other is None or self._mentions[other].end <= own.start()):
            does = _DOES.fullmatch(self._letters, own.end(), cue.start)
            return (self._this(own, at) if does else None), low, own.start()
        if other is not None:
            return self._mention_span(other), low, low
        if self._orders(cue, low, high):
            return SELF, low, cue.start
        within = this_document().search(self._letters, cue.end, self._mentions[at].start)
        if within:  # "hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực: …"
            return self._this(within, at), low, cue.start
        clause = self._letters.rfind(";", low, cue.start) + 1 or low
        return (SELF if self._decides(clause, cue, high) else None), clause, clause

    def _subject_before(self, at: int, cue: RoleCue, low: int) -> int | None:
        """The mention in front of the cue that does it."""
        one = at - 1
        while one >= 0 and self._mentions[one].end > cue.start:
            one -= 1
        if one < 0 or self._mentions[one].start < low:
            return None
        for end in (self._mentions[one].after, self._mentions[one].end):
            if end <= cue.start and _DOES.fullmatch(self._letters, end, cue.start):
                return one
        after = self._mentions[one].after
        if one in self._roles or not _WITH_SUBJECT.fullmatch(self._letters, after, cue.start):
            return None
        return one

    def _orders(self, cue: RoleCue, low: int, high: int) -> bool:
        """Whether the cue opens an article, or the whole text, as an order does."""
        if not _ITEM.fullmatch(self._letters, low, cue.start):
            return False
        if _PREDICATE.search(self._letters, cue.end, high):
            return False
        if not self._folded.span(cue.start, cue.end).of(self._text)[:1].isupper():
            return False
        if self._own_type not in (None, *_ORDERS):
            return False
        if not low or _HEADED_SO.search(self._letters, max(0, low - 60), low):
            return True
        # "2. Bãi bỏ …", a khoản of the article above.
        if self._own_type is None or not _NUMBERED.search(self._letters, max(0, low - 9), low):
            return False
        return _ARTICLE.search(self._letters, max(0, low - _ARTICLE_REACH), low) is not None

    def _decides(self, clause: int, cue: RoleCue, high: int) -> bool:
        """Whether an organ does it here: "Ban Thường vụ sửa đổi khoản 2 Điều 4 … như sau: …"."""
        is_organ = _ORGAN.fullmatch(self._letters, clause, cue.start)
        return bool(is_organ and _AS_FOLLOWS.search(self._letters, cue.end, high + 1))

    def _agent_behind(
        self, at: int, cue: RoleCue, by: int | None, sentence: tuple[int, int]
    ) -> Agent | None:
        """Who does it, of what stands before the cue: "bị Quy định này thay thế", "hết hiệu lực từ
        khi có nghị định này", "được thay thế bởi Quy định số 22-QĐ/TW"."""
        low, high = sentence
        behind = _BY.match(self._letters, cue.end)
        if by is None and behind:
            one = bisect_left(self._starts, behind.end())
            named_so = one < len(self._starts) and self._starts[one] == behind.end()
            by = one if named_so else None
        if by is not None:
            return self._mention_span(by)
        start = min(self._mentions[at].after, cue.start)
        this = this_document().search(self._letters, start, high) or _comes_into_force().match(
            self._letters, low
        )
        return self._this(this, at) if this else None

    def _this(self, named: re.Match[str], target: int) -> Agent | None:
        """The document that "Quy định này" means: one before it in the paragraph, else the one that
        speaks, where it may be of that type."""
        kind = " ".join(named["kind"].split())
        low = max(0, named.start() - _ANTECEDENT_REACH)
        at = bisect_left(self._starts, named.start())
        for one in range(at - 1, -1, -1):
            mention = self._mentions[one]
            if mention.start < low or _PARAGRAPH.search(self._letters, mention.end, named.start()):
                break
            if one == target or self._roles.get(one) is CitationRole.BASIS:
                continue
            if unaccent(mention.type or "") == kind:
                return self._mention_span(one)
        own = self._own_type
        if own is None or kind == "van ban" or unaccent(own) == kind or own in _PUTS_INTO_FORCE:
            return SELF
        return None

    def _since(
        self, cue: RoleCue, sentence: tuple[int, int], agent: Agent | None
    ) -> tuple[PartialDate | None, Cue | None]:
        """The day from which it is so, in the same sentence or, of the document's own, in those
        beside it, with the words that name it."""
        low, high = sentence
        near = [sentence]
        if agent == SELF:
            near.append((max(0, low - _REACH), min(len(self._letters), high + _REACH)))
        then = _FROM_THEN.match(self._letters, cue.end)
        for start, end in near:
            ways = (_IN_FORCE, _AT_THE_END) if (start, end) == sentence else (_IN_FORCE,)
            told = (way.search(self._letters, start, end) for way in ways)
            for named in filter(None, (then, *told)):
                dated = date_at(self._letters, named.end())
                is_signing = bool(named.groupdict().get("signing"))
                if is_signing or (dated and dated[0].day):
                    last = named.end() if is_signing or dated is None else dated[1]
                    span = self._folded.span(named.start("cue"), last)
                    day = (
                        None
                        if is_signing or dated is None
                        else as_read(dated[0], self._folded, self._text)[0]
                    )
                    return day, Cue(span, span.of(self._text))
        return None, None
