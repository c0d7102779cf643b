"""How dates and numbers are set for a reader (cách trình bày): nothing here changes a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from indexer.model import PartialDate, Span

# 213-QĐ/TW, 3447/QĐ-BYT, 18/2019/TT-BGDĐT, 09/8/2023: a number and what is tied to it, if anything
# is; found in any case, so that a word of 100,000 figures is not looked through from each of them.
_NUMBER = r"(?P<number>\d[\w.]*+(?:[-–/][\w.]++)*+)"
_LONGEST = 40
_SIGN = r"(?P<sign>\*{1,3}|(?<!\S)#{1,6}(?= ))"
_GAP = r"(?<![ \t])[ \t]*+\n(?:(?:[ \t]*+\n)++[ \t]*+|(?=[-+•] ))"
# They are looked for in escaped text: no part of an escape (&#39;) is any of them.
_TIED = re.compile(_NUMBER)
_SIGNS = re.compile("[-–/]")
TORN_SYMBOL = re.compile(r"[^\W_][-–/][^\W_]")
"""A symbol as the end of a page cuts it, behind its hyphen or in front of it, put together."""

_ENDS = ("", *".!?…;:")
_SET = re.compile(f"{_NUMBER}|{_SIGN}|{_GAP}")


_STEERING = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
"""Controls, the marks that turn the direction of writing, and bytes that are no text."""


def unbroken(text: str | None) -> Markup:
    """Text in which a number and its symbol never part at the end of a line.

    >>> str(unbroken("Quy định số 213-QĐ/TW"))
    'Quy định số <span class="nb">213-QĐ/TW</span>'
    """
    return Markup(_TIED.sub(_replacement, str(escape(text or ""))))  # noqa: S704 - escaped before


def _replacement(found: re.Match[str]) -> str:
    """What stands for a number, a Markdown mark or a break."""
    if found.lastgroup == "number":
        whole = found.group()
        is_tied = len(whole) <= _LONGEST and _SIGNS.search(whole)
        return f'<span class="nb">{whole}</span>' if is_tied else whole
    if found.lastgroup == "sign":
        return f'<span class="sign">{found.group()}</span>'
    return _break(found)


def _break(found: re.Match[str]) -> str:
    """What stands for the end of a line or a page: nothing within a symbol, a blank within a
    sentence, else a sign."""
    before = found.string[max(0, found.start() - 4) : found.start()]
    after = found.string[found.end() : found.end() + 2]
    if TORN_SYMBOL.search(before[-2:] + after[:1]) or TORN_SYMBOL.match(before[-1:] + after):
        return ""
    ends = before.rstrip("*_")[-1:] in _ENDS
    return "<i> </i>" if ends or not after[:1].islower() or after[1:] in (".", ")") else " "


def numeric_date(when: PartialDate) -> str:
    """A date in figures as Party papers write it (HD 36-HD/VPTW): a zero before a day below 10 and
    a month below 3.

    >>> numeric_date(PartialDate(2020, 1, 2)), numeric_date(PartialDate(2026, 5, 27))
    ('02/01/2020', '27/5/2026')
    """
    if when.month is None:
        return str(when.year)
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return f"{when.day:02d}/{month}/{when.year}" if when.day else f"{month}/{when.year}"


def day(iso: str | None) -> str:
    """An ISO date of any precision in the same way.

    >>> day("2023-08-09"), day("2023-08"), day("2023"), day("")
    ('09/8/2023', '8/2023', '2023', '')
    """
    return numeric_date(PartialDate.parse(iso)) if iso else ""


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers, those that follow each other as a range.

    >>> ranges([1, 3, 4, 5, 9, 10])
    '1, 3–5, 9–10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def highlighted(text: str, marks: Sequence[Span]) -> Markup:
    """A passage with ``<mark>`` around spans that lie in order and apart.

    >>> str(highlighted("a < b", [Span(0, 1)]))
    '<mark>a</mark> &lt; b'
    """
    html, at = "", 0
    for start, end in marks:
        html += f"{_set(text[at:start])}<mark>{_set(text[start:end])}</mark>"
        at = end
    return Markup(html + _set(text[at:]))  # noqa: S704 - each part is escaped


def _set(text: str) -> str:
    return _SET.sub(_replacement, str(escape(text)))


def file_name(text: str) -> str:
    r"""The name under which a file is handed out, in a header that is one line of text.

    >>> file_name("xuống\ndòng\x1b.txt")
    'xuống_dòng_.txt'
    """
    return _STEERING.sub("_", text)


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Text without the characters that no XML may hold.

    >>> xml_text("trích\x00 yếu\ud800")
    'trích yếu'
    """
    return _NOT_XML.sub("", text)


def on_one_line(text: str) -> str:
    r"""Text for a terminal: characters that would steer it, or break the line, as escapes.

    The names of files hold whatever their makers wished.

    >>> on_one_line("xuống\ndòng\x1b[31m.txt")
    'xuống\\ndòng\\x1b[31m.txt'
    """
    return _STEERING.sub(lambda one: one[0].encode("unicode_escape").decode(), text)
