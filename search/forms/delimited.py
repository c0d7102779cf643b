"""A table as CSV: plain for programs, or in words for the spreadsheets of a Vietnamese office."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterator
from itertools import chain

from indexer.language import gettext, reason_text
from indexer.problems import IndexProblem
from search.forms.tabular import FORMULA_SIGNS, ColumnKind, Table, words_of

_log = logging.getLogger(__name__)

EXCEL_VI = "excel-vi"
"""The dialect that people open: Vietnamese headings and words, semicolons, 09/08/2023."""

_PART_BYTES = 1 << 16


def csv_parts(table: Table, language: str = "vi", dialect: str = "") -> Iterator[str]:
    r"""A table as CSV with a byte order mark, by which spreadsheets know it for UTF-8.

    The text comes in parts, so that a list may be of any length.  A cell that a spreadsheet
    would run as a formula gets an apostrophe before it.  Raises :class:`IndexProblem` for an index
    that turns out to be damaged in the first part; later the list ends with a line that says so.

    >>> from indexer.model import because
    >>> from search.forms.tabular import TableColumn
    >>> title = TableColumn("title", because("Trích yếu"))
    >>> day = TableColumn("date", because("Ngày"), ColumnKind.DATE)
    >>> table = Table(because("Thông báo"), [title, day], [["=1+1", "2023-08-09"]])
    >>> "".join(csv_parts(table)), "".join(csv_parts(table, dialect=EXCEL_VI))
    ("\ufefftitle,date\r\n'=1+1,2023-08-09\r\n", "\ufeffTrích yếu;Ngày\r\n'=1+1;09/08/2023\r\n")
    """
    parts = _csv_parts(table, dialect)
    return chain((next(parts),), _to_the_end(parts, language))


def _to_the_end(parts: Iterator[str], language: str) -> Iterator[str]:
    """What follows; the answer has begun, so that what goes wrong can only be said in it."""
    try:
        yield from parts
    except IndexProblem as problem:
        _log.error("a table was cut short: %s", problem)
        told = gettext(
            "Danh sách chưa hết: đến đây chỉ mục không đọc được nữa; hãy tải lại sau", language
        )
        yield f"{told}\r\n"


def _csv_parts(table: Table, dialect: str) -> Iterator[str]:
    for_people = dialect == EXCEL_VI
    stream = io.StringIO("\ufeff")
    stream.seek(1)
    writer = csv.writer(stream, delimiter=";" if for_people else ",")
    writer.writerow(reason_text(one.heading) if for_people else one.name for one in table.columns)
    for row in table.rows:
        if for_people:
            cells = zip(row, table.columns, strict=True)
            row = [_in_words(value, column.kind) for value, column in cells]
        writer.writerow([_cell(value) for value in row])
        if stream.tell() > _PART_BYTES:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()


def _in_words(value: object, kind: ColumnKind) -> object:
    """A number stays one; in all else are the words of a Vietnamese office."""
    return value if _is_number(value) else words_of(value, kind, "vi")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not _is_number(value) else text


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
