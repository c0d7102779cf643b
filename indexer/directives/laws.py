"""Resolve citations of laws (citation-forms §3): by number, by name and year or day, by name.

What a text states decides; where it gives a name alone, what stands near it and the day of the
paper do, and the answer is *inferred*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indexer.citations.laws import REVISED
from indexer.directives.editions import (
    LAWMAKERS,
    Editions,
    adopted,
    begin,
    effective_in,
    name_document,
    name_key,
    of_year,
    on_day,
)
from indexer.directives.keys import DirectiveKey
from indexer.directives.numbered import ResolutionScope
from indexer.directives.parsed_symbol import year_of
from indexer.directives.registry import Registry
from indexer.directives.verdicts import Verdict, open_verdict, resolved_verdict, short_for
from indexer.knowledge import first_day, format_date, law_document
from indexer.model import (
    UNKNOWN,
    Certainty,
    Citation,
    Directive,
    Outcome,
    PartialDate,
    Reason,
    because,
)

_LEGISLATURE = re.compile(r"(?<![A-Z])(?:QH|UBTVQH)(?P<number>\d{1,2})(?!\d)")
_LINKED = re.compile(r"[\s*_]{0,24},?[\s*_]{0,24}(?:và|cùng|với)?[\s*_]{0,24}", re.IGNORECASE)
_AMENDED = re.compile(r"^(?:luat|pl)\.sua-doi.*?-cua-(?P<document>(?:bo-luat|luat|phap-lenh)-.+)$")
# A revised law is called so ("Luật Đất đai (sửa đổi)") until people are used to it.
_NEW_FOR_DAYS = 730
# Whoever tells a law's edition in more ways than this tells nothing.
_MOST_WAYS = 12


def is_named_law(citation: Citation) -> bool:
    """Whether a law is cited by its name, with no number."""
    return citation.kind == "law" and citation.number is None


@dataclass(slots=True)
class LawsNearby:
    """What the laws of one text tell of each other.

    ``years`` are years that stand behind the next law of a list, by the place of the law that has
    none itself; ``full`` the fuller mentions of each name.
    """

    years: dict[int, int] = field(default_factory=dict)
    full: dict[str, dict[tuple[object, ...], Citation]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @classmethod
    def of(cls, citations: Sequence[Citation], text: str) -> LawsNearby:
        """What a text's citations, in order, tell."""
        nearby = cls()
        following: Citation | None = None
        year: int | None = None
        for law in reversed([one for one in citations if one.kind == "law"]):
            if law.number or year_of(law) or law.date:
                nearby._add(law)
                year = year_of(law)
            elif following and _LINKED.fullmatch(text, law.span.end, following.span.start):
                if year and _document(law) != _document(following):
                    nearby.years[law.span.start] = year
            else:
                year = None
            following = law
        return nearby

    def _add(self, law: Citation) -> None:
        """Keep the first mention of each way in which a text tells which edition it means."""
        told, way = self.full[_document(law)], (law.number, year_of(law), law.date)
        if way in told or len(told) < _MOST_WAYS:
            told[way] = law


def resolve_named_law(citation: Citation, nearby: LawsNearby, scope: ResolutionScope) -> Verdict:
    """A law by its name, with or without a year or a day."""
    document, issued, editions = _document(citation), scope.issued, scope.registry.editions
    rows = editions.called(document)
    year, day = year_of(citation), citation.date
    if year is None and day:
        edition = on_day(rows, day)
        if edition:
            why = because("ngày {date} ghi trong văn bản", date=format_date(day))
            return resolved_verdict(edition, why, Certainty.STATED)
        if not rows or _amended(document) or day.day is None:
            year = day.year
    if year is not None:
        return _of_year(document, year, rows, issued, editions)
    if citation.subject.endswith(REVISED):
        return _revised(document, rows, issued)
    if scope.asked and len(rows) == 1:
        why = because("danh mục chỉ có một luật mang tên này")
        return resolved_verdict(rows[0], why, Certainty.INFERRED)
    return _by_neighbours(citation, rows, nearby) or _by_day(document, rows, issued, editions)


