"""A table as an Excel workbook: true dates and numbers, links, a header that stays in sight.

Nothing in it is ever run: all text is written as text, and what looks like a formula is marked so
that it stays text when somebody edits it.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import islice

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from indexer.language import gettext, reason_text
from search.forms.tabular import FORMULA_SIGNS, ColumnKind, Table, TableColumn, words_of
from search.typography import xml_text

MAX_ROWS = 65_000
"""Rows of a workbook: as many as Excel has links for on a sheet, and as one waits for."""

_MAX_TEXT, _MAX_LINK = 32_767, 2_000
"""Excel's own bounds: UTF-16 units of a cell, characters of a link."""

_EARLIEST = date(1900, 3, 1)
"""Before it Excel counts days wrongly."""

_WIDTHS = {ColumnKind.COUNT: 12, ColumnKind.YEAR: 8, ColumnKind.DATE: 14, ColumnKind.ADDRESS: 30}
_WIDTH, _WIDE = 22, 60
"""Widths of columns in characters; a wide one is what takes much room on paper."""


def workbook(table: Table, language: str, made: date) -> bytes:
    """A table as the bytes of an ``.xlsx``, with a second sheet that says what it is.

    Rows are written to disk as they are made, so that 64,000 need no more memory than the file that
    comes of them.  Raises :class:`~indexer.problems.IndexProblem` for an index that turns out to be
    damaged.
    """
    stream = BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        title = reason_text(table.title, language)
        book.set_properties({"title": title, "author": "Viện Dẫn"})
        sheet = _Sheet(book, gettext("Danh sách", language), language)
        sheet.write_table(table)
        notes = book.add_worksheet(gettext("Ghi chú", language))
        notes.set_column(0, 0, _WIDE)
        told = (title, *table.told(language, made), table.cut_note(MAX_ROWS, language, "CSV"))
        for row, line in enumerate(filter(None, told)):
            notes.write_string(row, 0, _fitting(line))
    return stream.getvalue()


class _Sheet:
    """The sheet of a list, whose rows are written one after another."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, language: str) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._language = language
        self._header = book.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "valign": "top"}
        )
        self._text = book.add_format({"valign": "top", "text_wrap": True})
        self._quoted = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        self._link = book.add_format({"valign": "top", "font_color": "blue", "underline": 1})
        self._number = book.add_format({"valign": "top", "num_format": "#,##0"})
        self._year = book.add_format({"valign": "top", "num_format": "0"})
        self._date = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})

    def write_table(self, table: Table) -> None:
        """The header, and the rows below it."""
        columns = table.columns
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, _width(column))
            self._sheet.write_string(
                0, at, reason_text(column.heading, self._language), self._header
            )
        self._sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(islice(table.rows, MAX_ROWS), start=1):
            for at, (value, column) in enumerate(zip(row, columns, strict=True)):
                self._write(last, at, value, column.kind)
        self._sheet.autofilter(0, 0, last, len(columns) - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def _write(self, row: int, at: int, value: object, kind: ColumnKind) -> None:
        if isinstance(value, int) and kind in (ColumnKind.COUNT, ColumnKind.YEAR):
            style = self._number if kind is ColumnKind.COUNT else self._year
            self._sheet.write_number(row, at, value, style)
            return
        day = _whole_day(value) if kind is ColumnKind.DATE else None
        if day:
            self._sheet.write_datetime(row, at, day, self._date)
            return
        text = _fitting(words_of(value, kind, self._language))
        if kind is ColumnKind.ADDRESS and _may_link(text):
            self._sheet.write_url(row, at, text, self._link)
        elif text:
            is_odd = text.startswith(FORMULA_SIGNS)
            self._sheet.write_string(row, at, text, self._quoted if is_odd else self._text)


def _may_link(address: str) -> bool:
    return address.startswith(("https://", "http://")) and len(address) <= _MAX_LINK


def _width(column: TableColumn) -> int:
    return _WIDE if column.width >= _WIDE else _WIDTHS.get(column.kind, _WIDTH)


def _whole_day(value: object) -> date | None:
    """A day that Excel can count; None for what is less than a day, or too early."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def _fitting(text: str) -> str:
    """Text as a cell can hold it."""
    clean = xml_text(text)
    if len(clean) * 2 <= _MAX_TEXT or len(clean.encode("utf-16-le")) // 2 <= _MAX_TEXT:
        return clean
    return clean.encode("utf-16-le")[: 2 * _MAX_TEXT - 2].decode("utf-16-le", "ignore") + "…"
