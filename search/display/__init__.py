"""How things are called, written and linked, for pages, data and terminal alike."""

from search.display.links import (
    ActiveFilter,
    AddressOf,
    FacetList,
    PageLink,
    active_filters,
    facet_lists,
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
from search.display.roles import (
    ABOUT,
    ISSUED,
    ROLE_NAMES,
    RoleLink,
    describe_roles,
    is_issuers_own,
    role_links,
    role_reason,
    roles_of,
    standing_sentence,
)
from search.display.years import YearBar, year_band

__all__ = [
    "ABOUT",
    "ISSUED",
    "ROLE_NAMES",
    "ActiveFilter",
    "AddressOf",
    "FacetLabels",
    "FacetList",
    "FacetValue",
    "LabelledResults",
    "PageLink",
    "RoleLink",
    "YearBar",
    "active_filters",
    "describe_matches",
    "describe_query",
    "describe_roles",
    "facet_lists",
    "facet_name",
    "has_vietnamese_label",
    "headline",
    "is_issuers_own",
    "labelled_results",
    "level_name",
    "names_type",
    "page_links",
    "role_links",
    "role_reason",
    "roles_of",
    "standing_sentence",
    "unparse",
    "value_name",
    "with_mark",
    "within_sentence",
    "year_band",
]
