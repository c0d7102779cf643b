"""The pages of the site, each with all its forms, without a word of HTTP or HTML.

A :class:`Page` is a promise: a template with its model for people, and the same facts as JSON,
as a table and as a feed.  Only the form that is asked for is ever made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from indexer.directives import Registry
from indexer.gazetteer import Gazetteer
from indexer.index import Card
from indexer.language import say
from indexer.model import Reading
from search.areas import PlaceHint, answer, place_counts, place_hints, widened
from search.display import Labels, addresses
from search.engine import Engine
from search.forms import answers, feeds, openapi, page_answers
from search.forms import answers as lookup_answers
from search.forms import openapi as about
from search.forms.page_answers import MAX_ENTRIES
from search.lookup import (
    MAX_TEXT,
    MOST_SHOWN,
    Given,
    Known,
    check_draft,
    draft_context,
    given_context,
    look_up,
)
from search.pages.directive import Counted, directive_page, leads_on, near
from search.pages.directives import directive_list
from search.pages.home import home_page
from search.pages.notice import notice_page
from search.pages.picture import directive_picture
from search.pages.place import Counted as CountedPlace
from search.pages.place import name_page, named, place_page, place_tree
from search.pages.results import results_page
from search.query import Query
from search.suggest import Hint, Hints

Table = tuple[Sequence[str], Iterable[Sequence[object]]]
Feed = tuple[str, Iterable[feeds.Entry]]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a form is made: the language, and what stands before every address."""

    language: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its template, and what makes each of its forms."""

    template: str
    model: Callable[[], dict[str, Any]]
    data: Callable[[Reader], dict[str, Any]]
    table: Callable[[Reader], Table] | None = None
    feed: Callable[[Reader], Feed] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent to be looked up or checked, and what is known of it; shown again."""

    text: str
    given: Given
    known: Known
    limit: int = MAX_TEXT
    shown: int = MOST_SHOWN


class NoSuchPage(Exception):
    """There is nothing at an address; what may have been meant is the way on."""

    def __init__(
        self, directives: Sequence[Counted] = (), places: Sequence[CountedPlace] = ()
    ) -> None:
        super().__init__()
        self.directives, self.places = directives, places


class Moved(Exception):
    """A page has another address: the one place of a name, the one directive of an old key."""

    def __init__(self, address: str, *, for_good: bool = False) -> None:
        super().__init__(address)
        self.address, self.for_good = address, for_good


