"""Whether a bare number behind a type word names a document (citation-forms §9).

``(Nghị quyết 100%)``, ``kết luận 03 nội dung``, ``85 văn bản, trong đó nghị quyết 12`` count
something, and ``THÔNG BÁO SỐ 1`` over a title is a heading.
"""

from __future__ import annotations

import re

from indexer.citations.patterns import type_word_of, verb_type_words
from indexer.citations.words import citation_words
from indexer.knowledge import DocumentType
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded

# What is counted after a verb or in a target: the number before it is no name.
# "Tháng 6" is when a paper was issued; "12 tháng 6 ngày tù" is a term of prison.
_TIMES = "ngay|vu|viec|dot|lan|cuoc|nguoi|dong|ky|tuan|buoi"
_MONTH = rf"(?:1[0-2]|0?[1-9])(?!\d|{SPACE}(?:{_TIMES})(?![a-z]))"
_COUNTED = re.compile(
    rf"{GAP}(?:{citation_words().counted}"
    rf"|ngay(?!{GAP}\d)|thang(?!{GAP}{_MONTH})|nam(?!{GAP}(?:19|20)\d\d))(?![a-z])"
    rf"|{GAP}[%‰]|{GAP}-{GAP}\d|{GAP}(?:lan|den{SPACE}\d)"
)
# What may follow the short name of a document whose type word is a verb as well.
_FOLLOWS_A_NAME = re.compile(
    rf"{GAP}(?:\Z|[.,;:)\"'!?\]]|-(?![\da-z])|\d[\d.,]{{0,5}} ?%"
    rf"|\({GAP}(?:khoa|khong{SPACE}phai|cua|ve|thay|nay{SPACE}la)(?![a-z])|thang{GAP}{_MONTH}"
    rf"|(?:{citation_words().behind_a_name})(?![a-z]))"
)
# What stands before, or behind, an abbreviation that is applied: "xem HD 38", "QĐ 124 nữa".
_LED_TO = re.compile(
    rf"(?<![a-z])(?:{citation_words().applying}"
    rf"|(?:qd|nq|ct|kl) ?\d{{1,3}}(?:{GAP},|{SPACE}(?:va|hay|hoac|voi))){SPACE}\Z"
)
_HELD = re.compile(
    rf"{GAP}(?:(?:{citation_words().in_force})(?![a-z])|cua{SPACE}|\(?thang{GAP}{_MONTH}"
    rf"|[|{WALL}][ *_]{{0,12}}\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
    rf"|,?{GAP}(?:\(?khoa|\({GAP}(?:tw ?\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})"
    rf"|ngay{GAP}\d{{1,2}}{GAP}[-/.]))"
)
# "Kế hoạch 18 đã đạt 17 xã": what was planned.
_REACHED = re.compile(rf"{GAP}(?:da{SPACE})?dat{SPACE}\d")
_CALLED_SO = re.compile(rf"(?<![a-z])(?:{citation_words().called_so})(?: \"?[a-z]{{2,4}})?\Z")
_IS_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def is_short_name(
    folded: str, head: re.Match[str], number: re.Match[str], numbered: bool, known: bool
) -> bool:
    """Whether a bare number after a type word names a document.

    ``numbered`` tells that "số" stands before the number, ``known`` that a full citation in
    the text has this type and number.
    """
    end, figures, type_word = number.end(), number["number"], type_word_of(head.group())
    if _is_none(folded, head, end, type_word) and not (numbered and known):
        return False
    if numbered or known:
        return re.match(r" ?[%‰]", folded[end : end + 2]) is None
    if _IS_YEAR.match(figures) or len(figures) < 2:
        return False
    if f"{type_word} {figures}" in citation_words().nicknames:
        return False
    is_abbreviation = len(type_word) <= 4
    if is_abbreviation and _is_cited_in_short(folded, head, end, figures):
        return True
    if type_word == "hd":
        return False  # as likely a contract, or what else is so called
    if is_abbreviation or type_word in verb_type_words():
        return _FOLLOWS_A_NAME.match(folded, end) is not None
    return True


def _is_cited_in_short(folded: str, head: re.Match[str], end: int, figures: str) -> bool:
    """Whether what stands around an abbreviation, its number up to ``end``, tells a paper."""
    if _HELD.match(folded, end) or _is_led_to(folded, head.start()):
        return True
    return len(figures) > 2 and _is_item_among_papers(folded, head)


_OPENS_ITEM = re.compile(rf"[\n{WALL}] ?[-+*] ?\Z")
_ITEM_OF_PAPER = re.compile(
    rf"[\n{WALL}] ?[-+*] ?(?:qd|nq|ct|kl|hd|cv|tb|kh) ?\d{{1,5}} ?-[a-z]{{2,3}}/"
)


