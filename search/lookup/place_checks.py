"""Whether a draft cites a place that a held text lacks: an Điều 11 of a regulation with ten."""

from __future__ import annotations

from indexer.model import Certainty, EachOf, Reason
from search.held import Absence, absence, is_beside, means_one
from search.lookup.draft_citation import DraftCitation, Judgement, Remark

_MOST_PLACES = 20
"""Places of one citation that are looked for."""


def no_such_place(cited: DraftCitation) -> Remark | None:
    """An article, clause or point that the text held of the directive certainly lacks.

    What is not found, and may be there all the same, is a note.  Nothing is said of a directive
    that is only inferred, nor of a place that words such as "Quy định nêu trên" tie to it.
    """
    missing = _missing(cited)
    certain = [one.reason for one in missing if one.is_certain]
    if certain:
        return Remark(Judgement.NO_SUCH_PLACE, _all(certain))
    return Remark(None, _all([one.reason for one in missing])) if missing else None


def _missing(cited: DraftCitation) -> list[Absence]:
    one, passages = cited.resolution, cited.passages
    if passages is None or not (one.key and means_one(one) and one.citation.pinpoints):
        return []
    held = passages.texts.get(one.key, cited.issued.iso if cited.issued else "")
    if held is None or held.is_inferred or one.certainty is Certainty.INFERRED:
        return []
    name = " ".join(filter(None, (one.type or one.citation.type, one.number))) or held.key
    beside = (at for at in one.citation.pinpoints if is_beside(cited.text, one.citation, at))
    places = list(beside)[:_MOST_PLACES]
    return [found for at in places if (found := absence(passages, held, name, at))]


def _all(reasons: list[Reason]) -> Reason:
    if len(reasons) == 1:
        return reasons[0]
    return EachOf("{values}", (), tuple(reasons))
