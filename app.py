"""The application: its addresses, and what stands at each.  How HTTP is spoken: ``search/web/``.

``python app.py`` builds the index where it is missing or stale, and serves it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, g, request, send_file
from flask import render_template as render
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from indexer.directives import Knowledge
from indexer.paths import STATIC, TEMPLATES, default_index
from search.display import addresses
from search.engine import open_engine
from search.forms import openapi, templates
from search.forms.health import health_of
from search.forms.limits import MAX_BODY
from search.forms.references import bibtex, ris
from search.held import templates_of_environment
from search.page import Page, Representation, View
from search.pages.notice import original_file
from search.site import Site
from search.typography import file_name
from search.web import (
    RETRY_SECONDS,
    PostedText,
    RefusedRequest,
    Request,
    StaticFiles,
    add_headers,
    asked_availability,
    asked_language,
    asked_list,
    asked_query,
    compress,
    error_response,
    json_response,
    not_modified,
    origin,
    page,
    pages,
    posted_texts,
    sent_draft,
    site,
    template_context,
    try_address,
)

_RIS_TYPE = "application/x-research-info-systems"


def create_app(index: str | Path | None = None, knowledge: Knowledge | None = None) -> Flask:
    """The site over the index at an address, else the default one; raises :class:`IndexProblem`
    where there is none.  ``knowledge`` is by default the project's own.

    ``VIENDAN_HOSTS`` (names separated by commas) limits the host names it answers to, and
    ``VIENDAN_FULL_TEXT_SEARCH`` (addresses with ``{query}``) names searches elsewhere for texts.
    """
    app = Flask(__name__, template_folder=TEMPLATES, static_folder=None)
    app.request_class = Request
    hosts = [name.strip() for name in os.environ.get("VIENDAN_HOSTS", "").split(",")]
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        TRUSTED_HOSTS=[name for name in hosts if name] or None,
    )
    engine = open_engine(index or default_index())
    knowledge = knowledge or Knowledge.load()
    known = Site(engine, knowledge, templates_of_environment())
    app.extensions["viendan"] = known
    static = StaticFiles(STATIC)
    templates.register_filters(
        app.jinja_env,
        asked_language,
        lambda: known.knowledge,
        static.address,
        lambda: known.texts,
    )
    app.add_url_rule("/static/<name>", "static", static.response)
    app.register_blueprint(pages)
    app.before_request(not_modified)
    app.context_processor(template_context)
    app.after_request(compress)  # the last: they are run from below
    app.after_request(add_headers)
    for failure in (HTTPException, Exception):
        app.register_error_handler(failure, error_response)
    return app


@page("/")
def home(representation: Representation) -> Page:
    """The home page."""
    return site().home(representation)


@page("/tim")
def results(representation: Representation) -> Page:
    """The result page."""
    return site().results(asked_query(), representation)


@page("/thong-bao/{id}")
def notice(representation: Representation, notice_id: str) -> Page:
    """One notice, with what was asked for marked, and where the list that led to it has it."""
    came_from = asked_list()
    query = asked_query("date" if came_from.page else "relevance")
    return site().notice(notice_id, query, representation, came_from)


@pages.get("/thong-bao/<notice_id>/goc")
def download(notice_id: str) -> AnyResponse:
    """The original of a notice, as long as it is what was indexed."""
    card, digest = site().get_original(notice_id)
    data = original_file(card, digest)
    if data is None:
        return Response(render("original_gone.html", card=card), status=404)
    name = file_name(Path(card.source).name)
    return send_file(BytesIO(data), as_attachment=True, download_name=name)


@pages.get("/thong-bao/<notice_id>.bib", defaults={"form": "bib"})
@pages.get("/thong-bao/<notice_id>.ris", defaults={"form": "ris"})
def reference(notice_id: str, form: str) -> Response:
    """A notice as a record for reference managers."""
    card, _ = site().get_notice(notice_id)
    write = bibtex if form == "bib" else ris
    record = write(card, f"{origin()}{addresses.notice(card.id)}")
    answer = Response(record, mimetype="application/x-bibtex" if form == "bib" else _RIS_TYPE)
    answer.headers["Content-Disposition"] = f"attachment; filename={card.id}.{form}"
    return answer


@page("/van-ban")
def directives(representation: Representation) -> Page:
    """The directives, held or only cited."""
    query = replace(asked_query(), text=request.args.get("q", ""))
    return site().directives(query, representation, availability=asked_availability())


@page("/van-ban/{key}")
def directive(representation: Representation, key: str) -> Page:
    """One directive with its citing notices, or the choice that its key leaves."""
    return site().directive(key, asked_query("date"), representation)


@page("/dia-ban")
def places(representation: Representation) -> Page:
    """The tree of places with notices."""
    before = request.args.get("luc") == "truoc"
    return site().place_tree(request.args.get("q", ""), representation, before=before)


@pages.get("/dia-ban/goi-y.json")
def place_completions() -> Response:
    """The places that may be meant by the beginning of a name, old or new."""
    return json_response(site().place_completions(request.args.get("q", "")))


@page("/dia-ban/{key}")
def place(representation: Representation, key: str) -> Page:
    """One place with its notices, or the places that share a name."""
    chosen = asked_list()
    return site().place(
        key,
        asked_query("date"),
        representation,
        with_relatives=chosen.with_relatives,
        before=chosen.before,
    )


@page("/tra-cuu")
def lookup(representation: Representation) -> Page:
    """Citations looked up, or a draft checked: those in the address, or those of a posted text."""

    def answer(one: PostedText) -> Page:
        make = site().draft if one.is_draft else site().lookup
        g.is_draft = g.get("is_draft") or one.is_draft
        return make(one.text, one.form, representation)

    sent = posted_texts(several=representation.form == "json")
    return answer(sent) if isinstance(sent, PostedText) else tuple(map(answer, sent))


@page(addresses.DRAFT)
def draft(representation: Representation) -> Page:
    """A draft checked: one that is pasted, or the file that is sent."""
    g.is_draft = True
    try:
        with sent_draft() as sent:
            posted = sent.posted
            return site().draft(posted.text, posted.form, representation, sent.file)
    except RefusedRequest as refused:
        if representation.form != "html":
            raise
        return site().refused_draft(refused.reason, refused.code or 400)


@pages.get("/goi-y.json")
def completions() -> Response:
    """What may be meant by the beginning of a query, for the search box."""
    return json_response(site().completions(request.args.get("q", "")))


@page("/gioi-thieu")
def about(representation: Representation) -> Page:
    """What the site is and is not, how it is asked, and the addresses of its pages."""
    return site().about(representation)


@page("/api")
def api(representation: Representation) -> Page:
    """What programs may ask, for the people who write them."""
    return site().api(representation)


@page("/api/thu")
def trial(_representation: Representation) -> Page:
    """The JSON of an address, tried."""
    return View("trial.html", {"trial": try_address(request.args.get("duong_dan", ""))})


@pages.get("/openapi.json")
def description() -> Response:
    """The description of every address."""
    return json_response(openapi.description(asked_language()))


@pages.get("/healthz")
def health() -> Response:
    """How the site is; 503 where there is no index that it could answer from."""
    told = health_of(site().engine)
    response = json_response(told)
    if told.status == "unavailable":
        response.status_code, response.retry_after = 503, RETRY_SECONDS
    return response


@pages.get("/robots.txt")
def robots() -> Response:
    """Result pages and files of notices are no business of other search engines."""
    return Response(templates.ROBOTS, mimetype="text/plain")


if __name__ == "__main__":
    from viendan.serving import main

    main(create_app)
