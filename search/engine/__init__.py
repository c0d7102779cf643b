"""Query → SearchResults: the seam behind which a search engine stands."""

from search.engine.backends import open_engine
from search.engine.highlight import DocumentText, Highlighter
from search.engine.planner import MAX_EXPANSIONS, is_question
from search.engine.results import (
    Contribution,
    Hit,
    MatchKind,
    SearchResults,
    Snippet,
    Summary,
    TiedDirective,
    mentions_within,
    ties_to,
)
from search.engine.same_mention import answering_spans, mentions_asked, mentions_sought
from search.engine.seam import OWN_KEY, Engine

__all__ = [
    "MAX_EXPANSIONS",
    "OWN_KEY",
    "Contribution",
    "DocumentText",
    "Engine",
    "Highlighter",
    "Hit",
    "MatchKind",
    "SearchResults",
    "Snippet",
    "Summary",
    "TiedDirective",
    "answering_spans",
    "is_question",
    "mentions_asked",
    "mentions_sought",
    "mentions_within",
    "open_engine",
    "ties_to",
]
