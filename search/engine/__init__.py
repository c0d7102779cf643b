"""Query → Answer: the seam behind which a search engine stands."""

from search.engine.highlight import Highlighter, Text
from search.engine.planner import MAX_EXPANSIONS
from search.engine.results import Answer, Contribution, Hit, Met, Snippet, Summary
from search.engine.seam import Engine, open_engine

__all__ = [
    "MAX_EXPANSIONS",
    "Answer",
    "Contribution",
    "Engine",
    "Highlighter",
    "Hit",
    "Met",
    "Snippet",
    "Summary",
    "Text",
    "open_engine",
]
