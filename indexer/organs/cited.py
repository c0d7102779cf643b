"""Organs as a citation names them: ``Ban Thường vụ Tỉnh ủy Nghệ An``.

Organs are read after a citation ("của …") and before one, with the place that follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indexer.knowledge import (
    Committee,
    IssuingBody,
    committee_table,
    governing_committee,
    issuing_bodies_data,
    level_of_kind,
    provinces,
    share_code,
)
from indexer.model import Level
from indexer.normalization import composed
from indexer.organs.phrases import GAP, SPACE, one_of, without_page_break
from indexer.organs.places import KIND, UNIT_KINDS, place_at, province_at
from indexer.text import Folded, unaccent


@dataclass(frozen=True, slots=True)
class CitedOrgan:
    """An organ named at ``[start, end)`` of the folded text.

    ``code`` is the folded body code it signs with (``tw``, ``tu``, ``hu``, ``du``, ``ubnd``);
    ``place`` the name that follows, with its parents (``Lộc Quảng, Bảo Lâm``), or empty.
    ``committee`` is the code of the committee of its unit: ``thu`` for the UBND of a thị xã.
    """

    start: int
    end: int
    name: str
    code: str
    place: str = ""
    committee: str = ""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a local organ is named: its spelling, its code, and the kind of unit that it tells.

    ``of_any`` marks Đảng ủy and Đảng bộ, which sign as the committee of the unit named next.
    """

    name: str
    code: str
    kind: str = ""
    of_any: bool = False


@cache
def _wordings() -> dict[str, _Wording]:
    table = committee_table()
    found: dict[str, _Wording] = {}
    for row in (*table.committees, *table.sectors):
        if row.level is Level.CENTRAL:
            continue  # text names them in ways of their own
        kind = row.units[0] if row.units and row.alone else ""
        for word in (row.word, *row.fuller):
            of_any = not row.alone
            found.setdefault(unaccent(word), _Wording(word, row.segment, kind, of_any))
    for body in _state_bodies(placed=True):
        name, code = unaccent(body["name"]), unaccent(body["written"])
        for wording, known in [*found.items()]:
            found[wording.replace(name, code)] = known
        found[name] = found[code] = _Wording(body["name"], code)
    return found


@cache
def _bureaus() -> dict[str, tuple[str, bool]]:
    """Organs of a committee by word and abbreviation, and whether they speak for it."""
    table = committee_table()
    return {
        unaccent(word): (organ.word, organ in table.inner)
        for organ in (*table.inner, *table.organs)
        for word in (organ.word, organ.short)
        if word
    }


def _state_bodies(placed: bool) -> list[dict[str, str]]:
    return [row for row in issuing_bodies_data()["state"] if bool(row.get("place")) is placed]


@cache
def _central() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names: dict[str, tuple[str, str]] = {}
    for row in issuing_bodies_data()["stated"]:
        for wording in row["wordings"]:
            for written in {wording, wording.replace("Trung ương", "TW")}:
                names.setdefault(unaccent(written), (row["name"], unaccent(row["code"])))
    for row in _state_bodies(placed=False):
        names.setdefault(unaccent(row["name"]), (row["name"], unaccent(row["written"])))
    return re.compile(rf"(?:{one_of(names)})(?![a-z])"), names


@cache
def _local() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<bureau>{one_of(_bureaus())}){SPACE})?"
        rf"(?P<word>{one_of(_wordings())})(?![a-z])"
        rf"(?:{SPACE}(?P<kind>{KIND}))?"
    )


def organ_at(folded: Folded, text: str, position: int) -> CitedOrgan | None:
    """The organ whose name starts at a folded position, with the place after it."""
    pattern, names = _central()
    match = pattern.match(folded.text, position)
    if match and _spelt(folded, text, match):
        name, code = names[without_page_break(match.group())]
        return CitedOrgan(position, match.end(), name, code)
    match = _local().match(folded.text, position)
    return _local_organ(match, folded, text) if match else None


def _spelt(folded: Folded, text: str, match: re.Match[str]) -> bool:
    """TƯ folds like từ and tự, so those two letters must be the right ones."""
    if match.group() != "tu":
        return True
    written = folded.span(match.start(), match.end()).of(text)
    return composed(written).lower() == "tư"


def _local_organ(match: re.Match[str], folded: Folded, text: str) -> CitedOrgan:
    word = _wordings()[without_page_break(match["word"])]
    written = _kind_written(match, folded, text)
    kind = written or word.kind
    place, end = _place_behind(folded, text, match.end() if written else match.end("word"), kind)
    if written and place.split(",")[0].isdecimal():
        # A numbered ward keeps its type word: "phường 7".
        place = f"{written} {place}"
    committee = _committee(kind, place) if kind else None
    signs_as_it = committee and (word.of_any or word.kind == kind)
    code = committee.segment if committee and signs_as_it else word.code
    name = f"{word.name} {written}" if written and not word.kind else word.name
    if match["bureau"]:
        bureau, speaks = _bureaus()[without_page_break(match["bureau"])]
        name, code = f"{bureau} {name}", code if speaks else ""
    unit = committee.segment if committee else ""
    return CitedOrgan(match.start(), end, name, code, place, unit)


