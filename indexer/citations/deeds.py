"""Whether a text itself does what its words say (việc của chính văn bản), or only tells of it.

``Quy định này thay thế Quy định số 30`` does it where nothing stands before it but the number of
its clause, a heading or a day: ``Công dân cho rằng Quy định này thay thế …``, ``Phương án 1: …``
and ``Trường hợp …`` tell of it.  So does what stands in quotation marks, in a model (``Mẫu số 1``,
``viết theo mẫu sau:``) or an appendix.  What is not plainly a deed is none, for a directive that is
wrongly called replaced is worse than one of which nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate

from indexer.citations.role_words import RoleCue
from indexer.knowledge import full_type_words, other_words
from indexer.normalization import composed
from indexer.organs import GAP, SPACE, WALL, one_of
from indexer.text import Folded, unaccent

_MORE_KINDS = ("van ban", "luat", "bo luat", "phap lenh")
_ARTICLE = rf"dieu{SPACE}\d{{1,3}}[a-z]?"
_EDGE = r"[\s*_#“\"]*"
_NUMBER = (
    rf"(?:{_ARTICLE}{GAP}[.:-]?|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)]?"
    rf"|[a-z][.)]|[ivx]{{1,5}}[.)-]|[-+•●▪*])"
)
_HEADS = (
    rf"(?:(?:dieu{SPACE}khoan|hieu{SPACE}luc|to{SPACE}chuc|trach{SPACE}nhiem|thi{SPACE}hanh"
    rf"|thuc{SPACE}hien){SPACE}?){{1,3}}"
)
_TITLE = rf"{_HEADS}(?::|[^.;:\n]{{0,80}}\n)"
_THEN = (
    rf"(?:(?:ke{SPACE})?tu{SPACE}(?:ngay|khi){SPACE}[^.;:\n]{{1,90}},"
    rf"|(?:dong{SPACE}thoi|ngoai{SPACE}ra|nay|rieng|va|tu{SPACE}nay|do{SPACE}do|vi{SPACE}vay)(?![a-z]),?)"
)
_PLACES = (
    rf"(?:(?:cac|ca|toan{SPACE}bo|mot{SPACE}phan){SPACE})?"
    rf"(?:(?:(?:diem|khoan|dieu|muc|chuong|phan|tiet){SPACE}(?:\d{{1,3}}[a-z]?|[ivx]{{1,5}}|[a-z])|va|den|cua|\d{{1,3}}|[a-z]|,)(?![a-z\d]){GAP}){{0,16}}"
)
_LISTED = (
    rf"(?:cac|nhung|toan{SPACE}bo){SPACE}[a-z]+{SPACE}[a-z]+"
    rf"(?:{SPACE}(?:sau|duoi|day|neu|tren)){{1,3}}{GAP}:?"
)
_CLAUSE = (
    rf"{_EDGE}(?:{_NUMBER}{_EDGE})?(?:{_TITLE}{_EDGE})?(?:{_NUMBER}{_EDGE})?(?:{_THEN}{GAP}){{0,2}}"
)
# What may stand in its sentence before who does it, or before that to which it is done.
_OPENS = re.compile(rf"{_CLAUSE}(?:{_LISTED}{GAP})?{_PLACES}")
_HEADED = re.compile(rf"(?:\A|\n)[\s*_#]{{0,9}}{_ARTICLE}{GAP}[.:]{GAP}\Z")
_OWN_LINE = re.compile(rf"[^.;:\n]{{2,120}}\n{_EDGE}(?:{_NUMBER}{_EDGE})?")
# Behind it: "…, như dự kiến", "… hay không?", "… nếu được thông qua".
_OPEN_STILL = re.compile(
    rf"\?|(?<![a-z])(?:hay{SPACE}khong|nhu{SPACE}du{SPACE}kien|(?:neu|khi){SPACE}duoc|la{SPACE}(?:sai|khong{SPACE}dung))(?![a-z])"
)
_INTRODUCED = re.compile(rf"(?P<line>[^\n]{{1,400}}):\s*[*_“\"]*(?:{_NUMBER}[\s*_]*)?\Z")
_DECIDES = re.compile(
    rf"(?:quyet{SPACE}(?:dinh|nghi)|quy{SPACE}dinh|ket{SPACE}luan|thong{SPACE}(?:bao|nhat)|chi{SPACE}thi|huong{SPACE}dan)"
    rf"(?:{SPACE}nhu{SPACE}sau)?[\s*_]*\Z"
)
_IS_A_TITLE = re.compile(rf"{_CLAUSE}\Z")

_QUOTE = re.compile(r"[“”«»‘’]|(?<![^\s(:])\"(?=\w)|(?<=[\w.;,!?)])\"(?!\w)")
_QUOTE_REACH = 4_000

_LINE_START = r"(?:\A|(?<=\n))"
_MODEL = re.compile(
    rf"{_LINE_START}[ \t*_#]{{0,9}}(?P<article>{_ARTICLE}{GAP}[.:]{GAP})?"
    rf"(?P<words>(?:bieu{SPACE})?mau(?![a-z])|phu{SPACE}luc(?![a-z]))[^.;\n]{{0,80}}(?=\n|\Z)"
)
_AS_THE_MODEL = re.compile(r"(?<![a-z])mau(?![a-z])[^.;:\n]{0,80}:[*_ \t]*\n\s*")
_NEXT_ARTICLE = re.compile(rf"{_LINE_START}[ \t*_#]{{0,9}}{_ARTICLE}{GAP}[.:]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
_AFTER_LINE = re.compile(r"[.;:/!?,\-–]\s*\Z|\n[ \t]*\n\s*\Z|\A\s*\Z")
_REACH_BACK = 440


@cache
def this_document() -> re.Pattern[str]:
    """ "Quy định này", of any type."""
    return re.compile(
        rf"(?<![a-z])(?P<kind>{one_of([*full_type_words(), *_MORE_KINDS])}){SPACE}nay(?![a-z])"
    )


@cache
def _opens_with_itself() -> re.Pattern[str]:
    """ "Quyết định này có hiệu lực từ ngày ký; …": its own clause goes before."""
    return re.compile(rf"{_CLAUSE}{this_document().pattern}[^.:]*")


@cache
def _not_done() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of who only tells of it, means to do it or denies it, with marks and without."""
    words = other_words().not_done
    written = "|".join(map(re.escape, words)), "|".join(re.escape(unaccent(one)) for one in words)
    return re.compile(rf"(?<!\w)(?:{written[0]})(?!\w)"), re.compile(
        rf"(?<!\w)(?:{written[1]})(?!\w)"
    )


