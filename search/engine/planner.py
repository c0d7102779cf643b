"""Query → plan: which terms of which fields answer what was meant.

In which spelling a word is looked for, :mod:`search.engine.word_plans` says.  Words that stand side
by side in the query and in the text, and words as pyvi segments them, raise the ranking and are
never needed to match.

Typed words that an abbreviation stands for belong together and are met by it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from indexer import analysis
from indexer.analysis import Token, number_terms
from indexer.knowledge.abbreviations import abbreviations
from search.engine import ranking
from search.engine.plan import (
    AllOf,
    AndMaybe,
    AndNot,
    AnyOf,
    AnyTerm,
    DateRange,
    MatchAll,
    Plan,
    Term,
)
from search.engine.word_plans import (
    BODY,
    ExpandPrefix,
    WordFields,
    WordSpelling,
    any_of,
    prefix_plan,
    variants_plan,
    words_plan,
)
from search.query import (
    CITES,
    FACETS,
    MAY_CITE,
    UNIT,
    And,
    BodyClause,
    Clause,
    FieldCondition,
    InField,
    LeafClause,
    Or,
    Phrase,
    PlaceClause,
    PlaceSynonyms,
    Prefix,
    Query,
    TypedCitation,
    TypedDate,
    TypedPeriod,
    Word,
    clause_tokens,
    facet_value,
)


class AbbreviationSpan(NamedTuple):
    """One clause, or several words that have an abbreviation: ``hội đồng nhân dân``, HĐND."""

    clauses: tuple[Clause, ...]
    abbreviation: Token | None = None

    @property
    def clause(self) -> Clause:
        """The span as one clause."""
        return self.clauses[0] if len(self.clauses) == 1 else And(self.clauses)


def abbreviation_spans(clauses: Sequence[Clause]) -> Iterator[AbbreviationSpan]:
    """Clauses that all have to be met, one by one, but words that have an abbreviation together.

    >>> from search.query.lexer import typed_words
    >>> [len(span.clauses) for span in abbreviation_spans(typed_words("xã nông thôn mới"))]
    [1, 3]
    """
    clauses = list(_fields_joined(clauses))
    at = 0
    while at < len(clauses):
        words = _words_from(clauses, at)
        found = abbreviations().longest_at([word.syllable for word in words])
        length = found.length if found else 1
        yield AbbreviationSpan(tuple(clauses[at : at + length]), found.token if found else None)
        at += length


def _words_from(clauses: Sequence[Clause], at: int) -> list[Token]:
    words: list[Token] = []
    for clause in clauses[at:]:
        if not isinstance(clause, Word):
            break
        words.append(clause.token)
    return words


def _fields_joined(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, neighbours within one field as one: ``tieu_de:(ban thường vụ)``."""
    for field, group in groupby(clauses, lambda one: one.field if isinstance(one, InField) else ""):
        if not field:
            yield from group
            continue
        inner = [one.clause for one in group if isinstance(one, InField)]
        parts = [part for one in inner for part in _parts(one)]
        yield InField(field, And(tuple(parts)))


def _parts(clause: Clause) -> tuple[Clause, ...]:
    return clause.parts if isinstance(clause, And) and not clause.excluded else (clause,)


def abbreviations_of(clauses: Sequence[Clause]) -> Iterator[Token]:
    """The abbreviations that meet words of some clauses, or of groups among them."""
    for span in abbreviation_spans(clauses):
        if span.abbreviation:
            yield span.abbreviation
        for clause in span.clauses:
            match clause:
                case Or(parts):
                    for part in parts:
                        yield from abbreviations_of((part,))
                case And(parts):
                    yield from abbreviations_of(parts)
                case InField(_, inner):
                    yield from abbreviations_of((inner,))


MAX_EXPANSIONS = 1_024
"""Terms that the beginning of a word may stand for."""

_ALL_VALUES = 1_000_000

LONG_QUESTION = 9
"""From so many plain words on, a query is a question, and partial matches answer it."""


