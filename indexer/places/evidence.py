"""Narrowing down what the names of one text mean, with what stands around them.

The evidence is asked in this order: the unit named right behind a name, the letterhead and the
dateline, a province or district named in the text, the vote of the units named together, the
default province of the collection.  A name is settled only when one unit is left or the margin
is clear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from indexer.model import Reason, because
from indexer.places.candidates import Match
from indexer.places.claims import Claim, Word
from indexer.places.ground import Ground
from indexer.places.neighbours import link, settle_from_above, type_the_untyped
from indexer.places.votes import vote

_ROUNDS = 4
_Why = Callable[[str, str], Reason]


def settle(text: str, claims: list[Claim], ground: Ground, default: str | None) -> None:
    """Ask the evidence in order until nothing moves; ``default`` is a province's key."""
    evidence = _Evidence(claims, ground)
    type_the_untyped(claims, ground)
    link(text, claims, ground)
    evidence.alone()
    settle_from_above(claims, ground)
    evidence.rounds()
    if default and any(evidence.open()):
        for claim in evidence.open():
            evidence.narrow(claim, [default], _by_default)
        settle_from_above(claims, ground)
        evidence.rounds()


class _Evidence:
    """The claims of one text and the ground they stand on."""

    def __init__(self, claims: list[Claim], ground: Ground) -> None:
        self.claims, self.ground = claims, ground

    def open(self) -> Iterator[Claim]:
        """The claims that are not settled and may still be."""
        return (claim for claim in self.claims if not claim.settled and claim.keys)

    def rounds(self) -> None:
        """Each name that is settled may settle others."""
        for _ in range(_ROUNDS):
            before = sum(1 for _ in self.open())
            self.letterhead()
            self.as_before()
            self.scopes()
            vote(self.claims, self.ground)
            settle_from_above(self.claims, self.ground)
            if sum(1 for _ in self.open()) == before:
                return

    def letterhead(self) -> None:
        """Names of the letterhead lie in what the letterhead itself names, whatever follows."""
        heads = [claim.keys[0] for claim in self.claims if claim.zone and claim.settled]
        for claim in self.open():
            if claim.zone:
                for scope in heads:
                    self.narrow(claim, [scope], _by_letterhead)

    # --- alone --------------------------------------------------------------------------------

    def alone(self) -> None:
        """Names that only one unit bears."""
        for claim in self.claims:
            if len(claim.keys) == 1 and not _doubtful(claim):
                claim.reason = self._unique(claim)

    def _unique(self, claim: Claim) -> Reason:
        place = self.ground.known.place(claim.keys[0], self.ground.on)
        label, kind = self.ground.label(claim.keys[0]), place.kind if place else ""
        if claim.found.match is Match.OTHER_TIME:
            return because(
                "{place}: chỉ có một {kind} mang tên này, không có vào ngày của văn bản",
                place=label, kind=kind,
            )  # fmt: skip
        if claim.unmarked:
            return because(
                "{place}: viết không dấu, chỉ có một {kind} khớp với tên này",
                place=label, kind=kind,
            )  # fmt: skip
        return because("{place}: chỉ có một {kind} mang tên này", place=label, kind=kind)

    def as_before(self) -> None:
        """A name that is settled elsewhere in the text, always alike, means the same unit."""
        told: dict[Word, set[str]] = defaultdict(set)
        for claim in self.claims:
            if claim.settled:
                told[claim.word].add(claim.keys[0])
        for claim in self.open():
            keys = told.get(claim.word, set())
            if len(keys) == 1 and keys <= set(claim.keys):
                claim.keys = tuple(keys)
                label = self.ground.label(claim.keys[0])
                claim.reason = because("{place}: như ở chỗ khác trong văn bản", place=label)

    # --- scopes -------------------------------------------------------------------------------

    def scopes(self) -> None:
        """Names that only one unit bears within what the letterhead or the text names."""
        settled = [claim for claim in self.claims if claim.settled]
        # The narrowest first: the issuer's own unit, then the body above it.
        heads = dict.fromkeys(claim.keys[0] for claim in settled if claim.zone)
        zone = sorted(heads, key=lambda key: -key.count("/"))
        named = dict.fromkeys(claim.keys[0] for claim in settled if not claim.zone)
        provinces = [key for key in named if "/" not in key]
        districts = [key for key in named if self.ground.is_district(key)]
        for claim in self.open():
            for scope in zone:
                self.narrow(claim, [scope], _by_letterhead)
            self.narrow(claim, provinces, _by_name)
            self.narrow(claim, districts, _by_name)

    def narrow(self, claim: Claim, scopes: list[str], why: _Why) -> None:
        """Leave only what lies in one of the scopes, if anything does."""
        if claim.settled:
            return
        within = self.ground.within
        inside = tuple(key for key in claim.keys if any(within(key, s) for s in scopes))
        if not inside:
            return
        claim.keys = inside
        if len(inside) == 1:
            scope = next(scope for scope in scopes if within(inside[0], scope))
            claim.reason = why(self.ground.label(inside[0]), self.ground.label(scope))


def _doubtful(claim: Claim) -> bool:
    """Whether even a unique match must be borne out by its surroundings."""
    alone = claim.mention.kind is None and claim.mention.organisation is not None
    return claim.found.match is Match.LETTERS_ONLY or (alone and "/" in claim.keys[0])


def _by_letterhead(place: str, scope: str) -> Reason:
    return because(
        "{place}: nằm trong {scope} ghi ở tiêu đề hoặc địa danh", place=place, scope=scope
    )


def _by_name(place: str, scope: str) -> Reason:
    return because("{place}: nằm trong {scope} được nêu tên", place=place, scope=scope)


def _by_default(place: str, scope: str) -> Reason:
    return because("{place}: theo tỉnh mặc định {scope} của nguồn", place=place, scope=scope)
