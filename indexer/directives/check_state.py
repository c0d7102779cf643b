"""Checks of the State's documents (văn bản của Nhà nước), which number anew each year.

What holds for every row of the registry is in :mod:`indexer.directives.check`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.directives.keys import DirectiveKey
from indexer.directives.rows import normal_alias
from indexer.knowledge import known_body
from indexer.model import Directive, Reason, Validity, because
from indexer.numerals import read_number
from indexer.text import unaccent

_YEAR = re.compile(r"/(\d{4})/")
_LEGISLATURE = re.compile(r"QH(\d+)")


def check_state_rows(rows: Sequence[Directive]) -> Iterator[Reason]:
    """Every problem of the State's rows that their years, bodies, names and effect show."""
    for row in rows:
        yield from _year(row)
        yield from _body(row)
        yield from _effect(row)
    yield from _legislatures(rows)
    yield from _repeated_numbers(rows)
    yield from _editions(rows)


def _year(row: Directive) -> Iterator[Reason]:
    """A number means nothing without its year, so day, key and number must tell the same."""
    if row.date is None or row.date.exact() is None:
        yield because("{key}: thiếu ngày ban hành hoặc ngày không có thật", key=row.key)
        return
    years = {f"y{row.date.year}", DirectiveKey.parse(row.key).term}
    years |= {f"y{year}" for year in _YEAR.findall(row.number)}
    if len(years) > 1:
        yield because("{key}: năm của khóa tra cứu, số hiệu và ngày không như nhau", key=row.key)


def _body(row: Directive) -> Iterator[Reason]:
    if not row.source:
        yield because("{key}: thiếu nguồn", key=row.key)
    body = known_body(DirectiveKey.parse(row.key).body.head)
    if not row.body:
        yield because("{key}: thiếu cơ quan ban hành", key=row.key)
    elif body and body.known and unaccent(body.name) != unaccent(row.body):
        yield because(
            "{key}: cơ quan ban hành là {name}, không phải {written}",
            key=row.key, name=body.name, written=row.body,
        )  # fmt: skip


def _effect(row: Directive) -> Iterator[Reason]:
    if row.effective and row.effective.exact() is None:
        yield because("{key}: ngày có hiệu lực không có thật", key=row.key)
    elif row.effective and row.date and row.effective.iso < row.date.iso:
        yield because("{key}: có hiệu lực trước ngày ban hành", key=row.key)
    if row.superseded_by and row.status != Validity.EXPIRED:
        yield because("{key}: đã được thay thế mà không ghi là hết hiệu lực", key=row.key)


def _legislatures(rows: Sequence[Directive]) -> Iterator[Reason]:
    """Legislatures follow one another: a later paper of an earlier one is misprinted."""
    numbered = [
        (row.date.iso, read_number(found[1]) or 0, row.key)
        for row in rows
        if row.date and (found := _LEGISLATURE.search(row.number))
    ]
    for (_, before, _), (_, after, key) in pairwise(sorted(numbered)):
        if after < before:
            yield because(
                "{key}: khóa Quốc hội trong số hiệu thấp hơn của văn bản ban hành trước", key=key
            )


def _repeated_numbers(rows: Sequence[Directive]) -> Iterator[Reason]:
    """A number with its year names one document of a type, with PL or NQ before UBTVQH or not."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if _YEAR.search(row.number):
            owners[row.type, re.sub(r"/(?:PL|NQ)-", "/", row.number)].append(row.key)
    for (_, number), keys in owners.items():
        if len(keys) > 1:
            yield because(
                "số hiệu {number} có nhiều dòng: {keys}", number=number, keys=", ".join(keys)
            )


def _editions(rows: Sequence[Directive]) -> Iterator[Reason]:
    """Of laws with one name the newest alone is called by it, and of a year's the last."""
    editions: dict[str, list[Directive]] = defaultdict(list)
    for row in rows:
        editions[normal_alias(row.title)].append(row)
    for title, same in editions.items():
        same.sort(key=lambda row: row.date.iso if row.date else "")
        for row, newer in pairwise(same):
            names = {normal_alias(alias) for alias in row.aliases}
            taken = {title}
            if row.date and newer.date and row.date.year == newer.date.year:
                taken.add(f"{title} nam {row.date.year}")
            if names & taken:
                yield because(
                    "{key}: tên gọi trống chỉ thuộc bản mới nhất là {newer}",
                    key=row.key, newer=newer.key,
                )  # fmt: skip
