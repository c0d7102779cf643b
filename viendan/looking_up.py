"""``viendan lookup``."""

from __future__ import annotations

import sys

import click

from indexer.directives import Registry
from indexer.language import gettext, reason_text
from indexer.model import PartialDate
from indexer.problems import IndexProblem
from search.forms import lookup_answers, terminal_lookup
from search.forms.held_answers import PlaceAnswers
from search.lookup import MAX_TEXT, look_up
from viendan.contexts import context_of, context_options, say_failures
from viendan.held_texts import passages_at, texts_option
from viendan.options import (
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
)


def standard_input() -> str:
    """What is looked up of standard input; U+FFFD for bytes that are no UTF-8."""
    data = sys.stdin.buffer.read(4 * MAX_TEXT + 1)
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


@click.command()
@click.argument("text", nargs=-1, required=True)
@context_options
@texts_option
@json_option
@lang_option
def lookup(
    text: tuple[str, ...],
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    address: str,
    as_json: bool,
) -> None:
    """Tra cứu một hay nhiều viện dẫn: 200 có, 300 nhiều khả năng, 404 chưa có, 400 không phải."""
    language = chosen_language()
    typed = standard_input() if text == ("-",) else " ".join(text)
    context = context_of(issued, issuer_unit, issuer_province)
    registry = Registry.load()
    answer = look_up(typed, registry, context)
    try:
        passages = passages_at(address, registry)
        day = issued.iso if issued else ""
        places = PlaceAnswers(passages, typed, day) if passages else None
        if as_json:
            print_json([lookup_answers.row(row, language, places) for row in answer.rows])
        else:
            print_lines(terminal_lookup.lookup(answer.rows, language, places))
    except IndexProblem as problem:
        fail(reason_text(problem.reason, language))
    say_cut(answer.cut, language)
    say_failures(answer.failures, language)
    is_in_vain = all(row.status == 400 for row in answer.rows)
    sys.exit(1 if answer.failures or is_in_vain else 0)


def say_cut(is_cut: bool, language: str) -> None:
    """That not all of a text was looked at, on standard error."""
    if is_cut:
        click.echo(gettext("Chỉ tra {n} ký tự đầu của văn bản.", language, n=MAX_TEXT), err=True)
