"""Which directives does the index hold the text of?  Own keys joined to the keys of citations.

Nothing of it stands in the notices that cite: two keys are compared when a page asks, so that a
text that came, changed or went is seen on every page from the next commit on.
"""

from search.held.contents import from_other_content
from search.held.differences import Difference, DifferingField, from_other_text, from_registry
from search.held.elsewhere import (
    TextElsewhere,
    searches_for,
    sources_of,
    templates_of_environment,
)
from search.held.open_numbers import what_is_open
from search.held.passages import (
    HeldPassage,
    HeldPassages,
    held_passages,
    is_beside,
    is_of_attachment,
    means_one,
    text_meant,
)
from search.held.relations import UNDOING, DirectiveRelation, Relations
from search.held.texts import (
    Availability,
    HeldText,
    HeldTexts,
    PossibleDirective,
    as_written,
    availability_name,
    held_texts,
    known_keys,
)

__all__ = [
    "UNDOING",
    "Availability",
    "Difference",
    "DifferingField",
    "DirectiveRelation",
    "HeldPassage",
    "HeldPassages",
    "HeldText",
    "HeldTexts",
    "PossibleDirective",
    "Relations",
    "TextElsewhere",
    "as_written",
    "availability_name",
    "from_other_content",
    "from_other_text",
    "from_registry",
    "held_passages",
    "held_texts",
    "is_beside",
    "is_of_attachment",
    "known_keys",
    "means_one",
    "searches_for",
    "sources_of",
    "templates_of_environment",
    "text_meant",
    "what_is_open",
]
