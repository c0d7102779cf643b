"""Which values of a facet are meant by the words sought among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from indexer.analysis import Token, query_tokens
from indexer.knowledge.abbreviations import abbreviations
from indexer.places import type_and_name
from indexer.text import normal_beginnings
from search.display.results import FacetValue


def values_with(
    values: Sequence[FacetValue], words: str, places: Collection[str] = ()
) -> Sequence[FacetValue]:
    """The values that some words mean, and the chosen ones; of no words, all.

    Those are meant that have the words side by side, else the ``places`` that the words are as
    papers write them, else what has all of the words, else what has the last of them but begun.
    Marks that were typed count, unless nothing has them.

    >>> named = [FacetValue(one, one, 1, False) for one in ("thành phố Việt Trì", "Thanh Trì")]
    >>> [[one.label for one in values_with(named, words)] for words in ("thanh tri", "thành")]
    [['Thanh Trì'], ['thành phố Việt Trì']]
    """
    if not words:
        return values
    found = next(filter(None, _meanings(values, words, places)), set())
    return [one for one in values if one.selected or one.value in found]


def _meanings(
    values: Sequence[FacetValue], words: str, places: Collection[str]
) -> Iterator[set[str]]:
    """The values that the words mean, from the closest meaning to the widest."""
    in_full = query_tokens(" ".join(type_and_name(words)))
    variants = (*abbreviations().variants(query_tokens(words)), in_full)
    runs = list(dict.fromkeys(filter(None, variants)))
    names = {one.value: _Name(query_tokens(one.label)) for one in values}
    for marks_count in (True, False):
        for has in (_Name.has_side_by_side, None, _Name.has_all, _Name.has_begun):
            if has is None:
                yield names.keys() & places
                continue
            yield {
                value
                for value, name in names.items()
                if any(has(name, run) and (not marks_count or name.bears(run)) for run in runs)
            }


class _Name:
    """What a value is called, by its syllables."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._bare = f" {' '.join(one.bare for one in tokens)} "
        self._syllables = [one.syllable for one in tokens]

    def has_side_by_side(self, run: Sequence[Token]) -> bool:
        """Whether it has the words in their order, whatever their marks."""
        return f" {' '.join(one.bare for one in run)} " in self._bare

    def has_all(self, run: Sequence[Token]) -> bool:
        """Whether it has each of the words."""
        return all(f" {one.bare} " in self._bare for one in run)

    def has_begun(self, run: Sequence[Token]) -> bool:
        """Whether it has each of the words, and one that begins as the last does."""
        return self.has_all(run[:-1]) and f" {run[-1].bare}" in self._bare

    def bears(self, run: Sequence[Token]) -> bool:
        """Whether it bears the marks that were typed, if only at the beginning of a word."""
        marked = (one.syllable for one in run if one.syllable != one.bare)
        begun = map(normal_beginnings, marked)
        return all(any(one.startswith(each) for one in self._syllables) for each in begun)