def _document(citation: Citation) -> str:
    return law_document(citation.type or "", citation.subject.removesuffix(REVISED))


def _amended(document: str) -> str:
    """The document of the law that an amending law amends; empty where it is none."""
    found = _AMENDED.match(document)
    if found is None:
        return ""
    inner = found["document"]
    for word, code in (("bo-luat-", "luat"), ("luat-", "luat"), ("phap-lenh-", "pl")):
        if inner.startswith(word):
            return f"{code}.{inner.removeprefix(word)}"
    return ""


def _of_year(
    document: str,
    year: int,
    rows: Sequence[Directive],
    issued: PartialDate | None,
    editions: Editions,
) -> Verdict:
    """The edition of a year that is written behind the name."""
    key = name_key(document, f"y{year}")
    stated = because("tên và năm {year} ghi trong văn bản", year=year)
    of_that = of_year(rows, year)
    if len(of_that) == 1:
        return resolved_verdict(of_that[0], stated, Certainty.STATED)
    if of_that:
        return _one_of_a_year(key, year, of_that, issued, editions)
    started = effective_in(rows, year)
    if len(started) == 1 and started[0].date:
        why = because(
            "luật ban hành năm {year}, có hiệu lực từ năm {effective}",
            year=started[0].date.year,
            effective=year,
        )
        return resolved_verdict(started[0], why, Certainty.INFERRED)
    amended = editions.called(_amended(document))
    if of_year(amended, year):
        why = because("năm {year} là năm của luật được sửa đổi", year=year)
        return _open(document, rows, why)
    if rows:
        why = because("danh mục không có lần ban hành nào năm {year}", year=year)
        certainty, keys = Certainty.INFERRED, tuple(row.key for row in rows)
        return Verdict(key, Outcome.NOT_HELD, why, keys, certainty)
    return Verdict(key, Outcome.NOT_HELD, stated, certainty=Certainty.STATED)


def _one_of_a_year(
    key: str,
    year: int,
    rows: Sequence[Directive],
    issued: PartialDate | None,
    editions: Editions,
) -> Verdict:
    """Two laws of one name and year: Luật Tổ chức chính quyền địa phương 65/2025 and 72/2025."""
    edition = _on(rows, issued, editions)
    if edition is None:
        why = because("năm {year} có {n} luật mang tên này", year=year, n=len(rows))
        return Verdict(key, Outcome.AMBIGUOUS, why, tuple(row.key for row in rows))
    why = because(
        "trong các luật cùng tên của năm {year}, luật có hiệu lực vào ngày của văn bản viện dẫn",
        year=year,
    )
    return resolved_verdict(edition, why, Certainty.INFERRED)


def _on(
    rows: Sequence[Directive], issued: PartialDate | None, editions: Editions
) -> Directive | None:
    """The edition in force through all that may be the day of a paper."""
    if issued is None:
        return None
    edition = editions.in_force(rows, first_day(issued))
    return edition if edition is editions.in_force(rows, issued.latest()) else None


def _open(document: str, rows: Sequence[Directive], why: Reason) -> Verdict:
    return open_verdict(name_key(document, UNKNOWN), why, rows)


def _revised(document: str, rows: Sequence[Directive], issued: PartialDate | None) -> Verdict:
    """``Luật Đất đai (sửa đổi)``: the edition just adopted, or a draft."""
    newest = adopted(rows, first_day(issued))[-1:] if issued else []
    if newest and len(rows) > 1 and newest[0] is not rows[0] and _is_new(newest[0], issued):
        why = because("luật sửa đổi vừa được ban hành vào ngày của văn bản viện dẫn")
        return resolved_verdict(newest[0], why, Certainty.INFERRED)
    why = because("“(sửa đổi)” có thể chỉ dự thảo, văn bản không ghi năm")
    return _open(document, rows, why)


def _is_new(row: Directive, issued: PartialDate | None) -> bool:
    if row.date is None or issued is None:
        return False
    return (first_day(issued) - first_day(row.date)).days <= _NEW_FOR_DAYS


