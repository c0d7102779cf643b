"""A notice as a reference to copy: one line, BibTeX, RIS, and schema.org for machines."""

from __future__ import annotations

import re
from typing import Any

from indexer.gazetteer import PlaceKey
from indexer.index import Card
from indexer.model import Directive, Status
from search.display import names_type, with_mark, within_sentence
from search.typography import day

_SAYS_ABOUT = re.compile(r"(?:kết luận|ý kiến|kết quả|chủ trương) về ")
_BIBTEX_SPECIAL = re.compile(r"([\\{}$&#^_%~])")


def party_form(card: Card) -> str:
    """A notice as another paper cites it: type, number, day, issuer, and what it is about.

    For example: ``Thông báo số 198-TB/HU, ngày 15/12/2022 của Thường trực Huyện ủy Bảo Lâm về …``.
    Of the issuer's place only its own name is said, as papers do, not what it lies in.  A title
    that names the organ itself (``của Ban Thường vụ …``) has the place of the issuer.
    """
    number = f" số {card.number}" if card.number else ""
    when = f"ngày {day(card.date)}" if len(card.date) == 10 else ""
    when = when or (f"năm {card.year}" if card.year else "")
    when = f"{',' if number else ''} {when}" if when else ""
    title = " ".join((card.title or "").split())
    names_organ = title.casefold().startswith("của ")
    issuer = f" của {_issuer(card.issuer, card)}" if card.issuer and not names_organ else ""
    about = f" {_about(card, title)}" if title else ""
    return with_mark(card, f"{card.type or 'Văn bản'}{number}{when}{issuer}{about}")


def _issuer(label: str, card: Card) -> str:
    """An issuer without the names of what its place lies in."""
    above = len(PlaceKey.keys_above(card.issuer_key or ""))
    return label.rsplit(", ", above)[0] if above else label


def _about(card: Card, title: str) -> str:
    """A title within a sentence: ``về kết quả …``, ``kết luận về …``, ``thực hiện …``."""
    if names_type(card, title):
        return f"“{title}”"
    title = within_sentence(title)
    is_said = title.startswith(("về ", "của ", "thực hiện ", "triển khai "))
    is_said = is_said or _SAYS_ABOUT.match(title) is not None
    if title.startswith("việc ") or (card.type == "Thông báo" and not is_said):
        return f"về {title}"
    return title


def bibtex(card: Card, address: str) -> str:
    """A BibTeX entry; characters that mean something to TeX are escaped."""
    fields = {
        "author": f"{{{_tex(card.issuer)}}}" if card.issuer else "",
        "title": _tex(card.title or card.source),
        "number": _tex(card.number or ""),
        "type": _tex(card.type or ""),
        "year": str(card.year or ""),
        "date": card.date,
        "url": address,
        "note": _tex(card.secrecy or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{card.id},", *lines, "}"])


def _tex(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"\\\1", " ".join(text.split()))


def ris(card: Card, address: str) -> str:
    """An RIS record, as reference managers import it."""
    fields = [
        ("TY", "GOVDOC"),
        ("AU", card.issuer),
        ("TI", card.title or card.source),
        ("M1", card.number),
        ("M3", card.type),
        ("PY", str(card.year) if card.year else None),
        ("DA", card.date.replace("-", "/") or None),
        ("UR", address),
        ("N1", card.secrecy),
        ("ER", ""),
    ]
    return "\r\n".join(f"{tag}  - {' '.join(v.split())}" for tag, v in fields if v is not None)


def legislation(card: Card, address: str) -> dict[str, Any]:
    """A notice as schema.org ``Legislation``; what is not known is left out."""
    return _legislation(
        name=card.title,
        legislationIdentifier=card.number,
        legislationType=card.type,
        legislationDate=card.date,
        legislationPassedBy=_organisation(card.issuer),
        spatialCoverage=card.unit if card.unit_status == Status.STATED else None,
        conditionsOfAccess=card.secrecy,
        url=address,
    )


def directive_legislation(directive: Directive, address: str) -> dict[str, Any]:
    """A directive of the registry as schema.org ``Legislation``."""
    return _legislation(
        name=directive.title,
        legislationIdentifier=directive.number,
        legislationType=directive.type,
        legislationDate=directive.date.iso if directive.date else "",
        legislationPassedBy=_organisation(directive.body),
        url=address,
        sameAs=_addresses(directive),
    )


def _addresses(directive: Directive) -> str | list[str]:
    """The pages among its sources: one alone, or several."""
    found = [one for one in directive.sources if one.startswith(("https://", "http://"))]
    return found[0] if len(found) == 1 else found


def _legislation(**described: Any) -> dict[str, Any]:
    kind = {"@context": "https://schema.org", "@type": "Legislation", "inLanguage": "vi"}
    return {**kind, **{name: value for name, value in described.items() if value}}


def _organisation(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