def _kind_written(match: re.Match[str], folded: Folded, text: str) -> str:
    """The kind of unit behind the word of an organ, or an empty text.

    Quân folds like quận, so that word must be the right one or have no marks at all.
    """
    if match["kind"] is None:
        return ""
    if match["kind"] == "quan":
        span = folded.span(match.start("kind"), match.end("kind"))
        spelt = composed(span.of(text)).lower()
        if spelt not in ("quận", "quan"):
            return ""
    return UNIT_KINDS[without_page_break(match["kind"]).rstrip(".")]


def _place_behind(folded: Folded, text: str, position: int, kind: str) -> tuple[str, int]:
    """The place behind an organ; a province's name is one of a list, else it is no name."""
    if kind and level_of_kind(kind) is Level.PROVINCE:
        gap = re.compile(GAP).match(folded.text, position)
        return province_at(folded, gap.end() if gap else position) or ("", position)
    return place_at(folded, text, position)


def _committee(kind: str, place: str) -> Committee | None:
    """The committee of a unit: of a thành phố by its name, which is a province's or is not."""
    of_district = level_of_kind(kind) is None and place and place.split(",")[0] not in provinces()
    return governing_committee(kind, Level.DISTRICT if of_district else None)


@cache
def _committee_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{one_of(_wordings())})(?![a-z])")


@cache
def _bureau_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{one_of(_bureaus())}){SPACE}\Z")


def last_organ_in(folded: Folded, text: str, start: int, end: int) -> CitedOrgan | None:
    """The last local organ whose name starts in ``[start, end)``, a bureau's before it included."""
    found = [match.start() for match in _committee_pattern().finditer(folded.text, start, end)]
    if not found:
        return None
    bureau = _bureau_before().search(folded.text, max(start, found[-1] - 60), found[-1])
    return organ_at(folded, text, bureau.start() if bureau else found[-1])


_KIND_ALONE = re.compile(rf"(?P<kind>{one_of(set(UNIT_KINDS) - {'tp'})})(?![a-z])")


def organ_of_unit_at(folded: Folded, position: int) -> CitedOrgan | None:
    """The committee that a kind of unit stands for: "Nghị quyết 05 của huyện"."""
    match = _KIND_ALONE.match(folded.text, position)
    if match is None:
        return None
    kind = UNIT_KINDS[without_page_break(match["kind"])]
    committee = governing_committee(kind)
    if committee is None:
        return None
    code = committee.segment
    return CitedOrgan(position, match.end(), committee.of_unit(kind), code, committee=code)


def unit_signing_at(
    folded: Folded, text: str, position: int, body: IssuingBody
) -> CitedOrgan | None:
    """The organ of the unit named at a position that signs with a body code.

    "của tỉnh Đồng Nai" behind 22/QĐ-UBND names its Ủy ban nhân dân, behind 15-KH/TU its Tỉnh ủy.
    """
    match = _KIND_ALONE.match(folded.text, position)
    if match is None:
        return None
    kind = UNIT_KINDS[without_page_break(match["kind"])]
    place, end = _place_behind(folded, text, match.end(), kind)
    if place.isdecimal():
        place = f"{kind} {place}"
    committee = _committee(kind, place)
    if committee is None:
        return None
    is_state = body.sphere == "state"
    name = f"{body.name} {kind}" if is_state else committee.of_unit(kind)
    code = body.segment.removeprefix("nn.") if is_state else committee.segment
    organ = CitedOrgan(position, end, name, code, place, committee.segment)
    return organ if signs_with(organ, body) else None


def is_centre_of(organ: CitedOrgan, body: IssuingBody) -> bool:
    """Whether an organ is the central one whose code a symbol shortens: BTCTW to a ministry's BTC.

    Codes of the Party that several bear are told apart where keys are made.
    """
    return body.sphere == "state" and organ.code == f"{unaccent(body.written)}tw"


def central_organ_in(folded: Folded, text: str, start: int, end: int) -> CitedOrgan | None:
    """The last central organ whose name starts in ``[start, end)``."""
    found = [match.start() for match in _central()[0].finditer(folded.text, start, end)]
    return organ_at(folded, text, found[-1]) if found else None


def signs_with(organ: CitedOrgan, body: IssuingBody) -> bool:
    """Whether an organ signs with a body code: what follows it then names the body's place.

    A bureau of a committee (``code`` empty) is taken to sign with whatever code stands there.
    """
    head = body.segment.removeprefix("nn.")
    if body.place == "none" and organ.place:
        return False
    if not organ.code or organ.code == head or body.place == "unit":
        return True
    return share_code(organ.code, head)
