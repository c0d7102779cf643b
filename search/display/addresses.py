"""The addresses (địa chỉ) of the site: one function for each kind of page.

They are permanent: a notice keeps its address between builds, a directive and a place have
their keys.  Pages, feeds and JSON take them from here, so that they never differ.  What is asked
for stands in them with its letters as they are, short and to be read, as links of a page may have
it; :func:`percent_encoded` is for programs and for paper.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from indexer.memory import remembered
from indexer.text import slug
from search.query import CITES, FACETS, Query, year_ranges

DEFAULT_PER_PAGE = 20
UNIT_ROLE = "unit_role"
"""The parameter that says why notices stand under a place."""

AVAILABILITY = "kho"
"""The parameter of the list of directives that says how much has to be there of each."""

LIST, NUMBER = "tu_trang", "tu"
"""The parameters that say from which page's list a notice was opened, and where it stands in it."""

SEARCH = "/tim"
API = "/api"
DRAFT = "/du-thao"
"""What programs may ask, for the people who write them."""

MAX_RESULT_ADDRESS = 250
"""Letters of the address of a result; a list has a hundred of them at most."""


def notice(
    notice_id: str,
    *,
    query: str = "",
    cites: Sequence[str] = (),
    at: int | None = None,
) -> str:
    """A notice's page; ``query`` and ``cites`` keep its highlights, ``at`` leads to the citation
    there.

    >>> notice("thong-bao-55-6db5f2", at=1200)
    '/thong-bao/thong-bao-55-6db5f2#vd-1200'
    """
    parameters = [("q", query), *((CITES.name, key) for key in cites)]
    address = with_parameters(f"/thong-bao/{quote(notice_id)}", parameters)
    return address + (f"#vd-{at}" if at is not None else "")


def result(notice_id: str, listed: str, number: int) -> str:
    """The page of a notice that stands at ``number``, from 1, in the list at an address.

    What the list asks for goes along, and its page where that is none of a search, so that the
    notice's page has its highlights, the way back to the list and the next result; what is too
    long to stand in every link of a list leaves only its words.

    >>> result("thong-bao-55-6db5f2", "/tim?q=nông+thôn&year=2022&page=2", 3)
    '/thong-bao/thong-bao-55-6db5f2?q=nông+thôn&year=2022&tu=3'
    >>> result("thong-bao-55-6db5f2", "/dia-ban/lam-dong?gom=1", 3)
    '/thong-bao/thong-bao-55-6db5f2?gom=1&tu_trang=dia-ban%2Flam-dong&tu=3'
    """
    path, _, asked = listed.partition("?")
    given = [(one.partition("=")[0], one) for one in asked.split("&") if one]
    kept = [one for name, one in given if name not in ("page", "explain")]
    of_page = unquote(path.strip("/")) if path != SEARCH else ""
    kept.append(with_parameters("", [(LIST, of_page), (NUMBER, str(number))])[1:])
    address = f"/thong-bao/{quote(notice_id)}?{'&'.join(kept)}"
    if len(address) > MAX_RESULT_ADDRESS:
        words = "&".join(one for name, one in given if name in ("q", CITES.name))
        return f"{notice(notice_id)}?{words}" if words else notice(notice_id)
    return address


def original(notice_id: str) -> str:
    """The download of a notice's original file."""
    return f"/thong-bao/{quote(notice_id)}/goc"


def directive(key: str, *, units_of_today: bool = False) -> str:
    """A directive's page, or the chooser of a key without a term; or by the units of today."""
    return f"/van-ban/{quote(key)}{'?luc=nay' if units_of_today else ''}"


def place(key: str) -> str:
    """A place's page; a bare name leads to the page of all places of that name."""
    return f"/dia-ban/{quote(key)}"


def place_with_predecessors(key: str) -> str:
    """The page of a unit of today, with the notices of the units that it came from."""
    return f"{place(key)}?gom=1"


def place_before_reform(key: str) -> str:
    """The page of a place with its own notices alone, and what lay in it before 1 July 2025."""
    return f"{place(key)}?luc=truoc"


def place_name(name: str) -> str:
    """The page that tells the places of one name apart.

    >>> place_name("Bảo Lâm")
    '/dia-ban/bao-lam'
    """
    return place(slug(name))


def lookup(text: str) -> str:
    """The look-up of a citation."""
    return with_parameters("/tra-cuu", [("q", text)])


def search(text: str = "", **filters: str) -> str:
    """The search page for some words and one value for each facet.

    >>> search("nông thôn", year="2023")
    '/tim?q=nông+thôn&year=2023'
    """
    return with_parameters(SEARCH, [("q", text), *filters.items()])