def _by_neighbours(
    citation: Citation, rows: Sequence[Directive], nearby: LawsNearby
) -> Verdict | None:
    """The edition that a fuller mention before it, or the year behind a list, tells."""
    full = nearby.full.get(_document(citation), {}).values()
    before = [one for one in full if one.span.start < citation.span.start]
    told = {row.key: (row, one) for one in before if (row := _told_by(one, rows))}
    if len(told) == 1:
        ((row, one),) = told.values()
        return resolved_verdict(row, short_for(one), Certainty.INFERRED)
    year = nearby.years.get(citation.span.start)
    of_that = of_year(rows, year) if year else []
    if len(of_that) == 1:
        why = because("năm {year} ghi ở cuối chuỗi luật", year=year)
        return resolved_verdict(of_that[0], why, Certainty.INFERRED)
    return None


def _told_by(full: Citation, rows: Sequence[Directive]) -> Directive | None:
    """The edition that a fuller mention of the name states, or None."""
    if full.number:
        start = full.number.split("/")[:2]
        return next((row for row in rows if row.number.split("/")[:2] == start), None)
    year = year_of(full)
    if year is None:
        return on_day(rows, full.date) if full.date else None
    of_that = of_year(rows, year)
    return of_that[0] if len(of_that) == 1 else None


def _by_day(
    document: str, rows: Sequence[Directive], issued: PartialDate | None, editions: Editions
) -> Verdict:
    """The edition in force on the paper's day."""
    if not rows:
        return _open(document, rows, because("chưa có luật nào mang tên này trong danh mục"))
    if issued is None:
        why = because("văn bản không ghi năm; luật mang tên này có {n} lần ban hành", n=len(rows))
        return _open(document, rows, why)
    known = adopted(rows, issued.latest())
    edition = _on(rows, issued, editions)
    if edition is None:
        why = because("không rõ lần ban hành nào có hiệu lực vào ngày của văn bản viện dẫn")
        return _open(document, known, why)
    why = because("lần ban hành có hiệu lực vào ngày của văn bản viện dẫn")
    if begin(edition) > issued.latest():
        why = because(
            "lần ban hành duy nhất vào ngày của văn bản viện dẫn, lúc ấy chưa có hiệu lực"
        )
    verdict = resolved_verdict(edition, why, Certainty.INFERRED)
    coming = [row.key for row in known if begin(row) > begin(edition)]
    return replace(verdict, candidates=(edition.key, *coming))


# Laws, and all else of the National Assembly, by number.


def with_name_and_legislature(citation: Citation, verdict: Verdict, registry: Registry) -> Verdict:
    """The verdict on a number of the lawmakers, compared with the name and the legislature."""
    row = registry.get(verdict.key) if verdict.key else None
    if row is None or verdict.outcome is not Outcome.RESOLVED:
        return verdict
    if DirectiveKey.parse(row.key).body.segment not in LAWMAKERS:
        return verdict
    if citation.kind == "law" and citation.subject:
        other = _contradicts(_document(citation), row, registry.editions)
        if other:
            return other
    written, held = _legislature(citation.number or ""), _legislature(row.number)
    if written and held and written != held:
        why = because(
            "đúng số và năm; khóa ghi khác với {number} trong danh mục", number=row.number
        )
        return replace(verdict, reason=why, certainty=Certainty.INFERRED)
    return verdict


def _legislature(number: str) -> str:
    found = _LEGISLATURE.search(number)
    return found["number"] if found else ""


def _contradicts(document: str, row: Directive, editions: Editions) -> Verdict | None:
    """The verdict where the number is that of a law with another name."""
    own = name_document(row)
    if own == document:
        return None
    if _amended(document) == own:
        why = because("số {number} là số của luật được sửa đổi", number=row.number)
        return _open(document, editions.called(document), why)
    called = editions.called(document)
    if not called:
        return None
    why = because(
        "số {number} là của {title}, không phải tên ghi trong văn bản",
        number=row.number,
        title=row.title,
    )
    return Verdict(row.key, Outcome.AMBIGUOUS, why, (row.key, *(one.key for one in called)))
