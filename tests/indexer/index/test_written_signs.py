"""With which sign a directive is called: that of its text, else the one that most notices write."""

import pytest

from indexer.index.build import build
from indexer.index.written_signs import signs_of
from search.engine import open_engine
from tests.held_papers import paper
from tests.notices import drop

BAO_LAM, DI_LINH = "hu.bao-lam.lam-dong/nk2020/qdi-07", "hu.di-linh.lam-dong/nk2020/qdi-07"
OPEN = "hu/_/qdi-07"

COUNTED = [
    # What most write, be it two against one.
    ({f"{BAO_LAM}|QĐ|": 1, f"{BAO_LAM}|QĐi|": 2}, {BAO_LAM: "QĐi", OPEN: "QĐi"}),
    # Its own text goes before all of them.
    ({f"{BAO_LAM}|QĐ|": 9, f"{BAO_LAM}|QyĐ|own": 1}, {BAO_LAM: "QyĐ", OPEN: "QyĐ"}),
    # Two committees write it otherwise, so an open number is written in no one way.
    ({f"{BAO_LAM}|QĐi|": 2, f"{DI_LINH}|QyĐ|": 1}, {BAO_LAM: "QĐi", DI_LINH: "QyĐ"}),
    ({"_": 3}, {}),
    ({}, {}),
]


@pytest.mark.parametrize(("counts", "signs"), COUNTED)
def test_signs_of_counted_values(counts, signs):
    assert signs_of(counts) == signs


def test_an_index_tells_the_signs_of_what_it_holds_and_cites(tmp_path):
    papers = {
        "qdi-07": paper(
            "07-QĐi/HU", "về giữ vệ sinh", "Điều 1. Giữ vệ sinh.", kind="QUY ĐỊNH", day="18/7/2022"
        ),
        # It writes the sign of another regulation, and that of the first one wrongly.
        "tb-198": paper(
            "198-TB/HU", "kết quả",
            "Quy định số 07-QĐ/HU, ngày 18/7/2022 của Huyện ủy; Quy định số 08-QyĐ/HU, ngày "
            "19/7/2022 của Huyện ủy; Quyết định số 09-QĐ/HU, ngày 20/7/2022 của Huyện ủy.",
        ),
    }  # fmt: skip
    drop(tmp_path / "in", **papers)
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    told = open_engine(tmp_path / "index").written_signs()
    body = "hu.bao-lam.lam-dong/nk2020"
    assert {key: sign for key, sign in told.items() if key.startswith(body)} == {
        f"{body}/qdi-07": "QĐi",
        f"{body}/qdi-08": "QyĐ",
        f"{body}/tb-198": "TB",
    }
