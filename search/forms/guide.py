"""What the pages about the site and its API tell, all of it from where it is kept."""

from __future__ import annotations

from indexer.documents import MAX_DRAFT_BYTES
from indexer.language import reason_text
from indexer.model import because
from search.display import addresses
from search.engine import Summary
from search.forms import list_document, workbook
from search.forms.answers import from_attributes
from search.forms.feeds import MAX_ENTRIES
from search.forms.limits import MAX_BODY, MAX_HEADER, MAX_READ, MAX_TEXTS
from search.forms.openapi import INDEX_HEADER, PROBLEM_TYPE, VERSION
from search.forms.page_answers import About, Address, QueryExample
from search.forms.parameters import PARAMETERS, TEXT_FIELDS
from search.forms.problems import PROBLEMS
from search.forms.routes import EXAMPLES, ROUTES
from search.lookup import MAX_TEXT
from search.query import (
    FACETS,
    MAX_CHARACTERS,
    MAX_FILTER_LETTERS,
    MAX_FILTER_VALUES,
    MAX_PER_PAGE,
)

_LIMITS = (
    (because("ký tự của một câu hỏi (q); phần dài hơn không dùng, và có báo"), MAX_CHARACTERS),
    (because("giá trị của một bộ lọc trong một câu hỏi"), MAX_FILTER_VALUES),
    (because("ký tự của mọi bộ lọc trong một câu hỏi, kể cả tên của chúng"), MAX_FILTER_LETTERS),
    (because("thông báo trên một trang (per_page)"), MAX_PER_PAGE),
    (because("mục mới nhất trong một nguồn Atom; CSV có cả danh sách"), MAX_ENTRIES),
    (because("dòng đầu của một danh sách Excel (.xlsx)"), workbook.MAX_ROWS),
    (because("dòng đầu của một danh sách Word (.docx)"), list_document.MAX_ROWS),
    (because("ký tự của một văn bản gửi lên; phần dài hơn không xét, và có báo (cut)"), MAX_TEXT),
    (because("văn bản trong một danh sách JSON, cộng lại không dài hơn một văn bản"), MAX_TEXTS),
    (because("byte của phần thân một yêu cầu; quá thì nhận lỗi 413"), MAX_BODY),
    (because("byte của một tệp dự thảo gửi đến /du-thao; quá thì nhận lỗi 413"), MAX_DRAFT_BYTES),
    (
        because("tệp dự thảo đọc cùng lúc, mỗi địa chỉ mạng một tệp; quá thì nhận lỗi 429 hay 503"),
        MAX_READ,
    ),
    (because("byte của địa chỉ và các dòng đầu một yêu cầu; quá thì nhận lỗi 431"), MAX_HEADER),
)
"""What is bounded, and by which number."""


_PROBLEM_MEMBERS = (
    ("type", because("địa chỉ của mục nói về loại lỗi ấy, ở trang này")),
    ("title", because("lỗi gì, luôn cùng một câu")),
    ("status", because("mã HTTP")),
    ("detail", because("yêu cầu này sai ở đâu, hoặc nên làm gì")),
    ("instance", because("đường dẫn đã hỏi")),
    ("error", because("như title; có từ trước")),
    ("nearest", because("các nơi có tên gần giống, nếu có")),
)


API: dict[str, object] = {
    "routes": ROUTES,
    "parameters": PARAMETERS,
    "filters": FACETS,
    "fields": TEXT_FIELDS,
    "limits": _LIMITS,
    "members": _PROBLEM_MEMBERS,
    "problems": PROBLEMS,
    "problem_type": PROBLEM_TYPE,
    "index_header": INDEX_HEADER,
    "version": VERSION,
}
"""The model of the page about the API."""


def about(summary: Summary, language: str) -> About:
    """How the site is asked, and its addresses."""
    return About(
        summary,
        tuple(
            QueryExample(
                query,
                addresses.percent_encoded(addresses.search(query)),
                reason_text(finds, language),
            )
            for query, finds in EXAMPLES
        ),
        tuple(
            from_attributes(
                Address,
                one,
                summary=reason_text(one.summary, language),
                example=one.example or None,
            )
            for one in ROUTES
        ),
    )
