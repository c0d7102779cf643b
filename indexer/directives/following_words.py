"""What a text says right behind a symbol, read on where another symbol stands in it.

A citation's subject ends where the next citation begins.  Titles do not: ``Kết luận số 01-KL/TW về
tiếp tục thực hiện Nghị quyết số 48-NQ/TW`` is known by the symbol that it names, and a title may
begin with ``ban hành``, ``thi hành`` or ``một số`` as well as with ``về``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.citations import padded_number
from indexer.directives.subject_words import subject_words
from indexer.model import Citation, Directive
from indexer.text import Folded, unaccent

_REACH = 320
"""So many letters behind a symbol are looked at, longer than any title that must be met whole."""

_QUALIFYING = re.compile(
    r"(?:[\s,()*_\"]|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|(?:ngay|thang|nam|ngay ban hanh|cua|do|bo chinh tri|ban bi thu|ban chap hanh|bch"
    r"|trung uong|tw|dang|khoa|cong san viet nam|thu tuong|chinh phu|quoc hoi"
    r"|uy ban thuong vu|(?:khoan|dieu) \d{1,3}|[ivxl]{1,5}|\d{1,4})(?![a-z0-9]))*+"
)
"""Date, organ, khóa and articles, in whatever order, as far as they stand between a symbol and its
title."""

_QUALIFIED_MEMBER = re.compile(
    rf"(?=.*[;,]|.*(?<![a-z])va(?![a-z]))(?:{_QUALIFYING.pattern})[;,]?\s*(?:va(?![a-z]))?\s*(?:so\s)?"
)
_APART = 140
"""Two mentions further apart than this are not told from one another."""

_ANOTHER_CELL = re.compile(r"\||\n\s*\n")
_WORD = re.compile(r"[a-z0-9]+")
_SYMBOL = r"(?P<digits>\d{1,4}) ?- ?(?P<sigil>[a-z]{2,4}) ?/ ?(?P<code>[a-z]{2,8})(?![a-z])"
_NAMED = re.compile(_SYMBOL)
_CARRYING = subject_words().carrying_on
_CARRIES = re.compile(rf"(?<![a-z])(?:{_CARRYING})(?![a-z])")
_CARRIES_ON = re.compile(
    r"(?P<about>(?:ve|v/v)(?![a-z])\s+)?(?:[a-z0-9]+[\s,]+){0,14}?"
    rf"(?:{_CARRYING})(?![a-z])(?:[\s,]+[a-z0-9]+){{0,14}}?[\s,]+{_SYMBOL}"
)
_REPLACING = re.compile(
    r"(?<![a-z])(?:thay(?! doi| mat)|bai bo|nay la|khong phai|khac voi|khong lien quan)(?![a-z])"
)
_BUT = re.compile(r"[;,.]\s+con\s+\Z")
"""``…; còn`` leads over to another."""

_DECLARING = re.compile(r"(?<![a-z])(?:goi|viet)(?: chung)?(?: (?:tat|gon))?(?: la)?[\s:\"]*\Z")
_TERM_BEFORE = re.compile(r"(?<![a-z])(?:nhiem ky|khoa) truoc(?![a-z])")

_LINKING = re.compile(r"(?<![a-z])(?:va|cung|voi|ban hanh|theo quy dinh tai)(?![a-z])")


class Carried(NamedTuple):
    """The symbol that a directive is said to carry on; ``is_subject`` where "về" leads to it."""

    symbol: str
    is_subject: bool


class FollowingWords:
    """The words of a text behind its symbols."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded

    def _behind(self, citation: Citation) -> str:
        start = self._folded.position(citation.span.end)
        qualifiers = _QUALIFYING.match(self._folded.text, start)
        start = qualifiers.end() if qualifiers else start
        words = self._folded.text[start : start + _REACH]
        wall = _ANOTHER_CELL.search(words)
        return words[: wall.start()] if wall else words

    def title_behind(self, citation: Citation) -> tuple[str, ...]:
        """The words that a title would have to be, without the "về" before them."""
        return words_of_title(self._behind(citation))

    def carried_on(self, citation: Citation) -> Carried | None:
        """The symbol that the cited directive carries on, amends or explains.

        >>> from indexer.citations import find_citations
        >>> from indexer.text import fold
        >>> text = "Kết luận 01-KL/TW về tiếp tục thực hiện Nghị quyết số 48-NQ/TW"
        >>> FollowingWords(fold(text)).carried_on(find_citations(text)[0])
        Carried(symbol='48-nq/tw', is_subject=True)
        """
        words = self._behind(citation)
        stop = re.search(r"[.;:]\s", words)
        found = _CARRIES_ON.match(words[: stop.start()] if stop else words)
        if found is None or _LINKING.search(found.group()):
            return None
        return Carried(_symbol(found), bool(found["about"]))

    def carries_on(self, one: Citation, other: Citation) -> bool:
        """Whether a directive is said to carry on, amend or explain the next in its sentence."""
        words = self.between(one, other)
        return bool(_CARRIES.search(words)) and not re.search(r"[.;:]\s", words)

    def are_told_apart(self, one: Citation, other: Citation) -> bool:
        """Whether the words between two mentions say that the one is not the other."""
        first, second = (one, other) if one.span < other.span else (other, one)
        if second.span.start - first.span.end > _APART:
            return False
        between = self.between(first, second)
        around = f"{self.before(first, 24)} {between}"
        is_list = _QUALIFIED_MEMBER.fullmatch(between)  # which names no paper twice
        return bool(_REPLACING.search(around) or _BUT.search(between) or is_list)

    def declares(self, citation: Citation) -> bool:
        """Whether a short form is declared there: "(sau đây gọi tắt là Quy định 80)"."""
        return bool(_DECLARING.search(self.before(citation, 24)))

    def speaks_of_term_before(self, citation: Citation) -> bool:
        """Whether its sentence spoke of the term before: "Nhiệm kỳ trước còn tồn: 702-TB/HU"."""
        *_, sentence = re.split(r"[.!?;]\s|\n\s*\n", self.before(citation, _APART))
        return bool(_TERM_BEFORE.search(sentence))

    def before(self, citation: Citation, letters: int) -> str:
        """The last folded letters before a citation."""
        start = self._folded.position(citation.span.start)
        return self._folded.text[max(0, start - letters) : start]

    def between(self, one: Citation, other: Citation) -> str:
        """The folded text from the end of a citation to the start of a later one."""
        start = self._folded.position(one.span.end)
        return self._folded.text[start : self._folded.position(other.span.start)]


def words_of_title(title: str) -> tuple[str, ...]:
    """The words of a title, folded, without what opens it.

    >>> words_of_title("về việc thi hành Điều lệ Đảng")
    ('thi', 'hanh', 'dieu', 'le', 'dang')
    """
    words = _WORD.findall(unaccent(title))
    for opening in ("ve", "viec"):
        if words and words[0] == opening:
            words = words[1:]
    return tuple(words)


def symbol_in_title(directive: Directive) -> str:
    """The first symbol that a title names: ``48-nq/tw``; empty where it names none."""
    found = _NAMED.search(unaccent(directive.title))
    return _symbol(found) if found else ""


def _symbol(found: re.Match[str]) -> str:
    return f"{padded_number(found['digits'])}-{found['sigil']}/{found['code']}"
