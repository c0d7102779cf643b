"""The description of the site for programs, ``/openapi.json``.

What an address answers is described by the type that the answer is made with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from indexer.language import reason_text
from search.forms.limits import MAX_TEXTS
from search.forms.page_answers import Problem
from search.forms.parameters import PARAMETERS, TEXT_FIELDS, Parameter
from search.forms.routes import MEDIA, ROUTES, Route
from search.lookup import MAX_TEXT
from search.query import FACETS

JsonObject = dict[str, Any]

PROBLEM_TYPE = "application/problem+json"
"""Of an object that says what is wrong (RFC 9457)."""

JSON_TYPES = (MEDIA["json"], PROBLEM_TYPE)

INDEX_HEADER = "Viendan-Index"
"""The header by which every answer tells how the index is that it was made from."""

_INDEX_STATE: JsonObject = {
    "description": "How the index is: `ok`; `stale` while it cannot be read, and the last state "
    "that could is served on; `damaged` once something of it was read that is not as it was "
    "written; `unavailable`. The same as `status` of /healthz.",
    "schema": {"type": "string", "enum": ["ok", "stale", "damaged", "unavailable"]},
}

VERSION = "1"
"""Changes when an answer loses a key or means another thing; new keys do not count."""


def description(language: str) -> JsonObject:
    """The description in OpenAPI 3.1, its summaries in a language."""
    schemas, components = _schemas()
    paths: JsonObject = {}
    for route in ROUTES:
        for form in route.forms:
            operations = paths.setdefault(route.path_in(form), {})
            answers = [schemas[one] for one in route.answers] if form == "json" else []
            more = ("dialect",) if form == "csv" else ()
            asked = (*route.parameters, *more)
            operations["get"] = _operation(route, form, answers, asked, language)
            if route.posts:
                if answers:  # several texts have several answers
                    answers.append({"type": "array", "items": {"anyOf": answers[:]}})
                operation = _operation(route, form, answers, (), language)
                operations["post"] = operation | {"requestBody": _body(route, language)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Viện Dẫn", "version": VERSION},
        "paths": paths,
        "components": {"schemas": components, "headers": {INDEX_HEADER: _INDEX_STATE}},
    }


@cache
def _schemas() -> tuple[dict[Any, JsonObject], JsonObject]:
    """The schema of each type that an address answers, and the components that they refer to."""
    types = dict.fromkeys([Problem, *(one for route in ROUTES for one in route.answers)])
    schemas, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    return dict(zip(types, schemas, strict=True)), components


def _operation(
    route: Route, form: str, answers: list[JsonObject], parameters: Sequence[str], language: str
) -> JsonObject:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    asked = [_parameter(name, language) for name in (*parameters, "lang")]
    headers = {INDEX_HEADER: {"$ref": f"#/components/headers/{INDEX_HEADER}"}}
    schema = answers[0] if len(answers) == 1 else {"oneOf": answers}
    return {
        "summary": reason_text(route.summary, language),
        "parameters": [*in_path, *asked],
        "responses": {
            "200": {
                "description": "OK",
                "headers": headers,
                "content": {MEDIA[form]: {"schema": schema} if answers else {}},
            },
            "default": {
                "description": "A page or object that says what is wrong.",
                "headers": headers,
                "content": {PROBLEM_TYPE: {"schema": _schemas()[0][Problem]}},
            },
        },
    }


def _body(route: Route, language: str) -> JsonObject:
    """What is posted to an address: a form, the text alone, or one or several as JSON."""
    text = {"type": "string", "maxLength": MAX_TEXT}
    names = [name for name in route.parameters if name != "q"]
    form = {name: _schema(PARAMETERS[name], language) for name in names}
    fields = {name: _schema(one, language) for name, one in TEXT_FIELDS.items()}
    kinds: list[JsonObject] = [
        {"type": "object", "required": ["text"], "properties": properties | {"text": text}}
        for properties in (form, fields)
    ]
    kinds[1]["additionalProperties"] = False
    several = {"type": "array", "items": kinds[1], "maxItems": MAX_TEXTS}
    content: JsonObject = {
        "application/x-www-form-urlencoded": {"schema": kinds[0]},
        "text/plain": {"schema": text},
        MEDIA["json"]: {"schema": {"oneOf": [kinds[1], several]}},
    }
    if route.file:
        file = {route.file: {"type": "string", "format": "binary"}}
        fields = form | {"text": text} | file
        content["multipart/form-data"] = {"schema": {"type": "object", "properties": fields}}
        content[MEDIA["json"]] = {"schema": kinds[1]}
    return {"required": True, "content": content}


def _parameter(name: str, language: str) -> JsonObject:
    if name in FACETS:
        return {
            "name": name,
            "in": "query",
            "description": FACETS[name].description,
            "schema": {"type": "array", "items": {"type": "string"}},
            "explode": True,
        }
    return {"name": name, "in": "query", "schema": _schema(PARAMETERS[name], language)}


def _schema(one: Parameter, language: str) -> JsonObject:
    told: JsonObject = {"type": "string", "description": reason_text(one.summary, language)}
    if one.values:
        told["enum"] = list(one.values)
    if one.default is not None:
        told |= {"type": "integer", "minimum": 1, "default": one.default}
    if one.most is not None:
        told["maximum"] = one.most
    return told
