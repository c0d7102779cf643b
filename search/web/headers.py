"""What stands above every answer: what browsers may do with it, and whether a kept copy is good."""

from __future__ import annotations

from flask import Response, current_app, g, request
from werkzeug.wrappers import Response as AnyResponse

from indexer.language import LANGUAGES
from indexer.memory import forget
from search.forms import openapi
from search.forms.health import state_of
from search.web.requests import asked_language, holds_text, site
from search.web.responses import RETRY_SECONDS

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
"""How long the language chosen is remembered."""

_SAFE_METHODS = ("GET", "HEAD")
_WITHOUT_INDEX = ("static", "pages.health", "pages.robots", "pages.trial")
"""What is answered also where there is no index to be read, and changes while it stays the same."""

_OF_NOTICES = ("pages.notice", "pages.download", "pages.reference")
"""What names people, in whatever form: no business of search engines unless they are let in."""


def not_modified() -> AnyResponse | None:
    """Spare the work where the reader's copy is still good."""
    if request.endpoint in _WITHOUT_INDEX:
        return None
    g.version = site().version(asked_language())
    if request.method in _SAFE_METHODS and g.version.name in request.if_none_match.as_set(True):
        return Response(status=304)
    return None


def add_headers(response: Response) -> Response:
    """The headers of every answer, and 304 in the place of one that its reader has."""
    for name, value in _SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            "lang", asked_language(), max_age=_YEAR_SECONDS, samesite="Lax", httponly=True
        )
    if request.endpoint == "static":  # which knows by itself how long it is good
        return response
    response.headers[openapi.INDEX_HEADER] = state_of(site().engine)
    if request.endpoint in _OF_NOTICES and not current_app.jinja_env.globals["is_listed"]:
        response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Cookie")
    response.cache_control.no_cache = True
    if response.status_code in (429, 503):
        response.retry_after = RETRY_SECONDS
    if not holds_text():
        return _with_validators(response)
    response.cache_control.no_store = True
    if g.get("is_draft"):
        response.call_on_close(forget)
    return response


def _with_validators(response: Response) -> Response:
    """The answer with its ETag, the same however it is packed: weak, as for the same meaning."""
    if "version" in g and request.method in _SAFE_METHODS and response.status_code in (200, 304):
        response.set_etag(g.version.name, weak=True)
        if g.version.changed_at:
            response.last_modified = g.version.changed_at
        response.make_conditional(request)
    return response
