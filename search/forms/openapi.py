"""The site's addresses as data: the source of ``/openapi.json`` and of the page about the API.

What the page about the site tells: the query language by examples, and the addresses.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from indexer.index import FACETS
from indexer.language import say_reason
from indexer.model import Reason, because
from search.display import addresses
from search.engine import Summary
from search.lookup import MAX_TEXT
from search.query import MAX_PER_PAGE, SORTS

Json = dict[str, Any]

_MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "atom": "application/atom+xml",
    "text": "text/plain",
    "file": "application/octet-stream",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One page: its path, what it shows, the parameters of its address, and its forms.

    The first form stands at the path itself, the others at the path with ``.json`` behind it.
    ``schema`` names what the JSON holds.  ``example`` is an address that answers on any index
    of the sample notices.
    """

    path: str
    summary: Reason
    parameters: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("html",)
    schema: str = ""
    posts: bool = False
    example: str = ""

    def path_in(self, form: str) -> str:
        """The path of one form."""
        if form == self.forms[0]:
            return self.path
        return f"{'/index' if self.path == '/' else self.path}.{form}"


_LIST = (*FACETS, "tu_ngay", "den_ngay", "sort", "page", "per_page")
_ALL_FORMS = ("html", "json", "csv", "atom")

ROUTES = (
    Route("/", because("Trang chủ: kho có gì, thông báo mới nhất"), (), ("html", "json"), "Home"),
    Route(
        "/tim",
        because("Tìm thông báo; tham số của bộ lọc lặp lại được"),
        ("q", *_LIST, "luc"),
        _ALL_FORMS,
        "Results",
        example="/tim?q=nông+thôn+mới",
    ),
    Route(
        "/thong-bao/{id}",
        because("Một thông báo và cách hiểu từng phần"),
        ("q", "cites"),
        ("html", "json"),
        "Reading",
    ),
    Route("/thong-bao/{id}.bib", because("Một thông báo dưới dạng BibTeX"), (), ("file",)),
    Route("/thong-bao/{id}.ris", because("Một thông báo dưới dạng RIS"), (), ("file",)),
    Route("/thong-bao/{id}/goc", because("Tải tệp gốc, đúng như khi lập chỉ mục"), (), ("file",)),
    Route(
        "/van-ban",
        because("Các văn bản được viện dẫn"),
        ("q", "page", "per_page"),
        _ALL_FORMS,
        "Directives",
        example="/van-ban?q=chi+thi",
    ),
    Route(
        "/van-ban/{key}",
        because("Một văn bản và các thông báo viện dẫn nó"),
        ("issuer", "year", "unit", "type", "luc", "sort", "page", "per_page"),
        _ALL_FORMS,
        "Directive",
        example="/van-ban/tw/k12/qdi-213",
    ),
    Route(
        "/dia-ban",
        because("Duyệt theo địa bàn, trước 1/7/2025 hoặc hiện nay"),
        ("luc", "q"),
        _ALL_FORMS,
        "Places",
        example="/dia-ban?luc=truoc",
    ),
    Route(
        "/dia-ban/goi-y.json",
        because("Các nơi có tên bắt đầu như đang gõ, cũ hoặc mới, có dấu hoặc không"),
        ("q",),
        ("json",),
        example="/dia-ban/goi-y.json?q=bao+lam",
    ),
    Route(
        "/dia-ban/{key}",
        because("Một địa bàn và các thông báo về nó; tên chung của nhiều nơi thì liệt kê các nơi"),
        ("issuer", "year", "cites", "type", "luc", "gom", "page", "per_page"),
        _ALL_FORMS,
        "Place",
        example="/dia-ban/bao-lam",
    ),
    Route(
        "/tra-cuu",
        because("Tra một hoặc nhiều viện dẫn, hoặc kiểm tra một bản thảo; gửi POST cả văn bản"),
        ("q", "viec", "ngay", "co_quan", "tinh"),
        ("html", "json", "csv"),
        "Lookup",
        posts=True,
        example="/tra-cuu?q=213-QĐ/TW",
    ),
    Route(
        "/goi-y.json",
        because("Gợi ý cho ô tìm: văn bản, địa bàn, cơ quan, từ hay gặp"),
        ("q",),
        ("json",),
        "Hints",
        example="/goi-y.json?q=chi+thi",
    ),
    Route(
        "/gioi-thieu",
        because("Giới thiệu, cách tìm, giới hạn, địa chỉ của từng trang"),
        (),
        ("html", "json"),
        "About",
    ),
    Route("/openapi.json", because("Bản mô tả này"), (), ("json",)),
    Route("/healthz", because("Máy chủ có đang chạy không"), (), ("json",), "Health"),
    Route("/robots.txt", because("Quy ước cho máy tìm kiếm"), (), ("text",)),
)

_PARAMETERS: dict[str, Json] = {
    "q": {"schema": {"type": "string"}, "description": "What is searched for or looked up."},
    "issuer": {"description": "Issuer, by facet value."},
    "level": {"description": "Level of the issuer: central, province, district, commune, cell."},
    "province": {"description": "Place key of the issuer's province."},
    "lacks": {"description": "No number `so`, no date `ngay`, inferred `suy-luan`, sample `mau`."},
    "year": {"description": "Year; `_` for notices without one."},
    "unit": {"description": "Place key; includes what lies below it."},
    "cites": {"description": "Key or written form of a cited directive."},
    "type": {"description": "Document type, by facet value."},
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
    "lang": {"schema": {"type": "string", "enum": ["vi", "en"]}},
}


