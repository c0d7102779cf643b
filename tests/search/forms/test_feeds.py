"""Lists to take away: CSV and Atom, whatever they hold."""

import csv
import io
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from search.forms import feeds


@given(st.lists(st.lists(st.text(max_size=20) | st.integers() | st.none(), min_size=1, max_size=4)))
def test_csv_never_starts_a_cell_as_a_formula(rows):
    text = "".join(feeds.csv_parts(feeds.Table(["a"], rows)))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
    for row, given_row in zip(read, rows, strict=True):
        for cell, value in zip(row, given_row, strict=True):
            assert isinstance(value, int) or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_feed_is_well_formed_whatever_it_holds():
    entry = feeds.FeedEntry("/thong-bao/a", "<b>\x00\x0b&\ud800", "2023-08", "]]>")
    tree = ElementTree.fromstring(feeds.atom(feeds.Feed("t", [entry]), "/tim.atom", "http://x"))
    assert tree.find("{*}entry/{*}title").text == "<b>&"
    assert tree.find("{*}updated").text == "2023-08-01T00:00:00Z"
