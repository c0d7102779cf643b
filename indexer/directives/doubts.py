"""What a row of the registry leaves in doubt (điều còn ngờ), cell by cell, and what it so tells.

``confidence`` is ``confirmed`` when every cell was seen in public text, ``partial`` when
``doubt`` names the cells that were not, ``unconfirmed`` when the whole row is general knowledge.
A cell in doubt is shown as such and never used against a writer.  What the doubts are called, and
what people read for them, is data: ``corpus/registry/doubts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from indexer.knowledge import format_date, instruments
from indexer.language import gettext
from indexer.memory import remembered
from indexer.model import Directive, PartialDate, Validity
from indexer.paths import REGISTRY


class RegistryColumn(StrEnum):
    """A cell of a row that may be in doubt."""

    NUMBER = "number"
    DATE = "date"
    DAY = "day"
    BODY = "issuing organ"
    TITLE = "title"
    SUPERSESSION = "supersession"
    EFFECTIVE = "effective day"


_UNSEEN = re.compile(r"(?P<cells>[a-z ,]{1,80}) unconfirmed")
_YEAR_SEEN = re.compile(r"\byear\b")
_ALL = "all"


def doubtful_columns(row: Directive) -> frozenset[RegistryColumn]:
    """The cells of a row that are in doubt; all of them where the row does not say which.

    >>> from indexer.directives import Registry
    >>> sorted(doubtful_columns(Registry.load().get("tw/k12/qdi-124")))
    [<RegistryColumn.TITLE: 'title'>]
    """
    if row.confidence == "confirmed":
        return frozenset()
    named = _cells(row.doubt) if row.confidence == "partial" else frozenset()
    return named or frozenset(RegistryColumn)


@remembered(4096)
def _cells(doubt: str) -> frozenset[RegistryColumn]:
    cells = set(_unseen(doubt))
    for part in _parts(doubt):
        known = _known(part)
        if known:
            cells |= known[0].columns
    return frozenset(cells)


def _unseen(doubt: str) -> list[RegistryColumn]:
    """The cells that a doubt calls unconfirmed by their names."""
    return [
        cell
        for clause in _UNSEEN.finditer(doubt.lower())
        for name in re.split(r",| and ", clause["cells"])
        for cell in RegistryColumn
        if cell.value == name.strip()
    ]


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
    """What is in doubt, in words; empty for a confirmed row.

    A doubt that the user wrote in words of their own is given back as it stands.

    >>> from indexer.directives import Registry
    >>> doubt_text(Registry.load().get("tw/k13/ct-50"))
    'cơ quan ban hành'
    >>> doubt_text(Registry.load().get("tw/k11/qd-109"))
    'tên lấy từ quyết định thay thế nó; mới thấy ở một nguồn'
    """
    if row.confidence == "confirmed":
        return ""
    return "; ".join(remarks(row, language)) or gettext("mọi điều ghi ở đây", language)


def remarks(row: Directive, language: str = "vi") -> list[str]:
    """What the row says of its sources, one sentence each; also that of a confirmed row.

    >>> from indexer.directives import Registry
    >>> remarks(Registry.load().get("nn.qh/y2013/hien-phap"))[0]
    'được sửa đổi bởi 203/2025/QH15'
    """
    unseen = _unseen(row.doubt)
    said = [", ".join(dict.fromkeys(_column_name(cell, language) for cell in unseen))]
    for part in _parts(row.doubt):
        known = _known(part)
        if known:
            doubt, words = known
            said.append(doubt.said.format_map(words) if language == "vi" else part)
        elif not unseen:
            said.append(part)
    return [one for one in said if one]


def known_validity(row: Directive) -> Validity:
    """Whether a directive is in force, as far as its row tells for certain; unknown is no yes.

    What a row says was replaced has ended, unless that is in doubt; so has an edition of an
    instrument behind which another one was adopted.

    >>> from indexer.directives import Registry
    >>> registry = Registry.load()
    >>> [str(known_validity(registry.get(key))) for key in ("tw/k12/qdi-30", "tw/k12/qdi-213")]
    ['expired', 'unknown']
    >>> [str(known_validity(registry.get(key))) for key in ("tw/k10/dieu-le", "tw/k11/dieu-le")]
    ['expired', 'unknown']
    """
    is_replaced = row.superseded_by and not is_succession_doubtful(row)
    if (one := instruments().get(row.type)) and row.key.endswith(f"/{one.document}"):
        is_replaced = is_replaced or one.is_replaced(row.term)
    return Validity.EXPIRED if row.status == Validity.UNKNOWN and is_replaced else row.status


def is_succession_doubtful(*rows: Directive | None) -> bool:
    """Whether any of two rows leaves in doubt that the one directive replaced the other.

    >>> from indexer.directives import Registry
    >>> registry = Registry.load()
    >>> newer, older = registry.get("tw/k13/qdi-114"), registry.get("tw/k12/qdi-205")
    >>> is_succession_doubtful(older), is_succession_doubtful(older, newer)
    (False, True)
    """
    return any(RegistryColumn.SUPERSESSION in doubtful_columns(row) for row in rows if row)


def validity_text(row: Directive, language: str = "vi") -> str:
    """Whether a directive is in force, in words.

    >>> from indexer.directives import Registry
    >>> validity_text(Registry.load().get("nn.cp/y2020/nd-30"))
    'chưa rõ hiệu lực'
    """
    return {
        Validity.IN_FORCE: gettext("đang có hiệu lực", language),
        Validity.PARTLY_EXPIRED: gettext("hết hiệu lực một phần", language),
        Validity.EXPIRED: gettext("hết hiệu lực", language),
        Validity.UNKNOWN: gettext("chưa rõ hiệu lực", language),
    }[known_validity(row)]


def _parts(doubt: str) -> list[str]:
    return [part.strip() for part in doubt.split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class _KnownDoubt:
    """A doubt as the table writes it, what people read for it, and the cells in doubt."""

    written: str
    said: str
    columns: frozenset[RegistryColumn]


@cache
def _known_doubts() -> dict[str, _KnownDoubt]:
    found = {}
    for row in tomllib.loads((REGISTRY / "doubts.toml").read_text("utf-8"))["doubt"]:
        cells = row.get("cells", ())
        columns = RegistryColumn if _ALL in cells else map(RegistryColumn, cells)
        found[row["written"]] = _KnownDoubt(row["written"], row["said"], frozenset(columns))
    return found


_DAY = r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}/\d{1,2}/\d{4}"
_SLOTS = {"{day}": rf"(?P<day>{_DAY})", "{other}": rf"(?P<other>{_DAY})"}
_SLOTS |= {f"{{{name}}}": f"(?P<{name}>.+)" for name in ("text", "other_text")}
_SLOT = re.compile(r"(\{[a-z_]+\})")


@cache
def _with_slots() -> tuple[tuple[re.Pattern[str], _KnownDoubt], ...]:
    """Those that hold a day or words of their own, the longest first."""
    open_ones = [one for one in _known_doubts().values() if "{" in one.written]
    return tuple(
        (re.compile("".join(_SLOTS.get(one) or re.escape(one) for one in parts)), known)
        for known in sorted(open_ones, key=lambda one: len(one.written), reverse=True)
        for parts in (_SLOT.split(known.written),)
    )


@remembered(4096)
def _known(part: str) -> tuple[_KnownDoubt, dict[str, str]] | None:
    """The known doubt that a part of a cell is, with what stands in its slots."""
    exact = _known_doubts().get(part)
    if exact:
        return exact, {}
    for pattern, known in _with_slots():
        found = pattern.fullmatch(part)
        if found:
            return known, {name: _as_written(words) for name, words in found.groupdict().items()}
    return None


def _as_written(words: str) -> str:
    """A day of the data as people write it; other words as they are."""
    iso = re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", words)
    return format_date(PartialDate.parse(words)) if iso else words


def _column_name(cell: RegistryColumn, language: str) -> str:
    return {
        RegistryColumn.NUMBER: gettext("số", language),
        RegistryColumn.DATE: gettext("ngày ban hành", language),
        RegistryColumn.DAY: gettext("ngày ban hành", language),
        RegistryColumn.BODY: gettext("cơ quan ban hành", language),
        RegistryColumn.TITLE: gettext("tên văn bản", language),
        RegistryColumn.SUPERSESSION: gettext("quan hệ thay thế", language),
        RegistryColumn.EFFECTIVE: gettext("ngày có hiệu lực", language),
    }[cell]
