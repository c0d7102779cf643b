"""``viendan index``, ``watch``, ``export`` and ``serve``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from indexer.directives import RegistryError
from indexer.documents import missing_confinement
from indexer.gazetteer import GazetteerError
from indexer.index.build import Progress, build
from indexer.index.export import export
from indexer.index.outcomes import Report
from indexer.language import gettext, reason_text
from indexer.model import because
from indexer.problems import IndexProblem
from indexer.segmentation import segmenter
from indexer.stages import errors_of
from search.display import all_not_understood, not_understood, ranges
from viendan.options import (
    address_option,
    chosen_language,
    fail,
    index_option,
    json_option,
    lang_option,
    print_json,
    print_message,
    province_option,
    seconds_option,
)

_EXIT_INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended, as shells have it."""

jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), help="Số tiến trình / number of processes."
)


@click.command("index")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option("--only", is_flag=True, help="Bỏ các nguồn cũ / drop the sources indexed before.")
@jobs_option
@province_option
@seconds_option
@json_option
@lang_option
def index_command(
    sources: tuple[Path, ...],
    directory: Path,
    only: bool,
    jobs: int | None,
    province: str | None,
    seconds: float | None,
    as_json: bool,
) -> None:
    """Lập hoặc cập nhật chỉ mục từ tệp và thư mục (mặc định: các nguồn cũ, hoặc thông báo mẫu).

    Nguồn đã lập chỉ mục trước đây được giữ lại, trừ khi có --only.  Tệp .jsonl do viendan export
    ghi cũng là một nguồn.
    """
    with _problems_reported(), _progress_bar() as show:
        report = build(
            sources or None,
            directory,
            show,
            default_province=province,
            seconds=seconds,
            keep_others=not only,
            jobs=jobs,
            announce=_print_plan,
        )
    if as_json:
        print_json(_report_json(report))
    _print_report(report, directory)
    sys.exit(1 if report.failed else 0)


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR…", type=click.Path(path_type=Path))
@index_option
@jobs_option
@province_option
@lang_option
def watch(
    folders: tuple[Path, ...], directory: Path, jobs: int | None, province: str | None
) -> None:
    """Theo dõi thư mục: tệp thả vào được lập chỉ mục sau vài giây (Ctrl-C để dừng)."""
    from indexer.index import watch as watching

    language = chosen_language()

    for folder in folders:
        if not folder.is_dir():
            fail(gettext("Không có thư mục {path}", language, path=folder), 2)
    message = gettext("Đang theo dõi {folders}", language, folders=", ".join(map(str, folders)))
    print_message(message)
    _warn_of_weakness()
    _warn_of_slowness()

    def update() -> None:
        present = [folder for folder in folders if folder.is_dir()]
        if present:  # the notices of a folder that is away stay
            _update(present, directory, jobs, province)

    def print_away(folder: Path, is_away: bool) -> None:
        if is_away:
            message = gettext(
                "Thư mục {path} không còn ở đó; đợi nó trở lại", language, path=folder
            )
        else:
            message = gettext("Thư mục {path} đã trở lại", language, path=folder)
        print_message(message)

    try:
        watching.watch(folders, update, print_away)
    except OSError as error:
        fail(gettext("Hệ thống không theo dõi được thư mục ({error})", language, error=error))
    except KeyboardInterrupt:
        sys.exit(0)


def _update(
    folders: Sequence[Path], directory: Path, jobs: int | None, province: str | None
) -> None:
    """Bring the index up to date; whatever stands in the way is printed, and the watch goes on."""
    language = chosen_language()
    try:
        report = build(
            folders,
            directory,
            default_province=province,
            keep_others=True,
            jobs=jobs,
            thorough=False,  # at every change; who reads a damaged part is told what to run
        )
    except IndexProblem as problem:  # another builder, a full disk: the next change may do
        print_message(reason_text(problem.reason, language))
    except (GazetteerError, RegistryError) as error:
        for reason in error.problems:
            print_message(reason_text(reason, language))
    except FileNotFoundError:
        pass  # gone while it was looked at, which is the next change
    except OSError as error:
        path, why = error.filename or directory, error.strerror or error
        print_message(gettext("Không đọc được {path}: {error}", language, path=path, error=why))
    else:
        if not report.nothing_new:
            _print_report(report, directory)


@click.command("export")
@index_option
@click.option("--jsonl", is_flag=True, default=True, help="Mỗi thông báo một dòng / one a line.")
@lang_option
def export_command(directory: Path, jsonl: bool) -> None:
    """Ghi ra mọi điều đã hiểu: trường, căn cứ, viện dẫn, địa danh; viendan index đọc lại được."""
    del jsonl  # the one format there is
    with _problems_reported():
        for line in export(directory):
            _write_stdout(line)
        _write_stdout(b"")


