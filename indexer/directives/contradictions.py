"""Whether what a text says of a mention is against a directive: the one place where that is held.

An organ, a subject, and, of a short form, a day that are not the directive's exclude it, wherever
it was to be taken for the one that is meant (citation-forms §7, rule 3).
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.directives.doubts import RegistryColumn, certain_date, doubtful_columns
from indexer.directives.keys import CENTRE
from indexer.directives.registry import Registry
from indexer.directives.telling_apart import contradicts_subject, is_foreign_to
from indexer.knowledge import first_day, issuing_bodies_data
from indexer.memory import remembered
from indexer.model import Citation, Directive, PartialDate


def contradicts(directive: Directive, citation: Citation, registry: Registry) -> bool:
    """Whether organ, day or the words after a number are another directive's.

    A short form has little that tells it, so less speaks against it: a subject of two words, or a
    day.  A whole symbol with another day has it as a slip (:mod:`indexer.directives.numbered`).

    >>> from indexer.citations import find_citations
    >>> registry = Registry.load()
    >>> (one,) = find_citations("Nghị quyết 57 ngày 10/7/2025")
    >>> contradicts(registry.get("tw/k13/nq-57"), one, registry)
    True
    """
    if contradicts_organ(directive, citation):
        return True
    if contradicts_subject(directive, citation.subject, registry):
        return True
    return citation.kind == "short" and (
        contradicts_day(directive, citation) or is_foreign_to(directive, citation.subject, registry)
    )


def contradicts_day(directive: Directive, citation: Citation) -> bool:
    """Whether the day, month or year that the text gives is not that of a directive."""
    known = certain_date(directive)
    return bool(known and citation.date and not agree(known, citation.date))


def matching_date(directives: Sequence[Directive], when: PartialDate) -> list[Directive]:
    """The directives whose date agrees with a partial date."""
    return [row for row in directives if row.date and agree(row.date, when)]


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates may be one: a year agrees with each of its days."""
    return first_day(one) <= other.latest() and first_day(other) <= one.latest()


_CONTRADICTING = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương")
"""Organs that all sign /TW and whose papers are not one another's."""


def contradicts_organ(directive: Directive, citation: Citation) -> bool:
    """Whether the organ that the text names is another than the one that issued a directive.

    "Trung ương", "Đảng" and joint organs contradict none; an organ of the State contradicts all,
    and so does whoever else a short form is said to be of.

    >>> from indexer.citations import find_citations
    >>> (one,) = find_citations("Chỉ thị số 05-CT/TW của Ban Bí thư")
    >>> contradicts_organ(Registry.load().get("tw/k12/ct-05"), one)
    True
    """
    if not names_another_organ(directive, citation):
        return False
    if _is_of_state(citation) or is_of_a_stranger(citation):
        return True
    return RegistryColumn.BODY not in doubtful_columns(directive)


def names_another_organ(directive: Directive, citation: Citation) -> bool:
    """The same, where the registry's organ counts even if it is in doubt."""
    if _is_of_state(citation) or is_of_a_stranger(citation):
        return directive.key.partition("/")[0] == str(CENTRE)
    written, known = citation.body, directive.body
    return written != known and written in _CONTRADICTING and known in _CONTRADICTING


def is_of_a_stranger(citation: Citation) -> bool:
    """Whether a short form is said to be of somebody who signs with no known code."""
    return citation.kind == "short" and bool(citation.body) and not citation.body_code


def _is_of_state(citation: Citation) -> bool:
    return bool(citation.body) and is_of_state(citation.body or "")


@remembered(1024)
def is_of_state(organ: str) -> bool:
    """Whether an organ is one of the State by its name."""
    return any(organ.startswith(row["name"]) for row in issuing_bodies_data()["state"])
