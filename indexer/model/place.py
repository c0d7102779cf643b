"""Administrative units at a time, and the mentions that are tied to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.model.evidence import Outcome, Reason, Span, Status


class Level(StrEnum):
    """The level (cấp) of a committee or a place."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Place:
    """One dated version of an administrative unit (đơn vị hành chính, địa bàn).

    ``key`` is the readable path ``dong-nai/cam-my/song-ray``; ``kind`` the type word in lower
    case (``xã``, ``thị trấn``); ``code`` the statistics office's.  Valid ``[valid_from,
    valid_to)``; ``valid_to`` is None for a unit that stands today.
    """

    key: str
    name: str
    kind: str
    level: Level
    code: str
    parent: str | None
    valid_from: date
    valid_to: date | None

    @property
    def full_name(self) -> str:
        """Type word and name: ``xã Sông Ray``."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text: ``huyện Cẩm Mỹ``; ``organisation`` as in ``Đảng bộ huyện …``.

    ``kind`` is None where only an organisation word opens the name (``Huyện ủy Cẩm Mỹ`` has
    the kind of its organisation).
    """

    span: Span
    text: str
    name: str
    kind: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """A place name tied to a place at the notice's date, or the candidates, and why.

    ``mention`` is None where the place is inferred and nowhere named.
    """

    mention: PlaceMention | None
    place: str | None
    outcome: Outcome
    candidates: tuple[str, ...]
    reason: Reason

    @property
    def status(self) -> Status:
        """How the place is known: stated where a name in the text was tied to it."""
        if self.place is None:
            return Status.UNKNOWN
        return Status.STATED if self.mention else Status.INFERRED
