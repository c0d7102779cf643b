"""Every public function that takes text takes any: it never raises, and spans lie inside the text.

The functions are found, so that a new one cannot be forgotten; what they are given besides the text
is made from it, by the type that they ask for.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.citations import find_citations
from indexer.directives import CitingContext, Knowledge, Registry
from indexer.gazetteer import Gazetteer
from indexer.model import Citation, Document, Level, Notice, PartialDate, PlaceMention, Span
from indexer.notices import parse_notice
from indexer.notices.blocks import TextLayout, lay_out
from indexer.organs.mentions import TextViews
from indexer.places import find_places
from indexer.places.candidates import DatedGazetteer
from indexer.text import Folded, fold
from tests.odd_papers import odd_paper

ROOMS = (
    "analysis", "citations", "directives", "gazetteer", "knowledge", "notices", "organs", "places",
    "segmentation", "text",
)  # fmt: skip

KNOWLEDGE = Knowledge.load()
DAY = date(2022, 7, 5)
OBJECTS = {
    Gazetteer: KNOWLEDGE.gazetteer,
    Registry: KNOWLEDGE.registry,
    Knowledge: KNOWLEDGE,
    DatedGazetteer: DatedGazetteer(KNOWLEDGE.gazetteer, DAY),
}
"""What functions are told of the field, and whose own methods are tried too."""

_KEY = "takes the key of a directive, and no text"
CONTRACTS = {
    "indexer.citations.patterns.pattern": "takes the name of a pattern",
    "indexer.citations.figures.padded_number": "takes digits",
    "indexer.directives.labels.open_form": _KEY,
    "indexer.directives.rows.read_date": "takes a cell of the registry",
    "indexer.directives.rows.directives_of": "takes lines of the registry",
    "indexer.knowledge.committees.level_of_seat": "takes a segment of a key",
    "indexer.knowledge.terms.local_term_at": "takes a level",
} | {
    f"indexer.directives.sequence.{name}": _KEY
    for name in (
        "is_provisional", "meanings", "other_terms", "sequence_of",
        "sole_meaning", "terms_with",
    )
}  # fmt: skip
"""Functions whose text is one of a few, and which may raise on any other."""


def modules():
    for room in ROOMS:
        module = importlib.import_module(f"indexer.{room}")
        yield module
        for found in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}."):
            yield importlib.import_module(found.name)


def functions():
    """What takes text and can be called with what is made of one: by name, with its parameters."""
    for module in modules():
        for name, value in vars(module).items():
            if inspect.isfunction(inspect.unwrap(value)) and value.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", value
    for kind, owner in OBJECTS.items():
        for name, value in vars(kind).items():
            if inspect.isfunction(inspect.unwrap(value)):
                yield f"{kind.__name__}.{name}", getattr(owner, name)


TEXTS = {str, str | None, Folded, Document, TextLayout, TextViews, Sequence[str], Iterable[str]}


def parameters(function):
    """The types of what a function asks for, by name; None where not all of it can be made."""
    hints = get_type_hints(inspect.unwrap(function))
    found = {}
    for name, one in inspect.signature(function).parameters.items():
        if hints.get(name) in MADE:
            found[name] = hints[name]
        elif one.default is inspect.Parameter.empty:
            return None
    return found


class Given:
    """A text with a position in its folded copy, and all that functions ask for."""

    def __init__(self, text, position):
        self.text, self.folded = text, fold(text)
        self.position = position % (len(self.folded.text) + 1)
        self.part = text[self.position : self.position + 40]

    def value(self, name, kind):
        """What is given for a parameter."""
        if kind is int and name in ("limit", "end"):
            return len(self.folded.text)
        if name == "kind":  # a word for units, as the lexicon has it
            return None if kind is not str and self.position % 2 else "xã"
        if kind is str and name == "text":
            return self.text
        if kind is str and name in ("folded", "letters", "plain"):
            return self.folded.text
        return MADE[kind](self)


MADE = {
    int: lambda one: one.position,
    bool: lambda one: one.position % 2 == 0,
    str: lambda one: one.part if one.position % 3 else one.text,
    str | None: lambda one: one.part if one.position % 4 else None,
    Sequence[str]: lambda one: one.text.split(),
    Iterable[str]: lambda one: one.text.split(),
    Folded: lambda one: one.folded,
    Folded | None: lambda _: None,
    date: lambda _: DAY,
    date | None: lambda _: DAY,
    PartialDate: lambda _: PartialDate(2022, 7),
    PartialDate | None: lambda _: PartialDate(2022, 7),
    Level: lambda _: Level.DISTRICT,
    CitingContext: lambda _: CitingContext(),
    Document: lambda one: Document("x", "x.txt", "", "text/plain", one.text),
    TextLayout: lambda one: lay_out(one.text),
    TextViews: lambda one: lay_out(one.text),
    Notice: lambda one: parse_notice(Document("x", "x.txt", "", "text/plain", one.text)),
    list[PlaceMention]: lambda one: find_places(one.text, KNOWLEDGE.gazetteer),
    Sequence[Citation]: lambda one: find_citations(one.text),
} | {kind: lambda _, owner=owner: owner for kind, owner in OBJECTS.items()}
"""What is made of a text, by the type that is asked for."""

TRIED = {
    name: function
    for name, function in functions()
    if not name.rpartition(".")[2].startswith("_")
    and name not in CONTRACTS
    and (asked := parameters(function)) is not None
    and TEXTS & set(asked.values())
}

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PAPERS = st.builds(odd_paper, st.just(0), st.integers(0, 1_000_000)).map(lambda one: one[:1_500])


def spans_in(value):
    """Every span in what a function gives, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, dict):
        yield from spans_in(list(value.values()))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from spans_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans_in(getattr(value, one.name))


def test_the_functions_are_found():
    assert len(TRIED) > 110
    assert dict(functions()).keys() >= CONTRACTS.keys()
    assert {"indexer.citations.finder.find_citations", "Gazetteer.nearest_names"} <= TRIED.keys()


@pytest.mark.parametrize("name", TRIED)
@settings(max_examples=25, deadline=None)
@given(LETTERS | PAPERS, st.integers(0, 1_500))
def test_it_takes_any_text(name, text, position):
    function, given_ = TRIED[name], Given(text, position)
    asked = parameters(function)
    bound = inspect.signature(function).bind(
        **{one: given_.value(one, kind) for one, kind in asked.items()}
    )
    answer = function(*bound.args, **bound.kwargs)
    if isinstance(answer, Iterator):
        answer = list(answer)
    if not isinstance(answer, tuple(OBJECTS)):
        for span in spans_in(answer):
            assert 0 <= span.start <= span.end <= len(text)
