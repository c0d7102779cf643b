"""How a query was understood and how each hit meets it, in sentences for who typed it.

The first sentence goes on from how many notices there are: *3 thông báo* ``có đủ các chữ xã``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.model import UNKNOWN, OneOf, Reason, because
from search.display.names import FacetLabels, describe_value
from search.engine import MAX_EXPANSIONS, Contribution, MatchKind, SearchResults, is_question
from search.query import (
    CITES,
    FACETS,
    UNIT,
    And,
    BodyClause,
    Clause,
    FieldCondition,
    InField,
    Or,
    PeriodKind,
    Phrase,
    PlaceClause,
    PlaceSynonyms,
    Query,
    TypedCitation,
    TypedDate,
    TypedPeriod,
    clauses_within,
    typed_name,
    year_ranges,
)
from search.typography import day

MAX_NAMES = 5
"""Former names that one sentence tells."""


def describe_query(found: SearchResults, labels: FacetLabels) -> Iterator[Reason]:
    """What is required, what is excluded, what is filtered, and which bounds were met."""
    query = found.query
    yield from _describe_words(query, found.partial)
    if found.marks_ignored and query.ignore_marks:
        yield because("không xét dấu")
    elif found.marks_ignored:
        yield because("không thông báo nào viết đúng dấu đã gõ, nên không xét dấu")
    yield from _instead_of_words(query, labels)
    yield from describe_filters(query, labels)
    yield from _describe_excluded(query, labels)
    if query.added_values:
        former = [labels.of(UNIT.name, key) for key in query.added_values]
        yield because("kể cả đơn vị cũ: {places}", places=_few(former))
    if query.text and not _asks_something(query):
        yield because("được liệt kê hết, vì câu hỏi không có từ nào để tìm")
    yield from (*query.notes, *map(_describe_truncated, found.truncated))


def describe_filters(query: Query, labels: FacetLabels) -> Iterator[Reason]:
    """What a list is filtered by: values of facets, and days."""
    for name, values in query.filters.items():
        chosen = [value for value in values if value not in query.added_values]
        yield _describe_filter(FACETS[name].in_role(query.unit_role), chosen, labels)
    if query.since:
        yield because("từ ngày {day}", day=day(query.since))
    if query.until:
        yield because("đến ngày {day}", day=day(query.until))


def _describe_words(query: Query, partial: bool) -> Iterator[Reason]:
    """The words, and where a part of them is enough, what was typed of places."""
    words = ", ".join(one for clause in query.required for one in _words_of(clause, partial))
    if words and partial and not is_question(query):
        yield because(
            "có một phần các chữ {words}, khớp nhiều nhất trước; không thông báo nào có đủ",
            words=words,
        )
    elif words and partial:
        yield because("có một phần các chữ {words}, khớp nhiều nhất trước", words=words)
    elif words:
        yield because("có đủ các chữ {words}", words=words)


def _words_of(clause: Clause, partial: bool) -> Iterator[str]:
    """What is told of a clause among the words: nothing where it has a sentence of its own."""
    match clause:
        case PlaceSynonyms((only,)):
            yield unparse(only)
        case PlaceClause() | BodyClause() | TypedPeriod() if partial:
            yield unparse(clause)
        case PlaceSynonyms() | PlaceClause() | BodyClause():
            return
        case TypedCitation() | TypedDate() | TypedPeriod():
            return
        case _:
            yield unparse(clause)


def _describe_truncated(beginning: str) -> Reason:
    """That the beginning of a word stood for more words than were looked for."""
    return because(
        "chỉ dùng {n} từ đầu trong các từ bắt đầu bằng “{text}”", n=MAX_EXPANSIONS, text=beginning
    )


def _instead_of_words(query: Query, labels: FacetLabels) -> Iterator[Reason]:
    """What else than its words meets a citation, a day, a place or a committee."""
    for clause in query.required:
        for one in clauses_within(clause):
            if isinstance(one, TypedDate | TypedPeriod | TypedCitation):
                yield from _describe_named(one, labels)
            elif isinstance(one, PlaceClause | BodyClause | PlaceSynonyms):
                yield from _describe_place(one, labels)


def _describe_named(
    clause: TypedDate | TypedPeriod | TypedCitation, labels: FacetLabels
) -> Iterator[Reason]:
    match clause:
        case TypedDate():
            yield because("đề ngày {day}, hoặc có viết ngày ấy", day=day(clause.day))
        case TypedPeriod(kind=PeriodKind.QUARTER):
            yield because("đề ngày trong quý {quarter}, hoặc có viết quý ấy", quarter=clause.name)
        case TypedPeriod(kind=PeriodKind.MONTH):
            yield because("đề ngày trong tháng {month}, hoặc có viết tháng ấy", month=clause.name)
        case TypedPeriod():
            yield because("đề ngày trong năm {year}, hoặc có viết năm ấy", year=clause.name)
        case TypedCitation():
            yield from _describe_citation(clause, labels)


def _describe_excluded(query: Query, labels: FacetLabels) -> Iterator[Reason]:
    """What a notice may not be or have."""
    words = ", ".join(
        unparse(one)
        for one in query.excluded
        if not isinstance(one, PlaceClause | BodyClause | TypedPeriod)
    )
    if words:
        yield because("không có các chữ {words}", words=words)
    for one in query.excluded:
        if isinstance(one, PlaceClause | BodyClause):
            yield _excluding(*_describe_place(one, labels))
        elif isinstance(one, TypedPeriod):
            yield _excluding(*_describe_named(one, labels))
    for name, values in query.excluded_filters.items():
        yield _excluding(_describe_filter(FACETS[name].in_role(query.unit_role), values, labels))


def _excluding(*described: Reason) -> Reason:
    return OneOf(because("trừ thông báo {values}", values="").template, (), described)


def _describe_citation(clause: TypedCitation, labels: FacetLabels) -> Iterator[Reason]:
    """What meets a citation that was typed."""
    names = " / ".join(labels.of(CITES.name, key) for key in clause.keys)
    words = unparse(clause)
    if clause.forms:
        yield because("mang số {name}, hoặc nhắc đến số ấy", name=names)
    elif clause.is_whole_symbol:
        yield because("viện dẫn {names}, hoặc có cụm {words}", names=names, words=words)
    else:
        yield because("viện dẫn {names}, mang số ấy, hoặc có cụm {words}", names=names, words=words)
    if clause.illegible_term:
        yield because("“{written}”: không đọc được là khóa nào", written=clause.illegible_term)


def _describe_place(
    clause: PlaceClause | BodyClause | PlaceSynonyms, labels: FacetLabels
) -> Iterator[Reason]:
    """What it is to be of a place or a committee that was typed, or to write its name."""
    name = f"“{clause.written}”"
    if isinstance(clause, BodyClause):
        issuers = f"{clause.organ} {_few(clause.committees)}".strip()
        yield because("do {values} ban hành, hoặc nêu tên này", values=issuers)
        if clause.former:
            yield because("{name}, hoặc cơ quan cũ {places}", name=name, places=_few(clause.former))
        return
    if isinstance(clause, PlaceClause):
        former = [unparse(one) for one in clause.parts[1 + bool(clause.names) :]]
        places = _few([labels.of(UNIT.name, key) for key in clause.keys])
        if clause.above and clause.names:
            above = f"“{clause.above}”"
            yield because(
                "thuộc {places}, hoặc nêu tên này cùng {above}", places=places, above=above
            )
        elif clause.names:
            yield because("thuộc {places}, hoặc nêu tên này", places=places)
        else:
            yield because("thuộc {places}", places=places)
    else:
        others = [unparse(one) for one in clause.parts[1:]]
        full, former = others[: clause.in_full], others[clause.in_full :]
        if full:
            yield because("nêu {name}, tức {places}", name=name, places=_few(full))
    if former:
        yield because("nêu {name}, hoặc tên cũ {places}", name=name, places=_few(former))


def _asks_something(query: Query) -> bool:
    words = query.required or query.excluded
    return bool(words or query.filters or query.excluded_filters or query.since or query.until)


def unparse(clause: Clause) -> str:
    """A clause as it was typed, in the language of queries."""
    match clause:
        case PlaceSynonyms((only,)):
            return unparse(only)
        case Phrase() | TypedCitation() | PlaceSynonyms() | PlaceClause():
            return f"“{clause.written}”"
        case BodyClause() | TypedPeriod():
            return f"“{clause.written}”"
        case Or(parts):
            return f"({' OR '.join(map(_unparse_in_or, parts))})"
        case And(parts, excluded):
            return " ".join([*map(unparse, parts), *(f"-{unparse(one)}" for one in excluded)])
        case InField(name, inner):
            words = unparse(inner)
            return (
                f"{typed_name(name)}:{f'({words})' if ' ' in words and words[0] != '“' else words}"
            )
        case FieldCondition(name, _, value):
            return f"{typed_name(name)}:{f'“{value}”' if ' ' in value else value}"
        case _:
            return clause.written


def _unparse_in_or(clause: Clause) -> str:
    """A clause among others of an OR."""
    several = isinstance(clause, And) and len(clause.parts) + len(clause.excluded) > 1
    return f"({unparse(clause)})" if several else unparse(clause)


def _few(names: Sequence[str]) -> str:
    """The first of many names."""
    return "; ".join(names[:MAX_NAMES]) + (" …" if len(names) > MAX_NAMES else "")


def _describe_filter(name: str, values: Sequence[str], labels: FacetLabels) -> Reason:
    if name == UNIT.name and tuple(values) == (UNKNOWN,):
        return because("chưa rõ địa bàn")
    return OneOf(FACETS[name].sentence.template, (), tuple(_describe_values(name, values, labels)))


def _describe_values(name: str, values: Sequence[str], labels: FacetLabels) -> Iterator[Reason]:
    """What each value is called; years that follow each other as one range."""
    if FACETS[name].is_time:
        yield from (_describe_years(name, run) for run in year_ranges(values))
        return
    for value in values:
        label = labels.of(name, value)
        yield describe_value(name, value, label or ("" if value == UNKNOWN else value))


def _describe_years(name: str, run: Sequence[str]) -> Reason:
    label = "" if run[0] == UNKNOWN else "–".join(dict.fromkeys((run[0], run[-1])))
    return describe_value(name, run[0], label)


def describe_matches(contributions: Sequence[Contribution]) -> Iterator[Reason]:
    """What a hit meets of its query, the weightiest first, then what it lacks."""
    for one in contributions:
        if one.kind is not MatchKind.NOT:
            yield _describe_match(one)
    missing = [
        unparse(one.clause) for one in contributions if one.kind is MatchKind.NOT and one.clause
    ]
    if missing:
        yield because("không có {words}", words=", ".join(missing))


_SENTENCES = {
    MatchKind.TYPED_NUMBER: because("mang số như trong câu hỏi ({share} %)", share=0),
    MatchKind.OWN_NUMBER: because("mang chính số {words} ({share} %)", words="", share=0),
    MatchKind.OWN_DATE: because("đề ngày {words} ({share} %)", words="", share=0),
    MatchKind.CITATION: because("viện dẫn chính văn bản {words} ({share} %)", words="", share=0),
    MatchKind.POSSIBLE_CITATION: because(
        "có thể viện dẫn văn bản {words} ({share} %)", words="", share=0
    ),
    MatchKind.CONDITION: because("đúng điều kiện {words} ({share} %)", words="", share=0),
    MatchKind.TITLE: because("{words} trong trích yếu ({share} %)", words="", share=0),
    MatchKind.TEXT: because("{words} trong nội dung ({share} %)", words="", share=0),
    MatchKind.OTHER_WRITING: because(
        "{words} trong nội dung, viết là {written} ({share} %)", words="", written="", share=0
    ),
    MatchKind.OTHER_MARKS: because("{words} viết với dấu khác ({share} %)", words="", share=0),
    MatchKind.NEIGHBOURS: because("các từ đứng liền nhau như trong câu hỏi ({share} %)", share=0),
}
"""How a notice meets a part of a query, with that part and its share of the score."""


def _describe_match(one: Contribution) -> Reason:
    words = unparse(one.clause) if one.clause else ""
    by_key = (MatchKind.CITATION, MatchKind.POSSIBLE_CITATION)
    if one.kind in by_key and isinstance(one.clause, FieldCondition):
        words = f"“{one.clause.written}”"
    values = {"words": words, "written": f"“{one.written}”", "share": str(one.share)}
    sentence = _SENTENCES[one.kind]
    return Reason(sentence.template, tuple((name, values[name]) for name, _ in sentence.values))
