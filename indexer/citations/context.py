"""What stands around a citation: its date, organ, khóa and subject, one by one.

In ``Kết luận số 21-KL/TW, ngày 25/10/2021 của Ban Chấp hành Trung ương (khóa XIII) về …`` the
symbol is the citation and the rest qualifies it.

A mention: a citation while it is being read, before it becomes a :class:`Citation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.citations.cells import Tables
from indexer.citations.dates import UnlabelledDate, as_read, date_behind
from indexer.citations.patterns import CENTRE, WORD_ORDINAL
from indexer.citations.symbols import canonical_symbol
from indexer.citations.terms import Terms, WrittenTerm, heads_what_follows, is_relative, term_at
from indexer.knowledge import YEAR, IssuingBody, known_body
from indexer.model import Citation, CitationRole, Cue, PartialDate, Pinpoint, Relation
from indexer.normalization import composed
from indexer.numerals import read_year
from indexer.organs import (
    GAP,
    SPACE,
    WALL,
    CitedOrgan,
    is_centre_of,
    organ_at,
    signs_with,
)
from indexer.text import Folded, unaccent

REACH = 120


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What follows a symbol; ``end`` is where it stops, in the folded text."""

    end: int
    date: PartialDate | None = None
    organ: CitedOrgan | None = None
    terms: Terms = ()
    subject: str = ""


_OF = re.compile(
    rf"{GAP},?{GAP}(?:cua|do)(?![a-z]){GAP}(?:chu{SPACE}tich{SPACE}(?=ubnd|uy{SPACE}ban))?"
)
# "213-QĐ/TW được Bộ Chính trị ban hành ngày …"
_ISSUED_BY = re.compile(rf"{GAP},?{GAP}(?:da{SPACE})?duoc{SPACE}")
_ISSUED = re.compile(rf"{GAP}(?:ky|ban{SPACE}hanh)(?![a-z])")
_OF_BRACKET = re.compile(rf"{GAP}\({GAP}(?:cua{SPACE})?")
_AFTER_BRACKETED = re.compile(rf"{GAP}(?:[),]|khoa)")
_YEAR_IN_BRACKETS = re.compile(rf"{GAP}\({GAP}(?P<year>{YEAR}){GAP}(?=\))")
# "Nghị quyết số 33-NQ/TW Hội nghị lần thứ chín Ban Chấp hành Trung ương khóa XI".
_AT_PLENUM = re.compile(
    rf"{GAP}[,(]?{GAP}(?:(?:cua|tai){SPACE})?(?:hoi{SPACE}nghi|hn){GAP}(?:{CENTRE}{GAP})?"
    rf"(?:lan{SPACE}(?:thu{GAP})?)?(?:\d{{1,2}}(?!\d)|{WORD_ORDINAL}|[ivx]{{1,5}}(?![a-z]))"
    rf"{GAP},?{GAP}(?:cua{SPACE})?"
)
_CLOSE = re.compile(rf"{GAP}\)")
_SUBJECT = re.compile(
    rf"{GAP}[,)]?{GAP}(?:[\"(]{GAP})?(?:ve|v/v|vv)(?![a-z])(?P<words>[^;()]{{3,220}})"
)
_QUOTED = re.compile(rf"{GAP},?{GAP}\"(?!\s)(?P<words>[^\";()]{{3,220}})")
# A khóa further on must be the Party's: "Bộ Chính trị khóa XII", not "Quốc hội khóa XV".
_LATER_TERM = re.compile(
    rf"(?:\((?=khoa)|(?:trung{SPACE}uong|dang|bo{SPACE}chinh{SPACE}tri|ban{SPACE}bi{SPACE}thu|tw),?{GAP}(?=\(?khoa))"
)
_LATER_OF = re.compile(
    rf"(?<![a-z])cua{SPACE}(?=ban|bo|trung|bch|tinh|thanh|huyen|quan|thi|dang|uy|ubnd|hoi|hdnd)"
)


def qualifiers_at(folded: Folded, text: str, position: int, limit: int) -> Qualifiers:
    """The qualifiers of what ends at a folded position; ``limit`` is the next citation."""
    adjacent = adjacent_qualifiers(folded, text, position, limit)
    return with_subject(folded, text, adjacent, limit, None)


def adjacent_qualifiers(
    folded: Folded, text: str, position: int, limit: int, tables: Tables | None = None
) -> Qualifiers:
    """The date, organ and khóa that follow a symbol at once, in whatever order.

    ``limit`` is the next citation; with ``tables`` the date may stand in another cell.
    """
    qualifiers = Qualifiers(position)
    for _ in range(7):
        longer = _with_next(folded, text, qualifiers, tables)
        if longer is None or longer.end > limit:
            longer = _closed(folded, qualifiers, limit)
        if longer is None:
            break
        qualifiers = longer
    return qualifiers


