"""The khóa and nhiệm kỳ behind a citation, read as they stand.

A khóa decides which of several directives of one number is meant, so it is read whole or not at
all: ``khóa XIIII`` is not XIII with something behind it, and ``khóa XL`` is 40, which no term is,
and no misread XI.  What was written and cannot be read is kept (:attr:`WrittenTerm.written`), for a
citation that states a term that nobody can read is not one that states none.

A small l among capitals (``XIl``) is read as I: in most typefaces the two are one stroke, scanners
confuse them all the time, and nobody writes half a numeral in small letters.  The digit 1, a bar or
another letter in its place (``X1``, ``X|I``, ``Xm``) may stand for more than one numeral.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.citations.figures import MISREAD
from indexer.citations.patterns import WORD_ORDINAL, pattern
from indexer.knowledge import term_number, term_numeral
from indexer.normalization import composed
from indexer.numerals import read_number
from indexer.organs import GAP, WALL
from indexer.text import Folded, unaccent


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A term as a text states it: its ``khoa`` (``XII``), its ``years`` (``2020-2025``), or both.

    ``written`` are the words themselves where they are not plainly that khóa: ``khóa XIl``, which
    is read as XII, and ``khóa VV``, of which ``khoa`` is empty because it cannot be read.
    """

    khoa: str = ""
    years: str = ""
    written: str = ""

    def stated(self, central: bool) -> str | None:
        """The term in the form by which a body counts: the centre by khóa, others by years."""
        if central and self.written:
            return self.khoa or None
        return (self.khoa if central else "") or self.years or self.khoa or None


Terms = tuple[WrittenTerm, ...]

ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "lam": 5, "sau": 6,
            "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "mot": 1}  # fmt: skip


def ordinal(written: str) -> int:
    """The value of an ordinal in figures, roman numerals or folded words; 0 for none.

    >>> [ordinal(one) for one in ("muoi ba", "hai muoi hai", "xiii", "4", "tu")]
    [13, 22, 13, 4, 4]
    """
    words = written.split()
    if all(word in ORDINALS for word in words):
        tens, ten, units = " ".join(words).rpartition("muoi")
        value = 10 * ORDINALS.get(tens.strip(), 1) if ten else 0
        return value + ORDINALS.get(units.strip(), 0)
    return term_number(written.strip())


# A word with what may stand for a letter of it, and what shows that it does not end there.
_TOKEN = re.compile(
    r"[^\W_]+(?:[|!?]+(?=[ivxl1])[^\W_]+)*(?:\.\d+|\.{2,}|…|\?{2,}|\|+|[□■█\ufffd]+[^\W_]*)?"
)
_BLANK = re.compile(r"\.{2,}|…|\?+|[□■█\ufffd]+")
# Nothing stands where the numeral should: "(khóa )", or the text ends.
_NOTHING = re.compile(r"(?=[)\]]|[.;](?:\s|\Z)|\Z)")
_IN_WORDS = re.compile(r"muoi(?:\s{1,8}(?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?(?![a-z])")
_NTH = re.compile(WORD_ORDINAL)
_LINK = re.compile(rf"{GAP}(?:[,;/-]|va(?![a-z])){GAP}(?P<khoa>khoa{GAP})?\(?(?=(?P<one>[^\W_]+))")
_CLOSING = re.compile(rf"[\"']?(?:{GAP}[)\]])?")
_FURTHER = 5

# "X I I": letters set apart; a capital before a full stop or a dash opens a heading instead.
_APART = re.compile(r"(?:[ \u00a0]{1,2}[IVX]{1,4}(?![\w./-]))+")
_ROMAN = re.compile(r"[IVXLCDMl]+|[ivxl]+")
# What scanners make of a numeral: consonants behind X, V or I, which are no syllable.
_MISREAD = re.compile(
    r"[XVI][B-DF-HJ-NP-TV-Zb-df-hj-np-tv-zI]{1,6}|[xv][b-df-hj-np-tv-z]{1,4}", re.ASCII
)
_RELATIVE = frozenset(("trước", "này", "nay", "mới", "cũ", "đó", "ấy", "hiện"))


def read_numeral(written: str) -> WrittenTerm | None:
    """The term that a numeral states, read or not; None for what is no numeral at all.

    >>> [read_numeral(one) for one in ("XII", "vì")]
    [WrittenTerm(khoa='XII', years='', written=''), None]
    >>> [(one.khoa, one.written) for one in map(read_numeral, ("XIl", "XL"))]
    [('XII', 'khóa XIl'), ('', 'khóa XL')]
    """
    number = term_number(written)
    if number:
        khoa = term_numeral(number)
        is_plain = written.isdecimal() or written.upper() == khoa
        return WrittenTerm(khoa, written="" if is_plain else f"khóa {written}")
    return WrittenTerm(written=f"khóa {written}") if _is_numeral(written) else None


