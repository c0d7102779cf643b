"""What the index stores of a notice, and what it still reads of what an older version stored."""

import json

import pytest

from indexer.index.stored import decode_reading, encode
from indexer.model import Document
from indexer.understanding import understand

TEXT = "HUYỆN ỦY BẢO LÂM\n*\nSố 12-TB/HU\n\nTHÔNG BÁO\nkiểm tra Đảng ủy xã Lộc Quảng"


@pytest.fixture(scope="module")
def reading(knowledge):
    document = Document("a", "a.txt", "", "text/plain", TEXT)
    return understand(document, knowledge)


def test_a_reading_comes_back_as_it_was(reading):
    assert decode_reading(encode(reading)) == reading


def test_a_reading_from_before_letterheads_were_kept_is_read(reading):
    stored = json.loads(encode(reading))
    assert stored["notice"].pop("letterhead") == [0, TEXT.index("THÔNG BÁO")]
    assert decode_reading(json.dumps(stored).encode()).notice.letterhead is None
