"""Lines of an export as a person changes them."""

import json
from contextlib import suppress


def edited(line):
    """A line that was changed, and so has no checksum any more."""
    return json.dumps({name: line[name] for name in line if name != "crc32"}).encode() + b"\n"


def numbered(lines):
    """Some lines, damaged ones too, as those of an export of their own."""
    told = list(lines)
    for number, line in enumerate(told, start=1):
        with suppress(ValueError, RecursionError):
            told[number - 1] = edited(json.loads(line) | {"number": number, "count": len(told)})
    return told
