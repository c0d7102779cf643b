"""Files taken out of archives and letters, several at a time.

To take one file out its archive is opened and its directory read, or its letter taken apart.  So
whoever wants many says beforehand which, and what lies in the same file is taken out with the first
that is asked for, as long as it is not too much to be held meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from indexer.documents.inner_file import open_outer
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox import SECONDS, members_confined
from indexer.documents.sandbox_child import Member
from indexer.model import because

_TAKEN = "indexer.documents.members:taken"


class Takeout:
    """Takes files out of others, by where the outer one lies and the way inside it.

    ``wanted`` are those that will be asked for, best in that order.
    """

    def __init__(self, wanted: Iterable[tuple[str, str]] = ()) -> None:
        self._wanted: dict[str, list[str]] = defaultdict(list)
        for location, way in wanted:
            self._wanted[location].append(way)
        self._location = ""
        self._held: dict[str, Member] = {}

    def take(self, location: str, way: str, seconds: float = SECONDS) -> bytes:
        """The bytes of a file; raises :class:`ExtractionError`, or ``OSError`` where the outer one
        cannot be opened."""
        if location != self._location or way not in self._held:
            self._fetch(location, way, seconds)
        found = self._held.pop(way, None)
        if found is None:
            raise ExtractionError(because("không còn tệp này trong tệp nén hay thư"))
        if found.refusal is not None:
            raise ExtractionError(found.refusal)
        return found.data

    def _fetch(self, location: str, way: str, seconds: float) -> None:
        self._location, self._held = location, {}
        open_outer(location).close()  # whether it may be opened is told better here
        wanted = self._wanted[location]
        others = wanted[wanted.index(way) + 1 :] if way in wanted else []
        self._held = {one.way: one for one in _fetched(location, [way, *others], seconds)}


def _fetched(location: str, ways: Sequence[str], seconds: float) -> tuple[Member, ...]:
    try:
        return members_confined(_TAKEN, location, "\n".join(ways), seconds)
    except ExtractionError:
        if len(ways) == 1:
            raise
        return members_confined(_TAKEN, location, ways[0], seconds)  # another may be to blame
