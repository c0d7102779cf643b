"""What of a draft is corrected by itself: only what leaves no choice (sửa chắc chắn).

Form is always sure.  A type word, a date, a khóa, an organ is put right where everything else that
the draft says of the directive agrees with certain cells of the registry.  That a directive was
replaced is told and not corrected: whether a sentence speaks of the time before, its writer knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.citations import adjacent_qualifiers
from indexer.directives import (
    certain_date,
    contradicts_subject,
    names_another_organ,
)
from indexer.model import Directive, Outcome, PartialDate, Span
from indexer.text import BLANK, fold, replaced, unaccent
from search.lookup.draft_citation import DraftCitation, Judgement
from search.lookup.house_style import house_date
from search.typography import numeric_date


@dataclass(frozen=True, slots=True)
class SureCorrection:
    """A stretch of a draft, as it stands there and as it is to stand."""

    span: Span
    before: str
    after: str


def corrected_text(text: str, corrections: Iterable[SureCorrection]) -> str:
    """A draft with its corrections, of which none overlaps another.

    >>> one = SureCorrection(Span(8, 17), "213/QĐ-TW", "213-QĐ/TW")
    >>> corrected_text("theo số 213/QĐ-TW.", [one])
    'theo số 213-QĐ/TW.'
    """
    return replaced(text, ((*one.span, one.after) for one in corrections))


def form_corrections(cited: DraftCitation) -> Iterator[SureCorrection]:
    """The symbol and the date of a citation where their form is wrong, however they are meant."""
    parts, text = cited.parts, cited.text
    if parts.symbol and (symbol := _wrong_symbol(parts.symbol.of(text), cited)):
        yield SureCorrection(parts.symbol, parts.symbol.of(text), symbol)
    day = cited.citation.date
    is_a_day = bool(day and (day.day is None or day.exact()))
    if parts.date and day and is_a_day and _is_wrong_date(parts.date.of(text)):
        yield SureCorrection(parts.date, parts.date.of(text), numeric_date(day))


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_LINE_END = re.compile(r"\s*\n\s*")
_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])/(?:0?[3-9]|0[12]|1[0-2])/\d{4}")


def _wrong_symbol(written: str, cited: DraftCitation) -> str:
    """The right form of a symbol; empty where it has that.

    A dash is as good as a hyphen, the end of a line is the layout's, and capitals are a heading's.
    """
    right = cited.citation.number or ""
    plain = _LINE_END.sub("", _DASHES.sub("-", written))
    if plain == right or (cited.citation.text.isupper() and plain == right.upper()):
        return ""
    return right


def _is_wrong_date(written: str) -> bool:
    """Whether figures of a date are apart by other signs than strokes, or lack a nought."""
    is_in_words = any(letter.isalpha() for letter in written)
    return not (is_in_words or _DATE.fullmatch(_LINE_END.sub("", written)))


def sure_corrections(
    cited: DraftCitation, kinds: frozenset[Judgement]
) -> tuple[SureCorrection, ...]:
    """What is put right of a citation with these judgements; at most one for each of its parts."""
    changed = {one.span: one.after for one in form_corrections(cited)}
    if not kinds & {Judgement.WRONG_SUBJECT, Judgement.LATER}:
        changed |= dict(_against_registry(cited, kinds))
        changed |= dict(_right_organ(cited, kinds))
    missing = _missing_date(cited) if Judgement.MISSING_TERM in kinds else None
    if missing and (symbol := cited.parts.symbol):
        changed[symbol] = f"{changed.get(symbol, symbol.of(cited.text))}, {house_date(missing)}"
    return tuple(
        SureCorrection(span, span.of(cited.text), changed[span]) for span in sorted(changed)
    )


def _against_registry(
    cited: DraftCitation, kinds: frozenset[Judgement]
) -> Iterator[tuple[Span, str]]:
    """Type word, date and khóa where the registry surely has others."""
    parts, text, row = cited.parts, cited.text, cited.directive
    if Judgement.WRONG_DATE in kinds:
        term = _right_term(cited) if parts.term else ""
        if parts.term and term:
            yield parts.term, re.sub(r"[IVXivx\d]+$", term, parts.term.of(text))
        day = certain_date(row) if row else None
        if not (row and parts.date and day and _is_misdated(cited, row, day)):
            return
        yield parts.date, numeric_date(day)
    if Judgement.WRONG_TYPE in kinds and row and parts.type and _is_misnamed(cited, row):
        yield parts.type, _in_the_case_of(parts.type.of(text), row.type)


def _right_organ(cited: DraftCitation, kinds: frozenset[Judgement]) -> Iterator[tuple[Span, str]]:
    """The organ where only it can be wrong."""
    organ, row = cited.parts.organ, cited.directive
    if Judgement.WRONG_BODY in kinds and row and organ and _is_of_its_day(cited, row):
        yield organ, row.body.upper() if organ.of(cited.text).isupper() else row.body


def _is_of_its_day(cited: DraftCitation, row: Directive) -> bool:
    """Whether number, type and the very day are the registry's, and no subject speaks against it:
    only the organ can be wrong then."""
    citation = cited.citation
    if (row.number, row.type) != (citation.number, citation.type):
        return False
    if contradicts_subject(row, citation.subject, cited.registry):
        return False
    return _has_its_day(cited, row)


def _has_its_day(cited: DraftCitation, row: Directive) -> bool:
    """Whether the very day that is written is the registry's, and sure there."""
    day = cited.citation.date
    return bool(day and day.exact()) and certain_date(row) == day


