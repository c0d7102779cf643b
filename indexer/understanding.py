"""Document → Reading: the stages of understanding, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import MISSING, fields, replace
from functools import cache, partial
from typing import Any

from indexer import citations, notices, places
from indexer.citations import FoundCitations
from indexer.directives import (
    CitingContext,
    CollectionNumbers,
    Knowledge,
    ToldNumber,
    committee_of,
    own_key,
    resolved_citations,
    told_number,
)
from indexer.gazetteer import Gazetteer
from indexer.model import (
    NO_OWN_KEY,
    SELF,
    Citation,
    Document,
    Evidence,
    Field,
    Notice,
    Outcome,
    PartialDate,
    PlaceMention,
    PlaceResolution,
    Reading,
    Relation,
    Resolution,
    Span,
    Status,
    because,
)
from indexer.outline import outline, own_place
from indexer.places import NoticePlaces
from indexer.secrecy import marked_level
from indexer.stages import NoticeStage, StageGuard
from indexer.text import BLANK, Folded, blanked, fold, unaccent


def understand(
    document: Document,
    knowledge: Knowledge,
    default_province: str | None = None,
    admit: Callable[[Notice], None] = lambda _notice: None,
    is_discreet: bool = False,
    collection: CollectionNumbers | None = None,
    *,
    with_citations: bool = True,
) -> Reading:
    """Everything that can be understood of one document.

    A stage that fails is noted in the reading and logged (:mod:`indexer.stages`); what it would
    have given is unknown, or open, with that for a reason.  ``admit`` may raise what it likes once
    the fields are known: of a paper that is refused for its level of secrecy nothing more is worked
    out, and nothing logged.  With ``is_discreet`` the log tells no words of the paper, as of one
    that seems to have such a level.  ``collection`` is what other papers tell of the numbers of
    committees; what was asked of it is noted there.  Without citations the rest is quicker, for
    whoever resolves them in another way.
    """
    marked = marked_level(document.text, document.marks)
    guard = StageGuard(
        document.id,
        document.source,
        document.text,
        is_discreet=is_discreet or marked is not None,
    )
    notice = guard.run(
        NoticeStage.FIELDS,
        partial(notices.parse_notice, document),
        partial(unknown_notice, marked),
    )
    admit(notice)
    return understand_notice(
        document, notice, knowledge, default_province, guard, collection,
        with_citations=with_citations,
    )  # fmt: skip


def understand_notice(
    document: Document,
    notice: Notice,
    knowledge: Knowledge,
    default_province: str | None,
    guard: StageGuard,
    collection: CollectionNumbers | None = None,
    *,
    with_citations: bool = True,
) -> Reading:
    """What leans on the fields of a notice, whether the program read them or a person put them
    right.

    Places are resolved at the notice's date; citations last, because a local number belongs to
    the issuing committee and a homonym to the term of the date.
    """
    text, gazetteer = blanked(document.text, notice.furniture), knowledge.gazetteer
    folded = cache(partial(fold, text))

    def find() -> list[PlaceMention] | None:
        found = places.find_places(text, gazetteer, folded())
        if not notice.furniture:
            return found
        return [replace(one, text=one.span.of(document.text)) for one in found]

    def locate() -> NoticePlaces:
        if mentions is None:
            return _open_places([])
        return places.locate(text, notice, mentions, gazetteer, default_province)

    mentions = guard.run(NoticeStage.PLACES, find, lambda: None)
    located = guard.run(NoticeStage.PLACES, locate, lambda: _open_places(mentions or []))

    def cite() -> FoundCitations:
        found = citations.read_citations(text, folded(), notice.type.value)
        return of_others(document, notice, found)

    def name_itself() -> Field[str]:
        if not with_citations:
            return NO_OWN_KEY
        return own_key(notice, document.text, context, knowledge.registry, guard)

    context = guard.run(
        NoticeStage.CITATIONS,
        partial(citing_context, notice, located.issuer_place, gazetteer),
        CitingContext,
    )
    nothing = FoundCitations()
    cited = guard.run(NoticeStage.CITATIONS, cite, lambda: nothing) if with_citations else nothing
    found = guard.run(NoticeStage.CITATIONS, partial(in_the_paper, text, cited), lambda: cited)
    return Reading(
        document=document,
        notice=notice,
        citations=_resolved(found.citations, context, text, folded, knowledge, guard, collection),
        issuer_place=located.issuer_place,
        unit_place=located.unit_place,
        places=located.places,
        own_key=guard.run(NoticeStage.CITATIONS, name_itself, lambda: NO_OWN_KEY),
        pinpoints=found.pinpoints,
        failures=guard.failures,
        further_units=located.further_units,
    )


def resolve_again(reading: Reading, knowledge: Knowledge, collection: CollectionNumbers) -> Reading:
    """A reading on which none of these stages has failed, with its citations resolved again by
    what other papers tell now; all else is as it was."""
    document, notice = reading.document, reading.notice
    is_discreet = notice.secrecy.value is not None
    guard = StageGuard(document.id, document.source, document.text, is_discreet=is_discreet)
    text = blanked(document.text, notice.furniture)
    context = guard.run(
        NoticeStage.CITATIONS,
        partial(citing_context, notice, reading.issuer_place, knowledge.gazetteer),
        CitingContext,
    )
    found = [one.citation for one in reading.citations]
    folded = cache(partial(fold, text))
    resolved = _resolved(found, context, text, folded, knowledge, guard, collection)
    return replace(reading, citations=resolved, failures=guard.failures)


def _resolved(
    found: Sequence[Citation],
    context: CitingContext,
    text: str,
    folded: Callable[[], Folded],
    knowledge: Knowledge,
    guard: StageGuard,
    collection: CollectionNumbers | None,
) -> tuple[Resolution, ...]:
    """The citations of a notice, by its own date and issuer."""
    if not found:
        return ()
    context, registry = replace(context, collection=collection), knowledge.registry
    return tuple(resolved_citations(lambda: list(found), text, context, registry, guard, folded))


def of_others(document: Document, notice: Notice, found: FoundCitations) -> FoundCitations:
    """What of all that is found is of other papers; a place in what is cited of the paper itself is
    one of its own."""
    others = cited_by(document, notice, found.citations)
    kept = {one.span for one in others}
    own = dict.fromkeys(
        replace(pinpoint, target=SELF)
        for one in found.citations
        if one.span not in kept
        for pinpoint in one.pinpoints
    )
    pinpoints = sorted([*found.pinpoints, *own], key=lambda one: one.span)
    if notice.furniture:
        pinpoints = [replace(one, text=one.span.of(document.text)) for one in pinpoints]
    dated = [_as_done_by(notice, one, kept) if one.relation else one for one in others]
    return FoundCitations(tuple(dated), tuple(pinpoints), found.perhaps_own)


def in_the_paper(text: str, found: FoundCitations) -> FoundCitations:
    """The same with the places that nothing else owns tied to the paper that has them: "mục II" in
    a plan that is divided into mục I to IV.  How it is divided is read only where that is asked."""
    if not found.perhaps_own:
        return found
    divided = outline(text)
    pinpoints = tuple(
        replace(one, target=SELF)
        if one.target is None and one.span in found.perhaps_own and own_place(divided, one)
        else one
        for one in found.pinpoints
    )
    return replace(found, pinpoints=pinpoints)


def _as_done_by(notice: Notice, citation: Citation, kept: Set[Span]) -> Citation:
    """A citation of what is replaced, amended or repealed, as far as a paper with its own fields
    does that: a draft does nothing yet, and "kể từ ngày ký" is the day of the paper.

    ``kept`` are the citations of others; any other one that does it is the paper itself.
    """
    relation = citation.relation or Relation()
    if isinstance(relation.agent, Span) and relation.agent not in kept:
        relation = replace(relation, agent=SELF)
    if notice.draft.value:
        relation = replace(relation, makes_relation=False)
    if relation.agent == SELF and relation.since_cue and relation.since is None:
        signed = notice.date.value
        relation = replace(relation, since=signed if signed and signed.day else None)
    return replace(citation, relation=relation)


def cited_by(document: Document, notice: Notice, found: Sequence[Citation]) -> list[Citation]:
    """What of the citations found is of others: a paper never cites itself, neither on its number
    line nor in its appendix ("Kèm theo Thông báo số …") nor in its web page's heading.

    Their words are those of the document, also where a page number stands among them.
    """
    others = [one for one in found if not _is_own(document, notice, one)]
    if not notice.furniture:
        return others
    return [
        replace(
            one,
            text=one.span.of(document.text),
            subject=one.subject.replace(BLANK, ""),
            pinpoints=tuple(replace(at, text=at.span.of(document.text)) for at in one.pinpoints),
            cue=replace(one.cue, text=one.cue.span.of(document.text)) if one.cue else None,
        )
        for one in others
    ]


def _is_own(document: Document, notice: Notice, citation: Citation) -> bool:
    line = notice.number.evidence.span
    if line and line.start <= citation.span.start < line.end:
        return True
    if citation.relation and citation.relation.makes_relation:
        # What it replaces bears its number in another term; or it claims to replace itself.
        return False
    if not notice.number.value or _plain(citation.number) != _plain(notice.number.value):
        return False
    if citation.type and notice.type.value and citation.type != notice.type.value:
        return False
    if citation.date and notice.date.value:
        shared = min(len(citation.date.iso), len(notice.date.value.iso))
        return citation.date.iso[:shared] == notice.date.value.iso[:shared]
    head = notice.letterhead.of(document.text) if notice.letterhead else document.text
    return not citation.place or unaccent(citation.place) in unaccent(head)


def _plain(number: str | None) -> str:
    """A number as two ways of writing it have in common."""
    return unaccent(number or "").replace(" ", "").lstrip("0")


def unknown_notice(marked: str | None = None) -> Notice:
    """The fields of a paper on which the program failed: nothing is known, and nothing guessed.

    But for the level of secrecy: a fault of the program must not bring in what says in a line of
    its own that it is secret.  A paper without such a line stays a paper like others, or else every
    fault would cost the office a paper.
    """
    reason = because("chương trình gặp lỗi khi đọc thể thức của văn bản")
    unknown: Field[Any] = Field(None, Evidence(Status.UNKNOWN, reason))
    held: dict[str, Any] = {one.name: unknown for one in fields(Notice) if one.default is MISSING}
    notice = Notice(**held)
    if marked is None:
        return notice
    return replace(notice, secrecy=Field(marked, Evidence(Status.INFERRED, reason)))


def _open_places(mentions: list[PlaceMention]) -> NoticePlaces:
    """The places that were found, where the program failed to tell which units they are."""
    reason = because("chương trình gặp lỗi khi xác định địa danh")
    found = tuple(
        PlaceResolution(mention, None, Outcome.AMBIGUOUS, (), reason) for mention in mentions
    )
    unknown = PlaceResolution(None, None, Outcome.AMBIGUOUS, (), reason)
    return NoticePlaces(unknown, unknown, (), found)


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
        return CitingContext(issued, number=notice.number.value or "")
    above = [
        parent for key in gazetteer.ancestors(place.key, on) if (parent := gazetteer.place(key, on))
    ]
    lineage = [*reversed(above), place]
    # A body's key has the names alone; a place's key may need its type to be unique.
    names = [one.full_name for one in lineage]
    return CitingContext(
        issued,
        committee_of(notice.level.value, place.kind, names),
        lineage[0].name,
        notice.number.value or "",
    )


def number_told(reading: Reading, gazetteer: Gazetteer) -> ToldNumber | None:
    """What a paper tells the others of its collection: its committee's number, and the day.

    Nothing unless all of it is stated; nor does a draft tell it, a copy, which may bear what was
    written on copying, a specimen, or a paper with a level of secrecy.
    """
    notice = reading.notice
    stated = (notice.number, notice.date, notice.issuer, notice.level)
    if any(one.evidence.status is not Status.STATED for one in stated):
        return None
    aside = notice.draft.value or notice.copy.value or notice.secrecy.value or notice.sample
    day = notice.date.value.exact() if notice.date.value else None
    issuer = citing_context(notice, reading.issuer_place, gazetteer).issuer
    if aside or day is None or issuer is None:
        return None
    return told_number(issuer, notice.number.value or "", day)
