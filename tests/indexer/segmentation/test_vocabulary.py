"""Chunks cut into tokens in linear time, and the table that holds what has been met."""

import re

import numpy as np
import pytest

from indexer.segmentation import vocabulary
from indexer.segmentation.pyvi_model import read_pyvi_model
from indexer.segmentation.vocabulary import chunk_tokens
from tests.steps import is_linear


@pytest.mark.parametrize("repeated", ["a.", "a@", "1_", "A", "a.a@", "x@y.z,", "a://"])
@pytest.mark.parametrize("end", ["@b", "@b.vn"])
def test_cutting_reads_a_chunk_a_few_times_only(
    repeated: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = _Reach(vocabulary._ANY, r"[a-zA-Z0-9_.+-]*(?:@[a-zA-Z0-9.-]*)?")
    domain = _Reach(vocabulary._AT_DOMAIN, rf"[\s\S]*?{vocabulary._DOMAIN}|[\s\S]*")
    monkeypatch.setattr(vocabulary, "_ANY", address)
    monkeypatch.setattr(vocabulary, "_AT_DOMAIN", domain)
    text = repeated * 2_000 + end
    assert "".join(chunk_tokens(text)) == text
    assert address.read + domain.read < 4 * len(text)  # every try to its end: 1,000 times


def test_cutting_grows_as_the_chunk_does() -> None:
    for repeated in ("a.", "x@y.z,"):
        assert is_linear(lambda text: chunk_tokens(text + "@b"), repeated, 500)


class _Reach:
    """A pattern that counts the characters it may have read: all that could go on with what it
    looks for, found or not."""

    def __init__(self, pattern: re.Pattern[str], going_on: str) -> None:
        self.pattern, self.going_on, self.read = pattern, re.compile(going_on), 0

    def match(self, text: str, start: int) -> re.Match[str] | None:
        return self._count(self.pattern.match(text, start), text, start)

    def search(self, text: str, start: int) -> re.Match[str] | None:
        return self._count(self.pattern.search(text, start), text, start)

    def _count(self, found: re.Match[str] | None, text: str, start: int) -> re.Match[str] | None:
        reach = self.going_on.match(text, start)
        ends = [one.end() for one in (found, reach) if one]
        self.read += max(ends) - start
        return found


def test_the_table_has_the_rows_of_all_ids_given_out() -> None:
    met = vocabulary.ChunkCache(read_pyvi_model(), {})
    for size in (3, 10_000, 10_001):  # past the first table, and within the second
        ids = np.frombuffer(met.ids([f"chữ{i}" for i in range(size)]), dtype=np.int64)
        rows = met.table().written[ids].tolist()
        assert [row[vocabulary.JOIN] for row in rows] == [f"_chữ{i}" for i in range(size)]
