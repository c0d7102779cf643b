"""Lists that are followed: Atom for feed readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from xml.etree import ElementTree

from indexer.gazetteer import Gazetteer
from indexer.index import Card, Intake
from indexer.language import gettext, reason_text
from search.areas import ListedPlace, PlaceTreeNode, expand_places
from search.display import (
    FacetLabels,
    addresses,
    describe_filters,
    describe_roles,
    headline,
    with_mark,
)
from search.engine import Engine
from search.pages.citing import ties_of
from search.pages.directives import DirectiveList
from search.pages.place import DisambiguationPage, PlaceTree
from search.query import ARRIVAL, UNIT, Query
from search.typography import xml_text
from search.wording import tie_name

MAX_ENTRIES = 50
"""Entries of one feed: the newest."""


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


_ATOM = "http://www.w3.org/2005/Atom"

NO_TIME = "1970-01-01T00:00:00Z"
"""Atom demands a time of every entry; what has no date stands at the beginning of time."""


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
    clean = {key: xml_text(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    element.text = xml_text(text) or None
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


def list_title(query: Query, labels: FacetLabels, language: str) -> str:
    """What a list of notices is called: what was typed and what filters it."""
    filters = (reason_text(one, language) for one in describe_filters(query, labels))
    asked = "; ".join(filter(None, (query.text, *filters)))
    if not asked:
        return gettext("Mọi thông báo", language)
    return gettext("Thông báo: {text}", language, text=asked)


def _notice_entry(card: Card, intake: Intake | None, tied: str, language: str) -> FeedEntry:
    roles = [reason_text(one, language) for one in describe_roles(card)]
    about = " · ".join(part for part in (card.number, *roles, tied) if part)
    title = with_mark(card, headline(card) or card.id)
    return FeedEntry(addresses.notice(card.id), title, _date(card), about, intake)


def _date(card: Card) -> str:
    """The date of a notice, or its year."""
    return card.date or (str(card.year) if card.year else "")


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


def place_feed(engine: Engine, gazetteer: Gazetteer, tree: PlaceTree, title: str) -> Feed:
    """The provinces with notices."""
    return Feed(title, [_place_entry(engine, gazetteer, one) for one in tree.provinces])


def place_name_feed(engine: Engine, gazetteer: Gazetteer, page: DisambiguationPage) -> Feed:
    """The places of one name."""
    return Feed(page.name, [_place_entry(engine, gazetteer, one) for one, _ in page.places])


def _place_entry(
    engine: Engine, gazetteer: Gazetteer, place: ListedPlace | PlaceTreeNode
) -> FeedEntry:
    """A place, with the time of its own feed."""
    today = not gazetteer.history(place.key).has_ended
    query = Query(filters={UNIT.name: (place.key,)}, units_of_today=today, sort=ARRIVAL)
    cards = islice(engine.scan(expand_places(query, gazetteer)), MAX_ENTRIES)
    held = [FeedEntry("", "", _date(card), intake=engine.intake(card.id)) for card in cards]
    last = max(held, key=lambda one: one.updated, default=FeedEntry("", "", ""))
    changed = Intake(changed=last.intake.changed) if last.intake else None
    return FeedEntry(addresses.place(place.key), place.label, last.date, intake=changed)
