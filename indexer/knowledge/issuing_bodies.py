"""Issuing bodies (cơ quan ban hành): the body codes of symbols and what they mean for a key.

The codes are data in ``corpus/registry/issuing_bodies.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class Body:
    """What a body code stands for.

    ``segment`` opens the key (``btchu``); ``place`` says which places follow it (``none``,
    ``province``, ``district``, ``commune``, ``unit``); ``term`` how its numbering restarts
    (``central`` k13, ``local`` nk2020, ``year`` y2011); ``sphere`` is ``party``, ``state`` or
    ``mass``; ``suffix`` the legislature in QH13.
    """

    written: str
    segment: str
    name: str
    sphere: str
    place: str
    term: str
    known: bool = True
    suffix: str = ""


@cache
def bodies_data() -> dict[str, Any]:
    """The data file as it stands."""
    return tomllib.loads((REGISTRY / "issuing_bodies.toml").read_text("utf-8"))


@cache
def provinces() -> tuple[str, ...]:
    """The names of provinces, without their type word."""
    return tuple(bodies_data()["provinces"])


# The committees that an organ prefix may stand before: VPTW, BTCTU, UBKTHU.
_SERVED = ("TW", "TU", "HU", "QU", "ThU")


@cache
def _codes() -> dict[str, Body]:
    codes: dict[str, Body] = {}
    for row in bodies_data()["committee"]:
        sphere = "mass" if row["term"] == "year" else "party"
        for written in row["written"]:
            body = Body(
                row["written"][0] if written == "TƯ" else written,
                row["segment"],
                row["name"],
                sphere,
                row["place"],
                row["term"],
            )
            # TƯ folds to "tu", which is the provincial committee; symbols tell them apart.
            codes.setdefault("tư" if written == "TƯ" else unaccent(written), body)
    committees = {written: codes[unaccent(written)] for written in _SERVED}
    for row in bodies_data()["organ"]:
        for written, served in committees.items():
            code = row["prefix"] + written
            name = f"{row['name']} {served.name}"
            organ = replace(served, written=code, segment=unaccent(code), name=name)
            codes[unaccent(code)] = organ
    codes["vptw"] = replace(codes["vptw"], name="Văn phòng Trung ương Đảng")
    for row in bodies_data()["state"]:
        folded = unaccent(row["written"])
        place = "unit" if row.get("place") else "none"
        codes[folded] = Body(row["written"], f"nn.{folded}", row["name"], "state", place, "year")
    return codes


@cache
def _numbered() -> frozenset[str]:
    return frozenset(
        unaccent(row["written"]) for row in bodies_data()["state"] if row.get("numbered")
    )


@lru_cache(maxsize=4096)
def known_body(folded: str) -> Body | None:
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


def _joint(folded: str) -> Body | None:
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


def body_of(written: str, folded: str, party_order: bool) -> Body:
    """The body of a code as written; an unknown code goes by its shape.

    ``party_order`` tells whether the symbol runs hyphen first, slash second.

    >>> body_of("SYT", "syt", party_order=False).segment
    'nn.syt'
    """
    body = known_body("tư" if "ư" in written.lower() and folded == "tu" else folded)
    if body:
        return body
    first = folded.split("-")[0]
    if folded.endswith("tw") or re.fullmatch(r"hd[a-z]+tw", folded):
        return Body(written.upper(), first, written.upper(), "party", "none", "central", False)
    if re.fullmatch(r"[a-z]{2,6}tu", folded):
        return Body(written.upper(), first, written.upper(), "party", "province", "local", False)
    if re.fullmatch(r"[a-z]{2,6}[hq]u|du[a-z]{1,8}", folded):
        return Body(written.upper(), first, written.upper(), "party", "unit", "local", False)
    if party_order:
        return Body(written.upper(), first, written.upper(), "mass", "unit", "year", False)
    return Body(written.upper(), f"nn.{folded}", written.upper(), "state", "none", "year", False)


@cache
def known_codes() -> tuple[str, ...]:
    """Every folded code of the data, longest first."""
    return tuple(sorted((code for code in _codes() if code != "tư"), key=len, reverse=True))
