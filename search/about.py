"""What the page about the site tells: the query language by examples, and the addresses."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from indexer.language import say_reason
from indexer.model import because
from search import addresses
from search.openapi import ROUTES
from search.results import Summary

EXAMPLES = (
    ('"nông thôn mới"', because("các từ đứng liền nhau")),
    ("nông thôn -rừng", because("không có một từ")),
    ("(xã OR phường) rừng", because("một trong hai từ")),
    ("nghi*", because("từ bắt đầu bằng các chữ ấy")),
    ("tieu_de:(kiểm tra)", because("trong trích yếu (title)")),
    ('co_quan:"huyện ủy"', because("trong tên cơ quan ban hành (issuer)")),
    ('nguoi_ky:"bí thư"', because("trong tên, chức vụ người ký (signatory)")),
    ("nam:2020..2023", because("năm hoặc khoảng năm (year)")),
    ("(nam:2022 rừng) OR vien_dan:213-QĐ/TW", because("trong nhóm và OR, trường là điều kiện")),
    ("đảng -nam:2022", because("trừ một năm; các bộ lọc khác cũng vậy")),
    ('dia_ban:"huyện Bảo Lâm"', because("về một địa bàn (unit)")),
    ("vien_dan:213-QĐ/TW", because("viện dẫn một văn bản (cites)")),
    ("thông báo số 287", because("mang số ấy, rồi đến nơi nhắc đến số ấy")),
    ("12/7/2022", because("đề ngày ấy, rồi đến nơi viết ngày ấy")),
    ("loai:TB", because("loại văn bản, viết tắt cũng được (type)")),
    ("tu_ngay:01/01/2022 den_ngay:2023", because("trong khoảng ngày (since, until)")),
)
"""Each finds something among the sample notices, and every field is in one of them."""


def told(summary: Summary, language: str) -> dict[str, Any]:
    """How the site is asked, and its addresses."""
    return {
        "summary": asdict(summary),
        "queries": [
            {"query": query, "url": addresses.search(query), "finds": say_reason(finds, language)}
            for query, finds in EXAMPLES
        ],
        "addresses": [
            {
                "path": one.path,
                "summary": say_reason(one.summary, language),
                "parameters": one.parameters,
                "forms": one.forms,
                "example": one.example or None,
            }
            for one in ROUTES
        ],
    }
