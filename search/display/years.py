"""The notices of each year as a small bar chart (biểu đồ cột), whose bars are links.

It is plain numbers, which a template turns into SVG.  It never stands alone: the page has the same
figures as a list beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.numerals import read_year
from search.display.results import FacetValue

HEIGHT = 60
STEP = 30
GAP = 8
LABELS = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the chart's own units, from the top left, and where it leads."""

    label: str
    count: int
    x: int
    y: float
    height: float
    address: str
    selected: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right in a box of ``width`` by ``height``; ``base`` is their foot."""

    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT + LABELS
    base: int = HEIGHT
    bar_width: int = STEP - GAP


def year_chart(values: Sequence[FacetValue], address: Callable[[str], str]) -> BarChart | None:
    """The notices of each year from the first to the last, empty years too.

    None where there are fewer than two years to compare, or they lie a century apart.
    """
    counts = {year: one for one in values if (year := read_year(one.value)) is not None}
    if len(counts) < 2 or max(counts) - min(counts) > 100:
        return None
    every = range(min(counts), max(counts) + 1)
    most = max(1, *(one.count for one in counts.values()))
    apart = 1 if len(every) <= 12 else 5
    bars = []
    for position, year in enumerate(every):
        one = counts.get(year)
        height = round((HEIGHT - 4) * one.count / most, 1) if one else 0
        bars.append(
            Bar(
                label=str(year),
                count=one.count if one else 0,
                x=position * STEP + GAP // 2,
                y=round(HEIGHT - height, 1),
                height=height,
                address=address(str(year)),
                selected=bool(one and one.selected),
                labelled=year % apart == 0,
            )
        )
    return BarChart(tuple(bars), width=max(len(every), 8) * STEP)