def _is_item_among_papers(letters: str, head: re.Match[str]) -> bool:
    """Whether an abbreviation opens an item as the whole symbol of another paper does near it."""
    start = head.start()
    if not _OPENS_ITEM.search(letters, max(0, start - 6), start):
        return False
    return _ITEM_OF_PAPER.search(letters, max(0, start - 240), start + 240) is not None


def _is_none(folded: str, head: re.Match[str], end: int, type_word: str) -> bool:
    """Whether what stands around a number says that it counts, or that no paper is called by it."""
    if type_word == "ke hoach" and _REACHED.match(folded, end):
        return True
    if _COUNTED.match(folded, end):
        return True
    return _CALLED_SO.search(folded, max(0, head.start() - 20), head.end()) is not None


def _is_led_to(folded: str, position: int) -> bool:
    """Whether the words before an abbreviation say that it is applied: "theo QĐ 124 nữa"."""
    return _LED_TO.search(folded, max(0, position - 30), position) is not None


_BLANK_BEFORE = re.compile(rf"(?:\A|\n[ \t*_]{{0,9}}\n|{WALL}|\n[ \t]{{0,9}}\*)[\s*_#]{{0,9}}\Z")
_LINE_BEFORE = re.compile(r"(?P<line>[^\n]{2,80})\n[ \t*_]{0,9}\Z")
_BEHIND_ORGANIZERS = re.compile(r"(?:\A|\n)(?P<line>[^\n]{2,90}) [-:] ?\Z")
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
    if len(head.group()) < 5 and not is_notice:
        return False  # "| NĐ 178 |" is no heading, but what is meant
    if not in_capitals and not (is_notice and titled):
        return False
    if not letters[number.end() :].strip() or not (is_notice or number["line_end"] is not None):
        return False
    low = max(0, head.start() - 90)
    if _BLANK_BEFORE.search(letters, low, head.start()):
        return True
    if not is_notice:
        return False
    line = _LINE_BEFORE.search(letters, low, head.start())
    if line:
        return not _GOES_ON_BELOW.search(line["line"])
    beside = _BEHIND_ORGANIZERS.search(letters, low, head.start())
    return bool(beside and folded.span(beside.start("line"), head.end()).of(text).isupper())


_TARGET = re.compile(r"\d\s[a-z\s]{1,60}\( ?\Z")
_PLANNED = re.compile(r"\d\s[a-z\s]{0,60}\( ?\Z|(?:%|(?<![a-z])(?:so voi|vuot|dat))\s\Z")
_BREAKDOWN = re.compile(
    rf"\d(?:{SPACE}[a-z]{{2,6}}){{0,2}}{SPACE}van{SPACE}ban(?![a-z])[^.{WALL}]{{0,200}}\Z"
)


# Abbreviations that no bare number makes a name: beside "KH 06" a "QĐ 09" is counted as well.
_SUMMED = r"(?:cv|kh|bc|tb|ttr|ctr|gm|bb) ?\d{1,3}"
_SUMMED_BEFORE = re.compile(
    rf"van{SPACE}ban(?![a-z])[^.{WALL}]{{0,90}}(?<![a-z]){_SUMMED}[,;]{GAP}\Z"
)
_SUMMED_BEHIND = re.compile(rf"{GAP}\d{{1,3}}[,;]{GAP}{_SUMMED}(?![\d/-])")
_SUM = re.compile(rf"van{SPACE}ban(?![a-z])[^.{WALL}]{{0,90}}\Z")


def _is_in_a_sum(letters: str, head: re.Match[str]) -> bool:
    """Whether an abbreviation counts papers: "Cộng: 62 văn bản; CV 41, KH 06, QĐ 09"."""
    low = max(0, head.start() - 120)
    if _SUMMED_BEFORE.search(letters, low, head.start()):
        return True
    behind = _SUMMED_BEHIND.match(letters, head.end())
    return bool(behind and _SUM.search(letters, low, head.start()))


def is_counted(folded: Folded, text: str, head: re.Match[str]) -> bool:
    """Whether a type word counts papers of a type, ``85 văn bản, trong đó nghị quyết 12``, or
    names a target: ``17 xã nâng cao (kế hoạch 18)``."""
    if not folded.span(head.start(), head.end()).of(text).islower():
        return _is_in_a_sum(folded.text, head)
    target = _PLANNED if head.group() == "ke hoach" else _TARGET
    if target.search(folded.text, max(0, head.start() - 70), head.start()):
        return True
    return _BREAKDOWN.search(folded.text, max(0, head.start() - 220), head.start()) is not None
