"""Directives that a text names as replaced: ``Quy định 212-QĐ/TW (thay Quy định 69)``.

Of which term the replaced one is, the registry tells where it knows what the other replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.directives.following_words import FollowingWords
from indexer.directives.keys import DirectiveKey
from indexer.directives.numbered import ResolutionScope
from indexer.directives.parsed_symbol import number_of
from indexer.directives.registry import Registry
from indexer.directives.telling_apart import is_alike
from indexer.directives.titles import named_in_title
from indexer.directives.verdicts import (
    Verdict,
    code_of,
    is_untold,
    may_be_one_type,
    resolved_verdict,
)
from indexer.knowledge import first_day, type_named
from indexer.model import Certainty, Citation, Directive, Outcome, because

_REACH = 260
"""So many letters apart the two may stand, in one sentence."""

_WORD_REACH = 40
"""So many letters before it the word that calls it replaced may stand."""

_NEAREST = 4
"""So many citations before the replaced one are asked whether they replaced it."""

_REPLACES = re.compile(
    r"(?<![a-z])(?:(?:thay|thay the|bai bo|huy bo)(?: cho)?|(?:so sanh|doi chieu) voi"
    r"|khong (?:phai|con|ap dung|con theo|theo))(?: cac)?[\s(:]{1,3}(?:so )?\Z"
)
"""The words before a directive that another one has replaced, or may have where they compare."""

_IS_REPLACED = re.compile(r"(?<![a-z])thay(?: the)? (?:bang|boi)(?: cac)?[\s(:]{1,3}(?:so )?\Z")
_AND = re.compile(r"[\s,;]{0,4}(?:va )?(?:so )?\Z")
_ENDS = re.compile(r"[.!?]\s|\n\s*\n")


def follow_replacements(
    citations: Sequence[Citation], verdicts: dict[int, Verdict], scope: ResolutionScope
) -> None:
    """Let a citation without a term mean what another one of its sentence has replaced."""
    replacing: dict[int, int] = {}
    for index, citation in enumerate(citations):
        verdict = verdicts.get(index)
        if verdict is None or not (is_untold(citation, verdict) and number_of(citation)):
            continue
        for other in _said_to_replace(index, citations, scope.wording, replacing):
            row = _replaced_by(verdicts.get(other), citation, scope.registry)
            if row is None:
                continue
            replacing[index] = other
            full = " ".join(citations[other].text.split())
            if _is_known_replaced(row, scope.registry.get(verdicts[other].key or "")):
                reason = because("văn bản mà {full} đã thay thế", full=full)
            else:
                reason = because("văn bản khóa trước về cùng nội dung với {full}", full=full)
            verdicts[index] = resolved_verdict(row, reason, Certainty.INFERRED)
            break


def _said_to_replace(
    index: int, citations: Sequence[Citation], wording: FollowingWords, replacing: dict[int, int]
) -> Iterator[int]:
    """The citations that the text may mean when it calls one replaced, likeliest first."""
    one = citations[index]
    if index - 1 in replacing and _AND.fullmatch(wording.between(citations[index - 1], one)):
        yield replacing[index - 1]  # "thay Quy định 102 và Quy định 69"
    elif _REPLACES.search(wording.before(one, _WORD_REACH)):
        for other in range(index - 1, max(-1, index - 1 - _NEAREST), -1):
            between = wording.between(citations[other], one)
            if len(between) > _REACH or _ENDS.search(between):
                break
            yield other
    if index + 1 < len(citations):
        between = wording.between(one, citations[index + 1])
        if len(between) <= _REACH and _IS_REPLACED.search(between) and not _ENDS.search(between):
            yield index + 1


def _replaced_by(
    verdict: Verdict | None, citation: Citation, registry: Registry
) -> Directive | None:
    """The row of a number that a directive has replaced, if the registry knows just one."""
    newer = registry.get(verdict.key) if verdict and verdict.key else None
    if newer is None or verdict is None or verdict.outcome is not Outcome.RESOLVED:
        return None
    rows = registry.numbered(DirectiveKey.parse(newer.key).body.segment, number_of(citation))
    replaced = [
        row for row in rows if _is_replaced(row, newer, registry) and _may_be_called(row, citation)
    ]
    return replaced[0] if len(replaced) == 1 else None


def _is_known_replaced(row: Directive, newer: Directive | None) -> bool:
    """Whether the registry says that a directive was replaced by another."""
    return newer is not None and (newer.key in row.superseded_by or row.key in newer.supersedes)


def _is_replaced(row: Directive, newer: Directive, registry: Registry) -> bool:
    """Whether the registry says so, or the titles: an older one that is alike, or amends it."""
    if _is_known_replaced(row, newer):
        return True
    if not (row.date and newer.date and first_day(row.date) < first_day(newer.date)):
        return False
    if not (is_alike(newer, row) or is_alike(newer, named_in_title(row, registry) or row)):
        return False
    replaced_by_others = any(row.key in one.supersedes for one in registry.directives)
    return not (row.superseded_by or replaced_by_others)


def _may_be_called(row: Directive, citation: Citation) -> bool:
    word = type_named(citation.type) if citation.type else None
    if word is None:
        return True
    return may_be_one_type(word.code, code_of(row))
