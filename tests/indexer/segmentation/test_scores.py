"""pyvi's lists of words: which neighbouring syllables are one, asked singly and all at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.segmentation.scores import WordLists


@given(
    st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"))),
    st.sets(st.tuples(*[st.sampled_from("abcde")] * 3)),
    st.lists(st.sampled_from("abcdefg"), min_size=1),
)
def test_word_lists(
    bigrams: set[tuple[str, ...]], trigrams: set[tuple[str, ...]], text: list[str]
) -> None:
    lists = WordLists(bigrams, trigrams)
    numbers = [lists.numbers.get(syllable, 0) for syllable in text]
    array = np.array(numbers)
    for size, members, find, test in (
        (2, bigrams, lists.pairs, lists.is_pair),
        (3, trigrams, lists.triples, lists.is_triple),
    ):
        starts = range(len(text) - size + 1)
        want = [i for i in starts if tuple(text[i : i + size]) in members]
        assert find(array).tolist() == want
        assert [i for i in starts if test(*numbers[i : i + size])] == want
