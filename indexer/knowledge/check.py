"""Checks of the committee table, for ``viendan check``: every row that breaks a rule is told."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.gazetteer import KINDS
from indexer.knowledge.committees import (
    Committee,
    CommitteeTable,
    ServingOrgan,
    Signer,
    committee_table,
    folded_code,
    signers_of,
)
from indexer.model import Reason, because

_PLACES = ("", "none", "province", "district", "commune", "unit")
_TERMS = ("", "central", "local", "year")


def check_committees(table: CommitteeTable | None = None) -> list[Reason]:
    """Every problem of the table, in the order of its rows; empty when it is sound."""
    table = table or committee_table()
    known = signers_of(table)
    return [
        *(problem for row in table.issuers for problem in _of_issuer(row, known)),
        *(problem for organ in table.organs for problem in _of_organ(organ, known)),
        *_within_nothing(table),
        *_ungoverned(table),
    ]


def _of_issuer(row: Committee, known: dict[str, Signer]) -> Iterator[Reason]:
    if row.place not in _PLACES or row.term not in _TERMS:
        yield because("{row}: không có place hoặc term như vậy", row=row.word)
    if row.codes and not (row.segment and row.place and row.term and row.examples):
        yield because("{row}: có ký hiệu mà thiếu segment, place, term hoặc examples", row=row.word)
    for kind in row.units:
        if row.level and kind not in KINDS.get(row.level, ()):
            yield because(
                "{row}: cấp {level} không có loại đơn vị {kind}",
                row=row.word, level=row.level, kind=kind,
            )  # fmt: skip
    yield from _backwards(row)
    for example in row.examples:
        signer = _signer(example, known)
        if signer is None or signer.organ or signer.committee.segment != row.segment:
            yield _misread(row.word, example)


def _of_organ(organ: ServingOrgan, known: dict[str, Signer]) -> Iterator[Reason]:
    yield from _backwards(organ)
    for example in organ.examples:
        signer = _signer(example, known)
        if signer is None or signer.organ != organ:
            yield _misread(organ.word, example)


def _misread(word: str, example: str) -> Reason:
    return because("{row}: ví dụ {example} không đọc ra cơ quan này", row=word, example=example)


def _backwards(row: Committee | ServingOrgan) -> Iterator[Reason]:
    if row.since and row.until and row.until.latest() < row.since.latest():
        yield because("{row}: kết thúc trước khi bắt đầu", row=row.word)


def _within_nothing(table: CommitteeTable) -> Iterator[Reason]:
    """What is an organ of a committee is one of a committee that the table has."""
    bodies = {row.word for row in table.committees if not row.within}
    for row in table.issuers:
        if row.within and row.within not in bodies:
            yield because(
                "{row}: không có cấp ủy {within} để thuộc về", row=row.word, within=row.within
            )


def _ungoverned(table: CommitteeTable) -> Iterator[Reason]:
    """Every kind of unit of the gazetteer is governed by one committee."""
    for level, kinds in KINDS.items():
        for kind in kinds:
            rows = [row for row in table.committees if row.level is level and kind in row.units]
            if len(rows) != 1:
                yield because(
                    "{kind} (cấp {level}): cần đúng một cấp ủy, có {n}",
                    kind=kind, level=level, n=len(rows),
                )  # fmt: skip


def _signer(symbol: str, known: dict[str, Signer]) -> Signer | None:
    """Who signs a Party symbol; a department behind the code counts for nothing."""
    return known.get(folded_code(symbol.rpartition("/")[2].partition("-")[0]))
