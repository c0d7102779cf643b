"""Laws by title and year or number: ``Luật Đất đai năm 2013`` (citation-forms §3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from indexer.citations.context import Tail, tail_at
from indexer.citations.mentions import Mention
from indexer.citations.patterns import GAP, SPACE, YEAR, one_of, pattern, plain
from indexer.citations.symbols import Symbol
from indexer.registry.document_types import type_named
from indexer.registry.issuing_bodies import known_body
from indexer.text import Folded

# Words that show running prose.  Folded, some look like words of a title (có, cơ), so where
# two spellings differ the letters as written decide.
_PROSE_WORDS = {
    "duoc": "được",
    "da": "đã",
    "dang": "đang",
    "se": "sẽ",
    "nham": "nhằm",
    "gan": "gắn",
    "khi": "khi",
    "la": "là",
    "co": "có",
    "den": "đến",
    "tu": "từ",
    "cho": "cho",
    "trong": "trong",
    "vao": "vào",
    "thang": "tháng",
    "ngay": "ngày",
    "truoc": "trước",
}
_PROSE = "(?P<prose>" + "|".join(_PROSE_WORDS) + ")"

# A title runs on to its number or year; these words show that it is running prose instead.
_TITLE_END = re.compile(
    rf"(?P<amended>{GAP}\({GAP}sua{SPACE}doi(?:,{GAP}bo{SPACE}sung)?{GAP}\))"
    rf"|(?P<number>{SPACE}so{GAP}(?=\d))"
    rf"|(?P<year>{GAP},?{GAP}(?:\({GAP})?(?:nam{GAP})?(?P<of>{YEAR})(?![-/]|{GAP}-{GAP}\d))"
    r"|(?P<stop>[.;:?!()\"]|(?<!phap )(?<!cua )(?<![a-z])luat(?![a-z])"
    rf"|(?<![a-z])(?:{_PROSE}|{one_of(['nghi dinh', 'thong tu', 'chi thi', 'nghi quyet'])}"
    rf"|{one_of(['quyet dinh', 'ke hoach'])}"
    rf"|{one_of(['cac van ban', 'bo luat', 'phap lenh', 'hien phap'])})(?![a-z]))"
)
_NOT_A_LAW = re.compile(r"(?:phap|ky|quy|du|dao|an|luat)[\s*_]+$")
_NOT_A_TITLE = re.compile(r"(?:su|dinh|phap|gia|le|tuc|hoc|khoa|so)(?![a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def law_at(
    folded: Folded, text: str, match: re.Match[str], symbols: dict[int, Symbol], limit: int
) -> Mention | None:
    """``Luật Đất đai năm 2013``, ``Luật X số 52/2014/QH13``: a law by its number or year."""
    letters, start = folded.text, match.start()
    kind = type_named(plain(match["law"]))
    if kind is None or _NOT_A_LAW.search(letters, max(0, start - 12), start):
        return None
    begin = match.end()
    skip = pattern("number word").match(letters, begin)
    if skip and skip.end() in symbols:
        return _numbered_law(folded, text, start, symbols[skip.end()], kind.name, "", limit)
    at, title_end = begin, 0
    while end := _TITLE_END.search(letters, at, begin + 170):
        if end.lastgroup == "stop" or end["stop"]:
            if not _stops_title(end, letters[begin : end.start()], folded, text):
                at = end.end()
                continue
            return None
        title_end = title_end or end.start()
        if end["amended"]:
            at = end.end()
            continue
        title = _title(folded, text, begin, title_end)
        if title is None and kind.code != "hien-phap":
            return None
        if end["number"]:
            symbol = symbols.get(end.end())
            return (
                _numbered_law(folded, text, start, symbol, kind.name, title or "", limit)
                if symbol
                else None
            )
        return _dated_law(start, end, kind.name, title or "")
    return None


def _stops_title(end: re.Match[str], before: str, folded: Folded, text: str) -> bool:
    """Whether a word ends the hope for a title; "Luật Luật sư" and "cơ sở" are none."""
    if end["prose"]:
        written = folded.span(end.start("prose"), end.end("prose")).of(text)
        return unicodedata.normalize("NFC", written).lower() == _PROSE_WORDS[end["prose"]]
    if end["stop"] not in ("luat", "bo luat"):
        return True
    # An amending law names the laws it amends; "Luật Luật sư" names lawyers.
    return before.strip(" \n*_") != "" and not before.lstrip(" \n*_").startswith("sua doi")


def _title(folded: Folded, text: str, start: int, end: int) -> str | None:
    """The title of a law; None for prose: it must look like a name, and stay in its paragraph."""
    written = unicodedata.normalize("NFC", folded.span(start, end).of(text))
    words = " ".join(written.replace("*", " ").replace("_", " ").split()).strip(" ,")
    plain = folded.text[start:end].strip(" \n*_,")
    if len(plain) < 3 or (_NOT_A_TITLE.match(plain) and not plain.startswith("su dung")):
        return None
    before = folded.span(max(0, start - 5), start).of(text)
    capital = words[0].isupper() or "L" in before or "P" in before
    around = text[max(0, folded.span(start, end).start - 80) :][:200]
    if not capital and around != around.lower():
        return None
    gap = _PARAGRAPH.search(written)
    if gap and not written[gap.end() :].lstrip(" *_")[:1].islower():
        return None
    return words


def _numbered_law(
    folded: Folded, text: str, start: int, symbol: Symbol, kind: str, title: str, limit: int
) -> Mention | None:
    if symbol.body is None or symbol.body.sphere != "state":
        return None
    tail = replace(tail_at(folded, text, symbol.end, limit), subject=title)
    return Mention(
        start,
        symbol.end,
        "law",
        kind,
        symbol.digits,
        symbol.sigil,
        symbol.body,
        tail,
        year=symbol.year,
    )


def _dated_law(start: int, end: re.Match[str], kind: str, title: str) -> Mention:
    code = "UBTVQH" if kind == "Pháp lệnh" else "QH"
    body = known_body(code.lower())
    tail = Tail(end.end("of"), subject=title)
    name = body.name if body else None
    return Mention(start, end.end("of"), "law", kind, tail=tail, code=code, name=name)


def law_mentions(folded: Folded, text: str, symbols: dict[int, Symbol]) -> Iterator[Mention]:
    """Every law of the text, in order."""
    free = 0
    for match in pattern("law word").finditer(folded.text):
        if match.start() < free:
            continue
        mention = law_at(folded, text, match, symbols, len(folded.text))
        if mention:
            free = mention.end
            yield mention
