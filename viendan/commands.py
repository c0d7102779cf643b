"""The command ``viendan``: all commands, and what is the same for each."""

import errno
import sys
from typing import Any

import click

from indexer.directives import RegistryError
from indexer.gazetteer import GazetteerError
from indexer.language import gettext, reason_text
from viendan.checking import check
from viendan.citing import cite, draft, lookup
from viendan.indexing import export_command, index_command, serve, watch
from viendan.options import chosen_language, fail, lang_option, print_message, use_utf8
from viendan.searching import read, search


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
        except (GazetteerError, RegistryError) as error:
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


@click.group(cls=_Commands)
@lang_option
@click.version_option(package_name="viendan")
def main() -> None:
    """Viện Dẫn: tìm và đối chiếu văn bản được viện dẫn trong các thông báo của Đảng."""


_LISTED = (
    index_command, watch, export_command, serve, search, read, cite, lookup, draft, check,
)  # fmt: skip
for _command in _LISTED:
    main.add_command(_command)
