"""The site: requests in, pages out.  The only module that knows HTTP.

``python app.py`` builds the index where it is missing or stale, and serves it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, quote

import msgspec
from flask import Blueprint, Flask, Request, Response, current_app, g, redirect, request, send_file
from flask import render_template as render
from werkzeug import exceptions
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response as AnyResponse

from indexer.directives import Knowledge
from indexer.language import LANGUAGES
from indexer.numerals import read_number
from indexer.paths import STATIC, TEMPLATES, default_index
from indexer.problems import IndexProblem
from indexer.text import slug
from search.display import addresses
from search.engine import open_engine
from search.forms import feeds, openapi, page_answers, templates
from search.forms.health import health_of, state_of
from search.forms.references import bibtex, ris
from search.forms.routes import ROUTES
from search.lookup import ContextForm
from search.pages.notice import original_file
from search.query import Query, parse
from search.site import Page, PageMoved, PageNotFound, Representation, Site, View
from search.typography import file_name

MAX_BODY = 1024 * 1024
"""Bytes of a request: a text of the look-up's limit, each letter percent-encoded, and some."""

_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_YEAR_SECONDS = 31_536_000
_RETRY_SECONDS = 30
"""After which an index that is being replaced is there again, mostly."""

_RIS_TYPE = "application/x-research-info-systems"
_SAFE_METHODS = ("GET", "HEAD")
_WITHOUT_INDEX = ("static", "pages.health", "pages.robots")
"""What is answered also where there is no index to be read."""


class _Request(Request):
    """A request whose parameters hold U+FFFD for bytes that are no UTF-8, and not ``%F4`` as if
    that had been typed."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters of the address."""
        query_string = self.query_string.decode("utf-8", "replace")
        return self.parameter_storage_class(
            parse_qsl(query_string, keep_blank_values=True, errors="replace")
        )


pages = Blueprint("pages", __name__)


def create_app(index: str | Path | None = None, knowledge: Knowledge | None = None) -> Flask:
    """The site over the index at an address, else the default one; raises :class:`IndexProblem`
    where there is none.  ``knowledge`` is by default the project's own.

    ``VIENDAN_HOSTS`` (names separated by commas) limits the host names it answers to.
    """
    app = Flask(__name__, template_folder=TEMPLATES, static_folder=STATIC)
    app.request_class = _Request
    hosts = [name.strip() for name in os.environ.get("VIENDAN_HOSTS", "").split(",")]
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        TRUSTED_HOSTS=[name for name in hosts if name] or None,
    )
    engine = open_engine(index or default_index())
    knowledge = knowledge or Knowledge.load()
    app.extensions["viendan"] = made = Site(engine, knowledge)
    templates.register_filters(app.jinja_env, _language, knowledge, made.program_digest)
    app.register_blueprint(pages)
    app.before_request(_not_modified)
    app.context_processor(_template_context)
    app.after_request(_add_headers)
    for failure in (HTTPException, Exception):
        app.register_error_handler(failure, _error_response)
    return app


def site() -> Site:
    """The pages of the present application."""
    return cast(Site, current_app.extensions["viendan"])


def _language() -> str:
    """The language asked for in the address, else the one remembered."""
    if not (known := getattr(g, "language", "")):  # a page has hundreds of sentences
        wanted = (request.args.get("lang", ""), request.cookies.get("lang", ""))
        known = g.language = next((one for one in wanted if one in LANGUAGES), "vi")
    return str(known)


def _not_modified() -> AnyResponse | None:
    """Spare the work where the reader's copy is still good."""
    if request.endpoint in _WITHOUT_INDEX:
        return None
    g.version = site().version(_language())
    if request.method in _SAFE_METHODS and g.version.name in request.if_none_match.as_set(True):
        return Response(status=304)
    return None


