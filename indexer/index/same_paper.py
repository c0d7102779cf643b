"""Whether two files hold one and the same paper: its Word file and its signed scan, say.

Two papers of an office have one number and one day only where one is a version of the other.  So
what is asked is whether the words are the same, too, and what makes them differ is the reading:

- of two texts as they were typed every difference is an edit, and keeps them apart;
- where OCR has read one of them words are misread, but what is misread still resembles what stands
  there.  A word more or less, another number, a negation, or a person's name that is another one is
  no misreading.

Papers that have a level of secrecy are never one with another file, nor is one for internal use
(lưu hành nội bộ) with one that is not.  Draft and final version, an
extract and the whole paper, a paper with and without its annex are two.  To keep two files of a
paper apart is the lesser fault: both are found then, and each shows the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from indexer.model import Reading, Span
from indexer.text import blanked, normal_syllable, slug, unaccent

MOST_WORDS = 60_000
"""Longer papers are not compared: of 150 pages, they are their own."""

MOST_MISREAD = 0.12
"""The share of letters that OCR may have misread; more leaves no text to compare."""

_LIKE = 0.34
"""The share of the letters of some words by which a misreading may differ from what stands there;
of a word of two letters one."""

_LIKE_ISSUER = 0.85
_FRAME = 120
"""So many words may stand before the body, or after it."""

_MOSTLY = 0.75
"""The share of these words that OCR has read as they stand in the other text."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NO_WORDS = re.compile(r"\(\s*đã ký\s*\)|^\W*[o0]{3}\W*$", re.IGNORECASE | re.MULTILINE)
"""What is written for a signature, and the ornament below a heading."""

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|[ckpt]h|tr|qu|[bcdghklmnpqrstvx])?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|iu|oa[iy]?|oe|oi|oo|ua[iy]?|ue|ui|uo[iu]?|uu|uy[aeu]?|[iy]eu?)"
    r"(?:ch|nh|ng|[cmnpt])?"
)
"""A syllable of the language, without its marks: what OCR makes of one is seldom another one."""

_ROMAN = re.compile(r"[ivxlc]+")

_NEGATIONS = frozenset(["khong", "chua", "chang", "cam", "tru"])
_DIGITS = ["mot", "hai", "ba", "bon", "nam", "lam", "sau", "bay", "tam", "chin", "nua"]
_TELLING = _NEGATIONS.union(_DIGITS, ["muoi", "tram", "nghin", "ngan", "trieu", "ty"])
"""Negations and numbers in words, without their marks: one is not misread for another word."""

_PERSON = frozenset(["chi", "ong", "ba", "anh", "chu", "co", "em"])
"""What stands before a person's name (đồng chí, ông, bà …), without its marks."""

_OF_TERM = frozenset(["khoa", "thu", "lan", "ky"])
"""What stands before a Roman number that counts terms and congresses, of which OCR loses strokes
(khóa VIII, Đại hội lần thứ XI), and of which no two versions of a paper differ."""


@dataclass(frozen=True)
class Paper:
    """What is compared of a notice."""

    number: str
    date: str
    type: str
    issuer: str
    place: str | None
    draft: bool
    circulation: str | None
    signers: tuple[str, ...]
    is_scan: bool
    unread: int
    failures: int
    body: str
    around: str

    @classmethod
    def of(cls, reading: Reading) -> Paper | None:
        """That of a reading; None where it may be no other file's paper."""
        notice = reading.notice
        number, day = notice.number.value, notice.date.value
        if notice.secrecy.value is not None or not number or day is None or day.day is None:
            return None
        text = reading.document.text
        around = around_body(reading)
        signed = notice.signatories.value or ()
        return cls(
            number=slug(number),
            date=day.iso,
            type=slug(notice.type.value or ""),
            issuer=slug(notice.issuer.value or ""),
            place=reading.issuer_place.place,
            circulation=notice.circulation.value,
            draft=notice.draft.value is not None,
            signers=tuple(slug(one.full_name) for one in signed),
            is_scan=reading.document.is_scan,
            unread=sum(page.method == "unread" for page in reading.document.pages),
            failures=len(reading.failures),
            body=words_compared(text, around),
            around="\n".join(text[start:end] for start, end in around),
        )

    @cached_property
    def words(self) -> list[str]:
        """The words of its body, and the runs of digits."""
        return _WORD.findall(self.body)

    @cached_property
    def spelled(self) -> list[str]:
        """The words in the spelling under which they are indexed."""
        return [normal_syllable(one) for one in self.words]

    @cached_property
    def bare(self) -> list[str]:
        """The words without their marks."""
        return unaccent("\n".join(self.words)).split("\n")

    @cached_property
    def bare_around(self) -> Counter[str]:
        """The words around the body, without their marks, and how often each stands there."""
        return Counter(_WORD.findall(unaccent(self.around)))


