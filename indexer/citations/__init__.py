"""Find the citations (viện dẫn) of a text: spans with their parsed parts.

>>> [citation.number for citation in find("theo các Quy định số 41-QĐ/TW và 80-QĐ/TW")]
['41-QĐ/TW', '80-QĐ/TW']
"""

from __future__ import annotations

from indexer.citations.mentions import citations_of, distribute
from indexer.citations.reader import read_mentions
from indexer.citations.typed import typed_mentions
from indexer.model import Citation
from indexer.text import fold

# What is typed into a search box or a look-up line is short.
_LONGEST_TYPED = 2_000


def find(text: str) -> list[Citation]:
    """All citations of a text, ordered by span; a khóa list gives several on one span.

    >>> [(c.text, c.term) for c in find("NQTW 4 (khóa XII, XIII).")]
    [('NQTW 4 (khóa XII, XIII)', 'XII'), ('NQTW 4 (khóa XII, XIII)', 'XIII')]
    """
    folded = fold(text)
    mentions = distribute(read_mentions(folded, text), folded.text)
    found = [citation for mention in mentions for citation in citations_of(mention, folded, text)]
    return sorted(found, key=lambda citation: citation.span)


def parse_one(text: str) -> list[Citation]:
    """The citations of a typed text, usually one; empty when nothing in it can be a citation.

    Looser than :func:`find`, which reads running text: a number with a sigil counts without
    type word, separators and marks, and so does any type word with a number that stands alone.

    >>> [c.number for c in parse_one("213 qđ tw")], [c.number for c in parse_one("chỉ thị 5")]
    (['213-QĐ/TW'], ['05'])
    """
    found = find(text)
    if found or len(text) > _LONGEST_TYPED:
        return found
    folded = fold(text)
    return [
        citation
        for mention in typed_mentions(folded, text)
        for citation in citations_of(mention, folded, text)
    ]
