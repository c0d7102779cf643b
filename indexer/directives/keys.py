"""Keys of directives and of bodies: ``tu.dong-nai/nk2020/qd-842`` (citation-forms §8).

A key is ``<body>/<term>/<code>-<number>``; what is not known in it is ``_``, never a guess.

What a person reads for a key: ``tw/k12/qdi-213`` is ``Quy định 213-QĐ/TW (khóa XII)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.citations import normal_form
from indexer.directives.registry import Registry
from indexer.gazetteer import gazetteer
from indexer.knowledge import Body, known_body, law_names, provinces, roman_numeral
from indexer.knowledge.document_types import document_types
from indexer.model import Level
from indexer.organs import UNIT_KINDS, organ_at
from indexer.text import fold, slug, unaccent

UNKNOWN = "_"

_DISTRICT_KINDS = {"huyện": "hu", "quận": "qu", "thị xã": "thu", "thành phố": "thu"}
_DISTRICT_HEADS = ("hu", "qu", "thu")
# A type word in front of a province's name is no part of its slug.
_TYPED = re.compile(rf"^(?:{'|'.join(UNIT_KINDS)})\.?\s+(?=\D)")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body sits: slugs of its commune, district and province, None where unknown.

    ``head`` is the segment of the body itself (``hu``), empty when only a province is known.
    """

    head: str = ""
    commune: str | None = None
    district: str | None = None
    province: str | None = None

    @property
    def path(self) -> str:
        """The places from the smallest up, as they stand in a key."""
        return ".".join(part for part in (self.commune, self.district, self.province) if part)


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


def seat_of(unit: str, province: str = "") -> Seat:
    """The seat of a body key, or of a province alone.

    >>> seat_of("du.loc-quang.bao-lam.lam-dong")
    Seat(head='du', commune='loc-quang', district='bao-lam', province='lam-dong')
    """
    named = place_slug(province) or None
    parts = [part for part in unit.removeprefix("nn.").split(".") if part]
    if not parts or parts[0] in ("tw", "qutw"):
        return Seat(parts[0] if parts else "", province=named)
    head, places = parts[0], [None if part == UNKNOWN else part for part in parts[1:]]
    if len(places) == 3:
        return Seat(head, *places)
    if len(places) == 2:
        if head in ("du", "cb"):
            return Seat(head, places[0], None, places[1])
        return Seat(head, None, *places)
    return Seat(head, province=places[0] if places else named)


def body_key(level: Level, place_key: str, kind: str) -> str:
    """The body segment of the committee that governs a place.

    >>> body_key(Level.DISTRICT, "lam-dong/bao-lam", "huyện")
    'hu.bao-lam.lam-dong'
    >>> body_key(Level.DISTRICT, "dong-nai/bien-hoa", "thành phố")
    'thu.bien-hoa.dong-nai'
    """
    if level is Level.CENTRAL:
        return "tw"
    head = {
        Level.PROVINCE: "tu",
        Level.DISTRICT: _DISTRICT_KINDS.get(kind.lower(), "hu"),
        Level.COMMUNE: "du",
        Level.CELL: "cb",
    }[level]
    return ".".join([head, *reversed([part for part in place_key.split("/") if part])])


_KEY = re.compile(r"(?:nn\.)?[a-z]+(?:-[a-z]+)*(?:\.[a-z0-9_-]+)*")


def issuer_unit_from(text: str, province: str = "") -> str:
    """The body segment that a typed unit means; empty when it cannot be told.

    >>> issuer_unit_from("Huyện ủy Bảo Lâm", "Lâm Đồng"), issuer_unit_from("Tỉnh ủy", "Nghệ An")
    ('hu.bao-lam.lam-dong', 'tu.nghe-an')
    """
    typed = " ".join(text.split())
    if not typed or (("." in typed or typed == "tw") and _KEY.fullmatch(typed)):
        return typed
    folded = fold(typed)
    opening = re.match(
        r"(?:bch|btv|ban chap hanh|ban thuong vu|thuong truc) (?=dang bo)", folded.text
    )
    organ = organ_at(folded, typed, opening.end() if opening else 0)
    if organ is None or not organ.code:
        return ""
    if organ.code not in ("tu", *_DISTRICT_HEADS, "du", "cb", "ubnd", "hdnd"):
        return organ.code
    return unit_of_organ(
        organ.code, organ.committee, organ.place, Seat(province=place_slug(province) or None)
    )


