"""A Word file with places of its text changed, as tracked changes (w:del, w:ins).

Where a place of the read text stands in the file is proved twice by reading.  First a mark is set
before each stretch that may be meant: where it comes out is where that stretch stands.  Then what
was changed is read, all changes accepted, and has to be the text with those places changed and
nothing else.  A place that is not proved so is left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import NamedTuple
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape

import msgspec

from indexer.documents import docx
from indexer.documents.amendment import AmendedFile, Amendment, Rewording
from indexer.documents.docx_package import is_main, open_package
from indexer.documents.docx_runs import Run, Unit, WordParagraph, paragraphs
from indexer.documents.formats import own_text
from indexer.documents.page_text import ExtractionError
from indexer.documents.reader import lay_pages
from indexer.model import because
from indexer.text import replaced

AUTHOR = "Viện Dẫn"
_FIRST_MARK, _MOST_MARKS = 0xF0000, 0xFFF0  # a plane of Unicode for private use
_MARK = re.compile("[\U000f0000-\U000fffff]")
_ID = re.compile(rb"\bid\s*=\s*[\"'](\d{1,10})[\"']")
_SIGNATURES = "_xmlsignatures/"
_TYPES = "[Content_Types].xml"
_PLAIN_WORD = b"wordprocessingml.document.main+xml"


class _Stretch(NamedTuple):
    """Words in a paragraph, and where they stand in the letters of the file."""

    words: str
    paragraph: WordParagraph
    start: int
    end: int


class _Change(NamedTuple):
    rewording: Rewording
    stretch: _Stretch


class _Splice(NamedTuple):
    """Bytes of a part that others are put in the place of."""

    start: int
    end: int
    written: bytes


def amend(data: bytes, argument: str) -> tuple[AmendedFile]:
    """The file with the changes of an :class:`Amendment`, which is told as JSON.

    Raises :class:`~indexer.documents.page_text.ExtractionError` where none can be put in.
    """
    asked = msgspec.json.decode(argument, type=Amendment)
    file = _WordFile(data)
    amended, changes = _proved(file, asked, list(_tied(file, asked)))
    put_in = {change.rewording for change in changes}
    reason = because(
        "không phải chữ thường trong thân văn bản, mà ở khung chữ, trường tự động, đầu trang, "
        "cước chú hay phần đang theo dõi thay đổi"
    )
    left_out = [(at, reason) for at, one in enumerate(asked.rewordings) if one not in put_in]
    return (AmendedFile(amended, tuple(left_out)),)


# --- the file -----------------------------------------------------------------------------------


class _WordFile:
    """A Word file whose document can be exchanged; all else of it stays as it is."""

    def __init__(self, data: bytes) -> None:
        parts = open_package(data).parts
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._members = [(one, archive.read(one)) for one in archive.infolist()]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise ExtractionError(
                because("tệp Word có phần bị hỏng; hãy mở và lưu lại bằng Word")
            ) from None
        held = {member.filename: content for member, content in self._members}
        if any(name.startswith(_SIGNATURES) for name in held):
            raise ExtractionError(because("tệp đã ký số, sửa vào thì chữ ký không còn giá trị"))
        mains = list(filter(is_main, held))
        is_plain = _PLAIN_WORD in parts.get(_TYPES, b"") and len(held) == len(self._members)
        if not is_plain or len(mains) != 1:
            reason = because(
                "không phải tệp Word thường (tệp có macro, hay là mẫu); hãy lưu thành .docx"
            )
            raise ExtractionError(reason)
        self._main = mains[0]
        self.part = held[self._main]

    def with_part(self, part: bytes) -> bytes:
        """The file with this document."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for member, held in self._members:
                archive.writestr(copy(member), part if member.filename == self._main else held)
        return file.getvalue()


def _spliced(part: bytes, splices: Iterable[_Splice]) -> bytes:
    pieces: list[bytes] = []
    end = 0
    for one in sorted(splices):
        pieces += [part[end : one.start], one.written]
        end = one.end
    return b"".join([*pieces, part[end:]])


