"""The table of organisations: every row opens the lines that it gives as examples."""

from __future__ import annotations

from collections import Counter

import pytest

from indexer.knowledge import organisations
from indexer.organs.openings import opening_of
from indexer.text import unaccent

EXAMPLES = [(row, line) for row in organisations() for line in row.examples]


@pytest.mark.parametrize(
    ("row", "line"), EXAMPLES, ids=[f"{row.word}: {line}" for row, line in EXAMPLES]
)
def test_an_example_opens_with_its_row(row, line):
    opening = opening_of(unaccent(line), line)
    assert opening is not None
    assert opening.organisation == row


def test_every_row_has_an_example():
    assert [row.word for row in organisations() if not row.examples] == []


def test_no_wording_stands_for_two_organisations():
    counted = Counter(wording.lower() for row in organisations() for wording in row.wordings)
    assert [wording for wording, times in counted.items() if times > 1] == []


def test_a_word_of_one_syllable_names_nothing_alone():
    names = {"VNPT", "Viettel", "MobiFone", "Agribank"}
    alone = [row.word for row in organisations() if " " not in row.word and not row.named]
    assert set(alone) == names
