"""The routes, which are data, as addresses that Flask serves: each page in each of its forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, render_template, request

from indexer.text import slug
from search.forms import feeds
from search.forms.routes import ROUTES
from search.page import Page, TextDownload, View
from search.web.requests import asked_language, asked_representation, origin
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
            return _response(function(asked_representation(form), **parts))

        for form in route.forms:
            rule = re.sub("{.*?}", lambda part: _CONVERTERS[part[0]], route.path_in(form))
            pages.add_url_rule(
                rule, function.__name__, respond, defaults={"form": form}, methods=methods
            )
        return function

    return register


def _response(page: Page) -> Response:
    """A page as a response, whatever its form."""
    match page:
        case View(template, model, status):
            return Response(render_template(template, **model), status)
        case TextDownload(name, text):
            response = Response(text, mimetype="text/plain")
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        case feeds.Table():
            response = Response(feeds.csv_parts(page, asked_language()), mimetype="text/csv")
            name = slug(request.path.removesuffix(".csv"))
            response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            return response
        case feeds.Feed():
            text = feeds.atom(page, request.full_path.rstrip("?"), origin())
            return Response(text, mimetype="application/atom+xml")
    return json_response(page)
