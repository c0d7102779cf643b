"""The parameters of addresses and the fields of posted texts as data, and which values they have.

``/openapi.json`` and the page about the API tell what stands here; the filters are declared in
:mod:`search.query.facets`.  A value that none of them can mean is refused where a program asks, and
passed over with a word where a person does; a name that is none of an address is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from indexer.directives import Knowledge
from indexer.model import UNKNOWN, OneOf, Reason, because
from indexer.numerals import read_number
from search.display import addresses
from search.forms.delimited import EXCEL_VI
from search.held import Availability
from search.query import (
    FACETS,
    MAX_PER_PAGE,
    SORTS,
    UNIT,
    date_bound,
    filters_in_vain,
    parse,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter asks for; its ``values`` where there are few, or the number it may be.

    ``default`` is the number that it is when it is left out.  ``is_day``: it is a day, a month or a
    year.
    """

    summary: Reason
    values: tuple[str, ...] = ()
    default: int | None = None
    most: int | None = None
    is_day: bool = False

    def refused(self, value: str) -> Reason | None:
        """What the parameter takes, where a value of it means nothing."""
        if self.values and value not in self.values:
            return because("nhận {values}", values=", ".join(self.values))
        if self.default is not None and read_number(value.strip(), least=1) is None:
            return because("nhận một số từ 1 trở lên")
        if self.is_day and not date_bound("since", value):
            return _A_DAY
        return None


@dataclass(frozen=True, slots=True)
class MeaninglessValue:
    """A value of a parameter that means nothing, and how that is told."""

    name: str
    value: str
    reason: Reason


_A_DAY = because("nhận một ngày như 2022-01-31 hay 31/01/2022, một tháng hay một năm")
_LONGEST_TOLD = 40
_FEW_VALUES: dict[str, Reason | None] = {
    "year": because("nhận một năm như 2022, hay khoảng năm như 2020..2023"),
    "term": because("nhận một khóa như XII"),
    "committee_term": because("nhận năm đầu của một nhiệm kỳ như 2020"),
    "level": None,
    "date_precision": None,
    "secrecy": None,
    "lacks": None,
    "cite_role": None,
    "dieu": because("nhận một điều như 7 hay 7a, hoặc muc-ii-3, chuong-iii, phu-luc-2"),
}
"""The facets whose values are known beforehand; without words where the facet names them itself."""


_TASK = Parameter(
    because("tra các viện dẫn (tra), hoặc kiểm tra một dự thảo (kiem-tra)"), ("tra", "kiem-tra")
)

PARAMETERS = {
    "q": Parameter(because("điều cần tìm, hoặc viện dẫn cần tra")),
    "tu_ngay": Parameter(because("ngày đầu: 2022-01-31 hoặc 31/01/2022"), is_day=True),
    "den_ngay": Parameter(because("ngày cuối, kể cả ngày ấy"), is_day=True),
    "sort": Parameter(because("thứ tự"), tuple(SORTS)),
    "page": Parameter(because("trang thứ mấy"), default=1),
    "per_page": Parameter(
        because("số thông báo mỗi trang"), default=addresses.DEFAULT_PER_PAGE, most=MAX_PER_PAGE
    ),
    "luc": Parameter(because("đơn vị trước 1/7/2025 (truoc) hay hiện nay (nay)"), ("truoc", "nay")),
    "unit_role": Parameter(
        because("thông báo nói về nơi ấy (about) hay do cơ quan ở đó ban hành (issued)"),
        tuple(UNIT.roles),
    ),
    "dau": Parameter(because("tìm mọi cách viết có dấu và không dấu (bo)"), ("bo",)),
    "gom": Parameter(
        because(
            "gồm (1) hay không gồm (0) thông báo của các đơn vị tiền thân, kế thừa; để trống: chỉ"
            " gồm khi nơi ấy không có thông báo riêng (và luc không phải truoc)"
        ),
        ("0", "1"),
    ),
    addresses.AVAILABILITY: Parameter(
        because(
            "văn bản có toàn văn trong kho (co-toan-van), chỉ có trong danh mục (chi-thong-tin) "
            "hay chỉ được nhắc đến (chi-nhac-den)"
        ),
        tuple(Availability),
    ),
    "viec": _TASK,
    "ngay": Parameter(because("ngày ban hành của văn bản gửi lên: 09/8/2023")),
    "co_quan": Parameter(because("cơ quan ban hành văn bản gửi lên")),
    "tinh": Parameter(because("tỉnh của cơ quan ấy")),
    "duong_dan": Parameter(because("đường dẫn cần thử, với các tham số của nó")),
    "dialect": Parameter(
        because("của CSV: tên cột, chữ và ngày như văn phòng dùng, dấu chấm phẩy"), (EXCEL_VI,)
    ),
    "lang": Parameter(because("ngôn ngữ của câu chữ"), ("vi", "en")),
}
"""The parameters of addresses; ``lang`` may stand in each of them, ``dialect`` in those of CSV."""

