"""Lists that a person takes away: CSV for spreadsheets, Atom for feed readers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from indexer.directives import doubt_said
from indexer.index import Card
from search.display import addresses
from search.engine import Engine
from search.forms import lookup_answers
from search.lookup import Draft, Lookup
from search.pages.citing import citing_sentences
from search.pages.directives import DirectiveList
from search.pages.place import NamePage, PlaceTree
from search.query import Query

MAX_ENTRIES = 50
"""Entries of one feed: the newest."""

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


CITING_COLUMNS = (*NOTICE_COLUMNS, "sentences")


def citing_rows(engine: Engine, key: str, query: Query, site: str) -> Iterator[list[object]]:
    """The citing notices with their citing sentences under :data:`CITING_COLUMNS`."""
    for card in engine.every(query):
        found = engine.notice(card.id)
        cited = citing_sentences(found[1], key) if found else ()
        sentences = (" ".join(sentence.text.split()) for sentence in cited)
        yield [*notice_row(card, site), " | ".join(sentences)]


DIRECTIVE_COLUMNS = (
    "key", "type", "number", "body", "term", "date", "title", "confidence", "doubt", "notices",
)  # fmt: skip


def directive_rows(listed: DirectiveList) -> Iterator[list[object]]:
    """The list of directives as rows under :data:`DIRECTIVE_COLUMNS`."""
    for counted in listed.all:
        one = counted.directive
        if one is None:
            yield [counted.key, "", counted.label, "", "", "", "", "not_held", "", counted.count]
        else:
            yield [
                one.key, one.type, one.number, one.body, one.term,
                one.date.iso if one.date else "", one.title, one.confidence, one.doubt,
                counted.count,
            ]  # fmt: skip


def directive_entries(listed: DirectiveList) -> list[Entry]:
    """The held directives as entries of a feed, the newest first."""
    entries = [
        Entry(addresses.directive(one.key), one.label, one.directive.date.iso, one.directive.title)
        for one in listed.all
        if one.directive and one.directive.date
    ]
    return sorted(entries, key=lambda entry: entry.date, reverse=True)[:MAX_ENTRIES]


PLACE_COLUMNS = ("key", "label", "standing", "notices")


def place_rows(tree: PlaceTree) -> Iterator[list[object]]:
    """The tree of places as rows under :data:`PLACE_COLUMNS`, each below what it lies in."""
    for root in tree.provinces:
        for node in root.walk():
            yield [node.key, node.label, node.standing, node.count]


def place_entries(tree: PlaceTree) -> list[Entry]:
    """The provinces with notices as entries of a feed; places have no date."""
    return [Entry(addresses.place(one.key), one.label, "") for one in tree.provinces]


def name_rows(page: NamePage) -> Iterator[list[object]]:
    """The places of one name as rows under :data:`PLACE_COLUMNS`."""
    for one, today in page.places:
        yield [one.key, one.label, not today, one.count]


def name_entries(page: NamePage) -> list[Entry]:
    """The places of one name as entries of a feed."""
    return [Entry(addresses.place(one.key), one.label, "") for one, _ in page.places]


LOOKUP_COLUMNS = (
    "start", "end", "text", "status", "key", "type", "number", "body", "date", "term",
    "candidates", "reason",
)  # fmt: skip


def lookup_rows(found: Lookup, language: str) -> Iterator[list[object]]:
    """The rows of a look-up under :data:`LOOKUP_COLUMNS`."""
    for one in found.rows:
        row = lookup_answers.row(one, language)
        joined = {"candidates": " ".join(row.candidates)}
        yield [joined.get(name, getattr(row, name)) for name in LOOKUP_COLUMNS]


DRAFT_COLUMNS = (
    "start", "end", "text", "judgement", "because", "wordings", "key", "confidence", "doubt",
    "remarks",
)  # fmt: skip


def draft_rows(checked: Draft, language: str) -> Iterator[list[object]]:
    """The findings of a draft under :data:`DRAFT_COLUMNS`."""
    for one in checked.findings:
        found = lookup_answers.finding(one, language)
        alone = one.directives[0] if len(one.directives) == 1 else None
        yield [
            found.start, found.end, found.text, found.judgement, found.because,
            " | ".join(form.text for form in found.wordings), found.key,
            alone.confidence if alone else "", doubt_said(alone, language) if alone else "",
            " | ".join(remark.because for remark in found.remarks[1:]),
        ]  # fmt: skip
