"""What a person reads for a facet value, and the order in which values stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.directives.document_types import document_types
from indexer.directives.issuing_bodies import body_named
from indexer.directives.registry import Registry
from indexer.gazetteer import Gazetteer
from indexer.schema import UNKNOWN
from indexer.text import slug
from search.results import FacetValue


class Labels:
    """Labels of facet values; ``written`` are those the index itself holds, by facet."""

    def __init__(
        self,
        registry: Registry,
        gazetteer: Gazetteer,
        written: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._registry = registry
        self._gazetteer = gazetteer
        self._written = written or {}

    def of(self, facet: str, value: str) -> str:
        """The label of a value; an unknown value is its own label.

        The label of notices without data is left to the interface, which says it in the
        person's language.
        """
        if value == UNKNOWN:
            return ""
        if facet in ("unit", "province"):
            place = self._gazetteer.place(value)
            # A province is known by its name alone: Đồng Nai was a tỉnh and is a thành phố.
            return place.name if place and not place.parent else self._gazetteer.label(value)
        if facet == "cites":
            return directive_label(value, self._registry, self._gazetteer)
        return self._written.get(facet, {}).get(value, value)

    def sort(self, facet: str, values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
        """Years in date order, other values by count; those without data always last."""
        if facet == "year":
            return tuple(sorted(values, key=lambda v: (v.value == UNKNOWN, v.value)))
        return tuple(
            sorted(values, key=lambda v: (v.value == UNKNOWN, -v.count, slug(v.label), v.value))
        )


def directive_label(key: str, registry: Registry, gazetteer: Gazetteer) -> str:
    """A directive in a few words: type, symbol, and what tells it from its homonyms.

    >>> from indexer.gazetteer import gazetteer
    >>> directive_label("tw/k12/qdi-213", Registry.load(), gazetteer())
    'Quy định 213-QĐ/TW (khóa XII)'
    >>> directive_label("tu.dong-nai/nk2020/kh-196", Registry.load(), gazetteer())
    'Kế hoạch 196-KH/TU (Đồng Nai, 2020)'
    """
    held = registry.get(key)
    if held:
        name = f"{held.type} {held.number}" if held.number else held.title or held.type
        return f"{name} (khóa {held.term})" if held.number else name
    body, term, document = [*key.split("/"), "", ""][:3]
    place = _place_label(body, gazetteer)
    told = ", ".join(part for part in (place, _term_label(term)) if part)
    name = _document_label(body, document)
    return f"{name} ({told})" if told else name


def _document_label(body: str, document: str) -> str:
    """``kh-196`` of ``tu.dong-nai`` → ``Kế hoạch 196-KH/TU``."""
    if document == "dh":
        return "Nghị quyết Đại hội"
    code, _, number = document.partition("-")
    if code == "hntw":
        return f"Nghị quyết Hội nghị Trung ương {int(number)}" if number.isdigit() else document
    kind = next((one for one in document_types() if one.code == code), None)
    if kind is None or not number:
        return (kind.name if kind else "") or document.replace("luat.", "Luật ").replace("-", " ")
    state = body.startswith("nn.")
    head = body.removeprefix("nn.").split(".")[0]
    known = body_named(head)
    written = known.written if known else head.upper()
    sigil = kind.sigils[0] if kind.sigils else code.upper()
    return f"{kind.name} {number.upper()}" + (
        f"/{sigil}-{written}" if state else f"-{sigil}/{written}"
    )


def _place_label(body: str, gazetteer: Gazetteer) -> str:
    """The places of a body key, the province last: ``Bảo Lâm, Lâm Đồng``."""
    slugs = [part for part in body.removeprefix("nn.").split(".")[1:] if part != UNKNOWN]
    labels: list[str] = []
    for at in range(len(slugs)):
        place = gazetteer.place("/".join(reversed(slugs[at:])))
        labels.append(place.name if place else slugs[at].replace("-", " ").title())
    return ", ".join(labels)


def _term_label(term: str) -> str:
    if term == UNKNOWN or not term:
        return ""
    if term.startswith("nk"):
        return term[2:]
    return term[1:] if term.startswith("y") else f"khóa {term[1:]}"
