"""The facets (bộ lọc), each declared once: names, heading, sentence, order, and how it is typed.

One more facet is one more declaration in :data:`FACETS`, over a field of
:class:`indexer.index.entry.IndexEntry` that holds values, with its test and its lines in the
catalogue.  What depends on what kind of facet it is asks the declaration; what is about one of
them (the citing notices, the unit) names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.citations import (
    parse_citation,
    subdivision_name,
    subdivision_order,
    subdivision_typed,
)
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
from indexer.model import UNKNOWN, Level, because
from indexer.numerals import read_number
from indexer.places import place_typed
from indexer.text import slug
from search.query.facet import MAX_FILTER_VALUES, Facet
from search.query.facet_values import (
    CITATION_ROLES,
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

FIRST_YEAR, LAST_YEAR = 1930, 2049
"""The years that a range can reach: from the Party's founding on."""


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
    cited_as="cites_as",
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
    cited_as="infers_as",
)
MAY_CITE = Facet(
    name="may_cite",
    heading=because("Có thể viện dẫn"),
    sentence=because("có thể viện dẫn {values}", values=""),
    description="Key or written form of a directive that an open citation may mean.",
    parse=_directive_keys,
    label=key_label,
    part_of="cites",
    cited_as="may_cite_as",
)
CITE_ROLE = Facet(
    name="cite_role",
    heading=because("Viện dẫn để làm gì"),
    sentence=because("viện dẫn để làm gì: {values}", values=""),
    description=(
        "What a notice cites a directive for: can-cu, thuc-hien, theo-quy-dinh-tai, thay-the, "
        "sua-doi-bo-sung, bai-bo, huong-dan-thi-hanh, so-ket-tong-ket, trai-voi, nhac-den; with "
        "`cites`, that directive."
    ),
    typed=("vai_tro", "cite_role"),
    parse=one_of(CITATION_ROLES),
    names=CITATION_ROLES,
)
ARTICLE = Facet(
    name="dieu",
    heading=because("Điều, mục được dẫn"),
    sentence=because("dẫn {values} của văn bản ấy", values=""),
    description=(
        "Article, section, chapter or appendix of the directive of `cites` that is pointed to: 7, "
        "7a, dieu-7, muc-ii-3, chuong-iii, phu-luc-2; only with `cites`."
    ),
    parse=lambda value, _: [code] if (code := subdivision_typed(value)) else [],
    most=20,
    label=lambda code, _: subdivision_name(code),
    needs="cites",
    order=subdivision_order,
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
        *(CITE_ROLE, ARTICLE),
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