class Deeds:
    """Tells of one text where it does itself what it says."""

    def __init__(self, folded: Folded, text: str) -> None:
        self._folded, self._text = folded, text

    @cached_property
    def _letters(self) -> str:
        """The folded text, in which each wall is the end of a line."""
        return self._folded.text.replace(WALL, "\n")

    def is_own(self, low: int, subject: int, cue: RoleCue, high: int) -> bool:
        """Whether the text does what a cue says, in the sentence ``[low, high)`` in which who does
        it, or that to which it is done, is named first at ``subject``."""
        if not self._opens(low, subject) or self._is_introduced(low):
            return False
        if _OPEN_STILL.search(self._letters, cue.end, min(high + 1, len(self._letters))):
            return False
        if self.is_only_told(low, cue):
            return False
        return not (self._is_in_a_model(cue.start) or self._is_quoted(cue.start))

    def is_only_told(self, low: int, cue: RoleCue) -> bool:
        """Whether the words before a cue deny it, report it, or leave it to others."""
        lead = composed(self._folded.span(low, cue.start).of(self._text)).lower()
        with_marks, without = _not_done()
        words = without if lead == unaccent(lead) else with_marks
        return words.search(lead) is not None

    def _opens(self, low: int, subject: int) -> bool:
        letters = self._letters
        if subject <= low or _OPENS.fullmatch(letters, low, subject):
            return True
        if _opens_with_itself().fullmatch(letters, low, subject):
            return True
        is_headed = _HEADED.search(letters, max(0, low - 60), low)
        return bool(is_headed and _OWN_LINE.fullmatch(letters, low, subject))

    def _is_introduced(self, low: int) -> bool:
        """Whether the paragraph before ends with a colon, but as an order does: ``QUYẾT ĐỊNH:``."""
        found = _INTRODUCED.search(self._letters, max(0, low - _REACH_BACK), low)
        return found is not None and not (
            _DECIDES.search(found["line"]) or _IS_A_TITLE.match(f"{found['line']}:")
        )

    def _is_quoted(self, position: int) -> bool:
        """Whether a quotation is open there, however many paragraphs it has."""
        at = self._folded.span(position, position).start
        lead, depth, straight = self._text[max(0, at - _QUOTE_REACH) : at], 0, False
        for mark in _QUOTE.finditer(lead):
            match mark.group():
                case "“" | "«" | "‘":
                    depth += 1
                case '"':
                    straight = not lead[mark.start() - 1 : mark.start()].strip(" \n\t\r(:")
                case _:
                    depth = max(0, depth - 1)
        return depth > 0 or straight

    def _is_in_a_model(self, position: int) -> bool:
        starts, ends = self._models
        at = bisect_right(starts, position) - 1
        return at >= 0 and position < ends[at]

    @cached_property
    def _models(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where models and appendices begin, in order, and where each or one before it ends."""
        found = sorted([*self._under_headings(), *self._under_sentences()])
        return [start for start, _ in found], [*accumulate((end for _, end in found), max)]

    def _under_headings(self) -> Iterator[tuple[int, int]]:
        letters = self._letters
        for found in _MODEL.finditer(letters):
            line = self._written(found.start("words"), found.end()).strip()
            if not line[:1].isupper() or not self._is_so_written(line):
                continue
            before = letters[max(0, found.start() - 3) : found.start()]
            if not (found["article"] or line.isupper() or _AFTER_LINE.search(before)):
                continue
            after = _NEXT_ARTICLE.search(letters, found.end()) if found["article"] else None
            yield found.end(), after.start() if after else len(letters)
            if after is None:
                return

    def _under_sentences(self) -> Iterator[tuple[int, int]]:
        letters = self._letters
        for found in _AS_THE_MODEL.finditer(letters):
            if not self._is_so_written(self._written(found.start(), found.end())):
                continue
            line_end = letters.find("\n", found.end())
            line = self._written(found.end(), line_end if line_end >= 0 else len(letters))
            paragraph = _PARAGRAPH_END.search(letters, found.end())
            end = len(letters) if line.isupper() or paragraph is None else paragraph.end()
            yield found.end(), end

    def _written(self, start: int, end: int) -> str:
        return composed(self._folded.span(start, end).of(self._text))

    def _is_so_written(self, words: str) -> bool:
        """Whether the word is ``mẫu`` and not ``màu``, or bears no marks."""
        plain = words.lower().lstrip()
        return "mẫu" in plain or plain == unaccent(plain) or plain.startswith("phụ")
