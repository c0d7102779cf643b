"""What a request asks for: of which site, in which language, which query."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from urllib.parse import parse_qsl, quote

import flask
from flask import current_app, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import SecurityError
from werkzeug.utils import cached_property

from indexer.language import LANGUAGES
from indexer.numerals import read_number
from search.display import addresses
from search.page import Representation
from search.query import Query, parse
from search.site import Site


class Request(flask.Request):
    """A request whose parameters hold U+FFFD for bytes that are no UTF-8, and not ``%F4`` as if
    that had been typed."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters of the address."""
        query_string = self.query_string.decode("utf-8", "replace")
        return self.parameter_storage_class(
            parse_qsl(query_string, keep_blank_values=True, errors="replace")
        )


def site() -> Site:
    """The pages of the present application."""
    return cast(Site, current_app.extensions["viendan"])


def asked_language() -> str:
    """The language asked for in the address, else the one remembered."""
    if not (known := getattr(g, "language", "")):  # a page has hundreds of sentences
        wanted = (request.args.get("lang", ""), request.cookies.get("lang", ""))
        known = g.language = next((one for one in wanted if one in LANGUAGES), "vi")
    return str(known)


def asked_query(sort: str = "relevance") -> Query:
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


def asked_representation(form: str) -> Representation:
    """A form in the language of the request."""
    return Representation(form, asked_language(), origin())


def origin() -> str:
    """What stands before every address; nothing where the host name is not to be trusted."""
    try:
        return request.host_url.rstrip("/")
    except SecurityError:
        return ""


def template_context() -> dict[str, Any]:
    """What every template knows; the day of the index's state is for a copy that is read later."""
    other = "vi" if asked_language() == "en" else "en"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    switch = addresses.with_parameters(quote(request.path), [*kept, ("lang", other)])
    engine = site().engine
    as_of = date.fromtimestamp(changed).isoformat() if (changed := engine.changed_at) else ""
    told = {"language": asked_language(), "switch": switch, "origin": origin(), "as_of": as_of}
    return told | {"is_old": engine.problem is not None}
