"""Names of laws (luật) with their marks, by the letters that a key keeps of them.

They are data in ``corpus/registry/laws.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache

from indexer.paths import REGISTRY
from indexer.text import slug


@cache
def law_names() -> dict[str, str]:
    """Each name by its slug.

    >>> law_names()["lam-nghiep"]
    'Lâm nghiệp'
    """
    names = tomllib.loads((REGISTRY / "laws.toml").read_text("utf-8"))["names"]
    return {slug(name): name for name in names}
