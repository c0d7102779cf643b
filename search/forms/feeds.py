"""Lists that a person takes away: CSV for spreadsheets, Atom for feed readers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from indexer.index import Card

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PART = 1 << 16
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"

UNDATED = "1970-01-01T00:00:00Z"
"""Atom demands a time of every entry; what has no date stands at the beginning of time."""


def csv_parts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    r"""Rows as CSV with a byte order mark, by which spreadsheets know it for UTF-8.

    The text comes in parts, so that a list may be of any length.  A cell that a spreadsheet
    would run as a formula gets an apostrophe before it.

    >>> "".join(csv_parts(["title", "year"], [["=1+1", 2023]]))
    "\ufefftitle,year\r\n'=1+1,2023\r\n"
    """
    stream = io.StringIO("\ufeff")
    stream.seek(1)
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        if stream.tell() > _PART:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; ``date`` is ISO 8601 at any precision, or empty."""

    address: str
    title: str
    date: str
    summary: str = ""


def atom(title: str, address: str, site: str, entries: Iterable[Entry]) -> str:
    """A feed of entries, in the order given; ``site`` is put before every address."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    listed = list(entries)
    _add(feed, "title", title)
    _add(feed, "id", site + address)
    _add(feed, "updated", max((moment(one.date) for one in listed), default=UNDATED))
    _add(_add(feed, "author"), "name", "Viện Dẫn")
    _add(feed, "link", rel="self", href=site + address)
    for one in listed:
        entry = _add(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", site + one.address)
        _add(entry, "link", rel="alternate", href=site + one.address)
        _add(entry, "updated", moment(one.date))
        if one.summary:
            _add(entry, "summary", one.summary)
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True)


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    element.text = _NOT_XML.sub("", text) or None
    return element


def moment(date: str) -> str:
    """A date of any precision as the time that Atom wants: the first that it can mean.

    >>> moment("2023-08"), moment("")
    ('2023-08-01T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    if not date:
        return UNDATED
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


NOTICE_COLUMNS = (
    "id", "url", "title", "number", "date", "year", "year_status", "type", "issuer", "unit",
    "unit_key", "sample",
)  # fmt: skip


def notice_row(card: Card, site: str) -> list[object]:
    """A notice as a row under :data:`NOTICE_COLUMNS`."""
    return [
        card.id, f"{site}/thong-bao/{card.id}", card.title, card.number, card.date, card.year,
        card.year_status, card.type, card.issuer, card.unit, card.unit_key,
        "sample" if card.sample else "",
    ]  # fmt: skip


def notice_entry(card: Card) -> Entry:
    """A notice as an entry of a feed."""
    about = " · ".join(part for part in (card.number, card.issuer, card.unit) if part)
    date = card.date or (str(card.year) if card.year else "")
    return Entry(f"/thong-bao/{card.id}", card.title or card.id, date, about)
