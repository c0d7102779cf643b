"""The pages of directives and places, and those of the site itself, as data."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType, field

from indexer.language import reason_text
from indexer.model import Level
from search.areas import ListedPlace, PlaceTreeNode
from search.display import ABOUT, ISSUED, addresses
from search.engine import Hit, Summary
from search.forms.answers import from_attributes
from search.forms.directive_answers import CitedDirective, LabelledKey
from search.forms.hit_answers import Facets, NoticeHit, facets_in_words, notice_hit
from search.forms.problems import problem_address
from search.pages.home import HomePage
from search.pages.place import (
    DisambiguationPage,
    MostCited,
    PlacePage,
    PlaceSuccession,
    PlaceTree,
)
from search.query import UNIT


class Home(Struct, frozen=True):
    """The corpus at a glance."""

    summary: Summary
    newest: tuple[NoticeHit, ...]


class QueryExample(Struct, frozen=True):
    """A query that finds something among the sample notices, and what it asks for."""

    query: str
    url: str
    finds: str


class Address(Struct, frozen=True):
    """A page of the site: its address, parameters and forms."""

    path: str
    summary: str
    parameters: tuple[str, ...]
    forms: tuple[str, ...]
    example: str | None


class About(Struct, frozen=True):
    """How the site is asked, and its addresses."""

    summary: Summary
    queries: tuple[QueryExample, ...]
    addresses: tuple[Address, ...]


class CountedPlace(LabelledKey, frozen=True):
    """A place with the number of notices of it and what lies in it."""

    count: int


class PlaceNode(CountedPlace, frozen=True):
    """A place in the tree; ``standing`` is false for one that is not of the time shown."""

    standing: bool
    children: tuple[PlaceNode, ...]


class Places(Struct, frozen=True):
    """The tree of places, before 1 July 2025 (``truoc``) or of today (``nay``).

    ``central`` counts the notices of central bodies, or about the whole country.
    """

    at: str
    provinces: tuple[PlaceNode, ...]
    without_notices: tuple[CountedPlace, ...]
    central: int
    unknown: int


class NamedPlace(CountedPlace, frozen=True):
    """One of the places of a name, and what it is today."""

    today: tuple[CountedPlace, ...]


class PlaceNames(Struct, frozen=True):
    """The places that share a name."""

    name: str
    places: tuple[NamedPlace, ...]


class PlaceVersion(Struct, frozen=True):
    """A place from one day to the last; null where records only begin, and while it stands."""

    name: str
    began: str | None = field(name="from")
    ended: str | None = field(name="to")
    resolution: str | None


class PlaceChange(LabelledKey, frozen=True):
    """What a place was made of or became, and by which resolution."""

    date: str
    resolution: str | None
    in_part: bool
    sources_disagree: bool


class PlaceHit(NoticeHit, frozen=True, kw_only=True):
    """A notice of a place, and why it stands under it.

    ``roles``: it is ``about`` the place, or ``issued`` by its bodies; each with its reason.
    """

    roles: tuple[str, ...]
    unit_reason: str | None
    issuer_reason: str | None


class PlaceDetail(CountedPlace, frozen=True):
    """One place with its notices; ``gathered`` are the units whose notices count with its own.

    ``about`` and ``issued`` count what is about it, and what its bodies issued: some is both.
    """

    name: str
    kind: str
    level: Level
    code: str
    above: tuple[str, ...]
    versions: tuple[PlaceVersion, ...]
    today: tuple[CountedPlace, ...]
    children: tuple[CountedPlace, ...]
    namesakes: tuple[CountedPlace, ...]
    gathered: tuple[str, ...]
    made_of: tuple[PlaceChange, ...]
    became: tuple[PlaceChange, ...]
    cited: tuple[CitedDirective, ...]
    total: int
    about: int
    issued: int
    page: int
    pages: int
    hits: tuple[PlaceHit, ...]
    facets: Facets


class Problem(Struct, frozen=True):
    """What went wrong (RFC 9457), and the places that may have been meant.

    ``type`` is where the page about the API tells of it, ``title`` what it is, always in the same
    words (``error`` has them too, as before), ``detail`` what is wrong with this request or what to
    do, and ``instance`` the address asked.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    error: str
    nearest: tuple[CountedPlace, ...] | UnsetType = UNSET


def home(page: HomePage) -> Home:
    """The home page."""
    return Home(page.summary, tuple(notice_hit(one) for one in page.newest))


def problem(
    status: int, title: str, detail: str, instance: str, places: Sequence[ListedPlace] = ()
) -> Problem:
    """What went wrong, for a program."""
    kind, nearest = problem_address(status), _places(places) or UNSET
    return Problem(kind, title, status, detail, instance, title, nearest)


def places(tree: PlaceTree) -> Places:
    """The tree of places."""
    at = "truoc" if tree.before else "nay"
    provinces = tuple(map(_node, tree.provinces))
    return Places(at, provinces, _places(tree.empty), tree.central, tree.unknown)


def _node(node: PlaceTreeNode) -> PlaceNode:
    children = tuple(map(_node, node.children))
    return PlaceNode(node.key, node.address, node.label, node.count, node.standing, children)


def names(page: DisambiguationPage) -> PlaceNames:
    """The places of one name."""
    return PlaceNames(
        page.name,
        tuple(
            from_attributes(NamedPlace, _place(one), today=_places(today))
            for one, today in page.places
        ),
    )


def _places(ones: Sequence[ListedPlace]) -> tuple[CountedPlace, ...]:
    return tuple(map(_place, ones))


def _place(one: ListedPlace) -> CountedPlace:
    return CountedPlace(one.key, one.address, one.label, one.count)


def place(page: PlacePage, language: str = "vi") -> PlaceDetail:
    """A place's page."""
    found = page.results
    return from_attributes(
        PlaceDetail,
        page.place,
        url=addresses.percent_encoded(page.here),
        label=page.label,
        count=found.total,
        above=tuple(key for key, _ in page.above),
        versions=tuple(
            PlaceVersion(
                one.name,
                one.began.isoformat() if one.began else None,
                one.ended.isoformat() if one.ended else None,
                one.resolution or None,
            )
            for one in page.versions
        ),
        today=_places(page.today),
        children=_places(page.children),
        namesakes=_places(page.namesakes),
        gathered=page.relatives if page.with_relatives else (),
        made_of=tuple(map(_place_change, page.made_of)),
        became=tuple(map(_place_change, page.became)),
        cited=tuple(map(_most_cited, page.most_cited)),
        total=found.total,
        **{one.role: one.count for one in page.roles if one.role},
        page=found.page,
        pages=found.pages,
        hits=tuple(_place_hit(one, page, language) for one in found.hits),
        facets=facets_in_words(found.facets, language, without=UNIT.name),
    )


def _place_hit(one: Hit, page: PlacePage, language: str) -> PlaceHit:
    reasons = page.reasons.get(one.card.id, {})
    said = {role: reason_text(reason, language) for role, reason in reasons.items()}
    return from_attributes(
        PlaceHit,
        notice_hit(one, language),
        roles=tuple(reasons),
        unit_reason=said.get(ABOUT),
        issuer_reason=said.get(ISSUED),
    )


def _place_change(one: PlaceSuccession) -> PlaceChange:
    return from_attributes(
        PlaceChange,
        one,
        url=addresses.place(one.key),
        date=one.step.date.isoformat(),
        resolution=one.step.resolution or None,
        sources_disagree=one.step.check,
    )


def _most_cited(one: MostCited) -> CitedDirective:
    return CitedDirective(one.key, addresses.directive(one.key), one.label, one.count)
