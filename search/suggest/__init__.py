"""Help with a query: how it may go on, what else was meant, what finds more."""

from search.suggest.complete import Hint, Hints
from search.suggest.did_you_mean import Suggestion, nearest_citations, suggestions
from search.suggest.relax import WayOn, asked_again, way_said, ways_on

__all__ = [
    "Hint",
    "Hints",
    "Suggestion",
    "WayOn",
    "asked_again",
    "nearest_citations",
    "suggestions",
    "way_said",
    "ways_on",
]
