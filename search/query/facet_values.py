"""Values of facets: what is typed for an issuer, a term or a fixed value, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import combinations

from indexer.directives import Knowledge
from indexer.gazetteer import Gazetteer
from indexer.knowledge import (
    central_terms,
    governing_committee,
    local_terms,
    term_number,
    term_numeral,
)
from indexer.knowledge.document_types import type_named
from indexer.model import CitationRole, Reason, because
from indexer.organs import speaking_organ, unabbreviated
from indexer.places import committees_of
from indexer.text import slug, unaccent

_YEARS_OF_TERM = 5
_LONGEST_NAME = 6  # words of a name of a place
_LONGEST_ISSUER = 20  # words of a committee with all that its place lies in


PRECISIONS = {
    "day": because("đủ ngày, tháng, năm"),
    "month": because("chỉ có tháng, năm"),
    "year": because("chỉ có năm"),
    "inferred": because("suy luận"),
    "none": because("không ghi ngày"),
}
"""How much of its date a notice states."""

SECRECY_LEVELS = {
    "mat": because("Mật"),
    "toi-mat": because("Tối mật"),
    "tuyet-mat": because("Tuyệt mật"),
    "none": because("không ghi độ mật"),
}
"""The levels of secrecy."""


CITATION_ROLES = {role.value: role.named for role in CitationRole}
"""What a directive is cited for."""


def one_of(names: Mapping[str, Reason], **short: str) -> Callable[[str, Knowledge], list[str]]:
    """One of some fixed values: in its own form, as it is called, or by a short name.

    >>> parse = one_of(PRECISIONS, thang="month")
    >>> [parse(one, Knowledge.load()) for one in ("tháng", "chỉ có năm", "day", "2022")]
    [['month'], ['year'], ['day'], []]
    """

    def parse(value: str, _knowledge: Knowledge) -> list[str]:
        typed = slug(value)
        called = {slug(str(name)): one for one, name in names.items()}
        found = short.get(typed) or called.get(typed, typed)
        return [found] if found in names else []

    return parse


def issuer_values(value: str, knowledge: Knowledge) -> list[str]:
    """A committee or organ by its name: as it is, and with the places above each of that name.

    >>> issuer_values("Huyện ủy Bảo Lâm", Knowledge.load())
    ['huyen-uy-bao-lam', 'huyen-uy-bao-lam-cao-bang', 'huyen-uy-bao-lam-lam-dong']
    """
    own = slug(value)
    if not own or own == value:
        return [own] if own else []
    found = (slug(f"{value}, {above}") for above in _above(value, knowledge.gazetteer))
    return list(dict.fromkeys((own, *sorted(found))))


def _above(value: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The names above each place that the committee behind a name may be of."""
    words, body = value.split(), unaccent(speaking_organ(value).body)
    for at in range(max(1, len(words) - _LONGEST_NAME), len(words)):
        places = gazetteer.ever_named(" ".join(words[at:]))
        for place in places:
            row = governing_committee(place.kind, place.level)
            if row and body.startswith(unaccent(row.word)):
                yield ", ".join(gazetteer.names_above(place.key))
        if places:
            return


def issuer_label(value: str, knowledge: Knowledge) -> str:
    """The committee of a unit, or an organ of it, by its slug; what is none is its own label.

    >>> knowledge = Knowledge.load()
    >>> [issuer_label(one, knowledge) for one in ("huyen-uy-bao-lam-cao-bang", "cong-ty-a")]
    ['Huyện ủy Bảo Lâm, Cao Bằng', 'cong-ty-a']
    """
    speaker = speaking_organ(value.replace("-", " "))
    words, body = speaker.body.split()[:_LONGEST_ISSUER], slug(speaker.body)
    for first, last in combinations(range(1, len(words) + 1), 2):
        if last - first > _LONGEST_NAME:
            continue
        keys = [one.key for one in knowledge.gazetteer.ever_named(" ".join(words[first:last]))]
        for name, above in committees_of(keys, "", knowledge.gazetteer):
            for label in (name, ", ".join((name, *above))):
                if slug(label) == body:
                    return f"{speaker.organ} {label}".strip()
    return value


def type_label(value: str, _knowledge: Knowledge) -> str:
    """A type by its slug: ``nghi-quyet`` is Nghị quyết."""
    kind = type_named(value.replace("-", " "))
    return kind.name if kind else value


def organ_values(value: str, _knowledge: Knowledge) -> list[str]:
    """An organ by its name or abbreviation, with or without whose it is.

    >>> organ_values("BTV", Knowledge.load()), organ_values("Thường vụ Huyện ủy", Knowledge.load())
    (['ban-thuong-vu'], ['ban-thuong-vu'])
    """
    named = slug(speaking_organ(unabbreviated(value)).organ or value)
    return [named] if named else []


def term_values(value: str, _knowledge: Knowledge) -> list[str]:
    """A khóa by its numeral or number.

    >>> [term_values(one, Knowledge.load()) for one in ("XII", "khóa 12", "xiii", "mới")]
    [['XII'], ['XII'], ['XIII'], []]
    """
    number = term_number(value.split()[-1]) if value.split() else 0
    return [term_numeral(number)] if number else []


def term_label(value: str, _knowledge: Knowledge) -> str:
    """A khóa as it is said: ``khóa XII``."""
    return f"khóa {value}"


def committee_term_values(value: str, knowledge: Knowledge) -> list[str]:
    """A term of office by its first year, by both, or a central one by its khóa.

    >>> knowledge = Knowledge.load()
    >>> [committee_term_values(one, knowledge) for one in ("2020 - 2025", "khóa XIII")]
    [['2020'], ['2021']]
    >>> committee_term_values("2022", Knowledge.load())
    []
    """
    first = re.match(r"([0-9]{4})\s*(?:[-–]\s*[0-9]{4})?$", value)
    if first and first[1] in _terms():
        return [first[1]]
    khoa = term_values(value, knowledge)
    return [str(one.opened.year) for one in central_terms() if one.term in khoa]


def committee_term_label(value: str, _knowledge: Knowledge) -> str:
    """Both years of a term of office, with the khóa of a central one.

    >>> [committee_term_label(one, Knowledge.load()) for one in ("2020", "2021")]
    ['2020–2025', 'khóa XIII, 2021–2026']
    """
    return _terms().get(value, value)


@cache
def _terms() -> dict[str, str]:
    """What each term of office is called, by its first year."""
    local = {str(one.start): f"{one.start}–{one.start + _YEARS_OF_TERM}" for one in local_terms()}
    central = {
        str(one.opened.year): f"khóa {one.term}, "
        f"{one.opened.year}–{one.closes.year if one.closes else one.opened.year + _YEARS_OF_TERM}"
        for one in central_terms()
    }
    return local | central
