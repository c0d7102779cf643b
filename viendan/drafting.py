"""``viendan draft``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.directives import Knowledge
from indexer.documents import (
    MAX_DRAFT_BYTES,
    DraftFile,
    UnreadableDraft,
    read_draft,
    unread_reason,
)
from indexer.language import gettext, reason_text
from indexer.model import PartialDate
from indexer.regular_file import read_named
from search.forms import lookup_answers, terminal_lookup
from search.lookup import ContextForm, Judgement, check_draft
from viendan.contexts import context_options, say_failures
from viendan.looking_up import say_cut, standard_input
from viendan.options import (
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
)


def _draft_in(path: str, language: str) -> DraftFile:
    """The draft in a file that was named, or on standard input; ends with a sentence where there
    is none."""
    if path == "-":
        return DraftFile(standard_input())
    try:
        return read_draft(read_named(path, MAX_DRAFT_BYTES), Path(path).name)
    except UnreadableDraft as error:
        fail(reason_text(error.reason, language))
    except OSError as error:
        fail(f"{path}: {reason_text(unread_reason(error), language)}")


@click.command()
@click.argument("file")
@context_options
@click.option("--corrected", is_flag=True, help="Chỉ in dự thảo đã sửa / the corrected draft only.")
@json_option
@lang_option
def draft(
    file: str,
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    corrected: bool,
    as_json: bool,
) -> None:
    """Kiểm tra trích dẫn của một dự thảo: đúng, thiếu khóa, sai loại, đã bị thay thế …"""
    language = chosen_language()
    given = ContextForm(issued.iso if issued else "", issuer_unit, issuer_province)
    written = _draft_in(file, language)
    checked = check_draft(written.text, Knowledge.load(), given)
    if corrected:
        click.echo(checked.corrected)
    elif as_json:
        print_json([lookup_answers.finding(one, language) for one in checked.findings])
    else:
        print_lines(terminal_lookup.draft(checked, language))
    for page in written.unread:
        click.echo(
            gettext("Trang {page} là bản chụp nên chưa kiểm tra.", language, page=page), err=True
        )
    say_cut(checked.cut, language)
    say_failures(checked.failures, language)
    correct = not checked.failures and all(
        one.judgement is Judgement.CORRECT for one in checked.findings
    )
    sys.exit(0 if correct else 1)
