"""Checks of the registry's data, for ``viendan check``: every line that breaks a rule is told.

The rules are those of citation-forms §7 and §8: numbering restarts with each term, so within a
body, a sigil and a term dates rise with numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from indexer.citations.symbols import find_symbols
from indexer.directives.check_state import check_state_rows
from indexer.directives.keys import STATE, DirectiveKey
from indexer.directives.rows import PARTY_TABLE, STATE_TABLE, normal_alias, read_directives
from indexer.directives.sequence import NumberSequence, sequence_of, sigil_of
from indexer.directives.verdicts import term_of
from indexer.knowledge import central_terms, first_day, known_body, paper_types, type_named
from indexer.model import Directive, Reason, because
from indexer.paths import REGISTRY
from indexer.text import fold

CONFIDENCE = ("confirmed", "partial", "unconfirmed")

UNNUMBERED = ("dh", "dieu-le", "cuong-linh", "hien-phap")
"""Documents that bear no number: the resolution of a congress, and what has editions."""

_JOINT = "nn.lien-tich/"
"""Joint papers (văn bản liên tịch), whose keys do not name those who sign them."""


def check_registry(folder: Path = REGISTRY) -> list[Reason]:
    """Every problem of the registry, in the order of its lines; empty when it is sound."""
    try:
        party = read_directives(folder / PARTY_TABLE)
        state = read_directives(folder / STATE_TABLE)
    except (OSError, ValueError, KeyError) as error:
        return [because("không đọc được danh mục văn bản: {error}", error=error)]
    both = (*party, *state)
    keyed = [row for row in both if DirectiveKey.is_key(row.key)]
    return [
        *_repeated_keys(both),
        *(problem for directive in both for problem in _of_one(directive)),
        *_in_their_tables(party, state),
        *check_state_rows([row for row in keyed if row.key.startswith(STATE)]),
        *_outside_their_terms([row for row in keyed if row.term]),
        *_falling_dates([row for row in keyed if row.term]),
        *_shared_aliases(both),
        *_one_sided(keyed),
        *_newer_than_what_they_replace(keyed),
        *_plenums(folder, {directive.key for directive in party}),
    ]


def _repeated_keys(directives: Sequence[Directive]) -> Iterator[Reason]:
    for key, times in Counter(directive.key for directive in directives).items():
        if times > 1:
            yield because("{key}: khóa tra cứu lặp lại {n} lần", key=key, n=times)


def _in_their_tables(party: Sequence[Directive], state: Sequence[Directive]) -> Iterator[Reason]:
    """The State's are read by their keys from their own table, all others from the Party's."""
    for rows, of_state in ((party, False), (state, True)):
        for row in rows:
            if row.key.startswith(STATE) is not of_state:
                table = PARTY_TABLE if of_state else STATE_TABLE
                yield because("{key}: thuộc bảng {table}", key=row.key, table=table)


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
    if directive.date and directive.date.day and directive.date.exact() is None:
        yield because("{key}: ngày {date} không có thật", key=key, date=directive.date.iso)
    if not directive.title:
        yield because("{key}: thiếu tên văn bản", key=key)
    if not key.startswith(_JOINT):
        if directive.type not in {kind.name for kind in paper_types()}:
            yield because("{key}: không có thể loại {type}", key=key, type=directive.type)
        yield from _symbol(directive)
    yield from _term(directive)


def _symbol(directive: Directive) -> Iterator[Reason]:
    """The key must agree with type, number and body."""
    key = DirectiveKey.parse(directive.key)
    if not directive.number:
        if key.number or key.document not in UNNUMBERED:
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
    if term is None or term_of(directive) != term.key:
        yield because(
            "{key}: khóa {term} không khớp khóa tra cứu", key=directive.key, term=directive.term
        )
        return


def _outside_their_terms(directives: Sequence[Directive]) -> Iterator[Reason]:
    """A central paper is issued in its term; on the closing day of a congress, which is the last
    of the old term, what the congress passed and numbers that begin anew are of the new one."""
    reached: dict[NumberSequence | None, int] = {}
    for row in directives:
        sequence = sequence_of(row.key, sigil_of(row))
        if sequence:
            figure = DirectiveKey.parse(row.key).figure
            reached[sequence] = max(reached.get(sequence, 0), figure)
    terms = {term.term: term for term in central_terms()}
    for row in directives:
        term, day = terms.get(row.term), row.date
        if term is None or day is None:
            continue
        if term.holds(first_day(day)) and term.holds(day.latest()):
            continue
        sequence = sequence_of(row.key, sigil_of(row))
        before = sequence and sequence._replace(term=f"k{term.number - 1}")
        begins = before is None or DirectiveKey.parse(row.key).figure < reached.get(before, 0)
        if not (begins and first_day(day) <= term.opened <= day.latest()):
            yield because(
                "{key}: ngày {date} ngoài khóa {term}", key=row.key, date=day.iso, term=row.term
            )


def _falling_dates(directives: Sequence[Directive]) -> Iterator[Reason]:
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


def _shared_aliases(directives: Sequence[Directive]) -> Iterator[Reason]:
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


def _one_sided(directives: Sequence[Directive]) -> Iterator[Reason]:
    """What supersedes must be superseded by.  Of the Party's both must be held; the State's table
    names what it does not hold, by a key or by the number alone."""
    by_key = {directive.key: directive for directive in directives}
    for directive in directives:
        for mine, theirs in (("supersedes", "superseded_by"), ("superseded_by", "supersedes")):
            for key in getattr(directive, mine):
                other = by_key.get(key)
                if key == directive.key:
                    yield because("{key}: tự thay thế chính mình", key=key)
                elif other is None and not _is_told_by_the_state(directive, key):
                    yield because(
                        "{key}: văn bản thay thế {other} không có trong danh mục",
                        key=directive.key,
                        other=key,
                    )
                elif other and directive.key not in getattr(other, theirs):
                    yield because(
                        "{key}: quan hệ thay thế với {other} chỉ ghi một phía",
                        key=directive.key,
                        other=key,
                    )


_NUMBER = re.compile(r"\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐƯ0-9-]+")


def _is_told_by_the_state(row: Directive, other: str) -> bool:
    """Whether a row of the State may name another that is not held, written as it is."""
    if not row.key.startswith(STATE):
        return False
    return other.startswith(STATE) if DirectiveKey.is_key(other) else bool(_NUMBER.fullmatch(other))


def _newer_than_what_they_replace(directives: Sequence[Directive]) -> Iterator[Reason]:
    """What replaces is not older than what it replaces, as far as both days or years are known."""
    by_key = {directive.key: directive for directive in directives}
    for directive in directives:
        for other in directive.supersedes:
            held = by_key.get(other)
            before = held.date.iso if held and held.date else _year_of(other)
            if directive.date and before > directive.date.iso:
                yield because(
                    "{key}: thay thế văn bản ban hành sau là {other}",
                    key=directive.key,
                    other=other,
                )


def _year_of(other: str) -> str:
    """The year in the key or the number of what is not held, or nothing."""
    found = re.search(r"/y?(\d{4})/", other)
    return found[1] if found else ""


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