def _is_misnamed(cited: DraftCitation, row: Directive) -> bool:
    """Whether only the type word of a citation can be wrong: the number agrees, no organ speaks
    against it, and the subject agrees, or where none is written the very day.

    Quyết định and Quy định may have numbers of their own, so number and day alone do not tell a
    directive that is said to be about something else.  A Quyết định that issues a Quy định is
    often called by that name, so its sentence may want other words.
    """
    citation, written = cited.citation, unaccent(cited.citation.type or "")
    if row.number != citation.number or unaccent(row.title).startswith(f"ban hanh {written}"):
        return False
    if names_another_organ(row, citation) or _is_described(cited):
        return False
    if _is_its_subject(cited, row):
        return True
    return _has_its_day(cited, row) and _says_no_more(cited)


def _is_misdated(cited: DraftCitation, row: Directive, day: PartialDate) -> bool:
    """Whether only the date of a citation can be wrong.

    All but one of day, month and year are right, and so is the subject; or only the year is wrong,
    and no other of the number has a date that is as near.  A day or a month that is wrong may be
    that of another number.
    """
    written = cited.citation.date
    if written is None or row.number != cited.citation.number or not _is_near(row, written):
        return False
    if names_another_organ(row, cited.citation):
        return False
    if _is_its_subject(cited, row):
        return True
    if (day.day, day.month) != (written.day, written.month) or not _says_no_more(cited):
        return False
    return [one for one in cited.of_same_number() if _is_near(one, written)] == [row]


def _is_near(row: Directive, written: PartialDate) -> bool:
    day = certain_date(row)
    return (
        day is not None
        and ((day.day == written.day) + (day.month == written.month) + (day.year == written.year))
        >= 2
    )


def _right_term(cited: DraftCitation) -> str:
    """The khóa of the one directive with the number and the very day; empty where there is none."""
    day = cited.citation.date
    if day is None or day.day is None or not cited.is_central:
        return ""
    found = [one for one in cited.of_same_number() if certain_date(one) == day]
    return found[0].term if len(found) == 1 and found[0].term != cited.citation.term else ""


def _missing_date(cited: DraftCitation) -> PartialDate | None:
    """The day to put behind a number without khóa and day: where its subject tells the directive,
    or the draft tells it elsewhere."""
    row = cited.directive
    if row is None or cited.resolution.outcome is not Outcome.RESOLVED:
        return None
    day = certain_date(row)
    if day is None or day.day is None or row.number != cited.citation.number:
        return None
    if contradicts_subject(row, cited.citation.subject, cited.registry):
        return None
    is_named = cited.introduced and (row.type == cited.citation.type or _says_no_more(cited))
    return day if is_named or _is_its_subject(cited, row) else None


