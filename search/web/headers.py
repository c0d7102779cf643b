"""What stands above every answer: what browsers may do with it, and whether a kept copy is good."""

from __future__ import annotations

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from indexer.language import LANGUAGES
from search.forms import openapi
from search.forms.health import state_of
from search.web.requests import asked_language, site

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
    response.vary.add("Cookie")
    response.cache_control.no_cache = True
    return _with_validators(response)


def _with_validators(response: Response) -> Response:
    """The answer with its ETag, the same however it is packed: weak, as for the same meaning."""
    if "version" in g and request.method in _SAFE_METHODS and response.status_code in (200, 304):
        response.set_etag(g.version.name, weak=True)
        if g.version.changed_at:
            response.last_modified = g.version.changed_at
        response.make_conditional(request)
    return response
