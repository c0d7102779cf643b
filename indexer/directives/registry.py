"""The registry of directives: what is known of each, and how to look one up.

``corpus/registry/directives.csv`` has one line for each directive; adding a line adds it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from indexer.directives.keys import DirectiveKey
from indexer.model import Directive, PartialDate, Reason, because
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class Plenum:
    """What the name of a plenum stands for: keys of its resolutions and conclusions."""

    resolutions: tuple[str, ...]
    conclusions: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """Directives by key, by number and by alias.

    >>> Registry.load().get("tw/k12/qdi-213").number
    '213-QĐ/TW'
    """

    directives: tuple[Directive, ...]
    plenums: dict[tuple[str, int], Plenum] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = REGISTRY) -> Registry:
        """Read the registry; raises :class:`RegistryError` for a line that cannot be read."""
        return cls(
            read_directives(folder / "directives.csv"), _read_plenums(folder / "plenums.toml")
        )

    def __iter__(self) -> Iterator[Directive]:
        return iter(self.directives)

    def __len__(self) -> int:
        return len(self.directives)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all of them."""
        return tuple(directive.key for directive in self.directives)

    @cached_property
    def _by_key(self) -> dict[str, Directive]:
        return {directive.key: directive for directive in self.directives}

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], tuple[Directive, ...]]:
        found: dict[tuple[str, str], list[Directive]] = defaultdict(list)
        for directive in self.directives:
            key = DirectiveKey.parse(directive.key)
            found[str(key.body), key.number].append(directive)
        return {key: tuple(group) for key, group in found.items()}

    @cached_property
    def _by_alias(self) -> dict[str, tuple[Directive, ...]]:
        found: dict[str, list[Directive]] = defaultdict(list)
        for directive in self.directives:
            for alias in {normal_alias(alias) for alias in directive.aliases}:
                found[alias].append(directive)
        return {alias: tuple(group) for alias, group in found.items()}

    @cached_property
    def bigram_counts(self) -> Counter[str]:
        """In how many titles each pair of neighbouring words stands."""
        return Counter(
            pair for directive in self.directives for pair in set(title_bigrams(directive.title))
        )

    def get(self, key: str) -> Directive | None:
        """The directive of a key, or None."""
        return self._by_key.get(key)

    def numbered(self, body: str, number: str) -> tuple[Directive, ...]:
        """Every directive of a body segment with a number, of whatever type and term.

        >>> [d.key for d in Registry.load().numbered("tw", "05")]
        ['tw/k12/ct-05']
        """
        return self._by_number.get((body, number), ())

    def by_alias(self, alias: str) -> tuple[Directive, ...]:
        """The directives with an alias, in any spelling.

        >>> [d.key for d in Registry.load().by_alias("chỉ thị số 05")]
        ['tw/k12/ct-05']
        """
        return self._by_alias.get(normal_alias(alias), ())

    def plenum(self, term: str, number: int) -> Plenum | None:
        """What "Trung ương <number> khóa <term>" stands for, as far as the data say."""
        return self.plenums.get((term, number))


def normal_alias(alias: str) -> str:
    """The spelling under which aliases are compared: folded, without "số" and marks.

    >>> normal_alias("Nghị quyết Trung ương 4 (khóa XII)")
    'nghi quyet trung uong 4 khoa xii'
    """
    words = re.findall(r"[a-z0-9]+", unaccent(alias))
    return " ".join(word for word in words if word != "so")


# Words that every subject has, and none tells anything.
_COMMON = frozenset(
    ["ve", "viec", "va", "cua", "cac", "voi", "trong", "tai", "theo", "duoc", "nhung"]
)


def title_bigrams(title: str) -> list[str]:
    """Neighbouring words of a title, folded: what titles are compared by.

    >>> title_bigrams("về công tác dân số")
    ['cong tac', 'tac dan', 'dan so']
    """
    words = re.findall(r"[a-z0-9]+", unaccent(title))
    joined = [f"{one} {two}" for one, two in pairwise(words)]
    return [pair for pair in joined if not set(pair.split()) & _COMMON]


def read_directives(path: Path) -> tuple[Directive, ...]:
    """The lines of ``directives.csv`` in order; raises :class:`RegistryError` for a bad one."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(_line(row, f"{path.name}:{rows.line_num}") for row in rows)


class RegistryError(ValueError):
    """A line of the registry that cannot be read; ``problems`` name file, line and reason."""

    def __init__(self, problem: Reason) -> None:
        super().__init__(str(problem))
        self.problems = (problem,)


def _line(row: dict[str, str], where: str) -> Directive:
    if None in row or None in row.values():
        raise RegistryError(because("{where}: số cột không đúng", where=where))
    try:
        DirectiveKey.parse(row["key"])
    except ValueError:
        raise RegistryError(
            because("{where}: khóa {key} không đúng dạng", where=where, key=row["key"])
        ) from None
    try:
        return _directive(row)
    except ValueError:
        raise RegistryError(
            because("{where}: ngày {date} không đọc được", where=where, date=row["date"])
        ) from None


def _directive(row: dict[str, str]) -> Directive:
    return Directive(
        key=row["key"],
        type=row["type"],
        number=row["number"],
        body=row["body"],
        term=row["term"],
        date=read_date(row["date"]),
        title=row["title"],
        aliases=_parted(row["aliases"]),
        supersedes=_parted(row["supersedes"]),
        superseded_by=_parted(row["superseded_by"]),
        source=row["source"],
        confidence=row["confidence"],
        doubt=row["doubt"],
    )


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def read_date(cell: str) -> PartialDate | None:
    """A date of the data: ``2021-10-25``, ``2021-10``, ``2021`` or empty."""
    return PartialDate.parse(cell) if cell else None


def _read_plenums(path: Path) -> dict[tuple[str, int], Plenum]:
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text("utf-8"))["plenum"]
    return {
        (row["term"], row["number"]): Plenum(
            tuple(row["resolutions"]), tuple(row.get("conclusions", ()))
        )
        for row in rows
    }
