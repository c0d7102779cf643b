"""The description of the site for programs, ``/openapi.json``, and what its page about itself says.

What an address answers is described by the type that the answer is made with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from indexer.language import reason_text
from search.display import addresses
from search.engine import Summary
from search.forms.answers import from_attributes
from search.forms.delimited import EXCEL_VI
from search.forms.page_answers import About, Address, Problem, QueryExample
from search.forms.routes import EXAMPLES, MEDIA, ROUTES, Route
from search.lookup import MAX_TEXT
from search.query import FACETS, MAX_PER_PAGE, SORTS

JsonObject = dict[str, Any]

_PARAMETERS: dict[str, JsonObject] = {
    "q": {"schema": {"type": "string"}, "description": "What is searched for or looked up."},
    "tu_ngay": {
        "schema": {"type": "string"},
        "description": "First day: 2022-01-31 or 31/01/2022.",
    },
    "den_ngay": {"schema": {"type": "string"}, "description": "Last day, included."},
    "sort": {"schema": {"type": "string", "enum": list(SORTS)}},
    "page": {"schema": {"type": "integer", "minimum": 1, "default": 1}},
    "per_page": {
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE, "default": 20}
    },
    "luc": {
        "schema": {"type": "string", "enum": ["truoc", "nay"]},
        "description": "Units before 1 July 2025 (`truoc`) or of today (`nay`).",
    },
    "dau": {
        "schema": {"type": "string", "enum": ["bo"]},
        "description": "Words in whatever spelling (`bo`), not only the typed one.",
    },
    "gom": {
        "schema": {"type": "string", "enum": ["0", "1"]},
        "description": "With (1) or without (0) the notices of the units it came from or became.",
    },
    "viec": {
        "schema": {"type": "string", "enum": ["tra", "kiem-tra"]},
        "description": "Look up (`tra`), or check a draft (`kiem-tra`; the answer is a Draft).",
    },
    "ngay": {"schema": {"type": "string"}, "description": "Date of the text: 09/8/2023."},
    "co_quan": {"schema": {"type": "string"}, "description": "Committee that issues the text."},
    "tinh": {"schema": {"type": "string"}, "description": "Its province."},
    "dialect": {
        "schema": {"type": "string", "enum": [EXCEL_VI]},
        "description": "Of CSV: Vietnamese headings and words, semicolons, 31/01/2022.",
    },
    "lang": {"schema": {"type": "string", "enum": ["vi", "en"]}},
}


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
        summary = reason_text(route.summary, language)
        for form in route.forms:
            schema = _any_of([schemas[one] for one in route.answers]) if form == "json" else {}
            answer = {MEDIA[form]: {"schema": schema} if schema else {}}
            operations = paths.setdefault(route.path_in(form), {})
            more = ("dialect",) if form == "csv" else ()
            operations["get"] = _operation(route, summary, (*route.parameters, *more), answer)
            if route.posts:
                posting = {"requestBody": _body(route)}
                operations["post"] = _operation(route, summary, (), answer) | posting
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


def _any_of(schemas: list[JsonObject]) -> JsonObject:
    return schemas[0] if len(schemas) == 1 else {"oneOf": schemas} if schemas else {}


def _operation(
    route: Route, summary: str, parameters: Sequence[str], answer: JsonObject
) -> JsonObject:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    headers = {INDEX_HEADER: {"$ref": f"#/components/headers/{INDEX_HEADER}"}}
    problem = {MEDIA["json"]: {"schema": _schemas()[0][Problem]}}
    return {
        "summary": summary,
        "parameters": [*in_path, *map(_parameter, (*parameters, "lang"))],
        "responses": {
            "200": {"description": "OK", "headers": headers, "content": answer},
            "default": {
                "description": "A page or object that says what is wrong.",
                "headers": headers,
                "content": problem,
            },
        },
    }


def _body(route: Route) -> JsonObject:
    """What is posted to an address: a form, or the text alone."""
    text = {"type": "string", "maxLength": MAX_TEXT}
    fields = {name: _PARAMETERS[name]["schema"] for name in route.parameters if name != "q"}
    form = {"type": "object", "required": ["text"], "properties": {"text": text, **fields}}
    return {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form},
            "text/plain": {"schema": text},
        },
    }


def _parameter(name: str) -> JsonObject:
    if name in FACETS:
        return {
            "name": name,
            "in": "query",
            "description": FACETS[name].description,
            "schema": {"type": "array", "items": {"type": "string"}},
            "explode": True,
        }
    return {"name": name, "in": "query", **_PARAMETERS[name]}


def about(summary: Summary, language: str) -> About:
    """How the site is asked, and its addresses."""
    return About(
        summary,
        tuple(
            QueryExample(
                query,
                addresses.percent_encoded(addresses.search(query)),
                reason_text(finds, language),
            )
            for query, finds in EXAMPLES
        ),
        tuple(
            from_attributes(
                Address,
                one,
                summary=reason_text(one.summary, language),
                example=one.example or None,
            )
            for one in ROUTES
        ),
    )
