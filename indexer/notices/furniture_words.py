"""The words by which stamps, copy marks and a portal's own lines are known.

They stand, with examples, in ``corpus/registry/furniture.toml``; those of a copy among the marks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from indexer.notices.mark_words import mark_table, ways_to_write
from indexer.organs import alternatives, folded_phrases
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The words as patterns on folded letters, each for the beginning of a line.

    ``marks`` and ``arrival_hint`` look over a whole text, for whether there is anything to find:
    the latter for the last word of an anchor in capitals, or of a label (``arrival_label_end``);
    ``others`` are the headings behind which a portal names other pages.  ``arrived`` are the words
    of the anchor of an arrival stamp, for patterns of other shapes.
    """

    arrived: str
    arrival: re.Pattern[str]
    arrival_label: re.Pattern[str]
    arrival_field: re.Pattern[str]
    signature: re.Pattern[str]
    signature_label: re.Pattern[str]
    copy: re.Pattern[str]
    portal: re.Pattern[str]
    others: re.Pattern[str]
    marks: re.Pattern[str]
    arrival_hint: re.Pattern[str]
    arrival_label_end: re.Pattern[str]


@cache
def furniture_words() -> FurnitureWords:
    """The patterns, made once."""
    data = tomllib.loads((REGISTRY / "furniture.toml").read_text("utf-8"))

    def either(kind: str, *lists: str) -> str:
        phrases = [phrase for one in lists for phrase in data[kind][one]]
        return rf"(?:{alternatives(folded_phrases(phrases))})"

    arrived, label = either("received", "anchors"), either("received", "labels")
    last = {
        unaccent(phrase.split()[-1])
        for one in ("anchors", "labels")
        for phrase in data["received"][one]
    }
    last_words = "|".join(sorted(last))
    signature = either("signature_stamp", "anchors")
    marks = {one for one, _ in ways_to_write(mark_table()["copy"])}
    copied = marks | folded_phrases(data["copy"]["anchors"])
    copy = rf"(?:{alternatives(copied)})"
    portal, others = either("portal", "lines"), either("portal", "others")
    return FurnitureWords(
        arrived=arrived,
        arrival=re.compile(rf"{arrived}(?=$|[\s:.;])\s{{0,9}}[:.;–-]?\s{{0,9}}"),
        arrival_label=re.compile(rf"{label}\s{{0,9}}(?:[:.]|\d|$)"),
        arrival_field=re.compile(
            rf"{either('received', 'labels', 'fields')}\s{{0,9}}(?:[:.…_\d]|$)"
        ),
        signature=re.compile(rf"{signature}(?:\s{{0,9}}:|(?<=[yd])$|(?<=by)\s)"),
        signature_label=re.compile(rf"{either('signature_stamp', 'labels')}\s{{0,9}}[:=]"),
        copy=re.compile(rf"{copy}(?=$|\s{{0,9}}[;:,.(\d])"),
        portal=re.compile(rf"{portal}(?!\w)"),
        others=re.compile(rf"{others}\s{{0,3}}[:(\d).]{{0,9}}"),
        marks=re.compile(rf"\n\s{{0,9}}(?:{signature}|{copy}|{portal}|{others})"),
        arrival_hint=re.compile(rf"(?:{last_words})(?!\w)"),
        arrival_label_end=re.compile(rf"(?<!\w){label}$"),
    )
