"""What is in doubt in a row of the registry (điều còn ngờ), cell by cell.

``confidence`` is ``confirmed`` when every cell was seen in public text, ``partial`` when
``doubt`` names the cells that were not, ``unconfirmed`` when the whole row is general knowledge.
A cell in doubt is shown as such and never used against a writer.
"""

from __future__ import annotations

import re
from enum import StrEnum

from indexer.language import gettext
from indexer.model import Directive, PartialDate


class Cell(StrEnum):
    """A cell of a row that may be in doubt."""

    NUMBER = "number"
    DATE = "date"
    DAY = "day"
    BODY = "issuing organ"
    TITLE = "title"
    SUPERSESSION = "supersession"


_UNSEEN = re.compile(r"(?P<cells>[a-z ,]{1,80}) unconfirmed")
_PARAPHRASED = re.compile(r"title paraphrased")
_YEAR_SEEN = re.compile(r"\byear\b")


def doubted(row: Directive) -> frozenset[Cell]:
    """The cells of a row that are in doubt; all of them where the row does not say which.

    >>> from indexer.directives import Registry
    >>> sorted(doubted(Registry.load().get("tw/k12/qdi-124")))
    [<Cell.TITLE: 'title'>]
    """
    if row.confidence == "confirmed":
        return frozenset()
    named = frozenset(_named(row.doubt)) if row.confidence == "partial" else frozenset()
    return named or frozenset(Cell)


def _named(doubt: str) -> list[Cell]:
    cells = [Cell.TITLE] if _PARAPHRASED.search(doubt) else []
    for clause in _UNSEEN.finditer(doubt.lower()):
        for name in re.split(r",| and ", clause["cells"]):
            cells += [cell for cell in Cell if cell.value == name.strip()]
    return cells


def certain_date(row: Directive) -> PartialDate | None:
    """The date as far as it is certain: a doubtful day leaves the month, or the year alone.

    >>> from indexer.directives import Registry
    >>> certain_date(Registry.load().get("tw/k11/nq-33")).iso
    '2014-06'
    """
    cells = doubted(row)
    if row.date is None or Cell.DATE in cells:
        return None
    if Cell.DAY not in cells:
        return row.date
    return PartialDate(row.date.year, None if _YEAR_SEEN.search(row.doubt) else row.date.month)


def doubt_said(row: Directive, language: str = "vi") -> str:
    """The cells in doubt as a list of words; empty for a confirmed row.

    A doubt that the user wrote in words of their own is given back as it stands.

    >>> from indexer.directives import Registry
    >>> doubt_said(Registry.load().get("tw/k13/ct-50"))
    'cơ quan ban hành'
    """
    if row.confidence == "confirmed":
        return ""
    named = _named(row.doubt)
    if row.doubt and not named:
        return row.doubt
    if not named:
        return gettext("mọi điều ghi ở đây", language)
    return ", ".join(dict.fromkeys(_cell_name(cell, language) for cell in named))


def _cell_name(cell: Cell, language: str) -> str:
    return {
        Cell.NUMBER: gettext("số", language),
        Cell.DATE: gettext("ngày ban hành", language),
        Cell.DAY: gettext("ngày ban hành", language),
        Cell.BODY: gettext("cơ quan ban hành", language),
        Cell.TITLE: gettext("tên văn bản", language),
        Cell.SUPERSESSION: gettext("quan hệ thay thế", language),
    }[cell]