class PrefixExpander:
    """Expands the beginnings of words for one query, and remembers which stood for too many.

    ``expansions`` gives the first so many terms of a field that begin with a prefix, each with
    the number of documents that have it.
    """

    def __init__(self, expansions: Callable[[str, str, int], Mapping[str, int]]) -> None:
        self._expansions = expansions
        self._truncated: set[str] = set()

    def __call__(self, field: str, prefix: str) -> Sequence[str]:
        """The terms of a field that begin so, the most frequent first; without a beginning, all."""
        most = MAX_EXPANSIONS if prefix else _ALL_VALUES
        counted = self._expansions(field, prefix, most + 1)
        terms = list(counted)
        if len(terms) > most:
            self._truncated.add(prefix)
        return sorted(terms[:most], key=counted.__getitem__, reverse=True)

    @property
    def truncated(self) -> tuple[str, ...]:
        """The beginnings that stood for more words than were looked for."""
        return tuple(sorted(filter(None, self._truncated)))


def plan(query: Query, expand: ExpandPrefix) -> Plan:
    """The plan under which a notice has to meet all that is required."""
    return _with_proximity_and_exclusions(
        query, _all_of(query.required, expand, WordFields.of(query)), expand
    )


def partial_plan(query: Query, expand: ExpandPrefix) -> Plan:
    """The plan under which a notice may meet a part; those that meet more rank higher.

    Of a long question any syllable is a part.  Of a few chosen words it is a whole one, for "an"
    alone is no part of "an ninh", and two where three and more were typed; a place, a citation, a
    phrase or an abbreviation is one by itself.  What has no words stays a condition.
    """
    fields = WordFields.of(query)
    plans = [(one, clause_plan(one, expand, fields)) for one in query.required]
    worded = [found for one, found in plans if clause_tokens(one)]
    met = [any_of(worded)] if worded else []
    if worded and not is_question(query):
        met = [_whole_parts(query, plans, worded, fields)]
    required = [*met, *(found for one, found in plans if not clause_tokens(one))]
    return _with_proximity_and_exclusions(
        query, required[0] if len(required) == 1 else AllOf(tuple(required)), expand
    )


def _whole_parts(
    query: Query, plans: Sequence[tuple[Clause, Plan]], worded: Sequence[Plan], fields: WordFields
) -> Plan:
    """What meets a part that says something, ranked by all that it meets."""
    # The words of a long question weigh each by itself, as its ranking was measured.
    short = [span.abbreviation for span in abbreviation_spans(query.required)]
    written_short = [words_plan([one], fields) for one in short if one]
    words = _two_of(_whole_words(query, [found for _, found in plans]))
    named = (one for clause, one in plans if _stands_for_itself(clause))
    return AndMaybe(any_of([*named, *written_short, *words]), any_of([*worded, *written_short]))


def _stands_for_itself(clause: Clause) -> bool:
    """Whether a clause says by itself what is looked for, as a single word seldom does."""
    if isinstance(clause, Word):
        return bool(abbreviations().expansion(clause.token.bare))
    return bool(clause_tokens(clause))


def _whole_words(query: Query, plans: Sequence[Plan]) -> list[Plan]:
    """The plans of the words that were typed, those of the syllables of one word together."""
    words = {tuple(word.split("_")) for word in analysis.compound_words(query.text)}
    lengths = sorted({len(word) for word in words}, reverse=True)
    found: list[Plan] = []
    at = 0
    while at < len(plans):
        run = tuple(token.syllable for token in _words_from(query.required, at))
        length = next((one for one in lengths if run[:one] in words), 1)
        if length > 1:
            found.append(AllOf(tuple(plans[at : at + length])))
        elif isinstance(query.required[at], Word):
            found.append(plans[at])
        at += length
    return found


