"""Which directives does the index hold the text of?  Own keys joined to the keys of citations.

Nothing of it stands in the notices that cite: two keys are compared when a page asks, so that a
text that came, changed or went is seen on every page from the next commit on.
"""

from search.held.differences import Difference, DifferingField, from_other_text, from_registry
from search.held.elsewhere import (
    TextElsewhere,
    searches_for,
    sources_of,
    templates_of_environment,
)
from search.held.passages import (
    HeldPassage,
    HeldPassages,
    held_passages,
    is_beside,
    is_of_attachment,
    means_one,
)
from search.held.texts import HeldText, HeldTexts, Holding, held_texts, holding_name, known_keys

__all__ = [
    "Difference",
    "DifferingField",
    "HeldPassage",
    "HeldPassages",
    "HeldText",
    "HeldTexts",
    "Holding",
    "TextElsewhere",
    "from_other_text",
    "from_registry",
    "held_passages",
    "held_texts",
    "holding_name",
    "is_beside",
    "is_of_attachment",
    "known_keys",
    "means_one",
    "searches_for",
    "sources_of",
    "templates_of_environment",
]
