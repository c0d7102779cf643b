"""What ``viendan cite``, ``lookup`` and ``draft`` ask about a text, and say where they fail."""

from __future__ import annotations

from collections.abc import Sequence

import click

from indexer.directives import CitingContext, parse_issuer
from indexer.model import PartialDate
from indexer.stages import StageFailure
from search.forms.terminal_citations import failures as failure_lines
from viendan.options import Command, print_message


def _issued(_context: click.Context, _option: object, value: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def context_options(command: Command) -> Command:
    """The options that say by whom and when a text was issued."""
    for option in (
        click.option("--issued", callback=_issued, help="Ngày ban hành / date: 2023-08-09."),
        click.option("--issuer-unit", default="", help="Cấp ủy ban hành / issuing committee."),
        click.option("--issuer-province", default="", help="Tỉnh / province: Lâm Đồng."),
    ):
        command = option(command)
    return command


def context_of(issued: PartialDate | None, unit: str, province: str) -> CitingContext:
    """What is known of a notice, its committee as a key or by name."""
    return CitingContext(issued, parse_issuer(unit, province), province, asked=issued is None)


def say_failures(found: Sequence[StageFailure], language: str) -> None:
    """What is missing because the program failed, on standard error."""
    for line in failure_lines(found, language):
        print_message(line)
