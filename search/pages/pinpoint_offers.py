"""What is offered where a citation was typed with the place in it: only what cites that place.

``Điều 7 Quy định 22-QĐ/TW`` finds what cites the directive, as it does without its first words, and
leaves it to the person to narrow that: many notices that speak of the article do not number it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from indexer.citations import subdivision_code, subdivision_name
from indexer.directives import DirectiveKey, Knowledge, possible_keys
from indexer.model import Reason, Resolution, because
from search.areas import expand_places
from search.display import addresses
from search.engine import Engine
from search.held import HeldTexts, held_texts
from search.query import ARTICLE, CITES, Query, citation_end, typed_citations
from search.suggest import reparse

MAX_OFFERS = 3
"""Citations with a place for which it is offered."""

_EMPTY = re.compile(r"[(\[]\s*[)\]]")


@dataclass(frozen=True, slots=True)
class PinpointOffer:
    """The notices that cite the places that were typed with a citation: what these are called, how
    many notices, and the address of their list.

    ``is_possible`` where the citation leaves open whose it is: they cite one that it may mean.
    """

    places: str
    total: int
    address: str
    is_possible: bool = False

    @property
    def said(self) -> Reason:
        """What it offers, or that there is nothing to offer."""
        if self.is_possible:
            return because(
                "Thông báo viện dẫn {places} của văn bản có thể là văn bản cần tìm: {n}",
                places=self.places,
                n=self.total,
            )
        if self.total:
            return because("Chỉ thông báo viện dẫn {places}: {n}", places=self.places, n=self.total)
        return because("Không thông báo nào viện dẫn {places}", places=self.places)


def pinpoint_offers(engine: Engine, knowledge: Knowledge, query: Query) -> Iterator[PinpointOffer]:
    """What is offered for a query; nothing where it asks for a directive's articles already.

    Of a citation that leaves open whose it is, nobody can say that its article is not cited.
    """
    if query.filters.get(ARTICLE.name) or not any(
        one.citation.pinpoints for one in query.citations
    ):
        return
    typed = typed_citations(query.text, knowledge.registry)  # without what became a filter
    texts = held_texts(engine, knowledge.registry)
    placed = (one for one in typed if any(map(subdivision_code, one.citation.pinpoints)))
    for one in islice(placed, MAX_OFFERS):
        codes = dict.fromkeys(filter(None, map(subdivision_code, one.citation.pinpoints)))
        keys, is_open = _meant(one, texts)
        filters = {**query.filters, CITES.name: keys, ARTICLE.name: tuple(codes)}
        narrower = reparse(_without(query.text, one), knowledge, replace(query, filters=filters))
        total = engine.total(expand_places(narrower, knowledge.gazetteer))
        places = ", ".join(map(subdivision_name, codes))
        if total or not is_open:
            yield PinpointOffer(places, total, addresses.results(narrower), is_open)


def _meant(one: Resolution, texts: HeldTexts) -> tuple[tuple[str, ...], bool]:
    """The keys that a citation may mean, and whether it leaves open whose its number is."""
    known = tuple(dict.fromkeys(key for key in (one.key, *possible_keys(one)) if key))
    if one.key is None or possible_keys(one) or not DirectiveKey.is_key(one.key):
        return known, False
    others = tuple(other.key for other in texts.possible(one.key))
    return (*known, *others), bool(others) or DirectiveKey.parse(one.key).body.is_open


def _without(text: str, one: Resolution) -> str:
    """The text without a citation and the places in it."""
    spans = [pin.span for pin in one.citation.pinpoints]
    first = min(span.start for span in (one.citation.span, *spans))
    last = max(citation_end(one.citation, text), *(span.end for span in spans))
    return " ".join(_EMPTY.sub(" ", f"{text[:first]} {text[last:].lstrip(' ,)')}").split())
