"""The facets (bộ lọc), each declared once: names, heading, sentence, order, and how it is typed.

One more facet is one more declaration in :data:`FACETS`, over a field of
:class:`indexer.index.entry.IndexEntry` that holds values, with its test and its lines in the
catalogue.  What depends on what kind of facet it is asks the declaration; what is about one of
them (the citing notices, the unit) names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from indexer.citations import parse_citation
from indexer.directives import (
    CitingContext,
    DirectiveKey,
    Knowledge,
    key_label,
    possible_keys,
    resolve,
)
from indexer.gazetteer import CENTRE
from indexer.knowledge import type_named
from indexer.model import UNKNOWN, Level, Reason, because
from indexer.numerals import read_number
from indexer.places import place_typed
from indexer.text import slug
from search.query.facet_values import (
    PRECISIONS,
    SECRECY_LEVELS,
    committee_term_label,
    committee_term_values,
    issuer_label,
    issuer_values,
    one_of,
    organ_values,
    term_label,
    term_values,
    type_label,
)

MAX_FILTER_VALUES = 50
"""Values of a facet that one query may ask for."""

FIRST_YEAR, LAST_YEAR = 1930, 2049
"""The years that a range can reach: from the Party's founding on."""

ParseValue = Callable[[str, Knowledge], list[str]]
LabelValue = Callable[[str, Knowledge], str]


def _as_typed(value: str, _knowledge: Knowledge) -> list[str]:
    return [value]


def _value_itself(value: str, _knowledge: Knowledge) -> str:
    return value


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A facet of the notices.

    ``name`` is that of the field in the index, in addresses and in JSON; ``typed`` are the names
    under which a person may type it, the first of which is told.  ``heading`` stands above its
    values, ``sentence`` says that a list is filtered by ``{values}``, and ``description`` tells
    the API of its parameter.

    ``parse`` gives the values that a typed text means, none where it means nothing; ``most`` bounds
    how many a query may ask for.  ``label`` is what a value is called, unless it ``is_written``:
    then the notices write it out, a value is the slug of that, and ``label`` is for one that none
    of them has.  A facet of a few fixed values says them by ``names``.

    ``possible`` and ``inferred`` name the facets that tell apart, of the same values, those that a
    notice may have and those that it has by inference.  What may have a value is found by it too.
    ``roles`` name those that tell apart why a notice has a value, each under its role in
    addresses, ``finer`` one whose values say more: a filter finds these, too.  All such facets are
    ``part_of`` this one and have no list of their own.  ``below`` names the facet whose chosen
    value this one divides further.

    ``is_time``: the values are years, which stand in their order and are told in ranges.
    ``is_tree``: they are places, each below the one that it lies in.  ``is_joint``: typed side by
    side they are wanted together, since one notice has several.  ``is_main``: its values are
    seen at once, those of the others when they are unfolded.
    """

    name: str
    heading: Reason
    sentence: Reason
    description: str
    typed: tuple[str, ...] = ()
    parse: ParseValue = _as_typed
    most: int = MAX_FILTER_VALUES
    label: LabelValue = _value_itself
    names: Mapping[str, Reason] = field(default_factory=dict)
    finer: str = ""
    below: str = ""
    possible: str = ""
    inferred: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    part_of: str = ""
    is_written: bool = False
    is_time: bool = False
    is_tree: bool = False
    is_joint: bool = False
    is_main: bool = False

    @property
    def has_vietnamese_labels(self) -> bool:
        """Whether its labels are names, which are Vietnamese in every language."""
        return self.is_written or not (self.names or self.is_time)

    @property
    def parts(self) -> tuple[str, ...]:
        """The facets that tell its values apart."""
        return tuple(filter(None, (self.possible, self.inferred, self.finer, *self.roles.values())))

    def in_role(self, role: str) -> str:
        """The field that is asked: its own, or that of a role."""
        return self.roles.get(role, self.name)


def _types(value: str, knowledge: Knowledge) -> list[str]:
    """A type by any of its names: ``loai:TB``."""
    kind = type_named(value)
    return _slug(kind.name if kind else value, knowledge)


def _slug(value: str, _knowledge: Knowledge) -> list[str]:
    return [one] if (one := slug(value)) else []


_YEARS = re.compile(r"([0-9]{4})?\s*(?:\.\.|-|–)\s*([0-9]{4})?")


def years(value: str) -> Iterator[str]:
    """One year, or every year of a range, which may be open at one end.

    >>> list(years("2022..2020")), len(list(years("1945..2025"))), list(years("..1931"))
    (['2020', '2021', '2022'], 81, ['1930', '1931'])
    """
    if re.fullmatch("[0-9]{4}", value):
        yield value
    found = _YEARS.fullmatch(value)
    if found is None or not (found[1] or found[2]):
        return
    first, last = (
        bound if written is None else read_number(written) or 0
        for written, bound in ((found[1], FIRST_YEAR), (found[2], LAST_YEAR))
    )
    ends = sorted((first, last))
    yield from map(str, range(max(ends[0], FIRST_YEAR), min(ends[1], LAST_YEAR) + 1))


def _directive_keys(value: str, knowledge: Knowledge) -> list[str]:
    """A key as it is, a law's by name as that by number; a written form through the registry."""
    if value == UNKNOWN:
        return [value]
    if DirectiveKey.is_key(value):
        return [knowledge.registry.editions.numbered_key(value) or value]
    value = value[:200]
    found = resolve(parse_citation(value), value, CitingContext(asked=True), knowledge.registry)
    return [key for one in found for key in (one.key, *possible_keys(one)) if key]


