"""``viendan search`` and ``viendan read``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from indexer.corrections import correct_reading, read_corrections
from indexer.directives import Knowledge
from indexer.documents import SourceFile, UnreadableDocument, read_document
from indexer.language import gettext, reason_text
from indexer.paths import corrections_of, default_index
from indexer.problems import IndexProblem
from indexer.regular_file import MAX_BYTES
from indexer.understanding import understand
from search.areas import search_notices
from search.display import FacetLabels
from search.engine import open_engine
from search.forms import hit_answers, reading_answers, terminal
from search.forms.parameters import meaningless_values
from search.held import as_written, held_texts
from search.pages.results import results_page
from search.query import ARTICLE, CITE_ROLE, FACETS, SORTS, UNIT, filters_in_vain, parse
from viendan.collection_options import province_option
from viendan.options import (
    address_option,
    chosen_language,
    fail,
    json_option,
    lang_option,
    print_json,
    print_lines,
)

_ALSO = {ARTICLE.name: ("--article",), CITE_ROLE.name: ("--cite-role",)}
"""Other names of the options of a facet."""


def facet_options(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each facet, which may be given again for another value."""
    for name, facet in reversed(FACETS.items()):
        text = f"{facet.heading} / {facet.description}"
        names = (f"--{name}", *_ALSO.get(name, ()))
        command = click.option(*names, name, multiple=True, help=text)(command)
    return command


@click.command()
@click.argument("query", nargs=-1)
@address_option
@facet_options
@click.option(
    "--unit-role",
    type=click.Choice(["", *UNIT.roles]),
    default="",
    help="--unit: nói về nơi ấy, hay do cơ quan ở đó ban hành / about it, or issued by its bodies.",
)
@click.option("--now", is_flag=True, help="Địa bàn gọi theo hiện nay / places as they are today.")
@click.option("--ignore-marks", is_flag=True, help="Không xét dấu / whatever the marks.")
@click.option("--explain", is_flag=True, help="Mức khớp của từng thông báo / how each one matches.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance")
@click.option("--page", type=click.IntRange(1), default=1)
@click.option("--per-page", type=click.IntRange(1, 100), default=20)
@json_option
@lang_option
def search(query: tuple[str, ...], address: str, as_json: bool, **options: Any) -> None:
    """Tìm thông báo, như trang tìm kiếm."""
    language = chosen_language()
    filters = {name: options[name] for name in FACETS}
    knowledge = Knowledge.load()
    parsed = parse(
        " ".join(query),
        knowledge,
        filters,
        sort=options["sort"],
        page=options["page"],
        per_page=options["per_page"],
        explain=options["explain"],
        units_of_today=options["now"],
        unit_role=options["unit_role"],
        ignore_marks=options["ignore_marks"],
    )
    for name in filters_in_vain(parsed.filters):
        needed = FACETS[name].needs
        fail(gettext("--{name} chỉ dùng cùng --{other}", language, name=name, other=needed), 2)
    for meaningless in meaningless_values(filters, {"q": query, **filters}, knowledge):
        fail(reason_text(meaningless.reason, language), 2)
    try:
        engine = open_engine(address)
        knowledge = as_written(engine, knowledge)
        if as_json:
            print_json(
                hit_answers.results(
                    search_notices(engine, FacetLabels(knowledge), parsed),
                    language,
                    texts=held_texts(engine, knowledge.registry),
                )
            )
        else:
            print_lines(terminal.results(results_page(engine, knowledge, parsed), language))
    except IndexProblem as problem:
        fail(reason_text(problem.reason, language))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@province_option
@json_option
@lang_option
def read(file: Path, province: str | None, as_json: bool) -> None:
    """Cho thấy một thông báo được hiểu thế nào, từng bước một."""
    language = chosen_language()
    try:
        with _source_file(file) as source:
            document = read_document(source)
    except UnreadableDocument as problem:
        fail(f"{problem.source}: {reason_text(problem.reason, language)}")
    knowledge = Knowledge.load()
    reading = understand(document, knowledge, province)
    try:
        corrections = read_corrections(corrections_of(default_index())).get(document.id, ())
    except IndexProblem as problem:
        fail(reason_text(problem.reason, language))
    reading = correct_reading(reading, corrections, knowledge, province)
    if as_json:
        print_json(reading_answers.reading(reading, language))
    else:
        print_lines(terminal.reading(reading, language))


@contextmanager
def _source_file(file: Path) -> Iterator[SourceFile]:
    """The file named; for ``-`` one of what comes on standard input."""
    if str(file) != "-":
        yield SourceFile(file.name, file)
        return
    with TemporaryDirectory(prefix="viendan-") as folder:
        given = Path(folder, "given")
        given.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))
        yield SourceFile("-", given)
