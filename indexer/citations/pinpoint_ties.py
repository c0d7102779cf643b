"""Which citation a pinpoint belongs to (citation-forms: dẫn chiếu đến điều, khoản, điểm).

The citation follows (``khoản 2 Điều 7 Quy định số 22-QĐ/TW``, ``Điều 5 Quy chế ban hành
kèm theo Quyết định số …``), or stands before (``Quy định số 22-QĐ/TW (Điều 7, khoản 2)``), or is
taken up again (``Điều 5 Quy định nêu trên``), or is the last one of the sentence with no other
document beside it (``triển khai Nghị quyết số 57-NQ/TW, trong đó chú trọng mục III``).
``Điều này`` and ``Quy định này`` are the document that speaks.  What none of these ties stays
untied.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from indexer.citations.context import CitationMention
from indexer.citations.pinpoint_parts import without_articles
from indexer.citations.pinpoints import Expression, expressions
from indexer.knowledge import type_words
from indexer.model import Pinpoint
from indexer.organs import GAP, SPACE, WALL, one_of
from indexer.text import Folded, unaccent

SELF = "self"
"""The target of a pinpoint into the document that speaks."""

_REACH = 160
_LONGEST_WAY = 640
"""Letters of the longest words that may tie a place to a citation."""
_FAR = 220
_TRIES = 40

_OF = re.compile(
    rf"{GAP},?{GAP}(?:(?:cua|thuoc|tai|trong|theo|o|ban|cac|nhung|chinh){SPACE}){{0,2}}"
    rf"[\"“\[]?"
)
_ANNEXED = re.compile(
    rf"{GAP},?{GAP}(?:(?:cua|thuoc|tai|trong|theo|o){SPACE})?[a-z][^;.{WALL}]{{0,200}}?"
    rf"(?:ban{SPACE}hanh{SPACE})?kem{SPACE}theo{GAP}"
)
_BEHIND = re.compile(
    rf"{GAP}[,(:]?{GAP}(?:(?:tai|o|theo|trong|quy{SPACE}dinh|nhat{SPACE}la|cu{SPACE}the|la|gom|cac"
    rf"|tu){SPACE}){{0,4}}"
)
_SUBJECT_THEN_BRACKET = re.compile(
    rf"[^;.(){WALL}]{{0,220}}\({GAP}(?:(?:tai|o|theo|xem|cac|tu){SPACE}){{0,2}}"
)


_MORE_DOCUMENT_WORDS = ("luat", "bo luat", "phap lenh", "dieu le", "van ban", "hien phap")


_ENDS_AGAIN = re.compile(r"(?:tren|d(?:ay|o)|ay)(?![a-z])")


@cache
def _named_again() -> re.Pattern[str]:
    """A type word with "này", or with what takes up a document named before."""
    words = [word for word in type_words() if " " in word]
    kinds = one_of([*words, *_MORE_DOCUMENT_WORDS])
    annexed = rf"(?:[^;.,(){WALL}]{{0,60}}?kem{SPACE}theo{SPACE}(?:{kinds}))?"
    return re.compile(
        rf"(?P<kind>{kinds})(?![a-z]){annexed}(?:{SPACE}[a-z]{{1,7}}){{0,4}}?{SPACE}"
        rf"(?:(?P<own>nay)|(?P<again>(?:da{SPACE})?(?:neu|noi|ke|dan){SPACE}tren|tren(?:{SPACE}day)?|do|ay))"
        rf"(?![a-z])"
    )


@cache
def _document_words() -> str:
    words = [word for word in type_words() if " " in word]
    return one_of([*words, *_MORE_DOCUMENT_WORDS, "cuong linh", "du thao"])


@cache
def _of_another() -> re.Pattern[str]:
    """A document behind a pinpoint: "Điều 3 của dự thảo", "Điều 5 Quy chế phối hợp"."""
    return re.compile(
        rf"{GAP},?{GAP}(?P<of>(?:(?:cua|thuoc|trong|tai){SPACE}){{0,2}})(?P<kind>{_document_words()})(?![a-z])"
    )


# A sentence ends: "TP." only loses a tie.
_ENDS_A_SENTENCE = re.compile(
    rf"[.!?](?=[\s\"”])|{WALL}|\n[ \t]*\n|\n(?=[ \t]*[-+|*]|[^\n]{{0,80}}\|)"
)
_LISTED = re.compile(
    rf"{GAP}(?:[,;]{GAP}(?:va{SPACE})?|(?:va|hoac|hay|cung){SPACE})(?:cac{SPACE})?"
)


@cache
def _document_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_document_words()})(?![a-z])")


@dataclass(slots=True)
class TiedPinpoints:
    """The pinpoints of a text: by the mention that they belong to, and those of none."""

    of_mention: dict[int, list[Pinpoint]] = field(default_factory=lambda: defaultdict(list))
    free: list[Pinpoint] = field(default_factory=list)


def tie_pinpoints(mentions: Sequence[CitationMention], folded: Folded, text: str) -> TiedPinpoints:
    """The pinpoints of a text, tied to the mentions (in order) that they point into."""
    tied = TiedPinpoints()
    if not mentions and not _has_parts(folded.text):
        return tied
    reader = _Ties(mentions, folded, text)
    for expression in expressions(folded, text):
        owner = reader.owner(expression)
        target, where = None, tied.free
        if isinstance(owner, int):
            where = tied.of_mention[owner]
        elif owner or expression.may_stand_alone:
            target = owner
        else:
            continue
        where += _pinpoints(expression, target, folded, text)
    return tied


def _has_parts(letters: str) -> bool:
    return any(word in letters for word in ("dieu", "khoan", "muc", "chuong", "phan", "phu"))


def _pinpoints(
    expression: Expression, target: str | None, folded: Folded, text: str
) -> Iterator[Pinpoint]:
    for start, end, parts in expression.places:
        span = folded.span(expression.start + start, expression.start + end)
        yield Pinpoint(span, text[span.start : span.end], target=target, **parts)


class _Ties:
    """Finds whose the expressions of one text are; a mention is its place in the list."""

    def __init__(self, mentions: Sequence[CitationMention], folded: Folded, text: str) -> None:
        self._mentions, self._letters = mentions, folded.text
        self._folded, self._text = folded, text
        self._starts = [mention.start for mention in mentions]

    def owner(self, expression: Expression) -> int | str | None:
        """The mention that an expression points into, ``self``, or None."""
        if expression.is_own:
            return SELF
        start, end = expression.start, expression.end
        following = self._following(end)
        if following is not None:
            return following
        annexed = self._annexed(end)
        if annexed is not None or self._is_of_another(end):
            return annexed
        last = bisect_right(self._starts, start) - 1
        if last < 0:
            return None
        before = self._before(last, start)
        if before is not None or not expression.may_stand_alone:
            return before
        return self._in_sentence(last, expression)

    def _is_of_another(self, end: int) -> bool:
        """Whether a document follows that is no citation; "Điều 8 quy định rõ" names none."""
        other = _of_another().match(self._letters, end)
        if other is None:
            return False
        written = self._folded.span(*other.span("kind")).of(self._text)
        return bool(other["of"]) or written[:1].isupper() or other["kind"].startswith("du")

    def _in_sentence(self, at: int, expression: Expression) -> int | None:
        """The last citation before an expression in its sentence, where no other document may be
        meant: none of a list, none that is divided otherwise, and not the one that speaks."""
        one = self._mentions[at]
        if expression.is_under_article or expression.start - one.end > _FAR:
            return None
        after = min(max(one.after, one.end), expression.start)
        between = self._letters[one.end : expression.start]
        if _ENDS_A_SENTENCE.search(between):
            return None
        if _document_word().search(self._letters, after, expression.start):
            return None
        if at and _LISTED.fullmatch(self._letters, self._mentions[at - 1].after, one.start):
            return None
        names_article = any("article" in place.parts for place in expression.places)
        return None if names_article and one.type in without_articles() else at

    def _following(self, end: int) -> int | str | None:
        """What stands behind an expression: a citation, or a document that is named again."""
        of = _OF.match(self._letters, end)
        at = of.end() if of else end
        if (mention := self._at(at)) is not None:
            return mention
        again = _named_again().match(self._letters, at)
        if again is None:
            return None
        return SELF if again["own"] else self._last_of(again["kind"], again.start())

    def _annexed(self, end: int) -> int | None:
        """The decision with which one was issued: "Quy chế ban hành kèm theo Quyết định …"."""
        at = bisect_left(self._starts, end)
        if at == len(self._starts) or self._starts[at] - end > _LONGEST_WAY:
            return None
        annexed = _ANNEXED.match(self._letters, end)
        return self._at(annexed.end()) if annexed else None

    def _at(self, position: int) -> int | None:
        """The mention that begins at a folded position."""
        at = bisect_left(self._starts, position)
        return at if at < len(self._starts) and self._starts[at] == position else None

    def _before(self, at: int, start: int) -> int | None:
        """The last mention before an expression, or what takes one up, if it stands in front."""
        mention = self._mentions[at]
        ends = dict.fromkeys((mention.after, mention.end))
        for way in (_BEHIND, _SUBJECT_THEN_BRACKET):
            for end in ends:
                if 0 <= start - end <= _LONGEST_WAY and way.fullmatch(self._letters, end, start):
                    return at
        return self._again_before(start)

    def _again_before(self, start: int) -> int | None:
        """ "Quy định nêu trên, tại Điều 5"."""
        low = max(0, start - _REACH)
        if not _ENDS_AGAIN.search(self._letters, low, start):
            return None
        for again in _named_again().finditer(self._letters, low, start):
            if again["again"] and _BEHIND.fullmatch(self._letters, again.end(), start):
                return self._last_of(again["kind"], again.start())
        return None

    def _last_of(self, kind: str, position: int) -> int | None:
        """The last mention of a type before a position; None where nothing tells which it is."""
        wanted = " ".join(kind.replace("*", " ").replace("_", " ").split())
        at = bisect_left(self._starts, position) - 1
        low = max(-1, at - _TRIES)
        for one in range(at, low, -1):
            if wanted in ("van ban", "luat") or unaccent(self._mentions[one].type or "") == wanted:
                return one
        return None