DRAFT_FILE = "tep"
"""The field of a form in which the file of a draft is sent."""

TEXT_FIELDS = {
    "text": Parameter(because("văn bản cần tra hoặc kiểm tra; bắt buộc")),
    "issued": Parameter(because("ngày ban hành của nó: 2023-08-09")),
    "issuer_unit": Parameter(because("cơ quan ban hành, bằng tên hoặc bằng mã")),
    "issuer_province": Parameter(because("tỉnh của cơ quan ấy")),
    "viec": _TASK,
}
"""The fields of a text posted as JSON."""

_OTHER_NAMES = {
    "q": "text", "content": "text", "noi_dung": "text",
    "date": "issued", "ngay": "issued", "issued_on": "issued",
    "issuer": "issuer_unit", "body": "issuer_unit", "co_quan": "issuer_unit",
    "tinh": "issuer_province",
    "task": "viec",
}  # fmt: skip
"""What a field is called elsewhere: in a form, in JSON that is answered, in other programs."""


def nearest_field(name: str) -> str | None:
    """The field of a posted text that is probably meant by a name that is none.

    >>> nearest_field("date"), nearest_field("isued"), nearest_field("Text"), nearest_field("why")
    ('issued', 'issued', 'text', None)
    """
    plain = name[:_LONGEST_TOLD].strip().casefold()
    near = get_close_matches(plain, TEXT_FIELDS, n=1)
    return _OTHER_NAMES.get(plain) or (near[0] if near else None)


def meaningless_values(
    names: Iterable[str], asked: Mapping[str, Sequence[str]], knowledge: Knowledge
) -> Iterator[MeaninglessValue]:
    """What of an address means nothing, among the parameters of that ``names``; an empty value is
    one that was left out.

    >>> asked = {"sort": ["newest"], "year": ["2022", "nay"], "page": [""], "utm": ["x"]}
    >>> found = meaningless_values(("sort", "page", "year"), asked, Knowledge.load())
    >>> [(one.name, one.value) for one in found]
    [('sort', 'newest'), ('year', 'nay')]
    """
    names = tuple(names)
    for name in names:
        given = [value for value in asked.get(name, ()) if value.strip()]
        if given and name in FACETS and FACETS[name].needs in names:
            reason = _in_vain(name, asked, knowledge)
            if reason:
                yield from (MeaninglessValue(name, value, reason) for value in given)
                continue
        for value in given if name in FACETS else given[:1]:
            one = PARAMETERS.get(name)
            taken = one.refused(value) if one else _refused_by_facet(name, value, knowledge)
            if taken:
                told = because(
                    "“{name}” không có giá trị “{value}”: {values}.",
                    name=name, value=value.strip()[:_LONGEST_TOLD], values="",
                )  # fmt: skip
                reason = OneOf(told.template, told.values, (taken,))
                yield MeaninglessValue(name, value, reason)


def _in_vain(name: str, asked: Mapping[str, Sequence[str]], knowledge: Knowledge) -> Reason | None:
    """That a filter asks nothing without another one, where this is not asked or typed either."""
    given = {one for one, values in asked.items() if any(map(str.strip, values))}
    typed = parse(" ".join(asked.get("q", ())), knowledge).filters
    if name in filters_in_vain(dict.fromkeys((*given, *typed))):
        return because(
            "“{name}” chỉ dùng cùng “{other}”, là văn bản có điều, mục ấy.",
            name=name, other=FACETS[name].needs,
        )  # fmt: skip
    return None


def _refused_by_facet(name: str, value: str, knowledge: Knowledge) -> Reason | None:
    if name not in _FEW_VALUES or value == UNKNOWN:
        return None
    facet = FACETS[name]
    if any(one in (facet.names or (one,)) for one in facet.parse(value.strip(), knowledge)):
        return None
    return _FEW_VALUES[name] or because("nhận {values}", values=", ".join(facet.names))
