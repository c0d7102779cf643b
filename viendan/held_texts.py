"""The texts of directives that an index holds, for commands that can do without one."""

from __future__ import annotations

import click

from indexer.directives import Registry
from search.engine import open_engine
from search.held import HeldPassages, held_passages

texts_option = click.option(
    "--index",
    "address",
    default="",
    help="Chỉ mục để xem toàn văn trong kho, ví dụ một thư mục / an index whose texts are read.",
)


def passages_at(address: str, registry: Registry) -> HeldPassages | None:
    """The texts of the index that was named; None where none was."""
    return held_passages(open_engine(address), registry) if address else None