class Site:
    """All pages over one index."""

    def __init__(self, engine: Engine, registry: Registry, places: Gazetteer) -> None:
        self.engine, self.registry, self.places = engine, registry, places
        self._hints = (engine.generation, Hints(engine, registry))
        # The index of names is made before the first letter is typed.
        places.search_names("ạ")
        places.nearest_names("ạ")
        place_counts(engine, places)

    def hints(self, typed: str) -> tuple[Hint, ...]:
        """What may be meant by the beginning of a query, in the newest generation."""
        generation, hints = self._hints
        if generation != self.engine.generation:
            hints = Hints(self.engine, self.registry)
            self._hints = (self.engine.generation, hints)
        return hints.for_text(typed)

    def home(self) -> Page:
        """The corpus at a glance."""
        shown = home_page(self.engine, self.places)
        return Page(
            "home.html",
            lambda: {"page": shown},
            lambda _: page_answers.home(shown.summary, shown.newest),
        )

    def about(self) -> Page:
        """How the site is asked, and its addresses."""
        return Page(
            "about.html",
            lambda: {"routes": openapi.ROUTES, "examples": about.EXAMPLES},
            lambda reader: about.told(self.engine.summary(), reader.language),
        )

    def results(self, query: Query) -> Page:
        """The notices that answer a query."""
        return Page(
            "results.html",
            lambda: {"page": results_page(self.engine, self.registry, self.places, query)},
            lambda reader: answers.results(
                answer(self.engine, Labels(self.registry, self.places), query), reader.language
            ),
            lambda reader: self._table(widened(query, self.places), reader),
            lambda reader: (
                say("Thông báo: {text}", reader.language, text=query.text),
                self._newest(widened(query, self.places)),
            ),
        )

    def _table(self, query: Query, reader: Reader) -> Table:
        """Every notice of a list; they are read as the rows are taken."""
        rows = (feeds.notice_row(card, reader.origin) for card in self.engine.scan(query))
        return feeds.NOTICE_COLUMNS, rows

    def _newest(self, query: Query) -> list[feeds.Entry]:
        newest = islice(self.engine.scan(replace(query, sort="date")), MAX_ENTRIES)
        return [feeds.notice_entry(card) for card in newest]

    def found(self, notice_id: str) -> tuple[Card, Reading]:
        """A notice; raises :class:`NoSuchPage` for an unknown one."""
        found = self.engine.notice(notice_id)
        if found is None:
            raise NoSuchPage
        return found

    def notice(self, notice_id: str, query: Query) -> Page:
        """One notice, with the words of a query marked in it."""
        card, reading = self.found(notice_id)
        return Page(
            "notice.html",
            lambda: {"page": notice_page(self.engine, self.registry, card, reading, query)},
            lambda reader: answers.reading(reading, reader.language),
        )

    def directives(self, query: Query) -> Page:
        """The directives, held or only cited; a page of them for people, all for programs."""
        listed = directive_list(self.engine, self.registry, query)
        return Page(
            "directives.html",
            lambda: {"page": listed},
            lambda _: page_answers.directives(listed),
            lambda _: (page_answers.DIRECTIVE_COLUMNS, page_answers.directive_rows(listed)),
            lambda reader: (
                say("Văn bản được viện dẫn", reader.language),
                page_answers.directive_entries(listed),
            ),
        )

    def directive(self, key: str, query: Query) -> Page:
        """One directive with its citing notices, or the choice that its key leaves."""
        found = leads_on(self.engine, self.registry, key)
        if found:
            raise Moved(addresses.directive(found), for_good=True)
        shown = directive_page(self.engine, self.registry, self.places, key, query)
        if shown is None:
            raise NoSuchPage(directives=near(key, self.registry))
        citing = replace(query, filters={**query.filters, "cites": (key,)}, sort="date")
        citing = widened(citing, self.places)
        return Page(
            "directive.html",
            lambda: {"page": shown, "picture": directive_picture(shown)},
            lambda _: page_answers.directive(shown),
            lambda reader: (
                page_answers.CITING_COLUMNS,
                page_answers.citing_rows(self.engine, key, citing, reader.origin),
            ),
            lambda _: (shown.label, self._newest(citing)),
        )

    def place_tree(self, asked: str, *, before: bool) -> Page:
        """The places with notices, and those whose names are asked for."""
        tree = place_tree(self.engine, self.places, before=before)
        asked = asked.strip()[:200]
        return Page(
            "places.html",
            lambda: {
                "page": tree,
                "asked": asked,
                "found": named(self.engine, self.places, asked) if asked else (),
            },
            lambda _: page_answers.places(tree),
            lambda _: (page_answers.PLACE_COLUMNS, page_answers.place_rows(tree)),
            lambda reader: (
                say("Địa bàn có thông báo", reader.language),
                page_answers.place_entries(tree),
            ),
        )

    def place_hints(self, typed: str) -> tuple[PlaceHint, ...]:
        """The places that may be meant by the beginning of a name."""
        return place_hints(self.engine, self.places, typed)

    def place(self, key: str, query: Query, *, gathered: bool | None, before: bool) -> Page:
        """One place with its notices, or the places that share a name.

        A place as of today gathers the notices of the units that it came from or became.
        """
        labels = Labels(self.registry, self.places)
        if query.now:
            query, gathered = replace(query, now=False), gathered is not False
        shown = place_page(
            self.engine, labels, self.places, key, query, gathered=gathered, before=before
        )
        if shown is None:
            return self._places_of_name(key)
        return Page(
            "place.html",
            lambda: {"page": shown},
            lambda reader: page_answers.place(shown, reader.language),
            lambda reader: self._table(shown.asked, reader),
            lambda _: (shown.label, self._newest(shown.asked)),
        )

    def _places_of_name(self, name: str) -> Page:
        shown = name_page(self.engine, self.places, name)
        if shown is None:
            raise NoSuchPage(places=named(self.engine, self.places, name.replace("-", " ")))
        if len(shown.places) == 1:
            raise Moved(addresses.place(shown.places[0][0].key))
        return Page(
            "place_names.html",
            lambda: {"page": shown},
            lambda _: page_answers.names(shown),
            lambda _: (page_answers.PLACE_COLUMNS, page_answers.name_rows(shown)),
            lambda _: (shown.name, page_answers.name_entries(shown)),
        )

    def lookup(self, text: str, given: Given) -> Page:
        """Every citation of a text looked up."""
        known = given_context(given)
        found = look_up(text, self.registry, known.context)
        return Page(
            "lookup.html",
            lambda: {"found": found, "asked": Asked(text[:MAX_TEXT], given, known)},
            lambda reader: lookup_answers.lookup(found, known, reader.language),
            lambda reader: (
                lookup_answers.LOOKUP_COLUMNS, lookup_answers.lookup_rows(found, reader.language)
            ),
        )  # fmt: skip

    def check(self, text: str, given: Given) -> Page:
        """Every citation of a draft judged, with its wording."""
        known = draft_context(text[:MAX_TEXT], given, self.registry, self.places)
        draft = check_draft(text, self.registry, known.context)
        return Page(
            "draft.html",
            lambda: {"draft": draft, "asked": Asked(text[:MAX_TEXT], given, known)},
            lambda reader: lookup_answers.draft(draft, known, reader.language),
            lambda reader: (
                lookup_answers.DRAFT_COLUMNS, lookup_answers.draft_rows(draft, reader.language)
            ),
        )  # fmt: skip
