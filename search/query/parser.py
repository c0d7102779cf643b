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
========================  =====================================================

Whatever cannot be meant is searched as words, and bounds that are met are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.analysis import LONGEST, TOKEN, typed
from indexer.directives import Knowledge
from indexer.model import Reason, Resolution, because
from search.query.citations import citations_typed
from search.query.citations import spots as citation_spots
from search.query.facets import FACETS
from search.query.fields import DAYS, TEXT_FIELDS, bound_of, chosen_filters, field_of
from search.query.filters import as_filter, condition, group_condition
from search.query.lexer import (
    PIECE,
    UNREADABLE,
    Group,
    Spot,
    clean,
    close,
    dates_typed,
    words,
)
from search.query.model import (
    MAX_PER_PAGE,
    SORTS,
    Both,
    Clause,
    Having,
    Phrase,
    Prefix,
    Query,
    Within,
    clause_tokens,
)

MAX_CHARACTERS = 1_000
MAX_TERMS = 64
MAX_PHRASE = 16
MAX_DEPTH = 8


def parse(
    text: str,
    knowledge: Knowledge,
    filters: Mapping[str, Sequence[str]] | None = None,
    *,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
    explain: bool = False,
) -> Query:
    """The query that a person meant; never raises, whatever was typed.

    >>> query = parse('nông thôn "kiểu mẫu" -xã nam:2020..2021', Knowledge.load())
    >>> len(query.required), len(query.excluded), query.filters
    (3, 1, {'year': ('2020', '2021')})
    """
    reader = _Reader(knowledge)
    text = reader.clean(text)
    required, excluded = reader.clauses(text)
    text = reader.without_filters(text)
    chosen = dict(chosen_filters(filters or {}, knowledge))
    for name, values in reader.filters.items():
        chosen[name] = tuple(dict.fromkeys((*chosen.get(name, ()), *values)))
    for name in chosen:
        most = FACETS[name].most
        if len(chosen[name]) > most:
            reader.notes.append(because("chỉ dùng {n} giá trị đầu của một bộ lọc", n=most))
            chosen[name] = chosen[name][:most]
    return Query(
        text=text.strip(),
        required=required,
        excluded=excluded,
        filters=chosen,
        without={name: tuple(dict.fromkeys(values)) for name, values in reader.without.items()},
        since=reader.since or _given_day("since", "tu_ngay", filters or {}),
        until=reader.until or _given_day("until", "den_ngay", filters or {}),
        sort=sort if sort in SORTS else "relevance",
        page=max(1, min(page, 1_000_000)),
        per_page=max(1, min(per_page, MAX_PER_PAGE)),
        explain=explain,
        citations=tuple(reader.citations),
        notes=tuple(reader.notes),
    )


