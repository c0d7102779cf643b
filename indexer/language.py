"""Vietnamese and English for people: every sentence is written in Vietnamese and looked up.

A Vietnamese template is the key; ``indexer/english/*.toml`` hold the English ones.  A test
walks the sources and demands that each template has its English and that none is left over.

Vietnamese nouns have no plural.  Where English has one, the catalogue gives both forms with the
slot that chooses: ``{n} {n:notice|notices}``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from indexer.model import OneOf, Reason
from indexer.paths import ENGLISH

LANGUAGES = ("vi", "en")

_FORMS = re.compile(r"\{(?P<count>\w+):(?P<one>[^{}|]+)\|(?P<other>[^{}|]+)\}")


@cache
def english() -> dict[str, str]:
    """The English sentence of each Vietnamese template, all catalogue files together.

    Raises ``ValueError`` when two files translate one template differently.
    """
    merged: dict[str, str] = {}
    for path in sorted(ENGLISH.glob("*.toml")):
        for vietnamese, translation in tomllib.loads(path.read_text("utf-8")).items():
            if merged.setdefault(vietnamese, translation) != translation:
                raise ValueError(f"{path.name}: {vietnamese!r} is translated twice, differently")
    return merged


def wording(template: str, language: str, values: Mapping[str, object]) -> str:
    """A template in ``language``, its counted words in the form that the values ask for.

    Its slots stay open.

    >>> wording("{n} thông báo", "en", {"n": 1}), wording("{n} thông báo", "en", {"n": "0"})
    ('{n} notice', '{n} notices')
    """
    if language != "en":
        return template
    return _FORMS.sub(
        lambda forms: forms["one" if str(values[forms["count"]]) == "1" else "other"],
        english().get(template, template),
    )


def say(template: str, language: str = "vi", **values: object) -> str:
    """A sentence in ``language`` ("vi" or "en") with its slots filled.

    >>> say("có đủ: {words}", "en", words="xã")
    'with all of: xã'
    """
    return wording(template, language, values).format_map(values)


def say_reason(reason: Reason, language: str = "vi") -> str:
    """A :class:`~indexer.model.Reason` in ``language``."""
    values = dict(reason.values)
    if isinstance(reason, OneOf):
        values["values"] = " / ".join(say_reason(one, language) for one in reason.choices)
    return say(reason.template, language, **values)
