"""Titles of laws that are not known by name: how far they go, and what is prose instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.knowledge import YEAR
from indexer.normalization import composed
from indexer.organs import GAP, SPACE, WALL, one_of
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

# A title runs on to its number, year or day; these words show that it is running prose instead.
_TITLE_END = re.compile(
    rf"(?P<amended>{GAP}\({GAP}sua{SPACE}doi(?:,{GAP}bo{SPACE}sung)?{GAP}\))"
    rf"|(?P<number>{SPACE}so{GAP}(?=\d))"
    rf"|(?P<day>{GAP},?{GAP}ngay{GAP}\d{{1,2}}{GAP}(?:thang|[-/.]))"
    rf"|(?P<year>{GAP},?{GAP}(?:\({GAP})?(?:nam{GAP})?(?P<of>{YEAR})(?![-/]|{GAP}-{GAP}\d))"
    rf"|(?P<stop>[.;:?!()\"{WALL}]|(?<!phap )(?<!cua )(?<![a-z])luat(?![a-z])"
    rf"|(?<![a-z])(?:{_PROSE}|{one_of(['nghi dinh', 'thong tu', 'chi thi', 'nghi quyet'])}"
    rf"|{one_of(['quyet dinh', 'ke hoach'])}"
    rf"|{one_of(['cac van ban', 'bo luat', 'phap lenh', 'hien phap'])})(?![a-z]))"
)
_NOT_A_TITLE = re.compile(r"(?:su|dinh|phap|gia|le|tuc|hoc|khoa|so)(?![a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def title_ends(folded: Folded, text: str, begin: int, limit: int) -> Iterator[re.Match[str]]:
    """What stands behind a title, until a word shows that there was none."""
    at = begin
    while end := _TITLE_END.search(folded.text, at, limit):
        if not end["stop"]:
            yield end
        elif _stops_title(end, folded.text[begin : end.start()], folded, text):
            return
        at = end.end()


def _stops_title(end: re.Match[str], before: str, folded: Folded, text: str) -> bool:
    """Whether a word ends the hope for a title; "Luật Luật sư" and "cơ sở" are none."""
    if end["prose"]:
        written = folded.span(end.start("prose"), end.end("prose")).of(text)
        return composed(written).lower() == _PROSE_WORDS[end["prose"]]
    if end["stop"] not in ("luat", "bo luat", "phap lenh", "hien phap"):
        return True
    # An amending law names the laws it amends; "Luật Luật sư" names lawyers.
    return before.strip(" \n*_") != "" and not before.lstrip(" \n*_").startswith("sua doi")


def plain_title(folded: Folded, text: str, start: int, end: int) -> str | None:
    """The title of a law; None for prose: it must look like a name, and stay in its paragraph."""
    written = composed(folded.span(start, end).of(text))
    words = " ".join(written.replace("*", " ").replace("_", " ").split()).strip(" ,")
    plain = folded.text[start:end].strip(" \n*_,")
    if (
        not words
        or len(plain) < 3
        or (_NOT_A_TITLE.match(plain) and not plain.startswith("su dung"))
    ):
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
