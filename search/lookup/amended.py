"""The Word file of a draft with what is corrected by itself, as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from indexer.documents import DraftFile, Rewording, amend_draft
from indexer.model import Reason
from search.lookup.corrections import SureCorrection
from search.lookup.draft import CheckedDraft


@dataclass(frozen=True, slots=True)
class AmendedDraft:
    """A Word file with the corrections that it could be given; those ``left_out`` with the reason.

    It has no ``data`` where it could be given none of the corrections ``asked`` for.
    """

    data: bytes
    left_out: tuple[tuple[SureCorrection, Reason], ...]
    asked: int

    @property
    def n(self) -> int:
        """How many corrections it was given."""
        return self.asked - len(self.left_out)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why some were left out, each reason once."""
        return tuple(dict.fromkeys(reason for _, reason in self.left_out))


def amended_draft(checked: CheckedDraft, file: DraftFile, moment: datetime) -> AmendedDraft | None:
    """The Word file from which a draft was read, corrected as the draft is; None for another file,
    and where nothing is corrected.  ``moment`` is that of the changes."""
    corrections = checked.corrections
    if not (file.word and corrections):
        return None
    wanted = [Rewording(*one.span, one.before, one.after) for one in corrections]
    amended = amend_draft(file, wanted, moment)
    left_out = tuple((corrections[at], reason) for at, reason in amended.left_out)
    return AmendedDraft(amended.data, left_out, len(corrections))
