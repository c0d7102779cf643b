"""The addresses of the site and its language of queries as data.

``/openapi.json`` and the page about the site tell what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.model import Reason, because
from search.areas import PlaceCompletion
from search.display import addresses
from search.forms.directive_answers import DirectiveDetail, Directives
from search.forms.health import Health
from search.forms.hit_answers import Results
from search.forms.lookup_answers import Draft, Lookup
from search.forms.notice_answers import HeldNotice
from search.forms.page_answers import (
    About,
    Home,
    PlaceDetail,
    PlaceNames,
    Places,
)
from search.forms.parameters import DRAFT_FILE
from search.query import CITES, FACETS, UNIT, Facet
from search.suggest import Completion

_OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "atom": "application/atom+xml",
    "text": "text/plain",
    "txt": "text/plain",
    "file": "application/octet-stream",
}
"""The media type of each form."""


@dataclass(frozen=True, slots=True)
class Route:
    """One page: its path, what it shows, the parameters of its address, and its forms.

    The first form stands at the path itself, the others at the path with ``.json`` behind it.
    ``answers`` are the types of which the JSON is one; ``file`` is the field of a posted form that
    may hold a file.  ``example`` is an address that answers on
    any index of the sample notices.
    """

    path: str
    summary: Reason
    parameters: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("html",)
    answers: tuple[Any, ...] = ()
    posts: bool = False
    file: str = ""
    example: str = ""

    def path_in(self, form: str) -> str:
        """The path of one form."""
        if form == self.forms[0]:
            return self.path
        return f"{'/index' if self.path == '/' else self.path}.{form}"


def _facets_but(facet: Facet) -> Iterator[str]:
    """The facets of a page that is about one value of a facet."""
    return (name for name in FACETS if name != facet.name)


_LIST = (*FACETS, "unit_role", "tu_ngay", "den_ngay", "sort", "page", "per_page")
_ALL_FORMS = ("html", "json", "csv", "xlsx", "docx", "atom")

ROUTES = (
    Route("/", because("Trang chủ: kho có gì, thông báo mới nhất"), (), ("html", "json"), (Home,)),
    Route(
        "/tim",
        because("Tìm thông báo; tham số của bộ lọc lặp lại được"),
        ("q", *_LIST, "luc", "dau"),
        _ALL_FORMS,
        (Results,),
        example="/tim?q=nông+thôn+mới",
    ),
    Route(
        "/thong-bao/{id}",
        because("Một thông báo và cách hiểu từng phần"),
        ("q", CITES.name),
        ("html", "json"),
        (HeldNotice,),
    ),
    Route("/thong-bao/{id}.bib", because("Một thông báo dưới dạng BibTeX"), (), ("file",)),
    Route("/thong-bao/{id}.ris", because("Một thông báo dưới dạng RIS"), (), ("file",)),
    Route("/thong-bao/{id}/goc", because("Tải tệp gốc, đúng như khi lập chỉ mục"), (), ("file",)),
    Route(
        "/van-ban",
        because("Danh mục văn bản: có trong danh mục, hoặc chỉ mới được viện dẫn"),
        ("q", addresses.AVAILABILITY, "sort", "page", "per_page"),
        _ALL_FORMS,
        (Directives,),
        example="/van-ban?q=chi+thi",
    ),
    Route(
        "/van-ban/{key}",
        because("Một văn bản và các thông báo viện dẫn nó"),
        (*_facets_but(CITES), "unit_role", "luc", "sort", "page", "per_page"),
        _ALL_FORMS,
        (DirectiveDetail,),
        example="/van-ban/tw/k12/qdi-213",
    ),
    Route(
        "/dia-ban",
        because("Duyệt theo địa bàn, trước 1/7/2025 hoặc hiện nay"),
        ("luc", "q"),
        _ALL_FORMS,
        (Places,),
        example="/dia-ban?luc=truoc",
    ),
    Route(
        "/dia-ban/goi-y.json",
        because("Các nơi có tên bắt đầu như đang gõ, cũ hoặc mới, có dấu hoặc không"),
        ("q",),
        ("json",),
        (tuple[PlaceCompletion, ...],),
        example="/dia-ban/goi-y.json?q=bao+lam",
    ),
    Route(
        "/dia-ban/{key}",
        because("Một địa bàn và các thông báo về nó; tên chung của nhiều nơi thì liệt kê các nơi"),
        (*_facets_but(UNIT), "unit_role", "luc", "gom", "page", "per_page"),
        _ALL_FORMS,
        (PlaceDetail, PlaceNames),
        example="/dia-ban/bao-lam",
    ),
    Route(
        "/tra-cuu",
        because("Tra một hoặc nhiều viện dẫn, hoặc kiểm tra một dự thảo; gửi POST cả văn bản"),
        ("q", "viec", "ngay", "co_quan", "tinh"),
        ("html", "json", "csv"),
        (Lookup, Draft),
        posts=True,
        example="/tra-cuu?q=213-QĐ/TW",
    ),
    Route(
        addresses.DRAFT,
        because("Kiểm tra dự thảo, dán vào hoặc gửi tệp .docx, .pdf (trường tep); không lưu lại"),
        ("ngay", "co_quan", "tinh"),
        ("html", "json", "csv", "txt"),
        (Draft,),
        posts=True,
        file=DRAFT_FILE,
    ),
    Route(
        "/goi-y.json",
        because("Gợi ý cho ô tìm: văn bản, địa bàn, cơ quan, từ hay gặp"),
        ("q",),
        ("json",),
        (tuple[Completion, ...],),
        example="/goi-y.json?q=chi+thi",
    ),
    Route(
        "/gioi-thieu",
        because("Giới thiệu, cách tìm, giới hạn"),
        (),
        ("html", "json"),
        (About,),
    ),
    Route(
        "/api",
        because("Dữ liệu mở cho chương trình: địa chỉ, tham số, giới hạn, lỗi"),
        example="/api",
    ),
    Route(
        "/api/thu",
        because("Thử một địa chỉ và xem JSON của nó"),
        ("duong_dan",),
        example="/api/thu?duong_dan=/tra-cuu.json?q=213-QĐ/TW",
    ),
    Route(
        "/openapi.json", because("Bản mô tả mọi địa chỉ cho chương trình (OpenAPI)"), (), ("json",)
    ),
    Route("/healthz", because("Máy chủ có đang chạy không"), (), ("json",), (Health,)),
    Route("/robots.txt", because("Quy ước cho máy tìm kiếm"), (), ("text",)),
)

EXAMPLES = (
    ('"nông thôn mới"', because("các từ đứng liền nhau")),
    ("nông thôn -rừng", because("không có một từ")),
    ("(xã OR phường) rừng", because("một trong hai từ")),
    ("bàn giao", because("đúng các dấu ấy; gõ không dấu thì mọi cách viết")),
    ("nghi*", because("từ bắt đầu bằng các chữ ấy")),
    ("tieu_de:(kiểm tra)", because("trong trích yếu (title)")),
    ('co_quan:"huyện ủy"', because("trong tên cơ quan ban hành (issuer)")),
    (
        'cap_uy:"Huyện ủy Như Xuân"',
        because("của một cấp ủy, cơ quan nào đứng tên cũng được (committee)"),
    ),
    ("dung_ten:BTV", because("Ban Thường vụ, Thường trực, Văn phòng … đứng tên (organ)")),
    ('nguoi_ky:"bí thư"', because("trong tên, chức vụ người ký (signatory)")),
    ('kinh_gui:"huyện ủy"', because("trong nơi kính gửi (addressee)")),
    ("nam:2020..2023", because("năm hoặc khoảng năm (year)")),
    ("(nam:2022 rừng) OR vien_dan:213-QĐ/TW", because("trong nhóm và OR, trường là điều kiện")),
    ("đảng -nam:2022", because("trừ một năm; các bộ lọc khác cũng vậy")),
    ("kiểm tra huyện Bảo Lâm", because("có từ ấy, và thuộc địa bàn ấy hoặc viết tên ấy liền nhau")),
    ('dia_ban:"huyện Bảo Lâm"', because("về một địa bàn (unit)")),
    ("vien_dan:213-QĐ/TW", because("viện dẫn một văn bản (cites)")),
    ("quy chế dân vận", because("tên hay nội dung một văn bản: văn bản đứng trên các thông báo")),
    ("thông báo số 287", because("mang số ấy, rồi đến nơi nhắc đến số ấy")),
    ("12/7/2022", because("đề ngày ấy, rồi đến nơi viết ngày ấy")),
    ("khoa:XII", because("viện dẫn văn bản của một khóa Trung ương (term)")),
    ("nhiem_ky:2020", because("của cấp ủy nhiệm kỳ ấy, gõ năm đầu (committee_term)")),
    ("ngay_ghi:thang", because("chỉ ghi tháng, năm; hoặc ngay, nam, khong (date_precision)")),
    ("vai_tro:nhac-den", because("viện dẫn mà chỉ nhắc đến; hoặc can-cu, thuc-hien (cite_role)")),
    ("do_mat:khong", because("không ghi độ mật; hoặc mat, toi-mat, tuyet-mat (secrecy)")),
    ("loai:TB", because("loại văn bản, viết tắt cũng được (type)")),
    ("tu_ngay:01/01/2022 den_ngay:2023", because("trong khoảng ngày (since, until)")),
)
"""Each finds something among the sample notices, and every field is in one of them."""
