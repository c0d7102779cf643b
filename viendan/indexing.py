"""``viendan index`` and ``viendan serve``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.build import build
from indexer.language import say, say_reason
from indexer.project import SAMPLE_NOTICES
from indexer.storage import IndexProblem
from viendan.options import (
    chosen_language,
    fail,
    index_option,
    json_option,
    lang_option,
    print_json,
    province_option,
)


@click.command("index")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@index_option
@province_option
@json_option
@lang_option
def index_command(
    sources: tuple[Path, ...], directory: Path, province: str | None, as_json: bool
) -> None:
    """Lập hoặc cập nhật chỉ mục từ tệp và thư mục (mặc định: corpus/notices)."""
    language = chosen_language()
    try:
        with click.progressbar(length=1, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

            def show(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            report = build(sources or (SAMPLE_NOTICES,), directory, show, default_province=province)
    except IndexProblem as problem:
        fail(say_reason(problem.reason, language))
    except FileNotFoundError as error:
        fail(say("Không có tệp hay thư mục {path}", language, path=error), 2)
    failed = {source: say_reason(reason, language) for source, reason in report.failed.items()}
    if as_json:
        print_json({"indexed": report.indexed, "failed": failed, "unchanged": report.unchanged})
    for source, reason in failed.items():
        click.echo(
            say("Không đọc được {source}: {reason}", language, source=source, reason=reason),
            err=True,
        )
    if report.unchanged:
        click.echo(say("Không có gì thay đổi; chỉ mục còn nguyên.", language), err=True)
    else:
        click.echo(
            say(
                "Đã lập chỉ mục {n} thông báo vào {directory}; {failed} tệp không đọc được.",
                language,
                n=len(report.indexed),
                directory=directory,
                failed=len(failed),
            ),
            err=True,
        )
    sys.exit(1 if failed else 0)


@click.command()
@index_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@lang_option
def serve(directory: Path, host: str, port: int) -> None:
    """Phục vụ trang tra cứu."""
    import app

    try:
        app.serve(directory, host, port)
    except IndexProblem as problem:
        fail(say_reason(problem.reason, chosen_language()))
