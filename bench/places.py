"""How fast places are found and settled, and what the gazetteer costs.

Notices are made up here from the gazetteer's own names, about 1,500 words each, in the form of
a district committee's notice; the target is 1,000 a second on one core once loaded, and a load
of less than 0.2 s and 60 MB.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from dataclasses import replace
from datetime import date

from indexer.gazetteer.units import Gazetteer
from indexer.model import Evidence, Field, Level, Notice, PartialDate, Reason, Span, Status
from indexer.places.locator import locate
from indexer.places.mentions import find_places
from indexer.understanding import unknown_notice

_DAY = date(2023, 8, 9)
_NOTICES = 200
_FILLER = (
    "Trong 6 tháng đầu năm, cấp ủy đã lãnh đạo, chỉ đạo thực hiện cơ bản hoàn thành các chỉ tiêu, "
    "nhiệm vụ; tình hình chính trị ổn định, đời sống nhân dân được nâng lên, công tác xây dựng "
    "Đảng và hệ thống chính trị của huyện, của các xã, thị trấn có nhiều chuyển biến tích cực. "
)


_GOALS = {"load_seconds": 0.2, "peak_mb": 60.0, "notices_per_second": 1000.0}


def run() -> bool:
    """Print the figures, in seconds of one core; whether all goals are met."""
    figures = {**_loading(), **_locating()}
    for name, value in figures.items():
        goal = f"  (goal {_GOALS[name]:g})" if name in _GOALS else ""
        print(f"{name:20} {value:10.3f}{goal}")
    return (
        figures["load_seconds"] <= _GOALS["load_seconds"]
        and figures["peak_mb"] <= _GOALS["peak_mb"]
        and figures["notices_per_second"] >= _GOALS["notices_per_second"]
    )


def _loading() -> dict[str, float]:
    started = time.process_time()
    Gazetteer.load()
    seconds = time.process_time() - started
    tracemalloc.start()
    held = Gazetteer.load()
    size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {
        "load_seconds": seconds,
        "held_mb": size / 1e6,
        "peak_mb": peak / 1e6,
        "keys": float(sum(1 for _ in held)),
    }


def _locating() -> dict[str, float]:
    known = Gazetteer.load()
    chance = random.Random(4)
    notices = [_notice(known, chance) for _ in range(_NOTICES)]
    seconds = min(_pass(notices, known) for _ in range(3))
    words = sum(len(text.split()) for text, _ in notices)
    return {"notices_per_second": _NOTICES / seconds, "words_each": words / _NOTICES}


def _pass(notices: list[tuple[str, Notice]], known: Gazetteer) -> float:
    started = time.process_time()
    for text, notice in notices:
        locate(text, notice, find_places(text, known), known)
    return time.process_time() - started


def _notice(known: Gazetteer, chance: random.Random) -> tuple[str, Notice]:
    """A district committee's notice to one of its communes that names some others."""
    while True:
        province = chance.choice(known.children(None, _DAY))
        district = chance.choice(known.children(province.key, _DAY))
        communes = known.children(district.key, _DAY)
        if district.kind == "huyện" and len(communes) > 8:
            break
    named = chance.sample(communes, 8)
    title = f"kết quả làm việc với Đảng ủy {named[0].full_name}"
    head = (
        f"ĐẢNG BỘ TỈNH {province.name.upper()}\nHUYỆN ỦY {district.name.upper()}\n*\n"
        f"Số 12-TB/HU\n{district.name}, ngày 09 tháng 8 năm 2023\n\nTHÔNG BÁO\n{title}\n\n"
    )
    body = "".join(
        f"{number}. {_FILLER * 3}Đảng ủy {commune.full_name} tiếp tục thực hiện.\n\n"
        for number, commune in enumerate(named, 1)
    )
    start = head.index(title)
    fields = _fields(title, Span(start, start + len(title)), district.name)
    return head + body, replace(fields, letterhead=Span(0, head.index("THÔNG BÁO")))


def _fields(title: str, span: Span, place: str) -> Notice:
    stated = Evidence(Status.STATED, Reason("nêu rõ"), span)
    unknown = Evidence(Status.UNKNOWN, Reason("không rõ"))
    return replace(
        unknown_notice(),
        type=Field("Thông báo", stated),
        title=Field(title, stated),
        number=Field(None, unknown),
        issuer=Field("Huyện ủy", unknown),
        level=Field(Level.DISTRICT, stated),
        dateline=Field(place, stated),
        date=Field(PartialDate(2023, 8, 9), stated),
        year=Field(2023, stated),
        unit=Field(title, stated),
    )
