"""What each citation of a text is cited for (vai trò), by the words that govern it in its clause.

The nearest words govern: in ``Căn cứ Kế hoạch số 12-KH/TU thực hiện Nghị quyết số 18-NQ/TW`` the
plan is what is relied on, and the resolution what is implemented.  Between the words and the
citation may stand its pinpoints and a few words that change nothing (``thực hiện nghiêm các``);
members of a list share the words that stand before the first (``thực hiện Chỉ thị 05 và Kết luận
01``).  What is done to a directive may also stand behind it (``Quy định số 30 hết hiệu lực``).
Where the words are not plain, a directive is only mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.citations.context import CitationMention, CitedFor
from indexer.citations.relations import RelationReader, named_here
from indexer.citations.role_words import (
    RoleCue,
    cue_behind,
    cues_before,
    may_stand_between,
)
from indexer.knowledge import full_type_words
from indexer.model import CitationRole, Cue, Pinpoint
from indexer.organs import GAP, SPACE, WALL, one_of
from indexer.text import Folded

_REACH = 160
_MOST_CUES = 4
_LONGEST_SUBJECT = 240

_AND = rf"(?:(?:va|hoac|hay|cung|cung{SPACE}voi|va{SPACE}ca){SPACE})"
_OF_A_LIST = rf"(?:(?:cac|nhung|ca|theo){SPACE})?[\"“(]?"
_BULLET = rf"(?:(?:[-+•●▪*]|\d{{1,2}}[.)]|[a-z]\)|[(\[]\d{{1,2}}[)\]]){GAP})"
_ITEM = rf"(?:{WALL}?{GAP}(?P<item>{_BULLET})?)"
# "Nghị quyết Đại hội XIII của Đảng": whose it is, as far as it is not read with the citation.
_WHOSE = rf"(?:{SPACE}cua{SPACE}(?:(?!va{SPACE})[^.;:,(){WALL}]){{2,40}}?)?"
_LISTED = re.compile(rf"[)\"”]?{_WHOSE}{GAP}(?:[,;]{GAP}{_ITEM}{_AND}?|{_AND}){_OF_A_LIST}")
_NO_STOP = rf"(?:[^.;:{WALL}]|\.(?=\S))"
# "…, ngày 9/6/2014 về bầu cử trong Đảng; ": the subject of the member before.
_LISTED_BEHIND_SUBJECT = re.compile(
    rf"[)\"”]?{GAP},?{GAP}(?:ve|v/v|quy{SPACE}dinh|ban{SPACE}hanh|[\"“(])(?![a-z])"
    rf"{_NO_STOP}{{2,{_LONGEST_SUBJECT}}}?(?:;{GAP}{_ITEM}|,?{SPACE}va{SPACE}){_OF_A_LIST}"
)
# The next line of "Căn cứ …;⏎- Quy định …;⏎- Quy chế …".
_NEXT_BASIS = re.compile(
    rf"{_NO_STOP}{{0,{_LONGEST_SUBJECT}}}?[;,.]?{GAP}(?:;|{WALL}|\n){GAP}{WALL}?{GAP}{_BULLET}?{_OF_A_LIST}"
)
_PARTED = re.compile(r"[.:](?=\s)|\n[ \t]*\n")
_OPENS_AN_ITEM = re.compile(rf"{_BULLET}\Z")
# The member of a list that does something itself: "thực hiện Nghị quyết 18, Nghị quyết 19 đã nêu".
_ACTS = re.compile(
    rf"{GAP},?{GAP}(?:(?:cung|da|se|moi){SPACE}){{0,2}}(?:thay{SPACE}the|sua{SPACE}doi|bai{SPACE}bo|het{SPACE}hieu"
    rf"|da|se|thi|neu|xac{SPACE}dinh|yeu{SPACE}cau|chi{SPACE}ro|quy{SPACE}dinh{SPACE}ro)(?![a-z])"
)
_CHANGES = re.compile(
    rf"{GAP},?{GAP}(?:(?:cung|da|se|moi|bi|duoc){SPACE}){{0,2}}(?:thay{SPACE}the|sua{SPACE}doi|bai{SPACE}bo|het{SPACE}hieu)(?![a-z])"
)

# "Căn cứ:⏎- Quy định …", "bãi bỏ các văn bản sau đây:⏎1. Quyết định …".
_HEADS_A_LIST = re.compile(rf"[^.;:{WALL}]{{0,120}}:(?:{WALL}?{GAP}{_BULLET}?){_OF_A_LIST}")
# "Căn cứ tình hình thực tế và Kế hoạch …": such a line ends with what it names.
_RELIED_ON = re.compile(
    rf"{SPACE}(?:[^.;:,(){WALL}]{{2,90}}{SPACE}(?:va|tai|trong|theo){SPACE}|{_NO_STOP}{{2,160}};{GAP}{_ITEM})(?:cac{SPACE})?"
)
# "thực hiện ý kiến chỉ đạo của Ban Bí thư tại Công văn …", "nhiệm vụ Tỉnh ủy giao tại …".
_SAID_BY = re.compile(
    rf"{SPACE}(?:(?:y{SPACE}kien|su|noi{SPACE}dung|cac){SPACE}){{0,2}}"
    rf"(?:y{SPACE}kien|chi{SPACE}dao|ket{SPACE}luan|chu{SPACE}truong|nhiem{SPACE}vu|noi{SPACE}dung|yeu{SPACE}cau|tinh{SPACE}than|phan{SPACE}cong)"
    rf"{SPACE}(?:cua{SPACE}[^.,;:({WALL}]{{2,70}}|(?:[^.,;:({WALL}]{{2,50}}{SPACE})?giao){SPACE}(?:tai|trong){SPACE}"
)
_SAID = (CitationRole.BASIS, CitationRole.IMPLEMENTED, CitationRole.COMPLIED_WITH)


@cache
def _another_first() -> re.Pattern[str]:
    """A document that is no citation before one that is: "theo Quy chế ban hành kèm theo Quyết định
    …", "Thực hiện Chương trình công tác năm và Nghị quyết …"."""
    kinds = one_of(full_type_words())
    return re.compile(
        rf"{SPACE}(?:(?:cac|dung){SPACE})?(?:{kinds})(?![a-z])[^.;:(){WALL}]{{0,120}}?"
        rf"(?:{SPACE}kem{SPACE}theo{SPACE}|,?{SPACE}va{SPACE}(?:cac{SPACE})?)"
    )