def _two_of(words: Sequence[Plan]) -> Iterator[Plan]:
    """What meets two of three words and more; of fewer, what meets one."""
    if len(words) < 3:
        return iter(words)
    return (AllOf((word, any_of(words[at:]))) for at, word in enumerate(words[:-1], start=1))


def is_question(query: Query) -> bool:
    """Whether a query is a long question of plain words rather than a choice of a few."""
    counted = Word | PlaceClause | BodyClause
    named = [clause for clause in query.required if isinstance(clause, counted)]
    told = counted | TypedCitation | TypedDate | TypedPeriod
    plain = all(isinstance(one, told) for one in query.required)
    return plain and sum(len(clause_tokens(one)) for one in named) >= LONG_QUESTION


def _with_proximity_and_exclusions(query: Query, required: Plan, expand: ExpandPrefix) -> Plan:
    optional = list(proximity(query))
    if optional and query.required:
        required = AndMaybe(required, any_of(optional))
    if query.excluded:
        excluded = any_of([_exact_plan(clause, expand) for clause in query.excluded])
        required = AndNot(required, excluded)
    return required


def _all_of(clauses: Sequence[Clause], expand: ExpandPrefix, fields: WordFields) -> Plan:
    parts = [found for _, found in span_plans(clauses, expand, fields)]
    if not parts:
        return MatchAll()
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def span_plans(
    clauses: Sequence[Clause], expand: ExpandPrefix, fields: WordFields
) -> Iterator[tuple[AbbreviationSpan, Plan]]:
    """The plans of clauses; a run of words that has an abbreviation may be met by it."""
    for span in abbreviation_spans(clauses):
        spelled = tuple(clause_plan(clause, expand, fields) for clause in span.clauses)
        if span.abbreviation:
            yield span, AnyOf((AllOf(spelled), words_plan([span.abbreviation], fields)))
        else:
            yield span, spelled[0]


def clause_plan(clause: Clause, expand: ExpandPrefix, fields: WordFields) -> Plan:
    """The plan of one clause, whose words are looked for in ``fields``."""
    match clause:
        case PlaceSynonyms(parts, keys):
            named = any_of([clause_plan(part, expand, fields) for part in parts])
            return AndMaybe(named, AnyTerm(UNIT.name, keys, ranking.OWN_PLACE_BOOST))
        case Or(parts):
            return any_of([clause_plan(part, expand, fields.within(clause)) for part in parts])
        case And(parts, excluded):
            required = _all_of(parts, expand, fields)
            if not excluded:
                return required
            return AndNot(required, any_of([_exact_plan(one, expand) for one in excluded]))
        case InField(field, inner):
            return clause_plan(inner, expand, fields.named(field))
        case _:
            return _leaf_plan(clause, expand, fields)


def _leaf_plan(leaf: LeafClause, expand: ExpandPrefix, fields: WordFields) -> Plan:
    match leaf:
        case Word(token, _):
            return variants_plan((token,), fields)
        case Phrase(tokens, _):
            return variants_plan(tokens, fields)
        case Prefix():
            return prefix_plan(leaf, fields, expand)
        case TypedCitation():
            return _citation_plan(leaf, fields)
        case TypedDate(day, _, forms):
            written = [words_plan(form, WordFields((BODY,), WordSpelling.BARE)) for form in forms]
            return AnyOf((Term("date", day, ranking.OWN_NUMBER_BOOST), *written))
        case FieldCondition():
            return _condition_plan(leaf, expand)


def _citation_plan(leaf: TypedCitation, fields: WordFields) -> Plan:
    """What bears the number, what cites the directive, and what has the words.

    "Kết luận 21" is a directive's number as much as a notice's own, and counts as a citation.
    """
    own = (
        ranking.CITATION_BOOST
        if leaf.is_held and not leaf.is_whole_symbol
        else ranking.OWN_NUMBER_BOOST
    )
    by_number = [Term("number", number, own) for number in leaf.numbers]
    by_key: list[Plan] = [Term(CITES.name, key, ranking.CITATION_BOOST) for key in leaf.keys]
    if leaf.keys:
        by_key.append(_may_cite_plan(leaf.keys))
    forms = () if leaf.is_told_apart else (leaf.tokens, *leaf.forms)
    worded = [words_plan(form, fields) for form in forms if form]
    return any_of([*by_number, *by_key, *worded])


