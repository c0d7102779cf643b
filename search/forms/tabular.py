"""What a table to take away is: rows, and columns with names for programs and headings for people.

The same table is written as CSV (:mod:`search.forms.delimited`), as a workbook
(:mod:`search.forms.workbook`) and, with the columns that fit on paper, as a document
(:mod:`search.forms.list_document`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from indexer.language import gettext, reason_text
from indexer.model import Reason
from indexer.text import slug
from search.typography import day

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a text begins that a spreadsheet might run."""

_LONGEST_NAME = 80


class ColumnKind(Enum):
    """What the cells of a column hold; a date is ISO 8601 at any precision, or empty."""

    TEXT = auto()
    COUNT = auto()
    YEAR = auto()
    DATE = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column; on paper it is so many millimetres wide, and the first is that of the lowest order.

    Without a ``width`` it is not printed.
    """

    name: str
    heading: Reason
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0
    order: int = 0


@dataclass(frozen=True, slots=True)
class Coded:
    """A value that programs know by a code, and people by words of their language.

    Without a code, programs have the Vietnamese words.
    """

    code: str | None
    words: Callable[[str], str]

    def __str__(self) -> str:
        return self.words("vi") if self.code is None else self.code


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table; its rows are made while they are taken.

    ``title`` and ``subject`` name it; ``asked`` says what was asked for.  ``total`` is how many
    rows there are, ``as_of`` the day of the data, where these are known.
    """

    title: Reason
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[object]]
    total: int | None = None
    subject: str = ""
    asked: tuple[Reason, ...] = ()
    as_of: date | None = None

    def file_name(self, extension: str) -> str:
        """Its name as a file, in Vietnamese without marks.

        >>> from indexer.model import because
        >>> Table(because("Danh sách thông báo"), (), (), subject="Bảo Lâm").file_name("csv")
        'danh-sach-thong-bao-bao-lam.csv'
        """
        name = slug(f"{reason_text(self.title)} {self.subject}")
        return f"{name[:_LONGEST_NAME].strip('-')}.{extension}"

    def told(self, language: str, made: date) -> list[str]:
        """What stands under its title: what was asked, the day it was made, that of the data."""
        asked = "; ".join(reason_text(one, language) for one in self.asked)
        days = gettext("lập ngày {day}", language, day=day(made.isoformat()))
        if self.as_of:
            held = gettext("dữ liệu ngày {day}", language, day=day(self.as_of.isoformat()))
            days = f"{days}; {held}"
        return [one[:1].upper() + one[1:] for one in (asked, days) if one]

    def cut_note(self, most: int, language: str, longer: str) -> str:
        """What to say of a form that holds no more rows than ``most``, and in which ``longer`` one
        all are; empty where all are in."""
        if self.total is None or self.total <= most:
            return ""
        return gettext(
            "Chỉ có {n} dòng đầu trong {entries}; danh sách đầy đủ có ở dạng {form}.",
            language,
            n=most,
            entries=self.total,
            form=longer,
        )


def words_of(value: object, kind: ColumnKind, language: str) -> str:
    """A cell as people read it; a month without its day in words, lest it be taken for a day.

    >>> words_of("2023-08-09", ColumnKind.DATE, "vi"), words_of("2023-08", ColumnKind.DATE, "vi")
    ('09/08/2023', 'tháng 8/2023')
    """
    if isinstance(value, Coded):
        return value.words(language)
    text = "" if value is None else str(value)
    if kind is not ColumnKind.DATE:
        return text
    year, _, month = text.partition("-")
    if len(month) == 2 and month.isdecimal():
        return gettext("tháng {month}/{year}", language, month=month.lstrip("0"), year=year)
    return "/".join(reversed(text.split("-")))  # dd/mm/yyyy, as a spreadsheet knows it
