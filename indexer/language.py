"""Vietnamese and English for people: every sentence is written in Vietnamese and looked up.

A Vietnamese template is the key; ``indexer/english/*.toml`` hold the English ones.  A test
walks the sources and demands that each template has its English and that none is left over.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from indexer.model import OneOf, Reason

LANGUAGES = ("vi", "en")

_CATALOGUE = Path(__file__).parent / "english"


@cache
def english() -> dict[str, str]:
    """The English sentence of each Vietnamese template, all catalogue files together.

    Raises ``ValueError`` when two files translate one template differently.
    """
    merged: dict[str, str] = {}
    for path in sorted(_CATALOGUE.glob("*.toml")):
        for vietnamese, translation in tomllib.loads(path.read_text("utf-8")).items():
            if merged.setdefault(vietnamese, translation) != translation:
                raise ValueError(f"{path.name}: {vietnamese!r} is translated twice, differently")
    return merged


def say(template: str, language: str = "vi", **values: object) -> str:
    """A sentence in ``language`` ("vi" or "en") with its slots filled.

    >>> say("có đủ: {words}", "en", words="xã")
    'with all of: xã'
    """
    if language == "en":
        template = english().get(template, template)
    return template.format_map(values)


def say_reason(reason: Reason, language: str = "vi") -> str:
    """A :class:`~indexer.model.Reason` in ``language``."""
    values = dict(reason.values)
    if isinstance(reason, OneOf):
        values["values"] = " / ".join(say_reason(one, language) for one in reason.choices)
    return say(reason.template, language, **values)