_CLAUSE = 200  # letters
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n\s*\n")
_GOES_ON = re.compile(r"[^\S\n]*\(?(?:(?P<parted>[,\n–-])[\s,–-]*)?(?P<words>[^\W_].*)")
_PAGE_END = re.compile(rf"\s*{BLANK}[\s{BLANK}]*")
# What is named beside it, or done with it: "… được thực hiện đều".
_LINKING = re.compile(r"(?:va|cung|hoac|hay|(?:(?:da|dang|chua|van) )?duoc)(?![^\W_])")
_DONE_BY_IT = re.compile(r"(?<![^\W_])(?:duoc|bi) [^.;:]*(?:theo|tai|bang)(?: noi dung)? ?$")
# Decisions on persons are told by what they do: "giữ chức Bí thư từ ngày … (Quyết định số …)".
_OF_A_PERSON = re.compile(
    r"(?<![^\W_])(?:dong chi|d/c|giu chuc|nhan cong tac|nghi huu|chuan y|bo nhiem|dieu dong"
    r"|luan chuyen|phan cong|chi dinh|ky luat|khen thuong)(?![^\W_])"
)
_NUMBER_WORD = re.compile(r"[\W_]*(?:số|so)?[\W_]*", re.IGNORECASE)


def _says_no_more(cited: DraftCitation) -> bool:
    """Whether number, day, organ and khóa are all that a text says of a directive.

    What a Quyết định does often stands there without "về": ``… của Ban Bí thư cử đồng chí A``, or
    before it: ``đồng chí A được cử theo Quyết định …``.  It is a directive of another subject then,
    whatever its number and day.
    """
    start, end = cited.citation.span
    following = cited.following.span.start if cited.following else len(cited.text)
    behind = _PAGE_END.sub(" ", cited.text[end : min(following, end + _CLAUSE)])
    folded = fold(behind)
    rest = behind[folded.position(adjacent_qualifiers(folded, behind, 0, len(folded.text)).end) :]
    more = _GOES_ON.match(_CLAUSE_END.split(rest, maxsplit=1)[0])
    is_more = more is not None and not _LINKING.match(unaccent(more["words"]))
    # Behind a comma or on the next line a capital begins what has another subject.
    if more and is_more and (not more["parted"] or more["words"][0].islower()):
        return False
    before = _PAGE_END.sub(" ", cited.text[max(0, start - _CLAUSE) : start])
    plain = " ".join(unaccent(_CLAUSE_END.split(before)[-1]).split())
    return not (_DONE_BY_IT.search(plain) or _OF_A_PERSON.search(plain))


def _is_described(cited: DraftCitation) -> bool:
    """Whether the type word is more than that: ``Quyết định chuẩn y số …``."""
    kind, symbol = cited.parts.type, cited.parts.symbol
    if kind is None or symbol is None:
        return False
    return _NUMBER_WORD.fullmatch(cited.text, kind.end, symbol.start) is None


def _is_its_subject(cited: DraftCitation, row: Directive) -> bool:
    """Whether the words after the number are the subject of this one among those of its number."""
    if contradicts_subject(row, cited.citation.subject, cited.registry):
        return False
    return [one for one in cited.of_same_number() if cited.is_about(one)] == [row]


def _in_the_case_of(written: str, word: str) -> str:
    """A type in capitals, or with a small letter, as the one it stands for.

    >>> [_in_the_case_of(one, "Quy định") for one in ("QUYẾT ĐỊNH", "quyết định", "Quyết định")]
    ['QUY ĐỊNH', 'quy định', 'Quy định']
    """
    if written.isupper():
        return word.upper()
    return word[:1].lower() + word[1:] if written[:1].islower() else word
