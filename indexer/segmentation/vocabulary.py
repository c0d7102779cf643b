"""What has been met so far: chunks of text, their tokens, and what each token weighs.

Tokens are what segmentation joins: syllables, numbers, marks (tiếng, số, dấu), cut by pyvi's rules
(``ViTokenizer.sylabelize``).  None holds a blank, and a text repeats itself, so a chunk between
blanks is cut and weighed once and then looked up.  The table only grows, and a row never changes
once it is filled: threads read without a lock.
"""

from __future__ import annotations

import re
import string
from array import array
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.segmentation.pyvi_model import PyviModel

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
        if found is None:  # a blank, which no chunk of a text has
            position += 1
            continue
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


# A cache this large (some 10 MB) is given up for a new one; a hundred papers have 4,000 chunks.
MAX_CHUNKS = 1 << 14
MAX_CHARACTERS = 1 << 20

# The chunk that stands for a line break.  It is no character, so no text should hold it.
LINE_BREAK = "\ufdd0"

# What can stand before a token, as an index into ``WeightedToken.written``.
NOTHING, BLANK, JOIN = 0, 1, 2


class WeightedToken(NamedTuple):
    """A token and what it weighs in favour of "continues a word".

    ``written`` is the token after nothing, after a blank, and joined to the one before it;
    ready-made, since writing them out would take as long as all the rest.  ``current`` weighs
    for the token itself, ``previous`` for the one after it, ``following`` for the one before.
    ``number`` is that of :class:`~indexer.segmentation.scores.WordLists`.  ``joinable`` and
    ``title`` serve pyvi's last word on a join.
    """

    written: tuple[str, str, str]
    current: float
    previous: float
    following: float
    number: int
    joinable: bool
    title: bool


class TokenTable(NamedTuple):
    """The fields of :class:`WeightedToken` as columns, a row for each token; spare rows at the end.

    ``written`` has three columns of its own.
    """

    written: npt.NDArray[np.object_]
    current: npt.NDArray[np.float64]
    previous: npt.NDArray[np.float64]
    following: npt.NDArray[np.float64]
    number: npt.NDArray[np.int64]
    joinable: npt.NDArray[np.bool_]
    title: npt.NDArray[np.bool_]

    @classmethod
    def empty(cls, rows: int) -> TokenTable:
        """A table of ``rows`` unused rows."""
        return cls(
            written=np.full((rows, 3), None, dtype=object),
            current=np.zeros(rows),
            previous=np.zeros(rows),
            following=np.zeros(rows),
            number=np.zeros(rows, dtype=np.int64),
            joinable=np.zeros(rows, dtype=bool),
            title=np.zeros(rows, dtype=bool),
        )


class ChunkCache(dict[str, bytes]):
    """The chunks met so far, each as the ids of its tokens; a new one is learnt when asked for.

    The ids of a chunk are the bytes of 64-bit integers: those of a whole text are one join.
    Id 0 is the line break, which stands between lines that are segmented together.  It weighs
    nothing, joins nothing and belongs to no listed word, so lines do not influence each other.
    """

    def __init__(self, model: PyviModel, numbers: dict[str, int]) -> None:
        super().__init__({LINE_BREAK: array("q", [0]).tobytes()})
        self._model, self._numbers = model, numbers
        self._growing = Lock()
        self.tokens = [
            WeightedToken(("\n", "\n", "\n"), 0.0, 0.0, 0.0, 0, joinable=False, title=False)
        ]
        self._ids: dict[str, int] = {}
        self._characters = 0
        self._table, self._filled = TokenTable.empty(1 << 12), 0

    @property
    def full(self) -> bool:
        """Whether it has outgrown its bound and should be replaced by a new one."""
        return len(self) > MAX_CHUNKS or self._characters > MAX_CHARACTERS

    def ids(self, chunks: Iterable[str]) -> bytes:
        """The ids of all tokens of the chunks, which must be in NFC."""
        return b"".join(map(self.__getitem__, chunks))

    def table(self) -> TokenTable:
        """The table with at least the rows of all ids that were given out before this call."""
        if self._filled < len(self.tokens):
            with self._growing:
                self._fill()
        return self._table

    def __missing__(self, chunk: str) -> bytes:
        with self._growing:
            ids = array("q", map(self._id, chunk_tokens(chunk))).tobytes()
            self[chunk] = ids
            self._characters += len(chunk)
        return ids

    def _id(self, token: str) -> int:
        number = self._ids.get(token)
        if number is None:
            self.tokens.append(self._weigh(token))
            number = self._ids[token] = len(self.tokens) - 1
        return number

    def _weigh(self, token: str) -> WeightedToken:
        flags = self._model.flags
        lower = token.lower()
        attribute = lower.partition("\0")[0]  # CRFsuite's strings end at a NUL
        current = self._model.current.get(attribute, 0.0) + flags["bias"]
        previous = self._model.previous.get(attribute, 0.0)
        following = self._model.following.get(attribute, 0.0)
        if token.isupper():
            current += flags["word.isupper()"]
            previous += flags["-1:word.isupper()"]
            following += flags["+1:word.isupper()"]
        if token.istitle():
            current += flags["word.istitle()"]
            previous += flags["-1:word.istitle()"]
            following += flags["+1:word.istitle()"]
        if token.isdigit():
            current += flags["word.isdigit()"]
        return WeightedToken(
            (token, " " + token, "_" + token),
            current,
            previous,
            following,
            self._numbers.get(lower, 0),
            joinable=token not in string.punctuation and not token[0].isdigit(),
            title=token[0].istitle(),
        )

    def _fill(self) -> None:
        """Write the rows that are missing, into a larger table if need be."""
        known, rows = self._filled, len(self.tokens)
        table = self._table
        if rows > len(table.number):
            table = TokenTable.empty(2 * rows)
            for larger, column in zip(table, self._table, strict=True):
                larger[:known] = column[:known]
        if rows > known:
            fresh = zip(*self.tokens[known:rows], strict=True)
            for column, values in zip(table, fresh, strict=True):
                column[known:rows] = values
        self._table = table
        self._filled = rows  # last: other threads take the table without the lock
