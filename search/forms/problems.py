"""What an error of HTTP is called, and what can be done about it."""

from __future__ import annotations

from indexer.language import reason_text
from indexer.model import Reason, because
from search.display import addresses
from search.forms.limits import MAX_BODY
from search.lookup import MAX_TEXT

_NOT_UNDERSTOOD, _FAILED = 400, 500

PROBLEMS = {
    400: because("Máy chủ không hiểu yêu cầu này."),
    404: because("Không có trang này."),
    405: because("Trang này không nhận cách gửi đó."),
    413: because("Văn bản gửi lên quá dài."),
    414: because("Địa chỉ hoặc phần đầu của yêu cầu quá dài."),
    415: because("Không nhận kiểu dữ liệu đó."),
    431: because("Địa chỉ hoặc phần đầu của yêu cầu quá dài."),
    500: because("Máy chủ gặp lỗi. Lỗi đã được ghi lại."),
    503: because("Chỉ mục đang được thay hoặc bị hỏng; hãy thử lại sau ít phút."),
}
"""The errors that the site answers with, by status; what else there is, is one of 400 or 500."""


def known_problem(status: int) -> int:
    """The status of :data:`PROBLEMS` by which an error is told.

    >>> known_problem(404), known_problem(501), known_problem(502)
    (404, 400, 500)
    """
    if status in PROBLEMS:
        return status
    return _FAILED if status >= _FAILED and status != 501 else _NOT_UNDERSTOOD


def describe_problem(status: int, language: str) -> str:
    """What an error is, in one sentence."""
    return reason_text(PROBLEMS[known_problem(status)], language)


def problem_address(status: int) -> str:
    """Where the page about the API tells of an error: what a program knows it by.

    >>> problem_address(404)
    '/api#loi-404'
    """
    return f"{addresses.API}#loi-{known_problem(status)}"


def describe_way_on(status: int) -> Reason:
    """What a program can do about an error of which nothing else is known."""
    if status == 413:
        return because(
            "Một yêu cầu nhận nhiều nhất {bytes} byte, một văn bản {most} ký tự.",
            bytes=MAX_BODY, most=MAX_TEXT,
        )  # fmt: skip
    if status >= _FAILED:
        return because("Hãy thử lại sau ít phút.")
    return because("Trang {page} nêu mọi địa chỉ, tham số và giới hạn.", page=addresses.API)
