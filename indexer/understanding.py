"""Document → Reading: the stages of understanding, in the order in which they need each other."""

from __future__ import annotations

from indexer import citations, notices, places
from indexer.directives import CitingContext, Knowledge, committee_of, resolve
from indexer.gazetteer import Gazetteer
from indexer.model import Document, Notice, PartialDate, PlaceResolution, Reading
from indexer.text import fold


def understand(
    document: Document,
    knowledge: Knowledge,
    default_province: str | None = None,
) -> Reading:
    """Everything that can be understood of one document."""
    return understand_notice(document, notices.parse_notice(document), knowledge, default_province)


def understand_notice(
    document: Document,
    notice: Notice,
    knowledge: Knowledge,
    default_province: str | None = None,
) -> Reading:
    """What leans on the fields of a notice, whether the program read them or a person put them
    right.

    Places are resolved at the notice's date; citations last, because a local number belongs to
    the issuing committee and a homonym to the term of the date.
    """
    text, gazetteer = document.text, knowledge.gazetteer
    folded = fold(text)
    mentions = places.find_places(text, gazetteer, folded)
    located = places.locate(text, notice, mentions, gazetteer, default_province)
    context = citing_context(notice, located.issuer_place, gazetteer)
    return Reading(
        document=document,
        notice=notice,
        citations=tuple(
            resolve(
                citations.find_citations(text, folded), text, context, knowledge.registry, folded
            )
        ),
        issuer_place=located.issuer_place,
        unit_place=located.unit_place,
        places=located.places,
    )


def citing_context(
    notice: Notice, issuer_place: PlaceResolution, gazetteer: Gazetteer
) -> CitingContext:
    """What a citation may lean on: when the notice was issued, by which committee, and where."""
    issued = notice.date.value
    if issued is None and notice.year.value is not None:
        issued = PartialDate(notice.year.value)
    on = issued.latest() if issued else None
    place = gazetteer.place(issuer_place.place, on) if issuer_place.place else None
    if place is None or notice.level.value is None:
        return CitingContext(issued)
    above = [
        parent for key in gazetteer.ancestors(place.key, on) if (parent := gazetteer.place(key, on))
    ]
    lineage = [*reversed(above), place]
    # A body's key has the names alone; a place's key may need its type to be unique.
    names = [one.full_name for one in lineage]
    return CitingContext(
        issued, committee_of(notice.level.value, place.kind, names), lineage[0].name
    )
