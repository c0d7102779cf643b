"""Which citation a pinpoint belongs to (citation-forms §10).

Sure is what stands next to it: the citation follows (``khoản 2 Điều 7 Quy định số 22-QĐ/TW``,
``Điều 5 Quy chế ban hành kèm theo Quyết định số …``), or stands before (``Quy định số 22-QĐ/TW
(Điều 7, khoản 2)``), or is taken up again (``Điều 5 Quy định nêu trên``, ``mục III của Nghị
quyết.``) where one alone can be meant, or its changes are told in items (``sửa đổi Quy chế số …
như sau: 1. Khoản 2 Điều 8``).  ``Điều này`` and ``Quy định này`` are the document that speaks.

Else it is the citation of its sentence if no other document may be meant: neither one that only
its name tells, nor another citation, nor the document that speaks.  What is left stays untied, as a
wrong tie is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from indexer.citations.context import CitationMention
from indexer.citations.only_ones import OnlyOfTheirType
from indexer.citations.pinpoint_documents import without_articles
from indexer.citations.pinpoint_words import (
    AMENDED,
    ANNEXED,
    ANNEXED_TO,
    AS_FOLLOWS,
    BEHIND,
    ENDS_A_SENTENCE,
    ENDS_AGAIN,
    LISTED,
    LONGEST_WAY,
    OF,
    OF_WHICH,
    OPENS_AN_ITEM,
    REPLACED,
    SUBJECT_THEN_BRACKET,
    document_word,
    has_capital,
    has_told_owner,
    named_again,
    named_for_short,
    of_another,
    of_kind,
    of_that_kind,
)
from indexer.citations.pinpoints import Expression
from indexer.model import SELF
from indexer.normalization import composed
from indexer.organs import GAP, SPACE
from indexer.text import Folded, unaccent

# Letters within which something is looked for.
_REACH = 160
_SHORT_REACH = 60
_FAR = 220
_RIVALS = 3000
_CHANGES = 3_000
_RECIPIENTS = 1_500
_TRIES = 40
"""Citations that are looked at, back from a place."""

_LAWS = frozenset(("luat", "bo luat", "phap lenh"))
_DIVIDED = frozenset(("article", "chapter"))
"""What none has that has no articles."""
_AS = re.compile(rf"(?:^|\n)[ \t]*(?:[-–+*•][ \t*_]*)?nhu{SPACE}\Z")
_ENDS_A_RECIPIENT = re.compile(r"[ \t]*(?:[,;.(\n]|\Z)")
_RECIPIENTS_HEAD = re.compile(rf"(?<![a-z])noi{SPACE}nhan{GAP}:")
_AGAIN_SPELT = frozenset(("này", "trên", "đây", "đó", "ấy"))


def _is_of_recipients(letters: str, expression: Expression) -> bool:
    """Whether a place stands in the list of recipients: ``Nơi nhận: - Như Điều 3``."""
    low = max(0, expression.start - _RECIPIENTS)
    return (
        _AS.search(letters, max(low, expression.start - 24), expression.start) is not None
        and _ENDS_A_RECIPIENT.match(letters, expression.end) is not None
        and _RECIPIENTS_HEAD.search(letters, low, expression.start) is not None
    )


class PinpointTies:
    """Finds whose the expressions of one text are; a mention is its place in the list."""

    def __init__(
        self,
        mentions: Sequence[CitationMention],
        folded: Folded,
        text: str,
        own_type: str | None,
    ) -> None:
        self._mentions, self._letters = mentions, folded.text
        self._folded, self._text = folded, text
        self._starts = [mention.start for mention in mentions]
        self._taken_up: tuple[int, int] = (-1, -1)
        """The mention that was named again last, and where those words end."""
        self._only = OnlyOfTheirType(mentions, folded, text, own_type)
        self._short_names = self._told_short_names() if mentions else {}

    def owners(self, found: Sequence[Expression]) -> list[int | str | None]:
        """Of each expression, in order, the mention that it points into, ``self``, or None."""
        owners = [self._owner(one) for one in found]
        for at in range(len(found) - 2, -1, -1):
            following = owners[at + 1]
            if owners[at] is None and isinstance(following, int):
                owners[at] = self._shared(found[at], found[at + 1], following)
        return owners

    def _owner(self, expression: Expression) -> int | str | None:
        if expression.is_own or _is_of_recipients(self._letters, expression):
            return SELF
        start, end = expression.start, expression.end
        following = self._following(expression)
        if following is None:
            following = self._annexed(end)
        last = bisect_right(self._starts, start) - 1
        if following is not None or last < 0:
            return following
        if (of_its_kind := self._of_that_kind(start, end)) is not None:
            return of_its_kind
        way = start - self._mentions[last].end
        if way > LONGEST_WAY and not self._may_end_again(start):
            return self._amended(last, expression) if way <= _CHANGES else None
        if (short := self._named_for_short(end)) is not None:
            return short
        if self._is_of_another(end):
            return None
        before = self._before(last, start)
        if before is not None or not expression.may_stand_alone:
            return before
        amended = self._amended(last, expression)
        return self._in_sentence(last, expression) if amended is None else amended

    # --- behind it ------------------------------------------------------------------------------

    def _following(self, expression: Expression) -> int | str | None:
        """What stands behind an expression: a citation, or a document that is named again."""
        is_annex = "appendix" in expression.fields
        annexed = ANNEXED_TO.match(self._letters, expression.end) if is_annex else None
        of = annexed or OF.match(self._letters, expression.end)
        at = of.end() if of else expression.end
        if (mention := self._at(at)) is not None:
            by = not annexed and "theo" in self._letters[expression.end : at]
            return None if by and not self._is_first(expression) else mention
        again = named_again().match(self._letters, at)
        if again is None or not self._is_spelt(again):
            return None
        if not again["own"]:
            return self._take_up(self._last_of(again["kind"], again.start()), again.end())
        return self._of_this(expression, again)

    def _of_this(self, expression: Expression, again: re.Match[str]) -> int | str | None:
        """What "Quy định này" is: the paper itself, or the law that it cited just before."""
        if again["kind"] not in _LAWS or expression.is_under_article:
            return SELF
        # "Luật Đất đai …; xem Điều 179 của Luật này": whoever writes it cites a law, and is none.
        before = range(bisect_left(self._starts, expression.start) - 1, -1, -1)
        near = (at for at in before[:_TRIES] if self._is_of_kind(at, again["kind"]))
        law = next(near, None)
        if law is None or expression.start - self._mentions[law].end > _FAR:
            return SELF
        return self._take_up(self._last_of(again["kind"], again.start()), again.end())

    def _annexed(self, end: int) -> int | None:
        """The decision with which one was issued: "Quy chế ban hành kèm theo Quyết định …"."""
        at = bisect_left(self._starts, end)
        if at == len(self._starts) or self._starts[at] - end > LONGEST_WAY:
            return None
        annexed = ANNEXED.match(self._letters, end)
        return self._at(annexed.end()) if annexed else None

    def _at(self, position: int) -> int | None:
        """The mention that begins at a folded position."""
        at = bisect_left(self._starts, position)
        return at if at < len(self._starts) and self._starts[at] == position else None

    def _of_that_kind(self, start: int, end: int) -> int | None:
        """The citation that a type word takes up: "mục III.4 của Nghị quyết."."""
        kind = of_that_kind().match(self._letters, end)
        if kind is None:
            return None
        one = self._in_reach(self._last_of(kind["kind"], start), start)
        return self._only.before(start, kind) if one is None else one

    def _named_for_short(self, end: int) -> int | None:
        """The citation that a type word stands for, as the text said before: "Điều 5 Quy chế"."""
        if not self._short_names:
            return None
        kind = of_kind().match(self._letters, end)
        if not kind or not has_capital(self._folded, self._text, kind.start("kind")):
            return None
        told, mention = self._short_names.get(kind["kind"], (end, None))
        return mention if told < end else None

    def _told_short_names(self) -> dict[str, tuple[int, int | None]]:
        """The type words that stand for a citation, from where on; None for one told twice."""
        names: dict[str, tuple[int, int | None]] = {}
        if "sau day" not in self._letters:
            return names
        for told in named_for_short().finditer(self._letters):
            at = bisect_right(self._starts, told.start()) - 1
            mention = self._in_reach(at, told.start()) if at >= 0 else None
            names[told["kind"]] = (told.end(), None if told["kind"] in names else mention)
        return names

    def _is_of_another(self, end: int) -> bool:
        """Whether a document follows that is no citation; "Điều 8 quy định rõ" names none."""
        other = of_another().match(self._letters, end)
        if other is None:
            return False
        written = self._folded.span(*other.span("kind")).of(self._text)
        return bool(other["of"]) or written[:1].isupper() or other["kind"].startswith("du")

    # --- before it ------------------------------------------------------------------------------

    def _before(self, at: int, start: int) -> int | None:
        """The last mention before an expression, or what takes one up, if it stands in front."""
        mention = self._mentions[at]
        ends = dict.fromkeys((mention.after, mention.end))
        if self._names_another(mention, start):
            return self._again_before(start)
        for way in (BEHIND, SUBJECT_THEN_BRACKET):
            for end in ends:
                if 0 <= start - end <= LONGEST_WAY and way.fullmatch(self._letters, end, start):
                    return at
        return self._again_before(start)

    def _names_another(self, mention: CitationMention, start: int) -> bool:
        """Whether another document is named between a mention and a place: "Nghị quyết số … về
        thông qua Quy chế làm việc (Điều 7)"; what a decision issues has its number."""
        if mention.type == "Quyết định" or start - mention.end > LONGEST_WAY:
            return False
        named = document_word().finditer(self._letters, mention.end, start)
        return any(has_capital(self._folded, self._text, one.start()) for one in named)

    def _again_before(self, start: int) -> int | None:
        """ "Quy định nêu trên, tại Điều 5"."""
        if not self._may_end_again(start):
            return None
        for again in named_again().finditer(self._letters, max(0, start - _REACH), start):
            if again["again"] and BEHIND.fullmatch(self._letters, again.end(), start):
                if not self._is_spelt(again):
                    return None
                return self._take_up(self._last_of(again["kind"], again.start()), again.end())
        return None

    def _may_end_again(self, start: int) -> bool:
        return bool(ENDS_AGAIN.search(self._letters, max(0, start - _SHORT_REACH), start))

    def _is_spelt(self, again: re.Match[str]) -> bool:
        """Whether the last word is "này", "trên" or "đó", not "nay" or "do" ("by")."""
        if self._text.isascii():
            return True
        written = self._folded.span(*again.span("own" if again["own"] else "again")).of(self._text)
        return composed(written).lower().split()[-1].strip("*_") in _AGAIN_SPELT

    def _take_up(self, mention: int | None, end: int) -> int | None:
        if mention is not None:
            self._taken_up = (mention, end)
        return mention

    def _last_of(self, kind: str, position: int) -> int | None:
        """The last mention of a type before a position; None where it may be another one."""
        wanted = " ".join(kind.replace("*", " ").replace("_", " ").split())
        at = bisect_left(self._starts, position) - 1
        last: int | None = None
        for one in range(at, max(-1, at - _TRIES), -1):
            if wanted != "van ban" and not self._is_of_kind(one, wanted):
                continue
            if last is None:
                last = one
            elif self._starts[last] - self._mentions[one].end > _RIVALS:
                break
            elif not self._are_same(last, one):
                return None
        return last

    def _is_of_kind(self, at: int, kind: str) -> bool:
        return unaccent(self._mentions[at].type or "") == kind

    def _are_same(self, one: int, other: int) -> bool:
        a, b = self._mentions[one], self._mentions[other]
        return self._letters[a.start : a.end] == self._letters[b.start : b.end]

    # --- in its sentence ------------------------------------------------------------------------

    def _in_reach(self, at: int | None, start: int) -> int | None:
        """A mention if it stands in the sentence of a later position."""
        if at is None or start - self._mentions[at].end > _FAR:
            return None
        end = self._mentions[at].end
        return None if ENDS_A_SENTENCE.search(self._letters, end, start) else at

    def _in_sentence(self, at: int, expression: Expression) -> int | None:
        """The last citation before an expression in its sentence, where no other document may be
        meant: none of a list, none that is divided otherwise, and not the one that speaks."""
        mention, start = self._mentions[at], expression.start
        free = min(max(mention.after, mention.end), start)
        again, end = self._taken_up
        if mention.end < end <= start:
            at, free = again, end
        else:
            end = mention.end
        if (
            expression.is_under_article
            or start - end > _FAR
            or has_told_owner(self._folded, self._text, expression.end)
        ):
            return None
        if ENDS_A_SENTENCE.search(self._letters, end, start):
            return None
        if document_word().search(self._letters, free, start):
            return None
        fields = expression.fields
        is_divided = not fields.isdisjoint(_DIVIDED)
        if is_divided and self._mentions[at].type in without_articles():
            return None
        if end == mention.end and self._has_rival(at, is_divided, free, fields):
            return None
        return at

    def _has_rival(self, at: int, is_divided: bool, free: int, fields: set[str]) -> bool:
        """Whether another citation of the sentence may be meant as well, or an annex of the paper
        that speaks."""
        one = self._mentions[at]
        if at and LISTED.fullmatch(self._letters, self._mentions[at - 1].after, one.start):
            return True
        if OF_WHICH.match(self._letters, free):
            return False
        if "appendix" in fields:
            return True
        for other in range(at - 1, max(-1, at - _TRIES), -1):
            rival = self._mentions[other]
            if self._in_reach(other, one.start) is None:
                return False
            if is_divided and rival.type in without_articles():
                continue
            is_replaced = REPLACED.match(self._letters, max(rival.after, rival.end))
            if not is_replaced and not self._are_same(at, other):
                return True
        return False

    def _amended(self, at: int, expression: Expression) -> int | None:
        """The last citation, where it is amended and a change begins with the expression."""
        mention, start = self._mentions[at], expression.start
        if not expression.may_stand_alone:
            return None
        follows = AS_FOLLOWS.match(self._letters, max(mention.after, mention.end), start)
        if not follows or not OPENS_AN_ITEM.search(
            self._letters, max(follows.end() - 1, start - _SHORT_REACH), start
        ):
            return None
        low = max(0, mention.start - _REACH)
        return at if AMENDED.search(self._letters, low, mention.start) else None

    def _shared(self, one: Expression, following: Expression, owner: int) -> int | None:
        """The citation behind two expressions: "nêu tại Điều 9, và tại Điều 19 Điều lệ Đảng"."""
        between = (one.end, following.start)
        if self._starts[owner] < following.end or following.start - one.end > _SHORT_REACH:
            return None
        if (
            one.is_under_article
            or not one.may_stand_alone
            or has_told_owner(self._folded, self._text, one.end)
        ):
            return None
        if "article" not in one.fields:
            return None
        if ENDS_A_SENTENCE.search(self._letters, *between) or document_word().search(
            self._letters, *between
        ):
            return None
        return owner if self._is_first(one) else None

    def _is_first(self, expression: Expression) -> bool:
        """Whether no citation stands before an expression in its sentence."""
        last = bisect_right(self._starts, expression.start) - 1
        return last < 0 or self._in_reach(last, expression.start) is None
