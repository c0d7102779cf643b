"""Directives that titles name: ``về tổng kết Nghị quyết số 18-NQ/TW … khóa XII``.

Whoever cites such a conclusion may say what the named resolution is about; and a bare
``18-NQ/TW`` right behind the conclusion's number is the one that its title names.
"""

from __future__ import annotations

from indexer.citations import find_citations
from indexer.directives.following_words import symbol_in_title, words_of_title
from indexer.directives.keys import CENTRE
from indexer.directives.parsed_symbol import number_of, written_code
from indexer.directives.registry import Registry
from indexer.directives.verdicts import code_of, term_of
from indexer.knowledge import central_key, first_day
from indexer.model import Citation, Directive

_ALIKE = 0.6
"""The share of a title's words that stand behind its symbol where another title names it."""


def named_in_title(directive: Directive, registry: Registry) -> Directive | None:
    """The directive that a title names first, where khóa, date or subject there tells which it is.

    >>> registry = Registry.load()
    >>> row = registry.get("tw/k13/kl-121")
    >>> (named := named_in_title(row, registry)) and named.key
    'tw/k12/nq-18'
    """
    key = registry.named_in_titles.get(directive.key, lambda: _named(directive, registry))
    return registry.get(key) if key else None


def _named(directive: Directive, registry: Registry) -> str | None:
    if not symbol_in_title(directive):
        return None
    cited = [one for one in find_citations(directive.title) if one.number]
    if not cited or cited[0].body_code is None:
        return None
    meant = [row for row in _bearing(cited[0], registry) if _is_meant(row, cited[0], directive)]
    return meant[0].key if len(meant) == 1 else None


def _bearing(citation: Citation, registry: Registry) -> list[Directive]:
    code = written_code(citation, None)
    rows = registry.numbered(CENTRE.segment, number_of(citation))
    return [row for row in rows if code in (code_of(row), "qd" if code_of(row) == "qdi" else "")]


def _is_meant(row: Directive, citation: Citation, naming: Directive) -> bool:
    if citation.term:
        return term_of(row) == central_key(citation.term)
    if citation.date:
        return row.date == citation.date
    if row.date and naming.date and first_day(row.date) > naming.date.latest():
        return False
    words, behind = set(words_of_title(row.title)), set(words_of_title(citation.subject))
    return len(words & behind) >= _ALIKE * len(words)
