"""``viendan cite``, ``viendan lookup`` and ``viendan draft``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import partial
from typing import TextIO

import click

from indexer.citations import find_citations
from indexer.directives import CitingContext, Registry, parse_issuer
from indexer.language import gettext
from indexer.model import PartialDate, Resolution
from indexer.stages import StageFailure, StageGuard
from indexer.understanding import resolved_citations
from search.forms import answers, lookup_answers, terminal
from search.lookup import MAX_TEXT, TYPED, Judgement, check_draft, look_up
from viendan.options import (
    Command,
    TextFile,
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
    print_message,
)

MAX_CITED = 4_000_000
"""Characters of a text, or of a line of JSON, whose citations are looked for: 1,500 pages."""


def _issued(_context: click.Context, _option: object, value: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _context_options(command: Command) -> Command:
    """The options that say by whom and when a text was issued."""
    for option in (
        click.option("--issued", callback=_issued, help="Ngày ban hành / date: 2023-08-09."),
        click.option("--issuer-unit", default="", help="Cấp ủy ban hành / issuing committee."),
        click.option("--issuer-province", default="", help="Tỉnh / province: Lâm Đồng."),
    ):
        command = option(command)
    return command


def _context(issued: PartialDate | None, unit: str, province: str) -> CitingContext:
    """What is known of a notice, its committee as a key or by name."""
    return CitingContext(issued, parse_issuer(unit, province), province, asked=issued is None)


@click.command()
@click.argument("file", type=TextFile(), required=False)
@_context_options
@click.option("--jsonl", type=TextFile(), help="Mỗi dòng một đối tượng JSON.")
@json_option
@lang_option
def cite(
    file: TextIO | None,
    jsonl: TextIO | None,
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    as_json: bool,
) -> None:
    """Tìm và đối chiếu mọi viện dẫn trong một văn bản bất kỳ."""
    language = chosen_language()
    registry = Registry.load()
    if jsonl is not None:
        sys.exit(_cite_lines(jsonl, registry, language))
    if file is None:
        raise click.UsageError(gettext("Hãy nêu một tệp, hoặc - để đọc từ đầu vào chuẩn", language))
    context = _context(issued, issuer_unit, issuer_province)
    text = file.read(MAX_CITED + 1)
    if len(text) > MAX_CITED:
        fail(_too_long(language))
    found, failures = _resolved(text, TYPED, context, registry)
    if as_json:
        print_json([answers.citation(one, language) for one in found])
    else:
        print_lines(terminal.resolutions(found, language))
    _say_failures(failures, language)
    sys.exit(1 if failures else 0)


def _too_long(language: str) -> str:
    return gettext(
        "Văn bản dài quá {most} ký tự; hãy tách ra, hoặc lập chỉ mục: viendan index TỆP",
        language,
        most=MAX_CITED,
    )


def _resolved(
    text: str, source: str, context: CitingContext, registry: Registry
) -> tuple[list[Resolution], tuple[StageFailure, ...]]:
    """The citations of a text, and the stages on which the program failed."""
    guard = StageGuard("", source, text)
    found = resolved_citations(partial(find_citations, text), text, context, registry, guard)
    return found, guard.failures


def _say_failures(failures: Sequence[StageFailure], language: str) -> None:
    """What is missing because the program failed, on standard error."""
    for line in terminal.failures(failures, language):
        print_message(line)


def _cite_lines(lines: TextIO, registry: Registry, language: str) -> int:
    """One JSON object a line in, one array a line out, in order; the exit status."""
    status = 0
    for number, line in enumerate(iter(lambda: lines.readline(MAX_CITED + 1), ""), start=1):
        if len(line) > MAX_CITED:
            fail(f"{number}: {_too_long(language)}")
        try:
            row = json.loads(line)
            text, province = str(row["text"]), str(row.get("issuer_province") or "")
            issued = PartialDate.parse(row["issued"]) if row.get("issued") else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            fail(
                gettext(
                    "Dòng {number} không đọc được: {error}", language, number=number, error=error
                )
            )
        context = _context(issued, str(row.get("issuer_unit") or ""), province)
        found, failures = _resolved(text, f"{TYPED}:{number}", context, registry)
        print_json([answers.citation(one, language) for one in found], indent=None)
        _say_failures(failures, language)
        status = 1 if failures else status
    return status


def _standard_input() -> str:
    """What is looked up of standard input; U+FFFD for bytes that are no UTF-8."""
    data = sys.stdin.buffer.read(4 * MAX_TEXT + 1)
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


@click.command()
@click.argument("text", nargs=-1, required=True)
@_context_options
@json_option
@lang_option
def lookup(
    text: tuple[str, ...],
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    as_json: bool,
) -> None:
    """Tra cứu một hay nhiều viện dẫn: 200 có, 300 nhiều khả năng, 404 chưa có, 400 không phải."""
    language = chosen_language()
    typed = _standard_input() if text == ("-",) else " ".join(text)
    context = _context(issued, issuer_unit, issuer_province)
    answer = look_up(typed, Registry.load(), context)
    if as_json:
        print_json([lookup_answers.row(row, language) for row in answer.rows])
    else:
        print_lines(terminal.lookup(answer.rows, language, is_dated=issued is not None))
    if answer.cut:
        click.echo(gettext("Chỉ tra {n} ký tự đầu của văn bản.", language, n=MAX_TEXT), err=True)
    _say_failures(answer.failures, language)
    is_in_vain = all(row.status == 400 for row in answer.rows)
    sys.exit(1 if answer.failures or is_in_vain else 0)


@click.command()
@click.argument("file", type=TextFile())
@_context_options
@json_option
@lang_option
def draft(
    file: TextIO,
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    as_json: bool,
) -> None:
    """Kiểm tra trích dẫn của một bản thảo: đúng, thiếu khóa, sai loại, đã bị thay thế …"""
    language = chosen_language()
    context = _context(issued, issuer_unit, issuer_province)
    checked = check_draft(file.read(), Registry.load(), context)
    if as_json:
        print_json([lookup_answers.finding(one, language) for one in checked.findings])
    else:
        print_lines(terminal.draft(checked, language))
    if checked.cut:
        click.echo(gettext("Chỉ tra {n} ký tự đầu của văn bản.", language, n=MAX_TEXT), err=True)
    _say_failures(checked.failures, language)
    correct = not checked.failures and all(
        one.judgement is Judgement.CORRECT for one in checked.findings
    )
    sys.exit(0 if correct else 1)