def words_compared(text: str, around: Sequence[Span]) -> str:
    """A text in which nothing is seen of what stands around the body, or for a signature.

    >>> words_compared("Điều 1. Trồng cây. (Đã ký)", [])
    'Điều 1. Trồng cây.  '
    """
    return _NO_WORDS.sub(" ", blanked(text, around))


def paper_key(number: str | None, date: str, secrecy: str | None) -> str:
    """What notices have in common that may be one paper; empty for one that may not.

    >>> paper_key("15 -TB/HU", "2024-05-02", None), paper_key("15-TB/HU", "2024-05", None)
    ('15-tb-hu 2024-05-02', '')
    """
    is_day = date.count("-") == 2
    return f"{slug(number)} {date}" if number and is_day and secrecy is None else ""


def is_same_paper(one: Paper, other: Paper) -> bool:
    """Whether two files hold the same paper."""
    mine, its = ((it.number, it.date, it.draft, it.circulation) for it in (one, other))
    if mine != its:
        return False
    with_ocr = one.is_scan or other.is_scan
    if not _may_be_one_body(one, other, with_ocr):
        return False
    lengths = len(one.words), len(other.words)
    if not min(lengths) or max(lengths) > MOST_WORDS:
        return False
    if one.spelled == other.spelled:
        return True
    return _is_misread(one, other) if with_ocr else _differs_in_frame(one, other)


def reading_rank(paper: Paper) -> tuple[bool, int, int]:
    """By which of the readings of a paper the best comes first."""
    return paper.is_scan, paper.unread, paper.failures


def _may_be_one_body(one: Paper, other: Paper, with_ocr: bool) -> bool:
    """Whether type, issuer and signers are those of one paper, as far as both are known."""
    known = [
        (mine, its)
        for mine, its in ((one.type, other.type), (one.issuer, other.issuer))
        if mine and its
    ]
    if one.place and other.place and one.place != other.place:
        return False
    named = zip(one.signers, other.signers, strict=False)
    signed = [(mine, its) for mine, its in named if mine and its]
    return bool(known) and all(_is_like(mine, its, with_ocr) for mine, its in known + signed)


def _is_like(one: str, other: str, with_ocr: bool) -> bool:
    if one == other:
        return True
    return with_ocr and Levenshtein.normalized_similarity(one, other) >= _LIKE_ISSUER


def around_body(reading: Reading) -> list[Span]:
    """What is no part of the words that are compared: their order is that of columns, and stamps
    and a seal lie over them."""
    notice = reading.notice
    spans = [*notice.furniture, *notice.recipients, *notice.archive]
    if notice.letterhead is not None:
        spans.append(notice.letterhead)
    # A dateline below the subject of a công văn is no part of the letterhead.
    told = (notice.dateline, notice.date, notice.signatories)
    spans += [span for one in told if (span := one.evidence.span)]
    return list(_disjoint(sorted(spans)))


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for start, end in spans:
        if end > at:
            yield Span(max(start, at), end)
            at = end


def _differs_in_frame(one: Paper, other: Paper) -> bool:
    """Whether two texts only differ in where their letterheads end and their signatures begin."""
    if abs(len(one.spelled) - len(other.spelled)) > _FRAME:
        return False
    if Levenshtein.distance(one.spelled, other.spelled, score_cutoff=2 * _FRAME) > 2 * _FRAME:
        return False
    return all(_is_of_frame(one, other, gap, 1.0) for gap in _gaps(one.spelled, other.spelled))


def _is_of_frame(one: Paper, other: Paper, gap: _Gap, share: float) -> bool:
    """Whether what only one text has at its beginning or end stands around the body of the other,
    where its columns and signatures were told apart better."""
    start, end, its_start, its_end = gap
    if start == end:
        words, around = other.bare[its_start:its_end], one.bare_around
        is_outermost = its_start == 0 or its_end == len(other.bare)
    elif its_start == its_end:
        words, around = one.bare[start:end], other.bare_around
        is_outermost = start == 0 or end == len(one.bare)
    else:
        return False
    if not is_outermost or len(words) > _FRAME:
        return False
    if share < 1:
        words = [word for word in words if len(word) > 1 or word.isdecimal()]  # not the specks
    unknown = Counter(words) - around
    has_number = any(map(str.isdecimal, unknown))
    return not has_number and unknown.total() <= (1 - share) * len(words)


