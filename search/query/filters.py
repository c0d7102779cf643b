"""Conditions: what a typed field asks for with a value or a group, and which amount to a filter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from indexer.directives import Knowledge
from search.query.facets import FACETS
from search.query.fields import DAYS, TEXT_FIELDS, date_bound, field_of
from search.query.lexer import LEXEME, OR_OPERATOR, lexeme_value
from search.query.model import And, Clause, FieldCondition, Or

_GROUP = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*\)")
"""A group behind its opening, in which a citation may have its term: ``(khóa XII)``."""


def filters_in_vain(filters: Mapping[str, object]) -> Iterator[str]:
    """The filters that mean nothing without another one, which is not there.

    >>> list(filters_in_vain({"dieu": ["dieu-7"], "year": ["2022"]}))
    ['dieu']
    >>> list(filters_in_vain({"dieu": ["dieu-7"], "cites": ["tw/k13/qdi-22"]}))
    []
    """
    for name in filters:
        needed = FACETS[name].needs if name in FACETS else ""
        if needed and filters.keys().isdisjoint((needed, *FACETS[needed].parts)):
            yield name


def lexeme_condition(lexeme: re.Match[str], knowledge: Knowledge) -> FieldCondition | None:
    """What a lexeme with a field asks for; None where it means nothing there."""
    name = field_of(lexeme["field"])
    if not name or name in TEXT_FIELDS or (lexeme["minus"] and name in DAYS):
        return None
    return field_condition(name, lexeme_value(lexeme), knowledge)


def field_condition(name: str, value: str, knowledge: Knowledge) -> FieldCondition | None:
    """A field with a typed value; None where the value means nothing there.

    >>> field_condition("year", "2022..2023", Knowledge.load())
    FieldCondition(name='year', values=('2022', '2023'), written='2022..2023')
    """
    value = value.strip()
    if name in DAYS:
        day = date_bound(name, value)
        values = [day] if day else []
    else:
        values = FACETS[name].parse(value, knowledge)
    return FieldCondition(name, tuple(dict.fromkeys(values)), value) if values else None


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
    clauses = [
        _adjacent_values(name, part, knowledge)
        for part in OR_OPERATOR.split(inside)
        if part.strip()
    ]
    parts = tuple(one for one in clauses if one)
    if not parts or len(parts) < len(clauses):
        return None
    return (parts[0] if len(parts) == 1 else Or(parts)), found.end()


def _adjacent_values(name: str, text: str, knowledge: Knowledge) -> Clause | None:
    """One value, or several side by side that all mean something."""
    whole = field_condition(name, text.strip('"“” '), knowledge)
    is_joint = name in FACETS and FACETS[name].is_joint
    if whole and not is_joint:
        return whole
    parts = [
        None
        if one["minus"] or one["field"]
        else field_condition(name, lexeme_value(one), knowledge)
        for one in LEXEME.finditer(text)
    ]
    known = tuple(one for one in parts if one)
    if len(known) < max(2, len(parts)):
        return whole
    return And(known) if is_joint else Or(known)


def as_filter(clause: Clause) -> FieldCondition | None:
    """The filter that a clause by itself amounts to: one field has one of some values.

    >>> as_filter(Or((FieldCondition("year", ("2020",)), FieldCondition("year", ("2022",))))).values
    ('2020', '2022')
    """
    if isinstance(clause, FieldCondition):
        return clause
    parts = list(_conditions_on_one_field(clause))
    if not parts or parts[0].name in DAYS:
        return None
    return FieldCondition(parts[0].name, tuple(value for part in parts for value in part.values))


def _conditions_on_one_field(clause: Clause) -> Iterator[FieldCondition]:
    """The parts of an OR that was typed, where all are conditions on the same field."""
    parts = clause.parts if type(clause) is Or else ()
    conditions = [one for one in parts if isinstance(one, FieldCondition)]
    if len(conditions) == len(parts) and len({one.name for one in conditions}) == 1:
        yield from conditions
