"""Whose time grows as the square of a text's length, or worse.

Each function that takes text gets a short piece over and over, between a beginning that makes a
rule look and an end that makes it fail, at two lengths, and at a third where the second took more
than three times as long as the first.  It runs in a child that is ended when it takes too long, so
that nothing hangs.  ``VIENDAN_SCALING=tokens,parse python -m bench scaling`` takes those functions
only whose name has one of these words in it.

What is asked with a short text at most (a query) is asked with the longest, and the slowest told.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import combinations
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

from app import create_app
from indexer import analysis, citations, notices, places, text
from indexer.directives import Knowledge, Registry
from indexer.documents import legacy, markup, ocr, plain_text
from indexer.documents.detection import detect_format
from indexer.documents.docx import read as read_docx
from indexer.documents.html import read_mhtml
from indexer.documents.page_text import ExtractionError, normalize_text
from indexer.documents.syllables import legal_share
from indexer.index.entry import make_card, make_entry
from indexer.index.export import MalformedExport, read_line
from indexer.model import Document, Reading
from indexer.normalization import composed
from indexer.paths import default_index
from indexer.understanding import understand
from search.engine.highlight import DocumentText, Highlighter, snippets
from search.forms import terminal
from search.lookup import check_draft, look_up
from search.pages.paper import set_paper
from search.query import parse
from search.typography import highlighted, on_one_line, unbroken
from tests.specimens import docx, para, table

WORDS = (
    " ", "\n", "\t", "(", ")", "số ", "0", "1-", "khóa ", "Quy định ", "của ", "và ", ",", "xã ",
    "Điều 1 ", '"', "\u0301\u0323", "\u200b", "ỉ", "A", "-", "/", "ngày ", "…", ".", "*", ":", "_",
    "“", "tỉnh ", "Ban ", "đến ", "I", "1", "Đảng ủy ", "về ", "\r", "\x0b", "213-QĐ/TW ", "năm 20",
)  # fmt: skip
TAGS = (
    "<b>", "<p>", "</p>", "<td>", "<table>", "<li>", "<ol>", "<!--", "&", "&amp;", "<br>", " ", "x",
    "<a href='", "</", "<select>", "<pre>", "<tr>", "<div style='", "<title>", "<textarea>",
)  # fmt: skip
FRAMES = (
    ("", ""),
    ("Căn cứ Quy định số ", " 213-QĐ/TWx"),
    ("TỈNH ỦY LÂM ĐỒNG\nSố 1-TB/TU\nTHÔNG BÁO\nvề việc x\n", "\nNơi nhận:\n- Như trên,\nT/M\nx"),
    ("của Ban Chấp hành Trung ương (khóa ", "!"),
    ("xã ", " huyện x"),
)
"""Beginnings and ends; two pieces in turn stand between the second only."""

_BASE_SECONDS = 0.01
"""Time of ordinary text, by which the length is chosen."""

_LONGEST, _SHORTEST = 128_000, 2_000
_ALLOWED = 20.0
_GROWTH = 3.0
_PROSE = (
    "Căn cứ Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy Lâm "
    "Đồng yêu cầu Huyện ủy Bảo Lâm kiểm điểm; xã Lộc Quảng báo cáo kết quả.\n"
)


@cache
def _knowledge() -> Knowledge:
    return Knowledge.load()


def _document(content: str) -> Document:
    return Document("x", "x.txt", "0" * 64, "text/plain", content)


@cache
def _registry() -> Registry:
    return _knowledge().registry


def _read(content: str) -> Reading:
    """A reading whose fields are the text itself, as a hostile document may have them."""
    return understand(_document(content[:2000]), _knowledge())


def _index(content: str) -> None:
    reading = _read(content)
    reading = Reading(
        _document(content), reading.notice, reading.citations, reading.issuer_place,
        reading.unit_place, reading.places,
    )  # fmt: skip
    card = make_card(reading, "x.txt", _knowledge().gazetteer)
    make_entry(reading, card, _knowledge().gazetteer)
    list(terminal.reading(reading, "vi"))
    set_paper(reading)


def _highlight(content: str) -> None:
    query = parse('rừng "nông thôn mới" nghi* 213-QĐ/TW so ngay khoa 1', _knowledge())
    marks = Highlighter(query).spans(DocumentText.of(content))
    snippets(content, marks)


def _export(content: str) -> None:
    line = {
        "viendan": 6, "path": "x", "stale_reason": None,
        "reading": {"document": {
            "id": "x", "source": "x", "digest": "0" * 64, "media_type": "text/plain",
            "text": content, "pages": [],
        }},
    }  # fmt: skip
    try:
        read_line(json.dumps(line).encode())
        read_line(b'{"viendan":6,"reading":' + content.encode())
    except MalformedExport:
        pass


def _ocr_table(content: str) -> None:
    words = content.split() or [content]
    rows = ["", "1\t1\t0\t0\t0\t0\t0\t0\t2000\t3000\t-1\t"]
    rows += [
        f"5\t1\t{at // 97}\t1\t{at // 7}\t{at}\t{at * 37 % 1900}\t{at % 2900}\t30\t20\t9\t{word}"
        for at, word in enumerate(words)
    ]
    ocr.read_table("\n".join(rows))


def _docx(content: str) -> None:
    legal = "".join(one for one in content if one >= " " or one in "\t\n")
    paragraphs = "".join(para(escape(line)) for line in legal.split("\n"))
    runs = para(*(escape(word) for word in legal.split()[:20_000]))
    read_docx(docx(paragraphs + runs + table([para(escape(legal))])))


@cache
def _site() -> Callable[[str], int]:
    client = create_app(default_index(), _knowledge()).test_client()

    def get(path: str, **parameters: str) -> int:
        return client.get(path, query_string=parameters).status_code

    return get  # type: ignore[return-value]


def _page(path: str, parameter: str) -> Callable[[str], object]:
    return lambda content: _site()(path, **{parameter: content})  # type: ignore[call-arg]


DOCUMENTS: dict[str, Callable[[str], object]] = {
    "composed": composed,
    "normalize_text": normalize_text,
    "plain_text.read": lambda t: plain_text.read(t.encode()),
    "plain_text.read, code page": lambda t: plain_text.read(
        t.encode("cp1258", "ignore") + b"\xe0\xe1"
    ),
    "is_markdown": plain_text.is_markdown,
    "detect_format": lambda t: detect_format(t.encode()),
    "legal_share": legal_share,
    "encoding_of": legacy.encoding_of,
    "decode_legacy, VNI": lambda t: legacy.decode_legacy(t, legacy.LegacyEncoding.VNI),
    "decode_legacy, TCVN3": lambda t: legacy.decode_legacy(t, legacy.LegacyEncoding.TCVN3),
    "html_text": markup.html_text,
    "read_mhtml": lambda t: read_mhtml(b"Content-Type: text/html\n\n" + t.encode()),
    "docx": _docx,
    "ocr table": _ocr_table,
    "fold": text.fold,
    "slug": text.slug,
    "toneless": text.toneless,
    "collation_key": text.collation_key,
    "normal_syllable": text.normal_syllable,
    "page_break_joins": text.page_break_joins,
    "sentences": lambda t: list(text.sentences(t)),
    "tokens": lambda t: list(analysis.tokens(t)),
    "number_terms": analysis.number_terms,
    "compound_words": analysis.compound_words,
    "parse_notice": lambda t: notices.parse_notice(_document(t)),
    "find_places": lambda t: places.find_places(t, _knowledge().gazetteer, text.fold(t)),
    "find_citations": citations.find_citations,
    "parse_citation": citations.parse_citation,
    "understand": lambda t: understand(_document(t), _knowledge()),
    "index": _index,
    "highlight": _highlight,
    "highlighted": lambda t: highlighted(t, []),
    "unbroken": unbroken,
    "on_one_line": on_one_line,
    "export": _export,
}
HTML = {"html_text": markup.html_text}
BOUNDED: dict[str, Callable[[str], object]] = {
    "look_up": lambda t: look_up(t, _registry()),
    "check_draft": lambda t: check_draft(t, _knowledge()),
    "parse": lambda t: parse(t, _knowledge()),
    "parse, filters": lambda t: parse(
        "", _knowledge(), {one: [t] for one in ("year", "unit", "cites", "type", "issuer")}
    ),
    "/tim": _page("/tim.json", "q"),
    "/tim, page": _page("/tim", "q"),
    "/tim, unit": _page("/tim", "unit"),
    "/goi-y": _page("/goi-y.json", "q"),
    "/dia-ban/goi-y": _page("/dia-ban/goi-y.json", "q"),
    "/dia-ban": _page("/dia-ban", "q"),
    "/van-ban": _page("/van-ban", "q"),
    "/van-ban/…": lambda t: _site()("/van-ban/" + t.replace("/", "")),
    "/dia-ban/…": lambda t: _site()("/dia-ban/" + t.replace("/", "")),
    "/tra-cuu": _page("/tra-cuu", "q"),
}
_BOUND = {"look_up": 60_000, "check_draft": 60_000}
_BOUND_OF_A_QUERY = 4_000
_SLOW = 1.0


Shape = tuple[str, str, str]
"""What stands before, the piece that is repeated, and what stands after."""


def _text(shape: Shape, length: int) -> str:
    before, piece, after = shape
    return before + piece * (length // len(piece)) + after


@dataclass(slots=True)
class Prober:
    """Runs functions in a child and says how long each took, in seconds of its processor."""

    functions: dict[str, Callable[[str], object]]
    _child: ForkProcess | None = None
    _line: Connection | None = None
    _raised: set[str] = field(default_factory=set)

    def seconds(self, name: str, shape: Shape, length: int) -> float:
        """The time for one text; infinite where it was ended, or its process ended by it."""
        line = self._line or self._start()
        line.send((name, shape, length))
        try:
            answer = line.recv() if line.poll(_ALLOWED) else float("inf")
        except EOFError:
            answer = float("inf")
        if isinstance(answer, str):
            if name not in self._raised:
                print(f"RAISED {name}: {answer}", flush=True)
            self._raised.add(name)
            return 0.0
        if answer == float("inf"):
            self.close()
        return float(answer)

    def _start(self) -> Connection:
        context = multiprocessing.get_context("fork")
        self._line, other = context.Pipe()
        self._child = context.Process(target=self._serve, args=(other,), daemon=True)
        self._child.start()
        other.close()
        return self._line

    def _serve(self, line: Connection) -> None:
        while True:
            name, shape, length = line.recv()
            content = _text(shape, length)
            began = time.process_time()
            try:
                self.functions[name](content)
            except ExtractionError:
                pass
            except Exception as error:
                line.send(f"{error!r} on {content[:60]!r}…{content[-30:]!r} ({len(content)})")
                continue
            line.send(time.process_time() - began)

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.kill()
            self._child.join()
        self._child = self._line = None


def shapes(words: tuple[str, ...]) -> Iterator[Shape]:
    """Pieces with what stands before and after."""
    for word in words:
        for before, after in FRAMES:
            yield before, word, after
    for one, other in combinations(words, 2):
        before, after = FRAMES[1]
        yield before, one + other, after


def _length(prober: Prober, name: str) -> int:
    """How much ordinary text takes so long."""
    length, prose = _SHORTEST, ("", _PROSE, "")
    while length < _LONGEST:
        prober.seconds(name, prose, length)
        if prober.seconds(name, prose, length) > _BASE_SECONDS:
            break
        length *= 2
    return length


def _probe(prober: Prober, name: str, words: tuple[str, ...]) -> None:
    length = _length(prober, name)
    worst = (0.0, "")
    for shape in shapes(words):
        once, twice = (prober.seconds(name, shape, length * n) for n in (1, 2))
        worst = max(worst, (twice, repr(shape)))
        if twice > max(_GROWTH * once, 3 * _BASE_SECONDS):
            once, twice, four = (prober.seconds(name, shape, length * n) for n in (1, 2, 4))
            if four > _GROWTH * twice:
                times = " → ".join(f"{one:.2f}" for one in (once, twice, four))
                print(f"GROWS {name}: {times} s from {length:,} on: {shape!r}", flush=True)
    print(f"{name}: {length:,}; slowest {worst[0]:.2f} s: {worst[1]}", flush=True)


def _probe_bounded(prober: Prober, name: str) -> None:
    length = _BOUND.get(name, _BOUND_OF_A_QUERY)
    times = []
    for shape in shapes(WORDS):
        times.append((prober.seconds(name, shape, length), repr(shape)))
    for seconds, shape in sorted(times, reverse=True)[:3]:
        if seconds > _SLOW or shape == max(times)[1]:
            print(f"{'SLOW ' * (seconds > _SLOW)}{name}: {seconds:.2f} s: {shape}", flush=True)


def run() -> None:
    """Print what grows, and the slowest of each function."""
    wanted = os.environ.get("VIENDAN_SCALING", "").split(",")
    _knowledge()
    prober = Prober({**DOCUMENTS, **BOUNDED})
    for name in DOCUMENTS:
        if any(one in name for one in wanted):
            _probe(prober, name, WORDS)
    for name in HTML:
        if any(one in name for one in wanted):
            _probe(prober, name, TAGS)
    for name in BOUNDED:
        if any(one in name for one in wanted):
            _probe_bounded(prober, name)
    prober.close()
