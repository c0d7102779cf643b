"""The routes, which are data, as addresses that Flask serves: each page in each of its forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import wraps

from flask import Blueprint, Response, render_template, request

from search.forms import feeds
from search.forms.delimited import csv_parts
from search.forms.list_document import list_document
from search.forms.routes import MEDIA, ROUTES
from search.forms.tabular import Table
from search.forms.workbook import workbook
from search.page import Page, TextDownload, View
from search.web.requests import asked_language, asked_representation, origin, pass_over_meaningless
from search.web.responses import json_response

pages = Blueprint("pages", __name__)
"""Whatever the site serves but its static files."""

_PageFunction = Callable[..., Page]
_CONVERTERS = {"{id}": "<notice_id>", "{key}": "<path:key>"}


def page(path: str) -> Callable[[_PageFunction], _PageFunction]:
    """Serve the page of a route at its path, and its other forms behind it, as in ``.json``.

    The function decorated is given the :class:`~search.site.Representation` that is asked for, and
    the parts of the path by name: ``@page("/dia-ban/{key}")`` stands on one with ``key``.
    """
    route = next(one for one in ROUTES if one.path == path)
    methods = ("GET", "POST") if route.posts else ("GET",)

    def register(function: _PageFunction) -> _PageFunction:
        @wraps(function)
        def respond(form: str, **parts: str) -> Response:
            pass_over_meaningless(route, form)
            return _response(function(asked_representation(form), **parts), form)

        for form in route.forms:
            rule = re.sub("{.*?}", lambda part: _CONVERTERS[part[0]], route.path_in(form))
            pages.add_url_rule(
                rule, function.__name__, respond, defaults={"form": form}, methods=methods
            )
        return function

    return register


def _response(page: Page, form: str) -> Response:
    """A page as a response, whatever its form."""
    match page:
        case View(template, model, status):
            return Response(render_template(template, **model), status)
        case TextDownload(name, text):
            response = Response(text, mimetype="text/plain")
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        case Table():
            return _table(page, form)
        case feeds.Feed():
            text = feeds.atom(page, request.full_path.rstrip("?"), origin())
            return Response(text, mimetype="application/atom+xml")
    return json_response(page)


def _table(table: Table, form: str) -> Response:
    """A table as a file to keep; CSV comes while it is made."""
    language, written = asked_language(), {"xlsx": workbook, "docx": list_document}
    body = (
        written[form](table, language, date.today())
        if form in written
        else csv_parts(table, language, request.args.get("dialect", ""))
    )
    response = Response(body, mimetype=MEDIA[form])
    name = table.file_name(form)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
