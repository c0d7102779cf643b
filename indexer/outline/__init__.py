"""Text → outline: the parts that a paper is divided into, each with its span and its address."""

from indexer.outline.composition import outline, outline_of
from indexer.outline.divisions import Division, DivisionKind, Outline
from indexer.outline.passages import Passage, Presence, own_place, passage

__all__ = [
    "Division",
    "DivisionKind",
    "Outline",
    "Passage",
    "Presence",
    "outline",
    "outline_of",
    "own_place",
    "passage",
]
