"""HTTP: what a request asks for, and what goes back; the addresses are in ``app.py``."""

from search.web.compression import compress
from search.web.drafts import sent_draft
from search.web.errors import error_response
from search.web.headers import add_headers, not_modified
from search.web.posted import PostedText, RefusedRequest, posted_texts
from search.web.requests import (
    Request,
    asked_availability,
    asked_language,
    asked_list,
    asked_query,
    origin,
    site,
    template_context,
)
from search.web.responses import RETRY_SECONDS, json_response
from search.web.routing import page, pages
from search.web.static_files import StaticFiles
from search.web.trial import try_address

__all__ = [
    "RETRY_SECONDS",
    "PostedText",
    "RefusedRequest",
    "Request",
    "StaticFiles",
    "add_headers",
    "asked_availability",
    "asked_language",
    "asked_list",
    "asked_query",
    "compress",
    "error_response",
    "json_response",
    "not_modified",
    "origin",
    "page",
    "pages",
    "posted_texts",
    "sent_draft",
    "site",
    "template_context",
    "try_address",
]