def _is_numeral(written: str) -> bool:
    """Whether letters that no term has are meant as a numeral all the same."""
    letters = re.sub(r"\W+", "", written)
    if any(letter.isdecimal() for letter in letters) or _ROMAN.fullmatch(letters):
        return True
    return letters.isupper() and _ROMAN.fullmatch(unaccent(letters).upper()) is not None


def numerals_in(written: str) -> Terms:
    """The terms of a run of numerals, each once.

    >>> [one.khoa for one in numerals_in("XII, XIII")]
    ['XII', 'XIII']
    """
    read = map(read_numeral, re.findall(r"[^\W_]+", composed(written)))
    return tuple(dict.fromkeys(one for one in read if one))


def congress_terms(letters: str, written: str) -> Terms:
    """The congresses that an ordinal in words, or a list of numerals, stands for.

    >>> [one.khoa for one in congress_terms("muoi ba", "mười ba")]
    ['XIII']
    """
    if all(word in ORDINALS for word in letters.split()):
        return (WrittenTerm(term_numeral(ordinal(letters))),)
    return numerals_in(written)


def term_at(folded: Folded, text: str, position: int) -> tuple[Terms, int] | None:
    """The khóa or nhiệm kỳ that stands at a folded position, and where it ends."""
    mandate = pattern("mandate").match(folded.text, position)
    if mandate:
        return (_mandate(mandate, folded, text),), mandate.end()
    return khoa_at(folded, text, position)


def khoa_at(folded: Folded, text: str, position: int) -> tuple[Terms, int] | None:
    """The khóa alone that stands at a folded position, and where it ends."""
    opening = pattern("term opening").match(folded.text, position)
    first = _first(opening, folded, text) if opening else None
    if first is None:
        return None
    terms, end = [first[0]], first[1]
    for one, after in _further(folded, text, end):
        terms.append(one)
        end = after
    closing = _CLOSING.match(folded.text, end)
    return tuple(dict.fromkeys(terms)), closing.end() if closing else end


def inside_brackets(letters: str, start: int, end: int) -> int:
    """Where ``[start, end)`` ends without a closing bracket or quotation mark that opens before it.

    >>> inside_brackets('("nghi quyet 18 khoa xii")', 2, 26)
    24
    """
    inner = letters[start:end]
    if inner.endswith(")") and inner.count(")") > inner.count("("):
        inner = inner[:-1].rstrip()
    if inner[-1:] in ("'", '"') and inner.count(inner[-1]) % 2:
        inner = inner[:-1].rstrip()
    return start + len(inner)


def is_relative(terms: Terms) -> bool:
    """Whether a khóa is told by another alone, "khóa trước", which a day tells better."""
    return any(one.written.removeprefix("khóa ") in _RELATIVE for one in terms)


_OPENS_LINE = re.compile(r"[ .;,*_]{0,8}\n[\s*_+-]{0,24}(?=khoa(?![a-z]))")
_COLON = re.compile(rf"[*_]{{0,3}}{GAP}:")
_SENTENCE = re.compile(rf"{GAP}(?:la|hdnd|hoi dong nhan dan|quoc hoi)(?![a-z])")
_NEXT_LINE = re.compile(
    rf"[ *_]{{0,9}}[\n{WALL}][\s*_]{{0,24}}"
    r"(?:(?:[-+•●▪]|(?P<item>\d{1,3})[.)]|[a-z]\)) ?)?[*_]{0,3}"
)
_OWN_ITEM = re.compile(rf"[\n{WALL}][\s*_]{{0,24}}(?P<item>\d{{1,3}})[.)] ?[^\n{WALL}]*\Z")
_NUMBER = re.compile(r"(?:so ?)?\d{1,4}[a-h]?-[a-z]")


def heads_what_follows(folded: Folded, text: str, position: int, end: int) -> bool:
    """Whether the khóa between a citation's end and ``end`` heads the lines below it.

    It opens a line, and a colon stands behind it, or it has a capital and opens a sentence ("Khóa
    XIII là …") or another citation opens the next line.  Below "1. Nghị quyết 18⏎Khóa XII" an
    item 2 goes on with its list, and the khóa is that of item 1.

    >>> from indexer.text import fold
    >>> text = "1. Nghị quyết 19\\nKHÓA XII\\n1. Nghị quyết 18"
    >>> heads_what_follows(fold(text), text, 16, 25)
    True
    """
    letters = folded.text
    opening = _OPENS_LINE.match(letters, position)
    if opening is None:
        return False
    if _COLON.match(letters, end):
        return True
    if _of(folded, text, opening.end(), opening.end() + 1).islower():
        return False
    if _SENTENCE.match(letters, end):
        return True
    below = _NEXT_LINE.match(letters, end)
    if below is None:
        return False
    at = below.end()
    if not (pattern("type word").match(letters, at) or _NUMBER.match(letters, at)):
        return False
    low = max(0, position - 120)
    own = _OWN_ITEM.search("\n" + letters[low:position]) if below["item"] else None
    return own is None or read_number(below["item"]) != (read_number(own["item"]) or 0) + 1