@dataclass(slots=True)
class _Reader:
    """Reads one query; keeps what it meets on the way."""

    knowledge: Knowledge
    filters: dict[str, list[str]] = field(default_factory=dict)
    without: dict[str, list[str]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    citations: list[Resolution] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    room: int = MAX_TERMS
    filtering: list[tuple[int, int]] = field(default_factory=list)

    def clean(self, text: str) -> str:
        """The text within bounds, of characters that can be meant and printed again."""
        if len(text) > MAX_CHARACTERS:
            self.notes.append(because("chỉ dùng {n} ký tự đầu", n=MAX_CHARACTERS))
        text = clean(text[:MAX_CHARACTERS])
        if UNREADABLE in text:
            self.notes.append(because("câu hỏi có chữ không đọc được; hãy gõ lại chữ ấy"))
        shorter = TOKEN.sub(lambda found: found.group()[:LONGEST], text)
        if shorter != text:
            self.notes.append(because("chỉ dùng {n} chữ cái đầu của một từ", n=LONGEST))
        return shorter

    def without_filters(self, text: str) -> str:
        """The text without the pieces that became filters, which are shown and kept as such."""
        for start, end in reversed(self.filtering):
            text = text[:start] + text[end:]
        return " ".join(text.split())

    def clauses(self, text: str) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        """The required and the excluded clauses of a text."""
        self.citations = citations_typed(text, self.knowledge.registry)
        spots = [*citation_spots(text, self.citations), *dates_typed(text)]
        stack = [Group()]
        at = 0
        while piece := PIECE.search(text, at):
            at = piece.end()
            if piece["field"] and not piece["minus"] and not field_of(piece["field"]):
                # "Căn cứ:213-QĐ/TW": a word before a colon is a word, whatever follows it.
                for word in words(piece["field"]):
                    self._take(stack[-1], word, False, piece.span("field"))
                at = piece.end("field") + 1
                continue
            named = piece["field"] or stack[-1].field
            spot = None if named else _spot_over(piece.start("word"), spots)
            if spot:
                spots.remove(spot)
                at = max(at, spot.end)
                self._take(stack[-1], spot.clause, bool(piece["minus"]), (piece.start(), at))
            elif piece["open"]:
                at = self._open(piece, stack, text)
            else:
                self._read(piece, stack)
        while len(stack) > 1:
            close(stack, len(text))
        return self._settled(stack[0])

    def _settled(self, top: Group) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        """The clauses of a whole text; a condition that stands by itself becomes a filter."""
        required: dict[Clause, None] = {}
        excluded: dict[Clause, None] = {}
        for clause, span in zip(top.parts, top.spans, strict=True):
            if alone := as_filter(clause):
                self._filter(alone)
                self.filtering.append(span)
            else:
                required[clause] = None
        for clause in top.excluded:
            alone = as_filter(clause)
            if alone and alone.name not in DAYS:
                self.without.setdefault(alone.name, []).extend(alone.values)
            else:
                excluded[clause] = None
        return tuple(required), tuple(excluded)

    def _filter(self, alone: Having) -> None:
        if alone.name == "since":
            self.since = alone.values[0]
        elif alone.name == "until":
            self.until = alone.values[0]
        else:
            self.filters.setdefault(alone.name, []).extend(alone.values)

    def _open(self, piece: re.Match[str], stack: list[Group], text: str) -> int:
        """Begin a group; one that gives a field its values is read at once, to its end."""
        name, group, negative = field_of(piece["field"]), stack[-1], bool(piece["minus"])
        if name and name not in TEXT_FIELDS:
            if found := group_condition(text, piece, self.knowledge):
                self._take(group, found[0], negative, (piece.start(), found[1]))
                return found[1]
            self._not_a_filter(piece)
        if len(stack) < MAX_DEPTH:
            named = name if name in TEXT_FIELDS else group.field
            stack.append(Group(negative=negative, field=named, start=piece.start()))
        return piece.end()

    def _read(self, piece: re.Match[str], stack: list[Group]) -> None:
        group, negative = stack[-1], bool(piece["minus"])
        if piece["close"]:
            if len(stack) > 1:
                close(stack, piece.end())
        elif piece["either"]:
            group.either = True
        elif found := condition(piece, self.knowledge):
            self._take(group, found, negative, piece.span())
        elif not piece["also"]:
            for clause in self._worded(piece, group.field):
                self._take(group, clause, negative, piece.span())

    def _take(self, group: Group, clause: Clause, negative: bool, span: tuple[int, int]) -> None:
        """Add a clause where there is still room for its words."""
        size = len(clause_tokens(clause))
        if size > self.room:
            self._note(because("chỉ dùng {n} từ đầu", n=MAX_TERMS))
            return
        self.room -= size
        group.add(clause, negative, span)

    def _worded(self, piece: re.Match[str], around: str = "") -> Iterator[Clause]:
        """The words of a piece, in the field that it or the group around it names."""
        name = field_of(piece["field"]) or around
        if name and name not in TEXT_FIELDS:
            self._not_a_filter(piece)
            name = ""
        elif piece["field"] and not name:
            yield from words(piece["field"])
        clauses = self._words_of(piece)
        if name and clauses:
            yield Within(name, Both(tuple(clauses)))
        else:
            yield from clauses

    def _words_of(self, piece: re.Match[str]) -> list[Clause]:
        if (phrase := piece["phrase"]) is not None:
            run = typed(phrase)
            if len(run) > MAX_PHRASE:
                self.notes.append(because("cụm từ dài quá {n} từ: chỉ dùng phần đầu", n=MAX_PHRASE))
            if len(run) > 1 and UNREADABLE not in phrase:
                return [Phrase(run[:MAX_PHRASE], phrase.strip())]
            return [*words(phrase)]
        found = words(piece["word"])
        if found and re.search(r"\w{2}\*$", piece["word"]):
            return [*found[:-1], Prefix(found[-1].token, f"{found[-1].written}*")]
        if found and re.search(r"\w\*$", piece["word"]):
            self._note(because("dấu * cần ít nhất hai chữ cái đứng trước"))
        return [*found]

    def _not_a_filter(self, piece: re.Match[str]) -> None:
        """Say that what was typed after a field is searched as words."""
        value = piece["phrase"] or piece["word"] or "("
        written = f"{piece['field']}:{value.strip()[:40]}"
        if piece["minus"]:
            self._note(because("“-{text}” không loại trừ được, nên được tìm như từ", text=written))
        else:
            self._note(because("“{text}” không lọc được, nên được tìm như từ", text=written))

    def _note(self, note: Reason) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _given_day(name: str, parameter: str, given: Mapping[str, Sequence[str]]) -> str:
    """The first day of an address that can be meant."""
    return next(filter(None, (bound_of(name, one) for one in given.get(parameter, ()))), "")


def _spot_over(start: int, spots: Sequence[Spot]) -> Spot | None:
    return next((spot for spot in spots if spot.start <= start < spot.stop), None)