def _is_misread(one: Paper, other: Paper) -> bool:
    """Whether whatever differs in two texts may be what OCR has misread."""
    few, many = sorted((len(one.bare), len(other.bare)))
    most_apart = many // 3
    if many - few > most_apart:
        return False
    if Levenshtein.distance(one.bare, other.bare, score_cutoff=most_apart) > most_apart:
        return False
    left = sum(map(len, one.bare)) * MOST_MISREAD
    at = its_at = 0
    for gap in _gaps(one.bare, other.bare):
        if not _are_same_persons(one, other, at, its_at, gap[0] - at):
            return False
        at, its_at = gap[1], gap[3]
        misread = 0 if _is_of_frame(one, other, gap, _MOSTLY) else _misread(one, other, gap)
        if misread is None or misread > left:
            return False
        left -= misread
    return _are_same_persons(one, other, at, its_at, len(one.bare) - at)


_Gap = tuple[int, int, int, int]
"""Some words of one text that stand where some of another do: from, to; from, to."""


def _gaps(one: Sequence[str], other: Sequence[str]) -> Iterator[_Gap]:
    """Where two texts differ, what follows at once in one piece."""
    start = end = its_start = its_end = 0
    for found in Levenshtein.opcodes(one, other):
        if found.tag == "equal":
            continue
        if (end, its_end) != (found.src_start, found.dest_start):
            if end > start or its_end > its_start:
                yield start, end, its_start, its_end
            start, its_start = found.src_start, found.dest_start
        end, its_end = found.src_end, found.dest_end
    if end > start or its_end > its_start:
        yield start, end, its_start, its_end


def _misread(one: Paper, other: Paper, gap: _Gap) -> int | None:
    """How many letters OCR has misread where two texts differ; None where it is an edit."""
    mine, its = one.bare[gap[0] : gap[1]], other.bare[gap[2] : gap[3]]
    before = one.bare[gap[0] - 1] if gap[0] else ""
    if _numbers(mine) != _numbers(its) or _telling(mine) != _telling(its):
        return None
    if _names(one.words[gap[0] : gap[1]]) != _names(other.words[gap[2] : gap[3]]):
        return None
    if len(mine) == len(its) == 1 and all(map(_SYLLABLE.fullmatch, (*mine, *its))):
        return None
    letters, its_letters = "".join(mine), "".join(its)
    longest = max(len(letters), len(its_letters))
    if not (letters and its_letters):
        return longest if longest == 1 else None  # a speck
    if _ROMAN.fullmatch(letters) and _ROMAN.fullmatch(its_letters):
        return longest if before in _OF_TERM else None
    distance = Levenshtein.distance(letters, its_letters)
    return distance if distance <= max(1, longest * _LIKE) else None


def _numbers(words: Iterable[str]) -> list[str]:
    """The numbers among some words; a chapter I is read as 1."""
    return ["1" if one == "i" else one for one in words if one == "i" or one.isdecimal()]


def _names(words: Iterable[str]) -> list[str]:
    """The words that may be of names, without their marks."""
    return [unaccent(one) for one in words if len(one) > 1 and one.istitle()]


def _telling(words: Iterable[str]) -> Counter[str]:
    return Counter(one for one in words if one in _TELLING)


def _are_same_persons(one: Paper, other: Paper, at: int, its_at: int, count: int) -> bool:
    """Whether the names of persons have the same marks in two texts of the same letters."""
    for mine, its in zip(range(at, at + count), range(its_at, its_at + count), strict=True):
        if one.spelled[mine] == other.spelled[its] or not one.words[mine][0].isupper():
            continue
        if _is_of_person(one, mine) or _is_of_person(other, its):
            return False
    return True


def _is_of_person(paper: Paper, at: int) -> bool:
    """Whether a word belongs to a name that follows "đồng chí", "ông" and the like."""
    while at and paper.words[at - 1][0].isupper():
        at -= 1
    return at > 0 and paper.bare[at - 1] in _PERSON
