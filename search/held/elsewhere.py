"""Where the text of a directive may be read that the index does not hold: links, and no requests.

``VIENDAN_FULL_TEXT_SEARCH`` holds the addresses of searches elsewhere, separated by blanks, each
with ``{query}`` where the number of the directive is to stand; by default there is none.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlsplit

from indexer.model import Directive, Reason, because
from indexer.paths import REGISTRY
from indexer.problems import IndexProblem

VARIABLE = "VIENDAN_FULL_TEXT_SEARCH"

PLACEHOLDER = "{query}"

_MOST_TEMPLATES, _LONGEST = 5, 300
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class TextElsewhere:
    """A page elsewhere that may have the text of a directive, and the name of its host.

    ``is_search`` where it is a search for the number, and no source of the registry.
    """

    host: str
    url: str
    is_search: bool = False


def sources_of(row: Directive) -> tuple[TextElsewhere, ...]:
    """The pages among the sources of a row, those of the Party and the State first."""
    pages = [one for one in row.sources if one.startswith(("https://", "http://"))]
    found = [TextElsewhere(urlsplit(one).hostname or "", one) for one in pages]
    return tuple(
        sorted((one for one in found if one.host), key=lambda one: not is_official(one.host))
    )


def searches_for(written: str, templates: Sequence[str]) -> Iterator[TextElsewhere]:
    """The searches elsewhere for what is written, by templates that :func:`checked` let pass.

    >>> [one.url for one in searches_for("22-QĐ/TW", ["https://vi.example/tim?q={query}"])]
    ['https://vi.example/tim?q=22-Q%C4%90%2FTW']
    """
    for template in templates:
        url = template.replace(PLACEHOLDER, quote(written, safe=""))
        yield TextElsewhere(urlsplit(template).hostname or "", url, is_search=True)


def is_official(host: str) -> bool:
    """Whether a host is of the Party or the State.

    >>> is_official("thads.moj.gov.vn"), is_official("mygov.vn")
    (True, False)
    """
    return any(host == one or host.endswith(f".{one}") for one in _official_hosts())


def templates_of_environment() -> tuple[str, ...]:
    """The templates that the environment names; raises :class:`IndexProblem` for a wrong one."""
    templates = tuple(os.environ.get(VARIABLE, "").split())
    for problem in checked(templates):
        raise IndexProblem(problem)
    return templates


def checked(templates: Sequence[str]) -> Iterator[Reason]:
    """What is wrong with templates: each is an https address with one place for the number.

    >>> [str(one) for one in checked(["https://vi.example/?q={query}"])]
    []
    """
    if len(templates) > _MOST_TEMPLATES:
        yield because("{variable}: có nhiều hơn {n} địa chỉ", variable=VARIABLE, n=_MOST_TEMPLATES)
    for one in templates:
        if not _is_template(one):
            yield because(
                "{variable}: {address} phải là địa chỉ https có đúng một chỗ {placeholder} "
                "sau tên máy chủ",
                variable=VARIABLE,
                address=one[:_LONGEST],
                placeholder=PLACEHOLDER,
            )


def _is_template(text: str) -> bool:
    """Whether a text is such an address, whose host is a name and nobody's choice."""
    if len(text) > _LONGEST or not text.isascii() or text.count(PLACEHOLDER) != 1:
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    rest = text.replace(PLACEHOLDER, "")
    return (
        parts.scheme == "https"
        and port is None
        and parts.netloc == host
        and _HOST.fullmatch(host) is not None
        and not set(rest) & set("{}<>\"'\\ ")
    )


@cache
def _official_hosts() -> tuple[str, ...]:
    found = tomllib.loads((REGISTRY / "official_hosts.toml").read_text("utf-8"))
    return tuple(found["hosts"])
