"""A document's own key (khóa của chính văn bản): the key under which others cite it.

``hu.bao-lam.lam-dong/nk2020/tb-198`` for *Thông báo số 198-TB/HU* of Huyện ủy Bảo Lâm of
15/12/2022.  It is made by the rules of citations: the paper is cited as it would cite itself, by
its type, number and day, among papers of its own committee.  So two keys are equal where a
citation means that paper.  What stays open (whose it is, of which term) leaves it without key.
"""

from __future__ import annotations

from indexer.citations import numbered_citations
from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.knowledge import (
    congress_cycle_at,
    congress_days_at,
    format_date,
    type_named,
    types_signed,
)
from indexer.model import (
    UNKNOWN,
    Certainty,
    Evidence,
    Field,
    Notice,
    Outcome,
    PartialDate,
    Reason,
    Status,
    because,
)
from indexer.organs import governs_unit, speaking_organ
from indexer.stages import NO_GUARD, StageGuard
from indexer.text import slug, unaccent


def own_key(
    notice: Notice,
    text: str,
    context: CitingContext,
    registry: Registry,
    guard: StageGuard = NO_GUARD,
) -> Field[str]:
    """The key of a paper by its fields, with the reason; None where one of them is missing.

    ``text`` is the paper's, ``context`` what its citations lean on too: its day, its committee and
    where that sits.  It is stated where all its parts are, each place in the letterhead too,
    and its day alone tells the term.
    ``guard`` notes what fails of it, as of any citation.
    """
    lacking = _lacking(notice, context)
    if lacking:
        return _unknown(lacking)
    written = f"{notice.type.value} số {notice.number.value}"
    if context.issued:
        written += f" ngày {format_date(context.issued)}"
    if issuer := notice.issuer.value:
        written += f" của {issuer}"
    found = numbered_citations(written)
    if len(found) != 1 or not found[0].number:
        return _unknown(because("số, ký hiệu không theo mẫu của {type}", type=notice.type.value))
    if contradiction := _contradiction(notice.type.value, found[0].sigil):
        return _unknown(contradiction)
    (one,) = resolve(found, written, context, registry, guard=guard)
    if one.key is None or one.outcome in (Outcome.MALFORMED, Outcome.AMBIGUOUS):
        return _unknown(one.reason)
    key = DirectiveKey.parse(one.key)
    foreign = _not_its_own(key, context) or _left_open(key, notice, context.issued)
    if foreign:
        return _unknown(foreign)
    reason = because("theo loại, số, ngày và cơ quan ban hành của văn bản")
    if key.term.startswith("nk") and not _is_term_of_day(notice, context):
        if one.certainty is not Certainty.INFERRED:
            return _unknown(because("ban hành trong kỳ đại hội, nên không rõ thuộc nhiệm kỳ nào"))
        return Field(one.key, Evidence(Status.INFERRED, one.reason))
    status = Status.STATED if _is_stated(key, notice, text) else Status.INFERRED
    return Field(one.key, Evidence(status, reason))


def _lacking(notice: Notice, context: CitingContext) -> Reason | None:
    """What a paper lacks without which it has no key."""
    if notice.draft.value:
        return because("dự thảo chưa phải là văn bản ban hành")
    if not notice.number.value:
        return because("văn bản không có số, hoặc số không đọc được")
    if not notice.type.value:
        return because("không rõ loại văn bản")
    if context.issued is None:
        return because("không rõ ngày ban hành, nên không rõ thuộc nhiệm kỳ nào")
    return None


def _contradiction(type_name: str | None, code: str | None) -> Reason | None:
    """Why the code in a paper's number is not one of its type; None where it may be, or is open."""
    kind = type_named(type_name or "")
    if code is None or kind is None or not kind.sigils or not types_signed(code):
        return None
    if unaccent(code) in map(unaccent, kind.sigils):
        return None
    return because(
        "ký hiệu {code} trong số không hợp với tên loại {type}", code=code, type=kind.name
    )


def _not_its_own(key: DirectiveKey, context: CitingContext) -> Reason | None:
    """Why a key that was found is not this paper's alone."""
    if key.body.head in _OF_NO_REGISTER:
        return because("chi bộ không có khóa riêng: nhiều chi bộ mang một tên")
    if not _is_of(context.issuer, key):
        return because("ký hiệu không phải của cơ quan ban hành ghi ở đầu văn bản")
    return None


def _is_term_of_day(notice: Notice, context: CitingContext) -> bool:
    """Whether a day alone tells the term of a local committee, as none in the time of the
    congresses does; a committee that governs no unit has its own between those of the others."""
    day = context.issued
    if day is None:
        return True
    as_governing, as_other = (
        congress_cycle_at(day, level) is not None for level in (notice.level.value, None)
    )
    if as_governing == as_other:
        return as_other  # whichever it is, which takes longer to tell
    return governs_unit(speaking_organ(notice.issuer.value or "").body) == as_governing


def _left_open(key: DirectiveKey, notice: Notice, issued: PartialDate | None) -> Reason | None:
    """Which part of a key is not known, and why; None where all are."""
    if key.body.is_open:
        if notice.issuer.value is None:
            return because("không rõ cơ quan ban hành")
        return because("không rõ {issuer} ở địa phương nào", issuer=notice.issuer.value)
    if key.term != UNKNOWN or issued is None:
        return None
    level = _LEVELS.get(len(key.body.places), "")
    if days := congress_days_at(issued, level):
        opens, closes = (format_date(PartialDate.parse(day.isoformat())) for day in days)
        return because(
            "ngày ban hành nằm trong kỳ đại hội ({opens}–{closes}), nên không rõ thuộc nhiệm kỳ "
            "trước hay nhiệm kỳ sau",
            opens=opens,
            closes=closes,
        )
    return because("không rõ ngày {date} thuộc nhiệm kỳ nào", date=format_date(issued))


_LEVELS = {1: "province", 2: "district", 3: "commune"}
"""Whose congresses part the terms of a committee, by how many places its key names."""


def _is_stated(key: DirectiveKey, notice: Notice, text: str) -> bool:
    """Whether all that the key is made of stands in the paper, its places in the letterhead."""
    told = (notice.number, notice.type, notice.date)
    if any(field.evidence.status is not Status.STATED for field in told):
        return False
    places = key.body.places
    head = slug(notice.letterhead.of(text)) if places and notice.letterhead else ""
    return all(place in head for place in places)


_OF_NO_REGISTER = frozenset({"cb"})
"""Bodies of which many bear one name: a number and a day do not tell whose paper it is."""


def _is_of(issuer: BodyKey | None, key: DirectiveKey) -> bool:
    """Whether a key is that of a body that sits where the paper's committee does; a key without
    places is of a body of the centre."""
    return issuer is None or not issuer.places or key.body.places == issuer.places


def _unknown(reason: Reason) -> Field[str]:
    return Field(None, Evidence(Status.UNKNOWN, reason))
