"""Notices found as data: a page of hits, what cites a directive, and how surely each does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType, structs

from indexer import model
from indexer.directives import Tie
from indexer.index import Card
from indexer.language import reason_text
from indexer.model import Outcome, Status
from search import display, engine
from search.display import FacetValue, describe_matches
from search.engine import Snippet
from search.forms.answers import (
    OF_THE_INDEX,
    OF_THE_REGISTRY,
    HeldDirective,
    TextAddress,
    from_attributes,
)
from search.forms.held_answers import rows, text_addresses
from search.forms.role_answers import GoverningWords, governing_words
from search.held import HeldTexts
from search.pages.citing import CitingPassages
from search.query import FACETS

Facets = dict[str, tuple[FacetValue, ...]]
"""The values of each facet, with their labels."""


class MentionRole(Struct, frozen=True):
    """What a directive is cited for: ``role`` in words, and the words that say so."""

    role: str
    cue: GoverningWords | None


class DirectiveTie(Struct, frozen=True):
    """A directive that was asked for and that a notice cites: as sure as its surest mention.

    ``status``, ``certainty``, ``role`` and ``cue`` are those of that mention; ``possible``: it is
    open, and this directive is one of those that it may mean.  ``held`` are the notices that are
    its text.
    """

    key: str
    url: str
    status: Annotated[Outcome, OF_THE_REGISTRY]
    certainty: model.Certainty | None
    possible: bool
    reason: str
    role: str
    cue: GoverningWords | None
    held: Annotated[tuple[TextAddress, ...] | UnsetType, OF_THE_INDEX] = UNSET


class NoticeHit(Struct, frozen=True, kw_only=True):
    """A notice found.  ``unit_key`` is the place that it is about, ``unit_keys`` are all of
    them where it is about several, ``issuer_key`` is that of its issuer, ``trung-uong`` for a
    central one; ``own_key`` is the key under which others cite the notice.  ``stale``: its file
    cannot be read now; this was read of it before.

    ``cites`` what it cites, or may, of the directives that were asked for; ``why`` it stands where
    it does, where that was asked for.
    """

    id: str
    url: str
    source: str
    title: str | None
    number: str | None
    date: str | None
    year: int | None
    year_status: Status
    type: str | None
    issuer: str | None
    unit: str | None
    unit_key: str | None
    unit_keys: tuple[str, ...]
    unit_status: Status
    issuer_key: str | None
    own_key: str | None
    sample: bool
    secrecy: str | None
    stale: bool
    score: float
    snippets: tuple[Snippet, ...]
    cites: tuple[DirectiveTie, ...] | UnsetType = UNSET
    why: tuple[str, ...] | UnsetType = UNSET


class Results(Struct, frozen=True):
    """A page of notices found, and the values of each facet over all of them.

    ``partial``: no notice meets the whole query, these meet the most of it.  Of ``total``,
    ``possible`` only may cite the directives that are filtered by; ``without_marks`` more would be
    found with ``dau=bo``, in other spellings than the one typed; ``marks_ignored`` where these are
    among the hits.  ``directives`` are those of the
    registry that the query names, by number, name or subject, the likeliest first.
    """

    understood: str
    total: int
    possible: int
    page: int
    pages: int
    per_page: int
    partial: bool
    without_marks: int
    marks_ignored: bool
    hits: tuple[NoticeHit, ...]
    facets: Facets
    directives: tuple[HeldDirective, ...] = ()


class CitingNotice(NoticeHit, frozen=True, kw_only=True):
    """A notice that cites a directive, with the sentences around each mention.

    ``sentence_roles`` are what each of these sentences cites it for, as far as it says so.
    """

    sentences: tuple[Snippet, ...]
    sentence_roles: tuple[tuple[MentionRole, ...], ...]


def results(
    found: display.LabelledResults,
    language: str = "vi",
    directives: Iterable[model.Directive] = (),
    texts: HeldTexts | None = None,
) -> Results:
    """A page of hits, and the directives that were named; ``texts`` are held of directives."""
    return from_attributes(
        Results,
        found,
        understood="; ".join(reason_text(reason, language) for reason in found.understood),
        hits=tuple(notice_hit(one, language, texts) for one in found.hits),
        facets=facets_in_words(found.facets, language),
        directives=rows(directives, texts),
    )


def facets_in_words(facets: Facets, language: str, without: str = "") -> Facets:
    """The facets with labels that are words, as on the page, also where their values are codes;
    ``without`` the one that a page is about.

    >>> role = FacetValue("can-cu", "can-cu", 3, False)
    >>> facets_in_words({"cite_role": (role,)}, "vi")["cite_role"][0].label
    'căn cứ vào'
    """
    told = {name: values for name, values in facets.items() if name != without}
    return {name: tuple(_in_words(name, values, language)) for name, values in told.items()}


def _in_words(name: str, values: Iterable[FacetValue], language: str) -> Iterator[FacetValue]:
    names = FACETS[name].names
    for one in values:
        said = names.get(one.value)
        yield structs.replace(one, label=reason_text(said, language)) if said else one


def notice_hit(one: engine.Hit, language: str = "vi", texts: HeldTexts | None = None) -> NoticeHit:
    """One hit, with its address on the site."""
    return from_attributes(
        NoticeHit,
        one.card,
        url=f"/thong-bao/{one.card.id}",
        date=one.card.date or None,
        stale=one.card.stale_reason is not None,
        score=round(one.score, 6),
        snippets=one.snippets,
        cites=tuple(_tied(each, one.card, language, texts) for each in one.cites) or UNSET,
        why=tuple(reason_text(reason, language) for reason in describe_matches(one.explanation))
        or UNSET,
    )


def _tied(
    one: engine.TiedDirective, card: Card, language: str, texts: HeldTexts | None
) -> DirectiveTie:
    mention = one.mention
    return DirectiveTie(
        key=one.key,
        url=display.addresses.directive(one.key),
        status=mention.outcome,
        certainty=mention.certainty,
        possible=one.tie is Tie.POSSIBLE,
        reason=reason_text(mention.reason, language),
        role=mention.citation.role.words,
        cue=governing_words(mention.citation.cue),
        held=text_addresses(texts.get(one.key, card.date)) if texts else UNSET,
    )


def _role(one: model.Citation) -> MentionRole:
    return MentionRole(one.role.words, governing_words(one.cue))


def citing_notice(one: CitingPassages, language: str = "vi") -> CitingNotice:
    """A notice that cites a directive, or may."""
    plain = tuple(Snippet(each.text, each.start, each.marks) for each in one.sentences)
    found = notice_hit(engine.Hit(one.card, 0.0, plain, cites=(one.cited,)), language)
    roles = tuple(tuple(map(_role, sentence.with_role)) for sentence in one.sentences)
    return from_attributes(CitingNotice, found, sentences=plain, sentence_roles=roles)
