"""How surely a notice cites a directive, whatever number of times it mentions it."""

import pytest

from indexer.directives.ties import Tie, possible_keys, surest_mentions
from indexer.model import Certainty, Citation, Outcome, Resolution, Span, because

REASON = because("khóa {term} ghi trong văn bản", term="XI")


def mention(key, outcome="resolved", certainty=None, candidates=()):
    citation = Citation(Span(0, 8), "20-NQ/TW", "full")
    known = Certainty(certainty) if certainty else None
    return Resolution(citation, key, Outcome(outcome), candidates, REASON, certainty=known)


STATED = mention("tw/k11/nq-20", certainty="stated")
INFERRED = mention("tw/k11/nq-20", certainty="inferred")
OPEN = mention("tw/_/nq-20", "ambiguous", candidates=("tw/k11/nq-20", "tw/k12/nq-20"))
# The term is written, or the subject agrees with none: what bears the number elsewhere is not it.
OF_ANOTHER_TERM = mention("tw/k8/nq-20", "not_held", "stated", candidates=("tw/k11/nq-20",))
EXCLUDED = mention("tw/_/nq-20", "not_held", candidates=("tw/k11/nq-20",))
# The written day is far from that of the registry: it may be this one, and no more.
MISDATED = mention("tw/k11/nq-20", "ambiguous", candidates=("tw/k11/nq-20",))
NONE = mention(None, "malformed")


@pytest.mark.parametrize(
    ("citations", "ties"),
    [
        ([STATED], {"tw/k11/nq-20": Tie.STATED}),
        ([INFERRED], {"tw/k11/nq-20": Tie.INFERRED}),
        ([INFERRED, STATED], {"tw/k11/nq-20": Tie.STATED}),
        ([STATED, INFERRED], {"tw/k11/nq-20": Tie.STATED}),
        (
            [OPEN],
            {
                "tw/_/nq-20": Tie.STATED,
                "tw/k11/nq-20": Tie.POSSIBLE,
                "tw/k12/nq-20": Tie.POSSIBLE,
            },
        ),
        (
            [OPEN, INFERRED],
            {
                "tw/_/nq-20": Tie.STATED,
                "tw/k11/nq-20": Tie.INFERRED,
                "tw/k12/nq-20": Tie.POSSIBLE,
            },
        ),
        ([OF_ANOTHER_TERM], {"tw/k8/nq-20": Tie.STATED}),
        ([EXCLUDED], {"tw/_/nq-20": Tie.STATED}),
        ([MISDATED], {"tw/k11/nq-20": Tie.POSSIBLE}),
        ([MISDATED, STATED], {"tw/k11/nq-20": Tie.STATED}),
        ([NONE], {}),
        ([], {}),
    ],
)
def test_a_notice_cites_a_directive_as_surely_as_its_surest_mention(citations, ties):
    assert {key: tie for key, (tie, _) in surest_mentions(citations).items()} == ties


def test_the_reason_is_that_of_the_surest_mention():
    for citations in ([OPEN, INFERRED, STATED], [STATED, OPEN], [INFERRED, MISDATED, STATED]):
        assert surest_mentions(citations)["tw/k11/nq-20"][1] is STATED


def test_what_was_excluded_is_no_candidate():
    assert possible_keys(OPEN) == ("tw/k11/nq-20", "tw/k12/nq-20")
    assert possible_keys(OF_ANOTHER_TERM) == possible_keys(EXCLUDED) == possible_keys(STATED) == ()