def _read(data: bytes) -> str:
    """The text of a Word file, as that of a draft."""
    return lay_pages(own_text(docx.read(data)))[0]


# --- where a place stands -----------------------------------------------------------------------


def _tied(file: _WordFile, asked: Amendment) -> Iterator[_Change]:
    """The rewordings whose places are known."""
    stretches = list(_stretches(file.part, asked))
    if not stretches or _MARK.search(asked.text):
        return
    marked = _read(file.with_part(_spliced(file.part, _marked(stretches))))
    if _MARK.sub("", marked) != asked.text:
        return
    found: dict[tuple[int, str], list[_Stretch]] = {}
    for passed, mark in enumerate(_MARK.finditer(marked)):
        stretch = stretches[ord(mark[0]) - _FIRST_MARK]
        found.setdefault((mark.start() - passed, stretch.words), []).append(stretch)
    for one in asked.rewordings:
        here = found.get((one.start, one.before), [])
        if len(here) == 1:
            yield _Change(one, here[0])


def _stretches(part: bytes, asked: Amendment) -> Iterator[_Stretch]:
    """What may be meant by the rewordings, as much of it as there are marks."""
    sought = sorted({one.before for one in asked.rewordings})
    left = _MOST_MARKS
    try:
        held = paragraphs(part)
    except ExpatError:
        return
    for paragraph in held:
        for words in sought:
            for start, end in paragraph.stretches(words):
                places = paragraph.places[start:end]
                if left and places[0] and places[0][1].is_text and all(places):
                    left -= 1
                    yield _Stretch(words, paragraph, start, end)


def _marked(stretches: Sequence[_Stretch]) -> Iterator[_Splice]:
    """Each stretch with the mark before it that has its place among them."""
    units: dict[Unit, tuple[Run, dict[int, str]]] = {}
    for at, (_, paragraph, start, _) in enumerate(stretches):
        if place := paragraph.places[start]:
            run, unit = place
            marks = units.setdefault(unit, (run, {}))[1]
            offset = start - paragraph.begins[unit]
            marks[offset] = marks.get(offset, "") + chr(_FIRST_MARK + at)
    for unit, (run, marks) in units.items():
        letters = "".join(marks.get(at, "") + letter for at, letter in enumerate(unit.text))
        yield _Splice(unit.start, unit.end, _text(run, "t", letters))


# --- what is written ----------------------------------------------------------------------------


def _proved(
    file: _WordFile, asked: Amendment, changes: list[_Change]
) -> tuple[bytes, list[_Change]]:
    """The file with those changes that are read there as they are meant, and no others."""
    if not changes:
        return b"", []
    if amended := _changed(file, asked, changes):
        return amended, changes
    kept: list[_Change] = []
    for change in changes if len(changes) > 1 else ():
        if tried := _changed(file, asked, [*kept, change]):
            amended = tried
            kept.append(change)
    return amended, kept


def _changed(file: _WordFile, asked: Amendment, changes: Sequence[_Change]) -> bytes:
    """The file with changes; empty where it does not read as it should."""
    tracker = _Tracker(file.part, asked.moment)
    of: dict[int, list[_Change]] = {}
    for change in changes:
        of.setdefault(id(change.stretch.paragraph), []).append(change)
    splices = (splice for held in of.values() for splice in _rewritten(held, file.part, tracker))
    amended = file.with_part(_spliced(file.part, splices))
    meant = replaced(asked.text, ((one.start, one.end, one.after) for one, _ in changes))
    return amended if _read(amended) == meant else b""


class _Tracker:
    """Tracked changes of one moment, with ids that the part does not use."""

    def __init__(self, part: bytes, moment: str) -> None:
        self._used = set(_ID.findall(part))
        self._moment = moment
        self._last = 0

    def tracked(self, kind: str, run: Run, written: bytes) -> bytes:
        """A run that is inserted (``ins``) or deleted (``del``)."""
        self._last += 1
        while str(self._last).encode() in self._used:
            self._last += 1
        prefix = run.prefix
        opening = (
            f'<{prefix}:{kind} {prefix}:id="{self._last}" {prefix}:author="{AUTHOR}" '
            f'{prefix}:date="{self._moment}">'
        )
        return b"".join([opening.encode(), written, f"</{prefix}:{kind}>".encode()])


