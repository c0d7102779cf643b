"""Editions of laws (các lần ban hành): the rows of the registry that bear one name.

``Luật Đất đai`` is 45/2013/QH13 and 31/2024/QH15.  A law is cited by its number or by its name;
its key has the number, and a key by name (``nn.qh/y2024/luat.dat-dai``) leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.knowledge import first_day, law_document
from indexer.model import UNKNOWN, Directive, PartialDate

LAWMAKERS = ("nn.qh", "nn.ubtvqh")
"""The bodies whose laws and ordinances are cited by name."""

_LAWS = ("luat", "pl", "hien-phap")


@dataclass(frozen=True)
class Editions:
    """Laws by what their keys by name end with, the oldest first."""

    by_document: dict[str, tuple[Directive, ...]]

    @cached_property
    def _documents(self) -> dict[str, str]:
        return {row.key: name for name, rows in self.by_document.items() for row in rows}

    @classmethod
    def of(cls, rows: Iterable[Directive]) -> Editions:
        """The editions among rows of the lawmakers."""
        found: dict[str, list[Directive]] = defaultdict(list)
        for row in rows:
            document = name_document(row)
            if document:
                found[document].append(row)
        return cls({name: tuple(sorted(group, key=begin)) for name, group in found.items()})

    def called(self, document: str) -> tuple[Directive, ...]:
        """The editions of a name (``luat.dat-dai``)."""
        return self.by_document.get(document, ())

    def meant_by(self, key: str) -> tuple[Directive, ...]:
        """The editions that a key by name may mean, the newest first; none for another key.

        >>> from indexer.directives import Registry
        >>> [row.number for row in Registry.load().editions.meant_by("nn.qh/_/luat.dat-dai")]
        ['31/2024/QH15', '45/2013/QH13']
        """
        document, term = key.rpartition("/")[2], key.split("/")[1]
        return tuple(
            row
            for row in reversed(self.called(document))
            if row.key != key and term in (UNKNOWN, DirectiveKey.parse(row.key).term)
        )

    def keys_by_name(self, key: str) -> tuple[str, ...]:
        """The keys by name, without and with its year, that a law's key by number answers.

        >>> from indexer.directives import Registry
        >>> Registry.load().editions.keys_by_name("nn.qh/y2024/luat-31")
        ('nn.qh/_/luat.dat-dai', 'nn.qh/y2024/luat.dat-dai')
        """
        document, term = self._documents.get(key, ""), key.split("/")[1]
        return (name_key(document, UNKNOWN), name_key(document, term)) if document else ()

    def in_force(self, rows: Sequence[Directive], day: date) -> Directive | None:
        """The edition of a name in force on a day.

        Where none is yet, it is the only one adopted, if laws of other names are all that it
        replaced; else an edition that is not held may have been in force.
        """
        begun = [row for row in rows if begin(row) <= day]
        if begun:
            latest = max(begun, key=lambda row: (begin(row), row.date.iso if row.date else ""))
            return None if len(begun) > 1 and _may_not_have_begun(latest, day) else latest
        coming = adopted(rows, day)
        return coming[0] if len(coming) == 1 and self._replaced_other_names(coming[0]) else None

    def _replaced_other_names(self, row: Directive) -> bool:
        return bool(row.supersedes) and all(
            one in self._documents
            or (DirectiveKey.is_key(one) and DirectiveKey.parse(one).code not in _LAWS)
            for one in row.supersedes
        )

    def numbered_key(self, key: str) -> str | None:
        """The key with the number for a key by name and year; None where none or several fit.

        >>> from indexer.directives import Registry
        >>> Registry.load().editions.numbered_key("nn.qh/y2024/luat.dat-dai")
        'nn.qh/y2024/luat-31'
        """
        meant = () if DirectiveKey.parse(key).is_provisional else self.meant_by(key)
        return meant[0].key if len(meant) == 1 else None


def name_document(row: Directive) -> str:
    """What the key of a row by its name would end with; empty where it is no law.

    >>> from indexer.directives import Registry
    >>> name_document(Registry.load().get("nn.qh/y2024/luat-31"))
    'luat.dat-dai'
    """
    key = DirectiveKey.parse(row.key)
    if key.document == "hien-phap":
        return key.document
    if key.code not in _LAWS or not row.title.startswith(row.type):
        return ""
    return law_document(row.type, row.title[len(row.type) :])


def name_key(document: str, term: str) -> str:
    """The key by name: ``nn.qh/y2024/luat.dat-dai``."""
    body = "nn.ubtvqh" if document.startswith("pl.") else "nn.qh"
    return str(DirectiveKey(BodyKey(body), term, document))


def begin(row: Directive) -> date:
    """The day from which a law is in force, or that of its adoption where that is not known."""
    day = row.effective or row.date
    return first_day(day) if day else date.min


_LONGEST_WAIT = timedelta(days=548)
"""How long after its adoption a law may wait for its first day in force: a year and a half."""


def _may_not_have_begun(row: Directive, day: date) -> bool:
    """Whether a law whose first day in force is not known may still have had to wait for it."""
    return row.effective is None and row.date is not None and day < begin(row) + _LONGEST_WAIT


def adopted(rows: Sequence[Directive], day: date) -> list[Directive]:
    """The editions that were adopted by a day."""
    return [row for row in rows if row.date and first_day(row.date) <= day]


def of_year(rows: Sequence[Directive], year: int) -> list[Directive]:
    """The editions adopted in a year."""
    return [row for row in rows if row.date and row.date.year == year]


def effective_in(rows: Sequence[Directive], year: int) -> list[Directive]:
    """The editions that took effect in a year."""
    return [row for row in rows if row.effective and row.effective.year == year]


def on_day(rows: Sequence[Directive], day: PartialDate) -> Directive | None:
    """The edition adopted on a day, or None."""
    return next((row for row in rows if row.date == day), None)
