"""``viendan cite``."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TextIO

import click
from msgspec import Struct

from indexer.citations import FoundCitations, read_citations
from indexer.directives import CitingContext, Registry, resolved_citations
from indexer.language import gettext
from indexer.model import PartialDate, Pinpoint, Resolution
from indexer.stages import TYPED, NoticeStage, StageFailure, StageGuard
from search.forms import answers, terminal_citations
from viendan.contexts import context_of, context_options, say_failures
from viendan.options import (
    TextFile,
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
)

MAX_CITED = 4_000_000
"""Characters of a text, or of a line of JSON, whose citations are looked for: 1,500 pages."""


class CitedText(Struct, frozen=True):
    """What a text cites: its citations, and the places in it that belong to none of them."""

    citations: tuple[answers.ResolvedCitation, ...]
    pinpoints: tuple[answers.FreePinpoint, ...]


@click.command()
@click.argument("file", type=TextFile(), required=False)
@context_options
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
    context = context_of(issued, issuer_unit, issuer_province)
    text = file.read(MAX_CITED + 1)
    if len(text) > MAX_CITED:
        fail(_too_long(language))
    found, pinpoints, failures = _resolved(text, TYPED, context, registry)
    if as_json:
        citations = answers.citations(found, language)
        print_json(CitedText(citations, tuple(map(answers.free_pinpoint, pinpoints))))
    else:
        print_lines(terminal_citations.resolutions(found, language))
        print_lines(terminal_citations.free_pinpoints(pinpoints, language))
    say_failures(failures, language)
    sys.exit(1 if failures else 0)


def _too_long(language: str) -> str:
    return gettext(
        "Văn bản dài quá {most} ký tự; hãy tách ra, hoặc lập chỉ mục: viendan index TỆP",
        language,
        most=MAX_CITED,
    )


def _resolved(
    text: str, source: str, context: CitingContext, registry: Registry
) -> tuple[list[Resolution], tuple[Pinpoint, ...], tuple[StageFailure, ...]]:
    """The citations of a text, the places in it that belong to none, and the stages on which the
    program failed."""
    guard = StageGuard("", source, text)
    read = guard.run(NoticeStage.CITATIONS, partial(read_citations, text), FoundCitations)
    found = resolved_citations(lambda: list(read.citations), text, context, registry, guard)
    return found, read.pinpoints, guard.failures


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
        context = context_of(issued, str(row.get("issuer_unit") or ""), province)
        found, _, failures = _resolved(text, f"{TYPED}:{number}", context, registry)
        print_json(answers.citations(found, language), indent=None)
        say_failures(failures, language)
        status = 1 if failures else status
    return status