def _with_next(
    folded: Folded, text: str, qualifiers: Qualifiers, tables: Tables | None
) -> Qualifiers | None:
    """The qualifiers with the date, khóa or organ right behind it, of those not there yet."""
    if qualifiers.date is None:
        dated = date_behind(folded.text, qualifiers.end)
        if dated is None and tables:
            dated = tables.date_in_row(qualifiers.end)
        if dated:
            return Qualifiers(dated[1], dated[0], qualifiers.organ, qualifiers.terms)
        year = _YEAR_IN_BRACKETS.match(folded.text, qualifiers.end)
        if year:
            day = PartialDate(read_year(year["year"]) or 1)
            return Qualifiers(year.end(), day, qualifiers.organ, qualifiers.terms)
    termed = None if qualifiers.terms else _term_behind(folded, text, qualifiers)
    if termed:
        return Qualifiers(termed[1], qualifiers.date, qualifiers.organ, termed[0])
    if qualifiers.organ:
        return None
    plenum = _AT_PLENUM.match(folded.text, qualifiers.end)
    organ = organ_at(folded, text, plenum.end()) if plenum else None
    organ = organ or _organ_after(folded, text, qualifiers.end)
    end = organ.end if organ else plenum.end() if plenum else None
    return Qualifiers(end, qualifiers.date, organ, qualifiers.terms) if end else None


def _term_behind(folded: Folded, text: str, qualifiers: Qualifiers) -> tuple[Terms, int] | None:
    """The khóa behind a citation, unless it heads what follows: "… 02/6/1997⏎Khóa IX: Quy định".

    "khóa trước" tells nothing more where the day stands already.
    """
    termed = term_at(folded, text, qualifiers.end)
    if termed is None or heads_what_follows(folded, text, qualifiers.end, termed[1]):
        return None
    return None if qualifiers.date and is_relative(termed[0]) else termed


def _closed(folded: Folded, qualifiers: Qualifiers, limit: int) -> Qualifiers | None:
    """The qualifiers with the comma or bracket after a date or organ, where they may go on."""
    if not (qualifiers.date or qualifiers.organ):
        return None
    closing = _CLOSE.match(folded.text, qualifiers.end, limit)
    if closing is None:
        return None
    return Qualifiers(closing.end(), qualifiers.date, qualifiers.organ, qualifiers.terms)


def _organ_after(folded: Folded, text: str, position: int) -> CitedOrgan | None:
    of = _OF.match(folded.text, position)
    if of:
        return organ_at(folded, text, of.end())
    passive = _ISSUED_BY.match(folded.text, position)
    organ = organ_at(folded, text, passive.end()) if passive else None
    if organ and _ISSUED.match(folded.text, organ.end):
        return organ
    bracket = _OF_BRACKET.match(folded.text, position)
    organ = organ_at(folded, text, bracket.end()) if bracket else None
    if organ and _AFTER_BRACKETED.match(folded.text, organ.end, organ.end + 30):
        return organ
    return None


# A subject ends here; the stop of "TP.HCM" and of "1.200" is within a word.
_STOP = re.compile(rf"[.;](?=[\s\"'*_){WALL}]|\Z)|{WALL}")


def with_subject(
    folded: Folded, text: str, qualifiers: Qualifiers, limit: int, body: IssuingBody | None
) -> Qualifiers:
    """The qualifiers with the subject, and what organ, khóa and date stand behind it.

    ``limit`` is the next citation; ``body`` the one that the symbol names: an organ further on
    must be one that signs so.
    """
    letters, end = folded.text, qualifiers.end
    until = min(limit, end + REACH + 100)
    stop = _STOP.search(letters, end, until)
    until = stop.start() if stop else until
    match = _SUBJECT.match(letters, end, until) or _QUOTED.match(letters, end, until)
    if not match:
        return qualifiers
    subject = " ".join(match["words"].split())
    reach = min(until, end + REACH)
    terms = qualifiers.terms or _later_terms(folded, text, (end, reach), limit)
    if qualifiers.organ:
        return Qualifiers(end, qualifiers.date, qualifiers.organ, terms, subject)
    of = _LATER_OF.search(letters, end, reach)
    organ = organ_at(folded, text, of.end()) if of else None
    if organ is None or body is None or organ.end > limit or not signs_with(organ, body):
        return Qualifiers(end, qualifiers.date, None, terms, subject)
    return Qualifiers(
        end, qualifiers.date or _later_date(letters, organ.end, limit), organ, terms, subject
    )


