"""Whether a draft cites a place that a held text lacks: an Điều 11 of a regulation with ten.

A place that was not found may be one that could not be read, that stands in a part of the text
which is not there, or that came in with an amendment.  Only where none of that can be is it said
that there is no such place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.citations import place_name
from indexer.model import Certainty, CitationRole, EachOf, OneOf, Pinpoint, Reading, Reason, because
from indexer.numerals import read_number
from indexer.outline import Division, DivisionKind, Outline, Presence
from search.engine import Engine
from search.held import HeldPassage, HeldPassages, HeldText, text_meant
from search.lookup.draft_citation import DraftCitation, Judgement, Remark
from search.query import CITE_ROLE, CITES, Query

_MOST_PLACES = 5
"""Places of one citation that are looked for."""

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""By which điểm are counted: f, j, w and z are no letters of the alphabet."""

_FEWEST = 2
"""Parts in a row from which their numbering is told."""

_EXCERPT = "Trích sao"


def no_such_place(cited: DraftCitation) -> Remark | None:
    """An article, clause or point that the text held of the directive certainly lacks.

    What is not found, and may be there all the same, is a note.  Nothing is said of a directive
    that is only inferred, nor of a place that words such as "Quy định nêu trên" tie to it.
    """
    missing = _missing(cited)
    certain = [one.reason for one in missing if one.is_certain]
    if certain:
        return Remark(Judgement.NO_SUCH_PLACE, _all(certain))
    return Remark(None, _all([one.reason for one in missing])) if missing else None


def _missing(cited: DraftCitation) -> list[Absence]:
    one, passages = cited.resolution, cited.passages
    if passages is None or not one.citation.pinpoints:
        return []
    held = text_meant(passages.texts, one, cited.issued.iso if cited.issued else "")
    if held is None or held.is_inferred or one.certainty is Certainty.INFERRED:
        return []
    name = " ".join(filter(None, (one.type or one.citation.type, one.number))) or held.key
    missing = (
        absence(passages, held, passages.cited(cited.text, one, at, held), name, at)
        for at in one.citation.pinpoints[:_MOST_PLACES]
    )
    return [found for found in missing if found]


def _all(reasons: list[Reason]) -> Reason:
    if len(reasons) == 1:
        return reasons[0]
    return EachOf("{values}", (), tuple(reasons))


@dataclass(frozen=True, slots=True)
class Absence:
    """That a place was not found in a held text; ``reason`` says that it has none, or, where that
    is not ``is_certain``, why it cannot be told."""

    reason: Reason
    is_certain: bool


def absence(
    passages: HeldPassages,
    held: HeldText,
    found: Sequence[HeldPassage],
    name: str,
    pinpoint: Pinpoint,
) -> Absence | None:
    """What a held text, called by ``name``, lacks of a place where that was looked for; None where
    it has it, or is not divided in that way."""
    if not found or found[0].presence is not Presence.ABSENT:
        return None
    divided = passages.divided(found[0].notice)
    if divided is None:
        return None
    place = place_name(pinpoint)
    why = _why_untold(divided.reading) or _amended(passages.engine, held.key)
    told = None if why else _told(divided.outline, pinpoint, name, place)
    if told:
        return Absence(told, is_certain=True)
    why = why or because("các phần ở đó đánh số không liền")
    reason = because("không kiểm được {place} ở bản trong kho: {values}", place=place, values="")
    return Absence(OneOf(reason.template, reason.values, (why,)), is_certain=False)


def _why_untold(reading: Reading) -> Reason | None:
    """Why what is not found in a text may be there all the same."""
    if any(page.method != "text" for page in reading.document.pages):
        return because("bản ấy là bản quét")
    if reading.failures or reading.notice.copy.value == _EXCERPT:
        return because("bản ấy không đủ cả văn bản")
    if not reading.notice.signatories.value:
        return because("bản ấy không có phần ký, nên có thể thiếu phần cuối")
    return None


def _amended(engine: Engine, key: str) -> Reason | None:
    """That some paper speaks of an amendment of the directive, which may bring new parts."""
    role = CitationRole.AMENDED.value
    if engine.total(Query(filters={CITES.name: (key,), CITE_ROLE.name: (role,)})):
        return because("kho có thông báo nói đến việc sửa đổi, bổ sung văn bản ấy")
    return None


_KINDS = (DivisionKind.ARTICLE, DivisionKind.CLAUSE, DivisionKind.POINT)
_FIELDS = ("article", "clause", "point")
_OTHERS = ("appendix", "part", "chapter", "section", "item")


def _told(outline: Outline, pinpoint: Pinpoint, name: str, place: str) -> Reason | None:
    """The sentence that there is no such place; None where the numbers leave it open."""
    inner: Sequence[Division] = _articles(outline)
    if not inner or not pinpoint.article or any(getattr(pinpoint, one) for one in _OTHERS):
        return None
    outer = ""
    for at, (field, kind) in enumerate(zip(_FIELDS, _KINDS, strict=True)):
        number = getattr(pinpoint, field)
        if number is None:
            continue
        one = next((one for one in inner if one.number == number), None)
        if one is None:
            n = _counted(inner, kind)
            is_behind = 0 < n < _value(number, kind)
            return _sentence(kind, outer, n, inner, name, place) if is_behind else None
        inner = _within(outline, one, _KINDS[at + 1 :])
        clause = pinpoint.clause if field == "clause" else None
        outer = place_name(replace(pinpoint, clause=clause, point=None))
    return None


def _articles(outline: Outline) -> Sequence[Division]:
    """The articles of a paper; none where several papers or annexes number theirs by themselves."""
    found = [one for one in outline.divisions if one.kind is DivisionKind.ARTICLE]
    return found if all(one.anchor == f"dieu-{one.number}" for one in found) else []


def _sentence(
    kind: DivisionKind, outer: str, n: int, parts: Sequence[Division], name: str, place: str
) -> Reason:
    if kind is DivisionKind.ARTICLE:
        return because(
            "{name} trong kho có {n} điều, không có {place}", name=name, n=n, place=place
        )
    if kind is DivisionKind.CLAUSE:
        return because(
            "{outer} của {name} trong kho có {n} khoản, không có {place}",
            outer=outer, name=name, n=n, place=place,
        )  # fmt: skip
    return because(
        "{outer} của {name} trong kho có các điểm từ a đến {last}, không có {place}",
        outer=outer, name=name, last=parts[-1].number, place=place,
    )  # fmt: skip


def _within(outline: Outline, outer: Division, kinds: Sequence[DivisionKind]) -> Sequence[Division]:
    """What lies directly in a part, of some kinds."""
    at = outline.place(outer.anchor)
    return [one for one in outline.divisions if one.parent == at and one.kind in kinds]


def _value(number: str, kind: DivisionKind) -> int:
    """What a number or letter counts; 0 for 7a, which comes in with an amendment."""
    if kind is DivisionKind.POINT:
        return _LETTERS.find(number) + 1 if len(number) == 1 else 0
    return read_number(number) or 0


def _counted(parts: Sequence[Division], kind: DivisionKind) -> int:
    """How many parts there are, where they are numbered from 1 or a without a gap; else 0."""
    numbers = [_value(one.number, kind) for one in parts if one.kind is kind]
    is_whole = len(numbers) == len(parts) >= _FEWEST
    return len(numbers) if is_whole and numbers == list(range(1, len(numbers) + 1)) else 0
