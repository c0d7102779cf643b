"""Whether a bare number behind a type word names a document (citation-forms §9).

``(Nghị quyết 100%)``, ``kết luận 03 nội dung``, ``85 văn bản, trong đó nghị quyết 12`` count
something, and ``THÔNG BÁO SỐ 1`` over a title is a heading.
"""

from __future__ import annotations

import re

from indexer.citations.patterns import verb_type_words
from indexer.citations.words import citation_words
from indexer.knowledge import DocumentType
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded

# What is counted after a verb or in a target: the number before it is no name.
_COUNTED = re.compile(
    rf"{GAP}(?:{citation_words().counted}|(?:ngay|thang)(?! *\d)|nam(?! *(?:19|20)\d\d))(?![a-z])"
    rf"|{GAP}[%‰]|{GAP}-{GAP}\d|{GAP}(?:lan|den{SPACE}\d)"
)
# What may follow the short name of a document whose type word is a verb as well.
_FOLLOWS_A_NAME = re.compile(
    rf"{GAP}(?:\Z|[.,;:)\"'!?\]]|-(?!\d)|\d[\d.,]{{0,5}} ?%|(?:va|voi|hoac|hay|la|duoc|da|dang|"
    r"se|cua|ve|gan|khoa|nam|ngay|tai|trong|theo|de|thi|do|neu|nay|tren|dat|ban hanh|con|khong|"
    r"chua|vao|thay|cung|nhu|nham|co|cho|den|bang|o|tu|moi|cu)(?![a-z]))"
)
_IS_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def is_short_name(
    folded: str, type_word: str, number: re.Match[str], numbered: bool, known: bool
) -> bool:
    """Whether a bare number after a type word names a document.

    ``numbered`` tells that "số" stands before the number, ``known`` that a full citation in
    the text has this type and number.
    """
    end, figures = number.end(), number["number"]
    if _COUNTED.match(folded, end) and not (numbered and known):
        return False
    if numbered or known:
        return re.match(r" ?[%‰]", folded[end : end + 2]) is None
    if _IS_YEAR.match(figures) or len(figures) < 2:
        return False
    if type_word in verb_type_words() or len(type_word) <= 4:
        return _FOLLOWS_A_NAME.match(folded, end) is not None
    return True


_BLANK_BEFORE = re.compile(rf"(?:\A|\n[ \t*_]{{0,9}}\n|{WALL}|\n[ \t]{{0,9}}\*)[\s*_#]{{0,9}}\Z")
_LINE_BEFORE = re.compile(r"(?P<line>[^\n]{2,80})\n[ \t*_]{0,9}\Z")
_GOES_ON_BELOW = re.compile(r"(?:hien|theo|cua|va|so|khai|triet|than|ve)[ ,]*\Z")
_NUMBER = re.compile(rf"\d{{1,3}}[ \t*_]{{0,9}}(?:(?P<line_end>\Z|[\n{WALL}])|(?=ve(?![a-z])|v/v))")
_TITLE = re.compile(r"[\s*_]{0,12}(?:ve(?![a-z])|v/v)")
_QUALIFIED = re.compile(r"[\s*_]{0,9}(?:cua|ngay|khoa|nam|\()")


def is_heading(folded: Folded, text: str, head: re.Match[str], at: int, kind: DocumentType) -> bool:
    """Whether a type word with its number is a heading: ``THÔNG BÁO SỐ 1`` over its title.

    Papers of a congress or a campaign are numbered by hand, each by itself.  ``at`` is where the
    number stands.
    """
    letters = folded.text
    number = _NUMBER.match(letters, at)
    if number is None or _QUALIFIED.match(letters, number.end()):
        return False
    titled = _TITLE.match(letters, number.end()) is not None
    in_capitals = folded.span(head.start(), head.end()).of(text).isupper()
    is_notice = kind.code == "tb"
    if not in_capitals and not (is_notice and titled):
        return False
    if not letters[number.end() :].strip() or not (is_notice or number["line_end"] is not None):
        return False
    low = max(0, head.start() - 90)
    if _BLANK_BEFORE.search(letters, low, head.start()):
        return True
    line = _LINE_BEFORE.search(letters, low, head.start())
    return bool(is_notice and line and not _GOES_ON_BELOW.search(line["line"]))


_BREAKDOWN = re.compile(
    rf"\d(?:{SPACE}[a-z]{{2,6}}){{0,2}}{SPACE}van{SPACE}ban(?![a-z])[^.{WALL}]{{0,200}}\Z"
)


def is_counted(folded: Folded, text: str, head: re.Match[str]) -> bool:
    """Whether a type word counts papers of a type: ``85 văn bản, trong đó nghị quyết 12``."""
    if not folded.span(head.start(), head.end()).of(text).islower():
        return False
    return _BREAKDOWN.search(folded.text, max(0, head.start() - 220), head.start()) is not None
