"""Numbers of the State (số hiệu văn bản của Nhà nước): which document of the registry one means.

They begin anew each year, so a number means nothing without one, be it in the symbol
(``30/2020/NĐ-CP``) or told by a day (``749/QĐ-TTg ngày 03/6/2020``).  Laws and resolutions of the
National Assembly are numbered apart and look alike: only the type word tells ``18/2008/QH12``.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.directives.contradictions import matching_date
from indexer.directives.doubts import shares_its_number
from indexer.directives.keys import DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.telling_apart import (
    contradicts_subject,
    is_told_by,
    issued_before,
    leaves_year_open,
)
from indexer.directives.verdicts import Verdict, code_of, open_verdict, resolved_verdict, term_of
from indexer.knowledge import first_day, format_date
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


def resolve_state_number(
    citation: Citation,
    key: DirectiveKey,
    stated: Reason | None,
    issued: PartialDate | None,
    registry: Registry,
    behind: Sequence[str] = (),
) -> Verdict:
    """The verdict on a number of the State; ``stated`` says how the text gives its year.

    ``behind`` are the words behind the number that may be its title.

    >>> from indexer.citations import find_citations
    >>> (one,) = find_citations("Quyết định số 167/QĐ-TTg")
    >>> key = DirectiveKey.parse("nn.ttg/_/qd-167")
    >>> resolve_state_number(one, key, None, None, Registry.load()).candidates
    ('nn.ttg/y2021/qd-167', 'nn.ttg/y2022/qd-167')
    """
    numbered = registry.numbered(str(key.body), key.number)
    held = [row for row in numbered if key.code in (UNKNOWN, code_of(row))]
    if stated is None:
        dated = issued_before(held, issued)
        reason = because("văn bản không ghi ngày, năm hoặc nhiệm kỳ")
        return (
            _by_subject(citation, dated, behind)
            or _of_recent_year(citation, key, dated, issued, registry)
            or open_verdict(str(key), reason, dated)
        )
    of_year = [row for row in held if term_of(row) == key.term]
    if _has_its_type_from_a_list(citation):
        return _of_any_type(key, [row for row in numbered if term_of(row) == key.term], stated)
    if key.code == UNKNOWN:
        return open_verdict(
            str(key), because("không ghi là luật, nghị quyết hay loại nào khác"), of_year
        )
    if not of_year:
        return Verdict(str(key), Outcome.NOT_HELD, stated, certainty=Certainty.STATED)
    return _of_year(citation, key, of_year, stated)


def _by_subject(
    citation: Citation, dated: Sequence[Directive], behind: Sequence[str]
) -> Verdict | None:
    """The verdict where the words behind a number are those of one title."""
    named = [row for row in dated if is_told_by(row, citation.subject, behind)]
    if len(named) != 1 or shares_its_number(named[0]):
        return None
    is_open = leaves_year_open(named[0], citation.subject, behind)
    reason = because("nội dung nêu sau số hiệu khớp với tên văn bản")
    return resolved_verdict(named[0], reason, Certainty.INFERRED if is_open else Certainty.STATED)


def _of_recent_year(
    citation: Citation,
    key: DirectiveKey,
    dated: Sequence[Directive],
    issued: PartialDate | None,
    registry: Registry,
) -> Verdict | None:
    """The verdict where the one row that has the number by then is of the notice's year or of the
    year before.

    Of the year before only where the notice's own year is known not to have come so far.
    """
    numbered = [row for row in dated if not _has_year(row)]
    if issued is None or len(numbered) != 1:
        return None
    (row,) = numbered
    if row.date is None or contradicts_subject(row, citation.subject, registry):
        return None
    if row.date.year == issued.year:
        reason = because("số của năm {year}, năm của thông báo", year=issued.year)
        return resolved_verdict(row, reason, Certainty.INFERRED)
    if row.date.year != issued.year - 1 or not _is_yet_to_come(key, issued, registry):
        return None
    reason = because(
        "số của năm {before}: vào ngày của văn bản viện dẫn, năm {year} chưa đến số này",
        before=issued.year - 1,
        year=issued.year,
    )
    return resolved_verdict(row, reason, Certainty.INFERRED)


def _has_year(row: Directive) -> bool:
    """Whether its symbol has the year: those are numbered apart (``24/2021/QĐ-TTg``)."""
    return row.date is not None and f"/{row.date.year}/" in row.number


def _is_yet_to_come(key: DirectiveKey, issued: PartialDate, registry: Registry) -> bool:
    """Whether a later paper of the same year has no higher number than this."""
    return any(
        row.date
        and row.date.year == issued.year
        and not _has_year(row)
        and first_day(row.date) > issued.latest()
        and code_of(row) == key.code
        and DirectiveKey.parse(row.key).figure <= key.figure
        for row in registry.of_body(str(key.body))
    )


def _has_its_type_from_a_list(citation: Citation) -> bool:
    """Whether only its neighbour tells a type: "Nghị quyết số 202/2025/QH15 và 72/2025/QH15"."""
    return citation.kind == "list" and not citation.sigil and citation.text[0].isdecimal()


def _of_any_type(key: DirectiveKey, of_year: Sequence[Directive], stated: Reason) -> Verdict:
    """The verdict where the type is its neighbour's, which lists of laws and resolutions mix."""
    of_type = [row for row in of_year if code_of(row) == key.code]
    if len(of_year) == len(of_type) == 1:
        return resolved_verdict(of_type[0], stated, Certainty.INFERRED)
    unread = DirectiveKey.numbered(key.body, key.term, UNKNOWN, key.number)
    reason = because("không ghi là luật, nghị quyết hay loại nào khác")
    return open_verdict(str(unread), reason, of_year)


def _of_year(
    citation: Citation, key: DirectiveKey, of_year: Sequence[Directive], stated: Reason
) -> Verdict:
    """The verdict on a number of a year of which a document is held."""
    row = of_year[0]
    agrees = citation.date is not None and bool(matching_date([row], citation.date))
    if shares_its_number(row) and not agrees:
        reason = because("hai văn bản cùng năm mang số này, danh mục chỉ có một")
        return open_verdict(str(key), reason, of_year)
    if citation.date and row.date and not agrees:
        stated = because(
            "đúng số và năm; ngày ghi trong văn bản khác ngày {date} trong danh mục",
            date=format_date(row.date),
        )
        if str(row.date.year) not in (citation.number or ""):
            return resolved_verdict(row, stated, Certainty.INFERRED)
    return resolved_verdict(row, stated, Certainty.STATED)
