"""The parameters of the ranking, all in one place.

Scores are BM25F as Whoosh defines it: for each term and field
``boost * idf * f * (K1 + 1) / (f + K1 * (1 - B + B * length / average length))``, summed.
"""

from __future__ import annotations

K1 = 1.2
B = 0.75

BOOSTS = {
    # Title above text, of which it is a part and counts twice; the spelling typed above its form
    # without marks, be it looked for everywhere or where a text has none.  More for the title sets
    # words scattered in it above a name in the text.
    "title": 1.5,
    "title_bare": 0.45,
    "body": 1.0,
    "body_bare": 0.3,
    # Neighbours in the query that are neighbours in the text: words of two syllables, mostly.
    "pairs": 1.5,
    "pairs_bare": 0.45,
    # pyvi's words.
    "words": 0.4,
    # Fields that are searched only when named.
    "issuer_words": 1.0,
    "signatory": 1.0,
    "addressee": 1.0,
}

CITATION_BOOST = 8.0
"""A citation resolved to the directive typed, above any mention of the same characters."""

POSSIBLE_CITATION_BOOST = 4.0
"""An open citation that may mean the directive typed, behind those that do."""

OWN_NUMBER_BOOST = 1_000.0
"""A notice whose own number or date was typed, above all that mention it, however often."""

OWN_PLACE_BOOST = 8.0
"""A notice of the place whose name was typed alone, above those that write it within another name:
of ``Bảo Lâm`` the district before xã Bảo Lâm 1."""

CONDITION_SCORE = 1.0
"""A condition on a field other than the citations, as a word that about every notice has."""
