"""What stands at each address of the site, in the form asked for, without a word of HTTP or HTML.

A page is made in one form only: as data, as a table or a feed to take away, or as a template with
its model for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from indexer.directives import Knowledge, Registry
from indexer.documents import DraftFile
from indexer.gazetteer import CENTRE, Gazetteer
from indexer.index import Card
from indexer.language import gettext
from indexer.model import Reading, Reason
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
    directive_answers,
    feeds,
    guide,
    hit_answers,
    lookup_answers,
    notice_answers,
    page_answers,
    reading_answers,
    routes,
    tables,
)
from search.forms.held_answers import PlaceAnswers
from search.held import HeldPassages, HeldTexts, as_written, held_passages, held_texts
from search.lookup import (
    MAX_SHOWN,
    MAX_TEXT,
    ContextForm,
    amended_draft,
    check_draft,
    form_context,
    look_up,
)
from search.page import (
    Page,
    PageMoved,
    PageNotFound,
    Representation,
    TextDownload,
    View,
)
from search.pages.cited_places import by_citation, cited_places
from search.pages.citing import cited_in
from search.pages.directive import directive_page, redirect_target
from search.pages.directives import DirectiveList, directive_list, directives_listed
from search.pages.from_results import ListReference
from search.pages.guessed import directives_meant, directives_near
from search.pages.home import home_page
from search.pages.lookup import LookupForm, draft_page
from search.pages.notice import MAX_CITED_IN, keys_cited, notice_page, same_number
from search.pages.picture import citation_picture
from search.pages.place import (
    disambiguation_page,
    place_page,
    place_tree,
    places_named,
)
from search.pages.results import citation_cards, results_page
from search.query import CITES, Query
from search.suggest import Completer, Completion
from search.version import ProgramVersion, SiteVersion


class Site:
    """All pages over one index; each has the forms that its route names.

    ``searches`` are the templates of searches elsewhere for texts that are not held.
    """

    def __init__(self, engine: Engine, knowledge: Knowledge, searches: Sequence[str] = ()) -> None:
        self.engine, self._knowledge, self._searches = engine, knowledge, searches
        self._completer = (engine.generation, Completer(engine, self.knowledge))
        # The index of names is made before the first letter is typed.
        self.places.search_names("ạ")
        self.places.nearest_names("ạ")
        place_counts(engine, self.places)
        self.texts.is_borne("")
        self.texts.relations.undone_by("")
        self._program = ProgramVersion()

    def version(self, language: str) -> SiteVersion:
        """The version of this moment in a language, by the index and the program."""
        return self._program.with_index(self.engine, language)

    @property
    def knowledge(self) -> Knowledge:
        """What is known, which calls directives as the papers of the newest generation do."""
        return as_written(self.engine, self._knowledge)

    @property
    def registry(self) -> Registry:
        """The directives that are known."""
        return self._knowledge.registry

    @property
    def texts(self) -> HeldTexts:
        """The texts of directives that are held in the newest generation."""
        return held_texts(self.engine, self.registry)

    @property
    def passages(self) -> HeldPassages:
        """The places of those texts."""
        return held_passages(self.engine, self.registry)

    @property
    def places(self) -> Gazetteer:
        """The places that are known."""
        return self._knowledge.gazetteer

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

    def _notices(self, representation: Representation) -> tables.NoticeTables:
        return tables.NoticeTables(self.engine, self.knowledge, representation.origin)

    def home(self, representation: Representation) -> Page:
        """The corpus at a glance."""
        shown = home_page(self.engine, self.knowledge)
        if representation.form == "json":
            return page_answers.home(shown)
        return View("home.html", {"page": shown})

    def about(self, representation: Representation) -> Page:
        """How the site is asked, and its addresses."""
        if representation.form == "json":
            return guide.about(self.engine.summary(), representation.language)
        return View("about.html", {"examples": routes.EXAMPLES})

    def api(self, _representation: Representation) -> Page:
        """What programs may ask, for the people who write them."""
        return View("api.html", guide.API)

    def results(self, query: Query, representation: Representation) -> Page:
        """The notices that answer a query."""
        match representation.form:
            case "json":
                cards = citation_cards(self.engine, self.registry, query)
                return hit_answers.results(
                    search_notices(self.engine, FacetLabels(self.knowledge), query),
                    representation.language,
                    (held for card in cards for held, _ in card.directives),
                    self.texts,
                )
            case "csv" | "xlsx" | "docx":
                return self._notices(representation).listed(query, query.text)
            case "atom":
                labels = FacetLabels(self.knowledge, self.engine.values)
                title = feeds.list_title(query, labels, representation.language)
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
        self,
        notice_id: str,
        query: Query,
        representation: Representation,
        came_from: ListReference,
    ) -> Page:
        """One notice, with the words of the query marked in it that the list asked for which led
        to it."""
        card, reading = self.get_notice(notice_id)
        if representation.form == "json":
            told = reading_answers.reading(reading, representation.language)
            beside = same_number(self.engine, self.texts, card)
            held = self.engine.intake(notice_id), self.engine.copies(notice_id)
            cited = self.texts.of(keys_cited(reading.citations), card.date)
            citing = cited_in(self.engine, self.texts, card, MAX_CITED_IN)
            language = representation.language
            places = PlaceAnswers(self.passages, reading.document.text, card.date)
            return notice_answers.notice(
                told, *held, beside, cited, citing, reading.citations, places, language
            )
        page = notice_page(self.engine, self.knowledge, card, reading, query, came_from)
        return View("notice.html", {"page": page})

    def directives(
        self,
        query: Query,
        representation: Representation,
        listed: DirectiveList | None = None,
        availability: str = "",
    ) -> Page:
        """The directives, held or only cited, or those of one ``availability``; a page of them for
        people, all for programs."""
        listed = listed or directive_list(self.engine, self.knowledge, query, availability)
        match representation.form:
            case "json":
                return directive_answers.directives(listed, self.texts)
            case "csv" | "xlsx" | "docx":
                return tables.directive_table(listed, self.texts)
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
        shown = directive_page(self.engine, self.knowledge, key, query, self._searches)
        if shown is None:
            return self.directives(query, representation, self._directives_of_address(key))
        citing = replace(query, filters={**query.filters, CITES.name: (key,)}, sort="date")
        match representation.form:
            case "json":
                return directive_answers.directive(shown, self.texts, representation.language)
            case "csv" | "xlsx" | "docx":
                return self._notices(representation).citing(key, citing, shown.label)
            case "atom":
                citing = expand_places(citing, self.places)
                return feeds.newest_feed(self.engine, citing, shown.label, representation.language)
        return View("directive.html", {"page": shown, "picture": citation_picture(shown)})

    def _directives_of_address(self, address: str) -> DirectiveList:
        """The directives that an address may mean which is none's; one of them has its own page."""
        meant = directives_meant(self.engine, self.knowledge, address)
        if not meant.keys:
            near = directives_near(address, meant.nearest, self.knowledge)
            raise PageNotFound(near, number=meant.number)
        if len(meant.keys) == 1 and meant.is_told:
            raise PageMoved(addresses.directive(meant.keys[0]))
        return directives_listed(self.engine, self.knowledge, Query(text=address), meant.keys)

    def place_tree(self, text: str, representation: Representation, *, before: bool) -> Page:
        """The places with notices, and those whose names are asked for."""
        tree = place_tree(self.engine, self.places, before=before)
        match representation.form:
            case "json":
                return page_answers.places(tree)
            case "csv" | "xlsx" | "docx":
                return tables.place_table(tree)
            case "atom":
                title = gettext("Địa bàn có thông báo", representation.language)
                return feeds.place_feed(self.engine, self.places, tree, title)
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
        """One place with its notices, or the places that share a name; of no place, the list of
        what is the whole country's.

        A place that stands gathers, as of today, the notices of the units that it came from.
        """
        if key == CENTRE:
            raise PageMoved(addresses.search(unit=CENTRE))
        if query.units_of_today:
            query = replace(query, units_of_today=False)
            if with_relatives is None and not self.places.history(key).has_ended:
                with_relatives = True
        shown = place_page(
            self.engine, self.knowledge, key, query, with_relatives=with_relatives, before=before
        )
        if shown is None:
            return self._places_of_name(key, representation)
        match representation.form:
            case "json":
                return page_answers.place(shown, representation.language)
            case "csv" | "xlsx" | "docx":
                return self._notices(representation).listed(shown.place_query, shown.label)
            case "atom":
                return feeds.newest_feed(
                    self.engine, shown.place_query, shown.label, representation.language
                )
        return View("place.html", {"page": shown})

    def _places_of_name(self, name: str, representation: Representation) -> Page:
        shown = disambiguation_page(self.engine, self.places, name)
        if shown is None:
            raise PageNotFound(places=places_named(self.engine, self.places, name))
        if len(shown.places) == 1:
            raise PageMoved(addresses.place(shown.places[0][0].key))
        match representation.form:
            case "json":
                return page_answers.names(shown)
            case "csv" | "xlsx" | "docx":
                return tables.place_name_table(shown)
            case "atom":
                return feeds.place_name_feed(self.engine, self.places, shown)
        return View("place_names.html", {"page": shown})

    def lookup(self, text: str, form: ContextForm, representation: Representation) -> Page:
        """Every citation of a text looked up."""
        context = form_context(form)
        counts = self.engine.counts(CITES.name)
        found = look_up(text, self.registry, context.citing_context, counts)
        if representation.form in ("json", "csv"):
            words = PlaceAnswers(self.passages, text, context.day)
            told = lookup_answers.lookup(found, context, representation.language, words)
            is_json = representation.form == "json"
            return told if is_json else tables.lookup_table(found, told.rows)
        cited = [row.resolution for row in found.rows[:MAX_SHOWN]]
        places = cited_places(self.passages, self.knowledge, text, cited, context.day)
        return View(
            "lookup.html",
            {
                "found": found,
                "form": LookupForm(text[:MAX_TEXT], form, context),
                "places": by_citation(places),
            },
        )

    def draft(
        self,
        text: str,
        form: ContextForm,
        representation: Representation,
        file: DraftFile | None = None,
    ) -> Page:
        """Every citation of a draft judged, with its wording; ``file`` is what it was read from."""
        draft = check_draft(text, self.knowledge, form, self.passages)
        is_given = file and representation.form in ("html", "json")
        amended = amended_draft(draft, file, datetime.now()) if file and is_given else None
        match representation.form:
            case "json":
                return lookup_answers.draft(draft, amended, representation.language, self.texts)
            case "csv":
                return tables.draft_table(draft, representation.language)
            case "txt":
                return TextDownload("du-thao-da-sua.txt", draft.corrected)
        return View(
            "draft.html",
            {
                "page": draft_page(draft, amended, file.unread if file else ()),
                "form": LookupForm(draft.text, form, draft.context),
            },
        )

    def refused_draft(self, reason: Reason, status: int) -> Page:
        """The form for a draft again, above it why the file that was sent is none."""
        empty = ContextForm()
        form = LookupForm("", empty, form_context(empty))
        return View("draft.html", {"page": None, "form": form, "refusal": reason}, status)
