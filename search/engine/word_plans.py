"""Words → plans: in which fields syllables are looked for, and in which spelling.

A syllable typed with marks is looked for with those marks, and without any in lines that were
written without (:mod:`indexer.missing_marks`); one typed without is found in whatever spelling.
So ``bàn giao`` finds no "bản giao", ``ban giao`` finds both, and of ``hoa giải`` the second
syllable alone says how it is spelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from indexer.analysis import Token
from indexer.knowledge.abbreviations import abbreviations
from indexer.missing_marks import is_marked
from indexer.text import unaccent
from search.engine import ranking
from search.engine.plan import Adjacent, AllOf, AndMaybe, AnyOf, AnyTerm, MatchAll, Plan, Term
from search.query import Clause, PlaceClause, Prefix, Query, clause_tokens, leaves

MAX_SCORED_EXPANSIONS = 16
"""Of a beginning with more terms it only counts that some occur: how often and how rare they are
says nothing of what was meant, and would favour long notices."""

ExpandPrefix = Callable[[str, str], Sequence[str]]
"""The terms of a field that begin with a prefix, ``MAX_EXPANSIONS`` at most, the most frequent
first."""


class WordSpelling(Enum):
    """In which spelling the words of a query are looked for."""

    AS_TYPED = "with the marks that were typed, or where a text has none at all"
    EITHER = "with any marks, those that were typed first"
    BARE = "without marks, as they were typed"
    EXACT = "as typed, and nothing else"


class TextField(NamedTuple):
    """One text of a notice, by the fields of the index that hold it in its spellings.

    A field that is searched only when it is named has its bare form alone.
    """

    spelled: str
    bare: str
    unmarked: str = ""


TITLE = TextField("title", "title_bare", "title_unmarked")
BODY = TextField("body", "body_bare", "body_unmarked")


class WordFields(NamedTuple):
    """Where words are looked for, and in which spelling."""

    texts: tuple[TextField, ...]
    spelling: WordSpelling

    @classmethod
    def of(cls, query: Query) -> WordFields:
        """The fields that answer a query.

        Of a query typed wholly without marks the bare ones alone, or the few texts that lack marks
        themselves would come first.
        """
        every = (TITLE, BODY)
        if has_marks(query):
            return cls(every, WordSpelling.EITHER if query.ignore_marks else WordSpelling.AS_TYPED)
        tokens = (token for clause in query.required for token in clause_tokens(clause))
        is_bare = all(token.syllable == token.bare for token in tokens)
        return cls(every, WordSpelling.BARE if is_bare else WordSpelling.EITHER)

    def within(self, clause: Clause) -> WordFields:
        """The fields for what a clause is made of; in a place, marks that were typed have to stand.

        With others it is another place, or none: "thị trấn Đu", "thị trấn dự".
        """
        if isinstance(clause, PlaceClause) and self.spelling is WordSpelling.EITHER:
            return self._replace(spelling=WordSpelling.AS_TYPED)
        return self

    def named(self, name: str) -> WordFields:
        """The field that was named: the title as words are looked for, others without marks."""
        if name == TITLE.spelled:
            return WordFields((TITLE,), self.spelling)
        return WordFields((TextField(name, name),), WordSpelling.BARE)


def has_marks(query: Query) -> bool:
    """Whether some syllable that has to occur was typed with marks."""
    every = [leaf for clause in query.required for leaf in leaves(clause)]
    return any(
        is_marked(token) or (isinstance(leaf, Prefix) and token.syllable != token.bare)
        for leaf in every
        for token in clause_tokens(leaf)
    )


def any_of(parts: Sequence[Plan]) -> Plan:
    """What one of some plans finds; of none, everything."""
    if not parts:
        return MatchAll()
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def variants_plan(tokens: Sequence[Token], fields: WordFields) -> Plan:
    """Tokens side by side, with abbreviations as typed, written out, or put in their place."""
    return any_of([words_plan(one, fields) for one in abbreviations().variants(tokens)])


class _Place(NamedTuple):
    """A field of the index, the form in which it has its syllables, and what it counts."""

    field: str
    form: str
    boost: float

    def text(self, token: Token) -> str:
        """A token as the field has it."""
        return str(getattr(token, self.form))

    def plan(self, tokens: Sequence[Token]) -> Plan:
        """Tokens side by side; a single one is a term."""
        texts = tuple(map(self.text, tokens))
        if len(texts) == 1:
            return Term(self.field, texts[0], self.boost)
        return Adjacent(self.field, texts, self.boost)


def _places(text: TextField, spelling: WordSpelling, marked: bool) -> tuple[_Place, ...]:
    """Where syllables are looked for that are all ``marked``, or none of them."""
    boosts = ranking.BOOSTS
    if spelling is WordSpelling.BARE:
        return (_Place(text.bare, "bare", boosts[text.spelled]),)
    spelled = _Place(text.spelled, "syllable", boosts[text.spelled])
    if spelling is WordSpelling.EXACT:
        return (spelled,)
    otherwise = text.unmarked if marked and spelling is WordSpelling.AS_TYPED else text.bare
    return (spelled, _Place(otherwise, "bare", boosts[text.bare]))


def words_plan(tokens: Sequence[Token], fields: WordFields) -> Plan:
    """Tokens side by side in one of the fields."""
    marked = [one for one in tokens if is_marked(one)]
    if fields.spelling is WordSpelling.AS_TYPED and 0 < len(marked) < len(tokens):
        return any_of([_half_marked(tokens, marked, text) for text in fields.texts])
    places = (_places(text, fields.spelling, bool(marked)) for text in fields.texts)
    return any_of([place.plan(tokens) for some in places for place in some])


def _half_marked(tokens: Sequence[Token], marked: Sequence[Token], text: TextField) -> Plan:
    """The plan of "hoa giải": side by side in any spelling, and the second spelled so."""
    spelled, anyhow = _places(text, WordSpelling.EITHER, marked=False)
    in_text = WordFields((text,), WordSpelling.AS_TYPED)
    narrowed = AllOf((anyhow.plan(tokens), *(words_plan([one], in_text) for one in marked)))
    return AndMaybe(narrowed, spelled.plan(tokens))


def prefix_plan(prefix: Prefix, fields: WordFields, expand: ExpandPrefix) -> Plan:
    """The words that begin so, and the one that is no longer."""
    token = prefix.token
    marked = token.syllable != token.bare
    places = [one for text in fields.texts for one in _places(text, fields.spelling, marked)]
    found = {one: _expanded(prefix, one, expand) for one in places}
    if not any(found.values()):
        return words_plan([token], fields)
    if max(map(len, found.values())) > MAX_SCORED_EXPANSIONS:
        return any_of([AnyTerm(one.field, found[one], one.boost) for one in places if found[one]])
    return AnyOf(
        tuple(Term(one.field, text, one.boost) for one, texts in found.items() for text in texts)
    )


def _expanded(prefix: Prefix, place: _Place, expand: ExpandPrefix) -> tuple[str, ...]:
    """The terms of a field that begin so, and the word itself where it is spelled otherwise."""
    begun, whole = prefix.beginnings, place.text(prefix.token)
    if place.form == "bare":
        begun = tuple(dict.fromkeys(map(unaccent, begun)))
    terms = dict.fromkeys(term for one in begun for term in expand(place.field, one))
    return (*terms,) if whole.startswith(begun) else (whole, *terms)
