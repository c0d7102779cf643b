"""The command ``viendan``: data on standard output, progress and messages on standard error.

Exit status: 0 fine, 1 problems found, 2 wrong usage.
"""

import click

from viendan.checking import check
from viendan.citing import cite, lookup
from viendan.indexing import index_command, serve
from viendan.options import lang_option
from viendan.searching import read, search


@click.group()
@lang_option
@click.version_option(package_name="viendan")
def main() -> None:
    """Viện Dẫn: tìm và đối chiếu văn bản được viện dẫn trong các thông báo của Đảng."""


for _command in (index_command, serve, search, read, cite, lookup, check):
    main.add_command(_command)
