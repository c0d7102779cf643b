"""A directive that one notice cites thousands of times: work that grows as the mentions do."""

import pytest

from indexer.model import CitationRole, Outcome
from search.pages.citing import citing_sentences
from search.pages.notice import DirectiveMentions
from tests.set_papers import KNOWLEDGE, understood
from tests.steps import is_linear

KEY = "tw/k13/qdi-22"
SENTENCE = "Thực hiện Quy định số 22-QĐ/TW, ngày 28/7/2021 của Ban Chấp hành Trung ương.\n\n"


@pytest.fixture(scope="module")
def readings():
    return {}


@pytest.mark.parametrize(
    "told",
    [
        lambda one, mentions: citing_sentences(one, KEY),
        lambda one, mentions: mentions.reason,
        lambda one, mentions: mentions.outcome,
        lambda one, mentions: mentions.is_inferred,
        lambda one, mentions: mentions.with_role,
    ],
    ids=["sentences", "reason", "outcome", "inferred", "roles"],
)
def test_it_is_told_in_steps_that_grow_as_the_mentions_do(readings, told):
    def work(text):
        if text not in readings:
            read = understood(text)
            mentions = tuple(read.citations)
            readings[text] = read, DirectiveMentions(KEY, "", mentions, KNOWLEDGE.registry.get(KEY))
        return told(*readings[text])

    for times in (1, 2, 4):  # what is read is no part of it
        work(SENTENCE * (60 * times))
    assert is_linear(work, SENTENCE, 60)


def test_each_sentence_has_its_own_mentions_and_the_surest_is_told():
    text = f"{SENTENCE}Không có gì.\n\n{SENTENCE.strip()} Theo Quy định số 22-QĐ/TW thì họp."
    read = understood(text)
    shown = citing_sentences(read, KEY)
    assert [len(one.marks) for one in shown] == [1, 1, 1]
    assert all("22-QĐ/TW" in one.marks[0].of(one.text) for one in shown)
    told = DirectiveMentions(KEY, "", tuple(read.citations), None)
    assert told.outcome is Outcome.RESOLVED
    assert told.reason is read.citations[0]
    assert [one.role for one in told.with_role][:1] == [CitationRole.IMPLEMENTED]
