"""Lists that a person takes away: CSV for spreadsheets, Atom for feed readers."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, islice
from xml.etree import ElementTree

from indexer.directives import Tie, doubt_text, known_validity
from indexer.gazetteer import CENTRE, CENTRE_NAME
from indexer.index import Card, Intake
from indexer.language import gettext, reason_text
from indexer.problems import IndexProblem
from search.display import addresses, describe_roles, headline, with_mark
from search.engine import Engine
from search.forms import lookup_answers
from search.lookup import CheckedDraft, DraftFinding, LookupResult, LookupRow
from search.pages.citing import citing_sentences, ties_of
from search.pages.directive import ListedDirective
from search.pages.directives import DirectiveList
from search.pages.place import DisambiguationPage, PlaceTree
from search.query import ARRIVAL, CITES, Query
from search.wording import tie_name

_log = logging.getLogger(__name__)

MAX_ENTRIES = 50
"""Entries of one feed: the newest."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table; its rows are made while they are taken."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; ``date`` is ISO 8601 at any precision, or empty.

    ``intake`` is since when the index holds it, where that is known.
    """

    address: str
    title: str
    date: str
    summary: str = ""
    intake: Intake | None = None

    @property
    def updated(self) -> str:
        """The time at which it came or changed, else the first that its date can mean."""
        changed = self.intake.changed if self.intake else None
        return atom_time(self.date) if changed is None else _time(changed)


@dataclass(frozen=True, slots=True)
class Feed:
    """A list as a feed, its entries in the order given."""

    title: str
    entries: Sequence[FeedEntry]


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PART_BYTES = 1 << 16
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"

NO_TIME = "1970-01-01T00:00:00Z"
"""Atom demands a time of every entry; what has no date stands at the beginning of time."""


def csv_parts(table: Table, language: str = "vi") -> Iterator[str]:
    r"""A table as CSV with a byte order mark, by which spreadsheets know it for UTF-8.

    The text comes in parts, so that a list may be of any length.  A cell that a spreadsheet
    would run as a formula gets an apostrophe before it.  Raises :class:`IndexProblem` for an index
    that turns out to be damaged in the first part; later the list ends with a line that says so.

    >>> "".join(csv_parts(Table(["title", "year"], [["=1+1", 2023]])))
    "\ufefftitle,year\r\n'=1+1,2023\r\n"
    """
    parts = _csv_parts(table)
    return chain((next(parts),), _to_the_end(parts, language))


def _to_the_end(parts: Iterator[str], language: str) -> Iterator[str]:
    """What follows; the answer has begun, so that what goes wrong can only be said in it."""
    try:
        yield from parts
    except IndexProblem as problem:
        _log.error("a table was cut short: %s", problem)
        told = gettext(
            "Danh sách chưa hết: đến đây chỉ mục không đọc được nữa; hãy tải lại sau", language
        )
        yield f"{told}\r\n"


def _csv_parts(table: Table) -> Iterator[str]:
    stream = io.StringIO("\ufeff")
    stream.seek(1)
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
        if stream.tell() > _PART_BYTES:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def atom(listed: Feed, address: str, site: str) -> str:
    """A feed as Atom; ``site`` is put before every address."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", listed.title)
    _add(feed, "id", site + address)
    _add(feed, "updated", max((one.updated for one in listed.entries), default=NO_TIME))
    _add(_add(feed, "author"), "name", "Viện Dẫn")
    _add(feed, "link", rel="self", href=site + address)
    for one in listed.entries:
        entry = _add(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", site + one.address)
        _add(entry, "link", rel="alternate", href=site + one.address)
        _add(entry, "updated", one.updated)
        if one.intake and one.intake.first is not None:
            _add(entry, "published", _time(one.intake.first))
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


def _time(seconds: int) -> str:
    """A moment as Atom writes it."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def atom_time(date: str) -> str:
    """A date of any precision as the time that Atom wants: the first that it can mean.

    >>> atom_time("2023-08"), atom_time("")
    ('2023-08-01T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    if not date:
        return NO_TIME
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


_NOTICE = (
    "id", "url", "title", "number", "date", "year", "year_status", "type", "issuer", "unit",
    "unit_key", "unit_status", "issuer_key", "sample", "secrecy",
)  # fmt: skip


_CERTAINTY = "certainty"
"""How surely a notice cites what a list is filtered by: stated, inferred, possible."""


def notice_table(engine: Engine, query: Query, site: str) -> Table:
    """Every notice of a list; of one filtered by directives, how surely each cites them."""
    if not query.filters.get(CITES.name):
        return Table(_NOTICE, (_notice_row(card, site) for card in engine.scan(query)))
    tie = ties_of(engine, query)
    rows = ([*_notice_row(card, site), _code(tie(card))] for card in engine.scan(query))
    return Table((*_NOTICE, _CERTAINTY), rows)


def citing_table(engine: Engine, key: str, query: Query, site: str) -> Table:
    """The notices that cite a directive, or may, with how surely and their citing sentences."""
    tie = ties_of(engine, query)

    def row(card: Card) -> list[object]:
        found = engine.notice(card.id)
        cited = citing_sentences(found[1], key) if found else ()
        sentences = (" ".join(sentence.text.split()) for sentence in cited)
        return [*_notice_row(card, site), " | ".join(sentences), _code(tie(card))]

    return Table((*_NOTICE, "sentences", _CERTAINTY), map(row, engine.scan(query)))


def _code(tie: Tie | None) -> str:
    return tie.code if tie is not None else ""


def _notice_row(card: Card, site: str) -> list[object]:
    return [
        card.id, site + addresses.notice(card.id), card.title, card.number, card.date, card.year,
        card.year_status, card.type, card.issuer, card.unit, card.unit_key, card.unit_status,
        card.issuer_key,
        "sample" if card.sample else "", card.secrecy,
    ]  # fmt: skip


def newest_feed(engine: Engine, query: Query, title: str, language: str) -> Feed:
    """The notices of a list that came in last; of one filtered by directives, whose ties to them
    are not stated is told."""
    cards = islice(engine.scan(replace(query, sort=ARRIVAL)), MAX_ENTRIES)
    tie = ties_of(engine, query)
    return Feed(
        title,
        [
            _notice_entry(card, engine.intake(card.id), tie_name(tie(card), language), language)
            for card in cards
        ],
    )


def _notice_entry(card: Card, intake: Intake | None, tied: str, language: str) -> FeedEntry:
    roles = [reason_text(one, language) for one in describe_roles(card)]
    about = " · ".join(part for part in (card.number, *roles, tied) if part)
    date = card.date or (str(card.year) if card.year else "")
    return FeedEntry(
        addresses.notice(card.id), with_mark(card, headline(card) or card.id), date, about, intake
    )


_DIRECTIVE = (
    "key", "type", "number", "body", "term", "date", "title", "confidence", "doubt", "notices",
    "effective", "status",
)  # fmt: skip


def directive_table(listed: DirectiveList) -> Table:
    """The list of directives, held or only cited."""
    return Table(_DIRECTIVE, map(_directive_row, listed.all))


def _directive_row(counted: ListedDirective) -> list[object]:
    one = counted.directive
    if one is None:
        return [
            counted.key,
            "",
            counted.label,
            "",
            "",
            "",
            "",
            "not_held",
            "",
            counted.count,
            "",
            "",
        ]
    return [
        one.key, one.type, one.number, one.body, one.term, one.date.iso if one.date else "",
        one.title, one.confidence, one.doubt, counted.count,
        one.effective.iso if one.effective else "", known_validity(one),
    ]  # fmt: skip


def directive_feed(listed: DirectiveList, title: str) -> Feed:
    """The held directives, the newest first."""
    entries = [
        FeedEntry(
            addresses.directive(one.key), one.label, one.directive.date.iso, one.directive.title
        )
        for one in listed.all
        if one.directive and one.directive.date
    ]
    entries.sort(key=lambda entry: entry.date, reverse=True)
    return Feed(title, entries[:MAX_ENTRIES])


_PLACE = ("key", "label", "standing", "notices")


def place_table(tree: PlaceTree) -> Table:
    """The tree of places, each below what it lies in."""
    nodes = (node for root in tree.provinces for node in root.walk())
    rows = [[one.key, one.label, one.standing, one.count] for one in nodes]
    central = [[CENTRE, CENTRE_NAME, True, tree.central]] if tree.central else []
    return Table(_PLACE, [*central, *rows])


def place_feed(tree: PlaceTree, title: str) -> Feed:
    """The provinces with notices; places have no date."""
    entries = [FeedEntry(addresses.place(one.key), one.label, "") for one in tree.provinces]
    return Feed(title, entries)


def place_name_table(page: DisambiguationPage) -> Table:
    """The places of one name."""
    rows = ([one.key, one.label, not today, one.count] for one, today in page.places)
    return Table(_PLACE, rows)


def place_name_feed(page: DisambiguationPage) -> Feed:
    """The places of one name."""
    entries = [FeedEntry(addresses.place(one.key), one.label, "") for one, _ in page.places]
    return Feed(page.name, entries)


_LOOKUP = (
    "start", "end", "text", "status", "certainty", "key", "type", "number", "body", "date",
    "term", "candidates", "reason",
)  # fmt: skip


def lookup_table(found: LookupResult, language: str) -> Table:
    """The citations of a text looked up."""

    def row(one: LookupRow) -> list[object]:
        answer = lookup_answers.row(one, language)
        joined = {"candidates": " ".join(answer.candidates)}
        return [joined.get(name, getattr(answer, name)) for name in _LOOKUP]

    return Table(_LOOKUP, map(row, found.rows))


_DRAFT = (
    "start", "end", "text", "judgement", "because", "wordings", "key", "certainty", "confidence",
    "doubt", "remarks",
)  # fmt: skip


def draft_table(checked: CheckedDraft, language: str) -> Table:
    """The citations of a draft judged."""

    def row(one: DraftFinding) -> list[object]:
        found = lookup_answers.finding(one, language)
        alone = one.directives[0] if len(one.directives) == 1 else None
        return [
            found.start, found.end, found.text, found.judgement, found.because,
            " | ".join(form.text for form in found.wordings), found.key, found.certainty,
            alone.confidence if alone else "", doubt_text(alone, language) if alone else "",
            " | ".join(remark.because for remark in found.remarks[1:]),
        ]  # fmt: skip

    return Table(_DRAFT, map(row, checked.findings))
