"""What stands at each address of the site, in the form asked for, without a word of HTTP or HTML.

A page is made in one form only: as data, as a table or a feed to take away, or as a template with
its model for people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any

from msgspec import Struct

from indexer.directives import Knowledge, Registry
from indexer.gazetteer import Gazetteer
from indexer.index import Card
from indexer.language import gettext
from indexer.model import Reading
from indexer.paths import LOCALE, REGISTRY, STATIC, TEMPLATES, changed_at
from search.areas import (
    PlaceCompletion,
    complete_place,
    expand_places,
    place_counts,
    search_notices,
)
from search.display import FacetLabels, addresses
from search.engine import Engine
from search.forms import (
    answers,
    feeds,
    hit_answers,
    lookup_answers,
    notice_answers,
    openapi,
    page_answers,
    routes,
)
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
from search.pages.directive import ListedDirective, directive_page, redirect_target, similar_number
from search.pages.directives import directive_list
from search.pages.home import home_page
from search.pages.notice import MAX_SAME_NUMBER, notice_page
from search.pages.picture import citation_picture
from search.pages.place import (
    ListedPlace,
    disambiguation_page,
    place_page,
    place_tree,
    places_named,
)
from search.pages.results import citation_cards, results_page
from search.query import CITES, Query
from search.suggest import Completer, Completion

_PROGRAM = Path(__file__).parent.parent
_CLOCK_GRAIN = 2
"""Seconds in which the same time, told in whole seconds, may yet come to mean another state."""


@dataclass(frozen=True, slots=True)
class Representation:
    """The representation of a page that is asked for; ``origin`` stands before every address."""

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


@dataclass(frozen=True, slots=True)
class SiteVersion:
    """What tells a good copy of a page from an old one: a name, and since when the site is so.

    ``changed_at`` is None while its time could still mislead.
    """

    name: str
    changed_at: datetime | None


class PageNotFound(Exception):
    """There is nothing at an address; what may have been meant is the way on."""

    def __init__(
        self, directives: Sequence[ListedDirective] = (), places: Sequence[ListedPlace] = ()
    ) -> None:
        super().__init__()
        self.directives, self.places = directives, places


class PageMoved(Exception):
    """A page has another address: the one place of a name, the one directive of an old key."""

    def __init__(self, address: str, *, for_good: bool = False) -> None:
        super().__init__(address)
        self.address, self.for_good = address, for_good


class Site:
    """All pages over one index; each has the forms that its route names."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self.engine, self.knowledge = engine, knowledge
        self._completer = (engine.generation, Completer(engine, knowledge))
        # The index of names is made before the first letter is typed.
        self.places.search_names("ạ")
        self.places.nearest_names("ạ")
        place_counts(engine, self.places)
        files = list(_program_files())
        content = b"".join(file.read_bytes() for file in files)
        self.program_digest = hashlib.sha256(content).hexdigest()[:12]
        self._program_changed = max(changed_at(file) for file in files)

    def version(self, language: str) -> SiteVersion:
        """The version of this moment in a language, by the index and the program.

        Asked for before a page is made, it is never newer than what the page shows.
        """
        # The time is read first: the state that is then named may be newer, but never older.
        changed = max(self.engine.changed_at, self._program_changed)
        name = f"{self.engine.generation}-{self.program_digest}-{language}"
        if self.engine.problem:  # of which the page tells
            return SiteVersion(f"{name}-old", None)
        is_settled = changed + _CLOCK_GRAIN < time()
        return SiteVersion(name, datetime.fromtimestamp(int(changed), UTC) if is_settled else None)

    @property
    def registry(self) -> Registry:
        """The directives that are known."""
        return self.knowledge.registry

    @property
    def places(self) -> Gazetteer:
        """The places that are known."""
        return self.knowledge.gazetteer

    def completions(self, typed: str) -> tuple[Completion, ...]:
        """What may be meant by the beginning of a query, in the newest generation."""
        generation, completer = self._completer
        if generation != self.engine.generation:
            completer = Completer(self.engine, self.knowledge)
            self._completer = (self.engine.generation, completer)
        return completer.complete(typed)

    def place_completions(self, typed: str) -> tuple[PlaceCompletion, ...]:
        """The places that may be meant by the beginning of a name."""
        return complete_place(self.engine, self.places, typed)

    def home(self, representation: Representation) -> Page:
        """The corpus at a glance."""
        shown = home_page(self.engine, self.knowledge)
        if representation.form == "json":
            return page_answers.home(shown)
        return View("home.html", {"page": shown})

    def about(self, representation: Representation) -> Page:
        """How the site is asked, and its addresses."""
        if representation.form == "json":
            return openapi.about(self.engine.summary(), representation.language)
        return View("about.html", {"routes": routes.ROUTES, "examples": routes.EXAMPLES})

    def results(self, query: Query, representation: Representation) -> Page:
        """The notices that answer a query."""
        match representation.form:
            case "json":
                cards = citation_cards(self.engine, self.registry, query)
                return hit_answers.results(
                    search_notices(self.engine, FacetLabels(self.knowledge), query),
                    representation.language,
                    (held for card in cards for held, _ in card.directives),
                )
            case "csv":
                return feeds.notice_table(
                    self.engine, expand_places(query, self.places), representation.origin
                )
            case "atom":
                title = gettext("Thông báo: {text}", representation.language, text=query.text)
                query = expand_places(query, self.places)
                return feeds.newest_feed(self.engine, query, title, representation.language)
        page = results_page(self.engine, self.knowledge, query)
        return View("results.html", {"page": page})

    def get_notice(self, notice_id: str) -> tuple[Card, Reading]:
        """A notice; raises :class:`PageNotFound` for an unknown one, :class:`PageMoved` for the
        address of a copy."""
        found = self.engine.notice(notice_id)
        if found is None:
            standing = self.engine.standing(notice_id)
            if standing is None:
                raise PageNotFound
            raise PageMoved(addresses.notice(standing))
        return found

    def get_original(self, notice_id: str) -> tuple[Card, str]:
        """A notice with where its original lies, and the SHA-256 of that; at the address of a copy
        those of the copy."""
        standing = self.engine.standing(notice_id)
        if standing is None or self.engine.notice(notice_id):
            card, reading = self.get_notice(notice_id)
            return card, reading.document.digest
        card, reading = self.get_notice(standing)
        for one in self.engine.copies(standing):
            if one.alias == notice_id:
                return replace(card, path=one.path, source=one.source), one.digest
        return card, reading.document.digest

    def notice(
        self, notice_id: str, query: Query, representation: Representation, number: int | None
    ) -> Page:
        """One notice, with the words of a query marked in it; ``number`` is its place in the list
        that answers the query."""
        card, reading = self.get_notice(notice_id)
        if representation.form == "json":
            told = answers.reading(reading, representation.language)
            engine = self.engine
            beside = engine.of_same_number(card, MAX_SAME_NUMBER)
            held = engine.intake(notice_id), engine.copies(notice_id)
            return notice_answers.notice(told, *held, beside)
        page = notice_page(self.engine, self.knowledge, card, reading, query, number)
        return View("notice.html", {"page": page})

    def directives(self, query: Query, representation: Representation) -> Page:
        """The directives, held or only cited; a page of them for people, all for programs."""
        listed = directive_list(self.engine, self.knowledge, query)
        match representation.form:
            case "json":
                return page_answers.directives(listed)
            case "csv":
                return feeds.directive_table(listed)
            case "atom":
                return feeds.directive_feed(
                    listed, gettext("Văn bản được viện dẫn", representation.language)
                )
        return View("directives.html", {"page": listed})

    def directive(self, key: str, query: Query, representation: Representation) -> Page:
        """One directive with its citing notices, or the choice that its key leaves."""
        found = redirect_target(self.engine, self.registry, key)
        if found:
            raise PageMoved(addresses.directive(found), for_good=True)
        shown = directive_page(self.engine, self.knowledge, key, query)
        if shown is None:
            raise PageNotFound(directives=similar_number(key, self.knowledge))
        citing = replace(query, filters={**query.filters, CITES.name: (key,)}, sort="date")
        match representation.form:
            case "json":
                return page_answers.directive(shown, representation.language)
            case "csv":
                citing = expand_places(citing, self.places)
                return feeds.citing_table(self.engine, key, citing, representation.origin)
            case "atom":
                citing = expand_places(citing, self.places)
                return feeds.newest_feed(self.engine, citing, shown.label, representation.language)
        return View("directive.html", {"page": shown, "picture": citation_picture(shown)})

    def place_tree(self, text: str, representation: Representation, *, before: bool) -> Page:
        """The places with notices, and those whose names are asked for."""
        tree = place_tree(self.engine, self.places, before=before)
        match representation.form:
            case "json":
                return page_answers.places(tree)
            case "csv":
                return feeds.place_table(tree)
            case "atom":
                return feeds.place_feed(
                    tree, gettext("Địa bàn có thông báo", representation.language)
                )
        text = text.strip()[:200]
        found = places_named(self.engine, self.places, text) if text else ()
        return View("places.html", {"page": tree, "filter_text": text, "found": found})

    def place(
        self,
        key: str,
        query: Query,
        representation: Representation,
        *,
        with_relatives: bool | None,
        before: bool,
    ) -> Page:
        """One place with its notices, or the places that share a name.

        A place as of today gathers the notices of the units that it came from or became.
        """
        if query.units_of_today:
            query, with_relatives = (
                replace(query, units_of_today=False),
                with_relatives is not False,
            )
        shown = place_page(
            self.engine,
            self.knowledge,
            key,
            query,
            with_relatives=with_relatives,
            before=before,
        )
        if shown is None:
            return self._places_of_name(key, representation)
        match representation.form:
            case "json":
                return page_answers.place(shown, representation.language)
            case "csv":
                return feeds.notice_table(self.engine, shown.place_query, representation.origin)
            case "atom":
                return feeds.newest_feed(
                    self.engine, shown.place_query, shown.label, representation.language
                )
        return View("place.html", {"page": shown})

    def _places_of_name(self, name: str, representation: Representation) -> Page:
        shown = disambiguation_page(self.engine, self.places, name)
        if shown is None:
            raise PageNotFound(
                places=places_named(self.engine, self.places, name.replace("-", " "))
            )
        if len(shown.places) == 1:
            raise PageMoved(addresses.place(shown.places[0][0].key))
        match representation.form:
            case "json":
                return page_answers.names(shown)
            case "csv":
                return feeds.place_name_table(shown)
            case "atom":
                return feeds.place_name_feed(shown)
        return View("place_names.html", {"page": shown})

    def lookup(self, text: str, form: ContextForm, representation: Representation) -> Page:
        """Every citation of a text looked up."""
        context = form_context(form)
        counts = self.engine.counts(CITES.name)
        found = look_up(text, self.registry, context.citing_context, counts)
        match representation.form:
            case "json":
                return lookup_answers.lookup(found, context, representation.language)
            case "csv":
                return feeds.lookup_table(found, representation.language)
        return View(
            "lookup.html", {"found": found, "form": LookupForm(text[:MAX_TEXT], form, context)}
        )

    def draft(self, text: str, form: ContextForm, representation: Representation) -> Page:
        """Every citation of a draft judged, with its wording."""
        context = draft_context(text[:MAX_TEXT], form, self.knowledge)
        draft = check_draft(text, self.registry, context.citing_context)
        match representation.form:
            case "json":
                return lookup_answers.draft(draft, context, representation.language)
            case "csv":
                return feeds.draft_table(draft, representation.language)
        return View(
            "draft.html", {"draft": draft, "form": LookupForm(text[:MAX_TEXT], form, context)}
        )


def _program_files() -> Iterator[Path]:
    """The files that decide how a page looks and what it says, besides the index."""
    yield from sorted(_PROGRAM.glob("app.py"))
    for room in ("indexer", "search"):
        yield from sorted((_PROGRAM / room).rglob("*.py"))
    for folder in (TEMPLATES, STATIC, LOCALE, REGISTRY):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())
