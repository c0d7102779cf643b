"""The parameters of addresses and the fields of posted texts as data.

``/openapi.json`` and the page about the API tell what stands here; the filters are declared in
:mod:`search.query.facets`.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Reason, because
from search.display import addresses
from search.forms.delimited import EXCEL_VI
from search.query import MAX_PER_PAGE, SORTS, UNIT


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter asks for; its ``values`` where there are few, or the number it may be.

    ``default`` is the number that it is when it is left out.
    """

    summary: Reason
    values: tuple[str, ...] = ()
    default: int | None = None
    most: int | None = None


_TASK = Parameter(
    because("tra các viện dẫn (tra), hoặc kiểm tra một dự thảo (kiem-tra)"), ("tra", "kiem-tra")
)

PARAMETERS = {
    "q": Parameter(because("điều cần tìm, hoặc viện dẫn cần tra")),
    "tu_ngay": Parameter(because("ngày đầu: 2022-01-31 hoặc 31/01/2022")),
    "den_ngay": Parameter(because("ngày cuối, kể cả ngày ấy")),
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