def _condition_plan(clause: FieldCondition, expand: ExpandPrefix) -> Plan:
    """A condition on a field: its values are terms, as the index calls them."""
    name, values = clause.name, clause.values
    if name in ("since", "until"):
        first, last = (values[0], "") if name == "since" else ("", values[0])
        return DateRange("date", first, last, ranking.CONDITION_SCORE)
    if FACETS[name].is_written:
        fields = filter(None, (name, FACETS[name].finer))
        return any_of([_written_plan(one, values, expand) for one in fields])
    if name == CITES.name:
        return AnyOf((AnyTerm(name, values, ranking.CITATION_BOOST), _may_cite_plan(values)))
    return AnyTerm(name, values, ranking.CONDITION_SCORE)


def _written_plan(name: str, values: tuple[str, ...], expand: ExpandPrefix) -> Plan:
    """What the notices write that is one of some values."""
    written = tuple(one for one in expand(name, "") if facet_value(name, one) in values)
    return AnyTerm(name, written, ranking.CONDITION_SCORE)


def _may_cite_plan(keys: tuple[str, ...]) -> Plan:
    """What may cite one of some directives, and certainly none of them: it stands behind."""
    possible = AnyTerm(MAY_CITE.name, keys, ranking.POSSIBLE_CITATION_BOOST)
    return AndNot(possible, AnyTerm(CITES.name, keys))


def _exact_plan(clause: Clause, expand: ExpandPrefix) -> Plan:
    """An excluded clause: as typed, so that ``-lọc`` does not exclude ``lộc``."""
    accented = any(token.syllable != token.bare for token in clause_tokens(clause))
    spelling = WordSpelling.EXACT if accented else WordSpelling.BARE
    return clause_plan(clause, expand, WordFields((BODY,), spelling))


def proximity(query: Query) -> Iterator[Term]:
    """What ranks a notice higher: neighbours of the query side by side, and pyvi's words."""
    accented = WordFields.of(query).spelling is not WordSpelling.BARE
    for symbol in _numbers(query):
        yield Term("number", symbol, ranking.OWN_NUMBER_BOOST)
    for one, other in neighbours(query):
        bare = analysis.bigram(one.bare, other.bare)
        if accented:
            pair = analysis.bigram(one.syllable, other.syllable)
            yield Term("pairs", pair, ranking.BOOSTS["pairs"])
            yield Term("pairs_bare", bare, ranking.BOOSTS["pairs_bare"])
        else:
            yield Term("pairs_bare", bare, ranking.BOOSTS["pairs"])
    if accented:
        for word in dict.fromkeys(analysis.compound_words(query.text)):
            yield Term("words", word, ranking.BOOSTS["words"])


def _numbers(query: Query) -> Iterator[str]:
    """Words that may be a notice's own number: ``06-TB/UBKTĐU``, or ``số 287`` and no more."""
    words = [clause.token.bare if isinstance(clause, Word) else "" for clause in query.required]
    if len(words) == 1 or (len(words) == 2 and words[0] == "so"):
        yield from number_terms(words[-1])
    for at, word in enumerate(words):
        if word[:1].isdecimal():
            yield from number_terms("-".join(takewhile(bool, words[at : at + 3])))[1:]


def neighbours(query: Query) -> Iterator[tuple[Token, Token]]:
    """Words of the query that were typed side by side; one typed twice has all its neighbours."""
    named = (one for one in query.required if isinstance(one, Word | PlaceSynonyms))
    words = {token for one in named for token in clause_tokens(one)}
    found = [pair for pair in pairwise(analysis.query_tokens(query.text)) if words.issuperset(pair)]
    yield from dict.fromkeys(found)
