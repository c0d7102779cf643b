"""What a request asks for: of which site, in which language, which query."""

from __future__ import annotations

from datetime import date
from io import BytesIO
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
from search.forms.limits import MAX_BODY, MAX_UPLOAD
from search.forms.parameters import meaningless_values
from search.forms.routes import Route
from search.page import Representation
from search.pages.from_results import ListReference
from search.query import Query, parse
from search.site import Site
from search.web.posted import RefusedParameter

_MOST_TOLD = 3  # values that mean nothing, on one page


class Request(flask.Request):
    """A request whose parameters hold U+FFFD for bytes that are no UTF-8, and not ``%F4`` as if
    that had been typed."""

    @property
    def max_content_length(self) -> int | None:
        """Bytes of a body: a file may be sent where drafts are checked, elsewhere a text."""
        return MAX_UPLOAD if self.path.startswith(addresses.DRAFT) else MAX_BODY

    @max_content_length.setter
    def max_content_length(self, _value: int | None) -> None:
        raise AttributeError("told by the address")

    def _get_file_stream(self, *_: object, **__: object) -> BytesIO:
        """Where a file that is sent is held: in memory, never on the disk."""
        return BytesIO()

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


def holds_text() -> bool:
    """Whether a request brings a text of somebody's own, of which nothing is to stay anywhere."""
    is_draft = request.args.get("viec") == "kiem-tra"
    return request.method == "POST" or is_draft or request.path.startswith(addresses.DRAFT)


def pass_over_meaningless(route: Route, form: str) -> None:
    """Note which values of the address mean nothing: a page tells them and does without.

    Raises :class:`RefusedParameter` for the first of them where no person reads the answer.
    """
    names = (*route.parameters, "lang", *(("dialect",) if form == "csv" else ()))
    asked = request.args.to_dict(flat=False)
    g.meaningless = tuple(meaningless_values(names, asked, site().knowledge))
    if g.meaningless and form != "html":
        raise RefusedParameter(g.meaningless[0].reason)


def _understood() -> MultiDict[str, str]:
    """The parameters of the address without what means nothing."""
    without = {(one.name, one.value) for one in g.get("meaningless", ())}
    return MultiDict(one for one in request.args.items(multi=True) if one not in without)


def asked_query(sort: str = "relevance") -> Query:
    """The query in the address; ``luc=nay``: units of today, ``dau=bo``: whatever the marks."""
    asked = _understood()
    return parse(
        asked.get("q", ""),
        site().knowledge,
        asked.to_dict(flat=False),
        sort=asked.get("sort", sort),
        page=read_number(asked.get("page")) or 1,
        per_page=read_number(asked.get("per_page")) or addresses.DEFAULT_PER_PAGE,
        explain=asked.get("explain") == "1",
        units_of_today=asked.get("luc") == "nay",
        unit_role=asked.get(addresses.UNIT_ROLE, ""),
        ignore_marks=asked.get("dau") == "bo",
    )


def asked_availability() -> str:
    """How much has to be there of each directive of a list, as the address says."""
    return _understood().get(addresses.AVAILABILITY, "")


def asked_list() -> ListReference:
    """The list in the address that led to a notice, or what is chosen on the page of a place."""
    return ListReference(
        page=request.args.get(addresses.LIST, ""),
        number=read_number(request.args.get(addresses.NUMBER)),
        with_relatives={"0": False, "1": True}.get(request.args.get("gom", "")),
        before=request.args.get("luc") == "truoc",
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
    told |= {"meaningless": g.get("meaningless", ())[:_MOST_TOLD]}
    return told | {"is_old": engine.problem is not None}
