"""The lines of the registry's tables: one line, one directive.

``directives.csv`` holds the Party's, ``state_documents.csv`` the State's.  A line is told by the
columns that the first line names; a column that a table lacks is empty in all of its rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexer.model import Directive, PartialDate, Reason, Validity, because
from indexer.problems import KnowledgeProblem
from indexer.text import unaccent

PARTY_TABLE, STATE_TABLE = "directives.csv", "state_documents.csv"


class RegistryError(KnowledgeProblem):
    """A line of the registry that cannot be read; ``problems`` name file, line and reason."""

    def __init__(self, problem: Reason) -> None:
        super().__init__(str(problem))
        self.problems = (problem,)


def read_directives(path: Path) -> tuple[Directive, ...]:
    """The lines of a table in order; raises :class:`RegistryError` for a bad one."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(directives_of(lines, path.name))


def directives_of(
    lines: Iterable[str], name: str, columns: Sequence[str] = ()
) -> Iterator[Directive]:
    """The directives of a table's lines; without ``columns`` the first line names them."""
    rows = csv.reader(lines)
    columns = columns or next(rows, [])
    for row in rows:
        if len(row) != len(columns):
            where = f"{name}:{rows.line_num}"
            raise RegistryError(because("{where}: số cột không đúng", where=where))
        yield _directive(dict(zip(columns, row, strict=True)), f"{name}:{rows.line_num}")


def _directive(row: dict[str, str], where: str) -> Directive:
    key = row["key"]
    if key.count("/") != 2:
        raise RegistryError(because("{where}: khóa {key} không đúng dạng", where=where, key=key))
    return Directive(
        key=key,
        type=row["type"],
        number=row["number"],
        body=row["body"],
        term=row.get("term", ""),
        date=_date(row["date"], where),
        title=row["title"],
        aliases=_parted(row["aliases"]),
        supersedes=_parted(row["supersedes"]),
        superseded_by=_parted(row["superseded_by"]),
        source=row["source"],
        confidence=row["confidence"],
        doubt=row["doubt"],
        effective=_date(row.get("effective", ""), where),
        status=_validity(row, where),
    )


def _validity(row: dict[str, str], where: str) -> Validity:
    try:
        return Validity(row.get("status", Validity.UNKNOWN))
    except ValueError:
        raise RegistryError(
            because(
                "{where}: không có tình trạng hiệu lực {status}", where=where, status=row["status"]
            )
        ) from None


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


def _date(cell: str, where: str) -> PartialDate | None:
    try:
        return read_date(cell)
    except ValueError:
        raise RegistryError(
            because("{where}: ngày {date} không đọc được", where=where, date=cell)
        ) from None


def read_date(cell: str) -> PartialDate | None:
    """A date of the data: ``2021-10-25``, ``2021-10``, ``2021`` or empty."""
    return PartialDate.parse(cell) if cell else None


def normal_alias(alias: str) -> str:
    """The spelling under which aliases are compared: folded, without "số" and marks.

    >>> normal_alias("Nghị quyết Trung ương 4 (khóa XII)")
    'nghi quyet trung uong 4 khoa xii'
    """
    words = re.findall(r"[a-z0-9]+", unaccent(alias))
    return " ".join(word for word in words if word != "so")
