"""The command ``viendan``: all commands, and what is the same for each.

A command's module is loaded when the command is called: who asks one thing does not wait for the
rest, and their list (``viendan --help``) waits for none.
"""

import errno
import sys
from importlib import import_module
from typing import Any

import click

from indexer.language import gettext, reason_text
from indexer.problems import KnowledgeProblem
from viendan.options import chosen_language, fail, lang_option, print_message, use_utf8


class _Commands(click.Group):
    """The commands; a registry that cannot be read ends each of them with its reasons."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run as a program."""
        use_utf8()
        return super().main(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(context)
        except KnowledgeProblem as error:
            for reason in error.problems:
                print_message(reason_text(reason, chosen_language()))
            sys.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads on, as behind "head"
                raise
            said = gettext(
                "Không đọc hoặc ghi được {name} ({error}). Hãy kiểm tra đĩa và quyền rồi chạy lại",
                chosen_language(),
                name=error.filename or gettext("kết quả", chosen_language()),
                error=error.strerror or type(error).__name__,
            )
            fail(said)


class LaterCommand(click.Command):
    """A command by its name and its first sentence, until it is called."""

    def __init__(self, name: str, place: str, sentence: str) -> None:
        super().__init__(name, help=sentence)
        self._place = place

    def loaded(self) -> click.Command:
        """The command itself; Ctrl-C while it is loaded ends the program without a trace."""
        module, name = self._place.split(":")
        try:
            command: click.Command = getattr(import_module(module), name)
        except KeyboardInterrupt:
            sys.exit(130)
        return command

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """What was typed, as the command itself reads it."""
        return self.loaded().make_context(*arguments, **options)


@click.group(cls=_Commands)
@lang_option
@click.version_option(package_name="viendan")
def main() -> None:
    """Viện Dẫn: tìm và đối chiếu văn bản được viện dẫn trong các thông báo của Đảng."""


_LISTED = (
    LaterCommand(
        "index",
        "viendan.indexing:index_command",
        "Lập hoặc cập nhật chỉ mục từ tệp và thư mục (mặc định: các nguồn cũ, hoặc thông báo mẫu).",
    ),
    LaterCommand(
        "watch",
        "viendan.indexing:watch",
        "Theo dõi thư mục: tệp thả vào được lập chỉ mục sau vài giây (Ctrl-C để dừng).",
    ),
    LaterCommand(
        "export",
        "viendan.indexing:export_command",
        "Ghi ra mọi điều đã hiểu: trường, lý do, viện dẫn, địa danh; viendan index đọc lại được.",
    ),
    LaterCommand("serve", "viendan.indexing:serve", "Phục vụ trang tra cứu."),
    LaterCommand("search", "viendan.searching:search", "Tìm thông báo, như trang tìm kiếm."),
    LaterCommand(
        "read", "viendan.searching:read", "Cho thấy một thông báo được hiểu thế nào, từng bước một."
    ),
    LaterCommand(
        "cite", "viendan.citing:cite", "Tìm và đối chiếu mọi viện dẫn trong một văn bản bất kỳ."
    ),
    LaterCommand(
        "lookup",
        "viendan.looking_up:lookup",
        "Tra cứu một hay nhiều viện dẫn: 200 có, 300 nhiều khả năng, 404 chưa có, 400 không phải.",
    ),
    LaterCommand(
        "draft",
        "viendan.drafting:draft",
        "Kiểm tra trích dẫn của một dự thảo: đúng, thiếu khóa, sai loại, đã bị thay thế …",
    ),
    LaterCommand(
        "check",
        "viendan.checking:check",
        "Kiểm tra danh mục, địa danh, chỉ mục và các mức sàn chất lượng.",
    ),
)
for _command in _LISTED:
    main.add_command(_command)
