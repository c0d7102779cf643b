"""What a person typed → Query: a small language that never fails.

========================  =====================================================
``nông thôn mới``         all these words
``"nông thôn mới"``       these words side by side
``-xã``                   without this word; also before a phrase or a group
``xã OR phường``          one of the two; ``HOẶC`` is the same
``(a b) OR c``            groups
``nghi*``                 words that begin so (two letters at least)
``tieu_de:kiểm``          in the title; see :mod:`search.query.fields` for all fields
``tieu_de:(kiểm tra)``    each word of the group in the title
``nam:2020..2023``        a range of years; ``-nam:2022`` all but one
``nam:2022 OR xã``        of that year, or with the word; so with the other fields
``nam:(2020 OR 2022)``    one of the values
``tu_ngay:2022-01-01``    from a day on
``213-QĐ/TW``             a citation: notices that cite it in any form
``thông báo số 287``      a number: the notices that bear it, and those that mention it
``12/7/2022``             a day: the notices dated so, and those that write it in any form
``quý IV/2022, Q4/2022``  a quarter: the notices dated in it, and those that write it
``tháng 5/2025``          so with a month and its year, and with ``năm 2012``
``huyện Bảo Lâm``         a place: the notices of it, and those that write its name
``BTV Huyện ủy Bảo Lâm``  a committee: what it issued, and what writes its name
``-huyện Bảo Lâm``        none of these; ``huyện Bảo Lâm OR rừng``: these, or with the word
========================  =====================================================

Whatever cannot be meant is searched as words, and bounds that are met are said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from indexer.analysis import LONGEST, TOKEN, beginnings, query_tokens
from indexer.directives import Knowledge
from indexer.model import Reason, Resolution, because
from indexer.places import TypedBody, TypedPlace, typed_bodies, without_places
from search.query.citations import citation_spans, typed_citations
from search.query.facets import FACETS, UNIT
from search.query.fields import DAYS, MAX_VALUE, TEXT_FIELDS, address_filters, date_bound, field_of
from search.query.filters import as_filter, group_condition, lexeme_condition
from search.query.lexer import (
    LEXEME,
    OR_OPERATOR,
    UNREADABLE,
    ClauseSpan,
    OpenGroup,
    close_group,
    date_spans,
    sanitize,
    typed_words,
)
from search.query.model import (
    MAX_PER_PAGE,
    SORTS,
    And,
    Clause,
    FieldCondition,
    InField,
    Phrase,
    Prefix,
    Query,
    clause_tokens,
)
from search.query.periods import period_spans
from search.query.places import is_excluded, place_spans, read_places

MAX_CHARACTERS = 1_000
MAX_TERMS = 64
MAX_PHRASE = 16
MAX_DEPTH = 8
MAX_FILTER_LETTERS = 2_000
"""Characters of all filters of a query, with their names, as an address has them."""

_TOO_MANY_FILTERS = because("câu hỏi có quá nhiều bộ lọc: chỉ dùng những bộ lọc đầu")
SOUGHT = "tim_"
"""Stands in an address before the name of a facet among whose values something is looked for."""


def parse(
    text: str,
    knowledge: Knowledge,
    filters: Mapping[str, Sequence[str]] | None = None,
    *,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
    explain: bool = False,
    units_of_today: bool = False,
    unit_role: str = "",
    ignore_marks: bool = False,
) -> Query:
    """The query that a person meant; never raises, whatever was typed.

    >>> query = parse('nông thôn "kiểu mẫu" -xã nam:2020..2021', Knowledge.load())
    >>> len(query.required), len(query.excluded), query.filters
    (3, 1, {'year': ('2020', '2021')})
    """
    parser = _Parser(knowledge)
    text = parser.sanitize(text)
    required, excluded = parser.clauses(text)
    besides_places = parser.besides_places(text)
    text = parser.without_filters(text)
    typed = {
        name: [sanitize(value.strip()[:MAX_VALUE]) for value in values]
        for name, values in (filters or {}).items()
    }
    chosen = dict(address_filters(typed, knowledge))
    for name, values in parser.filters.items():
        chosen[name] = tuple(dict.fromkeys((*chosen.get(name, ()), *values)))
    chosen = parser.bounded(chosen)
    return Query(
        text=text.strip(),
        required=required,
        excluded=excluded,
        filters=chosen,
        excluded_filters={
            name: tuple(dict.fromkeys(values)) for name, values in parser.excluded_filters.items()
        },
        since=parser.since or _day_in_address("since", "tu_ngay", typed),
        until=parser.until or _day_in_address("until", "den_ngay", typed),
        sort=sort if sort in SORTS else "relevance",
        page=max(1, min(page, 1_000_000)),
        per_page=max(1, min(per_page, MAX_PER_PAGE)),
        explain=explain,
        units_of_today=units_of_today,
        unit_role=unit_role if unit_role in UNIT.roles else "",
        ignore_marks=ignore_marks,
        sought=_sought(typed),
        citations=tuple(parser.citations),
        places=tuple(parser.places),
        besides_places=besides_places,
        notes=tuple(parser.notes),
    )


def _sought(typed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What is looked for among the values of each facet: ``tim_issuer=bao+lam``."""
    found = {name: " ".join(typed.get(f"{SOUGHT}{name}", ())).strip() for name in FACETS}
    return {name: words[:MAX_VALUE] for name, words in found.items() if words}


