"""Help with a query: how it may go on, what else was meant, what finds more."""

from search.suggest.complete import Completer, Completion
from search.suggest.did_you_mean import SpellingSuggestion, nearest_citations, spelling_suggestions
from search.suggest.relax import Relaxation, describe_relaxation, relaxations, reparse

__all__ = [
    "Completer",
    "Completion",
    "Relaxation",
    "SpellingSuggestion",
    "describe_relaxation",
    "nearest_citations",
    "relaxations",
    "reparse",
    "spelling_suggestions",
]
