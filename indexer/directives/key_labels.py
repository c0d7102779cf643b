"""What a person reads for a key: ``tw/k12/qdi-213`` is ``Quy định 213-QĐ/TW (khóa XII)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.citations.symbols import normal_form
from indexer.directives.keys import UNKNOWN
from indexer.gazetteer import gazetteer
from indexer.registry import Registry
from indexer.registry.document_types import document_types
from indexer.registry.issuing_bodies import Body, known_body
from indexer.registry.laws import law_names
from indexer.registry.terms import roman_numeral


def key_label(key: str, registry: Registry) -> str:
    """A directive in a few words; what its key leaves open is left out.

    >>> key_label("tw/k12/qdi-213", Registry.load())
    'Quy định 213-QĐ/TW (khóa XII)'
    >>> key_label("tu.lam-dong/nk2020/nq-05", Registry.load())
    'Nghị quyết 05-NQ/TU (Lâm Đồng, nhiệm kỳ 2020)'
    >>> key_label("nn.qh/y2017/luat.lam-nghiep", Registry.load())
    'Luật Lâm nghiệp (năm 2017)'
    """
    directive = registry.get(key)
    if directive:
        name = f"{directive.type} {directive.number}" if directive.number else directive.title
        return f"{name} (khóa {directive.term})" if directive.number else name
    body, term, document = [*key.split("/"), "", ""][:3]
    told = ", ".join(part for part in (_places(body), _term(term)) if part)
    name = _document(body, term, document)
    return f"{name} ({told})" if told else name


def _document(body: str, term: str, document: str) -> str:
    if document == "dh":
        return "Nghị quyết Đại hội"
    if document == "hien-phap":
        return "Hiến pháp"
    if document.startswith("luat."):
        name = document.removeprefix("luat.")
        return f"Luật {law_names().get(name) or name.replace('-', ' ')}"
    code, _, number = document.rpartition("-")
    if code == "hntw":
        return f"Nghị quyết Trung ương {int(number)}"
    signer = _signer(body)
    sphere = "state" if signer and signer.sphere == "state" else "party"
    kind = next(
        (k for k in document_types() if k.code == code and k.sphere in (sphere, "both")), None
    )
    if kind is None:
        return document
    sigil = kind.sigils[0] if kind.sigils else None
    if signer is None:
        return f"{kind.name} {number}"
    year = (
        int(term[1:])
        if sphere == "state" and re.fullmatch(r"y\d{4}", term) and code in ("nd", "tt", "luat")
        else None
    )
    return f"{kind.name} {normal_form(number, sigil, signer, year)}"


def _signer(body: str) -> Body | None:
    return known_body(body.removeprefix("nn.").split(".")[0])


def _places(body: str) -> str:
    """The places of a key, the smallest first, with the marks of their names where known."""
    slugs = body.removeprefix("nn.").split(".")[1:]
    return ", ".join(_place_name(slugs[at:]) for at, slug in enumerate(slugs) if slug != UNKNOWN)


def _place_name(slugs: Sequence[str]) -> str:
    """The name of the place that a path of slugs, the smallest first, leads to."""
    place = gazetteer().place("/".join(reversed(slugs)))
    return place.name if place else slugs[0].replace("-", " ").title()


def _term(term: str) -> str:
    if re.fullmatch(r"k\d+", term):
        return f"khóa {roman_numeral(int(term[1:]))}"
    if re.fullmatch(r"nk\d{4}", term):
        return f"nhiệm kỳ {term[2:]}"
    return f"năm {term[1:]}" if re.fullmatch(r"y\d{4}", term) else ""
