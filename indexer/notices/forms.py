"""The registry of document forms: type names, issuer codes, committee words, marks of authority.

The data stand in ``corpus/registry/notice_forms.toml``; this module loads them once and spells
capital letterheads as a sentence would.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.model import Level
from indexer.paths import REGISTRY
from indexer.text import old_style, unaccent

_REGISTRY = REGISTRY / "notice_forms.toml"


@dataclass(frozen=True, slots=True)
class TypeName:
    """A document type (tên loại) and its codes; ``printed`` if it has a type line."""

    name: str
    codes: tuple[str, ...]
    printed: bool


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
class Forms:
    """Everything that ``notice_forms.toml`` holds, by its folded form where it is looked up."""

    types: dict[str, TypeName]
    type_codes: dict[str, tuple[str, ...]]
    names_of_code: dict[str, tuple[str, ...]]
    issuers: dict[str, IssuerCode]
    committees: dict[str, Level | None]
    central_cities: frozenset[str]
    speaking: frozenset[str]
    bodies: frozenset[str]
    openers: frozenset[str]
    kinds: frozenset[str]
    body_names: frozenset[str]
    place_kinds: frozenset[str]
    cell_kinds: frozenset[str]
    positions: frozenset[str]
    attachments: frozenset[str]
    authorities: tuple[Authority, ...]
    mottoes: tuple[str, ...]
    stamps: frozenset[str]
    basis: tuple[str, ...]
    spelling: dict[tuple[str, ...], tuple[str, ...]]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of some folded phrases, longest first, blanks bounded."""
    longest_first = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s{1,9}".join(map(re.escape, phrase.split())) for phrase in longest_first)


@cache
def forms() -> Forms:
    """The registry, read once."""
    data = tomllib.loads(_REGISTRY.read_text("utf-8"))
    types = [TypeName(t["name"], tuple(t["codes"]), t.get("printed", True)) for t in data["type"]]
    codes = sorted({code for known in types for code in known.codes})
    issuers = _issuers(data)
    committees = {c["word"]: _level(c) for c in data["committee"]}
    organs, signing, head = data["organs"], data["signing"], data["head"]
    names = [*organs["speaking"], *organs["bodies"], *organs["others"]]
    kinds = [*organs["place_kinds"], *organs["cell_kinds"], *organs["body_kinds"]]
    phrases = [*committees, *names, *kinds, *organs["spelled"], "và", *signing["positions"]]
    return Forms(
        types={squeezed(known.name): known for known in types},
        type_codes={
            unaccent(code): tuple(c for c in codes if unaccent(c) == unaccent(code))
            for code in codes
        },
        names_of_code={code: tuple(t.name for t in types if code in t.codes) for code in codes},
        issuers={unaccent(issuer.code): issuer for issuer in issuers},
        committees={unaccent(word): level for word, level in committees.items()},
        central_cities=_folded(organs["central_cities"]),
        speaking=_folded(organs["speaking"]),
        bodies=_folded(organs["bodies"]),
        openers=_folded([*committees, *names]),
        kinds=_folded(kinds),
        body_names=_folded(organs["spelled"]),
        place_kinds=_folded(organs["place_kinds"]),
        cell_kinds=_folded(organs["cell_kinds"]),
        positions=_folded(signing["positions"]),
        attachments=_folded(signing["attachments"]),
        authorities=tuple(
            Authority(a["mark"], tuple(a["variants"]), tuple(a["examples"]))
            for a in data["authority"]
        ),
        mottoes=tuple(sorted(_folded(head["mottoes"]))),
        stamps=_folded(head["stamps"]),
        basis=tuple(sorted(_folded(head["basis"]))),
        spelling={tuple(unaccent(phrase).split()): tuple(phrase.split()) for phrase in phrases},
    )


