"""Our own files of JSON with a checksum of themselves before all else (a seal).

It finds what chance does to a file, not what somebody does who can compute a CRC-32.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

import msgspec

FIRST_SEALED = 7
"""The first version of an index whose files are sealed."""

_SEAL = re.compile(rb'\{\s*"crc32":\s*"([0-9a-f]{8})",')


def seal(content: Any, *, for_people: bool = False) -> bytes:
    """Some content, which has at least one field, as JSON with its seal.

    >>> seal({"number": 1})
    b'{"crc32":"87affd83","number":1}'
    """
    data = msgspec.json.encode(content)
    if for_people:
        data = msgspec.json.format(data)
        return b'{\n  "crc32": "%08x",%s' % (zlib.crc32(data[1:]), data[1:])
    return b'{"crc32":"%08x",%s' % (zlib.crc32(data[1:]), data[1:])


def is_sealed(data: bytes) -> bool:
    """Whether some JSON has a seal; raises ``ValueError`` where it is broken.

    >>> is_sealed(seal({"number": 1})), is_sealed(b'{"number":1}')
    (True, False)
    """
    found = _SEAL.match(data)
    if found and int(found[1], 16) != zlib.crc32(memoryview(data)[found.end() :]):
        raise ValueError("the seal is broken")
    return found is not None


def check_seal(data: bytes, version: int) -> None:
    """Check the seal of a file of an index of some version.

    Raises ``ValueError`` where it is broken, or is not there and should be.
    """
    if not is_sealed(data) and version >= FIRST_SEALED:
        raise ValueError("there is no seal")
