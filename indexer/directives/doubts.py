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


class RegistryColumn(StrEnum):
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


def doubtful_columns(row: Directive) -> frozenset[RegistryColumn]:
    """The cells of a row that are in doubt; all of them where the row does not say which.

    >>> from indexer.directives import Registry
    >>> sorted(doubtful_columns(Registry.load().get("tw/k12/qdi-124")))
    [<RegistryColumn.TITLE: 'title'>]
    """
    if row.confidence == "confirmed":
        return frozenset()
    named = frozenset(_named(row.doubt)) if row.confidence == "partial" else frozenset()
    return named or frozenset(RegistryColumn)


def _named(doubt: str) -> list[RegistryColumn]:
    cells = [RegistryColumn.TITLE] if _PARAPHRASED.search(doubt) else []
    for clause in _UNSEEN.finditer(doubt.lower()):
        for name in re.split(r",| and ", clause["cells"]):
            cells += [cell for cell in RegistryColumn if cell.value == name.strip()]
    return cells


def shares_its_number(row: Directive) -> bool:
    """Whether another document of the same year bears the number too: only the day tells then.

    >>> from indexer.directives import Registry
    >>> shares_its_number(Registry.load().get("nn.cp/y2025/nd-02"))
    True
    """
    return "bear this number" in row.doubt


def certain_date(row: Directive) -> PartialDate | None:
    """The date as far as it is certain: a doubtful day leaves the month, or the year alone.

    >>> from indexer.directives import Registry
    >>> certain_date(Registry.load().get("tw/k11/nq-33")).iso
    '2014-06'
    """
    cells = doubtful_columns(row)
    if row.date is None or RegistryColumn.DATE in cells:
        return None
    if RegistryColumn.DAY not in cells:
        return row.date
    return PartialDate(row.date.year, None if _YEAR_SEEN.search(row.doubt) else row.date.month)


def doubt_text(row: Directive, language: str = "vi") -> str:
    """The cells in doubt as a list of words; empty for a confirmed row.

    A doubt that the user wrote in words of their own is given back as it stands.

    >>> from indexer.directives import Registry
    >>> doubt_text(Registry.load().get("tw/k13/ct-50"))
    'cơ quan ban hành'
    """
    if row.confidence == "confirmed":
        return ""
    named = _named(row.doubt)
    if row.doubt and not named:
        return row.doubt
    if not named:
        return gettext("mọi điều ghi ở đây", language)
    return ", ".join(dict.fromkeys(_column_name(cell, language) for cell in named))


def _column_name(cell: RegistryColumn, language: str) -> str:
    return {
        RegistryColumn.NUMBER: gettext("số", language),
        RegistryColumn.DATE: gettext("ngày ban hành", language),
        RegistryColumn.DAY: gettext("ngày ban hành", language),
        RegistryColumn.BODY: gettext("cơ quan ban hành", language),
        RegistryColumn.TITLE: gettext("tên văn bản", language),
        RegistryColumn.SUPERSESSION: gettext("quan hệ thay thế", language),
    }[cell]
