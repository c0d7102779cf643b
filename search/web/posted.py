"""The texts that a request sends to be looked up or checked: by a form, alone, or as JSON.

JSON has the fields of ``viendan cite --jsonl``, and ``viec`` as in the form; others are refused,
since a date that is misnamed would be one that is not given.  Objects in an array are several
texts, each answered as if it had been sent alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from indexer.model import Reason, because
from search.display import addresses
from search.forms.limits import MAX_TEXTS
from search.forms.parameters import DRAFT_FILE, TEXT_FIELDS, nearest_field
from search.lookup import MAX_TEXT, ContextForm, form_context

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
POSTED_TYPES = (*FORM_TYPES, "text/plain", "application/json")

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_LONGEST_NAME = 40
_TASKS = {"": False, "tra": False, "kiem-tra": True}


@dataclass(frozen=True, slots=True)
class PostedText:
    """A text with what its sender says of it; looked up, or checked where it is a draft."""

    text: str
    form: ContextForm
    is_draft: bool = False


class RefusedRequest(HTTPException):
    """A request that is not answered, and why, for its sender."""

    def __init__(self, code: int, reason: Reason) -> None:
        super().__init__()
        self.code, self.reason = code, reason


class RefusedParameter(RefusedRequest):
    """A request of a program with a value in its address that means nothing."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(400, reason)


def posted_texts(*, several: bool) -> PostedText | list[PostedText]:
    """The text of the present request, or the several of an array of JSON,
    where the form of the answer has room for ``several``.

    Raises :class:`RefusedRequest` with 415 for another type, 400 for what is no such JSON and 413
    where there is too much of it.
    """
    kind = request.mimetype if request.method == "POST" else ""
    if kind and request.is_json:
        return _of_json(request.get_data(), several)
    if kind not in POSTED_TYPES and (kind or request.get_data()):
        types = ", ".join(POSTED_TYPES)
        told = because("Content-Type phải là một trong các kiểu {types}.", types=types)
        raise RefusedRequest(415, told)
    _refuse_other_files()
    sent = request.values
    form = ContextForm(sent.get("ngay", ""), sent.get("co_quan", ""), sent.get("tinh", ""))
    alone = request.get_data(as_text=True) if kind == "text/plain" else None
    text = sent.get("text", sent.get("q", "")) if alone is None else alone
    return PostedText(text, form, sent.get("viec") == "kiem-tra")


def _refuse_other_files() -> None:
    """A file is read where drafts are checked, and in one field; elsewhere its text would be
    missing without a word."""
    is_draft = request.path.startswith(addresses.DRAFT)
    if all(is_draft and name == DRAFT_FILE for name in request.files):
        return
    if is_draft:
        raise RefusedRequest(400, because("Tệp phải gửi ở trường {name}.", name=DRAFT_FILE))
    told = because(
        "Địa chỉ này nhận chữ, không nhận tệp; tệp dự thảo thì gửi đến {address}, trường {name}.",
        address=addresses.DRAFT, name=DRAFT_FILE,
    )  # fmt: skip
    raise RefusedRequest(415, told)


def _of_json(body: bytes, several: bool) -> PostedText | list[PostedText]:
    try:
        sent = json.loads(body.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        told = because(
            "JSON sai ở dòng {line}, cột {column}.", line=error.lineno, column=error.colno
        )
        raise RefusedRequest(400, told) from None
    except RecursionError:
        raise RefusedRequest(400, because("JSON lồng nhau quá sâu.")) from None
    except UnicodeDecodeError as error:
        told = because("JSON không phải UTF-8 ở byte {place}.", place=error.start)
        raise RefusedRequest(400, told) from None
    except ValueError:  # thousands of figures
        raise RefusedRequest(400, because("JSON có một số quá dài.")) from None
    if not isinstance(sent, list):
        return _text(sent, "$")
    if not several:
        raise RefusedRequest(
            400, because("Danh sách nhiều văn bản chỉ gửi được đến /tra-cuu.json.")
        )
    if len(sent) > MAX_TEXTS:
        raise RefusedRequest(413, because("Danh sách có quá {n} văn bản.", n=MAX_TEXTS))
    texts = [_text(one, f"$[{at}]") for at, one in enumerate(sent)]
    if sum(len(one.text) for one in texts) > MAX_TEXT:
        raise RefusedRequest(413, because("Danh sách có quá {n} ký tự.", n=MAX_TEXT))
    return texts


def _text(sent: object, place: str) -> PostedText:
    """One object as a text; ``place`` is where it stands, as a JSON path."""
    if not isinstance(sent, dict):
        told = because("{place} phải là một đối tượng JSON có trường text.", place=place)
        raise RefusedRequest(400, told)
    for name in sent:
        if name not in TEXT_FIELDS:
            raise RefusedRequest(400, _unknown_field(name, place))
    if "text" not in sent:
        raise RefusedRequest(400, because("{place} không có trường text.", place=place))
    text, date, unit, province, task = _fields(sent, place)
    task = task or request.args.get("viec", "")
    form = ContextForm(date, unit, province)
    if form_context(form).misread:
        told = because("{place}.issued không phải một ngày như 2023-08-09.", place=place)
        raise RefusedRequest(400, told)
    if task not in _TASKS:
        raise RefusedRequest(400, because("{place}.viec phải là tra hoặc kiem-tra.", place=place))
    return PostedText(text, form, _TASKS[task])


def _unknown_field(name: str, place: str) -> Reason:
    """What is told of a field that is none: the one that is probably meant, else all."""
    told = f"{place}.{_SURROGATE.sub(_REPLACEMENT, name[:_LONGEST_NAME])}"
    near = nearest_field(name)
    if near:
        return because("{field} không phải là trường; có lẽ là {near}.", field=told, near=near)
    fields = ", ".join(TEXT_FIELDS)
    return because("{field} không phải là trường; các trường: {fields}.", field=told, fields=fields)


def _fields(sent: dict[str, object], place: str) -> Iterator[str]:
    """The fields in their order, empty where they are left out or null."""
    for name in TEXT_FIELDS:
        value = sent.get(name)
        if value is None and name != "text":
            value = ""
        if not isinstance(value, str):
            told = because("{place} phải là một chuỗi chữ.", place=f"{place}.{name}")
            raise RefusedRequest(400, told)
        yield _SURROGATE.sub(_REPLACEMENT, value)