def results(query: Query) -> str:
    """The result page that answers a query."""
    return list_address(SEARCH, query)


def list_address(
    path: str,
    query: Query,
    *,
    default_sort: str = "relevance",
    fixed: Sequence[str] = (),
    more: Iterable[tuple[str, str]] = (),
) -> str:
    """The address of a list that answers ``query``; what is as usual is left out of it.

    ``fixed`` names the facets that the path itself already filters; ``more`` are parameters that
    only this list has.
    """
    parameters = [("q", query.text)]
    parameters += [(name, value) for name, value in filter_parameters(query) if name not in fixed]
    parameters += [
        ("sort", query.sort if query.sort != default_sort else ""),
        ("per_page", str(query.per_page) if query.per_page != DEFAULT_PER_PAGE else ""),
        ("explain", "1" if query.explain else ""),
        ("luc", "nay" if query.units_of_today else ""),
        ("dau", "bo" if query.ignore_marks else ""),
        ("page", str(query.page) if query.page > 1 else ""),
        *more,
    ]
    return with_parameters(path, parameters)


def form_fields(address: str) -> Iterator[tuple[str, str]]:
    """The parameters of a list's address as fields of a form, without its page.

    >>> list(form_fields("/tim?q=r%E1%BB%ABng&year=2022&page=2"))
    [('q', 'rừng'), ('year', '2022')]
    """
    for name, value in parse_qsl(address.partition("?")[2]):
        if name != "page":
            yield name, value


def filter_parameters(query: Query) -> Iterator[tuple[str, str]]:
    """The filters of a query as parameters of an address or fields of a form; some are empty."""
    for name, values in query.filters.items():
        for value in _years(values) if FACETS[name].is_time else values:
            yield name, value
    yield UNIT_ROLE, query.unit_role
    yield "tu_ngay", query.since
    yield "den_ngay", query.until


def _years(values: Sequence[str]) -> Iterator[str]:
    """Chosen years as they stand in an address: three and more in a row as a range.

    >>> list(_years(["2020", "2021", "2022", "2025"]))
    ['2020..2022', '2025']
    """
    for run in year_ranges(values):
        yield from run if len(run) < 3 else [f"{run[0]}..{run[-1]}"]


def with_parameters(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """A path with those parameters that have a value."""
    query_string = "&".join([_parameter(name, value) for name, value in parameters if value])
    return f"{path}?{query_string}" if query_string else path


_NO_LETTERS = re.compile(r"(?:[\W\d_]|[\x00-\x7f])+")
"""All but the letters beyond ASCII."""


@remembered(4096)  # a page of results has hundreds of addresses, alike but for a value
def _parameter(name: str, value: str) -> str:
    return "=".join(_NO_LETTERS.sub(_percent_encode, one) for one in (name, value))


def _percent_encode(found: re.Match[str]) -> str:
    return quote_plus(found[0])


def relative(address: str, path: str) -> str:
    """An address as a link on the page at ``path`` may have it: its parameters alone.

    >>> relative("/tim?q=đảng+a%26b", "/tim"), relative("/tim", "/tim")
    ('?q=đảng+a%26b', '/tim')
    """
    return address[len(path) :] if address.startswith(f"{path}?") else address


def percent_encoded(address: str) -> str:
    """An address with its letters encoded: for JSON, for headers, and for paper.

    >>> percent_encoded("/tim?q=đảng+a%26b")
    '/tim?q=%C4%91%E1%BA%A3ng+a%26b'
    """
    return quote(address, safe=string.punctuation)


def in_form(address: str, form: str) -> str:
    """The same page as ``json``, ``csv`` or ``atom``.

    >>> in_form("/tim?q=a", "csv"), in_form("/", "json")
    ('/tim.csv?q=a', '/index.json')
    """
    path, mark, parameters = address.partition("?")
    return f"{'/index' if path == '/' else path}.{form}{mark}{parameters}"


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with one facet value added, or taken away where it was chosen; page one."""
    chosen = query.filters.get(facet, ())
    kept = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
    return replace(query, filters=_with_facet(query.filters, facet, kept), page=1)


def _with_facet(
    filters: Mapping[str, tuple[str, ...]], facet: str, values: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    changed = {**filters, facet: values}
    if not values:  # what means nothing without it goes with it
        changed = {name: kept for name, kept in changed.items() if FACETS[name].needs != facet}
    return {name: kept for name, kept in changed.items() if kept}
