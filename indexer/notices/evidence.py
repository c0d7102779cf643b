"""Fields of a notice with their evidence (căn cứ): stated, inferred or unknown."""

from __future__ import annotations

from indexer.model import Evidence, Field, Reason, Span, Status, T


def stated(value: T, reason: Reason, span: Span | None) -> Field[T]:
    """A field that the document says in so many words, at ``span``."""
    return Field(value, Evidence(Status.STATED, reason, span))


def inferred(value: T, reason: Reason, span: Span | None = None) -> Field[T]:
    """A field that a rule concludes; ``span`` is what the rule read, if anything."""
    return Field(value, Evidence(Status.INFERRED, reason, span))


def unknown(reason: Reason, span: Span | None = None) -> Field[T]:
    """A field that the document does not tell; ``span`` is where it should have stood."""
    return Field(None, Evidence(Status.UNKNOWN, reason, span))
