"""What stands at each address of the site, in the form asked for, without a word of HTTP or HTML.

A page is made in one form only: as data, as a table or a feed to take away, or as a template with
its model for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import Struct

from indexer.directives import Registry
from indexer.gazetteer import Gazetteer
from indexer.index import Card
from indexer.language import gettext
from indexer.model import Reading
from search.areas import (
    PlaceCompletion,
    complete_place,
    expand_places,
    place_counts,
    search_notices,
)
from search.display import FacetLabels, addresses
from search.engine import Engine
from search.forms import answers, feeds, lookup_answers, openapi, page_answers, routes
from search.forms.feeds import Feed, Table
from search.lookup import (
    MAX_SHOWN,
    MAX_TEXT,
    ContextForm,
    DraftContext,
    check_draft,
    draft_context,
    form_context,
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
from search.query import CITES, Query
from search.suggest import Completer, Completion


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a page is wanted: its form, the language, and what stands before every address."""

    form: str
    language: str
    origin: str


@dataclass(frozen=True, slots=True)
class View:
    """A page for people: its template, and what the template shows."""

    template: str
    model: dict[str, Any]


Page = Struct | Table | Feed | View
"""A page in its form: ``json``, ``csv``, ``atom`` or ``html``."""


@dataclass(frozen=True, slots=True)
class LookupForm:
    """A text sent to be looked up or checked, with what its sender says of it; shown again."""

    text: str
    fields: ContextForm
    context: DraftContext
    limit: int = MAX_TEXT
    shown: int = MAX_SHOWN


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
    """All pages over one index; each has the forms that its route names."""

    def __init__(self, engine: Engine, registry: Registry, places: Gazetteer) -> None:
        self.engine, self.registry, self.places = engine, registry, places
        self._completer = (engine.generation, Completer(engine, registry))
        # The index of names is made before the first letter is typed.
        places.search_names("ạ")
        places.nearest_names("ạ")
        place_counts(engine, places)

    def completions(self, typed: str) -> tuple[Completion, ...]:
        """What may be meant by the beginning of a query, in the newest generation."""
        generation, completer = self._completer
        if generation != self.engine.generation:
            completer = Completer(self.engine, self.registry)
            self._completer = (self.engine.generation, completer)
        return completer.complete(typed)

    def place_completions(self, typed: str) -> tuple[PlaceCompletion, ...]:
        """The places that may be meant by the beginning of a name."""
        return complete_place(self.engine, self.places, typed)

    def home(self, wanted: Wanted) -> Page:
        """The corpus at a glance."""
        shown = home_page(self.engine, self.places)
        if wanted.form == "json":
            return page_answers.home(shown)
        return View("home.html", {"page": shown})

    def about(self, wanted: Wanted) -> Page:
        """How the site is asked, and its addresses."""
        if wanted.form == "json":
            return openapi.about(self.engine.summary(), wanted.language)
        return View("about.html", {"routes": routes.ROUTES, "examples": routes.EXAMPLES})

    def results(self, query: Query, wanted: Wanted) -> Page:
        """The notices that answer a query."""
        match wanted.form:
            case "json":
                return answers.results(
                    search_notices(self.engine, FacetLabels(self.registry, self.places), query),
                    wanted.language,
                )
            case "csv":
                return feeds.notice_table(
                    self.engine, expand_places(query, self.places), wanted.origin
                )
            case "atom":
                title = gettext("Thông báo: {text}", wanted.language, text=query.text)
                return feeds.newest(self.engine, expand_places(query, self.places), title)
        page = results_page(self.engine, self.registry, self.places, query)
        return View("results.html", {"page": page})

    def found(self, notice_id: str) -> tuple[Card, Reading]:
        """A notice; raises :class:`NoSuchPage` for an unknown one."""
        found = self.engine.notice(notice_id)
        if found is None:
            raise NoSuchPage
        return found

    def notice(self, notice_id: str, query: Query, wanted: Wanted) -> Page:
        """One notice, with the words of a query marked in it."""
        card, reading = self.found(notice_id)
        if wanted.form == "json":
            return answers.reading(reading, wanted.language)
        page = notice_page(self.engine, self.registry, card, reading, query)
        return View("notice.html", {"page": page})

    def directives(self, query: Query, wanted: Wanted) -> Page:
        """The directives, held or only cited; a page of them for people, all for programs."""
        listed = directive_list(self.engine, self.registry, query)
        match wanted.form:
            case "json":
                return page_answers.directives(listed)
            case "csv":
                return feeds.directive_table(listed)
            case "atom":
                return feeds.directive_feed(
                    listed, gettext("Văn bản được viện dẫn", wanted.language)
                )
        return View("directives.html", {"page": listed})

    def directive(self, key: str, query: Query, wanted: Wanted) -> Page:
        """One directive with its citing notices, or the choice that its key leaves."""
        found = leads_on(self.engine, self.registry, key)
        if found:
            raise Moved(addresses.directive(found), for_good=True)
        shown = directive_page(self.engine, self.registry, self.places, key, query)
        if shown is None:
            raise NoSuchPage(directives=near(key, self.registry))
        citing = replace(query, filters={**query.filters, CITES.name: (key,)}, sort="date")
        match wanted.form:
            case "json":
                return page_answers.directive(shown)
            case "csv":
                citing = expand_places(citing, self.places)
                return feeds.citing_table(self.engine, key, citing, wanted.origin)
            case "atom":
                return feeds.newest(self.engine, expand_places(citing, self.places), shown.label)
        return View("directive.html", {"page": shown, "picture": directive_picture(shown)})

    def place_tree(self, asked: str, wanted: Wanted, *, before: bool) -> Page:
        """The places with notices, and those whose names are asked for."""
        tree = place_tree(self.engine, self.places, before=before)
        match wanted.form:
            case "json":
                return page_answers.places(tree)
            case "csv":
                return feeds.place_table(tree)
            case "atom":
                return feeds.place_feed(tree, gettext("Địa bàn có thông báo", wanted.language))
        asked = asked.strip()[:200]
        found = named(self.engine, self.places, asked) if asked else ()
        return View("places.html", {"page": tree, "asked": asked, "found": found})

    def place(
        self, key: str, query: Query, wanted: Wanted, *, gathered: bool | None, before: bool
    ) -> Page:
        """One place with its notices, or the places that share a name.

        A place as of today gathers the notices of the units that it came from or became.
        """
        labels = FacetLabels(self.registry, self.places)
        if query.units_of_today:
            query, gathered = replace(query, units_of_today=False), gathered is not False
        shown = place_page(
            self.engine, labels, self.places, key, query, gathered=gathered, before=before
        )
        if shown is None:
            return self._places_of_name(key, wanted)
        match wanted.form:
            case "json":
                return page_answers.place(shown, wanted.language)
            case "csv":
                return feeds.notice_table(self.engine, shown.asked, wanted.origin)
            case "atom":
                return feeds.newest(self.engine, shown.asked, shown.label)
        return View("place.html", {"page": shown})

    def _places_of_name(self, name: str, wanted: Wanted) -> Page:
        shown = name_page(self.engine, self.places, name)
        if shown is None:
            raise NoSuchPage(places=named(self.engine, self.places, name.replace("-", " ")))
        if len(shown.places) == 1:
            raise Moved(addresses.place(shown.places[0][0].key))
        match wanted.form:
            case "json":
                return page_answers.names(shown)
            case "csv":
                return feeds.name_table(shown)
            case "atom":
                return feeds.name_feed(shown)
        return View("place_names.html", {"page": shown})

    def lookup(self, text: str, form: ContextForm, wanted: Wanted) -> Page:
        """Every citation of a text looked up."""
        context = form_context(form)
        found = look_up(text, self.registry, context.citation_context)
        match wanted.form:
            case "json":
                return lookup_answers.lookup(found, context, wanted.language)
            case "csv":
                return feeds.lookup_table(found, wanted.language)
        return View(
            "lookup.html", {"found": found, "form": LookupForm(text[:MAX_TEXT], form, context)}
        )

    def check(self, text: str, form: ContextForm, wanted: Wanted) -> Page:
        """Every citation of a draft judged, with its wording."""
        context = draft_context(text[:MAX_TEXT], form, self.registry, self.places)
        draft = check_draft(text, self.registry, context.citation_context)
        match wanted.form:
            case "json":
                return lookup_answers.draft(draft, context, wanted.language)
            case "csv":
                return feeds.draft_table(draft, wanted.language)
        return View(
            "draft.html", {"draft": draft, "form": LookupForm(text[:MAX_TEXT], form, context)}
        )
