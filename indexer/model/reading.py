"""Everything that was understood of one document."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.citation import Resolution
from indexer.model.document import Document
from indexer.model.notice import Notice
from indexer.model.place import PlaceResolution
from indexer.stages import StageFailure


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one document (cách hiểu), stage by stage.

    ``issuer_place`` is the place the issuer governs; ``unit_place`` the place of the body the
    notice is about, ``further_units`` those of the bodies listed with it; ``places`` all mentions
    in order.  ``document`` carries the verbatim text.
    ``failures`` are the stages that did not come to their end.
    """

    document: Document
    notice: Notice
    citations: tuple[Resolution, ...]
    issuer_place: PlaceResolution
    unit_place: PlaceResolution
    places: tuple[PlaceResolution, ...]
    failures: tuple[StageFailure, ...] = ()
    further_units: tuple[PlaceResolution, ...] = ()
