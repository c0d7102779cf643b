"""What stands within a sentence and is none of it: running heads, and the marks of foot notes.

``Quy định số⏎HUYỆN ỦY VĨNH LINH      2⏎69-QĐ/TW``: the line of capitals with the page's number
parts the citation.  A paper whose pages are known has lost such lines already
(:mod:`indexer.notices.furniture`); a passage of one, or a text that was copied, has not.
``Quy định số 22-QĐ/TW¹, ngày 28/7/2021``: the mark parts it from its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.knowledge import type_words
from indexer.model import Span
from indexer.organs import one_of
from indexer.text import Folded, blanked, fold, unaccent

# A line of capitals beside the number of its page, or above or below it.  No line that begins with
# small letters is read further than these.
_CAPITALS = r"(?P<{}>[^\W\d_a-z][^\na-z\d.,:;!?/]{{1,100}}?(?<!\s))"
_PAGE = r"(?:- ?)?\d{1,4}(?: ?-)?"
_APART = r"(?:[ \u00a0]{2,60}|[ ]{0,9}\t[ \t]{0,9}|[ \t]{0,9}\n{1,2}[ \t]{0,9})"
_HEAD = re.compile(
    rf"\n(?:[ \t]{{0,9}}\n){{0,3}}+[ \t*_]{{0,60}}+"
    rf"(?:{_CAPITALS.format('before')}(?:{_APART}|(?P<near> )){_PAGE}"
    rf"|{_PAGE}{_APART}{_CAPITALS.format('behind')}"
    r"|- ?\d{1,4} ?-|Trang \d{1,4}(?:/\d{1,4})?|(?<=    )(?P<page>\d{1,4}))"
    r"[ \t*_]{0,60}(?:\n[ \t]{0,9}){0,3}(?=\n)"  # its end belongs to it, the one before not
)
_LINE_BEFORE = re.compile(r"(?P<line>[^\n]{1,300})[ \t*_\n]{0,9}\Z")
_GOES_ON = re.compile(r"[ \t*_\n]{0,9}(?:\d|(?P<letter>[^\W\d_]))")
_OPEN_SIGN = re.compile(r"\w[-–/]")
# A symbol torn in two: only there is a number one blank behind the capitals surely a page's.
_TORN = re.compile(r"(?:(?<![a-z])so|\d ?[-/])[\s*_]{0,12}\Z")
_ITEM = re.compile(r"[ \t*_\n]{0,9}\d{1,3}[.)]\s")


@cache
def _wanting() -> re.Pattern[str]:
    """Behind what a number, a date or a name must come."""
    words = one_of(["so", "ngay", "thang", "nam", "khoa", *type_words()])
    return re.compile(rf"(?:(?<![a-z])(?:{words})|[-/])[\s*_]{{0,12}}\Z")


# Each pattern begins with a sign, which a search finds at once.
_NOTE_MARKS = {
    "(": re.compile(r"\((?<=[a-z0-9]\()(?<!khoa\()\d{1,2}\)"),
    "[": re.compile(r"\[(?<=[a-z0-9]\[)\d{1,2}\]"),
}
_RAISED = re.compile("[⁰¹²³⁴-⁹]{1,3}")


def without_note_marks(folded: Folded) -> Folded:
    """The folded copy with marks of notes written as marks of emphasis, which no pattern minds.

    >>> without_note_marks(fold("Quy định 37¹ và 22-QĐ/TW[2], khoản (1)")).text
    'quy dinh 37* va 22-qd/tw***, khoan (1)'
    """
    letters = folded.text
    if not letters.isascii():
        letters = _RAISED.sub(_as_emphasis, letters)
    for sign, mark in _NOTE_MARKS.items():
        if sign in letters:
            letters = mark.sub(_as_emphasis, letters)
    return folded if letters == folded.text else Folded(letters, folded.offsets)


def _as_emphasis(mark: re.Match[str]) -> str:
    return "*" * len(mark[0])


def without_running_heads(folded: Folded, text: str) -> tuple[Folded, str]:
    """A text and its folded copy in which nothing is seen of the heads within sentences.

    Positions in the text stay what they are.

    >>> text = "Quy định số\\nHUYỆN ỦY DI LINH   2\\n69-QĐ/TW"
    >>> without_running_heads(fold(text), text)[0].text
    'quy dinh so\\n69-qd/tw'
    """
    heads = [*_running_heads(text)] if "\n" in text else []
    if not heads:
        return folded, text
    seen = blanked(text, heads)
    return fold(seen), seen


def _running_heads(text: str) -> Iterator[Span]:
    for found in _HEAD.finditer(text):
        start = found.start()
        if found["page"] and not _OPEN_SIGN.fullmatch(text, max(0, start - 2), start):
            continue  # a figure in the middle of its line is a page's only within a symbol
        words = found["before"] or found["behind"]
        is_head = words is None or (
            words.isupper() and len(words.split()) > 1 and not _wants_more(words)
        )
        if is_head and found["near"]:
            before = text[max(0, start - 24) : start]
            is_head = _TORN.search(unaccent(before)) is not None
        if is_head and _is_within(text, start, found.end()):
            yield Span(start + 1, found.end() + 1)


def _is_within(text: str, start: int, end: int) -> bool:
    """Whether the sentence before a stretch goes on behind it."""
    before = _LINE_BEFORE.search(text, max(0, start - 310), start)
    behind = _GOES_ON.match(text, end)
    if before is None or behind is None or before["line"].isupper():
        return False
    if _wants_more(text[max(0, start - 48) : start]):
        return _ITEM.match(text, end) is None
    letter, line = behind["letter"] or "", before["line"].rstrip(" *_")
    return letter.islower() and line[-1:] not in ".;:!?"


def _wants_more(words: str) -> bool:
    return _wanting().search(unaccent(words)) is not None
