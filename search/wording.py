"""How what is known and what is not is said, in the person's language: outcomes, ties, failures.

Without an index or a query: whoever reads one text says it with these words too.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.directives import Tie
from indexer.language import gettext
from indexer.model import Arrival, EachOf, Outcome, Reason, Status, because
from indexer.stages import NoticeStage, StageFailure, errors_of
from search.typography import day


def status_name(status: Status, language: str) -> str:
    """How a field is known."""
    names = {
        Status.STATED: gettext("ghi trong văn bản", language),
        Status.INFERRED: gettext("suy luận", language),
        Status.UNKNOWN: gettext("không rõ", language),
    }
    return names[status]


def outcome_name(outcome: Outcome, language: str) -> str:
    """What came of a citation."""
    names = {
        Outcome.RESOLVED: gettext("đã xác định", language),
        Outcome.AMBIGUOUS: gettext("chưa phân định", language),
        Outcome.NOT_HELD: gettext("chưa có trong danh mục", language),
        Outcome.MALFORMED: gettext("không phải viện dẫn", language),
    }
    return names[outcome]


def tie_name(tie: Tie | None, language: str) -> str:
    """How a notice is tied to a directive where its text does not decide; else nothing."""
    if tie is Tie.INFERRED:
        return gettext("suy luận", language)
    return gettext("có thể", language) if tie is Tie.POSSIBLE else ""


_NOT_UNDERSTOOD = {
    NoticeStage.FIELDS: because("chưa hiểu được phần thể thức"),
    NoticeStage.CORRECTIONS: because("chưa đưa được phần đính chính vào"),
    NoticeStage.PLACES: because("chưa hiểu được phần địa danh"),
    NoticeStage.CITATIONS: because("chưa hiểu được phần viện dẫn"),
    NoticeStage.CARD: because("chưa ghi được địa bàn vào phiếu"),
    NoticeStage.WORDS: because("chưa tách được từ, chỉ tìm được theo từng tiếng"),
    NoticeStage.FACETS: because("chưa xếp được theo loại, cơ quan, địa bàn nên không lọc ra được"),
}


def describe_arrival(stamp: Arrival) -> Reason:
    """What an arrival stamp says.

    >>> from indexer.model import PartialDate
    >>> str(describe_arrival(Arrival("88", PartialDate(2026, 4, 8), "Văn phòng Huyện ủy")))
    'số đến 88; ngày đến 08/4/2026; Văn phòng Huyện ủy'
    """
    said = []
    if stamp.number:
        said.append(because("số đến {number}", number=stamp.number))
    if stamp.day:
        said.append(because("ngày đến {day}", day=day(stamp.day.iso)))
    if stamp.office:
        said.append(Reason("{name}", (("name", stamp.office),)))
    return EachOf("{values}", (), tuple(said))


def not_understood(failure: StageFailure) -> Reason:
    """What of a notice or a text is missing, because the program failed on it.

    >>> str(not_understood(StageFailure(NoticeStage.CITATIONS, "IndexError")))
    'chưa hiểu được phần viện dẫn'
    """
    if failure.partly:
        return because("chưa hiểu hết phần viện dẫn")
    return _NOT_UNDERSTOOD[failure.stage]


def all_not_understood(failures: Sequence[StageFailure], sentence: Reason | None = None) -> Reason:
    """The same of several failures, as ``{values}`` of a sentence."""
    said = sentence or because(
        "Chương trình gặp lỗi nên {values}; các phần khác vẫn dùng được. "
        "Hãy báo người quản trị lỗi này: {errors}",
        errors=errors_of(failures),
    )
    return EachOf(said.template, said.values, tuple(dict.fromkeys(map(not_understood, failures))))
