"""What a field with a value asks for: a filter by itself, a condition in a group or an OR."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.directives import Knowledge
from search.query.facets import FACETS
from search.query.fields import DAYS, TEXT_FIELDS, bound_of, field_of
from search.query.lexer import EITHER, PIECE, value_of
from search.query.model import Both, Clause, Either, Having

_GROUP = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*\)")
"""A group behind its opening, in which a citation may have its term: ``(khóa XII)``."""


def condition(piece: re.Match[str], knowledge: Knowledge) -> Having | None:
    """What a piece with a field asks for; None where it means nothing there."""
    name = field_of(piece["field"])
    if not name or name in TEXT_FIELDS or (piece["minus"] and name in DAYS):
        return None
    return having(name, value_of(piece), knowledge)


def having(name: str, value: str, knowledge: Knowledge) -> Having | None:
    """A field with a typed value; None where the value means nothing there.

    >>> having("year", "2022..2023", Knowledge.load())
    Having(name='year', values=('2022', '2023'), written='2022..2023')
    """
    value = value.strip()
    if name in DAYS:
        day = bound_of(name, value)
        values = [day] if day else []
    else:
        values = FACETS[name].read(value, knowledge)
    return Having(name, tuple(dict.fromkeys(values)), value) if values else None


def group_condition(
    text: str, opening: re.Match[str], knowledge: Knowledge
) -> tuple[Clause, int] | None:
    """What a group behind a field asks for, and where it ends: ``nam:(2020 OR 2021)``.

    What stands between two ORs is one value (``dia_ban:(Bảo Lâm OR Cẩm Mỹ)``) or several: of
    citations a notice can have them all (``vien_dan:(213-QĐ/TW 05-CT/TW)``), of years only one.
    """
    name, found = field_of(opening["field"]), _GROUP.match(text, opening.end())
    if found is None or not name or name in TEXT_FIELDS or (opening["minus"] and name in DAYS):
        return None
    inside = found.group()[:-1]
    clauses = [_together(name, part, knowledge) for part in EITHER.split(inside) if part.strip()]
    parts = tuple(one for one in clauses if one)
    if not parts or len(parts) < len(clauses):
        return None
    return (parts[0] if len(parts) == 1 else Either(parts)), found.end()


def _together(name: str, text: str, knowledge: Knowledge) -> Clause | None:
    """One value, or several side by side that all mean something."""
    whole = having(name, text.strip('"“” '), knowledge)
    is_joint = name in FACETS and FACETS[name].is_joint
    if whole and not is_joint:
        return whole
    parts = [
        None if one["minus"] or one["field"] else having(name, value_of(one), knowledge)
        for one in PIECE.finditer(text)
    ]
    known = tuple(one for one in parts if one)
    if len(known) < max(2, len(parts)):
        return whole
    return Both(known) if is_joint else Either(known)


def as_filter(clause: Clause) -> Having | None:
    """The filter that a clause by itself amounts to: one field has one of some values.

    >>> as_filter(Either((Having("year", ("2020",)), Having("year", ("2022",))))).values
    ('2020', '2022')
    """
    if isinstance(clause, Having):
        return clause
    parts = list(_parts_alike(clause))
    if not parts or parts[0].name in DAYS:
        return None
    return Having(parts[0].name, tuple(value for part in parts for value in part.values))


def _parts_alike(clause: Clause) -> Iterator[Having]:
    """The parts of an OR, where all are conditions on the same field."""
    parts = clause.parts if isinstance(clause, Either) else ()
    having = [one for one in parts if isinstance(one, Having)]
    if len(having) == len(parts) and len({one.name for one in having}) == 1:
        yield from having
