"""Short forms and what they point back to (citation-forms §6).

Order: a full citation in the same notice, nearest before, then after; khóa or date in the
short form; the subject; the registry's alias.  After ``05-NQ/HU``, "Nghị quyết 05" is the
district's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

from indexer.directives.bodies_cited import cited_body
from indexer.directives.homonyms import (
    Verdict,
    by_subject,
    code_of,
    contradicts,
    existing,
    resolved,
    term_of,
)
from indexer.directives.keys import UNKNOWN
from indexer.directives.numbered import (
    Setting,
    number_of,
    plenum_number,
    resolve_numbered,
    term_key,
    written_code,
)
from indexer.knowledge import central_key, central_term_at, known_body
from indexer.model import Citation, Directive, Outcome, because

# How many fuller citations of one number are tried on each side.
_TRIES = 40


class Antecedents:
    """The fuller citations of a text, by the number or plenum they name."""

    def __init__(self, citations: Sequence[Citation], verdicts: dict[int, Verdict]) -> None:
        self._citations, self._verdicts = citations, dict(verdicts)
        self._places: dict[str, list[int]] = defaultdict(list)
        for index in sorted(verdicts):
            self._places[_name(citations[index])].append(index)

    def of(self, index: int) -> Verdict | None:
        """The verdict on what the citation at ``index`` points to, or None."""
        citation = self._citations[index]
        places = self._places.get(_name(citation), [])
        at = bisect_left(places, index)
        nearest = [*reversed(places[max(0, at - _TRIES) : at]), *places[at : at + _TRIES]]
        chosen = next(
            (i for i in nearest if _points_to(citation, self._citations[i], self._verdicts[i])),
            None,
        )
        return None if chosen is None else self._verdict(citation, chosen)

    def _verdict(self, citation: Citation, chosen: int) -> Verdict:
        fuller = self._verdicts[chosen]
        full = self._citations[chosen]
        twins = {
            self._verdicts[i].key
            for i in range(max(0, chosen - _TRIES), chosen + _TRIES)
            if i in self._verdicts
            and self._citations[i].span == full.span
            and _points_to(citation, self._citations[i], self._verdicts[i])
        }
        plenum = plenum_number(citation)
        if len(twins) > 1 and plenum is not None:
            keys = tuple(sorted(key for key in twins if key))
            reason = because("văn bản nêu trước đó thuộc nhiều khóa")
            return Verdict(f"tw/{UNKNOWN}/hntw-{plenum:02d}", Outcome.AMBIGUOUS, reason, keys)
        reason = because(
            "cách gọi tắt của {full} trong cùng văn bản", full=" ".join(full.text.split())
        )
        return Verdict(fuller.key, fuller.outcome, reason, fuller.candidates, full)


def _name(citation: Citation) -> str:
    plenum = plenum_number(citation)
    return number_of(citation) if plenum is None else f"plenum {plenum}"


def _points_to(citation: Citation, other: Citation, verdict: Verdict) -> bool:
    plenum = plenum_number(citation)
    if plenum is not None:
        return (
            plenum_number(other) == plenum
            and other.type == citation.type
            and other.term is not None
        )
    if other.kind in ("alias", "short") or number_of(other) != number_of(citation):
        return False
    if not _same_type(written_code(citation, None), written_code(other, cited_body(other))):
        return False
    return _agrees(citation, other, verdict)


def _same_type(one: str, other: str) -> bool:
    return one == other or {one, other} == {"qd", "qdi"}


def _agrees(citation: Citation, other: Citation, verdict: Verdict) -> bool:
    """Whether organ, khóa and date of a short form allow a fuller citation."""
    key = verdict.key or "//"
    if citation.body_code and other.body_code and citation.body_code != other.body_code:
        return False
    if (
        citation.term
        and "-" not in citation.term
        and key.split("/")[1] not in (central_key(citation.term), UNKNOWN)
    ):
        return False
    if citation.date and other.date:
        return citation.date.year == other.date.year
    if citation.date and key.startswith("tw/"):
        term = central_term_at(citation.date)
        return term is None or key.split("/")[1] in (f"k{term.number}", UNKNOWN)
    return True


def resolve_short(citation: Citation, setting: Setting) -> Verdict:
    """A short form without antecedent: its organ, khóa, date, subject or alias must tell."""
    body = cited_body(citation) if citation.body_code else None
    if body and body.segment != "tw":
        return resolve_numbered(citation, setting, body)
    number, code = number_of(citation), written_code(citation, None)
    codes = ("qd", "qdi") if _ABBREVIATED_QD.match(citation.text) else (code,)
    held = _central(number, codes, setting)
    if body is None and not held and not citation.term:
        reason = because("không rõ cơ quan ban hành và không có văn bản đầy đủ nào nêu số này")
        return Verdict(f"{UNKNOWN}/{UNKNOWN}/{code}-{number}", Outcome.NOT_HELD, reason)
    open_key = f"tw/{UNKNOWN}/{code}-{number}"
    centre = known_body("tw")
    stated = term_key(citation, centre, "province") if centre else None
    if stated:
        fitting = [d for d in held if term_of(d) == stated[0]]
        if len(fitting) == 1:
            return resolved(fitting[0], stated[1])
        if citation.term or body:
            return Verdict(f"tw/{stated[0]}/{code}-{number}", Outcome.NOT_HELD, stated[1])
        key = f"{UNKNOWN}/{UNKNOWN}/{code}-{number}"
        return Verdict(
            key, Outcome.NOT_HELD, because("chưa có văn bản nào mang số này trong danh mục")
        )
    return _by_alias(citation, held, open_key, number, setting)


_ABBREVIATED_QD = re.compile(r"q[dđ][\s.:_-]*(?:s[oố])?[\s.:_-]*\d", re.IGNORECASE)


def _names(citation: Citation, number: str) -> tuple[str, ...]:
    """What a short form may stand for: QĐ abbreviates both Quyết định and Quy định."""
    if _ABBREVIATED_QD.match(citation.text):
        return (f"QĐ {number}", f"Quyết định {number}", f"Quy định {number}")
    return (f"{citation.type} {number}",)


def _central(number: str, codes: Collection[str], setting: Setting) -> list[Directive]:
    return [d for d in setting.registry.numbered("tw", number) if code_of(d) in codes]


def _by_alias(
    citation: Citation, held: Sequence[Directive], open_key: str, number: str, setting: Setting
) -> Verdict:
    left = existing(held, setting.issued)
    if citation.subject and len(left) > 1:
        fitting = by_subject(left, citation.subject, setting.registry)
        if len(fitting) == 1:
            return resolved(fitting[0], because("nội dung nêu sau số hiệu khớp với tên văn bản"))
    named = {d.key: d for name in _names(citation, number) for d in setting.registry.by_alias(name)}
    aliased = list(named.values())
    if (
        len(aliased) == 1
        and existing(aliased, setting.issued)
        and not contradicts(aliased[0], citation.subject)
    ):
        return resolved(aliased[0], because("tên gọi tắt quen dùng của một văn bản duy nhất"))
    keys = tuple(d.key for d in left or held)
    outcome = Outcome.AMBIGUOUS if left else Outcome.NOT_HELD
    return Verdict(open_key, outcome, because("cách gọi tắt không cho biết khóa hay ngày"), keys)
