"""``viendan index``, ``watch``, ``export`` and ``serve``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from indexer.index.build import Progress, build
from indexer.index.export import export
from indexer.index.report import Report
from indexer.language import gettext, reason_text
from indexer.problems import IndexProblem, KnowledgeProblem
from viendan.collection_options import province_option, seconds_option, secrecy_option
from viendan.options import (
    address_option,
    chosen_language,
    fail,
    index_option,
    json_option,
    lang_option,
    print_json,
    print_message,
)
from viendan.reporting import (
    print_plan,
    print_report,
    report_json,
    warn_of_slowness,
    warn_of_weakness,
)

_EXIT_INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended, as shells have it."""

_NOT_SOONER, _LOOK_AGAIN = 30.0, 300.0
"""Seconds in which a watch looks again by itself for what it could not read."""

_EVERYWHERE = "\0"
"""Stands for every folder: no path, and nothing that can be typed."""

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
@click.option(
    "--retry", is_flag=True, help="Thử lại ngay tệp tạm thời chưa đọc được / retry failed files."
)
@click.option(
    "--confirm-removals",
    multiple=True,
    is_flag=False,
    flag_value=_EVERYWHERE,
    metavar="[DIR]",
    help="Bỏ các tệp cùng mất một lúc trong thư mục nêu ra, không nêu thì ở mọi nơi "
    "/ remove files that went missing at once, in a folder or everywhere.",
)
@secrecy_option
@json_option
@lang_option
def index_command(
    sources: tuple[Path, ...],
    directory: Path,
    only: bool,
    jobs: int | None,
    province: str | None,
    seconds: float | None,
    retry: bool,
    confirm_removals: tuple[str, ...],
    admitted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Lập hoặc cập nhật chỉ mục từ tệp và thư mục (mặc định: các nguồn cũ, hoặc thông báo mẫu).

    Nguồn đã lập chỉ mục trước đây được giữ lại, trừ khi có --only.  Tệp .jsonl do viendan export
    ghi cũng là một nguồn.

    Thư mục còn đó mà trống trơn, hay nguồn mất quá nửa (từ 20 thông báo), thì chưa bỏ gì: ổ đĩa có
    thể chưa gắn; đã xóa thật thì thêm --confirm-removals với thư mục ấy (nêu được nhiều lần; không
    nêu thư mục thì ở mọi nguồn).

    Văn bản đóng dấu Mật, Tối mật, Tuyệt mật không được nhận: chỉ ghi lại đường dẫn, độ mật và lý
    do, không giữ chữ nào, kể cả khi bản trước đã nhận.  Chỉ khi máy này được phép lưu thì nêu
    --secrecy "Mật" ở mỗi lần chạy, hoặc đặt biến VIENDAN_SECRECY="Mật, Tối mật".
    """
    if not all(map(str.strip, confirm_removals)):  # as of a variable that is not set
        message = gettext(
            "--confirm-removals cần tên một thư mục, không được rỗng", chosen_language()
        )
        fail(message, 2)
    with _problems_reported(), _progress_bar() as show:
        report = build(
            sources or None,
            directory,
            show,
            default_province=province,
            seconds=seconds,
            keep_others=not only,
            jobs=jobs,
            retry=retry,
            confirm_removals=_EVERYWHERE in confirm_removals or [*map(Path, confirm_removals)],
            announce=print_plan,
            admitted=admitted,
        )
    if as_json:
        print_json(report_json(report))
    print_report(report, directory)
    sys.exit(1 if report.failed or report.passing else 0)


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR…", type=click.Path(path_type=Path))
@index_option
@jobs_option
@province_option
@secrecy_option
@lang_option
def watch(
    folders: tuple[Path, ...],
    directory: Path,
    jobs: int | None,
    province: str | None,
    admitted: tuple[str, ...],
) -> None:
    """Theo dõi thư mục: tệp thả vào được lập chỉ mục sau vài giây (Ctrl-C để dừng)."""
    from indexer.index import watch as watching

    language = chosen_language()

    for folder in folders:
        if not os.path.isdir(folder):
            fail(gettext("Không có thư mục {path}", language, path=folder), 2)
    message = gettext("Đang theo dõi {folders}", language, folders=", ".join(map(str, folders)))
    print_message(message)
    warn_of_weakness()
    warn_of_slowness()

    update = _Update(folders, directory, jobs, province, admitted)

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


def _seconds_to_next_try(report: Report) -> float | None:
    """When to look again although nothing was told to have changed."""
    now = time.time()
    waits = [one.again - now for one in report.passing.values()]
    if report.away:  # nobody tells that a share is back
        waits.append(_LOOK_AGAIN)
    return min(max(min(waits), _NOT_SOONER), _LOOK_AGAIN) if waits else None


@dataclass
class _Update:
    """Brings the index up to date, as often as it is called; what was not read is told once."""

    folders: Sequence[Path]
    directory: Path
    jobs: int | None
    province: str | None
    admitted: tuple[str, ...]
    said: set[str] = field(default_factory=set)

    def __call__(self) -> float | None:
        """In how many seconds to look again although nothing has changed; None for never."""
        present = [folder for folder in self.folders if os.path.isdir(folder)]
        if not present:  # what is away stays, and it is told when it is back
            return None
        report = self._report(present)
        if report is None:  # as while another program builds
            return _LOOK_AGAIN
        told = {*report.failed, *report.passing, *report.refused}
        if not (report.nothing_new and told <= self.said):
            print_report(report, self.directory)
        self.said = told
        return _seconds_to_next_try(report)

    def _report(self, folders: Sequence[Path]) -> Report | None:
        """What was done; whatever stands in the way is printed, and the watch goes on."""
        language = chosen_language()
        try:
            return build(
                folders,
                self.directory,
                default_province=self.province,
                keep_others=True,
                jobs=self.jobs,
                admitted=self.admitted,
                thorough=False,  # at every change; who reads a damaged part is told what to run
            )
        except IndexProblem as problem:  # another builder, a full disk: the next change may do
            print_message(reason_text(problem.reason, language))
        except KnowledgeProblem as error:
            for reason in error.problems:
                print_message(reason_text(reason, language))
        except FileNotFoundError:
            pass  # gone while it was looked at, which is the next change
        except OSError as error:
            path, why = error.filename or self.directory, error.strerror or error
            print_message(gettext("Không đọc được {path}: {error}", language, path=path, error=why))
        return None


@click.command("export")
@index_option
@click.option("--jsonl", is_flag=True, default=True, help="Mỗi thông báo một dòng / one a line.")
@lang_option
def export_command(directory: Path, jsonl: bool) -> None:
    """Ghi ra mọi điều đã hiểu: trường, lý do, viện dẫn, địa danh; viendan index đọc lại được."""
    del jsonl  # the one format there is
    with _problems_reported():
        try:
            for line in export(directory):
                _write_stdout(line)
            _write_stdout(b"")
        except KeyboardInterrupt:
            message = gettext(
                "Đã dừng theo yêu cầu; tệp xuất ra không đủ, hãy bỏ nó đi", chosen_language()
            )
            fail(message, _EXIT_INTERRUPTED)


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
