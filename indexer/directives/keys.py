"""Keys of directives and of the bodies that issue them (citation-forms §8).

A key is ``<body>/<term>/<code>-<number>`` (``tu.dong-nai/nk2020/qd-842``), a body
``<segment>.<places>``, the smallest place first (``hu.bao-lam.lam-dong``).  What is not known in
either is ``_``, never a guess.  Indexes, addresses and answers hold the text; whoever wants a
part of it asks :class:`DirectiveKey` and :class:`BodyKey`, which alone take it apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.knowledge import governing_committee, known_body, level_of_seat, provinces
from indexer.memory import remembered
from indexer.model import UNKNOWN, Level
from indexer.numerals import read_number
from indexer.organs import UNIT_KINDS, CitedOrgan, organ_at
from indexer.text import fold, slug, unaccent

STATE = "nn."
"""What the segment of every body of the State begins with."""
# Organs of the State that a committee sits beside.
_BESIDE_COMMITTEES = ("ubnd", "hdnd")
# A type word in front of a province's name is no part of its slug.
_TYPED = re.compile(rf"^(?:{'|'.join(UNIT_KINDS)})\.?\s+(?=\D)")


@dataclass(frozen=True, slots=True)
class BodyKey:
    """A body in a key: what opens its segment, then where it sits, the smallest place first.

    >>> BodyKey.parse("du.loc-quang.bao-lam.lam-dong").district
    'bao-lam'
    >>> BodyKey.parse("nn.ubnd._.lam-dong")
    BodyKey(segment='nn.ubnd', places=('_', 'lam-dong'))
    """

    segment: str
    places: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> BodyKey:
        """The body that a text names; any text is one."""
        state = STATE if text.startswith(STATE) else ""
        head, *places = text.removeprefix(state).split(".")
        return cls(state + head, tuple(places))

    def __str__(self) -> str:
        return ".".join((self.segment, *self.places))

    @property
    def head(self) -> str:
        """The folded code that it signs with: ``ubnd`` of ``nn.ubnd.lam-dong``."""
        return self.segment.removeprefix(STATE)

    @property
    def is_open(self) -> bool:
        """Whether the body or one of its places is unknown."""
        return UNKNOWN in (self.segment, *self.places)

    @property
    def province(self) -> str | None:
        """The slug of its province; None where it has none or it is unknown."""
        return self._place(1)

    @property
    def district(self) -> str | None:
        """The slug of its district, or None."""
        return self._place(2) if len(self.places) > 2 or not self._of_commune else None

    @property
    def commune(self) -> str | None:
        """The slug of its commune, or None."""
        return self._place(2 if len(self.places) == 2 and self._of_commune else 3)

    @property
    def _of_commune(self) -> bool:
        body = known_body(self.head)
        return body is not None and body.place == "commune"

    def _place(self, from_above: int) -> str | None:
        slug = self.places[-from_above] if from_above <= len(self.places) else UNKNOWN
        return None if slug == UNKNOWN else slug


CENTRE = BodyKey("tw")
"""Ban Chấp hành Trung ương, Bộ Chính trị and Ban Bí thư, which all sign /TW."""

_KEY = re.compile(r"[a-z0-9_][a-z0-9_.-]*/[a-z0-9_]+/[a-z0-9_][a-z0-9_.-]*")
_NUMBERED = re.compile(r"(?P<code>[a-z]+|_)-(?P<number>(?P<figure>\d+)[a-h]?)")


@dataclass(frozen=True, slots=True)
class DirectiveKey:
    """The key of a directive.

    >>> key = DirectiveKey.parse("tu.dong-nai/nk2020/qd-842")
    >>> key.body.province, key.term, key.code, key.number
    ('dong-nai', 'nk2020', 'qd', '842')
    >>> str(key.in_term("nk2015"))
    'tu.dong-nai/nk2015/qd-842'
    """

    body: BodyKey
    term: str
    document: str

    @classmethod
    def parse(cls, text: str) -> DirectiveKey:
        """The key that a text of three parts is; raises ``ValueError`` for another."""
        return _parsed(text)

    @staticmethod
    def is_key(text: str) -> bool:
        """Whether a text from outside has the form of a key, letter by letter.

        >>> [DirectiveKey.is_key(one) for one in ("tw/_/ct-05", "tw/k13/KL 14", "213-QĐ/TW")]
        [True, False, False]
        """
        return _KEY.fullmatch(text) is not None

    @classmethod
    def numbered(cls, body: BodyKey, term: str, code: str, number: str) -> DirectiveKey:
        """The key of the paper of a type that bears a number."""
        return cls(body, term, f"{code}-{number}")

    def __str__(self) -> str:
        return f"{self.body}/{self.term}/{self.document}"

    @property
    def code(self) -> str:
        """The code of its type (``qdi``), empty where it bears no number (``dh``)."""
        return _code_and_number(self.document)[0]

    @property
    def number(self) -> str:
        """Its number as written in the key (``05``, ``01a``), or empty."""
        return _code_and_number(self.document)[1]

    @property
    def figure(self) -> int:
        """Its number without the letter behind it; 0 where it has none."""
        return _code_and_number(self.document)[2]

    @property
    def is_provisional(self) -> bool:
        """Whether its term, its body or a place of that is unknown (khóa tạm)."""
        return self.term == UNKNOWN or self.body.is_open

    def in_term(self, term: str) -> DirectiveKey:
        """The key of the same number in another term."""
        return replace(self, term=term)


@remembered(32_768)
def _code_and_number(document: str) -> tuple[str, str, int]:
    found = _NUMBERED.fullmatch(document)
    return (
        (found["code"], found["number"], read_number(found["figure"]) or 0)
        if found
        else ("", "", 0)
    )


@remembered(32_768)
def _parsed(text: str) -> DirectiveKey:
    body, term, document = text.split("/")
    return DirectiveKey(BodyKey.parse(body), term, document)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the issuer of a notice sits: slugs of its commune, district and province.

    ``head`` is what its key begins with (``hu``), empty when only a province is known.
    """

    head: str = ""
    commune: str | None = None
    district: str | None = None
    province: str | None = None

    @classmethod
    def of(cls, body: BodyKey | None, province: str = "") -> Seat:
        """The seat of a body, or of a province alone, which is given by its name."""
        named = place_slug(province) or None
        if body is None:
            return cls(province=named)
        return cls(body.head, body.commune, body.district, body.province if body.places else named)

    @property
    def is_new_commune(self) -> bool:
        """Whether it is in a commune without a district, as there are since 1 July 2025."""
        return bool(self.commune and self.province and not self.district)

    @property
    def path(self) -> list[str]:
        """The places from the smallest up, as they stand in a key."""
        return [part for part in (self.commune, self.district, self.province) if part]


