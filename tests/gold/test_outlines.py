"""Outlines of the labelled papers: none is read worse than it was.

``python -m tests.gold outlines --each`` lists what is not right yet.
"""

import tomllib

from tests.gold.outline_scoring import OUTLINES, judge_outlines, outline_cases, outline_figures


def test_no_outline_is_read_worse_than_it_was():
    reached = outline_figures(judge_outlines(outline_cases(held_out=False)))
    least = tomllib.loads((OUTLINES / "floors.toml").read_text("utf-8"))
    assert reached.keys() == least.keys()
    assert {name: figure for name, figure in reached.items() if figure < least[name]} == {}
