"""What the templates may call: sentences, addresses, and how dates and numbers are set."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from indexer.corrections import is_corrected
from indexer.directives import (
    Knowledge,
    doubt_text,
    key_label,
    known_validity,
    remarks,
    validity_text,
)
from indexer.gazetteer import Gazetteer
from indexer.index import Card
from indexer.language import figures, gettext, reason_text, shown, translation
from indexer.model import OneOf, Outcome, PartialDate, Reason
from search.display import (
    ROLE_NAMES,
    addresses,
    are_notices,
    cited_for,
    describe_matches,
    describe_roles,
    facet_name,
    has_vietnamese_label,
    headline,
    is_issuers_own,
    level_name,
    search_label,
    standing_sentence,
    value_name,
)
from search.engine import mentions_within
from search.forms import list_document, workbook
from search.forms.references import directive_legislation, legislation, party_form
from search.forms.terminal_lookup import judgement_name
from search.held import HeldTexts, availability_name, what_is_open
from search.lookup import registry_wording
from search.pages.relatives import successor
from search.suggest import describe_relaxation
from search.typography import day, highlighted, ranges, unbroken
from search.wording import all_not_understood, describe_arrival, not_understood, outcome_name

ROBOTS = "User-agent: *\nDisallow: /tim\nDisallow: /thong-bao/*/goc\nDisallow: /api/thu\n"
"""What search engines are asked not to fetch: lists, files of notices, and what is tried."""

Filters = dict[str, Callable[..., object]]
CurrentLanguage = Callable[[], str]
"""The language of the present request."""


def register_filters(
    environment: Environment,
    language: CurrentLanguage,
    knowledge: Callable[[], Knowledge],
    asset: Callable[[str], str],
    texts: Callable[[], HeldTexts],
) -> None:
    """Give the templates their functions and filters; ``knowledge`` is what is known now,
    ``asset`` tells where a static file stands, ``texts`` which texts of directives are held now.

    Notices name people, so search engines are asked to leave them out, unless
    ``VIENDAN_SEARCH_ENGINES=1`` lets them in.
    """

    def sentence(template: str, **values: object) -> Markup:
        return format_sentence(template, language(), values)

    environment.trim_blocks = environment.lstrip_blocks = True
    is_listed = os.environ.get("VIENDAN_SEARCH_ENGINES") == "1"
    environment.globals.update(_=sentence, address=addresses, asset=asset, is_listed=is_listed)
    environment.globals["max_rows"] = {"xlsx": workbook.MAX_ROWS, "docx": list_document.MAX_ROWS}
    environment.tests["vietnamese_facet"] = has_vietnamese_label
    environment.tests["issuers_own"] = is_issuers_own
    for filters in (
        _TEXT_FILTERS,
        _name_filters(language),
        _place_filters(knowledge().gazetteer, language),
        _directive_filters(knowledge, language, texts),
        _held_filters(texts, language),
        _reference_filters(),
    ):
        environment.filters.update(filters)


@pass_context
def _relative(context: Context, link: str) -> str:
    return addresses.relative(link, context["request"].path)


_TEXT_FILTERS: Filters = {
    "unbroken": unbroken,
    "day": day,
    "highlighted": highlighted,
    "ranges": ranges,
    "relative": _relative,
    "capitalised": lambda text: text[:1].upper() + text[1:],
    "urlhost": lambda address: urlsplit(address).hostname or address,
    "corrected": is_corrected,
    "mentioned_in": mentions_within,
}
"""How texts, days, numbers and links are set, in any language."""


def _name_filters(language: CurrentLanguage) -> Filters:
    """What the program calls things, and its reasons."""

    def roles(card: Card, unit: Markup | None = None) -> list[Markup]:
        """Who issued a notice and what it is about; a hit does not repeat the issuer's place."""
        said = list(describe_roles(card))
        if unit is None:
            beside = said[:-1] if is_issuers_own(card) else said
            return [format_reason(one, language()) for one in beside]
        return [
            format_sentence(one.template, language(), {**dict(one.values), "unit": unit})
            for one in said
        ]

    return {
        "reason": lambda one: format_reason(one, language()),
        "describe_relaxation": lambda one: format_reason(describe_relaxation(one), language()),
        "describe_matches": lambda parts: tuple(describe_matches(parts)),
        "arrival": lambda one: format_reason(describe_arrival(one), language()),
        "failures": lambda found: format_reason(all_not_understood(found), language()),
        "not_understood": lambda one: format_reason(not_understood(one), language()),
        "headline": headline,
        "level": lambda one: level_name(one, language()),
        "outcome": lambda one: outcome_name(Outcome(one), language()),
        "judgement": lambda one: judgement_name(one, language()),
        "figures": lambda number: figures(number, language()),
        "roles": roles,
        "role_name": lambda role: reason_text(ROLE_NAMES[role], language()),
        "standing": lambda reasons: [standing_sentence(*one) for one in reasons.items()],
        "citation_role": lambda one: cited_for(one, language()),
        "search_label": search_label,
        "facet_name": lambda name: facet_name(name, language()),
        "value_name": lambda one, name: value_name(name, one.value, one.label, language()),
    }


