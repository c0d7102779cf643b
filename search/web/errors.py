"""What goes back where something is wrong: a page for people, an object for a program."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb
from urllib.parse import quote

from flask import Response, current_app, redirect, render_template, request
from werkzeug import exceptions
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from indexer.language import reason_text
from indexer.model import Reason, because
from indexer.problems import IndexProblem
from search.display import addresses
from search.forms import page_answers
from search.forms.openapi import JSON_TYPES, PROBLEM_TYPE
from search.forms.problems import describe_problem, describe_way_on
from search.page import PageMoved, PageNotFound
from search.web.posted import POSTED_TYPES, RefusedParameter, RefusedRequest
from search.web.requests import asked_language, holds_text
from search.web.responses import json_response


def error_response(error: Exception) -> AnyResponse:
    """Any failure as a page, or as an object for a program, with a way on.

    A page that has moved is none: its reader is sent there.
    """
    if isinstance(error, PageMoved):
        return _redirect(error)
    shown = _http_error(error)
    status, language = shown.code or 500, asked_language()
    title = describe_problem(status, language)
    if _asks_for_json() or isinstance(shown, RefusedParameter):
        detail = reason_text(_reason(error) or describe_way_on(status), language)
        places = getattr(error, "places", ())
        problem = page_answers.problem(status, title, detail, quote(request.path), places)
        response = json_response(problem)
        response.mimetype = PROBLEM_TYPE
    else:
        page = render_template("error.html", sentence=title, error=error)
        response = Response(page)
    response.status_code = status
    response.vary.add("Accept")
    if isinstance(shown, exceptions.MethodNotAllowed):
        response.allow.update(shown.valid_methods or ())
    if status == 415:
        response.headers["Accept-Post"] = ", ".join(POSTED_TYPES)
    return response


def _reason(error: Exception) -> Reason | None:
    """What is wrong with this request, where more is known than the kind of error."""
    if isinstance(error, RefusedRequest | PageNotFound):
        return error.reason
    if isinstance(error, exceptions.MethodNotAllowed):
        methods = ", ".join(sorted(error.valid_methods or ()))
        return because("Địa chỉ này nhận {methods}.", methods=methods)
    return None


def _asks_for_json() -> bool:
    """Whether a program asks: by the address, by what it sent, or because it wants no page."""
    if request.path.endswith(".json") or request.is_json:
        return True
    wanted = request.accept_mimetypes.best_match(["text/html", *JSON_TYPES])
    return wanted in JSON_TYPES


def _http_error(error: Exception) -> HTTPException:
    """The error of HTTP that a failure is; what the program is to blame for is logged."""
    if isinstance(error, PageNotFound):
        return exceptions.NotFound()
    if isinstance(error, HTTPException):
        return error
    if isinstance(error, IndexProblem):
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
        return exceptions.ServiceUnavailable()
    if holds_text():  # of which an error may repeat words
        current_app.logger.error("%s %s: %s", request.method, request.path, _place_of(error))
    else:
        current_app.logger.exception("%s %s", request.method, request.path)
    return exceptions.InternalServerError()


def _place_of(error: Exception) -> str:
    """The kind of an error and the lines that it passed, without its own words."""
    lines = [
        f"{Path(frame.f_code.co_filename).name}:{line}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} ({' > '.join(lines)})"


def _redirect(moved: PageMoved) -> AnyResponse:
    """To the other address, in the same form and with the same parameters."""
    form = (request.view_args or {}).get("form", "html")
    location = moved.address if form == "html" else addresses.in_form(moved.address, form)
    mark = "&" if "?" in location else "?"
    query_string = f"{mark}{request.query_string.decode('ascii', 'replace')}".rstrip(mark)
    return redirect(location + query_string, 301 if moved.for_good else 302)
