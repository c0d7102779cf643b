"""Everything understood as lines of JSON, one notice a line: out of an index, and back into one.

A line holds the whole reading: the verbatim text, the fields with their evidence, citations and
places.  Of a line that comes in only the document is taken on trust and understood again, so
that an index never holds what the present program would not say.

A line has a checksum of itself, and says which of how many it is: so what was cut off, also at the
end of a line, or changed on the way is noticed.  Who changes a line takes its checksum out.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO

import msgspec

from indexer.index.backends import open_store
from indexer.index.entry import VERSION
from indexer.index.records import Intake, aliases_of, intakes_of
from indexer.index.sealed_json import is_sealed, seal
from indexer.index.stored import decode_card, decode_reading
from indexer.model import Document, Reading, Reason, because
from indexer.regular_file import open_regular

MAX_LINE = 64 * 1024 * 1024
"""Bytes of a line that is read back; the longest notices, of 5,000 pages, need a quarter."""

_CHUNK = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
"""With which editors on Windows begin a file in UTF-8; no part of its first line."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"crc32":\s*"[0-9a-f]{8}",\s*)?"viendan":')
_SLOT = re.compile(r"\{(\w+)\}")
_ID = re.compile(r"[a-z0-9-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class MalformedExport(Exception):
    """A line that does not hold a notice; ``reason`` is a sentence for people."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One line: the reading, the path of the file it was made from, and why it may be stale.

    It is the line ``number`` of ``count``.  ``intake`` says since when the index held it,
    ``copies`` the sources of other files of the same bytes, by the addresses that lead to it too.
    """

    viendan: int
    number: int
    count: int
    path: str
    stale_reason: Reason | None
    intake: Intake | None
    copies: dict[str, str]
    reading: Reading


@dataclass(frozen=True, slots=True)
class RestoredNotice:
    """The part of a line that is read back."""

    path: str
    stale_reason: Reason | None
    document: Document
    number: int = 0
    count: int = 0
    intake: Intake | None = None
    copies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Inner:
    document: Document


@dataclass(frozen=True, slots=True)
class _Line:
    viendan: int
    path: str
    stale_reason: Reason | None
    reading: _Inner
    number: int = 0
    count: int = 0
    intake: Intake | None = None
    copies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineExtent:
    """Where a line lies in its file, in bytes, whose notice it holds, since when one did, and which
    copies it tells of."""

    number: int
    start: int
    size: int
    id: str
    intake: Intake | None = None
    copies: dict[str, str] = field(default_factory=dict)


def export(directory: Path) -> Iterator[bytes]:
    """The lines of an index, in the order of the notices' sources."""
    store = open_store(directory)
    contents, records = store.contents(), store.records(None)
    intakes, aliases = intakes_of(records), aliases_of(records)
    cards = (decode_card(card) for _, card in contents.cards())
    ids = [id_ for _, id_ in sorted((card.source, card.id) for card in cards)]
    for number, notice_id in enumerate(ids, start=1):
        card_data, data = contents.stored(notice_id) or (b"", b"")
        card = decode_card(card_data)
        reading = decode_reading(data)
        held = intakes.get(notice_id), aliases.get(notice_id, {})
        told = card.path, card.stale_reason, *held
        yield seal(ExportRecord(VERSION, number, len(ids), *told, reading)) + b"\n"


def is_export(name: str, start: bytes) -> bool:
    """Whether a file holds such lines, by its name or its first bytes.

    >>> is_export("a.txt", b'{"viendan":7,'), is_export("a.jsonl", b"[["), is_export("a.txt", b"[[")
    (True, True, False)
    """
    return name.lower().endswith(".jsonl") or _OPENING.match(start) is not None


@dataclass(frozen=True, slots=True)
class ScannedExport:
    """What is in a file of lines: where each notice is, or the number of a line that has none and
    why; ``missing`` is how many more lines there were when it was written, ``foreign`` why there
    is none at all."""

    digest: str
    lines: list[LineExtent | tuple[int, Reason]]
    missing: int
    foreign: Reason | None = None

    def without(self, ids: Container[str]) -> list[LineExtent | tuple[int, Reason]]:
        """The lines but for those of some notices."""
        return [one for one in self.lines if isinstance(one, tuple) or one.id not in ids]


class _Count:
    """Counts the lines that are missing, in whatever order the others are.

    Several exports may have been put together; they are told apart by how many lines they have.
    """

    def __init__(self) -> None:
        self._seen: dict[int, Counter[int]] = {}
        self._passed = 0

    def see(self, number: int, count: int) -> None:
        """A line that says which it is; 0 in an export of an earlier version."""
        if count:
            self._seen.setdefault(count, Counter())[number] += 1

    def pass_over(self) -> None:
        """A line that does not say it."""
        self._passed += 1

    @property
    def missing(self) -> int:
        """How many lines are missing."""
        missing = sum(
            count * max(numbers.values()) - numbers.total() for count, numbers in self._seen.items()
        )
        return max(0, missing - self._passed)


def scan_export(path: str) -> ScannedExport:
    """Look through a file of lines.

    What is added to the file meanwhile is left to the next build.  Raises ``OSError``.
    """
    digest, at, counted, start = hashlib.sha256(), 0, _Count(), b""
    found: list[LineExtent | tuple[int, Reason]] = []
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        for number in count(1):
            line = file.readline(min(MAX_LINE + 1, size - at))
            if not line:
                break
            digest.update(line)
            if number == 1:
                start = line[:2]
                if line.startswith(_BOM):
                    line, at = line.removeprefix(_BOM), len(_BOM)
            if len(line) > MAX_LINE or line.strip():
                try:
                    notice = read_line(line)
                    id_ = notice.document.id
                    told = notice.intake, notice.copies
                    found.append(LineExtent(number, at, len(line), id_, *told))
                    counted.see(notice.number, notice.count)
                except MalformedExport as problem:
                    found.append((number, problem.reason))
                    counted.pass_over()
            at += len(line)
            if len(line) > MAX_LINE:  # what is left of it is no line of its own
                at += _pass_over(file, line, size - at, digest.update)
    if not any(isinstance(one, LineExtent) for one in found):
        foreign = _foreign(start) if found else because("tệp trống, không có thông báo nào")
        return ScannedExport(digest.hexdigest(), [], 0, foreign)
    return ScannedExport(digest.hexdigest(), found, counted.missing)


def _foreign(start: bytes) -> Reason:
    if start in _UTF16:
        return because(
            "tệp này ghi bằng UTF-16, như PowerShell làm với dấu >; hãy xuất lại trong cửa sổ lệnh "
            "cmd: viendan export > kho.jsonl"
        )
    return because(
        "tệp này không có dòng nào là thông báo do viendan export ghi; hãy chép lại hoặc xuất lại"
    )


def _pass_over(file: BinaryIO, chunk: bytes, most: int, see: Callable[[bytes], None]) -> int:
    """Read to the end of a line that began with ``chunk``; how many bytes more there were."""
    passed = 0
    while chunk and not chunk.endswith(b"\n"):
        chunk = file.readline(min(_CHUNK, most - passed))
        see(chunk)
        passed += len(chunk)
    return passed


def read_line_at(path: str, start: int, size: int) -> RestoredNotice:
    """The notice in one line of a file; raises :class:`MalformedExport`, ``OSError``."""
    with open_regular(path) as file:
        file.seek(start)
        return read_line(file.read(size))


def read_line(line: bytes) -> RestoredNotice:
    """The notice in a line; raises :class:`MalformedExport` when it holds none."""
    if len(line) > MAX_LINE:
        raise MalformedExport(because("dòng dài quá {limit} MB", limit=MAX_LINE // 1024**2))
    try:
        is_sealed(line.rstrip(b"\r\n"))
    except ValueError:
        raise MalformedExport(
            because("dòng không còn như khi xuất; hãy chép lại hoặc xuất lại tệp")
        ) from None
    decoded = _decoded(line)
    document = decoded.reading.document
    reasons = [decoded.stale_reason, *(page.reason for page in document.pages)]
    if not _is_sound(document) or not all(_is_formattable(one) for one in reasons if one):
        raise MalformedExport(because("id, mã băm hoặc trang của thông báo không hợp lệ"))
    number, total = decoded.number, decoded.count
    if not 0 <= number <= total:
        number = total = 0
    copies = {
        alias: source
        for alias, source in decoded.copies.items()
        if _ID.fullmatch(alias) and alias != document.id and source and "\0" not in source
    }
    told = decoded.intake, copies
    return RestoredNotice(decoded.path, decoded.stale_reason, document, number, total, *told)


def _decoded(line: bytes) -> _Line:
    """The parts of a line that are read back, with their types; raises :class:`MalformedExport`."""
    try:
        return msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise MalformedExport(
            because("không phải là thông báo do viendan export ghi ({error})", error=error)
        ) from None
    except RecursionError:  # a hundred thousand brackets, in a part that nobody asks for
        raise MalformedExport(because("không phải là thông báo: lồng nhau quá sâu")) from None


def _is_sound(document: Document) -> bool:
    size = len(document.text)
    return bool(
        _ID.fullmatch(document.id)
        and _DIGEST.fullmatch(document.digest)
        and document.source
        and "\0" not in document.source
        and all(0 <= page.span.start <= page.span.end <= size for page in document.pages)
    )


def _is_formattable(reason: Reason) -> bool:
    """Whether a template that came in has no slots but those of its values.

    Anything else is not written by this program: ``{x}`` without an x would stop the page that
    says it, and ``{x:>9999999999}`` fill the memory.
    """
    names = {name for name, _ in reason.values}
    around = _SLOT.split(reason.template)
    return set(around[1::2]) <= names and not any("{" in one or "}" in one for one in around[::2])
