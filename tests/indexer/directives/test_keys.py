"""Keys: one grammar, taken apart and put together again in one place."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey, DirectiveKey, Seat, committee_of, parse_issuer
from indexer.directives.registry import Registry
from indexer.directives.resolver import resolve
from indexer.model import Level
from viendan.quality.citations import gold_passages

REGISTRY = Registry.load()

# key: segment of the body, its commune, district and province, term, code, number, what is open
PARTS = [
    ("tw/k12/qdi-213", "tw", None, None, None, "k12", "qdi", "213", False),
    ("tw/_/ct-05", "tw", None, None, None, "_", "ct", "05", True),
    ("tu.dong-nai/nk2020/qd-842", "tu", None, None, "dong-nai", "nk2020", "qd", "842", False),
    ("tu._/nk2020/kh-57", "tu", None, None, None, "nk2020", "kh", "57", True),
    ("hu.bao-lam.lam-dong/nk2020/nq-06",
     "hu", None, "bao-lam", "lam-dong", "nk2020", "nq", "06", False),
    ("hu._.lam-dong/nk2020/nq-06", "hu", None, None, "lam-dong", "nk2020", "nq", "06", True),
    ("du.loc-quang.bao-lam.lam-dong/nk2020/nq-12",
     "du", "loc-quang", "bao-lam", "lam-dong", "nk2020", "nq", "12", False),
    # no district since 1 July 2025
    ("du.song-ray.dong-nai/nk2025/nq-12",
     "du", "song-ray", None, "dong-nai", "nk2025", "nq", "12", False),
    ("nn.byt/y2011/qd-3447", "nn.byt", None, None, None, "y2011", "qd", "3447", False),
    ("nn.ubnd.lam-dong/y2018/qd-30", "nn.ubnd", None, None, "lam-dong", "y2018", "qd", "30", False),
    ("btctu-bdvtu.lam-dong/nk2020/qc-05",
     "btctu-bdvtu", None, None, "lam-dong", "nk2020", "qc", "05", False),
    ("tw/k11/qd-01a", "tw", None, None, None, "k11", "qd", "01a", False),
    ("tw/k13/dh", "tw", None, None, None, "k13", "", "", False),
    ("nn.qh/y2013/luat.dat-dai", "nn.qh", None, None, None, "y2013", "", "", False),
    ("_/_/kh-57", "_", None, None, None, "_", "kh", "57", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "segment", "commune", "district", "province", "term", "code", "number", "is_open"),
    PARTS,
)
def test_the_parts_of_a_key(
    text, segment, commune, district, province, term, code, number, is_open
):
    key = DirectiveKey.parse(text)
    assert (key.body.segment, key.term, key.code, key.number) == (segment, term, code, number)
    assert (key.body.commune, key.body.district, key.body.province) == (commune, district, province)
    assert key.is_provisional is is_open
    assert str(key) == text
    assert DirectiveKey.is_key(text)


NO_KEYS = ("", "_", "tw", "tw/k12", "tw/k12/qdi-213/x", "tw/k13/KL 14", "TW/k12/ct-05",
           "213-QĐ/TW", "tw//ct-05", "/k12/ct-05", "tw/k12/", "-/k12/ct-05")  # fmt: skip


@pytest.mark.parametrize("text", NO_KEYS)
def test_what_is_no_key(text):
    assert not DirectiveKey.is_key(text)


def test_every_key_that_the_program_makes_is_one():
    made = [row.key for row in REGISTRY]
    for passage in gold_passages():
        for one in resolve(find_citations(passage.text), passage.text, passage.context, REGISTRY):
            made += [key for key in (one.key, *one.candidates) if key]
    assert made
    for key in made:
        assert DirectiveKey.is_key(key)
        assert str(DirectiveKey.parse(key)) == key


COMMITTEES = [
    (Level.CENTRAL, "", (), "tw"),
    (Level.PROVINCE, "tỉnh", ("tỉnh Lâm Đồng",), "tu.lam-dong"),
    (Level.DISTRICT, "huyện", ("Lâm Đồng", "huyện Bảo Lâm"), "hu.bao-lam.lam-dong"),
    (Level.DISTRICT, "quận", ("thành phố Hà Nội", "quận Ba Đình"), "qu.ba-dinh.ha-noi"),
    (Level.DISTRICT, "thành phố", ("Đồng Nai", "thành phố Biên Hòa"), "thu.bien-hoa.dong-nai"),
    (Level.COMMUNE, "xã", ("Lâm Đồng", "Bảo Lâm", "xã Lộc Quảng"), "du.loc-quang.bao-lam.lam-dong"),
    (Level.COMMUNE, "phường", ("Lâm Đồng", "phường 7"), "du.phuong-7.lam-dong"),
]  # fmt: skip


@pytest.mark.parametrize(("level", "kind", "names", "expected"), COMMITTEES)
def test_the_committee_of_a_place(level, kind, names, expected):
    assert str(committee_of(level, kind, names)) == expected


ISSUERS = [
    ("Huyện ủy Bảo Lâm", "Lâm Đồng", "hu.bao-lam.lam-dong"),
    ("huyen uy bao lam", "Lâm Đồng", "hu.bao-lam.lam-dong"),
    ("Huyện ủy Bảo Lâm", "", "hu.bao-lam._"),
    ("Ban Thường vụ Tỉnh ủy Nghệ An", "", "tu.nghe-an"),
    ("Tỉnh ủy", "Đồng Nai", "tu.dong-nai"),
    ("Tỉnh ủy", "", "tu._"),
    ("Thành ủy Hà Nội", "", "tu.ha-noi"),
    ("Thành ủy Biên Hòa", "Đồng Nai", "thu.bien-hoa.dong-nai"),
    ("Đảng ủy xã Lộc Quảng, huyện Bảo Lâm", "Lâm Đồng", "du.loc-quang.bao-lam.lam-dong"),
    ("Đảng bộ huyện Cẩm Mỹ", "Đồng Nai", "hu.cam-my.dong-nai"),
    ("UBND huyện Cẩm Mỹ", "Đồng Nai", "hu.cam-my.dong-nai"),
    ("UBND tỉnh Lâm Đồng", "", "tu.lam-dong"),
    ("hu.bao-lam.lam-dong", "", "hu.bao-lam.lam-dong"),
    ("nn.ubnd.bao-lam.lam-dong", "", "nn.ubnd.bao-lam.lam-dong"),
    ("tw", "", "tw"),
]


@pytest.mark.parametrize(("name", "province", "expected"), ISSUERS)
def test_an_issuer_may_be_typed_by_name_or_key(name, province, expected):
    assert str(parse_issuer(name, province)) == expected


@pytest.mark.parametrize("name", ["", "Công ty X"])
def test_what_is_no_issuer(name):
    assert parse_issuer(name, "Đồng Nai") is None


SEATS = [
    ("hu.bao-lam.lam-dong", "", Seat("hu", None, "bao-lam", "lam-dong"), "bao-lam.lam-dong"),
    ("hu.bao-lam._", "Lâm Đồng", Seat("hu", None, "bao-lam", None), "bao-lam"),
    ("du.loc-quang.lam-dong", "", Seat("du", "loc-quang", None, "lam-dong"), "loc-quang.lam-dong"),
    ("cb.to-1.loc-quang.bao-lam.lam-dong", "",
     Seat("cb", "loc-quang", "bao-lam", "lam-dong"), "loc-quang.bao-lam.lam-dong"),
    # a body without a place of its own sits where its notice was issued
    ("tw", "Hà Nội", Seat("tw", province="ha-noi"), "ha-noi"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "province", "seat", "path"), SEATS)
def test_where_an_issuer_sits(body, province, seat, path):
    assert Seat.of(BodyKey.parse(body), province) == seat
    assert seat.path == path.split(".")


def test_of_a_province_alone_only_the_province_is_known():
    assert Seat.of(None, "tỉnh Lâm Đồng") == Seat(province="lam-dong")