# Behind a citation: "đã được", "bị", "đã có Quy định số 22-QĐ/TW".
_AUXILIARY = re.compile(
    rf"[)\"”]?{GAP}[,(]?{GAP}(?:(?:nay|da|se|cung|deu|moi|vua|van|chua|het{SPACE}thoi{SPACE}han|chinh{SPACE}thuc){SPACE}){{0,3}}"
    rf"(?:(?P<passive>duoc|bi|co){SPACE})?"
)
_SPACE = re.compile(SPACE)
_EFFECT = re.compile(rf"hieu{SPACE}luc")
_BEHIND_SUBJECT = re.compile(
    rf"[)\"”]?{GAP},?{GAP}(?:ve|v/v|quy{SPACE}dinh|ban{SPACE}hanh)(?![a-z])(?:(?!{SPACE}(?:nay|da|se|duoc|bi|co|thi)(?![a-z]))"
    rf"{_NO_STOP}){{2,{_LONGEST_SUBJECT}}}?(?={SPACE}(?:nay{SPACE}|da{SPACE}|se{SPACE})?(?:het|khong{SPACE}con|cham{SPACE}dut)"
    rf"{SPACE}hieu{SPACE}luc)"
)


@dataclass(slots=True)
class _Governed:
    """A mention with the cue that governs it; ``by`` is the mention that does it, behind it."""

    cue: RoleCue
    is_behind: bool = False
    by: int | None = None


def roles_of(
    mentions: Sequence[CitationMention],
    pinpoints: Mapping[int, Sequence[Pinpoint]],
    folded: Folded,
    text: str,
    own_type: str | None = None,
) -> dict[int, CitedFor]:
    """What the mentions (in order) are cited for, by their place in the list; others are mentioned.

    ``pinpoints`` are those of each mention, ``own_type`` is the type of the document, where it is
    known.
    """
    governed = _Governors(mentions, pinpoints, folded, text).all()
    if not governed:
        return {}
    roles = {at: one.cue.role for at, one in governed.items() if one.cue.role}
    reader = RelationReader(mentions, roles, folded, text, own_type)
    found: dict[int, CitedFor] = {}
    for at, one in governed.items():
        span = folded.span(one.cue.start, one.cue.end)
        cited = CitedFor(roles[at], Cue(span, span.of(text)))
        if cited.role.changes:
            cited.relation = reader.relation(at, one.cue, one.by, is_behind=one.is_behind)
        found[at] = cited
    return found


