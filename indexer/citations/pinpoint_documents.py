"""The kinds of documents that matter to whose a place is.

They stand in ``corpus/registry/pinpoints.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from indexer.paths import REGISTRY
from indexer.text import unaccent


@cache
def pinpoint_data() -> Mapping[str, Any]:
    """What is known of the parts of documents, as the file has it.

    >>> sorted(pinpoint_data())[:3]
    ['about_others', 'counted', 'letters']
    """
    return tomllib.loads((REGISTRY / "pinpoints.toml").read_text("utf-8"))


@cache
def without_articles() -> frozenset[str]:
    """The types of document that are not divided into điều.

    >>> "Chỉ thị" in without_articles(), "Quy định" in without_articles()
    (True, False)
    """
    return frozenset(pinpoint_data()["without_articles"])


@cache
def other_documents() -> frozenset[str]:
    """What has parts and is no type of document.

    >>> "nội quy" in other_documents()
    True
    """
    return frozenset(pinpoint_data()["other_documents"])


@cache
def about_others() -> frozenset[str]:
    """The types of document that mostly speak of the parts of others.

    >>> "Thông báo" in about_others(), "Kế hoạch" in about_others()
    (True, False)
    """
    return frozenset(pinpoint_data()["about_others"])


@cache
def verbs() -> frozenset[str]:
    """The words for documents that are verbs as well, folded.

    >>> "quy dinh" in verbs(), "quy che" in verbs()
    (True, False)
    """
    return frozenset(map(unaccent, pinpoint_data()["verbs"]))
