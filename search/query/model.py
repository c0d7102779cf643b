"""What was meant by a query: clauses, filters, order and page; the same for every engine.

:mod:`search.query.parser` makes a :class:`Query` from what a person typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.analysis import Token
from indexer.model import Reason, Resolution
from indexer.places import TypedPlace

MAX_PER_PAGE = 100
ARRIVAL = "arrival"
"""The order in which notices came into the index, the last first (mới nhận trước)."""

SORTS = ("relevance", "date", ARRIVAL)


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable or number that has to occur; ``written`` as it was typed."""

    token: Token
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Syllables that have to stand side by side, in this order."""

    tokens: tuple[Token, ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a syllable, at least two letters: ``nghi*``.

    ``token`` is the word that these letters are by themselves, ``beginnings`` is how longer ones
    may begin in their normal spelling.
    """

    token: Token
    beginnings: tuple[str, ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TypedCitation:
    """A citation typed as such: a notice cites one of ``keys``, bears its number, or has the words.

    ``numbers`` are terms of :mod:`indexer.analysis`, ``forms`` other wordings than the one
    typed; ``is_held`` says whether the registry has a directive that may be meant.
    ``is_told_apart`` says that its day or khóa was typed and tells which of several: then no notice
    has it by the words alone, which are those of the others too.
    ``illegible_term`` are the words of a khóa that was typed and cannot be read.
    """

    keys: tuple[str, ...]
    tokens: tuple[Token, ...]
    written: str = field(default="", compare=False)
    numbers: tuple[str, ...] = ()
    forms: tuple[tuple[Token, ...], ...] = ()
    is_held: bool = False
    is_told_apart: bool = False
    illegible_term: str = ""

    @property
    def is_whole_symbol(self) -> bool:
        """Whether a whole symbol was typed: 287-TB/HU, not the number and type alone."""
        return all(term.count(" ") > 1 for term in self.numbers)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A day typed among words: a notice is dated so, or writes the day in one of the forms."""

    day: str
    tokens: tuple[Token, ...]
    forms: tuple[tuple[Token, ...], ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """A field that has one of the values, in a group or an OR: ``nam:2020..2022 OR xã``.

    ``since`` and ``until`` have one ISO date each.  What stands by itself is a filter of the
    query instead, which can be taken away again.
    """

    name: str
    values: tuple[str, ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts has to be met: ``a OR b``."""

    parts: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class PlaceSynonyms(Or):
    """A name alone, or a place in quotes: met by these words side by side, or by another name.

    What stands under one of ``keys``, the units that may be meant, comes before what only writes
    the name.  The parts are the words, the names ``in_full`` of what they say in short, so many,
    then those that a place of today had before.  ``tokens`` are the words typed.
    """

    keys: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    written: str = field(default="", compare=False)
    in_full: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlaceClause(Or):
    """A place typed as such: a notice stands under it, or writes one of its names side by side.

    The parts are the condition, what meets one of ``names`` (none where a number is the name), and
    the names that a place of today had before.  ``tokens`` are all the words typed of it, with the
    unit named ``above`` it, which a notice that only writes the name has to be of as well.
    """

    tokens: tuple[Token, ...] = ()
    written: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)
    above: str = field(default="", compare=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The units that are meant."""
        conditions = (part for part in self.parts if isinstance(part, FieldCondition))
        return tuple(key for one in conditions for key in one.values)


@dataclass(frozen=True, slots=True)
class BodyClause(Or):
    """A committee typed by its place: a notice was issued by it, or writes its name side by side.

    With an ``organ`` that one has to speak for it.  ``keys`` are the units that it governs,
    ``committees`` what they are called with all that they lie in, ``former`` those of the units
    that a unit of today was before.
    """

    keys: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    written: str = field(default="", compare=False)
    organ: str = ""
    committees: tuple[str, ...] = field(default=(), compare=False)
    former: tuple[str, ...] = field(default=(), compare=False)


class PeriodKind(StrEnum):
    """How long a time is that was typed."""

    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TypedPeriod(Or):
    """A time typed as such: a notice is dated in it, or writes it in one of its forms.

    ``name`` is what it is called: ``IV/2022`` a quarter, ``5/2025`` a month, ``2012`` a year.
    """

    tokens: tuple[Token, ...] = ()
    written: str = field(default="", compare=False)
    kind: PeriodKind = PeriodKind.YEAR
    name: str = ""


@dataclass(frozen=True, slots=True)
class And:
    """All the parts have to be met, and none of ``excluded``: ``(a b -c)``."""

    parts: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class InField:
    """A clause that has to be met in one field: ``tieu_de:"nông thôn"``."""

    field: str
    clause: Clause


LeafClause = Word | Phrase | Prefix | TypedCitation | TypedDate | FieldCondition
Clause = LeafClause | Or | And | InField


@dataclass(frozen=True, slots=True)
class Query:
    """What was meant.

    ``filters`` holds facet values by facet name: OR within a facet, AND between facets;
    ``excluded_filters`` those that a notice may not have.
    ``since`` and ``until`` are ISO dates that a stated date has to lie between, both included.
    ``ignore_marks`` finds words in whatever spelling, though they were typed with marks.
    ``units_of_today`` reads places as those of today; ``added_values`` are the filter values that
    come in by this.
    ``unit_role`` is why a notice has to stand under the places filtered by: ``about`` them, or
    ``issued`` by their bodies; one of the two where it is empty.
    ``explain`` asks why each hit stands where it stands; ``sought`` are the words of which the
    values have to be that a facet lists, by facet.
    ``citations`` are those typed in the text, resolved, ``places`` the places that it asks for, and
    ``besides_places`` is what else it asks; ``notes`` say which bounds were met.
    """

    text: str = ""
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded_filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    explain: bool = False
    ignore_marks: bool = False
    units_of_today: bool = False
    added_values: tuple[str, ...] = ()
    unit_role: str = ""
    sought: Mapping[str, str] = field(default_factory=dict)
    citations: tuple[Resolution, ...] = ()
    places: tuple[TypedPlace, ...] = ()
    besides_places: str = ""
    notes: tuple[Reason, ...] = ()


def clause_tokens(clause: Clause) -> tuple[Token, ...]:
    """The tokens of a clause, whatever its kind; excluded ones are left out."""
    match clause:
        case Word() | Prefix():
            return (clause.token,)
        case Phrase() | TypedCitation() | TypedDate():
            return clause.tokens
        case PlaceSynonyms() | PlaceClause() | BodyClause() | TypedPeriod():
            return clause.tokens
        case Or(parts) | And(parts):
            return tuple(token for part in parts for token in clause_tokens(part))
        case InField(_, inner):
            return clause_tokens(inner)
        case FieldCondition():
            return ()


def leaves(clause: Clause) -> Iterator[LeafClause]:
    """What a clause is made of, in order: words, phrases, beginnings, citations, conditions."""
    match clause:
        case Or(parts) | And(parts):
            for part in parts:
                yield from leaves(part)
        case InField(_, inner):
            yield from leaves(inner)
        case _:
            yield clause


def clauses_within(clause: Clause) -> Iterator[Clause]:
    """What stands in a clause by itself, also in groups and beside an OR; a place is one of it."""
    match clause:
        case PlaceSynonyms() | PlaceClause() | BodyClause() | TypedPeriod():
            yield clause
        case Or(parts):
            yield from (one for part in parts for one in clauses_within(part))
        case And(parts, excluded):
            yield from (one for part in (*parts, *excluded) for one in clauses_within(part))
        case _:
            yield clause
