"""Numbers of lists in a web page, which a browser computes and shows before each item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from indexer.readers.docx_numbers import written_number

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_INTEGER = re.compile(r"\s*([+-]?\d{1,6})(?!\d)", re.ASCII)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)


def list_labels(numbered: LexborNode, items: Sequence[LexborNode]) -> Iterator[str]:
    """The labels of those items of a list that are seen, as HTML counts them.

    ``start``, ``value``, ``reversed`` and ``type`` are heeded (HTML, 4.4.5 and 4.4.8); a list or
    an item whose own style says so has no number.
    """
    attributes = numbered.attributes
    step = -1 if "reversed" in attributes else 1
    count = _integer(attributes.get("start"), len(items) if step < 0 else 1)
    form = _FORMS.get(attributes.get("type") or "", "decimal")
    bare = _is_bare(attributes.get("style"))
    for item in items:
        count = _integer(item.attributes.get("value"), count)
        without = bare or _is_bare(item.attributes.get("style"))
        number = written_number(count, form if count > 0 else "decimal")
        yield "" if without else f"{number}. "
        count += step


def _integer(text: str | None, otherwise: int) -> int:
    found = _INTEGER.match(text or "")
    return int(found[1]) if found else otherwise


def _is_bare(style: str | None) -> bool:
    return bool(_UNNUMBERED.search(style or ""))
