"""How things are called, written and linked, for pages, data and terminal alike."""

from search.display.links import (
    ActiveFilter,
    AddressOf,
    BarChart,
    FacetList,
    PageLink,
    active_filters,
    facet_lists,
    page_links,
    year_chart,
)
from search.display.names import (
    FacetLabels,
    facet_name,
    has_vietnamese_label,
    headline,
    level_name,
    names_type,
    unit_beside_issuer,
    value_name,
    with_mark,
    within_sentence,
)
from search.display.query_description import describe_matches, describe_query, unparse
from search.display.results import FacetValue, LabelledResults, labelled_results

__all__ = [
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
    "names_type",
    "page_links",
    "unit_beside_issuer",
    "unparse",
    "value_name",
    "with_mark",
    "within_sentence",
    "year_chart",
]
