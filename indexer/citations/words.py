"""The words that tell what a number near a type word is, as patterns on folded letters.

They stand, with examples, in ``corpus/registry/citation_words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product

from indexer.organs import one_of
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class CitationWords:
    """The words, all folded.

    ``joined`` are codes glued to the code of their type, as the symbol pattern sees them from
    behind it, ``joined_types`` the types that need no type word then; ``counted`` is what is
    counted; ``behind_a_name`` and ``in_force`` stand behind the short name of a paper,
    ``applying`` before it; ``numbered_organ`` what has a number of its own,
    ``nicknames`` what a programme is called, ``called_so`` what bears letters
    and a number of its own behind its word (``Căn hộ CT 05``), ``agency`` what opens
    the name of an agency with a Đảng bộ.  ``issued`` are the
    labels of a column that gives the day of issue, ``of_days`` opens that of any column of days,
    ``senders`` are those of a column that gives who issued.

    >>> "ngay thang nam ban hanh" in citation_words().issued
    True
    """

    joined: str
    joined_types: frozenset[str]
    counted: str
    behind_a_name: str
    applying: str
    in_force: str
    numbered_organ: str
    nicknames: frozenset[str]
    called_so: str
    agency: str
    issued: frozenset[str]
    of_days: re.Pattern[str]
    senders: frozenset[str]


@cache
def citation_words() -> CitationWords:
    """The words, read once."""
    data = tomllib.loads((REGISTRY / "citation_words.toml").read_text("utf-8"))
    joined, organ, column = data["joined"], data["numbered_organ"], data["date_column"]
    sender = data["sender_column"]
    alone = [
        rf"(?<={unaccent(of)}){unaccent(code)}" for code, of in joined["codes_of_type"].items()
    ]
    others = one_of(map(unaccent, organ["not_words"]))
    return CitationWords(
        joined="|".join([*map(unaccent, joined["codes"]), *alone]),
        joined_types=frozenset(joined["types"]),
        counted=one_of(map(unaccent, data["counted"]["words"])),
        behind_a_name=one_of(map(unaccent, data["behind_a_name"]["words"])),
        applying=one_of(map(unaccent, data["applying"]["words"])),
        in_force=one_of(map(unaccent, data["in_force"]["words"])),
        numbered_organ=rf"(?!(?:{others})(?![a-z]))(?:{one_of(map(unaccent, organ['words']))})",
        nicknames=frozenset(map(unaccent, data["nicknames"]["words"])),
        called_so=one_of(map(unaccent, data["called_so"]["words"])),
        agency=one_of(map(unaccent, data["agency"]["words"])),
        issued=_labels(column),
        senders=_joined(sender["openings"], sender["acts"], ["", *sender["objects"]]),
        of_days=re.compile(rf"(?:{one_of(map(unaccent, column['others']))})(?![a-z])"),
    )


def _labels(column: dict[str, list[str]]) -> frozenset[str]:
    openings, acts, objects = column["openings"], column["acts"], ["", *column["objects"]]
    plain = _joined(openings, ["", *acts], objects)
    return plain | _joined(column["openings_with_act"], acts, objects)


def _joined(*parts: list[str]) -> frozenset[str]:
    """One of each part in turn, folded."""
    return frozenset(unaccent(" ".join(filter(None, one))) for one in product(*parts))