@dataclass(slots=True)
class _Parser:
    """Reads one query; keeps what it meets on the way."""

    knowledge: Knowledge
    filters: dict[str, list[str]] = field(default_factory=dict)
    excluded_filters: dict[str, list[str]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    citations: list[Resolution] = field(default_factory=list)
    places: list[TypedPlace] = field(default_factory=list)
    bodies: dict[TypedPlace, TypedBody] = field(default_factory=dict)
    notes: list[Reason] = field(default_factory=list)
    terms_left: int = MAX_TERMS
    filter_spans: list[tuple[int, int]] = field(default_factory=list)

    def sanitize(self, text: str) -> str:
        """The text within bounds, of characters that can be meant and printed again."""
        if len(text) > MAX_CHARACTERS:
            self.notes.append(because("chỉ dùng {n} ký tự đầu", n=MAX_CHARACTERS))
        text = sanitize(text[:MAX_CHARACTERS])
        if UNREADABLE in text:
            self.notes.append(because("câu hỏi có chữ không đọc được; hãy gõ lại chữ ấy"))
        shorter = TOKEN.sub(lambda found: found.group()[:LONGEST], text)
        if shorter != text:
            self.notes.append(because("chỉ dùng {n} chữ cái đầu của một từ", n=LONGEST))
        return shorter

    def without_filters(self, text: str) -> str:
        """The text without the lexemes that became filters, which are shown and kept as such."""
        for start, end in reversed(self.filter_spans):
            text = text[:start] + text[end:]
        return " ".join(text.split())

    def bounded(self, chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The values of each filter within its bound, and of all together: each of the links of a
        page repeats them.  Years are few, and ranges in an address."""
        kept, letters_left = {}, MAX_FILTER_LETTERS
        for name, values in chosen.items():
            most = FACETS[name].most
            if len(values) > most:
                self._note(because("chỉ dùng {n} mục đầu của một bộ lọc", n=most))
            kept[name] = values[:most]
            if FACETS[name].is_time:
                continue
            lengths = list(accumulate(len(name) + len(value) for value in kept[name]))
            fitting = bisect_right(lengths, letters_left)
            if fitting < len(lengths):
                kept[name] = kept[name][:fitting]
                self._note(_TOO_MANY_FILTERS)
            letters_left -= max(lengths[:fitting], default=0)
        return {name: values for name, values in kept.items() if values}

    def besides_places(self, text: str) -> str:
        """What a text asks for besides its places and filters; nothing where operators tie them."""
        organs = [(one.start, place.extent.start) for place, one in self.bodies.items()]
        for start, end in (*self.filter_spans, *organs):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        rest = without_places(text, self.places)
        return "" if OR_OPERATOR.search(rest) or "(" in rest or ")" in rest else rest

    def clauses(self, text: str) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        """The required and the excluded clauses of a text."""
        spans = self._spans(text)
        stack = [OpenGroup()]
        at = 0
        while lexeme := LEXEME.search(text, at):
            at = lexeme.end()
            if lexeme["field"] and not lexeme["minus"] and not field_of(lexeme["field"]):
                # "Căn cứ:213-QĐ/TW": a word before a colon is a word, whatever follows it.
                for word in typed_words(lexeme["field"]):
                    self._add(stack[-1], word, False, lexeme.span("field"))
                at = lexeme.end("field") + 1
                continue
            named = lexeme["field"] or stack[-1].field
            start = lexeme.start("phrase" if lexeme["phrase"] else "word")
            span = None if named else _span_over(start, spans)
            if span:
                spans.remove(span)
                at = max(at, span.end)
                self._add(stack[-1], span.clause, bool(lexeme["minus"]), (lexeme.start(), at))
            elif lexeme["open"]:
                at = self._open_group(lexeme, stack, text)
            else:
                self._parse_lexeme(lexeme, stack)
        while len(stack) > 1:
            close_group(stack, len(text))
        return self._filters_apart(stack[0])

    def _spans(self, text: str) -> list[ClauseSpan]:
        """What several words are together: citations, days, periods, places, committees."""
        self.citations = typed_citations(text, self.knowledge.registry)
        spans = [*citation_spans(text, self.citations), *date_spans(text)]
        spans += [*period_spans(text, spans)]
        places = read_places(text, spans, self.knowledge.gazetteer)
        self.bodies = {body.place: body for body in typed_bodies(text, places)}
        for place in places:
            body = self.bodies.get(place)
            if not is_excluded(text, body.start if body else place.extent.start):
                self.places.append(place)
        spans += place_spans(text, places, self.bodies, self.knowledge.gazetteer)
        return spans

    def _filters_apart(self, top: OpenGroup) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        """The clauses of a whole text; a condition that stands by itself becomes a filter."""
        required: dict[Clause, None] = {}
        excluded: dict[Clause, None] = {}
        for clause, span in zip(top.parts, top.spans, strict=True):
            if alone := as_filter(clause):
                self._filter(alone)
                self.filter_spans.append(span)
            else:
                required[clause] = None
        for clause in top.excluded:
            alone = as_filter(clause)
            if alone and alone.name not in DAYS:
                self.excluded_filters.setdefault(alone.name, []).extend(alone.values)
            else:
                excluded[clause] = None
        return tuple(required), tuple(excluded)

    def _filter(self, alone: FieldCondition) -> None:
        if alone.name == "since":
            self.since = alone.values[0]
        elif alone.name == "until":
            self.until = alone.values[0]
        else:
            self.filters.setdefault(alone.name, []).extend(alone.values)

    def _open_group(self, lexeme: re.Match[str], stack: list[OpenGroup], text: str) -> int:
        """Begin a group; one that gives a field its values is read at once, to its end."""
        name, group, negative = field_of(lexeme["field"]), stack[-1], bool(lexeme["minus"])
        if name and name not in TEXT_FIELDS:
            if found := group_condition(text, lexeme, self.knowledge):
                self._add(group, found[0], negative, (lexeme.start(), found[1]))
                return found[1]
            self._note_searched_as_words(lexeme)
        if len(stack) < MAX_DEPTH:
            named = name if name in TEXT_FIELDS else group.field
            stack.append(OpenGroup(is_negative=negative, field=named, start=lexeme.start()))
        return lexeme.end()

    def _parse_lexeme(self, lexeme: re.Match[str], stack: list[OpenGroup]) -> None:
        group, negative = stack[-1], bool(lexeme["minus"])
        if lexeme["close"]:
            if len(stack) > 1:
                close_group(stack, lexeme.end())
        elif lexeme["or"]:
            group.after_or = True
        elif found := lexeme_condition(lexeme, self.knowledge):
            self._add(group, found, negative, lexeme.span())
        elif not lexeme["and"]:
            for clause in self._word_clauses(lexeme, group.field):
                self._add(group, clause, negative, lexeme.span())

    def _add(self, group: OpenGroup, clause: Clause, negative: bool, span: tuple[int, int]) -> None:
        """Add a clause where there is still room for its words."""
        size = len(clause_tokens(clause))
        if size > self.terms_left:
            self._note(because("chỉ dùng {n} từ đầu", n=MAX_TERMS))
            return
        self.terms_left -= size
        group.add(clause, negative, span)

    def _word_clauses(self, lexeme: re.Match[str], around: str = "") -> Iterator[Clause]:
        """The words of a lexeme, in the field that it or the group around it names."""
        name = field_of(lexeme["field"]) or around
        if name and name not in TEXT_FIELDS:
            self._note_searched_as_words(lexeme)
            name = ""
        elif lexeme["field"] and not name:
            yield from typed_words(lexeme["field"])
        clauses = self._lexeme_words(lexeme)
        if name and clauses:
            yield InField(name, And(tuple(clauses)))
        else:
            yield from clauses

    def _lexeme_words(self, lexeme: re.Match[str]) -> list[Clause]:
        if (phrase := lexeme["phrase"]) is not None:
            run = query_tokens(phrase)
            if len(run) > MAX_PHRASE:
                self.notes.append(because("cụm từ dài quá {n} từ: chỉ dùng phần đầu", n=MAX_PHRASE))
            if len(run) > 1 and UNREADABLE not in phrase:
                return [Phrase(run[:MAX_PHRASE], phrase.strip())]
            return [*typed_words(phrase)]
        found = typed_words(lexeme["word"])
        if found and re.search(r"\w{2}\*$", lexeme["word"]):
            token, written = found[-1].token, found[-1].written
            return [*found[:-1], Prefix(token, beginnings(written), f"{written}*")]
        if found and re.search(r"\w\*$", lexeme["word"]):
            self._note(because("dấu * cần ít nhất hai chữ cái đứng trước"))
        return [*found]

    def _note_searched_as_words(self, lexeme: re.Match[str]) -> None:
        """Say that what was typed after a field is searched as words."""
        value = lexeme["phrase"] or lexeme["word"] or "("
        written = f"{lexeme['field']}:{value.strip()[:40]}"
        if lexeme["minus"]:
            self._note(because("“-{text}” không loại trừ được, nên được tìm như từ", text=written))
        else:
            self._note(because("“{text}” không lọc được, nên được tìm như từ", text=written))

    def _note(self, note: Reason) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _day_in_address(name: str, parameter: str, given: Mapping[str, Sequence[str]]) -> str:
    """The first day of an address that can be meant."""
    return next(filter(None, (date_bound(name, one) for one in given.get(parameter, ()))), "")


def _span_over(start: int, spans: Sequence[ClauseSpan]) -> ClauseSpan | None:
    return next((span for span in spans if span.start <= start < span.stop), None)
