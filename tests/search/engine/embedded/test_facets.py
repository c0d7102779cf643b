"""Counting facets: whichever way is quicker, the counts are the same."""

import random
from collections import Counter

import numpy as np
import pytest

from indexer.model import UNKNOWN
from search.engine.embedded.boolean import SparseMatches, top_documents
from search.engine.embedded.facets import FacetColumn, FacetCounter
from search.engine.embedded.segment_reader import DocValues
from tests.pages import show

SIZE = 600


def column(several, seed=1):
    """A column with one value or several for each document, and the values by document."""
    chance = random.Random(seed)
    labels = ("a", "b", "c", UNKNOWN)
    held = [chance.sample(range(4), chance.randint(0, 3) if several else 1) for _ in range(SIZE)]
    pairs = sorted((code, number) for number, codes in enumerate(held) for code in codes)
    documents = np.array([number for _, number in pairs])
    codes = np.array([code for code, _ in pairs])
    made = FacetColumn("cites", [DocValues(labels, documents, codes)], np.array([0, SIZE]), SIZE)
    return made, [[labels[code] for code in codes] for codes in held]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.9, 1.0])
def test_counts_are_those_of_the_documents(several, share):
    made, held = column(several)
    deleted = {3, 599}
    live = np.array([number for number in range(SIZE) if number not in deleted])
    chosen = live[np.random.default_rng(2).random(len(live)) < share]
    wanted = Counter(value for number in chosen.tolist() for value in held[number])
    counted = FacetCounter(chosen, live)
    assert dict(zip(made.values, counted.by_value(made).tolist(), strict=True)) == {
        value: wanted[value] for value in made.values
    }
    assert counted.named(made) == wanted


@pytest.mark.parametrize("several", [False, True])
def test_a_filter_passes_what_has_one_of_its_values(several):
    made, held = column(several)
    passing = made.documents_with(["a", "c", "not there"])
    assert passing.tolist() == [bool({"a", "c"} & set(values)) for values in held]
    assert not made.documents_with([]).any()
    known = made.between("b", "")
    assert known.tolist() == [bool({"b", "c"} & set(values)) for values in held]


def test_documents_that_share_values():
    made, held = column(several=True)
    shared = made.shared_with(7)
    own = set(held[7]) - {UNKNOWN}
    assert shared.tolist() == [len(own & set(values)) for values in held]


@pytest.mark.parametrize("distinct", [3, 50, 100_000])
def test_the_best_are_the_best_also_of_long_lists(distinct):
    random_scores = np.random.default_rng(distinct).integers(1, distinct + 1, 20_000)
    found = SparseMatches(np.arange(20_000) * 2, random_scores.astype(float))
    wanted = sorted(zip(-found.scores, found.ids, strict=True))[:50]
    for most in (1, 10, 50):
        assert top_documents(found, most).tolist() == [number for _, number in wanted[:most]]


def test_a_range_of_years_lists_those_with_notices_only_and_is_one_filter(client):
    wide = client.get("/tim.json?q=nam:1945..2025&per_page=100").json
    dated = [one for one in client.get("/tim.json?per_page=100").json["hits"] if one["year"]]
    assert wide["total"] == sum(1 for one in dated if 1945 <= int(one["year"]) <= 2025)
    assert wide["understood"] == "năm 1945–2025"
    assert all(one["count"] for one in wide["facets"]["year"])
    page = show(client, "/tim?q=đảng+nam:2025..1945&sort=date")
    assert page.texts(".chosen-filters li") == ["Bỏ lọc Năm: 1945–2025"]
    assert page.links(".chosen-filters a") == ["/tim?q=%C4%91%E1%BA%A3ng&sort=date"]
    assert "year=1945..2025" in page.links(".sorts a")[0]


def test_a_single_year_without_notices_stays_a_choice_to_undo(client):
    years = client.get("/tim.json?year=1999").json["facets"]["year"]
    assert [one["value"] for one in years if one["selected"]] == ["1999"]


def test_a_year_of_thousands_of_digits_is_no_error(client):
    assert client.get("/tim?year=" + "9" * 5_000).status_code == 200


@pytest.mark.parametrize(
    ("first", "last", "passing"),
    [
        ("2021-06-15", "", ["2021", "2021-06", "2021-06-30", "2022"]),
        ("2021-06-01", "2021-06-30", ["2021", "2021-06", "2021-06-30"]),
        ("2021-07", "", ["2021", "2022"]),
        ("", "2021-06-01", ["2020-12-31", "2021", "2021-06"]),
        ("2021", "2021-12-31", ["2021", "2021-06", "2021-06-30"]),
        ("2022-02-01", "2022-02-28", ["2022"]),
        ("2023", "", []),
        ("", "2019", []),
    ],
)
def test_a_month_or_year_passes_where_it_may_lie_in_the_range(first, last, passing):
    dates = ("2020-12-31", "2021", "2021-06", "2021-06-30", "2022", UNKNOWN)
    numbers = np.arange(len(dates))
    made = FacetColumn("date", [DocValues(dates, numbers, numbers)], np.array([0, 6]), 6)
    found = made.between(first, last)
    assert [date for date, passes in zip(dates, found, strict=True) if passes] == passing


def test_a_notice_dated_by_its_month_is_in_a_range_of_days(client):
    asked = "/tim.json?q=tu_ngay:15/6/2021+den_ngay:20/6/2021"
    assert [hit["date"] for hit in client.get(asked).json["hits"]] == ["2021-06"]
    assert client.get("/tim.json?tu_ngay=2021-05-01&den_ngay=2021-05-31").json["total"] == 0