def _write_stdout(line: bytes) -> None:
    """Put a line on standard output, an empty one with all before it; ends where it cannot be."""
    try:
        sys.stdout.buffer.write(line)
        if not line:
            sys.stdout.buffer.flush()
    except OSError as error:
        # What is still held back would fail again, as the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        message = gettext(
            "Không ghi ra hết được ({error}); tệp xuất ra không đủ, hãy bỏ nó đi",
            chosen_language(),
            error=error.strerror,
        )
        fail(message)


@click.command()
@address_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@lang_option
def serve(address: str, host: str, port: int) -> None:
    """Phục vụ trang tra cứu."""
    # The site is loaded only by the command that serves it.
    from app import create_app
    from viendan.serving import serve as run

    with _problems_reported():
        run(create_app(address), host, port)


@contextmanager
def _problems_reported() -> Iterator[None]:
    """What may go wrong as a sentence and an exit status."""
    language = chosen_language()
    try:
        yield
    except IndexProblem as problem:
        fail(reason_text(problem.reason, language))
    except FileNotFoundError as error:
        fail(gettext("Không có tệp hay thư mục {path}", language, path=error), 2)
    except KeyboardInterrupt:
        fail(
            gettext("Đã dừng theo yêu cầu; những gì đã ghi vào chỉ mục còn nguyên.", language),
            _EXIT_INTERRUPTED,
        )


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """A bar with notices a second and the time left; none where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    language, start = chosen_language(), time.monotonic()
    with ExitStack() as stack:
        bars: list[Any] = []

        def rate(done: int | None) -> str:
            speed = (done or 0) / max(0.001, time.monotonic() - start)
            return gettext("{n} thông báo/giây", language, n=round(speed))

        def show(done: int, total: int) -> None:
            if not bars:  # not before the plan is printed
                bar = click.progressbar(
                    length=total, file=sys.stderr, show_pos=True, item_show_func=rate
                )
                bars.append(stack.enter_context(bar))
            bars[0].update(done - bars[0].pos, done)

        yield show


def _print_plan(report: Report) -> None:
    counts = _counts(report)
    if counts:
        _warn_of_weakness()
        print_message(gettext("Sẽ làm: {counts}.", chosen_language(), counts=counts))
    if report.added or report.changed or report.refreshed:
        _warn_of_slowness()


def _warn_of_slowness() -> None:
    """Why everything will take long, where pyvi is not the one whose weights can be read."""
    language, slowness = chosen_language(), segmenter().warning
    if slowness:
        print_message(gettext("Lưu ý: {reason}.", language, reason=reason_text(slowness, language)))


def _warn_of_weakness() -> None:
    reason = missing_confinement()
    if reason is not None:
        print_message(reason_text(reason, chosen_language()))


def _print_report(report: Report, directory: Path) -> None:
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
    for source in report.being_written:
        line = gettext(
            "{source} đang mở để soạn thảo; nếu có sửa, hãy lưu và đóng rồi lập chỉ mục lại",
            language,
            source=source,
        )
        print_message(line)
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


def _counts(report: Report) -> str:
    language = chosen_language()
    added, changed = _without_failures(report)
    counts = [
        (gettext("thêm {n}", language, n=len(added)), added),
        (gettext("đổi {n}", language, n=len(changed)), changed),
        (gettext("đổi tên {n}", language, n=len(report.renamed)), report.renamed),
        (gettext("bỏ {n}", language, n=len(report.removed)), report.removed),
        (gettext("hiểu lại {n}", language, n=len(report.refreshed)), report.refreshed),
        (gettext("giữ nguyên {n}", language, n=len(report.unchanged)), report.unchanged),
        (gettext("ghi {n} thông báo", language, n=len(report.indexed)), report.indexed),
        (gettext("không đọc được {n}", language, n=len(report.failed)), report.failed),
        (gettext("chưa đọc hết {n}", language, n=len(report.unread)), report.unread),
        (
            gettext("chưa hiểu hết {n}", language, n=len(report.not_understood)),
            report.not_understood,
        ),
    ]
    return ", ".join(text for text, some in counts if some)


def _without_failures(report: Report) -> tuple[list[str], list[str]]:
    """The files added and changed, but for those that are reported as failed: each counts once."""
    added = [source for source in report.added if source not in report.failed]
    return added, [source for source in report.changed if source not in report.failed]


def _report_json(report: Report) -> dict[str, Any]:
    language = chosen_language()
    failed = {source: reason_text(reason, language) for source, reason in report.failed.items()}
    unread = {
        source: {"pages": pages.numbers, "reason": reason_text(pages.reason, language)}
        for source, pages in report.unread.items()
    }
    added, changed = _without_failures(report)
    not_understood = {
        source: [
            asdict(one) | {"reason": reason_text(not_understood(one), language)} for one in failures
        ]
        for source, failures in report.not_understood.items()
    }
    counted = {"added": added, "changed": changed, "failed": failed, "unread": unread}
    counted |= {"not_understood": not_understood}
    return {**asdict(report), **counted}
