"""Laws as papers cite them: what is found, which edition it means, and how sure that is.

The passages stand in ``law_passages.toml``.
"""

import re
import tomllib
from pathlib import Path

import pytest

from indexer.citations.finder import find_citations
from indexer.citations.laws import law_mentions
from indexer.directives.editions import LAWMAKERS, name_document
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.knowledge.laws import law_data, law_document, law_names
from indexer.language import reason_text
from indexer.model import Outcome, PartialDate
from indexer.text import fold

REGISTRY = Registry.load()
PASSAGES = tomllib.loads(Path(__file__).with_name("law_passages.toml").read_text("utf-8"))[
    "passage"
]


def unmarked(marked):
    """A passage without its brackets, and what they enclose with its place."""
    text, spans = "", []
    for part in re.split("(⟦[^⟧]*⟧)", marked):
        if part.startswith("⟦"):
            spans.append((len(text), part[1:-1]))
        text += part.strip("⟦⟧")
    return text, spans


def told(resolution):
    held_open = resolution.outcome is Outcome.AMBIGUOUS or resolution.certainty is None
    return f"{resolution.key} {'open' if held_open else resolution.certainty.value}"


def resolved(text, on=None):
    context = CitingContext(PartialDate.parse(on) if on else None)
    return resolve(find_citations(text), text, context, REGISTRY)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["why"])
def test_laws_are_found_and_understood(passage):
    text, spans = unmarked(passage["text"])
    found = resolved(text, passage.get("on"))
    assert [(one.citation.span.start, one.citation.text) for one in found] == spans
    assert [told(one) for one in found] == passage["means"]


@pytest.mark.parametrize(
    ("text", "on", "reason", "candidates"),
    [
        (
            "Luật Đất đai",
            None,
            "văn bản không ghi năm; luật mang tên này có 2 lần ban hành",
            ("nn.qh/y2013/luat-45", "nn.qh/y2024/luat-31"),
        ),
        (
            "Luật Đất đai",
            "2024-03-01",
            "lần ban hành có hiệu lực vào ngày của văn bản viện dẫn",
            ("nn.qh/y2013/luat-45", "nn.qh/y2024/luat-31"),
        ),
        (
            "Luật Đất đai",
            "2023-03-01",
            "lần ban hành có hiệu lực vào ngày của văn bản viện dẫn",
            ("nn.qh/y2013/luat-45",),
        ),
        (
            "Luật Thực hiện dân chủ ở cơ sở",
            "2023-03-01",
            "lần ban hành duy nhất vào ngày của văn bản viện dẫn, lúc ấy chưa có hiệu lực",
            ("nn.qh/y2022/luat-10",),
        ),
        (
            "Luật Đất đai năm 2014",
            None,
            "luật ban hành năm 2013, có hiệu lực từ năm 2014",
            ("nn.qh/y2013/luat-45",),
        ),
    ],
)
def test_the_reason_and_what_else_it_may_be_are_told(text, on, reason, candidates):
    (found,) = resolved(text, on)
    assert reason_text(found.reason) == reason
    assert found.candidates == candidates


@pytest.mark.parametrize("law", [law for law in law_names() if law.held], ids=lambda x: x.written)
def test_each_name_is_found_alone_and_with_its_year(law):
    """So no name is hidden by another, and each leads to its editions."""
    for behind in ("", " năm 1990"):
        text = f"thi hành {law.kind} {law.written}{behind} ở cơ sở"
        (found,) = find_citations(text)
        assert found.text == f"{law.kind} {law.written}{behind}"
        assert found.subject == law.name
    assert REGISTRY.editions.called(law_document(law.kind, law.name))


def test_the_registry_and_the_names_hold_the_same_laws():
    of_rows = {
        document
        for body in LAWMAKERS
        for row in REGISTRY.of_body(body)
        if (document := name_document(row)) and ".sua-doi" not in document
    }
    names = law_data()["names"]
    listed = [law_document(kind, name) for kind, row in names.items() for name in row]
    assert {*listed, "hien-phap"} == of_rows
    assert len(listed) == len(set(listed))
    assert not {law_document("Luật", name) for name in law_data()["others"]} & of_rows


def test_a_key_by_name_leads_to_that_by_number():
    """Old addresses, stored keys and queries hold keys by name and year."""
    editions = REGISTRY.editions
    for row in REGISTRY.of_body("nn.qh"):
        document = name_document(row)
        if not document or document == "hien-phap":
            continue
        by_name = f"nn.qh/y{row.date.year}/{document}"
        others = [one for one in editions.meant_by(by_name) if one.key != row.key]
        assert editions.numbered_key(by_name) == (None if others else row.key)
    assert editions.numbered_key("nn.qh/y2024/luat-31") is None
    assert editions.numbered_key("nn.qh/y2003/luat.dat-dai") is None
    assert editions.numbered_key("nn.qh/_/luat.dan-so") is None
    assert editions.numbered_key("nn.qh/y2013/hien-phap") is None


@pytest.mark.parametrize(
    "piece",
    [
        "Luật ",
        "Luật Đất đai ",
        "Luật Đất đai, ",
        "Luật sửa đổi của ",
        "dự án Luật Đất đai, ",
        "Luật Phòng, chống, ",
        "Luật Đất đai năm 2013, Luật Đất đai, ",
        "31/2024/QH15 hướng dẫn Luật Đất đai ",
    ],
)
def test_what_is_repeated_is_read_once(piece, monkeypatch):
    """Each law word is looked at once, and the characters seen behind it are bounded."""
    read = 0

    def counted(folded, text, position, kind):
        nonlocal read
        read += 1
        return name_at(folded, text, position, kind)

    from indexer.citations import laws

    name_at = laws.law_name_at
    monkeypatch.setattr(laws, "law_name_at", counted)
    text = piece * 500
    list(law_mentions(fold(text), text, {}))
    assert read <= text.count("Luật")


LISTED = {
    # of a list the type is inherited, and what is held under the number confirms it
    "Luật số 31/2024/QH15, 27/2023/QH15": "nn.qh/y2023/luat-27 inferred",
    "các Luật số 31/2024/QH15 và 65/2025/QH15": "nn.qh/y2025/luat-65 inferred",
    # lists mix laws and resolutions: what is held is of another type, or there is none
    "Nghị quyết số 202/2025/QH15 và 72/2025/QH15": "nn.qh/y2025/_-72 open",
    "Luật số 72/2025/QH15 và 202/2025/QH15": "nn.qh/y2025/_-202 open",
    "Pháp lệnh số 01/2022/UBTVQH15, 27/2022/UBTVQH15": "nn.ubtvqh/y2022/_-27 open",
    "Luật số 31/2024/QH15, số 399/2023/QH15": "nn.qh/y2023/_-399 open",
    # no list
    "Nghị quyết số 202/2025/QH15 về sắp xếp và 72/2025/QH15": "nn.qh/y2025/_-72 open",
    "Nghị quyết số 190/2025/QH15 hướng dẫn thi hành 31/2024/QH15": "nn.qh/y2024/_-31 open",
    "Quyết định số 12/QĐ-UBND và 72/2025/QH15": "nn.qh/y2025/_-72 open",
}


@pytest.mark.parametrize(("text", "means"), LISTED.items(), ids=LISTED)
def test_no_number_of_the_lawmakers_is_certain_by_the_type_of_its_neighbour(text, means):
    assert told(resolved(text)[-1]) == means
