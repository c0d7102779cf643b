"""The wording of a first mention in house style (cách viết đúng thể thức), ready to be copied.

"Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)": hyphen before slash in a
Party symbol, a comma before ``ngày``, a zero before a day below 10 and a month below 3
(citation-forms §1).  Nothing that is in doubt ever enters a wording.
"""

from __future__ import annotations

from indexer.directives import STATE, RegistryColumn, certain_date, doubtful_columns
from indexer.knowledge import IssuingBody, known_body, type_named, type_of_sigil
from indexer.model import Citation, Directive, PartialDate, Resolution
from indexer.text import unaccent
from search.typography import numeric_date


def house_date(when: PartialDate) -> str:
    """A date in house style, with the word that opens it.

    >>> house_date(PartialDate(2026, 5, 27)), house_date(PartialDate(2014, 6))
    ('ngày 27/5/2026', 'tháng 6/2014')
    """
    word = "ngày" if when.day else "tháng" if when.month else "năm"
    return f"{word} {numeric_date(when)}"


def directive_name(row: Directive) -> str:
    """A row of the registry by number and day, as far as the day is certain.

    >>> from indexer.directives import Registry
    >>> directive_name(Registry.load().get("tw/k12/qdi-213"))
    'Quy định số 213-QĐ/TW, ngày 02/01/2020'
    """
    date = certain_date(row)
    name = f"{row.type} số {row.number}"
    return f"{name}, {house_date(date)}" if date else name


def registry_wording(row: Directive) -> str:
    """The wording of a row of the registry, without the cells that are in doubt.

    Without a number, or where the whole row is in doubt, there is none: the empty string.

    >>> from indexer.directives import Registry
    >>> registry_wording(Registry.load().get("tw/k12/qdi-213"))
    'Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)'
    >>> registry_wording(Registry.load().get("tw/k13/qdi-85"))
    'Quy định số 85-QĐ/TW của Ban Bí thư (khóa XIII)'
    >>> registry_wording(Registry.load().get("nn.qh/y2024/luat-31"))
    'Luật Đất đai số 31/2024/QH15, ngày 18/01/2024 của Quốc hội'
    """
    cells = doubtful_columns(row)
    if not row.number or RegistryColumn.NUMBER in cells:
        return ""
    known = certain_date(row)
    date = known if known and known.day else None
    term = row.term if row.key.startswith("tw/") or date is None else ""
    name = row.type if RegistryColumn.TITLE in cells else _name(row)
    return _wording(name, row.number, date, "" if RegistryColumn.BODY in cells else row.body, term)


def _name(row: Directive) -> str:
    """What stands before the number: the name of a law, the type of anything else."""
    is_law = row.key.startswith(STATE) and row.title.startswith(f"{row.type} ")
    amends = row.title.startswith(f"{row.type} sửa đổi")
    return row.title if is_law and not amends else row.type


def text_wording(one: Resolution) -> str:
    """What the text itself says of a citation, put into house style; nothing is added to it.

    >>> from indexer.citations import find_citations
    >>> from indexer.directives import CitingContext, Registry, resolve
    >>> text = "qđ 842/QĐ-TU ngày 5/10/2022 của Tỉnh ủy Đồng Nai"
    >>> text_wording(resolve(find_citations(text), text, CitingContext(), Registry.load())[0])
    'Quyết định số 842-QĐ/TU, ngày 05/10/2022 của Tỉnh ủy Đồng Nai'
    """
    citation = one.citation
    symbol = one.number if citation.kind == "short" else citation.number
    kind = _type_of(citation) or one.type
    if not (symbol and kind) or citation.kind in ("alias", "law"):
        return " ".join(citation.text.split())
    signer = known_body(unaccent(citation.body_code or ""))
    body = _organ(citation, signer)
    central = signer is not None and signer.term == "central"
    return _wording(kind, symbol, citation.date, body, (citation.term or "") if central else "")


def _type_of(citation: Citation) -> str | None:
    """The type as written, unless the sigil is not one of its own: then the sigil decides (§8)."""
    signer = known_body(unaccent(citation.body_code or ""))
    sphere = "state" if signer and signer.sphere == "state" else "party"
    written = type_named(citation.type) if citation.type else None
    if citation.sigil is None or (written and citation.sigil in written.sigils):
        return citation.type
    kind = type_of_sigil(citation.sigil, sphere)
    return kind.name if kind else citation.type


def _organ(citation: Citation, signer: IssuingBody | None) -> str:
    """The organ with its place; a generic name that says nothing more than the symbol is left."""
    body = citation.body or ""
    generic = signer is None or body == signer.name
    if citation.place and unaccent(citation.place) not in unaccent(body):
        return f"{body} {citation.place}" if signer and signer.place != "none" else body
    says_more = signer is not None and signer.place == "none" and signer.segment != "tw"
    return body if says_more or not generic or citation.place else ""


def _wording(kind: str, symbol: str, date: PartialDate | None, body: str, term: str) -> str:
    wording = f"{kind} số {symbol}"
    if date:
        wording += f", {house_date(date)}" if date.day else f" {house_date(date)}"
    if body:
        wording += f" của {body}"
    return f"{wording} (khóa {term})" if term else wording
