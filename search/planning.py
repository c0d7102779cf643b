"""Query → plan: which terms of which fields answer what was meant.

A word is looked for as spelled and without marks, in title and text; the spelling typed counts
most.  Words that stand side by side in the query and in the text, and words as pyvi segments
them, raise the ranking and are never needed to match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from indexer import analysis
from indexer.abbreviations import abbreviations
from indexer.analysis import Token
from search import ranking
from search.plan import Adjacent, AllOf, AnyOf, Everything, Plan, Preferring, Term, Without
from search.query import Both, Cited, Clause, Either, Phrase, Prefix, Query, Within, Word, leaves

MAX_EXPANSIONS = 1_024
"""Terms that the beginning of a word may stand for."""

LONG_QUESTION = 9
"""From so many plain words on, a query is a question, and partial matches answer it."""

Expand = Callable[[str, str], Sequence[str]]
"""The terms of a field that begin with a prefix, ``MAX_EXPANSIONS`` at most."""

_TEXT = ("title", "body", "title_bare", "body_bare")


def plan(query: Query, expand: Expand) -> Plan:
    """The plan under which a notice has to meet all that is required."""
    return _finished(query, _all_of(query.required, expand), expand)


def partial_plan(query: Query, expand: Expand) -> Plan:
    """The plan under which a notice may meet a part; those that meet more rank higher."""
    return _finished(query, _any_of([_clause(one, expand) for one in query.required]), expand)


def is_question(query: Query) -> bool:
    """Whether a query is a long question of plain words rather than a choice of a few."""
    words = [clause for clause in query.required if isinstance(clause, Word)]
    return len(words) >= LONG_QUESTION and len(words) == len(query.required)


def _finished(query: Query, wanted: Plan, expand: Expand) -> Plan:
    better = list(_nearness(query))
    if better and query.required:
        wanted = Preferring(wanted, _any_of(better))
    if query.excluded:
        unwanted = _any_of([_exactly(clause, expand) for clause in query.excluded])
        wanted = Without(wanted, unwanted)
    return wanted


def _all_of(clauses: Sequence[Clause], expand: Expand) -> Plan:
    parts = list(_with_abbreviations(clauses, expand))
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _any_of(parts: Sequence[Plan]) -> Plan:
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _with_abbreviations(clauses: Sequence[Clause], expand: Expand) -> Iterator[Plan]:
    """The plans of clauses; a run of words that has an abbreviation may be met by it."""
    at = 0
    while at < len(clauses):
        run = _plain_run(clauses, at)
        short = abbreviations().longest_at([word.syllable for word in run])
        if short is None:
            yield _clause(clauses[at], expand)
            at += 1
            continue
        spelled = [_clause(clause, expand) for clause in clauses[at : at + short.length]]
        yield AnyOf((AllOf(tuple(spelled)), _words([short.token])))
        at += short.length


def _plain_run(clauses: Sequence[Clause], at: int) -> list[Token]:
    run: list[Token] = []
    for clause in clauses[at:]:
        if not isinstance(clause, Word):
            break
        run.append(clause.token)
    return run


def _clause(clause: Clause, expand: Expand) -> Plan:
    match clause:
        case Word(token, _):
            expansion = abbreviations().expansion(token.syllable)
            return AnyOf((_word(token), _words(expansion))) if expansion else _word(token)
        case Phrase(tokens, _):
            return _words(tokens)
        case Prefix(token, _):
            return _prefix(token, _TEXT, expand)
        case Cited(keys, tokens, _):
            by_key = [Term("cites", key, ranking.CITED) for key in keys]
            return _any_of([*by_key, *([_words(tokens)] if tokens else [])])
        case Either(parts):
            return _any_of([_clause(part, expand) for part in parts])
        case Both(parts, excluded):
            wanted = _all_of(parts, expand)
            if not excluded:
                return wanted
            return Without(wanted, _any_of([_exactly(one, expand) for one in excluded]))
        case Within(field, inner):
            return _within(field, inner, expand)


def _word(token: Token) -> Plan:
    return AnyOf(tuple(_term(field, token) for field in _TEXT))


def _words(tokens: Sequence[Token]) -> Plan:
    """Tokens side by side, in title or text, as spelled or without marks."""
    if len(tokens) == 1:
        return _word(tokens[0])
    return AnyOf(
        tuple(
            Adjacent(field, tuple(_form(field, token) for token in tokens), ranking.BOOSTS[field])
            for field in _TEXT
        )
    )


def _form(field: str, token: Token) -> str:
    return token.syllable if field in ("title", "body") else token.bare


def _term(field: str, token: Token) -> Term:
    return Term(field, _form(field, token), ranking.BOOSTS[field])


def _prefix(token: Token, fields: Sequence[str], expand: Expand) -> Plan:
    terms = [
        Term(field, text, ranking.BOOSTS[field])
        for field in fields
        for text in expand(field, _form(field, token))
    ]
    return AnyOf(tuple(terms)) if terms else _term(fields[0], token)


def _within(field: str, inner: Clause, expand: Expand) -> Plan:
    """A clause in one field: the title in both forms, other fields without marks."""
    fields = ("title", "title_bare") if field == "title" else (field,)
    parts: list[Plan] = []
    for leaf in leaves(inner):
        if isinstance(leaf, Prefix):
            parts.append(_prefix(leaf.token, fields, expand))
            continue
        wanted = (leaf.token,) if isinstance(leaf, Word) else leaf.tokens
        forms = [Adjacent(name, tuple(_form(name, token) for token in wanted)) for name in fields]
        parts.append(_any_of([_single(form) for form in forms]))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _single(phrase: Adjacent) -> Plan:
    """A phrase of one word is a term."""
    boost = ranking.BOOSTS[phrase.field]
    if len(phrase.texts) == 1:
        return Term(phrase.field, phrase.texts[0], boost)
    return Adjacent(phrase.field, phrase.texts, boost)


def _exactly(clause: Clause, expand: Expand) -> Plan:
    """An excluded clause: as typed, so that ``-lọc`` does not exclude ``lộc``."""
    match clause:
        case Word(token, _):
            return _as_typed((token,))
        case Phrase(tokens, _):
            return _as_typed(tokens)
        case Cited(keys, tokens, _):
            return _any_of([*(Term("cites", key) for key in keys), _as_typed(tokens)])
        case _:
            return _clause(clause, expand)


def _as_typed(tokens: Sequence[Token]) -> Plan:
    accented = any(token.syllable != token.bare for token in tokens)
    field = "body" if accented else "body_bare"
    return _single(Adjacent(field, tuple(_form(field, token) for token in tokens)))


def _nearness(query: Query) -> Iterator[Plan]:
    """What ranks a notice higher: neighbours of the query side by side, and pyvi's words."""
    words = [clause.token for clause in query.required if isinstance(clause, Word)]
    for one, other in pairwise(words):
        for field, pair in (
            ("pairs", analysis.pair(one.syllable, other.syllable)),
            ("pairs_bare", analysis.pair(one.bare, other.bare)),
        ):
            yield Term(field, pair, ranking.BOOSTS[field])
    for word in dict.fromkeys(analysis.words(query.text)):
        yield Term("words", word, ranking.BOOSTS["words"])
