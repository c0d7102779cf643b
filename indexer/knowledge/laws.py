"""Laws (luật) by name: how each is written, and what a key keeps of it.

From ``corpus/registry/laws.toml``.  Which laws there are, with number and day, stands in the
registry; here are the names under which people cite them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.knowledge.document_types import type_named
from indexer.paths import REGISTRY
from indexer.text import slug

CONSTITUTION = "Hiến pháp"
"""It has no name beside its type word."""


@dataclass(frozen=True, slots=True)
class LawName:
    """A way to write the name of a law: ``BHXH`` for ``Luật Bảo hiểm xã hội``.

    ``kind`` is the type word and ``name`` what stands behind it; ``written`` is one way to write
    the name.  By the name of a law that is not ``held`` alone nothing is cited.
    """

    kind: str
    name: str
    written: str
    held: bool = True


@cache
def law_data() -> dict[str, Any]:
    """The tables of ``laws.toml``."""
    return tomllib.loads((REGISTRY / "laws.toml").read_text("utf-8"))


@cache
def law_names() -> tuple[LawName, ...]:
    """Every way to write a law's name behind its type word."""
    data = law_data()
    names = [LawName(kind, name, name) for kind, row in data["names"].items() for name in row]
    kinds = {one.name: one.kind for one in names}
    short = [
        LawName(kinds[name], name, written)
        for name, row in data["short"].items()
        for written in row
    ]
    return (*names, *short, *(LawName("Luật", one, one, held=False) for one in data["others"]))


@cache
def whole_law_names() -> dict[str, LawName]:
    """What stands for type word and name together, folded: ``blhs``."""
    return {
        slug(written): LawName("Bộ luật", name, written)
        for written, name in law_data()["whole"].items()
    }


@cache
def _titles() -> dict[str, str]:
    """Each law by what its key by name ends with."""
    return {law_document(one.kind, one.name): f"{one.kind} {one.name}" for one in law_names()}


def law_document(kind: str, name: str) -> str:
    """What a law's key by name ends with.

    >>> law_document("Luật", "Đất đai"), law_document("Bộ luật", "Hình sự")
    ('luat.dat-dai', 'luat.hinh-su')
    """
    found = type_named(kind)
    code = found.code if found else "luat"
    return code if code == "hien-phap" else f"{code}.{slug(name)}"


def law_title(document: str) -> str:
    """A law in words by what its key ends with; empty where it is none.

    >>> law_title("luat.lam-nghiep"), law_title("luat.mot-ten-khac"), law_title("dh")
    ('Luật Lâm nghiệp', 'Luật mot ten khac', '')
    """
    if document == "hien-phap":
        return CONSTITUTION
    code, _, name = document.partition(".")
    word = {"luat": "Luật", "pl": "Pháp lệnh"}.get(code, "")
    return _titles().get(document) or (f"{word} {name.replace('-', ' ')}" if word and name else "")
