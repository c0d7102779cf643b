"""What can be wrong with one citation of a draft (dự thảo): one check for each kind of slip.

A check says something only where the text and a cell of the registry that is certain
contradict each other; what rests on a doubtful cell, or on a directive that the text does not
quite identify, is a note and no fault (precision first).

Whether a directive of a draft had been replaced (được thay thế) by the day of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.directives import (
    DirectiveKey,
    RegistryColumn,
    agree,
    certain_date,
    contradicts_organ,
    doubtful_columns,
    is_numbered,
)
from indexer.knowledge import (
    CentralTerm,
    DocumentType,
    IssuingBody,
    central_term_at,
    central_terms,
    first_day,
    known_body,
    type_named,
)
from indexer.knowledge.document_types import document_types
from indexer.model import Citation, CitationRole, Directive, Outcome, PartialDate, because
from indexer.text import unaccent
from search.lookup.corrections import form_corrections
from search.lookup.draft_citation import DraftCitation, Judgement, Remark, folded_words
from search.lookup.held_rows import date_of_text, other_symbol
from search.lookup.place_checks import no_such_place
from search.lookup.subject_checks import other_homonym, wrong_subject
from search.typography import numeric_date

_SAYS_SO = re.compile(r"\b(?:thay the|thay cho|bai bo|huy bo|het hieu luc|truoc day|nguyen la)\b")


def replaced(cited: DraftCitation) -> Remark | None:
    """A directive that a newer one had replaced or repealed by the day of the draft, as the
    registry or a text that is held says."""
    chain = cited.successors()
    if not chain:
        return None
    first = chain[0]
    name = " → ".join(cited.name_of(one) for one in chain)
    row = cited.directive
    number = (row.number or row.title) if row else cited.citation.text
    if cited.relations.is_unsure_on(first, cited.issued):
        reason = because("có thể đã được thay thế bởi {name}; điều này chưa kiểm chứng", name=name)
        return Remark(None, cited.told_by_texts(reason, chain))
    if _SAYS_SO.search(cited.before):
        reason = because("đã được thay thế bởi {name}, và câu văn có nói đến việc đó", name=name)
        return Remark(Judgement.CORRECT, cited.told_by_texts(reason, chain))
    if first.role is CitationRole.REPEALED:
        reason = because("{number} đã bị bãi bỏ bởi {name}", number=number, name=name)
    else:
        reason = because("{number} đã được thay thế bởi {name}", number=number, name=name)
    return Remark(Judgement.REPLACED, cited.told_by_texts(reason, chain))


def replaced_by_another(cited: DraftCitation) -> Remark | None:
    """Where the registry and a text that is held name different directives as what replaced it."""
    key, chain = cited.resolution.key, cited.successors()
    if key is None or not chain or not cited.relations.contradicts(key):
        return None
    others = [one for one in cited.relations.newer_than(key) if one not in chain]
    name = ", ".join(map(cited.name_of, others))
    reason = because("danh mục và văn bản trong kho không thống nhất; cũng ghi: {name}", name=name)
    return Remark(None, cited.told_by_texts(reason, others))


def amended(cited: DraftCitation) -> Remark | None:
    """A directive that a text that is held says it had amended by the day of the draft."""
    found = cited.amendments()
    if not found:
        return None
    name = ", ".join(map(cited.name_of, found))
    reason = because("đã được sửa đổi, bổ sung bởi {name}", name=name)
    return Remark(None, cited.told_by_texts(reason, found))


def _after(newer: Directive, issued: PartialDate | None) -> bool:
    date = certain_date(newer)
    return issued is not None and date is not None and first_day(date) > issued.latest()


Check = Callable[[DraftCitation], Remark | None]


def wrong_type(cited: DraftCitation) -> Remark | None:
    """The type word against the registry, else against the sigil beside it."""
    citation, row = cited.citation, cited.directive
    kind = _written_type(citation)
    if kind is None:
        return None
    clash = _against_sigil(citation, kind, cited.signer)
    if row is None or kind.name == row.type or RegistryColumn.NUMBER in doubtful_columns(row):
        return clash
    if clash and not cited.is_identified:
        return clash
    name = f"{row.type} {row.number}" if row.number else row.title
    if cited.is_by_text:
        reason = because(
            "bản trong kho ghi {number} là {type}, không phải {written}",
            number=row.number, type=row.type, written=kind.name,
        )  # fmt: skip
    elif not is_numbered(citation):
        reason = because(
            "tên gọi này chỉ {name}; văn bản ấy là {type}, không phải {written}",
            name=name, type=row.type, written=kind.name,
        )  # fmt: skip
    elif unaccent(row.title).startswith(f"ban hanh {unaccent(kind.name)}"):
        reason = because(
            "số {number} (khóa {term}) là của {type} ban hành {written} ấy",
            number=row.number, term=row.term, type=row.type, written=kind.name,
        )  # fmt: skip
    else:
        reason = because(
            "số {number} (khóa {term}) là {type}, không phải {written}",
            number=row.number, term=row.term, type=row.type, written=kind.name,
        )  # fmt: skip
    is_told = cited.is_identified or _is_of_its_organ(cited, row)
    return Remark(Judgement.WRONG_TYPE if is_told else None, reason)


def _is_of_its_organ(cited: DraftCitation, row: Directive) -> bool:
    """Whether number and organ of the centre agree, and no words tell of another subject."""
    if cited.citation.body != row.body or RegistryColumn.BODY in doubtful_columns(row):
        return False
    return not cited.citation.subject or cited.is_about(row)


def _written_type(citation: Citation) -> DocumentType | None:
    """The type whose own name stands before the number; no abbreviation, no inherited type."""
    kind = type_named(citation.type) if citation.type else None
    words = " ".join(re.findall(r"[a-z]+", unaccent(citation.text)))
    return kind if kind and words.startswith(unaccent(kind.name)) else None


def _against_sigil(
    citation: Citation, kind: DocumentType, signer: IssuingBody | None
) -> Remark | None:
    if citation.sigil is None or signer is None or not is_numbered(citation):
        return None
    sphere = "state" if signer.sphere == "state" else "party"
    meant = [
        one
        for one in document_types()
        if citation.sigil in one.sigils and one.sphere in (sphere, "both")
    ]
    # "Thông tư … TTLT", "Chương trình … CTHĐ": a shorter name of the same type.
    if not meant or any(one.name.startswith(kind.name) for one in meant):
        return None
    reason = because(
        "ký hiệu {sigil} là của {type}, không phải {written}",
        sigil=citation.sigil, type=" / ".join(one.name for one in meant), written=kind.name,
    )  # fmt: skip
    return Remark(Judgement.WRONG_TYPE, reason)


def wrong_date(cited: DraftCitation) -> Remark | None:
    """The date against the calendar, the khóa, the registry, and the order of numbers."""
    citation, row = cited.citation, cited.directive
    day = citation.date
    if day is None or citation.number is None or citation.kind == "alias":
        return None
    if day.day and day.exact() is None:
        reason = because("không có ngày {date}", date=numeric_date(day))
        return Remark(Judgement.WRONG_DATE, reason)
    if against := _against_its_term(cited, day):
        return against
    resolution = cited.resolution
    if row is None and resolution.outcome is Outcome.AMBIGUOUS and len(resolution.candidates) == 1:
        row = cited.registry.get(resolution.candidates[0])
    if row:
        found = date_of_text(row, day) if cited.is_by_text else _against_registry(row, day)
    else:
        found = _against_numbers(cited, day)
    return found if found and found.judgement else _against_its_year(citation, day) or found


def _against_its_term(cited: DraftCitation, day: PartialDate) -> Remark | None:
    """A day of another khóa than the one that is written beside it."""
    term = central_term_at(day) if cited.is_central else None
    stated = _central_term(cited.citation.term)
    if not (term and stated) or term == stated:
        return None
    reason = because(
        "ngày {date} thuộc khóa {held}, không thuộc khóa {written}",
        date=numeric_date(day), held=term.term, written=stated.term,
    )  # fmt: skip
    return Remark(Judgement.WRONG_DATE, reason)


_NUMBERED_YEAR = re.compile(r"\d+[^\W\d]?/(\d{4})/")


def _against_its_year(citation: Citation, day: PartialDate) -> Remark | None:
    """A number of the State has the year of its day in it: ``30/2020/NĐ-CP``."""
    found = _NUMBERED_YEAR.match(citation.number or "")
    if found is None or found[1] == str(day.year):
        return None
    if citation.has_misread_figures or citation.date_is_unlabelled:
        return None
    reason = because(
        "số {number} là của năm {year}, văn bản này ghi ngày {written}",
        number=citation.number, year=found[1], written=numeric_date(day),
    )  # fmt: skip
    return Remark(Judgement.WRONG_DATE, reason)


def _against_registry(row: Directive, day: PartialDate) -> Remark | None:
    held, known = row.date, certain_date(row)
    if held is None or agree(held, day):
        return None
    if known and not agree(known, day):
        reason = because(
            "danh mục ghi {number} ban hành ngày {held}, văn bản này ghi ngày {written}",
            number=row.number, held=numeric_date(known), written=numeric_date(day),
        )  # fmt: skip
        return Remark(Judgement.WRONG_DATE, reason)
    reason = because(
        "danh mục ghi ngày {held}, nhưng chính ngày ấy chưa kiểm chứng", held=numeric_date(held)
    )
    return Remark(None, reason)


def _against_numbers(cited: DraftCitation, day: PartialDate) -> Remark | None:
    """A number that is not held still has its place between those that are."""
    key, sigil = cited.resolution.key, cited.citation.sigil
    if key is None or sigil is None or cited.resolution.outcome is not Outcome.NOT_HELD:
        return None
    found = cited.registry.registers.out_of_order(key, sigil, day)
    row, before = found or (None, False)
    if row is None or row.date is None:
        return None
    number, date = row.number, numeric_date(row.date)
    reason = (
        because("số này phải ban hành sau {number} (ngày {date})", number=number, date=date)
        if before
        else because("số này phải ban hành trước {number} (ngày {date})", number=number, date=date)
    )
    return Remark(Judgement.WRONG_DATE, reason)


def _central_term(written: str | None) -> CentralTerm | None:
    return next((one for one in central_terms() if one.term == written), None)


def not_yet_issued(cited: DraftCitation) -> Remark | None:
    """A directive that did not exist on the day of the draft."""
    issued, citation, row = cited.issued, cited.citation, cited.directive
    if issued is None:
        return None
    known = certain_date(row) if row else None
    known = known or (citation.date if row is None else None)
    if known:
        if first_day(known) <= issued.latest():
            return None
        reason = because("ban hành ngày {date}, sau ngày của dự thảo", date=numeric_date(known))
        return Remark(Judgement.LATER if row is None or cited.is_identified else None, reason)
    term = _central_term(citation.term) if cited.is_central else None
    if term and term.opened > issued.latest():
        reason = because("khóa {term} bắt đầu sau ngày của dự thảo", term=term.term)
        return Remark(Judgement.LATER, reason)
    return _only_later(cited, issued)


def _only_later(cited: DraftCitation, issued: PartialDate) -> Remark | None:
    """Whether every held directive of the number is later than the draft."""
    held = [row for key in cited.resolution.candidates if (row := cited.registry.get(key))]
    dates = [date for row in held if (date := certain_date(row))]
    if cited.states_term or not held or len(dates) < len(held):
        return None
    if any(first_day(date) <= issued.latest() for date in dates):
        return None
    reason = because(
        "văn bản mang số này trong danh mục ban hành ngày {date}, sau ngày của dự thảo; "
        "nếu là văn bản khác cùng số thì phải ghi khóa hoặc ngày",
        date=numeric_date(min(dates, key=first_day)),
    )
    return Remark(Judgement.LATER, reason)


def missing_term(cited: DraftCitation) -> Remark | None:
    """A central number without khóa or date, which every term has anew."""
    if not (cited.resolution.key and is_numbered(cited.citation) and _signed_centrally(cited)):
        return None
    if cited.states_term or cited.repeated or cited.is_paired:
        return None
    row, held = cited.directive, cited.resolution.candidates
    if row is None and len(held) > 1:
        reason = because(
            "{n} văn bản của các khóa khác nhau mang số này; phải ghi khóa hoặc ngày",
            n=len(held),
        )
    elif row is None:
        reason = because("không ghi khóa, cũng không ghi ngày; số được đánh lại mỗi khóa")
    elif others := homonyms(cited):
        reason = because(
            "không ghi khóa, cũng không ghi ngày; hiểu là của khóa {term}, nhưng danh mục cũng có "
            "văn bản số này của khóa {others}",
            term=row.term, others=", ".join(one.term for one in others),
        )  # fmt: skip
    else:
        reason = because(
            "không ghi khóa, cũng không ghi ngày; hiểu là của khóa {term}", term=row.term
        )
    return Remark(Judgement.MISSING_TERM, reason)


def homonyms(cited: DraftCitation) -> list[Directive]:
    """The directives of other terms that a number alone may mean as well on the day of the draft;
    none where more than the number tells the directive."""
    row = cited.directive
    if row is None or cited.is_identified or cited.is_about(row):
        return []
    return [
        one
        for one in cited.of_same_number()
        if one.key != row.key
        and RegistryColumn.NUMBER not in doubtful_columns(one)
        and not _after(one, cited.issued)
    ]


def _signed_centrally(cited: DraftCitation) -> bool:
    """By the symbol, or by the directive that a short form without one stands for."""
    if cited.citation.body_code:
        return cited.is_central
    key = DirectiveKey.parse(cited.resolution.key) if cited.resolution.key else None
    signer = known_body(key.body.head) if key else None
    return signer is not None and signer.term == "central"


def wrong_body(cited: DraftCitation) -> Remark | None:
    """Another organ of the centre than the registry's.

    A note where the organ may be that of another one of a list, or the right one is named too.
    """
    row = cited.directive
    if row is None or not cited.is_identified or not contradicts_organ(row, cited.citation):
        return None
    is_named_too = f" {folded_words(row.body)} " in f"{_words_before(cited, row)}{cited.behind}"
    is_its_own = cited.is_followed_by_organ and not is_named_too
    reason = because("danh mục ghi cơ quan ban hành là {body}", body=row.body)
    if cited.is_by_text:
        reason = because("bản trong kho ghi cơ quan ban hành là {body}", body=row.body)
    return Remark(Judgement.WRONG_BODY if is_its_own else None, reason)


_BEFORE_STOP = re.compile(r"[.;!?](?: |$)")


def _words_before(cited: DraftCitation, row: Directive) -> str:
    """The words of its own sentence or item before a citation; none where the organ of a directive
    is that of the citation before it."""
    if cited.preceding and cited.preceding.body == row.body:
        return ""
    return f" {folded_words(_BEFORE_STOP.split(cited.before)[-1])}"


def wrong_form(cited: DraftCitation) -> Remark | None:
    """A symbol or a date that is told apart and not written as the rules of form want it."""
    wrong = tuple(form_corrections(cited))
    if not wrong:
        return None
    pairs = ", ".join(f"{one.before} → {one.after}" for one in wrong)
    return Remark(Judgement.FORM, because("chưa đúng thể thức: {pairs}", pairs=pairs))


CHECKS: tuple[Check, ...] = (
    wrong_type, wrong_subject, other_homonym, wrong_date, not_yet_issued, replaced, missing_term,
    replaced_by_another, amended, wrong_form, wrong_body, other_symbol, no_such_place,
)  # fmt: skip
"""In the order in which their remarks are told."""
