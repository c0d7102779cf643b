"""Query → Results: the seam behind which a search engine stands."""

from search.engine.highlight import Highlighter, Text
from search.engine.results import FacetValue, Hit, Results, Snippet, Summary
from search.engine.seam import Engine, open_engine

__all__ = [
    "Engine",
    "FacetValue",
    "Highlighter",
    "Hit",
    "Results",
    "Snippet",
    "Summary",
    "Text",
    "open_engine",
]
