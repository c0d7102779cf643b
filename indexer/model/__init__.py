"""The words of the model: frozen data, no input or output.

A :class:`Document` is a file as received; a :class:`Notice` is that document understood;
a :class:`Citation` is one mention of a :class:`Directive`, and a :class:`Resolution` ties the
two together.  A :class:`Place` is an administrative unit at a time.  A :class:`Reading` holds
everything that was understood of one document.

All spans are ``[start, end)`` in code points of the document's verbatim text.
"""

from indexer.model.citation import (
    SELF,
    Citation,
    CitationRole,
    Cue,
    Directive,
    Pinpoint,
    Relation,
    Resolution,
    Validity,
)
from indexer.model.document import Beside, Document, Page, PageMark
from indexer.model.evidence import (
    UNKNOWN,
    Certainty,
    EachOf,
    Evidence,
    Field,
    OneOf,
    Outcome,
    Reason,
    Span,
    Status,
    T,
    because,
)
from indexer.model.notice import Arrival, Notice, Section, Signatory, first_of
from indexer.model.partial_date import PartialDate
from indexer.model.place import Level, Place, PlaceMention, PlaceResolution
from indexer.model.reading import NO_OWN_KEY, Reading

__all__ = [
    "NO_OWN_KEY",
    "SELF",
    "UNKNOWN",
    "Arrival",
    "Beside",
    "Certainty",
    "Citation",
    "CitationRole",
    "Cue",
    "Directive",
    "Document",
    "EachOf",
    "Evidence",
    "Field",
    "Level",
    "Notice",
    "OneOf",
    "Outcome",
    "Page",
    "PageMark",
    "PartialDate",
    "Pinpoint",
    "Place",
    "PlaceMention",
    "PlaceResolution",
    "Reading",
    "Reason",
    "Relation",
    "Resolution",
    "Section",
    "Signatory",
    "Span",
    "Status",
    "T",
    "Validity",
    "because",
    "first_of",
]
