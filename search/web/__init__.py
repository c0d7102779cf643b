"""HTTP: what a request asks for, and what goes back; the addresses are in ``app.py``."""

from search.web.drafts import SentDraft, sent_draft
from search.web.errors import error_response
from search.web.headers import add_headers, not_modified
from search.web.posted import PostedText, RefusedRequest, posted_texts
from search.web.requests import (
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
    "RETRY_SECONDS",
    "PostedText",
    "RefusedRequest",
    "Request",
    "SentDraft",
    "add_headers",
    "asked_language",
    "asked_query",
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
]
