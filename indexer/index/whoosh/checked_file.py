"""The files of a segment, mapped, and the checksums by which each of their blocks is checked.

A block is checked when it is first read, so that a damaged one ends in a sentence and never in a
wrong answer, and nobody waits for the checking of what nobody reads.  The checksum (CRC-32) finds
what chance does, on a disk, on the way or by a program gone astray; whoever means to deceive can
write another one.

The sums of a segment's files lie beside them in one more file, whose own sum stands in the list of
segments (:mod:`indexer.index.whoosh.segments_file`).
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from indexer.index.durable import read_file
from indexer.index.whoosh.damage import damaged_file
from indexer.regular_file import open_own

EXTENSION = ".sums"

BLOCK = 1 << 12
"""Bytes of a block: a page, since the system reads no less."""

_AT_ONCE = 256 * BLOCK
SHIFT = BLOCK.bit_length() - 1
_SUM = struct.Struct("<I")


class FileSums(msgspec.Struct, frozen=True):
    """The size of a file in bytes, and the CRC-32 of each of its blocks, in four bytes."""

    size: int
    blocks: bytes


def write_sums(path: Path, files: Iterable[Path]) -> int:
    """Write the sums of some files of a segment, by what follows its name; the sum of that file."""
    sums = {one.name.removeprefix(path.stem): _sums_of(read_file(one)) for one in sorted(files)}
    data = msgspec.msgpack.encode(sums)
    path.write_bytes(data)
    return zlib.crc32(data)


def _sums_of(data: bytes) -> FileSums:
    held = memoryview(data)
    sums = (zlib.crc32(held[at : at + BLOCK]) for at in range(0, len(held), BLOCK))
    return FileSums(len(held), b"".join(map(_SUM.pack, sums)))


def read_sums(path: Path, expected: int) -> Mapping[str, FileSums]:
    """The sums that :func:`write_sums` wrote; raises what is wrong with them."""
    data = read_file(path)
    if zlib.crc32(data) != expected:
        raise damaged_file(path)
    return msgspec.msgpack.decode(data, type=dict[str, FileSums])


def check_file(path: Path, sums: FileSums, *, deep: bool) -> None:
    """Compare the size of a file, or all of it, with what was written; raises where it differs.

    It is read and not mapped: a disk that fails then says so, and does not end the process.
    """
    with open_own(path) as file:
        if os.fstat(file.fileno()).st_size != sums.size:
            raise damaged_file(path)
        at = 0
        while deep and (data := file.read(_AT_ONCE)):
            blocks = _sums_of(data).blocks
            if blocks != sums.blocks[at : at + len(blocks)]:
                raise damaged_file(path)
            at += len(blocks)
        if deep and at != len(sums.blocks):
            raise damaged_file(path)


class CheckedFile:
    """The bytes of a file, of which each block is checked before it is first given out.

    Without sums, as a file has none that an earlier version wrote, nothing is checked.  Threads
    may share it: two of them at most check the same block twice.  ``checked`` has a byte for each
    block, not 0 when it was checked: whoever looks up much spares a call so.
    """

    __slots__ = ("_path", "_sums", "_then", "checked", "held")

    def __init__(self, path: Path, sums: FileSums | None = None) -> None:
        self._path = path
        with open_own(path) as file:
            self._then = os.fstat(file.fileno())
            self.held = _mapped(file.fileno()) if self._then.st_size else memoryview(b"")
        blocks = -(-len(self.held) // BLOCK)
        self._sums = sums.blocks if sums else b""
        if sums and (len(self.held), _SUM.size * blocks) != (sums.size, len(sums.blocks)):
            raise damaged_file(path)
        self.checked = bytearray(blocks) if sums else bytearray(b"\1" * blocks)

    def __len__(self) -> int:
        return len(self.held)

    @property
    def identity(self) -> tuple[int, int, int]:
        """Tells the file from another one of the same name."""
        return self._then.st_dev, self._then.st_ino, self._then.st_mtime_ns

    @property
    def is_whole(self) -> bool:
        """Whether it has not been cut off since: to read on would end the process.

        A file that was removed, or replaced by another, is still held as it was.
        """
        try:
            now = self._path.stat()
        except OSError:
            return True
        return not os.path.samestat(now, self._then) or now.st_size >= self._then.st_size

    def check(self, start: int, end: int) -> None:
        """Check all that lies between two places; raises where it is damaged."""
        last = (end + BLOCK - 1) >> SHIFT
        at = self.checked.find(0, start >> SHIFT, last)
        while at >= 0:
            block = self.held[at << SHIFT : (at + 1) << SHIFT]
            (expected,) = _SUM.unpack_from(self._sums, _SUM.size * at)
            if zlib.crc32(block) != expected:
                raise damaged_file(self._path)
            self.checked[at] = 1
            at = self.checked.find(0, at + 1, last)

    def read(self, start: int, end: int) -> memoryview:
        """The bytes between two places, or as many of them as there are."""
        self.check(start, end)
        return self.held[start:end]

    def read_all(self) -> memoryview:
        """All bytes."""
        return self.read(0, len(self.held))


def _mapped(descriptor: int) -> memoryview:
    return memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