def _object(required: str, **extra: Json) -> Json:
    """An object whose named keys are always there; other keys may join them."""
    names = required.split()
    properties: Json = {name: extra.get(name, {}) for name in names}
    return {"type": "object", "required": names, "properties": properties}


def _list_of(schema: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


_SCHEMAS: dict[str, Json] = {
    "Hints": {"type": "array", "items": _object("kind label address count")},
    "Home": _object("summary newest", newest=_list_of("Hit")),
    "Results": _object(
        "understood total page pages hits facets",
        understood={"type": "string"},
        total={"type": "integer"},
        page={"type": "integer"},
        pages={"type": "integer"},
        hits=_list_of("Hit"),
        facets={"type": "object", "additionalProperties": _list_of("FacetValue")},
    ),
    "Hit": _object(
        "id url source title number date year issuer unit stale score snippets",
        stale={
            "type": "boolean",
            "description": "The file cannot be read now; this is what was read of it before.",
        },
    ),
    "FacetValue": _object("value label count selected"),
    "Reading": _object("id url source digest sample fields citations places sections text"),
    "Directives": _object("directives"),
    "Directive": _object("key label directive candidates total page pages notices facets"),
    "Places": _object("at provinces without_notices unknown"),
    "Place": {"oneOf": [_object("key label today total hits facets"), _object("name places")]},
    "Lookup": _object("rows cut limit context"),
    "Draft": _object("findings counts cut limit context"),
    "About": _object("summary queries addresses"),
    "Health": _object("status notices generation"),
    "Problem": _object("status error"),
}


VERSION = "1"
"""Changes when an answer loses a key or means another thing; new keys do not count."""


def description(summaries: dict[str, str]) -> Json:
    """The description in OpenAPI 3.1; ``summaries`` gives each path's in the wanted language."""
    paths: Json = {}
    for route in ROUTES:
        for form in route.forms:
            operations = paths.setdefault(route.path_in(form), {})
            operations["get"] = _operation(route, form, summaries[route.path])
            if route.posts:
                operations["post"] = _operation(route, form, summaries[route.path], posting=True)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Viện Dẫn", "version": VERSION},
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def _operation(route: Route, form: str, summary: str, *, posting: bool = False) -> Json:
    names = () if posting else route.parameters
    in_path = re.findall(r"{(\w+)}", route.path)
    content: Json = {}
    if form == "json" and route.schema:
        content = {"schema": {"$ref": f"#/components/schemas/{route.schema}"}}
    operation: Json = {
        "summary": summary,
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
              for name in in_path),
            *(_parameter(name) for name in (*names, "lang")),
        ],
        "responses": {
            "200": {"description": "OK", "content": {_MEDIA[form]: content}},
            "default": {
                "description": "A page or object that says what is wrong.",
                "content": {_MEDIA["json"]: {"schema": _PROBLEM}},
            },
        },
    }  # fmt: skip
    if posting:
        text = {"type": "string", "maxLength": MAX_TEXT}
        given = {name: _PARAMETERS[name]["schema"] for name in route.parameters if name != "q"}
        properties: Json = {"text": text, **given}
        form_schema = {"type": "object", "required": ["text"], "properties": properties}
        operation["requestBody"] = {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": form_schema},
                "text/plain": {"schema": text},
            },
        }
    return operation


def _parameter(name: str) -> Json:
    parameter: Json = {"name": name, "in": "query", **_PARAMETERS[name]}
    if name in FACETS:
        parameter["schema"] = {"type": "array", "items": {"type": "string"}}
        parameter["explode"] = True
    return parameter


EXAMPLES = (
    ('"nông thôn mới"', because("các từ đứng liền nhau")),
    ("nông thôn -rừng", because("không có một từ")),
    ("(xã OR phường) rừng", because("một trong hai từ")),
    ("nghi*", because("từ bắt đầu bằng các chữ ấy")),
    ("tieu_de:(kiểm tra)", because("trong trích yếu (title)")),
    ('co_quan:"huyện ủy"', because("trong tên cơ quan ban hành (issuer)")),
    ('nguoi_ky:"bí thư"', because("trong tên, chức vụ người ký (signatory)")),
    ("nam:2020..2023", because("năm hoặc khoảng năm (year)")),
    ("(nam:2022 rừng) OR vien_dan:213-QĐ/TW", because("trong nhóm và OR, trường là điều kiện")),
    ("đảng -nam:2022", because("trừ một năm; các bộ lọc khác cũng vậy")),
    ('dia_ban:"huyện Bảo Lâm"', because("về một địa bàn (unit)")),
    ("vien_dan:213-QĐ/TW", because("viện dẫn một văn bản (cites)")),
    ("thông báo số 287", because("mang số ấy, rồi đến nơi nhắc đến số ấy")),
    ("12/7/2022", because("đề ngày ấy, rồi đến nơi viết ngày ấy")),
    ("loai:TB", because("loại văn bản, viết tắt cũng được (type)")),
    ("tu_ngay:01/01/2022 den_ngay:2023", because("trong khoảng ngày (since, until)")),
)
"""Each finds something among the sample notices, and every field is in one of them."""


def told(summary: Summary, language: str) -> dict[str, Any]:
    """How the site is asked, and its addresses."""
    return {
        "summary": asdict(summary),
        "queries": [
            {"query": query, "url": addresses.search(query), "finds": say_reason(finds, language)}
            for query, finds in EXAMPLES
        ],
        "addresses": [
            {
                "path": one.path,
                "summary": say_reason(one.summary, language),
                "parameters": one.parameters,
                "forms": one.forms,
                "example": one.example or None,
            }
            for one in ROUTES
        ],
    }
