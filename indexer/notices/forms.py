"""The forms of Party papers as their parser knows them: type names, codes, marks of authority.

Words and marks stand in ``corpus/registry/notice_forms.toml``; types and signers are asked of
:mod:`indexer.knowledge`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from indexer.knowledge import DocumentType, paper_types, signers, types_signed
from indexer.model import Level
from indexer.notices.blocks import LayoutLine
from indexer.notices.mark_words import written_marks
from indexer.organs import folded_phrases
from indexer.paths import REGISTRY
from indexer.text import normal_syllable, unaccent

_MOST_TYPE_WORDS = 4  # "Thông tư liên tịch"


@dataclass(frozen=True, slots=True)
class IssuerCode:
    """The code of an issuing body in a number: ``HU`` → Huyện ủy, district."""

    code: str
    organ: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Authority:
    """A mark of authority (quyền hạn ký), ``T/M`` for thay mặt, with the ways to write it."""

    mark: str
    variants: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeForms:
    """Everything that ``notice_forms.toml`` holds, by its folded form where it is looked up."""

    attachments: frozenset[str]
    authorities: tuple[Authority, ...]
    mottoes: tuple[str, ...]
    stamps: frozenset[str]
    no_organs: tuple[str, ...]
    basis: frozenset[str]


@cache
def notice_forms() -> NoticeForms:
    """The forms, read once."""
    data = tomllib.loads((REGISTRY / "notice_forms.toml").read_text("utf-8"))
    head = data["head"]
    stamps = [*head["stamps"], *written_marks()]
    return NoticeForms(
        attachments=folded_phrases(data["signing"]["attachments"]),
        authorities=tuple(
            Authority(a["mark"], tuple(a["variants"]), tuple(a["examples"]))
            for a in data["authority"]
        ),
        mottoes=tuple(sorted(folded_phrases(head["mottoes"]))),
        stamps=folded_phrases(stamps),
        no_organs=(*stamps, *head["no_organs"]),
        basis=frozenset(map(normal_words, head["basis"])),
    )


def normal_words(phrase: str) -> str:
    """Words in one spelling of all that are accepted, with their marks."""
    return " ".join(map(normal_syllable, phrase.split()))


def opens_basis(words: str) -> bool:
    """Whether words open a basis, told by their marks: "Để" is not "Đề"; unmarked text has none.

    >>> opens_basis("Căn cứ"), opens_basis("Tài"), opens_basis("Thuc hien")
    (True, False, True)
    """
    return words.isascii() or normal_words(words) in notice_forms().basis


def is_stamp(line: LayoutLine) -> bool:
    """Whether a line is a mark of secrecy, urgency, a draft or a copy."""
    return unaccent(line.folded).strip(" .!:()[]") in notice_forms().stamps


def without_blanks(text: str) -> str:
    """Folded letters without blanks, so that ``T H Ô N G  B Á O`` is a type name too."""
    return re.sub(r"\s+", "", unaccent(text))


@cache
def type_names() -> dict[str, DocumentType]:
    """The types of papers by their folded letters without blanks."""
    return {without_blanks(kind.name): kind for kind in paper_types()}


def ends_with_type(line: LayoutLine) -> bool:
    """Whether the last words of a line name a type: ``… THEO QUYẾT ĐỊNH``."""
    words = line.folded.split()
    return any("".join(words[-n:]) in type_names() for n in range(1, _MOST_TYPE_WORDS + 1))


@cache
def _type_codes() -> dict[str, tuple[str, ...]]:
    codes = sorted({code for kind in paper_types() for code in kind.sigils})
    return {unaccent(one): tuple(c for c in codes if unaccent(c) == unaccent(one)) for one in codes}


def type_of_code(written: str) -> str | None:
    """The type code in its official spelling: ``qd`` → ``QĐ``; None when there is none.

    >>> type_of_code("TB"), type_of_code("qdi"), type_of_code("XX")
    ('TB', 'QĐi', None)
    """
    same = _type_codes().get(unaccent(written), ())
    return written if written in same else same[0] if same else None


def names_of_code(code: str) -> tuple[str, ...]:
    """The types that a code may stand for: QĐ is both Quyết định and Quy định."""
    return tuple(kind.name for kind in types_signed(code))


def issuer_of_code(written: str) -> IssuerCode | None:
    """The issuing body of a code, also where its Đ lost the stroke (``DU`` for ``ĐU``).

    >>> issuer_of_code("VPHU")
    IssuerCode(code='VPHU', organ='Văn phòng Huyện ủy', level=<Level.DISTRICT: 'district'>)
    """
    signer = signers().get(unaccent(written))
    if signer is None:
        return None
    code, committee, organ = signer
    words = f"{organ.word} {committee.word}" if organ else committee.word
    return IssuerCode(code, words, committee.stated_level())
