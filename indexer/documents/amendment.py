"""What is to be changed in a file that was read, and what came of it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from indexer.model import Reason


class Rewording(msgspec.Struct, frozen=True):
    """A stretch of a text, as it stands there and as it is to stand."""

    start: int
    end: int
    before: str
    after: str


class Amendment(msgspec.Struct, frozen=True):
    """The places to be changed in the text that was read of a file; none overlaps another.

    ``moment`` is that of the change, in ISO 8601.
    """

    text: str
    rewordings: tuple[Rewording, ...]
    moment: str


class AmendedFile(NamedTuple):
    """A file with its changes; ``left_out`` are those that it does not have, by their place among
    the rewordings, and why.  It has no ``data`` where it has none of them."""

    data: bytes
    left_out: tuple[tuple[int, Reason], ...]
