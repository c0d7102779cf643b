"""What a number leaves open: 07-QĐi/HU may be of any huyện ủy, and each counts for itself."""

from __future__ import annotations

from indexer.directives import STATE, DirectiveKey
from indexer.knowledge import known_body
from indexer.model import UNKNOWN, Reason, because

_WHOSE = because("chưa rõ của cấp ủy nào")
_WHICH_TERM = because("chưa rõ thuộc nhiệm kỳ nào")


def what_is_open(key: str) -> Reason:
    """What a key leaves open, as people say it.

    >>> [str(what_is_open(one)) for one in ("hu._/_/qdi-07", "btctw/_/hd-95")]
    ['chưa rõ của cấp ủy nào', 'chưa rõ thuộc khóa nào']
    """
    parts = DirectiveKey.parse(key)
    is_of_state = parts.body.segment.startswith(STATE)
    if parts.body.is_open:
        is_committee = parts.body.segment != UNKNOWN and not is_of_state
        return _WHOSE if is_committee else because("chưa rõ của cơ quan nào")
    if is_of_state:
        return because("chưa rõ của năm nào")
    body = known_body(parts.body.head)
    is_central = body is not None and body.term == "central"
    return because("chưa rõ thuộc khóa nào") if is_central else _WHICH_TERM
