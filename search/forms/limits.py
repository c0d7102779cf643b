"""How large a request may be."""

from __future__ import annotations

MAX_BODY = 1024 * 1024
"""Bytes of a request: a text of the look-up's limit, each letter percent-encoded, and some."""

MAX_HEADER = 128 * 1024
"""Bytes of a request's headers: a query of 10,000 letters, percent-encoded, and some."""

MAX_TEXTS = 50
"""Texts of one array of JSON, which together have no more letters than one text may: each may be a
list of directives, whose every line is searched for."""
