"""A document's own key (khóa của chính văn bản): the key under which others cite it.

``hu.bao-lam.lam-dong/nk2020/tb-198`` for *Thông báo số 198-TB/HU* of Huyện ủy Bảo Lâm of
15/12/2022.  It is made by the rules of citations: the paper is cited as it would cite itself, by
its type, number and day, among papers of its own committee.  So two keys are equal where a
citation means that paper.  What stays open (whose it is, of which term) leaves it without key.
"""

from __future__ import annotations

from indexer.citations import find_citations
from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.knowledge import format_date
from indexer.model import Evidence, Field, Notice, Outcome, Reason, Status, because


def own_key(notice: Notice, context: CitingContext, registry: Registry) -> Field[str]:
    """The key of a paper by its fields, with the reason; None where one of them is missing.

    ``context`` is what its citations lean on too: its day, its committee and where that sits.
    """
    number, kind = notice.number.value, notice.type.value
    if not number:
        return _unknown(because("văn bản không có số, hoặc số không đọc được"))
    if not kind:
        return _unknown(because("không rõ loại văn bản"))
    if context.issued is None:
        return _unknown(because("không rõ ngày ban hành, nên không rõ thuộc nhiệm kỳ nào"))
    written = f"{kind} số {number} ngày {format_date(context.issued)}"
    if issuer := notice.issuer.value:
        written += f" của {issuer}"
    found = find_citations(written)
    if len(found) != 1 or not found[0].number:
        return _unknown(because("số, ký hiệu không theo mẫu của {type}", type=kind))
    (one,) = resolve(found, written, context, registry)
    if one.key is None or one.outcome in (Outcome.MALFORMED, Outcome.AMBIGUOUS):
        return _unknown(one.reason)
    key = DirectiveKey.parse(one.key)
    if key.body.head in _OF_NO_REGISTER:
        return _unknown(because("chi bộ không có khóa riêng: nhiều chi bộ mang một tên"))
    if not _is_of(context.issuer, key):
        return _unknown(because("ký hiệu không phải của cơ quan ban hành ghi ở đầu văn bản"))
    if key.is_provisional:
        return _unknown(because("không rõ văn bản của cơ quan nào hoặc thuộc nhiệm kỳ nào"))
    told = (notice.number, notice.type, notice.date)
    is_stated = all(field.evidence.status is Status.STATED for field in told)
    status = Status.STATED if is_stated else Status.INFERRED
    reason = because("theo loại, số, ngày và cơ quan ban hành của văn bản")
    return Field(one.key, Evidence(status, reason))


_OF_NO_REGISTER = frozenset({"cb"})
"""Bodies of which many bear one name: a number and a day do not tell whose paper it is."""


def _is_of(issuer: BodyKey | None, key: DirectiveKey) -> bool:
    """Whether a key is that of a body that sits where the paper's committee does."""
    if issuer is None or not issuer.places or not key.body.places:
        return True
    return key.body.places == issuer.places


def _unknown(reason: Reason) -> Field[str]:
    return Field(None, Evidence(Status.UNKNOWN, reason))
