"""The State's documents (văn bản của Nhà nước) of the registry, read when they are asked for.

There are several times as many as directives of the Party, and most papers cite few of them.  So
the file is read when the first is asked for, and of each line no more than its key until then.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from indexer.directives.rows import directives_of, normal_alias
from indexer.model import Directive


class StateTable:
    """The lines of ``state_documents.csv`` by key, by number and by alias.

    >>> from indexer.paths import REGISTRY
    >>> table = StateTable(REGISTRY / "state_documents.csv")
    >>> table.get("nn.cp/y2020/nd-30").number, table.get("nn.cp/y1900/nd-30")
    ('30/2020/NĐ-CP', None)
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._read: dict[str, Directive] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its rows, in their order."""
        return tuple(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Directive]:
        return (self._row(key) for key in self._lines)

    def get(self, key: str) -> Directive | None:
        """The document of a key, or None; raises ``RegistryError`` if its line is unreadable."""
        return self._row(key) if key in self._lines else None

    def of_body(self, body: str) -> tuple[Directive, ...]:
        """Every document of a body segment (``nn.cp``)."""
        return tuple(self._row(key) for key in self._lines if key.startswith(f"{body}/"))

    def numbered(self, body: str, number: str) -> tuple[Directive, ...]:
        """Every document of a body with a number, of whatever type and year."""
        return tuple(map(self._row, self._by_number.get((body, number), ())))

    def named(self, alias: str) -> tuple[Directive, ...]:
        """The documents with an alias, folded as :func:`normal_alias` does.

        The first word of an alias is that of its type, so another asks for no reading.
        """
        if not alias.startswith(_NAMED):
            return ()
        return tuple(map(self._row, self._by_alias.get(alias, ())))

    def naming(self, key: str) -> list[Directive]:
        """The documents that replaced one, or that it replaced, as their rows tell."""
        found = (self._row(one) for one, line in self._lines.items() if key in line)
        return [row for row in found if key in (*row.supersedes, *row.superseded_by)]

    @cached_property
    def _table(self) -> tuple[list[str], dict[str, str]]:
        """The columns, and each line by its key."""
        if self._path is None or not self._path.exists():
            return [], {}
        columns, *lines = self._path.read_text("utf-8").splitlines()
        return columns.split(","), {line.partition(",")[0]: line for line in lines}

    @property
    def _columns(self) -> list[str]:
        return self._table[0]

    @property
    def _lines(self) -> dict[str, str]:
        return self._table[1]

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in self._lines:
            found[key.partition("/")[0], key.rpartition("-")[2]].append(key)
        return found

    @cached_property
    def _by_alias(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for cells in csv.reader(self._lines.values()):
            at = self._columns.index("aliases")
            for alias in {normal_alias(one) for one in cells[at].split("|") if one}:
                found[alias].append(cells[0])
        return found

    def _row(self, key: str) -> Directive:
        row = self._read.get(key)
        if row is None:
            name = self._path.name if self._path else ""
            (row,) = directives_of([self._lines[key]], name, self._columns)
            self._read[key] = row
        return row


_NAMED = ("luat ", "bo luat ", "phap lenh ", "hien phap")
"""What the aliases of laws begin with, folded: those by which the State's are looked up."""
