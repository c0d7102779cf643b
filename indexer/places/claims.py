"""A claim: one name of a text, the units that it may still mean, and what settled it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.gazetteer import plain_name
from indexer.model import Outcome, PlaceMention, PlaceResolution, Reason, because
from indexer.places.candidates import Candidates

Word = tuple[str, str | None]
"""What counts as one name in a vote: its plain form and its type."""

Label = Callable[[str], str]
"""The full name of a key as of the text's date."""


@dataclass(slots=True)
class Claim:
    """One mention, what it may still mean, and what settled it."""

    mention: PlaceMention
    found: Candidates
    keys: tuple[str, ...]
    zone: bool = False
    dateline: bool = False
    unmarked: bool = False
    above: Claim | None = None
    beside_above: bool = False
    reason: Reason | None = None
    contradiction: bool = False
    fellows: list[Claim] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether one unit is left and something vouches for it."""
        return len(self.keys) == 1 and self.reason is not None

    @property
    def word(self) -> Word:
        """What counts as one name in a vote."""
        return plain_name(self.mention.name), self.mention.kind

    @property
    def outcome(self) -> Outcome:
        """Resolved, ambiguous, or not held at all."""
        if self.settled and not self.contradiction:
            return Outcome.RESOLVED
        return Outcome.AMBIGUOUS if self.keys else Outcome.NOT_HELD


def resolution(claim: Claim, label: Label) -> PlaceResolution:
    """What is handed on of a claim."""
    outcome = claim.outcome
    return PlaceResolution(
        mention=claim.mention,
        place=claim.keys[0] if outcome is Outcome.RESOLVED else None,
        outcome=outcome,
        candidates=claim.keys,
        reason=explain(claim, label),
    )


def explain(claim: Claim, label: Label) -> Reason:
    """The reason of a claim, also where it stays open."""
    name = claim.mention.name
    if claim.contradiction and claim.above:
        return because(
            "không có {name} nào trong {above} như văn bản ghi",
            name=claim.mention.text, above=claim.above.mention.text,
        )  # fmt: skip
    if claim.settled and claim.reason:
        return claim.reason
    if not claim.keys:
        return because("danh mục không có đơn vị nào tên {name}", name=name)
    if len(claim.keys) == 1:
        near = label(claim.keys[0])
        return because("{place} có tên gần giống, nhưng văn bản không xác nhận", place=near)
    return because(
        "{count} đơn vị cùng mang tên {name}, văn bản không cho biết là đơn vị nào",
        count=len(claim.keys), name=name,
    )  # fmt: skip
