"""A checked draft as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from indexer.language import say, say_reason
from search.doubts import doubt_said
from search.draft import Draft, Finding
from search.draft_case import Judgement


def draft(checked: Draft, language: str) -> Iterator[str]:
    """Every finding with its wordings, and a tally beneath them."""
    for one in checked.findings:
        yield from _finding(one, language)
    tally = ", ".join(
        f"{judgement_name(judgement, language)} {number}" for judgement, number in checked.counts
    )
    total = say("{n} viện dẫn", language, n=len(checked.findings))
    yield f"{total}: {tally}" if tally else total


def judgement_name(judgement: Judgement, language: str = "vi") -> str:
    """A judgement in a few words.

    >>> judgement_name(Judgement.WRONG_TYPE), judgement_name(Judgement.LATER, "en")
    ('sai tên loại', 'later than the draft')
    """
    return {
        Judgement.CORRECT: say("đúng", language),
        Judgement.MISSING_TERM: say("thiếu khóa", language),
        Judgement.WRONG_TYPE: say("sai tên loại", language),
        Judgement.WRONG_DATE: say("ngày không khớp", language),
        Judgement.REPLACED: say("đã được thay thế", language),
        Judgement.LATER: say("có sau bản thảo", language),
        Judgement.AMBIGUOUS: say("chưa phân định", language),
        Judgement.NOT_HELD: say("chưa có trong danh mục", language),
        Judgement.MALFORMED: say("không phải viện dẫn", language),
    }[judgement]


def _finding(one: Finding, language: str) -> Iterator[str]:
    citation = one.resolution.citation
    judged = ", ".join(
        judgement_name(remark.judgement, language) for remark in one.remarks if remark.judgement
    )
    written = click.style(" ".join(citation.text.split()), bold=True)
    yield f"{citation.span.start:6d}  {written}  [{judged}]"
    for remark in one.remarks:
        yield f"        {say_reason(remark.reason, language)}"
    for form in one.wordings:
        doubt = doubt_said(form.directive, language) if form.directive else ""
        doubted = say("chưa kiểm chứng: {cells}", language, cells=doubt) if doubt else ""
        yield f"      → {form.text}" + (f"  ({doubted})" if doubted else "")
