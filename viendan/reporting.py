"""What a build will do and has done, for people and for programs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.documents import missing_confinement
from indexer.index.report import PassingFailure, Report
from indexer.language import gettext, reason_text
from indexer.model import because
from indexer.segmentation import segmenter
from indexer.stages import errors_of
from search.typography import ranges
from search.wording import all_not_understood, not_understood
from viendan.options import chosen_language, print_message

_EXAMPLES = 5
"""Files that are named where many go the same way."""


def print_plan(report: Report) -> None:
    """What will be done, and what makes it slow or weak here."""
    counts = _counts(report)
    if counts:
        warn_of_weakness()
        print_message(gettext("Sẽ làm: {counts}.", chosen_language(), counts=counts))
    if report.added or report.changed or report.refreshed:
        warn_of_slowness()


def warn_of_slowness() -> None:
    """Why everything will take long, where pyvi is not the one whose weights can be read."""
    language, slowness = chosen_language(), segmenter().warning
    if slowness:
        print_message(gettext("Lưu ý: {reason}.", language, reason=reason_text(slowness, language)))


def warn_of_weakness() -> None:
    """In what readers are less confined here than they may be."""
    reason = missing_confinement()
    if reason is not None:
        print_message(reason_text(reason, chosen_language()))


def print_report(report: Report, directory: Path) -> None:
    """What was done, on standard error."""
    language = chosen_language()
    kept = set(report.kept)
    for source, reason in sorted(report.failed.items()):
        why = reason_text(reason, language)
        if source in kept:
            line = gettext(
                "Không đọc được {source}: {reason}; bản trước vẫn tra cứu được",
                language,
                source=source,
                reason=why,
            )
        else:
            line = gettext("Không đọc được {source}: {reason}", language, source=source, reason=why)
        print_message(line)
    _print_passing(report, kept)
    if report.withheld:
        names = _first_of(report.withheld)
        line = gettext("Chưa bỏ {n} tệp: {names}", language, n=len(report.withheld), names=names)
        print_message(line)
    for source, unread in sorted(report.unread.items()):
        line = gettext(
            "Chưa đọc hết {source}: trang {pages}: {reason}",
            language,
            source=source,
            pages=ranges(unread.numbers),
            reason=reason_text(unread.reason, language),
        )
        print_message(line)
    for source, failures in sorted(report.not_understood.items()):
        told = because(
            "Chưa hiểu hết {source}: {values} (chương trình gặp lỗi: {errors}); "
            "phần còn lại vẫn tra cứu được",
            source=source,
            errors=errors_of(failures),
        )
        print_message(reason_text(all_not_understood(failures, told), language))
    for source in sorted({*report.added, *report.changed} & report.duplicates.keys()):
        line = gettext(
            "Trùng: {source} giống hệt {other}; là một thông báo, lấy theo {other}",
            language,
            source=source,
            other=report.duplicates[source],
        )
        print_message(line)
    _print_same_papers(report)
    _print_refused(report)
    for source in report.being_written:
        line = gettext(
            "{source} đang mở để soạn thảo; nếu có sửa, hãy lưu và đóng rồi lập chỉ mục lại",
            language,
            source=source,
        )
        print_message(line)
    _print_passed_over(report)
    if report.nothing_new:
        print_message(gettext("Không có gì thay đổi; chỉ mục còn nguyên.", language))
        return
    message = gettext(
        "Đã lập chỉ mục vào {directory}: {counts}.",
        language,
        directory=directory,
        counts=_counts(report),
    )
    print_message(message)


def _print_same_papers(report: Report) -> None:
    """The files that have become one notice with another one of the same paper."""
    new = {*report.added, *report.changed, *report.refreshed}
    for source, other in sorted(report.same_papers.items()):
        if source in new or other in new:
            line = gettext(
                "Cùng một văn bản: {source} và {other}; là một thông báo, lấy theo {other}",
                chosen_language(),
                source=source,
                other=other,
            )
            print_message(line)


def _print_refused(report: Report) -> None:
    """The papers that were not taken in for their level of secrecy, and how they may be."""
    language = chosen_language()
    for source, refusal in sorted(report.refused.items()):
        line = gettext(
            "Không nhận {source}: {reason}",
            language,
            source=source,
            reason=reason_text(refusal.reason, language),
        )
        print_message(line)
    for level in sorted({one.level for one in report.refused.values()}):
        line = gettext(
            "Văn bản độ mật {level} chỉ được ghi lại đường dẫn, độ mật và lý do, không giữ nội "
            'dung. Nếu máy này được phép lưu, hãy chạy viendan index với --secrecy "{level}"',
            language,
            level=level,
        )
        print_message(line)


def _print_passed_over(report: Report) -> None:
    language = chosen_language()
    if names := report.passed_over:
        line = gettext(
            "Bỏ qua {n} tệp không phải văn bản: {names}",
            language,
            n=len(names),
            names=_first_of(names),
        )
        print_message(line)
    if names := report.bare_letters:
        line = gettext(
            "{n} thư không có tệp đính kèm nào là văn bản: {names}. Lời thư không được lập chỉ "
            "mục; nếu văn bản nằm ngay trong lời thư, hãy lưu riêng thành tệp",
            language,
            n=len(names),
            names=_first_of(names),
        )
        print_message(line)


def _first_of(names: Sequence[str]) -> str:
    return ", ".join(names[:_EXAMPLES]) + (" …" if len(names) > _EXAMPLES else "")


def _print_passing(report: Report, kept: set[str]) -> None:
    language = chosen_language()
    for source, failure in sorted(report.passing.items()):
        reason = reason_text(failure.reason, language)
        if source in kept:
            line = gettext(
                "Tạm thời chưa đọc được {source}: {reason}; {again}; bản trước vẫn tra cứu được",
                language,
                source=source,
                reason=reason,
                again=_again_text(failure),
            )
        else:
            line = gettext(
                "Tạm thời chưa đọc được {source}: {reason}; {again}",
                language,
                source=source,
                reason=reason,
                again=_again_text(failure),
            )
        print_message(line)
    if report.passing:
        print_message(gettext("Muốn thử lại ngay, hãy chạy viendan index với --retry", language))


def _again_text(failure: PassingFailure) -> str:
    language = chosen_language()
    if failure.again <= time.time():
        return gettext("lần chạy sau sẽ thử lại", language)
    when = datetime.fromtimestamp(failure.again, UTC).astimezone()
    return gettext("sẽ thử lại từ {time}", language, time=f"{when:%Y-%m-%d %H:%M}")


def _counts(report: Report) -> str:
    language = chosen_language()
    added, changed = _without_failures(report)
    counts = [
        (gettext("thêm {n}", language, n=len(added)), added),
        (gettext("đổi {n}", language, n=len(changed)), changed),
        (gettext("đổi tên {n}", language, n=len(report.renamed)), report.renamed),
        (gettext("bỏ {n}", language, n=len(report.removed)), report.removed),
        (
            gettext("bỏ khỏi chỉ mục vì độ mật {n}", language, n=len(report.withdrawn)),
            report.withdrawn,
        ),
        (gettext("hiểu lại {n}", language, n=len(report.refreshed)), report.refreshed),
        (gettext("giữ nguyên {n}", language, n=len(report.unchanged)), report.unchanged),
        (gettext("ghi {n} thông báo", language, n=len(report.indexed)), report.indexed),
        (gettext("không đọc được {n}", language, n=len(report.failed)), report.failed),
        (gettext("tạm thời chưa đọc được {n}", language, n=len(report.passing)), report.passing),
        (gettext("chưa đọc hết {n}", language, n=len(report.unread)), report.unread),
        (gettext("tệp trùng {n}", language, n=len(report.duplicates)), report.duplicates),
        (
            gettext("tệp là bản khác của văn bản đã có {n}", language, n=len(report.same_papers)),
            report.same_papers,
        ),
        (gettext("không nhận vì độ mật {n}", language, n=len(report.refused)), report.refused),
        (
            gettext("chưa hiểu hết {n}", language, n=len(report.not_understood)),
            report.not_understood,
        ),
    ]
    return ", ".join(text for text, some in counts if some)


def _without_failures(report: Report) -> tuple[list[str], list[str]]:
    """The files added and changed, but for those that failed, were refused or are copies."""
    failed = report.failed.keys() | report.passing.keys() | report.refused.keys()
    failed |= report.duplicates.keys() | report.same_papers.keys()
    added = [source for source in report.added if source not in failed]
    return added, [source for source in report.changed if source not in failed]


def report_json(report: Report) -> dict[str, Any]:
    """What was done, as data."""
    language = chosen_language()
    failed = {source: reason_text(reason, language) for source, reason in report.failed.items()}
    passing = {
        source: {
            "reason": reason_text(one.reason, language),
            "again": datetime.fromtimestamp(one.again, UTC).isoformat(),
        }
        for source, one in report.passing.items()
    }
    unread = {
        source: {"pages": pages.numbers, "reason": reason_text(pages.reason, language)}
        for source, pages in report.unread.items()
    }
    added, changed = _without_failures(report)
    parts = {
        source: [
            asdict(one) | {"reason": reason_text(not_understood(one), language)} for one in failures
        ]
        for source, failures in report.not_understood.items()
    }
    counted = {"added": added, "changed": changed, "failed": failed, "unread": unread}
    counted |= {"not_understood": parts}
    refused = {
        source: {"level": one.level, "reason": reason_text(one.reason, language)}
        for source, one in report.refused.items()
    }
    return {**asdict(report), **counted, "passing": passing, "refused": refused}
