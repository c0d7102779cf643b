"""How things are called, written and linked, for pages, data and terminal alike."""

from search.display.links import (
    MIN_LINKS,
    ActiveFilter,
    AddressOf,
    BarChart,
    FacetList,
    PageLink,
    active_filters,
    facet_lists,
    max_links,
    page_links,
    year_chart,
)
from search.display.names import (
    FacetLabels,
    all_not_understood,
    facet_name,
    has_vietnamese_label,
    level_name,
    not_understood,
    outcome_name,
    status_name,
    value_name,
)
from search.display.query_description import describe_matches, describe_query, unparse
from search.display.results import FacetValue, LabelledResults, labelled_results
from search.display.typography import day, group_digits, highlighted, on_one_line, ranges, unbroken

__all__ = [
    "MIN_LINKS",
    "ActiveFilter",
    "AddressOf",
    "BarChart",
    "FacetLabels",
    "FacetList",
    "FacetValue",
    "LabelledResults",
    "PageLink",
    "active_filters",
    "all_not_understood",
    "day",
    "describe_matches",
    "describe_query",
    "facet_lists",
    "facet_name",
    "group_digits",
    "has_vietnamese_label",
    "highlighted",
    "labelled_results",
    "level_name",
    "max_links",
    "not_understood",
    "on_one_line",
    "outcome_name",
    "page_links",
    "ranges",
    "status_name",
    "unbroken",
    "unparse",
    "value_name",
    "year_chart",
]
