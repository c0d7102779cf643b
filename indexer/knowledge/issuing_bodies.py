"""Issuing bodies (cơ quan ban hành): the body codes of symbols and what they mean for a key.

The codes of State agencies are data in ``corpus/registry/issuing_bodies.toml``, those of the Party
in ``committees.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from indexer.gazetteer import UnitRecord, read_districts_by_heir, read_provinces
from indexer.knowledge.committees import Signer, committee_table, signers
from indexer.memory import remembered
from indexer.model import Level, PartialDate
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """What a body code stands for.

    ``segment`` opens the key (``btchu``); ``place`` says which places follow it (``none``,
    ``province``, ``district``, ``commune``, ``unit``); ``term`` how its numbering restarts
    (``central`` k13, ``local`` nk2020, ``year`` y2011); ``sphere`` is ``party``, ``state`` or
    ``mass``; ``suffix`` the legislature in QH13.  ``since`` is the first day or year of a kind that
    did not stand before.
    """

    written: str
    segment: str
    name: str
    sphere: str
    place: str
    term: str
    known: bool = True
    suffix: str = ""
    since: PartialDate | None = None


@cache
def issuing_bodies_data() -> dict[str, Any]:
    """The data file as it stands."""
    return tomllib.loads((REGISTRY / "issuing_bodies.toml").read_text("utf-8"))


@cache
def provinces() -> frozenset[str]:
    """The names of all provinces since 2004, without their type word.

    A province that was merged stays, since a paper keeps the one it was issued in.
    """
    return frozenset(unit.name for unit in read_provinces(REGISTRY / "places"))


def level_of_city(name: str, on: date | None) -> Level | None:
    """The level of the thành phố of a name on a day: a province's under the centre, a district's
    under a province.  None where no city has the name, or only the day could tell.

    >>> level_of_city("Huế", date(2024, 12, 31)).value, level_of_city("Huế", date(2025, 1, 1)).value
    ('district', 'province')
    >>> level_of_city("Huế", None), level_of_city("Vinh", None).value
    (None, 'district')
    """
    central, provincial = _cities()
    rows, below = central.get(unaccent(name), ()), unaccent(name) in provincial
    if not (rows and below):
        return Level.PROVINCE if rows else Level.DISTRICT if below else None
    if on is None:
        return None
    stood = any(row.start <= on and (row.end is None or on < row.end) for row in rows)
    return Level.PROVINCE if stood else Level.DISTRICT


@cache
def _cities() -> tuple[dict[str, list[UnitRecord]], frozenset[str]]:
    """The cities under the centre and the names of those under a province, of all times."""
    folder = REGISTRY / "places"
    central: dict[str, list[UnitRecord]] = {}
    for unit in read_provinces(folder):
        if unit.kind == "thành phố":
            central.setdefault(unit.folded, []).append(unit)
    districts = (unit for unit, _, _ in read_districts_by_heir(folder))
    return central, frozenset(unit.folded for unit in districts if unit.kind == "thành phố")


@cache
def _codes() -> dict[str, IssuingBody]:
    codes = {folded: _party_body(signer) for folded, signer in signers().items()}
    for row in issuing_bodies_data()["state"]:
        folded = unaccent(row["written"])
        place = "unit" if row.get("place") else "none"
        codes[folded] = IssuingBody(
            row["written"], f"nn.{folded}", row["name"], "state", place, "year"
        )
    return codes


def _party_body(signer: Signer) -> IssuingBody:
    code, committee, organ = signer
    prefix = unaccent(organ.prefix) if organ else ""
    name = _names()[committee.segment, committee.place]
    return IssuingBody(
        written="TW" if code == "TƯ" else code,
        segment=prefix + committee.segment,
        name=_organ_names().get(code, f"{organ.word} {name}") if organ else name,
        sphere="mass" if committee.term == "year" else "party",
        place=committee.place,
        term=committee.term,
        since=(organ.since if organ else None) or committee.since,
    )


@cache
def _organ_names() -> dict[str, str]:
    """Central organs by their codes, as running text names them."""
    return {row["code"]: row["name"] for row in issuing_bodies_data()["stated"]}


@cache
def _names() -> dict[tuple[str, str], str]:
    """What a code alone tells: the name of the first row with its segment and kind of place."""
    names: dict[tuple[str, str], str] = {}
    for issuer in committee_table().issuers:
        names.setdefault((issuer.segment, issuer.place), issuer.name or issuer.word)
    return names


@cache
def _numbered() -> frozenset[str]:
    return frozenset(
        unaccent(row["written"]) for row in issuing_bodies_data()["state"] if row.get("numbered")
    )


@remembered(4096)
def known_body(folded: str) -> IssuingBody | None:
    """The body of a folded code, or None for a code that the data do not know.

    >>> known_body("btchu").segment, known_body("qh13").written, known_body("khac")
    ('btchu', 'QH13', None)
    """
    body = _codes().get(folded)
    if body:
        return body
    letters = folded.rstrip("0123456789")
    if letters in _numbered():
        digits = folded[len(letters) :]
        body = _codes()[letters]
        return replace(body, written=body.written + digits, suffix=digits)
    if "-" in folded:
        return _joint(folded)
    return None


def _joint(folded: str) -> IssuingBody | None:
    """A joint code: BTCTU-BDVTU, BNV-BTC; a department after a youth union code is dropped."""
    parts = [known_body(part) for part in folded.split("-")]
    first = parts[0]
    if first and first.sphere == "mass":
        return replace(first, written=first.written + folded[folded.index("-") :].upper())
    known = [part for part in parts if part]
    if first is None or len(known) != len(parts) or len({part.sphere for part in known}) > 1:
        return None
    segments = "-".join(part.segment.removeprefix("nn.") for part in known)
    return replace(
        first,
        written="-".join(part.written for part in known),
        segment=f"nn.{segments}" if first.sphere == "state" else segments,
        name=", ".join(part.name for part in known),
    )


def issuing_body(written: str, folded: str, party_order: bool) -> IssuingBody:
    """The body of a code as written; an unknown code goes by its shape.

    ``party_order`` tells whether the symbol runs hyphen first, slash second.

    >>> issuing_body("SYT", "syt", party_order=False).segment
    'nn.syt'
    >>> issuing_body("BTGTU-CATU", "btgtu-catu", party_order=True).segment
    'btgtu-catu'
    """
    body = known_body("tư" if "ư" in written.lower() and folded == "tu" else folded)
    if body:
        return body
    first, hyphen, others = folded.partition("-")
    if hyphen:
        # Bodies that issue together: the first one tells of which kind, and where its papers count.
        lead = issuing_body(written.partition("-")[0], first, party_order)
        code = written.upper()
        return replace(lead, written=code, segment=f"{lead.segment}-{others}", name=code)
    if folded.endswith("tw") or re.fullmatch(r"hd[a-z]+tw", folded):
        return IssuingBody(
            written.upper(), first, written.upper(), "party", "none", "central", False
        )
    if re.fullmatch(r"[a-z]{2,6}tu", folded):
        return IssuingBody(
            written.upper(), first, written.upper(), "party", "province", "local", False
        )
    if re.fullmatch(r"[a-z]{2,6}[hq]u|du[a-z]{1,8}", folded):
        return IssuingBody(written.upper(), first, written.upper(), "party", "unit", "local", False)
    # An organ of a commune's committee has that one's term.
    if party_order and re.fullmatch(r"[a-z]{2,7}du", folded):
        return IssuingBody(
            written.upper(), first, written.upper(), "party", "commune", "local", False
        )
    if party_order:
        return IssuingBody(written.upper(), first, written.upper(), "mass", "unit", "year", False)
    return IssuingBody(
        written.upper(), f"nn.{folded}", written.upper(), "state", "none", "year", False
    )


JOINT_RESOLUTION = "NQLT"
"""The sigil of a resolution of several, whose numbers stand in a series of their own."""


def joint_resolution_body(written: str) -> IssuingBody:
    """Who signs a joint resolution (nghị quyết liên tịch) with codes as written.

    >>> joint_resolution_body("CP-UBTƯMTTQVN").segment
    'nn.lien-tich'
    """
    return IssuingBody(written, "nn.lien-tich", written, "state", "none", "year", True)


@cache
def known_codes() -> tuple[str, ...]:
    """Every folded code of the data, longest first."""
    return tuple(sorted((code for code in _codes() if code != "tư"), key=len, reverse=True))
