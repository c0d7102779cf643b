"""Vietnamese text cut into words (tách từ), exactly as pyvi does, twenty to thirty times faster.

pyvi builds a dictionary of features for each syllable and hands it to CRFsuite.  Here the
weights of the same model are read once (:mod:`indexer.segmentation.pyvi_model`) and whole texts
are scored with arrays.  Where two labellings come so near that rounding could decide, pyvi
itself decides, as it does for everything when its model is not the known one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from indexer.memory import Remembered, tell_of
from indexer.model import OneOf, Reason, because
from indexer.normalization import composed
from indexer.segmentation.crf_model import UnexpectedModelError
from indexer.segmentation.labels import Booleans, ViterbiDecoder, tie_tolerance
from indexer.segmentation.pyvi_model import PyviModel, read_pyvi_model, tokenize_with_pyvi
from indexer.segmentation.scores import Integers, Scorer, WordLists
from indexer.segmentation.vocabulary import (
    BLANK,
    JOIN,
    LINE_BREAK,
    MAX_CHUNKS,
    NOTHING,
    ChunkCache,
    TokenTable,
    WeightedToken,
)

# Up to so many chunks, plain Python beats the fixed cost of some forty array operations.
SHORT = 120
# Characters segmented in one go: enough to amortise that cost, few enough for the cache.
_BATCH = 1 << 17
_AFTER_LINE = f" {LINE_BREAK} "


class Segmenter:
    """pyvi's words.  One serves all threads.

    ``exact_model`` says whether the fast way is taken, ``reason`` why or why not, and ``warning``
    is the sentence for people where it is not.

    >>> segmenter().tokenize("Kiểm tra tổ chức đảng, đảng viên")
    'Kiểm_tra tổ_chức đảng , đảng_viên'
    """

    def __init__(
        self,
        model: PyviModel | None,
        reason: Reason,
        pyvi: Callable[[str], str] = tokenize_with_pyvi,
    ) -> None:
        self.exact_model = model is not None
        self.reason = reason
        self._pyvi = pyvi
        self._fast = FastSegmenter(model) if model else None

    @property
    def warning(self) -> Reason | None:
        """That pyvi itself has to segment everything, and why; None where it need not."""
        if self.exact_model:
            return None
        slow = because("phải tách từ bằng chính pyvi, chậm hơn khoảng 20 lần: {values}")
        return OneOf(slow.template, (), (self.reason,))

    def tokenize(self, line: str) -> str:
        """The tokens of one line, blanks between them and ``_`` inside words.

        A line without tokens comes back as it is.  A text of several lines is segmented line
        by line.
        """
        if "\n" in line:
            return "\n".join(self.tokenize_lines(line.split("\n")))
        segmented = self._fast.tokenize(line) if self._fast else None
        return self._pyvi(line) if segmented is None else segmented

    def tokenize_lines(self, text: str | Iterable[str]) -> list[str]:
        """The lines of a text, each as by :meth:`tokenize`; an iterable already gives lines.

        >>> segmenter().tokenize_lines("Ban Thường vụ\\nTỈNH ỦY")
        ['Ban Thường_vụ', 'TỈNH_ỦY']
        """
        lines = text.splitlines() if isinstance(text, str) else text
        if self._fast is None:
            return [self._pyvi(line) for line in lines]
        found: list[str] = []
        for batch in _batches(lines):
            segmented = self._fast.tokenize_lines(batch)
            pairs = zip(segmented, batch, strict=True)
            found += [self._pyvi(line) if words is None else words for words, line in pairs]
        return found


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line) + 1
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class FastSegmenter:
    """The fast way: it answers None where pyvi should decide."""

    def __init__(self, model: PyviModel) -> None:
        self._model = model
        self._lists = WordLists(model.bigrams, model.trigrams)
        self._scorer = Scorer(model, self._lists)
        self._decoder = ViterbiDecoder(model.transition)
        self._cache = ChunkCache(model, self._lists.numbers)
        tell_of("indexer.segmentation.vocabulary.ChunkCache", self._chunks_kept)

    def _chunks_kept(self) -> Remembered:
        """Those of the last text may come on top."""
        return Remembered(len(self._cache), MAX_CHUNKS)

    def tokenize(self, line: str) -> str | None:
        """One line; in plain Python when it is short."""
        if LINE_BREAK in line:
            return None
        chunks = composed(line).split()
        if len(chunks) > SHORT:
            return self.tokenize_lines([line])[0]
        cache = self._current_cache()
        ids = memoryview(cache.ids(chunks)).cast("q")
        tokens = [cache.tokens[i] for i in ids]
        if not tokens:
            return line
        continues = self._decoder.decode(self._scorer.score_line(tokens))
        return None if continues is None else _join(tokens, continues)

    def tokenize_lines(self, lines: Sequence[str]) -> list[str | None]:
        """Many lines at once, with arrays."""
        text = _AFTER_LINE.join([*[composed(line) for line in lines], ""])
        if text.count(LINE_BREAK) != len(lines):
            return [self.tokenize(line) for line in lines]
        cache = self._current_cache()
        ids = np.frombuffer(cache.ids(text.split()), dtype=np.int64)
        table = cache.table()
        breaks = ids == 0
        ends = breaks.nonzero()[0]
        longest = max(int(ends[0]), int((ends[1:] - ends[:-1]).max(initial=0)))
        scores = self._scorer.score_text(ids, table)
        continues, may_tie = self._decoder.decode_lines(scores, breaks, tie_tolerance(longest))
        glue = _glue(ids, table, continues, breaks)
        written = table.written.take(ids * 3 + glue)
        segmented = "".join(written.tolist()).split("\n")  # and nothing after the last line
        found: list[str | None] = [
            words or line for words, line in zip(segmented, lines, strict=False)
        ]
        for number in ends.searchsorted(may_tie.nonzero()[0]).tolist():
            found[number] = None
        return found

    def _current_cache(self) -> ChunkCache:
        if self._cache.full:
            # Threads that still use the old one keep it; two that come here at once waste a
            # little work, no more.
            self._cache = ChunkCache(self._model, self._lists.numbers)
        return self._cache


def _glue(
    ids: Integers, table: TokenTable, continues: Booleans, breaks: Booleans
) -> npt.NDArray[np.int64]:
    """What stands before each token: nothing, a blank, or the mark of a join.

    pyvi joins what continues a word, except punctuation, what begins with a digit, and a
    capital after a small letter.
    """
    joinable, title = table.joinable.take(ids), table.title.take(ids)
    glue = np.full(len(ids), BLANK, dtype=np.int64)
    joined = continues[1:] & joinable[1:] & joinable[:-1] & ~(title[1:] & ~title[:-1])
    glue[1:][joined] = JOIN
    glue[breaks] = NOTHING
    glue[1:][breaks[:-1]] = NOTHING
    glue[0] = NOTHING
    return glue


def _join(tokens: list[WeightedToken], continues: list[bool]) -> str:
    """The tokens of one line with what :func:`_glue` puts between them."""
    left = tokens[0]
    pieces = [left.written[NOTHING]]
    for here, inside in zip(tokens[1:], continues[1:], strict=True):
        joined = inside and here.joinable and left.joinable and (left.title or not here.title)
        pieces.append(here.written[JOIN if joined else BLANK])
        left = here
    return "".join(pieces)


@cache
def segmenter() -> Segmenter:
    """The segmenter of this process, made at first use."""
    try:
        model = read_pyvi_model()
    except UnexpectedModelError as error:
        return Segmenter(None, error.reason)
    return Segmenter(model, because("tách từ bằng các trọng số đọc từ mô hình của pyvi"))