def _rewritten(changes: Sequence[_Change], part: bytes, tracker: _Tracker) -> Iterator[_Splice]:
    """The runs that changes of one paragraph touch, cut where these begin and end."""
    paragraph = changes[0].stretch.paragraph
    deleted: set[int] = set()
    inserted: dict[int, bytes] = {}
    runs: dict[int, Run] = {}
    for one, (_, _, start, end) in changes:
        is_addition = one.after.startswith(one.before)
        letters = range(end - 1 if is_addition else start, end)
        held = [place[0] for place in map(paragraph.places.__getitem__, letters) if place]
        runs |= {run.start: run for run in held}
        deleted.update(() if is_addition else letters)
        added = _text(held[0], "t", one.after[len(one.before) if is_addition else 0 :])
        inserted[end - 1] = tracker.tracked("ins", held[0], _run(held[0], [added]))
    for run in runs.values():
        written = _RunWriter(run, part, tracker)
        for unit in run.units:
            _write_unit(written, unit, paragraph.begins.get(unit), deleted, inserted)
        yield _Splice(run.start, run.end, written.all())


def _write_unit(
    written: _RunWriter,
    unit: Unit,
    first: int | None,
    deleted: set[int],
    inserted: dict[int, bytes],
) -> None:
    """Write a child of a run; ``first`` is the place of its first letter, if it has one."""
    if first is None:
        written.keep(unit)
        return
    start = 0
    for end in range(1, len(unit.text) + 1):
        at = first + end - 1
        is_last = end == len(unit.text)
        if is_last or at in inserted or (at in deleted) != (at + 1 in deleted):
            written.write(unit, start, end, is_deleted=at in deleted)
            start = end
        if at in inserted:
            written.insert(inserted[at])


class _RunWriter:
    """A run being written again, as several where a part of it is deleted."""

    def __init__(self, run: Run, part: bytes, tracker: _Tracker) -> None:
        self._run, self._part, self._tracker = run, part, tracker
        self._parts: list[bytes] = []
        self._held: list[bytes] = []
        self._is_deleted = False

    def keep(self, unit: Unit) -> None:
        """What is no letter stays where it is."""
        self._held.append(self._part[unit.start : unit.end])

    def write(self, unit: Unit, start: int, end: int, *, is_deleted: bool) -> None:
        """Letters of a child."""
        if is_deleted != self._is_deleted:
            self._close()
            self._is_deleted = is_deleted
        if unit.is_text and (is_deleted or (start, end) != (0, len(unit.text))):
            name = "delText" if is_deleted else "t"
            self._held.append(_text(self._run, name, unit.text[start:end]))
        else:
            self.keep(unit)

    def insert(self, written: bytes) -> None:
        """A run with its tracked insertion."""
        self._close()
        self._parts.append(written)

    def _close(self) -> None:
        if self._held:
            written = _run(self._run, self._held)
            is_kept = not self._is_deleted
            self._parts.append(
                written if is_kept else self._tracker.tracked("del", self._run, written)
            )
        self._held, self._is_deleted = [], False

    def all(self) -> bytes:
        """The run with its changes."""
        self._close()
        return b"".join(self._parts)


def _run(like: Run, held: Iterable[bytes]) -> bytes:
    """A run that is formatted like another."""
    return b"".join([like.opening, like.properties, *held, f"</{like.prefix}:r>".encode()])


def _text(run: Run, name: str, letters: str) -> bytes:
    prefix, held = run.prefix, escape(letters, {"\r": "&#13;"})
    return f'<{prefix}:{name} xml:space="preserve">{held}</{prefix}:{name}>'.encode()
