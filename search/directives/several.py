"""A typed line with several numbers, each of a directive: ``thiên tai ct 42 kl 213``.

Each number is looked for with what names it, its type and its body; the other words of the line
put its bearers in order, and shut none of them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from indexer.directives import DirectiveKey
from search.directives.found import FoundDirective
from search.directives.parts import TypedPart
from search.directives.search import type_code
from search.directives.terms import NUMBER, TYPE
from search.directives.typed_words import says_something, typed_words

_OF_ITS_SUBJECT, _A_SUBJECT = 0.6, 2
"""How much of the words of a subject the bearer of a number has that is typed without a type, and
how many words these have to be: "thôn 11, 12" are places."""

_MOST_BEARERS = 3
"""Bearers of one number that are told where no word of the line tells them apart."""

_Find = Callable[[Sequence[TypedPart]], Sequence[FoundDirective]]


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number with the parts that name it, its type, its body, its term.

    It ``follows`` another where only a comma is between them, ``is_joined`` to the one before
    where no word of a subject is; a single figure without a nought ``is_small``.
    """

    figure: str
    name: tuple[TypedPart, ...]
    follows: bool
    is_joined: bool
    is_small: bool

    @property
    def part(self) -> TypedPart:
        """The number alone."""
        return TypedPart({f"{NUMBER}{self.figure}": 1.0}, self.figure, is_sign=True)

    @property
    def has_type(self) -> bool:
        """Whether a type was typed with it."""
        return any(part.is_type for part in self.name)


def typed_numbers(parts: Sequence[TypedPart]) -> list[TypedNumber]:
    """The numbers of a line, in order.

    >>> from search.directives.typed import typed_parts
    >>> found = typed_numbers(typed_parts("ct 42, 43 về kl 213", {}))
    >>> [(one.name[0].written, one.figure, one.is_joined) for one in found]
    [('ct', '42', True), ('ct', '43', True), ('kl', '213', False)]
    """
    found: list[TypedNumber] = []
    end = 0
    for at, part in enumerate(parts):
        if not part.is_number or part.is_year:
            continue
        before = list(_before(parts, at))
        behind = list(_behind(parts, at, has_type=any(one.is_type for one in before)))
        between = parts[end : at - len(before)]
        is_joined = all(one.bare in typed_words().joining for one in between)
        for place, figure in enumerate(part.figures):
            is_small = len(figure) == 1 and figure in part.readings
            found.append(
                TypedNumber(figure, (*before, *behind), place > 0, is_joined or place > 0, is_small)
            )
        end = at + 1 + len(behind)
    return found


def _before(parts: Sequence[TypedPart], at: int) -> Iterator[TypedPart]:
    """What names a number before it, back to its type: "hd btctw 33", "chỉ thị số 05"."""
    named: list[TypedPart] = []
    for part in reversed(parts[:at]):
        if part.is_number or (not part.is_name and says_something(part.bare)):
            return
        named.append(part)
        if part.is_type:
            yield from named
            return


def _behind(parts: Sequence[TypedPart], at: int, *, has_type: bool) -> Iterator[TypedPart]:
    """What names a number behind it: "33 btctw", "nq 18 k12", "213 qđ tw"."""
    for place in range(at + 1, len(parts)):
        part = parts[place]
        is_next = part.is_type and any(one.is_number for one in parts[place + 1 : place + 2])
        if part.is_word or not (part.is_name or part.decides) or (part.is_type and has_type):
            return
        if is_next or (part.is_number and not part.is_year):
            return
        has_type = has_type or part.is_type
        yield part


def bearers_of_each(
    parts: Sequence[TypedPart], found: Sequence[FoundDirective], find: _Find
) -> list[FoundDirective]:
    """The likeliest bearer of each number of a line, then the next of each.

    ``found`` is what has some of all of the line.  Empty where fewer than two numbers have one,
    and where a title tells of the others: "kết luận 118 sửa chỉ thị 35".
    """
    numbers = typed_numbers(parts)
    if len(numbers) < 2 or _is_title(numbers, found):
        return []
    rest = _rest(parts, numbers)
    each: list[list[FoundDirective]] = []
    led: tuple[TypedPart, ...] = ()
    for number in numbers:
        name = number.name if number.has_type or not number.follows else led
        hits = _bearers(number, name, rest, find)
        led = name if _has_type(name) else _type_of(hits)
        each.append(hits)
    firsts = {hits[0].key for hits in each if hits}
    return _by_turns(each) if len(firsts) > 1 else []


def _rest(parts: Sequence[TypedPart], numbers: Sequence[TypedNumber]) -> list[TypedPart]:
    """The parts of a line that are no number, and name none."""
    naming = {id(part) for one in numbers for part in one.name}
    others = (part for part in parts if part.is_year or not part.is_number)
    return [part for part in others if id(part) not in naming]


def _has_type(name: Sequence[TypedPart]) -> bool:
    return any(part.is_type for part in name)


def _is_title(numbers: Sequence[TypedNumber], found: Sequence[FoundDirective]) -> bool:
    """Whether the title of what bears the first number tells of the next, as the line does."""
    first = numbers[0].figure
    tells = any(hit.bears_number and hit.number == first for hit in found)
    return tells and not all(number.is_joined for number in numbers[1:])


def _bearers(
    number: TypedNumber, name: Sequence[TypedPart], rest: Sequence[TypedPart], find: _Find
) -> list[FoundDirective]:
    """Those that bear a number: the one that the rest of the line tells, or the likeliest."""
    beside = _of_number(number, find([*name, number.part, *rest]))
    words = sum(part.is_subject for part in rest)
    if (number.is_small and number.follows) or not _has_type(name):
        is_told = words >= _A_SUBJECT and not number.is_small
        return [hit for hit in beside[:1] if is_told and hit.subject >= _OF_ITS_SUBJECT]
    if words and beside:
        return beside[:1]
    return _of_number(number, find([*name, number.part]))[:_MOST_BEARERS]


def _of_number(number: TypedNumber, found: Sequence[FoundDirective]) -> list[FoundDirective]:
    return [hit for hit in found if _bears(hit, number)]


def _bears(hit: FoundDirective, number: TypedNumber) -> bool:
    return hit.bears_number and hit.number == number.figure


def _type_of(hits: Sequence[FoundDirective]) -> tuple[TypedPart, ...]:
    """The type of what a number led to, for the number behind it."""
    for hit in hits[:1]:
        code = type_code(DirectiveKey.parse(hit.key))
        return (TypedPart({f"{TYPE}{code}": 1.0}, code, is_sign=True),)
    return ()


def _by_turns(each: Iterable[Sequence[FoundDirective]]) -> list[FoundDirective]:
    turns = (hit for turn in zip_longest(*each) for hit in turn if hit)
    return list({hit.key: hit for hit in turns}.values())
