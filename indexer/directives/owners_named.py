"""Whose a short form is said to be, where no code tells: of the centre, or of somebody else.

``Nghị quyết 57`` is the Politburo's as long as nobody is named; ``Nghị quyết 57 của Hội Phụ nữ``,
``Nghị quyết 18 khóa XIII Đảng bộ tỉnh`` and ``Thanh tra huyện có Kết luận 126`` are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.directives.subject_words import subject_words
from indexer.knowledge import known_body
from indexer.model import Citation
from indexer.organs import SPACE, opening_of, organ_at
from indexer.text import Folded

_QUALIFIED = re.compile(
    r"(?:[ ,()]|\n(?=cua )|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}"
    r"|(?:ngay|thang|nam|khoa|nhiem ky|ky hop|thu|lan|tai|ban hanh|[ivxl]{1,5}|\d{1,4})"
    r"(?![a-z0-9]))*+"
)
"""Date, khóa and session, in whatever order, between a number and its owner."""

_SESSION = re.compile(r"ky hop(?![a-z])")
_LEADS = re.compile(
    rf" ?(?:cua{SPACE}|do{SPACE}(?=[^.,;:()|]{{3,60}}?{SPACE}(?:ky|ban hanh|thong qua)(?![a-z])))"
)
"""``của``, or the ``do`` of ``do Chánh Thanh tra ký``."""

_KHOA = re.compile(r"[ ,(]{0,3}khoa [ivxl\d]")
_JOINS = re.compile(r"[\s,;]{0,4}(?:va )?(?:so )?")
_STOP = re.compile(
    r"[.,;:()|\n\"]"
    r"| (?:(?P<acts>da|dang|se|duoc|co(?! quan| so)|de|giao|chi dao|yeu cau|trien khai|quan triet)"
    r"|ve|ngay|nam \d{4}|khoa|va|la|tai|trong|ky|ban hanh)(?![a-z])"
)
"""Where the name of an organ ends; behind ``acts`` it does something."""

_ISSUES = re.compile(
    r"(?<![a-z])(?:(?:da|vua|moi|se|cung) )*(?:co|ra|ban hanh|ky|thong qua)(?: (?:cac|mot))? ?\Z"
)
_WORD = re.compile(r"[a-z]+")
_REACH = 60
_MOST_WORDS = 5
"""Words of an issuer before its verb: further off it is another sentence's."""


def with_owners(citations: Sequence[Citation], folded: Folded, text: str) -> list[Citation]:
    """The citations, those of short forms with the organ that the words around them name.

    >>> from indexer.citations import find_citations
    >>> from indexer.text import fold
    >>> text = "Nghị quyết 57 của Hội Phụ nữ huyện"
    >>> with_owners(find_citations(text), fold(text), text)[0].body
    'Hội Phụ nữ huyện'
    """
    owners, found = _Owners(folded, text), list(citations)
    following: Citation | None = None
    for index in reversed(range(len(found))):
        one = found[index]
        if one.kind == "short" and not one.body:
            is_joined = following and _are_joined(one, following, folded)
            one = _owned_like(one, following) if following and is_joined else owners.named(one)
        found[index] = following = one
    return found


def _are_joined(one: Citation, following: Citation, folded: Folded) -> bool:
    """Whether two short forms of one type are parted by a comma or "và" alone."""
    if following.kind != "short" or one.type != following.type or not following.body:
        return False
    start, end = folded.position(one.span.end), folded.position(following.span.start)
    return _JOINS.fullmatch(folded.text, start, end) is not None


def _owned_like(one: Citation, other: Citation) -> Citation:
    return replace(one, body=other.body, body_code=other.body_code, place=other.place)


class _Owners:
    """The organs that a text names around short forms."""

    def __init__(self, folded: Folded, text: str) -> None:
        self._folded, self._text = folded, text

    def named(self, citation: Citation) -> Citation:
        """The citation with the organ behind it, else with the one that issues it before."""
        letters, end = self._folded.text, self._folded.position(citation.span.end)
        qualified = _QUALIFIED.match(letters, end, end + 2 * _REACH)
        at = qualified.end() if qualified else end
        between = letters[end:at]
        if between.count(")") > between.count("("):
            return citation  # what stands behind its bracket speaks of what is before it
        led = _LEADS.match(letters, at)
        if led:
            return self._owned(citation, led.end(), self._name_end(led.end())[0])
        end, acts = self._name_end(at)
        is_of_term = (citation.term or _KHOA.match(letters, end)) and "," not in between
        if (is_of_term or _SESSION.search(between)) and not acts and self._opens_organ(at):
            return self._owned(citation, at, end)
        return self._issued(citation)

    def _issued(self, citation: Citation) -> Citation:
        """The citation with the organ that "có", "ra" or "ký" it right before."""
        letters, start = self._folded.text, self._folded.position(citation.span.start)
        low = max(0, start - _REACH)
        issues = _ISSUES.search(letters, low, start)
        if issues is None:
            return citation
        low = max(low, *(letters.rfind(mark, low, issues.start()) + 1 for mark in ".,;:()|\n"))
        words = [word.start() for word in _WORD.finditer(letters, low, issues.start())]
        for at in words[-_MOST_WORDS:]:
            if self._opens_organ(at):
                return self._owned(citation, at, issues.start())
        return citation

    def _owned(self, citation: Citation, start: int, end: int) -> Citation:
        """The citation as the organ's in ``[start, end)``, unless that is nobody beside the
        centre."""
        if subject_words().no_owner.match(self._folded.text, start):
            return citation
        organ = organ_at(self._folded, self._text, start)
        if organ is None:
            words = " ".join(self._folded.span(start, end).of(self._text).split())
            return replace(citation, body=words or None)
        body = known_body(organ.code) if organ.code else None
        code = body.written if body else None
        return replace(citation, body=organ.name, body_code=code, place=organ.place)

    def _opens_organ(self, at: int) -> bool:
        if organ_at(self._folded, self._text, at):
            return True
        end = min(at + _REACH, len(self._folded.text))
        cased = self._folded.span(at, end).of(self._text)
        return opening_of(self._folded.text[at:end], cased) is not None

    def _name_end(self, start: int) -> tuple[int, bool]:
        """Where the name at ``start`` ends, and whether a verb follows it."""
        end = min(start + _REACH, len(self._folded.text))
        stop = _STOP.search(self._folded.text, start, end)
        return (stop.start(), stop["acts"] is not None) if stop else (end, False)