def _place_filters(places: Gazetteer, language: CurrentLanguage) -> Filters:
    """What is known of a place by its key."""

    def nowadays(key: str) -> str:
        """What a former unit is today: its one heir by name, several by their number."""
        heirs = places.history(key).heirs
        if len(heirs) < 2:
            return "".join(places.label(heir) for heir in heirs)
        return gettext("{n} đơn vị", language(), n=len(heirs))

    return {
        "nowadays": nowadays,
        "place_label": lambda key, on: places.label(key, _last_day(on)),
    }


def _directive_filters(
    knowledge: Callable[[], Knowledge], language: CurrentLanguage, texts: Callable[[], HeldTexts]
) -> Filters:
    """What the registry holds of a directive, and what replaced it."""
    return {
        "directive_label": lambda key: key_label(key, knowledge()),
        "doubt": lambda row: doubt_text(row, language()),
        "remarks": lambda row: "; ".join(remarks(row, language())),
        "known_validity": known_validity,
        "successor": lambda key: successor(key, knowledge(), texts().relations),
        "validity": lambda row: validity_text(row, language()),
        "wording": registry_wording,
        "are_notices": are_notices,
    }


def _held_filters(texts: Callable[[], HeldTexts], language: CurrentLanguage) -> Filters:
    """The text held of a directive by its key, and those that a key may mean which is open."""
    return {
        "held_text": lambda key, on="": texts().get(key, on) if key else None,
        "availability_name": lambda one: availability_name(one, language()),
        "possible": lambda key: texts().possible(key) if key else (),
        "what_is_open": what_is_open,
    }


def _reference_filters() -> Filters:
    """Notices and directives as others refer to them; ``origin`` stands before every address."""

    def of_notice(card: Card, origin: str) -> str:
        return origin + addresses.notice(card.id)

    return {
        "party_form": party_form,
        "legislation": lambda card, origin: _json(legislation(card, of_notice(card, origin))),
        "directive_legislation": lambda one, origin: _json(
            directive_legislation(one, origin + addresses.directive(one.key))
        ),
    }


def format_sentence(template: str, language: str, values: Mapping[str, object]) -> Markup:
    """A sentence with its slots filled; in another language, Vietnamese words say that they are.

    >>> str(format_sentence("nay: {places}", "en", {"places": "xã Lộc An"}))
    'now: <span lang="vi">xã Lộc An</span>'
    """
    if language != "vi":
        values = {name: _in_vietnamese(value) for name, value in values.items()}
    return escape(translation(template, language, values)).format_map(shown(values, language))


def _in_vietnamese(value: object) -> object:
    """Text that has Vietnamese letters, marked as such; what is already markup stays."""
    if not isinstance(value, str) or hasattr(value, "__html__") or value.isascii():
        return value
    letters = any(letter.isalpha() and not letter.isascii() for letter in value)
    return Markup('<span lang="vi">{}</span>').format(value) if letters else value


def format_reason(reason: Reason, language: str) -> Markup:
    """A :class:`~indexer.model.Reason` as a sentence of a page."""
    values: dict[str, object] = dict(reason.values)
    if isinstance(reason, OneOf):
        values["values"] = escape(reason.separator).join(
            format_reason(one, language) for one in reason.choices
        )
    return format_sentence(reason.template, language, values)


def _last_day(on: str | int | None) -> date | None:
    """The last day that a date of any precision can mean: at which a name was in use."""
    return PartialDate.parse(str(on)).latest() if on else None


def _json(value: object) -> Markup:
    """JSON that may stand inside a script element of a page."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - nothing that could end the element is left in it