def _of(folded: Folded, text: str, start: int, end: int) -> str:
    """What stands between two folded positions, with its marks and case."""
    return composed(folded.span(start, end).of(text))


def years_of(mandate: re.Match[str]) -> str:
    """The years of a nhiệm kỳ, letters read as the figures for which they stand: ``2020-2025``."""
    return f"{mandate['from']}-{mandate['to']}".translate(MISREAD)


def _mandate(match: re.Match[str], folded: Folded, text: str) -> WrittenTerm:
    """``khóa XI, nhiệm kỳ 2015-2020``, or years alone, which behind "khóa" are no numeral."""
    years = years_of(match)
    if match["khoa"]:
        stated = read_numeral(_of(folded, text, *match.span("khoa"))) or WrittenTerm()
        return WrittenTerm(stated.khoa, years, stated.written)
    return WrittenTerm("", years, f"khóa {years}" if match["word"] == "khoa" else "")


def _first(opening: re.Match[str], folded: Folded, text: str) -> tuple[WrittenTerm, int] | None:
    """The first numeral behind "khóa", or what stands in its place, and where it ends."""
    letters, at = folded.text, opening.end()
    words = (_NTH if opening["nth"] else _IN_WORDS).match(letters, at)
    if words:
        number = ordinal(" ".join(words.group().split()))
        return WrittenTerm(term_numeral(number)), words.end()
    token = _TOKEN.match(letters, at)
    if token and (found := _numeral_at(token, folded, text)):
        return found
    if _of(folded, text, *opening.span("khoa")).lower() == "khoa":
        return None  # a faculty, or science, as likely
    if token:
        written = _of(folded, text, *token.span())
        misread = written in _RELATIVE or _MISREAD.fullmatch(written)
        return (WrittenTerm(written=f"khóa {written}"), token.end()) if misread else None
    blank = _BLANK.match(letters, at) or _NOTHING.match(letters, at)
    if blank is None:
        return None
    return WrittenTerm(written=f"khóa {blank.group()}".strip()), blank.end()


def _numeral_at(token: re.Match[str], folded: Folded, text: str) -> tuple[WrittenTerm, int] | None:
    """The numeral that a word is, whole, and where it ends; None for any other word."""
    span = folded.span(*token.span())
    written = composed(span.of(text))
    apart = _APART.match(text, span.end) if written.isupper() else None
    read = read_numeral(written)
    if read and apart:
        whole = f"khóa {written}{apart.group()}"
        return WrittenTerm(written=whole), folded.position(apart.end())
    after = folded.text[token.end() : token.end() + 1]
    if read and after in ("/", "%") and not next(_further(folded, text, token.end()), None):
        return WrittenTerm(written=f"khóa {written}{after}"), token.end()
    return (read, token.end()) if read else None


def _further(folded: Folded, text: str, end: int) -> Iterator[tuple[WrittenTerm, int]]:
    """The other numerals of a list, and where each ends; a figure may belong to the sentence."""
    for _ in range(_FURTHER):
        link = _LINK.match(folded.text, end)
        if link is None:
            return
        written = _of(folded, text, *link.span("one"))
        read, after = read_numeral(written), folded.text[link.end("one") : link.end("one") + 1]
        is_list = read and after not in ("/", "%")
        if written.isdecimal() and not link["khoa"]:
            is_list = is_list and _is_next(written, folded.text[max(0, end - 3) : end])
        if read is None or not is_list or not (read.khoa or link["khoa"] or _is_like_one(written)):
            return
        end = link.end("one")
        end += folded.text[end : end + 1] == ")" and "(" in link.group()
        yield read, end


def _is_like_one(written: str) -> bool:
    """Whether a word in capitals has a numeral's letters alone: ``X1I``, and not ``NQTW4``."""
    return re.fullmatch(r"[IVXLCDMO\d]+", unaccent(written).upper()) is not None


def _is_next(written: str, before: str) -> bool:
    """Whether a figure goes on with the list that ends before it: "khóa 12, 13".

    In "khóa XIII, 38 điểm cầu" and "khóa 12, 30 câu" it counts something.
    """
    figures = re.search(r"\d+(?=\)?\Z)", before)
    value = read_number(figures[0]) if figures else None
    return value is not None and read_number(written) == value + 1
