"""A page that is asked for: in which representation, as what it is made, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from indexer.model import Reason, because
from search.areas import ListedPlace
from search.forms.feeds import Feed
from search.forms.tabular import Table
from search.pages.listed import ListedDirective


@dataclass(frozen=True, slots=True)
class Representation:
    """The representation of a page that is asked for; ``origin`` stands before every address."""

    form: str
    language: str
    origin: str


@dataclass(frozen=True, slots=True)
class View:
    """A page for people: its template, and what the template shows."""

    template: str
    model: dict[str, Any]
    status: int = 200


@dataclass(frozen=True, slots=True)
class TextDownload:
    """A text to be kept as a file of that name."""

    name: str
    text: str


Page = Struct | Table | Feed | View | TextDownload | tuple["Page", ...]
"""A page in its form: ``json``, a table, ``atom``, ``txt`` or ``html``; or several, in one array of
JSON."""


class PageNotFound(Exception):
    """There is nothing at an address; what may have been meant is the way on.

    ``number`` is the symbol of a directive that was asked for and is not held.
    """

    def __init__(
        self,
        directives: Sequence[ListedDirective] = (),
        places: Sequence[ListedPlace] = (),
        number: str = "",
    ) -> None:
        super().__init__()
        self.directives, self.places, self.number = directives, places, number

    @property
    def reason(self) -> Reason | None:
        """Why there is nothing, where that is known."""
        if not self.number:
            return None
        return because("Chưa có văn bản {number} trong danh mục.", number=self.number)


class PageMoved(Exception):
    """A page has another address: the one place of a name, the one directive of an old key."""

    def __init__(self, address: str, *, for_good: bool = False) -> None:
        super().__init__(address)
        self.address, self.for_good = address, for_good
