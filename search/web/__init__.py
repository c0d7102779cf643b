"""HTTP: what a request asks for, and what goes back; the addresses are in ``app.py``."""

from search.web.errors import error_response
from search.web.headers import add_headers, not_modified
from search.web.requests import (
    MAX_BODY,
    Request,
    asked_language,
    asked_query,
    origin,
    site,
    template_context,
)
from search.web.responses import RETRY_SECONDS, json_response
from search.web.routing import page, pages

__all__ = [
    "MAX_BODY",
    "RETRY_SECONDS",
    "Request",
    "add_headers",
    "asked_language",
    "asked_query",
    "error_response",
    "json_response",
    "not_modified",
    "origin",
    "page",
    "pages",
    "site",
    "template_context",
]