def _place_keys(value: str, knowledge: Knowledge) -> list[str]:
    """A place key as it is; what a person types of a place: all that it may mean."""
    places = knowledge.gazetteer
    if slug(value) == CENTRE:
        return [CENTRE]
    return [value] if value in places else [one.key for one in place_typed(value, places)]


def _place_label(key: str, knowledge: Knowledge) -> str:
    """A province is known by its name alone: Đồng Nai was a tỉnh and is a thành phố."""
    places = knowledge.gazetteer
    place = places.place(key)
    return place.name if place and not place.parent else places.label(key)


LEVELS = {
    Level.CENTRAL: because("trung ương"),
    Level.PROVINCE: because("cấp tỉnh"),
    Level.DISTRICT: because("cấp huyện"),
    Level.COMMUNE: because("cấp xã"),
    Level.CELL: because("chi bộ"),
}

TYPE = Facet(
    name="type",
    heading=because("Loại văn bản"),
    sentence=because("loại {values}", values=""),
    description="Document type, by facet value.",
    typed=("loai", "type"),
    parse=_types,
    label=type_label,
    is_written=True,
)
ISSUER = Facet(
    name="issuer",
    heading=because("Cơ quan ban hành"),
    sentence=because("do {values} ban hành", values=""),
    description="Issuing committee or other body, by name or facet value; or an organ of it.",
    typed=("cap_uy", "committee"),
    parse=issuer_values,
    label=issuer_label,
    most=4 * MAX_FILTER_VALUES,
    finer="speaker",
    is_written=True,
    is_main=True,
)
# The facet ``issuer`` of older addresses, which are permanent.
SPEAKER = Facet(
    name="speaker",
    heading=because("Tên đầy đủ của cơ quan"),
    sentence=because("do {values} ban hành", values=""),
    description="Issuer as the paper names it, the organ with its committee, by facet value.",
    parse=_slug,
    part_of="issuer",
    is_written=True,
)
ORGAN = Facet(
    name="organ",
    heading=because("Cơ quan đứng tên"),
    sentence=because("đứng tên: {values}", values=""),
    description="Organ of the committee that speaks, by name; `itself` where none is named.",
    typed=("dung_ten", "organ"),
    parse=organ_values,
    names={"itself": because("chỉ ghi tên cấp ủy, cơ quan")},
    below="issuer",
    is_written=True,
)
LEVEL = Facet(
    name="level",
    heading=because("Cấp ban hành"),
    sentence=because("có cấp ban hành: {values}", values=""),
    description="Level of the issuer: central, province, district, commune, cell.",
    names={level.value: name for level, name in LEVELS.items()},
)
PROVINCE = Facet(
    name="province",
    heading=because("Tỉnh, thành phố"),
    sentence=because("về địa bàn {values}", values=""),
    description="Place key of the issuer's province.",
    label=_place_label,
)
YEAR = Facet(
    name="year",
    heading=because("Năm"),
    sentence=because("năm {values}", values=""),
    description="Year; `_` for notices without one.",
    typed=("nam", "year"),
    parse=lambda value, _: list(years(value)),
    most=LAST_YEAR - FIRST_YEAR + 1,
    is_time=True,
    is_main=True,
)
UNIT = Facet(
    name="unit",
    heading=because("Địa bàn"),
    sentence=because("của {values} hoặc nói về {values}", values=""),
    description=(
        "Place key of what a notice is about, or of its issuer; includes what lies below it. "
        "`trung-uong` for central bodies."
    ),
    typed=("dia_ban", "unit"),
    parse=_place_keys,
    label=_place_label,
    roles={"about": "unit_about", "issued": "unit_issued"},
    is_tree=True,
    is_main=True,
)
UNIT_ABOUT = Facet(
    name="unit_about",
    heading=because("Nói về"),
    sentence=because("nói về {values}", values=""),
    description="Place key of what a notice is about; includes what lies below it.",
    parse=_place_keys,
    label=_place_label,
    part_of="unit",
)
UNIT_ISSUED = Facet(
    name="unit_issued",
    heading=because("Do cơ quan ở đây ban hành"),
    sentence=because("do cơ quan ở {values} ban hành", values=""),
    description="Place key of the issuer; includes what lies below it.",
    parse=_place_keys,
    label=_place_label,
    part_of="unit",
)
CITES = Facet(
    name="cites",
    heading=because("Văn bản được viện dẫn"),
    sentence=because("viện dẫn {values}", values=""),
    description="Key or written form of a cited directive; finds what may cite it, too.",
    typed=("vien_dan", "cites"),
    parse=_directive_keys,
    label=key_label,
    possible="may_cite",
    inferred="infers",
    is_joint=True,
    is_main=True,
)
INFERS = Facet(
    name="infers",
    heading=because("Viện dẫn theo suy luận"),
    sentence=because("viện dẫn {values} theo suy luận", values=""),
    description="Key or written form of a directive that is cited by inference.",
    parse=_directive_keys,
    label=key_label,
    part_of="cites",
)
MAY_CITE = Facet(
    name="may_cite",
    heading=because("Có thể viện dẫn"),
    sentence=because("có thể viện dẫn {values}", values=""),
    description="Key or written form of a directive that an open citation may mean.",
    parse=_directive_keys,
    label=key_label,
    part_of="cites",
)
TERM = Facet(
    name="term",
    heading=because("Khóa của văn bản được viện dẫn"),
    sentence=because("viện dẫn văn bản {values}", values=""),
    description="Central term (khóa) of a cited directive: XII.",
    typed=("khoa", "term"),
    parse=term_values,
    label=term_label,
)
COMMITTEE_TERM = Facet(
    name="committee_term",
    heading=because("Nhiệm kỳ của cấp ủy ban hành"),
    sentence=because("của cấp ủy nhiệm kỳ {values}", values=""),
    description="Term of office of the issuing committee, by its first year; `_` near a congress.",
    typed=("nhiem_ky", "committee_term"),
    parse=committee_term_values,
    label=committee_term_label,
)
DATE_PRECISION = Facet(
    name="date_precision",
    heading=because("Ngày ban hành"),
    sentence=because("có ngày ban hành: {values}", values=""),
    description="What a notice states of its date: day, month, year; inferred, none.",
    typed=("ngay_ghi", "date_precision"),
    parse=one_of(PRECISIONS, ngay="day", thang="month", nam="year", khong="none"),
    names=PRECISIONS,
)
SECRECY = Facet(
    name="secrecy",
    heading=because("Độ mật"),
    sentence=because("có độ mật: {values}", values=""),
    description="Level of secrecy: mat, toi-mat, tuyet-mat, none.",
    typed=("do_mat", "secrecy"),
    parse=one_of(SECRECY_LEVELS, khong="none"),
    names=SECRECY_LEVELS,
)
# More than its name says: all that an archivist looks for, so also a field that was only inferred
# and a sample.  The name stands in addresses, which are permanent.
LACKS = Facet(
    name="lacks",
    heading=because("Tình trạng dữ liệu"),
    sentence=because("có dữ liệu: {values}", values=""),
    description=(
        "No number `so`, no date `ngay`, inferred `suy-luan`, sample `mau`, "
        "not understood in part `chua-hieu`."
    ),
    names={
        "so": because("thiếu số"),
        "ngay": because("thiếu ngày"),
        "suy-luan": because("có điều suy luận"),
        "mau": because("văn bản mẫu"),
        "chua-hieu": because("chưa hiểu hết"),
    },
)

FACETS = {
    one.name: one
    for one in (
        *(YEAR, UNIT, UNIT_ABOUT, UNIT_ISSUED, ISSUER, SPEAKER, ORGAN, CITES, INFERS, MAY_CITE),
        *(TYPE, LEVEL, PROVINCE),
        *(TERM, COMMITTEE_TERM, DATE_PRECISION, SECRECY, LACKS),
    )
}
"""All of them by name, in the order in which pages and answers have them."""


def facet_value(name: str, label: str) -> str:
    """The value in addresses and filters of what the index holds for a field.

    >>> facet_value("issuer", "Huyện ủy Bảo Lâm"), facet_value("year", "2022")
    ('huyen-uy-bao-lam', '2022')
    """
    facet = FACETS.get(name)
    return slug(label) if facet and facet.is_written and label != UNKNOWN else label
