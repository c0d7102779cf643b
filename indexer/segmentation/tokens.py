"""Text cut into the pieces that segmentation joins: syllables, numbers, marks (tiếng, số, dấu).

The rules are pyvi's (``ViTokenizer.sylabelize``).  None of its tokens holds a blank, so a text
is cut chunk by chunk between blanks, and each chunk need be cut only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# pyvi's alternatives in pyvi's order; the first that matches wins.  It also has the line feed
# as a token, which never occurs here: a line is segmented at a time.
_ABBREVIATIONS = [r"[A-ZĐ]+\.", r"Tp\.", r"Mr\.", r"Mrs\.", r"Ms\.", r"Dr\.", r"ThS\."]
_ARROWS = ["==>", "->", r"\.\.\.", ">>"]
_WEB = r"\w+://\S+"
_DOMAIN = r"@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+"
_MAIL = rf"[a-zA-Z0-9_.+-]+{_DOMAIN}"
_REST = [r"\d+(?:[.,_]\d+)+", r"[^\w\s]", r"\w+"]

_ANY = re.compile("|".join([*_ABBREVIATIONS, *_ARROWS, _WEB, _MAIL, *_REST]))
_NO_MAIL = re.compile("|".join([*_ABBREVIATIONS, *_ARROWS, _WEB, *_REST]))
_AT_DOMAIN = re.compile(_DOMAIN)
_BEFORE_AT = re.compile(r"[a-zA-Z0-9_.+-]")


def chunk_tokens(chunk: str) -> list[str]:
    """The tokens of a text in NFC without blanks.

    >>> chunk_tokens("(213-QĐ/TW,"), chunk_tokens("ThS.A"), chunk_tokens("1.234,5%")
    (['(', '213', '-', 'QĐ', '/', 'TW', ','], ['ThS.', 'A'], ['1.234,5', '%'])
    >>> chunk_tokens("<vp@x.gov.vn>")
    ['<', 'vp@x.gov.vn', '>']
    """
    if "@" in chunk:
        return list(_around_mail(chunk))
    return _NO_MAIL.findall(chunk)


def _around_mail(chunk: str) -> Iterator[str]:
    """The tokens of a chunk that may hold a mail address, in linear time.

    Tried at every token, the pattern of an address would read ``a.a.a…@`` to its end each time.
    So it is tried only where an ``@`` ahead does continue as an address.
    """
    at = start = position = 0
    while position < len(chunk):
        if at >= 0 and position >= at:  # find the next address, and where it can begin
            at, start = _next_address(chunk, position)
        pattern = _ANY if 0 <= start <= position < at else _NO_MAIL
        found = pattern.match(chunk, position)
        if found is None:
            raise AssertionError("every character is a blank, a word character or neither")
        yield found.group()
        position = found.end()


def _next_address(chunk: str, position: int) -> tuple[int, int]:
    """The next ``@`` that a domain follows, and the start of the run before it; -1 if none."""
    found = _AT_DOMAIN.search(chunk, position)
    if found is None:
        return -1, -1
    start = found.start()
    while start > position and _BEFORE_AT.match(chunk, start - 1):
        start -= 1
    return found.start(), start
