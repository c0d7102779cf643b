"""One citation of a draft, with all that a check of it may look at, and what a check may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.directives import STATE, Registry, is_numbered, subject_matches, terms_with
from indexer.knowledge import IssuingBody, known_body
from indexer.memory import remembered
from indexer.model import Citation, Directive, PartialDate, Reason, Resolution
from indexer.text import unaccent


class Judgement(StrEnum):
    """What came of checking a citation."""

    CORRECT = "correct"
    MISSING_TERM = "missing_term"
    WRONG_TYPE = "wrong_type"
    WRONG_DATE = "wrong_date"
    REPLACED = "replaced"
    LATER = "later"
    AMBIGUOUS = "ambiguous"
    NOT_HELD = "not_held"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a citation; ``judgement`` is None for a note that finds no fault."""

    judgement: Judgement | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """One citation to be checked, with all that a check may look at.

    ``directive`` is the row of a resolved citation; ``repeated`` says that the draft has named
    it before, ``introduced`` that it gives its khóa or date somewhere; ``before`` are the folded
    words that lead up to the citation.
    """

    resolution: Resolution
    directive: Directive | None
    registry: Registry
    issued: PartialDate | None
    repeated: bool = False
    introduced: bool = False
    before: str = ""

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


@remembered(1024, is_short=True)
def _terms_with(key: str, known: tuple[str, ...]) -> frozenset[str]:
    """A draft may name one directive thousands of times."""
    return terms_with(key, known)
