"""The words that the names of organs are made of, by their folded form.

Committees, their organs and the units that they govern are asked of the committee table; the rest
stands in ``corpus/registry/organ_names.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from indexer.knowledge import committee_levels, committee_table, organisations, unit_kinds
from indexer.model import Level
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class OrganLexicon:
    """Words of organs by what they are; all but ``spelling`` and ``no_name_words`` are
    folded.

    ``committees`` gives each wording its level, ``speaking`` are the inner organs, ``bodies`` what
    works under a committee, ``openers`` all that opens the name of an organ, ``short`` what an
    abbreviation stands for, ``abbreviated`` the same of letterheads alone.  ``kinds`` stand
    between an organ and its name: of units, of cells (thôn), of offices.  ``body_names`` are names
    of several words of which some are small; ``no_name_words`` end the name of a place where
    capitals do not tell.  ``with_kind`` are names of units that stand behind their kind in the name
    of a committee, too: ``Thành ủy Thành phố Hồ Chí Minh``.
    ``examined`` tell that a paper is about the unit behind them, ``in_passing`` that it is not.
    """

    committees: dict[str, Level | None]
    speaking: frozenset[str]
    bodies: frozenset[str]
    openers: frozenset[str]
    short: dict[str, str]
    abbreviated: dict[str, str]
    kinds: frozenset[str]
    place_kinds: frozenset[str]
    cell_kinds: frozenset[str]
    body_names: frozenset[str]
    positions: frozenset[str]
    no_name_words: frozenset[str]
    with_kind: frozenset[str]
    examined: frozenset[str]
    in_passing: frozenset[str]
    spelling: dict[tuple[str, ...], tuple[str, ...]]


@cache
def organ_lexicon() -> OrganLexicon:
    """The words, read once."""
    data = tomllib.loads((REGISTRY / "organ_names.toml").read_text("utf-8"))
    table, levels = committee_table(), committee_levels()
    speaking = [organ.word for organ in table.inner]
    bodies = [organ.word for organ in table.organs] + data["bodies"]
    bodies += [body.word for body in table.bodies if body.serves]
    others = [body.word for body in table.bodies if not body.serves] + data["others"]
    names = [*levels, *speaking, *bodies, *others]
    kinds = [*unit_kinds(), *data["cell_kinds"], *data["body_kinds"]]
    phrases = [*names, *kinds, *data["spelled"], *data["fields"], "và", *data["positions"]]
    # A word of one syllable is not always what it looks like ("Ban", "Bộ") and has no small letter.
    phrases += [row.word for row in organisations() if " " in row.word]
    shortened = [organ for organ in (*table.inner, *table.organs) if organ.short]
    return OrganLexicon(
        committees={unaccent(word): level for word, level in levels.items()},
        speaking=folded_phrases(speaking),
        bodies=folded_phrases(bodies),
        openers=folded_phrases(names),
        abbreviated={
            unaccent(short): unaccent(word) for short, word in data["abbreviated"].items()
        },
        short={unaccent(organ.short): unaccent(organ.word) for organ in shortened},
        kinds=folded_phrases(kinds),
        place_kinds=folded_phrases(unit_kinds()),
        cell_kinds=folded_phrases(data["cell_kinds"]),
        body_names=folded_phrases(data["spelled"]),
        positions=folded_phrases(data["positions"]),
        no_name_words=frozenset(data["no_name_words"]),
        with_kind=frozenset(data["with_kind"]),
        examined=folded_phrases(data["examined"]),
        in_passing=folded_phrases(data["in_passing"]),
        spelling={tuple(unaccent(phrase).split()): tuple(phrase.split()) for phrase in phrases},
    )


def folded_phrases(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases in the form in which they are compared."""
    return frozenset(map(unaccent, phrases))
