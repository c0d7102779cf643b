"""The best labels of a line: does each syllable begin a word, or continue one?

This is the Viterbi algorithm of a conditional random field with two labels.  With two, only
one number matters at each syllable: the *lead*, by how much the best labelling so far that
ends in "continues" beats the best one that ends in "begins".  It follows from the one before,

    lead[t] = score[t] + gain(lead[t - 1])

where ``gain`` is flat except in a narrow band: outside of it, the label before does not depend
on what comes after.  So nearly all leads are known at once, and few need the one before them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]


# Beyond this, in either direction, no syllable may change the score of its line; pyvi's own
# model stays below 45.
MAX_WEIGHT = 50.0


def tie_tolerance(syllables: int) -> float:
    """How near to a tie our arithmetic cannot be trusted to order two labellings as CRFsuite.

    CRFsuite adds up the score of a whole line in double precision: ``n`` times two sums of at
    most ``50 n``, each rounded by at most 2⁻⁵³ of it, for both labels: together below
    ``2e-14 n²``.  The rest covers the sums of single syllables, CRFsuite's and ours.
    """
    return 1e-9 + 2e-14 * syllables * syllables


class ViterbiDecoder:
    """Finds the best labels from the scores of syllables (continues less begins).

    >>> decoder = ViterbiDecoder([[0.0, 1.0], [-1.0, 0.5]])
    >>> decoder.decode([-4.0, 3.0, -4.0])
    [False, True, False]
    """

    def __init__(self, transition: Sequence[Sequence[float]]) -> None:
        (self._bb, self._bi), (self._ib, self._ii) = transition
        # The label before one that continues (begins) continues itself if its lead is above:
        self._before_i = self._bi - self._ii
        self._before_b = self._bb - self._ib
        self._low = min(self._before_i, self._before_b)
        self._high = max(self._before_i, self._before_b)
        self._gain_low = self._bi - self._bb
        self._gain_high = self._ii - self._ib
        # ``gain`` is monotonous, so these are its bounds.
        self._least_gain = min(self._gain_low, self._gain_high)
        self._most_gain = max(self._gain_low, self._gain_high)

    def _gain(self, lead: float) -> float:
        return max(self._bi, lead + self._ii) - max(self._bb, lead + self._ib)

    def decode(self, scores: list[float]) -> list[bool] | None:
        """Whether each syllable of one line continues a word; None where two labellings tie."""
        near = tie_tolerance(len(scores))
        low, high, before_i, before_b = self._low, self._high, self._before_i, self._before_b
        gain_low, gain_high = self._gain_low, self._gain_high
        leads, gain = [], 0.0
        for score in scores:
            lead = score + gain
            leads.append(lead)
            gain = gain_high if lead >= high else gain_low if lead <= low else self._gain(lead)
        labels, threshold = [], 0.0  # nothing follows the last syllable
        for lead in reversed(leads):
            if -near < lead - threshold < near:
                return None
            continues = lead > threshold
            labels.append(continues)
            threshold = before_i if continues else before_b
        labels.reverse()
        return labels

    def decode_lines(
        self, scores: Floats, breaks: Booleans, near: float
    ) -> tuple[Booleans, Booleans]:
        """The same for many lines in one array: (continues, may tie).

        ``breaks`` marks the entry after each line, the last entry included; its own results
        mean nothing.
        """
        last = np.zeros(len(scores), dtype=bool)
        last[:-1] = breaks[1:]
        leads = self._leads(scores, breaks)
        continues = np.where(last, leads > 0.0, leads > self._high)
        open_ended = (leads > self._low) & (leads <= self._high) & ~last & ~breaks
        for t in reversed(open_ended.nonzero()[0].tolist()):
            continues[t] = leads[t] > (self._before_i if continues[t + 1] else self._before_b)
        to_threshold = np.minimum(abs(leads - self._before_i), abs(leads - self._before_b))
        may_tie = np.where(last, abs(leads), to_threshold) < near
        return continues, may_tie & ~breaks

    def _leads(self, scores: Floats, breaks: Booleans) -> Floats:
        first = np.ones(len(scores), dtype=bool)
        first[1:] = breaks[:-1]
        surely_high = scores + np.where(first, 0.0, self._least_gain) >= self._high
        surely_low = scores + np.where(first, 0.0, self._most_gain) <= self._low
        gain = np.where(surely_high, self._gain_high, self._gain_low)
        gain[breaks] = 0.0
        leads = scores.copy()
        leads[1:] += gain[:-1]
        unsure = ~(surely_high | surely_low | breaks)
        for t in unsure[:-1].nonzero()[0].tolist():  # ascending: the lead at t is settled
            leads[t + 1] = scores[t + 1] + self._gain(float(leads[t]))
        return leads
