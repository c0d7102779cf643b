"""What goes back where something is wrong: a page for people, an object for a program."""

from __future__ import annotations

from flask import Response, current_app, redirect, render_template, request
from werkzeug import exceptions
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from indexer.problems import IndexProblem
from search.display import addresses
from search.forms import page_answers
from search.forms.templates import describe_problem
from search.page import PageMoved, PageNotFound
from search.web.requests import asked_language
from search.web.responses import RETRY_SECONDS, json_response


def error_response(error: Exception) -> AnyResponse:
    """Any failure as a page, or as an object for a program, with a way on.

    A page that has moved is none: its reader is sent there.
    """
    if isinstance(error, PageMoved):
        return _redirect(error)
    shown = _http_error(error)
    status = shown.code or 500
    sentence = describe_problem(status, asked_language())
    if request.path.endswith(".json"):
        response = json_response(
            page_answers.problem(status, sentence, getattr(error, "places", ()))
        )
    else:
        shown_page = render_template("error.html", status=status, sentence=sentence, error=error)
        response = Response(shown_page)
    response.status_code = status
    if isinstance(shown, exceptions.MethodNotAllowed):
        response.allow.update(shown.valid_methods or ())
    if isinstance(shown, exceptions.ServiceUnavailable):
        response.retry_after = RETRY_SECONDS
    return response


def _http_error(error: Exception) -> HTTPException:
    """The error of HTTP that a failure is; what the program is to blame for is logged."""
    if isinstance(error, PageNotFound):
        return exceptions.NotFound()
    if isinstance(error, HTTPException):
        return error
    if isinstance(error, IndexProblem):
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
        return exceptions.ServiceUnavailable()
    current_app.logger.exception("%s %s", request.method, request.path)
    return exceptions.InternalServerError()


def _redirect(moved: PageMoved) -> AnyResponse:
    """To the other address, in the same form and with the same parameters."""
    form = (request.view_args or {}).get("form", "html")
    location = moved.address if form == "html" else addresses.in_form(moved.address, form)
    query_string = f"?{request.query_string.decode('ascii', 'replace')}".rstrip("?")
    return redirect(location + query_string, 301 if moved.for_good else 302)
