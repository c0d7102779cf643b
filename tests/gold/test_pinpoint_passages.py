"""Labelled pinpoints, roles and own keys: spans and texts agree, and the fields are legal."""

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

GOLD = Path(__file__).parent
PARTS = ("article", "clause", "point", "item", "section", "chapter", "part", "appendix")
NUMBERED = frozenset({"article", "clause", "chapter", "part", "appendix"})
CHANGING = frozenset({"thay thế", "sửa đổi bổ sung", "bãi bỏ"})
ROLES = CHANGING | {
    "căn cứ", "thực hiện", "theo quy định tại", "hướng dẫn thi hành", "sơ kết tổng kết", "trái với",
    "nhắc đến",
}  # fmt: skip
CITATION = {"start", "end", "text", "key", "role", "cue", "relation", "pinpoints"}
KEY = re.compile(r"[a-z0-9_.-]+/(k\d+|nk\d{4}|y\d{4}|_)/[a-z0-9_.-]+")


def rows(path: str) -> list[dict]:
    """The rows of a file below tests/gold, in order."""
    return [json.loads(line) for line in (GOLD / path).read_text("utf-8").splitlines()]


FOLDERS = ("pinpoints", "pinpoints/held_out", "pinpoints/more", "pinpoints/more_held_out")
PASSAGES = [row for folder in FOLDERS for row in rows(f"{folder}/passages.jsonl")]
PAPERS = [*rows("own_keys/papers.jsonl"), *rows("own_keys/held_out/papers.jsonl")]

every_passage = pytest.mark.parametrize("passage", PASSAGES, ids=lambda one: one["id"])
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda one: one["id"])


def all_pinpoints(passage: dict) -> list[dict]:
    """Those of its citations and those that stand alone."""
    tied = [pinpoint for citation in passage["citations"] for pinpoint in citation["pinpoints"]]
    return tied + passage["pinpoints"]


def stands_at_its_span(labelled: dict, text: str) -> bool:
    start, end = labelled["start"], labelled["end"]
    return start < end and text[start:end] == labelled["text"] == labelled["text"].strip()


def part_is_legal(name: str, value: object) -> bool:
    if value is None:
        return True
    if isinstance(value, int):
        return name in NUMBERED and value > 0
    return isinstance(value, str) and bool(value) and not (name in NUMBERED and value.isdigit())


@pytest.mark.parametrize(
    ("name", "value", "legal"),
    [
        ("article", 7, True),
        ("article", "7a", True),
        ("article", "7", False),
        ("point", "đ", True),
        ("point", 2, False),
        ("section", "II.3", True),
        ("appendix", 0, False),
        ("item", "", False),
    ],
)
def test_which_values_a_part_may_have(name, value, legal):
    assert part_is_legal(name, value) is legal


def test_the_sets_are_as_large_as_they_were():
    with_pinpoints = [passage for passage in PASSAGES if all_pinpoints(passage)]
    assert (len(PASSAGES), len(PAPERS)) == (204, 36)
    assert len(with_pinpoints) >= 171


@pytest.mark.parametrize("labelled", [PASSAGES, PAPERS], ids=["passages", "papers"])
def test_nothing_stands_twice(labelled):
    assert len({one["id"] for one in labelled}) == len(labelled)
    assert len({one["text"] for one in labelled}) == len(labelled)


@every_passage
def test_spans_and_texts_agree(passage):
    cues = [citation["cue"] for citation in passage["citations"] if citation["cue"]]
    labelled = passage["citations"] + all_pinpoints(passage) + cues
    assert [one for one in labelled if not stands_at_its_span(one, passage["text"])] == []
    spans = sorted({(one["start"], one["end"]) for one in labelled})
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@every_passage
def test_a_pinpoint_tells_at_least_one_part(passage):
    for pinpoint in all_pinpoints(passage):
        assert set(pinpoint) - {"target"} == {*PARTS, "start", "end", "text"}
        assert all(part_is_legal(name, pinpoint[name]) for name in PARTS), pinpoint
        assert any(pinpoint[name] is not None for name in PARTS), pinpoint
    assert all(one["target"] in ("self", None) for one in passage["pinpoints"])
    assert all("target" not in one for cited in passage["citations"] for one in cited["pinpoints"])


@every_passage
def test_a_role_has_its_cue_and_a_change_its_relation(passage):
    for citation in passage["citations"]:
        assert set(citation) == CITATION
        assert citation["key"] is None or KEY.fullmatch(citation["key"])
        assert citation["role"] in ROLES
        assert (citation["cue"] is None) == (citation["role"] == "nhắc đến")
        assert (citation["relation"] is not None) == (citation["role"] in CHANGING)
        if citation["relation"] is not None:
            assert set(citation["relation"]) == {"agent", "makes_relation"}
            agent, makes = citation["relation"]["agent"], citation["relation"]["makes_relation"]
            assert agent in ("self", None) or KEY.fullmatch(agent)
            assert agent == "self" if makes else makes is False


@every_passage
def test_the_day_of_a_passage_is_a_day(passage):
    if passage["issued"] is not None:
        assert datetime.date.fromisoformat(passage["issued"])


@every_paper
def test_a_key_is_known_or_it_is_not(paper):
    value, status = paper["own_key"]["value"], paper["own_key"]["status"]
    assert status in ("stated", "inferred", "unknown")
    assert (value is None) == (status == "unknown")
    assert value is None or KEY.fullmatch(value)
    assert 15 <= len(paper["text"].splitlines()) <= 40
