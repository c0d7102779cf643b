"""What comes of the evidence about a citation: a key, how it was found, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.directives.keys import DirectiveKey
from indexer.directives.registry import Registry
from indexer.model import Certainty, Citation, Directive, Outcome, Reason, because


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the evidence: a key, an outcome, the candidates left, and why.

    ``certainty`` is how sure the key is, None while it is open; ``fuller`` the citation that a
    short form points to.
    """

    key: str | None
    outcome: Outcome
    reason: Reason
    candidates: tuple[str, ...] = ()
    certainty: Certainty | None = None
    fuller: Citation | None = None


def term_of(directive: Directive) -> str:
    """The term of a directive as it stands in its key: ``k12``."""
    return DirectiveKey.parse(directive.key).term


def code_of(directive: Directive) -> str:
    """The type code of a directive as it stands in its key: ``qdi``."""
    return DirectiveKey.parse(directive.key).code


CONFUSED = frozenset(("qd", "qdi"))
"""Writers confuse Quyết định and Quy định constantly, and QĐ abbreviates both (§2)."""


def may_be_one_type(code: str, other: str) -> bool:
    """Whether two type codes may be meant by one word: they are the same, or confused."""
    return code == other or {code, other} == CONFUSED


def is_untold(citation: Citation, verdict: Verdict) -> bool:
    """Whether the text itself says nothing of which directive is meant, and nothing else surely."""
    said = citation.term or citation.date or citation.illegible_term or citation.place
    return not said and verdict.certainty is not Certainty.STATED


def resolved_verdict(directive: Directive, reason: Reason, certainty: Certainty) -> Verdict:
    """The verdict that a directive is meant."""
    return Verdict(directive.key, Outcome.RESOLVED, reason, (directive.key,), certainty)


def verdict_for_key(key: str, reason: Reason, certainty: Certainty, registry: Registry) -> Verdict:
    """The verdict that a key is meant, whether the registry holds its directive or not."""
    directive = registry.get(key)
    if directive:
        return resolved_verdict(directive, reason, certainty)
    return Verdict(key, Outcome.NOT_HELD, reason, certainty=certainty)


def as_sure_as_read(citation: Citation, verdict: Verdict) -> Verdict:
    """The verdict, never certain where figures were read as others: neither here nor for those
    that lean upon it."""
    if citation.has_misread_figures and verdict.certainty is Certainty.STATED:
        return replace(verdict, certainty=Certainty.INFERRED)
    return verdict


def as_its_date_is_told(citation: Citation, resolve: Callable[[Citation], Verdict]) -> Verdict:
    """What ``resolve`` gives for a citation; inferred where only a date tells it that stands in a
    table without saying what it is the date of."""
    verdict = resolve(citation)
    if verdict.certainty is not Certainty.STATED or not citation.date_is_unlabelled:
        return verdict
    undated = resolve(replace(citation, date=None, date_is_unlabelled=False))
    if (undated.key, undated.certainty) == (verdict.key, verdict.certainty):
        return verdict
    reason = because("theo ngày ở ô bên cạnh; bảng không ghi đó là ngày gì")
    return replace(verdict, reason=reason, certainty=Certainty.INFERRED)


def short_for(full: Citation) -> Reason:
    """Why a mention means what a fuller one of the same text does."""
    written = " ".join(full.text.split())
    return because("cách gọi tắt của {full} trong cùng văn bản", full=written)


def open_verdict(key: str, reason: Reason, candidates: Sequence[Directive]) -> Verdict:
    """The verdict that it stays open which of the candidates is meant, if any of them is."""
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_HELD
    return Verdict(key, outcome, reason, tuple(directive.key for directive in candidates))
