"""Text → organs of the Party that it names, with the units that they govern."""

from indexer.organs.cited import (
    CitedOrgan,
    central_organ_in,
    is_centre_of,
    last_organ_in,
    organ_at,
    organ_of_unit_at,
    signs_with,
    unit_signing_at,
)
from indexer.organs.composition import (
    committee_named,
    committee_over,
    governs_unit,
    inner_organ,
    seat_of,
    unit_kind_in,
    without_name,
)
from indexer.organs.lexicon import folded_phrases, organ_lexicon
from indexer.organs.mentions import OrganMention, level_of, name_end, number_ends, organ_mentions
from indexer.organs.openings import Opening, damaged_opening_of, opening_of, unabbreviated
from indexer.organs.phrases import (
    GAP,
    SPACE,
    alternatives,
    one_of,
    opening_a_word,
    without_page_break,
)
from indexer.organs.places import UNIT_KINDS, place_at
from indexer.organs.speaking import SpeakingOrgan, committee_of_unit, speaking_organ
from indexer.organs.spelling import ends_with_name, is_known_phrase, spell_organ
from indexer.organs.walls import WALL, walled

__all__ = [
    "GAP",
    "SPACE",
    "UNIT_KINDS",
    "WALL",
    "CitedOrgan",
    "Opening",
    "OrganMention",
    "SpeakingOrgan",
    "alternatives",
    "central_organ_in",
    "committee_named",
    "committee_of_unit",
    "committee_over",
    "damaged_opening_of",
    "ends_with_name",
    "folded_phrases",
    "governs_unit",
    "inner_organ",
    "is_centre_of",
    "is_known_phrase",
    "last_organ_in",
    "level_of",
    "name_end",
    "number_ends",
    "one_of",
    "opening_a_word",
    "opening_of",
    "organ_at",
    "organ_lexicon",
    "organ_mentions",
    "organ_of_unit_at",
    "place_at",
    "seat_of",
    "signs_with",
    "speaking_organ",
    "spell_organ",
    "unabbreviated",
    "unit_kind_in",
    "unit_signing_at",
    "walled",
    "without_name",
    "without_page_break",
]
