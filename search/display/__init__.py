"""How things are called, written and linked, for pages, data and terminal alike."""

from search.display.links import (
    MIN_LINKS,
    ActiveFilter,
    AddressOf,
    FacetList,
    PageLink,
    active_filters,
    facet_lists,
    max_links,
    page_links,
)
from search.display.names import (
    FacetLabels,
    facet_name,
    has_vietnamese_label,
    headline,
    level_name,
    names_type,
    value_name,
    with_mark,
    within_sentence,
)
from search.display.query_description import describe_matches, describe_query, unparse
from search.display.results import FacetValue, LabelledResults, labelled_results
from search.display.years import BarChart, year_chart

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
    "describe_matches",
    "describe_query",
    "facet_lists",
    "facet_name",
    "has_vietnamese_label",
    "headline",
    "labelled_results",
    "level_name",
    "max_links",
    "names_type",
    "page_links",
    "unparse",
    "value_name",
    "with_mark",
    "within_sentence",
    "year_chart",
]
