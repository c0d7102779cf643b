"""Cells of a table that tell what a notice cites: how surely, how it is written, and what for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from indexer.directives import Tie, surest_mentions, tie_to, ties_of
from indexer.model import Certainty, CitationRole, Outcome, Resolution, Status
from search.display import citation_role_name
from search.engine import mentions_asked, ties_to
from search.forms.tabular import Coded
from search.query import Query
from search.wording import outcome_name, status_name, tie_name

BETWEEN = " | "
"""Between several values of one cell that may have blanks."""


def cited_keys(citations: Sequence[Resolution]) -> Iterator[str]:
    """The keys that a notice cites, those of them by inference, and those that it may cite, in the
    order of their first mention."""
    ties = {key: tie for key, (tie, _) in surest_mentions(citations).items()}
    yield " ".join(key for key, tie in ties.items() if tie is not Tie.POSSIBLE)
    yield " ".join(key for key, tie in ties.items() if tie is Tie.INFERRED)
    yield " ".join(key for key, tie in ties.items() if tie is Tie.POSSIBLE)


def written_forms(citations: Sequence[Resolution]) -> str:
    """What a notice writes where it cites, each form once and in the order of the text."""
    forms = (written_form(one) for one in citations if one.outcome is not Outcome.MALFORMED)
    return BETWEEN.join(dict.fromkeys(forms))


def written_form(one: Resolution) -> str:
    """A citation as it is written, on one line."""
    return " ".join(one.citation.text.split())


def doubt_of(one: Resolution, language: str) -> str:
    """What is not sure of a citation that is one, in a word or two."""
    if one.outcome is Outcome.AMBIGUOUS:
        return outcome_name(one.outcome, language)
    return tie_name(Tie.INFERRED, language) if one.certainty is Certainty.INFERRED else ""


def roles_of_keys(citations: Sequence[Resolution]) -> Iterator[str]:
    """The keys that a notice cites or may, each with what for: ``tw/k13/qdi-22:can-cu``."""
    found = (f"{key}:{one.citation.role}" for one in citations for key, _ in ties_of(one))
    yield from dict.fromkeys(found)


def tied_cells(
    keys: Sequence[str], query: Query, citations: Sequence[Resolution]
) -> Iterator[Coded]:
    """How surely a notice cites the directives that it was found by, and what for."""
    asked = mentions_asked(query, citations)
    yield _certainty(keys, asked)
    about = (one for one in asked if any(tie_to(one, key) is not None for key in keys))
    roles = tuple(dict.fromkeys(one.citation.role for one in about))
    yield Coded(" ".join(roles), partial(_role_words, roles))


def _role_words(roles: Sequence[CitationRole], language: str) -> str:
    return "; ".join(citation_role_name(one, language) for one in roles)


def _certainty(keys: Sequence[str], citations: Sequence[Resolution]) -> Coded:
    """How surely a notice cites the directives that it was found by; without a tie to any, the
    other words of the question found it."""
    tie = min((one.tie for one in ties_to(keys, citations)), default=Tie.STATED)
    return Coded(tie.code, partial(_tie_words, tie))


def _tie_words(tie: Tie, language: str) -> str:
    return tie_name(tie, language) or status_name(Status.STATED, language)
