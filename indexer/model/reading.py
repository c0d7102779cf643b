"""Everything that was understood of one document."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.citation import Pinpoint, Resolution
from indexer.model.document import Document
from indexer.model.evidence import Evidence, Field, Status, because
from indexer.model.notice import Notice
from indexer.model.place import PlaceResolution
from indexer.stages import StageFailure

NO_OWN_KEY: Field[str] = Field(None, Evidence(Status.UNKNOWN, because("chưa xác định")))
"""The own key of a paper of which nobody asked for it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one document (cách hiểu), stage by stage.

    ``issuer_place`` is the place the issuer governs; ``unit_place`` the place of the body the
    notice is about, ``further_units`` those of the bodies listed with it; ``places`` all mentions
    in order.  ``document`` carries the verbatim text.
    ``failures`` are the stages that did not come to their end.  ``pinpoints`` are the places that
    the text points to in no other paper: in this one (``self``), or in one that nothing tells;
    ``own_key`` is the key under which others cite this paper.
    """

    document: Document
    notice: Notice
    citations: tuple[Resolution, ...]
    issuer_place: PlaceResolution
    unit_place: PlaceResolution
    places: tuple[PlaceResolution, ...]
    failures: tuple[StageFailure, ...] = ()
    pinpoints: tuple[Pinpoint, ...] = ()
    own_key: Field[str] = NO_OWN_KEY
    further_units: tuple[PlaceResolution, ...] = ()
