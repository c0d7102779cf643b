"""What a person reads for a key: ``tw/k12/qdi-213`` is ``Quy định 213-QĐ/TW (khóa XII)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.citations import canonical_symbol
from indexer.directives.keys import STATE, BodyKey, DirectiveKey
from indexer.directives.knowledge import Knowledge
from indexer.gazetteer import Gazetteer, PlaceKey
from indexer.knowledge import IssuingBody, known_body, law_title, term_numeral
from indexer.knowledge.document_types import DocumentType, document_types, types_signed
from indexer.knowledge.instruments import instruments
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number, read_year

_TERM = re.compile(r"(?:k|nk|y)(\d+)")
_WITH_YEAR = ("nd", "tt", "luat")
"""Types of the State whose symbols hold the year: 118/2014/NĐ-CP."""

_LONGEST_NAME = 80
"""Characters of a law's name beyond which its number stands for it."""


def key_label(key: str, knowledge: Knowledge) -> str:
    """A directive in a few words; what its key leaves open is left out, and nothing for no key.

    >>> key_label("tw/k12/qdi-213", Knowledge.load())
    'Quy định 213-QĐ/TW (khóa XII)'
    >>> key_label("tu.lam-dong/nk2020/nq-05", Knowledge.load())
    'Nghị quyết 05-NQ/TU (Lâm Đồng, nhiệm kỳ 2020)'
    >>> key_label("nn.qh/y2017/luat.lam-nghiep", Knowledge.load())
    'Luật Lâm nghiệp (năm 2017)'
    >>> key_label("nn.qh/y2024/luat-31", Knowledge.load())
    'Luật Đất đai (31/2024/QH15)'

    The sign is that with which papers write it, as far as that is known.  A key does not tell it;
    where two types share the usual one, a local paper is called by its number and place alone.

    >>> key_label("hu.bao-lam.lam-dong/_/qdi-07", Knowledge.load())
    'Quy định 07 (Bảo Lâm, Lâm Đồng)'
    """
    directive = knowledge.registry.get(key)
    if directive and directive.term:
        return _of_the_party(directive)
    if directive and directive.number:
        return _of_the_state(directive)
    if not DirectiveKey.is_key(key):
        return ""
    parts = DirectiveKey.parse(key)
    places = _places(parts.body, knowledge.gazetteer)
    named, organ = _document(parts, _written_sign(key, knowledge))
    details = ", ".join(part for part in (places or organ, _term(parts.term)) if part)
    return f"{named} ({details})" if details else named


def _written_sign(key: str, knowledge: Knowledge) -> str:
    """The sign with which papers write a directive, or, where its key leaves something open, all
    that it may mean; else empty."""
    known, parts = knowledge.signs, DirectiveKey.parse(key)
    return known.get(key) or (known.get(open_form(key), "") if parts.is_provisional else "")


def open_form(key: str) -> str:
    """A key without its places and term: all that an open number says.

    >>> open_form("hu.bao-lam.lam-dong/nk2020/qdi-07")
    'hu/_/qdi-07'
    """
    parts = DirectiveKey.parse(key)
    return f"{parts.body.segment}/{UNKNOWN}/{parts.document}"


def _of_the_party(row: Directive) -> str:
    """By number and khóa; without a number by its title, and of one with editions the khóa too."""
    if row.number:
        return f"{row.type} {row.number} (khóa {row.term})"
    return row.title if row.term in row.title.split() else f"{row.title} (khóa {row.term})"


def _of_the_state(row: Directive) -> str:
    """A law by its name, unless that is a sentence; all else by number and year."""
    if row.title.startswith(row.type) and len(row.title) <= _LONGEST_NAME:
        return f"{row.title} ({row.number})"
    return f"{row.type} {row.number} ({_term(DirectiveKey.parse(row.key).term)})"


def _document(key: DirectiveKey, sign: str) -> tuple[str, str]:
    """Type and symbol; apart the organ where the symbol lacks it."""
    if not key.number:
        return _unnumbered(key.document), ""
    if key.code == "hntw":
        return f"Nghị quyết Trung ương {key.figure}", ""
    signer = known_body(key.body.head)
    kind = _type(key.code, key.body.segment.startswith(STATE))
    if kind is None:
        return key.document, ""
    if signer is None:
        return f"{kind.name} {key.number}", ""
    if not sign and _is_shared(kind) and signer.term != "central":
        return f"{kind.name} {key.number}", signer.name
    return f"{kind.name} {_symbol(key, kind, signer, sign)}", ""


def _is_shared(kind: DocumentType) -> bool:
    """Whether papers of a type are signed in several ways, the usual one that of another type."""
    return len(kind.sigils) > 1 and len(types_signed(kind.sigils[0])) > 1


def _unnumbered(document: str) -> str:
    """What a paper without a number is called."""
    if document == "dh":
        return "Nghị quyết Đại hội"
    instrument = next((one for one in instruments().values() if one.document == document), None)
    return law_title(document) or (instrument.names[0] if instrument else document)


def _type(code: str, of_state: bool) -> DocumentType | None:
    spheres = ("state" if of_state else "party", "both")
    return next((k for k in document_types() if k.code == code and k.sphere in spheres), None)


def _symbol(key: DirectiveKey, kind: DocumentType, signer: IssuingBody, sign: str) -> str:
    sigil = sign or (kind.sigils[0] if kind.sigils else None)
    dated = signer.sphere == "state" and key.code in _WITH_YEAR
    year = read_year(key.term[1:]) if dated and _TERM.fullmatch(key.term) else None
    return canonical_symbol(key.number, sigil, signer, year)


def _places(body: BodyKey, gazetteer: Gazetteer) -> str:
    """The places of a key, the smallest first, with the marks of their names where known."""
    return ", ".join(
        _place_name(body.places[at:], gazetteer)
        for at, slug in enumerate(body.places)
        if slug != UNKNOWN
    )


def _place_name(slugs: Sequence[str], gazetteer: Gazetteer) -> str:
    """The name of the place that a path of slugs, the smallest first, leads to."""
    place = gazetteer.place(str(PlaceKey(tuple(reversed(slugs)))))
    if place:
        return place.name
    plain = slugs[0].replace("-", " ")
    # Of a province that is not known: many places may bear the name, and be spelled alike.
    spelled = {one.name for one in gazetteer.ever_named(plain)} if UNKNOWN in slugs else set()
    return spelled.pop() if len(spelled) == 1 else plain.title()


def _term(term: str) -> str:
    found = _TERM.fullmatch(term)
    if found is None:
        return ""
    number = found[1]
    if term.startswith("k"):
        return f"khóa {term_numeral(read_number(number) or 0)}"
    return f"{'nhiệm kỳ' if term.startswith('nk') else 'năm'} {number}"
