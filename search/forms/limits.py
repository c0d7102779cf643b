"""How large a request may be."""

from __future__ import annotations

from indexer.documents import MAX_DRAFT_BYTES

MAX_BODY = 1024 * 1024
"""Bytes of a request: a text of the look-up's limit, each letter percent-encoded, and some."""

MAX_UPLOAD = MAX_DRAFT_BYTES + MAX_BODY
"""Bytes of a request that may bring a file: a draft, and the fields beside it."""

MAX_RECEIVED = MAX_UPLOAD + MAX_BODY
"""Bytes of a body that the server takes in at all: what is too large for an address is told so."""

MAX_READ = 2
"""Files of drafts that are read at a time, of all clients together; of each client one."""

MAX_HEADER = 128 * 1024
"""Bytes of a request's headers: a query of 10,000 letters, percent-encoded, and some."""

MAX_TEXTS = 50
"""Texts of one array of JSON, which together have no more letters than one text may: each may be a
list of directives, whose every line is searched for."""
