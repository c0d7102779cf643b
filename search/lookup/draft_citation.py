"""One citation of a draft, with all that a check of it may look at, and what a check may say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from indexer.directives import (
    STATE,
    DirectiveKey,
    Registry,
    is_numbered,
    is_provisional,
    subject_matches,
    terms_with,
)
from indexer.knowledge import IssuingBody, known_body
from indexer.memory import remembered
from indexer.model import (
    Certainty,
    Citation,
    CitationRole,
    Directive,
    OneOf,
    Outcome,
    PartialDate,
    Reason,
    Resolution,
    because,
)
from indexer.text import unaccent
from search.held import DirectiveRelation, HeldPassages, Relations
from search.lookup.house_style import directive_name, house_date
from search.lookup.written_parts import WrittenParts


class Judgement(StrEnum):
    """What came of checking a citation, the gravest first."""

    WRONG_TYPE = "wrong_type"
    WRONG_SUBJECT = "wrong_subject"
    WRONG_DATE = "wrong_date"
    LATER = "later"
    MALFORMED = "malformed"
    REPLACED = "replaced"
    WRONG_BODY = "wrong_body"
    MISSING_TERM = "missing_term"
    FORM = "form"
    NO_SUCH_PLACE = "no_such_place"
    AMBIGUOUS = "ambiguous"
    NOT_HELD = "not_held"
    CORRECT = "correct"

    @property
    def place(self) -> int:
        """Where it stands in that order."""
        return _PLACES[self]

    @property
    def gravity(self) -> Gravity:
        """What its writer has to do about it."""
        return _GRAVITIES[self]


class Gravity(StrEnum):
    """What a writer has to do about a citation: to change it, to complete it, to look at it."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OPEN = "open"
    RIGHT = "right"


