"""Organs and places as running text names them: ``Ban Thường vụ Tỉnh ủy Nghệ An``.

Organs are read after a citation ("của …") and before one, with the place that follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from indexer.citations.named_places import LEVEL, LEVELS, place_at, province_at
from indexer.citations.patterns import GAP, SPACE, one_of, plain
from indexer.knowledge import Body, bodies_data, provinces
from indexer.text import Folded, unaccent


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ named at ``[start, end)`` of the folded text.

    ``code`` is the folded body code it signs with (``tw``, ``tu``, ``hu``, ``du``, ``ubnd``);
    ``place`` the name that follows, with its parents (``Lộc Quảng, Bảo Lâm``), or empty.
    """

    start: int
    end: int
    name: str
    code: str
    place: str = ""
    level: str = ""


# Canonical spelling of what local organs are composed of.
_BUREAUS = {
    "ban thuong vu": "Ban Thường vụ",
    "btv": "Ban Thường vụ",
    "thuong truc": "Thường trực",
    "ban chap hanh": "Ban Chấp hành",
    "bch": "Ban Chấp hành",
    "van phong": "Văn phòng",
    "ban to chuc": "Ban Tổ chức",
    "uy ban kiem tra": "Ủy ban Kiểm tra",
    "ubkt": "Ủy ban Kiểm tra",
    "ban tuyen giao va dan van": "Ban Tuyên giáo và Dân vận",
    "ban tuyen giao": "Ban Tuyên giáo",
    "ban dan van": "Ban Dân vận",
    "ban noi chinh": "Ban Nội chính",
}
_COMMITTEES = {
    "tinh uy": ("Tỉnh ủy", "tu"),
    "thanh uy": ("Thành ủy", "tu"),
    "huyen uy": ("Huyện ủy", "hu"),
    "quan uy": ("Quận ủy", "qu"),
    "thi uy": ("Thị ủy", "thu"),
    "dang uy": ("Đảng ủy", "du"),
    "dang bo": ("Đảng bộ", "du"),
    "chi bo": ("Chi bộ", "cb"),
    "uy ban nhan dan": ("Ủy ban nhân dân", "ubnd"),
    "ubnd": ("Ủy ban nhân dân", "ubnd"),
    "hoi dong nhan dan": ("Hội đồng nhân dân", "hdnd"),
    "hdnd": ("Hội đồng nhân dân", "hdnd"),
    "dang uy khoi": ("Đảng ủy Khối", "duk"),
    "dang uy khoi cac co quan": ("Đảng ủy Khối các cơ quan", "duk"),
    "dang uy khoi doanh nghiep": ("Đảng ủy Khối doanh nghiệp", "duk"),
    "dang uy khoi cac co quan va doanh nghiep": ("Đảng ủy Khối các cơ quan và doanh nghiệp", "duk"),
    "dang uy khoi co quan va doanh nghiep": ("Đảng ủy Khối cơ quan và doanh nghiệp", "duk"),
    "dang uy quan su": ("Đảng ủy Quân sự", "duqs"),
    "dang uy bo chi huy quan su": ("Đảng ủy Bộ Chỉ huy Quân sự", "duqs"),
    "dang uy bo doi bien phong": ("Đảng ủy Bộ đội Biên phòng", "dubp"),
    "dang uy cong an": ("Đảng ủy Công an", "duca"),
    "ban can su dang": ("Ban Cán sự đảng", "bcsd"),
    "dang doan": ("Đảng đoàn", "dd"),
    "ban can su dang uy ban nhan dan": ("Ban Cán sự đảng Ủy ban nhân dân", "bcsd"),
    "ban can su dang ubnd": ("Ban Cán sự đảng Ủy ban nhân dân", "bcsd"),
    "dang doan hoi dong nhan dan": ("Đảng đoàn Hội đồng nhân dân", "dd"),
    "dang doan hdnd": ("Đảng đoàn Hội đồng nhân dân", "dd"),
}
_CODE_OF_LEVEL = {"province": "tu", "city": "tu", "district": "hu", "town": "thu", "commune": "du"}
_LEVEL_OF_COMMITTEE = {
    "tinh uy": "province",
    "thanh uy": "city",
    "huyen uy": "district",
    "quan uy": "district",
    "thi uy": "town",
}


