"""What all commands share: the language, the printing, and the options of the same name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import click
import msgspec

from indexer.language import LANGUAGES, gettext, reason_text
from indexer.paths import default_index
from indexer.regular_file import MAX_BYTES, read_named
from search.typography import on_one_line

Command = TypeVar("Command", bound=Callable[..., Any])


def _set_language(context: click.Context, _option: object, value: str | None) -> None:
    root = context.find_root()
    root.meta["language"] = value or root.meta.get("language", "vi")


def chosen_language() -> str:
    """The language that the person chose, on the command or before it; without a command none."""
    context = click.get_current_context(silent=True)
    return str(context.find_root().meta.get("language", "vi")) if context else "vi"


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_set_language,
    help="Ngôn ngữ của lời nhắn / language of messages.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="In dữ liệu JSON / print JSON.")
index_option = click.option(
    "--index",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=default_index,
    show_default="index",
    help="Thư mục chỉ mục / index directory.",
)

address_option = click.option(
    "--index",
    "address",
    default=lambda: str(default_index()),
    show_default="index",
    help="Chỉ mục, ví dụ một thư mục / the index, for example a folder.",
)


class TextFile(click.File):
    """A file of text in UTF-8; standard input for ``-``, where a pipe is welcome too."""

    def __init__(self) -> None:
        super().__init__("r", encoding="utf-8", errors="replace")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        """All of the file, so that nothing is left to go wrong."""
        if value == "-":
            return super().convert(value, param, ctx)
        language = chosen_language()
        try:
            data = read_named(value, MAX_BYTES)
            data.decode("utf-8")
        except OSError as error:
            from indexer.documents import unread_reason  # all the readers, for a rare word

            reason = reason_text(unread_reason(error), language)
            self.fail(f"{value}: {reason}", param, ctx)
        except ValueError:
            message = gettext("{path} không phải là văn bản UTF-8", language, path=value)
            self.fail(message, param, ctx)
        return TextIOWrapper(BytesIO(data), "utf-8")


def use_utf8() -> None:
    r"""Read and write UTF-8, also where the system's own encoding has no Vietnamese letters.

    Bytes of an argument or a file's name that are no UTF-8 are lone surrogates here, and written
    as ``\udcff``, which is what JSON has for them.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(data: object, *, indent: int | None = 2) -> None:
    """Data on standard output; on one line without an ``indent``."""
    click.echo(json.dumps(msgspec.to_builtins(data), ensure_ascii=False, indent=indent))


def print_lines(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    for line in lines:
        click.echo(line)


def print_message(message: str) -> None:
    """A message on standard error, on one line whatever the names in it."""
    click.echo(on_one_line(message), err=True)


def fail(message: str, status: int = 1) -> NoReturn:
    """End with a message on standard error."""
    print_message(message)
    sys.exit(status)
