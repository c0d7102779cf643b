"""Directives found by what people type of them: number, name, subject, or any mix."""

from search.directives.cited import known_directives
from search.directives.found import FoundDirective, likely
from search.directives.parts import TypedPart
from search.directives.search import directive_search
from search.directives.several import bearers_of_each, typed_numbers
from search.directives.typed import MAX_TYPED
from search.directives.typed_words import says_something, typed_words
from search.directives.types import names_of_types

__all__ = [
    "MAX_TYPED",
    "FoundDirective",
    "TypedPart",
    "bearers_of_each",
    "directive_search",
    "known_directives",
    "likely",
    "names_of_types",
    "says_something",
    "typed_numbers",
    "typed_words",
]
