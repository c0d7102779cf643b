"""Vietnamese and English for people: every sentence is written in Vietnamese and looked up.

A Vietnamese template is the message id in the gettext catalogue of ``locale``; a test extracts
all of them and demands their English.  Vietnamese nouns have no plural: where another language
has one, the value named ``n`` chooses the form.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Mapping
from functools import cache

from indexer.model import OneOf, Reason
from indexer.numerals import read_number
from indexer.paths import LOCALE

LANGUAGES = ("vi", "en")


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("viendan", LOCALE, [language])


def translation(template: str, language: str, values: Mapping[str, object]) -> str:
    """A template in ``language``, in the form that the count ``n`` asks for.

    Its slots stay open.

    >>> translation("{n} thông báo", "en", {"n": 1}), translation("{n} thông báo", "en", {"n": "0"})
    ('{n} notice', '{n} notices')
    """
    if language == "vi" or not template:  # gettext keeps its header under the empty id
        return template
    if "n" in values:
        return _catalogue(language).ngettext(template, template, _count(values["n"]))
    return _catalogue(language).gettext(template)


def _count(value: object) -> int:
    """The number that a value shows; what is no whole number is as good as none.

    >>> _count(21), _count("64000"), _count("nhiều")
    (21, 64000, 0)
    """
    if isinstance(value, int):
        return value
    return read_number(str(value)) or 0


_FIGURES = frozenset({"n", "entries", "first", "last", "limit", "most", "page", "pages", "size"})
"""Slots of numbers that are counted; a year or the number of a paper is written as it is."""


def figures(number: int, language: str = "vi") -> str:
    """A count with its thousands apart, as the language writes it.

    >>> figures(64000), figures(64000, "en"), figures(640)
    ('64.000', '64,000', '640')
    """
    grouped = f"{number:,}"
    return grouped if language != "vi" else grouped.replace(",", ".")


def shown(values: Mapping[str, object], language: str) -> dict[str, object]:
    """The values of a sentence as it shows them: counts with their thousands apart.

    >>> shown({"n": 3028, "year": 2022}, "vi")
    {'n': '3.028', 'year': 2022}
    """
    return {
        name: figures(_count(value), language)
        if name in _FIGURES and str(value).isdecimal()
        else value
        for name, value in values.items()
    }


def gettext(template: str, language: str = "vi", **values: object) -> str:
    """A sentence in ``language`` ("vi" or "en") with its slots filled.

    >>> gettext("có đủ các chữ {words}", "en", words="xã")
    'with all the words xã'
    """
    return translation(template, language, values).format_map(shown(values, language))


def reason_text(reason: Reason, language: str = "vi") -> str:
    """A :class:`~indexer.model.Reason` in ``language``."""
    values: dict[str, object] = dict(reason.values)
    if isinstance(reason, OneOf):
        values["values"] = reason.separator.join(
            reason_text(one, language) for one in reason.choices
        )
    return translation(reason.template, language, values).format_map(shown(values, language))