def _issuers(data: dict[str, Any]) -> list[IssuerCode]:
    """The codes of committees, of the bodies under each (``VPHU``), and the rest."""
    committees = [
        IssuerCode(row["code"], row["organ"], _level(row)) for row in data["committee_code"]
    ]
    bodies = [
        IssuerCode(body["prefix"] + served.code, f"{body['organ']} {served.organ}", served.level)
        for body in data["body_code"]
        for served in committees
    ]
    lone = [IssuerCode(row["code"], row["organ"], _level(row)) for row in data["lone_code"]]
    return [*committees, *bodies, *lone]


def _level(row: dict[str, str]) -> Level | None:
    return Level(row["level"]) if "level" in row else None


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(map(unaccent, phrases))


def squeezed(text: str) -> str:
    """Folded letters without blanks, so that ``T H Ô N G  B Á O`` is a type name too."""
    return re.sub(r"\s+", "", unaccent(text))


def type_of_code(written: str) -> str | None:
    """The type code in its official spelling: ``qd`` → ``QĐ``; None when there is none.

    >>> type_of_code("TB"), type_of_code("qdi"), type_of_code("XX")
    ('TB', 'QĐi', None)
    """
    same = forms().type_codes.get(unaccent(written), ())
    return written if written in same else same[0] if same else None


def issuer_of_code(written: str) -> IssuerCode | None:
    """The issuing body of a code, also where its Đ lost the stroke (``DU`` for ``ĐU``)."""
    return forms().issuers.get(unaccent(written))


def spell(words: str) -> str:
    """An organ or position as written inside a sentence; known phrases get their one spelling.

    >>> spell("HUYỆN ỦY BẢO LÂM"), spell("Thường trực Huyện uỷ"), spell("ĐẢNG ỦY XÃ SONG RAY")
    ('Huyện ủy Bảo Lâm', 'Thường trực Huyện ủy', 'Đảng ủy xã Song Ray')
    """
    tokens = words.split()
    capitals = words.isupper()
    keys = [unaccent(token) for token in tokens]
    in_cell = keys[:1] == ["chi"]  # "Chi bộ thôn 4", but "Thành ủy Buôn Ma Thuột"
    spelled: list[str] = []
    known = True
    at = 0
    while at < len(tokens):
        phrase = _phrase_at(tokens, keys, at)
        # "XÃ TÂN XÃ": a kind word that ends the line after a name is part of the name.
        if (
            phrase
            and not (not known and at == len(tokens) - 1 and len(phrase) == 1)
            and (in_cell or " ".join(keys[at : at + len(phrase)]) not in forms().cell_kinds)
        ):
            spelled += phrase
            at += len(phrase)
            known = True
        else:
            spelled.append(_name_word(tokens[at]) if capitals else tokens[at])
            at += 1
            known = False
    return " ".join(spelled)


def _phrase_at(tokens: list[str], keys: list[str], at: int) -> tuple[str, ...] | None:
    spelling = forms().spelling
    for length in range(min(7, len(tokens) - at), 0, -1):
        phrase = spelling.get(tuple(keys[at : at + length]))
        if phrase and (length > 1 or _same_word(tokens[at], phrase[0])):
            return phrase
    return None


def is_spelled(phrase: str) -> bool:
    """Whether a phrase is a known one, also by its marks: ``quận`` is, the ``quan`` of cơ quan not.

    A phrase without any mark cannot be told and passes where its own spelling has none either.
    """
    known = forms().spelling.get(tuple(unaccent(phrase).split()))
    return known is not None and all(
        old_style(one.lower()) == old_style(two.lower())
        for one, two in zip(phrase.split(), known, strict=True)
    )


def _same_word(written: str, known: str) -> bool:
    """Whether one syllable is the known one; without marks it may be (``XA`` for xã)."""
    return written.isascii() or old_style(written.lower()) == old_style(known.lower())


def _name_word(word: str) -> str:
    parts = re.split(r"([-–/(])", word)
    return "".join(
        part if _is_abbreviation(part) else part[:1] + part[1:].lower() for part in parts
    )


def _is_abbreviation(word: str) -> bool:
    """A word without a vowel, as in ``KCN``, or a numeral."""
    return not any(vowel in unaccent(word) for vowel in "aeiouy") or bool(
        re.fullmatch(r"[IVX]+", word)
    )
