"""Outlines of papers by someone who has not seen the rules (tests/gold/outlines).

How the parts of a paper are found, and the words of the places in it that are asked for.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.model import Pinpoint, Span
from indexer.outline import DivisionKind, Outline, outline, passage
from indexer.outline.anchors import AGAIN

OUTLINES = Path(__file__).parent / "outlines"

_FIELDS = ("article", "clause", "point", "item", "section", "chapter", "part", "appendix")
_AGAIN = re.compile(rf"{AGAIN}\d+")
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*\d{1,4}[ \t]*$")


@dataclass(frozen=True)
class JudgedOutline:
    """One document of a file: the anchors that were right, missing and wrong."""

    name: str
    right: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class JudgedPlace:
    """One place that was asked for: its address and its words, empty where there is none."""

    name: str
    asked: str
    expected: tuple[str, str, str]
    got: tuple[str, str, str]

    @property
    def is_right(self) -> bool:
        """Whether address, first and last words are the right ones."""
        anchor, *words = self.expected
        return list(self.got[1:]) == words and _is_same(self.got[0], anchor)


def outline_cases(held_out: bool) -> list[tuple[Mapping[str, Any], str]]:
    """The labels of each file with its text."""
    folder = OUTLINES / "held_out" if held_out else OUTLINES
    rows = map(json.loads, (folder / "outlines.jsonl").read_text("utf-8").splitlines())
    return [(row, (folder / f"{row['name']}.txt").read_text("utf-8")) for row in rows]


def judge_outlines(
    cases: Iterable[tuple[Mapping[str, Any], str]],
) -> Iterator[JudgedOutline | JudgedPlace]:
    """Each document, and each place that is asked for in it."""
    for row, text in cases:
        found = outline(text)
        papers = _by_paper(found)
        papers += [[] for _ in range(len(row["documents"]) - len(papers))]
        for at, (labels, anchors) in enumerate(zip(row["documents"], papers, strict=False)):
            yield _judged(f"{row['name']}[{at}]", labels, anchors)
        for anchors in papers[len(row["documents"]) :]:
            yield _judged(row["name"], [], anchors)
        for asked in row["pinpoints"]:
            yield _judged_place(row["name"], asked, found, text)


def _by_paper(found: Outline) -> list[list[str]]:
    """The anchors of each paper of a file that are judged: without what lies deeper in sections."""
    papers: list[list[str]] = [[]]
    deepest = 2 if any(re.search(r"muc-[ivx]+", one.anchor) for one in found.divisions) else 1
    for one in found.divisions:
        if one.kind is DivisionKind.ATTACHMENT:
            papers.append([])
            continue
        level = _AGAIN.sub("", one.anchor).rpartition("muc-")[2].count("-") + 1
        is_deep = "muc-" in one.anchor and one.kind is DivisionKind.SECTION and level > deepest
        article = any(kind in one.anchor for kind in ("dieu-",))
        is_inner = one.kind in (DivisionKind.POINT, DivisionKind.ITEM) and not article
        if not (is_deep or is_inner or one.kind is DivisionKind.DASH):
            papers[-1].append(_AGAIN.sub("", one.anchor))
    return papers


def _is_same(anchor: str, label: str) -> bool:
    return anchor == label or anchor.endswith(f"-{label}")


def _judged(name: str, labels: list[str], anchors: list[str]) -> JudgedOutline:
    """Labels and anchors compared in their order, as many of them as can be."""
    best = [[0] * (len(anchors) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(anchors) - 1, -1, -1):
            same = _is_same(anchors[j], labels[i])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + same)
    i = j = 0
    right, missing, wrong = list[str](), list[str](), list[str]()
    while i < len(labels) and j < len(anchors):
        if _is_same(anchors[j], labels[i]) and best[i][j] == best[i + 1][j + 1] + 1:
            right.append(labels[i])
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            missing.append(labels[i])
            i += 1
        else:
            wrong.append(anchors[j])
            j += 1
    return JudgedOutline(name, tuple(right), (*missing, *labels[i:]), (*wrong, *anchors[j:]))


def _judged_place(name: str, asked: Mapping[str, Any], found: Outline, text: str) -> JudgedPlace:
    parts = {field: str(asked[field]) for field in _FIELDS if asked[field] is not None}
    place = passage(found, Pinpoint(Span(0, 0), "", **parts), attached=asked["document"] > 0)
    expected = (asked["anchor"] or "", asked["first"] or "", asked["last"] or "")
    if place.division is None:
        return JudgedPlace(name, str(parts), expected, ("", "", ""))
    words = _plain(place.division.span.of(text))
    anchor = _AGAIN.sub("", place.division.anchor)
    return JudgedPlace(
        name, str(parts), expected, (anchor, words[:60].strip(), words[-30:].strip())
    )


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[*#_]", "", _PAGE_NUMBER.sub("", words)).split())


def outline_figures(judged: Iterable[JudgedOutline | JudgedPlace]) -> dict[str, float]:
    """Shares: anchors found and right, documents without a fault, places with their very words."""
    every = list(judged)
    outlines = [one for one in every if isinstance(one, JudgedOutline)]
    places = [one for one in every if isinstance(one, JudgedPlace)]
    right = sum(len(one.right) for one in outlines)
    wrong = sum(len(one.wrong) for one in outlines)
    missing = sum(len(one.missing) for one in outlines)
    return {
        "anchor precision": right / ((right + wrong) or 1),
        "anchor recall": right / ((right + missing) or 1),
        "documents exact": sum(not (one.missing or one.wrong) for one in outlines) / len(outlines),
        "places right": sum(one.is_right for one in places) / len(places),
    }
