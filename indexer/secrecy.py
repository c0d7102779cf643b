"""The levels of secrecy of papers (độ mật), and what an index may hold of them.

Luật Bảo vệ bí mật nhà nước 2018, điều 8 knows three.  "Lưu hành nội bộ" is none of them.  A paper
with a level is refused unless whoever runs the index admits that level; of a refused one nothing
is kept but where it lies, its level and why that is its level.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from indexer.model import Beside, Evidence, OneOf, PageMark, Reason, Status, because
from indexer.normalization import composed
from indexer.notices import SECRECY, level_in_line, level_of_mark, why_marked
from indexer.problems import IndexProblem

VARIABLE = "VIENDAN_SECRECY"
"""The variable of the environment with the levels that are admitted, separated by commas."""

_HEAD = 2_000
"""Letters from the beginning in which a mark is looked for: it stands in the letterhead."""

_BRIEF = 100
"""Letters of a line of a letterhead; a longer one may be of the body."""

_WORD = re.compile(r"m\s?ậ\s?t(?!\w)")
_CELL = re.compile(r"[\t|/]|\s{2,}|\s[-–—]\s")
"""What parts a line of a letterhead: its two columns, a table's cells, two marks in one line.

A level in small letters that fills a cell counts here; the reading of heads has it from the cells
of its own layout, and a line alone does not tell it from a word.
"""

_NAMES: Mapping[str, str] = {
    f"{before}{level.replace(' ', '').lower()}": level
    for level in SECRECY
    for before in ("", "độmật", "mứcđộmật", "mứcđộ", "dấu", "dấuchỉđộmật")
}
"""Each level by the letters with which it is written, with what may stand before it."""


def level_named(name: str) -> str | None:
    """The level that a name means, in capitals or small letters; None where it means none.

    >>> level_named("TỐI MẬT"), level_named("lưu hành nội bộ")
    ('Tối mật', None)
    """
    return _NAMES.get("".join(filter(str.isalpha, composed(name))).lower())


def marked_level(text: str, marks: Iterable[PageMark] = ()) -> str | None:
    """The level with which a line of a paper's head marks it, the highest of several.

    This is no reading of the head: it serves where that fails, and to keep the words of a paper
    that may be secret out of the log.  ``marks`` stand beside its text.

    >>> marked_level("TỈNH ỦY LÂM ĐỒNG\\tM Ậ T\\nSố 12-BC/TU"), marked_level("Về bí mật nhà nước")
    ('Mật', None)
    """
    lines = composed(text[:_HEAD]).splitlines()
    found = {level_in_line(line) for line in lines if len(line) <= _BRIEF} | {
        level_named(cell)
        for line in map(str.lower, lines)
        if _WORD.search(line)
        for cell in (line, *_CELL.split(line))
    }
    found |= {level_of_mark(one.words) for one in marks}
    return next((level for level in reversed(SECRECY) if level in found), None)


def why_secret(level: str, evidence: Evidence | None) -> Reason:
    """Why a paper has its level, without a word of the paper.

    No ``evidence`` is there where only :func:`marked_level` was asked.
    """
    told = dict(evidence.reason.values) if evidence else {}
    if told.keys() >= {"who", "when", "why"}:
        return because(
            "độ mật {level} do {who} xác định ngày {when}",
            level=level,
            who=told["who"],
            when=told["when"],
        )
    if evidence and evidence.reason in [why_marked(level, beside) for beside in Beside]:
        return evidence.reason
    if evidence and evidence.status is Status.STATED:
        return because("độ mật {level} ghi ở đầu văn bản", level=level)
    return because(
        "đầu văn bản có dòng chữ {level} đứng riêng, nên coi là độ mật của văn bản", level=level
    )


def admitted_levels(names: Iterable[str]) -> tuple[str, ...]:
    """The levels that some names mean, each once, from the lowest; raises :class:`IndexProblem`
    for what is no level.

    >>> admitted_levels(["tối mật", "MẬT", ""])
    ('Mật', 'Tối mật')
    """
    found = set()
    for name in filter(None, map(str.strip, names)):
        level = level_named(name)
        if level is None:
            raise IndexProblem(
                because(
                    "{name} không phải là độ mật; các độ mật là: {levels}",
                    name=name,
                    levels=", ".join(SECRECY),
                )
            )
        found.add(level)
    return tuple(level for level in SECRECY if level in found)


def levels_of_environment() -> tuple[str, ...]:
    """The levels that ``VIENDAN_SECRECY`` admits; raises :class:`IndexProblem`."""
    try:
        return admitted_levels(os.environ.get(VARIABLE, "").split(","))
    except IndexProblem as problem:
        told = because("biến môi trường {variable}: {values}", variable=VARIABLE, values="")
        named = OneOf(told.template, told.values, (problem.reason,))
        raise IndexProblem(named) from None
