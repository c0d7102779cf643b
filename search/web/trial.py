"""An address of the site tried: its JSON, asked of the application itself, shown to a person."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

import msgspec
from flask import Response, current_app

from indexer.model import Reason, because
from search.display import addresses
from search.forms.openapi import JSON_TYPES
from search.forms.routes import ROUTES
from search.web.requests import asked_language, origin

MAX_ADDRESS = 2_000
"""Characters of an address that is tried."""

MAX_CHARACTERS = 100_000
"""Characters of an answer that are shown; all of it stands at its own address."""

_EXAMPLE = "/tim.json?q=nông+thôn+mới"

_MOST_MOVES = 3
_JSON_PATHS = ("/healthz",)
_OTHER_FORMS = {
    path.rpartition(".")[2]
    for route in ROUTES
    for path in map(route.path_in, route.forms)
    if "." in path
} - {"json"}
_NO_JSON = because("Chỉ thử được địa chỉ có dạng JSON.")


@dataclass(frozen=True, slots=True)
class Trial:
    """An address as it was typed, the one that was asked, and its answer, indented.

    ``refused`` says why nothing was asked.  ``size`` is in bytes; ``is_cut`` where ``text`` is only
    the first part.
    """

    typed: str
    address: str = ""
    refused: Reason | None = None
    status: int = 0
    kind: str = ""
    size: int = 0
    text: str = ""
    is_cut: bool = False
    command: str = ""


def try_address(typed: str) -> Trial:
    """The JSON of a page, by whichever of its addresses.

    Only what the site itself answers to GET is asked, so nothing is kept and no other machine.
    """
    typed = typed.strip()[: MAX_ADDRESS + 1]
    if not typed:
        return Trial("")
    if len(typed) > MAX_ADDRESS:
        return Trial(typed, refused=because("Đường dẫn dài quá {n} ký tự.", n=MAX_ADDRESS))
    address = typed.removeprefix(origin()).partition("#")[0]
    if not address.startswith("/") or address.startswith("//"):
        told = because("Đường dẫn bắt đầu bằng một dấu /, ví dụ {example}.", example=_EXAMPLE)
        return Trial(typed, refused=told)
    path, mark, parameters = address.partition("?")
    form = path.rpartition("/")[2].rpartition(".")[2]
    if form != "json" and path not in _JSON_PATHS:
        path = addresses.in_form(path, "json")
    asked = addresses.percent_encoded(f"{path}{mark}{parameters}")
    return _trial(typed, asked) if form not in _OTHER_FORMS else Trial(typed, refused=_NO_JSON)


def _trial(typed: str, address: str) -> Trial:
    """The answer at an address, or at the one to which that has moved."""
    answer = _answer(address)
    for _ in range(_MOST_MOVES):
        if answer.location:
            address = addresses.percent_encoded(answer.location.removeprefix(origin()))
            answer = _answer(address)
    if answer.mimetype not in JSON_TYPES:
        return Trial(typed, refused=_NO_JSON)
    body = answer.get_data()
    text = msgspec.json.format(body, indent=2).decode()
    return Trial(
        typed,
        address,
        status=answer.status_code,
        kind=answer.mimetype,
        size=len(body),
        text=text[:MAX_CHARACTERS],
        is_cut=len(text) > MAX_CHARACTERS,
        command=f"curl {shlex.quote(origin() + address)}",
    )


def _answer(address: str) -> Response:
    """What the application answers, as if a request of its own had come in."""
    path, _, parameters = address.partition("?")
    asked = current_app.test_request_context(
        path,
        base_url=origin() or None,
        query_string=parameters,
        headers={"Cookie": f"lang={asked_language()}"},
    )
    # In a context of its own: what is known of the present request is not true of that one.
    with current_app.app_context(), asked:
        return current_app.full_dispatch_request()
