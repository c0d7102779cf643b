"""The words that tell what a directive is cited for, from ``corpus/registry/roles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.model import CitationRole, Reason, because
from indexer.paths import REGISTRY


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of one role, as they are written: those before a citation, those behind it, those
    behind ``được`` or ``bị``, and what may stand between the first and a citation.

    >>> role_words()[CitationRole.VIOLATED].before
    ('trái với', 'trái', 'vi phạm')
    """

    role: CitationRole
    before: tuple[str, ...]
    behind: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What is no word of a role though it looks like one, and what may stand beside all of them.

    ``by_it`` stands before who does it, ``not_done`` before what a text only tells of.
    """

    not_cue: tuple[str, ...]
    by_it: tuple[str, ...]
    not_done: tuple[str, ...]
    between: tuple[str, ...]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((REGISTRY / "roles.toml").read_text("utf-8"))


@cache
def role_words() -> Mapping[CitationRole, RoleWords]:
    """The words of each role that has some."""
    found: dict[CitationRole, RoleWords] = {}
    for row in _data()["role"]:
        words = {name: tuple(value) for name, value in row.items() if name != "code"}
        role = CitationRole(row["code"])
        found[role] = RoleWords(role, **words)
    return found


@cache
def other_words() -> OtherWords:
    """The words of no role."""
    return OtherWords(**{name: tuple(value) for name, value in _data()["other"].items()})


def check_role_words(roles: Mapping[CitationRole, RoleWords] | None = None) -> list[Reason]:
    """Every problem of the words, for ``viendan check``; empty when they are sound."""
    roles = role_words() if roles is None else roles
    return [problem for row in roles.values() for problem in _of_role(row, roles)]


def _of_role(row: RoleWords, roles: Mapping[CitationRole, RoleWords]) -> Iterator[Reason]:
    if not (row.before and row.examples and row.counterexamples):
        yield because("{row}: thiếu before, examples hoặc counterexamples", row=row.role.words)
    for word in row.exact:
        if word not in (*row.before, *row.behind, *row.passive):
            yield because("{row}: exact có {word} mà không có từ ấy", row=row.role.words, word=word)
    if row.passive and not row.role.changes:
        yield because("{row}: passive chỉ dành cho việc sửa, thay, bỏ", row=row.role.words)
    for other in roles.values():
        for word in set(row.before) & set(other.before) if other is not row else ():
            yield because("{row}: {word} đã thuộc vai trò khác", row=row.role.words, word=word)