def _add_headers(response: Response) -> Response:
    for name, value in _SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            "lang", _language(), max_age=_YEAR_SECONDS, samesite="Lax", httponly=True
        )
    if request.endpoint == "static":
        response.cache_control.max_age = _YEAR_SECONDS
        return response
    response.headers[openapi.INDEX_HEADER] = state_of(site().engine)
    response.vary.add("Cookie")
    response.cache_control.no_cache = True
    if "version" in g and request.method in _SAFE_METHODS and response.status_code in (200, 304):
        response.set_etag(g.version.name, weak=True)
        if g.version.changed_at:
            response.last_modified = g.version.changed_at
        response.make_conditional(request)
    return response


def _error_response(error: Exception) -> AnyResponse:
    """Any failure as a page, or as an object for a program, with a way on."""
    if isinstance(error, PageMoved):
        return _redirect(error)
    if isinstance(error, PageNotFound):
        shown: HTTPException = exceptions.NotFound()
    elif isinstance(error, HTTPException):
        shown = error
    elif isinstance(error, IndexProblem):
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
        shown = exceptions.ServiceUnavailable()
    else:
        current_app.logger.exception("%s %s", request.method, request.path)
        shown = exceptions.InternalServerError()
    status = shown.code or 500
    sentence = templates.describe_problem(status, _language())
    if request.path.endswith(".json"):
        response = _json(page_answers.problem(status, sentence, getattr(error, "places", ())))
    else:
        response = Response(render("error.html", status=status, sentence=sentence, error=error))
    response.status_code = status
    if isinstance(shown, exceptions.MethodNotAllowed):
        response.allow.update(shown.valid_methods or ())
    if isinstance(shown, exceptions.ServiceUnavailable):
        response.retry_after = _RETRY_SECONDS
    return response


def _redirect(moved: PageMoved) -> AnyResponse:
    """To the other address, in the same form and with the same parameters."""
    form = (request.view_args or {}).get("form", "html")
    location = moved.address if form == "html" else addresses.in_form(moved.address, form)
    query_string = f"?{request.query_string.decode('ascii', 'replace')}".rstrip("?")
    return redirect(location + query_string, 301 if moved.for_good else 302)


def _template_context() -> dict[str, Any]:
    """What every template knows; the day of the index's state is for a copy that is read later."""
    other = "vi" if _language() == "en" else "en"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    switch = addresses.with_parameters(quote(request.path), [*kept, ("lang", other)])
    engine = site().engine
    as_of = date.fromtimestamp(changed).isoformat() if (changed := engine.changed_at) else ""
    told = {"language": _language(), "switch": switch, "origin": _origin(), "as_of": as_of}
    return told | {"is_old": engine.problem is not None}


def _origin() -> str:
    """What stands before every address; nothing where the host name is not to be trusted."""
    try:
        return request.host_url.rstrip("/")
    except exceptions.SecurityError:
        return ""


def _query(sort: str = "relevance") -> Query:
    """The query in the address; ``luc=nay``: units of today, ``dau=bo``: whatever the marks."""
    asked = request.args
    return parse(
        asked.get("q", ""),
        site().knowledge,
        asked.to_dict(flat=False),
        sort=asked.get("sort", sort),
        page=read_number(asked.get("page")) or 1,
        per_page=read_number(asked.get("per_page")) or addresses.DEFAULT_PER_PAGE,
        explain=asked.get("explain") == "1",
        units_of_today=asked.get("luc") == "nay",
        ignore_marks=asked.get("dau") == "bo",
    )


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), mimetype="application/json")


def _representation(form: str) -> Representation:
    return Representation(form, _language(), _origin())


def _respond(page: Page) -> Response:
    """A page as a response, whatever its form."""
    match page:
        case View(template, model):
            return Response(render(template, **model))
        case feeds.Table():
            response = Response(feeds.csv_parts(page, _language()), mimetype="text/csv")
            name = slug(request.path.removesuffix(".csv"))
            response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            return response
        case feeds.Feed():
            text = feeds.atom(page, request.full_path.rstrip("?"), _origin())
            return Response(text, mimetype="application/atom+xml")
    return _json(page)


_PageFunction = Callable[..., Page]
_CONVERTERS = {"{id}": "<notice_id>", "{key}": "<path:key>"}