def _later_terms(folded: Folded, text: str, within: tuple[int, int], limit: int) -> Terms:
    later = _LATER_TERM.search(folded.text, *within)
    found = term_at(folded, text, later.end()) if later else None
    return found[0] if found and found[1] <= limit else ()


def _later_date(letters: str, position: int, limit: int) -> PartialDate | None:
    dated = date_behind(letters, position)
    return dated[0] if dated and dated[0].day and dated[1] <= limit else None


@dataclass(slots=True)  # not frozen, which takes three times as long for so many fields
class CitationMention:
    """A citation at ``[start, end)`` of the folded text, in parts.

    ``headed`` tells that the mention has its own type word; ``year`` is the one inside a State
    symbol, ``damaged`` where figures of the number stand that were read as others.
    ``is_elided``: a bare number of a list, with sigil and body of the symbol that ends it.
    ``code`` is the body code of an unnumbered citation, which has no :class:`IssuingBody`.
    """

    start: int
    end: int
    kind: str
    type: str | None
    digits: str = ""
    sigil: str | None = None
    body: IssuingBody | None = None
    qualifiers: Qualifiers | None = None
    headed: bool = True
    year: int | None = None
    department: str = ""
    name: str | None = None
    code: str | None = None
    place: str = ""
    malformed: str = ""
    damaged: tuple[int, int] | None = None
    is_elided: bool = False

    @property
    def after(self) -> int:
        """Where the mention ends, its qualifiers included."""
        return self.qualifiers.end if self.qualifiers else self.end


@dataclass(slots=True)
class CitedFor:
    """What a mention is cited for: its role, the words that say so, and what is done to it."""

    role: CitationRole
    cue: Cue | None = None
    relation: Relation | None = None


MENTIONED = CitedFor(CitationRole.MENTION)


def citations_of(
    mention: CitationMention,
    folded: Folded,
    text: str,
    pinpoints: Sequence[Pinpoint] = (),
    cited_for: CitedFor = MENTIONED,
) -> Iterator[Citation]:
    """The citations that a mention stands for: one, or one for each khóa of a list.

    ``pinpoints`` are the places in it that are pointed to, ``cited_for`` is what it is cited for.
    """
    span = folded.span(mention.start, mention.end)
    qualifiers = mention.qualifiers or Qualifiers(mention.end)
    organ = qualifiers.organ
    number = mention.malformed or _number(mention)
    body = mention.name or (organ.name if organ else None)
    if body is None and mention.body is not None:
        body = mention.body.name
    code = mention.code or (_signed(mention.body, organ) if mention.body else None)
    written_code = code or (_code(organ) if organ else None)
    date, misread = as_read(qualifiers.date, folded, text)
    central = bool(qualifiers.terms) and _counts_by_khoa(written_code)
    for term in qualifiers.terms or (WrittenTerm(),):
        yield Citation(
            span=span,
            text=span.of(text),
            kind=mention.kind,
            type=mention.type,
            number=number,
            sigil=mention.sigil,
            body_code=written_code,
            body=body,
            date=date,
            term=term.stated(central),
            written_term=term.written,
            subject=composed(qualifiers.subject),
            place=mention.place or _place(organ, mention.body),
            damaged=_written(mention.damaged, folded, text),
            misread_date=misread,
            date_is_unlabelled=isinstance(qualifiers.date, UnlabelledDate),
            pinpoints=tuple(pinpoints),
            role=cited_for.role,
            cue=cited_for.cue,
            relation=cited_for.relation,
        )


def _written(where: tuple[int, int] | None, folded: Folded, text: str) -> str:
    return folded.span(*where).of(text) if where else ""


def _signed(body: IssuingBody, organ: CitedOrgan | None) -> str:
    """The code of a body, in full where its organ is the centre's: "38-HD/BTC của BTC TW"."""
    full = known_body(organ.code) if organ and is_centre_of(organ, body) else None
    return full.written if full else body.written


def _counts_by_khoa(code: str | None) -> bool:
    body = known_body(unaccent(code or ""))
    return body is not None and body.term == "central"


def _code(organ: CitedOrgan) -> str | None:
    """The code that an organ signs with, as symbols write it."""
    body = known_body(organ.code) if organ.code else None
    return body.written if body else None


def _place(organ: CitedOrgan | None, body: IssuingBody | None) -> str:
    if organ is None or (body is not None and not signs_with(organ, body)):
        return ""
    return organ.place


def _number(mention: CitationMention) -> str | None:
    if not mention.digits:
        return None
    return canonical_symbol(
        mention.digits, mention.sigil, mention.body, mention.year, mention.department
    )
