"""What the index stores of a notice, and what it still reads of what an older version stored."""

import json

from indexer.directives.registry import Registry
from indexer.gazetteer.units import gazetteer
from indexer.index.entry import decode_reading, encode
from indexer.model import Document
from indexer.understanding import understand

TEXT = "HUYỆN ỦY BẢO LÂM\n*\nSố 12-TB/HU\n\nTHÔNG BÁO\nkiểm tra Đảng ủy xã Lộc Quảng"


def reading():
    document = Document("a", "a.txt", "", "text/plain", TEXT)
    return understand(document, Registry.load(), gazetteer())


def test_a_reading_comes_back_as_it_was():
    assert decode_reading(encode(reading())) == reading()


def test_a_reading_from_before_letterheads_were_kept_is_read():
    stored = json.loads(encode(reading()))
    assert stored["notice"].pop("letterhead") == [0, TEXT.index("THÔNG BÁO")]
    assert decode_reading(json.dumps(stored).encode()).notice.letterhead is None
