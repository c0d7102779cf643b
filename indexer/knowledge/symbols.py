"""The grammar of a symbol (số và ký hiệu) on folded letters, of one's own and of those cited.

``55-TB/TU``, ``05-QCPH/BTGTU-CATU``, ``38/2024/QĐ-UBND``: a number that may have a letter, in
State papers a year, the code of the type, the code of the body and of those that issue with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.knowledge.document_types import paper_types, sigils
from indexer.text import unaccent

SUFFIX = r"[a-h](?![a-z])"
"""The letter of a number that was put in later: ``12a``."""

YEAR = r"(?:19|20)\d\d(?!\d)"

BODY = r"[a-z]{2,16}+\d{0,2}"
"""The code of a body; of a legislature with its number: ``QH13``."""

JOINT = r"(?:-[a-z]{2,16}\d{0,2}){0,4}"
"""The codes of bodies that issue together, behind the first."""


def cited_sigil() -> str:
    """A pattern for the type codes that citations have."""
    return _either(sigils())


def written_sigil() -> str:
    """A pattern for the type codes that papers have, those included by which nobody cites."""
    return _either(unaccent(sigil) for kind in paper_types() for sigil in kind.sigils)


def _either(codes: Iterable[str]) -> str:
    return "|".join(sorted(set(codes), key=lambda code: (-len(code), code)))
