"""Quarters, months and years that a person typed, as clauses: what is dated in them or writes them.

A month or a quarter is one with its year, a year one behind the word ``năm``.  Of what tells more
a year is a part and stays words: a day, a citation (``Luật Đất đai năm 2013``), a range
(``năm 2020 - 2025``).  So does what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.analysis import query_tokens
from indexer.text import Folded, fold
from search.query.fields import DAYS, date_bound, field_of
from search.query.lexer import LEXEME, ClauseSpan, as_typed
from search.query.model import And, FieldCondition, PeriodKind, Phrase, TypedCitation, TypedPeriod

_NUMERALS = ("I", "II", "III", "IV")
_QUARTERS = {
    written: number
    for number, numeral in enumerate(_NUMERALS, start=1)
    for written in (numeral.lower(), str(number))
}
_MONTHS = {written: month for month in range(1, 13) for written in (str(month), f"{month:02}")}
_START = r"(?<![\w/])(?<!\w-)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w/-])"
_OF_YEAR = rf"(?:\s?[/.,-]\s?|\s{{1,3}}(?:nam\s{{1,3}})?){_YEAR}"
_QUARTER = re.compile(
    rf"{_START}(?:quy\s{{1,3}}|q\s?\.?\s?)(?P<number>[1-4]|i{{1,3}}|iv){_OF_YEAR}"
)
_IN_A_DISTRICT = re.compile(r"(?:\bp\s?\.?\s?|phuong\s{1,3})\w{1,9}[\s,/-]{1,3}$")
_MONTH = re.compile(
    rf"{_START}(?:thang\s{{1,3}}(?P<number>0?[1-9]|1[0-2]){_OF_YEAR}"
    rf"|t\s?\.?\s?(?P<short>0?[1-9]|1[0-2])\s?[/.-]\s?{_YEAR.replace('year', 'its_year')})"
)
_DAY_BEFORE = re.compile(r"\d\s{1,3}$")
_YEAR_ALONE = re.compile(rf"{_START}nam\s{{1,3}}{_YEAR}")
_AND_YEAR = re.compile(r"\s{0,3}(?:[-–,]|den\b|va\b)\s{0,3}(?:nam\s{1,3})?(?:19|20)\d\d(?!\w)")
_PART_BEFORE = re.compile(
    r"(?:\bthang\s{1,3}\d{1,2}|(?:19|20)\d\d\s{0,3}(?:[-–,]|den\b|va\b))\s{0,3}$"
)
_GAP = 3
"""Characters between a citation and its year."""


def period_spans(text: str, taken: Iterable[ClauseSpan] = ()) -> Iterator[ClauseSpan]:
    """The quarters, months and years in a typed text, each as a clause.

    What days and citations have ``taken`` is theirs, and so is a year right behind a citation.

    >>> typed = "quý 1 năm 2023, T5/2025, tháng 6, năm 2012"
    >>> [one.clause.written for one in period_spans(typed)]
    ['quý 1 năm 2023', 'T5/2025', 'năm 2012']
    """
    folded = fold(text)
    closed = [
        one.span()
        for one in LEXEME.finditer(text)
        if one["phrase"] is not None or field_of(one["field"])
    ]
    cited = []
    for one in taken:
        closed.append((one.start, one.end))
        if isinstance(one.clause, TypedCitation):
            cited.append((one.end, one.end + _GAP))
    for read in (_quarters, _months, _years):
        if read is _years:
            closed += cited
        for span in read(text, folded):
            if not any(start <= span.start < end for start, end in closed):
                yield span
                closed.append((span.start, span.end))


def _quarters(text: str, folded: Folded) -> Iterator[ClauseSpan]:
    """The quarters; ``Q1`` without a year is a district."""
    for found in _QUARTER.finditer(folded.text):
        span = folded.span(*found.span())
        written = span.of(text)
        short = found[0].startswith("q") and not found[0].startswith("quy")
        in_district = short and _IN_A_DISTRICT.search(folded.text[: found.start()])
        if (short or _is_word(written, "quý")) and not in_district:
            number, year = _QUARTERS[found["number"]], found["year"]
            numeral = _NUMERALS[number - 1]
            forms = [
                f"{quarter}{between}{year}"
                for quarter in (f"quý {numeral}", f"quý {number}", f"Q{number}")
                for between in ("/", " năm ")
            ]
            ends = f"{3 * number - 2}/{year}", f"{3 * number}/{year}"
            period = _period(PeriodKind.QUARTER, f"{numeral}/{year}", ends, written, forms)
            yield ClauseSpan(span.start, span.end, span.end, period)


def _months(text: str, folded: Folded) -> Iterator[ClauseSpan]:
    """The months; one behind a number is the month of a day."""
    for found in _MONTH.finditer(folded.text):
        span = folded.span(*found.span())
        written = span.of(text)
        is_word = _is_word(written, "tháng") and not _DAY_BEFORE.search(
            folded.text[: found.start()]
        )
        if found["short"] or is_word:
            number = _MONTHS[found["number"] or found["short"]]
            year = found["year"] or found["its_year"]
            forms = [
                f"{word}{month}{between}{year}"
                for month in (one for one, meant in _MONTHS.items() if meant == number)
                for word, between in (("tháng ", "/"), ("tháng ", " năm "), ("T", "/"))
            ]
            name = f"{number}/{year}"
            period = _period(PeriodKind.MONTH, name, (name, name), written, forms)
            yield ClauseSpan(span.start, span.end, span.end, period)


def _years(text: str, folded: Folded) -> Iterator[ClauseSpan]:
    """The years behind ``năm``, which without its mark is a name as well: ``Quảng Nam 2022``."""
    for found in _YEAR_ALONE.finditer(folded.text):
        span = folded.span(*found.span())
        written, year = span.of(text), found["year"]
        is_part = _AND_YEAR.match(folded.text, found.end()) or _PART_BEFORE.search(
            folded.text[: found.start()]
        )
        if written.lower().startswith("năm") and not is_part:
            period = _period(PeriodKind.YEAR, year, (year, year), written, ())
            yield ClauseSpan(span.start, span.end, span.end, period)


def _is_word(written: str, word: str) -> bool:
    """Whether a text begins with a word as it is spelled, or with none of its marks."""
    return written.lower().split()[0] in (word, fold(word).text)


def _period(
    kind: PeriodKind, name: str, ends: tuple[str, str], written: str, forms: Sequence[str]
) -> TypedPeriod:
    """What is dated from a first to a last month or year, or has one of the forms side by side."""
    days = ((which, date_bound(which, end)) for which, end in zip(DAYS, ends, strict=True))
    dated = tuple(FieldCondition(which, (day,), day) for which, day in days)
    phrases = {query_tokens(as_typed(form, written)): form for form in (written, *forms)}
    written_so = [Phrase(tokens, form) for tokens, form in phrases.items()]
    return TypedPeriod((And(dated), *written_so), query_tokens(written), written, kind, name)
