"""Checks of the registry's data, for ``viendan check``: every line that breaks a rule is told.

The rules are those of citation-forms §7 and §8: numbering restarts with each term, so within a
body, a sigil and a term dates rise with numbers.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from indexer.citations.symbols import find_symbols
from indexer.directives.homonyms import term_of
from indexer.directives.keys import DirectiveKey
from indexer.directives.rows import normal_alias, read_directives
from indexer.directives.sequence import NumberSequence, sequence_of, sigil_of
from indexer.knowledge import central_terms, first_day, known_body, type_named
from indexer.model import Directive, Reason, because
from indexer.paths import REGISTRY
from indexer.text import fold

CONFIDENCE = ("confirmed", "partial", "unconfirmed")


def check_registry(folder: Path = REGISTRY) -> list[Reason]:
    """Every problem of the registry, in the order of its lines; empty when it is sound."""
    try:
        directives = read_directives(folder / "directives.csv")
    except (OSError, ValueError, KeyError) as error:
        return [because("không đọc được danh mục văn bản: {error}", error=error)]
    return [
        *_repeated_keys(directives),
        *(problem for directive in directives for problem in _of_one(directive)),
        *_outside_their_terms(directives),
        *_falling_dates(directives),
        *_shared_aliases(directives),
        *_one_sided(directives),
        *_plenums(folder, {directive.key for directive in directives}),
    ]


def _repeated_keys(directives: tuple[Directive, ...]) -> Iterator[Reason]:
    for key, times in Counter(directive.key for directive in directives).items():
        if times > 1:
            yield because("{key}: khóa tra cứu lặp lại {n} lần", key=key, n=times)


def _of_one(directive: Directive) -> Iterator[Reason]:
    key = directive.key
    if not DirectiveKey.is_key(key):
        yield because("{key}: khóa tra cứu sai dạng", key=key)
        return
    if directive.confidence not in CONFIDENCE:
        yield because(
            "{key}: mức tin cậy {confidence} không có", key=key, confidence=directive.confidence
        )
    if directive.confidence == "partial" and not directive.doubt:
        yield because("{key}: chưa chắc chắn mà không nói chỗ nào", key=key)
    if type_named(directive.type) is None:
        yield because("{key}: không có thể loại {type}", key=key, type=directive.type)
    if not directive.title:
        yield because("{key}: thiếu tên văn bản", key=key)
    yield from _symbol(directive)
    yield from _term(directive)


def _symbol(directive: Directive) -> Iterator[Reason]:
    """The key must agree with type, number and body."""
    key = DirectiveKey.parse(directive.key)
    if not directive.number:
        if key.document != "dh" and not key.document.startswith(("luat.", "hien-phap", "hntw")):
            yield because("{key}: thiếu số hiệu", key=directive.key)
        return
    symbol = find_symbols(fold(directive.number), directive.number).get(0)
    if symbol is None or symbol.body is None or symbol.end != len(fold(directive.number).text):
        yield because(
            "{key}: số hiệu {number} sai dạng", key=directive.key, number=directive.number
        )
        return
    if symbol.written != directive.number:
        yield because(
            "{key}: số hiệu viết chuẩn là {number}", key=directive.key, number=symbol.written
        )
    kind = type_named(directive.type)
    if (
        symbol.body.segment != key.body.segment
        or (symbol.body.place == "none") != (not key.body.places)
        or (kind and key.code != kind.code)
        or not (key.number and directive.number.startswith(key.number))
    ):
        yield because(
            "{key}: khóa tra cứu không khớp thể loại, số hiệu hoặc cơ quan", key=directive.key
        )


def _term(directive: Directive) -> Iterator[Reason]:
    body = known_body(DirectiveKey.parse(directive.key).body.head)
    if body is None or body.term != "central":
        return
    term = next((t for t in central_terms() if t.term == directive.term), None)
    if term is None or term_of(directive) != f"k{term.number}":
        yield because(
            "{key}: khóa {term} không khớp khóa tra cứu", key=directive.key, term=directive.term
        )
        return


def _outside_their_terms(directives: tuple[Directive, ...]) -> Iterator[Reason]:
    """A central paper is issued in its term; on the closing day of a congress, which is the last
    of the old term, what the congress passed and numbers that begin anew are of the new one."""
    reached: dict[NumberSequence, int] = defaultdict(int)
    for row in directives:
        sequence = sequence_of(row.key, sigil_of(row))
        if sequence:
            reached[sequence] = max(reached[sequence], DirectiveKey.parse(row.key).figure)
    terms = {term.term: term for term in central_terms()}
    for row in directives:
        term, day = terms.get(row.term), row.date
        if term is None or day is None:
            continue
        if term.holds(first_day(day)) and term.holds(day.latest()):
            continue
        sequence = sequence_of(row.key, sigil_of(row))
        before = sequence and sequence._replace(term=f"k{term.number - 1}")
        begins = before is None or DirectiveKey.parse(row.key).figure < reached[before]
        if not (begins and first_day(day) <= term.opened <= day.latest()):
            yield because(
                "{key}: ngày {date} ngoài khóa {term}", key=row.key, date=day.iso, term=row.term
            )


def _falling_dates(directives: tuple[Directive, ...]) -> Iterator[Reason]:
    sequences: dict[NumberSequence, list[Directive]] = defaultdict(list)
    for directive in directives:
        sequence = sequence_of(directive.key, sigil_of(directive))
        if sequence and directive.date and directive.date.day:
            sequences[sequence].append(directive)
    for rows in sequences.values():
        ordered = sorted(rows, key=lambda row: DirectiveKey.parse(row.key).figure)
        for one, following in pairwise(ordered):
            if one.date and following.date and one.date.iso > following.date.iso:
                yield because(
                    "{key}: ngày sớm hơn văn bản số nhỏ hơn {other}",
                    key=following.key,
                    other=one.key,
                )


def _shared_aliases(directives: tuple[Directive, ...]) -> Iterator[Reason]:
    owners: dict[str, set[str]] = defaultdict(set)
    for directive in directives:
        for alias in directive.aliases:
            owners[normal_alias(alias)].add(directive.key)
    for alias, keys in owners.items():
        if len(keys) > 1:
            yield because(
                "tên gọi tắt {alias} chỉ nhiều văn bản: {keys}",
                alias=alias,
                keys=", ".join(sorted(keys)),
            )


def _one_sided(directives: tuple[Directive, ...]) -> Iterator[Reason]:
    """What supersedes must be superseded by, and both must be held."""
    by_key = {directive.key: directive for directive in directives}
    for directive in directives:
        for mine, theirs in (("supersedes", "superseded_by"), ("superseded_by", "supersedes")):
            for key in getattr(directive, mine):
                other = by_key.get(key)
                if other is None:
                    yield because(
                        "{key}: văn bản thay thế {other} không có trong danh mục",
                        key=directive.key,
                        other=key,
                    )
                elif directive.key not in getattr(other, theirs):
                    yield because(
                        "{key}: quan hệ thay thế với {other} chỉ ghi một phía",
                        key=directive.key,
                        other=key,
                    )


def _plenums(folder: Path, keys: set[str]) -> Iterator[Reason]:
    path = folder / "plenums.toml"
    if not path.exists():
        return
    for row in tomllib.loads(path.read_text("utf-8"))["plenum"]:
        number = next((t.number for t in central_terms() if t.term == row["term"]), None)
        for key in (*row["resolutions"], *row.get("conclusions", ())):
            if not DirectiveKey.is_key(key) or DirectiveKey.parse(key).term != f"k{number}":
                yield because("{key}: không thuộc khóa của hội nghị", key=key)
        single = row["resolutions"][0] if len(row["resolutions"]) == 1 else None
        if single and single not in keys:
            yield because(
                "{key}: văn bản duy nhất của hội nghị không có trong danh mục", key=single
            )