_PLACES = {one: place for place, one in enumerate(Judgement)}
_GRAVITIES = dict.fromkeys(Judgement, Gravity.WRONG) | {
    Judgement.MISSING_TERM: Gravity.INCOMPLETE,
    Judgement.FORM: Gravity.INCOMPLETE,
    Judgement.NO_SUCH_PLACE: Gravity.OPEN,
    Judgement.AMBIGUOUS: Gravity.OPEN,
    Judgement.NOT_HELD: Gravity.OPEN,
    Judgement.CORRECT: Gravity.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a citation; ``judgement`` is None for a note that finds no fault."""

    judgement: Judgement | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """One citation to be checked, with all that a check may look at.

    ``directive`` is the row of a resolved citation, and ``relations`` what the registry and the
    texts that are held say that replaced what; ``repeated`` says that the draft has named
    it before, ``introduced`` that it gives its khóa or date somewhere; ``before`` and ``behind``
    are the folded words that lead up to the citation and follow it, up to the ``following`` one,
    as ``preceding`` is the one before it, and ``parts`` where its own parts stand in ``text``, the
    draft without what is no text of it.  ``passages`` are the places of the texts that are held,
    where an index is asked.  ``is_by_text`` where the registry has no row, and ``directive`` is
    what the text held of it says; ``rivals`` are the texts that differ.
    """

    resolution: Resolution
    directive: Directive | None
    registry: Registry
    relations: Relations
    issued: PartialDate | None
    repeated: bool = False
    introduced: bool = False
    before: str = ""
    behind: str = ""
    preceding: Citation | None = None
    following: Citation | None = None
    text: str = ""
    parts: WrittenParts = field(default_factory=WrittenParts)
    passages: HeldPassages | None = None
    is_by_text: bool = False
    rivals: int = 0

    @property
    def citation(self) -> Citation:
        """The mention itself."""
        return self.resolution.citation

    @property
    def signer(self) -> IssuingBody | None:
        """The body that the symbol names."""
        return known_body(unaccent(self.citation.body_code or ""))

    @property
    def is_central(self) -> bool:
        """Whether the number restarts with each central term (khóa)."""
        return self.signer is not None and self.signer.term == "central"

    @property
    def states_term(self) -> bool:
        """Whether the text gives khóa or date, be it a khóa that nobody can read."""
        citation = self.citation
        return bool(citation.term or citation.illegible_term or citation.date)

    @property
    def is_paired(self) -> bool:
        """Whether a writer means the khóa behind the next citation for both: "Nghị quyết 18-NQ/TW
        và Nghị quyết 19-NQ/TW khóa XII" are of one type, and both are of that khóa."""
        row, other = self.directive, self.following
        if row is None or other is None or self.behind.strip() != "va":
            return False
        return other.type == self.citation.type and other.term == row.term

    def quotes(self, row: Directive, other: Directive | None = None) -> bool:
        """Whether the title of a directive begins in the words that follow, and in those alone:
        the title of ``other`` does not have these words."""
        opening = _opening(row.title)
        if not opening or f" {opening} " not in self.behind:
            return False
        return other is None or opening not in folded_words(other.title)

    def is_about(self, row: Directive) -> bool:
        """Whether the words that follow are those of a directive's title."""
        subject = self.citation.subject
        return self.quotes(row) or bool(subject and subject_matches(row, subject, self.registry))

    @property
    def is_followed_by_organ(self) -> bool:
        """Whether its organ stands behind it, and not only behind the last of a list."""
        return f" {folded_words(self.citation.body or '')} " in self.behind

    def successors(self) -> list[DirectiveRelation]:
        """What replaced or repealed it by the day of the draft, and that in its turn; of one that
        the text does not tell apart, nothing."""
        key = self._sure_key
        return self.relations.successors(key, self.issued) if key else []

    def amendments(self) -> list[DirectiveRelation]:
        """What amended it by the day of the draft, without doubt."""
        if not self._sure_key:
            return []
        day = (self.issued.latest() if self.issued else date.today()).isoformat()
        every = self.relations.newer_than(self._sure_key, CitationRole.AMENDED)
        return [one for one in every if not one.is_doubtful and one.is_in_effect(day)]

    def name_of(self, one: DirectiveRelation) -> str:
        """What did something to a directive, by number and day."""
        row = self.registry.get(one.newer)
        if row:
            return directive_name(row)
        card = self.relations.text_of(one.newer)
        if card is None:
            return one.newer
        name = f"{card.type} số {card.number}"
        return f"{name}, {house_date(PartialDate.parse(card.date))}" if card.date else name

    def told_by_texts(self, reason: Reason, relations: Iterable[DirectiveRelation]) -> Reason:
        """A sentence with the texts that say so, where the registry does not."""
        found = [self.relations.text_of(one.newer) for one in relations if not one.in_registry]
        sources = ", ".join(card.source for card in found if card)
        if not sources:
            return reason
        by = because("{values} (theo văn bản {source} trong kho)", values="", source=sources)
        return OneOf(by.template, by.values, (reason,))

    @property
    def _sure_key(self) -> str | None:
        """The key of what it cites, where that leaves no other directive."""
        key, outcome = self.resolution.key, self.resolution.outcome
        if self.directive:
            return self.directive.key
        is_told = outcome is Outcome.NOT_HELD and key and not is_provisional(key)
        return key if is_told and self.resolution.certainty is Certainty.STATED else None

    def of_same_number(self) -> list[Directive]:
        """The directives of the body with this number, in any term."""
        if self.resolution.key is None:
            return []
        key = DirectiveKey.parse(self.resolution.key)
        rows = [*self.registry.numbered(str(key.body), key.number)]
        if self.is_by_text and self.directive:
            rows.append(self.directive)
        return [one for one in rows if one.number and one.number == self.citation.number]

    @property
    def is_identified(self) -> bool:
        """Whether the text leaves no other directive: by khóa, date, subject, or numbering."""
        if self.directive is None:
            return False
        if self.states_term or self.introduced or not is_numbered(self.citation):
            return True
        if subject_matches(self.directive, self.citation.subject, self.registry):
            return True
        # A number of the State was told apart by its year, or it would be open.
        key = self.directive.key
        return key.startswith(STATE) or len(_terms_with(key, self.registry.party_keys)) == 1


_LEAST_QUOTED, _QUOTED = 6, 7
"""Words of a title that tell it: a shorter one may stand in any sentence."""


@remembered(4096)
def _opening(title: str) -> str:
    """How a title begins, folded; empty where it is too short to tell a directive.

    >>> _opening("về việc miễn nhiệm, từ chức đối với cán bộ"), _opening("về luân chuyển cán bộ")
    ('viec mien nhiem tu chuc doi voi', '')
    """
    words = folded_words(title).removeprefix("ve ").split()
    return " ".join(words[:_QUOTED]) if len(words) >= _LEAST_QUOTED else ""


def folded_words(text: str) -> str:
    """The words of a text without marks and signs, a blank between them.

    >>> folded_words("về Điều lệ Đảng, khóa XIII")
    've dieu le dang khoa xiii'
    """
    return " ".join(_WORD.findall(unaccent(text)))


_WORD = re.compile(r"[^\W_]+")


@remembered(1024, is_short=True)
def _terms_with(key: str, known: tuple[str, ...]) -> frozenset[str]:
    """A draft may name one directive thousands of times."""
    return terms_with(key, known)
