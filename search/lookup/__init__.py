"""Citations looked up, and the citations of a draft checked."""

from search.lookup.amended import AmendedDraft, amended_draft
from search.lookup.answer import by_turns, means_several, offered_rows
from search.lookup.draft import CheckedDraft, DraftFinding, check_draft
from search.lookup.draft_citation import Gravity, Judgement
from search.lookup.draft_context import ContextForm, DraftContext, form_context
from search.lookup.house_style import registry_wording
from search.lookup.lookup import MAX_SHOWN, MAX_TEXT, LookupResult, look_up
from search.lookup.row import FAILED, STATUS, LookupRow
from search.lookup.typed_list import typed_list

__all__ = [
    "FAILED",
    "MAX_SHOWN",
    "MAX_TEXT",
    "STATUS",
    "AmendedDraft",
    "CheckedDraft",
    "ContextForm",
    "DraftContext",
    "DraftFinding",
    "Gravity",
    "Judgement",
    "LookupResult",
    "LookupRow",
    "amended_draft",
    "by_turns",
    "check_draft",
    "form_context",
    "look_up",
    "means_several",
    "offered_rows",
    "registry_wording",
    "typed_list",
]
