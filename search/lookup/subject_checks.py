"""Whether a draft links a number to the subject of another directive (trích yếu không khớp)."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.directives import (
    RegistryColumn,
    certain_date,
    contradicts_subject,
    doubtful_columns,
    is_foreign_to,
    is_told_by,
)
from indexer.model import Directive, Outcome, because
from search.lookup.draft_citation import DraftCitation, Judgement, Remark
from search.lookup.house_style import directive_name

_CONFUSED = 3
"""Directives of a subject that are named beside one of another."""


def wrong_subject(cited: DraftCitation) -> Remark | None:
    """Words after the number that are about something else than the directive.

    A fault where they are those of another directive; else what is meant is left open, for many
    words behind "về" are no title.
    """
    row = cited.directive
    is_told = (cited.is_central or cited.is_by_text) and cited.states_term
    if row is None or not (is_told and cited.parts.symbol):
        return None
    if RegistryColumn.TITLE in doubtful_columns(row) or cited.quotes(row):
        return None
    is_foreign = _is_foreign(cited, row)
    if others := [
        one for one in _of_its_type(cited, row) if _is_about(cited, one, row, is_foreign)
    ]:
        names = " / ".join(map(directive_name, others[-_CONFUSED:]))
        reason = because(
            "số {number} là văn bản {title}; nội dung ghi ở đây là của {names}",
            number=row.number, title=row.title, names=names,
        )  # fmt: skip
        return Remark(Judgement.WRONG_SUBJECT, reason)
    if not is_foreign:
        return None
    if cited.is_by_text:
        return Remark(None, because("bản trong kho là văn bản {title}", title=row.title))
    reason = because(
        "danh mục ghi {number} là văn bản {title}, khác với nội dung ghi ở đây",
        number=row.number, title=row.title,
    )  # fmt: skip
    return Remark(None, reason)


def _is_foreign(cited: DraftCitation, row: Directive) -> bool:
    """Whether the words behind "về" are about something else; what ends in a colon heads what
    stands below it."""
    subject = cited.citation.subject
    return (
        not subject.endswith(":")
        and contradicts_subject(row, subject, cited.registry)
        and is_foreign_to(row, subject.partition(",")[0], cited.registry)
    )


def _of_its_type(cited: DraftCitation, row: Directive) -> Iterator[Directive]:
    held = cited.registry.of_body(row.key.partition("/")[0])
    return (one for one in held if one.number and one.type == row.type)


def _is_about(cited: DraftCitation, one: Directive, row: Directive, is_foreign: bool) -> bool:
    """Whether the words behind a number are the title of one directive, and not that of its own."""
    return cited.quotes(one, row) or (is_foreign and is_told_by(one, cited.citation.subject, ()))


def other_homonym(cited: DraftCitation) -> Remark | None:
    """A number whose day or khóa is of one directive, and whose subject is of another one.

    Which of the two is meant, the resolution leaves open.
    """
    if cited.resolution.outcome is not Outcome.AMBIGUOUS or not cited.states_term:
        return None
    rows = cited.of_same_number()
    told = [one for one in rows if _is_of_that_day(cited, one)]
    about = list(filter(cited.quotes, rows)) or list(filter(cited.is_about, rows))
    if not (told and about) or set(told) & set(about):
        return None
    reason = because(
        "ngày hoặc khóa ghi ở đây là của {names}; nội dung là của {others}",
        names=" / ".join(map(directive_name, told)),
        others=" / ".join(map(directive_name, about)),
    )
    return Remark(Judgement.WRONG_SUBJECT, reason)


def _is_of_that_day(cited: DraftCitation, row: Directive) -> bool:
    """Whether a directive has the day that the text gives, or without one the khóa."""
    citation = cited.citation
    return certain_date(row) == citation.date if citation.date else row.term == citation.term