class _Governors:
    """Finds which cue governs each mention of one text."""

    def __init__(
        self,
        mentions: Sequence[CitationMention],
        pinpoints: Mapping[int, Sequence[Pinpoint]],
        folded: Folded,
        text: str,
    ) -> None:
        self._mentions, self._folded, self._text = mentions, folded, text
        self._letters = folded.text
        self._heads = [mention.start for mention in mentions]
        for at, places in pinpoints.items():
            self._heads[at] = self._head(at, places)
        self._found: dict[int, _Governed] = {}

    def all(self) -> dict[int, _Governed]:
        """The mentions that are governed, each with its cue."""
        basis: int | None = None
        for at in range(len(self._mentions)):
            one = self._before(at) or self._shared(at, basis)
            if one is None and basis is not None and self._goes_on(at):
                one = self._found[basis]
            one = one or self._behind(at)
            if one is None:
                basis = None
                continue
            self._found[at] = one
            if one.cue.role is CitationRole.BASIS:
                basis = at
            elif _PARTED.search(self._letters, self._end_before(at), self._heads[at]):
                basis = None
            if one.is_behind:
                self._share_with_those_before(at, one)
        return dict(sorted(self._found.items()))

    def _head(self, at: int, pinpoints: Sequence[Pinpoint]) -> int:
        """Where a mention begins, the pinpoints before it included."""
        low, start = self._end_before(at), self._mentions[at].start
        places = (self._folded.position(one.span.start) for one in pinpoints)
        return min((one for one in places if low <= one < start), default=start)

    def _end_before(self, at: int) -> int:
        return self._mentions[at - 1].end if at else 0

    def _before(self, at: int) -> _Governed | None:
        """The cue before a mention, no other mention between the two."""
        head = self._heads[at]
        low = max(self._end_before(at), head - _REACH)
        cues = list(cues_before(self._folded, self._text, low, head))[: -_MOST_CUES - 1 : -1]
        best: RoleCue | None = None
        for cue in cues:
            if cue.role is None:
                if best is None and may_stand_between(CitationRole.AMENDED).fullmatch(
                    self._letters, cue.end, head
                ):
                    return None
                continue
            if self._governs(cue, cue.role, head, is_nearest=best is None):
                best = cue
        return _Governed(best) if best else None

    def _governs(self, cue: RoleCue, role: CitationRole, head: int, *, is_nearest: bool) -> bool:
        """Whether nothing stands between a cue and a mention that parts them."""
        letters, end = self._letters, cue.end
        if may_stand_between(role).fullmatch(letters, end, head):
            return True
        if not is_nearest:
            return False
        if _another_first().fullmatch(letters, end, head):
            return True
        if (role.changes or role is CitationRole.BASIS) and _HEADS_A_LIST.fullmatch(
            letters, end, head
        ):
            return True
        if role is CitationRole.BASIS and _RELIED_ON.fullmatch(letters, end, head):
            return True
        return role in _SAID and _SAID_BY.fullmatch(letters, end, head) is not None

    def _shared(self, at: int, basis: int | None) -> _Governed | None:
        """The cue of the mention before, where both are members of a list; behind a semicolon that
        of the line of ``Căn cứ``, of which ``basis`` is a mention."""
        before = self._found.get(at - 1)
        if before is None or before.is_behind:
            return None
        listed = self._list(at)
        if listed is None or before.cue.role is CitationRole.BASIS:
            return before if listed else None
        if basis is not None and ";" in listed.group():
            return self._found[basis]
        if listed["item"] and not self._opens_an_item(at - 1):
            return None
        acts = _CHANGES if listed.group().rstrip().endswith("va") else _ACTS
        return None if acts.match(self._letters, self._mentions[at].after) else before

    def _opens_an_item(self, at: int) -> bool:
        head = self._heads[at]
        return _OPENS_AN_ITEM.search(self._letters, max(0, head - 8), head) is not None

    def _list(self, at: int) -> re.Match[str] | None:
        """What joins a mention to the one before it in a list."""
        previous = self._mentions[at - 1]
        for way in (_LISTED, _LISTED_BEHIND_SUBJECT):
            for end in {previous.after, previous.end}:
                if end <= self._heads[at] and (
                    listed := way.fullmatch(self._letters, end, self._heads[at])
                ):
                    return listed
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether a mention opens the next item of what a document relies on."""
        end = self._mentions[at - 1].end
        return _NEXT_BASIS.fullmatch(self._letters, end, self._heads[at]) is not None

    def _behind(self, at: int) -> _Governed | None:
        """The cue behind a mention: what is done to it."""
        mention, letters = self._mentions[at], self._letters
        auxiliary = _AUXILIARY.match(letters, mention.after)
        if auxiliary is None:
            return None
        position, by = auxiliary.end(), None
        following = self._mentions[at + 1] if at + 1 < len(self._mentions) else None
        if auxiliary["passive"]:
            if following and following.start == position:
                by, position = at + 1, following.after
            elif own := named_here(letters, position):
                position = own
            position = self._past_space(position)
        cue = cue_behind(self._folded, self._text, position, is_passive=bool(auxiliary["passive"]))
        cue = cue or self._behind_subject(at)
        return _Governed(cue, is_behind=True, by=by) if cue else None

    def _behind_subject(self, at: int) -> RoleCue | None:
        """ "Quyết định số 12 về việc … hết hiệu lực"."""
        after = self._mentions[at].after
        following = self._mentions[at + 1].start if at + 1 < len(self._mentions) else None
        if _EFFECT.search(self._letters, after, after + _LONGEST_SUBJECT) is None:
            return None
        subject = _BEHIND_SUBJECT.match(self._letters, after)
        if subject is None or (following is not None and following < subject.end()):
            return None
        auxiliary = _AUXILIARY.match(self._letters, subject.end())
        position = auxiliary.end() if auxiliary else subject.end()
        return cue_behind(self._folded, self._text, position, is_passive=False)

    def _past_space(self, position: int) -> int:
        space = _SPACE.match(self._letters, position)
        return space.end() if space else position

    def _share_with_those_before(self, at: int, one: _Governed) -> None:
        """Members of a list share what stands behind the last."""
        while at and at - 1 not in self._found:
            if not _LISTED.fullmatch(self._letters, self._mentions[at - 1].after, self._heads[at]):
                return
            at -= 1
            self._found[at] = one
