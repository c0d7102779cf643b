"""Citations looked up, and the citations of a draft checked."""

from search.lookup.case import Judgement
from search.lookup.draft import (
    Draft,
    Finding,
    Given,
    Known,
    check_draft,
    draft_context,
    given_context,
)
from search.lookup.house_style import held_wording
from search.lookup.lookup import MAX_TEXT, MOST_SHOWN, Lookup, Row, look_up

__all__ = [
    "MAX_TEXT",
    "MOST_SHOWN",
    "Draft",
    "Finding",
    "Given",
    "Judgement",
    "Known",
    "Lookup",
    "Row",
    "check_draft",
    "draft_context",
    "given_context",
    "held_wording",
    "look_up",
]
