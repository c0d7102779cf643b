"""Text → organs of the Party that it names, with the units that they govern."""

from indexer.organs.cited import Organ, last_organ_in, organ_at, organ_of_unit_at, signs
from indexer.organs.mentions import Mention, level_of, mentions, name_end
from indexer.organs.phrases import GAP, SPACE, alternatives, one_of, plain
from indexer.organs.places import UNIT_KINDS, place_at
from indexer.organs.spelling import is_spelled, spell
from indexer.organs.words import folded, organ_words

__all__ = [
    "GAP",
    "SPACE",
    "UNIT_KINDS",
    "Mention",
    "Organ",
    "alternatives",
    "folded",
    "is_spelled",
    "last_organ_in",
    "level_of",
    "mentions",
    "name_end",
    "one_of",
    "organ_at",
    "organ_of_unit_at",
    "organ_words",
    "place_at",
    "plain",
    "signs",
    "spell",
]
