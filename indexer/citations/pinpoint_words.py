"""The words between a pinpoint and the document that it lies in (citation-forms §10), as patterns.

All are on folded text; :mod:`indexer.citations.pinpoint_ties` tells what each of them ties.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.citations.pinpoint_documents import other_documents
from indexer.knowledge import full_type_words
from indexer.organs import GAP, SPACE, WALL, one_of
from indexer.text import Folded, unaccent

OF = re.compile(
    rf"[\"”]?{GAP},?{GAP}(?:(?:cua|thuoc|tai|trong|theo|o|ban|cac|nhung|chinh){SPACE}){{0,2}}[\"“\[]?"
)
"""Between a place and its document: ``Điều 7 của Quy định số …``."""

ANNEXED = re.compile(
    rf"{GAP},?{GAP}(?:(?:cua|thuoc|tai|trong|theo|o){SPACE})?[a-z][^;.{WALL}]{{0,200}}?"
    rf"(?:ban{SPACE}hanh{SPACE})?kem{SPACE}theo{GAP}"
)
"""Between a place and what its document was issued with: ``Điều 5 Quy chế ban hành kèm theo …``."""

ANNEXED_TO = re.compile(
    rf"{GAP},?{GAP}(?:(?:ban{SPACE}hanh|dinh|gui){SPACE})?kem{SPACE}theo{SPACE}"
)
"""Between an annex and its document: ``Phụ lục 1 kèm theo Hướng dẫn này``."""

BEHIND = re.compile(
    rf"{GAP}[,(:]?{GAP}(?:(?:tai|o|theo|trong|quy{SPACE}dinh|nhat{SPACE}la|cu{SPACE}the|la|gom|cac"
    rf"|tu){SPACE}){{0,4}}"
)
"""Between a document and a place next to it: ``Quy định số … (Điều 7)``, ``…, tại Điều 7``."""

SUBJECT_THEN_BRACKET = re.compile(
    rf"[^;.(){WALL}]{{0,220}}\({GAP}(?:(?:tai|o|theo|xem|cac|tu){SPACE}){{0,2}}"
)
"""Between a document and a place in brackets behind its title."""

LONGEST_WAY = 640
"""Letters of the longest words that may tie a place to a citation."""

LISTED = re.compile(rf"{GAP}(?:[,;]{GAP}(?:va{SPACE})?|(?:va|hoac|hay|cung){SPACE})(?:cac{SPACE})?")
"""Between two citations of a list."""

ENDS_A_SENTENCE = re.compile(
    rf"[.!?](?=[\s\"”])|{WALL}|\n[ \t]*\n|\n(?=[ \t]*[-+|*]|[^\n]{{0,80}}\|)"
)
"""The end of a sentence, an item or a row of a table: "TP." only loses a tie."""

OF_WHICH = re.compile(
    rf"{GAP},?{GAP}(?:trong{SPACE}do|nhat{SPACE}la|cu{SPACE}the|dac{SPACE}biet{SPACE}la)(?![a-z])"
)
"""Behind the one citation of several that a place lies in: ``Kế hoạch số …, trong đó mục III``."""

REPLACED = re.compile(
    rf"(?:{GAP},?{GAP}(?:da|hien|duoc|bi)){{0,3}}{SPACE}thay{SPACE}the{SPACE}(?:boi|bang)(?![a-z])"
)
"""Behind a citation in whose place another one stands now."""

OWNED = re.compile(
    rf"{GAP}(?:cua|thuoc|theo|(?:dinh{SPACE})?kem{SPACE}theo|gui{SPACE}kem|duoi{SPACE}day)(?![a-z])"
)
"""Behind a place whose document is told by other words."""

AGAIN = re.compile(rf"{GAP}(?:da{SPACE})?(?:(?:neu|noi|ke|dan|o){SPACE})?tren(?![a-z])")
"""Behind a place that was spoken of before, wherever it lies: ``mục II nêu trên``."""

AMENDED = re.compile(
    rf"(?:sua{SPACE}doi|bo{SPACE}sung)(?![a-z])(?:[\s*_,]{{1,9}}+(?:sua|doi|bo|sung|va|mot|so|dieu|khoan|diem|muc"
    r"|chuong|noi|dung|quy|dinh|cua|cac|tai|[\dxvi]{1,4})(?![a-z\d])){0,16}+[\s*_,]{0,9}\Z"
)
"""Before a citation that is amended."""

AS_FOLLOWS = re.compile(rf"[^;{WALL}]{{0,200}}?nhu{SPACE}sau{GAP}:")
"""Behind a citation whose changes follow."""

OPENS_AN_ITEM = re.compile(
    rf"(?:\n|{WALL}|:)[ \t*_]{{0,9}}(?:(?:\d{{1,2}}|[a-z])[.)][ \t*_]{{1,9}}|[-+] ?)?"
    rf"(?:(?:sua{SPACE}doi|bo{SPACE}sung|thay{SPACE}the|bai{SPACE}bo|cac|tai|va|,){GAP}){{0,5}}\Z"
)
"""Before a place with which a change begins: ``1. Sửa đổi khoản 2 Điều 8``."""

ENDS_AGAIN = re.compile(r"(?:tren|d(?:ay|o)|ay)(?![a-z])")
"""What :func:`named_again` may end with."""

_DOCUMENTS = ("luat", "bo luat", "phap lenh", "dieu le", "van ban", "hien phap")


def _kinds(*more: str) -> str:
    return one_of([*full_type_words(), *_DOCUMENTS, *more])


@cache
def named_again() -> re.Pattern[str]:
    """A type word with "này", or with what takes up a document named before."""
    kinds = _kinds()
    annexed = rf"(?:[^;.,(){WALL}]{{0,60}}?kem{SPACE}theo{SPACE}(?:{kinds}))?"
    return re.compile(
        rf"(?P<kind>{kinds})(?![a-z]){annexed}(?:{SPACE}[a-z]{{1,7}}){{0,4}}?{SPACE}"
        rf"(?:(?P<own>nay)|(?P<again>(?:da{SPACE})?(?:neu|noi|ke|dan){SPACE}tren|tren(?:{SPACE}day)?|do|ay))"
        rf"(?![a-z])"
    )


@cache
def of_that_kind() -> re.Pattern[str]:
    """A type word alone, which takes up the one of that type: ``mục III.4 của Nghị quyết.``"""
    return re.compile(
        rf"{GAP}(?:cua|thuoc|tai|trong){SPACE}(?P<kind>{_kinds()}){GAP}(?=[,.;:)]|\Z|{WALL}|\n)"
    )


@cache
def of_kind() -> re.Pattern[str]:
    """A type word behind a place: ``Điều 5 của Quy chế``."""
    return re.compile(rf"{OF.pattern}(?P<kind>{_kinds()})(?![a-z])")


@cache
def of_another() -> re.Pattern[str]:
    """A document behind a place: "Điều 3 của dự thảo", "Điều 5 Quy chế phối hợp"."""
    return re.compile(
        rf"{GAP},?{GAP}(?P<of>(?:(?:cua|thuoc|trong|tai){SPACE}){{0,2}})(?P<kind>{_every_kind()})(?![a-z])"
    )


def has_told_owner(folded: Folded, text: str, end: int) -> bool:
    """Whether what stands behind a place tells whose it is: "của …", "nêu trên", a name."""
    letters = folded.text
    if OWNED.match(letters, end) or AGAIN.match(letters, end):
        return True
    return letters[end : end + 1] == " " and has_capital(folded, text, end + 1)


def has_capital(folded: Folded, text: str, at: int) -> bool:
    """Whether a capital is written at a folded position; behind the last letter there is none."""
    start = at if folded.offsets is None else folded.offsets[at]
    return text[start : start + 1].isupper()


@cache
def document_word() -> re.Pattern[str]:
    """The word for a document, whether it is cited or not."""
    return re.compile(rf"(?<![a-z])(?:{_every_kind()})(?![a-z])")


@cache
def named_for_short() -> re.Pattern[str]:
    """A type word that is to stand for what it is behind: ``(sau đây gọi tắt là Quy chế)``."""
    return re.compile(
        rf"sau{SPACE}day{SPACE}(?:(?:duoc|goi|viet|chung|tat){SPACE}){{1,4}}la{GAP}[\"“]?"
        rf"(?P<kind>{_kinds()})(?![a-z])(?!{SPACE}(?:so{SPACE})?\d)"
    )


def _every_kind() -> str:
    return _kinds(*map(unaccent, other_documents()))