def place_slug(name: str) -> str:
    """The slug of a place's name without its type word.

    >>> place_slug("tỉnh Lâm Đồng"), place_slug("Thành phố Hồ Chí Minh"), place_slug("Phường 7")
    ('lam-dong', 'ho-chi-minh', 'phuong-7')
    """
    plain = " ".join(unaccent(name).split())
    return slug(_TYPED.sub("", plain))


def province_slugs() -> frozenset[str]:
    """The slugs of all provinces."""
    return frozenset(slug(name) for name in provinces())


def committee_of(level: Level, kind: str, names: Sequence[str]) -> BodyKey:
    """The committee that governs a place: its level, the place's type and names from the province.

    >>> str(committee_of(Level.DISTRICT, "thành phố", ("Đồng Nai", "Biên Hòa")))
    'thu.bien-hoa.dong-nai'
    """
    if level is Level.CENTRAL:
        return CENTRE
    committee = governing_committee(kind.lower(), level)
    head = committee.segment if committee else UNKNOWN
    return BodyKey(head, tuple(place_slug(name) for name in reversed(names)))


_TYPED_BODY = re.compile(r"(?:nn\.)?[a-z]+(?:-[a-z]+)*(?:\.[a-z0-9_-]+)*")
_BUREAU = re.compile(r"(?:bch|btv|ban chap hanh|ban thuong vu|thuong truc) (?=dang bo)")


def parse_issuer(text: str, province: str = "") -> BodyKey | None:
    """The body that a person means by its key or by its name; None when it cannot be told.

    >>> str(parse_issuer("Huyện ủy Bảo Lâm", "Lâm Đồng")), str(parse_issuer("Tỉnh ủy", "Nghệ An"))
    ('hu.bao-lam.lam-dong', 'tu.nghe-an')
    """
    typed = " ".join(text.split())
    if ("." in typed or typed == "tw") and _TYPED_BODY.fullmatch(typed):
        return BodyKey.parse(typed)
    folded = fold(typed)
    opening = _BUREAU.match(folded.text)
    organ = organ_at(folded, typed, opening.end() if opening else 0)
    if organ is None or not organ.code:
        return None
    if level_of_seat(organ.code) or organ.code in _BESIDE_COMMITTEES:
        return _committee_named(organ, province)
    return BodyKey(organ.code)


def _committee_named(organ: CitedOrgan, province: str) -> BodyKey:
    """A committee by its name and the places that follow it, the smallest first."""
    head, usual = organ.code, governing_committee("", Level.DISTRICT)
    if head in _BESIDE_COMMITTEES and usual:
        head = organ.committee or usual.segment
    level = level_of_seat(head)
    below = [place_slug(name) for name in organ.place.split(",") if name.strip()]
    above = place_slug(province) or UNKNOWN
    if below and below[-1] in province_slugs() and (len(below) > 1 or level is Level.PROVINCE):
        above = below.pop()
    if level is Level.PROVINCE:
        return BodyKey(head, (above,))
    most = 1 if level is Level.DISTRICT else 2
    return BodyKey(head, (*(below[:most] or [UNKNOWN]), above))
