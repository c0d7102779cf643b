"""Papers of one district around its congress for the tests of building: what one of them cites
bare the others tell."""

import json

from indexer.documents import document_id
from indexer.index.export import export
from indexer.index.stored import decode_citations
from indexer.index.whoosh.store import FolderStore

PAPER = """HUYỆN ỦY BẢO LÂM
*
Số {number}
Bảo Lâm, ngày {day:02} tháng {month:02} năm {year}

THÔNG BÁO
{head}kết quả làm việc với Đảng ủy xã Lộc Ngãi

{body}
"""

REGISTER = "hu.bao-lam.lam-dong/district/nk2020"
ASKING = "Thực hiện Thông báo số 90-TB/HU của Ban Thường vụ Huyện ủy, xã đã triển khai."
LATE = "Thực hiện Thông báo số 300-TB/HU của Ban Thường vụ Huyện ủy, xã đã triển khai."


def paper(number, day, body="Xã đã triển khai đầy đủ.", head=""):
    year, month, day = map(int, day.split("-"))
    return PAPER.format(number=number, day=day, month=month, year=year, body=body, head=head)


ASKS = paper("31-CV/HU", "2020-08-25", ASKING)
OLD, NEW = paper("1180-TB/HU", "2020-06-09"), paper("12-TB/HU", "2020-08-20")
FILES = {"asks": ASKS, "late": paper("36-CV/HU", "2020-12-14", LATE), "old": OLD, "new": NEW}


def cited(index, name="asks.txt"):
    stored = FolderStore(index).contents().stored(document_id(name))
    (one,) = decode_citations(stored[1])
    return one.key.split("/")[1], str(one.reason)


def lines(index):
    """What an index exports, but for the moments at which it was made."""
    return sorted(
        json.dumps(
            {key: value for key, value in json.loads(line).items() if key in ("path", "reading")}
        )
        for line in export(index)
    )