def unit_of_organ(code: str, committee: str, place: str, near: Seat) -> str:
    """The body segment of a committee by its code and the place that follows its name."""
    names = [place_slug(name) for name in place.split(",") if name.strip()]
    province = next((name for name in reversed(names) if name in province_slugs()), None)
    if province and (len(names) > 1 or code == "tu"):
        names.remove(province)
    province = province if province not in names else None
    province = province or near.province or UNKNOWN
    if code in ("ubnd", "hdnd"):
        code = committee or "hu"
    if code == "tu":
        return f"tu.{province}"
    if code in _DISTRICT_HEADS:
        return f"{code}.{names[0] if names else near.district or UNKNOWN}.{province}"
    commune = names[0] if names else near.commune or UNKNOWN
    district = names[1] if len(names) > 1 else near.district
    return ".".join(part for part in (code, commune, district, province) if part)


def key_label(key: str, registry: Registry) -> str:
    """A directive in a few words; what its key leaves open is left out.

    >>> key_label("tw/k12/qdi-213", Registry.load())
    'Quy định 213-QĐ/TW (khóa XII)'
    >>> key_label("tu.lam-dong/nk2020/nq-05", Registry.load())
    'Nghị quyết 05-NQ/TU (Lâm Đồng, nhiệm kỳ 2020)'
    >>> key_label("nn.qh/y2017/luat.lam-nghiep", Registry.load())
    'Luật Lâm nghiệp (năm 2017)'
    """
    directive = registry.get(key)
    if directive:
        name = f"{directive.type} {directive.number}" if directive.number else directive.title
        return f"{name} (khóa {directive.term})" if directive.number else name
    body, term, document = [*key.split("/"), "", ""][:3]
    told = ", ".join(part for part in (_places(body), _term(term)) if part)
    name = _document(body, term, document)
    return f"{name} ({told})" if told else name


def _document(body: str, term: str, document: str) -> str:
    if document == "dh":
        return "Nghị quyết Đại hội"
    if document == "hien-phap":
        return "Hiến pháp"
    if document.startswith("luat."):
        name = document.removeprefix("luat.")
        return f"Luật {law_names().get(name) or name.replace('-', ' ')}"
    code, _, number = document.rpartition("-")
    if code == "hntw":
        return f"Nghị quyết Trung ương {int(number)}"
    signer = _signer(body)
    sphere = "state" if signer and signer.sphere == "state" else "party"
    kind = next(
        (k for k in document_types() if k.code == code and k.sphere in (sphere, "both")), None
    )
    if kind is None:
        return document
    sigil = kind.sigils[0] if kind.sigils else None
    if signer is None:
        return f"{kind.name} {number}"
    year = (
        int(term[1:])
        if sphere == "state" and re.fullmatch(r"y\d{4}", term) and code in ("nd", "tt", "luat")
        else None
    )
    return f"{kind.name} {normal_form(number, sigil, signer, year)}"


def _signer(body: str) -> Body | None:
    return known_body(body.removeprefix("nn.").split(".")[0])


def _places(body: str) -> str:
    """The places of a key, the smallest first, with the marks of their names where known."""
    slugs = body.removeprefix("nn.").split(".")[1:]
    return ", ".join(_place_name(slugs[at:]) for at, slug in enumerate(slugs) if slug != UNKNOWN)


def _place_name(slugs: Sequence[str]) -> str:
    """The name of the place that a path of slugs, the smallest first, leads to."""
    place = gazetteer().place("/".join(reversed(slugs)))
    return place.name if place else slugs[0].replace("-", " ").title()


def _term(term: str) -> str:
    if re.fullmatch(r"k\d+", term):
        return f"khóa {roman_numeral(int(term[1:]))}"
    if re.fullmatch(r"nk\d{4}", term):
        return f"nhiệm kỳ {term[2:]}"
    return f"năm {term[1:]}" if re.fullmatch(r"y\d{4}", term) else ""