@cache
def _central() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names: dict[str, tuple[str, str]] = {}
    for row in bodies_data()["stated"]:
        for wording in row["wordings"]:
            names.setdefault(unaccent(wording), (row["name"], unaccent(row["code"])))
    for row in bodies_data()["state"]:
        if not row.get("place"):
            names.setdefault(unaccent(row["name"]), (row["name"], unaccent(row["written"])))
    return re.compile(rf"(?:{one_of(list(names))})(?![a-z])"), names


_LOCAL = re.compile(
    rf"(?:(?P<bureau>{one_of(list(_BUREAUS))}){SPACE})?"
    rf"(?P<committee>{one_of(list(_COMMITTEES))})(?![a-z])"
    rf"(?:{SPACE}(?P<level>{LEVEL}))?"
)


def organ_at(folded: Folded, text: str, position: int) -> Organ | None:
    """The organ whose name starts at a folded position, with the place after it."""
    pattern, names = _central()
    match = pattern.match(folded.text, position)
    if match and _spelt(folded, text, match):
        name, code = names[plain(match.group())]
        return Organ(position, match.end(), name, code)
    match = _LOCAL.match(folded.text, position)
    return _local(match, folded, text) if match else None


def _spelt(folded: Folded, text: str, match: re.Match[str]) -> bool:
    """TƯ folds like từ and tự, so those two letters must be the right ones."""
    if match.group() != "tu":
        return True
    written = folded.span(match.start(), match.end()).of(text)
    return unicodedata.normalize("NFC", written).lower() == "tư"


def _local(match: re.Match[str], folded: Folded, text: str) -> Organ | None:
    committee = plain(match.group("committee"))
    name, code = _COMMITTEES[committee]
    level, kind, end = _LEVEL_OF_COMMITTEE.get(committee, ""), "", match.end("committee")
    if match.group("level") and _is_level(match, folded, text):
        kind, level = LEVELS[plain(match.group("level")).rstrip(".")]
        end = match.end()
        if code == "du":
            code = _district_code(kind, _CODE_OF_LEVEL[level])
    place, end = (
        _province_or_none(folded, end) if level == "province" else place_at(folded, text, end)
    )
    if kind and place.split(",")[0].isdigit():
        # A numbered ward keeps its type word: "phường 7".
        place = f"{kind} {place}"
    if level == "city" and place and place.split(",")[0] not in provinces():
        level, code = "town", "thu" if code == "tu" else code
    if committee == "dang bo":
        name = f"Đảng bộ {kind}".strip()
    elif kind and committee not in _LEVEL_OF_COMMITTEE:
        name = f"{name} {kind}"
    bureau = _BUREAUS[plain(match.group("bureau"))] if match.group("bureau") else ""
    if bureau and bureau not in ("Ban Thường vụ", "Thường trực", "Ban Chấp hành"):
        code = ""
    return Organ(match.start(), end, f"{bureau} {name}".strip(), code, place, level)


def _province_or_none(folded: Folded, position: int) -> tuple[str, int]:
    """A province's name is one of a list, so what follows "Tỉnh ủy" is that or no name."""
    gap = re.compile(GAP).match(folded.text, position)
    return province_at(folded, gap.end() if gap else position) or ("", position)


def _is_level(match: re.Match[str], folded: Folded, text: str) -> bool:
    """Quân folds like quận, so that word must be the right one or have no marks at all."""
    if match.group("level") != "quan":
        return True
    written = folded.span(match.start("level"), match.end("level")).of(text)
    return unicodedata.normalize("NFC", written).lower() in ("quận", "quan")


def _district_code(kind: str, code: str) -> str:
    return "qu" if kind == "quận" else code


def signs(organ: Organ, body: Body) -> bool:
    """Whether an organ signs with a body code: what follows it then names the body's place.

    A bureau of a committee (``code`` empty) is taken to sign with whatever code stands there.
    """
    head = body.segment.removeprefix("nn.")
    if not organ.code or organ.code == head or body.place == "unit":
        return True
    return {organ.code, head} in ({"tu", "thu"}, {"hu", "qu"})
