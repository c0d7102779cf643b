"""Whether hostile texts are read in linear time, by the clock: the tests count only what Python
executes, and do not see what a regular expression reads twice.

Each piece is repeated to a megabyte and to a quarter of it.  Linear work takes four times as
long for four times the text, quadratic work sixteen times; the goal is at most eight.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from indexer.directives.knowledge import Knowledge
from indexer.model import Document
from indexer.notices.parser import parse_notice
from indexer.places.mentions import find_places
from indexer.segmentation.vocabulary import chunk_tokens
from search.lookup.draft import check_draft
from search.lookup.lookup import MAX_TEXT

_LENGTH = 1_000_000
_GOAL = 8.0
_TOO_SHORT = 0.02
"""Seconds of the shorter text below which the clock says nothing of the growth."""

_NOTICES = [
    "a", " ", "*", "_", "#", "\n", "- ", "T/M ", "Số ", "ngày ", "Đảng ủy xã ", "I- ", "1. a\n",
    "Ban Thường vụ Tỉnh ủy kết luận ", "- Lưu\n", "- *a:* b\n", "A-", "1/1/2020 ",
]  # fmt: skip
_CHUNKS = ["a.", "a@", "1_", "A", "a.a@", "x@y.z,", "a://"]
_PLACES = ["xã ", "các xã (", "huyện Cẩm Mỹ, ", "xã a ", "(", "Đảng bộ\n", ", ngày "]
_DRAFTS = ["Quyết định số 1-QĐ/TW, ngày 31/02/2020 ", "Quy định 213; ", "khóa XII, ", "213-", "a"]


def run() -> bool:
    """Print the growth and the seconds of each piece; whether all are linear."""
    knowledge = Knowledge.load()
    return all(
        [
            *(_measure("notice", one, _notice) for one in _NOTICES),
            *(_measure("chunk", one, lambda text: chunk_tokens(f"{text}@b")) for one in _CHUNKS),
            *(
                _measure("places", one, lambda text: find_places(text, knowledge.gazetteer))
                for one in _PLACES
            ),
            *(
                _measure("draft", one, lambda text: check_draft(text, knowledge), MAX_TEXT)
                for one in _DRAFTS
            ),
        ]
    )


def _notice(body: str) -> None:
    text = f"THÔNG BÁO\nkết quả\n\n{body}"
    parse_notice(Document("id", "a.txt", "", "text/plain", text))


def _measure(name: str, piece: str, work: Callable[[str], object], length: int = _LENGTH) -> bool:
    work(piece * (length // 16 // len(piece)))
    few, many = (_seconds(work, piece * (part // len(piece))) for part in (length // 4, length))
    growth = many / max(few, _TOO_SHORT)
    good = growth <= _GOAL
    print(f"{name:8}{piece!r:48}{growth:6.1f} times, {many:6.2f} s{'' if good else '  ✗'}")
    return good


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = process_time()
    work(text)
    return process_time() - started
