"""What all commands share: the language, the printing, and the options of the same name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from indexer.language import LANGUAGES
from indexer.storage import DEFAULT_INDEX

Command = TypeVar("Command", bound=Callable[..., Any])


def _remember(context: click.Context, _option: object, value: str | None) -> None:
    root = context.find_root()
    root.meta["language"] = value or root.meta.get("language", "vi")


def chosen_language() -> str:
    """The language that the person chose, on the command or before it."""
    return str(click.get_current_context().find_root().meta.get("language", "vi"))


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_remember,
    help="Ngôn ngữ của lời nhắn / language of messages.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="In dữ liệu JSON / print JSON.")
index_option = click.option(
    "--index",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_INDEX,
    show_default="index",
    help="Thư mục chỉ mục / index directory.",
)
province_option = click.option(
    "--province", help="Tỉnh của kho, khi văn bản không nói / the collection's province."
)

seconds_option = click.option(
    "--seconds",
    type=click.FloatRange(min=1, max=86400),
    help="Thời gian đọc mỗi tệp, mặc định 60 / time for the reading of a file.",
)


def print_json(data: object) -> None:
    """Data on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    for line in lines:
        click.echo(line)


def fail(message: str, status: int = 1) -> NoReturn:
    """End with a message on standard error."""
    click.echo(message, err=True)
    sys.exit(status)
