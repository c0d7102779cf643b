"""Directives that a text names as replaced: ``Quy định 212-QĐ/TW (thay Quy định 69)``.

Of which term the replaced one is, the registry tells where it knows what the other replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.directives.keys import DirectiveKey
from indexer.directives.parsed_symbol import number_of
from indexer.directives.registry import Registry
from indexer.directives.verdicts import Verdict, code_of, resolved_verdict
from indexer.knowledge import type_named
from indexer.model import Certainty, Citation, Directive, Outcome, because
from indexer.text import Folded

_REACH = 260
"""So many letters apart the two may stand, in one sentence."""

_NEAREST = 4
"""So many citations before the replaced one are asked whether they replaced it."""

_REPLACES = re.compile(
    r"(?<![a-z])(?:thay|thay the|bai bo|huy bo)(?: cho)?(?: cac)?[\s(:]{1,3}(?:so )?\Z"
)
_IS_REPLACED = re.compile(r"(?<![a-z])thay(?: the)? (?:bang|boi)(?: cac)?[\s(:]{1,3}(?:so )?\Z")
_AND = re.compile(r"[\s,;]{0,4}(?:va )?(?:so )?\Z")
_ENDS = re.compile(r"[.;!?]\s|\n\s*\n")


def follow_replacements(
    citations: Sequence[Citation],
    verdicts: dict[int, Verdict],
    folded: Folded,
    registry: Registry,
) -> None:
    """Let a citation without a term mean what another one of its sentence has replaced."""
    replacing: dict[int, int] = {}
    for index, citation in enumerate(citations):
        verdict = verdicts.get(index)
        if verdict is None or not _is_untold(citation, verdict):
            continue
        for other in _said_to_replace(index, citations, folded, replacing):
            row = _replaced_by(verdicts.get(other), citation, registry)
            if row is None:
                continue
            replacing[index] = other
            full = " ".join(citations[other].text.split())
            reason = because("văn bản mà {full} đã thay thế", full=full)
            verdicts[index] = resolved_verdict(row, reason, Certainty.INFERRED)
            break


def _is_untold(citation: Citation, verdict: Verdict) -> bool:
    said = citation.term or citation.date or citation.illegible_term or citation.place
    return not said and verdict.certainty is not Certainty.STATED and bool(number_of(citation))


def _said_to_replace(
    index: int, citations: Sequence[Citation], folded: Folded, replacing: dict[int, int]
) -> Iterator[int]:
    """The citations that the text may mean when it calls one replaced, likeliest first."""
    start = folded.position(citations[index].span.start)
    before = folded.text[max(0, start - 40) : start]
    if index - 1 in replacing and _AND.fullmatch(_between(index - 1, index, citations, folded)):
        yield replacing[index - 1]  # "thay Quy định 102 và Quy định 69"
    elif _REPLACES.search(before):
        for other in range(index - 1, max(-1, index - 1 - _NEAREST), -1):
            between = _between(other, index, citations, folded)
            if len(between) > _REACH or _ENDS.search(between):
                break
            yield other
    if index + 1 < len(citations):
        between = _between(index, index + 1, citations, folded)
        if len(between) <= _REACH and _IS_REPLACED.search(between) and not _ENDS.search(between):
            yield index + 1


def _between(one: int, other: int, citations: Sequence[Citation], folded: Folded) -> str:
    start, end = citations[one].span.end, citations[other].span.start
    return folded.text[folded.position(start) : folded.position(end)] if start <= end else ""


def _replaced_by(
    verdict: Verdict | None, citation: Citation, registry: Registry
) -> Directive | None:
    """The row of a number that a directive has replaced, if the registry knows just one."""
    newer = registry.get(verdict.key) if verdict and verdict.key else None
    if newer is None or verdict is None or verdict.outcome is not Outcome.RESOLVED:
        return None
    rows = registry.numbered(DirectiveKey.parse(newer.key).body.segment, number_of(citation))
    replaced = [
        row
        for row in rows
        if (newer.key in row.superseded_by or row.key in newer.supersedes)
        and _may_be_called(row, citation)
    ]
    return replaced[0] if len(replaced) == 1 else None


def _may_be_called(row: Directive, citation: Citation) -> bool:
    word = type_named(citation.type) if citation.type else None
    if word is None:
        return True
    called, code = word.code, code_of(row)
    return called == code or {called, code} == {"qd", "qdi"}