def page(path: str) -> Callable[[_PageFunction], _PageFunction]:
    """Serve the page of a route at its path, and its other forms behind it, as in ``.json``."""
    route = next(one for one in ROUTES if one.path == path)
    methods = ("GET", "POST") if route.posts else ("GET",)

    def register(function: _PageFunction) -> _PageFunction:
        @wraps(function)
        def respond(form: str, **parts: str) -> Response:
            return _respond(function(_representation(form), **parts))

        for form in route.forms:
            rule = re.sub("{.*?}", lambda part: _CONVERTERS[part[0]], route.path_in(form))
            pages.add_url_rule(
                rule, function.__name__, respond, defaults={"form": form}, methods=methods
            )
        return function

    return register


@page("/")
def home(representation: Representation) -> Page:
    """The home page."""
    return site().home(representation)


@page("/tim")
def results(representation: Representation) -> Page:
    """The result page."""
    return site().results(_query(), representation)


@page("/thong-bao/{id}")
def notice(representation: Representation, notice_id: str) -> Page:
    """One notice, with what was asked for marked; ``tu`` is its place among the answers."""
    number = read_number(request.args.get("tu"))
    return site().notice(notice_id, _query(), representation, number)


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
    record = write(card, f"{_origin()}{addresses.notice(card.id)}")
    answer = Response(record, mimetype="application/x-bibtex" if form == "bib" else _RIS_TYPE)
    answer.headers["Content-Disposition"] = f"attachment; filename={card.id}.{form}"
    return answer


@page("/van-ban")
def directives(representation: Representation) -> Page:
    """The directives, held or only cited."""
    return site().directives(replace(_query(), text=request.args.get("q", "")), representation)


@page("/van-ban/{key}")
def directive(representation: Representation, key: str) -> Page:
    """One directive with its citing notices, or the choice that its key leaves."""
    return site().directive(key, _query("date"), representation)


@page("/dia-ban")
def places(representation: Representation) -> Page:
    """The tree of places with notices."""
    before = request.args.get("luc") == "truoc"
    return site().place_tree(request.args.get("q", ""), representation, before=before)


@pages.get("/dia-ban/goi-y.json")
def place_completions() -> Response:
    """The places that may be meant by the beginning of a name, old or new."""
    return _json(site().place_completions(request.args.get("q", "")))


@page("/dia-ban/{key}")
def place(representation: Representation, key: str) -> Page:
    """One place with its notices, or the places that share a name."""
    with_relatives = {"0": False, "1": True}.get(request.args.get("gom", ""))
    before = request.args.get("luc") == "truoc"
    return site().place(
        key, _query("date"), representation, with_relatives=with_relatives, before=before
    )


@page("/tra-cuu")
def lookup(representation: Representation) -> Page:
    """Citations looked up, or a draft checked: those in the address, or those of a posted text."""
    sent, is_plain = request.values, request.mimetype == "text/plain"
    form = ContextForm(sent.get("ngay", ""), sent.get("co_quan", ""), sent.get("tinh", ""))
    text = request.get_data(as_text=True) if is_plain else sent.get("text", sent.get("q", ""))
    answer = site().draft if sent.get("viec") == "kiem-tra" else site().lookup
    return answer(text, form, representation)


@pages.get("/goi-y.json")
def completions() -> Response:
    """What may be meant by the beginning of a query, for the search box."""
    return _json(site().completions(request.args.get("q", "")))


@page("/gioi-thieu")
def about(representation: Representation) -> Page:
    """What the site is and is not, how it is asked, and the addresses of its pages."""
    return site().about(representation)


@pages.get("/openapi.json")
def api() -> Response:
    """The description of every address."""
    return _json(openapi.description(_language()))


@pages.get("/healthz")
def health() -> Response:
    """How the site is; 503 where there is no index that it could answer from."""
    told = health_of(site().engine)
    response = _json(told)
    if told.status == "unavailable":
        response.status_code, response.retry_after = 503, _RETRY_SECONDS
    return response


@pages.get("/robots.txt")
def robots() -> Response:
    """Result pages and files of notices are no business of other search engines."""
    return Response(templates.ROBOTS, mimetype="text/plain")


if __name__ == "__main__":
    from viendan.serving import main

    main(create_app)
