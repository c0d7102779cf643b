"""What a person reads for a key."""

import pytest

from indexer.directives.labels import key_label

LABELS = [
    ("tw/k12/qdi-213", "Quy định 213-QĐ/TW (khóa XII)"),
    ("tu.dong-nai/nk2020/kh-196", "Kế hoạch 196-KH/TU (Đồng Nai, nhiệm kỳ 2020)"),
    ("hu.bao-lam.lam-dong/_/kh-57", "Kế hoạch 57-KH/HU (Bảo Lâm, Lâm Đồng)"),
    ("hu._.lam-dong/nk2020/nq-06", "Nghị quyết 06-NQ/HU (Lâm Đồng, nhiệm kỳ 2020)"),
    ("du.noi-nao.lam-dong/nk2020/nq-06", "Nghị quyết 06-NQ/ĐU (Noi Nao, Lâm Đồng, nhiệm kỳ 2020)"),
    ("nn.cp/y2014/nd-118", "Nghị định 118/2014/NĐ-CP (năm 2014)"),
    ("nn.cp/y1999/nd-118", "Nghị định 118/1999/NĐ-CP (năm 1999)"),
    ("nn.cp/_/nd-118", "Nghị định 118/NĐ-CP"),
    ("nn.byt/y2011/qd-3447", "Quyết định 3447/QĐ-BYT (năm 2011)"),
    ("nn.qh/y2013/hien-phap", "Hiến pháp (năm 2013)"),
    ("nn.qh/y2013/luat.dat-dai", "Luật Đất đai (năm 2013)"),
    ("nn.qh/_/luat.hinh-su", "Bộ luật Hình sự"),
    ("nn.ubtvqh/_/pl.dan-so", "Pháp lệnh Dân số"),
    ("nn.lien-tich/y2017/nqlt-403", "Nghị quyết liên tịch 403 (năm 2017)"),
    ("nn.qh/y2024/luat-31", "Luật Đất đai (31/2024/QH15)"),
    ("nn.qh/y2015/luat-100", "Bộ luật Hình sự (100/2015/QH13)"),
    ("nn.qh/y2006/luat-64", "Luật 64/2006/QH11 (năm 2006)"),
    ("nn.qh/y2008/nq-18", "Nghị quyết 18/2008/QH12 (năm 2008)"),
    ("nn.qh/y1946/hien-phap", "Hiến pháp (năm 1946)"),
    ("tw/k11/dieu-le", "Điều lệ Đảng Cộng sản Việt Nam (khóa XI)"),
    ("tw/_/hntw-04", "Nghị quyết Trung ương 4"),
    ("tu.lam-dong/nk2020/dh", "Nghị quyết Đại hội (Lâm Đồng, nhiệm kỳ 2020)"),
    ("_/_/kh-57", "Kế hoạch 57"),
    ("tw/_/_-05", "_-05"),
    ("213", ""),
    # A key does not tell whether a local regulation is signed QĐ, QĐi or QyĐ.
    (
        "hu.bao-lam.lam-dong/nk2020/qdi-07",
        "Quy định 07 (Bảo Lâm, Lâm Đồng, nhiệm kỳ 2020)",
    ),
    ("hu._/_/qdi-07", "Quy định 07 (Huyện ủy)"),
    # The centre signs QĐ, and other types have one usual sign that is theirs alone.
    ("tw/k9/qdi-901", "Quy định 901-QĐ/TW (khóa IX)"),
    ("tu.dong-nai/nk2020/tb-12", "Thông báo 12-TB/TU (Đồng Nai, nhiệm kỳ 2020)"),
    ("tu.dong-nai/nk2020/qd-12", "Quyết định 12-QĐ/TU (Đồng Nai, nhiệm kỳ 2020)"),
    # What no number names is called by its name, in whatever edition.
    ("tw/_/dieu-le", "Điều lệ Đảng Cộng sản Việt Nam"),
    ("tw/k8/dieu-le", "Điều lệ Đảng Cộng sản Việt Nam (khóa VIII)"),
    # Of a place without its province the name, if all that bear it are spelled alike.
    ("hu.bao-lam._/_/kh-57", "Kế hoạch 57-KH/HU (Bảo Lâm)"),
]

SIGNS = {
    "hu.bao-lam.lam-dong/nk2020/qdi-07": "QĐi",
    "hu/_/qdi-07": "QĐi",
    "tw/k12/qdi-213": "QĐi",
    "tu.dong-nai/nk2020/tb-12": "TBKL",
}
WRITTEN = [
    ("hu.bao-lam.lam-dong/nk2020/qdi-07", "Quy định 07-QĐi/HU (Bảo Lâm, Lâm Đồng, nhiệm kỳ 2020)"),
    # All that an open number may mean is written so.
    ("hu._/_/qdi-07", "Quy định 07-QĐi/HU"),
    # A settled key of another committee is none of them.
    (
        "hu.di-linh.lam-dong/nk2020/qdi-07",
        "Quy định 07 (Di Linh, Lâm Đồng, nhiệm kỳ 2020)",
    ),
    ("hu._/_/qdi-08", "Quy định 08 (Huyện ủy)"),
    ("tu.dong-nai/nk2020/tb-12", "Thông báo 12-TBKL/TU (Đồng Nai, nhiệm kỳ 2020)"),
    # The registry has the number of its rows.
    ("tw/k12/qdi-213", "Quy định 213-QĐ/TW (khóa XII)"),
]


@pytest.mark.parametrize(("key", "label"), LABELS)
def test_labels_of_keys(knowledge, key, label):
    assert key_label(key, knowledge) == label


@pytest.mark.parametrize(("key", "label"), WRITTEN)
def test_a_directive_is_called_as_papers_write_it(knowledge, key, label):
    assert key_label(key, knowledge.with_signs(SIGNS)) == label
