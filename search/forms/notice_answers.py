"""The page of a notice as data: how it was understood, its files, and what bears its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from indexer.index import Card, Copy, Intake
from indexer.model import Resolution
from search.display import addresses
from search.forms.answers import OF_THE_INDEX, ResolvedCitation, TextAddress, from_attributes
from search.forms.held_answers import HeldPinpoint, PlaceAnswers, text_addresses
from search.forms.hit_answers import CitingNotice, citing_notice
from search.forms.reading_answers import NoticeReading
from search.held import HeldText
from search.pages.citing import CitedIn


class NoticeCopy(Struct, frozen=True):
    """Another file of the paper that a notice was made from.

    ``is_same`` is whether its bytes are the same, too; ``is_scan`` whether OCR would read it.
    """

    source: str
    url: str
    is_same: bool
    is_scan: bool


class NumberedNotice(Struct, frozen=True):
    """A notice with the same number, issuer and year as another one, and other words."""

    id: str
    url: str
    source: str
    title: str | None
    date: str


class CitationOfNotice(ResolvedCitation, frozen=True):
    """A citation of a notice; ``held`` are the notices that are the text of what it means."""

    pinpoints: tuple[HeldPinpoint, ...]
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX]


class HeldNotice(NoticeReading, frozen=True, kw_only=True):
    """A notice of the index: how it was understood, and what the list of files says of it.

    ``indexed_at`` is when the index came to hold it, and ``changed_at`` when its file last changed
    there, as far as that is known.  ``cited_in_total`` notices cite it by its own key, of which
    ``cited_in`` are the newest; with another key than that, their text leaves the term open.
    """

    citations: tuple[CitationOfNotice, ...]
    copies: tuple[NoticeCopy, ...]
    same_number: tuple[NumberedNotice, ...]
    cited_in_total: int
    cited_in: tuple[CitingNotice, ...]
    indexed_at: str | UnsetType = UNSET
    changed_at: str | UnsetType = UNSET


def notice(
    reading: NoticeReading,
    intake: Intake | None,
    copies: Sequence[Copy],
    same_number: Sequence[Card],
    held: Mapping[str, HeldText],
    cited: CitedIn | None,
    citations: Sequence[Resolution],
    places: PlaceAnswers,
    language: str,
) -> HeldNotice:
    """A notice of the index; ``held`` are the texts of what its ``citations`` mean, by key, and
    ``places`` tells the words in them."""
    return from_attributes(
        HeldNotice,
        reading,
        citations=tuple(
            from_attributes(
                CitationOfNotice,
                told,
                held=text_addresses(held.get(one.key or "")),
                pinpoints=places.pinpoints(one),
            )
            for told, one in zip(reading.citations, citations, strict=True)
        ),
        copies=tuple(
            NoticeCopy(one.source, addresses.original(one.alias), one.is_same, one.is_scan)
            for one in copies
        ),
        same_number=tuple(
            from_attributes(NumberedNotice, one, url=addresses.notice(one.id))
            for one in same_number
        ),
        cited_in_total=cited.total if cited else 0,
        cited_in=tuple(citing_notice(one, language) for one in cited.notices) if cited else (),
        indexed_at=_moment(intake.first) if intake else UNSET,
        changed_at=_moment(intake.changed) if intake else UNSET,
    )


def _moment(seconds: int | None) -> str | UnsetType:
    """A time in ISO 8601."""
    return UNSET if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
