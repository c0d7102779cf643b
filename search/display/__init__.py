"""How things are called, written and linked, for pages, data and terminal alike."""

from search.display.links import (
    FEWEST,
    Address,
    Chart,
    Chosen,
    Facet,
    Step,
    chosen,
    facets,
    room,
    steps,
    year_chart,
)
from search.display.names import (
    Labels,
    facet_name,
    level_name,
    outcome_name,
    status_name,
    value_name,
)
from search.display.query_told import said, understood
from search.display.typography import day, grouped, marked, on_one_line, ranges, unbroken

__all__ = [
    "FEWEST",
    "Address",
    "Chart",
    "Chosen",
    "Facet",
    "Labels",
    "Step",
    "chosen",
    "day",
    "facet_name",
    "facets",
    "grouped",
    "level_name",
    "marked",
    "on_one_line",
    "outcome_name",
    "ranges",
    "room",
    "said",
    "status_name",
    "steps",
    "unbroken",
    "understood",
    "value_name",
    "year_chart",
]
