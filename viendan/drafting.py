"""``viendan draft``."""

from __future__ import annotations

import sys
from datetime import datetime
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
from indexer.problems import IndexProblem
from indexer.regular_file import read_named
from search.forms import lookup_answers, terminal_lookup
from search.lookup import CheckedDraft, ContextForm, Judgement, amended_draft, check_draft
from viendan.contexts import context_options, say_failures
from viendan.held_texts import passages_at, texts_option
from viendan.looking_up import say_cut, standard_input
from viendan.options import (
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
    print_message,
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


def _write_word(checked: CheckedDraft, written: DraftFile, path: str, language: str) -> None:
    """Write the Word file with its corrections to a file that is not there yet; ends with a
    sentence where it has none of them."""
    if not written.word:
        fail(gettext("Dự thảo không phải tệp .docx nên không ghi được tệp .docx đã sửa.", language))
    amended = amended_draft(checked, written, datetime.now())
    if amended is None:
        fail(gettext("Không có chỗ nào sửa được chắc chắn, nên không ghi tệp nào.", language))
    if amended.left_out:
        print_message(
            gettext(
                "{n} trong {total} chỗ sửa không đưa được vào tệp .docx, hãy tự sửa:",
                language, n=len(amended.left_out), total=amended.asked,
            )
        )  # fmt: skip
    for one, reason in amended.left_out:
        print_message(f"- {one.before} → {one.after}: {reason_text(reason, language)}")
    if not amended.data:
        fail(gettext("Không đưa được chỗ sửa nào vào tệp, nên không ghi tệp nào.", language))
    try:
        with open(path, "xb") as file:
            file.write(amended.data)
    except FileExistsError:
        fail(gettext("Đã có {path}; hãy chọn tên khác.", language, path=path))
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        fail(gettext("Không ghi được {path} ({error})", language, path=path, error=told))
    print_message(
        gettext("Đã ghi {path} với {n} chỗ sửa được theo dõi.", language, path=path, n=amended.n)
    )


@click.command()
@click.argument("file")
@click.argument("out", required=False)
@context_options
@texts_option
@click.option(
    "--corrected",
    is_flag=True,
    help="Chỉ in dự thảo đã sửa, hoặc ghi ra tệp mới OUT.docx với các thay đổi được theo dõi / "
    "the corrected draft only, or a new file OUT.docx with tracked changes.",
)
@json_option
@lang_option
def draft(
    file: str,
    out: str | None,
    issued: PartialDate | None,
    issuer_unit: str,
    issuer_province: str,
    address: str,
    corrected: bool,
    as_json: bool,
) -> None:
    """Kiểm tra trích dẫn của một dự thảo: đúng, thiếu khóa, sai loại, đã bị thay thế …"""
    language = chosen_language()
    given = ContextForm(issued.iso if issued else "", issuer_unit, issuer_province)
    if out and not corrected:
        raise click.UsageError(
            gettext("Chỉ ghi ra tệp {path} khi có --corrected.", language, path=out)
        )
    written = _draft_in(file, language)
    knowledge = Knowledge.load()
    try:
        passages = passages_at(address, knowledge.registry)
        checked = check_draft(written.text, knowledge, given, passages)
    except IndexProblem as problem:
        fail(reason_text(problem.reason, language))
    if out:
        _write_word(checked, written, out, language)
    elif corrected:
        click.echo(checked.corrected)
    elif as_json:
        texts = passages.texts if passages else None
        print_json([lookup_answers.finding(one, language, texts) for one in checked.findings])
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
